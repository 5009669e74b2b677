//! How long the rows of an item last together (CLAUSE 4.21 to 4.24): row by row, minute by
//! minute.

use std::collections::BTreeSet;

use passmuster::day::{Instant, MINUTES_OF_DAY};
use passmuster::field::{Subject, Table, Value};

use crate::ask::Asking;
use crate::filling::Filling;
use crate::ground::Ground;
use crate::item::with_row;
use crate::limit::Counted;
use crate::plan::{Atom, Lasting, PRESENT, Plan};
use crate::value::{Row, Spot};

/// Billionths in one.
const ONE: i128 = 1_000_000_000;

/// How long some rows last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Lasted {
    /// From when to when, in minutes, of the rows that say so.
    stretches: BTreeSet<(i64, i64)>,
    /// How many minutes the others last, in billionths.
    others: i128,
}

/// How long one row lasts.
enum Length {
    Between(i64, i64),
    So(i128),
}

impl Lasted {
    /// Some rows and others, for each way to ask which.
    pub(crate) fn both(some: &[Lasted], others: &[Lasted]) -> Vec<Lasted> {
        let nothing = Lasted::default();
        let ways = 0..some.len().max(others.len());
        let of = |all: &[Lasted], way: usize| {
            all.get(way).cloned().unwrap_or_else(|| nothing.clone())
        };
        let both = |way| {
            let (mut one, other) = (of(some, way), of(others, way));
            one.stretches.extend(other.stretches);
            one.others += other.others;
            one
        };
        ways.map(both).collect()
    }

    fn add(&mut self, length: Length) {
        match length {
            Length::Between(from, until) => {
                self.stretches.insert((from, until));
            }
            Length::So(minutes) => self.others += minutes,
        }
    }

    /// Whether so many minutes lie in the rows, each of them once.
    pub(crate) fn is_at_least(&self, asked: i64) -> bool {
        let minutes = self.stretches.iter().flat_map(|(from, until)| *from..*until);
        let minutes = minutes.collect::<BTreeSet<i64>>().len();
        let clocked = i128::try_from(minutes).unwrap_or(i128::MAX);
        clocked * ONE + self.others >= i128::from(asked) * ONE
    }
}

impl Lasting {
    /// CLAUSE 4.21, 4.24: which rows, as they are and with each status.
    pub(crate) fn of(asked: i64, counted: &[Counted]) -> Self {
        let statuses = counted.iter().map(|one| one.with_status.len()).max();
        let own = counted.iter().map(|one| (one.subject, one.tree.clone()));
        let with = |status: usize| {
            let of =
                |one: &Counted| Some((one.subject, one.with_status.get(status)?.clone()));
            counted.iter().filter_map(of).collect()
        };
        let statuses = (0..statuses.unwrap_or_default()).map(with);
        let ways = std::iter::once(own.collect()).chain(statuses).collect();
        Lasting { asked, ways }
    }
}

