//! Comparators, amounts and rounding.

use crate::field::Value;
use crate::name::FieldName;
use crate::ratio::{Decimal, Ratio};
use crate::rule::matcher::Population;

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
    /// A share of a base.
    Share(Share),
    /// A number of the cell's place, gathering or visit.
    Field(FieldName),
    /// `greater_of`: the greatest of several.
    GreaterOf(Vec<Amount>),
    /// `lesser_of`: the least of several.
    LesserOf(Vec<Amount>),
    /// `sum_of`: several added up.
    SumOf(Vec<Amount>),
    /// An amount for each value of a field.
    Table(AmountTable),
    /// `no-bound`: printed, not judged.
    NoBound,
}

/// A share, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// How great a share.
    pub ratio: Ratio,
    /// The share as the author wrote it.
    pub written: String,
    /// A base of its own; the limit's `of` if `None`.
    pub of: Option<ShareBase>,
}

/// What a share with a base of its own is a share of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShareBase {
    /// A number of the cell's place, gathering or visit.
    Field(FieldName),
    /// The items of a population.
    Population(Box<Population>),
}

/// An amount for each value of a field of the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountTable {
    /// The field by whose value the amount is found.
    pub by: FieldName,
    /// The values, and the amount of each.
    pub entries: Vec<(Value, Amount)>,
    /// The amount of every other value; `None` if the entries name all.
    pub otherwise: Option<Box<Amount>>,
}

impl Amount {
    /// The amount itself and all that it is made of, outermost first.
    pub fn all(&self) -> Vec<&Amount> {
        let mut all = vec![self];
        match self {
            Amount::GreaterOf(parts) | Amount::LesserOf(parts) | Amount::SumOf(parts) => {
                all.extend(parts.iter().flat_map(Amount::all));
            }
            Amount::Table(table) => {
                let parts = table.entries.iter().map(|(_, part)| part);
                all.extend(parts.chain(table.otherwise.as_deref()).flat_map(Amount::all));
            }
            Amount::Number(_) | Amount::Share(_) | Amount::Field(_) | Amount::NoBound => {
            }
        }
        all
    }

    /// Every share that it is made of.
    pub fn shares(&self) -> impl Iterator<Item = &Share> {
        self.all().into_iter().filter_map(|part| match part {
            Amount::Share(share) => Some(share),
            _ => None,
        })
    }

    /// The populations that its shares have as bases of their own.
    pub fn populations(&self) -> impl Iterator<Item = &Population> {
        self.shares().filter_map(|share| match &share.of {
            Some(ShareBase::Population(population)) => Some(&**population),
            _ => None,
        })
    }

    /// The fields of the cell that it reads.
    pub fn fields(&self) -> impl Iterator<Item = &FieldName> {
        self.all().into_iter().filter_map(|part| match part {
            Amount::Field(field)
            | Amount::Share(Share { of: Some(ShareBase::Field(field)), .. }) => {
                Some(field)
            }
            Amount::Table(table) => Some(&table.by),
            _ => None,
        })
    }

    /// Whether some share in it is one of the limit's `of`.
    pub fn asks_base(&self) -> bool {
        self.shares().any(|share| share.of.is_none())
    }

    /// Whether it is computed from more than a number, a field or a share of `of`.
    pub fn is_compound(&self) -> bool {
        match self {
            Amount::Number(_) | Amount::Field(_) | Amount::NoBound => false,
            Amount::Share(share) => share.of.is_some(),
            _ => true,
        }
    }
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
