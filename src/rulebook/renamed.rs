//! Rules that name people, with other names for them.

use std::sync::Arc;

use super::{Inner, Rulebook};
use crate::diagnostic::Diagnostics;
use crate::directive::Directive;
use crate::facts::Facts;
use crate::facts::pseudonyms::Pseudonyms;
use crate::field::{Fields, Value, ValueType};
use crate::message::{Argument, Message};
use crate::name::FieldName;
use crate::rule::bound::{Amount, ShareBase};
use crate::rule::limit::{Base, Limit, Measure};
use crate::rule::matcher::{FieldTest, Have, Matcher, Population, Test};
use crate::rule::quota;
use crate::rule::require::Demand;
use crate::rule::{Kind, Rule};

impl Rulebook {
    /// The same rules, calling people as facts do that were read with these pseudonyms.
    ///
    /// Rules may name people, by `person: an`; such a rule says of facts that were read with
    /// pseudonyms what it says of plain ones, if it is read with them too. Prose (titles,
    /// gists, interpretations) stays as it is.
    #[must_use]
    pub fn with_pseudonyms(&self, names: &Pseudonyms, facts: &Facts) -> Rulebook {
        self.renamed(&|field, text| {
            let name = names.of(text);
            let is_person = field == Some(PERSON) || is_known(facts, &name);
            is_person.then_some(name)
        })
    }

    /// What is told of these rules, calling people so, too; no cure comes with its edit.
    ///
    /// A rule file is told of with its own words, and what stands in one may name somebody.
    /// So every word of a diagnostic that is somebody's id becomes their pseudonym.
    #[must_use]
    pub fn told_with_pseudonyms(
        told: Diagnostics,
        names: &Pseudonyms,
        facts: &Facts,
    ) -> Diagnostics {
        let name = |word: &str| {
            let name = names.of(word);
            is_known(facts, &name).then_some(name)
        };
        let mut all = Diagnostics::new();
        for mut one in told.iter().cloned() {
            let labels = one.labels.iter_mut().filter_map(|label| label.message.as_mut());
            let messages = labels.chain(&mut one.help).chain([&mut one.message]);
            messages.for_each(|message| rename(message, &name));
            one.fix = None;
            all.push(one);
        }
        all
    }

    /// The same rules, with `…` for everybody of the facts whom they name.
    pub(crate) fn without_people(&self, facts: &Facts) -> Rulebook {
        self.renamed(&|field, text| {
            let is_person = field == Some(PERSON) || is_known(facts, text);
            is_person.then(|| "…".to_owned())
        })
    }

    fn renamed(&self, name: &Name<'_>) -> Rulebook {
        let names = Names { name, fields: self.fields() };
        let of_one = |directive: &Arc<Directive>| {
            let mut directive = Directive::clone(directive);
            names.directive(&mut directive);
            Arc::new(directive)
        };
        let linked = Self::link(self.law.directives.iter().map(of_one).collect());
        let (directives, groups) =
            (linked.law.directives.clone(), linked.law.groups.clone());
        // The fields are the very same: facts know by them for which rules they were read.
        let (fields, needed) = (self.law.fields.clone(), self.law.needed.clone());
        let law = Arc::new(Inner { directives, groups, fields, needed });
        Self { law, warnings: self.warnings.clone() }
    }
}

/// A message in which words are others, if they name somebody.
fn rename(message: &mut Message, name: &dyn Fn(&str) -> Option<String>) {
    for (_, argument) in &mut message.arguments {
        match argument {
            Argument::Text(text) => *text = renamed(text, name),
            Argument::List(texts) => {
                texts.iter_mut().for_each(|text| *text = renamed(text, name));
            }
            Argument::Message(inner) => rename(inner, name),
            Argument::Number(_) => {}
        }
    }
}

/// A text in which whatever names somebody is another: the whole, or a word of it.
fn renamed(text: &str, name: &dyn Fn(&str) -> Option<String>) -> String {
    if let Some(whole) = name(text) {
        return whole;
    }
    let is_part = |sign: char| sign.is_alphanumeric() || "-_.@".contains(sign);
    let words = text.split_inclusive(|sign| !is_part(sign));
    let words = words.map(|word| {
        let own = word.trim_end_matches(|sign| !is_part(sign));
        let behind = word.get(own.len()..).unwrap_or_default();
        format!("{}{behind}", name(own).unwrap_or_else(|| own.to_owned()))
    });
    words.collect()
}

/// The field by which people are named.
const PERSON: &str = "person";

fn is_known(facts: &Facts, name: &str) -> bool {
    facts.register().person(name).is_some()
}

/// What a text of a field is to be instead, if it names somebody.
type Name<'a> = dyn Fn(Option<&str>, &str) -> Option<String> + 'a;

struct Names<'a> {
    name: &'a Name<'a>,
    fields: &'a Fields,
}

