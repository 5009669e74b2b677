//! Populations, matchers and records in plain words.

use super::{and, or, text};
use crate::day::{Calendar, Weekday};
use crate::field::{Subject, Value};
use crate::message::Message;
use crate::ratio::Decimal;
use crate::rule::matcher::{
    Age, FieldTest, GroupName, Have, Hours, LastClock, Matcher, NumberTest, Population,
    RecordTest, Test,
};
use crate::rule::require::Demand;

/// How a matcher stands in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Behind a noun: people *on site*, people *with role clerk*.
    Of,
    /// Behind "must": *be on site*, *have role clerk*.
    Be,
    /// Behind "must", of records: *have declaration*.
    Have,
    /// As a clause: *the day is a working day*, *alert is high*.
    Where,
}

/// Whether a population is everybody.
pub(super) fn is_everyone(population: &Population) -> bool {
    let everything = match &population.matcher {
        Matcher::Together(together) => together.is_empty(),
        Matcher::Group(used) => used.group == GroupName::Everyone,
        _ => false,
    };
    population.subject == Subject::People && everything
}

pub(super) fn population(population: &Population) -> Message {
    if is_everyone(population) {
        return Message::new("plain-everybody");
    }
    let noun = Message::new(match population.subject {
        Subject::People => "plain-people",
        Subject::Arrivals => "plain-arrivals",
        Subject::Departures => "plain-departures",
        Subject::Gatherings => "plain-gatherings",
        Subject::Visits => "plain-visits",
        Subject::Units => "plain-units",
        Subject::Offices => "plain-offices",
        Subject::Cell => "plain-cells",
    });
    match &population.matcher {
        Matcher::Together(together) if together.is_empty() => noun,
        asked => Message::new("plain-noun")
            .with("noun", noun)
            .with("asked", matcher(asked, Manner::Of)),
    }
}

/// The matcher of a demand, if it has one.
pub(super) fn demanded(demand: &Demand) -> Option<&Matcher> {
    match demand {
        Demand::Be(asked) | Demand::NeverBe(asked) => Some(asked),
        Demand::Have(_) => None,
    }
}

pub(super) fn matcher(asked: &Matcher, manner: Manner) -> Message {
    match asked {
        Matcher::Together(together) if together.is_empty() => {
            Message::new("plain-anything")
        }
        Matcher::Together(together) => {
            // What somebody does comes before what they are.
            let (status, others): (Vec<_>, Vec<_>) =
                (together.fields.iter()).partition(|one| one.field.as_str() == "status");
            let fields = status.into_iter().chain(others).map(|one| field(one, manner));
            let has = together.has.iter().map(|one| have(one, manner));
            and(fields.chain(has))
        }
        Matcher::All(parts) => and(parts.iter().map(|part| grouped(part, manner))),
        Matcher::Any(parts) => or(parts.iter().map(|part| grouped(part, manner))),
        Matcher::Not(part) => {
            let key = match manner {
                Manner::Of => "plain-not-of",
                Manner::Be | Manner::Have => "plain-not-be",
                Manner::Where => "plain-not-where",
            };
            Message::new(key).with("one", grouped(part, manner))
        }
        Matcher::Group(used) => group(&used.group, manner),
    }
}

/// A part of a longer matcher, in brackets where it has parts itself.
fn grouped(part: &Matcher, manner: Manner) -> Message {
    let several = match part {
        Matcher::Together(together) => together.fields.len() + together.has.len() > 1,
        Matcher::All(parts) | Matcher::Any(parts) => parts.len() > 1,
        Matcher::Not(_) | Matcher::Group(_) => false,
    };
    let words = matcher(part, manner);
    if several { Message::new("plain-brackets").with("one", words) } else { words }
}

