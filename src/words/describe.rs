//! Parts of a rule in words, as findings name them.

use crate::field::{Subject, Value};
use crate::ratio::Decimal;
use crate::rule::bound::Comparator;
use crate::rule::matcher::{
    Age, GroupName, Have, Hours, LastClock, Matcher, NumberTest, Population, RecordTest,
    Test,
};
use crate::rule::per::TimeWord;
use crate::rule::quota::{Measure as Measured, Quota};

use crate::day::Calendar;

/// A length in words: "2 h", "90 min".
pub(super) fn length(minutes: i64) -> String {
    match minutes % 60 {
        0 => format!("{} h", minutes / 60),
        _ => format!("{minutes} min"),
    }
}

/// The bound of a quota in words, such as `at least 3 days`.
pub(super) fn quota_bound(quota: &Quota) -> String {
    let word = match quota.comparator {
        Comparator::AtMost => "at most",
        Comparator::AtLeast => "at least",
        Comparator::Below => "less than",
        Comparator::Above => "more than",
        Comparator::Exactly { .. } => "exactly",
    };
    format!("{word} {}", quota.written)
}

/// What a quota measures, in words.
pub(super) fn measure(quota: &Quota) -> String {
    let words = matcher(quota.measure.matcher());
    match &quota.measure {
        Measured::Days(_) => format!("days {words}"),
        Measured::Times(_) => format!("times {words}"),
        Measured::Hours(_) => format!("hours {words}"),
        Measured::Sum { field, .. } => format!("the sum of {field}"),
        Measured::LongestRun(_) => format!("the longest run of days {words}"),
        Measured::ShortestRest(_) => format!("the shortest pause between {words}"),
        Measured::LongestRest(_) => format!("the longest pause without {words}"),
    }
}

/// A time word of `per` in words.
pub(super) fn time_word(time: TimeWord) -> String {
    match time {
        TimeWord::Calendar(calendar) => calendar_word(calendar).to_owned(),
        TimeWord::Window => "window".to_owned(),
        TimeWord::Moment => "moment".to_owned(),
        TimeWord::Hour => "hour".to_owned(),
        TimeWord::Rolling(days) => format!("any {days} days"),
        TimeWord::RollingHours(hours) => format!("any {hours} hours"),
        TimeWord::Every(days, from) => format!("every {days} days from {from}"),
    }
}

pub(super) fn calendar_word(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::Day => "day",
        Calendar::Week => "week",
        Calendar::Month => "month",
        Calendar::Quarter => "quarter",
        Calendar::Year => "year",
    }
}

pub(super) fn population(population: &Population) -> String {
    let of_everything =
        matches!(&population.matcher, Matcher::Together(one) if one.is_empty());
    match (population.subject, of_everything) {
        (Subject::People, true) => "everyone".to_owned(),
        (Subject::People, false) => match matcher(&population.matcher) {
            words if words.starts_with("with ") => format!("everyone {words}"),
            words => words,
        },
        (subject, true) => subject.as_str().to_owned(),
        (subject, false) => {
            format!("{} with {}", subject.as_str(), matcher(&population.matcher))
        }
    }
}

/// A matcher in words.
pub fn matcher(asked: &Matcher) -> String {
    match asked {
        Matcher::Together(together) if together.is_empty() => "anything".to_owned(),
        Matcher::Together(together) => {
            let fields = together.fields.iter();
            let fields = fields.map(|one| field(one.field.as_str(), &one.test));
            let has = together.has.iter().map(|one| format!("with {}", have(one)));
            join(fields.chain(has), " and ")
        }
        Matcher::All(parts) => join(parts.iter().map(grouped), " and "),
        Matcher::Any(parts) => join(parts.iter().map(grouped), " or "),
        Matcher::Not(part) => format!("not {}", grouped(part)),
        Matcher::Group(used) => match &used.group {
            GroupName::Everyone => "everyone".to_owned(),
            GroupName::Working => "working".to_owned(),
            GroupName::Defined(group) => format!("`{}`", group.group),
        },
    }
}

