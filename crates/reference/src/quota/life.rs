//! The days of a person, one after the other.

use std::collections::BTreeSet;

use passmuster::day::{Day, MINUTES_OF_DAY};
use passmuster::rule::quota::{Effect, Measure, Quantity, Unit};

use super::{Lasting, Life, ONE, QuotaPlan, Sum, Today};
use crate::cell::Cell;

impl QuotaPlan<'_> {
    /// A life with one more day.
    pub(super) fn after(
        &self,
        life: &Life,
        day: Day,
        today: Option<&Today>,
        in_period: bool,
    ) -> Vec<Life> {
        let mut life = life.clone();
        if self.lengthens() && life.wanting == 0 {
            return vec![life];
        }
        let Some(today) = today.filter(|today| today.served) else {
            // CLAUSE 12.6: later days of which nothing is known to the register lengthen
            // nothing, but a day of the period passes.
            if in_period || today.is_some() {
                life.broken = true;
                life.wanting = (life.wanting - 1).max(0);
                life.run = 0;
            }
            return vec![life];
        };
        life.served = true;
        if today.excused && self.lengthens() {
            return vec![life];
        }
        life.wanting = (life.wanting - 1).max(0);
        life.working += i64::from(today.working);
        life.excused += i64::from(today.working && today.excused);
        match &self.quota.measure {
            Measure::LongestRun(_) => {
                self.run_of(&mut life, today);
                return vec![life];
            }
            Measure::ShortestRest(_) | Measure::LongestRest(_) => {
                life.rest_of(day, today, self.quota.gap);
                return vec![life];
            }
            _ => {}
        }
        let credit = match self.quota.excuse.as_ref().map(|excuse| excuse.effect) {
            Some(Effect::Credits(amount)) if today.excused => {
                Some(i128::from(amount.billionths()))
            }
            _ => None,
        };
        let points = today.points.iter();
        points
            .map(|(count, base)| {
                let count = match credit {
                    Some(credit) => credit,
                    None => *count,
                };
                Life { count: life.count + count, base: life.base + base, ..life.clone() }
            })
            .collect()
    }

    /// CLAUSE 12.2: in a run of working days other days neither count nor break.
    pub(super) fn run_of(&self, life: &mut Life, today: &Today) {
        let by_working_days =
            matches!(self.quota.amount, Quantity::Number { unit: Unit::WorkingDays, .. });
        match (by_working_days && !today.working, today.measured) {
            (true, _) => {}
            (false, true) => life.run += 1,
            (false, false) => life.run = 0,
        }
        life.longest = life.longest.max(life.run);
    }

    /// What a life comes to.
    pub(super) fn sum(
        &self,
        life: &Life,
        cell: &Cell,
        (end, whole): (Option<i64>, i64),
    ) -> Vec<Sum> {
        let last = |(from, widest): (Option<i64>, i64)| {
            from.zip(end).map_or(widest, |(from, end)| widest.max(end - from))
        };
        let minutes = |minutes: i64| i128::from(minutes) * ONE;
        let counts = match &self.quota.measure {
            Measure::LongestRun(_) => vec![life.longest * ONE],
            Measure::ShortestRest(_) => {
                let pause = minutes(life.pause.unwrap_or(whole));
                match life.is_open && life.stretches > 1 {
                    true => vec![0, pause],
                    false => vec![pause],
                }
            }
            Measure::LongestRest(_) => {
                vec![minutes(last(life.worst)), minutes(last(life.best))]
            }
            _ => vec![life.count],
        };
        let short = cell.is_cut || life.broken || life.wanting > 0;
        let is_in = life.served && (self.is_upper() || !short);
        let days = cell.days.len() as i128;
        let sum = |count| Sum {
            is_in,
            served: life.served,
            count,
            base: life.base,
            amount: self.amount(life, days),
        };
        counts.into_iter().map(sum).collect()
    }

    /// CLAUSE 12.3, 12.6: the amount of a life, above and below the line.
    pub(super) fn amount(&self, life: &Life, days: i128) -> (i128, i128) {
        let (above, below) = match &self.quota.amount {
            Quantity::Share(share) => {
                let (p, q) = (share.numerator(), share.denominator());
                (i128::from(p) * life.base, i128::from(q))
            }
            Quantity::Number { number, weekly, .. } => {
                let number = i128::from(number.billionths()) * self.size;
                if *weekly { (number * days, 7) } else { (number, 1) }
            }
        };
        let shrinks = self
            .quota
            .excuse
            .as_ref()
            .is_some_and(|excuse| excuse.effect == Effect::ShrinksBound);
        if shrinks && life.working > 0 {
            let left = i128::from(life.working - life.excused);
            return (above * left, below * i128::from(life.working));
        }
        (above, below)
    }

    /// CLAUSE 12.4: the most that lies in so many hours that end on the last day.
    pub(super) fn rolling_hours(
        &self,
        hours: u32,
        days: &[(Day, BTreeSet<Option<Today>>)],
    ) -> BTreeSet<Sum> {
        let Some((last, _)) = days.last() else { return BTreeSet::new() };
        let long = i64::from(hours) * 60;
        let of_day = |all: &BTreeSet<Option<Today>>, surely: bool| {
            let rows = |today: &Option<Today>| match today {
                Some(today) if today.served => today.rows.clone(),
                _ => Vec::new(),
            };
            let mut lists = all.iter().map(rows);
            let first = lists.next().unwrap_or_default();
            lists.fold(first, |kept, other| match surely {
                true => kept.into_iter().filter(|row| other.contains(row)).collect(),
                false => {
                    let new: Vec<_> =
                        other.into_iter().filter(|row| !kept.contains(row)).collect();
                    kept.into_iter().chain(new).collect()
                }
            })
        };
        let most = |surely: bool| {
            let rows: Vec<_> = days
                .iter()
                .flat_map(|(day, all)| {
                    of_day(all, surely)
                        .into_iter()
                        .map(|row| (day.start().minutes(), row))
                })
                .collect();
            let (from, until) = (last.start().minutes(), last.end().minutes());
            // Minute by minute: slow, and sure.
            let sums = (from..=until).map(|end| {
                let inside = |from: i64, until: i64| {
                    i128::from((until.min(end) - from.max(end - long)).max(0)) * ONE
                };
                let of_row =
                    |(day, (stretch, (least, most))): &(i64, Lasting)| match stretch {
                        Some((from, until)) => inside(*from, *until),
                        None => {
                            let shared = inside(*day, day + MINUTES_OF_DAY);
                            let outside = i128::from(MINUTES_OF_DAY) * ONE - shared;
                            match surely {
                                true => (least - outside).max(0),
                                false => (*most).min(shared),
                            }
                        }
                    };
                rows.iter().map(of_row).sum::<i128>()
            });
            sums.max().unwrap_or(0)
        };
        let served = |today: &Option<Today>| today.as_ref().is_some_and(|one| one.served);
        if !days.iter().any(|(_, all)| all.iter().any(served)) {
            let none =
                Sum { is_in: false, served: false, count: 0, base: 0, amount: (0, 1) };
            return BTreeSet::from([none]);
        }
        let amount = self.amount(&Life::default(), 0);
        let sum = |count| Sum { is_in: true, served: true, count, base: 0, amount };
        BTreeSet::from([sum(most(true)), sum(most(false))])
    }
}

