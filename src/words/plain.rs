//! A rule in plain sentences, which somebody who knows the text but not the language of rule
//! files can read and sign. Whatever the rule asks is in them, and what its groups mean.

mod amounts;
mod asked;
mod found;
mod kinds;

use std::collections::BTreeSet;

use super::Language;
use crate::message::Message;
use crate::name::GroupRef;
use crate::rule::bound::Amount;
use crate::rule::limit::{Base, Measure};
use crate::rule::matcher::{GroupName, Matcher, Population};
use crate::rule::per::{Column, Per, TimeWord};
use crate::rule::{Kind, LevelAt, Rule};
use crate::rulebook::Rulebook;

use asked::Manner;

pub(super) use asked::weekday;

/// When a situation holds, as a clause: "the day is a working day".
pub(super) fn situation(asked: &Matcher) -> Message {
    asked::matcher(asked, Manner::Where)
}

/// The bound of a rule in a language, if it has one of its own.
pub fn bound_in(rule: &Rule, language: Language) -> Option<String> {
    bound(rule).map(|bound| bound.say(language))
}

pub(super) use found::{bound, counted, within};

/// What a rule asks, in plain sentences: the rule first, then each group that it names.
///
/// ```
/// use passmuster::words::{Language, plain};
/// use passmuster::{KnownAt, Rulebook, Source};
///
/// let order = "passmuster: 1
/// directive: { id: order-7 }
/// in_force: { from: 2021-02-17, through: 2021-03-02 }
/// rules:
///   - id: half
///     limit:
///       count: { status: on-site }
///       at_most: 50%
///       of: everyone
///       exempt: { who: { room: standing-duty }, out_of: [count, base] }
///       per: [unit, day]
/// ";
/// let rulebook = Rulebook::read([Source::new("order-7.yaml", order)])?;
/// let law = rulebook.as_known(KnownAt::Latest);
/// let half = law.standings()[0].rule();
/// assert_eq!(
///     plain(&rulebook, half, Language::English),
///     ["In each unit, on each day, people on site may be at most 50% of everybody, leaving \
///       out those with room standing-duty."]
/// );
/// assert_eq!(
///     plain(&rulebook, half, Language::Vietnamese),
///     ["Tại mỗi đơn vị, mỗi ngày, số người có mặt tại nơi làm việc không được quá 50% tổng \
///       số người, không tính những trường hợp có phòng là standing-duty."]
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn plain(rulebook: &Rulebook, rule: &Rule, language: Language) -> Vec<String> {
    let mut messages = vec![whole(rule)];
    let mut told = BTreeSet::new();
    let mut named = groups_of_rule(rule);
    while let Some(group) = named.pop_first() {
        let Some(population) = rulebook.group(&group) else { continue };
        let who = asked::population(population);
        let told_as = Message::new("plain-group").with("group", group.to_string());
        messages.push(told_as.with("who", who));
        told.insert(group);
        let within = groups(&population.matcher).into_iter();
        named.extend(within.filter(|group| !told.contains(group)));
    }
    // A group of the rule's own directive is known by its name alone.
    let own = format!("`{}/", rule.name.directive);
    let said = messages.iter().map(|message| message.say(language).replace(&own, "`"));
    said.map(|words| sentence(&words)).collect()
}

/// With a capital letter, and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    let first: String = first.into_iter().flatten().collect();
    format!("{first}{}.", letters.as_str())
}

fn whole(rule: &Rule) -> Message {
    let mut tails = kinds::tails(rule);
    if let Some(level_at) = rule.level_at {
        tails.push(Message::new(match level_at {
            LevelAt::Start => "plain-level-at-start",
            LevelAt::End => "plain-level-at-end",
        }));
    }
    let guards = [(&rule.when, "plain-when"), (&rule.unless, "plain-unless")];
    for (matchers, key) in guards {
        let one = |asked| Message::new(key).with("asked", asked);
        let asked = |one| asked::matcher(one, Manner::Where);
        tails.extend(matchers.iter().map(asked).map(one));
    }
    if !rule.unless_granted.is_empty() {
        let by = rule.unless_granted.iter().map(|by| text(by.as_str()));
        tails.push(Message::new("plain-granted").with("by", or(by)));
    }
    let cell = cell(rule, rule.per()).into_iter();
    joined("plain-comma", cell.chain([kinds::main(rule)]).chain(tails))
}

/// Where and when a rule is asked.
fn cell(rule: &Rule, per: &Per) -> Vec<Message> {
    let columns = per.columns.iter().map(|column| match place(column) {
        Some(key) => Message::new(key),
        None => Message::new("plain-in-field").with("field", column.as_str()),
    });
    let mut all: Vec<Message> = columns.collect();
    if all.is_empty() && matches!(rule.kind, Kind::Limit(_)) && per.time.is_some() {
        all.push(Message::new("plain-overall"));
    }
    all.extend(per.time.map(|time| stretch(rule, time)));
    all
}

