//! All counted rules, and everybody in them.

use crate::classify::view::RowView;
use crate::day::Day;
use crate::domain::Domain;
use crate::domain::grants::Grants;
use crate::domain::stretch::stretches;
use crate::facts::column::Column;
use crate::facts::{Facts, PersonId};
use crate::field::Table;
use crate::finding::{Outcome, Reason};
use crate::judge::run::missing_tables;
use crate::plan::{Lens, Plan};
use crate::report::KnownAt;
use crate::window::Period;

use super::counted::{Asker, Blank, Counted, Moved, Seat, blank, specimen};
use super::days::{Days, Read, Stand};
use super::effect::{At, Changed, Effect, Verdict};
use super::kinds::SEVERAL;
use super::told::DayRows;

/// Everybody, and the rules that are counted.
#[derive(Debug)]
pub(super) struct Counts {
    days: Days,
    pub(super) rules: Vec<Counted>,
}

/// Somebody's new day, in numbers.
#[derive(Debug)]
pub(super) struct Move {
    person: PersonId,
    nth: usize,
    row: u16,
    unit: u32,
    /// The class in each counted rule, where there are several rows.
    several: Vec<Option<u8>>,
    /// Where the person is, and as what.
    was: Option<Stand>,
    /// Where they will be.
    is: Option<Stand>,
}

impl Counts {
    /// Counts everybody for every rule that can be counted.
    pub(super) fn new(
        domain: &Domain<'_>,
        plan: &Plan,
        period: Period,
        known_at: KnownAt,
    ) -> Counts {
        let facts = domain.facts;
        let blanks = blanks(domain, plan, period, known_at);
        let (mut days, is_enough) = Days::new(domain, period, &read(facts, &blanks));
        let mut rules = Vec::new();
        if is_enough && !blanks.is_empty() {
            let (views, rows) = days.specimens(facts);
            let specimens = facts.with_attendance(&[], &rows);
            let nobody = std::collections::BTreeSet::new();
            let specimens = Domain::new(&specimens, &nobody, known_at);
            let asker = Asker { domain, specimens: &specimens, views: &views };
            rules = blanks
                .iter()
                .filter_map(|blank| Counted::new(blank, &days, &asker))
                .collect();
        }
        several(domain, plan, &mut days, &mut rules);
        let mut counts = Counts { days, rules };
        counts.count_everybody(facts.register().people());
        let flat = !facts.register().is_present();
        let people = if flat { facts.register().people() } else { 0 };
        for rule in &mut counts.rules {
            if let Some(lens) = plan.lenses.get(rule.lens as usize) {
                rule.close(lens, people);
            }
        }
        counts
    }

    fn count_everybody(&mut self, people: usize) {
        self.rules.iter_mut().for_each(Counted::make_room);
        let Counts { days, rules } = self;
        for person in (0..people as u32).map(PersonId) {
            for nth in 0..days.len() {
                let Some(stand) = days.stand(person, nth) else { continue };
                let several = of_several(days, person, nth);
                for (at, rule) in rules.iter_mut().enumerate() {
                    let class = several.and_then(|all| all.get(at).copied().flatten());
                    if several.is_some() && class.is_none() {
                        continue;
                    }
                    if let Some(seat) = rule.seat(stand, nth, class) {
                        rule.count(seat, true);
                    }
                }
            }
        }
    }

    /// Whether somebody is on the register on a day.
    pub(super) fn is_on_register(&self, person: PersonId, day: Day) -> bool {
        self.days.is_on_register(person, day)
    }

    /// The number of a day.
    pub(super) fn nth(&self, day: Day) -> usize {
        self.days.nth(day).unwrap_or(0)
    }

    /// The day of a number.
    pub(super) fn day(&self, nth: usize) -> Day {
        self.days.day(nth)
    }

    /// How many days there are.
    pub(super) fn days(&self) -> usize {
        self.days.len()
    }

    /// What somebody's row says, where it says no more than a status.
    pub(super) fn as_told(&self, person: PersonId, nth: usize) -> DayRows {
        self.days.as_told(self.days.row(person, nth))
    }

