//! The cells of a rule (CLAUSE 1.10 to 1.13 and section 3).

use std::collections::BTreeSet;

use passmuster::Day;
use passmuster::day::Instant;
use passmuster::field::{Home, Subject, Table, Text, Value};
use passmuster::finding;
use passmuster::rule::per::{Column, Per};

use crate::filling::{Blank, Filling};
use crate::ground::Ground;
use crate::place::Place;
use crate::value::{Row, Spot, Who};

/// One combination of the columns of `per`, and one stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cell {
    pub(crate) columns: Vec<(Column, Text)>,
    /// The keys of its time.
    pub(crate) time: Vec<(&'static str, String)>,
    /// Its days on which the rule is in force.
    pub(crate) days: Vec<Day>,
    /// The days that count, once for each way in which `when` and `unless` may leave some:
    /// all of them, but for an average. CLAUSE 4.19.
    pub(crate) counted: BTreeSet<Vec<Day>>,
    pub(crate) part: Option<(Instant, Instant)>,
    /// CLAUSE 11.10: the part of its stretch, where others of it are asked of other cells.
    pub(crate) named_part: Option<(Instant, Instant)>,
    /// Of a cell longer than a day: all days of its calendar stretch.
    pub(crate) stretch: Vec<Day>,
    /// Of which piece of the rule it is. CLAUSE 11.10.
    pub(crate) piece: usize,
    /// CLAUSE 15.4: whether it is an hour or of moments, into which nights reach.
    pub(crate) is_of_hours: bool,
    /// CLAUSE 1.10, 1.13: whether the law cuts its day or its stretch short.
    pub(crate) is_cut: bool,
    /// The row of `gatherings` or `visits` that it is.
    pub(crate) row: Option<(Table, usize)>,
    /// The day whose levels count, where the rule names it. CLAUSE 14.5.
    pub(crate) level_day: Option<Day>,
    /// When it reads levels, where it lies within a day. CLAUSE 14.4.
    pub(crate) levels: Option<(Instant, Instant)>,
    /// Whether an unknown level is the same for all items. CLAUSE 14.6.
    pub(crate) shares_levels: bool,
    /// CLAUSE 3.9.
    pub(crate) place: Option<Place>,
}

impl Cell {
    /// The value of a column of `per`.
    pub(crate) fn column(&self, name: &str) -> Option<Text> {
        let mut columns = self.columns.iter();
        columns
            .find(|(column, _)| column.as_str() == name)
            .map(|(_, value)| value.clone())
    }

    /// CLAUSE 10.1: the cell as findings name it, with the item of a `require`.
    pub(crate) fn named(&self, item: Option<(&str, Text)>) -> finding::Cell {
        let columns = self.columns.iter();
        let columns = columns.map(|(column, value)| (column.as_str(), value.to_string()));
        let is_said = |key: &str| {
            self.column(key).is_some() || self.time.iter().any(|(said, _)| *said == key)
        };
        let item = item.filter(|(key, _)| !is_said(key));
        let item = item.map(|(key, name)| (key, name.to_string()));
        let time = self.time.iter().map(|(key, value)| (*key, value.clone()));
        let keys = columns.chain(item).chain(time);
        let keys = keys.map(|(key, value)| (key.to_owned(), value)).collect();
        // CLAUSE 15.4: an hour is a part of its day without being called one.
        let part = self.part.filter(|_| !self.is_of_hours || self.is_cut);
        finding::Cell { keys, part: part.or(self.named_part) }
    }
}

/// The key of an item, and of the row of a table.
pub(crate) fn key_of(subject: Subject) -> &'static str {
    match subject {
        Subject::People | Subject::Arrivals | Subject::Departures => "person",
        Subject::Gatherings => "gathering",
        Subject::Visits => "visit",
        Subject::Units => "unit",
        Subject::Offices => "office",
        Subject::Cell => "cell",
    }
}

/// The table whose rows are the items of a subject.
pub(crate) fn table_of(subject: Subject) -> Option<Table> {
    match subject {
        Subject::Gatherings => Some(Table::Gatherings),
        Subject::Visits => Some(Table::Visits),
        _ => None,
    }
}

