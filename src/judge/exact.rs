//! Where two fillings do not decide: `exactly`, and shares of sums.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::Bound;
use crate::plan::label::{Direction, Labels};
use crate::rule::bound::Comparator;

use super::{Lift, Point, Scene, Sum, UNIT, count_range, keeps};

/// The least sum and the greatest that fillings reach with one base; `None` where nothing
/// bounds it.
type Ends = (i128, Option<i128>);

/// Whether every point that a filling can reach keeps `exactly`, and whether some does.
pub(super) fn decide(bound: &Bound, scene: &Scene) -> (bool, bool) {
    if let Some(sum) = &scene.sum {
        return decide_sum(bound, scene, sum);
    }
    let mut all = true;
    let mut some = false;
    let mut ask = |count: i128, base: i128| {
        let kept = keeps(bound, scene, Point { count, base });
        all &= kept;
        some |= kept;
    };
    match Six::of(scene) {
        Some(six) => six.walk(&mut ask),
        None => {
            for (count, base) in reach(scene) {
                ask(count, scene.base.unwrap_or(base));
            }
        }
    }
    (all, some)
}

/// How many sums are tried one by one.
const SUMS: usize = 1 << 16;

/// `exactly` asked of each sum that a filling reaches; where there are too many, of those
/// that lie between the ends.
fn decide_sum(bound: &Bound, scene: &Scene, sum: &Sum) -> (bool, bool) {
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
            return decide_sums(bound, scene, &sums_by_base(sum));
        }
        reached = next;
    }
    let (mut all, mut some) = (true, false);
    for (count, base, is_open) in reached {
        let base = scene.base.unwrap_or(base);
        let kept = |count: i128| keeps(bound, scene, Point { count, base });
        match is_open {
            false => {
                all &= kept(count);
                some |= kept(count);
            }
            // A missing amount is a whole number, so the sums lie a whole apart.
            true => {
                all = false;
                let nearest = nearest_reached(bound, scene, base, (count, None));
                some |= nearest.into_iter().any(kept);
            }
        }
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
pub(super) fn decide_sums(
    bound: &Bound,
    scene: &Scene,
    ends: &BTreeMap<i128, Ends>,
) -> (bool, bool) {
    let (mut all, mut some) = (true, false);
    for (base, (least, most)) in ends {
        let kept = |count: i128| keeps(bound, scene, Point { count, base: *base });
        let (all_here, some_here) = match (bound.comparator, bound.direction(), most) {
            (_, _, Some(most)) if most == least => (kept(*least), kept(*least)),
            // Somewhere between the ends: it is not known where.
            (Comparator::Exactly { .. }, ..) => {
                let nearest = nearest_reached(bound, scene, *base, (*least, *most));
                (false, nearest.into_iter().any(kept))
            }
            (_, Direction::Cap, Some(most)) => (kept(*most), kept(*least)),
            // A sum that nothing bounds breaks a cap and keeps a floor.
            (_, Direction::Cap, None) => (scene.lift == Lift::Whole, kept(*least)),
            (_, Direction::Floor, Some(most)) => (kept(*least), kept(*most)),
            (_, Direction::Floor, None) => (kept(*least), true),
        };
        all &= all_here;
        some |= some_here;
    }
    (all, some)
}

/// The sums that come nearest to the amount from both sides.
fn nearest_reached(
    bound: &Bound,
    scene: &Scene,
    base: i128,
    (least, most): (i128, Option<i128>),
) -> [i128; 2] {
    let threshold = super::threshold(bound, scene, base);
    let target = threshold.numerator.div_euclid(threshold.denominator);
    let steps = (target - least).div_euclid(UNIT).max(0);
    let clip = |sum: i128| most.map_or(sum, |most| sum.min(most));
    [clip(least + steps * UNIT), clip(least + (steps + 1) * UNIT)]
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
        let (least, most) = count_range(scene);
        let mut six =
            Six { count: (least, most?), base: super::base_range(scene), rest: (0, 0) };
        for (labels, items) in &scene.classes {
            let items = i128::from(*items) * UNIT;
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
    items: impl Iterator<Item = (Labels, bool, Option<i128>)>,
) -> bool {
    let mut reached = BTreeSet::from([(0, 0, 0)]);
    for (labels, granted, amount) in items {
        let mut next = BTreeSet::new();
        for label in labels.iter() {
            let amount = match (label.count(), amount) {
                (false, _) => 0,
                (true, Some(amount)) => amount,
                (true, None) => return false,
            };
            let left = if granted { 0 } else { amount };
            let based = if label.base() { UNIT } else { 0 };
            next.extend(
                reached.iter().map(|(k, r, n)| (k + amount, r + left, n + based)),
            );
        }
        reached = next;
    }
    reached.into_iter().all(|(count, left, base)| {
        let base = plain.base.unwrap_or(base);
        keeps(bound, plain, Point { count, base })
            || keeps(bound, relieved, Point { count: left, base })
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
