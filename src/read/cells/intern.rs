//! Distinct texts of a column, each kept once under a small code.

/// Distinct texts in the order of their first row; code 0 is the blank.
///
/// Attendance files repeat texts: mostly that of the row before, or, where the rows of each
/// day name the same people in the same order, the one that followed last time. Those
/// cases cost a comparison, every other one a hash.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interner {
    bytes: Vec<u8>,
    /// Where each text ends in `bytes`; it begins where the one before ends.
    ends: Vec<usize>,
    /// The row in which each text stood first.
    firsts: Vec<u32>,
    /// Open addressing: codes, 0 where free; the length is a power of two.
    slots: Vec<u32>,
    last: u32,
    /// For each code (from 0) the one that last came after it.
    followers: Vec<u32>,
}

impl Interner {
    /// The code of a text, a fresh one if it is the first of its kind.
    pub(crate) fn code(&mut self, text: &[u8], row: u32) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if self.last != 0 && self.bytes_of(self.last) == text {
            return self.last;
        }
        let before = self.last as usize;
        let guess = self.followers.get(before).copied().unwrap_or(0);
        if guess != 0 && self.bytes_of(guess) == text {
            self.last = guess;
            return guess;
        }
        self.last = self.look_up(text, row);
        if self.followers.len() <= self.ends.len() {
            self.followers.resize(self.ends.len() + 1, 0);
        }
        if let Some(follower) = self.followers.get_mut(before) {
            *follower = self.last;
        }
        self.last
    }

    fn look_up(&mut self, text: &[u8], row: u32) -> u32 {
        if self.slots.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = hash(text) as usize & mask;
        loop {
            match self.slots.get(at).copied().unwrap_or(0) {
                0 => break,
                code if self.bytes_of(code) == text => return code,
                _ => at = (at + 1) & mask,
            }
        }
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        self.firsts.push(row);
        // OK because a table has fewer rows than `u32` has numbers.
        let code = self.ends.len() as u32;
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = code;
        }
        code
    }

    fn grow(&mut self) {
        let size = (4 * (self.ends.len() + 1)).next_power_of_two().max(64);
        let mut slots = vec![0; size];
        for code in 1..=self.ends.len() as u32 {
            let mut at = hash(self.bytes_of(code)) as usize & (size - 1);
            while slots.get(at).is_some_and(|taken| *taken != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = code;
            }
        }
        self.slots = slots;
    }

    fn bytes_of(&self, code: u32) -> &[u8] {
        let Some(nth) = (code as usize).checked_sub(1) else { return &[] };
        let start =
            nth.checked_sub(1).and_then(|at| self.ends.get(at)).copied().unwrap_or(0);
        let end = self.ends.get(nth).copied().unwrap_or(start);
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The text of a code; empty for the blank.
    pub(crate) fn text(&self, code: u32) -> &str {
        // OK because only texts that were checked to be UTF-8 are interned.
        std::str::from_utf8(self.bytes_of(code)).unwrap_or_default()
    }

    /// The row in which the text of a code stood first.
    pub(crate) fn first_of(&self, code: u32) -> u32 {
        let at = (code as usize).checked_sub(1);
        at.and_then(|at| self.firsts.get(at)).copied().unwrap_or(0)
    }

    /// Every code from 1 with its text and the row in which it stood first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &str, u32)> {
        let firsts = self.firsts.iter().copied();
        firsts.zip(1u32..).map(|(row, code)| (code, self.text(code), row))
    }

    /// How many distinct texts there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// A fast hash that is the same on every machine and in every run.
fn hash(text: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |sum: u64, word: u64| (sum.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    let (words, rest) = text.as_chunks::<8>();
    let sum = words
        .iter()
        .fold(text.len() as u64, |sum, word| mix(sum, u64::from_le_bytes(*word)));
    let tail = rest.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte));
    let sum = mix(sum, tail);
    sum ^ (sum >> 32)
}

#[cfg(test)]
mod tests {
    use super::Interner;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_text_comes_back_under_its_code(
            texts in prop::collection::vec(".{0,20}", 0..300),
        ) {
            let mut interner = Interner::default();
            let mut code = |text: &String| interner.code(text.as_bytes(), 0);
            let codes: Vec<u32> = texts.iter().map(&mut code).collect();
            for (text, code) in texts.iter().zip(&codes) {
                prop_assert_eq!(interner.text(*code), text.as_str());
            }
            let distinct: std::collections::BTreeSet<_> =
                texts.iter().filter(|text| !text.is_empty()).collect();
            prop_assert_eq!(interner.len(), distinct.len());
        }
    }
}
