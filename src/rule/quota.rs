//! How much for each, over time?

use crate::name::FieldName;
use crate::ratio::{Decimal, Ratio};
use crate::rule::bound::Comparator;
use crate::rule::matcher::{Matcher, Population};
use crate::rule::per::{Column, Per};

/// A bound on what each of a population does over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// Whom it binds; the days on which it matches are the days served.
    pub each: Population,
    /// What is measured of the days served.
    pub measure: Measure,
    /// Which way it binds.
    pub comparator: Comparator,
    /// With what the measure is compared.
    pub amount: Quantity,
    /// The amount as written.
    pub written: String,
    /// What a share is a share of, by the same measure.
    pub of: Option<Matcher>,
    /// What makes a cell: the person and a period; with other columns, the mean of the
    /// people of each place.
    pub per: Per,
    /// What becomes of days that excuse.
    pub excuse: Option<Excuse>,
    /// Pauses shorter than so many minutes break nothing.
    pub gap: i64,
}

impl Quota {
    /// Whether it asks the mean of the people of a place, and not each of them.
    pub fn is_mean(&self) -> bool {
        !self.per.columns.is_empty() && !self.per.columns.contains(&Column::Person)
    }
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// Days on which the matcher holds.
    Days(Matcher),
    /// Rows of attendance that match.
    Times(Matcher),
    /// The hours of rows that match.
    Hours(Matcher),
    /// The sum of a number over rows that match.
    Sum {
        /// The number.
        field: FieldName,
        /// The rows.
        of: Matcher,
    },
    /// The longest run of days on which the matcher holds.
    LongestRun(Matcher),
    /// The shortest pause between two stretches that match.
    ShortestRest(Matcher),
    /// The longest pause in the period.
    LongestRest(Matcher),
}

impl Measure {
    /// The key that names it in rule files.
    pub fn as_str(&self) -> &'static str {
        match self {
            Measure::Days(_) => "days",
            Measure::Times(_) => "times",
            Measure::Hours(_) => "hours",
            Measure::Sum { .. } => "sum",
            Measure::LongestRun(_) => "longest_run",
            Measure::ShortestRest(_) => "shortest_rest",
            Measure::LongestRest(_) => "longest_rest",
        }
    }

    /// What is looked for.
    pub fn matcher(&self) -> &Matcher {
        match self {
            Measure::Days(matcher)
            | Measure::Times(matcher)
            | Measure::Hours(matcher)
            | Measure::Sum { of: matcher, .. }
            | Measure::LongestRun(matcher)
            | Measure::ShortestRest(matcher)
            | Measure::LongestRest(matcher) => matcher,
        }
    }
}

/// How much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    /// A number of units; with `weekly`, so many in each seven days of the period.
    Number {
        /// The number.
        number: Decimal,
        /// Of what.
        unit: Unit,
        /// Whether it is an average of weeks.
        weekly: bool,
    },
    /// A share of the same measure of `of`.
    Share(Ratio),
}

/// What an amount is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Nothing: a sum of a field.
    Plain,
    /// Times.
    Times,
    /// Civil days.
    Days,
    /// Days that are working days where the person belongs.
    WorkingDays,
    /// Seven days.
    Weeks,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
}

impl Unit {
    /// How many of the measure's smallest units it is: days, times or minutes.
    pub fn size(self, measure: &Measure) -> i64 {
        let timed = matches!(
            measure,
            Measure::Hours(_) | Measure::ShortestRest(_) | Measure::LongestRest(_)
        );
        let day = if timed { 24 * 60 } else { 1 };
        match self {
            Unit::Plain | Unit::Times | Unit::Minutes => 1,
            Unit::Hours => 60,
            Unit::Days | Unit::WorkingDays => day,
            Unit::Weeks => 7 * day,
        }
    }

    /// The word used in rule files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Plain => "",
            Unit::Times => "times",
            Unit::Days => "days",
            Unit::WorkingDays => "working days",
            Unit::Weeks => "weeks",
            Unit::Minutes => "min",
            Unit::Hours => "h",
        }
    }
}

/// Days that excuse, and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excuse {
    /// The days.
    pub days: Matcher,
    /// What becomes of them.
    pub effect: Effect,
}

/// What becomes of days that excuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// They leave the measure, and as many later days are added to the period.
    LengthensPeriod,
    /// The amount shrinks in proportion to the working days that are left.
    ShrinksBound,
    /// Each counts as so much, in the measure's smallest unit: days, times or minutes.
    Credits(Decimal),
}
