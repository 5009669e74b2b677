//! What the sums of the people of a cell say together.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use passmuster::Outcome;
use passmuster::finding::{Measured, Range, Reason};
use passmuster::ratio::Decimal;
use passmuster::rule::bound::Comparator;
use passmuster::rule::quota::Quantity;

use crate::filling::{is_spent, spend};

use super::{HUGE, ONE, QuotaPlan, QuotaVerdict, Sum};

impl QuotaPlan<'_> {
    /// What the sums of the people of a cell say together.
    pub(super) fn verdict(
        &self,
        worlds: &[Vec<BTreeSet<Sum>>],
        names: Vec<String>,
    ) -> QuotaVerdict {
        let all = || worlds.iter().flatten().flatten();
        if !all().any(|sum| sum.served) {
            return QuotaVerdict::Nobody;
        }
        if !all().any(|sum| sum.is_in) {
            return QuotaVerdict::Silent(Reason::CutPeriod);
        }
        let mut joint: BTreeSet<Sum> = BTreeSet::new();
        for people in worlds {
            let nothing =
                Sum { is_in: false, served: false, count: 0, base: 0, amount: (0, 1) };
            let mut so_far = BTreeSet::from([nothing]);
            for sums in people.iter().filter(|sums| !sums.is_empty()) {
                spend(so_far.len().saturating_mul(sums.len()) as u64);
                if is_spent() {
                    break;
                }
                so_far = so_far
                    .iter()
                    .flat_map(|one| sums.iter().map(|other| self.add(one, other)))
                    .collect();
            }
            joint.extend(so_far);
        }
        let is_share = matches!(self.quota.amount, Quantity::Share(_));
        let judged: Vec<&Sum> = joint.iter().filter(|sum| sum.is_in).collect();
        if is_share && judged.iter().all(|sum| sum.base == 0) {
            return QuotaVerdict::Silent(Reason::NobodyThere);
        }
        let keeps = |sum: &Sum| self.keeps(self.room(sum));
        let outcome = match (
            judged.iter().all(|sum| keeps(sum)),
            judged.iter().any(|sum| keeps(sum)) || judged.len() < joint.len(),
        ) {
            (true, _) => Outcome::Pass,
            (false, false) => Outcome::Fail,
            (false, true) => Outcome::Undetermined,
        };
        let strictest = |sum: &Sum| match self.is_floor() {
            true => (-sum.amount.0, sum.amount.1),
            false => sum.amount,
        };
        let worst = judged.iter().min_by(|one, other| {
            compare(self.room(one), self.room(other))
                .then_with(|| compare(strictest(one), strictest(other)))
        });
        let allowed = worst.and_then(|worst| self.allowed(worst.amount));
        let headroom = worst.and_then(|worst| self.headroom(allowed, worst.count));
        let decimal = |billionths: i128| {
            Decimal::from_billionths(i64::try_from(billionths).unwrap_or(i64::MAX))
        };
        let range = |of: &dyn Fn(&Sum) -> i128, size: i128| {
            let least = judged.iter().map(|sum| of(sum)).min().unwrap_or(0);
            let most = judged.iter().map(|sum| of(sum)).max().unwrap_or(0);
            Range {
                certain: decimal(least.div_euclid(size)),
                possible: (most < HUGE).then(|| decimal(most.div_euclid(size))),
            }
        };
        let size = if is_share { self.size } else { 1 };
        let has_base = is_share || self.is_mean();
        let measured = Measured {
            count: range(&|sum| sum.count, self.size),
            base: has_base.then(|| range(&|sum| sum.base, size)),
            bound: String::new(),
            allowed,
            headroom,
        };
        QuotaVerdict::Found(outcome, Box::new(measured), names)
    }

    /// CLAUSE 12.7: measures and amounts of several people add up.
    fn add(&self, one: &Sum, other: &Sum) -> Sum {
        if !other.is_in {
            let served = one.served || other.served;
            return Sum { served, ..one.clone() };
        }
        let is_share = matches!(self.quota.amount, Quantity::Share(_));
        // The base of a mean of numbers are the people.
        let base = if is_share || !self.is_mean() { other.base } else { ONE };
        let (a, b) = (one.amount, other.amount);
        Sum {
            is_in: true,
            served: true,
            count: one.count + other.count,
            base: one.base + base,
            amount: reduced(a.0 * b.1 + b.0 * a.1, a.1 * b.1),
        }
    }

    /// How far a sum is from its amount; negative if it breaks the bound.
    fn room(&self, sum: &Sum) -> (i128, i128) {
        let (above, below) = sum.amount;
        let room = above - sum.count * below;
        (if self.is_floor() { -room } else { room }, below)
    }

    fn keeps(&self, (room, _): (i128, i128)) -> bool {
        match self.quota.comparator {
            Comparator::AtMost | Comparator::AtLeast => room >= 0,
            Comparator::Below | Comparator::Above => room > 0,
            Comparator::Exactly { .. } => room == 0,
        }
    }

    fn allowed(&self, (above, below): (i128, i128)) -> Option<i64> {
        if above.div_euclid(below) >= HUGE {
            return None;
        }
        let unit = below * ONE * self.size;
        let floor = above.div_euclid(unit);
        let ceiling = -(-above).div_euclid(unit);
        let number = match self.quota.comparator {
            Comparator::AtMost => floor,
            Comparator::Below => ceiling - 1,
            Comparator::AtLeast => ceiling,
            Comparator::Above => floor + 1,
            Comparator::Exactly { .. } if floor == ceiling => floor,
            Comparator::Exactly { .. } => return None,
        };
        i64::try_from(number).ok().filter(|number| *number >= 0)
    }

    fn headroom(&self, allowed: Option<i64>, count: i128) -> Option<i64> {
        if matches!(self.quota.comparator, Comparator::Exactly { .. }) || count >= HUGE {
            return None;
        }
        let unit = ONE * self.size;
        let allowed = i128::from(allowed?) * unit;
        let room = if self.is_floor() { count - allowed } else { allowed - count };
        i64::try_from(room.div_euclid(unit)).ok()
    }
}

/// A fraction in lowest terms.
fn reduced(above: i128, below: i128) -> (i128, i128) {
    let (mut one, mut other) = (above.abs(), below);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    (above / one.max(1), below / one.max(1))
}

fn compare(one: (i128, i128), other: (i128, i128)) -> Ordering {
    (one.0 * other.1).cmp(&(other.0 * one.1))
}
