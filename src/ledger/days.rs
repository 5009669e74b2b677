//! Who is what on which day, as small numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::classify::view::RowView;
use crate::day::Day;
use crate::domain::Domain;
use crate::facts::column::Column;
use crate::facts::edit::{Cells, NewRow};
use crate::facts::{Facts, PersonId};
use crate::field::{STATUSES, Table, Text, Value};
use crate::window::Period;

use super::kinds::{Kinds, NO_ROW, SEVERAL};
use super::stays::{Stay, Stays};
use super::told::DayRows;

/// How many statuses a row may have, `unknown` among them.
const SLOTS: usize = STATUSES.len() + 1;
/// How many kinds of rows there may be.
const KINDS_MOST: usize = 1 << 15;
/// No unit.
const NOWHERE: u32 = u32::MAX;

/// Where somebody is on a day, and what their row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) unit: u32,
    /// The kind of person.
    pub(super) kind: u32,
    /// The kind of row.
    pub(super) row: u16,
}

/// Somebody of a kind of person: to be asked for all of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Specimen {
    pub(super) person: PersonId,
    pub(super) person_row: Option<u32>,
    pub(super) unit: u32,
}

/// Who is what on each day of a period.
#[derive(Debug)]
pub(super) struct Days {
    first: Day,
    len: usize,
    flat: bool,
    pub(super) units: Vec<Text>,
    stays: Stays,
    /// The kind of row of each person and day.
    rows: Kinds,
    /// In a flat file: the unit of each person and day.
    row_units: Vec<u32>,
    /// The kind of row of who has none, by day and unit.
    missing: Vec<u16>,
    /// The columns of attendance that are read, without the status.
    columns: Vec<String>,
    /// For each kind of row, but for its status, the codes of those columns; the first is
    /// that of rows that are missing.
    rests: Vec<Vec<u32>>,
    rest_ids: BTreeMap<Vec<u32>, usize>,
    /// One of each kind of people.
    pub(super) people: Vec<Specimen>,
    /// Those who have several rows on a day, with their class in each counted rule.
    pub(super) several: BTreeMap<(PersonId, usize), Vec<Option<u8>>>,
}

/// The columns that make kinds.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Of attendance.
    pub(super) row: Vec<String>,
    /// Of people.
    pub(super) person: Vec<String>,
    /// Whether the unit makes a kind of person.
    pub(super) unit: bool,
}

impl Days {
    /// Everybody on each day, and whether that is enough to count them: not where rows are
    /// of too many kinds, nor where somebody has several rows a day in a flat file.
    pub(super) fn new(domain: &Domain<'_>, period: Period, read: &Read) -> (Days, bool) {
        let facts = domain.facts;
        let len = period.days().count();
        let people = facts.register().people();
        let mut columns = read.row.clone();
        columns.retain(|name| name != "status");
        let mut days = Days {
            first: period.from(),
            len,
            flat: !facts.register().is_present(),
            units: units(domain),
            stays: Stays::default(),
            rows: Kinds::new(len * people),
            row_units: Vec::new(),
            missing: Vec::new(),
            rests: vec![Vec::new()],
            rest_ids: BTreeMap::new(),
            columns,
            people: Vec::new(),
            several: BTreeMap::new(),
        };
        let blank = vec![0; days.columns.len()];
        days.rest(blank);
        match days.flat {
            true => {
                days.row_units = vec![NOWHERE; len * people];
                days.people_of_units(read);
            }
            false => days.stays(facts, read),
        }
        days.missing(domain, period);
        let is_enough = days.rows(domain).is_some() && days.kinds() < KINDS_MOST;
        (days, is_enough)
    }

    fn rest(&mut self, codes: Vec<u32>) -> usize {
        let next = self.rests.len();
        *self.rest_ids.entry(codes.clone()).or_insert_with(|| {
            self.rests.push(codes);
            next
        })
    }

    /// How many kinds of rows there are.
    pub(super) fn kinds(&self) -> usize {
        self.rests.len() * SLOTS
    }

    /// The number of a day.
    pub(super) fn nth(&self, day: Day) -> Option<usize> {
        let at = usize::try_from(day.number() - self.first.number()).ok()?;
        (at < self.len).then_some(at)
    }

    /// The day of a number.
    pub(super) fn day(&self, nth: usize) -> Day {
        self.first.plus(i32::try_from(nth).unwrap_or(i32::MAX))
    }

    /// How many days there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Without a register nobody is anywhere without a row.
    fn people_of_units(&mut self, read: &Read) {
        let units = if read.unit { self.units.len().max(1) } else { 1 };
        let specimen = |unit: usize| Specimen {
            person: PersonId(0),
            person_row: None,
            unit: unit as u32,
        };
        self.people = (0..units).map(specimen).collect();
    }

