//! The value of a field, starting from a person, a row, a place or a cell (CLAUSE 2.2, 2.8,
//! 2.9, 3.9), and what a blank may hold (CLAUSE 7.1, 7.2, 7.5).

use passmuster::Day;
use passmuster::facts::{DayKind, PersonId};
use passmuster::field::{Field, Home, STATUSES, Subject, Table, Text, Value, ValueType};

use crate::cell::Cell;
use crate::filling::{Blank, Filling};
use crate::ground::Ground;

/// A row of attendance: a real one, or the one given to somebody without (CLAUSE 7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Row {
    Real(usize),
    Given,
}

/// Whom or what a matcher is asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Who {
    /// A person, on one of their rows if a field of the row is asked.
    Person(PersonId, Option<Row>),
    /// A row of `gatherings` or `visits`.
    Row(Table, usize),
    /// A row of `units`: for `in: units`, and for columns read off a unit.
    Unit(Text),
    /// A top of the tree.
    Office(Text),
    /// The cell itself.
    Cell,
}

/// Where a matcher is asked: of whom, on which day, in which cell.
#[derive(Debug, Clone)]
pub(crate) struct Spot<'c> {
    pub(crate) who: Who,
    pub(crate) day: Day,
    pub(crate) cell: &'c Cell,
    /// CLAUSE 9.2: the status that all rows are taken to have.
    pub(crate) status: Option<&'static str>,
}

/// What is in a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Content {
    Is(Value),
    /// CLAUSE 7.1: nothing is known in the column; every test holds, or every test fails.
    Wild(bool),
    /// CLAUSE 7.5: nothing, and that is known.
    Nothing,
}

impl Who {
    pub(crate) fn subject(&self) -> Subject {
        match self {
            Who::Person(..) => Subject::People,
            Who::Row(Table::Gatherings, _) => Subject::Gatherings,
            Who::Row(..) => Subject::Visits,
            Who::Unit(_) => Subject::Units,
            Who::Office(_) => Subject::Offices,
            Who::Cell => Subject::Cell,
        }
    }
}

