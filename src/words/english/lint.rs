//! What is said of lint.

use super::Entries;

pub(crate) const LINT: Entries = &[];
