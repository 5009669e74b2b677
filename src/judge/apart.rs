//! How many values meet, whatever is filled in: the fewest and the most at any moment.

use crate::field::Text;
use std::collections::{BTreeMap, BTreeSet};

use crate::classify::carried::{Carried, Mark, Marks};

/// How many unions of marks are kept at once. CLAUSE 13.6.
const MOST_UNIONS: usize = 1 << 8;

/// How many ways to keep some values are tried for a mend. CLAUSE 13.8.
const MOST_WAYS: usize = 1_000;

/// The fewest and the most values that meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meeting {
    pub(crate) least: usize,
    /// `None` if nothing bounds it.
    pub(crate) most: Option<usize>,
}

impl Meeting {
    /// What items that carry this come to together. CLAUSE 13.6.
    pub(crate) fn of<'a>(items: impl Iterator<Item = &'a Carried> + Clone) -> Meeting {
        let certain: Marks = items.clone().flat_map(common).collect();
        let mut open: BTreeMap<BTreeSet<Marks>, usize> = BTreeMap::new();
        for item in items.clone().filter(|item| item.sets.len() > 1) {
            let sets = item.sets.iter().map(|set| set - &certain).collect();
            *open.entry(sets).or_default() += 1;
        }
        let wild = items.clone().any(|item| item.wild);
        Meeting {
            least: least(&certain, &open),
            most: (!wild).then(|| most(&certain, &open)),
        }
    }
}

/// What an item carries under every filling.
fn common(item: &Carried) -> Marks {
    if item.wild {
        return Marks::new();
    }
    let mut sets = item.sets.iter();
    let first = sets.next().cloned().unwrap_or_default();
    sets.fold(first, |common, set| &common & set)
}

/// The fewest values that meet: of unions only those are followed that hold no other.
fn least(certain: &Marks, open: &BTreeMap<BTreeSet<Marks>, usize>) -> usize {
    let mut unions = vec![Marks::new()];
    for sets in open.keys() {
        let within = |one: &Marks, other: &Marks| one.is_subset(other);
        let own = ends(sets.iter().cloned(), within);
        let spread = own.and_then(|own| ends(spread(&unions, &own), within));
        let Some(next) = spread else { return peak(certain) };
        unions = next;
    }
    unions.iter().map(|union| peak(&(certain | union))).min().unwrap_or(0)
}

/// The most values that meet: of unions only those are followed that no other holds.
fn most(certain: &Marks, open: &BTreeMap<BTreeSet<Marks>, usize>) -> usize {
    let mut unions = vec![Marks::new()];
    for (sets, times) in open {
        let within = |one: &Marks, other: &Marks| one.is_superset(other);
        let own = ends(sets.iter().cloned(), within);
        // More of the same than there are marks to carry add nothing.
        let marks: Marks = sets.iter().flatten().cloned().collect();
        for _ in 0..(*times).min(marks.len()) {
            let spread = own.as_ref().and_then(|own| ends(spread(&unions, own), within));
            let Some(next) = spread else {
                let all: Marks = open.keys().flatten().flatten().cloned().collect();
                return peak(&(certain | &all));
            };
            unions = next;
        }
    }
    unions.iter().map(|union| peak(&(certain | union))).max().unwrap_or(0)
}

/// Every union of one with one.
fn spread<'s>(
    unions: &'s [Marks],
    sets: &'s [Marks],
) -> impl Iterator<Item = Marks> + 's {
    unions.iter().flat_map(|union| sets.iter().map(move |set| union | set))
}

/// The sets that lie at one end: a set stays out where one is there that comes before it,
/// and takes the place of those that it comes before. `None` if there are too many.
fn ends(
    sets: impl Iterator<Item = Marks>,
    before: impl Fn(&Marks, &Marks) -> bool,
) -> Option<Vec<Marks>> {
    let mut ends: Vec<Marks> = Vec::new();
    for set in sets {
        if ends.iter().any(|end| before(end, &set)) {
            continue;
        }
        ends.retain(|end| !before(&set, end));
        ends.push(set);
        if ends.len() > MOST_UNIONS {
            return None;
        }
    }
    Some(ends)
}

