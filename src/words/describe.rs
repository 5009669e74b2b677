//! A rule in words, as a clerk would read it aloud.

use crate::field::{Subject, Value};
use crate::ratio::Decimal;
use crate::rule::bound::{Comparator, Rounding};
use crate::rule::limit::{Base, Exempt, Limit, Measure};
use crate::rule::matcher::{
    Age, GroupName, Have, Hours, LastClock, Matcher, NumberTest, Population, RecordTest,
    Test,
};
use crate::rule::per::{Per, TimeWord};
use crate::rule::quota::{Effect, Measure as Measured, Quota};
use crate::rule::require::{Demand, Require};
use crate::rule::{Kind, Rule};

use crate::day::Calendar;

/// A rule in words, one line a thought: what it asks, of which cells, and who is left out.
pub fn rule(rule: &Rule) -> Vec<String> {
    let mut lines = match &rule.kind {
        Kind::Limit(limit) => of_limit(limit),
        Kind::Require(require) => of_require(require),
        Kind::Quota(quota) => of_quota(quota),
        Kind::Separate(separate) => super::separate::rule(separate),
    };
    lines.extend(rule.when.iter().map(|one| format!("where {}", matcher(one))));
    lines.extend(rule.unless.iter().map(|one| format!("unless {}", matcher(one))));
    if !rule.unless_granted.is_empty() {
        lines.push(format!("unless granted by {}", rule.unless_granted.join(" or ")));
    }
    lines
}

fn of_limit(limit: &Limit) -> Vec<String> {
    let counted = match &limit.measure {
        Measure::Count(populations) => join(populations.iter().map(population), " and "),
        Measure::Sum { field, of } => format!("the sum of {field} of {}", population(of)),
    };
    let lasting = limit.lasting.map(|long| format!(" for at least {}", length(long)));
    let counted = counted + &lasting.unwrap_or_default();
    let base = match &limit.base {
        None => String::new(),
        Some(Base::Population(base)) => format!(" of {}", population(base)),
        Some(Base::OnDay(base, day)) => format!(" of {} on {day}", population(base)),
        Some(Base::Field(field)) => format!(" of {field}"),
    };
    let rounding = match limit.rounding {
        None => "",
        Some(Rounding::Up) => ", rounded up",
        Some(Rounding::Down) => ", rounded down",
        Some(Rounding::HalfUp) => ", rounded to the nearest",
    };
    let bound = super::bound(&limit.bound);
    let averaged = limit.averaged.map(super::amount::stretch);
    let averaged = averaged.map(|one| format!(", on average over the {one}"));
    let averaged = averaged.unwrap_or_default();
    let per = per(&limit.per);
    let mut lines = vec![format!("{bound}{base}{rounding}{averaged}: {counted}{per}")];
    lines.extend(limit.exempt.iter().map(exempt));
    lines
}

/// A length in words: "2 h", "90 min".
pub(super) fn length(minutes: i64) -> String {
    match minutes % 60 {
        0 => format!("{} h", minutes / 60),
        _ => format!("{minutes} min"),
    }
}

fn exempt(exempt: &Exempt) -> String {
    let out_of = match (exempt.out_of_count, exempt.out_of_base) {
        (true, true) => "count and base",
        (true, false) => "the count",
        (false, _) => "the base",
    };
    format!("left out of {out_of}: {}", matcher(&exempt.who))
}

fn of_require(require: &Require) -> Vec<String> {
    let demand = match &require.demand {
        Demand::Be(asked) => format!("must be {}", matcher(asked)),
        Demand::NeverBe(asked) => format!("must never be {}", matcher(asked)),
        Demand::Have(asked) => format!("must have {}", have(asked)),
    };
    vec![format!("each of {} {demand}{}", population(&require.each), per(&require.per))]
}

fn of_quota(quota: &Quota) -> Vec<String> {
    let of = quota.of.as_ref().map(|of| format!(" of {}", matcher(of)));
    let mean = if quota.is_mean() { " on average" } else { "" };
    let mut lines = vec![format!(
        "each of {}: {}{mean}{}: {}{}",
        population(&quota.each),
        quota_bound(quota),
        of.unwrap_or_default(),
        measure(quota),
        per(&quota.per)
    )];
    if let Some(excuse) = &quota.excuse {
        let effect = match excuse.effect {
            Effect::LengthensPeriod => "lengthen the period".to_owned(),
            Effect::ShrinksBound => "shrink the bound".to_owned(),
            Effect::Credits(_) => "count as stated".to_owned(),
        };
        lines.push(format!("days that excuse {effect}: {}", matcher(&excuse.days)));
    }
    lines
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

/// The cells in words, as the end of a sentence.
pub(super) fn per(per: &Per) -> String {
    let time = per.time.map(time_word);
    let columns = per.columns.iter().map(|column| column.as_str().to_owned());
    let words: Vec<_> = columns.chain(time).collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(", per {}", words.join(" and "))
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
