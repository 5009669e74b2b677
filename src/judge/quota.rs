//! Days and rows of one person to amounts, amounts to a verdict: what quotas ask of a period.

mod fold;
mod fraction;
mod hours;
mod rests;

use crate::finding::Outcome;
use crate::plan::Quota;
use crate::rule::bound::Comparator;
use crate::rule::quota::{Effect, Quantity};

use super::UNIT;
use fraction::Fraction;

pub(crate) use fold::{Length, Lived, fold};
pub(crate) use hours::within;

/// More than any sum of what is written: a missing number may be any.
const OPEN: i128 = 1 << 70;

/// Measure and base, in billionths of the smallest unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Point {
    pub(crate) count: i128,
    pub(crate) base: i128,
}

/// What the days of one person come to in one period, under some fillings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Total {
    /// Whether some day is served.
    pub(crate) served: bool,
    /// Whether all of them are.
    pub(crate) whole: bool,
    /// How many working days are served, and how many of these excuse.
    working: i64,
    excused: i64,
    /// How many days a lengthened period still wants.
    wanting: i64,
    /// The fillings with the least and the greatest measure beside the base.
    low: Point,
    high: Point,
    /// Least and greatest measure, least and greatest base.
    counts: (i128, i128),
    bases: (i128, i128),
}

/// What a cell of a quota comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Whether anybody is possibly bound.
    pub(crate) binds: bool,
    /// Whether, under some filling, somebody is bound for a period that is not cut short.
    pub(crate) judged: bool,
    /// What was measured.
    pub(crate) measured: Option<Measure>,
    pub(crate) outcome: Outcome,
}

/// What was measured, over all fillings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Least and greatest measure, in billionths of the smallest unit.
    counts: (i128, i128),
    /// Least and greatest base of a share; of a mean, the people.
    bases: (i128, i128),
    /// The filling with the least room.
    worst: Standing,
}

impl Measure {
    /// Least and greatest measure; `None` if nothing bounds it.
    pub(crate) fn count(&self) -> (i128, Option<i128>) {
        (self.counts.0, Some(self.counts.1).filter(|most| *most < OPEN))
    }

    /// Least and greatest base.
    pub(crate) fn base(&self) -> (i128, Option<i128>) {
        (self.bases.0, Some(self.bases.1).filter(|most| *most < OPEN))
    }
}

impl Total {
    /// Of a person of whom more is unknown than can be tried. CLAUSE 7.8.
    pub(crate) fn anything() -> Self {
        let total = Total { served: true, whole: false, ..Total::nothing(0) };
        let high = Point { count: OPEN, base: 0 };
        Total { high, counts: (0, OPEN), bases: (0, OPEN), ..total }
    }
}

/// How one person's total stands to the bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    /// How far the measure is from the amount at its worst and at its best: negative if the
    /// bound is broken.
    worst: Fraction,
    best: Fraction,
    /// Measure and amount at the worst.
    count: i128,
    amount: Fraction,
}

impl Quota {
    pub(crate) fn is_share(&self) -> bool {
        matches!(self.amount, Quantity::Share(_))
    }

    fn is_floor(&self) -> bool {
        matches!(self.comparator, Comparator::AtLeast | Comparator::Above)
    }

    fn is_upper(&self) -> bool {
        matches!(self.comparator, Comparator::AtMost | Comparator::Below)
    }

    /// The amount for a total with this base, over so many days. CLAUSE 12.3, 12.6.
    fn amount_of(&self, total: &Total, base: i128, days: i64) -> Fraction {
        match &self.amount {
            Quantity::Share(share) => Fraction::new(
                i128::from(share.numerator()) * base,
                i128::from(share.denominator()),
            ),
            Quantity::Number { number, weekly, .. } => {
                let amount = i128::from(number.billionths()) * i128::from(self.size);
                let mut amount = Fraction::new(amount, 1);
                if *weekly {
                    amount = amount.times(i128::from(days), 7);
                }
                let shrinks = matches!(self.excuse, Some((_, Effect::ShrinksBound)));
                if shrinks && total.working > 0 {
                    let left = i128::from(total.working - total.excused);
                    amount = amount.times(left, i128::from(total.working));
                }
                amount
            }
        }
    }

    fn standing(&self, total: &Total, days: i64) -> Standing {
        let (worst, best) = match self.is_floor() {
            true => (total.low, total.high),
            false => (total.high, total.low),
        };
        let room = |point: Point| {
            let amount = self.amount_of(total, point.base, days);
            let count = Fraction::new(point.count, 1);
            match self.is_floor() {
                true => (count.minus(amount), amount),
                false => (amount.minus(count), amount),
            }
        };
        let (at_worst, amount) = room(worst);
        Standing { worst: at_worst, best: room(best).0, count: worst.count, amount }
    }

