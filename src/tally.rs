//! How many items of each class every cell holds; parts merge in any order.

pub(crate) mod keys;
pub(crate) mod once;
mod quick;

use crate::plan::label::Labels;

pub(crate) use quick::{Quick, quick};

/// A class: items that are the same to the lens, by their labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ClassId(u32);

/// What is known of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Class {
    /// The labels that its items may have.
    pub(crate) labels: Labels,
    /// Whether they hang on something the place does not know, which its items share.
    pub(crate) hangs_on_place: bool,
}

impl Class {
    /// Whether a requirement has more to say of its items than that they pass.
    pub(crate) fn tells(self) -> bool {
        self.labels.any(|label| label.count() && label.base())
    }
}

/// Counts by class and cell. Adding is the only operation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    classes: Vec<Class>,
    /// For each class the number of items in each cell.
    counts: Vec<Vec<u32>>,
    cells: usize,
}

impl Tally {
    /// No item yet in so many cells.
    pub(crate) fn new(cells: usize) -> Self {
        Self { classes: Vec::new(), counts: Vec::new(), cells }
    }

    /// The class of these labels, interned.
    pub(crate) fn class(&mut self, class: Class) -> ClassId {
        let known = self.classes.iter().position(|known| *known == class);
        let nth = known.unwrap_or_else(|| {
            self.classes.push(class);
            self.counts.push(vec![0; self.cells]);
            self.classes.len() - 1
        });
        // OK because there are at most 2^32 sets of labels, with one bit beside.
        ClassId(nth as u32)
    }

    /// Whether a requirement has more to say of the class than that it passes.
    pub(crate) fn tells(&self, class: ClassId) -> bool {
        self.classes.get(class.0 as usize).is_none_or(|class| class.tells())
    }

    /// Adds an item of a class to a cell.
    pub(crate) fn add(&mut self, class: ClassId, cell: usize) {
        let counts = self.counts.get_mut(class.0 as usize);
        if let Some(count) = counts.and_then(|counts| counts.get_mut(cell)) {
            *count += 1;
        }
    }

    /// The classes of a cell that have items, with their number.
    pub(crate) fn of_cell(&self, cell: usize) -> impl Iterator<Item = (Class, u32)> + '_ {
        let counts = self.classes.iter().zip(&self.counts);
        counts.filter_map(move |(class, counts)| match counts.get(cell) {
            Some(0) | None => None,
            Some(count) => Some((*class, *count)),
        })
    }
}