impl Ground<'_> {
    /// The value of a field under a filling.
    pub(crate) fn content(
        &self,
        spot: &Spot<'_>,
        name: &str,
        fill: &Filling<'_>,
    ) -> Content {
        if let (Who::Cell, Some(value)) = (&spot.who, spot.cell.column(name)) {
            return Content::Is(Value::Text(value));
        }
        if let Some(content) = self.known(spot, name, fill) {
            return content;
        }
        match self.homes(spot, name).next() {
            Some(field) => self.blank(spot, field, fill),
            None => self.wild(Blank::Nowhere(None, name.to_owned()), fill),
        }
    }

    /// The value of a field at the nearest home that has it; `None` if all are blank.
    pub(crate) fn known(
        &self,
        spot: &Spot<'_>,
        name: &str,
        fill: &Filling<'_>,
    ) -> Option<Content> {
        self.homes(spot, name).find_map(|field| self.at_home(spot, field, fill))
    }

    /// The fields of a name, nearest home first; a cell has only the row that it is.
    fn homes<'b>(
        &'b self,
        spot: &Spot<'_>,
        name: &'b str,
    ) -> impl Iterator<Item = &'b Field> {
        let own = spot.cell.row.map(|(table, _)| Home::Table(table));
        let is_cell = spot.who == Who::Cell;
        let leads_to = move |home: Home| match home {
            Home::Table(table) if is_cell && table != Table::Units => own == Some(home),
            _ => true,
        };
        let subject = spot.who.subject();
        let fields = self.facts.fields();
        // CLAUSE 15.1: a clock time and a day of one name are not the same.
        let is_clock = |field: &Field| matches!(field.kind, ValueType::Time);
        let first = fields.seen_by(subject, name).map(is_clock);
        let fields = fields.all_seen_by(subject, name);
        let fields = fields.filter(move |field| Some(is_clock(field)) == first);
        fields.filter(move |field| leads_to(field.home))
    }

    /// The value of a field at its own home; `None` if it is blank there.
    fn at_home(
        &self,
        spot: &Spot<'_>,
        field: &Field,
        fill: &Filling<'_>,
    ) -> Option<Content> {
        let (name, column) = (field.name.as_str(), field.column.as_str());
        if let (Home::Table(Table::Attendance), "status", Some(status)) =
            (field.home, column, spot.status)
        {
            return Some(Content::Is(Value::Text(status.into())));
        }
        let value = match field.home {
            Home::Day => return Some(Content::Is(self.of_day(spot, name, fill))),
            Home::Register => return Some(self.headcount(spot, name, fill)),
            Home::Level => return self.level(spot, field, fill),
            Home::Hours => return None,
            Home::Table(Table::Units) => match self.of_places(spot, field, fill) {
                Some(value) => Some(value),
                // CLAUSE 7.5: a blank here means none.
                None if is_none(column) => return Some(Content::Nothing),
                None => None,
            },
            Home::Table(table) => match self.own_row(spot, table) {
                Some(row) => self.cell_of(table, row, column),
                None => self.of_given(spot, column, fill),
            },
        };
        match value {
            Some(value) => Some(Content::Is(value)),
            None if column == "for_unit" => {
                self.unit(spot, fill).map(|unit| Content::Is(Value::Text(unit)))
            }
            None if matches!(field.kind, ValueType::Words) => Some(Content::Nothing),
            None if is_none(column) && !matches!(field.kind, ValueType::Time) => {
                Some(Content::Nothing)
            }
            None => None,
        }
    }

    /// A value of a row; the status `unknown` is a blank.
    fn cell_of(
        &self,
        table: Table,
        (at, row): (Table, usize),
        column: &str,
    ) -> Option<Value> {
        let value = self.facts.table(at)?.value(row, column)?;
        let unknown = table == Table::Attendance
            && column == "status"
            && value.as_text() == Some("unknown");
        (!unknown).then(|| value.clone())
    }

    /// Where the columns of a table stand for this spot: the table and its row. CLAUSE 6.3:
    /// without a register, fields of people stand in `attendance`.
    pub(crate) fn own_row(
        &self,
        spot: &Spot<'_>,
        table: Table,
    ) -> Option<(Table, usize)> {
        match (&spot.who, table) {
            (Who::Person(_, Some(Row::Real(row))), Table::Attendance) => {
                Some((Table::Attendance, *row))
            }
            (Who::Person(person, row), Table::People) => match (self.has_register(), row)
            {
                (true, _) => {
                    self.spell_row(*person, spot.day).map(|row| (Table::People, row))
                }
                (false, Some(Row::Real(row))) => Some((Table::Attendance, *row)),
                _ => None,
            },
            (Who::Row(own, row), table) if *own == table => Some((table, *row)),
            (Who::Cell, table) => spot.cell.row.filter(|(own, _)| *own == table),
            _ => None,
        }
    }

    /// A column of the row given to a person without one. CLAUSE 7.2, 7.3.
    fn of_given(
        &self,
        spot: &Spot<'_>,
        column: &str,
        fill: &Filling<'_>,
    ) -> Option<Value> {
        let Who::Person(person, Some(Row::Given)) = &spot.who else { return None };
        match column {
            "person" => Some(Value::Text(self.facts.register().name(*person).clone())),
            "date" => Some(Value::Date(spot.day)),
            "status" if self.facts.covers().contains(spot.day) => {
                let unit = self.unit(spot, fill)?;
                let kind = self.day_kind(&[unit], spot.day);
                let stated = self.facts.settings().no_row.get(&kind);
                let status = match stated {
                    Some(status) => status.clone(),
                    None if kind == DayKind::WorkingDay => None,
                    None => Some("off".into()),
                };
                status.filter(|status| **status != *"unknown").map(Value::Text)
            }
            _ => None,
        }
    }

    /// CLAUSE 2.9: a field of `units`, of the room, else of the site, else of the unit.
    fn of_places(
        &self,
        spot: &Spot<'_>,
        field: &Field,
        fill: &Filling<'_>,
    ) -> Option<Value> {
        let column = field.column.as_str();
        let is_number = field.kind == ValueType::Number;
        let places = match column == "locality" || is_number {
            true => self.places(spot, fill),
            false => self.unit(spot, fill).into_iter().collect(),
        };
        places.iter().find_map(|place| self.of_place(place, spot.day, column))
    }

    /// A field of a place: its own, else the nearest parent's. CLAUSE 7.5: its `parent`,
    /// `from` and `through` are its own or none.
    pub(crate) fn of_place(&self, place: &str, day: Day, column: &str) -> Option<Value> {
        if is_none(column) {
            let row = self.facts.units().spell(place, day)?.row as usize;
            return self.facts.table(Table::Units)?.value(row, column).cloned();
        }
        self.facts.place_value(place, day, column).cloned()
    }

    /// The places of which a row has `locality` and numbers, nearest first.
    fn places(&self, spot: &Spot<'_>, fill: &Filling<'_>) -> Vec<Text> {
        let mut places = Vec::new();
        let own = match spot.who {
            Who::Person(_, Some(Row::Real(row))) => Some((Table::Attendance, row)),
            Who::Row(table, row) => Some((table, row)),
            _ => None,
        };
        for column in ["room", "site"] {
            let named = own.and_then(|(table, row)| {
                self.facts.table(table)?.value(row, column)?.as_text().map(Text::from)
            });
            let stands =
                |place: &Text| self.facts.units().spell(place, spot.day).is_some();
            places.extend(named.filter(stands));
        }
        places.extend(self.unit(spot, fill));
        places
    }

    /// The unit that a spot leads to; for a cell, its place. CLAUSE 7.1: a blank unit may be
    /// any that its column knows of.
    pub(crate) fn unit(&self, spot: &Spot<'_>, fill: &Filling<'_>) -> Option<Text> {
        if let Some(unit) = self.known_unit(spot) {
            return Some(unit);
        }
        let (table, row) = match spot.who {
            Who::Person(..) => self.own_row(spot, Table::People)?,
            Who::Row(table, row) => (table, row),
            _ => return None,
        };
        let blank = Blank::Cell(table, row, "unit".to_owned());
        match self.any_of(table, "unit", blank, fill) {
            Content::Is(unit) => unit.as_text().map(Text::from),
            _ => None,
        }
    }

    /// The unit that a spot is known to lead to.
    pub(crate) fn known_unit(&self, spot: &Spot<'_>) -> Option<Text> {
        let (table, row) = match &spot.who {
            Who::Unit(unit) | Who::Office(unit) => return Some(unit.clone()),
            Who::Cell => return spot.cell.place.as_ref().map(|place| place.name.clone()),
            Who::Person(..) => self.own_row(spot, Table::People)?,
            Who::Row(table, row) => (*table, *row),
        };
        self.facts.table(table)?.value(row, "unit")?.as_text().map(Text::from)
    }

    /// A property of the day.
    fn of_day(&self, spot: &Spot<'_>, name: &str, fill: &Filling<'_>) -> Value {
        match name {
            "date" => Value::Date(spot.day),
            "weekday" => Value::Text(spot.day.weekday().as_str().into()),
            _ => {
                let of_cell =
                    (spot.who == Who::Cell).then(|| spot.cell.column("locality"));
                let kind = match of_cell.flatten() {
                    Some(locality) => self.facts.day_kind(spot.day, Some(&locality)),
                    None => self.day_kind(&self.places(spot, fill), spot.day),
                };
                Value::Text(kind.as_str().into())
            }
        }
    }

    /// CLAUSE 6.5: what the day is at the first of some places that has a locality; a place
    /// without a known locality keeps the general calendar.
    fn day_kind(&self, places: &[Text], day: Day) -> DayKind {
        let locality =
            places.iter().find_map(|place| self.of_place(place, day, "locality"));
        let locality = locality.and_then(|value| value.as_text().map(Text::from));
        self.facts.day_kind(day, locality.as_ref())
    }

    /// CLAUSE 2.15: how many people the register has at the cell's place on its first day; in
    /// a matcher of people, on the day asked.
    fn headcount(&self, spot: &Spot<'_>, name: &str, fill: &Filling<'_>) -> Content {
        let (Some(place), Some(day)) = (&spot.cell.place, spot.cell.days.first()) else {
            return self.wild(Blank::Nowhere(None, name.to_owned()), fill);
        };
        let day = match spot.who {
            Who::Person(..) => &spot.day,
            _ => day,
        };
        let there = self.people.iter().filter(|person| {
            self.units_of(**person, *day).iter().any(|unit| match name {
                "headcount" => self.is_at(unit, place, *day),
                _ => {
                    self.facts.office_of(unit, *day)
                        == self.facts.office_of(&place.name, *day)
                        || self.facts.table(Table::Units).is_none()
                }
            })
        });
        let there = i64::try_from(there.count()).unwrap_or(i64::MAX);
        match passmuster::ratio::Decimal::whole(there) {
            Some(number) => Content::Is(Value::Number(number)),
            None => Content::Nothing,
        }
    }

    /// The units that a person belongs to on a day; several only in a flat file.
    pub(crate) fn units_of(&self, person: PersonId, day: Day) -> Vec<Text> {
        let unit = |(table, row): (Table, usize)| {
            self.facts.table(table)?.value(row, "unit")?.as_text().map(Text::from)
        };
        if self.has_register() {
            let row = self.spell_row(person, day);
            return row.and_then(|row| unit((Table::People, row))).into_iter().collect();
        }
        let rows = self.rows_of(person, day).iter();
        rows.filter_map(|row| unit((Table::Attendance, *row))).collect()
    }

    /// What fills a field that is blank wherever it may stand. A blank up the `parent` chain
    /// is the top's, so places under one top share it.
    fn blank(&self, spot: &Spot<'_>, field: &Field, fill: &Filling<'_>) -> Content {
        let column = field.column.as_str();
        if field.home == Home::Level {
            return self.any_level(spot, field, fill);
        }
        let Home::Table(table) = field.home else { return Content::Nothing };
        if table == Table::Units {
            let places = self.places(spot, fill);
            let row = places.iter().rev().find_map(|place| {
                self.facts.units().chain(place, spot.day).last().map(|row| row as usize)
            });
            let blank = match row {
                Some(row) => Blank::Cell(table, row, column.to_owned()),
                None => Blank::Nowhere(places.last().cloned(), column.to_owned()),
            };
            return self.any_value(table, field, blank, fill);
        }
        let blank = match (self.own_row(spot, table), &spot.who) {
            (Some((table, row)), _) => Blank::Cell(table, row, column.to_owned()),
            (None, Who::Person(person, _)) => {
                Blank::Given(*person, spot.day, column.to_owned())
            }
            (None, _) => Blank::Nowhere(None, column.to_owned()),
        };
        self.any_value(table, field, blank, fill)
    }

    /// CLAUSE 7.1: any value that the blank may have.
    fn any_value(
        &self,
        table: Table,
        field: &Field,
        blank: Blank,
        fill: &Filling<'_>,
    ) -> Content {
        let pick = |values: &[Value]| match values
            .get(fill.choose(blank.clone(), values.len()))
        {
            Some(value) => Content::Is(value.clone()),
            None => Content::Nothing,
        };
        let text = |word: &str| Value::Text(word.into());
        match (&field.kind, field.column.as_str()) {
            (_, "status") => pick(&STATUSES.map(text)),
            (ValueType::Choice(words), _) => {
                pick(&words.iter().map(|word| text(word)).collect::<Vec<_>>())
            }
            (ValueType::YesNo, _) => pick(&[Value::YesNo(true), Value::YesNo(false)]),
            (_, "site") if !self.sites.is_empty() => pick(&self.sites),
            // CLAUSE 6.3: without a register, the fields of people are columns of attendance.
            _ if table == Table::People && !self.has_register() => {
                self.any_of(Table::Attendance, field.column.as_str(), blank, fill)
            }
            (_, column) => self.any_of(table, column, blank, fill),
        }
    }

    /// Any value that a column knows of.
    pub(crate) fn any_of(
        &self,
        table: Table,
        column: &str,
        blank: Blank,
        fill: &Filling<'_>,
    ) -> Content {
        let rows = self.facts.table(table);
        let values =
            rows.and_then(|rows| rows.column(column)).map(|column| column.values());
        match values {
            Some(values) if !values.is_empty() => {
                match values.get(fill.choose(blank, values.len())) {
                    Some(value) => Content::Is(value.clone()),
                    None => Content::Nothing,
                }
            }
            _ => self.wild(blank, fill),
        }
    }

    fn wild(&self, blank: Blank, fill: &Filling<'_>) -> Content {
        Content::Wild(fill.choose(blank, 2) == 0)
    }
}

/// CLAUSE 7.5: columns in which a blank means none.
fn is_none(column: &str) -> bool {
    matches!(column, "from" | "through" | "parent")
}
