//! The days of a period, one after the other, to all totals that they may come to.

use std::collections::BTreeSet;

use crate::classify::daily::Daily;
use crate::day::{Day, Instant};
use crate::plan::{Gauge, Quota};
use crate::rule::quota::{Effect, Quantity};

use super::{OPEN, Point, Total, UNIT, rests};

/// How many totals are kept apart; beyond, those alike in all but their amounts are joined.
const APART: usize = 1 << 10;

/// One day of a person, with all that it may be.
#[derive(Debug, Clone)]
pub(crate) struct Lived {
    pub(crate) day: Day,
    /// What it may be; `None` if more than can be tried.
    pub(crate) may_be: Vec<Daily>,
    /// How long each row is, and how much it adds to a sum.
    pub(crate) rows: Vec<Length>,
    /// Whether it is a working day where the person belongs.
    pub(crate) working: bool,
}

/// What a row of attendance says of its length and of its number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Length {
    /// Least and most minutes, in billionths.
    pub(crate) minutes: (i128, i128),
    /// The number summed, in billionths; `None` if it is not known.
    pub(crate) number: Option<i128>,
    /// From when to when it lasts, if both are known.
    pub(crate) stretch: Option<(Instant, Instant)>,
}

/// Every total that the days of a period may come to. `days` are those of the period, and
/// behind them those that may lengthen it.
pub(crate) fn fold(
    quota: &Quota,
    days: &[&Lived],
    in_period: &[Day],
    later: bool,
) -> Vec<Total> {
    match quota.gauge {
        Gauge::Run { working } => run(days, in_period, working),
        Gauge::ShortestRest | Gauge::LongestRest => rests::rests(quota, days, in_period),
        _ => sums(quota, days, in_period, later),
    }
}

impl Total {
    /// Before the first of so many days.
    pub(super) fn nothing(wanting: i64) -> Self {
        let zero = Point::default();
        Self {
            served: false,
            whole: true,
            working: 0,
            excused: 0,
            wanting,
            low: zero,
            high: zero,
            counts: (0, 0),
            bases: (0, 0),
        }
    }

    /// One amount for sure.
    pub(super) fn of(self, count: i128) -> Self {
        let point = Point { count, base: 0 };
        Self { low: point, high: point, counts: (count, count), ..self }
    }
}

fn sums(quota: &Quota, days: &[&Lived], in_period: &[Day], later: bool) -> Vec<Total> {
    let length = in_period.len() as i64;
    let mut totals = BTreeSet::from([Total::nothing(if later { length } else { 0 })]);
    let mut days = days.iter().peekable();
    let all = in_period.iter().copied().map(Some).chain(std::iter::repeat(None));
    for wanted in all {
        let lived = match wanted {
            Some(day) => days.next_if(|lived| lived.day == day),
            None => days.next(),
        };
        if wanted.is_none() && (!later || lived.is_none()) {
            break;
        }
        let mut next = BTreeSet::new();
        for total in totals {
            match lived {
                Some(lived) => {
                    next.extend({
                        let after = |one| after(quota, total, lived, one);
                        let is_in = |one: &&Daily| wanted.is_some() || one.is_there;
                        let there = lived.may_be.iter().filter(is_in).map(after);
                        let absent = lived.may_be.iter().any(|one| !is_in(&one));
                        there.chain(absent.then_some(total))
                    });
                }
                // Who is not there on a day does not serve it.
                None => {
                    let wanting = (total.wanting - 1).max(0);
                    next.insert(Total { whole: false, wanting, ..total });
                }
            }
        }
        totals = if next.len() > APART { joined(quota, next) } else { next };
    }
    totals.into_iter().collect()
}

/// A total with one more day.
fn after(quota: &Quota, total: Total, lived: &Lived, day: &Daily) -> Total {
    let lengthens = matches!(quota.excuse, Some((_, Effect::LengthensPeriod)));
    if lengthens && total.wanting == 0 {
        return total;
    }
    if !day.served {
        let wanting = (total.wanting - 1).max(0);
        return Total { whole: false, wanting, ..total };
    }
    if day.excused && lengthens {
        return Total { served: true, ..total };
    }
    let working = i64::from(lived.working);
    let excused = if day.excused { working } else { 0 };
    let credits = match &quota.excuse {
        Some((_, Effect::Credits(amount))) if day.excused => {
            Some(i128::from(amount.billionths()))
        }
        _ => None,
    };
    let [low, high, least, most] = match credits {
        Some(count) => {
            let (least, most) = based(quota, lived, day);
            [most, least, least, most].map(|base| Point { count, base })
        }
        None => of_day(quota, lived, day),
    };
    let add = |one: Point, other: Point| Point {
        count: one.count + other.count,
        base: one.base + other.base,
    };
    Total {
        served: true,
        whole: total.whole,
        working: total.working + working,
        excused: total.excused + excused,
        wanting: (total.wanting - 1).max(0),
        low: add(total.low, low),
        high: add(total.high, high),
        counts: (total.counts.0 + least.count, total.counts.1 + most.count),
        bases: (total.bases.0 + least.base, total.bases.1 + most.base),
    }
}

