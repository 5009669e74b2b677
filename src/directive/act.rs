//! What one document does to others, as written.

use crate::name::{Name, RuleRef};
use crate::rule::ClauseRef;
use crate::rule::matcher::Matcher;
use crate::source::Place;

use super::{End, Start};

/// One verb of a document, and on what it works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// What it does.
    pub verb: Verb,
    /// On what.
    pub targets: Vec<Target>,
    /// From when on; the beginning of its own document if not written.
    pub from: Option<Start>,
    /// The new end of an extension, or the end of a suspension.
    pub end: Option<End>,
    /// The clauses of its document that order it.
    pub cites: Vec<ClauseRef>,
    /// The cells in which it is done, if not in all.
    pub when: Option<Matcher>,
    /// The cells in which it is not done.
    pub unless: Option<Matcher>,
    /// Where its verb stands.
    pub place: Place,
}

/// What a document does to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    /// It gets a new end.
    Extend,
    /// It holds no more.
    End,
    /// These rules of the acting document take its place.
    Replace(Vec<RuleRef>),
    /// It does not hold for a time.
    Suspend,
    /// It holds again.
    Resume,
    /// It ends, and the acting document stands in its place.
    Supersede,
}

/// On what an act works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The directive.
    pub directive: Name,
    /// What of it.
    pub part: Part,
    /// Where it is named.
    pub place: Place,
}

/// What of a directive is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// One rule.
    Rule(Name),
    /// One clause: every rule that cites it.
    Clause(String),
}

impl Act {
    /// Whether it is done in some cells only.
    pub fn is_conditional(&self) -> bool {
        self.when.is_some() || self.unless.is_some()
    }
}

impl Verb {
    /// The word used in rule files and reports.
    pub fn as_str(&self) -> &'static str {
        match self {
            Verb::Extend => "extend",
            Verb::End => "end",
            Verb::Replace(_) => "replace",
            Verb::Suspend => "suspend",
            Verb::Resume => "resume",
            Verb::Supersede => "supersede",
        }
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.part {
            Part::Whole => write!(f, "{}", self.directive),
            Part::Rule(rule) => write!(f, "{}/{rule}", self.directive),
            Part::Clause(clause) => write!(f, "{}#{clause}", self.directive),
        }
    }
}