    fn stays(&mut self, facts: &Facts, read: &Read) {
        let table = facts.table(Table::People);
        let column = |name: &String| table.and_then(|rows| rows.column(name));
        let columns: Vec<&Column> = read.person.iter().filter_map(column).collect();
        let units = self.units.iter().zip(0_u32..);
        let units: BTreeMap<&str, u32> = units.map(|(unit, id)| (&**unit, id)).collect();
        let mut kinds: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut people = Vec::new();
        let register = facts.register();
        self.stays = Stays::new(register.people());
        for spell in register.spells() {
            let unit = table.and_then(|rows| rows.value(spell.row as usize, "unit"));
            let unit = unit.and_then(Value::as_text).and_then(|unit| units.get(unit));
            let unit = unit.copied().unwrap_or(NOWHERE);
            let codes = columns.iter().map(|column| column.code(spell.row as usize));
            let of_unit = read.unit.then_some(unit);
            let next = kinds.len() as u32;
            let kind = *kinds.entry(codes.chain(of_unit).collect()).or_insert(next);
            if kind as usize == people.len() {
                let (person, person_row) = (spell.person, Some(spell.row));
                people.push(Specimen { person, person_row, unit });
            }
            let (from, through) = (spell.from, spell.through);
            self.stays.add(spell.person, Stay { from, through, unit, kind });
        }
        self.people = people;
    }

    fn missing(&mut self, domain: &Domain<'_>, period: Period) {
        let slot = |status: Option<Text>| status.map_or(0, |status| slot_of(&status));
        for day in period.days() {
            let units = self.units.iter();
            self.missing.extend(units.map(|unit| slot(domain.no_row(Some(unit), day))));
        }
    }

    fn rows(&mut self, domain: &Domain<'_>) -> Option<()> {
        let facts = domain.facts;
        let Some(rows) = facts.table(Table::Attendance) else { return Some(()) };
        let days = facts.days_of_attendance();
        let slots: Vec<u16> = rows.column("status").map_or_else(Vec::new, |column| {
            let slot = |value: &Value| value.as_text().map_or(0, slot_of);
            std::iter::once(0).chain(column.values().iter().map(slot)).collect()
        });
        let names = self.columns.clone();
        let columns: Vec<Option<&Column>> =
            names.iter().map(|name| rows.column(name)).collect();
        let unit_ids: BTreeMap<Text, u32> = self.units.iter().cloned().zip(0..).collect();
        for row in 0..rows.len() {
            let day = days.get(rows.code(row, "date") as usize).copied().flatten();
            let Some((day, nth)) = day.and_then(|day| Some((day, self.nth(day)?))) else {
                continue;
            };
            let person = facts.person_of_row(row);
            let kind = match domain.facts.seen().has_several(person, day) {
                true if self.flat => return None,
                true => {
                    self.several.entry((person, nth)).or_default();
                    SEVERAL
                }
                false => {
                    let code = |column: &Option<&Column>| {
                        column.map_or(0, |column| column.code(row))
                    };
                    let rest = self.rest(columns.iter().map(code).collect());
                    let slot = rows.code(row, "status") as usize;
                    kind(rest, slots.get(slot).copied().unwrap_or(0))?
                }
            };
            let at = person.index() * self.len + nth;
            self.rows.set(at, kind);
            if self.flat {
                let unit = rows.value(row, "unit").and_then(Value::as_text);
                let unit = unit.and_then(|unit| unit_ids.get(unit)).copied();
                let units = self.row_units.iter_mut().skip(at).take(1);
                units.for_each(|one| *one = unit.unwrap_or(NOWHERE));
            }
        }
        Some(())
    }

    /// Whether somebody is on the register on a day; in a flat file everybody may be.
    pub(super) fn is_on_register(&self, person: PersonId, day: Day) -> bool {
        self.flat || self.stays.on(person, day).is_some()
    }

    /// The row of somebody on a day.
    pub(super) fn row(&self, person: PersonId, nth: usize) -> u16 {
        self.rows.get(person.index() * self.len + nth)
    }

    /// In which unit somebody's day is now.
    #[inline]
    pub(super) fn unit_of(&self, person: PersonId, nth: usize) -> u32 {
        let at = person.index() * self.len + nth;
        match self.flat {
            true => self.row_units.get(at).copied().unwrap_or(NOWHERE),
            false => {
                self.stays.on(person, self.day(nth)).map_or(NOWHERE, |stay| stay.unit)
            }
        }
    }

    /// Where somebody is, and as what; `None` if nowhere.
    pub(super) fn stand(&self, person: PersonId, nth: usize) -> Option<Stand> {
        let at = person.index() * self.len + nth;
        let unit = self.row_units.get(at).copied().unwrap_or(NOWHERE);
        self.stand_as(person, nth, self.row(person, nth), unit)
    }

