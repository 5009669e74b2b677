//! The items of a cell, and what each of them may answer under some filling.

use std::collections::BTreeSet;

use passmuster::Day;
use passmuster::field::{Subject, Text, Value};
use passmuster::rule::per::Per;

use crate::ask::Asking;
use crate::cell::{Cell, key_of, table_of};
use crate::filling::{Blanks, Filling, Fixed, answers, assignments};
use crate::ground::Ground;
use crate::lasting::Lasted;
use crate::plan::{Atom, LACKING, Lasting, PRESENT, PRESENT_THEN, Plan};
use crate::value::{Content, Row, Spot, Who};

/// What an item answers under one filling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Answers {
    pub(crate) of: Vec<bool>,
    /// What its rows add to a sum, in billionths.
    pub(crate) amount: i128,
    /// Whether some amount is blank. CLAUSE 4.11.
    pub(crate) is_open: bool,
    /// Whether some row is summed. CLAUSE 4.1.
    pub(crate) is_summed: bool,
    /// CLAUSE 4.21: how long its rows last, for each way to ask which.
    pub(crate) lasted: Vec<Lasted>,
}

/// What all rows of a day answer, and what each answers by itself.
pub(crate) type ByRow = (Vec<bool>, Vec<(Row, Vec<bool>)>);

/// A day on which an item is asked.
#[derive(Debug, Clone, Copy)]
struct Stop {
    day: Day,
    /// CLAUSE 4.8: whether it is the day of the base.
    then: bool,
    /// CLAUSE 15.4: whether only its nights count, those that reach into the next day.
    night: bool,
}

/// Where the items of a rule are looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Where<'a> {
    pub(crate) cell: &'a Cell,
    pub(crate) per: &'a Per,
    /// CLAUSE 4.8: the day of the base.
    pub(crate) then: Option<Day>,
}

/// Somebody's day in a cell.
struct Stay {
    /// What a mapping that reads no row is asked of.
    days: Vec<Who>,
    /// The rows in the cell.
    rows: Vec<Row>,
    /// All rows of the day, in the cell or not.
    all: Vec<Row>,
}

impl Answers {
    fn set(&mut self, at: usize, answer: bool) {
        if let Some(one) = self.of.get_mut(at) {
            *one |= answer;
        }
    }

    /// What two days say together: some day suffices, amounts add up.
    fn and(&self, other: &Answers) -> Answers {
        let both = self.of.iter().zip(&other.of).map(|(one, two)| *one || *two);
        Answers {
            of: both.collect(),
            amount: self.amount + other.amount,
            is_open: self.is_open || other.is_open,
            is_summed: self.is_summed || other.is_summed,
            lasted: Lasted::both(&self.lasted, &other.lasted),
        }
    }

    /// CLAUSE 4.21: whether the rows of one way to ask last as long as is asked.
    pub(crate) fn lasts(&self, way: usize, lasting: &Lasting) -> bool {
        self.lasted.get(way).is_some_and(|lasted| lasted.is_at_least(lasting.asked))
    }
}