    /// Somebody's new day in numbers; `None` if there was nothing of its kind before.
    #[inline]
    pub(super) fn to_move(
        &self,
        facts: &Facts,
        (person, day): (PersonId, Day),
        rows: &DayRows,
        ask: impl FnOnce(&Self) -> Option<Vec<Option<u8>>>,
    ) -> Option<Move> {
        let nth = self.days.nth(day)?;
        let (row, unit) = self.days.kind_of(facts, rows)?;
        let several = if row == SEVERAL { ask(self)? } else { Vec::new() };
        let was = self.days.stand(person, nth);
        let is = self.days.stand_as(person, nth, row, unit);
        Some(Move { person, nth, row, unit, several, was, is })
    }

    /// The class of several rows in each counted rule; `None` if nobody was of it before.
    pub(super) fn classes_of_rows(
        &self,
        plan: &Plan,
        domain: &Domain<'_>,
        (person, day): (PersonId, Day),
    ) -> Option<Vec<Option<u8>>> {
        let nth = self.days.nth(day)?;
        let own = domain.rows_of_day(person, day);
        let rows: Vec<RowView> = own.into_iter().map(RowView::Row).collect();
        let stand = self.days.stand_as(person, nth, SEVERAL, u32::MAX)?;
        let spell = domain.facts.register().spell(person, day)?;
        let one = specimen(person, Some(spell.row), stand.unit);
        let mut classes = Vec::with_capacity(self.rules.len());
        for rule in &self.rules {
            let lens = plan.lenses.get(rule.lens as usize)?;
            let who = (nth, one, &self.days);
            classes.push(match rule.asks_on(nth) {
                true => {
                    Some(rule.known_class_of_rows(lens, domain, who, rows.clone())?)
                }
                false => None,
            });
        }
        Some(classes)
    }

    /// What a move does in one rule.
    #[inline]
    fn moved(&self, at: usize, rule: &Counted, to: &Move) -> Moved {
        let class = |stand: Option<Stand>, several: Option<Option<u8>>| match several {
            Some(None) => None,
            several => rule.class_of(stand?, to.nth, several.flatten()),
        };
        let several = of_several(&self.days, to.person, to.nth);
        let several = several.map(|all| all.get(at).copied().flatten());
        let was = class(to.was, several);
        let several = (to.row == SEVERAL).then(|| to.several.get(at).copied().flatten());
        let is = class(to.is, several);
        let unit = |stand: Option<Stand>| stand.map(|stand| stand.unit);
        let (before, after) = (unit(to.was), unit(to.is));
        if before == after && was == is {
            return Moved::default();
        }
        let spot = |unit: Option<u32>| rule.spot_of_unit(unit?, to.nth);
        let from = spot(before);
        let into = if before == after { from } else { spot(after) };
        let seat = |(spot, class)| Seat { spot, class };
        Moved { was: from.zip(was).map(seat), is: into.zip(is).map(seat) }
    }

    /// Reads what a change of somebody's day will look at, of all rules, before any of it is
    /// needed. In a large ledger it lies far away: so it is on its way at the same time, and
    /// nobody waits for one after the other.
    #[inline]
    pub(super) fn fetch(&self, person: PersonId, day: Day) {
        let Some(nth) = self.days.nth(day) else { return };
        let row = self.days.row(person, nth);
        let unit = self.days.unit_of(person, nth);
        let counts = self.rules.iter().map(|rule| rule.first_count(unit, nth));
        std::hint::black_box(counts.fold(u32::from(row), |all, count| all ^ count));
    }

    /// What a move does to every cell that it touches.
    pub(super) fn effect(&self, to: &Move, effect: &mut Effect) {
        for (at, rule) in self.rules.iter().enumerate() {
            let moved = self.moved(at, rule, to);
            if moved.was == moved.is {
                continue;
            }
            match rule.is_of_each() {
                true => one(rule, to.person, moved, effect),
                false => cells(rule, moved, effect),
            }
            whole(rule, moved, effect);
        }
    }

