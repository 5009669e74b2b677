//! What is said of findings.

use super::Entries;

pub(crate) const FINDINGS: Entries = &[];
