//! Cells whose day a level cuts into parts (CLAUSE 14.4), found minute by minute.

use std::collections::BTreeSet;

use passmuster::day::Instant;
use passmuster::field::{Field, Subject};
use passmuster::rule::limit::Base;
use passmuster::rule::matcher::{GroupName, Matcher};
use passmuster::rule::per::Per;
use passmuster::rule::{Kind, Rule};
use passmuster::rulebook::Standing;

use crate::cell::Cell;
use crate::filling::{Blanks, Fixed, answers};
use crate::ground::Ground;
use crate::value::{Spot, Who};

impl Ground<'_> {
    /// The cells of a stretch, those in which a level changes in parts.
    pub(crate) fn cells_in_parts(
        &self,
        standing: &Standing,
        stretch: &Cell,
        (per, subjects): (&Per, &[Subject]),
    ) -> Vec<Cell> {
        let mut all = Vec::new();
        for whole in self.cells(stretch, per, subjects) {
            let edges = self.changes(standing, &whole);
            if edges.len() < 3 {
                all.push(whole);
                continue;
            }
            for pair in edges.windows(2) {
                let part = pair.first().copied().zip(pair.last().copied());
                let cut = Cell { part, levels: part, is_cut: true, ..stretch.clone() };
                let is_same =
                    |one: &Cell| one.columns == whole.columns && one.row == whole.row;
                let mut cells = self.cells(&cut, per, subjects);
                cells.retain(is_same);
                all.extend(cells);
            }
        }
        all
    }

    /// Both ends of a cell of a day, and between them each minute with which a level that it
    /// reads changes.
    fn changes(&self, standing: &Standing, cell: &Cell) -> Vec<Instant> {
        // What adds days has no parts of them.
        let Some((from, until)) = cell.levels.filter(|_| !adds_days(standing.rule()))
        else {
            return Vec::new();
        };
        let mut edges = BTreeSet::from([from, until]);
        for field in self.levels_read(standing, cell) {
            let Some(place) = self.sure_place(cell, field) else { continue };
            if self.levels_between(field, &place, (from, until)).len() < 2 {
                continue;
            }
            let minutes = until.minutes() - from.minutes();
            let mut before = None;
            for minute in (0..minutes).map(|minute| from.plus(minute)) {
                let now = self.level_at(field, &place, minute);
                if before.is_some_and(|before| before != now) {
                    edges.insert(minute);
                }
                before = Some(now);
            }
        }
        edges.into_iter().collect()
    }

    /// The place at which a cell reads a level, if it is the same however it is filled.
    fn sure_place(&self, cell: &Cell, field: &Field) -> Option<std::sync::Arc<str>> {
        let spot = Spot { who: Who::Cell, day: *cell.days.first()?, cell, status: None };
        let places = answers(&Fixed::new(), &mut Blanks::new(), |fill| {
            self.place_of_level(&spot, field, fill)
        });
        let mut places = places.into_iter();
        let place = places.next()?;
        place.filter(|_| places.next().is_none())
    }

    /// The levels that a cell reads itself, for `when`, `unless`, amounts or base.
    fn levels_read(&self, standing: &Standing, cell: &Cell) -> Vec<&Field> {
        let rule = standing.rule();
        let piece = standing.pieces().get(cell.piece);
        let by_acts = piece.and_then(|piece| piece.when.as_ref());
        let mut names = BTreeSet::new();
        for matcher in rule.when.iter().chain(by_acts).chain(&rule.unless) {
            self.names_in(matcher, &mut names);
        }
        if let Kind::Limit(limit) = &rule.kind {
            if let Some(Base::Field(field)) = &limit.base {
                names.insert(field.as_str().to_owned());
            }
            let fields = limit.bound.amount.fields();
            names.extend(fields.map(|field| field.as_str().to_owned()));
        }
        let levels = self.facts.fields().iter().filter(|field| field.series.is_some());
        levels.filter(|field| names.contains(field.name.as_str())).collect()
    }

    /// Every field that a matcher asks for.
    fn names_in(&self, matcher: &Matcher, names: &mut BTreeSet<String>) {
        match matcher {
            Matcher::Together(together) => {
                let fields = together.fields.iter();
                names.extend(fields.map(|test| test.field.as_str().to_owned()));
            }
            Matcher::All(parts) | Matcher::Any(parts) => {
                parts.iter().for_each(|part| self.names_in(part, names));
            }
            Matcher::Not(part) => self.names_in(part, names),
            Matcher::Group(used) => {
                if let GroupName::Defined(group) = &used.group
                    && let Some(population) = self.rulebook.group(group)
                {
                    self.names_in(&population.matcher, names);
                }
            }
        }
    }
}

/// CLAUSE 4.18, 12.6: whether the days of its cells are compared together.
fn adds_days(rule: &Rule) -> bool {
    match &rule.kind {
        Kind::Limit(limit) => limit.averaged.is_some(),
        Kind::Quota(_) => true,
        _ => false,
    }
}
