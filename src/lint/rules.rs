//! Rules that cannot mean what they say, and names that nothing uses.

use std::collections::BTreeSet;

use super::walk;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::Directive;
use crate::field::{Fields, Home, Subject, Table};
use crate::message::Message;
use crate::name::{FieldName, GroupRef};
use crate::rule::bound::{Amount, Comparator};
use crate::rule::limit::{Base, Limit, Measure};
use crate::rule::matcher::{GroupName, Matcher, Population};
use crate::rule::{Kind, Rule};

/// Looks over the rules of all directives.
pub(super) fn lint(directives: &[Directive], diagnostics: &mut Diagnostics) {
    let named: BTreeSet<&GroupRef> = directives
        .iter()
        .flat_map(walk::questions)
        .flat_map(|(_, matcher)| walk::groups(matcher))
        .filter_map(|used| match &used.group {
            GroupName::Defined(name) => Some(name),
            _ => None,
        })
        .collect();
    let mut read: BTreeSet<&FieldName> =
        directives.iter().flat_map(walk::fields_read).collect();
    let declared = directives.iter().flat_map(|directive| &directive.fields);
    let series = declared.filter_map(|field| field.series.as_ref());
    read.extend(series.map(|series| &series.at));
    for directive in directives {
        for rule in &directive.rules {
            if let Kind::Limit(limit) = &rule.kind {
                lint_limit(rule, limit, directives, diagnostics);
            }
        }
        unused(directive, &named, &read, diagnostics);
    }
}

fn lint_limit(
    rule: &Rule,
    limit: &Limit,
    directives: &[Directive],
    diagnostics: &mut Diagnostics,
) {
    let mut warn = |code, key: &'static str| {
        let message = Message::new(key)
            .with("rule", rule.name.rule.as_str())
            .with("bound", limit.bound.comparator.as_str())
            .with("amount", limit.bound.written.clone());
        diagnostics.push(Diagnostic::at(code, message, &rule.place));
    };
    match how_it_binds(limit) {
        Binds::Sometimes => {}
        Binds::Never => warn(Code::NeverBinds, "never-binds"),
        Binds::Always => warn(Code::NeverMet, "never-met"),
    }
    if limit.base.is_some() && !limit.bound.amount.asks_base() {
        warn(Code::NoBase, "no-base");
    }
    if limit.exempt.iter().any(|exempt| is_everyone(&exempt.who)) {
        warn(Code::ExemptsEverybody, "exempts-everybody");
    }
    if let Some(Base::OnDay(base, _)) = &limit.base
        && asks_of_rows(base, directives)
    {
        let message = Message::new("base-of-rows");
        diagnostics.push(Diagnostic::at(Code::NotHere, message, &base.place));
    }
    if let Some(Base::OnDay(base, _)) = &limit.base
        && limit.exempt.iter().any(|exempt| exempt.out_of_base)
    {
        let message = Message::new("exempt-of-another-day");
        let help = Message::new("exempt-of-another-day-help");
        let told = Diagnostic::at(Code::NotHere, message, &base.place);
        diagnostics.push(told.help(help));
    }
}

/// Whether a bound can be kept and broken.
enum Binds {
    Sometimes,
    Never,
    Always,
}

fn how_it_binds(limit: &Limit) -> Binds {
    let (none, whole, beyond) = match &limit.bound.amount {
        Amount::Number(number) => (number.billionths() == 0, false, false),
        Amount::Share(share) if share.of.is_none() && is_part_of_base(limit) => {
            let ratio = share.ratio;
            let whole = ratio.numerator() == ratio.denominator();
            (ratio.numerator() == 0, whole, ratio.exceeds_one())
        }
        Amount::Share(share) => (share.ratio.numerator() == 0, false, false),
        _ => (false, false, false),
    };
    match limit.bound.comparator {
        Comparator::AtMost if whole || beyond => Binds::Never,
        Comparator::Below if beyond => Binds::Never,
        Comparator::AtLeast if none => Binds::Never,
        Comparator::Below if none => Binds::Always,
        Comparator::AtLeast if beyond => Binds::Always,
        Comparator::Above if whole || beyond => Binds::Always,
        _ => Binds::Sometimes,
    }
}

fn is_everyone(matcher: &Matcher) -> bool {
    match matcher {
        Matcher::Group(used) => used.group == GroupName::Everyone,
        _ => false,
    }
}

/// Whether what is counted is certainly among the base.
fn is_part_of_base(limit: &Limit) -> bool {
    let Some(Base::Population(base)) = &limit.base else { return false };

    let Measure::Count(counted) = &limit.measure else { return false };
    let [only] = counted.as_slice() else { return false };
    let one_sided =
        |exempt: &crate::rule::limit::Exempt| exempt.out_of_base && !exempt.out_of_count;
    let people = base.subject == Subject::People && only.subject == Subject::People;
    people && is_everyone(&base.matcher) && !limit.exempt.iter().any(one_sided)
}

/// Whether a base of another day asks what only rows of that day could say.
fn asks_of_rows(base: &Population, directives: &[Directive]) -> bool {
    let mut fields = Fields::built_in();
    for field in directives.iter().flat_map(|directive| &directive.fields) {
        fields.insert(field.clone());
    }
    let of_register = |home: Home| {
        matches!(home, Home::Table(Table::People | Table::Units) | Home::Register)
    };
    if base.subject != base.subject.items() {
        return true;
    }
    let mut seen = Vec::new();
    let mut next = vec![&base.matcher];
    while let Some(matcher) = next.pop() {
        let outside = walk::fields(matcher).into_iter().any(|test| {
            let mut homes = fields
                .all_seen_by(base.subject, test.field.as_str())
                .map(|field| field.home);
            !homes.any(of_register)
        });
        if outside || !walk::records(matcher).is_empty() {
            return true;
        }
        for used in walk::groups(matcher) {
            match &used.group {
                GroupName::Working => return true,
                GroupName::Everyone => {}
                GroupName::Defined(name) if seen.contains(&name) => {}
                GroupName::Defined(name) => {
                    seen.push(name);
                    let owners = directives.iter().filter(|one| one.id == name.directive);
                    let groups = owners.flat_map(|one| &one.groups);
                    let found = groups.filter(|group| group.name == name.group);
                    next.extend(found.map(|group| &group.population.matcher));
                }
            }
        }
    }
    false
}

/// Groups and fields of a directive that no loaded file uses.
fn unused(
    directive: &Directive,
    named: &BTreeSet<&GroupRef>,
    read: &BTreeSet<&FieldName>,
    diagnostics: &mut Diagnostics,
) {
    // A file without rules lends what it defines to files that may not be loaded.
    if directive.rules.is_empty() {
        return;
    }
    for group in &directive.groups {
        let name =
            GroupRef { directive: directive.id.clone(), group: group.name.clone() };
        if !named.contains(&name) {
            let message = Message::new("group-unused").with("group", group.name.as_str());
            diagnostics.push(Diagnostic::at(Code::GroupUnused, message, &group.place));
        }
    }
    for field in &directive.fields {
        if let (false, Some(place)) = (read.contains(&field.name), &field.declared) {
            let message = Message::new("field-unused").with("field", field.name.as_str());
            diagnostics.push(Diagnostic::at(Code::FieldUnused, message, place));
        }
    }
}
