//! Every table and column: those that are always there, and those that rule files declare.

mod built_in;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

pub use built_in::{DAY_KINDS, STATUSES, WORKING};
pub use text::Text;

use crate::day::{Clock, Day};
use crate::name::{FieldName, Name};
use crate::ratio::Decimal;
use crate::source::Place;

/// The columns that rules read, in each table where they may stand, and the directives whose
/// rules do.
pub type Needed = BTreeMap<(Table, String), BTreeSet<Name>>;

/// A table of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Who belongs to which unit, and since when.
    People,
    /// Units, offices, sites and rooms.
    Units,
    /// Who was what on which day.
    Attendance,
    /// Meetings and other gatherings.
    Gatherings,
    /// Visitors.
    Visits,
    /// Tests, declarations, attestations, summonses.
    Records,
    /// Who may deviate from which rule, by whose leave.
    Grants,
    /// Dated levels of places.
    Levels,
    /// Holidays and swapped days.
    Calendar,
}

impl Table {
    /// All tables, in the order of the documentation.
    pub const ALL: [Table; 9] = [
        Table::People,
        Table::Units,
        Table::Attendance,
        Table::Gatherings,
        Table::Visits,
        Table::Records,
        Table::Grants,
        Table::Levels,
        Table::Calendar,
    ];

    /// The name used in `facts.yaml`, in `fields` and for files.
    pub fn as_str(self) -> &'static str {
        match self {
            Table::People => "people",
            Table::Units => "units",
            Table::Attendance => "attendance",
            Table::Gatherings => "gatherings",
            Table::Visits => "visits",
            Table::Records => "records",
            Table::Grants => "grants",
            Table::Levels => "levels",
            Table::Calendar => "calendar",
        }
    }

    /// The table of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == name)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueType {
    /// Any text, compared as written.
    Text,
    /// A decimal number.
    Number,
    /// `yes` or `no`.
    YesNo,
    /// A civil day.
    Date,
    /// A clock time.
    Time,
    /// A civil day, or an instant.
    Moment,
    /// One of these words.
    Choice(Arc<[Text]>),
    /// Several words, `;`-separated; matched if one of them is.
    Words,
}

/// What one cell of a table holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Text in NFC, or a word of a choice.
    Text(Text),
    /// A number.
    Number(Decimal),
    /// `yes` or `no`.
    YesNo(bool),
    /// A day.
    Date(Day),
    /// A clock time.
    Time(Clock),
    /// An instant, where a day or an instant may stand.
    Instant(crate::day::Instant),
    /// Several words.
    Words(Arc<[Text]>),
}

impl Value {
    /// The text of a text value.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            Value::Number(number) => write!(f, "{number}"),
            Value::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Value::Date(day) => write!(f, "{day}"),
            Value::Time(clock) => write!(f, "{clock}"),
            Value::Instant(instant) => write!(f, "{instant}"),
            Value::Words(words) => {
                for (nth, word) in words.iter().enumerate() {
                    write!(f, "{}{word}", if nth > 0 { ";" } else { "" })?;
                }
                Ok(())
            }
        }
    }
}

/// Where the value of a field is found, starting from an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Home {
    /// A column of a table.
    Table(Table),
    /// A property of the day: `date`, `weekday`, `day_kind`.
    Day,
    /// Computed from the register: `headcount`, `office_headcount`.
    Register,
    /// A dated series, read at a place. CLAUSE 14.1.
    Level,
    /// Read off clock times: `time`, when a row of attendance lasts, or somebody comes or goes.
    Hours,
}

/// A dated series of levels, and where it is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series {
    /// Its name in the column `series` of the table `levels`.
    pub name: Text,
    /// The field that holds the place: `locality`, `unit`, `site`, or a declared one.
    pub at: FieldName,
}

/// One column of the built-in tables or one declared field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in matchers; `tag` for the column `tags`, `measure` for `measures`.
    pub name: FieldName,
    /// The name of its column.
    pub column: FieldName,
    /// Where it is at home.
    pub home: Home,
    /// What it holds.
    pub kind: ValueType,
    /// Where it was declared; `None` for those always there.
    pub declared: Option<Place>,
    /// The series it is read from, where it is at home among levels.
    pub series: Option<Series>,
}

/// Columns of prose, and of names that nobody counts by.
const PROSE: [&str; 4] = ["by", "purpose", "reason", "value"];

impl Field {
    /// Whether what stands in its column may be quoted in a fault: ids, days and the words of
    /// the language may; prose, where people gather and what rule files declare, which may be
    /// or hold a name, may not.
    pub(crate) fn is_quoted(&self) -> bool {
        let is_venue = self.home == Home::Table(Table::Gatherings)
            && self.column.as_str() == "place";
        self.declared.is_none() && !is_venue && !PROSE.contains(&self.column.as_str())
    }
}

