//! How many at once?

use crate::day::Day;
use crate::name::FieldName;
use crate::rule::bound::{Bound, Rounding};
use crate::rule::matcher::{Matcher, Population};
use crate::rule::per::{Per, TimeWord};

/// A bound on how many, or how much, one cell may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// What is counted or summed.
    pub measure: Measure,
    /// The comparison.
    pub bound: Bound,
    /// What a share is a share of.
    pub base: Option<Base>,
    /// What makes a cell.
    pub per: Per,
    /// Who is left out of count or base.
    pub exempt: Vec<Exempt>,
    /// What the text says of fractions; `None` compares exactly.
    pub rounding: Option<Rounding>,
    /// How many minutes the rows that match must last together, at least.
    pub lasting: Option<i64>,
    /// Over which stretch the sums of the days' counts and bases are compared.
    pub averaged: Option<TimeWord>,
}

/// What is counted or summed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// The number of items of these populations together.
    Count(Vec<Population>),
    /// The sum of a number over the rows of a population.
    Sum {
        /// The number summed.
        field: FieldName,
        /// The rows.
        of: Population,
    },
}

/// What a share is a share of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// The items of a population.
    Population(Population),
    /// The items of a population on the register of another day.
    OnDay(Population, Day),
    /// A number of the cell's place.
    Field(FieldName),
}

/// Who is left out, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exempt {
    /// Who.
    pub who: Matcher,
    /// Whether they leave the count.
    pub out_of_count: bool,
    /// Whether they leave the base.
    pub out_of_base: bool,
}
