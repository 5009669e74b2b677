//! One day of one item, as its matchers see it: the row, the person, the unit, the day.

use std::sync::Arc;

use crate::day::{Clock, Day};
use crate::domain::Domain;
use crate::facts::{DayKind, Facts, Holder, PersonId};
use crate::field::{Home, Table, Text, Value, ValueType};
use crate::plan::atom::Probe;
use crate::ratio::Decimal;
use crate::rule::matcher::Test;
use crate::rule::per::Column;
use crate::window::Window;

use super::filling::{Blank, Oracle, Sort};

/// The row of `attendance` that a view looks through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowView {
    /// None: only the person and the day are seen.
    Nothing,
    /// A row of the table.
    Row(usize),
    /// No row was there; it is filled by a whole-day row of this status, or of any.
    Missing(Option<Text>),
}

/// One day of one item.
#[derive(Debug, Clone)]
pub(crate) struct View<'a> {
    pub(crate) domain: &'a Domain<'a>,
    pub(crate) day: Day,
    pub(crate) person: Option<PersonId>,
    /// The person's row of `people`.
    pub(crate) person_row: Option<usize>,
    pub(crate) row: RowView,
    /// Whether that row lies outside the part of the day that is judged.
    pub(crate) is_elsewhere: bool,
    /// The status that all rows are taken to have. CLAUSE 9.2.
    pub(crate) status: Option<&'static str>,
    /// The site that a missing row has in this cell. CLAUSE 7.2.
    pub(crate) given_site: Option<Text>,
    /// In a flat file the row that says who the person is. CLAUSE 6.3.
    pub(crate) flat_row: Option<usize>,
    /// Whether the cell itself is asked.
    pub(crate) is_cell: bool,
    /// The row of `visits` or `gatherings`.
    pub(crate) other: Option<(Table, usize)>,
    /// The unit it leads to, or the place asked.
    pub(crate) unit: Option<Text>,
    /// When the levels are read, where it is not all of the day. CLAUSE 14.4, 14.5.
    pub(crate) levels: Option<Window>,
    /// Whether an unknown level is the same for all items. CLAUSE 14.6.
    pub(crate) shares_levels: bool,
    /// What sort of place `unit` is, where the cell itself is asked.
    pub(crate) place: Column,
    /// Whether the row's own room and site are followed. CLAUSE 2.9.
    pub(crate) follows_row: bool,
    /// The part of the day that is judged, where it is only a part.
    pub(crate) within: Option<Window>,
    /// The clock time with which the row begins or ends somebody's day. CLAUSE 15.3.
    pub(crate) passing: Option<Clock>,
    /// The columns of the cell, where the cell itself is asked.
    pub(crate) columns: &'a [(String, Text)],
}

/// What a field's value is known to be.
pub(crate) enum Seen {
    /// This.
    Value(Value),
    /// Nothing is known in its column: every test holds, or none. CLAUSE 7.1.
    Anything(bool),
}

