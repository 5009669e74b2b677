//! Where two fillings do not decide: `exactly`, steep amounts, and shares of sums.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::Bound;
use crate::plan::label::{Direction, Labels};
use crate::rule::bound::Comparator;

use super::amount::Worth;
use super::steps::{Step, sums};
use super::{Asked, Point, Scene, Sum, UNIT};

/// The least sum and the greatest that fillings reach with one base; `None` where nothing
/// bounds it.
type Ends = (i128, Option<i128>);

/// Whether every point that a filling can reach keeps the bound, and whether some does.
pub(super) fn decide(asked: Asked<'_>) -> (bool, bool) {
    let scene = asked.scene;
    if let Some(sum) = &scene.sum {
        return decide_sum(asked, sum);
    }
    let mut all = true;
    let mut some = false;
    let mut ask = |count: i128, base: i128| {
        let base = scene.base.unwrap_or(base + asked.offset.base);
        let count = count + asked.offset.count;
        let (all_here, some_here) = asked.at(count, base, asked.offset.open);
        all &= all_here;
        some |= some_here;
    };
    match Six::of(scene) {
        Some(six) => six.walk(&mut ask),
        None => reach(scene).into_iter().for_each(|(count, base)| ask(count, base)),
    }
    (all, some)
}

/// How many sums are tried one by one.
const SUMS: usize = 1 << 16;

impl Asked<'_> {
    /// Whether the bound is kept at a point, or from it on: by all, and by some.
    fn at(self, count: i128, base: i128, is_open: bool) -> (bool, bool) {
        if is_open {
            return self.open_from(count, base);
        }
        let kept = self.keeps(Point { count, base });
        (kept, kept)
    }

    /// Whether all sums from this one on keep the bound, and whether some does. A missing
    /// amount is a whole number, so the sums lie a whole apart.
    fn open_from(self, count: i128, base: i128) -> (bool, bool) {
        let first = self.keeps(Point { count, base });
        match self.bound.comparator {
            Comparator::Exactly { .. } => {
                let nearest = self.nearest_reached(base, (count, None));
                let mut nearest = nearest.into_iter();
                let some = nearest.any(|count| self.keeps(Point { count, base }));
                (first && self.keeps_or_open(None, base), some)
            }
            _ => {
                let last = self.keeps_or_open(None, base);
                (first && last, first || last)
            }
        }
    }

    /// The sums that come nearest to the amount from both sides.
    fn nearest_reached(
        self,
        base: i128,
        (least, most): (i128, Option<i128>),
    ) -> [i128; 2] {
        let Worth::At(at) = self.worth(base) else { return [least, least] };
        let target = at.div_euclid(self.fineness());
        let steps = (target - least).div_euclid(UNIT).max(0);
        let clip = |sum: i128| most.map_or(sum, |most| sum.min(most));
        [clip(least + steps * UNIT), clip(least + (steps + 1) * UNIT)]
    }
}

/// `exactly` asked of each sum that a filling reaches; where there are too many, of those
/// that lie between the ends.
fn decide_sum(asked: Asked<'_>, sum: &Sum) -> (bool, bool) {
    let mut reached = BTreeSet::from([(0, 0, false)]);
    for (labels, amount) in &sum.items {
        let mut next = BTreeSet::new();
        for label in labels.iter() {
            let based = if label.base() { UNIT } else { 0 };
            let (more, open) = match (label.count(), amount) {
                (false, _) => (0, false),
                (true, amount) => (amount.unwrap_or(0), amount.is_none()),
            };
            let moved = reached
                .iter()
                .map(|(sum, base, is_open)| (sum + more, base + based, *is_open || open));
            next.extend(moved);
        }
        if next.len() > SUMS {
            return decide_sums(asked, &sums_by_base(sum));
        }
        reached = next;
    }
    let (mut all, mut some) = (true, false);
    for (count, base, is_open) in reached {
        let base = asked.scene.base.unwrap_or(base);
        let (all_here, some_here) = asked.at(count, base, is_open);
        all &= all_here;
        some |= some_here;
    }
    (all, some)
}

/// What can be summed with each base, item by item.
pub(super) fn sums_by_base(sum: &Sum) -> BTreeMap<i128, Ends> {
    let mut reached: BTreeMap<i128, Ends> = BTreeMap::from([(0, (0, Some(0)))]);
    for (labels, amount) in &sum.items {
        let mut next: BTreeMap<i128, Ends> = BTreeMap::new();
        for (base, (least, most)) in &reached {
            for label in labels.iter() {
                let base = base + if label.base() { UNIT } else { 0 };
                let ends = match (label.count(), *amount) {
                    (false, _) => (*least, *most),
                    (true, Some(amount)) => {
                        (least + amount, most.map(|most| most + amount))
                    }
                    (true, None) => (*least, None),
                };
                next.entry(base)
                    .and_modify(|known| {
                        known.0 = known.0.min(ends.0);
                        known.1 = known.1.zip(ends.1).map(|(one, two)| one.max(two));
                    })
                    .or_insert(ends);
            }
        }
        reached = next;
    }
    reached
}

