//! A cap or a floor in a cell, to be kept or to be broken: what serves it, and how much.

use crate::classify::joint::Add;
use crate::judge::amount::Level;
use crate::judge::{Lift, Scene, Sums, UNIT, at_sums};
use crate::plan::amount::{Amount, Part};
use crate::plan::label::Direction;
use crate::plan::{Base, Bound};
use crate::rule::bound::Comparator;

/// A cap or a floor in a cell.
#[derive(Debug, Clone)]
pub(in crate::judge) struct OneSided {
    pub(in crate::judge) bound: Bound,
    pub(in crate::judge) scene: Scene,
    /// Whether one more in the base raises the amount by one at most, so that the labels of
    /// people can be ordered from worst to best.
    gentle: bool,
    /// Whether it must be kept, or broken.
    kept: bool,
}

impl OneSided {
    /// The caps and floors that a bound is in a cell.
    pub(in crate::judge) fn of(bound: &Bound, scene: &Scene) -> Vec<OneSided> {
        let one = |comparator: Comparator, scene: Scene| OneSided {
            bound: Bound { comparator, ..bound.clone() },
            gentle: bound.amount.owns == 0 && scene.amount.is_gentle(),
            scene,
            kept: true,
        };
        match bound.comparator {
            Comparator::Exactly { tolerance } => {
                let lift = scene.lift.and(Lift::By(i128::from(tolerance) * UNIT));
                let scene = Scene { lift, ..scene.clone() };
                vec![
                    one(Comparator::AtMost, scene.clone()),
                    one(Comparator::AtLeast, scene),
                ]
            }
            comparator => vec![one(comparator, scene.clone())],
        }
    }

    /// That nobody is counted.
    pub(in crate::judge) fn nobody() -> OneSided {
        let part = Part::Number(0);
        let (rounding, fineness, owns, asks_base) = (None, 1, 0, false);
        let amount = Amount { part, rounding, fineness, owns, asks_base };
        let (comparator, base) = (Comparator::AtMost, Base::None);
        let scene = Scene { amount: Level::number(0), ..Scene::default() };
        let bound = Bound { comparator, amount, base };
        OneSided { bound, scene, gentle: true, kept: true }
    }

    /// The same, to be broken.
    pub(super) fn broken(&self) -> OneSided {
        OneSided { kept: false, ..self.clone() }
    }

    pub(super) fn eased(&self, people: i64) -> OneSided {
        let lift = self.scene.lift.and(Lift::By(i128::from(people) * UNIT));
        OneSided { scene: Scene { lift, ..self.scene.clone() }, ..self.clone() }
    }

    pub(super) fn is_kept(&self) -> bool {
        self.kept
    }

    pub(super) fn is_gentle(&self) -> bool {
        self.gentle
    }

    pub(super) fn is_strict(&self) -> bool {
        matches!(self.bound.comparator, Comparator::Below | Comparator::Above)
    }

    pub(super) fn is_cap(&self) -> bool {
        self.bound.direction() == Direction::Cap
    }

    /// Whether a greater count serves it where a smaller one does: what breaks a cap serves as
    /// what keeps a floor does.
    pub(super) fn wants_many(&self) -> bool {
        self.is_cap() != self.kept
    }

    /// How many populations its shares have as bases of their own.
    pub(super) fn owns(&self) -> usize {
        self.bound.amount.owns
    }

    /// How good an addition is for it: of several, none smaller may be less.
    pub(super) fn worth(&self, add: &Add) -> Vec<i64> {
        let sign = if self.wants_many() { -1 } else { 1 };
        let (count, base) = (i64::from(add.count), i64::from(add.base));
        let own = (0..self.owns()).map(|nth| i64::from(add.own >> nth & 1));
        let mut all = match self.gentle {
            // The two-point theorem: for a cap 10, 11, 00, 01 from worst to best.
            true => vec![sign * (base - 2 * count)],
            false => {
                let mut all = vec![-sign * count, sign * base];
                all.extend(own.clone().map(|own| sign * own));
                all
            }
        };
        if !self.kept && self.can_be_empty() {
            // Of nobody nothing is asked, so nobody breaks it.
            all.push(base);
            all.extend(own);
        }
        all
    }

    /// Whether the sums keep it, or break it, as they should.
    pub(in crate::judge) fn serves(&self, sums: &Sums) -> bool {
        let keeps = self.is_empty(sums) || at_sums(&self.bound, &self.scene, sums).0;
        keeps == self.kept
    }

    /// Whether sums between may serve, given the best that can be reached and the emptiest.
    pub(super) fn may_serve(&self, reach: &Sums, emptiest: &Sums) -> bool {
        let keeps = at_sums(&self.bound, &self.scene, reach).0;
        match self.kept {
            true => keeps || self.is_empty(reach) || self.is_empty(emptiest),
            false => !keeps,
        }
    }

    /// Whether it is a share of a base in which nobody is, which is asked of nobody.
    /// CLAUSE 4.9.
    pub(super) fn is_empty(&self, sums: &Sums) -> bool {
        let base = self.scene.base.unwrap_or(sums.base);
        self.scene.amount.is_empty(Some(base), &sums.own)
    }

    /// Whether it asks the same of the same sums.
    pub(super) fn asks_as(&self, other: &OneSided) -> bool {
        let of_facts = |side: &OneSided| (side.scene.base, side.scene.lift);
        self.bound.comparator == other.bound.comparator
            && self.scene.amount == other.scene.amount
            && of_facts(self) == of_facts(other)
    }

    /// Whether there are sums of which nothing is asked.
    fn can_be_empty(&self) -> bool {
        self.is_empty(&Sums::default())
    }
}
