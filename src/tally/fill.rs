//! Facts to a histogram: every row and everybody without one, each to a class, by table.

mod adding;
mod class;
mod counted;
mod in_runs;

use std::ops::Range;

use crate::classify::view::RowView;
use crate::day::Day;
use crate::domain::Domain;
use crate::facts::PersonId;
use crate::facts::column::Column;
use crate::facts::dated::Spell;
use crate::field::{Table, Value};

use super::histogram::{Histogram, Told, Who};
use super::keys::{Keys, combinations, mixed};
use super::share::{Axes, Group};

use adding::{Adding, Days, Numbers};
use class::{Classes, Kind, TELLS};

/// How many rows are looked at together.
const CHUNK: usize = 1024;

/// No unit, no day that is asked, no place in a histogram: more than there are of any.
const NONE: u32 = 1 << 30;

/// What is the same for all parts of a count.
pub(super) struct Filling<'a> {
    pub(super) domain: &'a Domain<'a>,
    pub(super) axes: &'a Axes,
    pub(super) group: Group<'a>,
    /// For each code of the date column its day among those asked.
    days: Vec<u32>,
    whose: Whose,
    /// For each day and unit the status of who has no row, as the codes of a row.
    no_rows: Vec<Option<u32>>,
}

/// Where the unit of a row is read.
enum Whose {
    /// In a flat file: for each code of its unit column the unit.
    Flat(Numbers),
    /// For each code of the person column who that is.
    Register(Vec<Belongs>),
}

/// Where somebody belongs first, and until when.
#[derive(Debug, Clone, Copy)]
struct Belongs {
    person: PersonId,
    spell: Option<(Spell, Person)>,
}

/// A spell as the histogram sees it.
#[derive(Debug, Clone, Copy)]
struct Person {
    unit: u32,
    /// The codes of the row of `people`, as one number.
    kind: u32,
}

/// One part of the rows and of the register on its way to a histogram.
pub(super) struct Part<'a> {
    filling: &'a Filling<'a>,
    classes: Classes<'a>,
    pub(super) histogram: Histogram,
}

impl<'a> Filling<'a> {
    pub(super) fn new(domain: &'a Domain<'a>, axes: &'a Axes, group: Group<'a>) -> Self {
        let facts = domain.facts;
        let covers = facts.covers();
        let asked = |day: &Option<Day>| {
            let day = day.filter(|day| covers.contains(*day))?;
            axes.day(day)
        };
        let days = facts.days_of_attendance();
        let days = days.iter().map(|day| asked(day).unwrap_or(NONE)).collect();
        let whose = match facts.register().is_present() {
            false => Whose::Flat(Numbers::new(flat_units(domain, axes))),
            true => Whose::Register(register(domain, axes, &group.keys)),
        };
        let mut filling = Self { domain, axes, group, days, whose, no_rows: Vec::new() };
        filling.no_rows = filling.no_rows();
        filling
    }

    /// For each day and unit what is said of who has no row; nothing in a flat file.
    fn no_rows(&self) -> Vec<Option<u32>> {
        if matches!(self.whose, Whose::Flat(_)) {
            return Vec::new();
        }
        let days = (0..self.axes.days as i32).map(|at| self.axes.first.plus(at));
        let of_unit = |day: Day| {
            self.axes.units.iter().map(move |unit| {
                let status = self.domain.no_row(Some(unit), day)?;
                let known = crate::field::STATUSES.iter().position(|s| **s == *status);
                Some(known.unwrap_or(0) as u32)
            })
        };
        days.flat_map(of_unit).collect()
    }