fn place(column: &Column) -> Option<&'static str> {
    Some(match column {
        Column::Office => "plain-in-office",
        Column::Unit => "plain-in-unit",
        Column::ForUnit => "plain-in-for-unit",
        Column::Site => "plain-in-site",
        Column::Room => "plain-in-room",
        Column::Locality => "plain-in-locality",
        Column::Team => "plain-in-team",
        Column::Shift => "plain-in-shift",
        Column::Person => "plain-in-person",
        Column::Gathering => "plain-in-gathering",
        Column::Visit => "plain-in-visit",
        Column::Field(_) => return None,
    })
}

fn stretch(rule: &Rule, time: TimeWord) -> Message {
    use crate::day::{Calendar, Weekday};
    let key = match time {
        TimeWord::Calendar(Calendar::Day) => "plain-per-day",
        TimeWord::Calendar(Calendar::Week) if rule.week_starts != Weekday::Monday => {
            let first = asked::weekday(rule.week_starts);
            return Message::new("plain-per-week-from").with("first", first);
        }
        TimeWord::Calendar(Calendar::Week) => "plain-per-week",
        TimeWord::Calendar(Calendar::Month) => "plain-per-month",
        TimeWord::Calendar(Calendar::Quarter) => "plain-per-quarter",
        TimeWord::Calendar(Calendar::Year) => "plain-per-year",
        TimeWord::Moment => "plain-per-moment",
        TimeWord::Hour => "plain-per-hour",
        TimeWord::Window => "plain-per-window",
        TimeWord::Rolling(days) => {
            return Message::new("plain-per-rolling").with("days", i64::from(days));
        }
        TimeWord::RollingHours(hours) => {
            return Message::new("plain-per-rolling-hours")
                .with("hours", i64::from(hours));
        }
        TimeWord::Every(days, from) => {
            return Message::new("plain-per-every")
                .with("days", i64::from(days))
                .with("from", from.to_string());
        }
    };
    Message::new(key)
}

/// Words of the user's, or of the field.
fn text(words: impl Into<String>) -> Message {
    Message::new("plain-text").with("text", words.into())
}

fn or(parts: impl IntoIterator<Item = Message>) -> Message {
    joined("plain-or", parts)
}

fn and(parts: impl IntoIterator<Item = Message>) -> Message {
    joined("plain-and", parts)
}

/// Parts, one after the other.
fn joined(key: &'static str, parts: impl IntoIterator<Item = Message>) -> Message {
    let join = |left, right| Message::new(key).with("left", left).with("right", right);
    parts.into_iter().reduce(join).unwrap_or_else(|| text(""))
}

fn groups_of_rule(rule: &Rule) -> BTreeSet<GroupRef> {
    let guards = rule.when.iter().chain(&rule.unless);
    let mut found: BTreeSet<GroupRef> = guards.flat_map(groups).collect();
    let of = |one: &Population| groups(&one.matcher);
    match &rule.kind {
        Kind::Limit(limit) => {
            match &limit.measure {
                Measure::Count(all) => found.extend(all.iter().flat_map(of)),
                Measure::Sum { of: summed, .. } => found.extend(of(summed)),
            }
            if let Some(Base::Population(base) | Base::OnDay(base, _)) = &limit.base {
                found.extend(of(base));
            }
            found.extend(limit.exempt.iter().flat_map(|one| groups(&one.who)));
            found.extend(of_amount(&limit.bound.amount));
        }
        Kind::Require(require) => {
            found.extend(of(&require.each));
            found.extend(asked::demanded(&require.demand).into_iter().flat_map(groups));
        }
        Kind::Quota(quota) => {
            found.extend(of(&quota.each));
            let others = quota.of.iter().chain(quota.excuse.iter().map(|one| &one.days));
            found.extend(groups(quota.measure.matcher()));
            found.extend(others.flat_map(groups));
        }
        Kind::Separate(separate) => found.extend(of(&separate.each)),
    }
    found
}

fn of_amount(amount: &Amount) -> BTreeSet<GroupRef> {
    amount.populations().flat_map(|one| groups(&one.matcher)).collect()
}

/// The groups that a matcher names.
fn groups(asked: &Matcher) -> BTreeSet<GroupRef> {
    match asked {
        Matcher::Together(_) => BTreeSet::new(),
        Matcher::All(parts) | Matcher::Any(parts) => {
            parts.iter().flat_map(groups).collect()
        }
        Matcher::Not(part) => groups(part),
        Matcher::Group(used) => match &used.group {
            GroupName::Everyone | GroupName::Working => BTreeSet::new(),
            GroupName::Defined(group) => BTreeSet::from([group.clone()]),
        },
    }
}