impl<'a> View<'a> {
    fn facts(&self) -> &'a Facts {
        self.domain.facts
    }

    /// Whether the probe's comparison holds, under the oracle's filling.
    pub(crate) fn holds(&self, probe: &Probe, oracle: &mut Oracle<'_>) -> bool {
        if let (Some((Home::Hours, _)), Test::Hours(hours)) =
            (probe.homes.first(), &probe.test)
        {
            return self.lasts(hours, oracle);
        }
        match self.see(probe, oracle) {
            Seen::Value(value) => compare(&probe.test, &value, self.day),
            Seen::Anything(holds) => holds,
        }
    }

    /// The value of the field, under the oracle's filling.
    pub(crate) fn see(&self, probe: &Probe, oracle: &mut Oracle<'_>) -> Seen {
        let mut blank = None;
        for (home, column) in &probe.homes {
            match self.look(*home, column, probe, oracle) {
                Look::Value(value) => return Seen::Value(value),
                Look::Blank(found) => blank = blank.or(Some((*home, found))),
                Look::Absent => {}
            }
        }
        if probe.kind == ValueType::Words {
            // CLAUSE 7.5: a blank list is empty.
            return Seen::Value(Value::Words(Arc::from([])));
        }
        let fallback = Blank { sort: Sort::Place, row: u64::MAX, column: name(probe) };
        match &blank {
            Some((home, blank)) => self.fill(probe, Some(*home), blank, oracle),
            None => self.fill(probe, None, &fallback, oracle),
        }
    }

    /// CLAUSE 7.1: any value that the column knows of; where it stands in none, any that the
    /// columns do that could have it.
    fn fill(
        &self,
        probe: &Probe,
        home: Option<Home>,
        blank: &Blank,
        oracle: &mut Oracle<'_>,
    ) -> Seen {
        let candidates = self.domain.candidates(probe, home);
        if candidates.is_empty() {
            return Seen::Anything(oracle.choose(blank, 2) == 1);
        }
        let chosen = oracle.choose(blank, candidates.len());
        match candidates.get(chosen) {
            Some(value) => Seen::Value(value.clone()),
            None => Seen::Anything(false),
        }
    }

    fn look(
        &self,
        home: Home,
        column: &str,
        probe: &Probe,
        oracle: &mut Oracle<'_>,
    ) -> Look {
        match home {
            Home::Table(Table::Attendance) => self.attendance(column),
            Home::Table(Table::People) => self.people(column),
            Home::Table(Table::Units) => self.units(column, probe, oracle),
            Home::Table(table) => match self.other {
                Some((own, row)) if own == table => {
                    let look = self.own(table, row, column);
                    match (column, &look) {
                        ("unit", Look::Blank(_)) => self
                            .fill_unit(oracle)
                            .map_or(look, |unit| Look::Value(Value::Text(unit))),
                        _ => look,
                    }
                }
                _ => self.column_of_cell(column),
            },
            Home::Day => self.of_day(column, oracle),
            Home::Register => self.headcount(column),
            Home::Hours => Look::Absent,
            Home::Level => self.level(column, probe, oracle),
        }
    }

    fn attendance(&self, column: &str) -> Look {
        let blank = |row: u64| {
            Look::Blank(Blank { sort: Sort::Day, row, column: column.to_owned() })
        };
        match (&self.row, self.status) {
            (RowView::Nothing, _) => self.column_of_cell(column),
            (_, Some(status)) if column == "status" => {
                Look::Value(Value::Text(status.into()))
            }
            (RowView::Row(row), _) => {
                let rows = self.facts().table(Table::Attendance);
                match rows.and_then(|rows| rows.value(*row, column)) {
                    Some(value) => Look::Value(value.clone()),
                    None if column == "for_unit" => self.own_unit(),
                    None => blank(*row as u64),
                }
            }
            (RowView::Missing(status), _) => match (column, status) {
                ("status", Some(status)) => Look::Value(Value::Text(status.clone())),
                ("for_unit", _) => self.own_unit(),
                // CLAUSE 7.2: the site is the unit's, if it has one.
                ("site", _) => match self.site_of_unit() {
                    Some(site) => Look::Value(site),
                    None => blank(MISSING + u64::from(self.day.number().unsigned_abs())),
                },
                _ => blank(MISSING + u64::from(self.day.number().unsigned_abs())),
            },
        }
    }

    fn own_unit(&self) -> Look {
        self.unit.clone().map_or(Look::Absent, |unit| Look::Value(Value::Text(unit)))
    }

    /// CLAUSE 3.9: what stands in `units`; a cell's place that does not may be any unit.
    fn unit_itself(&self) -> Look {
        let units = self.facts().units();
        let stands =
            self.unit.as_ref().is_some_and(|unit| units.spell(unit, self.day).is_some());
        if stands || !self.is_cell {
            return self.own_unit();
        }
        let column = format!("unit of {}", self.unit.as_deref().unwrap_or_default());
        Look::Blank(Blank { sort: Sort::Place, row: u64::MAX, column })
    }

    fn site_of_unit(&self) -> Option<Value> {
        if let Some(site) = &self.given_site {
            return Some(Value::Text(site.clone()));
        }
        self.facts().place_value(self.unit.as_deref()?, self.day, "site").cloned()
    }

    /// A column of the person: of their row of `people`, or in a flat file of the row.
    fn people(&self, column: &str) -> Look {
        if self.person.is_none() {
            return self.column_of_cell(column);
        }
        if column == "unit" {
            return self.own_unit();
        }
        if column == "person" {
            let name = self.person.map(|person| self.facts().register().name(person));
            return name
                .map_or(Look::Absent, |name| Look::Value(Value::Text(name.clone())));
        }
        let (table, row, sort) = match (self.person_row, &self.row, self.flat_row) {
            (Some(row), ..) => (Table::People, row, Sort::Item),
            (None, RowView::Row(row), _) => (Table::Attendance, *row, Sort::Day),
            (None, _, Some(row)) => (Table::Attendance, row, Sort::Day),
            _ => return Look::Absent,
        };
        let rows = self.facts().table(table);
        match rows.and_then(|rows| rows.value(row, column)) {
            Some(value) => Look::Value(value.clone()),
            None => {
                Look::Blank(Blank { sort, row: row as u64, column: column.to_owned() })
            }
        }
    }

    /// A field of a place. CLAUSE 2.9: numbers and the locality are those of room or site.
    fn units(&self, column: &str, probe: &Probe, oracle: &mut Oracle<'_>) -> Look {
        if let Look::Value(value) = self.column_of_cell(column) {
            return Look::Value(value);
        }
        if column == "unit" {
            return self.unit_itself();
        }
        if column == "locality" || probe.kind == ValueType::Number {
            for place in self.finer_places() {
                if let Some(value) = self.facts().place_value(&place, self.day, column) {
                    return Look::Value(value.clone());
                }
            }
        }
        let Some(unit) = self.unit.clone().or_else(|| self.fill_unit(oracle)) else {
            return Look::Absent;
        };
        match self.facts().place_value(&unit, self.day, column) {
            Some(value) => Look::Value(value.clone()),
            None => {
                let top = self.facts().units().chain(&unit, self.day).last();
                let (row, column) = match top {
                    Some(row) => (u64::from(row), column.to_owned()),
                    None => (u64::MAX, format!("{column} of {unit}")),
                };
                Look::Blank(Blank { sort: Sort::Place, row, column })
            }
        }
    }

    /// CLAUSE 7.1: a blank unit of a row is filled first, and its fields follow.
    fn fill_unit(&self, oracle: &mut Oracle<'_>) -> Option<Text> {
        let (table, row) = self.other.filter(|_| !self.is_cell)?;
        let units = self.facts().table(table)?.column("unit")?.values();
        if units.is_empty() {
            return None;
        }
        let column = format!("{table}.unit");
        let blank = Blank { sort: Sort::Item, row: row as u64, column };
        let chosen = oracle.choose(&blank, units.len());
        units.get(chosen)?.as_text().map(Text::from)
    }

    /// The room and the site that the row names.
    fn finer_places(&self) -> Vec<Text> {
        let (table, row) = match (&self.row, self.other) {
            _ if !self.follows_row => return Vec::new(),
            (RowView::Row(row), _) => (Table::Attendance, *row),
            (_, Some((Table::Visits, row))) => (Table::Visits, row),
            _ => return Vec::new(),
        };
        let Some(rows) = self.facts().table(table) else { return Vec::new() };
        let named =
            ["room", "site"].into_iter().filter_map(|column| rows.value(row, column));
        named.filter_map(|value| value.as_text().map(Text::from)).collect()
    }

    fn own(&self, table: Table, row: usize, column: &str) -> Look {
        let rows = self.facts().table(table);
        match rows.and_then(|rows| rows.value(row, column)) {
            Some(value) => Look::Value(value.clone()),
            None => {
                let column = format!("{table}.{column}");
                Look::Blank(Blank { sort: Sort::Item, row: row as u64, column })
            }
        }
    }

    fn of_day(&self, column: &str, oracle: &mut Oracle<'_>) -> Look {
        Look::Value(match column {
            "date" => Value::Date(self.day),
            "weekday" => Value::Text(self.day.weekday().as_str().into()),
            _ => Value::Text(self.day_kind(oracle).as_str().into()),
        })
    }

    /// CLAUSE 6.5: what the day is at the locality of the cell, of the row, or of the unit.
    fn day_kind(&self, oracle: &mut Oracle<'_>) -> DayKind {
        if let Look::Value(Value::Text(locality)) = self.column_of_cell("locality") {
            return self.facts().day_kind(self.day, Some(&locality));
        }
        let unit = self.unit.clone().or_else(|| self.fill_unit(oracle));
        self.domain.day_kind(self.finer_places().into_iter().chain(unit), self.day)
    }

    fn headcount(&self, column: &str) -> Look {
        let Some(unit) = &self.unit else { return Look::Absent };
        let count = match column {
            "office_headcount" => {
                let office = self.facts().office_of(unit, self.day);
                self.domain.headcount(&Column::Office, &office, self.day)
            }
            _ => self.domain.headcount(&self.place, unit, self.day),
        };
        Look::Value(Value::Number(
            Decimal::whole(count).unwrap_or(Decimal::from_billionths(0)),
        ))
    }

    /// A column of the cell that is asked itself.
    fn column_of_cell(&self, column: &str) -> Look {
        let own = self.columns.iter().find(|(name, _)| name == column);
        own.map_or(Look::Absent, |(_, value)| Look::Value(Value::Text(value.clone())))
    }

    /// Whose records count for it. CLAUSE 2.10.
    pub(crate) fn holders(&self) -> Vec<Holder> {
        if let Some(person) = self.person {
            return vec![Holder::Person(person)];
        }
        if let Some((table, row)) = self.other.filter(|_| !self.is_cell) {
            let key = if table == Table::Visits { "visit" } else { "gathering" };
            let rows = self.facts().table(table);
            let Some(id) = rows.and_then(|rows| rows.value(row, key)?.as_text()) else {
                return Vec::new();
            };
            return match table {
                Table::Visits => vec![Holder::Visit(id.into())],
                _ => vec![Holder::Gathering(id.into())],
            };
        }
        let Some(unit) = &self.unit else { return Vec::new() };
        if self.place == Column::Locality {
            return vec![Holder::Locality(unit.clone())];
        }
        let mut holders: Vec<_> = self
            .facts()
            .units()
            .line(unit, self.day)
            .into_iter()
            .map(Holder::Unit)
            .collect();
        let locality = self.facts().place_value(unit, self.day, "locality");
        holders.extend(
            locality.and_then(Value::as_text).map(|at| Holder::Locality(at.into())),
        );
        holders
    }

    /// Every clock time that the item's rows begin at, in minutes after midnight.
    pub(crate) fn clocks(&self) -> Vec<i64> {
        let minutes = |clock: Clock| i64::from(clock.minutes());
        match (self.person, self.other) {
            (Some(person), _) => {
                let rows = self.domain.rows_of_person(person).iter();
                rows.filter_map(|row| {
                    self.clock(Table::Attendance, *row as usize, "from")
                })
                .map(minutes)
                .collect()
            }
            (None, Some((Table::Visits, row))) => {
                self.clock(Table::Visits, row, "time").map(minutes).into_iter().collect()
            }
            (None, Some((table, row))) => {
                self.clock(table, row, "start").map(minutes).into_iter().collect()
            }
            (None, None) => Vec::new(),
        }
    }

    /// The clock of the row at which the item's presence begins, if it is written.
    pub(crate) fn clock(&self, table: Table, row: usize, column: &str) -> Option<Clock> {
        match self.facts().table(table)?.value(row, column)? {
            Value::Time(clock) => Some(*clock),
            _ => None,
        }
    }
}

