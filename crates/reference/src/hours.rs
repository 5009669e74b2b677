//! Clock times of attendance (CLAUSE 15.2): when a row lasts; and with which row somebody comes
//! or goes, and when (CLAUSE 15.3). Minute by minute.

use std::collections::BTreeSet;

use passmuster::day::{Clock, Instant, MINUTES_OF_DAY};
use passmuster::field::{Table, Value};
use passmuster::rule::matcher::Hours;

use crate::filling::{Blank, Filling};
use crate::ground::Ground;
use crate::plan::{Passage, Plan};
use crate::value::{Content, Row, Spot, Who};

/// A row with the columns of its first clock time and its second, if it is one of a table;
/// and what is not known of how long it lasts.
pub(crate) type Clocked = (Option<(Table, usize, [&'static str; 2])>, Blank);

impl Spot<'_> {
    /// The row that is asked, with its clock times; `None` if what is asked has none.
    pub(crate) fn clocked_row(&self, unknown: &str) -> Option<Clocked> {
        let column = unknown.to_owned();
        let of_table = |table: Table, row: usize, columns: [&'static str; 2]| {
            (Some((table, row, columns)), Blank::Cell(table, row, column.clone()))
        };
        Some(match self.who {
            Who::Person(_, Some(Row::Real(row))) => {
                of_table(Table::Attendance, row, ["from", "to"])
            }
            Who::Person(person, _) => (None, Blank::Given(person, self.day, column)),
            Who::Row(Table::Visits, row) => {
                of_table(Table::Visits, row, ["time", "until"])
            }
            Who::Row(table, row) => of_table(table, row, ["start", "end"]),
            _ => return None,
        })
    }
}

impl Ground<'_> {
    /// CLAUSE 1.11: when a row of attendance begins and ends; `None` if it does not say.
    pub(crate) fn presence(&self, spot: &Spot<'_>) -> Option<(Instant, Instant)> {
        let Who::Person(_, Some(Row::Real(row))) = spot.who else { return None };
        let (from, to) = (self.written(row, "from"), self.written(row, "to"));
        if from.is_none() && to.is_none() {
            return None;
        }
        let begins = from.map_or(spot.day.start(), |clock| spot.day.at(clock));
        let ends = to.map_or(spot.day.end(), |clock| spot.day.at(clock));
        let is_night = from.is_some() && to.is_some() && ends <= begins;
        Some(match (is_night, ends <= begins) {
            (true, _) => (begins, ends.plus(MINUTES_OF_DAY)),
            (false, true) => (begins, spot.day.end()),
            (false, false) => (begins, ends),
        })
    }

    /// CLAUSE 15.2: whether some minute of the row lies in the hours.
    pub(crate) fn lasts(
        &self,
        spot: &Spot<'_>,
        hours: &[Hours],
        fill: &Filling<'_>,
    ) -> bool {
        let is_in = |minute: &i64| {
            let clock = u16::try_from(minute.rem_euclid(MINUTES_OF_DAY)).ok();
            let clock = clock.and_then(Clock::from_minutes);
            clock.is_some_and(|clock| hours.iter().any(|one| one.contains(clock)))
        };
        let is_judged = |minute: &i64| {
            spot.cell.part.is_none_or(|(from, until)| {
                from.minutes() <= *minute && *minute < until.minutes()
            })
        };
        let known = self.presence(spot);
        let (from, until) = known.unwrap_or((spot.day.start(), spot.day.end()));
        let minutes = (from.minutes()..until.minutes()).filter(is_judged);
        let minutes: Vec<i64> = minutes.collect();
        let (some, all) = (minutes.iter().any(is_in), minutes.iter().all(is_in));
        if known.is_some() || some == all || !some {
            return some;
        }
        let column = format!("in {hours:?}");
        let blank = match spot.who {
            Who::Person(_, Some(Row::Real(row))) => {
                Blank::Cell(Table::Attendance, row, column)
            }
            Who::Person(person, _) => Blank::Given(person, spot.day, column),
            _ => Blank::Nowhere(None, column),
        };
        fill.choose(blank, 2) == 0
    }

    /// CLAUSE 15.3: the row with which somebody comes, or goes, and the clock time.
    pub(crate) fn passage(
        &self,
        spot: &Spot<'_>,
        rows: &[Row],
        (passage, status): (Passage, Option<&'static str>),
        (plan, fill): (&Plan, &Filling<'_>),
    ) -> Option<(Row, Clock)> {
        let Who::Person(person, _) = spot.who else { return None };
        let mut found: Option<(i64, Row, Clock)> = None;
        for row in rows {
            let who = Who::Person(person, Some(*row));
            let of_row = Spot { who, status, ..spot.clone() };
            let is_on_site = match self.content(&of_row, "status", fill) {
                Content::Is(value) => value.as_text() == Some("on-site"),
                Content::Wild(holds) => holds,
                Content::Nothing => false,
            };
            if !is_on_site {
                continue;
            }
            let (minute, clock) = match passage {
                Passage::Arrival => self.comes(&of_row, rows, (plan, fill)),
                Passage::Departure => self.goes(&of_row, rows, (plan, fill)),
            }?;
            let is_beyond = match (&found, passage) {
                (None, _) => true,
                (Some((known, ..)), Passage::Arrival) => minute < *known,
                (Some((known, ..)), Passage::Departure) => minute > *known,
            };
            if is_beyond {
                found = Some((minute, *row, clock));
            }
        }
        let (minute, row, clock) = found?;
        let last_there = if passage == Passage::Departure { minute - 1 } else { minute };
        let at = spot.day.start().plus(last_there);
        let is_judged =
            spot.cell.part.is_none_or(|(from, until)| from <= at && at < until);
        is_judged.then_some((row, clock))
    }

    /// When a row begins: as it says, or at some minute before it ends.
    fn comes(
        &self,
        spot: &Spot<'_>,
        rows: &[Row],
        (plan, fill): (&Plan, &Filling<'_>),
    ) -> Option<(i64, Clock)> {
        if let Some(clock) = self.clock_of(spot, "from") {
            return Some((i64::from(clock.minutes()), clock));
        }
        let end = self.clock_of(spot, "to").map_or(0, Clock::minutes);
        let end = if end == 0 { MINUTES_OF_DAY } else { i64::from(end) };
        self.some_minute(spot, rows, (0, end - 1), ("comes", plan, fill))
    }

    /// When a row ends: as it says, perhaps on the next day, or at some minute after it began.
    fn goes(
        &self,
        spot: &Spot<'_>,
        rows: &[Row],
        (plan, fill): (&Plan, &Filling<'_>),
    ) -> Option<(i64, Clock)> {
        if let (Some(clock), Some((_, ends))) =
            (self.clock_of(spot, "to"), self.presence(spot))
        {
            return Some((ends.minutes() - spot.day.start().minutes(), clock));
        }
        let begins = self.clock_of(spot, "from").map_or(0, Clock::minutes);
        let range = (i64::from(begins) + 1, MINUTES_OF_DAY);
        self.some_minute(spot, rows, range, ("goes", plan, fill))
    }

    fn some_minute(
        &self,
        spot: &Spot<'_>,
        rows: &[Row],
        (least, most): (i64, i64),
        (word, plan, fill): (&str, &Plan, &Filling<'_>),
    ) -> Option<(i64, Clock)> {
        let mut telling: BTreeSet<i64> =
            plan.minutes.iter().copied().map(i64::from).collect();
        for row in rows {
            let Row::Real(row) = row else { continue };
            for clock in
                ["from", "to"].into_iter().filter_map(|one| self.written(*row, one))
            {
                let clock = i64::from(clock.minutes());
                telling.extend(clock - 2..=clock + 2);
            }
        }
        // Of the hour, too, where its day is asked: both choose one minute from one list.
        if let Some((from, until)) = spot.cell.levels {
            for edge in [from, until] {
                let edge = edge.minutes() - spot.day.start().minutes();
                telling.extend(edge - 2..=edge + 2);
            }
        }
        let edges: Vec<i64> = plan.minutes.iter().copied().map(i64::from).collect();
        telling.extend(edges.iter().map(|edge| edge + 1));
        telling.extend([least, most]);
        let minutes: Vec<i64> =
            telling.into_iter().filter(|at| least <= *at && *at <= most).collect();
        let blank = match spot.who {
            Who::Person(_, Some(Row::Real(row))) => {
                Blank::Cell(Table::Attendance, row, word.to_owned())
            }
            Who::Person(person, _) => Blank::Given(person, spot.day, word.to_owned()),
            _ => return None,
        };
        let minute = *minutes.get(fill.choose(blank, minutes.len()))?;
        Some((minute, Clock::from_minutes(u16::try_from(minute).ok()?)?))
    }

    fn clock_of(&self, spot: &Spot<'_>, column: &str) -> Option<Clock> {
        match spot.who {
            Who::Person(_, Some(Row::Real(row))) => self.written(row, column),
            _ => None,
        }
    }

    fn written(&self, row: usize, column: &str) -> Option<Clock> {
        match self.facts.table(Table::Attendance)?.value(row, column)? {
            Value::Time(clock) => Some(*clock),
            _ => None,
        }
    }
}
