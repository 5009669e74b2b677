//! A law set on facts: places, stretches of time, headcounts, and who has a row on a day.

pub(crate) mod gather;
pub(crate) mod grants;
pub(crate) mod place;
pub(crate) mod stretch;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::classify::ItemKey;
use crate::day::Day;
use crate::facts::levels::{LevelIn, Since};
use crate::facts::{DayKind, Facts, PersonId};
use crate::field::{Home, STATUSES, Table, Text, Value, ValueType};
use crate::plan::atom::Probe;
use crate::report::KnownAt;
use crate::rule::per::Column;
use crate::window::Window;

/// A law's facts, with what every lens asks of them.
#[derive(Debug)]
pub(crate) struct Domain<'a> {
    /// The facts.
    pub(crate) facts: &'a Facts,
    /// As known when the question is asked.
    known_at: KnownAt,
    /// People on the register by unit and day, where a rule asks for headcounts.
    headcounts: BTreeMap<Day, BTreeMap<Text, i64>>,
    /// The places that are somebody's site.
    sites: BTreeSet<Text>,
    /// The rows of attendance by person and day, where single people are asked.
    by_person: OnceLock<Vec<u32>>,
}

impl<'a> Domain<'a> {
    /// The facts, with headcounts for the days on which rules ask for them.
    pub(crate) fn new(
        facts: &'a Facts,
        headcount_days: &BTreeSet<Day>,
        known_at: KnownAt,
    ) -> Self {
        let mut domain = Self {
            facts,
            known_at,
            headcounts: BTreeMap::new(),
            sites: sites(facts),
            by_person: OnceLock::new(),
        };
        for day in headcount_days {
            let counted = domain.count_heads(*day);
            domain.headcounts.insert(*day, counted);
        }
        domain
    }

    /// CLAUSE 2.15: how many people are on the register of a place.
    pub(crate) fn headcount(&self, column: &Column, place: &str, day: Day) -> i64 {
        let Some(units) = self.headcounts.get(&day) else { return 0 };
        let of = |unit: &str, column: &str| {
            self.facts.place_value(unit, day, column).and_then(Value::as_text)
                == Some(place)
        };
        let is_there = |unit: &str| match column {
            Column::Office => *self.facts.office_of(unit, day) == *place,
            Column::Locality => of(unit, "locality"),
            Column::Site => of(unit, "site"),
            _ => unit == place,
        };
        let there = units.iter().filter(|(unit, _)| is_there(unit));
        there.map(|(_, heads)| heads).sum()
    }

    fn count_heads(&self, day: Day) -> BTreeMap<Text, i64> {
        let mut units: BTreeMap<Text, i64> = BTreeMap::new();
        for (_, unit) in self.people_on(day) {
            *units.entry(unit).or_default() += 1;
        }
        units
    }

    /// Everybody on the register on a day, with their units; in a flat file everybody with
    /// a row that day.
    fn people_on(&self, day: Day) -> BTreeSet<(PersonId, Text)> {
        let register = self.facts.register();
        if register.is_present() {
            let on = register.spells().iter().filter(|spell| spell.contains(day));
            return on
                .filter_map(|spell| Some((spell.person, self.unit_of_spell(spell.row)?)))
                .collect();
        }
        let Some(rows) = self.facts.table(Table::Attendance) else {
            return BTreeSet::new();
        };
        let date = Value::Date(day);
        let on = (0..rows.len()).filter(|row| rows.value(*row, "date") == Some(&date));
        on.filter_map(|row| {
            let unit = rows.value(row, "unit")?.as_text()?;
            Some((self.facts.person_of_row(row), Text::from(unit)))
        })
        .collect()
    }

    /// The unit of a row of `people`.
    pub(crate) fn unit_of_spell(&self, row: u32) -> Option<Text> {
        match self.facts.table(Table::People)?.value(row as usize, "unit")? {
            Value::Text(unit) => Some(unit.clone()),
            _ => None,
        }
    }

    /// The units to which an item belongs on a day. CLAUSE 9.3.
    pub(crate) fn own_units(&self, item: &ItemKey, day: Day) -> Vec<Text> {
        let unit_of = |table: Table, row: usize| match self
            .facts
            .table(table)?
            .value(row, "unit")?
        {
            Value::Text(unit) => Some(unit.clone()),
            _ => None,
        };
        let register = self.facts.register();
        match item {
            ItemKey::Person(person) | ItemKey::PersonRow(person, _) => {
                if register.is_present() {
                    let spell = register.spell(*person, day);
                    let unit = spell.and_then(|spell| self.unit_of_spell(spell.row));
                    return unit.into_iter().collect();
                }
                if !self.facts.covers().contains(day) {
                    return Vec::new();
                }
                let own = self.rows_of_day(*person, day).into_iter();
                own.filter_map(|row| unit_of(Table::Attendance, row)).collect()
            }
            ItemKey::Row(table, row) => {
                let row = *row as usize;
                let date =
                    self.facts.table(*table).and_then(|rows| rows.value(row, "date"));
                let is_that_day = date == Some(&Value::Date(day));
                unit_of(*table, row).filter(|_| is_that_day).into_iter().collect()
            }
            ItemKey::Unit(unit) => vec![unit.clone()],
        }
    }

    /// What is known of a level at a place in a stretch of one day.
    pub(crate) fn level(&self, field: &str, place: &str, window: Window) -> LevelIn {
        self.facts.level(field, place, window, self.known_at)
    }

