//! Kinds of rows: the combinations of codes that occur in the columns that rules read.

use crate::tally::keys::QuickMap;

/// Below which codes are paired by a table.
const SMALL: u32 = 64;

/// The combinations met so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    small: Vec<u32>,
    pairs: QuickMap<(u32, u32), u32>,
    next: u32,
    /// For each pair whether it is a kind: its number, counted from 1.
    numbers: Vec<u32>,
    /// For each kind the line in which it stands first.
    lines: Vec<u32>,
    /// For each kind whether its rows are kept.
    kept: Vec<bool>,
}

impl Kinds {
    /// The kind of the codes of a row, and whether it is new.
    #[inline]
    pub(super) fn of(&mut self, codes: impl Iterator<Item = u32>) -> (u32, bool) {
        let mut mixed = 0;
        for code in codes {
            mixed = self.pair(mixed, code);
        }
        if self.numbers.len() <= mixed as usize {
            self.numbers.resize(mixed as usize + 1, 0);
        }
        match self.numbers.get_mut(mixed as usize) {
            Some(0) | None => (self.name(mixed), true),
            Some(number) => (*number - 1, false),
        }
    }

    #[cold]
    fn name(&mut self, mixed: u32) -> u32 {
        self.lines.push(0);
        self.kept.push(true);
        let number = self.lines.len() as u32;
        if let Some(slot) = self.numbers.get_mut(mixed as usize) {
            *slot = number;
        }
        number - 1
    }

    /// Two numbers as one.
    #[inline]
    fn pair(&mut self, one: u32, other: u32) -> u32 {
        let at = (one * SMALL + other) as usize;
        if one < SMALL && other < SMALL {
            match self.small.get(at) {
                Some(0) | None => {}
                Some(pair) => return *pair,
            }
        }
        let known = self.pairs.get(&(one, other)).copied();
        let pair = known.unwrap_or_else(|| {
            self.next += 1;
            self.pairs.insert((one, other), self.next);
            self.next
        });
        if one < SMALL && other < SMALL {
            self.small.resize((SMALL * SMALL) as usize, 0);
            if let Some(slot) = self.small.get_mut(at) {
                *slot = pair;
            }
        }
        pair
    }

    /// How many kinds there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// That a kind stands in a line.
    pub(super) fn stands_in(&mut self, kind: u32, line: u32) {
        if let Some(slot) = self.lines.get_mut(kind as usize) {
            *slot = line;
        }
    }

    /// The line in which a kind stands.
    pub(super) fn line_of(&self, kind: u32) -> u32 {
        self.lines.get(kind as usize).copied().unwrap_or(0)
    }

    #[inline]
    pub(super) fn is_kept(&self, kind: u32) -> bool {
        self.kept.get(kind as usize).copied().unwrap_or(true)
    }

    /// Says whether the rows of a kind are kept.
    pub(super) fn keep(&mut self, kind: u32, kept: bool) {
        if let Some(slot) = self.kept.get_mut(kind as usize) {
            *slot = kept;
        }
    }
}
