//! One row by itself, and how long the rows of an item that match so last together.

use crate::day::{Clock, MINUTES_OF_DAY};
use crate::field::{Subject, Table, Value};
use crate::plan::atom::{Answers, Lasting};

use super::filling::{Blank, Choices, Oracle, Sort, fillings};
use super::hours::stretch_of;
use super::view::{RowView, View};
use super::{Asking, Item, ItemDay, ItemKey, Reached};
use crate::window::Window;

/// One minute, in the smallest units in which hours are written.
const MINUTE: i128 = 1_000_000_000;
/// How many ways to have lasted are kept apart for one item. CLAUSE 7.8.
const MOST_STATES: usize = 1 << 16;

/// How long the rows that match on one day last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Lasted {
    /// From when to when, in minutes, where clock times say so.
    stretches: Vec<(i64, i64)>,
    /// How long the other rows last.
    others: i128,
}

/// How long the rows of some days last together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sum {
    /// Every minute once; no more than is asked for.
    length: i128,
    /// Up to when the rows so far reach into the days to come.
    reaches: i64,
}

/// A day under one filling: whether the item is there; and for each status its answers, and
/// how long its rows last.
type Today<const N: usize> = (bool, [Answers; N], [Lasted; N]);
/// The days so far.
type SoFar<const N: usize> = (bool, [Answers; N], [Sum; N]);

impl Sum {
    const NOTHING: Sum = Sum { length: 0, reaches: i64::MIN };

    /// With a day that ends so; no longer than is asked for. The rows of the days before end
    /// on this day or begin before it, so that what they reach to is all that is known twice.
    fn and(self, lasted: &Lasted, ends: i64, asked: i128) -> Sum {
        let mut sum = Sum { length: self.length + lasted.others, ..self };
        for (from, until) in &lasted.stretches {
            let from = (*from).max(sum.reaches);
            sum.length += i128::from((until - from).max(0)) * MINUTE;
            sum.reaches = sum.reaches.max(*until);
        }
        let reaches = if sum.reaches > ends { sum.reaches } else { i64::MIN };
        Sum { length: sum.length.min(asked), reaches }
    }
}

