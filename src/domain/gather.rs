//! Items by cell: who and what is in each, for the cells that are asked one by one.

mod put;

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::view::RowView;
use crate::classify::{Item, ItemDay, ItemKey};
use crate::day::Day;
use crate::facts::PersonId;
use crate::field::{Subject, Table, Text, Value};
use crate::plan::{Lens, Side};
use crate::rule::per::Column;

use super::Domain;
use super::place::{Place, Placement, Standing};
use super::stretch::Stretch;

/// A cell: the index of its stretch, and its place.
pub(crate) type CellKey = (usize, Place);

/// The items of each cell, one list for each side of the lens.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// The cells, among them those without items.
    pub(crate) cells: BTreeMap<CellKey, Vec<Vec<Item>>>,
    /// Rows in no cell, by column. CLAUSE 3.5.
    pub(crate) blanks: BTreeMap<usize, usize>,
}

/// Gathers the items of a lens.
pub(crate) struct Gather<'a> {
    pub(crate) domain: &'a Domain<'a>,
    pub(crate) lens: &'a Lens,
    pub(crate) stretches: &'a [Stretch],
    /// Only these cells, and the rows in them; all if `None`.
    pub(crate) wanted: Option<(&'a BTreeSet<CellKey>, &'a [u32])>,
    /// Of visits or gatherings only these rows.
    rows: Option<&'a [u32]>,
    /// The day on which they are taken to be, whenever they are.
    on: Option<Day>,
    /// Only this person.
    person: Option<PersonId>,
    /// Only these people, in ascending order, who stand for all others.
    standing_for_all: Option<&'a [PersonId]>,
    /// Whether whoever may be anywhere makes cells, too.
    loose: bool,
    /// The stretches of each day.
    by_day: BTreeMap<Day, Vec<usize>>,
    /// The units met on the way, by stretch.
    units: BTreeSet<(usize, Text)>,
    /// The unit of the row before, and its day.
    unit_before: Option<(Day, Text)>,
    found: BTreeMap<CellKey, Vec<BTreeMap<ItemKey, Item>>>,
    blanks: BTreeMap<usize, usize>,
    /// Days of items that may be in one of several cells: they make no cell of their own.
    perhaps: Vec<(usize, ItemKey, ItemDay, usize, Vec<Place>)>,
}

impl<'a> Gather<'a> {
    /// A gathering that has met nobody yet.
    pub(crate) fn new(
        domain: &'a Domain<'a>,
        lens: &'a Lens,
        stretches: &'a [Stretch],
        wanted: Option<(&'a BTreeSet<CellKey>, &'a [u32])>,
    ) -> Self {
        let mut by_day: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
        let in_wanted = |nth: usize| match wanted {
            Some((wanted, _)) => {
                let mut of_stretch = wanted.range((nth, Vec::new())..);
                of_stretch.next().is_some_and(|(first, _)| *first == nth)
            }
            None => true,
        };
        let asked = stretches.iter().enumerate().filter(|(nth, _)| in_wanted(*nth));
        for (nth, stretch) in asked {
            for day in &stretch.days {
                by_day.entry(*day).or_default().push(nth);
            }
        }
        let (units, found, blanks) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
        Self {
            domain,
            lens,
            stretches,
            wanted,
            rows: None,
            on: None,
            person: None,
            standing_for_all: None,
            loose: false,
            by_day,
            units,
            unit_before: None,
            found,
            blanks,
            perhaps: Vec::new(),
        }
    }

    /// The same, but whoever may be anywhere makes cells, too.
    #[must_use]
    pub(crate) fn loose(self) -> Self {
        Self { loose: true, ..self }
    }

    /// The same, of these rows of visits or gatherings only.
    #[must_use]
    pub(crate) fn only_rows(self, rows: &'a [u32]) -> Self {
        Self { rows: Some(rows), ..self }
    }

    /// The same, as if all of them were on this day.
    #[must_use]
    pub(crate) fn on_day(self, day: Day) -> Self {
        Self { on: Some(day), ..self }
    }

    /// The same, of one person only.
    #[must_use]
    pub(crate) fn only(self, person: PersonId) -> Self {
        Self { person: Some(person), ..self }
    }

    /// The same, of people who stand for all others only: in every cell in which somebody is
    /// one of them must be. They are in ascending order.
    #[must_use]
    pub(crate) fn only_of(self, people: &'a [PersonId]) -> Self {
        Self { standing_for_all: Some(people), ..self }
    }

