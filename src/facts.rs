//! What is known, and for which days.

pub mod column;
pub mod dated;
pub(crate) mod edit;
pub mod levels;
pub mod pseudonyms;
pub mod rows;
mod runs;
pub(crate) mod timeline;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::day::{Day, Weekday};
use crate::diagnostic::Diagnostics;
use crate::field::{Fields, Table, Text, Value};
use crate::report::{KnownAt, Notice};
use crate::window::{Period, Window};
use timeline::Timeline;

use column::Column;
use dated::{Register, Units};
use levels::{LevelIn, Levels};
use rows::Rows;

/// All facts of one judging: tables as interned columns, and what was said of them.
///
/// Made by the builder that a rulebook gives, for the rulebook's declared fields say which
/// columns there are. Facts are never changed once built.
#[derive(Clone)]
pub struct Facts {
    pub(crate) fields: Arc<Fields>,
    pub(crate) settings: Settings,
    pub(crate) register: Register,
    pub(crate) units: Units,
    pub(crate) tables: BTreeMap<Table, Rows>,
    /// For each code of the person column of `attendance` (from 1), the person.
    pub(crate) attendance_people: Vec<PersonId>,
    /// Calendar rows: (day, locality or none) to kind.
    pub(crate) calendar: BTreeMap<(Day, Option<Text>), DayKind>,
    pub(crate) levels: Levels,
    pub(crate) records: BTreeMap<Holder, Vec<u32>>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) warnings: Diagnostics,
    pub(crate) seen: Timeline,
}

/// A person of the facts; ids follow the order of the people's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub(crate) u32);

impl PersonId {
    /// The place of the person among all people, in the order of their names.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What `facts.yaml` says beside the tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The days for which the tables speak.
    pub covers: Period,
    /// Whether `covers` was written rather than read off the rows.
    pub covers_written: bool,
    /// The zone of the clock times.
    pub zone: Option<String>,
    /// The working days of the week; `None` if every day is one.
    pub working_week: Option<BTreeSet<Weekday>>,
    /// The status of a person on the register without a row, by kind of day; `None` is
    /// unknown.
    pub no_row: BTreeMap<DayKind, Option<Text>>,
    /// Whether what is not among the records did not happen.
    pub records_complete: bool,
}

/// What a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayKind {
    /// People work.
    WorkingDay,
    /// A day of the week on which nobody works.
    DayOff,
    /// A holiday.
    Holiday,
}

impl DayKind {
    /// The word used in matchers and in the calendar.
    pub fn as_str(self) -> &'static str {
        match self {
            DayKind::WorkingDay => "working-day",
            DayKind::DayOff => "day-off",
            DayKind::Holiday => "holiday",
        }
    }

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        [DayKind::WorkingDay, DayKind::DayOff, DayKind::Holiday]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// Whom a record is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// A person.
    Person(PersonId),
    /// A unit, office, site or room.
    Unit(Text),
    /// A visit.
    Visit(Text),
    /// A gathering.
    Gathering(Text),
    /// A locality.
    Locality(Text),
}

impl Facts {
    /// The same facts before anybody drew up a roster: of attendance only which values its
    /// columns may hold, and nobody whose status is known. CLAUSE 16.1.
    pub(crate) fn without_roster(&self, columns: BTreeMap<String, Vec<Value>>) -> Facts {
        let column = |values: Vec<Value>| Column::new(Vec::new(), values);
        let mut columns: BTreeMap<String, Column> =
            columns.into_iter().map(|(name, values)| (name, column(values))).collect();
        for name in ["person", "date", "status"] {
            columns.entry(name.to_owned()).or_default();
        }
        let others = self.tables.iter().filter(|(table, _)| **table != Table::Attendance);
        let mut tables: BTreeMap<Table, Rows> =
            others.map(|(table, rows)| (*table, rows.clone())).collect();
        tables.insert(Table::Attendance, Rows { len: 0, columns });
        let kinds = [DayKind::WorkingDay, DayKind::DayOff, DayKind::Holiday];
        let no_row = kinds.into_iter().map(|kind| (kind, None)).collect();
        Facts {
            fields: self.fields.clone(),
            settings: Settings { no_row, ..self.settings.clone() },
            register: self.register.clone(),
            units: self.units.clone(),
            tables,
            attendance_people: Vec::new(),
            calendar: self.calendar.clone(),
            levels: self.levels.clone(),
            records: self.records.clone(),
            notices: Vec::new(),
            warnings: Diagnostics::new(),
            seen: Timeline::default(),
        }
    }

