//! What one rule says of one cell: outcome, arithmetic, evidence, relief and mend.

use std::fmt;

use crate::day::Instant;
use crate::message::Message;
use crate::name::RuleRef;
use crate::ratio::Decimal;
use crate::rule::{ClauseRef, Force};

/// What a rule says of a cell. A closed list: match it without `_`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Kept, however the gaps in the facts are filled.
    Pass,
    /// Broken, however the gaps are filled.
    Fail,
    /// Kept under one filling and broken under another.
    Undetermined,
    /// The rule does not hold on that day.
    NotInForce,
    /// The rule could say nothing; the reason says why.
    NotEvaluated,
}

impl Outcome {
    /// The word used in reports and cases.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Pass => "pass",
            Outcome::Fail => "fail",
            Outcome::Undetermined => "undetermined",
            Outcome::NotInForce => "not-in-force",
            Outcome::NotEvaluated => "not-evaluated",
        }
    }
}

/// Why a rule could say nothing of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Nobody is in the base, or the rule matched nobody in the whole period. Harmless.
    NobodyThere,
    /// The facts that the rule needs are not there. Serious.
    NoData,
    /// The law or a level cuts the period short, and the rule asks for a least amount. Harmless.
    CutPeriod,
}

impl Reason {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::NobodyThere => "nobody-there",
            Reason::NoData => "no-data",
            Reason::CutPeriod => "cut-period",
        }
    }
}

/// Why a failed rule is not a violation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relief {
    /// A named authority let people deviate.
    Granted,
}

/// Where and when: the words of the rule's `per`, with their values, in that order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cell {
    /// Key and value: columns first, the item of a `require`, then the time.
    pub keys: Vec<(String, String)>,
    /// The part of the day, where the law or a level changes within it.
    pub part: Option<(Instant, Instant)>,
}

impl Cell {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.keys.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.keys.iter();
        write_keys(f, keys.map(|(key, value)| (key.as_str(), value.as_str())), self.part)
    }
}

/// Writes the keys of a cell as `key=value`, each value that is no plain word in quotes.
pub(crate) fn write_keys<'a>(
    into: &mut impl fmt::Write,
    keys: impl Iterator<Item = (&'a str, &'a str)>,
    part: Option<(Instant, Instant)>,
) -> fmt::Result {
    let plain = |value: &str| {
        !value.is_empty()
            && !value.contains(|c: char| c.is_whitespace() || c == '=' || c == '"')
    };
    for (nth, (key, value)) in keys.enumerate() {
        if nth > 0 {
            into.write_char(' ')?;
        }
        into.write_str(key)?;
        into.write_char('=')?;
        match plain(value) {
            true => into.write_str(value)?,
            false => write!(into, "{value:?}")?,
        }
    }
    match part {
        Some((from, until)) => write!(into, " part={from}/{until}"),
        None => Ok(()),
    }
}

/// A number that is known between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// What it is at least, whatever fills the gaps.
    pub certain: Decimal,
    /// What it may be at most; `None` if nothing bounds it.
    pub possible: Option<Decimal>,
}

/// The arithmetic of a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// How many are counted.
    pub count: Range,
    /// How many are in the base; `None` where the bound has none.
    pub base: Option<Range>,
    /// The bound in words, such as `at most 50%`.
    pub bound: String,
    /// The last whole number that keeps the bound, under the worst filling: the most
    /// for a cap, the least for a floor. `None` where no number is bounded.
    pub allowed: Option<i64>,
    /// How many more (cap) or fewer (floor) before the bound breaks, under the worst
    /// filling; negative if it is broken there. `None` where unknown amounts bound nothing.
    pub headroom: Option<i64>,
}

/// Who made the verdict: names in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Certainly counted.
    pub counted: Vec<String>,
    /// Left out by an `exempt`, who would have been counted or in the base.
    pub exempt: Vec<String>,
    /// Counted, but granted leave to deviate.
    pub granted: Vec<String>,
    /// Those whose gaps decide.
    pub undecided: Vec<String>,
    /// Of a separation, who carries which value; in ascending order of the values.
    pub values: Vec<Carried>,
    /// The levels that the cell reads for `when`, `unless`, amounts or base, by name.
    pub levels: Vec<HeldLevel>,
}

/// A level that a cell reads. CLAUSE 14.7.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldLevel {
    /// The field.
    pub level: String,
    /// The place at which it is read.
    pub at: String,
    /// The row of `levels` that gives it; `None` where none holds, and it may be any.
    pub row: Option<LevelRow>,
}

/// A row of `levels`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelRow {
    /// The level.
    pub is: String,
    /// From when on it holds.
    pub since: Instant,
    /// The place of the row: the one asked, or a parent of it.
    pub of: String,
    /// The document that set it.
    pub by: Option<String>,
}

/// A value that a separation keeps apart from others, and who carries it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Carried {
    /// The value.
    pub value: String,
    /// Who certainly carries it.
    pub by: Vec<String>,
    /// Who perhaps does.
    pub perhaps: Vec<String>,
}

/// The smallest change that keeps the bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// How many must change; negative numbers must leave the count, positive join it.
    pub change: i64,
    /// Who may: those whom no other rule holds where they are.
    pub candidates: Vec<String>,
    /// Of a separation, the values that remain; then all candidates must go.
    pub keeps: Vec<String>,
}

/// What one rule says of one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: RuleRef,
    /// The version of its directive.
    pub version: u32,
    /// The clauses it cites.
    pub cites: Vec<ClauseRef>,
    /// How much it binds.
    pub force: Force,
    /// What it says.
    pub outcome: Outcome,
    /// Why it could say nothing.
    pub reason: Option<Reason>,
    /// Why a fail is no violation.
    pub relief: Option<Relief>,
    /// What an undetermined cell can become at worst, where that is not a violation.
    pub worst: Option<Relief>,
    /// Where and when.
    pub cell: Cell,
    /// The arithmetic, for limits.
    pub measured: Option<Measured>,
    /// The first worst moment, where the bound is asked of every one; `measured` is of it.
    pub moment: Option<Instant>,
    /// When the outcome is what it is: from one instant until before another.
    pub moments: Vec<(Instant, Instant)>,
    /// Who made the verdict.
    pub evidence: Evidence,
    /// The smallest change that keeps the bound, when it failed.
    pub mend: Option<Mend>,
    /// The questions of the interpretations it hangs on, with the choice made.
    pub interpretations: Vec<(String, String)>,
    /// The finding in one sentence.
    pub message: Message,
}

impl Finding {
    /// Its readable id: rule and cell, never values.
    pub fn id(&self) -> String {
        format!("{} {}", self.rule, self.cell).trim_end().to_owned()
    }

    /// Whether it is a violation: a failed `must` without relief.
    pub fn is_violation(&self) -> bool {
        self.outcome == Outcome::Fail
            && self.force == Force::Must
            && self.relief.is_none()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)
    }
}