fn group(name: &GroupName, manner: Manner) -> Message {
    let key = match (name, manner) {
        (GroupName::Everyone, Manner::Be) => "plain-be-anybody",
        (GroupName::Everyone, _) => "plain-anybody",
        (GroupName::Working, Manner::Be) => "plain-be-working",
        (GroupName::Working, _) => "plain-working",
        (GroupName::Defined(_), Manner::Be) => "plain-be-of-group",
        (GroupName::Defined(_), _) => "plain-of-group",
    };
    match name {
        GroupName::Defined(group) => Message::new(key).with("group", group.to_string()),
        _ => Message::new(key),
    }
}

fn field(asked: &FieldTest, manner: Manner) -> Message {
    let name = asked.field.as_str();
    let key = match (name, manner) {
        (_, Manner::Where) => "plain-where",
        ("status", Manner::Be | Manner::Have) => "plain-be",
        ("status" | "date", _) => "plain-text",
        ("weekday" | "day_kind", _) => "plain-on",
        (_, Manner::Be | Manner::Have) => "plain-have",
        (_, Manner::Of) => "plain-with",
    };
    let test = tested(name, &asked.test);
    Message::new(key)
        .with("text", test.clone())
        .with("test", test)
        .with("field", field_name(name))
}

/// What is asked of a field's value.
fn tested(name: &str, test: &Test) -> Message {
    match test {
        Test::OneOf(values) => {
            let values = or(values.iter().map(|one| value(name, one)));
            match name {
                "status" | "weekday" | "day_kind" => values,
                _ => Message::new("plain-is-one").with("values", values),
            }
        }
        Test::Number(number) => numbers(number),
        Test::Between(from, through) => {
            let from =
                from.map(|day| Message::new("plain-from").with("day", day.to_string()));
            let through = through
                .map(|day| Message::new("plain-through").with("day", day.to_string()));
            super::joined("plain-space", from.into_iter().chain(through))
        }
        Test::InLast(days) => {
            Message::new("plain-in-last").with("days", i64::from(*days))
        }
        Test::BeforeLast(days) => {
            Message::new("plain-before-last").with("days", i64::from(*days))
        }
        Test::Hours(hours) => or(hours.iter().map(clock)),
    }
}

fn clock(hours: &Hours) -> Message {
    let at = |key, clock: crate::day::Clock| {
        Message::new(key).with("clock", clock.to_string())
    };
    match (hours.from, hours.last) {
        (Some(from), Some(LastClock::Through(last))) if from == last => {
            at("plain-at-clock", from)
        }
        (from, last) => {
            let from = from.map(|from| at("plain-from-clock", from));
            let last = last.map(|last| match last {
                LastClock::Until(clock) => at("plain-until-clock", clock),
                LastClock::Through(clock) => at("plain-through-clock", clock),
            });
            super::joined("plain-space", from.into_iter().chain(last))
        }
    }
}

fn numbers(asked: &NumberTest) -> Message {
    let part = |key, bound: Option<Decimal>| {
        bound.map(|bound| Message::new(key).with("number", bound.to_string()))
    };
    let parts = [
        part("plain-number-at-least", asked.at_least),
        part("plain-number-at-most", asked.at_most),
        part("plain-number-above", asked.above),
        part("plain-number-below", asked.below),
    ];
    and(parts.into_iter().flatten())
}

/// A value, by its own word where the language has one for it.
pub(super) fn value(field: &str, value: &Value) -> Message {
    let written = value.to_string();
    let key = match (field, written.as_str()) {
        ("status", "on-site") => "plain-status-on-site",
        ("status", "remote") => "plain-status-remote",
        ("status", "on-call") => "plain-status-on-call",
        ("status", "travel") => "plain-status-travel",
        ("status", "leave") => "plain-status-leave",
        ("status", "sick") => "plain-status-sick",
        ("status", "quarantine") => "plain-status-quarantine",
        ("status", "off") => "plain-status-off",
        ("status", "holiday") => "plain-status-holiday",
        ("day_kind", "working-day") => "plain-working-day",
        ("day_kind", "day-off") => "plain-day-off",
        ("day_kind", "holiday") => "plain-holiday",
        ("weekday", day) => {
            let mut all = Weekday::ALL.into_iter();
            match all.find(|one| one.as_str() == day) {
                Some(day) => return weekday(day),
                None => return text(day),
            }
        }
        (_, "yes") => "plain-yes",
        (_, "no") => "plain-no",
        _ => return text(written),
    };
    Message::new(key)
}

