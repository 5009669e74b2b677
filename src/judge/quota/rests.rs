//! Pauses between stretches of time: the shortest, the longest. CLAUSE 12.9.

use std::collections::BTreeSet;

use crate::classify::daily::Daily;
use crate::day::{Day, Instant};
use crate::plan::{Gauge, Quota};

use super::fold::Lived;
use super::{Point, Total, UNIT};

/// A day's stretches under one filling: those whose clock times are known, in order, and
/// whether there is another somewhere in the day.
struct Busy {
    known: Vec<(Instant, Instant)>,
    others: usize,
}

/// The days so far: whether some day is served, whether all are, and what the pauses are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State<P> {
    served: bool,
    whole: bool,
    pauses: P,
}

/// Every total that pauses may come to.
pub(super) fn rests(quota: &Quota, days: &[&Lived], in_period: &[Day]) -> Vec<Total> {
    let (Some(first), Some(last)) = (in_period.first(), in_period.last()) else {
        return Vec::new();
    };
    let period = (first.start(), last.end());
    let all: BTreeSet<(bool, bool, i64, i64)> = match quota.gauge {
        Gauge::LongestRest => {
            let states = walk(days, in_period, Widest::from(period.0), Widest::day);
            let ended = states.into_iter().map(|state| {
                let (least, most) = state.pauses.until(period.1);
                (state.served, state.whole, least, most)
            });
            ended.collect()
        }
        _ => {
            let whole = period.1.minutes() - period.0.minutes();
            let day =
                |so_far: Narrowest, _: Day, busy: &Busy| so_far.day(busy, quota.gap);
            let ended = walk(days, in_period, Narrowest::default(), day);
            let ended = ended.into_iter().map(|state| {
                let (least, most) = state.pauses.of(whole);
                (state.served, state.whole, least, most)
            });
            ended.collect()
        }
    };
    let total = |(served, whole, least, most): (bool, bool, i64, i64)| {
        let (low, high) = (at(least), at(most));
        let counts = (low.count, high.count);
        Total { served, whole, low, high, counts, ..Total::nothing(0) }
    };
    all.into_iter().map(total).collect()
}

/// Day by day, every state that some filling leads to.
fn walk<P: Copy + Ord>(
    days: &[&Lived],
    in_period: &[Day],
    pauses: P,
    after: impl Fn(P, Day, &Busy) -> P,
) -> BTreeSet<State<P>> {
    let mut states = BTreeSet::from([State { served: false, whole: true, pauses }]);
    let mut days = days.iter().peekable();
    for day in in_period {
        let lived = days.next_if(|lived| lived.day == *day);
        let mut next = BTreeSet::new();
        for state in states {
            match lived {
                None => drop(next.insert(State { whole: false, ..state })),
                Some(lived) => {
                    next.extend(lived.may_be.iter().map(|one| match one.served {
                        false => State { whole: false, ..state },
                        true => {
                            let pauses = after(state.pauses, *day, &busy(lived, one));
                            State { served: true, pauses, ..state }
                        }
                    }))
                }
            }
        }
        states = next;
    }
    states
}

fn busy(lived: &Lived, one: &Daily) -> Busy {
    let rows = lived.rows.iter().zip(&one.rows);
    let counted: Vec<_> =
        rows.filter(|(_, (counted, _))| *counted).map(|(row, _)| row.stretch).collect();
    let others = counted.iter().filter(|stretch| stretch.is_none()).count();
    let mut known: Vec<_> = counted.into_iter().flatten().collect();
    known.sort_unstable();
    Busy { known, others }
}

fn at(minutes: i64) -> Point {
    Point { count: i128::from(minutes) * UNIT, base: 0 }
}

/// The shortest pause so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Narrowest {
    end: Option<Instant>,
    pause: Option<i64>,
    /// How many stretches there were, up to two; and whether one was somewhere in its day.
    stretches: usize,
    open: bool,
}

impl Narrowest {
    fn day(mut self, busy: &Busy, gap: i64) -> Self {
        for (from, until) in &busy.known {
            if let Some(end) = self.end {
                let pause = from.minutes() - end.minutes();
                if pause > 0 && pause >= gap {
                    self.pause = Some(self.pause.map_or(pause, |known| known.min(pause)));
                }
            }
            self.end = Some(self.end.map_or(*until, |end| end.max(*until)));
        }
        self.stretches = (self.stretches + busy.known.len() + busy.others).min(2);
        self.open |= busy.others > 0;
        self
    }

    /// The least and the most that it may be; where there is no pause, all of the period.
    fn of(self, whole: i64) -> (i64, i64) {
        let most = self.pause.unwrap_or(whole);
        // What is somewhere in its day may touch another.
        (if self.open && self.stretches > 1 { 0 } else { most }, most)
    }
}

/// The longest pause so far, at its worst and at its best: what is somewhere in its day may
/// take all of it, or a moment at either end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Widest {
    worst: (Instant, i64),
    best: (Instant, i64),
}

impl Widest {
    fn from(start: Instant) -> Self {
        Self { worst: (start, 0), best: (start, 0) }
    }

    fn day(mut self, day: Day, busy: &Busy) -> Self {
        let (mut worst, mut best) = (busy.known.clone(), busy.known.clone());
        if busy.others > 0 {
            worst.push((day.start(), day.end()));
            best.push((day.end(), day.start()));
        }
        self.worst = over(self.worst, worst);
        self.best = over(self.best, best);
        self
    }

    fn until(self, end: Instant) -> (i64, i64) {
        let last =
            |(from, widest): (Instant, i64)| widest.max(end.minutes() - from.minutes());
        (last(self.worst), last(self.best))
    }
}

/// End and longest pause, with some stretches more.
fn over(
    (mut end, mut widest): (Instant, i64),
    mut stretches: Vec<(Instant, Instant)>,
) -> (Instant, i64) {
    stretches.sort_unstable();
    for (from, until) in stretches {
        widest = widest.max(from.minutes() - end.minutes());
        end = end.max(until);
    }
    (end, widest)
}
