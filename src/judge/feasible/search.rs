//! Whether all bounds can hold at once: people by the ways in which they can spend the day, as
//! far as these bounds can tell them apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::joint::Add;
use crate::judge::{Sums, UNIT};

use super::halving::{Ran, Search};
use super::one_sided::OneSided;

/// What one rule asks of one cell.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    /// Its sums keep a bound; `exactly` is a cap and a floor.
    Bound(Vec<OneSided>),
    /// Nobody in its base is in its count.
    Each,
}

/// A way to spend the day: what it adds, by the place of the rule's cell among all.
pub(super) type Way = Vec<(usize, Add)>;

/// People who can spend the day in the same ways.
#[derive(Debug, Clone)]
pub(super) struct Class {
    pub(super) size: u32,
    pub(super) ways: BTreeSet<Way>,
}

/// What came of a search.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// A roster, and what it comes to for each of the bounds asked for.
    Met(BTreeMap<usize, Sums>),
    /// There is none.
    None,
    /// More than can be tried.
    Unknown,
}

/// A bound that is eased by so many people.
pub(super) type Eased = Option<(usize, i64)>;

/// Bounds that must come out as they are asked, by the cells that they are asked of.
#[derive(Debug, Clone)]
pub(super) struct Sides {
    pub(super) all: Vec<(usize, OneSided)>,
    /// Where the sides of each cell are among all.
    of: BTreeMap<usize, Vec<usize>>,
}

impl Sides {
    pub(super) fn new(all: Vec<(usize, OneSided)>) -> Self {
        let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, (nth, _)) in all.iter().enumerate() {
            of.entry(*nth).or_default().push(at);
        }
        Self { all, of }
    }

    /// The cells of which something is asked.
    pub(super) fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.of.keys().copied()
    }

    /// What is asked of a cell.
    pub(super) fn of(&self, nth: usize) -> impl Iterator<Item = &OneSided> {
        self.places(nth).iter().filter_map(|at| Some(&self.all.get(*at)?.1))
    }

    fn places(&self, nth: usize) -> &[usize] {
        self.of.get(&nth).map_or(&[], Vec::as_slice)
    }
}

/// Whether some roster keeps all the rules' cells that are chosen: of the people who are in
/// one of them.
pub(super) fn search(
    classes: &[&Class],
    asked: &[Asked],
    chosen: &BTreeSet<usize>,
    eased: Eased,
) -> Found {
    let mut sides = Vec::new();
    for nth in chosen {
        let Some(Asked::Bound(own)) = asked.get(*nth) else { continue };
        let ease = eased.filter(|(at, _)| at == nth).map_or(0, |(_, people)| people);
        sides.extend(own.iter().map(|side| (*nth, side.eased(ease))));
    }
    let sides = Sides::new(sides);
    let Some(groups) = groups(classes, asked, chosen, &sides) else { return Found::None };
    let search = Search::new(groups, sides);
    match search.run() {
        Ran::Met(roster) => Found::Met(search.sums_of(&roster)),
        Ran::None => Found::None,
        Ran::Unknown => Found::Unknown,
    }
}

/// People with the same ways once only these rules matter: how many, and the ways that no
/// other is better than.
pub(super) type Group = (u32, Vec<Way>);

/// `None` if somebody has no way left.
fn groups(
    classes: &[&Class],
    asked: &[Asked],
    chosen: &BTreeSet<usize>,
    sides: &Sides,
) -> Option<Vec<Group>> {
    let mut groups: BTreeMap<Vec<Way>, u32> = BTreeMap::new();
    for class in classes {
        let breaks = |(nth, add): &(usize, Add)| {
            let is_each = matches!(asked.get(*nth), Some(Asked::Each));
            is_each && chosen.contains(nth) && add.count && add.base
        };
        let allowed = class.ways.iter().filter(|way| !way.iter().any(breaks));
        let is_asked = |nth: &usize| sides.of.contains_key(nth);
        let cut = |way: &Way| {
            way.iter().copied().filter(|(nth, _)| is_asked(nth)).collect::<Way>()
        };
        let ways: BTreeSet<Way> = allowed.map(cut).collect();
        if ways.is_empty() {
            return None;
        }
        *groups.entry(ways.into_iter().collect()).or_default() += class.size;
    }
    let saved = saved(sides, groups.keys().flatten());
    let mut fewer: BTreeMap<Vec<Way>, u32> = BTreeMap::new();
    for (ways, size) in &groups {
        *fewer.entry(best(ways, sides, &saved)).or_default() += size;
    }
    Some(fewer.into_iter().map(|(ways, size)| (size, ways)).collect())
}

/// Of which bounds an empty base saves one that nought does not keep: it is then asked of
/// nobody.
pub(super) fn saved<'a>(sides: &Sides, ways: impl Iterator<Item = &'a Way>) -> Vec<bool> {
    let adds = ways.flatten().filter(|(_, add)| add.count && !add.base);
    let beside: BTreeSet<usize> = adds.map(|(nth, _)| *nth).collect();
    let of_side = |(nth, side): &(usize, OneSided)| {
        side.is_kept() && (side.is_strict() || beside.contains(nth))
    };
    sides.all.iter().map(of_side).collect()
}

/// The ways that no other is at least as good as, for every bound.
pub(super) fn best(ways: &[Way], sides: &Sides, saved: &[bool]) -> Vec<Way> {
    // All of them are worth the same to a bound to which none adds anything.
    let met: BTreeSet<usize> = ways.iter().flatten().map(|(nth, _)| *nth).collect();
    let own = met.iter().flat_map(|nth| sides.places(*nth));
    let own = own.filter_map(|at| sides.all.get(*at).zip(saved.get(*at)));
    let own: Vec<(&(usize, OneSided), &bool)> = own.collect();
    let worth = |way: &Way| -> Vec<i64> {
        let of_side = |((nth, side), saved): &(&(usize, OneSided), &bool)| {
            let add = add_of(way, *nth);
            let mut worth = side.worth(&add);
            worth.extend(saved.then(|| emptying(&add)).into_iter().flatten());
            worth
        };
        own.iter().flat_map(of_side).collect()
    };
    let mut kept: Vec<(Vec<i64>, Way)> = Vec::new();
    for way in ways {
        let own = worth(way);
        let beats = |one: &[i64], other: &[i64]| {
            one.iter().zip(other).all(|(one, other)| one >= other)
        };
        if kept.iter().any(|(known, _)| beats(known, &own)) {
            continue;
        }
        kept.retain(|(known, _)| !beats(&own, known));
        kept.push((own, way.clone()));
    }
    kept.into_iter().map(|(_, way)| way).collect()
}

pub(super) fn add_of(way: &Way, nth: usize) -> Add {
    way.iter().find(|(own, _)| *own == nth).map_or(Add::default(), |(_, add)| *add)
}

/// How little an addition adds to bases.
pub(super) fn emptying(add: &Add) -> Vec<i64> {
    vec![-i64::from(add.base) - i64::from(add.own.count_ones())]
}

/// Adds what so many people add alike.
pub(in crate::judge) fn add_people(sums: &mut Sums, add: Add, people: i64) {
    let people = i128::from(people) * UNIT;
    sums.count += if add.count { people } else { 0 };
    sums.base += if add.base { people } else { 0 };
    let populations = (u32::BITS - add.own.leading_zeros()) as usize;
    sums.own.resize(sums.own.len().max(populations), 0);
    for (bit, own) in sums.own.iter_mut().enumerate() {
        *own += if add.own >> bit & 1 == 1 { people } else { 0 };
    }
}
