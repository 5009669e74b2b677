//! Every name used across files is defined, once, and by nothing that leads back to it.
//!
//! Names of a file's own are the reader's: it has told them before this runs.

use std::collections::{BTreeMap, BTreeSet};

use super::walk;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::{Directive, Group};
use crate::field::{Field, Subject};
use crate::message::Message;
use crate::name::{GroupRef, Name};
use crate::nearest::nearest;
use crate::rule::matcher::{GroupName, GroupUse};
use crate::source::Place;

/// The directives by id; of several versions the highest speaks.
struct Loaded<'d>(BTreeMap<&'d Name, &'d Directive>);

/// Looks over the names of all directives.
pub(super) fn lint(directives: &[Directive], diagnostics: &mut Diagnostics) {
    let loaded = Loaded::of(directives, diagnostics);
    for directive in directives {
        for (subject, matcher) in walk::questions(directive) {
            for group in walk::groups(matcher) {
                loaded.group_use(group, subject, directive, diagnostics);
            }
        }
        loaded.group_cycles(directive, diagnostics);
        loaded.parents(directive, diagnostics);
        loaded.citations(directive, diagnostics);
        loaded.interpretations(directive, diagnostics);
    }
    fields_agree(directives, diagnostics);
}

impl<'d> Loaded<'d> {
    fn of(directives: &'d [Directive], diagnostics: &mut Diagnostics) -> Self {
        let mut loaded: BTreeMap<&Name, &Directive> = BTreeMap::new();
        let mut seen: BTreeMap<(&Name, u32), &Directive> = BTreeMap::new();
        for directive in directives {
            let version = (&directive.id, directive.version);
            if let Some(first) = seen.get(&version) {
                let message = Message::new("directive-twice")
                    .with("directive", directive.id.as_str())
                    .with("version", i64::from(directive.version))
                    .with("file", first.source.name());
                let one = Diagnostic::at(Code::DuplicateId, message, &directive.place);
                let also = Message::new("first-here");
                diagnostics.push(one.also(&first.place, also));
            } else {
                seen.insert(version, directive);
            }
            let known = loaded.entry(&directive.id).or_insert(directive);
            if known.version < directive.version {
                *known = directive;
            }
        }
        Self(loaded)
    }

    /// The rules of other documents that interpretations affect.
    fn interpretations(&self, directive: &Directive, diagnostics: &mut Diagnostics) {
        let affected = directive.interpretations.iter().flat_map(|one| &one.affects);
        let of_others = affected.filter(|(rule, _)| rule.directive != directive.id);
        for (rule, place) in of_others {
            let Some(other) = self.directive(&rule.directive, place, diagnostics) else {
                continue;
            };
            let mut ids = other.rules.iter().map(|one| one.name.rule.as_str());
            if ids.clone().any(|id| id == rule.rule.as_str()) {
                continue;
            }
            let message = Message::new("unknown-rule").with("rule", rule.to_string());
            let mut one = Diagnostic::at(Code::UnknownName, message, place);
            if let Some(word) = nearest(rule.rule.as_str(), &mut ids) {
                one = one.help(Message::new("did-you-mean").with("word", word));
            }
            diagnostics.push(one);
        }
    }

    fn directive(
        &self,
        id: &Name,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'d Directive> {
        let found = self.0.get(id).copied();
        if found.is_none() {
            let message = Message::new("not-loaded").with("directive", id.as_str());
            let ids = self.0.keys().map(|id| id.as_str());
            let help = match nearest(id.as_str(), ids) {
                Some(word) => Message::new("did-you-mean").with("word", word),
                None => Message::new("not-loaded-help"),
            };
            let one = Diagnostic::at(Code::UnknownName, message, place);
            diagnostics.push(one.help(help));
        }
        found
    }

