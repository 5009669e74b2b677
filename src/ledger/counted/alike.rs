//! What is the same on many days, kept once.

use std::collections::BTreeMap;

/// A row of values for each stretch. Stretches with the same values share one row: so few
/// lines of memory hold them all, and a change that looks at one finds it at hand.
#[derive(Debug)]
pub(super) struct Alike<T> {
    width: usize,
    /// Where the row of each stretch begins.
    begins: Vec<usize>,
    values: Vec<T>,
}

impl<T: Copy + Ord> Alike<T> {
    /// Rows of the same width.
    pub(super) fn of(width: usize, rows: impl IntoIterator<Item = Vec<T>>) -> Self {
        let mut all = Self { width, begins: Vec::new(), values: Vec::new() };
        let mut known = BTreeMap::new();
        for row in rows {
            let next = all.values.len();
            let begin = *known.entry(row).or_insert_with_key(|row| {
                all.values.extend(row.iter().copied());
                next
            });
            all.begins.push(begin);
        }
        all
    }

    /// The value of a stretch at a place of its row.
    #[inline]
    pub(super) fn get(&self, stretch: usize, at: usize) -> Option<T> {
        let begin = *self.begins.get(stretch)?;
        if at >= self.width {
            return None;
        }
        self.values.get(begin + at).copied()
    }
}