/// The most different values at one moment.
fn peak(marks: &Marks) -> usize {
    let mut changes: Vec<(i64, bool, &Mark)> = Vec::with_capacity(marks.len() * 2);
    for mark in marks {
        changes.push((mark.from, true, mark));
        changes.push((mark.until, false, mark));
    }
    // Whoever goes is gone before somebody comes.
    changes.sort_unstable_by_key(|(at, comes, _)| (*at, *comes));
    let mut here: BTreeMap<&Text, usize> = BTreeMap::new();
    let mut peak = 0;
    for (_, comes, mark) in changes {
        let times = here.entry(&mark.value).or_default();
        if comes {
            *times += 1;
            peak = peak.max(here.len());
        } else {
            *times -= 1;
            if *times == 0 {
                here.remove(&mark.value);
            }
        }
    }
    peak
}

/// Which values remain, and who must go for that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) keeps: Vec<Text>,
    /// Who goes, by number; with whether they may.
    pub(crate) go: Vec<(usize, bool)>,
}

/// The way on which the fewest go, of those on which nobody goes who is held where one is;
/// `None` where there are too many to try. CLAUSE 13.8.
pub(crate) fn mend(
    carriers: &[BTreeSet<Text>],
    at_most: usize,
    is_free: &dyn Fn(usize) -> bool,
) -> Option<Way> {
    let values: BTreeSet<&Text> = carriers.iter().flatten().collect();
    let values: Vec<&Text> = values.into_iter().collect();
    let mut best: Option<(bool, usize, Way)> = None;
    for keeps in choices(&values, at_most)? {
        let goes = |carried: &BTreeSet<Text>| {
            carried.iter().any(|value| !keeps.contains(&value))
        };
        let go = carriers.iter().enumerate().filter(|(_, carried)| goes(carried));
        let go: Vec<(usize, bool)> = go.map(|(nth, _)| (nth, is_free(nth))).collect();
        let held = go.iter().any(|(_, free)| !free);
        let better = best
            .as_ref()
            .is_none_or(|(known, many, _)| (held, go.len()) < (*known, *many));
        if better {
            let keeps = keeps.into_iter().cloned().collect();
            best = Some((held, go.len(), Way { keeps, go }));
        }
    }
    best.map(|(.., way)| way)
}

/// Every choice of so many values, in ascending order; `None` if there are too many.
fn choices<'v>(values: &[&'v Text], many: usize) -> Option<Vec<Vec<&'v Text>>> {
    let many = many.min(values.len());
    // With where the next may stand: no later than that the others follow.
    let mut chosen: Vec<(usize, Vec<&Text>)> = vec![(0, Vec::new())];
    for left in (0..many).rev() {
        let longer = |(next, one): &(usize, Vec<&'v Text>)| {
            let rest = values.iter().enumerate().skip(*next);
            let rest = rest.take((values.len() - left).saturating_sub(*next));
            let with = |(at, value): (usize, &&'v Text)| {
                (at + 1, [one.as_slice(), &[*value]].concat())
            };
            rest.map(with).collect::<Vec<_>>()
        };
        chosen = chosen.iter().flat_map(longer).collect();
        if chosen.len() > MOST_WAYS {
            return None;
        }
    }
    Some(chosen.into_iter().map(|(_, one)| one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(value: &str, from: i64, until: i64) -> Mark {
        Mark { value: value.into(), from, until }
    }

    fn carried(sets: &[&[Mark]]) -> Carried {
        let sets = sets.iter().map(|set| set.iter().cloned().collect()).collect();
        Carried { sets, wild: false }
    }

    #[test]
    fn who_goes_is_gone_when_somebody_comes() {
        let marks = [mark("a", 0, 30), mark("b", 30, 60), mark("a", 50, 70)];
        assert_eq!(peak(&marks.into_iter().collect()), 2);
        let marks = [mark("a", 0, 30), mark("b", 30, 60)];
        assert_eq!(peak(&marks.into_iter().collect()), 1);
    }

    #[test]
    fn the_unknown_choose_together() {
        let (a, b, c) = (mark("a", 0, 1), mark("b", 0, 1), mark("c", 0, 1));
        let any = carried(&[&[a], std::slice::from_ref(&b), &[c]]);
        let items = [any.clone(), any, carried(&[&[b], &[]])];
        let meeting = Meeting::of(items.iter());
        assert_eq!(meeting, Meeting { least: 1, most: Some(3) });
    }

    #[test]
    fn the_fewest_go() {
        let set = |values: &[&str]| values.iter().map(|one| Text::from(*one)).collect();
        let carriers = [set(&["a"]), set(&["b"]), set(&["b"]), set(&["a", "b"])];
        let way = mend(&carriers, 1, &|_| true);
        let go = way.map(|way| (way.keeps, way.go));
        assert_eq!(go, Some((vec!["b".into()], vec![(0, true), (3, true)])));
    }
}
