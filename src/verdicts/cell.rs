//! Where and when a verdict is, in words that are borrowed.

use std::fmt;

use crate::day::Instant;
use crate::finding::{Cell, write_keys};

use super::{Line, OfRule};

/// Where and when, without a copy of its words; a [`Cell`] where it must outlive its verdicts.
#[derive(Clone, Copy)]
pub struct CellRef<'a> {
    rule: &'a OfRule,
    line: Line,
}

impl<'a> CellRef<'a> {
    pub(super) fn of(rule: &'a OfRule, line: Line) -> Self {
        Self { rule, line }
    }

    /// The cell as it was found item by item.
    fn found(self) -> Option<&'a Cell> {
        match self.line {
            Line::Found(at) => self.rule.found(at).map(|found| &found.finding.cell),
            Line::Cell { .. } | Line::Item(_) => None,
        }
    }

    /// The numbers of place and time; none where it was found item by item.
    fn numbers(self) -> Option<(u32, u32)> {
        match self.line {
            Line::Cell { place, time, .. } => Some((place, time)),
            Line::Item(at) => self.rule.item(at).map(|item| (item.place, item.time)),
            Line::Found(_) => None,
        }
    }

    /// By which key an item is named, and how, where the place does not tell.
    fn item(self) -> Option<(&'a str, &'a str)> {
        let Line::Item(at) = self.line else { return None };
        let item = self.rule.item(at)?;
        let is_place = self.rule.columns.iter().any(|column| column == item.key);
        (!is_place).then_some((item.key, &*item.name))
    }

    /// The words of the rule's `per` with their values, in the order of [`Cell::keys`].
    pub fn keys(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let found = self.found().map_or(&[][..], |cell| cell.keys.as_slice());
        let numbered = self.numbers().into_iter().flat_map(move |(place, time)| {
            let columns = self.rule.columns.iter().map(String::as_str);
            let columns = columns.zip(self.rule.places.of(place));
            let times = self.rule.times.get(time as usize).map_or(&[][..], Vec::as_slice);
            columns.chain(self.item()).chain(pairs(times))
        });
        pairs(found).chain(numbered)
    }

    /// The value of a key.
    #[inline]
    pub fn get(self, key: &str) -> Option<&'a str> {
        let is_numbered = !matches!(self.line, Line::Found(_));
        let is_none = is_numbered && !self.rule.has_word(key);
        if is_none { None } else { self.find(key) }
    }

    fn find(self, key: &str) -> Option<&'a str> {
        self.keys().find(|(word, _)| *word == key).map(|(_, value)| value)
    }

    /// Writes it as a text.
    pub(crate) fn write(self, into: &mut impl fmt::Write) -> fmt::Result {
        write_keys(into, self.keys(), self.part())
    }

    /// The part of the day, where the law or a level changes within it.
    pub fn part(self) -> Option<(Instant, Instant)> {
        self.found()?.part
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