impl Ground<'_> {
    /// The cells of one stretch for the populations of a rule.
    pub(crate) fn cells(
        &self,
        stretch: &Cell,
        per: &Per,
        subjects: &[Subject],
    ) -> Vec<Cell> {
        let mut cells = Vec::new();
        if is_by_row(per, subjects) {
            for spot in self.spots_of(stretch, per, subjects) {
                let Who::Row(table, row) = spot.who else { continue };
                let Some(columns) = self.columns(per, &spot) else { continue };
                let subject = spot.who.subject();
                let id = self.facts.table(table).and_then(|rows| {
                    rows.value(row, key_of(subject)).map(ToString::to_string)
                });
                let mut cell = stretch.clone();
                if !per.columns.iter().any(|one| one.as_str() == key_of(subject)) {
                    cell.time.insert(0, (key_of(subject), id.unwrap_or_default()));
                }
                cell.row = Some((table, row));
                cell.columns = named(per, columns);
                cells.push(cell);
            }
        } else {
            let spots = self.spots_of(stretch, per, subjects);
            let mut found: BTreeSet<Vec<Text>> =
                spots.iter().filter_map(|spot| self.columns(per, spot)).collect();
            if per.columns.is_empty() && subjects.contains(&Subject::People) {
                found.insert(Vec::new());
            }
            let with = |columns| Cell { columns: named(per, columns), ..stretch.clone() };
            cells.extend(found.into_iter().map(with));
        }
        for cell in &mut cells {
            cell.counted = BTreeSet::from([cell.days.clone()]);
            cell.place = self.place(cell);
        }
        cells
    }

    /// What gives cells their columns: rows, who is on the register, and units.
    pub(crate) fn spots<'c>(&self, cell: &'c Cell, subject: Subject) -> Vec<Spot<'c>> {
        let mut spots = Vec::new();
        for day in cell.days.iter().copied() {
            let spot = |who| Spot { who, day, cell, status: None };
            match subject {
                Subject::People | Subject::Arrivals | Subject::Departures => {
                    for (person, rows) in self.attended_on(day) {
                        let row =
                            |row: &usize| Who::Person(person, Some(Row::Real(*row)));
                        spots.extend(rows.iter().map(row).map(spot));
                    }
                    for person in &self.people {
                        if self.spell_row(*person, day).is_none() {
                            continue;
                        }
                        spots.push(spot(Who::Person(*person, None)));
                        if self.rows_of(*person, day).is_empty() {
                            spots.push(spot(Who::Person(*person, Some(Row::Given))));
                        }
                    }
                    // CLAUSE 3.2: an empty unit is judged too, but not a site of any table.
                    let units = self.units_on(day).into_iter();
                    let units = units
                        .filter(|unit| !self.sites.contains(&Value::Text(unit.clone())));
                    spots.extend(units.map(Who::Unit).map(spot));
                }
                Subject::Gatherings | Subject::Visits => {
                    let Some(table) = table_of(subject) else { continue };
                    let rows = self.dated(table, day).into_iter();
                    spots.extend(rows.map(|row| spot(Who::Row(table, row))));
                }
                Subject::Units => {
                    spots.extend(self.units_on(day).into_iter().map(Who::Unit).map(spot));
                }
                Subject::Offices => {
                    spots.extend(
                        self.offices_on(day).into_iter().map(Who::Office).map(spot),
                    );
                }
                Subject::Cell => {}
            }
        }
        spots
    }

    /// The spots that give a cell of the rule: rows that may reach into the part. CLAUSE 6.3:
    /// without a register, a row elsewhere in the day still puts somebody on it.
    fn spots_of<'c>(
        &self,
        cell: &'c Cell,
        per: &Per,
        subjects: &[Subject],
    ) -> Vec<Spot<'c>> {
        let by_unit = !self.has_register() && !self.is_by_attendance(per);
        let spots = subjects.iter().flat_map(|one| self.spots(cell, *one));
        let by_attendance = self.is_by_attendance(per);
        let gives = |spot: &Spot<'_>| match spot.who {
            // CLAUSE 3.3: whoever has rows is where these say.
            Who::Person(person, None) if by_attendance => {
                self.rows_of(person, spot.day).is_empty()
            }
            // CLAUSE 15.5: of people the whole day is looked at.
            Who::Person(..) if by_unit || cell.is_of_hours => true,
            _ => self.known_reach(spot) != Some(false),
        };
        let mut spots: Vec<Spot<'c>> = spots.filter(gives).collect();
        if cell.is_of_hours && subjects.contains(&Subject::People) {
            spots.extend(self.nights(cell));
        }
        spots
    }

    /// CLAUSE 15.4: the rows of the day before that reach into the cell.
    fn nights<'c>(&self, cell: &'c Cell) -> Vec<Spot<'c>> {
        let Some(day) = cell.days.first().map(|day| day.plus(-1)) else {
            return Vec::new();
        };
        let rows = self.attended_on(day);
        let rows =
            rows.flat_map(|(person, rows)| rows.iter().map(move |row| (person, row)));
        let spots = rows.map(|(person, row)| Spot {
            who: Who::Person(person, Some(Row::Real(*row))),
            day,
            cell,
            status: None,
        });
        spots.filter(|spot| self.known_reach(spot) == Some(true)).collect()
    }

    /// Whether a column of `per` is read off the rows of people.
    pub(crate) fn is_by_attendance(&self, per: &Per) -> bool {
        per.columns.iter().any(|column| match column {
            Column::ForUnit
            | Column::Site
            | Column::Room
            | Column::Team
            | Column::Shift
            | Column::Locality => true,
            Column::Field(name) => {
                let field = self.facts.fields().seen_by(Subject::People, name.as_str());
                field.map(|field| field.home) == Some(Home::Table(Table::Attendance))
            }
            _ => false,
        })
    }

    /// CLAUSE 2.8: the rows of `units` with a parent that stand on a day.
    pub(crate) fn units_on(&self, day: Day) -> Vec<Text> {
        let units = self.facts.units();
        let places = units.places();
        places.filter(|place| units.parent(place, day).is_some()).cloned().collect()
    }

    /// CLAUSE 2.8: the tops to which some unit leads.
    pub(crate) fn offices_on(&self, day: Day) -> BTreeSet<Text> {
        let units = self.units_on(day);
        units.iter().map(|unit| self.facts.office_of(unit, day)).collect()
    }

    /// The values of all columns of `per`; `None` if one is blank (CLAUSE 3.5). Somebody who
    /// may be at any site makes no cell.
    fn columns(&self, per: &Per, spot: &Spot<'_>) -> Option<Vec<Text>> {
        per.columns.iter().map(|column| self.column(column, spot, None)).collect()
    }

    /// The value of a column at a spot. CLAUSE 7.2: the site of somebody without a row is
    /// the unit's, else any.
    pub(crate) fn column(
        &self,
        column: &Column,
        spot: &Spot<'_>,
        fill: Option<&Filling<'_>>,
    ) -> Option<Text> {
        let own = |table: Table, column: &str| {
            let (table, row) = self.own_row(spot, table)?;
            self.facts.table(table)?.value(row, column).map(text)
        };
        let unit = self.known_unit(spot);
        let of_unit = |column: &str| {
            let unit = unit.as_ref()?;
            self.of_place(unit, spot.day, column).as_ref().map(text)
        };
        match column {
            Column::Office => Some(self.facts.office_of(unit.as_ref()?, spot.day)),
            Column::Unit => unit,
            Column::ForUnit => own(Table::Attendance, "for_unit").or(unit),
            // CLAUSE 2.9: of the room, else of the site, else of the unit.
            Column::Locality => {
                let named = [
                    own(Table::Attendance, "room"),
                    own(Table::Attendance, "site"),
                    own(Table::Visits, "site"),
                    unit,
                ];
                let mut named = named.into_iter().flatten();
                let locality =
                    named.find_map(|place| self.of_place(&place, spot.day, "locality"));
                locality.as_ref().map(text)
            }
            Column::Site => {
                let site =
                    own(Table::Attendance, "site").or_else(|| own(Table::Visits, "site"));
                site.or_else(|| of_unit("site")).or_else(|| self.any_site(spot, fill?))
            }
            Column::Room | Column::Team | Column::Shift => {
                own(Table::Attendance, column.as_str())
            }
            Column::Person => match spot.who {
                Who::Person(person, _) => {
                    Some(self.facts.register().name(person).clone())
                }
                _ => None,
            },
            Column::Gathering => own(Table::Gatherings, "gathering"),
            Column::Visit => own(Table::Visits, "visit"),
            Column::Field(name) => {
                let fields = self.facts.fields();
                let field = fields.seen_by(spot.who.subject(), name.as_str())?;
                match field.home {
                    Home::Table(Table::Units) => of_unit(field.column.as_str()),
                    Home::Table(table) => own(table, field.column.as_str()),
                    Home::Day | Home::Register | Home::Hours | Home::Level => None,
                }
            }
        }
    }

    fn any_site(&self, spot: &Spot<'_>, fill: &Filling<'_>) -> Option<Text> {
        let Who::Person(person, Some(Row::Given)) = spot.who else { return None };
        if self.sites.is_empty() {
            return None;
        }
        let blank = Blank::Given(person, spot.day, "site".to_owned());
        self.sites.get(fill.choose(blank, self.sites.len())).map(text)
    }
}

/// CLAUSE 3.1: whether every row is a cell of its own.
fn is_by_row(per: &Per, subjects: &[Subject]) -> bool {
    per.time.is_none() && subjects.iter().all(|one| table_of(*one).is_some())
}

fn named(per: &Per, columns: Vec<Text>) -> Vec<(Column, Text)> {
    per.columns.iter().cloned().zip(columns).collect()
}

/// A value as the key of a cell.
fn text(value: &Value) -> Text {
    match value {
        Value::Text(text) => text.clone(),
        value => value.to_string().into(),
    }
}
