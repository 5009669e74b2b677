//! Amounts, as far as they are known without facts.

use crate::field::{Fields, Subject, Value};
use crate::name::FieldName;
use crate::ratio::common_denominator;
use crate::rule::bound::{self, Rounding, ShareBase};
use crate::rule::matcher::Population;

use super::atom::Probe;

/// How much, and what becomes of fractions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Amount {
    /// What it is made of.
    pub(crate) part: Part,
    /// What becomes of the fractions of shares. CLAUSE 4.4.
    pub(crate) rounding: Option<Rounding>,
    /// The common denominator of its shares: everything is compared in such parts.
    pub(crate) fineness: i128,
    /// How many populations its shares have as bases of their own.
    pub(crate) owns: usize,
    /// Whether `of` of the limit is asked.
    pub(crate) asks_base: bool,
}

/// An amount, or what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// So many billionths.
    Number(i128),
    /// A number of the cell.
    Field(Probe),
    /// A share.
    Share {
        /// Its upper part.
        numerator: i128,
        /// Its lower part.
        denominator: i128,
        /// Of what.
        of: Of,
    },
    /// The greatest of these.
    Greatest(Vec<Part>),
    /// The least of these.
    Least(Vec<Part>),
    /// These added up.
    Sum(Vec<Part>),
    /// One for each value of a field.
    Table(Table),
    /// None that is judged.
    NoBound,
}

/// What a share is a share of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Of {
    /// `of` of the limit.
    Base,
    /// A number of the cell.
    Cell(Probe),
    /// The population of this index.
    Own(usize),
}

/// An amount for each value of a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    /// The field.
    pub(crate) by: Probe,
    /// Its name.
    pub(crate) field: String,
    /// The values that the tables of the amount name of this field.
    pub(crate) named: Vec<Value>,
    /// The values, and the part of each.
    pub(crate) entries: Vec<(Value, Part)>,
    /// The part of every other value.
    pub(crate) otherwise: Option<Box<Part>>,
}

impl Amount {
    /// The amount of a limit; `per` are the columns that make its cells.
    pub(super) fn new(
        fields: &Fields,
        amount: &bound::Amount,
        rounding: Option<Rounding>,
    ) -> Self {
        let mut lowering = Lowering { fields, whole: amount, owns: 0 };
        let part = lowering.part(amount);
        let shares = amount.shares().map(|share| share.ratio);
        let fineness = match rounding {
            Some(_) => Some(1),
            // OK because reading refuses shares without a common denominator.
            None => common_denominator(shares),
        };
        Self {
            part,
            rounding,
            fineness: i128::from(fineness.unwrap_or(1)),
            owns: lowering.owns,
            asks_base: amount.asks_base(),
        }
    }

    /// Whether it reads nothing of the cell, and nobody beside those in count and base.
    pub(crate) fn is_fixed(&self) -> bool {
        self.owns == 0 && self.part.is_fixed()
    }
}

impl Part {
    /// The fields of the cell that it reads.
    pub(crate) fn probes(&self) -> Vec<&Probe> {
        match self {
            Part::Field(probe) | Part::Share { of: Of::Cell(probe), .. } => vec![probe],
            Part::Greatest(parts) | Part::Least(parts) | Part::Sum(parts) => {
                parts.iter().flat_map(Part::probes).collect()
            }
            Part::Table(table) => {
                let parts = table.entries.iter().map(|(_, part)| part);
                let parts = parts.chain(table.otherwise.as_deref());
                parts.flat_map(Part::probes).chain([&table.by]).collect()
            }
            Part::Number(_) | Part::Share { .. } | Part::NoBound => Vec::new(),
        }
    }

    fn is_fixed(&self) -> bool {
        match self {
            Part::Number(_) | Part::Share { of: Of::Base, .. } => true,
            Part::Greatest(parts) | Part::Least(parts) | Part::Sum(parts) => {
                parts.iter().all(Part::is_fixed)
            }
            Part::Field(_) | Part::Share { .. } | Part::Table(_) | Part::NoBound => false,
        }
    }
}

struct Lowering<'a> {
    fields: &'a Fields,
    whole: &'a bound::Amount,
    owns: usize,
}

impl Lowering<'_> {
    fn number(&self, field: &FieldName) -> Probe {
        Probe::number(self.fields, Subject::Cell, field)
    }

    fn part(&mut self, amount: &bound::Amount) -> Part {
        match amount {
            bound::Amount::Number(number) => Part::Number(number.billionths().into()),
            bound::Amount::Field(field) => Part::Field(self.number(field)),
            bound::Amount::Share(share) => Part::Share {
                numerator: share.ratio.numerator().into(),
                denominator: share.ratio.denominator().into(),
                of: match &share.of {
                    None => Of::Base,
                    Some(ShareBase::Field(field)) => Of::Cell(self.number(field)),
                    Some(ShareBase::Population(_)) => {
                        self.owns += 1;
                        Of::Own(self.owns - 1)
                    }
                },
            },
            bound::Amount::GreaterOf(parts) => Part::Greatest(self.parts(parts)),
            bound::Amount::LesserOf(parts) => Part::Least(self.parts(parts)),
            bound::Amount::SumOf(parts) => Part::Sum(self.parts(parts)),
            bound::Amount::Table(table) => self.table(table),
            bound::Amount::NoBound => Part::NoBound,
        }
    }

    fn parts(&mut self, parts: &[bound::Amount]) -> Vec<Part> {
        parts.iter().map(|part| self.part(part)).collect()
    }

    fn table(&mut self, table: &bound::AmountTable) -> Part {
        let same = self.whole.all().into_iter().filter_map(|part| match part {
            bound::Amount::Table(other) if other.by == table.by => Some(&other.entries),
            _ => None,
        });
        let mut named: Vec<Value> =
            same.flatten().map(|(value, _)| value.clone()).collect();
        named.sort();
        named.dedup();
        let entries = table.entries.iter();
        Part::Table(Table {
            by: Probe::of_value(self.fields, Subject::Cell, table.by.as_str()),
            field: table.by.as_str().to_owned(),
            named,
            entries: entries
                .map(|(value, part)| (value.clone(), self.part(part)))
                .collect(),
            otherwise: table.otherwise.as_ref().map(|part| Box::new(self.part(part))),
        })
    }
}

/// The populations that the shares of an amount have as bases of their own, by the index
/// that they have in the plan.
pub(super) fn owns(amount: &bound::Amount) -> Vec<&Population> {
    amount.populations().collect()
}
