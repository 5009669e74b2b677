//! The smallest mend of a failed finding, in one sentence.

use crate::finding::Finding;
use crate::message::{Argument, Message};

/// What would mend the finding: "1 fewer on site: one of an, binh, chi, dung".
pub fn mend(finding: &Finding) -> Option<Message> {
    let mend = finding.mend.as_ref()?;
    if !mend.keeps.is_empty() {
        return Some(super::separate::mend(mend));
    }
    let what = finding.message.argument("what").cloned();
    let change = i64::try_from(mend.change.unsigned_abs()).unwrap_or(i64::MAX);
    let free = i64::try_from(mend.candidates.len()).unwrap_or(i64::MAX);
    let key = match (free, mend.change < 0) {
        (0, _) => "mend-nobody",
        (free, _) if free < change => "mend-too-few",
        (_, true) => "mend-fewer",
        (_, false) => "mend-more",
    };
    let direction = if mend.change < 0 { "fewer" } else { "more" };
    Some(
        Message::new(key)
            .with("change", change)
            .with("direction", direction)
            .with("free", free)
            .with("what", what.unwrap_or_else(|| Argument::from("counted")))
            .with("candidates", mend.candidates.clone()),
    )
}
