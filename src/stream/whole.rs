//! What strips come to together: their rows by the lines that stand for them.

use crate::tally::counted::At;

use super::days::Days;
use super::strip::{Once, Strip};
use super::texts::Texts;

/// Nobody has a row.
static NOBODY: Days = Days::new();

/// Who has a row on which date, over several strips.
#[derive(Debug)]
pub(super) struct Whole {
    people: Texts,
    dates: Texts,
    seen: Days,
}

impl Whole {
    /// Everybody of one strip.
    pub(super) fn new(strip: &Strip) -> Self {
        let [people, dates] = strip.names();
        let (people, dates) = (people.clone(), dates.clone());
        Self { people, dates, seen: strip.days().clone() }
    }

    /// Adds those of another; `None` if somebody has a row on the same date in both.
    pub(super) fn add(&mut self, strip: &Strip) -> Option<()> {
        let [people, dates] = strip.names();
        let seen = strip.days();
        let code = |known: &mut Texts, text: &[u8]| {
            known.code(super::texts::head_of(text), text).0
        };
        let dates: Vec<(u32, u32)> =
            dates.iter().map(|(own, text)| (own, code(&mut self.dates, text))).collect();
        for (own, text) in people.iter() {
            let person = code(&mut self.people, text);
            for (date, known) in &dates {
                if seen.has(own, *date) && self.seen.set(person, *known) {
                    return None;
                }
            }
        }
        Some(())
    }
}

impl Strip {
    fn days(&self) -> &Days {
        match &self.once {
            Once::Days(days) => days,
            Once::Ids(_) => &NOBODY,
        }
    }

    /// How many rows are on the day of a line and of the kind of another.
    pub(super) fn each_item(&self, start: u32, add: &mut dyn FnMut(u32, u32, u32)) {
        self.each(start, &mut |at, rows, _| add(at.date, at.kind, rows));
    }

    /// The rows of the cells, by the lines that stand for day, unit and kind.
    pub(super) fn each(&self, start: u32, add: &mut dyn FnMut(At, u32, bool)) {
        let counts = self.cells.counts.chunks_exact(self.cells.room.max(1));
        for (key, counts) in self.cells.keys.iter().zip(counts) {
            let Some(at) = self.at(start, *key) else { continue };
            for (kind, people) in (0..self.kinds.len() as u32).zip(counts) {
                if *people > 0 {
                    let like = At { kind: start + self.kinds.line_of(kind), ..at };
                    add(like, *people, self.kinds.is_kept(kind));
                }
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
