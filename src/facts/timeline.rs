//! Each item once: on which days a person has rows, and who has several on one day.

use std::collections::BTreeSet;

use crate::day::Day;
use crate::facts::{Facts, PersonId};
use crate::field::{Table, Value};

/// One bit for each person and day: whether there is a row. The `Days` axis.
#[derive(Debug, Clone, Default)]
pub(crate) struct Timeline {
    first: i32,
    /// Words of a person.
    words: usize,
    bits: Vec<u64>,
    /// Person and day of whoever has several rows on one day: the exception lane.
    several: BTreeSet<(PersonId, Day)>,
}

impl Timeline {
    /// The rows of `attendance`.
    pub(crate) fn of_rows(facts: &Facts) -> Timeline {
        let Some(rows) = facts.table(Table::Attendance) else {
            return Timeline::default();
        };
        let days = facts.days_of_attendance();
        let known = || days.iter().flatten();
        let (Some(first), Some(last)) = (known().min(), known().max()) else {
            return Timeline::default();
        };
        let mut timeline = Timeline::new(facts.register().people(), (*first, *last));
        let Some((dates, persons)) = rows.column("date").zip(rows.column("person"))
        else {
            return timeline;
        };
        for (date, person) in dates.codes().zip(persons.codes()) {
            let day = days.get(date as usize).copied().flatten();
            if let Some(day) = day {
                timeline.set(facts.person_of_code(person), day);
            }
        }
        timeline
    }

    /// Nobody of so many people has a row between these days, both included.
    pub(crate) fn new(people: usize, (first, last): (Day, Day)) -> Timeline {
        let span = (last.number() - first.number() + 1).max(0) as usize;
        let words = span.div_ceil(64);
        Timeline {
            first: first.number(),
            words,
            bits: vec![0; words * people],
            several: BTreeSet::new(),
        }
    }

    /// That a person has a row on a day.
    pub(crate) fn set(&mut self, person: PersonId, day: Day) {
        let (word, bit) = self.position(person, day);
        let Some(word) = word.and_then(|word| self.bits.get_mut(word)) else { return };
        if *word >> bit & 1 == 1 {
            self.several.insert((person, day));
        }
        *word |= 1 << bit;
    }

    /// Whether the person has a row on that day.
    pub(crate) fn has(&self, person: PersonId, day: Day) -> bool {
        let (word, bit) = self.position(person, day);
        word.and_then(|word| self.bits.get(word)).is_some_and(|word| word >> bit & 1 == 1)
    }

    /// Whether somebody has several rows on some day.
    pub(crate) fn is_any_several(&self) -> bool {
        !self.several.is_empty()
    }

    /// Whether the person has several rows on that day.
    pub(crate) fn has_several(&self, person: PersonId, day: Day) -> bool {
        !self.several.is_empty() && self.several.contains(&(person, day))
    }

    fn position(&self, person: PersonId, day: Day) -> (Option<usize>, usize) {
        let at = day.number() - self.first;
        match usize::try_from(at) {
            Ok(at) if at / 64 < self.words => {
                (Some(person.index() * self.words + at / 64), at % 64)
            }
            _ => (None, 0),
        }
    }
}

impl Facts {
    /// For each code of the date column of `attendance` its day; `None` for blanks.
    pub(crate) fn days_of_attendance(&self) -> Vec<Option<Day>> {
        let column = self.table(Table::Attendance).and_then(|rows| rows.column("date"));
        let values = column.into_iter().flat_map(|column| column.values());
        let days = values.map(|value| match value {
            Value::Date(day) => Some(*day),
            _ => None,
        });
        std::iter::once(None).chain(days).collect()
    }
}
