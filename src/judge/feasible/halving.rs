//! One exact search: how many people of each group go each way, so that all bounds hold at
//! once. Whole numbers, a fixed order, and an end to its patience.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::joint::Add;
use crate::judge::{Sums, UNIT};

use super::one_sided::OneSided;
use super::search::{Group, Sides, Way, add_of, add_people, emptying};
use super::whole;

/// How many halvings are tried. CLAUSE 16.6, 17.6.
const PATIENCE: usize = 20_000;

/// How many of each group go each way: at least, and at most.
type Node = Vec<Vec<(u32, u32)>>;

/// How many of each group go each way.
type Roster = Vec<Vec<u32>>;

/// The groups of a roster that do not go as they do in the plain one, and how they go.
type Leaning = BTreeMap<usize, Vec<u32>>;

/// The roster of a node that leans no way, and what it comes to. A roster that leans towards
/// one bound differs from it in a few groups, however many there are.
struct Plain {
    roster: Roster,
    sums: BTreeMap<usize, Sums>,
    /// The cells where it does not come out as it is asked.
    broken: BTreeSet<usize>,
}

/// People who can go some ways, and bounds that must come out as they are asked.
pub(super) struct Search {
    groups: Vec<Group>,
    sides: Sides,
    /// The groups that add something to a cell, by the cell.
    adding: BTreeMap<usize, Vec<usize>>,
}

/// What came of running a search.
pub(super) enum Ran {
    /// How many of each group go each way.
    Met(Roster),
    /// There is no roster.
    None,
    /// More than can be tried.
    Unknown,
}

