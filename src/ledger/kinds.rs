//! The kind of row that each person has on each day.

/// There is no row.
pub(super) const NO_ROW: u16 = u16::MAX;
/// There are several rows.
pub(super) const SEVERAL: u16 = u16::MAX - 1;

/// How many bits a word has.
const WORD: usize = u64::BITS as usize;
/// How many bits a kind takes at most.
const MOST: usize = u16::BITS as usize;

/// Kinds of rows, as many as people times days, each in as few bits as the greatest of them
/// needs: 4, 8 or 16. A change looks at one of them anywhere, and less memory holds more of
/// them near.
#[derive(Debug)]
pub(super) struct Kinds {
    len: usize,
    bits: usize,
    words: Vec<u64>,
}

impl Kinds {
    /// Nobody has a row.
    pub(super) fn new(len: usize) -> Self {
        Self::of(len, 4)
    }

    fn of(len: usize, bits: usize) -> Self {
        Self { len, bits, words: vec![u64::MAX; len.div_ceil(WORD / bits)] }
    }

    /// In which word a kind is, and where in it.
    #[inline]
    fn place(&self, at: usize) -> (usize, usize) {
        let bit = at * self.bits;
        (bit / WORD, bit % WORD)
    }

    /// How many numbers there are.
    #[inline]
    fn numbers(&self) -> u16 {
        u16::MAX >> (MOST - self.bits)
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> u16 {
        let (word, bit) = self.place(at);
        let Some(word) = self.words.get(word).filter(|_| at < self.len) else {
            return NO_ROW;
        };
        // The last two numbers stand for no row, and for several.
        let (numbers, kind) = (self.numbers(), (word >> bit) as u16);
        let kind = kind & numbers;
        if kind >= numbers - 1 { NO_ROW - (numbers - kind) } else { kind }
    }

    /// Gives a place another kind.
    pub(super) fn set(&mut self, at: usize, kind: u16) {
        while kind < SEVERAL && kind >= self.numbers() - 1 && self.bits < MOST {
            self.widen();
        }
        let (word, bit) = self.place(at);
        let numbers = self.numbers();
        let kind = if kind >= SEVERAL { numbers - (NO_ROW - kind) } else { kind };
        if let Some(word) = self.words.get_mut(word).filter(|_| at < self.len) {
            *word = *word & !(u64::from(numbers) << bit) | u64::from(kind) << bit;
        }
    }

    fn widen(&mut self) {
        let mut wide = Self::of(self.len, self.bits * 2);
        (0..self.len).for_each(|at| wide.set(at, self.get(at)));
        *self = wide;
    }
}

#[cfg(test)]
mod tests {
    use super::{Kinds, NO_ROW, SEVERAL};

    #[test]
    fn a_kind_that_fits_no_longer_keeps_all_others() {
        let mut kinds = Kinds::new(21);
        let mut told = [NO_ROW; 21];
        let all = [
            (4, [0, 13, SEVERAL, NO_ROW, 7]),
            (8, [14, 15, SEVERAL, NO_ROW, 253]),
            (16, [254, 255, SEVERAL, NO_ROW, 30_000]),
        ];
        for (nth, (bits, numbers)) in all.into_iter().enumerate() {
            // Over the borders of words, and the last of all.
            for (at, kind) in (6 * nth..).zip(numbers).chain([(20, numbers[4])]) {
                kinds.set(at, kind);
                told[at] = kind;
            }
            assert_eq!(kinds.bits, bits);
            let now: Vec<u16> = (0..21).map(|at| kinds.get(at)).collect();
            assert_eq!(now, told);
        }
        assert_eq!(kinds.get(21), NO_ROW);
        for (at, kind) in [(20, NO_ROW), (19, 5), (18, SEVERAL)] {
            kinds.set(at, kind);
            assert_eq!(kinds.get(at), kind);
        }
    }
}
