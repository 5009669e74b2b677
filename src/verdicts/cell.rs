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

    /// The numbers of place and time, and by which key an item is named, and how.
    fn numbers(self) -> Option<(u32, u32, Option<(&'a str, &'a str)>)> {
        match self.line {
            Line::Cell { place, time, .. } => Some((place, time, None)),
            Line::Item(at) => {
                let item = self.rule.item(at)?;
                let is_place = self.rule.columns.iter().any(|column| column == item.key);
                let named = (!is_place).then_some((item.key, &*item.name));
                Some((item.place, item.time, named))
            }
            Line::Found(_) => None,
        }
    }

    /// The words of the rule's `per` with their values, in the order of [`Cell::keys`].
    pub fn keys(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let found = self.found().map_or(&[][..], |cell| cell.keys.as_slice());
        let numbered = self.numbers().into_iter().flat_map(move |(place, time, item)| {
            let columns = self.rule.columns.iter().map(String::as_str);
            let columns = columns.zip(self.rule.places.of(place));
            columns.chain(item).chain(pairs(self.times(time)))
        });
        pairs(found).chain(numbered)
    }

    fn times(self, time: u32) -> &'a [(String, String)] {
        self.rule.times.get(time as usize).map_or(&[], Vec::as_slice)
    }

    /// The value of a key.
    pub fn get(self, key: &str) -> Option<&'a str> {
        let Some((place, time, item)) = self.numbers() else {
            return self.found()?.get(key);
        };
        let rule = self.rule;
        if let Some(nth) = rule.columns.iter().position(|column| column == key) {
            return rule.places.of(place).nth(nth);
        }
        match item {
            Some((name, value)) if name == key => Some(value),
            _ => pairs(self.times(time)).find(|(name, _)| *name == key).map(|one| one.1),
        }
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