    /// From when on each level holds at a place, within a stretch of one day.
    pub(crate) fn levels_since<T>(
        &self,
        field: &str,
        place: &str,
        window: Window,
        tell: impl FnOnce(&[Since<'_>]) -> T,
    ) -> T {
        let line = self.facts.units().line(place, window.first_day());
        tell(&self.facts.levels.within(field, &line, window, self.known_at))
    }

    /// What the day is at the first of these places that has a locality. CLAUSE 6.5.
    pub(crate) fn day_kind(
        &self,
        places: impl IntoIterator<Item = Text>,
        day: Day,
    ) -> DayKind {
        let mut places = places.into_iter();
        let locality =
            places.find_map(|place| self.facts.place_value(&place, day, "locality"));
        match locality {
            Some(Value::Text(locality)) => self.facts.day_kind(day, Some(locality)),
            _ => self.facts.day_kind(day, None),
        }
    }

    /// The status of who is on the register and has no row; `None` if it may be any.
    pub(crate) fn no_row(&self, unit: Option<&Text>, day: Day) -> Option<Text> {
        let kind = self.day_kind(unit.cloned(), day);
        match self.facts.settings().no_row.get(&kind) {
            Some(status) => status.clone(),
            None if kind == DayKind::WorkingDay => None,
            None => Some(Text::from("off")),
        }
    }

    /// CLAUSE 7.1: the values that a blank of the probe's field may have; of one home, or of
    /// all that have it.
    pub(crate) fn candidates(&self, probe: &Probe, of: Option<Home>) -> Vec<Value> {
        let words = |words: &[Text]| words.iter().cloned().map(Value::Text).collect();
        match &probe.kind {
            ValueType::Choice(choices) => return words(choices),
            ValueType::YesNo => return vec![Value::YesNo(false), Value::YesNo(true)],
            // CLAUSE 15.1: a clock time that is missing may be any minute of its day.
            ValueType::Time => {
                return probe.clocks.iter().copied().map(Value::Time).collect();
            }
            _ => {}
        }
        if probe.homes.iter().any(|(_, column)| column == "status") {
            return STATUSES.iter().map(|word| Value::Text((*word).into())).collect();
        }
        if probe.homes.iter().any(|(_, column)| column == "site") {
            return self.sites.iter().cloned().map(Value::Text).collect();
        }
        let mut known = BTreeSet::new();
        let asked = |home: &Home| of.is_none_or(|of| of == *home);
        for (home, column) in probe.homes.iter().filter(|(home, _)| asked(home)) {
            if *home == Home::Level {
                known.extend(self.facts.levels_of(column));
            }
            let Home::Table(table) = home else { continue };
            let flat = *table == Table::People && self.facts.table(*table).is_none();
            let table = if flat { Table::Attendance } else { *table };
            let column = self.facts.table(table).and_then(|rows| rows.column(column));
            known.extend(
                column.into_iter().flat_map(|column| column.values().iter().cloned()),
            );
        }
        known.into_iter().collect()
    }

    /// The office, if there is only one. CLAUSE 3.9.
    pub(crate) fn only_office(&self, day: Day) -> Option<Text> {
        if self.facts.table(Table::Units).is_none() {
            return Some(Text::from("office"));
        }
        let units = self.facts.units();
        let below = units
            .places()
            .filter(|place| units.parent(place, day).is_some() && !self.is_site(place));
        let tops: BTreeSet<Text> = below.map(|place| units.top(place, day)).collect();
        let mut tops = tops.into_iter();
        tops.next().filter(|_| tops.next().is_none())
    }

    /// Whether a place is somebody's site.
    pub(crate) fn is_site(&self, place: &str) -> bool {
        self.sites.contains(place)
    }

    /// The rows of attendance: all, these, or those of one person.
    pub(crate) fn rows_to_ask<'b>(
        &'b self,
        these: Option<&'b [u32]>,
        person: Option<PersonId>,
    ) -> Box<dyn Iterator<Item = usize> + 'b> {
        let rows = self.facts.table(Table::Attendance).map_or(0, |rows| rows.len());
        match (these, person) {
            (Some(these), _) => Box::new(these.iter().map(|row| *row as usize)),
            (None, None) => Box::new(0..rows),
            (None, Some(person)) => {
                let own = self.rows_of_person(person);
                Box::new(own.iter().map(|row| *row as usize))
            }
        }
    }

    /// The rows of a person's day.
    pub(crate) fn rows_of_day(&self, person: PersonId, day: Day) -> Vec<usize> {
        let Some(rows) = self.facts.table(Table::Attendance) else { return Vec::new() };
        let date = Value::Date(day);
        let own = self.rows_of_person(person).iter().map(|row| *row as usize);
        own.filter(|row| rows.value(*row, "date") == Some(&date)).collect()
    }

    /// The rows of a person.
    pub(crate) fn rows_of_person(&self, person: PersonId) -> &[u32] {
        let rows = self.facts.table(Table::Attendance).map_or(0, |rows| rows.len());
        let of_row = |row: &u32| self.facts.person_of_row(*row as usize);
        let sorted = self.by_person.get_or_init(|| {
            let mut sorted: Vec<u32> =
                (0..u32::try_from(rows).unwrap_or(u32::MAX)).collect();
            sorted.sort_by_key(|row| of_row(row));
            sorted
        });
        let from = sorted.partition_point(|row| of_row(row) < person);
        let until = sorted.partition_point(|row| of_row(row) <= person);
        sorted.get(from..until).unwrap_or_default()
    }

    /// Every site that the tables name. CLAUSE 7.2.
    pub(crate) fn sites(&self) -> &BTreeSet<Text> {
        &self.sites
    }
}

fn sites(facts: &Facts) -> BTreeSet<Text> {
    let tables = [Table::Units, Table::Attendance, Table::Visits];
    let columns =
        tables.into_iter().filter_map(|table| facts.table(table)?.column("site"));
    let values = columns.flat_map(|column| column.values().iter());
    values.filter_map(|value| value.as_text().map(Text::from)).collect()
}
