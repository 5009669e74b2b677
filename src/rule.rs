//! The frame around the kinds of rule: who says it, when it holds, for which cells.

pub mod bound;
pub mod limit;
pub mod matcher;
pub mod per;
pub mod quota;
pub mod require;
pub mod separate;

use std::fmt;

use crate::directive::{Allow, InForce};
use crate::name::{Name, RuleRef};
use crate::source::Place;

use limit::Limit;
use matcher::Matcher;
use per::Per;
use quota::Quota;
use require::Require;
use separate::Separate;

/// One rule of a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its full name.
    pub name: RuleRef,
    /// Where its id stands.
    pub place: Place,
    /// The clauses it carries out.
    pub cites: Vec<ClauseRef>,
    /// How much it binds.
    pub force: Force,
    /// Its own window, where it is not the document's.
    pub in_force: Option<InForce>,
    /// Cells must match all of these, the document's own `when` among them.
    pub when: Vec<Matcher>,
    /// Cells that match one of these are cut out, the document's own `unless` among them.
    pub unless: Vec<Matcher>,
    /// The authorities that may let people deviate; empty if none may.
    pub unless_granted: Vec<String>,
    /// The day on which this rule's weeks begin.
    pub week_starts: crate::day::Weekday,
    /// Which day's levels count in a cell of several days. CLAUSE 14.5.
    pub level_at: Option<LevelAt>,
    /// What it asks.
    pub kind: Kind,
    /// The warnings that it lets stand.
    pub allow: Vec<Allow>,
    /// All that is written of it.
    pub whole: Place,
}

/// Which day's levels count in a cell of several days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LevelAt {
    /// The first.
    Start,
    /// The last.
    End,
}

/// What a rule asks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// How many at once?
    Limit(Limit),
    /// What must each be or have?
    Require(Require),
    /// How much for each, over time?
    Quota(Quota),
    /// Who may never meet?
    Separate(Separate),
}

impl Rule {
    /// What makes a cell of the rule.
    pub fn per(&self) -> &Per {
        match &self.kind {
            Kind::Limit(limit) => &limit.per,
            Kind::Require(require) => &require.per,
            Kind::Quota(quota) => &quota.per,
            Kind::Separate(separate) => &separate.per,
        }
    }
}

/// How much a rule binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// A failed bound is a violation.
    Must,
    /// A failed bound is advice.
    Should,
    /// Printed, not judged.
    May,
}

impl Force {
    /// The word used in rule files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Force::Must => "must",
            Force::Should => "should",
            Force::May => "may",
        }
    }
}

/// A clause of a directive's text, as cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseRef {
    /// The directive, if it is another than the rule's own.
    pub directive: Option<Name>,
    /// The clause as numbered in the text.
    pub clause: String,
    /// Where it is cited.
    pub place: Place,
}

impl fmt::Display for ClauseRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.directive {
            Some(directive) => write!(f, "{directive}#{}", self.clause),
            None => f.write_str(&self.clause),
        }
    }
}
