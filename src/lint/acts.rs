//! Acts on other documents: what they name stands there, and what they ask can be asked.

use std::collections::BTreeMap;

use super::walk;
use crate::day::Calendar;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::Directive;
use crate::directive::act::{Act, Part, Target};
use crate::message::Message;
use crate::name::Name;
use crate::nearest::nearest;
use crate::rule::Rule;
use crate::rule::matcher::FieldTest;
use crate::rule::per::TimeWord;

/// The words that need a cell of a day.
const DAY_WORDS: [&str; 3] = ["date", "weekday", "day_kind"];

/// Looks over the acts of all directives.
pub(super) fn lint(directives: &[Directive], diagnostics: &mut Diagnostics) {
    let mut loaded: BTreeMap<&Name, &Directive> = BTreeMap::new();
    for directive in directives {
        let known = loaded.entry(&directive.id).or_insert(directive);
        if known.version < directive.version {
            *known = directive;
        }
    }
    for directive in directives {
        for act in &directive.acts {
            for target in &act.targets {
                lint_target((directive, act), target, &loaded, diagnostics);
            }
        }
        citations(directive, diagnostics);
    }
}

/// Where a file lists its clauses, an act says which of them orders it.
fn citations(directive: &Directive, diagnostics: &mut Diagnostics) {
    let silent = directive.acts.iter().filter(|act| act.cites.is_empty());
    for act in silent.filter(|_| directive.clauses.is_some()) {
        let message =
            Message::new("act-without-citation").with("verb", act.verb.as_str());
        diagnostics.push(Diagnostic::at(Code::NoCitation, message, &act.place));
    }
}

fn lint_target(
    (acting, act): (&Directive, &Act),
    target: &Target,
    loaded: &BTreeMap<&Name, &Directive>,
    diagnostics: &mut Diagnostics,
) {
    let place = &target.place;
    let Some(directive) = loaded.get(&target.directive) else {
        let message = Message::new("act-not-loaded")
            .with("verb", act.verb.as_str())
            .with("directive", target.directive.as_str());
        // No document acts on itself.
        let others = loaded.keys().filter(|id| ***id != acting.id);
        let ids = others.map(|id| id.as_str());
        let help = match nearest(target.directive.as_str(), ids) {
            Some(word) => Message::new("did-you-mean").with("word", word),
            None => Message::new("not-loaded-help"),
        };
        diagnostics.push(Diagnostic::at(Code::NotLoaded, message, place).help(help));
        return;
    };
    let all = loaded.values().flat_map(|one| &one.rules);
    let meant: Vec<&Rule> = all.filter(|rule| is_meant(target, rule)).collect();
    if meant.is_empty()
        && let Some(told) = missing(target, directive)
    {
        diagnostics.push(told);
    }
    let of_a_day = |rule: &&Rule| {
        rule.per().is_of_hours()
            || matches!(rule.per().time, None | Some(TimeWord::Calendar(Calendar::Day)))
    };
    let tests: Vec<&FieldTest> =
        act.when.iter().chain(&act.unless).flat_map(walk::fields).collect();
    let is_level = |test: &FieldTest| {
        let mut fields = acting.fields.iter();
        fields.any(|field| field.name == test.field && field.series.is_some())
    };
    let mut tell = |test: &FieldTest, rule: &Rule, key, help| {
        let message = Message::new(key)
            .with("field", test.field.as_str())
            .with("rule", rule.name.to_string());
        let one = Diagnostic::at(Code::NotHere, message, &test.place);
        diagnostics.push(one.help(Message::new(help)));
    };
    let mut longer = meant.into_iter().filter(|rule| !of_a_day(rule));
    let Some(first) = longer.next() else { return };
    if let Some(test) = tests.iter().find(|test| DAY_WORDS.contains(&test.field.as_str()))
    {
        tell(test, first, "day-word-of-act", "day-word-of-act-help");
    }
    let without = std::iter::once(first).chain(longer).find(|one| one.level_at.is_none());
    if let (Some(test), Some(rule)) = (tests.iter().find(|test| is_level(test)), without)
    {
        tell(test, rule, "level-of-act", "level-of-act-help");
    }
}

/// Whether a rule is one that the target means as it is written.
fn is_meant(target: &Target, rule: &Rule) -> bool {
    let own = rule.name.directive == target.directive;
    match &target.part {
        Part::Whole => own,
        Part::Rule(name) => own && rule.name.rule == *name,
        Part::Clause(clause) => rule.cites.iter().any(|cited| {
            let of = cited.directive.as_ref().unwrap_or(&rule.name.directive);
            *of == target.directive && cited.clause == *clause
        }),
    }
}

/// A rule or clause that does not stand there.
fn missing(target: &Target, directive: &Directive) -> Option<Diagnostic> {
    let place = &target.place;
    let told = |key, slot, names: Vec<&str>, name: &str| {
        let message = Message::new(key).with(slot, target.to_string());
        let one = Diagnostic::at(Code::UnknownName, message, place);
        let help = match nearest(name, names.iter().copied()) {
            Some(word) => Message::new("did-you-mean").with("word", word),
            None => {
                let names = names.iter().map(|name| format!("`{name}`"));
                let names: Vec<String> = names.collect();
                if names.is_empty() {
                    return one;
                }
                Message::new("stands-there").with("names", names)
            }
        };
        one.help(help)
    };
    match &target.part {
        Part::Whole => None,
        Part::Rule(name) => {
            let rules = directive.rules.iter().map(|rule| rule.name.rule.as_str());
            Some(told("unknown-rule-there", "rule", rules.collect(), name.as_str()))
        }
        Part::Clause(clause) => {
            let listed: Vec<&str> =
                directive.clauses.iter().flatten().map(|one| one.id.as_str()).collect();
            // A clause that no rule carries out may well be acted on.
            if listed.contains(&clause.as_str()) {
                return None;
            }
            Some(told("unknown-clause", "clause", listed, clause))
        }
    }
}