impl Asking<'_> {
    /// The answers of one row by itself; `None` if it does not reach into the part of the day
    /// that is judged.
    pub(super) fn alone(
        &self,
        item: &Item,
        day: &ItemDay,
        row: &RowView,
        status: Option<&'static str>,
        oracle: &mut Oracle<'_>,
    ) -> Option<Answers> {
        if !self.reaches(&self.view(item, day), row, oracle) {
            return None;
        }
        let rows = if *row == RowView::Nothing { vec![] } else { vec![row.clone()] };
        self.answers(item, &ItemDay { rows, ..day.clone() }, status, oracle)
    }

    /// The rows of a day: of visits, gatherings and units the item itself.
    pub(super) fn rows_of<'d>(&self, day: &'d ItemDay) -> &'d [RowView] {
        match self.side.subject {
            Subject::People => day.rows.as_slice(),
            _ => &[RowView::Nothing],
        }
    }

    /// Everything that the days of the item may answer together, where it is asked how long
    /// rows last; and whether there is more than can be tried. CLAUSE 4.21.
    pub(super) fn reached_lasting<const N: usize>(
        &self,
        (atom, lasting): (usize, &Lasting),
        item: &Item,
        (place, own): (&mut Choices, &mut Choices),
        statuses: [Option<&'static str>; N],
    ) -> Reached<N> {
        let asked = i128::from(lasting.minutes) * MINUTE;
        let mut reached: Vec<SoFar<N>> = vec![(false, [0; N], [Sum::NOTHING; N])];
        for day in &item.days {
            if !self.of_hours && !self.window.overlaps(Window::days(day.day, day.day)) {
                continue;
            }
            let day_ends = day.day.end().minutes();
            let Some(today) =
                self.day_lasting(lasting, item, day, (&mut *place, &mut *own), statuses)
            else {
                return (Vec::new(), true);
            };
            let with = |(was_there, before, sums): &SoFar<N>, one: &Today<N>| {
                let (is_there, answers, lasted) = one;
                let mut all = *before;
                all.iter_mut().zip(answers).for_each(|(all, more)| *all |= more);
                let mut sums = *sums;
                for (sum, lasted) in sums.iter_mut().zip(lasted) {
                    *sum = sum.and(lasted, day_ends, asked);
                }
                (*was_there || *is_there, all, sums)
            };
            let all = reached.iter();
            let all =
                all.flat_map(|before| today.iter().map(move |one| with(before, one)));
            reached = all.collect();
            reached.sort_unstable();
            reached.dedup();
            if reached.len() > MOST_STATES {
                return (Vec::new(), true);
            }
        }
        let told = |(is_there, mut answers, sums): SoFar<N>| {
            for (answers, sum) in answers.iter_mut().zip(sums) {
                *answers |= u128::from(sum.length >= asked) << atom;
            }
            (is_there, answers)
        };
        (reached.into_iter().map(told).collect(), false)
    }

    /// Everything that one day may be; `None` if there are more fillings than can be tried.
    fn day_lasting<const N: usize>(
        &self,
        lasting: &Lasting,
        item: &Item,
        day: &ItemDay,
        (place, own): (&mut Choices, &mut Choices),
        statuses: [Option<&'static str>; N],
    ) -> Option<Vec<Today<N>>> {
        let nothing = || std::array::from_fn(|_| Lasted::default());
        let mut all = Vec::new();
        if day.perhaps {
            all.push((false, [0; N], nothing()));
        }
        let tried = fillings(|daily| {
            let mut oracle = Oracle { place, own: Some((own, daily)) };
            let answers =
                statuses.map(|status| self.answers(item, day, status, &mut oracle));
            let is_there = answers.first().is_some_and(Option::is_some);
            let answers = answers.map(Option::unwrap_or_default);
            let lasted = statuses
                .map(|status| self.lasted(lasting, (item, day), status, &mut oracle));
            let one = (is_there, answers, lasted);
            if !all.contains(&one) {
                all.push(one);
            }
        });
        tried.then_some(all)
    }

    /// How long the rows of a day last that match by themselves.
    fn lasted(
        &self,
        lasting: &Lasting,
        (item, day): (&Item, &ItemDay),
        status: Option<&'static str>,
        oracle: &mut Oracle<'_>,
    ) -> Lasted {
        let mut lasted = Lasted::default();
        for row in self.rows_of(day) {
            let answers = self.alone(item, day, row, status, oracle);
            if !answers.is_some_and(|answers| lasting.rows.holds(answers)) {
                continue;
            }
            let view = View { row: row.clone(), ..self.view(item, day) };
            match self.clocks_of(&view, item) {
                Some(clocks) => lasted.stretches.extend(self.between(&view, clocks)),
                None => lasted.others += self.some_length(&view, item, oracle),
            }
        }
        lasted.stretches.sort_unstable();
        lasted
    }

    /// From when to when a row lasts that says both, in the part that is judged.
    fn between(&self, view: &View<'_>, (from, to): (Clock, Clock)) -> Option<(i64, i64)> {
        let stretch = self.judged(stretch_of(view.day, Some(from), Some(to))?);
        (!stretch.is_empty()).then(|| (stretch.from.minutes(), stretch.until.minutes()))
    }

    /// What of a stretch lies in the part of the day that is judged.
    fn judged(&self, stretch: Window) -> Window {
        if self.part { stretch.intersect(self.window) } else { stretch }
    }

    /// How long a row lasts that does not say from when to when: its `hours`, else anything;
    /// in a part of a day from nothing to as much of it as it may take. CLAUSE 4.23.
    fn some_length(&self, view: &View<'_>, item: &Item, oracle: &mut Oracle<'_>) -> i128 {
        let hours = self.hours_of(view);
        let most = match self.part {
            false => i128::from(MINUTES_OF_DAY) * MINUTE,
            true => {
                let (from, to) = self.either_clock(view, item);
                let day = Window::days(view.day, view.day);
                let possible = stretch_of(view.day, from, to).unwrap_or(day);
                let judged = self.judged(possible);
                let minutes = judged.until.minutes() - judged.from.minutes();
                i128::from(minutes.max(0)) * MINUTE
            }
        };
        let (least, most) = match (hours, self.part) {
            (Some(hours), false) => (hours, hours),
            (Some(hours), true) => (0, hours.min(most)),
            (None, _) => (0, most),
        };
        if least == most {
            return least;
        }
        let row = match view.row {
            RowView::Row(row) => row as u64,
            _ => u64::MAX,
        };
        let blank = Blank { sort: Sort::Day, row, column: "lasting".to_owned() };
        if oracle.choose(&blank, 2) == 0 { least } else { most }
    }

    /// The length that a row of attendance gives.
    fn hours_of(&self, view: &View<'_>) -> Option<i128> {
        let RowView::Row(row) = view.row else { return None };
        match self.domain.facts.table(Table::Attendance)?.value(row, "hours")? {
            Value::Number(hours) => Some(i128::from(hours.billionths()) * 60),
            _ => None,
        }
    }

    /// The clock times of a row, where both are written.
    pub(super) fn clocks_of(
        &self,
        view: &View<'_>,
        item: &Item,
    ) -> Option<(Clock, Clock)> {
        let (from, to) = self.either_clock(view, item);
        from.zip(to)
    }

    /// The clock times of a row, as far as they are written.
    fn either_clock(
        &self,
        view: &View<'_>,
        item: &Item,
    ) -> (Option<Clock>, Option<Clock>) {
        let (table, row, from, to) = match (&view.row, &item.key) {
            (RowView::Row(row), _) => (Table::Attendance, *row, "from", "to"),
            (_, ItemKey::Row(Table::Visits, row)) => {
                (Table::Visits, *row as usize, "time", "until")
            }
            (_, ItemKey::Row(table, row)) => (*table, *row as usize, "start", "end"),
            _ => return (None, None),
        };
        (view.clock(table, row, from), view.clock(table, row, to))
    }
}
