//! Clock times of attendance: when a row lasts, and with which row somebody comes or goes.

use crate::day::{Clock, Day, MINUTES_OF_DAY};
use crate::field::Table;
use crate::plan::atom::{Answers, Atom, Passage};
use crate::rule::matcher::Hours;
use crate::window::Window;

use super::filling::{Blank, Oracle, Sort};
use super::records::Since;
use super::view::{RowView, View};
use super::{Asking, ItemDay, keeps};

/// A row of presence on site that may begin, or end, a person's day.
struct Candidate<'a> {
    row: &'a RowView,
    /// Its clock time, if that is written.
    clock: Option<Clock>,
    /// The minutes after the day's midnight at which it may begin, or end.
    range: (i64, i64),
}

impl View<'_> {
    /// CLAUSE 15.2: whether the row lasts over some minute of these hours; or whether these
    /// hold the clock time with which somebody comes or goes.
    pub(crate) fn lasts(&self, hours: &[Hours], oracle: &mut Oracle<'_>) -> bool {
        if let Some(clock) = self.passing {
            return hours.iter().any(|one| one.contains(clock));
        }
        let cut = |window: Window| match self.within {
            Some(within) => window.intersect(within),
            None => window,
        };
        let day = Window::days(self.day, self.day);
        let clock = |row, column| self.clock(Table::Attendance, row, column);
        let (known, row) = match self.row {
            RowView::Nothing => return false,
            RowView::Missing(_) => (None, u64::MAX),
            RowView::Row(row) => {
                let known = stretch_of(self.day, clock(row, "from"), clock(row, "to"));
                (known, row as u64)
            }
        };
        match known {
            Some(window) => meets(cut(window), hours),
            None if !meets(cut(day), hours) => false,
            None if fills(cut(day), hours) => true,
            None => {
                let column = format!("in {hours:?} of {}", self.day);
                oracle.choose(&Blank { sort: Sort::Day, row, column }, 2) == 1
            }
        }
    }
}

