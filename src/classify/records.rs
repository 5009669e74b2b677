//! Whether the records that are asked for stand. CLAUSE 2.10 to 2.14.

use std::collections::BTreeSet;

use crate::day::{Clock, Day, Instant, MINUTES_OF_DAY, Weekday};
use crate::field::{Table, Value, ValueType};
use crate::plan::atom::{Probe, Records};
use crate::rule::matcher::Age;

use super::filling::{Blank, Oracle, Sort};
use super::view::{Seen, View, compare};

/// What the age of a record is measured from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Since<'a> {
    /// The day asked.
    pub(crate) day: Day,
    /// The first moment that counts, if its clock is written; and what bears it.
    pub(crate) clock: Option<Clock>,
    /// The row that bears the clock.
    pub(crate) row: u64,
    /// The day on which weeks begin.
    pub(crate) week_starts: Weekday,
    /// The ages in minutes that the rule asks records to have.
    pub(crate) spans: &'a [i64],
}

/// Whether the records stand, under the oracle's filling.
pub(crate) fn stand(
    view: &View<'_>,
    records: &Records,
    since: Since<'_>,
    oracle: &mut Oracle<'_>,
) -> bool {
    match records {
        Records::All(parts) => parts.iter().all(|part| stand(view, part, since, oracle)),
        Records::Any(parts) => parts.iter().any(|part| stand(view, part, since, oracle)),
        Records::Not(part) => !stand(view, part, since, oracle),
        Records::One { kinds, probes, age } => {
            let found = view.holders().iter().any(|holder| {
                let rows = view.domain.facts.records_of(holder);
                rows.iter().any(|row| {
                    let row = *row as usize;
                    of_kind(view, row, kinds, oracle)
                        && aged(view, row, *age, since, oracle)
                        && probes.iter().all(|probe| column(view, row, probe, oracle))
                })
            });
            found || may_yet_have_been(view, records, oracle)
        }
    }
}

/// CLAUSE 2.14: with `complete: no` what is not there may yet have been.
fn may_yet_have_been(
    view: &View<'_>,
    records: &Records,
    oracle: &mut Oracle<'_>,
) -> bool {
    if view.domain.facts.settings().records_complete {
        return false;
    }
    let row = view.day.number() as u64;
    let blank = Blank { sort: Sort::Day, row, column: format!("{records:?}") };
    oracle.choose(&blank, 2) == 1
}

fn of_kind(
    view: &View<'_>,
    row: usize,
    kinds: &[String],
    oracle: &mut Oracle<'_>,
) -> bool {
    let rows = view.domain.facts.table(Table::Records);
    match rows.and_then(|rows| rows.value(row, "kind")) {
        Some(value) => {
            value.as_text().is_some_and(|kind| kinds.iter().any(|k| k == kind))
        }
        None => oracle.choose(&blank(row, "kind"), 2) == 1,
    }
}

/// CLAUSE 2.11: a further column of the record.
fn column(view: &View<'_>, row: usize, probe: &Probe, oracle: &mut Oracle<'_>) -> bool {
    let Some((_, column)) = probe.homes.first() else { return false };
    let rows = view.domain.facts.table(Table::Records);
    let seen = match rows.and_then(|rows| rows.value(row, column)) {
        Some(value) => Seen::Value(value.clone()),
        None => {
            let candidates = view.domain.candidates(probe, None);
            // CLAUSE 7.1: where nothing is known, the test may hold or fail.
            let options = if candidates.is_empty() { 2 } else { candidates.len() };
            let blank = match probe.kind {
                // An age in hours fills a clock time by itself. CLAUSE 15.1.
                ValueType::Time => blank(row, &format!("clock of {column}")),
                _ => blank(row, column),
            };
            let chosen = oracle.choose(&blank, options);
            match candidates.get(chosen) {
                Some(value) => Seen::Value(value.clone()),
                None => Seen::Anything(chosen == 1),
            }
        }
    };
    match seen {
        Seen::Value(value) => compare(&probe.test, &value, view.day),
        Seen::Anything(holds) => holds,
    }
}

