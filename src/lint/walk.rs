//! Every matcher of a directive, what it is asked of, and what it names.

use crate::directive::Directive;
use crate::field::Subject;
use crate::message::{Argument, Message};
use crate::name::FieldName;
use crate::rule::limit::{Base, Limit, Measure};
use crate::rule::matcher::{FieldTest, GroupUse, Have, Matcher, Population};
use crate::rule::per::Column;
use crate::rule::quota;
use crate::rule::require::Demand;
use crate::rule::{Kind, Rule};

/// A matcher and what it is asked of.
pub(super) type Question<'d> = (Subject, &'d Matcher);

/// The matchers of a directive's groups and rules.
pub(super) fn questions(directive: &Directive) -> Vec<Question<'_>> {
    let mut found: Vec<Question> =
        directive.groups.iter().map(|group| of(&group.population)).collect();
    for rule in &directive.rules {
        found.extend(questions_of(rule));
    }
    for act in &directive.acts {
        let cells = act.when.iter().chain(&act.unless);
        found.extend(cells.map(|one| (Subject::Cell, one)));
    }
    found
}

/// The matchers of one rule.
pub(super) fn questions_of(rule: &Rule) -> Vec<Question<'_>> {
    let cells = rule.when.iter().chain(&rule.unless);
    let mut found: Vec<Question> = cells.map(|one| (Subject::Cell, one)).collect();
    match &rule.kind {
        Kind::Limit(limit) => found.extend(questions_of_limit(limit)),
        Kind::Require(require) => {
            found.push(of(&require.each));
            match &require.demand {
                Demand::Be(matcher) | Demand::NeverBe(matcher) => {
                    found.push((require.each.subject, matcher));
                }
                Demand::Have(_) => {}
            }
        }
        Kind::Quota(quota) => {
            found.push(of(&quota.each));
            let others = quota.of.iter().chain(quota.excuse.iter().map(|one| &one.days));
            let others = others.chain([quota.measure.matcher()]);
            found.extend(others.map(|matcher| (Subject::People, matcher)));
        }
        Kind::Separate(separate) => found.push(of(&separate.each)),
    }
    found
}

fn questions_of_limit(limit: &Limit) -> Vec<Question<'_>> {
    let counted = counted(limit);
    let subject = counted.first().map_or(Subject::People, |one| one.subject.items());
    let mut found: Vec<Question> = counted.into_iter().map(of).collect();
    if let Some(Base::Population(base) | Base::OnDay(base, _)) = &limit.base {
        found.push(of(base));
    }
    found.extend(limit.bound.amount.populations().map(of));
    found.extend(limit.exempt.iter().map(|exempt| (subject, &exempt.who)));
    found
}

/// The populations that a limit counts or sums over.
pub(super) fn counted(limit: &Limit) -> Vec<&Population> {
    match &limit.measure {
        Measure::Count(populations) => populations.iter().collect(),
        Measure::Sum { of, .. } => vec![of],
    }
}

fn of(population: &Population) -> Question<'_> {
    (population.subject, &population.matcher)
}

/// The groups that a matcher names.
pub(super) fn groups(matcher: &Matcher) -> Vec<&GroupUse> {
    match matcher {
        Matcher::Together(_) => Vec::new(),
        Matcher::All(parts) | Matcher::Any(parts) => {
            parts.iter().flat_map(groups).collect()
        }
        Matcher::Not(part) => groups(part),
        Matcher::Group(group) => vec![group],
    }
}

/// The fields that a matcher compares, those of records aside.
pub(super) fn fields(matcher: &Matcher) -> Vec<&FieldTest> {
    match matcher {
        Matcher::Together(together) => together.fields.iter().collect(),
        Matcher::All(parts) | Matcher::Any(parts) => {
            parts.iter().flat_map(fields).collect()
        }
        Matcher::Not(part) => fields(part),
        Matcher::Group(_) => Vec::new(),
    }
}

/// The records that a matcher asks for.
pub(super) fn records(matcher: &Matcher) -> Vec<&Have> {
    match matcher {
        Matcher::Together(together) => together.has.iter().collect(),
        Matcher::All(parts) | Matcher::Any(parts) => {
            parts.iter().flat_map(records).collect()
        }
        Matcher::Not(part) => records(part),
        Matcher::Group(_) => Vec::new(),
    }
}

/// Every field that a directive reads, by name.
pub(super) fn fields_read(directive: &Directive) -> Vec<&FieldName> {
    let mut read = Vec::new();
    for (_, matcher) in questions(directive) {
        read.extend(fields(matcher).into_iter().map(|test| &test.field));
        for have in records(matcher) {
            record_fields(have, &mut read);
        }
    }
    for rule in &directive.rules {
        let columns = rule.per().columns.iter();
        read.extend(columns.filter_map(|column| match column {
            Column::Field(field) => Some(field),
            _ => None,
        }));
        match &rule.kind {
            Kind::Limit(limit) => numbers_read(limit, &mut read),
            Kind::Require(require) => {
                if let Demand::Have(have) = &require.demand {
                    record_fields(have, &mut read);
                }
            }
            Kind::Quota(quota) => {
                if let quota::Measure::Sum { field, .. } = &quota.measure {
                    read.push(field);
                }
            }
            Kind::Separate(separate) => {
                if let Column::Field(field) = &separate.by {
                    read.push(field);
                }
            }
        }
    }
    read
}

fn numbers_read<'d>(limit: &'d Limit, read: &mut Vec<&'d FieldName>) {
    read.extend(limit.bound.amount.fields());
    if let Some(Base::Field(field)) = &limit.base {
        read.push(field);
    }
    if let Measure::Sum { field, .. } = &limit.measure {
        read.push(field);
    }
}

fn record_fields<'d>(have: &'d Have, read: &mut Vec<&'d FieldName>) {
    match have {
        Have::Record(record) => read.extend(record.fields.iter().map(|test| &test.field)),
        Have::All(parts) | Have::Any(parts) => {
            for part in parts {
                record_fields(part, read);
            }
        }
        Have::Not(part) => record_fields(part, read),
    }
}

/// What a subject is called in a sentence.
pub(super) fn asked_of(subject: Subject) -> Argument {
    match subject {
        Subject::Cell => Message::new("a-cell").into(),
        _ => subject.as_str().into(),
    }
}
