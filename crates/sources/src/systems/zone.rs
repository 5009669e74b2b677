//! Clocks of other zones as those of the office: the only file that names chrono.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Offset as _, TimeZone as _};
use chrono_tz::Tz;
use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::Message;
use passmuster::source::Place;
use passmuster::{Day, Faults};

use super::settings::Settings;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A day and a second of it, by some clock.
pub(crate) type Moment = (Day, u32);

/// A zone that is known by its IANA name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Zone(Tz);

impl Zone {
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        name.parse().ok().map(Zone)
    }

    /// Every name that is known.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// What the clocks of the zone show at a moment of UTC.
    pub(crate) fn local(self, utc: Moment) -> Moment {
        let seconds = seconds(utc);
        let Some(at) = naive(seconds) else { return utc };
        let offset = self.0.offset_from_utc_datetime(&at).fix().local_minus_utc();
        moment_of(seconds + i64::from(offset))
    }

    /// The moment of UTC at which the clocks of the zone show this, the first if they do so
    /// twice; `None` if they never do, for they are put on then.
    pub(crate) fn utc(self, local: Moment) -> Option<Moment> {
        let at = naive(seconds(local))?;
        let found = self.0.from_local_datetime(&at).earliest()?;
        Some(moment_of(found.timestamp()))
    }
}

fn naive(seconds: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(seconds, 0).map(|at| at.naive_utc())
}

/// Seconds since 1970.
pub(crate) fn seconds((day, second): Moment) -> i64 {
    i64::from(day.number()) * DAY + i64::from(second)
}

/// A day and a second of it, counted from 1970.
pub(crate) fn moment_of(seconds: i64) -> Moment {
    // OK because days of four digits, and offsets of hours, stay far within these types.
    let day = i32::try_from(seconds.div_euclid(DAY)).unwrap_or_default();
    let second = u32::try_from(seconds.rem_euclid(DAY)).unwrap_or_default();
    (Day::from_number(day), second)
}

/// A moment that is so many minutes ahead of UTC, as one of UTC.
pub(crate) fn behind(local: Moment, minutes: i64) -> Moment {
    moment_of(seconds(local) - minutes * 60)
}

/// A moment with its distance from UTC behind it, such as `Z` or `+07:00`, as one of UTC.
pub(crate) fn instant(text: &str) -> Option<Moment> {
    if let Some(utc) = text.strip_suffix('Z') {
        return super::lines::moment(utc);
    }
    let (local, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let (sign, clock) = offset.split_at_checked(1)?;
    let (hours, minutes) = clock.split_once(':')?;
    let two = |text: &str| -> Option<i64> {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits)
    };
    let minutes = two(hours)? * 60 + two(minutes)?;
    let local = super::lines::moment(local)?;
    match sign {
        "+" => Some(behind(local, minutes)),
        "-" => Some(behind(local, -minutes)),
        _ => None,
    }
}

/// The zones that a source names: by their IANA names, or by its own as the author says.
#[derive(Debug)]
pub(crate) struct Zones<'a> {
    settings: Settings<'a>,
    own: BTreeMap<&'a str, &'a str>,
}

impl<'a> Zones<'a> {
    pub(crate) fn new(settings: Settings<'a>, faults: &mut Faults) -> Self {
        Self { settings, own: settings.map("zones", faults).unwrap_or_default() }
    }

    /// The zone of a name; one that nobody knows is told.
    pub(crate) fn of(
        &self,
        name: &str,
        place: &Place,
        faults: &mut Faults,
    ) -> Option<Zone> {
        let zone = Zone::of_name(self.own.get(name).copied().unwrap_or(name));
        if zone.is_none() {
            let message = Message::new("source-tzid")
                .with("source", self.settings.name)
                .with("zone", name);
            let help = Message::new("source-tzid-help").with("zone", name);
            faults.push(Diagnostic::at(Code::SourceSetting, message, place).help(help));
        }
        zone
    }
}

/// Tells of a clock time that the clocks of its zone skip.
pub(crate) fn in_a_gap(
    source: &'static str,
    text: &str,
    place: &Place,
    faults: &mut Faults,
) {
    let message =
        Message::new("source-instant-gap").with("source", source).with("text", text);
    let fault = Diagnostic::at(Code::SourceRecord, message, place);
    faults.push(fault.help(Message::new("source-instant-gap-help")));
}
