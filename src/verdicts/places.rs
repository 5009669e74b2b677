//! The places of a rule's cells, and their order.

use std::cmp::Ordering;

/// The values of the columns of cells, place by place, in one text: there may be as many as
/// there are gatherings, and whoever reads them then need not look all over the memory.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    text: String,
    /// Where each value ends, one place after the other.
    ends: Vec<usize>,
    /// How many places there are.
    number: usize,
    /// How many values each has.
    columns: usize,
    /// Whether some place stands before the one that it follows.
    is_mixed: bool,
}

impl Places {
    /// Adds a place, which has as many values as the others; what its number is.
    pub(crate) fn push<'v>(&mut self, values: impl IntoIterator<Item = &'v str>) -> u32 {
        let before = self.ends.len();
        for value in values {
            self.text.push_str(value);
            self.ends.push(self.text.len());
        }
        self.columns = self.ends.len() - before;
        // OK because there are no more places than rows.
        let place = self.number as u32;
        self.number += 1;
        self.is_mixed = self.is_mixed
            || place.checked_sub(1).is_some_and(|one| self.of(place).lt(self.of(one)));
        place
    }

    /// The values of a place; none of one that is not there.
    pub(crate) fn of(&self, place: u32) -> impl Iterator<Item = &str> {
        let first = place as usize * self.columns;
        let ends = self.ends.get(first..first + self.columns).unwrap_or_default();
        let begins = first.checked_sub(1).and_then(|before| self.ends.get(before));
        let mut from = begins.copied().unwrap_or(0);
        ends.iter().map(move |end| {
            let value = self.text.get(from..*end).unwrap_or_default();
            from = *end;
            value
        })
    }

    /// For each place how many stand before it.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let places = 0..self.number as u32;
        if !self.is_mixed {
            return places.collect();
        }
        let mut order: Vec<(u64, u32)> =
            places.map(|place| (self.begins(place), place)).collect();
        let compared = |one: &(u64, u32), other: &(u64, u32)| -> Ordering {
            let whole = || self.of(one.1).cmp(self.of(other.1));
            one.0.cmp(&other.0).then_with(whole)
        };
        order.sort_by(compared);
        let mut ranks = vec![0; order.len()];
        for ((_, place), rank) in order.into_iter().zip(0..) {
            if let Some(slot) = ranks.get_mut(place as usize) {
                *slot = rank;
            }
        }
        ranks
    }

    /// The first bytes of a place as one number: most places differ there, and are compared by
    /// it.
    fn begins(&self, place: u32) -> u64 {
        let bytes = self.of(place).next().unwrap_or_default().as_bytes();
        let mut first = [0; 8];
        first.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte);
        u64::from_be_bytes(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_and_ranked_as_their_values_are() {
        let names = ["", "a", "a\0", "ab", "abcdefgh", "abcdefgh1", "abcdefgi", "\u{e9}"];
        let all: Vec<[&str; 2]> =
            names.iter().flat_map(|one| names.map(|other| [*one, other])).collect();
        let mut places = Places::default();
        for (nth, place) in all.iter().rev().enumerate() {
            assert_eq!(places.push(*place), nth as u32);
        }
        for (nth, place) in (0..).zip(all.iter().rev()) {
            assert!(places.of(nth).eq(*place));
        }
        assert_eq!(places.of(64).next(), None);
        assert!(places.ranks().into_iter().eq((0..64).rev()));
    }

    #[test]
    fn cells_without_columns_have_places_without_values() {
        let mut places = Places::default();
        places.push([]);
        assert_eq!(places.of(0).next(), None);
        assert_eq!(places.ranks(), [0]);
    }
}