    /// Where somebody would be with another row.
    pub(super) fn stand_as(
        &self,
        person: PersonId,
        nth: usize,
        row: u16,
        row_unit: u32,
    ) -> Option<Stand> {
        if self.flat {
            let kind = if self.people.len() > 1 { row_unit } else { 0 };
            return (row != NO_ROW && row_unit != NOWHERE).then_some(Stand {
                unit: row_unit,
                kind,
                row,
            });
        }
        let Stay { unit, kind, .. } = self.stays.on(person, self.day(nth))?;
        if unit == NOWHERE {
            return None;
        }
        let row = match row {
            NO_ROW => *self.missing.get(nth * self.units.len() + unit as usize)?,
            row => row,
        };
        Some(Stand { unit, kind, row })
    }

    /// The kind of row that a person's day comes to, with its unit in a flat file; `None` if
    /// there was none of its kind before.
    pub(super) fn kind_of(&self, facts: &Facts, rows: &DayRows) -> Option<(u16, u32)> {
        match rows {
            DayRows::None => Some((NO_ROW, NOWHERE)),
            DayRows::Status(at) => Some((kind(1, u16::from(*at) + 1)?, NOWHERE)),
            DayRows::Full(rows) => match &**rows {
                [row] => self.kind_of_row(facts, row),
                _ if self.flat => None,
                _ => Some((SEVERAL, NOWHERE)),
            },
        }
    }

    fn kind_of_row(&self, facts: &Facts, cells: &Cells) -> Option<(u16, u32)> {
        let value = |name: &str| {
            cells.iter().find(|(own, _)| **own == *name).map(|(_, value)| value)
        };
        let table = facts.table(Table::Attendance)?;
        let mut codes = Vec::with_capacity(self.columns.len());
        for name in &self.columns {
            codes.push(match value(name) {
                None => 0,
                Some(value) => {
                    let values = table.column(name)?.values();
                    values.iter().position(|known| known == value)? as u32 + 1
                }
            });
        }
        let rest = *self.rest_ids.get(&codes)?;
        let slot = value("status").and_then(Value::as_text).map_or(0, slot_of);
        let unit = match self.flat {
            true => {
                let unit = value("unit")?.as_text()?;
                self.units.iter().position(|known| **known == *unit)? as u32
            }
            false => NOWHERE,
        };
        Some((kind(rest, slot)?, unit))
    }

    /// Gives somebody another row.
    pub(super) fn set(&mut self, person: PersonId, nth: usize, row: u16, unit: u32) {
        let at = person.index() * self.len + nth;
        self.rows.set(at, row);
        self.row_units.iter_mut().skip(at).take(1).for_each(|one| *one = unit);
    }

    /// What a kind of row says, where it says no more than a status.
    pub(super) fn as_told(&self, row: u16) -> DayRows {
        match usize::from(row) % SLOTS {
            _ if row == NO_ROW => DayRows::None,
            // OK because there are ten slots.
            slot => DayRows::Status((slot as u8).wrapping_sub(1)),
        }
    }

    /// A row of each kind, to be asked for all of them; those that are missing come first.
    pub(super) fn specimens(&self, facts: &Facts) -> (Vec<RowView>, Vec<NewRow>) {
        let (mut views, mut rows) = (Vec::new(), Vec::new());
        let statuses = std::iter::once(None).chain(STATUSES.map(Some));
        let statuses: Vec<Option<Text>> =
            statuses.map(|word| word.map(Text::from)).collect();
        views.extend(statuses.iter().map(|status| RowView::Missing(status.clone())));
        let table = facts.table(Table::Attendance);
        for codes in self.rests.iter().skip(1) {
            for status in &statuses {
                let others = self.columns.iter().zip(codes).filter_map(|(name, code)| {
                    let value = table?.column(name)?.value_of_code(*code)?;
                    Some((Text::from(name.as_str()), value.clone()))
                });
                let status = status.clone().map(Value::Text);
                let status = status.map(|status| (Text::from("status"), status));
                let cells = Arc::new(others.chain(status).collect());
                views.push(RowView::Row(rows.len()));
                let (person, day) = (PersonId(0), self.first);
                rows.push(NewRow { person, day, cells });
            }
        }
        (views, rows)
    }
}

/// Every unit that is named: in the tree, by the register, or by rows of a flat file.
fn units(domain: &Domain<'_>) -> Vec<Text> {
    let facts = domain.facts;
    let mut units: std::collections::BTreeSet<Text> =
        facts.units().places().cloned().collect();
    for table in [Table::People, Table::Attendance] {
        let column = facts.table(table).and_then(|rows| rows.column("unit"));
        let values = column.into_iter().flat_map(|column| column.values());
        units.extend(values.filter_map(|value| value.as_text().map(Text::from)));
    }
    units.into_iter().collect()
}

fn slot_of(status: &str) -> u16 {
    let at = STATUSES.iter().position(|known| *known == status);
    // OK because there are nine statuses.
    at.map_or(0, |at| at as u16 + 1)
}

/// The kind of a row.
fn kind(rest: usize, slot: u16) -> Option<u16> {
    let kind = u16::try_from(rest.checked_mul(SLOTS)?).ok()?.checked_add(slot)?;
    (usize::from(kind) < KINDS_MOST).then_some(kind)
}
