//! Who has a row on which date.

/// One bit for each person and date.
#[derive(Debug, Clone, Default)]
pub(super) struct Days {
    words: usize,
    pub(super) bits: Vec<u64>,
}

impl Days {
    pub(super) const fn new() -> Self {
        Self { words: 0, bits: Vec::new() }
    }

    /// Sets the bit of a person and a date; says whether it was set.
    #[inline]
    pub(super) fn set(&mut self, person: u32, date: u32) -> bool {
        if date as usize / 64 >= self.words {
            self.widen(date as usize / 64 + 1);
        }
        let at = person as usize * self.words + date as usize / 64;
        if self.bits.len() <= at {
            self.bits.resize((at + 1).next_multiple_of(1024 * self.words), 0);
        }
        let Some(word) = self.bits.get_mut(at) else { return true };
        let was = *word >> (date % 64) & 1 == 1;
        *word |= 1 << (date % 64);
        was
    }

    fn widen(&mut self, words: usize) {
        let words = words.next_power_of_two();
        let people = self.bits.len() / self.words.max(1);
        let mut bits = vec![0; people * words];
        let before = self.bits.chunks_exact(self.words.max(1));
        for (new, old) in bits.chunks_exact_mut(words).zip(before) {
            new.iter_mut().zip(old).for_each(|(new, old)| *new = *old);
        }
        (self.words, self.bits) = (words, bits);
    }

    /// Whether the bit of a person and a date is set.
    pub(super) fn has(&self, person: u32, date: u32) -> bool {
        if date as usize / 64 >= self.words {
            return false;
        }
        let at = person as usize * self.words + date as usize / 64;
        self.bits.get(at).is_some_and(|word| word >> (date % 64) & 1 == 1)
    }
}
