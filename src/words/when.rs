//! Days, windows and cells' times in words.

use crate::day::{Clock, Instant};
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