fn blank(row: usize, column: &str) -> Blank {
    Blank { sort: Sort::Item, row: row as u64, column: format!("records.{column}") }
}

fn aged(
    view: &View<'_>,
    row: usize,
    age: Age,
    since: Since<'_>,
    oracle: &mut Oracle<'_>,
) -> bool {
    let Some(rows) = view.domain.facts.table(Table::Records) else { return false };
    let Some(Value::Date(date)) = rows.value(row, "date").cloned() else { return false };
    let days = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let asked = since.day;
    match age {
        Age::Stands => {
            let through = match rows.value(row, "through") {
                Some(Value::Date(day)) => *day,
                Some(Value::Instant(instant)) => instant.day(),
                _ => Day::LAST,
            };
            date <= asked && asked <= through
        }
        Age::InLastDays(count) => asked.plus(1 - days(count)) <= date && date <= asked,
        Age::InNextDays(count) => asked <= date && date <= asked.plus(days(count) - 1),
        Age::BeforeLastDays(count) => date <= asked.plus(-days(count)),
        Age::InThis(calendar, through_day) => {
            let first = asked.start_of(calendar, since.week_starts);
            let last = match through_day {
                Some(count) => first.plus(days(count) - 1),
                None => Day::LAST,
            };
            date.start_of(calendar, since.week_starts) == first && date <= last
        }
        Age::InLastHours(hours) => {
            let span = i64::from(hours) * 60;
            let made = moment(view, row, date, since, oracle);
            let from = reference(view, since, oracle);
            let age = from.minutes() - made.minutes();
            0 <= age && age <= span
        }
    }
}

/// When a record was made. A clock that is missing may be any minute of the day; those at
/// which some answer can change stand for all.
fn moment(
    view: &View<'_>,
    row: usize,
    date: Day,
    since: Since<'_>,
    oracle: &mut Oracle<'_>,
) -> Instant {
    if let Some(clock) = view.clock(Table::Records, row, "time") {
        return date.at(clock);
    }
    let mut minutes = BTreeSet::from([0, 1, MINUTES_OF_DAY - 2, MINUTES_OF_DAY - 1]);
    for clock in view.clocks() {
        for span in since.spans.iter().chain([&0]) {
            let around = [-2, -1, 0, 1, 2].map(|off| clock - span + off);
            minutes.extend(around.map(|minute| minute.rem_euclid(MINUTES_OF_DAY)));
        }
    }
    let minutes: Vec<i64> = minutes.into_iter().collect();
    let chosen = oracle.choose(&blank(row, "time"), minutes.len());
    date.start().plus(minutes.get(chosen).copied().unwrap_or(0))
}

/// The moment from which hours count back. CLAUSE 2.13: a clock that is missing may be any
/// minute of the day; those at which some record's answer changes stand for all.
fn reference(view: &View<'_>, since: Since<'_>, oracle: &mut Oracle<'_>) -> Instant {
    if let Some(clock) = since.clock {
        return since.day.at(clock);
    }
    let (first, last) = (since.day.start(), since.day.start().plus(MINUTES_OF_DAY - 1));
    let mut minutes = BTreeSet::from([first, last]);
    for holder in view.holders() {
        for row in view.domain.facts.records_of(&holder) {
            let row = *row as usize;
            let date = view.domain.facts.table(Table::Records);
            let date = date.and_then(|rows| rows.value(row, "date"));
            let Some(Value::Date(date)) = date else { continue };
            let made = moment(view, row, *date, since, oracle);
            for span in since.spans {
                minutes.extend([-1, 0, *span, span + 1].map(|off| made.plus(off)));
            }
        }
    }
    minutes.retain(|minute| first <= *minute && *minute <= last);
    let minutes: Vec<Instant> = minutes.into_iter().collect();
    let blank = Blank { sort: Sort::Day, row: since.row, column: "clock".to_owned() };
    let chosen = oracle.choose(&blank, minutes.len());
    minutes.get(chosen).copied().unwrap_or(first)
}
