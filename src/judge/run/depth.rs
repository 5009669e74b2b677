//! How much is wanted of a judging.

use super::Judging;

/// How much is wanted of a judging.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Outcome and figures of every cell that does not pass, without people.
    Figures,
    /// That, and where the rows stand of which findings would tell.
    Spots,
    /// Findings that are not passes.
    Findings,
    /// All findings.
    Passes,
}

impl Depth {
    /// Whether nobody asks for people.
    pub(crate) fn is_light(self) -> bool {
        matches!(self, Depth::Figures | Depth::Spots)
    }
}

impl Judging<'_> {
    /// Whether passes are findings too.
    pub(super) fn has_passes(&self) -> bool {
        self.question.depth == Depth::Passes
    }
}
