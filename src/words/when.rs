//! Days, windows and cells' times in words.

use crate::day::{Clock, Instant};
use crate::finding::Cell;
use crate::message::Message;
use crate::window::{Period, Window};

use super::Language;

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

/// Several windows in a language.
pub fn windows_in(all: &[Window], language: Language) -> String {
    if language == Language::English {
        return windows(all);
    }
    let words: Vec<String> = all.iter().map(|one| told(*one).say(language)).collect();
    match words.is_empty() {
        true => Message::new("page-never").say(language),
        false => words.join("; "),
    }
}

/// A window as a message.
pub(super) fn told(window: Window) -> Message {
    let from = (window.from != Instant::MIN).then(|| start(window.from));
    let until = window.until;
    let is_whole = until.clock().minutes() == 0;
    let through = match is_whole {
        true => until.plus(-1).day().to_string(),
        false => until.to_string(),
    };
    let key = match (&from, until == Instant::MAX, is_whole) {
        (None, true, _) => "page-always",
        (Some(_), true, _) => "page-since",
        (Some(_), false, true) => "page-between",
        (Some(_), false, false) => "page-between-until",
        (None, false, true) => "page-through",
        (None, false, false) => "page-until",
    };
    Message::new(key).with("from", from.unwrap_or_default()).with("through", through)
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

/// The clock time at which a stretch of one day ends.
pub(super) fn closing(from: Instant, until: Instant) -> Clock {
    let next = from.day() != until.day() && until.clock().minutes() == 0;
    if next { Clock::END } else { until.clock() }
}

/// What sorts cells by time: the first day of it; what has no time comes last.
pub(super) fn time_key(cell: &Cell) -> (String, String, Option<(Instant, Instant)>) {
    let times: Vec<_> = TIMES.into_iter().filter_map(|key| cell.get(key)).collect();
    let last = "\u{10ffff}";
    let first = times.first().copied().unwrap_or(last).to_owned();
    (first, times.get(1).copied().unwrap_or_default().to_owned(), cell.part)
}
