//! How many people of each class every cell holds; parts merge in any order.

pub(crate) mod counted;
mod fill;
mod histogram;
pub(crate) mod keys;
pub(crate) mod share;
pub(crate) mod sweep;

use crate::plan::label::{Label, Labels};

/// What is known of items that are the same to a lens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Class {
    /// The labels that its items may have.
    pub(crate) labels: Labels,
    /// Whether they hang on something the place does not know, which its items share.
    pub(crate) hangs_on_place: bool,
}

impl Class {
    /// Whether a requirement has more to say of its items than that they pass.
    pub(crate) fn tells(self) -> bool {
        self.labels.any(Label::is_wrong)
    }
}
