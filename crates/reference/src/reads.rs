//! The tables that a rule reads (CLAUSE 8.3).

use std::collections::BTreeSet;

use passmuster::field::{Home, Subject, Table};
use passmuster::rule::limit::{Base, Limit, Measure};
use passmuster::rule::matcher::{GroupName, Matcher, Population};
use passmuster::rule::per::{Column, Per};
use passmuster::rule::quota;
use passmuster::rule::require::Demand;
use passmuster::rule::separate::{Gap, Separate};
use passmuster::rule::{Kind, Rule};
use passmuster::rulebook::Standing;

use crate::cell::table_of;
use crate::ground::Ground;

/// What the populations of a rule are asked of, those that make its cells.
pub(crate) fn subjects(rule: &Rule) -> Vec<Subject> {
    let all: Vec<Subject> = match &rule.kind {
        Kind::Limit(limit) => match &limit.measure {
            Measure::Count(populations) => {
                populations.iter().map(|one| one.subject).collect()
            }
            Measure::Sum { of, .. } => vec![of.subject],
        },
        Kind::Require(require) => vec![require.each.subject],
        Kind::Quota(quota) => vec![quota.each.subject],
        Kind::Separate(separate) => vec![separate.each.subject],
        _ => Vec::new(),
    };
    let items = all.into_iter().map(Subject::items);
    items.collect::<BTreeSet<_>>().into_iter().collect()
}

struct Reads<'a, 'g> {
    ground: &'a Ground<'g>,
    tables: BTreeSet<Table>,
}

impl Ground<'_> {
    /// The tables that a rule reads and that were not given.
    pub(crate) fn missing(&self, standing: &Standing) -> Vec<Table> {
        let rule = standing.rule();
        let mut reads = Reads { ground: self, tables: BTreeSet::new() };
        let pieces: BTreeSet<usize> =
            self.stretches(standing).iter().map(|cell| cell.piece).collect();
        let pieces = pieces.into_iter().filter_map(|piece| standing.pieces().get(piece));
        let by_acts = pieces.filter_map(|piece| piece.when.as_ref());
        for matcher in rule.when.iter().chain(&rule.unless).chain(by_acts) {
            reads.matcher(Subject::Cell, matcher);
        }
        match &rule.kind {
            Kind::Limit(limit) => reads.limit(limit),
            Kind::Require(require) => {
                reads.population(&require.each);
                match &require.demand {
                    Demand::Be(matcher) | Demand::NeverBe(matcher) => {
                        reads.matcher(require.each.subject, matcher);
                    }
                    Demand::Have(_) => {
                        reads.tables.insert(Table::Records);
                    }
                }
            }
            Kind::Quota(quota) => {
                reads.population(&quota.each);
                let others =
                    quota.of.iter().chain(quota.excuse.iter().map(|one| &one.days));
                for matcher in others.chain([quota.measure.matcher()]) {
                    reads.matcher(Subject::People, matcher);
                }
                // CLAUSE 12.2: rows are what most measures are made of.
                let of_days = matches!(
                    quota.measure,
                    quota::Measure::Days(_) | quota::Measure::LongestRun(_)
                );
                if !of_days {
                    reads.tables.insert(Table::Attendance);
                }
            }
            Kind::Separate(separate) => reads.separate(separate),
            _ => {}
        }
        // A locality is read off rows (2.9), but is no field of theirs.
        let mut per = rule.per().clone();
        per.columns.retain(|column| *column != Column::Locality);
        if subjects(rule).contains(&Subject::People) && self.is_by_attendance(&per) {
            reads.tables.insert(Table::Attendance);
        }
        reads
            .tables
            .into_iter()
            .filter(|table| self.facts.table(*table).is_none())
            .collect()
    }
}

impl Reads<'_, '_> {
    fn limit(&mut self, limit: &Limit) {
        let first = match &limit.measure {
            Measure::Count(populations) => {
                for population in populations {
                    self.population(population);
                }
                populations.first().map_or(Subject::People, |one| one.subject.items())
            }
            Measure::Sum { field, of } => {
                self.population(of);
                self.field(of.subject, field.as_str());
                of.subject.items()
            }
        };
        // CLAUSE 4.24: how long people last is read off their rows.
        let mut counted = match &limit.measure {
            Measure::Count(populations) => populations.iter(),
            Measure::Sum { of, .. } => std::slice::from_ref(of).iter(),
        };
        let is_person = |one: &Population| one.subject.items() == Subject::People;
        if limit.lasting.is_some() && counted.any(is_person) {
            self.tables.insert(Table::Attendance);
        }
        if let Some(Base::Population(of) | Base::OnDay(of, _)) = &limit.base {
            self.population(of);
        }
        if let Some(Base::Field(field)) = &limit.base {
            self.field(Subject::Cell, field.as_str());
        }
        for field in limit.bound.amount.fields() {
            self.field(Subject::Cell, field.as_str());
        }
        for own in limit.bound.amount.populations() {
            self.population(own);
        }
        for exempt in &limit.exempt {
            self.matcher(first, &exempt.who);
        }
    }

    fn population(&mut self, population: &Population) {
        self.tables.extend(table_of(population.subject));
        // CLAUSE 6.3: without a register, attendance says who is there.
        let is_person = population.subject.items() == Subject::People;
        let is_passage = population.subject != population.subject.items();
        // CLAUSE 15.3: who comes and goes is read off attendance.
        if is_person && (is_passage || !self.ground.has_register()) {
            self.tables.insert(Table::Attendance);
        }
        self.matcher(population.subject, &population.matcher);
    }

    /// CLAUSE 13.10: rows are read for their column, and for their clock times.
    fn separate(&mut self, separate: &Separate) {
        self.population(&separate.each);
        let by_clock = matches!(separate.gap, Some(Gap::Minutes(_)));
        let by = Per { columns: vec![separate.by.clone()], time: None };
        // A locality is read off rows, but is no field of theirs.
        let by_row = self.ground.is_by_attendance(&by) && separate.by != Column::Locality;
        if separate.each.subject == Subject::People && (by_clock || by_row) {
            self.tables.insert(Table::Attendance);
        }
    }

    fn field(&mut self, subject: Subject, name: &str) {
        let field = self.ground.facts.fields().seen_by(subject, name);
        if let Some(series) = field.and_then(|field| field.series.as_ref()) {
            self.tables.insert(Table::Levels);
            self.field(subject, series.at.as_str());
        }
        let home = field.map(|field| field.home);
        let is_of_row =
            matches!(home, Some(Home::Table(Table::Attendance) | Home::Hours));
        if is_of_row && subject.items() == Subject::People {
            self.tables.insert(Table::Attendance);
        }
    }

    fn matcher(&mut self, subject: Subject, matcher: &Matcher) {
        match matcher {
            Matcher::Together(together) => {
                for test in &together.fields {
                    self.field(subject, test.field.as_str());
                }
                if !together.has.is_empty() {
                    self.tables.insert(Table::Records);
                }
            }
            Matcher::All(parts) | Matcher::Any(parts) => {
                for part in parts {
                    self.matcher(subject, part);
                }
            }
            Matcher::Not(part) => self.matcher(subject, part),
            Matcher::Group(used) => match &used.group {
                GroupName::Everyone => {}
                GroupName::Working => self.field(subject, "status"),
                GroupName::Defined(group) => {
                    if let Some(population) = self.ground.rulebook.group(group) {
                        self.matcher(population.subject, &population.matcher);
                    }
                }
            },
        }
    }
}
