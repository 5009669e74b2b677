//! Quotas: person by person, period by period. CLAUSE 12.1.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::filling::{Choices, fillings};
use crate::classify::view::RowView;
use crate::classify::{Asking, Item, ItemDay};
use crate::day::{Day, MINUTES_OF_DAY};
use crate::domain::gather::{Gather, Gathered};
use crate::domain::place::Place;
use crate::domain::stretch::Stretch;
use crate::error::Error;
use crate::facts::{DayKind, PersonId};
use crate::field::{Table, Value};
use crate::finding::{Outcome, Reason};
use crate::judge::UNIT;
use crate::judge::cells::CellView;
use crate::judge::quota::{Length, Lived, Total, Verdict, fold, within};
use crate::plan::{Gauge, Quota, Time};
use crate::rule::quota::Effect;
use crate::window::Window;

use super::Judging;

/// Minutes of a day, in billionths.
const DAY: i128 = 24 * 60 * UNIT;

impl Judging<'_> {
    /// Judges a quota.
    pub(super) fn quota(&mut self, quota: &Quota) -> Result<(), Error> {
        let Some(span) = span(self.all_days(quota)) else { return Ok(()) };
        let (domain, lens) = (self.question.domain, self.lens);
        if quota.is_mean {
            let gathered = Gather::new(domain, lens, &[span], None).gather();
            match lengthens(quota) {
                // Later days lengthen a period, but are in no cell that is judged.
                true => {
                    let judged: BTreeSet<Day> =
                        self.stretches.iter().flat_map(|one| one.days.clone()).collect();
                    let span = self::span(judged.into_iter().collect());
                    let span = span.as_slice();
                    self.note_blanks(&Gather::new(domain, lens, span, None).gather());
                }
                false => self.note_blanks(&gathered),
            }
            return self.places(quota, &gathered);
        }
        let span = [span];
        for person in self.people() {
            let gathered = Gather::new(domain, lens, &span, None).only(person).gather();
            self.places(quota, &gathered)?;
        }
        Ok(())
    }

    fn places(&mut self, quota: &Quota, gathered: &Gathered) -> Result<(), Error> {
        let mut cells = gathered.cells.iter();
        cells.try_for_each(|((_, place), sides)| self.place(quota, place, sides))
    }

    /// Everybody who is ever on the register, or in a flat file ever in a row.
    fn people(&self) -> BTreeSet<PersonId> {
        let facts = self.question.domain.facts;
        let register = facts.register();
        if register.is_present() {
            return register.spells().iter().map(|spell| spell.person).collect();
        }
        let rows = facts.table(Table::Attendance).map_or(0, |rows| rows.len());
        (0..rows).map(|row| facts.person_of_row(row)).collect()
    }

    /// The days of all periods, and those that may lengthen the last. CLAUSE 12.6.
    fn all_days(&self, quota: &Quota) -> Vec<Day> {
        let mut all: BTreeSet<Day> = BTreeSet::new();
        for stretch in &self.stretches {
            all.extend(&stretch.days);
            if lengthens(quota)
                && let Some(last) = stretch.days.last()
            {
                let more = i32::try_from(stretch.days.len()).unwrap_or(i32::MAX);
                let later = (1..=more).map(|more| last.plus(more));
                all.extend(later.filter(|day| self.is_in_force_all_day(*day)));
            }
        }
        all.into_iter().collect()
    }

    /// CLAUSE 12.6: a day in force only in part lengthens nothing.
    fn is_in_force_all_day(&self, day: Day) -> bool {
        self.lens.standing.windows().iter().any(|window| window.covers_day(day))
    }

    /// All periods of one place, or one person.
    fn place(
        &mut self,
        quota: &Quota,
        place: &Place,
        sides: &[Vec<Item>],
    ) -> Result<(), Error> {
        let items = sides.first().map_or(&[][..], Vec::as_slice);
        let stretches = std::mem::take(&mut self.stretches);
        let lived: Vec<Vec<Shown>> =
            items.iter().map(|item| self.shown(quota, item)).collect();
        let mut verdicts: Vec<Option<Verdict>> = vec![None; stretches.len()];
        let tried = fillings(|choices| {
            let people: Vec<Vec<Vec<Total>>> = items
                .iter()
                .zip(&lived)
                .map(|(item, shown)| self.totals(quota, item, shown, &stretches, choices))
                .collect();
            for (nth, (stretch, verdict)) in
                stretches.iter().zip(&mut verdicts).enumerate()
            {
                let days = i64::try_from(stretch.days.len()).unwrap_or(i64::MAX);
                let of: Vec<Vec<Total>> =
                    people.iter().filter_map(|all| all.get(nth).cloned()).collect();
                let one = quota.verdict(&of, days, stretch.cut);
                *verdict = Some(match verdict.take() {
                    Some(known) => quota.joined(known, one),
                    None => one,
                });
            }
        });
        let mut result = Ok(());
        for (stretch, verdict) in stretches.iter().zip(verdicts) {
            let here = |item: &Item| {
                item.days.iter().any(|day| stretch.days.binary_search(&day.day).is_ok())
            };
            let Some(verdict) = verdict.filter(|_| items.iter().any(here)) else {
                continue;
            };
            let grants = std::mem::take(&mut self.grants);
            let asked = (self.question.domain, self.lens);
            let view = CellView::of(asked, (stretch, place), sides, &grants);
            match tried {
                true => self.period(quota, &view, verdict),
                false => result = Err(view.too_many()),
            }
            self.grants = grants;
            if !tried {
                break;
            }
        }
        self.stretches = stretches;
        result
    }

    /// One period: what is said of it.
    fn period(&mut self, quota: &Quota, view: &CellView<'_>, verdict: Verdict) {
        let (kept, cut_out) = view.guarded().unwrap_or((true, true));
        if !kept {
            self.cut_out += 1;
            return;
        }
        if view.stretch.part {
            // CLAUSE 12.6: a quota is of whole days.
            self.silent(view.silent(Reason::CutPeriod, None));
            return;
        }
        if !verdict.binds {
            return;
        }
        self.matched = true;
        match verdict.measured.filter(|_| verdict.judged) {
            None => self.silent(view.silent(Reason::CutPeriod, None)),
            Some(measured) if quota.is_share() && measured.base().1 == Some(0) => {
                self.nobody_there(view);
            }
            Some(measured) => {
                let outcome = match (verdict.outcome, cut_out) {
                    (Outcome::Fail, true) => Outcome::Undetermined,
                    (outcome, _) => outcome,
                };
                match outcome == Outcome::Pass && !self.has_passes() {
                    true => self.passes += 1,
                    false => self.push(view.of_quota(quota, &measured, outcome)),
                }
            }
        }
    }

    /// What the days of a person are, whatever is filled in.
    fn shown(&self, quota: &Quota, item: &Item) -> Vec<Shown> {
        item.days.iter().map(|day| self.shown_day(quota, day)).collect()
    }

    fn shown_day(&self, quota: &Quota, day: &ItemDay) -> Shown {
        let domain = self.question.domain;
        let rows = day.rows.iter().map(|row| self.length(quota, day.day, row)).collect();
        let kind = domain.day_kind(day.unit.clone(), day.day);
        Shown { day: day.day, rows, working: kind == DayKind::WorkingDay }
    }

    /// CLAUSE 12.2: a row lasts from `from` to `to`, else its `hours`, else any part of a day.
    fn length(&self, quota: &Quota, day: Day, row: &RowView) -> Length {
        let unknown = Length { minutes: (0, DAY), number: None, stretch: None };
        let RowView::Row(row) = row else { return unknown };
        let facts = self.question.domain.facts;
        let Some(rows) = facts.table(Table::Attendance) else { return unknown };
        let clock = |column: &str| match rows.value(*row, column) {
            Some(Value::Time(clock)) => Some(*clock),
            _ => None,
        };
        let number = |column: &str| match rows.value(*row, column) {
            Some(Value::Number(number)) => Some(i128::from(number.billionths())),
            _ => None,
        };
        let stretch = match (clock("from"), clock("to")) {
            (Some(from), Some(to)) => {
                let (from, to) = (day.at(from), day.at(to));
                // CLAUSE 1.11: past midnight where it ends no later than it begins.
                let until = if to <= from { to.plus(MINUTES_OF_DAY) } else { to };
                Some(Window { from, until })
            }
            _ => None,
        };
        let minutes = match (stretch, number("hours")) {
            (Some(stretch), _) => {
                let long = stretch.until.minutes() - stretch.from.minutes();
                (i128::from(long) * UNIT, i128::from(long) * UNIT)
            }
            (None, Some(hours)) => (hours * 60, hours * 60),
            (None, None) => (0, DAY),
        };
        let summed = match &quota.gauge {
            Gauge::Sum(probe) => {
                let mut homes = probe.homes.iter();
                homes.find_map(|(_, column)| number(column))
            }
            _ => None,
        };
        let stretch = stretch.map(|stretch| (stretch.from, stretch.until));
        Length { minutes, number: summed, stretch }
    }

    /// Every total of every period that a person may come to, under one choice of what the
    /// place does not know.
    fn totals(
        &self,
        quota: &Quota,
        item: &Item,
        shown: &[Shown],
        stretches: &[Stretch],
        place: &mut Choices,
    ) -> Vec<Vec<Total>> {
        let Some(side) = self.lens.sides.first() else { return Vec::new() };
        let week_starts = self.lens.standing.rule().week_starts;
        let asking = Asking {
            by_row: self.lens.grain.is_by_row(),
            shares_levels: false,
            ..Asking::of_days(self.question.domain, side, week_starts)
        };
        let mut totals: Vec<BTreeSet<Total>> = vec![BTreeSet::new(); stretches.len()];
        let hours = match self.lens.grain.time {
            Time::RollingHours(hours) => Some(hours),
            _ => None,
        };
        let mut beyond = false;
        let tried = fillings(|own| {
            let days = asking.days(item, quota, place, own);
            let days: BTreeMap<Day, Lived> = shown
                .iter()
                .zip(days)
                .map(|(shown, may_be)| {
                    beyond |= may_be.is_none();
                    let lived = Lived {
                        day: shown.day,
                        may_be: may_be.unwrap_or_default(),
                        rows: shown.rows.clone(),
                        working: shown.working,
                    };
                    (shown.day, lived)
                })
                .collect();
            for (stretch, totals) in stretches.iter().zip(&mut totals) {
                let first = stretch.first();
                let later = lengthens(quota);
                let last = stretch.days.last().copied().unwrap_or(first);
                let more = i32::try_from(stretch.days.len()).unwrap_or(i32::MAX);
                let inside = |lived: &&Lived| {
                    stretch.days.binary_search(&lived.day).is_ok()
                        || later
                            && lived.day > last
                            && lived.day <= last.plus(more)
                            && self.is_in_force_all_day(lived.day)
                };
                let reach = days.range(first..).map(|(_, lived)| lived);
                let own: Vec<&Lived> = match later {
                    true => reach.filter(inside).collect(),
                    false => reach
                        .take_while(|lived| lived.day <= last)
                        .filter(inside)
                        .collect(),
                };
                totals.extend(match hours {
                    Some(hours) => within(hours, &own, last),
                    None => fold(quota, &own, &stretch.days, later),
                });
            }
        });
        let unknown = beyond || !tried;
        let totals = totals.into_iter().map(|all| {
            let mut all: Vec<Total> = all.into_iter().collect();
            if unknown {
                all.push(Total::anything());
            }
            all
        });
        totals.collect()
    }
}

/// All of these days as one stretch; nothing if there are none.
fn span(days: Vec<Day>) -> Option<Stretch> {
    Some(Stretch {
        window: Window::days(*days.first()?, *days.last()?),
        days,
        part: false,
        cut: false,
        piece: 0,
        names_part: false,
        levels: None,
        keys: Vec::new(),
    })
}

/// A day of a person as the tables show it.
struct Shown {
    day: Day,
    rows: Vec<Length>,
    working: bool,
}

fn lengthens(quota: &Quota) -> bool {
    matches!(quota.excuse, Some((_, Effect::LengthensPeriod)))
}
