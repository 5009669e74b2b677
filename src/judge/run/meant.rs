//! Whether a rule possibly means somebody. CLAUSE 8.2.

use crate::plan::label::Labels;

use super::{Judged, Judging, bound_of};

impl Judging<'_> {
    /// Remembers whether somebody was possibly meant in a cell.
    pub(super) fn note_matched(&mut self, judged: &Judged) {
        let mut labels = judged.labels.iter().flatten().chain(&judged.other_labels);
        let mut owned = judged.owned.values().flatten();
        self.matched |=
            labels.any(|labels| self.may_mean(labels)) || owned.any(|owned| *owned != 0);
    }

    /// Whether an item with these labels is possibly meant.
    pub(super) fn may_mean(&self, labels: &Labels) -> bool {
        let each = bound_of(self.lens).is_none();
        labels.any(|label| label.base() || !each && label.count())
    }
}
