//! Hours in any so many consecutive hours.

use crate::classify::daily::Daily;
use crate::day::{Day, Instant};

use super::fold::{Length, Lived};
use super::{Total, UNIT};

/// The most minutes that lie in some window of so many hours that ends on the last day: of
/// the rows that must count, and of those that may. CLAUSE 12.4.
pub(crate) fn within(hours: u32, days: &[&Lived], last: Day) -> Vec<Total> {
    let length = i64::from(hours) * 60;
    let (mut sure, mut possible) = (Vec::new(), Vec::new());
    let mut served = false;
    for lived in days {
        served |= lived.may_be.iter().any(|one| one.served);
        for (nth, row) in lived.rows.iter().enumerate() {
            let is = |one: &Daily| {
                one.served && one.rows.get(nth).is_some_and(|(counted, _)| *counted)
            };
            if lived.may_be.iter().all(is) {
                sure.push((lived.day, *row));
            }
            if lived.may_be.iter().any(is) {
                possible.push((lived.day, *row));
            }
        }
    }
    let most = |rows: &[(Day, Length)], at_most: bool| {
        let ends = ends(rows, length, last);
        let sums = ends.into_iter().map(|end| {
            let window = (end - length, end);
            rows.iter().map(|row| inside(row, window, at_most)).sum::<i128>()
        });
        sums.max().unwrap_or(0)
    };
    let (least, most) = (most(&sure, false), most(&possible, true));
    let total = Total { served: true, ..Total::nothing(0) };
    let (low, high) = (total.of(least), total.of(most));
    let total = Total { high: high.high, counts: (least, most), ..low };
    vec![if served { total } else { Total::nothing(0) }]
}

/// The minutes at which a window that holds the most may end.
fn ends(rows: &[(Day, Length)], length: i64, last: Day) -> Vec<i64> {
    let (from, until) = (last.start().minutes(), last.end().minutes());
    let mut ends = vec![from, until];
    for (day, row) in rows {
        let (start, end) = match row.stretch {
            Some((start, end)) => (start.minutes(), end.minutes()),
            None => (day.start().minutes(), day.end().minutes()),
        };
        let most = i64::try_from(row.minutes.1 / UNIT).unwrap_or(i64::MAX);
        ends.extend([end, start + length, start + most, end - most + length]);
    }
    ends.retain(|end| from <= *end && *end <= until);
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// The minutes of a row that lie in a window: of one somewhere in its day, those that may or
/// those that must.
fn inside((day, row): &(Day, Length), window: (i64, i64), at_most: bool) -> i128 {
    let overlap = |from: Instant, until: Instant| {
        let shared = until.minutes().min(window.1) - from.minutes().max(window.0);
        i128::from(shared.max(0)) * UNIT
    };
    match row.stretch {
        Some((from, until)) => overlap(from, until),
        None => {
            let (start, end) = (day.start(), day.end());
            let shared = overlap(start, end);
            let outside = i128::from(end.minutes() - start.minutes()) * UNIT - shared;
            match at_most {
                true => row.minutes.1.min(shared),
                false => (row.minutes.0 - outside).max(0),
            }
        }
    }
}
