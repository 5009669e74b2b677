//! Bounds and amounts in words: "at most the greater of 75% and 30 (here 30)".

use super::describe::{population, time_word};
use crate::rule::bound::{Amount, AmountTable, Bound, Comparator, Share, ShareBase};
use crate::rule::limit::Limit;
use crate::rule::per::TimeWord;

/// The bound in words, such as `at most 50%`.
pub fn bound(bound: &Bound) -> String {
    let amount = amount(&bound.amount);
    match bound.comparator {
        Comparator::AtMost => format!("at most {amount}"),
        Comparator::AtLeast => format!("at least {amount}"),
        Comparator::Below => format!("fewer than {amount}"),
        Comparator::Above => format!("more than {amount}"),
        Comparator::Exactly { tolerance: 0 } => format!("exactly {amount}"),
        Comparator::Exactly { tolerance } => format!("exactly {amount} ± {tolerance}"),
    }
}

/// The bound of a limit in one cell, with what a computed amount comes to there.
pub fn bound_here(limit: &Limit, allowed: Option<i64>) -> String {
    let mut words = bound(&limit.bound);
    if let Some(averaged) = limit.averaged {
        words = format!("{words} on average over the {}", stretch(averaged));
    }
    match allowed.filter(|_| limit.bound.amount.is_compound()) {
        Some(allowed) => format!("{words} (here {allowed})"),
        None => words,
    }
}

/// The stretch of an average in words.
pub(super) fn stretch(averaged: TimeWord) -> String {
    time_word(averaged)
}

fn amount(amount: &Amount) -> String {
    match amount {
        Amount::Number(number) => number.to_string(),
        Amount::Share(one) => share(one),
        Amount::Field(field) => field.as_str().to_owned(),
        Amount::GreaterOf(parts) => several("the greater of", "the greatest of", parts),
        Amount::LesserOf(parts) => several("the lesser of", "the least of", parts),
        Amount::SumOf(parts) => several("the sum of", "the sum of", parts),
        Amount::Table(one) => table(one),
        Amount::NoBound => "no bound".to_owned(),
    }
}

fn share(share: &Share) -> String {
    let written = &share.written;
    match &share.of {
        None => written.clone(),
        Some(ShareBase::Field(field)) => format!("{written} of {}", field.as_str()),
        Some(ShareBase::Population(base)) => format!("{written} of {}", population(base)),
    }
}

fn several(of_two: &str, of_many: &str, parts: &[Amount]) -> String {
    let words: Vec<String> = parts.iter().map(within).collect();
    match words.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{of_two} {one} and {two}"),
        [others @ .., last] => format!("{of_many} {} and {last}", others.join(", ")),
        [] => String::new(),
    }
}

/// An amount inside another, in brackets where it has parts itself.
fn within(part: &Amount) -> String {
    let words = amount(part);
    match part {
        Amount::GreaterOf(_)
        | Amount::LesserOf(_)
        | Amount::SumOf(_)
        | Amount::Table(_) => format!("({words})"),
        _ => words,
    }
}

/// `80% at alert 2, 60% at alert 3, else no bound`
fn table(table: &AmountTable) -> String {
    let by = table.by.as_str();
    let rows = table.entries.iter();
    let mut rows: Vec<String> =
        rows.map(|(value, part)| format!("{} at {by} {value}", within(part))).collect();
    if let Some(otherwise) = &table.otherwise {
        rows.push(format!("else {}", within(otherwise)));
    }
    rows.join(", ")
}
