//! Levels of places in words.

use crate::finding::HeldLevel;
use crate::message::Message;

use super::when::start;

/// A level with the row that gives it: "alert at l1: high since 2021-02-15, by d58".
pub fn level(held: &HeldLevel) -> Message {
    let HeldLevel { level, at, row } = held;
    let named =
        |key| Message::new(key).with("level", level.as_str()).with("at", at.to_string());
    let Some(row) = row else { return named("level-unknown") };
    let of = match row.of == *at {
        true => Message::new("nowhere"),
        false => Message::new("level-of").with("of", row.of.to_string()),
    };
    let by = match &row.by {
        Some(by) => Message::new("level-by").with("by", by.to_string()),
        None => Message::new("nowhere"),
    };
    named("level-held")
        .with("is", row.is.to_string())
        .with("of", of)
        .with("since", start(row.since))
        .with("by", by)
}