impl Asking<'_> {
    /// CLAUSE 1.11: whether the row reaches into the part of the day that is judged.
    pub(super) fn reaches(
        &self,
        view: &View<'_>,
        row: &RowView,
        oracle: &mut Oracle<'_>,
    ) -> bool {
        let at = match row {
            _ if !self.part => return true,
            RowView::Nothing => return true,
            RowView::Missing(_) => {
                let (row, column) = (view.day.number() as u64, "part".to_owned());
                return oracle.choose(&Blank { sort: Sort::Day, row, column }, 2) == 1;
            }
            RowView::Row(at) => at,
        };
        let clock = |column: &str| view.clock(Table::Attendance, *at, column);
        match stretch_of(view.day, clock("from"), clock("to")) {
            Some(stretch) => stretch.overlaps(self.window),
            None => {
                let column = "part".to_owned();
                oracle.choose(&Blank { sort: Sort::Day, row: *at as u64, column }, 2) == 1
            }
        }
    }

    /// The answers of the rows with which the person comes and goes that day, to the atoms
    /// that ask for them; they are answers of those rows, too. CLAUSE 15.3.
    pub(super) fn passages(
        &self,
        view: &mut View<'_>,
        day: &ItemDay,
        since: Since<'_>,
        by_row: &mut [(&RowView, Answers)],
        oracle: &mut Oracle<'_>,
    ) -> Answers {
        let mut answers: Answers = 0;
        for is_last in [false, true] {
            let asks = |atom: &Atom| match atom {
                Atom::Together(together) => {
                    let passage = together.passage.as_ref();
                    let passage = passage.filter(|_| together.daily == self.daily);
                    passage.filter(|passage| passage.is_last == is_last).cloned()
                }
                Atom::Lacks { .. } | Atom::Lasting(_) => None,
            };
            let Some(passage) = self.side.atoms.iter().find_map(asks) else { continue };
            let Some((row, clock)) = self.passage(view, day, &passage, oracle) else {
                continue;
            };
            let mut here = by_row.iter_mut();
            let Some((row, known)) = here.find(|(here, _)| **here == row) else {
                continue;
            };
            view.row = (*row).clone();
            view.passing = Some(clock);
            view.follows_row = true;
            let mut own: Answers = 0;
            for (nth, atom) in self.side.atoms.iter().enumerate() {
                let Atom::Together(together) = atom else { continue };
                let meant = together.passage.as_ref() == Some(&passage)
                    && together.daily == self.daily;
                if meant && keeps(view, together, since, oracle) {
                    own |= 1 << nth;
                }
            }
            view.passing = None;
            answers |= own;
            *known |= own;
        }
        answers
    }

    /// The row with which the person comes, or goes, and when; nothing if they are not on
    /// site that day, or come or go outside the part of it that is judged.
    fn passage(
        &self,
        view: &mut View<'_>,
        day: &ItemDay,
        passage: &Passage,
        oracle: &mut Oracle<'_>,
    ) -> Option<(RowView, Clock)> {
        let person = view.person?;
        let is_covered = self.domain.facts.covers().contains(day.day);
        let real = match is_covered {
            true => self.domain.rows_of_day(person, day.day),
            false => Vec::new(),
        };
        let mut rows: Vec<RowView> = real.into_iter().map(RowView::Row).collect();
        if rows.is_empty() {
            rows.extend(day.rows.first().cloned());
        }
        let mut on_site = Vec::new();
        for row in &rows {
            view.row = row.clone();
            if view.holds(&passage.on_site, oracle) {
                on_site.push(candidate(view, row, passage.is_last));
            }
        }
        let telling = self.telling(view, &rows, day);
        let mut found: Option<(i64, &Candidate<'_>)> = None;
        for one in &on_site {
            let at = one.minute(view, &telling, passage.is_last, oracle);
            let is_beyond = |known: i64| match passage.is_last {
                true => known < at,
                false => at < known,
            };
            if found.as_ref().is_none_or(|(known, _)| is_beyond(*known)) {
                found = Some((at, one));
            }
        }
        let (minute, one) = found?;
        // Whoever goes at noon was there until then.
        let there = if passage.is_last { minute - 1 } else { minute };
        if self.part && !self.window.contains(day.day.start().plus(there)) {
            return None;
        }
        let clock = one.clock.or_else(|| {
            let minute =
                if minute > MINUTES_OF_DAY { minute - MINUTES_OF_DAY } else { minute };
            Clock::from_minutes(u16::try_from(minute).ok()?)
        });
        Some((one.row.clone(), clock?))
    }

    /// The minutes that stand for all at which a row whose clock time is missing may begin or
    /// end: those at which some answer changes, or the order of the rows.
    fn telling(&self, view: &View<'_>, rows: &[RowView], day: &ItemDay) -> Vec<i64> {
        let start = day.day.start().minutes();
        let window = [self.window.from, self.window.until].into_iter();
        let window =
            window.filter(|_| self.part).map(|at| at.minutes().saturating_sub(start));
        let mut clocks = Vec::new();
        for row in rows {
            if let RowView::Row(row) = row {
                let both = ["from", "to"].into_iter();
                let both =
                    both.filter_map(|column| view.clock(Table::Attendance, *row, column));
                clocks.extend(both.map(|clock| i64::from(clock.minutes())));
            }
        }
        let edges = self.side.edges.iter().map(|edge| i64::from(*edge));
        let near = clocks.into_iter().chain(window).chain(edges);
        let near = near.filter(|at| (-2..=MINUTES_OF_DAY + 2).contains(at));
        let mut all: Vec<i64> = near.flat_map(|at| (at - 1)..=(at + 2)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Candidate<'_> {
    /// When it begins, or ends: as written, or as chosen.
    fn minute(
        &self,
        view: &View<'_>,
        telling: &[i64],
        is_last: bool,
        oracle: &mut Oracle<'_>,
    ) -> i64 {
        let (least, most) = self.range;
        if least >= most {
            return least;
        }
        let row = match self.row {
            RowView::Row(row) => *row as u64,
            RowView::Missing(_) | RowView::Nothing => u64::MAX,
        };
        let within = telling.iter().copied().filter(|at| least < *at && *at < most);
        let minutes: Vec<i64> = [least].into_iter().chain(within).chain([most]).collect();
        let word = if is_last { "goes" } else { "comes" };
        let column = format!("{word} on {}", view.day);
        let chosen =
            oracle.choose(&Blank { sort: Sort::Day, row, column }, minutes.len());
        minutes.get(chosen).copied().unwrap_or(least)
    }
}

/// What a row of presence on site says of when it begins, or ends.
fn candidate<'r>(view: &View<'_>, row: &'r RowView, is_last: bool) -> Candidate<'r> {
    let clock = |column: &str| match row {
        RowView::Row(row) => view.clock(Table::Attendance, *row, column),
        RowView::Missing(_) | RowView::Nothing => None,
    };
    let (from, to) = (clock("from"), clock("to"));
    let minutes = |clock: Clock| i64::from(clock.minutes());
    // CLAUSE 1.11: what ends before it begins ends on the next day.
    let end = to.map(|to| match (minutes(to), from.map_or(0, minutes)) {
        (0, 0) => MINUTES_OF_DAY,
        (to, from) if to <= from => to + MINUTES_OF_DAY,
        (to, _) => to,
    });
    let (clock, range) = match (is_last, from.map(minutes), end) {
        (false, Some(from), _) => (from_clock(from), (from, from)),
        (false, None, end) => {
            let end = end.unwrap_or(MINUTES_OF_DAY);
            (None, (0, end.min(MINUTES_OF_DAY) - 1))
        }
        (true, _, Some(end)) => (to, (end, end)),
        (true, from, None) => (None, (from.unwrap_or(0) + 1, MINUTES_OF_DAY)),
    };
    Candidate { row, clock, range }
}

/// From when to when somebody is present who comes and goes at these clock times; `None`
/// if neither is written. CLAUSE 1.11.
pub(crate) fn stretch_of(
    day: Day,
    from: Option<Clock>,
    to: Option<Clock>,
) -> Option<Window> {
    if from.is_none() && to.is_none() {
        return None;
    }
    let start = from.map_or(day.start(), |clock| day.at(clock));
    let midnight = day.start().plus(MINUTES_OF_DAY);
    let until = match to.map(|clock| day.at(clock)) {
        Some(until) if until > start => until,
        // A night shift ends on the next day.
        Some(until) if from.is_some() => until.plus(MINUTES_OF_DAY),
        _ => midnight,
    };
    Some(Window { from: start, until })
}

fn from_clock(minutes: i64) -> Option<Clock> {
    Clock::from_minutes(u16::try_from(minutes).ok()?)
}

/// Whether some minute of the window lies in these hours.
fn meets(window: Window, hours: &[Hours]) -> bool {
    if window.is_empty() {
        return false;
    }
    let days = window.first_day().number()..=window.last_day().number();
    let mut days = days.map(Day::from_number);
    days.any(|day| {
        let midnight = day.start();
        let stretch = |from: u16, until: u16| Window {
            from: midnight.plus(i64::from(from)),
            until: midnight.plus(i64::from(until).min(MINUTES_OF_DAY)),
        };
        hours.iter().any(|one| {
            let (first, end) = (one.first(), one.end());
            match first < end {
                true => stretch(first, end).overlaps(window),
                false => {
                    stretch(0, end).overlaps(window)
                        || stretch(first, Clock::END.minutes()).overlaps(window)
                }
            }
        })
    })
}

/// Whether every minute of the window lies in these hours.
fn fills(window: Window, hours: &[Hours]) -> bool {
    let mut minutes = window.from.minutes()..window.until.minutes();
    minutes.all(|minute| {
        let clock = from_clock(minute.rem_euclid(MINUTES_OF_DAY));
        clock.is_some_and(|clock| hours.iter().any(|one| one.contains(clock)))
    })
}
