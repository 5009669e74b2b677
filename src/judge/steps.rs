//! What is tried one by one: what each of it may add to count and bases, and all that they
//! come to together.

use std::collections::BTreeSet;

use crate::plan::label::Direction;

use super::{Scene, UNIT};

/// What something adds under one filling, in billionths.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Step {
    /// To the count.
    pub(crate) count: i128,
    /// To the count, if whoever has a grant complied.
    pub(crate) left: i128,
    /// To the base.
    pub(crate) base: i128,
    /// To each population that a share has as a base of its own.
    pub(crate) own: Vec<i128>,
    /// Whether an amount that is not known comes on top of the count. CLAUSE 4.11.
    pub(crate) open: bool,
}

/// Everything that some steps come to.
pub(super) enum Offsets {
    /// These.
    All(BTreeSet<Step>),
    /// So many that only their ends are known.
    Between(Step, Step),
}

/// How many sums are tried, and how many steps from one to the next. CLAUSE 7.8.
const MOST: usize = 1 << 16;
const LONGEST: usize = 1 << 20;

impl Step {
    /// Both.
    #[must_use]
    pub(crate) fn plus(&self, other: &Step) -> Step {
        let mut own = self.own.clone();
        own.resize(own.len().max(other.own.len()), 0);
        own.iter_mut().zip(&other.own).for_each(|(own, other)| *own += other);
        Step {
            count: self.count + other.count,
            left: self.left + other.left,
            base: self.base + other.base,
            own,
            open: self.open || other.open,
        }
    }

    /// The least, or the greatest, of each part of two steps.
    fn end(&self, other: &Step, pick: fn(i128, i128) -> i128) -> Step {
        let mut own = self.own.clone();
        own.resize(own.len().max(other.own.len()), 0);
        let others = other.own.iter().copied().chain(std::iter::repeat(0));
        own.iter_mut().zip(others).for_each(|(own, other)| *own = pick(*own, other));
        Step {
            count: pick(self.count, other.count),
            left: pick(self.left, other.left),
            base: pick(self.base, other.base),
            own,
            open: self.open || other.open,
        }
    }
}

/// Everything that these come to together.
pub(super) fn offsets(tried: &[Vec<Step>]) -> Offsets {
    match sums(tried, MOST) {
        Some(offsets) => Offsets::All(offsets),
        None => {
            let ends = |pick: fn(i128, i128) -> i128| {
                let of_one = |steps: &Vec<Step>| {
                    let mut steps = steps.iter().cloned();
                    let first = steps.next().unwrap_or_default();
                    steps.fold(first, |one, other| one.end(&other, pick))
                };
                tried.iter().map(of_one).fold(Step::default(), |all, one| all.plus(&one))
            };
            Offsets::Between(ends(i128::min), ends(i128::max))
        }
    }
}

/// Every sum of one step of each; `None` if there are more than so many.
pub(crate) fn sums(tried: &[Vec<Step>], most: usize) -> Option<BTreeSet<Step>> {
    let mut reached = BTreeSet::from([Step::default()]);
    for steps in tried {
        let mut next = BTreeSet::new();
        if reached.len().saturating_mul(steps.len())
            > LONGEST.min(most.saturating_mul(16))
        {
            return None;
        }
        for step in steps {
            next.extend(reached.iter().map(|so_far| so_far.plus(step)));
            if next.len() > most {
                return None;
            }
        }
        reached = next;
    }
    Some(reached)
}

/// The worst point that ends leave open, and the best. Amounts never fall with their bases.
pub(super) fn corners(least: &Step, most: &Step, direction: Direction) -> (Step, Step) {
    let high = Step { count: most.count, left: most.left, ..least.clone() };
    let low = Step { count: least.count, left: least.left, ..most.clone() };
    match direction {
        Direction::Cap => (high, Step { open: false, ..low }),
        Direction::Floor => (Step { open: false, ..low }, high),
    }
}

/// The greatest that the base and the populations of their own may be.
pub(super) fn greatest_bases(scene: &Scene) -> (Option<i128>, Vec<i128>) {
    let (mut base, mut own) = (0, Vec::new());
    for (labels, items) in &scene.classes {
        let in_base = labels.any(|label| label.base());
        base += if in_base { i128::from(*items) * UNIT } else { 0 };
    }
    for steps in &scene.tried {
        base += steps.iter().map(|step| step.base).max().unwrap_or(0);
        let widest = steps.iter().map(|step| step.own.len()).max().unwrap_or(0);
        own.resize(own.len().max(widest), 0);
        for (nth, own) in own.iter_mut().enumerate() {
            let adds = steps.iter().filter_map(|step| step.own.get(nth));
            *own += adds.max().copied().unwrap_or(0);
        }
    }
    match scene.base {
        Some(number) => (Some(number).filter(|_| !scene.base_open), own),
        None => (Some(base), own),
    }
}