impl Names<'_> {
    fn directive(&self, directive: &mut Directive) {
        for group in &mut directive.groups {
            self.population(&mut group.population);
        }
        for act in &mut directive.acts {
            act.when.iter_mut().chain(&mut act.unless).for_each(|one| self.matcher(one));
        }
        directive.rules.iter_mut().for_each(|rule| self.rule(rule));
    }

    fn rule(&self, rule: &mut Rule) {
        rule.when.iter_mut().chain(&mut rule.unless).for_each(|one| self.matcher(one));
        for by in &mut rule.unless_granted {
            if let Some(name) = (self.name)(None, by) {
                *by = name;
            }
        }
        match &mut rule.kind {
            Kind::Limit(limit) => self.limit(limit),
            Kind::Require(require) => {
                self.population(&mut require.each);
                match &mut require.demand {
                    Demand::Be(matcher) | Demand::NeverBe(matcher) => {
                        self.matcher(matcher);
                    }
                    Demand::Have(have) => self.have(have),
                }
            }
            Kind::Quota(quota) => {
                self.population(&mut quota.each);
                quota.of.iter_mut().for_each(|one| self.matcher(one));
                quota.excuse.iter_mut().for_each(|one| self.matcher(&mut one.days));
                match &mut quota.measure {
                    quota::Measure::Days(matcher)
                    | quota::Measure::Times(matcher)
                    | quota::Measure::Hours(matcher)
                    | quota::Measure::Sum { of: matcher, .. }
                    | quota::Measure::LongestRun(matcher)
                    | quota::Measure::ShortestRest(matcher)
                    | quota::Measure::LongestRest(matcher) => self.matcher(matcher),
                }
            }
            Kind::Separate(separate) => self.population(&mut separate.each),
        }
    }

    fn limit(&self, limit: &mut Limit) {
        match &mut limit.measure {
            Measure::Count(populations) => {
                populations.iter_mut().for_each(|one| self.population(one));
            }
            Measure::Sum { of, .. } => self.population(of),
        }
        if let Some(Base::Population(base) | Base::OnDay(base, _)) = &mut limit.base {
            self.population(base);
        }
        limit.exempt.iter_mut().for_each(|exempt| self.matcher(&mut exempt.who));
        self.amount(&mut limit.bound.amount);
    }

    fn amount(&self, amount: &mut Amount) {
        match amount {
            Amount::Share(share) => {
                if let Some(ShareBase::Population(base)) = &mut share.of {
                    self.population(base);
                }
            }
            Amount::GreaterOf(parts) | Amount::LesserOf(parts) | Amount::SumOf(parts) => {
                parts.iter_mut().for_each(|part| self.amount(part));
            }
            Amount::Table(table) => {
                for (value, part) in &mut table.entries {
                    self.value(&table.by, value);
                    self.amount(part);
                }
                table.otherwise.iter_mut().for_each(|part| self.amount(part));
            }
            Amount::Number(_) | Amount::Field(_) | Amount::NoBound => {}
        }
    }

    fn population(&self, population: &mut Population) {
        self.matcher(&mut population.matcher);
    }

    fn matcher(&self, matcher: &mut Matcher) {
        match matcher {
            Matcher::Together(together) => {
                together.fields.iter_mut().for_each(|test| self.test(test));
                together.has.iter_mut().for_each(|have| self.have(have));
            }
            Matcher::All(parts) | Matcher::Any(parts) => {
                parts.iter_mut().for_each(|part| self.matcher(part));
            }
            Matcher::Not(part) => self.matcher(part),
            Matcher::Group(_) => {}
        }
    }

    fn have(&self, have: &mut Have) {
        match have {
            Have::Record(record) => {
                record.fields.iter_mut().for_each(|test| self.test(test));
            }
            Have::All(parts) | Have::Any(parts) => {
                parts.iter_mut().for_each(|part| self.have(part));
            }
            Have::Not(part) => self.have(part),
        }
    }

    fn test(&self, test: &mut FieldTest) {
        if let Test::OneOf(values) = &mut test.test {
            values.iter_mut().for_each(|value| self.value(&test.field, value));
        }
    }

    fn value(&self, field: &FieldName, value: &mut Value) {
        if let Value::Text(text) = value
            && self.may_name(field)
            && let Some(name) = (self.name)(Some(field.as_str()), text)
        {
            *value = Value::Text(name.into());
        }
    }

    /// Whether the values of a field may be names of people: of a closed list none is, and
    /// none of those that a series or the language gives.
    fn may_name(&self, field: &FieldName) -> bool {
        let mut all = self.fields.iter().filter(|known| known.name == *field);
        !["kind", "rule", "series", "level"].contains(&field.as_str())
            && all.all(|known| {
                known.series.is_none()
                    && matches!(known.kind, ValueType::Text | ValueType::Words)
            })
    }
}