    /// Makes the move.
    pub(super) fn make(&mut self, to: Move) {
        for at in 0..self.rules.len() {
            let Some(moved) = self.rules.get(at).map(|rule| self.moved(at, rule, &to))
            else {
                continue;
            };
            let Some(rule) = self.rules.get_mut(at) else { continue };
            if moved.was != moved.is {
                moved.was.into_iter().for_each(|seat| rule.count(seat, false));
                moved.is.into_iter().for_each(|seat| rule.count(seat, true));
            }
        }
        if !self.days.several.is_empty() {
            self.days.several.remove(&(to.person, to.nth));
        }
        if to.row == SEVERAL {
            self.days.several.insert((to.person, to.nth), to.several);
        }
        self.days.set(to.person, to.nth, to.row, to.unit);
    }

    /// Everything that a rule says, but that cells pass; of places with nobody there the
    /// first only, if so said. CLAUSE 4.9
    pub(super) fn said(
        &self,
        rule: &Counted,
        people: usize,
        tell: &mut dyn FnMut(At, Verdict),
    ) {
        let still = Moved::default();
        let mut empty = std::collections::BTreeSet::new();
        if rule.is_of_each() {
            for person in (0..people as u32).map(PersonId) {
                for nth in 0..self.days.len() {
                    let seat = self.seat(rule, person, nth);
                    let Some(seat) = seat else { continue };
                    let verdict = rule.of_person(seat);
                    if let Some(verdict) = verdict.filter(|one| !passes(one)) {
                        tell(At::Person(seat.spot.cell, person), verdict);
                    }
                }
            }
        } else {
            for cell in rule.cells() {
                let verdict = rule.of_cell(cell, still);
                let Some(verdict) = verdict.filter(|one| !passes(one)) else { continue };
                let nobody = verdict.reason == Some(Reason::NobodyThere);
                if !nobody || empty.insert(rule.place_of(cell)) {
                    tell(At::Cell(cell), verdict);
                }
            }
        }
        if rule.is_hollow(still) {
            tell(At::Rule, rule.hollow());
        }
    }

    fn seat(&self, rule: &Counted, person: PersonId, nth: usize) -> Option<Seat> {
        let at = self.rules.iter().position(|own| std::ptr::eq(own, rule))?;
        let stand = self.days.stand(person, nth)?;
        match of_several(&self.days, person, nth) {
            None => rule.seat(stand, nth, None),
            Some(all) => rule.seat(stand, nth, Some(all.get(at).copied().flatten()?)),
        }
    }
}

fn passes(verdict: &Verdict) -> bool {
    verdict.outcome == Outcome::Pass
}

#[inline]
fn of_several(days: &Days, person: PersonId, nth: usize) -> Option<&Vec<Option<u8>>> {
    match days.several.is_empty() {
        true => None,
        false => days.several.get(&(person, nth)),
    }
}

/// What a requirement says of the person who moves.
fn one(rule: &Counted, person: PersonId, moved: Moved, effect: &mut Effect) {
    let said = |seat| rule.of_person(seat);
    let before = moved.was.and_then(said);
    let after = moved.is.and_then(said);
    let cell = |seat: Seat| seat.spot.cell;
    let cells = (moved.was.map(cell), moved.is.map(cell));
    match cells {
        (Some(was), Some(is)) if was != is => {
            push(rule, At::Person(was, person), before, None, effect);
            push(rule, At::Person(is, person), None, after, effect);
        }
        (Some(cell), _) | (None, Some(cell)) => {
            push(rule, At::Person(cell, person), before, after, effect);
        }
        (None, None) => {}
    }
}

/// What a bound says of the cells that somebody leaves and comes to.
fn cells(rule: &Counted, moved: Moved, effect: &mut Effect) {
    let (was, is) = (moved.was.map(|seat| seat.spot), moved.is.map(|seat| seat.spot));
    for spot in was.into_iter().chain(is.filter(|is| Some(*is) != was)) {
        let [before, after] = rule.before_and_after(spot, moved);
        push(rule, At::Cell(spot.cell), before, after, effect);
    }
}

