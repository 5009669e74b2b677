//! Populations: matchers asked of people, rows, units or cells.

use crate::day::{Calendar, Clock, Day};
use crate::field::{Subject, Value};
use crate::name::{FieldName, GroupRef};
use crate::source::Place;

/// Who or what is meant: a matcher, and what it is asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Population {
    /// The table whose items are meant.
    pub subject: Subject,
    /// Which of them.
    pub matcher: Matcher,
    /// Where it was written.
    pub place: Place,
}

/// A question with the answers yes, no and not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matcher {
    /// All these tests hold on one and the same row (or, where no test reads a row, on one
    /// and the same day). An empty one holds always.
    Together(Together),
    /// All of these hold, each after all rows of the cell.
    All(Vec<Matcher>),
    /// One of these holds.
    Any(Vec<Matcher>),
    /// It does not hold: no row says so.
    Not(Box<Matcher>),
    /// The population of a group holds.
    Group(GroupUse),
}

/// A group by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupUse {
    /// Which.
    pub group: GroupName,
    /// Where it was named.
    pub place: Place,
}

/// The groups that are always there, and the defined ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupName {
    /// Everybody on the register that day.
    Everyone,
    /// Status `on-site`, `remote`, `on-call` or `travel`.
    Working,
    /// A group of a rule file.
    Defined(GroupRef),
}

/// Tests that must hold on one row, or one day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Together {
    /// Fields compared with values.
    pub fields: Vec<FieldTest>,
    /// Records that must stand.
    pub has: Vec<Have>,
}

/// A field compared with values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldTest {
    /// The field, as the subject sees it.
    pub field: FieldName,
    /// The comparison.
    pub test: Test,
    /// Where the field was named.
    pub place: Place,
}

/// How a field's value is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// The value is one of these; of several words, one is.
    OneOf(Vec<Value>),
    /// The number keeps all these comparisons.
    Number(NumberTest),
    /// The date lies within; an end not written is open.
    Between(Option<Day>, Option<Day>),
    /// The date lies in the last so many civil days, the day asked included.
    InLast(u32),
    /// The date lies at least so many civil days before the day asked.
    BeforeLast(u32),
    /// The clock time lies in one of these stretches of the day.
    Hours(Vec<Hours>),
}

/// A stretch of clock times, past midnight if it ends before it begins; an end not written
/// is that of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hours {
    /// The first clock time.
    pub from: Option<Clock>,
    /// The last.
    pub last: Option<LastClock>,
}

/// How a stretch of clock times ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LastClock {
    /// Before this.
    Until(Clock),
    /// With the minute of this.
    Through(Clock),
}

impl Hours {
    /// This clock time alone.
    pub fn at(clock: Clock) -> Self {
        Self { from: Some(clock), last: Some(LastClock::Through(clock)) }
    }

    /// The first minute after midnight that lies in it.
    pub fn first(self) -> u16 {
        self.from.map_or(0, Clock::minutes)
    }

    /// The minute after midnight before which it ends; 24:00 itself lies within a day
    /// without a written end.
    pub fn end(self) -> u16 {
        match self.last {
            None => Clock::END.minutes() + 1,
            Some(LastClock::Until(clock)) => clock.minutes(),
            Some(LastClock::Through(clock)) => clock.minutes() + 1,
        }
    }

    /// Whether a clock time lies in it.
    pub fn contains(self, clock: Clock) -> bool {
        let (first, end, at) = (self.first(), self.end(), clock.minutes());
        match first < end {
            true => first <= at && at < end,
            false => first <= at || at < end,
        }
    }
}

/// Comparisons of a number; those not written hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberTest {
    /// At least this.
    pub at_least: Option<crate::ratio::Decimal>,
    /// At most this.
    pub at_most: Option<crate::ratio::Decimal>,
    /// More than this.
    pub above: Option<crate::ratio::Decimal>,
    /// Less than this.
    pub below: Option<crate::ratio::Decimal>,
}

/// Which records must stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Have {
    /// One such record.
    Record(RecordTest),
    /// All of these.
    All(Vec<Have>),
    /// One of these.
    Any(Vec<Have>),
    /// Not this.
    Not(Box<Have>),
}

/// A record: its kind, its columns, and its age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordTest {
    /// Its kind is one of these.
    pub kinds: Vec<String>,
    /// Its other columns.
    pub fields: Vec<FieldTest>,
    /// Its age.
    pub age: Age,
    /// Where it was written.
    pub place: Place,
}

/// When a record must date from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// It stands on the day asked: from its `date` to its `through`.
    Stands,
    /// From the last so many hours before the first moment that counts.
    InLastHours(u32),
    /// From the last so many civil days, the day asked included.
    InLastDays(u32),
    /// From at least so many civil days ago.
    BeforeLastDays(u32),
    /// From the next so many civil days, the day asked included.
    InNextDays(u32),
    /// From the same calendar stretch as the day asked; if a number stands, from its first
    /// so many days.
    InThis(Calendar, Option<u32>),
}

impl Together {
    /// Whether it has no test, and so holds always.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.has.is_empty()
    }
}

impl Matcher {
    /// Holds of everything.
    pub fn anything() -> Self {
        Matcher::Together(Together::default())
    }
}
