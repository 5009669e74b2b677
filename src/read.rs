//! The reader's door: text to nouns, with every fault told at once.

pub(crate) mod cells;
pub mod facts;
pub(crate) mod faults;
pub(crate) mod nearest;
