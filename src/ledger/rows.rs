//! The rows of attendance as they now are: those of the facts, and what was changed since.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::day::Day;
use crate::facts::column::Column;
use crate::facts::edit::{Cells, NewRow};
use crate::facts::{Facts, PersonId};
use crate::field::{Table, Text, Value};
use crate::window::Period;

use super::Ledger;
use super::told::{DayRows, Told};

/// Which person-days were changed, and what they hold where it is more than a status.
#[derive(Debug, Default)]
pub(super) struct Edits {
    bits: Vec<u64>,
    full: BTreeMap<(PersonId, usize), Arc<[Arc<Cells>]>>,
    days: usize,
}

impl Edits {
    /// Nothing is changed yet.
    pub(super) fn new(people: usize, days: usize) -> Self {
        let bits = vec![0; (people * days).div_ceil(64)];
        Self { bits, full: BTreeMap::new(), days }
    }

    fn has(&self, person: PersonId, nth: usize) -> bool {
        let at = person.index() * self.days + nth;
        self.bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Notes a change.
    pub(super) fn note(&mut self, person: PersonId, nth: usize, rows: &DayRows) {
        let at = person.index() * self.days + nth;
        let words = self.bits.iter_mut().skip(at / 64).take(1);
        words.for_each(|word| *word |= 1 << (at % 64));
        match rows {
            DayRows::Full(rows) => {
                self.full.insert((person, nth), rows.clone());
            }
            DayRows::None | DayRows::Status(_) if !self.full.is_empty() => {
                self.full.remove(&(person, nth));
            }
            DayRows::None | DayRows::Status(_) => {}
        }
    }

    /// Every person-day that was changed.
    fn iter(&self) -> impl Iterator<Item = (PersonId, usize)> + '_ {
        let words = self.bits.iter().enumerate().filter(|(_, word)| **word != 0);
        words.flat_map(move |(nth, word)| {
            let bits = (0..64).filter(move |bit| word >> bit & 1 == 1);
            bits.map(move |bit| {
                let at = nth * 64 + bit;
                // OK because ids of people are 32 bits wide.
                (PersonId((at / self.days) as u32), at % self.days)
            })
        })
    }
}

/// How often each value occurs in the columns that may fill blanks, and where the rows of
/// each person are: what must be known to tell that a value comes or goes. CLAUSE 7.1
#[derive(Debug)]
pub(super) struct Values {
    counts: BTreeMap<String, BTreeMap<Value, u32>>,
    /// The rows by person, those of each in the order of their days.
    order: Vec<u32>,
    starts: Vec<u32>,
}

impl Values {
    /// What rows say beyond person, day and status; `None` if nothing.
    pub(super) fn new(facts: &Facts) -> Option<Values> {
        let rows = facts.table(Table::Attendance)?;
        let others = rows.columns.iter().filter(|(name, _)| is_open(name));
        let counts: BTreeMap<String, BTreeMap<Value, u32>> = others
            .map(|(name, column)| (name.clone(), counted(column, rows.len)))
            .collect();
        if counts.is_empty() {
            return None;
        }
        let people = facts.register().people();
        let days = facts.days_of_attendance();
        let key = |row: u32| {
            let day = rows.code(row as usize, "date") as usize;
            (facts.person_of_row(row as usize), days.get(day).copied().flatten())
        };
        let mut order: Vec<u32> =
            (0..u32::try_from(rows.len).unwrap_or(u32::MAX)).collect();
        order.sort_by_key(|row| key(*row));
        let mut starts = Vec::with_capacity(people + 1);
        let mut at = 0;
        for person in 0..=people as u32 {
            while order.get(at).is_some_and(|row| key(*row).0 < PersonId(person)) {
                at += 1;
            }
            starts.push(at as u32);
        }
        Some(Values { counts, order, starts })
    }

    /// Whether rows have a column.
    pub(super) fn has(&self, is_it: &dyn Fn(&str) -> bool) -> bool {
        self.counts.keys().any(|name| is_it(name))
    }

    fn rows_of(&self, person: PersonId) -> &[u32] {
        let at = person.index();
        let ends = self.starts.get(at).zip(self.starts.get(at + 1));
        let rows = ends
            .and_then(|(from, until)| self.order.get(*from as usize..*until as usize));
        rows.unwrap_or_default()
    }
}

/// Whether the values of a column may fill blanks; those of `status` are a closed list.
fn is_open(column: &str) -> bool {
    !matches!(column, "person" | "date" | "status")
}

fn counted(column: &Column, rows: usize) -> BTreeMap<Value, u32> {
    let mut by_code = vec![0_u32; column.values().len() + 1];
    for row in 0..rows {
        let code = column.code(row) as usize;
        by_code.iter_mut().skip(code).take(1).for_each(|count| *count += 1);
    }
    column.values().iter().cloned().zip(by_code.into_iter().skip(1)).collect()
}

