//! What is said of reading.

use super::Entries;

pub(crate) const READING: Entries = &[];
