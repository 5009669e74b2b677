//! What one change does to the verdicts of the cells that it touches.

use crate::day::Day;
use crate::facts::PersonId;
use crate::finding::{Cell, Finding, Outcome, Range, Reason, Relief};
use crate::rule::Force;

use super::told::Told;

/// How many verdicts an effect holds without asking for memory.
const INLINE: usize = 4;

/// What a rule says of a cell: a finding without its names and words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// What it says.
    pub outcome: Outcome,
    /// Why it could say nothing.
    pub reason: Option<Reason>,
    /// Why a fail is no violation.
    pub relief: Option<Relief>,
    /// How much the rule binds.
    pub force: Force,
    /// How many are counted, for limits.
    pub count: Option<Range>,
    /// How many are in the base, where the bound has one.
    pub base: Option<Range>,
    /// The last whole number that keeps the bound, under the worst filling.
    pub allowed: Option<i64>,
    /// How far the worst count is from there.
    pub headroom: Option<i64>,
}

impl Verdict {
    /// A verdict without figures.
    pub(super) fn plain(outcome: Outcome, force: Force) -> Self {
        Self {
            outcome,
            reason: None,
            relief: None,
            force,
            count: None,
            base: None,
            allowed: None,
            headroom: None,
        }
    }

    /// What a finding says.
    pub fn of(finding: &Finding) -> Self {
        let measured = finding.measured.as_ref();
        Self {
            outcome: finding.outcome,
            reason: finding.reason,
            relief: finding.relief,
            force: finding.force,
            count: measured.map(|measured| measured.count),
            base: measured.and_then(|measured| measured.base),
            allowed: measured.and_then(|measured| measured.allowed),
            headroom: measured.and_then(|measured| measured.headroom),
        }
    }

    /// Whether it is a violation: a failed `must` without relief.
    pub fn is_violation(&self) -> bool {
        self.outcome == Outcome::Fail
            && self.force == Force::Must
            && self.relief.is_none()
    }
}

/// Where a verdict is given, in the numbers of its ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    /// The whole rule: it matched nobody.
    Rule,
    /// A counted cell of a rule.
    Cell(u32),
    /// A person in such a cell.
    Person(u32, PersonId),
    /// A cell that the effect names.
    Named(u32),
}

/// What one cell was, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changed {
    /// What was said of it before; `None` where nothing was.
    pub before: Option<Outcome>,
    /// What is said of it now; `None` where nothing is.
    pub after: Option<Verdict>,
    /// Whether it was a violation.
    pub(super) was_violation: bool,
    pub(super) lens: u32,
    pub(super) at: At,
}

impl Changed {
    /// Whether it is a violation now, and was none before.
    pub fn breaks(&self) -> bool {
        !self.was_violation && self.after.is_some_and(|after| after.is_violation())
    }

    /// Whether something other than a pass is said that was not said before.
    pub fn appears(&self) -> bool {
        let now = self.after.map(|after| after.outcome);
        now != self.before && now.is_some_and(|now| now != Outcome::Pass)
    }

    /// Whether something other than a pass was said that is said no more.
    pub fn resolves(&self) -> bool {
        let now = self.after.map(|after| after.outcome);
        now != self.before && self.before.is_some_and(|was| was != Outcome::Pass)
    }
}

/// What a change does: the verdicts of all cells that it touches.
///
/// Those of counted rules are told with their figures even where a cell passes before and
/// after. Of the other rules only those cells are told that do not pass before or after.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    pub(super) told: Told,
    inline: [Option<Changed>; INLINE],
    more: Vec<Changed>,
    pub(super) cells: Vec<Cell>,
}

impl Effect {
    /// Nothing yet.
    pub(super) fn new(told: Told) -> Self {
        Self { told, inline: [None; INLINE], more: Vec::new(), cells: Vec::new() }
    }

    pub(super) fn push(&mut self, changed: Changed) {
        match self.inline.iter_mut().find(|slot| slot.is_none()) {
            Some(slot) => *slot = Some(changed),
            None => self.more.push(changed),
        }
    }

    /// Adds what is said of a cell by name.
    pub(super) fn push_named(
        &mut self,
        lens: u32,
        cell: &Cell,
        before: Option<&Verdict>,
        after: Option<&Verdict>,
    ) {
        // OK because nobody has 2^32 findings.
        let at = At::Named(self.cells.len() as u32);
        self.cells.push(cell.clone());
        self.push(Changed {
            before: before.map(|verdict| verdict.outcome),
            after: after.copied(),
            was_violation: before.is_some_and(Verdict::is_violation),
            lens,
            at,
        });
    }

    /// Every cell whose verdict or figures change.
    pub fn verdicts(&self) -> impl Iterator<Item = &Changed> {
        self.inline.iter().flatten().chain(&self.more)
    }

    /// Whether some cell becomes a violation that was none.
    pub fn breaks(&self) -> bool {
        self.verdicts().any(Changed::breaks)
    }

    /// What is said that was not said before, other than that a cell passes.
    pub fn appears(&self) -> impl Iterator<Item = &Changed> {
        self.verdicts().filter(|changed| changed.appears())
    }

    /// What was said and is said no more.
    pub fn resolves(&self) -> impl Iterator<Item = &Changed> {
        self.verdicts().filter(|changed| changed.resolves())
    }

    /// Whose day changes.
    pub fn person(&self) -> PersonId {
        self.told.person
    }

    /// Which day.
    pub fn day(&self) -> Day {
        self.told.day
    }
}