impl Ledger {
    /// The rows of somebody's day as they now are.
    pub(super) fn rows_of(&self, person: PersonId, day: Day) -> Vec<NewRow> {
        let nth = self.counts.nth(day);
        if self.period.contains(day) && self.edits.has(person, nth) {
            return self.edited(person, nth).as_new(person, day);
        }
        let Some(table) = self.facts.table(Table::Attendance) else { return Vec::new() };
        let date = Value::Date(day);
        let all: Vec<u32>;
        let own = match &self.values {
            Some(values) => values.rows_of(person),
            None => {
                let rows =
                    (0..table.len).filter(|row| self.facts.person_of_row(*row) == person);
                all = rows.filter_map(|row| u32::try_from(row).ok()).collect();
                &all
            }
        };
        let own = own.iter().map(|row| *row as usize);
        let of_day = own.filter(|row| table.value(*row, "date") == Some(&date));
        of_day
            .map(|row| {
                let cells = table.columns.iter().filter_map(|(name, column)| {
                    let is_own = !matches!(name.as_str(), "person" | "date");
                    let value = column.value(row).filter(|_| is_own)?;
                    Some((Text::from(name.as_str()), value.clone()))
                });
                NewRow { person, day, cells: Arc::new(cells.collect()) }
            })
            .collect()
    }

    fn edited(&self, person: PersonId, nth: usize) -> DayRows {
        match self.edits.full.get(&(person, nth)) {
            Some(rows) => DayRows::Full(rows.clone()),
            None => self.counts.as_told(person, nth),
        }
    }

    /// Everything that was changed since the ledger was opened.
    pub(super) fn changed(&self) -> BTreeMap<(PersonId, Day), DayRows> {
        let mut all = self.log.clone();
        for (person, nth) in self.edits.iter() {
            all.insert((person, self.counts.day(nth)), self.edited(person, nth));
        }
        all
    }

    /// The facts as they now are, or as a change would make them: all of them, those of some
    /// days, or those of one person.
    pub(super) fn facts_of(
        &self,
        days: Option<Period>,
        only: Option<PersonId>,
        told: Option<&Told>,
    ) -> Facts {
        let is_asked = |person: PersonId, day: Day| {
            days.is_none_or(|days| days.contains(day))
                && only.is_none_or(|only| only == person)
        };
        let is_told = |person: PersonId, day: Day| {
            told.is_some_and(|told| told.person == person && told.day == day)
        };
        let mut added = Vec::new();
        for (person, nth) in self.edits.iter() {
            let day = self.counts.day(nth);
            if is_asked(person, day) && !is_told(person, day) {
                added.extend(self.edited(person, nth).as_new(person, day));
            }
        }
        if let Some(told) = told.filter(|told| is_asked(told.person, told.day)) {
            added.extend(told.rows.as_new(told.person, told.day));
        }
        let known = self.facts.days_of_attendance();
        let table = self.facts.table(Table::Attendance);
        let dates = table.and_then(|rows| rows.column("date"));
        let keeps = |row: &u32| {
            let code = dates.map_or(0, |column| column.code(*row as usize));
            let Some(day) = known.get(code as usize).copied().flatten() else {
                return false;
            };
            if days.is_some_and(|days| !days.contains(day)) {
                return false;
            }
            let person = self.facts.person_of_row(*row as usize);
            let is_edited =
                self.period.contains(day) && self.edits.has(person, self.counts.nth(day));
            is_asked(person, day) && !is_edited && !is_told(person, day)
        };
        let rows = table.map_or(0, |rows| rows.len());
        let kept: Vec<u32> = match (only, &self.values) {
            (Some(only), Some(values)) => {
                values.rows_of(only).iter().copied().filter(keeps).collect()
            }
            _ => (0..u32::try_from(rows).unwrap_or(u32::MAX)).filter(keeps).collect(),
        };
        self.facts.with_attendance(&kept, &added)
    }

    /// Whether a row of the day before or after says more than a status.
    #[inline]
    fn may_move_values(&self, told: &Told) -> bool {
        self.values.is_some() || matches!(told.rows, DayRows::Full(_))
    }

    /// By how much a change moves how often each value occurs.
    fn value_moves(&self, told: &Told) -> BTreeMap<(Text, Value), i64> {
        let mut moves = BTreeMap::new();
        let before = self.rows_of(told.person, told.day);
        let after = told.rows.as_new(told.person, told.day);
        for (rows, by) in [(before, -1), (after, 1)] {
            for (name, value) in rows.iter().flat_map(|row| row.cells.iter()) {
                if is_open(name) {
                    *moves.entry((name.clone(), value.clone())).or_insert(0) += by;
                }
            }
        }
        moves
    }

    /// Whether a change brings a value that no row had, or takes the last of one away: then
    /// blanks may be filled otherwise than before.
    pub(super) fn moves_values(&self, told: &Told) -> bool {
        self.may_move_values(told)
            && self.value_moves(told).iter().any(|((name, value), by)| {
                let counts = self.values.as_ref().and_then(|all| all.counts.get(&**name));
                let count = counts.and_then(|counts| counts.get(value)).copied();
                let count = i64::from(count.unwrap_or(0));
                (count > 0) != (count + by > 0)
            })
    }

    /// Keeps count of the values.
    pub(super) fn note_values(&mut self, told: &Told) {
        if !self.may_move_values(told) {
            return;
        }
        let moves = self.value_moves(told);
        let Some(values) = &mut self.values else { return };
        for ((name, value), by) in moves {
            let counts = values.counts.get_mut(&*name);
            if let Some(count) = counts.and_then(|counts| counts.get_mut(&value)) {
                // OK because a change that would take the last one opens the ledger anew.
                *count = count.saturating_add_signed(i32::try_from(by).unwrap_or(0));
            }
        }
    }
}
