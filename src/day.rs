//! Civil days, clock times and minutes; the only file that names chrono.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::error::{Error, Fault};

/// Minutes of a civil day.
pub const MINUTES_OF_DAY: i64 = 24 * 60;

/// A civil day, from 1900-01-01 to 9999-12-31, as days since 1970-01-01.
///
/// It is read strictly as `YYYY-MM-DD`, and carries no zone: it is the day of the workplace.
///
/// ```
/// use passmuster::Day;
/// let day: Day = "2021-02-28".parse()?;
/// assert_eq!(day.next().to_string(), "2021-03-01");
/// assert!("2021-2-28".parse::<Day>().is_err());
/// # Ok::<(), passmuster::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the days of the week need no explanation")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// A calendar stretch that days fall into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// A civil day.
    Day,
    /// Seven days from the day that weeks start on.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

/// A clock time, in minutes after midnight; 24:00 is 1440 and only ends a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(u16);

/// A civil minute at the workplace, as minutes since 1970-01-01T00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Day {
    /// The first day that can be written.
    pub const FIRST: Day = Day(-25_567);
    /// The last day that can be written.
    pub const LAST: Day = Day(2_932_896);

    /// The day of a count of days since 1970-01-01, kept within the days that can be written.
    pub fn from_number(number: i32) -> Self {
        Self(number.clamp(Self::FIRST.0, Self::LAST.0))
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The day so many days later, or earlier if negative.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self::from_number(self.0.saturating_add(days))
    }

    /// The same day so many months later; the last day of a shorter month.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let later = self.date().checked_add_months(Months::new(months));
        later.map_or(Self::LAST, Self::from_date)
    }

    /// Its day of the week.
    pub fn weekday(self) -> Weekday {
        // OK because 1970-01-01 was a Thursday and `rem_euclid` gives 0 to 6.
        match (self.0 + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// The first day of the calendar stretch that the day falls into.
    #[must_use]
    pub fn start_of(self, calendar: Calendar, week_starts: Weekday) -> Self {
        let date = self.date();
        let first = |month: u32| NaiveDate::from_ymd_opt(date.year(), month, 1);
        match calendar {
            Calendar::Day => self,
            Calendar::Week => {
                let into = (self.weekday() as i32 - week_starts as i32).rem_euclid(7);
                self.plus(-into)
            }
            Calendar::Month => first(date.month()).map_or(self, Self::from_date),
            Calendar::Quarter => {
                first((date.month() - 1) / 3 * 3 + 1).map_or(self, Self::from_date)
            }
            Calendar::Year => first(1).map_or(self, Self::from_date),
        }
    }

    /// The first day of the calendar stretch after the one that the day falls into.
    #[must_use]
    pub fn start_of_next(self, calendar: Calendar, week_starts: Weekday) -> Self {
        let start = self.start_of(calendar, week_starts);
        match calendar {
            Calendar::Day => start.plus(1),
            Calendar::Week => start.plus(7),
            Calendar::Month => start.plus_months(1),
            Calendar::Quarter => start.plus_months(3),
            Calendar::Year => start.plus_months(12),
        }
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The calendar month, 1 to 12.
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// Midnight at its beginning.
    pub fn start(self) -> Instant {
        Instant(i64::from(self.0) * MINUTES_OF_DAY)
    }

    /// Midnight at its end.
    pub fn end(self) -> Instant {
        self.start().plus(MINUTES_OF_DAY)
    }

    /// The instant of a clock time on this day.
    pub fn at(self, clock: Clock) -> Instant {
        Instant(self.start().0 + i64::from(clock.0))
    }

    fn date(self) -> NaiveDate {
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default();
        let days = Days::new(u64::from(self.0.unsigned_abs()));
        let date = if self.0 < 0 {
            epoch.checked_sub_days(days)
        } else {
            epoch.checked_add_days(days)
        };
        // OK because the range of `Day` lies well within chrono's.
        date.unwrap_or_default()
    }

    fn from_date(date: NaiveDate) -> Self {
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default();
        let days = date.signed_duration_since(epoch).num_days();
        Self::from_number(i32::try_from(days).unwrap_or(i32::MAX))
    }
}

impl FromStr for Day {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let fault = |why| Error::from(Fault::NotADay { text: text.to_owned(), why });
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shape {
            return Err(fault("call-day-form"));
        }
        let number = |from: usize, to: usize| {
            text.get(from..to)
                .and_then(|part| part.parse::<u32>().ok())
                .unwrap_or_default()
        };
        let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
        if year < 1900 {
            return Err(fault("call-day-year"));
        }
        if !(1..=12).contains(&month) {
            return Err(fault("call-day-month"));
        }
        let year = i32::try_from(year).unwrap_or_default();
        let date = NaiveDate::from_ymd_opt(year, month, day);
        date.map(Self::from_date).ok_or_else(|| fault("call-day-day"))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl Weekday {
    /// All seven, from Monday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// The word used in rule files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Weekday::Monday => "monday",
            Weekday::Tuesday => "tuesday",
            Weekday::Wednesday => "wednesday",
            Weekday::Thursday => "thursday",
            Weekday::Friday => "friday",
            Weekday::Saturday => "saturday",
            Weekday::Sunday => "sunday",
        }
    }
}

impl Clock {
    /// Midnight at the end of a day.
    pub const END: Clock = Clock(1440);

    /// A clock time of so many minutes after midnight, if the day has them.
    pub fn from_minutes(minutes: u16) -> Option<Self> {
        (minutes <= 1440).then_some(Self(minutes))
    }

    /// Reads `HH:MM`, from 00:00 to 24:00.
    pub fn read(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let two = |part: &str| {
            let digits =
                part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<u16>().ok()).flatten()
        };
        let (hours, minutes) = (two(hours)?, two(minutes)?);
        let total = hours * 60 + minutes;
        (minutes < 60 && total <= 1440).then_some(Self(total))
    }

    /// Minutes after midnight.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Instant {
    /// Before everything.
    pub const MIN: Instant = Instant(i64::MIN);
    /// After everything: the end of what has no end.
    pub const MAX: Instant = Instant(i64::MAX);

    /// Reads `YYYY-MM-DDTHH:MM`.
    pub fn read(text: &str) -> Option<Self> {
        let (day, clock) = text.split_once('T')?;
        Some(day.parse::<Day>().ok()?.at(Clock::read(clock)?))
    }

    /// The day it falls on.
    pub fn day(self) -> Day {
        let number = self.0.div_euclid(MINUTES_OF_DAY);
        Day::from_number(i32::try_from(number).unwrap_or(if number < 0 {
            i32::MIN
        } else {
            i32::MAX
        }))
    }

    /// The clock time of it.
    pub fn clock(self) -> Clock {
        // OK because `rem_euclid` gives 0 to 1439.
        Clock(self.0.rem_euclid(MINUTES_OF_DAY) as u16)
    }

    /// Minutes since 1970-01-01T00:00.
    pub fn minutes(self) -> i64 {
        self.0
    }

    /// The instant so many minutes later, or earlier if negative.
    #[must_use]
    pub fn plus(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.day(), self.clock())
    }
}
