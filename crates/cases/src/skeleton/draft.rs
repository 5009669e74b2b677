//! From a matcher to somebody whom it matches, or does not: a value for each field it asks.

use std::collections::{BTreeMap, BTreeSet};

use passmuster::Rulebook;
use passmuster::field::{DAY_KINDS, Field, STATUSES, Subject, Value, ValueType, WORKING};
use passmuster::ratio::Decimal;
use passmuster::rule::matcher::{
    FieldTest, GroupName, Have, Matcher, NumberTest, RecordTest, Test, Together,
};

/// What a person, row or cell is like.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Field and value; several tags with a semicolon between.
    pub(super) fields: BTreeMap<String, String>,
    /// Tags that it must not have.
    barred: BTreeSet<String>,
    /// Records that it has: kind, and further columns.
    pub(super) records: Vec<BTreeMap<String, String>>,
}

/// Makes drafts for matchers, or for the opposite of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drafter<'a> {
    pub(super) rulebook: &'a Rulebook,
}

impl Drafter<'_> {
    /// The field of a name, whoever has it.
    pub(super) fn field<'s>(&'s self, name: &'s str) -> Option<&'s Field> {
        let subjects =
            [Subject::People, Subject::Units, Subject::Gatherings, Subject::Visits];
        subjects.into_iter().find_map(|one| self.rulebook.fields().seen_by(one, name))
    }

    /// The draft made so that the matcher says `yes` of it, or no; none if it cannot be.
    pub(super) fn draft(
        &self,
        matcher: &Matcher,
        yes: bool,
        draft: Draft,
    ) -> Option<Draft> {
        match matcher {
            Matcher::Together(together) => self.together(together, yes, draft),
            Matcher::Not(inner) => self.draft(inner, !yes, draft),
            Matcher::Group(used) => match &used.group {
                GroupName::Everyone => yes.then_some(draft),
                GroupName::Working => {
                    let known = draft.fields.get("status").map(String::as_str);
                    let status = if yes { "remote" } else { "leave" };
                    match known.map(|known| WORKING.contains(&known) == yes) {
                        Some(holds) => holds.then_some(draft),
                        None => Some(draft.with("status", status)),
                    }
                }
                GroupName::Defined(group) => {
                    let population = self.rulebook.group(group)?;
                    self.draft(&population.matcher, yes, draft)
                }
            },
            Matcher::All(parts) => self.parts(parts, yes, yes, draft),
            Matcher::Any(parts) => self.parts(parts, yes, !yes, draft),
        }
    }

    /// All of the parts, or one of them; those that say what is not come last, for they
    /// leave the most choice.
    fn parts(
        &self,
        parts: &[Matcher],
        yes: bool,
        all: bool,
        draft: Draft,
    ) -> Option<Draft> {
        let is_not = |part: &&Matcher| matches!(part, Matcher::Not(_));
        let (last, first): (Vec<_>, Vec<_>) = parts.iter().partition(is_not);
        let mut ordered = first.into_iter().chain(last);
        match all {
            true => ordered.try_fold(draft, |draft, part| self.draft(part, yes, draft)),
            false => ordered.find_map(|part| self.draft(part, yes, draft.clone())),
        }
    }

    fn together(&self, together: &Together, yes: bool, draft: Draft) -> Option<Draft> {
        let (mut fields, mut has) = (together.fields.iter(), together.has.iter());
        match yes {
            true => {
                let draft =
                    fields.try_fold(draft, |draft, one| self.test(one, yes, draft));
                has.try_fold(draft?, |draft, one| self.have(one, yes, draft))
            }
            false => fields
                .find_map(|one| self.test(one, yes, draft.clone()))
                .or_else(|| has.find_map(|one| self.have(one, yes, draft.clone()))),
        }
    }

    /// One field that is as the test wants it, or not.
    pub(super) fn test(
        &self,
        test: &FieldTest,
        yes: bool,
        draft: Draft,
    ) -> Option<Draft> {
        let name = test.field.as_str();
        if let (Test::OneOf(tags), "tag") = (&test.test, name) {
            return tagged(tags, yes, draft);
        }
        match draft.fields.get(name) {
            Some(known) => (holds(&test.test, known)? == yes).then_some(draft),
            None => {
                let value = self.value(name, &test.test, yes)?;
                Some(draft.with(name, &value))
            }
        }
    }

    fn value(&self, name: &str, test: &Test, yes: bool) -> Option<String> {
        match test {
            Test::OneOf(values) if yes => values.first().map(Value::to_string),
            Test::OneOf(values) => {
                let listed =
                    |word: &&str| values.iter().any(|one| one.to_string() == **word);
                let kind = &self.field(name)?.kind;
                let statuses = ["remote", "on-site"].iter().chain(&STATUSES);
                let words: Vec<&str> = match kind {
                    _ if name == "status" => statuses.copied().collect(),
                    _ if name == "day_kind" => DAY_KINDS.to_vec(),
                    ValueType::Choice(words) => words.iter().map(AsRef::as_ref).collect(),
                    ValueType::YesNo => vec!["no", "yes"],
                    ValueType::Number => vec!["97", "98"],
                    ValueType::Text if name != "weekday" => vec!["other", "another"],
                    _ => return None,
                };
                words.into_iter().find(|word| !listed(word)).map(str::to_owned)
            }
            Test::Number(number) => of_number(number, yes),
            _ => None,
        }
    }

    /// A record that is there, or not.
    pub(super) fn have(&self, have: &Have, yes: bool, draft: Draft) -> Option<Draft> {
        match have {
            Have::Not(inner) => self.have(inner, !yes, draft),
            Have::Record(record) if yes => self.record(record, draft),
            Have::Record(_) => Some(draft),
            Have::All(parts) if yes => {
                parts.iter().try_fold(draft, |draft, one| self.have(one, yes, draft))
            }
            Have::Any(parts) if !yes => {
                parts.iter().try_fold(draft, |draft, one| self.have(one, yes, draft))
            }
            Have::All(parts) | Have::Any(parts) => {
                parts.iter().find_map(|one| self.have(one, yes, draft.clone()))
            }
        }
    }

    fn record(&self, record: &RecordTest, mut draft: Draft) -> Option<Draft> {
        let tests = record.fields.iter();
        let own = tests.clone().try_fold(Draft::default(), |own, one| {
            let value = match &one.test {
                Test::OneOf(values) => values.first().map(Value::to_string),
                Test::Number(number) => of_number(number, true),
                _ => None,
            };
            Some(own.with(one.field.as_str(), &value?))
        });
        let mut row = own?.fields;
        row.insert("kind".to_owned(), record.kinds.first()?.clone());
        draft.records.push(row);
        Some(draft)
    }

    /// Every field that the tests ask and the draft leaves open gets a value that no test
    /// wants, for a blank would be unknown.
    pub(super) fn filled(&self, tests: &[FieldTest], draft: Draft) -> Draft {
        tests.iter().fold(draft, |draft, test| {
            let no = self.test(test, false, draft.clone());
            let some = no.or_else(|| self.test(test, true, draft.clone()));
            some.unwrap_or(draft)
        })
    }

    /// Every field test of a matcher, groups opened.
    pub(super) fn tests(&self, matcher: &Matcher, found: &mut Vec<FieldTest>) {
        match matcher {
            Matcher::Together(together) => found.extend(together.fields.iter().cloned()),
            Matcher::Not(inner) => self.tests(inner, found),
            Matcher::All(parts) | Matcher::Any(parts) => {
                parts.iter().for_each(|part| self.tests(part, found));
            }
            Matcher::Group(used) => {
                if let GroupName::Defined(group) = &used.group
                    && let Some(population) = self.rulebook.group(group)
                {
                    self.tests(&population.matcher, found);
                }
            }
        }
    }
}

