//! Why a file is no table.

use std::fmt;

/// Why a file, or a cell of it, cannot be read: one sentence that names both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(String);

impl Refused {
    /// Of a file as a whole.
    pub(crate) fn file(name: &str, why: impl fmt::Display) -> Self {
        Self(format!("`{name}` cannot be read: {why}"))
    }

    /// Of a place in a file.
    pub(crate) fn at(place: impl fmt::Display, why: impl fmt::Display) -> Self {
        Self(format!("{place}: {why}"))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}