impl Life {
    /// CLAUSE 12.9: the pauses before the stretches of one day.
    pub(super) fn rest_of(&mut self, day: Day, today: &Today, gap: i64) {
        let mut known: Vec<(i64, i64)> =
            today.stretches.iter().flatten().copied().collect();
        known.sort_unstable();
        let others = today.stretches.len() - known.len();
        for (from, until) in &known {
            let pause = self.end.map(|end| from - end);
            if let Some(pause) = pause.filter(|pause| *pause > 0 && *pause >= gap) {
                self.pause = Some(self.pause.map_or(pause, |least| least.min(pause)));
            }
            self.end = self.end.max(Some(*until));
        }
        self.stretches += today.stretches.len();
        self.stretches = self.stretches.min(2);
        self.is_open |= others > 0;
        let (start, end) = (day.start().minutes(), day.end().minutes());
        let all_day = (others > 0).then_some((start, end));
        let moment = (others > 0).then_some((end, start));
        self.worst = widest(self.worst, known.iter().copied().chain(all_day).collect());
        self.best = widest(self.best, known.into_iter().chain(moment).collect());
    }
}

/// The end of the last stretch, and the longest pause, with some more.
fn widest(
    (mut end, mut widest): (Option<i64>, i64),
    mut stretches: Vec<(i64, i64)>,
) -> (Option<i64>, i64) {
    stretches.sort_unstable();
    for (from, until) in stretches {
        widest = widest.max(end.map_or(0, |end| from - end));
        end = end.max(Some(until));
    }
    (end, widest)
}
