//! The kinds of rule, each in one main clause, and what follows it.

use super::asked::{self, Manner, matcher, population};
use super::{amounts, and, text};
use crate::message::Message;
use crate::rule::bound::{Comparator, Rounding};
use crate::rule::limit::{Base, Exempt, Limit, Measure};
use crate::rule::quota::{Effect, Measure as Measured, Quantity, Quota, Unit};
use crate::rule::require::{Demand, Require};
use crate::rule::separate::{Gap, Separate};
use crate::rule::{Force, Kind, Rule};
use crate::words::describe::length;

/// What is asked.
pub(super) fn main(rule: &Rule) -> Message {
    match &rule.kind {
        Kind::Limit(limit) => of_limit(limit, rule.force),
        Kind::Require(require) => of_require(require, rule.force),
        Kind::Quota(quota) => of_quota(quota, rule.force),
        Kind::Separate(separate) => of_separate(separate, rule.force),
    }
}

/// What is said behind it: how it is averaged and rounded, and who is left out.
pub(super) fn tails(rule: &Rule) -> Vec<Message> {
    match &rule.kind {
        Kind::Limit(limit) => {
            let averaged = limit.averaged.map(|over| {
                let over = super::stretch(rule, over);
                Message::new("plain-averaged").with("over", over)
            });
            let rounded = limit.rounding.map(|rounding| {
                Message::new(match rounding {
                    Rounding::Up => "plain-rounded-up",
                    Rounding::Down => "plain-rounded-down",
                    Rounding::HalfUp => "plain-rounded-half-up",
                })
            });
            let exempt = limit.exempt.iter().map(exempt);
            averaged.into_iter().chain(rounded).chain(exempt).collect()
        }
        Kind::Quota(quota) => quota_tails(quota),
        Kind::Require(_) | Kind::Separate(_) => Vec::new(),
    }
}

fn exempt(exempt: &Exempt) -> Message {
    let key = match (exempt.out_of_count, exempt.out_of_base) {
        (true, true) => "plain-left-out",
        (true, false) => "plain-not-counted",
        (false, _) => "plain-out-of-base",
    };
    Message::new(key).with("who", matcher(&exempt.who, Manner::Of))
}

fn of_limit(limit: &Limit, force: Force) -> Message {
    let what = match &limit.measure {
        Measure::Count(populations) => Message::new("plain-count")
            .with("who", and(populations.iter().map(population))),
        Measure::Sum { field, of } => Message::new("plain-sum")
            .with("field", asked::field_name(field.as_str()))
            .with("who", population(of)),
    };
    let what = lasting(limit, what);
    let amount = amounts::amount(&limit.bound.amount);
    let amount = match &limit.base {
        None => amount,
        Some(base) => {
            let key = if base_is_everyone(base) { "plain-of-all" } else { "plain-of" };
            Message::new(key).with("amount", amount).with("base", of_base(base))
        }
    };
    let bound = bound(limit.bound.comparator, force, amount);
    Message::new("plain-is").with("what", what).with("bound", bound)
}

/// What is counted, for how long.
pub(super) fn lasting(limit: &Limit, what: Message) -> Message {
    match limit.lasting {
        Some(long) => {
            Message::new("plain-lasting").with("what", what).with("long", length(long))
        }
        None => what,
    }
}

/// The bound of a limit by itself.
pub(super) fn bound_of_limit(limit: &Limit, force: Force) -> Message {
    bound(limit.bound.comparator, force, amounts::amount(&limit.bound.amount))
}

fn base_is_everyone(base: &Base) -> bool {
    matches!(base, Base::Population(one) if asked::is_everyone(one))
}

fn of_base(base: &Base) -> Message {
    match base {
        Base::Population(one) => population(one),
        Base::OnDay(one, day) => Message::new("plain-on-day")
            .with("who", population(one))
            .with("day", day.to_string()),
        Base::Field(field) => asked::field_name(field.as_str()),
    }
}

/// What must hold of a number.
fn bound(comparator: Comparator, force: Force, amount: Message) -> Message {
    let cap = matches!(comparator, Comparator::AtMost);
    if cap && force == Force::Must {
        return Message::new("plain-at-most-must").with("amount", amount);
    }
    let modal = Message::new(match force {
        Force::Must => "plain-must-be",
        Force::Should => "plain-should-be",
        Force::May => "plain-may-be",
    });
    let key = match comparator {
        Comparator::AtMost => "plain-at-most",
        Comparator::AtLeast => "plain-at-least",
        Comparator::Below => "plain-below",
        Comparator::Above => "plain-above",
        Comparator::Exactly { tolerance: 0 } => "plain-exactly",
        Comparator::Exactly { .. } => "plain-exactly-within",
    };
    let mut bound = Message::new(key).with("modal", modal).with("amount", amount);
    if let Comparator::Exactly { tolerance } = comparator {
        bound = bound.with("tolerance", i64::from(tolerance));
    }
    bound
}

