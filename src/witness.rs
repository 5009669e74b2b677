//! What a difference between two laws comes to: the noun of the answer, with the smallest
//! roster that the two judge differently.

use crate::day::Day;
use crate::field::Table;
use crate::finding::{Finding, Outcome, Relief};
use crate::message::Message;
use crate::name::RuleRef;

/// What a difference between two versions of a rule comes to. CLAUSE 17.1
///
/// Made by [`Law::witnesses`](crate::Law::witnesses).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Effect {
    /// The rule in the old law, if it has it.
    pub old: Option<RuleRef>,
    /// The rule in the new law, if it has it.
    pub new: Option<RuleRef>,
    /// What was found.
    pub answer: Answer,
}

impl Effect {
    /// The rule's name: the old one, if both laws have names of their own for it.
    pub fn rule(&self) -> Option<&RuleRef> {
        self.old.as_ref().or(self.new.as_ref())
    }
}

/// Whether a roster tells two versions of a rule apart.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// This one does, and none of fewer people. CLAUSE 17.5
    Apart(Box<Witness>),
    /// None does; of those that were looked at, where there are more. CLAUSE 17.6
    Alike {
        /// Of up to so many people; of any number where it is `None`.
        people: Option<u32>,
        /// Where amounts are fields of the unit: with numbers up to this.
        numbers: Option<u32>,
    },
    /// There is more than can be tried. CLAUSE 17.6
    Undecided,
    /// It was not looked at. CLAUSE 17.4
    LeftOut(LeftOut),
}

/// A roster of one unit on one day that one version passes and the other fails. CLAUSE 17.1
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Witness {
    /// Who they are, and what: people who are alike together.
    pub people: Vec<Alike>,
    /// What the unit and the day are, as far as some rule reads it: names of columns with
    /// their values.
    pub place: Vec<(String, String)>,
    /// The roster under the old law.
    pub old: Judged,
    /// The same roster under the new law.
    pub new: Judged,
}

impl Witness {
    /// How many people there are.
    pub fn size(&self) -> usize {
        self.people.iter().map(|alike| alike.names.len()).sum()
    }
}

/// People of a witness who are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Alike {
    /// Their names.
    pub names: Vec<String>,
    /// What they are: names of columns with their values, the status among them.
    pub columns: Vec<(String, String)>,
}

/// A witness as one law judges it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Judged {
    /// The day.
    pub day: Day,
    /// Whether the rule fails there; where it does not, it passes or asks nothing.
    pub fails: bool,
    /// All that the rule says of the roster, passes among it.
    pub findings: Vec<Finding>,
    /// The roster as tables: their CSV.
    pub tables: Vec<(Table, String)>,
}

/// Why no witness was looked for. CLAUSE 17.4
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LeftOut {
    /// It is a quota or a separation.
    Kind,
    /// It asks for records.
    Records,
    /// Its cells are not days, or are averages of days, or it has the base of another day.
    Time,
    /// Its cells hang on sites, rooms, visits or gatherings.
    Cell,
    /// It is not about people alone, or sums a number.
    Subject,
    /// It asks for names, clock times, places of rows, or free dates.
    Field,
    /// It reads how many people there are.
    Headcount,
    /// It reads a level.
    Level,
    /// It begins or ends within a day, and holds on no whole one.
    PartDay,
}

impl LeftOut {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            LeftOut::Kind => "kind",
            LeftOut::Records => "records",
            LeftOut::Time => "time",
            LeftOut::Cell => "cell",
            LeftOut::Subject => "subject",
            LeftOut::Field => "field",
            LeftOut::Headcount => "headcount",
            LeftOut::Level => "level",
            LeftOut::PartDay => "part-day",
        }
    }
}

/// A finding that has another outcome under another law. CLAUSE 17.7
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Flip {
    /// The id of the finding; of two ids that under the old law.
    pub id: String,
    /// What the old law says; `None` where it says nothing.
    pub old: Option<Said>,
    /// What the new law says.
    pub new: Option<Said>,
}

/// What a law says of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Said {
    /// The outcome.
    pub outcome: Outcome,
    /// Why a fail is no violation.
    pub relief: Option<Relief>,
    /// The finding in one sentence.
    pub message: Message,
}
