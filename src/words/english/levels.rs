//! What is said of reading levels.

use super::Entries;

pub(crate) const LEVELS: Entries = &[
    ("column-level", "`{column}` is a level, and levels make no cells"),
    ("column-level-help", "ask for it in `when`, cell by cell"),
    ("level-at-day", "`level_at` chooses between days, but these cells are days"),
    ("level-at-day-help", "leave it out"),
    (
        "level-elsewhere",
        "`{field}` is read at `{at}`, which cannot be asked of {subject}",
    ),
    ("level-of-days", "`{field}` may change within a cell that is longer than a day"),
    ("level-of-days-help", "write `level_at: start` or `level_at: end` beside the kind"),
    ("level-place", "`{field}` is no text field that leads to a place"),
    (
        "level-place-help",
        "write `locality`, `unit`, `site`, or a text field that is declared above",
    ),
    ("want-level-place", "the field that holds the place"),
];