/// CLAUSE 4.10: the sum and the base of the worst filling.
pub(super) fn worst_sum(
    ends: &BTreeMap<i128, Ends>,
    direction: Direction,
) -> (Option<i128>, i128) {
    let sums = ends.iter().map(|(base, (least, most))| match direction {
        Direction::Cap => (most.unwrap_or(i128::MAX), -base),
        Direction::Floor => (-least, *base),
    });
    match (direction, sums.max()) {
        (_, None) => (Some(0), 0),
        (Direction::Cap, Some((sum, base))) => {
            (Some(sum).filter(|sum| *sum < i128::MAX), -base)
        }
        (Direction::Floor, Some((sum, base))) => (Some(-sum), base),
    }
}

/// Whether the sums keep the bound with every base that goes with them, and whether some do.
pub(super) fn decide_sums(asked: Asked<'_>, ends: &BTreeMap<i128, Ends>) -> (bool, bool) {
    let (mut all, mut some) = (true, false);
    for (base, (least, most)) in ends {
        let base = asked.scene.base.unwrap_or(*base);
        let kept = |count: i128| asked.keeps(Point { count, base });
        let open = || asked.keeps_or_open(None, base);
        let direction = asked.bound.direction();
        let (all_here, some_here) = match (asked.bound.comparator, direction, most) {
            (_, _, Some(most)) if most == least => (kept(*least), kept(*least)),
            // Somewhere between the ends: it is not known where.
            (Comparator::Exactly { .. }, ..) => {
                let nearest = asked.nearest_reached(base, (*least, *most));
                (false, nearest.into_iter().any(kept))
            }
            (_, Direction::Cap, Some(most)) => (kept(*most), kept(*least)),
            (_, Direction::Cap, None) => (open(), kept(*least)),
            (_, Direction::Floor, Some(most)) => (kept(*least), kept(*most)),
            (_, Direction::Floor, None) => (kept(*least), open()),
        };
        all &= all_here;
        some |= some_here;
    }
    (all, some)
}

/// The six numbers that describe every point reached where whoever is counted is in the
/// base: how many must and may be in the count, in the base, and in the base uncounted.
struct Six {
    count: (i128, i128),
    base: (i128, i128),
    rest: (i128, i128),
}

impl Six {
    /// `None` where an item may be counted outside the base.
    fn of(scene: &Scene) -> Option<Six> {
        let outside = |labels: Labels| labels.any(|label| label.count() && !label.base());
        if scene.base.is_some()
            || scene.classes.iter().any(|(labels, _)| outside(*labels))
        {
            return None;
        }
        let mut six = Six { count: (0, 0), base: (0, 0), rest: (0, 0) };
        for (labels, items) in &scene.classes {
            let items = i128::from(*items) * UNIT;
            six.count.0 += if labels.all(|label| label.count()) { items } else { 0 };
            six.count.1 += if labels.any(|label| label.count()) { items } else { 0 };
            six.base.0 += if labels.all(|label| label.base()) { items } else { 0 };
            six.base.1 += if labels.any(|label| label.base()) { items } else { 0 };
            let rest = |label: crate::plan::label::Label| label.base() && !label.count();
            six.rest.0 += if labels.all(rest) { items } else { 0 };
            six.rest.1 += if labels.any(rest) { items } else { 0 };
        }
        Some(six)
    }

    /// Every point of the hexagon.
    fn walk(&self, ask: &mut impl FnMut(i128, i128)) {
        let mut base = self.base.0;
        while base <= self.base.1 {
            let mut count = self.count.0.max(base - self.rest.1);
            let last = self.count.1.min(base - self.rest.0);
            while count <= last {
                ask(count, base);
                count += UNIT;
            }
            base += UNIT;
        }
    }
}

/// Whether `exactly` is kept under every filling, as it is or with the granted items out of
/// the count. CLAUSE 9.4. An amount that is not known may be anything.
pub(super) fn relieves(
    bound: &Bound,
    (plain, relieved): (&Scene, &Scene),
    tried: &[Vec<Step>],
) -> bool {
    let Some(reached) = sums(tried, SUMS) else { return false };
    reached.into_iter().all(|step| {
        let base = plain.base.unwrap_or(step.base);
        let ask = |scene, count| {
            Asked { bound, scene, offset: &step }.keeps(Point { count, base })
        };
        !step.open && (ask(plain, step.count) || ask(relieved, step.left))
    })
}

/// Every point reached, item by item, where the six numbers do not describe them.
fn reach(scene: &Scene) -> BTreeSet<(i128, i128)> {
    let mut reached = BTreeSet::from([(0, 0)]);
    for (labels, items) in &scene.classes {
        let mut steps: Vec<(i128, i128)> = labels
            .iter()
            .map(|label| (i128::from(label.count()), i128::from(label.base())))
            .collect();
        steps.sort_unstable();
        steps.dedup();
        if let [(count, base)] = steps.as_slice() {
            let items = i128::from(*items) * UNIT;
            let moved =
                reached.into_iter().map(|(k, n)| (k + count * items, n + base * items));
            reached = moved.collect();
            continue;
        }
        for _ in 0..*items {
            let next = reached.iter().flat_map(|(k, n)| {
                steps.iter().map(move |(count, base)| (k + count * UNIT, n + base * UNIT))
            });
            reached = next.collect();
        }
    }
    reached
}
