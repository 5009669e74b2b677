//! Comparing counts with bounds, in whole numbers only (CLAUSE 4.2 to 4.5, 4.9, 4.10).
//! Numbers are kept in billionths, as decimals are.

use std::cmp::Ordering;

use passmuster::rule::bound::{Comparator, Rounding};
use passmuster::rule::limit::Limit;

use crate::amount::{Fraction, Worth};

/// Billionths in one.
pub(crate) const ONE: i128 = 1_000_000_000;

/// A bound with everything that a filling says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    pub(crate) comparator: Comparator,
    /// What the amount is worth, in billionths.
    pub(crate) worth: Worth,
    /// CLAUSE 4.16: whether it is a share of nobody.
    pub(crate) is_empty: bool,
    /// Whether the base is a number of which nothing is known.
    pub(crate) has_wild_base: bool,
    /// CLAUSE 4.18: how many days are compared together.
    pub(crate) days: u32,
    pub(crate) easing: Option<Easing>,
}

/// How far a grant to a unit relieves its cells. CLAUSE 9.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Easing {
    /// By so much.
    By(i128),
    /// Wholly.
    Lifted,
}

impl Easing {
    /// Both together.
    pub(crate) fn both(one: Option<Easing>, other: Option<Easing>) -> Option<Easing> {
        match (one, other) {
            (None, easing) | (easing, None) => easing,
            (Some(Easing::By(one)), Some(Easing::By(other))) => {
                Some(Easing::By(one + other))
            }
            _ => Some(Easing::Lifted),
        }
    }
}

/// A count under one filling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Count {
    pub(crate) known: i128,
    /// Whether a blank amount may add any natural number to it. CLAUSE 4.11.
    pub(crate) is_open: bool,
}

/// Whether a limit is a cap, for which the greatest count is the worst. CLAUSE 4.10.
pub(crate) fn is_cap(limit: &Limit) -> bool {
    !matches!(limit.bound.comparator, Comparator::AtLeast | Comparator::Above)
}

impl Target {
    fn eased(self, by: i128) -> Option<Fraction> {
        let Worth::Is(Fraction { above, below }) = self.worth else { return None };
        let by = by * below;
        let above = match self.comparator {
            Comparator::AtLeast | Comparator::Above => above - by,
            Comparator::AtMost | Comparator::Below => above + by,
            Comparator::Exactly { .. } => above,
        };
        Some(Fraction { above, below })
    }

    /// How far from the amount `exactly` may be. CLAUSE 4.18: on each of the days.
    fn tolerance(self) -> i128 {
        match self.comparator {
            Comparator::Exactly { tolerance } => {
                i128::from(tolerance) * i128::from(self.days) * ONE
            }
            _ => 0,
        }
    }

    /// Whether a known count keeps the bound.
    fn keeps(self, count: i128, easing: i128) -> bool {
        let Some(Fraction { above, below }) = self.eased(easing) else {
            return self.worth != Worth::Broken;
        };
        let scaled = count * below;
        match self.comparator {
            Comparator::AtMost => scaled <= above,
            Comparator::Below => scaled < above,
            Comparator::AtLeast => scaled >= above,
            Comparator::Above => scaled > above,
            Comparator::Exactly { .. } => {
                let slack = (self.tolerance() + easing) * below;
                above - slack <= scaled && scaled <= above + slack
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
        if let (true, Worth::Is(Fraction { above, below })) = (count.is_open, self.worth)
        {
            let missing = (above - count.known * below).max(0);
            let least = missing.div_euclid(ONE * below) * ONE;
            let near = (-2..=2).map(|more| count.known + least + more * ONE);
            counts.extend(near.filter(|near| *near >= count.known));
            counts.push(count.known + least + 1_000_000_000 * ONE);
            if let Comparator::Exactly { .. } = self.comparator {
                let tolerance = self.tolerance();
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
    pub(crate) fn can_break(self, count: Count, relieved: Count) -> bool {
        self.counts(count).into_iter().any(|one| {
            let relieved = match relieved.is_open {
                true => one - count.known + relieved.known,
                false => relieved.known,
            };
            !self.keeps(one, 0) && !self.keeps_eased(relieved, self.easing)
        })
    }

    /// Whether some count breaks the bound, grants aside.
    pub(crate) fn can_break_plainly(self, count: Count) -> bool {
        Target { easing: None, ..self }.can_break(count, count)
    }

    /// Whether it is a cap, for which the greatest count is the worst. CLAUSE 4.10.
    pub(crate) fn is_cap(self) -> bool {
        !matches!(self.comparator, Comparator::AtLeast | Comparator::Above)
    }

    /// CLAUSE 4.10: which of two is the worse for what is counted.
    pub(crate) fn worse(&self, other: &Target) -> Ordering {
        let amounts = match self.is_cap() {
            true => other.worth.compare(self.worth, true),
            false => self.worth.compare(other.worth, false),
        };
        amounts.then(other.tolerance().cmp(&self.tolerance()))
    }

    /// CLAUSE 4.10: the last whole number that keeps the bound; for `exactly`, the one
    /// nearest to the count.
    pub(crate) fn allowed(self, count: Count) -> Option<i64> {
        let Worth::Is(Fraction { above, below }) = self.worth else { return None };
        let whole = below * ONE;
        let (floor, ceiling) = (above.div_euclid(whole), -(-above).div_euclid(whole));
        let allowed = match self.comparator {
            Comparator::AtMost => floor,
            Comparator::Below => ceiling - 1,
            Comparator::AtLeast => ceiling.max(0),
            Comparator::Above => (floor + 1).max(0),
            Comparator::Exactly { .. } => {
                let tolerance = self.tolerance() * below;
                let least = -(tolerance - above).div_euclid(whole);
                let most = (above + tolerance).div_euclid(whole);
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
pub(crate) fn rounded(
    Fraction { above, below }: Fraction,
    rounding: Option<Rounding>,
) -> Fraction {
    let whole = below * ONE;
    let rounded = match rounding {
        None => return Fraction { above, below },
        Some(Rounding::Down) => above.div_euclid(whole),
        Some(Rounding::Up) => -(-above).div_euclid(whole),
        Some(Rounding::HalfUp) => (2 * above + whole).div_euclid(2 * whole),
    };
    Fraction { above: rounded * ONE, below: 1 }
}
