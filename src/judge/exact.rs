//! `exactly`: the one comparison for which two fillings do not decide.

use std::collections::BTreeSet;

use crate::plan::Bound;
use crate::plan::label::Labels;

use super::{Point, Scene, UNIT, count_range, keeps};

/// Whether every point that a filling can reach keeps the bound, and whether some does.
pub(super) fn decide(bound: &Bound, scene: &Scene) -> (bool, bool) {
    match scene.sum {
        Some(sum) => decide_sum(bound, scene, sum),
        None => {
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
    }
}

/// A sum of which a missing amount leaves the end open can be any number from its least.
fn decide_sum(bound: &Bound, scene: &Scene, sum: (i128, Option<i128>)) -> (bool, bool) {
    let (least, most) = sum;
    let (mut all, mut some) = (true, false);
    let (mut base, last) = super::base_range(scene);
    while base <= last {
        let kept = |count: i128| keeps(bound, scene, Point { count, base });
        let (all_here, some_here) = match most {
            Some(most) if most == least => (kept(least), kept(least)),
            // Only whole amounts can be missing, so the sums reached lie a whole apart.
            _ => (false, nearest_reached(bound, scene, base, sum).into_iter().any(kept)),
        };
        all &= all_here;
        some |= some_here;
        base += UNIT;
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
