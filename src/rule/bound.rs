//! Comparators, amounts and rounding.

use crate::name::FieldName;
use crate::ratio::{Decimal, Ratio};

/// A comparison with an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Which way.
    pub comparator: Comparator,
    /// With what.
    pub amount: Amount,
    /// The amount as the author wrote it.
    pub written: String,
}

/// Which way a bound binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparator {
    /// `at_most`: no more than.
    AtMost,
    /// `at_least`: no fewer than.
    AtLeast,
    /// `below`: fewer than.
    Below,
    /// `above`: more than.
    Above,
    /// `exactly`: within `tolerance` persons of.
    Exactly {
        /// How many persons more or fewer still keep it.
        tolerance: u32,
    },
}

impl Comparator {
    /// The key used in rule files.
    pub fn as_str(self) -> &'static str {
        match self {
            Comparator::AtMost => "at_most",
            Comparator::AtLeast => "at_least",
            Comparator::Below => "below",
            Comparator::Above => "above",
            Comparator::Exactly { .. } => "exactly",
        }
    }
}

/// How much.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Amount {
    /// So many.
    Number(Decimal),
    /// A share of the base.
    Share(Ratio),
    /// A number of the cell's place, gathering or visit.
    Field(FieldName),
}

/// What becomes of a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rounding {
    /// To the next whole number above.
    Up,
    /// To the next whole number below.
    Down,
    /// To the nearest whole number, halves up.
    HalfUp,
}
