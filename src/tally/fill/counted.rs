//! Rows that are like some of the facts, and were counted before.

use crate::classify::view::RowView;
use crate::facts::dated::Spell;
use crate::field::Table;
use crate::tally::counted::{At, Counted};
use crate::tally::histogram::{Told, Who};

use super::class::{Kind, TELLS};
use super::{Belongs, Filling, NONE, Part, Person, Whose, mixed, share};

/// The codes of every row of the facts, which are few.
pub(super) struct Likes {
    kinds: Vec<u32>,
    days: Vec<u32>,
    units: Vec<u32>,
}

impl Likes {
    pub(super) fn new(filling: &Filling<'_>) -> Likes {
        let none = Likes { kinds: Vec::new(), days: Vec::new(), units: Vec::new() };
        let Some(table) = filling.domain.facts.table(Table::Attendance) else {
            return none;
        };
        let units_of = match &filling.whose {
            Whose::Flat(units_of) => units_of.as_slice(),
            Whose::Register(_) => &[],
        };
        let rows = table.len();
        let codes = |column: &str, of: &[u32]| -> Vec<u32> {
            let Some(column) = table.column(column) else { return vec![NONE; rows] };
            let known = |code: u32| of.get(code as usize).copied().unwrap_or(NONE);
            column.codes().map(known).collect()
        };
        let mut kinds = vec![0; rows];
        mixed(&filling.group.keys.row, 0, &mut kinds);
        let (days, units) = (codes("date", &filling.days), codes("unit", units_of));
        Likes { kinds, days, units }
    }

    /// The kind of a row, and the row it is like; `None` on a day that is not asked.
    fn kind(&self, at: At) -> Option<Kind> {
        let code = |codes: &[u32], row: u32| codes.get(row as usize).copied();
        let row = code(&self.kinds, at.kind)?;
        let day = code(&self.days, at.date).filter(|day| *day != NONE)?;
        let unit = code(&self.units, at.unit).filter(|unit| *unit != NONE)?;
        Some(Kind { row, person: 0, unit, day })
    }
}

impl Part<'_> {
    /// Adds a part of the rows that were counted before, and of those who have none.
    pub(in crate::tally) fn counted(&mut self, counted: &dyn Counted, part: usize) {
        let rows = self.filling.domain.facts.table(Table::Attendance);
        let date = rows.and_then(|rows| rows.column("date"));
        let mut keys = self.filling.group.keys.row.iter();
        if date.is_some_and(|date| keys.any(|key| std::ptr::eq(*key, date))) {
            // A row that stands for others has a day of its own.
            return self.histogram.lacks_people();
        }
        match &self.filling.whose {
            Whose::Flat(_) => self.counted_flat(counted, part),
            Whose::Register(_) => {
                self.counted_registered(counted, part);
                let spells = self.filling.domain.facts.register().spells().len();
                self.missing(share(spells, part, counted.parts()));
            }
        }
    }

    /// Rows beside a register: where each counts is said by its person's spell on the day.
    fn counted_registered(&mut self, counted: &dyn Counted, part: usize) {
        let filling = self.filling;
        let Likes { kinds, .. } = Likes::new(filling);
        let mut before: Option<(Spell, Person)> = None;
        counted.registered(part, &mut |person, date, row| {
            let Some(day) = filling.axes.day(date) else { return };
            let spell = before.filter(|(spell, _)| spell.person == person);
            before = filling.belongs(Belongs { person, spell }, date);
            let (Some((spell, whose)), Some(kind)) = (before, kinds.get(row as usize))
            else {
                return;
            };
            let kind = Kind { row: *kind, person: whose.kind, unit: whose.unit, day };
            let rows = (row as usize, Some(spell.row));
            self.add(kind, rows, (&|| person, &Who::Missing));
        });
    }

    fn counted_flat(&mut self, counted: &dyn Counted, part: usize) {
        let likes = Likes::new(self.filling);
        counted.each(part, &mut |at, people, is_kept| {
            let Some(kind) = likes.kind(at) else { return };
            let class = self.class_of_like(kind, at.kind);
            if class & TELLS != 0 && !is_kept {
                self.histogram.lacks_people();
            }
            self.histogram.add((kind.day, kind.unit), class & !TELLS, people);
        });
        counted.kept(part, &mut |at, name| {
            let Some(kind) = likes.kind(at) else { return };
            let class = self.class_of_like(kind, at.kind);
            if class & TELLS != 0 {
                let Kind { unit, day, .. } = kind;
                let who = Who::Named(name.into());
                self.histogram.tell(Told { day, unit, joint: class & !TELLS, who });
            }
        });
    }

    fn class_of_like(&mut self, kind: Kind, row: u32) -> u32 {
        self.classes.of(kind).unwrap_or_else(|| {
            let row = row as usize;
            let who = (self.filling.domain.facts.person_of_row(row), None);
            self.classes.learn(kind, who, &RowView::Row(row), &mut self.histogram)
        })
    }

    /// For each row of the facts whether a requirement may have more to say of its like than
    /// that they pass; nothing where that hangs on more than the row.
    pub(super) fn tells(&mut self) -> Option<Vec<bool>> {
        let keys = &self.filling.group.keys;
        if keys.unit || keys.day {
            return None;
        }
        let likes = Likes::new(self.filling);
        let rows = 0..likes.kinds.len() as u32;
        let of_row = |row: u32| {
            let kind = likes.kind(At { date: row, unit: row, kind: row });
            kind.is_none_or(|kind| self.class_of_like(kind, row) & TELLS != 0)
        };
        Some(rows.map(of_row).collect())
    }
}