fn of_require(require: &Require, force: Force) -> Message {
    let is_never = matches!(require.demand, Demand::NeverBe(_));
    let key = match (force, is_never) {
        (Force::Must, false) => "plain-must",
        (Force::Must, true) => "plain-must-never",
        (Force::Should, false) => "plain-should",
        (Force::Should, true) => "plain-should-never",
        (Force::May, false) => "plain-may",
        (Force::May, true) => "plain-may-never",
    };
    let does = match &require.demand {
        Demand::Be(asked) | Demand::NeverBe(asked) => matcher(asked, Manner::Be),
        Demand::Have(asked) => asked::have(asked, Manner::Have),
    };
    let who = match asked::is_everyone(&require.each) {
        true => population(&require.each),
        false => Message::new("plain-all").with("who", population(&require.each)),
    };
    Message::new(key).with("who", who).with("does", does)
}

fn of_quota(quota: &Quota, force: Force) -> Message {
    let key = match (quota.is_mean(), asked::is_everyone(&quota.each)) {
        (true, _) => "plain-on-average-for",
        (false, true) => "plain-for-everybody",
        (false, false) => "plain-for-each",
    };
    Message::new(key)
        .with("who", population(&quota.each))
        .with("what", measured(quota))
        .with("bound", bound_of_quota(quota, force))
}

/// What a quota adds up.
pub(super) fn measured(quota: &Quota) -> Message {
    let what = match &quota.measure {
        Measured::Days(_) => Message::new("plain-days"),
        Measured::Times(_) => Message::new("plain-times"),
        Measured::Hours(_) => Message::new("plain-hours"),
        Measured::Sum { field, .. } => {
            Message::new("plain-sum-of").with("field", asked::field_name(field.as_str()))
        }
        Measured::LongestRun(_) => Message::new("plain-longest-run"),
        Measured::ShortestRest(_) => Message::new("plain-shortest-rest"),
        Measured::LongestRest(_) => Message::new("plain-longest-rest"),
    };
    what.with("asked", matcher(quota.measure.matcher(), Manner::Of))
}

/// The bound of a quota.
pub(super) fn bound_of_quota(quota: &Quota, force: Force) -> Message {
    let amount = match (&quota.amount, &quota.of) {
        (amount, None) => quantity(amount, quota),
        (amount, Some(of)) => Message::new("plain-of-same")
            .with("amount", quantity(amount, quota))
            .with("asked", matcher(of, Manner::Of)),
    };
    bound(quota.comparator, force, amount)
}

fn quantity(amount: &Quantity, quota: &Quota) -> Message {
    let Quantity::Number { number, unit, weekly } = amount else {
        return text(quota.written.as_str());
    };
    let key = match unit {
        Unit::Plain => "plain-unit-none",
        Unit::Times => "plain-unit-times",
        Unit::Days => "plain-unit-days",
        Unit::WorkingDays => "plain-unit-working-days",
        Unit::Weeks => "plain-unit-weeks",
        Unit::Minutes => "plain-unit-minutes",
        Unit::Hours => "plain-unit-hours",
    };
    let amount = Message::new(key).with("number", number.to_string());
    match weekly {
        true => Message::new("plain-weekly").with("amount", amount),
        false => amount,
    }
}

fn quota_tails(quota: &Quota) -> Vec<Message> {
    let mut tails = Vec::new();
    if quota.gap > 0 {
        tails.push(Message::new("plain-gap").with("long", length(quota.gap)));
    }
    if let Some(excuse) = &quota.excuse {
        let days = matcher(&excuse.days, Manner::Of);
        tails.push(match excuse.effect {
            Effect::LengthensPeriod => Message::new("plain-lengthens"),
            Effect::ShrinksBound => Message::new("plain-shrinks"),
            Effect::Credits(number) => {
                Message::new("plain-credits").with("number", number.to_string())
            }
        });
        tails = tails.into_iter().map(|tail| tail.with("days", days.clone())).collect();
    }
    tails
}

fn of_separate(separate: &Separate, force: Force) -> Message {
    let key = match force {
        Force::Must => "plain-apart",
        Force::Should => "plain-apart-should",
        Force::May => "plain-apart-may",
    };
    Message::new(key)
        .with("who", population(&separate.each))
        .with("most", i64::from(separate.at_most))
        .with("by", asked::field_name(separate.by.as_str()))
        .with("within", within(separate))
}

/// How near values may not come to each other, as the end of a sentence.
pub(super) fn within(separate: &Separate) -> Message {
    match separate.gap {
        None => text(""),
        Some(Gap::Minutes(0)) => Message::new("plain-within-moment"),
        Some(Gap::Minutes(minutes)) => {
            Message::new("plain-within").with("long", length(i64::from(minutes)))
        }
        Some(Gap::Days(days)) => {
            Message::new("plain-within-days").with("days", i64::from(days))
        }
    }
}