pub(in crate::words) fn weekday(day: Weekday) -> Message {
    Message::new(match day {
        Weekday::Monday => "plain-monday",
        Weekday::Tuesday => "plain-tuesday",
        Weekday::Wednesday => "plain-wednesday",
        Weekday::Thursday => "plain-thursday",
        Weekday::Friday => "plain-friday",
        Weekday::Saturday => "plain-saturday",
        Weekday::Sunday => "plain-sunday",
    })
}

/// A field, by the language's own word where it is one of the built-in ones.
pub(super) fn field_name(name: &str) -> Message {
    let key = match name {
        "status" => "plain-field-status",
        "unit" => "plain-field-unit",
        "for_unit" => "plain-field-for-unit",
        "office" => "plain-field-office",
        "site" => "plain-field-site",
        "room" => "plain-field-room",
        "locality" => "plain-field-locality",
        "team" => "plain-field-team",
        "shift" => "plain-field-shift",
        "tag" => "plain-field-tag",
        "weekday" | "day_kind" | "date" => "plain-field-day",
        "time" => "plain-field-time",
        "people" => "plain-field-people",
        "headcount" => "plain-field-headcount",
        "office_headcount" => "plain-field-office-headcount",
        "capacity" => "plain-field-capacity",
        "area_m2" => "plain-field-area",
        _ => return text(name),
    };
    Message::new(key)
}

/// Records asked for.
pub(super) fn have(asked: &Have, manner: Manner) -> Message {
    match asked {
        Have::Record(one) => {
            let key = match manner {
                Manner::Of => "plain-with-record",
                Manner::Be => "plain-be-record",
                Manner::Have => "plain-have-record",
                Manner::Where => "plain-where-record",
            };
            Message::new(key).with("record", record(one))
        }
        Have::All(parts) => and(parts.iter().map(|part| in_brackets(part, manner))),
        Have::Any(parts) => or(parts.iter().map(|part| in_brackets(part, manner))),
        Have::Not(part) => {
            Message::new("plain-not-record").with("one", in_brackets(part, manner))
        }
    }
}

fn in_brackets(part: &Have, manner: Manner) -> Message {
    let words = have(part, manner);
    match part {
        Have::All(_) | Have::Any(_) => Message::new("plain-brackets").with("one", words),
        Have::Record(_) | Have::Not(_) => words,
    }
}

fn record(record: &RecordTest) -> Message {
    let kinds = or(record.kinds.iter().map(|kind| text(kind.as_str())));
    let age = match record.age {
        Age::Stands => None,
        Age::InLastHours(hours) => Some(of("plain-last-hours", "hours", hours)),
        Age::InLastDays(days) => Some(of("plain-last-days", "days", days)),
        Age::BeforeLastDays(days) => Some(of("plain-older-days", "days", days)),
        Age::InNextDays(days) => Some(of("plain-next-days", "days", days)),
        Age::InThis(calendar, None) => {
            Some(Message::new("plain-in-this").with("stretch", this(calendar)))
        }
        Age::InThis(calendar, Some(days)) => {
            Some(of("plain-in-first", "days", days).with("stretch", this(calendar)))
        }
    };
    let fields = record.fields.iter().map(|one| field(one, Manner::Of));
    let fields = (!record.fields.is_empty()).then(|| and(fields));
    let parts = [Some(kinds), age, fields].into_iter().flatten();
    super::joined("plain-space", parts)
}

fn of(key: &'static str, slot: &'static str, number: u32) -> Message {
    Message::new(key).with(slot, i64::from(number))
}

fn this(calendar: Calendar) -> Message {
    Message::new(match calendar {
        Calendar::Day => "plain-this-day",
        Calendar::Week => "plain-this-week",
        Calendar::Month => "plain-this-month",
        Calendar::Quarter => "plain-this-quarter",
        Calendar::Year => "plain-this-year",
    })
}
