//! What makes a cell: any number of columns, and at most one time word.

use crate::day::{Calendar, Day};
use crate::name::FieldName;

/// What makes a cell of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Per {
    /// The columns, in the order written.
    pub columns: Vec<Column>,
    /// The time word.
    pub time: Option<TimeWord>,
}

/// A column that tells cells apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The top of the unit's `parent` chain.
    Office,
    /// Where the person belongs; the unit of a visit or gathering.
    Unit,
    /// Whom they help that day; else their unit.
    ForUnit,
    /// The site of the row; if blank, of the unit.
    Site,
    /// The room of the row.
    Room,
    /// The locality of the place.
    Locality,
    /// The team of the row.
    Team,
    /// The shift of the row.
    Shift,
    /// The person.
    Person,
    /// The gathering.
    Gathering,
    /// The visit.
    Visit,
    /// A declared text or choice field.
    Field(FieldName),
}

impl Per {
    /// Whether its cells are of hours or moments of a day.
    pub fn is_of_hours(&self) -> bool {
        matches!(self.time, Some(TimeWord::Hour | TimeWord::Moment))
    }
}

impl Column {
    /// The word used in rule files and as key of a cell.
    pub fn as_str(&self) -> &str {
        match self {
            Column::Office => "office",
            Column::Unit => "unit",
            Column::ForUnit => "for_unit",
            Column::Site => "site",
            Column::Room => "room",
            Column::Locality => "locality",
            Column::Team => "team",
            Column::Shift => "shift",
            Column::Person => "person",
            Column::Gathering => "gathering",
            Column::Visit => "visit",
            Column::Field(name) => name.as_str(),
        }
    }
}

/// The time word of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TimeWord {
    /// A civil day, a week, a month, a quarter or a year.
    Calendar(Calendar),
    /// Each instant of a day; the bound holds at all of them.
    Moment,
    /// A block of an hour, from the full hour on.
    Hour,
    /// All of the rule's window.
    Window,
    /// So many days that end with a day asked.
    Rolling(u32),
    /// So many consecutive hours that end on a day asked.
    RollingHours(u32),
    /// Stretches of so many days, one after another, the first of which begins on a day.
    Every(u32, Day),
}