/// Where the blanks of rows that are not there begin; far above every row number.
const MISSING: u64 = 1 << 40;

/// What is in one column.
pub(super) enum Look {
    Value(Value),
    Blank(Blank),
    Absent,
}

fn name(probe: &Probe) -> String {
    probe.homes.first().map_or_else(String::new, |(_, column)| column.clone())
}

/// Whether a value keeps a comparison. CLAUSE 2.5, 2.6.
pub(crate) fn compare(test: &Test, value: &Value, day: Day) -> bool {
    match (test, value) {
        (Test::OneOf(values), Value::Words(words)) => values.iter().any(|value| {
            value.as_text().is_some_and(|text| words.iter().any(|w| **w == *text))
        }),
        (Test::OneOf(values), value) => values.contains(value),
        (Test::Number(test), Value::Number(number)) => {
            test.at_least.is_none_or(|least| least <= *number)
                && test.at_most.is_none_or(|most| *number <= most)
                && test.above.is_none_or(|above| above < *number)
                && test.below.is_none_or(|below| *number < below)
        }
        (Test::Between(from, through), Value::Date(date)) => {
            from.is_none_or(|from| from <= *date)
                && through.is_none_or(|last| *date <= last)
        }
        (Test::Hours(hours), Value::Time(clock)) => {
            hours.iter().any(|one| one.contains(*clock))
        }
        (Test::InLast(days), Value::Date(date)) => {
            let first = day.plus(1 - i32::try_from(*days).unwrap_or(i32::MAX));
            first <= *date && *date <= day
        }
        (Test::BeforeLast(days), Value::Date(date)) => {
            *date <= day.plus(-i32::try_from(*days).unwrap_or(i32::MAX))
        }
        _ => false,
    }
}
