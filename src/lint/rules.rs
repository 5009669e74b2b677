//! Rules that cannot mean what they say, and names that nothing uses.

use std::collections::BTreeSet;

use super::walk;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::Directive;
use crate::field::{Fields, Home, Table};
use crate::message::Message;
use crate::name::{FieldName, GroupRef};
use crate::rule::limit::{Base, Limit};
use crate::rule::matcher::{GroupName, Population};
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
    if limit.base.is_some() && !limit.bound.amount.asks_base() {
        let written = limit.bound.written.clone();
        let message = Message::new("no-base").with("amount", written);
        diagnostics.push(Diagnostic::at(Code::NoBase, message, &rule.place));
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