    /// Whether somebody is to be gathered.
    fn is_meant(&self, person: PersonId) -> bool {
        self.person.is_none_or(|only| only == person)
            && self.standing_for_all.is_none_or(|all| all.binary_search(&person).is_ok())
    }

    /// Everything there is.
    pub(crate) fn gather(mut self) -> Gathered {
        let lens = self.lens;
        for (nth, side) in lens.sides.iter().enumerate() {
            match side.subject {
                Subject::People | Subject::Arrivals | Subject::Departures => {
                    self.rows_of_people(nth, side);
                    self.missing_people(nth, side);
                }
                Subject::Visits => self.rows_of(nth, Table::Visits),
                Subject::Gatherings => self.rows_of(nth, Table::Gatherings),
                Subject::Units | Subject::Offices => self.places(nth, side.subject),
                Subject::Cell => {}
            }
        }
        if self.person.is_none()
            && lens.sides.iter().any(|side| side.subject == Subject::People)
        {
            self.units_without_people();
        }
        self.put_perhaps();
        let list = |items: BTreeMap<ItemKey, Item>| items.into_values().collect();
        let cells = self.found.into_iter();
        let cells =
            cells.map(|(key, sides)| (key, sides.into_iter().map(list).collect()));
        Gathered { cells: cells.collect(), blanks: self.blanks }
    }

    fn rows_of_people(&mut self, nth: usize, side: &Side) {
        let facts = self.domain.facts;
        let Some(rows) = facts.table(Table::Attendance) else { return };
        let days = facts.days_of_attendance();
        let flat = !facts.register().is_present();
        for row in self.domain.rows_to_ask(self.wanted.map(|(_, rows)| rows), self.person)
        {
            let day = days.get(rows.code(row, "date") as usize).copied().flatten();
            let Some(day) = day.filter(|day| facts.covers().contains(*day)) else {
                continue;
            };
            let is_asked = self.by_day.contains_key(&day)
                || self.lens.grain.time.is_of_hours()
                    && self.by_day.contains_key(&day.next());
            if !is_asked {
                continue;
            }
            let person = facts.person_of_row(row);
            if !self.is_meant(person) {
                continue;
            }
            let spell = facts.register().spell(person, day);
            let unit = match (flat, spell) {
                (true, _) => text(rows.value(row, "unit")),
                (false, Some(spell)) => self.domain.unit_of_spell(spell.row),
                (false, None) => continue,
            };
            let view = RowView::Row(row);
            let standing = Standing {
                day,
                subject: Subject::People,
                person: Some((person, spell.map(|spell| spell.row))),
                row: &view,
                other: None,
                unit: unit.as_ref(),
            };
            let key = match side.sums {
                Some(_) => {
                    ItemKey::PersonRow(person, u32::try_from(row).unwrap_or(u32::MAX))
                }
                None => ItemKey::Person(person),
            };
            self.put(nth, key, standing);
        }
    }

    /// CLAUSE 7.2, 7.3: people on the register without a row, and days that the facts do
    /// not speak of.
    fn missing_people(&mut self, nth: usize, side: &Side) {
        let facts = self.domain.facts;
        let days: Vec<Day> = self.by_day.keys().copied().collect();
        let register = facts.register();
        let spells = match (self.person, self.standing_for_all) {
            (Some(person), _) => vec![register.spells_of(person)],
            (None, Some(people)) => {
                people.iter().map(|person| register.spells_of(*person)).collect()
            }
            (None, None) => vec![register.spells()],
        };
        for spell in spells.into_iter().flatten() {
            let from = days.partition_point(|day| *day < spell.from);
            let Some(unit) = self.domain.unit_of_spell(spell.row) else { continue };
            for day in days.iter().skip(from).take_while(|day| **day <= spell.through) {
                let covered = facts.covers().contains(*day);
                if covered && facts.seen().has(spell.person, *day) {
                    continue;
                }
                let status =
                    if covered { self.domain.no_row(Some(&unit), *day) } else { None };
                let view = RowView::Missing(status);
                let standing = Standing {
                    day: *day,
                    subject: Subject::People,
                    person: Some((spell.person, Some(spell.row))),
                    row: &view,
                    other: None,
                    unit: Some(&unit),
                };
                let key = match side.sums {
                    Some(_) => {
                        let number = day.number() as u32;
                        ItemKey::PersonRow(spell.person, number | 1 << 31)
                    }
                    None => ItemKey::Person(spell.person),
                };
                self.put(nth, key, standing);
            }
        }
    }