/// The base that a day adds, at its least and at its most.
fn based(quota: &Quota, lived: &Lived, day: &Daily) -> (i128, i128) {
    let [_, _, least, most] = of_day(quota, lived, day);
    (least.base, most.base)
}

/// What a day adds: where measure beside base is least, where it is greatest, and the least
/// and the greatest of both.
fn of_day(quota: &Quota, lived: &Lived, day: &Daily) -> [Point; 4] {
    if quota.gauge == Gauge::Days {
        let one = |holds: bool| if holds { UNIT } else { 0 };
        return [Point { count: one(day.counted), base: one(day.based) }; 4];
    }
    let (above, below) = weights(quota);
    let mut points = [Point::default(); 4];
    for (length, (counted, based)) in lived.rows.iter().zip(&day.rows) {
        let (least, most) = match &quota.gauge {
            Gauge::Minutes => length.minutes,
            Gauge::Sum(_) => match length.number {
                Some(number) => (number, number),
                None => (0, OPEN),
            },
            _ => (UNIT, UNIT),
        };
        let (k, n) = (i128::from(*counted), i128::from(*based));
        let slope = below * k - above * n;
        // Where the length makes no difference, the strictest amount: CLAUSE 12.8.
        let even = if quota.is_floor() { most } else { least };
        let (low, high) = match slope {
            0 => (even, even),
            slope if slope > 0 => (least, most),
            _ => (most, least),
        };
        for (point, length) in points.iter_mut().zip([low, high, least, most]) {
            point.count += k * length;
            point.base += n * length;
        }
    }
    points
}

/// How much base and measure weigh beside each other: for a share p/q its p and its q.
fn weights(quota: &Quota) -> (i128, i128) {
    match &quota.amount {
        Quantity::Share(share) => {
            (i128::from(share.numerator()), i128::from(share.denominator()))
        }
        Quantity::Number { .. } => (0, 1),
    }
}

/// Totals alike in all but their amounts, joined from end to end.
fn joined(quota: &Quota, totals: BTreeSet<Total>) -> BTreeSet<Total> {
    let (above, below) = weights(quota);
    // Of several with the same room the one with the strictest amount: CLAUSE 12.8.
    let room = |point: &Point| (below * point.count - above * point.base, -point.base);
    let mut kept: Vec<Total> = Vec::new();
    for total in totals {
        let alike = kept.iter_mut().find(|known| {
            (known.served, known.whole, known.working, known.excused, known.wanting)
                == (
                    total.served,
                    total.whole,
                    total.working,
                    total.excused,
                    total.wanting,
                )
        });
        match alike {
            Some(known) => {
                known.low = std::cmp::min_by_key(known.low, total.low, room);
                known.high = std::cmp::max_by_key(known.high, total.high, room);
                known.counts.0 = known.counts.0.min(total.counts.0);
                known.counts.1 = known.counts.1.max(total.counts.1);
                known.bases.0 = known.bases.0.min(total.bases.0);
                known.bases.1 = known.bases.1.max(total.bases.1);
            }
            None => kept.push(total),
        }
    }
    kept.into_iter().collect()
}

/// CLAUSE 12.2: the longest run of days that count.
fn run(days: &[&Lived], in_period: &[Day], working: bool) -> Vec<Total> {
    // Whether some day is served, all are, the run that ends here, the longest.
    let mut states = BTreeSet::from([(false, true, 0_i128, 0_i128)]);
    let mut days = days.iter().peekable();
    for day in in_period {
        let Some(lived) = days.next_if(|lived| lived.day == *day) else {
            states = states
                .into_iter()
                .map(|(served, _, _, longest)| (served, false, 0, longest))
                .collect();
            continue;
        };
        let mut next = BTreeSet::new();
        for (served, whole, current, longest) in states {
            for one in &lived.may_be {
                next.insert(match (one.served, working && !lived.working, one.counted) {
                    (false, ..) => (served, false, 0, longest),
                    (true, true, _) => (true, whole, current, longest),
                    (true, false, true) => {
                        (true, whole, current + 1, longest.max(current + 1))
                    }
                    (true, false, false) => (true, whole, 0, longest),
                });
            }
        }
        states = next;
    }
    let ended: BTreeSet<_> = states
        .into_iter()
        .map(|(served, whole, _, longest)| (served, whole, longest))
        .collect();
    let total = |(served, whole, longest): (bool, bool, i128)| {
        Total { served, whole, ..Total::nothing(0) }.of(longest * UNIT)
    };
    ended.into_iter().map(total).collect()
}
