//! Where and when a verdict is, in words that are borrowed.

use std::fmt;

use crate::day::Instant;
use crate::finding::{Cell, write_keys};

use super::{Line, OfRule};

/// Where and when, without a copy of its words; a [`Cell`] where it must outlive its verdicts.
#[derive(Clone, Copy)]
pub struct CellRef<'a>(Kept<'a>);

#[derive(Clone, Copy)]
enum Kept<'a> {
    Whole(&'a Cell),
    Numbered {
        rule: &'a OfRule,
        place: u32,
        time: u32,
        /// By which key an item is named, and how.
        item: Option<(&'a str, &'a str)>,
    },
}

impl<'a> CellRef<'a> {
    pub(super) fn of(rule: &'a OfRule, line: &'a Line) -> Self {
        Self(match line {
            Line::Cell { place, time, .. } => {
                Kept::Numbered { rule, place: *place, time: *time, item: None }
            }
            Line::Item(item) => {
                let (place, time) = (item.place, item.time);
                let is_place = rule.columns.iter().any(|column| column == item.key);
                let item = (!is_place).then_some((item.key, &*item.name));
                Kept::Numbered { rule, place, time, item }
            }
            Line::Found(found) => Kept::Whole(&found.cell),
        })
    }

    /// The words of the rule's `per` with their values, in the order of [`Cell::keys`].
    pub fn keys(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let (whole, numbered) = match self.0 {
            Kept::Whole(cell) => (cell.keys.as_slice(), None),
            Kept::Numbered { rule, place, time, item } => {
                (&[][..], Some((rule, place, time, item)))
            }
        };
        let numbered = numbered.into_iter().flat_map(|(rule, place, time, item)| {
            let columns = rule.columns.iter().map(String::as_str);
            let times = rule.times.get(time as usize).map_or(&[][..], Vec::as_slice);
            let columns = columns.zip(rule.places.of(place));
            columns.chain(item).chain(pairs(times))
        });
        pairs(whole).chain(numbered)
    }

    /// The value of a key.
    pub fn get(self, key: &str) -> Option<&'a str> {
        self.keys().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// Writes it as a text.
    pub(crate) fn write(self, into: &mut impl fmt::Write) -> fmt::Result {
        write_keys(into, self.keys(), self.part())
    }

    /// The part of the day, where the law or a level changes within it.
    pub fn part(self) -> Option<(Instant, Instant)> {
        match self.0 {
            Kept::Whole(cell) => cell.part,
            Kept::Numbered { .. } => None,
        }
    }
}

fn pairs(keys: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    keys.iter().map(|(key, value)| (key.as_str(), value.as_str()))
}

impl From<CellRef<'_>> for Cell {
    fn from(cell: CellRef<'_>) -> Self {
        let keys = cell.keys().map(|(key, value)| (key.to_owned(), value.to_owned()));
        Cell { keys: keys.collect(), part: cell.part() }
    }
}

impl fmt::Display for CellRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl fmt::Debug for CellRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CellRef({self})")
    }
}