    /// On which days each person has a row, and who has several on one day.
    pub(crate) fn seen(&self) -> &Timeline {
        &self.seen
    }

    /// The days for which the facts speak.
    pub fn covers(&self) -> Period {
        self.settings.covers
    }

    /// What the reader has to say of them, beyond warnings.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// What looks unmeant in the tables, although they were read.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// What `facts.yaml` says beside the tables.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The fields that these facts may have.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Who belongs where and since when; empty where attendance is one flat file.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Units, offices, sites and rooms.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// The rows of a table, if it was given.
    pub fn table(&self, table: Table) -> Option<&Rows> {
        self.tables.get(&table)
    }

    /// The person of an attendance row.
    pub fn person_of_row(&self, row: usize) -> PersonId {
        let code =
            self.table(Table::Attendance).map_or(0, |rows| rows.code(row, "person"));
        self.person_of_code(code)
    }

    /// The person of a code of the person column of `attendance`.
    pub fn person_of_code(&self, code: u32) -> PersonId {
        // OK because the reader refuses rows without a person, so codes begin at 1.
        let at = (code as usize).saturating_sub(1);
        self.attendance_people.get(at).copied().unwrap_or(PersonId(u32::MAX))
    }

    /// Whether some day is something else in a locality than in general.
    pub(crate) fn has_local_days(&self) -> bool {
        self.calendar.keys().any(|(_, locality)| locality.is_some())
    }

    /// What the day is in a locality, or in general.
    pub fn day_kind(&self, day: Day, locality: Option<&Text>) -> DayKind {
        let local =
            locality.and_then(|place| self.calendar.get(&(day, Some(place.clone()))));
        if let Some(kind) = local.or_else(|| self.calendar.get(&(day, None))) {
            return *kind;
        }
        match &self.settings.working_week {
            Some(week) if !week.contains(&day.weekday()) => DayKind::DayOff,
            _ => DayKind::WorkingDay,
        }
    }

    /// The rows of `records` that are of a holder, in the order of their dates.
    pub fn records_of(&self, holder: &Holder) -> &[u32] {
        self.records.get(holder).map_or(&[], Vec::as_slice)
    }

    /// The value of a field of a place on a day: its own, else that of the nearest parent
    /// that has one.
    pub fn place_value(&self, place: &str, day: Day, column: &str) -> Option<&Value> {
        let rows = self.table(Table::Units)?;
        let mut chain = self.units.chain(place, day);
        chain.find_map(|row| rows.value(row as usize, column))
    }

    /// What is known of a level at a place in a stretch of one day, as known at K: at each
    /// instant by its own rows, else by those of the nearest parent that has one. CLAUSE 14.2.
    pub fn level(
        &self,
        field: &str,
        place: &str,
        window: Window,
        known_at: KnownAt,
    ) -> LevelIn {
        let line = self.units.line(place, window.first_day());
        LevelIn::of(&self.levels.within(field, &line, window, known_at))
    }

    /// Every level that the table gives to a field. CLAUSE 7.1.
    pub fn levels_of(&self, field: &str) -> BTreeSet<Value> {
        self.levels.values(field)
    }

    /// The top of a place's `parent` chain; itself where `units` does not know it.
    ///
    /// Without a `units` table everybody is of one office, named `office`.
    pub fn office_of(&self, unit: &str, day: Day) -> Text {
        match self.table(Table::Units) {
            None => Text::from("office"),
            Some(_) => self.units.top(unit, day),
        }
    }
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let covers = self.settings.covers;
        let rows: usize = self.tables.values().map(Rows::len).sum();
        write!(f, "Facts({rows} rows, {} to {})", covers.from(), covers.through())
    }
}
