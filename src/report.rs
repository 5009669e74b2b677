//! All findings of one judging, with what was asked and what must be said beside them.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::finding::{Finding, Outcome};
use crate::message::Message;
use crate::name::{Name, RuleRef};
use crate::rule::Force;
use crate::window::{Period, Window};

/// As known when: by every document at hand, or by those issued up to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KnownAt {
    /// By every document at hand.
    Latest,
    /// By the documents issued on or before this day.
    Day(Day),
}

impl std::fmt::Display for KnownAt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            KnownAt::Latest => f.write_str("latest"),
            KnownAt::Day(day) => write!(f, "{day}"),
        }
    }
}

/// Something that must be said beside the findings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// What it is about, in kebab-case.
    pub code: &'static str,
    /// The sentence.
    pub message: Message,
}

/// A directive that took part, with its window as consolidated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consolidated {
    /// The directive.
    pub directive: Name,
    /// The version judged by.
    pub version: u32,
    /// When it holds, as known; several where it was interrupted, none if never.
    pub in_force: Vec<Window>,
    /// The documents that made it so, the directive itself first.
    pub chain: Vec<Name>,
}

/// How many findings of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// pass + fail + granted + undetermined + advice.
    pub judged: u64,
    /// Kept.
    pub pass: u64,
    /// Violations: failed, `must`, without relief.
    pub fail: u64,
    /// Failed with relief.
    pub granted: u64,
    /// Not decided by the facts.
    pub undetermined: u64,
    /// Failed, `should`.
    pub advice: u64,
    /// Cells of which a rule could say nothing.
    pub not_evaluated: u64,
}

/// What a law says of facts in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The days asked.
    pub asked: Period,
    /// As known when.
    pub known_at: KnownAt,
    /// The directives that took part.
    pub rulebook: Vec<Consolidated>,
    /// What must be said beside the findings.
    pub notices: Vec<Notice>,
    /// How many of each kind.
    pub summary: Summary,
    /// How many cells (of a requirement: items) pass, of rules of which some do.
    pub passes: BTreeMap<RuleRef, u64>,
    /// Every finding that is not a pass (and the passes, if asked), sorted by rule and cell.
    pub findings: Vec<Finding>,
}

impl Report {
    /// A report in which nothing has been found yet.
    pub fn new(asked: Period, known_at: KnownAt, rulebook: Vec<Consolidated>) -> Self {
        let (notices, findings) = (Vec::new(), Vec::new());
        let (summary, passes) = (Summary::default(), BTreeMap::new());
        Self { asked, known_at, rulebook, notices, summary, passes, findings }
    }

    /// The violations: failed, `must`, without relief.
    pub fn violations(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_violation())
    }

    /// The findings that are not passes.
    pub fn not_passed(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.outcome != Outcome::Pass)
    }
}

impl Summary {
    /// Adds another summary.
    pub fn merge(&mut self, other: Summary) {
        self.judged += other.judged;
        self.pass += other.pass;
        self.fail += other.fail;
        self.granted += other.granted;
        self.undetermined += other.undetermined;
        self.advice += other.advice;
        self.not_evaluated += other.not_evaluated;
    }

    /// Counts one more finding of this outcome, force and relief, `times` times.
    pub fn add(&mut self, outcome: Outcome, force: Force, relieved: bool, times: u64) {
        let slot = match (outcome, force, relieved) {
            (Outcome::Pass, ..) => &mut self.pass,
            (Outcome::Fail, _, true) => &mut self.granted,
            (Outcome::Fail, Force::Must, false) => &mut self.fail,
            (Outcome::Fail, Force::Should | Force::May, false) => &mut self.advice,
            (Outcome::Undetermined, ..) => &mut self.undetermined,
            (Outcome::NotInForce, ..) => return,
            (Outcome::NotEvaluated, ..) => {
                self.not_evaluated += times;
                return;
            }
        };
        *slot += times;
        self.judged += times;
    }
}
