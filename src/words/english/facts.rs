//! What is said of facts.

use super::Entries;

pub(crate) const FACTS: Entries = &[];
