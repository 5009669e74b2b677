//! One exact search: how many people of each class spend the day in each way, so that all
//! bounds hold at once. Whole numbers, a fixed order, and an end to its patience.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::joint::Add;
use crate::judge::{Sums, UNIT};

use super::one_sided::OneSided;
use super::whole;

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

/// How many halvings are tried. CLAUSE 16.6, 17.6.
const PATIENCE: usize = 20_000;

/// Whether some roster keeps all the rules' cells that are chosen.
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
    let Some(groups) = groups(classes, asked, chosen, &sides) else { return Found::None };
    let search = Search { groups, sides };
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
    sides: &[(usize, OneSided)],
) -> Option<Vec<Group>> {
    let mut groups: BTreeMap<Vec<Way>, u32> = BTreeMap::new();
    for class in classes {
        let breaks = |(nth, add): &(usize, Add)| {
            let is_each = matches!(asked.get(*nth), Some(Asked::Each));
            is_each && chosen.contains(nth) && add.count && add.base
        };
        let allowed = class.ways.iter().filter(|way| !way.iter().any(breaks));
        let is_asked = |nth: usize| sides.iter().any(|(own, _)| *own == nth);
        let cut = |way: &Way| {
            way.iter().copied().filter(|(nth, _)| is_asked(*nth)).collect::<Way>()
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
pub(super) fn saved<'a>(
    sides: &[(usize, OneSided)],
    ways: impl Iterator<Item = &'a Way>,
) -> Vec<bool> {
    let adds = ways.flatten().filter(|(_, add)| add.count && !add.base);
    let beside: BTreeSet<usize> = adds.map(|(nth, _)| *nth).collect();
    let of_side = |(nth, side): &(usize, OneSided)| {
        side.is_kept() && (side.is_strict() || beside.contains(nth))
    };
    sides.iter().map(of_side).collect()
}

/// The ways that no other is at least as good as, for every bound.
pub(super) fn best(
    ways: &[Way],
    sides: &[(usize, OneSided)],
    saved: &[bool],
) -> Vec<Way> {
    // All of them are worth the same to a bound to which none adds anything.
    let met: BTreeSet<usize> = ways.iter().flatten().map(|(nth, _)| *nth).collect();
    let own = sides.iter().zip(saved).filter(|((nth, _), _)| met.contains(nth));
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

fn add_of(way: &Way, nth: usize) -> Add {
    way.iter().find(|(own, _)| *own == nth).map_or(Add::default(), |(_, add)| *add)
}

/// How many of each group go each way: at least, and at most.
type Node = Vec<Vec<(u32, u32)>>;

/// People who can go some ways, and bounds that must come out as they are asked.
pub(super) struct Search {
    pub(super) groups: Vec<Group>,
    pub(super) sides: Vec<(usize, OneSided)>,
}

/// What came of running a search.
pub(super) enum Ran {
    /// How many of each group go each way.
    Met(Vec<Vec<u32>>),
    /// There is no roster.
    None,
    /// More than can be tried.
    Unknown,
}

impl Search {
    pub(super) fn run(&self) -> Ran {
        let whole = |(size, ways): &Group| vec![(0, *size); ways.len()];
        let mut open: Vec<Node> = vec![self.groups.iter().map(whole).collect()];
        let mut patience = PATIENCE;
        while let Some(mut node) = open.pop() {
            if patience == 0 {
                return Ran::Unknown;
            }
            patience -= 1;
            if !self.tighten(&mut node) {
                continue;
            }
            match self.look(&node) {
                Look::Met(roster) => return Ran::Met(roster),
                Look::Broken => {}
                Look::Open => open.extend(halves(node)),
            }
        }
        Ran::None
    }

    /// Everybody goes some way; no if they cannot.
    fn tighten(&self, node: &mut Node) -> bool {
        for ((size, _), ranges) in self.groups.iter().zip(node) {
            let least: u32 = ranges.iter().map(|range| range.0).sum();
            let most: u32 = ranges.iter().map(|range| range.1).sum();
            if least > *size || most < *size {
                return false;
            }
            for range in ranges {
                let (from, through) = *range;
                range.0 = from.max(size.saturating_sub(most - through));
                range.1 = through.min(size - (least - from));
            }
        }
        true
    }

    /// What can be said of a node without halving it.
    fn look(&self, node: &Node) -> Look {
        let mut near = Vec::new();
        for (nth, side) in &self.sides {
            let best = self.lean(node, |way| side.worth(&add_of(way, *nth)));
            let empty = self.lean(node, |way| emptying(&add_of(way, *nth)));
            let reach = self.reach(node, *nth, side, &best);
            if !side.may_serve(&reach, &self.sums(&empty, *nth)) {
                return Look::Broken;
            }
            near.extend([best, empty]);
        }
        if self.sides.is_empty() {
            near.push(self.lean(node, |_| Vec::new()));
        }
        match near.into_iter().find(|roster| self.keeps_all(roster)) {
            Some(roster) => Look::Met(roster),
            None if self.are_whole(node) => Look::Open,
            None => Look::Broken,
        }
    }

    /// Whether whole people may come to what each of the rules asks.
    fn are_whole(&self, node: &Node) -> bool {
        let asked: BTreeSet<usize> = self.sides.iter().map(|(nth, _)| *nth).collect();
        asked.into_iter().all(|nth| {
            let own = self.sides.iter().filter(|(own, _)| *own == nth);
            let sides: Vec<&OneSided> = own.map(|(_, side)| side).collect();
            let most = |worth: fn(&Add) -> i64| {
                self.sums(&self.lean(node, |way| vec![worth(&add_of(way, nth))]), nth)
            };
            let count = (
                most(|add| -i64::from(add.count)).count / UNIT,
                most(|add| i64::from(add.count)).count / UNIT,
            );
            let base = (
                most(|add| -i64::from(add.base)).base / UNIT,
                most(|add| i64::from(add.base)).base / UNIT,
            );
            whole::may_serve(&sides, count, base)
        })
    }

    /// The roster of a node that sends as many as can be the ways that are worth most.
    fn lean(&self, node: &Node, worth: impl Fn(&Way) -> Vec<i64>) -> Vec<Vec<u32>> {
        let of_group = |((size, ways), ranges): (&Group, &Vec<(u32, u32)>)| {
            let mut order: Vec<usize> = (0..ways.len()).collect();
            order
                .sort_by_key(|at| ways.get(*at).map(|way| std::cmp::Reverse(worth(way))));
            let mut going: Vec<u32> = ranges.iter().map(|range| range.0).collect();
            let mut left = size.saturating_sub(going.iter().sum());
            for at in order {
                let (Some(own), Some(range)) = (going.get_mut(at), ranges.get(at)) else {
                    continue;
                };
                let more = left.min(range.1 - *own);
                *own += more;
                left -= more;
            }
            going
        };
        self.groups.iter().zip(node).map(of_group).collect()
    }

    /// The best that a bound can hope for in a node: where its labels are ordered, what the
    /// roster that leans its way comes to; else count and bases apart.
    fn reach(&self, node: &Node, nth: usize, side: &OneSided, best: &[Vec<u32>]) -> Sums {
        if side.is_gentle() {
            return self.sums(best, nth);
        }
        let apart = |part: usize| {
            let worth = |way: &Way| {
                let worth = side.worth(&add_of(way, nth));
                worth.get(part).copied().into_iter().collect()
            };
            self.sums(&self.lean(node, worth), nth)
        };
        let owns = 0..side.owns();
        let own = owns.map(|at| apart(2 + at).own.get(at).copied().unwrap_or(0));
        Sums { count: apart(0).count, base: apart(1).base, own: own.collect() }
    }

    fn keeps_all(&self, roster: &[Vec<u32>]) -> bool {
        self.sides.iter().all(|(nth, side)| side.serves(&self.sums(roster, *nth)))
    }

    fn sums_of(&self, roster: &[Vec<u32>]) -> BTreeMap<usize, Sums> {
        self.sides.iter().map(|(nth, _)| (*nth, self.sums(roster, *nth))).collect()
    }

    /// What a roster comes to for one rule's cell.
    fn sums(&self, roster: &[Vec<u32>], nth: usize) -> Sums {
        let mut sums = Sums::default();
        for ((_, ways), going) in self.groups.iter().zip(roster) {
            for (way, people) in ways.iter().zip(going) {
                add_people(&mut sums, add_of(way, nth), *people);
            }
        }
        sums
    }
}

/// Adds what so many people add alike.
pub(in crate::judge) fn add_people(sums: &mut Sums, add: Add, people: u32) {
    let people = i128::from(people) * UNIT;
    sums.count += if add.count { people } else { 0 };
    sums.base += if add.base { people } else { 0 };
    let populations = (u32::BITS - add.own.leading_zeros()) as usize;
    sums.own.resize(sums.own.len().max(populations), 0);
    for (bit, own) in sums.own.iter_mut().enumerate() {
        *own += if add.own >> bit & 1 == 1 { people } else { 0 };
    }
}

/// How little an addition adds to bases.
fn emptying(add: &Add) -> Vec<i64> {
    vec![-i64::from(add.base) - i64::from(add.own.count_ones())]
}

/// What a node shows.
enum Look {
    /// A roster in it keeps all.
    Met(Vec<Vec<u32>>),
    /// No roster in it does.
    Broken,
    /// It must be halved.
    Open,
}

/// The node with its widest range cut in two.
fn halves(node: Node) -> Vec<Node> {
    let ranges = node.iter().enumerate().flat_map(|(group, ranges)| {
        let ranges = ranges.iter().enumerate();
        ranges.map(move |(way, range)| ((group, way), range.1 - range.0, *range))
    });
    // Of several the first.
    let widest = ranges.min_by_key(|(_, width, _)| std::cmp::Reverse(*width));
    let Some(((group, way), width, (from, through))) = widest.filter(|one| one.1 > 0)
    else {
        return Vec::new();
    };
    let middle = from + width / 2;
    let with = |range: (u32, u32)| {
        let mut node = node.clone();
        if let Some(own) = node.get_mut(group).and_then(|ranges| ranges.get_mut(way)) {
            *own = range;
        }
        node
    };
    vec![with((from, middle)), with((middle + 1, through))]
}
