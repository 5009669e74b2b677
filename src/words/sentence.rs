//! A finding in one sentence, from the rule and the arithmetic.

use super::amount::bound_here;
use super::{describe, separate};
use crate::field::{Subject, Value};
use crate::finding::{Finding, Outcome, Range, Reason};
use crate::message::Message;
use crate::rule::bound::Comparator;
use crate::rule::limit::{Limit, Measure};
use crate::rule::matcher::{GroupName, Have, Matcher, Test};
use crate::rule::quota::{Measure as Measured, Quantity, Quota, Unit};
use crate::rule::require::Demand;
use crate::rule::{Kind, Rule};

/// Gives a finding its sentence, and its bound its words.
pub fn finish(rule: &Rule, finding: &mut Finding) {
    match (&rule.kind, &mut finding.measured) {
        (Kind::Limit(limit), Some(measured)) => {
            measured.bound = bound_here(limit, measured.allowed);
        }
        (Kind::Quota(quota), Some(measured)) => {
            measured.bound = describe::quota_bound(quota);
        }
        (Kind::Separate(separate), Some(measured)) => {
            measured.bound = separate::bound(separate);
        }
        _ => {}
    }
    finding.message = sentence(rule, finding);
}

/// The sentence of a finding; its `message` is what this gives.
pub fn sentence(rule: &Rule, finding: &Finding) -> Message {
    let message = match (finding.reason, &rule.kind) {
        (Some(reason), _) => not_evaluated(finding, reason),
        (None, Kind::Limit(limit)) => of_limit(limit, finding),
        (None, Kind::Require(require)) => of_require(&require.demand, finding),
        (None, Kind::Quota(quota)) => of_quota(quota, finding),
        (None, Kind::Separate(separate)) => separate::sentence(separate, finding),
    };
    let place = match finding.moment {
        None => place(finding),
        Some(at) => Message::new("at-moment")
            .with("where", place(finding))
            .with("clock", at.clock().to_string()),
    };
    message.with("where", place).with("rule", finding.rule.rule.as_str())
}

fn not_evaluated(finding: &Finding, reason: Reason) -> Message {
    match reason {
        Reason::NobodyThere if finding.cell.keys.is_empty() => {
            Message::new("matched-nobody-ever")
        }
        Reason::NobodyThere => Message::new("nobody-there"),
        Reason::NoData => Message::new("no-data"),
        // CLAUSE 14.4: a part of a day of which levels are read may be cut by them.
        Reason::CutPeriod
            if finding.cell.part.is_some() && !finding.evidence.levels.is_empty() =>
        {
            Message::new("cut-period-by-level")
        }
        Reason::CutPeriod => Message::new("cut-period"),
    }
}

fn of_limit(limit: &Limit, finding: &Finding) -> Message {
    let Some(measured) = &finding.measured else { return Message::new("nobody-there") };
    let key = match (finding.outcome, measured.base.is_some(), measured.allowed.is_some())
    {
        (Outcome::Undetermined, true, _) => "undetermined-share",
        (Outcome::Undetermined, false, _) => "undetermined-number",
        (_, true, true) => "limit-share",
        (_, true, false) => "limit-share-unmeetable",
        (_, false, true) => "limit-number",
        (_, false, false) => "limit-number-unmeetable",
    };
    let told = limit.bound.amount.is_compound() || limit.averaged.is_some();
    let may = match (limit.bound.comparator, told) {
        (Comparator::AtMost | Comparator::Below, true) => "bound-may",
        (_, true) => "bound-must",
        (Comparator::AtMost | Comparator::Below, _) => "at-most-may",
        (Comparator::AtLeast | Comparator::Above, _) => "at-least-must",
        (Comparator::Exactly { .. }, _) => "exactly-must",
    };
    let allowed = Message::new(may)
        .with("allowed", measured.allowed.unwrap_or(0))
        .with("bound", measured.bound.as_str());
    let what = match limit.lasting {
        Some(long) => Message::new("lasting")
            .with("what", what(limit))
            .with("long", describe::length(long)),
        None => what(limit),
    };
    let what = match limit.averaged {
        Some(_) => Message::new("days-counted").with("what", what),
        None => what,
    };
    Message::new(key)
        .with("count", range(measured.count))
        .with("base", measured.base.map(range).unwrap_or_default())
        .with("what", what)
        .with("bound", measured.bound.as_str())
        .with("allowed", allowed)
}

fn of_quota(quota: &Quota, finding: &Finding) -> Message {
    let Some(measured) = &finding.measured else { return Message::new("nobody-there") };
    let is_share = matches!(quota.amount, Quantity::Share(_));
    let key = match (quota.is_mean(), is_share, finding.outcome) {
        (true, true, Outcome::Undetermined) => "quota-mean-share-undetermined",
        (true, true, _) => "quota-mean-share",
        (true, false, Outcome::Undetermined) => "quota-mean-undetermined",
        (true, false, _) => "quota-mean",
        (false, true, Outcome::Undetermined) => "quota-share-undetermined",
        (false, true, _) => "quota-share",
        (false, false, Outcome::Undetermined) => "quota-number-undetermined",
        (false, false, _) => "quota-number",
    };
    let unit = match (&quota.amount, &quota.measure) {
        (Quantity::Number { unit, .. }, _) => *unit,
        (_, Measured::Hours(_)) => Unit::Hours,
        (_, Measured::Times(_)) => Unit::Times,
        (_, Measured::Sum { .. }) => Unit::Plain,
        _ => Unit::Days,
    };
    let count = format!("{} {}", range(measured.count), unit.as_str());
    Message::new(key)
        .with("item", finding.cell.get("person").unwrap_or_default())
        .with("count", count.trim())
        .with("base", measured.base.map(range).unwrap_or_default())
        .with("what", describe::measure(quota))
        .with("bound", measured.bound.as_str())
}