/// What a matcher is asked of, and so which fields it sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// People, day by day: their attendance rows, themselves, their unit, the day.
    People,
    /// People, each asked of the row with which their presence on site begins that day.
    Arrivals,
    /// People, each asked of the row with which their presence on site ends that day.
    Departures,
    /// Rows of `gatherings`.
    Gatherings,
    /// Rows of `visits`.
    Visits,
    /// Rows of `units` that have a parent, day by day.
    Units,
    /// The tops of the unit tree, day by day.
    Offices,
    /// A cell: its place, that place's fields and records, its day, the columns of `per`.
    Cell,
}

impl Subject {
    /// All of them.
    pub const ALL: [Subject; 8] = [
        Subject::People,
        Subject::Arrivals,
        Subject::Departures,
        Subject::Gatherings,
        Subject::Visits,
        Subject::Units,
        Subject::Offices,
        Subject::Cell,
    ];

    /// The word behind `in`, if it has one.
    pub fn as_str(self) -> &'static str {
        match self {
            Subject::People => "people",
            Subject::Arrivals => "arrivals",
            Subject::Departures => "departures",
            Subject::Gatherings => "gatherings",
            Subject::Visits => "visits",
            Subject::Units => "units",
            Subject::Offices => "offices",
            Subject::Cell => "cell",
        }
    }

    /// What its items are: arrivals and departures are people.
    #[must_use]
    pub fn items(self) -> Subject {
        match self {
            Subject::Arrivals | Subject::Departures => Subject::People,
            other => other,
        }
    }

    /// The homes whose fields a matcher of this subject sees, nearest first.
    pub fn homes(self) -> &'static [Home] {
        use Table::{Attendance, Gatherings, People, Units, Visits};
        match self {
            Subject::People | Subject::Arrivals | Subject::Departures => {
                const {
                    &[
                        Home::Table(Attendance),
                        Home::Table(People),
                        Home::Table(Units),
                        Home::Level,
                        Home::Register,
                        Home::Day,
                        Home::Hours,
                    ]
                }
            }
            Subject::Gatherings => {
                const {
                    &[
                        Home::Table(Gatherings),
                        Home::Table(Units),
                        Home::Level,
                        Home::Register,
                        Home::Day,
                    ]
                }
            }
            Subject::Visits => {
                const {
                    &[
                        Home::Table(Visits),
                        Home::Table(Units),
                        Home::Level,
                        Home::Register,
                        Home::Day,
                    ]
                }
            }
            Subject::Units | Subject::Offices => {
                const { &[Home::Table(Units), Home::Level, Home::Register, Home::Day] }
            }
            Subject::Cell => {
                const {
                    &[
                        Home::Table(Units),
                        Home::Level,
                        Home::Register,
                        Home::Day,
                        Home::Table(Attendance),
                        Home::Table(People),
                        Home::Table(Gatherings),
                        Home::Table(Visits),
                    ]
                }
            }
        }
    }
}

/// All fields that one rulebook's facts may have: the built-in ones and the declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    by_home: BTreeMap<Home, BTreeMap<FieldName, Field>>,
}

impl Fields {
    /// Adds a declared field, or a built-in one.
    pub fn insert(&mut self, field: Field) {
        self.by_home.entry(field.home).or_default().insert(field.name.clone(), field);
    }

    /// The field of a name that a matcher of the subject sees first.
    pub fn seen_by<'a>(&'a self, subject: Subject, name: &'a str) -> Option<&'a Field> {
        self.all_seen_by(subject, name).next()
    }

    /// All fields of a name that a matcher of the subject sees, nearest home first.
    ///
    /// There are several where two tables have a column (`site`): the nearest that is not
    /// blank counts.
    pub fn all_seen_by<'a>(
        &'a self,
        subject: Subject,
        name: &'a str,
    ) -> impl Iterator<Item = &'a Field> + use<'a> {
        let homes = subject.homes().iter();
        let of_home = move |home| self.by_home.get(home)?.get(name);
        homes.filter_map(of_home).filter(move |field| self.leads_to(subject, field))
    }

    /// Whether the place at which a level is read can be seen by the subject.
    fn leads_to(&self, subject: Subject, field: &Field) -> bool {
        let Some(series) = &field.series else { return true };
        let homes = subject.homes().iter().filter(|home| **home != Home::Level);
        homes
            .filter_map(|home| self.by_home.get(home))
            .any(|fields| fields.contains_key(&series.at))
    }

    /// The fields that are read from a series of levels.
    pub fn of_series<'a>(&'a self, series: &'a str) -> impl Iterator<Item = &'a Field> {
        let levels = self.by_home.get(&Home::Level).into_iter();
        let is_of = move |field: &&Field| {
            field.series.as_ref().is_some_and(|one| *one.name == *series)
        };
        levels.flat_map(BTreeMap::values).filter(is_of)
    }

    /// The fields of a table, by name.
    pub fn of_table(&self, table: Table) -> impl Iterator<Item = &Field> {
        self.by_home.get(&Home::Table(table)).into_iter().flat_map(BTreeMap::values)
    }

    /// The field of a table that stands in a column.
    pub fn of_column(&self, table: Table, column: &str) -> Option<&Field> {
        self.of_table(table).find(|field| field.column.as_str() == column)
    }

    /// Every field.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.by_home.values().flat_map(BTreeMap::values)
    }
}
