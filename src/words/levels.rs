//! Levels of places in words.

use crate::finding::HeldLevel;

use super::when::start;

/// A level with the row that gives it: "alert at l1: high since 2021-02-15, by d58".
pub fn level(held: &HeldLevel) -> String {
    let HeldLevel { level, at, row } = held;
    let Some(row) = row else { return format!("{level} at {at}: not known") };
    let of = if row.of == *at { String::new() } else { format!(" by {}", row.of) };
    let by = row.by.as_ref().map(|by| format!(", set by {by}")).unwrap_or_default();
    format!("{level} at {at}: {}{of} since {}{by}", row.is, start(row.since))
}