impl Search {
    pub(super) fn new(groups: Vec<Group>, sides: Sides) -> Self {
        let mut adding: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (group, (_, ways)) in groups.iter().enumerate() {
            for nth in cells(ways) {
                adding.entry(nth).or_default().push(group);
            }
        }
        Self { groups, sides, adding }
    }

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
        let plain = self.plain(node);
        let mut near = Vec::new();
        for (nth, side) in &self.sides.all {
            let best = self.lean((node, &plain), *nth, |add| side.worth(add));
            let empty = self.lean((node, &plain), *nth, emptying);
            let reach = self.reach((node, &plain), *nth, side, &best);
            if !side.may_serve(&reach, &self.sums(&plain, &empty, *nth)) {
                return Look::Broken;
            }
            near.extend([best, empty]);
        }
        if self.sides.all.is_empty() {
            near.push(Leaning::new());
        }
        match near.into_iter().find(|leaning| self.keeps_all(&plain, leaning)) {
            Some(leaning) => {
                let mut roster = plain.roster;
                for (group, going) in leaning {
                    let own = roster.iter_mut().skip(group).take(1);
                    own.for_each(|own| own.clone_from(&going));
                }
                Look::Met(roster)
            }
            None if self.are_whole((node, &plain)) => Look::Open,
            None => Look::Broken,
        }
    }

    fn plain(&self, node: &Node) -> Plain {
        let groups = self.groups.iter().zip(node);
        let going = |(group, ranges): (&Group, &Vec<(u32, u32)>)| {
            going(group.0, ranges, 0..ranges.len())
        };
        let roster: Roster = groups.map(going).collect();
        let sums = self.sums_of(&roster);
        let keeps = |(nth, sums): (&usize, &Sums)| {
            self.sides.of(*nth).all(|side| side.serves(sums))
        };
        let broken = sums.iter().filter(|one| !keeps(*one)).map(|(nth, _)| *nth);
        Plain { broken: broken.collect(), roster, sums }
    }

    /// Whether whole people may come to what each of the rules asks.
    fn are_whole(&self, at: (&Node, &Plain)) -> bool {
        self.sides.cells().all(|nth| {
            let sides: Vec<&OneSided> = self.sides.of(nth).collect();
            let most = |worth: fn(&Add) -> i64| {
                self.sums(at.1, &self.lean(at, nth, |add| vec![worth(add)]), nth)
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

    /// The roster of a node that sends as many as can be the ways that are worth most to a
    /// cell. To whoever adds nothing to it all ways are worth the same.
    fn lean(
        &self,
        (node, plain): (&Node, &Plain),
        nth: usize,
        worth: impl Fn(&Add) -> Vec<i64>,
    ) -> Leaning {
        let mut leaning = Leaning::new();
        for at in self.adding(nth) {
            let (Some((size, ways)), Some(ranges)) =
                (self.groups.get(*at), node.get(*at))
            else {
                continue;
            };
            let mut order: Vec<usize> = (0..ways.len()).collect();
            order.sort_by_cached_key(|way| {
                ways.get(*way).map(|way| std::cmp::Reverse(worth(&add_of(way, nth))))
            });
            let going = going(*size, ranges, order);
            if plain.roster.get(*at) != Some(&going) {
                leaning.insert(*at, going);
            }
        }
        leaning
    }

    /// The best that a bound can hope for in a node: where its labels are ordered, what the
    /// roster that leans its way comes to; else count and bases apart.
    fn reach(
        &self,
        at: (&Node, &Plain),
        nth: usize,
        side: &OneSided,
        best: &Leaning,
    ) -> Sums {
        if side.is_gentle() {
            return self.sums(at.1, best, nth);
        }
        let apart = |part: usize| {
            let worth =
                |add: &Add| side.worth(add).get(part).copied().into_iter().collect();
            self.sums(at.1, &self.lean(at, nth, worth), nth)
        };
        let owns = 0..side.owns();
        let own = owns.map(|at| apart(2 + at).own.get(at).copied().unwrap_or(0));
        Sums { count: apart(0).count, base: apart(1).base, own: own.collect() }
    }

    fn keeps_all(&self, plain: &Plain, leaning: &Leaning) -> bool {
        let ways = leaning.keys().filter_map(|group| self.groups.get(*group));
        let moved: BTreeSet<usize> = ways.flat_map(|(_, ways)| cells(ways)).collect();
        plain.broken.len() <= moved.len()
            && plain.broken.is_subset(&moved)
            && moved.iter().all(|nth| {
                let sums = self.sums(plain, leaning, *nth);
                self.sides.of(*nth).all(|side| side.serves(&sums))
            })
    }

    fn adding(&self, nth: usize) -> &[usize] {
        self.adding.get(&nth).map_or(&[], Vec::as_slice)
    }

    /// What a roster comes to for each cell of which something is asked.
    pub(super) fn sums_of(&self, roster: &[Vec<u32>]) -> BTreeMap<usize, Sums> {
        let of_cell = |nth: usize| {
            let mut sums = Sums::default();
            for group in self.adding(nth) {
                let going = roster.get(*group).map_or(&[][..], Vec::as_slice);
                self.add_group(&mut sums, (*group, nth), going, 1);
            }
            (nth, sums)
        };
        self.sides.cells().map(of_cell).collect()
    }

    /// What a roster that leans some way comes to for a cell.
    fn sums(&self, plain: &Plain, leaning: &Leaning, nth: usize) -> Sums {
        let mut sums = plain.sums.get(&nth).cloned().unwrap_or_default();
        let mut move_group = |group: usize, going: &[u32]| {
            let before = plain.roster.get(group).map_or(&[][..], Vec::as_slice);
            self.add_group(&mut sums, (group, nth), before, -1);
            self.add_group(&mut sums, (group, nth), going, 1);
        };
        let adding = self.adding(nth);
        if adding.len() < leaning.len() {
            for group in adding {
                leaning.get(group).into_iter().for_each(|own| move_group(*group, own));
            }
        } else {
            leaning.iter().for_each(|(group, own)| move_group(*group, own));
        }
        sums
    }

    /// Adds what a group adds to a cell, or takes it away.
    fn add_group(
        &self,
        sums: &mut Sums,
        (group, nth): (usize, usize),
        going: &[u32],
        times: i64,
    ) {
        let ways = self.groups.get(group).into_iter().flat_map(|(_, ways)| ways);
        for (way, people) in ways.zip(going) {
            add_people(sums, add_of(way, nth), i64::from(*people) * times);
        }
    }
}

/// The cells to which some way adds something.
fn cells(ways: &[Way]) -> BTreeSet<usize> {
    ways.iter().flatten().map(|(nth, _)| *nth).collect()
}

/// As many people of a group as can be go the ways that come first.
fn going(
    size: u32,
    ranges: &[(u32, u32)],
    order: impl IntoIterator<Item = usize>,
) -> Vec<u32> {
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
}

/// What a node shows.
enum Look {
    /// A roster in it keeps all.
    Met(Roster),
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