    pub(super) fn nobody(&self) -> Part<'_> {
        Part {
            filling: self,
            classes: Classes::new(self),
            histogram: Histogram::new(self.axes.days, self.axes.units.len()),
        }
    }

    /// For each row of the facts whether a requirement may have more to say of its like.
    pub(super) fn tells(&self) -> Option<Vec<bool>> {
        self.nobody().tells()
    }

    /// The row of the register that holds for somebody on a day.
    fn belongs(&self, belongs: Belongs, day: Day) -> Option<(Spell, Person)> {
        match belongs.spell {
            Some((spell, person)) if spell.contains(day) => Some((spell, person)),
            _ => {
                let spell = self.domain.facts.register().spell(belongs.person, day)?;
                Some((spell, self.person(spell.row)?))
            }
        }
    }

    fn person(&self, row: u32) -> Option<Person> {
        person(self.domain, self.axes, &self.group.keys, row)
    }
}

impl Part<'_> {
    /// Adds one of so many pieces of everybody.
    pub(super) fn piece(&mut self, nth: usize, of: usize) {
        let facts = self.filling.domain.facts;
        let rows = facts.table(Table::Attendance).map_or(0, |rows| rows.len());
        self.rows(share(rows, nth, of));
        self.missing(share(facts.register().spells().len(), nth, of));
    }

    fn rows(&mut self, rows: Range<usize>) {
        let filling = self.filling;
        let facts = filling.domain.facts;
        let Some(table) = facts.table(Table::Attendance) else { return };
        let (Some(dates), Some(people)) = (table.column("date"), table.column("person"))
        else {
            return;
        };
        let units = table.column("unit");
        let has_several = filling.domain.facts.seen().is_any_several();
        let mut from = rows.start;
        if let (Whose::Flat(units_of), Some(units), false) =
            (&filling.whose, units, has_several)
        {
            from = self.in_runs(rows.clone(), (dates, units), units_of);
        }
        let [mut kinds, mut days, mut whose, mut codes] = [[0_u32; CHUNK]; 4];
        while from < rows.end {
            let here = CHUNK.min(rows.end - from);
            let all = [&mut kinds, &mut days, &mut whose, &mut codes];
            let [kinds, days, whose, codes] =
                all.map(|all| all.get_mut(..here).unwrap_or_default());
            let keys = &filling.group.keys.row;
            match (&filling.whose, units) {
                (Whose::Flat(units_of), Some(units)) if !has_several => {
                    let rows = from..from + here;
                    self.flat(rows, (kinds, days), (dates, units), units_of);
                }
                (Whose::Flat(units_of), Some(units)) => {
                    mixed(keys, from, kinds);
                    dates.widen(from, days);
                    units.widen(from, whose);
                    people.widen(from, codes);
                    self.flat_with_several(from, (kinds, days, whose, codes), units_of);
                }
                (Whose::Register(of_people), _) => {
                    mixed(keys, from, kinds);
                    dates.widen(from, days);
                    people.widen(from, whose);
                    self.registered(from, (kinds, days, whose), of_people);
                }
                (Whose::Flat(_), None) => {}
            }
            from += here;
        }
    }

    /// Rows of a flat file in which nobody has several on a day: all at once where their kinds
    /// were met before, and one by one where they were not.
    fn flat(
        &mut self,
        rows: Range<usize>,
        (kinds, days): (&mut [u32], &mut [u32]),
        (dates, units): (&Column, &Column),
        units_of: &Numbers,
    ) {
        let day =
            |code: u32| self.filling.days.get(code as usize).copied().unwrap_or(NONE);
        let one_day = dates.one_code(rows.clone()).map(day);
        if one_day == Some(NONE) {
            return;
        }
        let mut left = Vec::new();
        let each_day = self.histogram.start_of(1);
        let (from, days) = match one_day {
            Some(day) => (self.histogram.start_of(day), Days::One),
            None => {
                dates.widen(rows.start, days);
                days.iter_mut().for_each(|code| *code = day(*code));
                (0, Days::Each(days, each_day))
            }
        };
        let mut few = [0; CHUNK];
        let few = few.get_mut(..rows.len()).unwrap_or_default();
        match self.classes.kinds(rows.clone(), kinds, few) {
            None => left.extend(0..rows.len()),
            Some(kinds) => {
                let counts = self.histogram.counts().get_mut(from..).unwrap_or_default();
                let until = if one_day.is_some() { each_day } else { counts.len() };
                let counts = counts.get_mut(..until).unwrap_or_default();
                let left = &mut left;
                units.visit(rows.clone(), Adding { kinds, days, units_of, counts, left });
            }
        }
        if left.is_empty() {
            return;
        }
        mixed(&self.filling.group.keys.row, rows.start, kinds);
        for nth in left {
            let row = rows.start + nth;
            let unit = units_of.of(units.code(row));
            let day = self.filling.days.get(dates.code(row) as usize).copied();
            let day = day.unwrap_or(NONE);
            if let Some(kind) = kinds.get(nth).filter(|_| day != NONE && unit != NONE) {
                let kind = Kind { row: *kind, person: 0, unit, day };
                self.add_row(kind, row, None);
            }
        }
    }

    fn flat_with_several(
        &mut self,
        from: usize,
        (kinds, days, units, people): (&[u32], &[u32], &[u32], &[u32]),
        units_of: &Numbers,
    ) {
        let facts = self.filling.domain.facts;
        let rows = kinds.iter().zip(days).zip(units).zip(people);
        for (nth, (((row, day), unit), person)) in rows.enumerate() {
            let day = self.filling.days.get(*day as usize).copied().unwrap_or(NONE);
            let unit = units_of.of(*unit);
            if day == NONE || unit == NONE {
                continue;
            }
            let date = self.filling.axes.first.plus(day as i32);
            match facts.seen().has_several(facts.person_of_code(*person), date) {
                true => self.histogram.is_slow(day, unit),
                false => {
                    let kind = Kind { row: *row, person: 0, unit, day };
                    self.add_row(kind, from + nth, None);
                }
            }
        }
    }

    fn registered(
        &mut self,
        from: usize,
        (kinds, days, people): (&[u32], &[u32], &[u32]),
        of_people: &[Belongs],
    ) {
        let filling = self.filling;
        let seen = filling.domain.facts.seen();
        for (nth, ((row, day), person)) in kinds.iter().zip(days).zip(people).enumerate()
        {
            let day = filling.days.get(*day as usize).copied().unwrap_or(NONE);
            let belongs = of_people.get(*person as usize);
            let Some(belongs) = belongs.filter(|_| day != NONE) else { continue };
            let date = filling.axes.first.plus(day as i32);
            let Some((spell, whose)) = filling.belongs(*belongs, date) else { continue };
            if seen.has_several(belongs.person, date) {
                self.histogram.is_slow(day, whose.unit);
                continue;
            }
            let kind = Kind { row: *row, person: whose.kind, unit: whose.unit, day };
            self.add_row(kind, from + nth, Some(spell.row));
        }
    }

    /// Adds whose row of attendance it is, by it and the row of the register.
    #[inline]
    fn add_row(&mut self, kind: Kind, row: usize, person_row: Option<u32>) {
        let facts = self.filling.domain.facts;
        let person = || facts.person_of_row(row);
        // OK because a table has fewer rows than `u32` has numbers.
        self.add(kind, (row, person_row), (&person, &|own| Who::Row(own, row as u32)));
    }

    /// Adds somebody by a row of attendance that is like theirs, and the row of the register.
    #[inline]
    fn add(
        &mut self,
        kind: Kind,
        (row, person_row): (usize, Option<u32>),
        (person, who): (&dyn Fn() -> PersonId, &dyn Fn(PersonId) -> Who),
    ) {
        let class = self.classes.of(kind).unwrap_or_else(|| {
            let view = RowView::Row(row);
            self.classes.learn(kind, (person(), person_row), &view, &mut self.histogram)
        });
        let Kind { unit, day, .. } = kind;
        self.histogram.add((day, unit), class & !TELLS, 1);
        if class & TELLS != 0 {
            let who = who(person());
            self.histogram.tell(Told { day, unit, joint: class & !TELLS, who });
        }
    }

    /// CLAUSE 7.2: whoever is on the register and has no row.
    fn missing(&mut self, spells: Range<usize>) {
        let filling = self.filling;
        let facts = filling.domain.facts;
        let (first, seen) = (filling.axes.first, facts.seen());
        let covers = facts.covers();
        let last = first.plus(filling.axes.days as i32 - 1);
        for spell in facts.register().spells().get(spells).unwrap_or_default() {
            let Some(person) = filling.person(spell.row) else { continue };
            let (from, through) = (spell.from.max(first), spell.through.min(last));
            for day in from.number()..=through.number() {
                let date = Day::from_number(day);
                let day = (day - first.number()) as u32;
                if seen.has(spell.person, date) || !covers.contains(date) {
                    continue;
                }
                self.without_row(*spell, person, day);
            }
        }
    }

    fn without_row(&mut self, spell: Spell, Person { unit, kind, .. }: Person, day: u32) {
        let filling = self.filling;
        let at = day as usize * filling.axes.units.len() + unit as usize;
        let status = filling.no_rows.get(at).copied().flatten();
        let kind = Kind { row: Kind::without_row(status), person: kind, unit, day };
        let class = self.classes.of(kind).unwrap_or_else(|| {
            let word = status.and_then(|at| crate::field::STATUSES.get(at as usize));
            let view = RowView::Missing(word.map(|word| (*word).into()));
            let who = (spell.person, Some(spell.row));
            self.classes.learn(kind, who, &view, &mut self.histogram)
        });
        self.histogram.add((day, unit), class & !TELLS, 1);
        if class & TELLS != 0 {
            let who = Who::Missing(spell.person);
            self.histogram.tell(Told { day, unit, joint: class & !TELLS, who });
        }
    }
}