    /// Rows of visits or gatherings.
    fn rows_of(&mut self, nth: usize, table: Table) {
        let facts = self.domain.facts;
        let Some(rows) = facts.table(table) else { return };
        let subject =
            if table == Table::Visits { Subject::Visits } else { Subject::Gatherings };
        let asked: Box<dyn Iterator<Item = usize>> = match self.rows {
            Some(these) => Box::new(these.iter().map(|row| *row as usize)),
            None => Box::new(0..rows.len()),
        };
        for row in asked {
            let own = match rows.value(row, "date") {
                Some(Value::Date(day)) if facts.covers().contains(*day) => Some(*day),
                _ => None,
            };
            let Some(day) = self.on.or(own) else { continue };
            if !self.by_day.contains_key(&day) {
                continue;
            }
            let unit = text(rows.value(row, "unit"));
            let standing = Standing {
                day,
                subject,
                person: None,
                row: &RowView::Nothing,
                other: Some((table, row)),
                unit: unit.as_ref(),
            };
            let number = u32::try_from(row).unwrap_or(u32::MAX);
            self.put(nth, ItemKey::Row(table, number), standing);
        }
    }

    /// CLAUSE 2.8: units with a parent, or the tops to which some unit leads.
    fn places(&mut self, nth: usize, subject: Subject) {
        let units = self.domain.facts.units();
        let days: Vec<Day> = self.by_day.keys().copied().collect();
        for day in days {
            let mut standing_units = BTreeSet::new();
            for place in units.places() {
                if units.parent(place, day).is_some() {
                    standing_units.insert(match subject {
                        Subject::Offices => units.top(place, day),
                        _ => place.clone(),
                    });
                }
            }
            for unit in standing_units {
                let standing = Standing {
                    day,
                    subject,
                    person: None,
                    row: &RowView::Nothing,
                    other: None,
                    unit: Some(&unit),
                };
                self.put(nth, ItemKey::Unit(unit.clone()), standing);
            }
        }
    }

    /// CLAUSE 3.2, 3.3: cells of units in which nobody is an item.
    fn units_without_people(&mut self) {
        if self.lens.grain.columns.is_empty() {
            for nth in 0..self.stretches.len() {
                self.cell((nth, Vec::new()));
            }
            return;
        }
        let by_unit = |column: &Column| {
            matches!(
                column,
                Column::Unit
                    | Column::Office
                    | Column::Locality
                    | Column::Site
                    | Column::ForUnit
            ) || self.is_unit_field(column)
        };
        if !self.lens.grain.columns.iter().all(by_unit) {
            return;
        }
        let units = self.domain.facts.units();
        let mut all = std::mem::take(&mut self.units);
        for (day, stretches) in &self.by_day {
            for place in units.places() {
                if units.parent(place, *day).is_some() && !self.domain.is_site(place) {
                    all.extend(stretches.iter().map(|nth| (*nth, place.clone())));
                }
            }
        }
        for (nth, unit) in all {
            let days = self.stretches.get(nth).map_or(&[][..], |stretch| &stretch.days);
            for day in days {
                let standing = Standing {
                    day: *day,
                    subject: Subject::People,
                    person: None,
                    row: &RowView::Nothing,
                    other: None,
                    unit: Some(&unit),
                };
                let columns = &self.lens.grain.columns;
                if let Placement::In(place) = self.domain.placement(columns, standing) {
                    self.cell((nth, place));
                }
            }
        }
    }

    fn is_unit_field(&self, column: &Column) -> bool {
        let Column::Field(name) = column else { return false };
        let seen = self.domain.facts.fields().seen_by(Subject::People, name.as_str());
        seen.is_some_and(|field| field.home == crate::field::Home::Table(Table::Units))
    }

    /// The sides of a cell, made if it is wanted and was not met before.
    fn cell(&mut self, cell: CellKey) -> Option<&mut Vec<BTreeMap<ItemKey, Item>>> {
        if self.wanted.is_some_and(|(wanted, _)| !wanted.contains(&cell)) {
            return None;
        }
        let sides = self.lens.sides.len();
        Some(self.found.entry(cell).or_insert_with(|| vec![BTreeMap::new(); sides]))
    }
}

fn text(value: Option<&Value>) -> Option<Text> {
    match value? {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}