/// CLAUSE 8.2: what is said of the whole rule, if it matches nobody before or after.
fn whole(rule: &Counted, moved: Moved, effect: &mut Effect) {
    let still = Moved::default();
    if rule.means_somebody(still) && rule.means_somebody(moved) {
        return;
    }
    let said = |moved| rule.is_hollow(moved).then(|| rule.hollow());
    push(rule, At::Rule, said(still), said(moved), effect);
}

fn push(
    rule: &Counted,
    at: At,
    before: Option<Verdict>,
    after: Option<Verdict>,
    effect: &mut Effect,
) {
    if before != after {
        effect.push(Changed {
            before: before.map(|verdict| verdict.outcome),
            after,
            was_violation: before.is_some_and(|verdict| verdict.is_violation()),
            lens: rule.lens,
            at,
        });
    }
}

/// The rules that may be counted.
fn blanks<'a>(
    domain: &'a Domain<'a>,
    plan: &'a Plan,
    period: Period,
    known_at: KnownAt,
) -> Vec<Blank<'a>> {
    let facts = domain.facts;
    let lenses = plan.lenses.iter().enumerate();
    let one = |(nth, lens): (usize, &'a Lens)| {
        let stretches = stretches(&lens.grain, &lens.standing, period, facts.covers());
        if !missing_tables(facts, lens, &stretches).is_empty() {
            return None;
        }
        let grants = Grants::of_rule(facts, &lens.standing, known_at, period);
        let reads_heads =
            !facts.register().is_present() && crate::law::asks_headcount(lens);
        blank(domain, nth, lens, stretches, &grants).filter(|_| !reads_heads)
    };
    lenses.filter_map(one).collect()
}

/// The columns that some rule reads.
fn read(facts: &Facts, blanks: &[Blank<'_>]) -> Read {
    let names = |table: Table, is_read: &dyn Fn(&Column) -> bool| -> Vec<String> {
        let columns = facts.table(table).map(|rows| &rows.columns).into_iter().flatten();
        let read = columns.filter(|(_, column)| is_read(column));
        read.map(|(name, _)| name.clone()).collect()
    };
    let among = |columns: &[&Column], one: &Column| {
        columns.iter().any(|column| std::ptr::eq(*column, one))
    };
    Read {
        row: names(Table::Attendance, &|column| {
            blanks.iter().any(|blank| among(&blank.keys.row, column))
        }),
        person: names(Table::People, &|column| {
            blanks.iter().any(|blank| among(&blank.keys.person, column))
        }),
        unit: blanks.iter().any(|blank| blank.keys.unit),
    }
}

/// Whoever has several rows on a day, classed by all of them. A rule that cannot be asked
/// of them is not counted.
fn several(domain: &Domain<'_>, plan: &Plan, days: &mut Days, rules: &mut Vec<Counted>) {
    let all: Vec<(PersonId, usize)> = days.several.keys().copied().collect();
    let mut classes: Vec<Vec<Option<u8>>> = vec![Vec::new(); all.len()];
    let register = domain.facts.register();
    rules.retain_mut(|rule| {
        let Some(lens) = plan.lenses.get(rule.lens as usize) else { return false };
        let mut own = Vec::with_capacity(all.len());
        for (person, nth) in &all {
            let day = days.day(*nth);
            let stand = days.stand_as(*person, *nth, SEVERAL, u32::MAX);
            let spell = register.spell(*person, day);
            let (Some(stand), Some(spell), true) = (stand, spell, rule.asks_on(*nth))
            else {
                own.push(None);
                continue;
            };
            let rows = domain.rows_of_day(*person, day).into_iter().map(RowView::Row);
            let one = specimen(*person, Some(spell.row), stand.unit);
            let who = (*nth, one, &*days);
            match rule.class_of_rows(lens, domain, who, rows.collect()) {
                Some(class) => own.push(Some(class)),
                None => return false,
            }
        }
        classes.iter_mut().zip(own).for_each(|(all, own)| all.push(own));
        true
    });
    for (key, classes) in all.into_iter().zip(classes) {
        days.several.insert(key, classes);
    }
}
