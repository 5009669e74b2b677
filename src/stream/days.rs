//! Who has a row on which date, and of which kind.

/// A small number for each person and date; nought where there is no row.
#[derive(Debug, Clone, Default)]
pub(super) struct Days {
    /// How many bits a number has: two to that power.
    wide: u32,
    words: usize,
    bits: Vec<u64>,
}

impl Days {
    pub(super) const fn new() -> Self {
        Self { wide: 0, words: 0, bits: Vec::new() }
    }

    /// Sets the number of a person and a date; says whether there was one.
    #[inline]
    pub(super) fn set(&mut self, person: u32, date: u32, number: u32) -> bool {
        if u64::from(number) >> (1_u32 << self.wide) != 0 {
            self.widen(number);
        }
        let bit = (date as usize) << self.wide;
        if bit / 64 >= self.words {
            self.lengthen(bit / 64 + 1);
        }
        let at = person as usize * self.words + bit / 64;
        if self.bits.len() <= at {
            self.bits.resize((at + 1).next_multiple_of(1024 * self.words), 0);
        }
        let mask = self.mask();
        let Some(word) = self.bits.get_mut(at) else { return true };
        let was = *word >> (bit % 64) & mask != 0;
        *word |= u64::from(number) << (bit % 64);
        was
    }

    /// Sets the numbers of some people on one date; says whether one of them had one.
    pub(super) fn set_all(
        &mut self,
        date: u32,
        people: &[u32],
        numbers: impl Iterator<Item = u32> + Clone,
    ) -> bool {
        let (bit, all) = ((date as usize) << self.wide, self.mask());
        let (beside, bit) = (bit / 64, bit % 64);
        let is_narrow = numbers.clone().all(|number| u64::from(number) <= all);
        let (words, fits) = (self.words, is_narrow && beside < self.words);
        let mut known = false;
        for (person, number) in people.iter().zip(numbers) {
            let at = *person as usize * words + beside;
            match self.bits.get_mut(at).filter(|_| fits) {
                Some(word) => {
                    known |= *word >> bit & all != 0;
                    *word |= u64::from(number) << bit;
                }
                None => known |= self.set(*person, date, number),
            }
        }
        known
    }

    /// All bits that one number has.
    #[inline]
    fn mask(&self) -> u64 {
        u64::MAX >> (64 - (1_u32 << self.wide))
    }

    /// Makes room for more dates.
    fn lengthen(&mut self, words: usize) {
        let words = words.next_power_of_two();
        let people = self.bits.len() / self.words.max(1);
        let mut bits = vec![0; people * words];
        let before = self.bits.chunks_exact(self.words.max(1));
        for (new, old) in bits.chunks_exact_mut(words).zip(before) {
            new.iter_mut().zip(old).for_each(|(new, old)| *new = *old);
        }
        (self.words, self.bits) = (words, bits);
    }

    /// Makes room for a greater number.
    #[cold]
    fn widen(&mut self, number: u32) {
        let wide = (u32::BITS - number.leading_zeros()).next_power_of_two().ilog2();
        let mut wider = Days { wide, ..Days::new() };
        for (person, date, number) in self.all() {
            wider.set(person, date, number);
        }
        *self = wider;
    }

    /// Whether a person has a number on a date.
    pub(super) fn has(&self, person: u32, date: u32) -> bool {
        let bit = (date as usize) << self.wide;
        if bit / 64 >= self.words {
            return false;
        }
        let at = person as usize * self.words + bit / 64;
        self.bits.get(at).is_some_and(|word| word >> (bit % 64) & self.mask() != 0)
    }

    /// Whether so many of the numbers are noughts that so many rows themselves take no more.
    pub(super) fn is_sparse(&self, rows: u64) -> bool {
        let bytes = 8 * self.bits.len() as u64;
        bytes > LITTLE && bytes / ROW > rows
    }

    /// Every person and date with a number, person by person.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        let (wide, mask) = (self.wide, self.mask());
        let people = (0..).zip(self.bits.chunks_exact(self.words.max(1)));
        people.flat_map(move |(person, words)| {
            (0_u32..).zip(words).flat_map(move |(nth, word)| {
                let mut rest = *word;
                std::iter::from_fn(move || {
                    let slot = rest.trailing_zeros() >> wide;
                    if rest == 0 {
                        return None;
                    }
                    let number = rest >> (slot << wide) & mask;
                    rest &= !(mask << (slot << wide));
                    // OK because what was put in was no longer.
                    Some((person, (nth << (6 - wide)) + slot, number as u32))
                })
            })
        })
    }
}

/// How many bytes are little, however many rows there are.
const LITTLE: u64 = 1 << 26;
/// How many bytes a row that is kept may take.
const ROW: u64 = 32;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Days;

    #[test]
    fn numbers_are_kept_as_they_and_the_dates_grow() {
        for greatest in [1_u32, 2, 3, 15, 16, 255, 256, 1 << 18] {
            let (mut days, mut known) = (Days::default(), BTreeMap::new());
            let mut dice = 7_u32;
            for nth in 0..5_000_u32 {
                dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let (person, date) = (dice >> 8 & 63, 1 + (dice >> 16) % (1 + nth / 20));
                let number = 1 + nth * greatest / 5_000 % greatest.max(1);
                let was = known.contains_key(&(person, date));
                assert_eq!(days.has(person, date), was);
                if !was {
                    known.insert((person, date), number);
                    assert!(!days.set(person, date, number));
                }
                assert!(days.has(person, date));
            }
            assert!(known.len() > 2_000);
            let mut all: Vec<_> = days.all().collect();
            all.sort_unstable();
            let known = known.into_iter();
            let known: Vec<_> =
                known.map(|((person, date), number)| (person, date, number)).collect();
            assert_eq!(all, known, "{greatest}");
            for (person, date, number) in known {
                assert!(days.set(person, date, number));
            }
        }
    }

    #[test]
    fn numbers_of_many_are_those_of_each() {
        let (mut many, mut each) = (Days::default(), Days::default());
        for date in 1..200_u32 {
            let people: Vec<u32> = (1..50).map(|nth| nth * (1 + date % 7)).collect();
            let numbers = people.iter().map(|person| 1 + person % (1 + date / 3));
            let mut known = false;
            for (person, number) in people.iter().zip(numbers.clone()) {
                known |= each.set(*person, date % 150, number);
            }
            assert_eq!(many.set_all(date % 150, &people, numbers), known);
        }
        assert!(many.all().eq(each.all()));
        assert!(many.all().count() > 7_000);
    }

    #[test]
    fn many_people_on_many_dates_with_few_rows_are_sparse() {
        let mut days = Days::default();
        for nth in 1..=10_000 {
            days.set(nth, nth, 1);
        }
        assert!(!days.is_sparse(10_000));
        days.set(1, 100_000, 1);
        assert!(days.is_sparse(10_001));
        assert!(!days.is_sparse(10_000_000));
    }
}
