//! Days, windows and cells' times in words.

use crate::day::{Clock, Day, Instant};
use crate::finding::Cell;
use crate::window::{Period, Window};

/// A period in words: "2021-02-18", or "2021-02-17 to 2021-03-02".
pub fn period(period: Period) -> String {
    match period.from() == period.through() {
        true => period.from().to_string(),
        false => format!("{} to {}", period.from(), period.through()),
    }
}

/// A window in words: "2021-02-17 to 2021-03-02", "from 2021-02-17 until further notice".
pub fn window(window: Window) -> String {
    let from = (window.from != Instant::MIN).then(|| start(window.from));
    let end = (window.until != Instant::MAX).then(|| end(window.until));
    match (from, end) {
        (Some(from), Some(end)) => format!("{from} {end}"),
        (Some(from), None) => format!("from {from} until further notice"),
        (None, Some(end)) => format!("from the beginning of time {end}"),
        (None, None) => "always".to_owned(),
    }
}

/// Several windows in words; "never" if there is none.
pub fn windows(windows: &[Window]) -> String {
    let words: Vec<_> = windows.iter().map(|one| window(*one)).collect();
    if words.is_empty() { "never".to_owned() } else { words.join(", and ") }
}

/// An instant in words: the day alone at its beginning.
pub(super) fn start(from: Instant) -> String {
    match from.clock().minutes() {
        0 => from.day().to_string(),
        _ => from.to_string(),
    }
}

fn end(until: Instant) -> String {
    match until.clock().minutes() {
        0 => format!("to {}", until.plus(-1).day()),
        _ => format!("until {until}"),
    }
}

/// The keys of a cell that say when.
pub(super) const TIMES: [&str; 8] =
    ["hour", "day", "week", "month", "quarter", "year", "from", "through"];

/// When a cell is, in words: "Thursday 2021-02-18", "Week of 2021-02-15"; empty if it has
/// no time.
pub(super) fn time_of(cell: &Cell) -> String {
    let mut words = String::new();
    for (key, value) in &cell.keys {
        match key.as_str() {
            "day" => words = day_in_words(value),
            "hour" => words = hour_in_words(value),
            "week" => words = format!("Week of {value}"),
            "month" => words = format!("Month {value}"),
            "quarter" => words = format!("Quarter {value}"),
            "year" => words = format!("Year {value}"),
            "from" => words = format!("{value} to"),
            "through" => words = format!("{words} {value}"),
            _ => {}
        }
    }
    match cell.part {
        Some((from, until)) if until <= from.day().end() => {
            format!("{words}, {} to {}", from.clock(), closing(from, until))
        }
        Some((from, until)) => {
            format!("{words}, {}", window(Window { from, until }))
        }
        None => words,
    }
}

/// The clock time at which a stretch of one day ends.
pub(super) fn closing(from: Instant, until: Instant) -> Clock {
    let next = from.day() != until.day() && until.clock().minutes() == 0;
    if next { Clock::END } else { until.clock() }
}

fn hour_in_words(hour: &str) -> String {
    let Some(from) = Instant::read(hour) else { return hour.to_owned() };
    let day = day_in_words(&from.day().to_string());
    let until = closing(from, from.plus(60));
    format!("{day}, {} to {until}", from.clock())
}

fn day_in_words(day: &str) -> String {
    let Ok(read) = day.parse::<Day>() else { return day.to_owned() };
    let name = read.weekday().as_str();
    let (first, rest) = name.split_at_checked(1).unwrap_or((name, ""));
    format!("{}{rest} {day}", first.to_uppercase())
}

/// What sorts cells by time: the first day of it; what has no time comes last.
pub(super) fn time_key(cell: &Cell) -> (String, String, Option<(Instant, Instant)>) {
    let times: Vec<_> = TIMES.into_iter().filter_map(|key| cell.get(key)).collect();
    let last = "\u{10ffff}";
    let first = times.first().copied().unwrap_or(last).to_owned();
    (first, times.get(1).copied().unwrap_or_default().to_owned(), cell.part)
}