    /// Whether so much room keeps the bound. CLAUSE 4.2.
    fn keeps(&self, room: Fraction) -> bool {
        match self.comparator {
            Comparator::AtMost | Comparator::AtLeast => !room.is_negative(),
            Comparator::Below | Comparator::Above => room.is_positive(),
            Comparator::Exactly { .. } => room.is_zero(),
        }
    }

    /// The last whole number of units that keeps the bound at the worst. CLAUSE 4.10.
    pub(crate) fn allowed(&self, measured: &Measure) -> Option<i64> {
        let amount = measured.worst.amount;
        if amount.floor() >= OPEN {
            return None;
        }
        let units = amount.times(1, UNIT * i128::from(self.size));
        let number = match self.comparator {
            Comparator::AtMost => units.floor(),
            Comparator::Below => units.ceiling() - 1,
            Comparator::AtLeast => units.ceiling(),
            Comparator::Above => units.floor() + 1,
            Comparator::Exactly { .. } => return whole(units),
        };
        i64::try_from(number).ok().filter(|number| *number >= 0)
    }

    /// How far the measure is from there at the worst.
    pub(crate) fn headroom(&self, measured: &Measure) -> Option<i64> {
        let count = measured.worst.count;
        if matches!(self.comparator, Comparator::Exactly { .. }) || count >= OPEN {
            return None;
        }
        let size = UNIT * i128::from(self.size);
        let allowed = i128::from(self.allowed(measured)?) * size;
        let room = if self.is_floor() { count - allowed } else { allowed - count };
        i64::try_from(room.div_euclid(size)).ok()
    }

    /// What the people of a cell come to, each with all that they may be. CLAUSE 12.5 to
    /// 12.8.
    pub(crate) fn verdict(&self, people: &[Vec<Total>], days: i64, cut: bool) -> Verdict {
        match people {
            [totals] if !self.is_mean => self.of_one(totals, days, cut),
            _ => self.of_mean(people, days, cut),
        }
    }

    fn is_in(&self, total: &Total, cut: bool) -> bool {
        let short = cut || !total.whole || total.wanting > 0;
        total.served && (self.is_upper() || !short)
    }

    fn of_one(&self, totals: &[Total], days: i64, cut: bool) -> Verdict {
        let all: Vec<&Total> =
            totals.iter().filter(|total| self.is_in(total, cut)).collect();
        let standings: Vec<Standing> =
            all.iter().map(|total| self.standing(total, days)).collect();
        let all_keep = standings.iter().all(|one| self.keeps(one.worst));
        let some_keep = standings.iter().any(|one| self.keeps(one.best));
        let surely = all.len() == totals.len();
        let outcome = match (all_keep, some_keep || !surely) {
            (true, _) => Outcome::Pass,
            (false, false) => Outcome::Fail,
            (false, true) => Outcome::Undetermined,
        };
        let worst = standings.iter().min_by(|one, other| self.order(one, other));
        let measured = worst.map(|worst| Measure {
            counts: ends(all.iter().map(|total| total.counts)),
            bases: ends(all.iter().map(|total| total.bases)),
            worst: *worst,
        });
        let binds = totals.iter().any(|total| total.served);
        Verdict { binds, judged: measured.is_some(), measured, outcome }
    }

    /// What two choices of the place's blanks come to together. CLAUSE 7.4.
    pub(crate) fn joined(&self, one: Verdict, other: Verdict) -> Verdict {
        let outcome_of = |one: &Verdict| match one.binds && one.judged {
            true => one.outcome,
            false => Outcome::Pass,
        };
        let outcome = match (outcome_of(&one), outcome_of(&other)) {
            (one, other) if one == other => one,
            _ => Outcome::Undetermined,
        };
        let measured = match (one.measured, other.measured) {
            (Some(one), Some(other)) => Some(Measure {
                counts: ends([one.counts, other.counts].into_iter()),
                bases: ends([one.bases, other.bases].into_iter()),
                worst: self.worse(one.worst, other.worst),
            }),
            (one, other) => one.or(other),
        };
        let (binds, judged) = (one.binds || other.binds, one.judged || other.judged);
        Verdict { binds, judged, measured, outcome }
    }

    /// The least room first; then the strictest amount.
    fn order(&self, one: &Standing, other: &Standing) -> std::cmp::Ordering {
        let by_amount = match self.is_floor() {
            true => other.amount.compare(one.amount),
            false => one.amount.compare(other.amount),
        };
        one.worst.compare(other.worst).then(by_amount)
    }