/// A part of a longer matcher, in brackets where it has parts itself.
fn grouped(part: &Matcher) -> String {
    let several = match part {
        Matcher::Together(together) => together.fields.len() + together.has.len() > 1,
        Matcher::All(parts) | Matcher::Any(parts) => parts.len() > 1,
        Matcher::Not(_) | Matcher::Group(_) => false,
    };
    let words = matcher(part);
    if several { format!("({words})") } else { words }
}

/// A field and what is asked of it: "tag driver or guard".
pub(super) fn field(name: &str, test: &Test) -> String {
    match test {
        Test::OneOf(values) => format!("{name} {}", values_in_words(values)),
        Test::Number(number) => format!("{name} {}", number_in_words(number)),
        Test::Between(from, through) => {
            let from = from.map(|day| format!(" from {day}")).unwrap_or_default();
            let through =
                through.map(|day| format!(" through {day}")).unwrap_or_default();
            format!("{name}{from}{through}")
        }
        Test::InLast(days) => format!("{name} in the last {days} days"),
        Test::BeforeLast(days) => format!("{name} at least {days} days ago"),
        Test::Hours(hours) => format!("{name} {}", hours_in_words(hours)),
    }
}

fn values_in_words(values: &[Value]) -> String {
    join(values.iter().map(Value::to_string), " or ")
}

fn hours_in_words(hours: &[Hours]) -> String {
    let one = |hours: &Hours| match (hours.from, hours.last) {
        (Some(from), Some(LastClock::Through(last))) if from == last => from.to_string(),
        (from, last) => {
            let from = from.map(|from| format!("from {from}"));
            let last = last.map(|last| match last {
                LastClock::Until(clock) => format!("until {clock}"),
                LastClock::Through(clock) => format!("through {clock}"),
            });
            join(from.into_iter().chain(last), " ")
        }
    };
    join(hours.iter().map(one), " or ")
}

fn number_in_words(number: &NumberTest) -> String {
    let part = |words: &str, bound: Option<Decimal>| {
        bound.map(|bound| format!("{words} {bound}"))
    };
    let parts = [
        part("at least", number.at_least),
        part("at most", number.at_most),
        part("above", number.above),
        part("below", number.below),
    ];
    join(parts.into_iter().flatten(), " and ")
}

/// The records asked for in words: "pcr-test of the last 48 h".
pub(super) fn have(asked: &Have) -> String {
    match asked {
        Have::Record(one) => record(one),
        Have::All(parts) => join(parts.iter().map(have), " and "),
        Have::Any(parts) => join(parts.iter().map(have), " or "),
        Have::Not(part) => format!("no {}", have(part)),
    }
}

fn record(record: &RecordTest) -> String {
    let age = match record.age {
        Age::Stands => String::new(),
        Age::InLastHours(hours) => format!(" of the last {hours} h"),
        Age::InLastDays(days) => format!(" of the last {days} days"),
        Age::BeforeLastDays(days) => format!(" at least {days} days old"),
        Age::InNextDays(days) => format!(" of the next {days} days"),
        Age::InThis(calendar, None) => format!(" of this {}", calendar_word(calendar)),
        Age::InThis(calendar, Some(day)) => {
            format!(" of the first {day} days of this {}", calendar_word(calendar))
        }
    };
    let fields = record.fields.iter();
    let fields: Vec<_> = fields.map(|one| field(one.field.as_str(), &one.test)).collect();
    let fields = match fields.is_empty() {
        true => String::new(),
        false => format!(" with {}", fields.join(" and ")),
    };
    format!("{}{age}{fields}", record.kinds.join(" or "))
}

fn join(parts: impl Iterator<Item = String>, word: &str) -> String {
    parts.collect::<Vec<_>>().join(word)
}