impl Ground<'_> {
    /// Whoever may be an item of the cell.
    pub(crate) fn items(&self, at: Where<'_>, subject: Subject) -> Vec<Who> {
        let days = at.cell.days.iter().copied().chain(at.then);
        match subject {
            Subject::People | Subject::Arrivals | Subject::Departures => {
                self.people.iter().map(|person| Who::Person(*person, None)).collect()
            }
            Subject::Gatherings | Subject::Visits => {
                match (at.cell.row, table_of(subject)) {
                    (Some((own, row)), Some(table)) if own == table => {
                        vec![Who::Row(own, row)]
                    }
                    (None, Some(table)) => {
                        let rows = days.flat_map(|day| self.dated(table, day));
                        rows.map(|row| Who::Row(table, row)).collect()
                    }
                    _ => Vec::new(),
                }
            }
            Subject::Units => {
                let units: BTreeSet<Text> =
                    days.flat_map(|day| self.units_on(day)).collect();
                units.into_iter().map(Who::Unit).collect()
            }
            Subject::Offices => {
                let tops: BTreeSet<Text> =
                    days.flat_map(|day| self.offices_on(day)).collect();
                tops.into_iter().map(Who::Office).collect()
            }
            Subject::Cell => Vec::new(),
        }
    }

    /// The name of an item.
    pub(crate) fn name_of(&self, item: &Who) -> Text {
        match item {
            Who::Person(person, _) => self.facts.register().name(*person).clone(),
            Who::Row(table, row) => {
                let rows = self.facts.table(*table);
                let key = key_of(item.subject());
                let id = rows.and_then(|rows| rows.value(*row, key));
                id.and_then(Value::as_text).unwrap_or_default().into()
            }
            Who::Unit(name) | Who::Office(name) => name.clone(),
            Who::Cell => "".into(),
        }
    }

    /// The unknown things that an item's answers hang on, beyond those of one day.
    pub(crate) fn blanks_of(&self, at: Where<'_>, plan: &Plan, item: &Who) -> Blanks {
        let mut read = Blanks::new();
        for stop in stops(at) {
            let ask = |fill: &Filling<'_>| self.stop(at, plan, item, stop, fill);
            answers(&Fixed::new(), &mut read, ask);
        }
        read
    }

    /// What an item may answer, where some unknown things are fixed: each day is filled by
    /// itself, for beyond what is fixed no two days read the same unknown thing.
    pub(crate) fn with_fixed(
        &self,
        at: Where<'_>,
        plan: &Plan,
        item: &Who,
        fixed: &Fixed,
    ) -> BTreeSet<Answers> {
        let nothing = Answers { of: vec![false; plan.width()], ..Answers::default() };
        let mut reached = BTreeSet::from([nothing]);
        for stop in stops(at) {
            let ask = |fill: &Filling<'_>| self.stop(at, plan, item, stop, fill);
            let of_day = answers(fixed, &mut Blanks::new(), ask);
            let pairs = reached
                .iter()
                .flat_map(|so_far| of_day.iter().map(move |today| so_far.and(today)));
            reached = pairs.collect();
        }
        reached
    }

    /// Every way to fix what an item reads on more than one day, beside what is fixed.
    pub(crate) fn fixings(&self, blanks: &Blanks, shared: &Fixed) -> Vec<Fixed> {
        let own = blanks
            .iter()
            .filter(|(blank, _)| !blank.is_of_one_day() && !shared.contains_key(*blank));
        let own: Blanks = own.map(|(blank, of)| (blank.clone(), *of)).collect();
        let with_shared = |mut fixed: Fixed| {
            fixed.extend(shared.iter().map(|(blank, choice)| (blank.clone(), *choice)));
            fixed
        };
        assignments(&own).into_iter().map(with_shared).collect()
    }

    /// Everything that an item may answer, where what several items read is fixed.
    pub(crate) fn all_answers(
        &self,
        at: Where<'_>,
        plan: &Plan,
        (item, blanks): (&Who, &Blanks),
        shared: &Fixed,
    ) -> BTreeSet<Answers> {
        let all = self.fixings(blanks, shared).into_iter();
        all.flat_map(|fixed| self.with_fixed(at, plan, item, &fixed)).collect()
    }

    /// What an item answers on one day under one filling; of an hour, with what is asked of
    /// the whole day. CLAUSE 15.5.
    fn stop(
        &self,
        at: Where<'_>,
        plan: &Plan,
        item: &Who,
        stop: Stop,
        fill: &Filling<'_>,
    ) -> Answers {
        let here = self.stop_here(at, plan, item, (stop, false), fill);
        let is_asked = plan.atoms.iter().any(|atom| atom.daily);
        if !is_asked || stop.then || stop.night {
            return here;
        }
        let whole = Cell { part: None, ..at.cell.clone() };
        let at = Where { cell: &whole, ..at };
        here.and(&self.stop_here(at, plan, item, (stop, true), fill))
    }

    fn stop_here(
        &self,
        at: Where<'_>,
        plan: &Plan,
        item: &Who,
        (stop, daily): (Stop, bool),
        fill: &Filling<'_>,
    ) -> Answers {
        let mut found = Answers { of: vec![false; plan.width()], ..Answers::default() };
        let spot = |who: Who, status| Spot { who, day: stop.day, cell: at.cell, status };
        let Some(stay) = self.stay(at, item, stop, fill) else { return found };
        found.set(if stop.then { PRESENT_THEN } else { PRESENT }, true);
        let asking = plan.asking(&stay.all);
        let holds = |atom: &Atom, who: &Who| {
            self.together(&spot(who.clone(), atom.status), &atom.together, asking, fill)
        };
        let asked = |atom: &&Atom| {
            let is_then = atom.then == stop.then && atom.daily == daily;
            atom.subject == item.subject() && is_then
        };
        let mut by_row: Vec<(Row, Answers)> =
            stay.rows.iter().map(|row| (*row, found.clone())).collect();
        for (nth, atom) in plan.numbered().filter(|(_, atom)| asked(atom)) {
            if let Some(passage) = atom.passage {
                let way = (passage, atom.status);
                let passing =
                    self.passage(&spot(item.clone(), None), &stay.all, way, (plan, fill));
                let Some((row, clock)) = passing else { continue };
                let here = by_row.iter_mut().find(|(here, _)| *here == row);
                let Some((row, of_row)) = here else { continue };
                let asking = Asking { passing: Some(clock), ..asking };
                let who = spot(with_row(item, *row), atom.status);
                of_row.set(nth, self.together(&who, &atom.together, asking, fill));
            } else if atom.reads_row {
                for (row, of_row) in &mut by_row {
                    of_row.set(nth, holds(atom, &with_row(item, *row)));
                }
            } else {
                let holds = stay.days.iter().any(|who| holds(atom, who));
                found.set(nth, holds);
                for (_, of_row) in &mut by_row {
                    of_row.set(nth, holds);
                }
            }
        }
        for (_, of_row) in &by_row {
            found = found.and(of_row);
        }
        if daily {
            return found;
        }
        if let Some((each, have)) =
            plan.have.as_ref().filter(|(each, _)| each.holds_here(&found.of))
        {
            // CLAUSE 2.13: the rows that `each` matches; where none does alone, all.
            let matched = by_row.iter().filter(|(_, of_row)| each.holds_here(&of_row.of));
            let matched: Vec<Row> = matched.map(|(row, _)| *row).collect();
            let first = if matched.is_empty() { &stay.all } else { &matched };
            let asking = Asking { first, ..asking };
            let has = self.has(&spot(item.clone(), None), have, asking, fill);
            found.set(LACKING, !has);
        }
        self.sum_up(&mut found, (at, plan, fill), (item, &by_row), stop.day);
        if let Some(lasting) = plan.lasting.as_ref().filter(|_| !stop.then) {
            let rows = (stay.rows.as_slice(), stay.all.as_slice());
            let here = spot(item.clone(), None);
            found.lasted = self.lasted(&here, rows, (plan, lasting), (&found.of, fill));
        }
        found
    }

    /// CLAUSE 4.1: adds what the rows of a day sum up to.
    fn sum_up(
        &self,
        found: &mut Answers,
        (at, plan, fill): (Where<'_>, &Plan, &Filling<'_>),
        (item, by_row): (&Who, &[(Row, Answers)]),
        day: Day,
    ) {
        let spot = |who: Who| Spot { who, day, cell: at.cell, status: None };
        let Some((tree, field)) = &plan.sum else { return };
        let before = found.clone();
        let rows: Vec<(Who, &Answers)> = match item {
            Who::Person(..) => {
                by_row.iter().map(|(row, of)| (with_row(item, *row), of)).collect()
            }
            // CLAUSE 3.10: a number of a place in a longer cell is that of its first day.
            Who::Unit(_) | Who::Office(_) if at.cell.days.first() != Some(&day) => {
                Vec::new()
            }
            _ => vec![(item.clone(), &before)],
        };
        let lasts = |who: &Who| match &plan.lasting {
            Some(lasting) => self.is_long(&spot(who.clone()), lasting.asked, fill),
            None => true,
        };
        let matched = rows.iter().filter(|(_, of_row)| tree.holds_here(&of_row.of));
        let matched = matched.filter(|(who, _)| lasts(who));
        let contents: Vec<Option<Content>> = matched
            .map(|(who, _)| self.known(&spot(who.clone()), field.as_str(), fill))
            .collect();
        found.is_summed |= !contents.is_empty();
        for content in contents {
            match content {
                Some(Content::Is(Value::Number(number))) => {
                    found.amount += i128::from(number.billionths());
                }
                _ => found.is_open = true,
            }
        }
    }

    /// The rows of a person that are in the cell on a day; `None` if they are not there.
    pub(crate) fn rows_of_stay(
        &self,
        at: Where<'_>,
        item: &Who,
        day: Day,
        fill: &Filling<'_>,
    ) -> Option<Vec<Row>> {
        let stop = Stop { day, then: false, night: false };
        Some(self.stay(at, item, stop, fill)?.rows)
    }

    /// What a person answers on one day, and what each row of the day answers by itself;
    /// `None` if they are not in the cell that day.
    pub(crate) fn answers_by_row(
        &self,
        at: Where<'_>,
        plan: &Plan,
        item: &Who,
        day: Day,
        fill: &Filling<'_>,
    ) -> Option<ByRow> {
        let stop = Stop { day, then: false, night: false };
        let stay = self.stay(at, item, stop, fill)?;
        let all = self.stop(at, plan, item, stop, fill).of;
        let asking = plan.asking(&stay.all);
        let here = Spot { who: item.clone(), day, cell: at.cell, status: None };
        let of_row =
            |row: &Row| (*row, self.row_alone(&here, *row, plan, (asking, fill)));
        let by_row = stay.rows.iter().map(of_row).collect();
        Some((all, by_row))
    }

    /// An item's day in a cell; `None` if it is not in the cell that day.
    fn stay(
        &self,
        at: Where<'_>,
        item: &Who,
        stop: Stop,
        fill: &Filling<'_>,
    ) -> Option<Stay> {
        let spot = |who: Who| Spot { who, day: stop.day, cell: at.cell, status: None };
        let is_in = |who: &Who| {
            let mut columns = at.cell.columns.iter();
            columns.all(|(column, value)| {
                self.column(column, &spot(who.clone()), Some(fill)).as_ref()
                    == Some(value)
            })
        };
        let only = |who: &Who| Stay {
            days: vec![who.clone()],
            rows: Vec::new(),
            all: Vec::new(),
        };
        let Who::Person(person, _) = item else {
            if stop.night {
                return None;
            }
            let stands = match item {
                Who::Unit(unit) => self.facts.units().parent(unit, stop.day).is_some(),
                Who::Office(top) => self.offices_on(stop.day).contains(top),
                Who::Row(table, row) => self.dated(*table, stop.day).contains(row),
                _ => false,
            };
            let is_in = stands
                && (at.cell.row.is_some() || is_in(item))
                && (stop.then || self.reach(&spot(item.clone()), fill));
            return is_in.then(|| only(item));
        };
        let real = self.rows_of(*person, stop.day);
        let is_member = match self.has_register() {
            true => self.spell_row(*person, stop.day).is_some(),
            false => !real.is_empty(),
        };
        if !is_member {
            return None;
        }
        let mut all: Vec<Row> = real.iter().map(|row| Row::Real(*row)).collect();
        if all.is_empty() {
            all.push(Row::Given);
        }
        let of_rows =
            |rows: Vec<Row>| rows.iter().map(|row| with_row(item, *row)).collect();
        let in_cell = all.iter().copied().filter(|row| is_in(&with_row(item, *row)));
        let in_cell: Vec<Row> = in_cell.collect();
        // CLAUSE 4.8: the base of another day is asked for the same columns.
        let reaches = |row: &Row| {
            let spot = spot(with_row(item, *row));
            match stop.night {
                true => self.known_reach(&spot) == Some(true),
                false => stop.then || self.reach(&spot, fill),
            }
        };
        let rows: Vec<Row> = in_cell.iter().copied().filter(reaches).collect();
        // CLAUSE 15.4: of a night only what reaches into the next day is there.
        let by_attendance = stop.night || self.is_by_attendance(at.per);
        let is_in = match (by_attendance, self.has_register()) {
            (true, _) => !rows.is_empty(),
            (false, true) => is_in(item),
            (false, false) => !in_cell.is_empty(),
        };
        let days = match (by_attendance, self.has_register()) {
            (_, true) => vec![item.clone()],
            (true, false) => of_rows(rows.clone()),
            (false, false) => of_rows(in_cell),
        };
        is_in.then_some(Stay { days, rows, all })
    }
}

/// The days on which an item is asked.
fn stops(at: Where<'_>) -> Vec<Stop> {
    let own = at.cell.days.iter();
    let days = own.clone().map(|day| Stop { day: *day, then: false, night: false });
    let nights = own.filter(|_| at.cell.is_of_hours);
    let nights = nights.map(|day| Stop { day: day.plus(-1), then: false, night: true });
    let then = at.then.map(|day| Stop { day, then: true, night: false });
    nights.chain(days).chain(then).collect()
}

/// The person on one of their rows.
pub(crate) fn with_row(item: &Who, row: Row) -> Who {
    match item {
        Who::Person(person, _) => Who::Person(*person, Some(row)),
        other => other.clone(),
    }
}
