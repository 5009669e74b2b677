//! Half-open stretches of minutes, and the inclusive period that callers ask for.

use crate::day::{Day, Instant};
use crate::error::{Error, Fault};

/// A stretch of civil minutes: from an instant, until before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// The first minute.
    pub from: Instant,
    /// The minute after the last; [`Instant::MAX`] if there is no end.
    pub until: Instant,
}

impl Window {
    /// All of time.
    pub const ALWAYS: Window = Window { from: Instant::MIN, until: Instant::MAX };

    /// Whole days, both included.
    pub fn days(from: Day, through: Day) -> Self {
        Self { from: from.start(), until: through.end() }
    }

    /// Whether it holds no minute.
    pub fn is_empty(self) -> bool {
        self.until <= self.from
    }

    /// Whether the instant lies in it.
    pub fn contains(self, at: Instant) -> bool {
        self.from <= at && at < self.until
    }

    /// What both have in common; empty if nothing.
    #[must_use]
    pub fn intersect(self, other: Window) -> Self {
        Self { from: self.from.max(other.from), until: self.until.min(other.until) }
    }

    /// Whether some minute lies in both.
    pub fn overlaps(self, other: Window) -> bool {
        !self.intersect(other).is_empty()
    }

    /// Whether every minute of the day lies in it.
    pub fn covers_day(self, day: Day) -> bool {
        self.from <= day.start() && day.end() <= self.until
    }

    /// The first day it touches, if it has a beginning.
    pub fn first_day(self) -> Day {
        if self.from == Instant::MIN { Day::FIRST } else { self.from.day() }
    }

    /// The last day it touches, if it has an end.
    pub fn last_day(self) -> Day {
        if self.until == Instant::MAX { Day::LAST } else { self.until.plus(-1).day() }
    }
}

/// The days asked of a law: from one day through another, both included.
///
/// ```
/// use passmuster::Period;
/// let fortnight = Period::new("2021-02-17".parse()?, "2021-03-02".parse()?)?;
/// assert_eq!(fortnight.days().count(), 14);
/// assert!(Period::new("2021-03-02".parse()?, "2021-02-17".parse()?).is_err());
/// # Ok::<(), passmuster::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    from: Day,
    through: Day,
}

impl Period {
    /// A single day.
    pub fn on(day: Day) -> Self {
        Self { from: day, through: day }
    }

    /// The days from one through another.
    ///
    /// # Errors
    ///
    /// When the last lies before the first.
    pub fn new(from: Day, through: Day) -> Result<Self, Error> {
        if through < from {
            return Err(Fault::BackwardPeriod { from, through }.into());
        }
        Ok(Self { from, through })
    }

    /// The first day.
    pub fn from(self) -> Day {
        self.from
    }

    /// The last day.
    pub fn through(self) -> Day {
        self.through
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.through
    }

    /// Every day of it, in order.
    pub fn days(self) -> impl Iterator<Item = Day> {
        (self.from.number()..=self.through.number()).map(Day::from_number)
    }

    /// The minutes of it.
    pub fn window(self) -> Window {
        Window::days(self.from, self.through)
    }
}