/// One of so many parts of some things.
fn share(all: usize, nth: usize, of: usize) -> Range<usize> {
    all * nth / of..all * (nth + 1) / of
}

/// How many numbers the codes of the rows may come to.
fn row_kinds(keys: &Keys<'_>) -> u64 {
    combinations(&keys.row)
}

/// For each code of the unit column of a flat file the unit.
fn flat_units(domain: &Domain<'_>, axes: &Axes) -> Vec<u32> {
    let column =
        domain.facts.table(Table::Attendance).and_then(|rows| rows.column("unit"));
    let values = column.into_iter().flat_map(|column| column.values());
    let id = |value: &Value| axes.ids.get(value.as_text()?).copied();
    std::iter::once(NONE).chain(values.map(|value| id(value).unwrap_or(NONE))).collect()
}

fn person(domain: &Domain<'_>, axes: &Axes, keys: &Keys<'_>, row: u32) -> Option<Person> {
    let people = domain.facts.table(Table::People)?;
    let unit = people.value(row as usize, "unit")?;
    let unit = axes.ids.get(unit.as_text()?).copied()?;
    Some(Person { unit, kind: keys.of_person(row as usize) })
}

/// For each code of the person column where that person belongs first.
fn register(domain: &Domain<'_>, axes: &Axes, keys: &Keys<'_>) -> Vec<Belongs> {
    let facts = domain.facts;
    let of_person = |person: &PersonId| {
        let spell = facts.register().spells_of(*person).first().copied();
        let spell =
            spell.and_then(|spell| Some((spell, person_of(spell, domain, axes, keys)?)));
        Belongs { person: *person, spell }
    };
    let nobody = Belongs { person: PersonId(u32::MAX), spell: None };
    std::iter::once(nobody).chain(facts.attendance_people.iter().map(of_person)).collect()
}

fn person_of(
    spell: Spell,
    domain: &Domain<'_>,
    axes: &Axes,
    keys: &Keys<'_>,
) -> Option<Person> {
    person(domain, axes, keys, spell.row)
}
