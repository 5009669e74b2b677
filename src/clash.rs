//! Whether rules can be kept together, before anybody drew up a roster: the noun of the answer.

use crate::finding::Cell;
use crate::name::RuleRef;
use crate::rule::ClauseRef;
use crate::source::Place;
use crate::window::Period;

/// Whether the rules of a law can all be kept by the people of the register. CLAUSE 16.1
///
/// Made by [`Law::feasibility`](crate::Law::feasibility).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Feasibility {
    /// Rules that no roster can keep together, in the order of their first days.
    pub clashes: Vec<Clash>,
    /// What could not be decided, for there is more than can be tried. CLAUSE 16.6
    pub undecided: Vec<Undecided>,
    /// The rules that were not looked at, and why. CLAUSE 16.2
    pub left_out: Vec<(RuleRef, LeftOut)>,
}

impl Feasibility {
    /// Whether no clash was found, and nothing was left undecided.
    pub fn is_clear(&self) -> bool {
        self.clashes.is_empty() && self.undecided.is_empty()
    }
}

/// Rules in their cells that no roster can keep together: without any of them the others can
/// be kept. CLAUSE 16.3
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Clash {
    /// The days on which they clash alike.
    pub days: Vec<Period>,
    /// The rules, sorted by name and cell.
    pub rules: Vec<Clashing>,
}

/// A rule in a clash, and what stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Clashing {
    /// The rule.
    pub rule: RuleRef,
    /// Where it stands.
    pub place: Place,
    /// The clauses that it carries out.
    pub cites: Vec<ClauseRef>,
    /// Where it is asked: its cell, without the day.
    pub cell: Cell,
    /// What it asks there, and what the others leave.
    pub stake: Stake,
}

/// What a rule asks in a clash. CLAUSE 16.4
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Stake {
    /// A bound, and how near to it a roster comes that keeps the others.
    Bound {
        /// The count of that roster.
        count: i64,
        /// Its base, where the bound is a share of people.
        base: Option<i64>,
        /// The last whole number that keeps the bound with this base.
        allowed: Option<i64>,
        /// Whether it asks for more, and not for fewer.
        is_floor: bool,
    },
    /// A requirement, and the people whom it binds there.
    Binds {
        /// Their names, sorted.
        people: Vec<String>,
    },
}

/// Rules and days of which it could not be said whether a roster keeps them. CLAUSE 16.6
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Undecided {
    /// The days.
    pub days: Vec<Period>,
    /// The rules, sorted by name.
    pub rules: Vec<RuleRef>,
}

/// Why a rule was not looked at. CLAUSE 16.2
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LeftOut {
    /// It is of force `should`: failing it is no violation.
    Advice,
    /// It is a quota or a separation.
    Kind,
    /// It asks people to have records, and no roster makes any.
    Records,
    /// Its cells are not days, or are averages of days.
    Time,
    /// Its cells hang on what a row says beside the status: site, room, team, shift.
    Row,
    /// It is not about people alone, or sums a number.
    Subject,
    /// It asks of a row what a roster cannot be tried for: clock times, places, lists.
    Field,
    /// It reads a table that was not given.
    NoTable,
}

impl LeftOut {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            LeftOut::Advice => "advice",
            LeftOut::Kind => "kind",
            LeftOut::Records => "records",
            LeftOut::Time => "time",
            LeftOut::Row => "row",
            LeftOut::Subject => "subject",
            LeftOut::Field => "field",
            LeftOut::NoTable => "no-table",
        }
    }
}