impl Draft {
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.insert(name.to_owned(), value.to_owned());
        self
    }
}

fn tagged(tags: &[Value], yes: bool, mut draft: Draft) -> Option<Draft> {
    let tags: Vec<String> = tags.iter().map(Value::to_string).collect();
    let known = draft.fields.get("tag").cloned().unwrap_or_default();
    let has = known.split(';').any(|one| tags.iter().any(|tag| tag == one));
    if has || !yes {
        draft.barred.extend(tags);
        return (has == yes).then_some(draft);
    }
    let tag = tags.into_iter().find(|tag| !draft.barred.contains(tag))?;
    let all = if known.is_empty() { tag } else { format!("{known};{tag}") };
    Some(draft.with("tag", &all))
}

/// Whether a value is as the test wants it; none if it cannot be told.
fn holds(test: &Test, value: &str) -> Option<bool> {
    match test {
        Test::OneOf(values) => Some(values.iter().any(|one| one.to_string() == value)),
        Test::Number(number) => {
            let value = Decimal::read(value)?;
            let is = |end: Option<Decimal>, keeps: fn(&Decimal, &Decimal) -> bool| {
                end.is_none_or(|end| keeps(&value, &end))
            };
            Some(
                is(number.at_least, Decimal::ge)
                    && is(number.at_most, Decimal::le)
                    && is(number.above, Decimal::gt)
                    && is(number.below, Decimal::lt),
            )
        }
        _ => None,
    }
}

/// A number within its ends, or outside them.
fn of_number(number: &NumberTest, yes: bool) -> Option<String> {
    let ends = [number.at_least, number.at_most, number.above, number.below];
    let one = Decimal::whole(1)?.billionths();
    let near = |end: Decimal| {
        let middle = end.billionths();
        [middle, middle.saturating_sub(one), middle.saturating_add(one)]
    };
    let values = ends.into_iter().flatten().flat_map(near);
    let mut values = values.map(|value| Decimal::from_billionths(value).to_string());
    values.find(|value| holds(&Test::Number(number.clone()), value) == Some(yes))
}