    fn group(&self, name: &GroupRef) -> Option<&'d Group> {
        let directive = self.0.get(&name.directive)?;
        directive.groups.iter().find(|group| group.name == name.group)
    }

    /// A group of another file stands there, and is asked of what is asked here.
    fn group_use(
        &self,
        used: &GroupUse,
        subject: Subject,
        user: &Directive,
        diagnostics: &mut Diagnostics,
    ) {
        let GroupName::Defined(name) = &used.group else {
            if subject.items() != Subject::People {
                let message =
                    Message::new("people-only").with("subject", walk::asked_of(subject));
                diagnostics.push(Diagnostic::at(Code::NotHere, message, &used.place));
            }
            return;
        };
        if name.directive != user.id {
            let place = &used.place;
            let Some(owner) = self.directive(&name.directive, place, diagnostics) else {
                return;
            };
            if self.group(name).is_none() {
                let message =
                    Message::new("unknown-group").with("group", name.to_string());
                let groups = owner.groups.iter().map(|group| group.name.as_str());
                let mut one = Diagnostic::at(Code::UnknownName, message, place);
                if let Some(word) = nearest(name.group.as_str(), groups) {
                    let word = format!("{}/{word}", owner.id);
                    one = one.help(Message::new("did-you-mean").with("word", word));
                }
                diagnostics.push(one);
            }
        }
        let Some(group) = self.group(name) else { return };
        let own = group.population.subject;
        let places = [Subject::Units, Subject::Offices];
        let fits = own == subject
            || own == subject.items()
            || (subject == Subject::Cell && places.contains(&own));
        if !fits {
            let message = Message::new("group-of-others")
                .with("group", name.group.as_str())
                .with("own", own.as_str())
                .with("subject", walk::asked_of(subject));
            let key = if subject == Subject::Cell {
                "group-of-cell-help"
            } else {
                "group-of-others-help"
            };
            let help = Message::new(key).with("own", own.as_str());
            let one = Diagnostic::at(Code::NotHere, message, &used.place);
            let also = Message::new("defined-here");
            diagnostics.push(one.help(help).also(&group.place, also));
        }
    }

    /// Groups of the directive that lead back to themselves.
    fn group_cycles(&self, directive: &Directive, diagnostics: &mut Diagnostics) {
        for group in &directive.groups {
            let own =
                GroupRef { directive: directive.id.clone(), group: group.name.clone() };
            let mut seen: BTreeSet<&GroupRef> = BTreeSet::new();
            let mut next = vec![group];
            let mut round = false;
            while let Some(group) = next.pop() {
                for used in walk::groups(&group.population.matcher) {
                    let GroupName::Defined(name) = &used.group else { continue };
                    round |= *name == own;
                    if seen.insert(name) {
                        next.extend(self.group(name));
                    }
                }
            }
            if round {
                let message =
                    Message::new("group-cycle").with("group", group.name.as_str());
                diagnostics.push(Diagnostic::at(Code::Cycle, message, &group.place));
            }
        }
    }

    /// Parents named by `as` are loaded, and take nothing back.
    fn parents(&self, directive: &Directive, diagnostics: &mut Diagnostics) {
        let windows = directive.rules.iter().filter_map(|rule| rule.in_force.as_ref());
        for window in directive.in_force.iter().chain(windows) {
            if let Some((parent, place)) = &window.same_as {
                self.directive(parent, place, diagnostics);
            }
        }
        let parent_of = |one: &'d Directive| {
            let (parent, _) = one.in_force.as_ref()?.same_as.as_ref()?;
            self.0.get(parent).copied()
        };
        let first = self.0.get(&directive.id).copied();
        let mut at = first.and_then(parent_of);
        for _ in 0..self.0.len() {
            let Some(parent) = at else { return };
            if parent.id == directive.id {
                let message =
                    Message::new("as-cycle").with("directive", directive.id.as_str());
                diagnostics.push(Diagnostic::at(Code::Cycle, message, &directive.place));
                return;
            }
            at = parent_of(parent);
        }
    }

    /// Clauses cited of other loaded directives stand there.
    fn citations(&self, directive: &Directive, diagnostics: &mut Diagnostics) {
        for cited in directive.rules.iter().flat_map(|rule| &rule.cites) {
            let other = cited.directive.as_ref().and_then(|id| self.0.get(id));
            let Some(clauses) = other.and_then(|other| other.clauses.as_ref()) else {
                continue;
            };
            if clauses.iter().any(|clause| clause.id == cited.clause) {
                continue;
            }
            let message =
                Message::new("unknown-clause").with("clause", cited.to_string());
            let ids = clauses.iter().map(|clause| clause.id.as_str());
            let mut one = Diagnostic::at(Code::UnknownName, message, &cited.place);
            if let Some(word) = nearest(&cited.clause, ids) {
                one = one.help(Message::new("did-you-mean").with("word", word));
            }
            diagnostics.push(one);
        }
    }
}

/// Two files that declare one field declare it in one table, as one type.
fn fields_agree(directives: &[Directive], diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<&str, (&Field, &Directive)> = BTreeMap::new();
    for directive in directives {
        for field in &directive.fields {
            let (known, owner) =
                *first.entry(field.name.as_str()).or_insert((field, directive));
            let agrees = known.home == field.home
                && known.kind == field.kind
                && known.series == field.series;
            if let (false, Some(place)) = (agrees, &field.declared) {
                let message = Message::new("fields-disagree")
                    .with("field", field.name.as_str())
                    .with("directive", owner.id.as_str());
                let mut one = Diagnostic::at(Code::FieldTypes, message, place);
                if let Some(before) = &known.declared {
                    one = one.also(before, Message::new("first-here"));
                }
                diagnostics.push(one);
            }
        }
    }
}