impl Ground<'_> {
    /// What a row of a person answers by itself.
    pub(crate) fn row_alone(
        &self,
        here: &Spot<'_>,
        row: Row,
        plan: &Plan,
        (asking, fill): (Asking<'_>, &Filling<'_>),
    ) -> Vec<bool> {
        let mut own = vec![false; plan.width()];
        let mut set = |at: usize, answer: bool| {
            own.iter_mut().skip(at).take(1).for_each(|one| *one = answer);
        };
        set(PRESENT, true);
        let by_itself = |(_, atom): &(usize, &Atom)| {
            atom.subject == Subject::People && !atom.then && !atom.daily
        };
        for (nth, atom) in plan.numbered().filter(by_itself) {
            if atom.passage.is_some() {
                continue;
            }
            // CLAUSE 6.3: without a register the row says who they are.
            let who = match atom.reads_row || !self.has_register() {
                true => with_row(&here.who, row),
                false => here.who.clone(),
            };
            let spot = Spot { who, status: atom.status, ..here.clone() };
            set(nth, self.together(&spot, &atom.together, asking, fill));
        }
        own
    }

    /// How long the rows of a day last, for each way to ask which.
    pub(crate) fn lasted(
        &self,
        here: &Spot<'_>,
        (rows, all): (&[Row], &[Row]),
        (plan, lasting): (&Plan, &Lasting),
        (of_day, fill): (&[bool], &Filling<'_>),
    ) -> Vec<Lasted> {
        let subject = here.who.subject();
        let looks: Vec<(Spot<'_>, Vec<bool>)> = match subject {
            Subject::People => rows
                .iter()
                .map(|row| {
                    let way = (plan.asking(all), fill);
                    let who = with_row(&here.who, *row);
                    let answers = self.row_alone(here, *row, plan, way);
                    (Spot { who, ..here.clone() }, answers)
                })
                .collect(),
            _ => vec![(here.clone(), of_day.to_vec())],
        };
        let way = |trees: &Vec<(Subject, crate::plan::Tree)>| {
            let mut lasted = Lasted::default();
            for (spot, answers) in &looks {
                let mut own = trees.iter().filter(|(of, _)| *of == subject);
                if own.any(|(_, tree)| tree.holds_here(answers)) {
                    self.length_of(spot, fill)
                        .into_iter()
                        .for_each(|one| lasted.add(one));
                }
            }
            lasted
        };
        lasting.ways.iter().map(way).collect()
    }

    /// Whether one row lasts so long.
    pub(crate) fn is_long(
        &self,
        spot: &Spot<'_>,
        asked: i64,
        fill: &Filling<'_>,
    ) -> bool {
        let mut lasted = Lasted::default();
        self.length_of(spot, fill).into_iter().for_each(|one| lasted.add(one));
        lasted.is_at_least(asked)
    }

    /// CLAUSE 4.23: how long a row lasts, in the part of the day that is judged.
    fn length_of(&self, spot: &Spot<'_>, fill: &Filling<'_>) -> Option<Length> {
        let (row, blank) = spot.clocked_row("so long")?;
        let value = |column: &str| {
            let (table, row, _) = row?;
            self.facts.table(table)?.value(row, column)
        };
        let clock = |nth: usize| {
            let (.., columns) = row?;
            match value(columns.get(nth)?)? {
                Value::Time(clock) => Some(spot.day.at(*clock)),
                _ => None,
            }
        };
        let (starts, ends) = (spot.day.start(), spot.day.end());
        let hours = match (row, value("hours")) {
            (Some((Table::Attendance, ..)), Some(Value::Number(hours))) => {
                Some(i128::from(hours.billionths()) * 60)
            }
            _ => None,
        };
        let whole = i128::from(MINUTES_OF_DAY) * ONE;
        let (from, until) = match (clock(0), clock(1)) {
            (Some(from), Some(to)) => {
                let to = if to <= from { to.plus(MINUTES_OF_DAY) } else { to };
                let (from, until) = in_part(spot, (from, to))?;
                return Some(Length::Between(from, until));
            }
            (Some(from), None) => (from, ends),
            (None, Some(to)) if to > starts => (starts, to),
            (None, _) => (starts, ends),
        };
        let (least, most) = match (spot.cell.part, hours) {
            (None, Some(hours)) => (hours, hours),
            (None, None) => (0, whole),
            (Some(_), hours) => {
                let room = in_part(spot, (from, until));
                let room = room.map_or(0, |(from, until)| i128::from(until - from) * ONE);
                (0, hours.unwrap_or(whole).min(room))
            }
        };
        let is_open = least < most;
        let is_least = is_open && fill.choose(blank, 2) == 0;
        Some(Length::So(if is_least { least } else { most }))
    }
}

/// What of a stretch lies in the part of the day that is judged, in minutes.
fn in_part(spot: &Spot<'_>, (from, until): (Instant, Instant)) -> Option<(i64, i64)> {
    let (first, last) = spot.cell.part.unwrap_or((from, until));
    let (from, until) = (from.max(first).minutes(), until.min(last).minutes());
    (from < until).then_some((from, until))
}
