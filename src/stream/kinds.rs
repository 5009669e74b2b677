//! Kinds of rows: the combinations of codes that occur in the columns that rules read.

use crate::tally::keys::Pairs;

/// The combinations met so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    pairs: Pairs,
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
        let mixed = self.pairs.of(codes);
        self.named(mixed)
    }

    /// Mixes the codes of one more column into the combinations of some rows.
    pub(super) fn mix(&mut self, mixed: &mut [u32], codes: &[u32]) {
        self.pairs.pair_all(mixed, codes);
    }

    /// Finds the kinds of some combinations; says whether none is new.
    pub(super) fn all_of(&self, mixed: &[u32], kinds: &mut Vec<u32>) -> bool {
        let numbers = self.numbers.as_slice();
        let number = |mixed: &u32| numbers.get(*mixed as usize).copied().unwrap_or(0);
        kinds.clear();
        // What has no number becomes a kind that there is not.
        kinds.extend(mixed.iter().map(|mixed| number(mixed).wrapping_sub(1)));
        !kinds.contains(&u32::MAX)
    }

    /// The kind of a combination, and whether it is new.
    #[inline]
    pub(super) fn named(&mut self, mixed: u32) -> (u32, bool) {
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

    /// That the lines stand elsewhere now.
    pub(super) fn moved(&mut self, now: &[u32]) {
        move_all(&mut self.lines, now);
    }

    /// Whether the rows of a kind are kept.
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

/// Lines by where they stand now.
pub(super) fn move_all(lines: &mut [u32], now: &[u32]) {
    for line in lines {
        *line = now.get(*line as usize).copied().unwrap_or(0);
    }
}
