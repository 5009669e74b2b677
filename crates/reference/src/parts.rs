//! What levels do to cells: they cut their day into parts (CLAUSE 14.4), and are named by
//! their findings (CLAUSE 14.7).

use std::collections::BTreeSet;

use passmuster::day::Instant;
use passmuster::field::{Field, Subject, Table, Text, Value};
use passmuster::finding::{HeldLevel, LevelRow};
use passmuster::rule::limit::Base;
use passmuster::rule::matcher::{GroupName, Matcher};
use passmuster::rule::per::Per;
use passmuster::rule::{Kind, Rule};
use passmuster::rulebook::Standing;

use crate::cell::Cell;
use crate::filling::{Blanks, Fixed, answers};
use crate::ground::Ground;
use crate::judge::is_averaged;
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
            if let Some(place) = self.sure_place(cell, field) {
                edges.extend(self.minutes_of_change(field, &place, (from, until)));
            }
        }
        edges.into_iter().collect()
    }

    /// The first minute, and each with which a level changes.
    fn minutes_of_change(
        &self,
        field: &Field,
        place: &Text,
        (from, until): (Instant, Instant),
    ) -> Vec<Instant> {
        if self.levels_between(field, place, (from, until)).len() < 2 {
            return vec![from];
        }
        let (mut found, mut before) = (Vec::new(), None);
        let minutes = until.minutes() - from.minutes();
        for minute in (0..minutes).map(|minute| from.plus(minute)) {
            if minute > from && !self.level_minutes.contains(&minute.clock().minutes()) {
                continue;
            }
            let now = Some(self.level_at(field, place, minute));
            if before != now {
                found.push(minute);
            }
            before = now;
        }
        found
    }

    /// CLAUSE 14.7: the levels that a cell reads itself, with the rows that give them.
    pub(crate) fn held_levels(&self, standing: &Standing, cell: &Cell) -> Vec<HeldLevel> {
        let (rule, day) =
            (standing.rule(), cell.level_day.or(cell.days.first().copied()));
        let (Some(day), false) = (day, is_averaged(rule)) else { return Vec::new() };
        let time = cell.levels.unwrap_or((day.start(), day.end()));
        let mut held = Vec::new();
        for field in self.levels_read(standing, cell) {
            let Some(place) = self.sure_place(cell, field) else { continue };
            for minute in self.minutes_of_change(field, &place, time) {
                let row = self.row_at(field, &place, minute);
                held.push(HeldLevel {
                    level: field.name.as_str().to_owned(),
                    at: place.to_string(),
                    row: row.and_then(|(of, row)| self.told_row(field, &of, row)),
                });
            }
        }
        held
    }

    /// A row of `levels` as a finding names it.
    fn told_row(&self, field: &Field, of: &str, row: usize) -> Option<LevelRow> {
        let by = self.facts.table(Table::Levels)?.value(row, "by");
        Some(LevelRow {
            is: self.level_of_row(field, row)?.to_string(),
            since: self.level_from(row)?,
            of: of.to_owned(),
            by: by.and_then(Value::as_text).map(str::to_owned),
        })
    }

    /// The place at which a cell reads a level, if it is the same however it is filled.
    fn sure_place(&self, cell: &Cell, field: &Field) -> Option<Text> {
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
        let mut read: Vec<&Field> =
            levels.filter(|field| names.contains(field.name.as_str())).collect();
        read.sort_by_key(|field| field.name.as_str());
        read
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
    is_averaged(rule) || matches!(rule.kind, Kind::Quota(_))
}