/// A range as a number, or as two.
pub(crate) fn range(range: Range) -> String {
    match range.possible {
        Some(possible) if possible == range.certain => possible.to_string(),
        Some(possible) => format!("{} to {possible}", range.certain),
        None => format!("{} or more", range.certain),
    }
}

/// What is counted, as words behind the number: "on site", "on site with tag clerk".
fn what(limit: &Limit) -> Message {
    let population = match &limit.measure {
        Measure::Sum { field, .. } => {
            return Message::new("summed").with("field", field.as_str());
        }
        Measure::Count(populations) => match populations.as_slice() {
            [population] => population,
            _ => return Message::new("counted"),
        },
    };
    let (status, fields) = (status_of(&population.matcher), others(&population.matcher));
    let fields = match fields.is_empty() {
        true => String::new(),
        false => format!("with {}", fields.join(" and ")),
    };
    let passes = match population.subject {
        Subject::Arrivals => "arriving",
        Subject::Departures => "leaving",
        _ => "",
    };
    let parts = [passes.to_owned(), status.unwrap_or_default(), fields];
    let parts: Vec<String> = parts.into_iter().filter(|one| !one.is_empty()).collect();
    let words = parts.join(" ");
    match words.trim() {
        "" => Message::new("counted"),
        words => Message::new("status").with("status", words),
    }
}

/// What a matcher asks for directly beside a status.
fn others(matcher: &Matcher) -> Vec<String> {
    let Matcher::Together(together) = matcher else { return Vec::new() };
    let others = together.fields.iter().filter(|test| test.field.as_str() != "status");
    others.map(|one| describe::field(one.field.as_str(), &one.test)).collect()
}

/// The statuses a matcher asks for, if it asks for some directly.
fn status_of(matcher: &Matcher) -> Option<String> {
    match matcher {
        Matcher::Together(together) => {
            let test =
                together.fields.iter().find(|test| test.field.as_str() == "status")?;
            let Test::OneOf(values) = &test.test else { return None };
            let words: Vec<_> = values.iter().filter_map(Value::as_text).collect();
            Some(
                words
                    .join(" or ")
                    .replace("on-site", "on site")
                    .replace("on-call", "on call"),
            )
        }
        Matcher::All(parts) => parts.iter().find_map(status_of),
        Matcher::Group(used) if used.group == GroupName::Working => {
            Some("working".into())
        }
        _ => None,
    }
}

fn of_require(demand: &Demand, finding: &Finding) -> Message {
    let item = ["person", "visit", "gathering", "unit", "office"]
        .into_iter()
        .find_map(|key| finding.cell.get(key))
        .unwrap_or_default();
    let (key, what) = match demand {
        Demand::Be(matcher) => ("be", of_matcher(matcher, "as-required")),
        Demand::NeverBe(matcher) => ("never-be", of_matcher(matcher, "as-forbidden")),
        Demand::Have(have) => {
            let words = describe::have(have);
            ("have", Message::new("status").with("status", words))
        }
    };
    let key = match (finding.outcome, key) {
        (Outcome::Pass, "be") => "require-be-kept",
        (Outcome::Pass, "never-be") => "require-never-be-kept",
        (Outcome::Pass, _) => "require-have-kept",
        (Outcome::Undetermined, "be") => "require-be-undetermined",
        (Outcome::Undetermined, "never-be") => "require-never-be-undetermined",
        (Outcome::Undetermined, _) => "require-have-undetermined",
        (_, "be") => "require-be-broken",
        (_, "never-be") => "require-never-be-broken",
        _ => match demand {
            Demand::Have(Have::All(parts)) if parts.len() == 2 => {
                "require-have-both-broken"
            }
            Demand::Have(Have::All(_)) => "require-have-all-broken",
            Demand::Have(Have::Not(part)) => {
                let words = describe::have(part);
                let words = Message::new("status").with("status", words);
                return Message::new("require-have-kept")
                    .with("item", item)
                    .with("what", words);
            }
            _ => "require-have-broken",
        },
    };
    Message::new(key).with("item", item).with("what", what)
}

/// What somebody must be, or must never be: a status, else the matcher in words.
fn of_matcher(matcher: &Matcher, key: &'static str) -> Message {
    match status_of(matcher) {
        Some(words) => Message::new("status").with("status", words),
        None => Message::new(key).with("words", describe::matcher(matcher)),
    }
}

/// Where the cell is, as the end of a sentence: " in `tong-hop`".
pub(crate) fn place(finding: &Finding) -> Message {
    let timed =
        ["hour", "day", "week", "month", "quarter", "year", "from", "through", "person"];
    let names: Vec<_> = finding
        .cell
        .keys
        .iter()
        .filter(|(key, _)| !timed.contains(&key.as_str()))
        .map(|(_, value)| format!("`{value}`"))
        .collect();
    match names.is_empty() {
        true => Message::new("nowhere"),
        false => Message::new("in-place").with("places", names.join(", ")),
    }
}
