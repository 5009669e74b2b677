//! What strips come to together: their rows by the lines that stand for them.

use crate::tally::counted::At;
use crate::workers::{Workers, each};

use super::days::Days;
use super::strip::{Once, Places, Strip};

/// Nobody has a row.
static NOBODY: Days = Days::new();

/// Whether nobody has a row on one date in two strips.
pub(super) fn are_apart(strips: &[&Strip], workers: &dyn Workers) -> bool {
    let numbered = strips.iter().enumerate();
    let pairs = numbered.flat_map(|(nth, one)| {
        strips.iter().skip(nth + 1).map(move |other| (one, other))
    });
    let pairs: Vec<_> = pairs.collect();
    // Each pair in parts, for with two strips there is one.
    let parts = workers.number().max(1);
    let is_apart = |nth: usize| {
        let pair = pairs.get(nth / parts);
        pair.is_none_or(|(one, other)| {
            one.shares_nobody_with(other, (nth % parts, parts))
        })
    };
    each(workers, pairs.len() * parts, is_apart).into_iter().all(|is_apart| is_apart)
}

impl Strip {
    fn days(&self) -> &Days {
        match &self.once {
            Once::Days(days) => days,
            Once::Registered(_) | Once::Ids(_) => &NOBODY,
        }
    }

    /// The code of what is written in a column, if it stands there.
    fn find(&self, column: usize, written: &[u8]) -> Option<u32> {
        let texts = self.texts.get(column)?;
        texts.find(written).or_else(|| {
            let code = self.numbers.get(column)?.find(written)?;
            // A number may be written in more than one way.
            (texts.text(code) == written).then_some(code)
        })
    }

    /// Whether nobody of one of so many parts of the others has a row on one date in both.
    fn shares_nobody_with(&self, other: &Strip, (nth, of): (usize, usize)) -> bool {
        let [others, their_dates] = other.names();
        let Places { person, date, .. } = self.places;
        let (days, their_days) = (self.days(), other.days());
        let both = their_dates.iter();
        let date = |text: &[u8]| self.find(date, text);
        let both = both.filter_map(|(theirs, text)| Some((date(text)?, theirs)));
        let both: Vec<(u32, u32)> = both.collect();
        let end = |nth: usize| (others.len() * nth / of) as u32;
        both.is_empty()
            || (end(nth) + 1..=end(nth + 1)).all(|theirs| {
                self.find(person, others.text(theirs)).is_none_or(|person| {
                    let mut both = both.iter();
                    !both.any(|(date, their_date)| {
                        days.has(person, *date) && their_days.has(theirs, *their_date)
                    })
                })
            })
    }

    /// How many rows are on the day of a line and of the kind of another.
    pub(super) fn each_item(&self, start: u32, add: &mut dyn FnMut(u32, u32, u32)) {
        self.each(start, &mut |at, rows, _| add(at.date, at.kind, rows));
    }

    /// The rows of the cells, by the lines that stand for day, unit and kind.
    pub(super) fn each(&self, start: u32, add: &mut dyn FnMut(At, u32, bool)) {
        let lines = (0..self.kinds.len() as u32)
            .map(|kind| (start + self.kinds.line_of(kind), self.kinds.is_kept(kind)));
        let lines: Vec<(u32, bool)> = lines.collect();
        self.cells.each(|key, counts| {
            let Some(at) = self.at(start, key) else { return };
            for (kind, rows) in counts.iter().copied() {
                if let Some((line, is_kept)) = lines.get(kind as usize) {
                    add(At { kind: *line, ..at }, rows, *is_kept);
                }
            }
        });
    }

    /// What is written of the date and the unit of each cell, with the lines that have it.
    pub(super) fn each_spot(&self, start: u32, tell: &mut dyn FnMut([&[u8]; 2], At)) {
        let text = |at: usize, code: u32| {
            self.texts.get(at).map_or(&[][..], |own| own.text(code))
        };
        for (date, unit) in &self.cells.keys {
            if let Some(at) = self.at(start, (*date, *unit)) {
                let written =
                    [text(self.places.date, *date), text(self.places.unit, *unit)];
                tell(written, at);
            }
        }
    }

    /// The rows of whom there may be more to say.
    pub(super) fn each_kept(&self, start: u32, tell: &mut dyn FnMut(At, &str)) {
        let [people, _] = self.names();
        for kept in &self.kept {
            let key =
                self.cells.keys.get(kept.cell as usize).copied().unwrap_or_default();
            let name = std::str::from_utf8(people.text(kept.person)).unwrap_or_default();
            if let Some(at) = self.at(start, key) {
                tell(At { kind: start + self.kinds.line_of(kept.kind), ..at }, name);
            }
        }
    }

    fn at(&self, start: u32, (date, unit): (u32, u32)) -> Option<At> {
        let [dates, units] = &self.firsts;
        let line = |firsts: &[u32], code: u32| {
            firsts.get((code as usize).checked_sub(1)?).map(|line| start + line)
        };
        // Visits and gatherings are not counted by their unit.
        let unit = line(units, unit).unwrap_or(start);
        Some(At { date: line(dates, date)?, unit, kind: start })
    }
}
