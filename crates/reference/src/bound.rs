//! Comparing counts with bounds, in whole numbers only (CLAUSE 4.2 to 4.5, 4.9, 4.10).
//! Numbers are kept in billionths, as decimals are.

use passmuster::rule::bound::{Amount, Bound, Comparator, Rounding};
use passmuster::rule::limit::Limit;

/// Billionths in one.
pub(crate) const ONE: i128 = 1_000_000_000;

/// A bound with everything that a filling says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    pub(crate) comparator: Comparator,
    /// The amount is `above / below`, in billionths.
    above: i128,
    below: i128,
    /// CLAUSE 7.1: the amount is unknown, and all comparisons hold or all fail.
    pub(crate) wild: Option<bool>,
}

/// How far a grant to a unit relieves its cells. CLAUSE 9.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Easing {
    /// By so much.
    By(i128),
    /// Wholly.
    Lifted,
}

/// A count under one filling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Count {
    pub(crate) known: i128,
    /// Whether a blank amount may add any natural number to it. CLAUSE 4.11.
    pub(crate) is_open: bool,
}

impl Target {
    /// The target of a limit, where the base and the amount of a field are known.
    pub(crate) fn new(limit: &Limit, base: i128, amount: i128) -> Self {
        let Bound { comparator, amount: written, .. } = &limit.bound;
        let (above, below) = match written {
            Amount::Number(number) => (i128::from(number.billionths()), 1),
            Amount::Share(share) => {
                let exact = (
                    i128::from(share.numerator()) * base,
                    i128::from(share.denominator()),
                );
                rounded(exact, limit.rounding)
            }
            _ => (amount, 1),
        };
        Self { comparator: *comparator, above, below, wild: None }
    }

    fn eased(mut self, by: i128) -> Self {
        let by = by * self.below;
        match self.comparator {
            Comparator::AtLeast | Comparator::Above => self.above -= by,
            Comparator::AtMost | Comparator::Below => self.above += by,
            Comparator::Exactly { .. } => {}
        }
        self
    }

    /// Whether a known count keeps the bound.
    fn keeps(self, count: i128, easing: i128) -> bool {
        if let Some(keeps) = self.wild {
            return keeps;
        }
        let target = self.eased(easing);
        let scaled = count * target.below;
        match target.comparator {
            Comparator::AtMost => scaled <= target.above,
            Comparator::Below => scaled < target.above,
            Comparator::AtLeast => scaled >= target.above,
            Comparator::Above => scaled > target.above,
            Comparator::Exactly { tolerance } => {
                let slack = (i128::from(tolerance) * ONE + easing) * target.below;
                target.above - slack <= scaled && scaled <= target.above + slack
            }
        }
    }

    fn keeps_eased(self, count: i128, easing: Option<Easing>) -> bool {
        match easing {
            None => self.keeps(count, 0),
            Some(Easing::By(amount)) => self.keeps(count, amount),
            Some(Easing::Lifted) => true,
        }
    }

    /// The counts worth asking, where blank amounts add any natural number: none of it, so
    /// much that the bound is met, and more than any bound.
    fn counts(self, count: Count) -> Vec<i128> {
        let mut counts = vec![count.known];
        if count.is_open {
            let missing = (self.above - count.known * self.below).max(0);
            let least = missing.div_euclid(ONE * self.below) * ONE;
            let near = (-2..=2).map(|more| count.known + least + more * ONE);
            counts.extend(near.filter(|near| *near >= count.known));
            counts.push(count.known + least + 1_000_000_000 * ONE);
            if let Comparator::Exactly { tolerance } = self.comparator {
                let tolerance = i128::from(tolerance) * ONE;
                let near =
                    (-2..=2).map(|more| count.known + least - tolerance + more * ONE);
                counts.extend(near.filter(|near| *near >= count.known));
            }
        }
        counts
    }

    /// Whether some count keeps the bound.
    pub(crate) fn can_keep(self, count: Count) -> bool {
        self.counts(count).into_iter().any(|count| self.keeps(count, 0))
    }

    /// Whether some count breaks the bound, and still does so when judged again as granted.
    pub(crate) fn can_break(
        self,
        count: Count,
        relieved: Count,
        easing: Option<Easing>,
    ) -> bool {
        self.counts(count).into_iter().any(|one| {
            let relieved = match relieved.is_open {
                true => one - count.known + relieved.known,
                false => relieved.known,
            };
            !self.keeps(one, 0) && !self.keeps_eased(relieved, easing)
        })
    }

    /// Whether it is a cap, for which the greatest count is the worst. CLAUSE 4.10.
    pub(crate) fn is_cap(self) -> bool {
        !matches!(self.comparator, Comparator::AtLeast | Comparator::Above)
    }

    /// The amount in billionths, for telling the worse of two.
    pub(crate) fn amount(self) -> i128 {
        self.above.div_euclid(self.below)
    }

    /// CLAUSE 4.10: the last whole number that keeps the bound; for `exactly`, the one
    /// nearest to the count.
    pub(crate) fn allowed(self, count: Count) -> Option<i64> {
        if self.wild.is_some() {
            return None;
        }
        let whole = self.below * ONE;
        let (floor, ceiling) =
            (self.above.div_euclid(whole), -(-self.above).div_euclid(whole));
        let allowed = match self.comparator {
            Comparator::AtMost => floor,
            Comparator::Below => ceiling - 1,
            Comparator::AtLeast => ceiling.max(0),
            Comparator::Above => (floor + 1).max(0),
            Comparator::Exactly { tolerance } => {
                let tolerance = i128::from(tolerance) * whole;
                let least = -(tolerance - self.above).div_euclid(whole);
                let most = (self.above + tolerance).div_euclid(whole);
                let (least, most) = (least.max(0), most);
                if most < least {
                    return None;
                }
                let below = count.known.div_euclid(ONE).clamp(least, most);
                let above = (below + 1).clamp(least, most);
                let far = |number: i128| (number * ONE - count.known).abs();
                let nearest = if far(above) < far(below) { above } else { below };
                if count.is_open { most } else { nearest }
            }
        };
        i64::try_from(allowed).ok().filter(|allowed| *allowed >= 0)
    }

    /// CLAUSE 4.10: how far the count is from what is allowed.
    pub(crate) fn headroom(self, count: Count) -> Option<i64> {
        let allowed = i128::from(self.allowed(count)?) * ONE;
        let room = match self.comparator {
            Comparator::Exactly { .. } => return None,
            _ if self.is_cap() && count.is_open => return None,
            _ if self.is_cap() => allowed - count.known,
            _ => count.known - allowed,
        };
        i64::try_from(room.div_euclid(ONE)).ok()
    }
}

/// CLAUSE 4.4: a fraction of billionths, rounded to whole numbers if the text says how.
fn rounded((above, below): (i128, i128), rounding: Option<Rounding>) -> (i128, i128) {
    let whole = below * ONE;
    let rounded = match rounding {
        None => return (above, below),
        Some(Rounding::Down) => above.div_euclid(whole),
        Some(Rounding::Up) => -(-above).div_euclid(whole),
        Some(Rounding::HalfUp) => (2 * above + whole).div_euclid(2 * whole),
    };
    (rounded * ONE, 1)
}