    /// CLAUSE 12.7: the sums of the people's measures and amounts are compared; who serves
    /// only part of the period is left out of a floor, and a mean of nobody is none.
    fn of_mean(&self, people: &[Vec<Total>], days: i64, cut: bool) -> Verdict {
        let mut all = Joint::default();
        for totals in people.iter().filter(|totals| !totals.is_empty()) {
            let inside: Vec<&Total> =
                totals.iter().filter(|total| self.is_in(total, cut)).collect();
            let standings: Vec<Standing> =
                inside.iter().map(|total| self.standing(total, days)).collect();
            let lowest = standings.iter().min_by(|one, other| self.order(one, other));
            let highest =
                standings.iter().max_by(|one, other| one.best.compare(other.best));
            let (Some(lowest), Some(highest)) = (lowest, highest) else { continue };
            let bases = match self.is_share() {
                true => ends(inside.iter().map(|total| total.bases)),
                false => (UNIT, UNIT),
            };
            let own = Joint {
                somebody: Some(Measure {
                    counts: ends(inside.iter().map(|total| total.counts)),
                    bases,
                    worst: Standing { best: highest.best, ..*lowest },
                }),
                nobody: inside.len() < totals.len(),
            };
            all = all.and(own, |one, other| self.worse(one, other));
        }
        let binds = people.iter().flatten().any(|total| total.served);
        let Some(measured) = all.somebody else {
            return Verdict {
                binds,
                judged: false,
                measured: None,
                outcome: Outcome::Pass,
            };
        };
        let some_keep = all.nobody || self.keeps(measured.worst.best);
        let outcome = match (self.keeps(measured.worst.worst), some_keep) {
            (true, _) => Outcome::Pass,
            (false, false) => Outcome::Fail,
            (false, true) => Outcome::Undetermined,
        };
        Verdict { binds, judged: true, measured: Some(measured), outcome }
    }

    /// The worse of two, with the best of both.
    fn worse(&self, one: Standing, other: Standing) -> Standing {
        let best = match one.best.compare(other.best).is_ge() {
            true => one.best,
            false => other.best,
        };
        let worst = if self.order(&one, &other).is_le() { one } else { other };
        Standing { best, ..worst }
    }
}

/// What several people come to: with somebody among them who is in the mean, and whether
/// there may be nobody.
#[derive(Debug, Clone, Copy)]
struct Joint {
    somebody: Option<Measure>,
    nobody: bool,
}

impl Default for Joint {
    fn default() -> Self {
        Self { somebody: None, nobody: true }
    }
}

impl Joint {
    /// With somebody more: both in, or one of them where the other may be out.
    fn and(self, other: Joint, worse: impl Fn(Standing, Standing) -> Standing) -> Joint {
        let nobody = self.nobody && other.nobody;
        let (Some(one), Some(two)) = (self.somebody, other.somebody) else {
            return Joint { somebody: self.somebody.or(other.somebody), nobody };
        };
        let add = |one: (i128, i128), two: (i128, i128)| (one.0 + two.0, one.1 + two.1);
        let mut joint = Measure {
            counts: add(one.counts, two.counts),
            bases: add(one.bases, two.bases),
            worst: one.worst.plus(two.worst),
        };
        let alone = [(one, other.nobody), (two, self.nobody)];
        for (alone, _) in alone.into_iter().filter(|(_, may_be_alone)| *may_be_alone) {
            joint = Measure {
                counts: ends([joint.counts, alone.counts].into_iter()),
                bases: ends([joint.bases, alone.bases].into_iter()),
                worst: worse(joint.worst, alone.worst),
            };
        }
        Joint { somebody: Some(joint), nobody }
    }
}

impl Standing {
    fn plus(self, other: Standing) -> Standing {
        Standing {
            worst: self.worst.plus(other.worst),
            best: self.best.plus(other.best),
            count: self.count + other.count,
            amount: self.amount.plus(other.amount),
        }
    }
}

/// The least and the most of several ranges.
fn ends(ranges: impl Iterator<Item = (i128, i128)>) -> (i128, i128) {
    let both =
        |one: (i128, i128), other: (i128, i128)| (one.0.min(other.0), one.1.max(other.1));
    ranges.reduce(both).unwrap_or_default()
}

/// A whole number, if it is one.
fn whole(fraction: Fraction) -> Option<i64> {
    (fraction.floor() == fraction.ceiling())
        .then(|| i64::try_from(fraction.floor()).ok())
        .flatten()
}
