//! Lines of a text with their places, and moments as systems write them.

use passmuster::Day;
use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::Message;
use passmuster::source::{Place, Source, Span};
use passmuster::{Faults, text_of_table};

/// A line without its end, and where it begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'s> {
    pub(crate) source: &'s Source,
    pub(crate) start: usize,
    pub(crate) text: &'s str,
}

impl Line<'_> {
    /// The place of the line.
    pub(crate) fn place(&self) -> Place {
        Place::new(self.source, Span::new(self.start, self.start + self.text.len()))
    }

    /// Tells what is wrong with it.
    pub(crate) fn wrong(
        &self,
        source: &'static str,
        key: &'static str,
        help: &'static str,
        faults: &mut Faults,
    ) {
        wrong(source, key, help, &self.place(), faults);
    }
}

/// Tells that a record is none that its source writes.
pub(crate) fn wrong(
    source: &'static str,
    key: &'static str,
    help: &'static str,
    place: &Place,
    faults: &mut Faults,
) {
    let message = Message::new(key).with("source", source);
    let fault = Diagnostic::at(Code::SourceRecord, message, place);
    faults.push(fault.help(Message::new(help).with("source", source)));
}

/// The lines of a text that are not blank; none if it is no text, which is told.
pub(crate) fn lines<'s>(source: &'s Source, faults: &mut Faults) -> Vec<Line<'s>> {
    let Some((skipped, text)) = text_of_table(source, faults) else { return Vec::new() };
    let mut at = skipped;
    let mut lines = Vec::new();
    for part in text.split_inclusive(['\n', '\r']) {
        let start = at;
        at += part.len();
        let text = part.trim_end_matches(['\n', '\r']);
        if !text.trim().is_empty() {
            lines.push(Line { source, start, text });
        }
    }
    lines
}

/// `YYYY-MM-DD hh:mm:ss`, also with `T` between and parts of a second, which are left: the
/// day and its second.
pub(crate) fn moment(text: &str) -> Option<(Day, u32)> {
    let (day, clock) = text.split_at_checked(10)?;
    let clock = clock.strip_prefix([' ', 'T'])?;
    let (clock, parts) = clock.split_once('.').unwrap_or((clock, "0"));
    if parts.is_empty() || !parts.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((day.parse().ok()?, seconds(clock)?))
}

/// `hh:mm:ss` as seconds of the day.
fn seconds(clock: &str) -> Option<u32> {
    let two = |text: &str, most: u32| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        let number: u32 = text.parse().ok().filter(|_| digits)?;
        (number < most).then_some(number)
    };
    let mut parts = clock.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Some(two(hour, 24)? * 3600 + two(minute, 60)? * 60 + two(second, 60)?)
}

/// The day to which a moment belongs, where a day begins at this minute.
pub(crate) fn day_of((day, second): (Day, u32), starts: u32) -> Day {
    if second < starts * 60 { day.plus(-1) } else { day }
}
