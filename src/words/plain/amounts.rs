//! Amounts in plain words.

use super::asked::{field_name, population, value};
use super::{joined, text};
use crate::message::Message;
use crate::rule::bound::{Amount, AmountTable, Share, ShareBase};

pub(super) fn amount(asked: &Amount) -> Message {
    match asked {
        Amount::Number(number) => text(number.to_string()),
        Amount::Share(one) => share(one),
        Amount::Field(field) => field_name(field.as_str()),
        Amount::GreaterOf(parts) => several("plain-greater-of", parts),
        Amount::LesserOf(parts) => several("plain-lesser-of", parts),
        Amount::SumOf(parts) => several("plain-sum-of-parts", parts),
        Amount::Table(one) => table(one),
        Amount::NoBound => Message::new("plain-no-bound"),
    }
}

fn share(share: &Share) -> Message {
    let of = match &share.of {
        None => return text(share.written.as_str()),
        Some(ShareBase::Field(field)) => field_name(field.as_str()),
        Some(ShareBase::Population(base)) => population(base),
    };
    Message::new("plain-share").with("share", share.written.as_str()).with("of", of)
}

fn several(key: &'static str, parts: &[Amount]) -> Message {
    match parts {
        [one] => amount(one),
        parts => {
            let parts = joined("plain-and", parts.iter().map(within));
            Message::new(key).with("parts", parts)
        }
    }
}

/// An amount inside another, in brackets where it has parts itself.
fn within(part: &Amount) -> Message {
    let words = amount(part);
    match part {
        Amount::GreaterOf(_)
        | Amount::LesserOf(_)
        | Amount::SumOf(_)
        | Amount::Table(_) => Message::new("plain-brackets").with("one", words),
        _ => words,
    }
}

fn table(table: &AmountTable) -> Message {
    let by = table.by.as_str();
    let rows = table.entries.iter().map(|(at, part)| {
        Message::new("plain-where-it-is")
            .with("amount", within(part))
            .with("field", field_name(by))
            .with("value", value(by, at))
    });
    let otherwise = table
        .otherwise
        .iter()
        .map(|part| Message::new("plain-otherwise").with("amount", within(part)));
    joined("plain-comma", rows.chain(otherwise))
}
