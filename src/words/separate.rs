//! Separations in words: the rule, the finding, and who carries what.

use super::sentence::{place, range};
use crate::finding::{Carried, Finding, Mend, Outcome};
use crate::message::Message;
use crate::rule::separate::{Gap, Separate};

/// The bound in words: "at most 1 value of team within 30 min".
pub(super) fn bound(separate: &Separate) -> String {
    let values = if separate.at_most == 1 { "value" } else { "values" };
    let within = within(separate);
    format!("at most {} {values} of {}{within}", separate.at_most, separate.by.as_str())
}

/// How near values may not come to each other, as the end of a sentence.
fn within(separate: &Separate) -> String {
    match separate.gap {
        None => String::new(),
        Some(Gap::Minutes(0)) => " at any moment".to_owned(),
        Some(Gap::Minutes(minutes)) if minutes % 60 == 0 => {
            format!(" within {} h", minutes / 60)
        }
        Some(Gap::Minutes(minutes)) => format!(" within {minutes} min"),
        Some(Gap::Days(1)) => " within 1 day".to_owned(),
        Some(Gap::Days(days)) => format!(" within {days} days"),
    }
}

/// The sentence of a finding.
pub(super) fn sentence(separate: &Separate, finding: &Finding) -> Message {
    let Some(measured) = &finding.measured else { return Message::new("nobody-there") };
    let values = &finding.evidence.values;
    let key = match (finding.outcome, values.is_empty()) {
        (_, true) => "separate-none",
        (Outcome::Undetermined, false) => "separate-undetermined",
        (_, false) => "separate",
    };
    let who = match finding.cell.get("person") {
        Some(person) => Message::new("separate-person").with("person", person),
        None => Message::new("nowhere"),
    };
    let count = range(measured.count);
    let number = if count == "1" { 1_i64 } else { 2 };
    let names: Vec<String> = values.iter().map(name).collect();
    Message::new(key)
        .with("who", who)
        .with("count", count)
        .with("number", number)
        .with("by", separate.by.as_str())
        .with("where", place(finding))
        .with("values", names)
        .with("at_most", i64::from(separate.at_most))
        .with("within", within(separate))
}

/// A value as it is named in a list.
fn name(carried: &Carried) -> String {
    match carried.by.is_empty() {
        true => format!("perhaps `{}`", carried.value),
        false => format!("`{}`", carried.value),
    }
}

/// Who carries a value: "a: an, chi, perhaps dung".
pub(super) fn carriers(carried: &Carried, list: &dyn Fn(&[String]) -> String) -> Message {
    let key = match (carried.by.is_empty(), carried.perhaps.is_empty()) {
        (_, true) => "carried",
        (true, false) => "carried-perhaps",
        (false, false) => "carried-perhaps-too",
    };
    Message::new(key)
        .with("value", carried.value.to_string())
        .with("by", list(&carried.by))
        .with("perhaps", list(&carried.perhaps))
}

/// The mend of a separation: all who are named must go.
pub(super) fn mend(mend: &Mend) -> Message {
    let change = i64::try_from(mend.change.unsigned_abs()).unwrap_or(i64::MAX);
    let free = i64::try_from(mend.candidates.len()).unwrap_or(i64::MAX);
    let key = if free < change { "mend-apart-held" } else { "mend-apart" };
    let keeps: Vec<String> = mend.keeps.iter().map(|keep| format!("`{keep}`")).collect();
    let remain = if keeps.len() == 1 { 1_i64 } else { 2 };
    Message::new(key)
        .with("change", change)
        .with("keeps", keeps)
        .with("remain", remain)
        .with("candidates", mend.candidates.clone())
}
