//! The chain behind a rule: which documents made it so, and what each of them did.

use crate::day::Instant;
use crate::name::Name;
use crate::rule::ClauseRef;

use super::documents::Doing;

/// One document of a chain, and what it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The document.
    pub directive: Name,
    /// What it did.
    pub does: Does,
    /// From when on it did so, where it acts.
    pub from: Option<Instant>,
    /// The clauses by which it did so.
    pub cites: Vec<ClauseRef>,
}

/// What a document of a chain did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Does {
    /// It is its text that speaks.
    Says,
    /// It lends its window.
    Lends,
    /// It gave a new end.
    Extends,
    /// It ended it.
    Ends,
    /// It put rules in the place of others.
    Replaces,
    /// It suspended it.
    Suspends,
    /// It brought it back.
    Resumes,
    /// It ended it, and stands in its place.
    Supersedes,
}

impl Does {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Does::Says => "says",
            Does::Lends => "lends",
            Does::Extends => "extends",
            Does::Ends => "ends",
            Does::Replaces => "replaces",
            Does::Suspends => "suspends",
            Does::Resumes => "resumes",
            Does::Supersedes => "supersedes",
        }
    }
}

impl Link {
    /// The document whose text speaks.
    pub(super) fn says(directive: &Name) -> Self {
        let (from, cites) = (None, Vec::new());
        Self { directive: directive.clone(), does: Does::Says, from, cites }
    }

    /// The link as that of somebody who takes the window over.
    pub(super) fn lending(self) -> Self {
        match self.does {
            Does::Says => Self { does: Does::Lends, ..self },
            _ => self,
        }
    }

    /// What an act did.
    pub(super) fn of(doing: Doing<'_>, from: Instant) -> Self {
        use crate::directive::act::Verb;
        let does = match doing.act.verb {
            Verb::Extend => Does::Extends,
            Verb::End => Does::Ends,
            Verb::Replace(_) => Does::Replaces,
            Verb::Suspend => Does::Suspends,
            Verb::Resume => Does::Resumes,
            Verb::Supersede => Does::Supersedes,
        };
        let from = (from != Instant::MIN).then_some(from);
        let cites = doing.act.cites.clone();
        Self { directive: doing.by.id.clone(), does, from, cites }
    }
}
