//! Which columns the rules read, so that a missing one is told before anything is judged.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::directive::Directive;
use crate::field::{Fields, Home, Needed, Subject, Table};
use crate::name::GroupRef;
use crate::rule::limit::{Base, Limit, Measure};
use crate::rule::matcher::{GroupName, Have, Matcher, Population};
use crate::rule::per::Column;
use crate::rule::quota::{self, Quota};
use crate::rule::require::{Demand, Require};
use crate::rule::{Kind, Rule};

/// Every column that the rules of the directives read.
pub(super) fn needed(
    directives: &[Arc<Directive>],
    fields: &Fields,
    groups: &BTreeMap<GroupRef, Population>,
) -> Needed {
    let mut needed = Needed::new();
    for directive in directives {
        let mut needs = Needs { fields, groups, found: BTreeSet::new() };
        for rule in &directive.rules {
            needs.rule(rule);
        }
        for act in &directive.acts {
            for matcher in act.when.iter().chain(&act.unless) {
                needs.matcher(Subject::Cell, matcher);
            }
        }
        for column in needs.found {
            needed.entry(column).or_default().insert(directive.id.clone());
        }
    }
    needed
}

struct Needs<'a> {
    fields: &'a Fields,
    groups: &'a BTreeMap<GroupRef, Population>,
    found: BTreeSet<(Table, String)>,
}

impl<'a> Needs<'a> {
    fn field(&mut self, subject: Subject, name: &str) {
        for field in self.fields.all_seen_by(subject, name) {
            if let Home::Table(table) = field.home {
                self.found.insert((table, field.column.as_str().to_owned()));
            }
            if let Some(series) = &field.series {
                let columns = ["series", "place", "from", "level"];
                let columns = columns.map(|one| (Table::Levels, one.to_owned()));
                self.found.extend(columns);
                self.field(subject, series.at.as_str());
            }
        }
    }

    fn rule(&mut self, rule: &Rule) {
        for matcher in rule.when.iter().chain(&rule.unless) {
            self.matcher(Subject::Cell, matcher);
        }
        match &rule.kind {
            Kind::Limit(limit) => self.limit(limit),
            Kind::Require(require) => self.require(require),
            Kind::Quota(quota) => self.quota(quota),
            Kind::Separate(separate) => {
                let each = &separate.each;
                self.matcher(each.subject, &each.matcher);
                self.by(each.subject, &separate.by);
            }
        }
        for column in &rule.per().columns {
            if let Column::Field(name) = column {
                self.field(Subject::Cell, name.as_str());
            }
        }
    }

    fn limit(&mut self, limit: &Limit) {
        let subject = match &limit.measure {
            Measure::Count(populations) => {
                for population in populations {
                    self.matcher(population.subject, &population.matcher);
                }
                populations.first().map_or(Subject::People, |one| one.subject.items())
            }
            Measure::Sum { field, of } => {
                self.field(of.subject, field.as_str());
                self.matcher(of.subject, &of.matcher);
                of.subject.items()
            }
        };
        match &limit.base {
            Some(Base::Population(population) | Base::OnDay(population, _)) => {
                self.matcher(population.subject, &population.matcher);
            }
            Some(Base::Field(field)) => self.field(Subject::Cell, field.as_str()),
            None => {}
        }
        for field in limit.bound.amount.fields() {
            self.field(Subject::Cell, field.as_str());
        }
        for population in limit.bound.amount.populations() {
            self.matcher(population.subject, &population.matcher);
        }
        for exempt in &limit.exempt {
            self.matcher(subject, &exempt.who);
        }
    }

    fn require(&mut self, require: &Require) {
        let subject = require.each.subject;
        self.matcher(subject, &require.each.matcher);
        match &require.demand {
            Demand::Be(matcher) | Demand::NeverBe(matcher) => {
                self.matcher(subject, matcher)
            }
            Demand::Have(have) => self.have(have),
        }
    }

    fn quota(&mut self, quota: &Quota) {
        self.matcher(Subject::People, &quota.each.matcher);
        self.matcher(Subject::People, quota.measure.matcher());
        let others = quota.of.iter().chain(quota.excuse.iter().map(|one| &one.days));
        others.for_each(|matcher| self.matcher(Subject::People, matcher));
        if let quota::Measure::Sum { field, .. } = &quota.measure {
            self.field(Subject::People, field.as_str());
        }
    }

    /// The column that a separation tells apart; that of a row stands where the rows do.
    fn by(&mut self, subject: Subject, by: &Column) {
        match by {
            Column::Field(name) => self.field(subject, name.as_str()),
            Column::Team | Column::Shift | Column::Room => {
                self.found.insert((Table::Attendance, by.as_str().to_owned()));
            }
            _ => {}
        }
    }

    fn matcher(&mut self, subject: Subject, matcher: &Matcher) {
        match matcher {
            Matcher::Together(together) => {
                for test in &together.fields {
                    self.field(subject, test.field.as_str());
                }
                for have in &together.has {
                    self.have(have);
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
                    let groups = self.groups;
                    if let Some(population) = groups.get(group) {
                        self.matcher(population.subject, &population.matcher);
                    }
                }
            },
        }
    }

    fn have(&mut self, have: &Have) {
        match have {
            Have::Record(record) => {
                for test in &record.fields {
                    let column = test.field.as_str().to_owned();
                    self.found.insert((Table::Records, column));
                }
            }
            Have::All(parts) | Have::Any(parts) => {
                for part in parts {
                    self.have(part);
                }
            }
            Have::Not(part) => self.have(part),
        }
    }
}
