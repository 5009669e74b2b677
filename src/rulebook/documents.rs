//! Documents known together, and what they do to each other, in the order of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::day::Day;
use crate::directive::Directive;
use crate::directive::act::{Act, Part, Target, Verb};
use crate::name::{Name, RuleRef};
use crate::rule::{ClauseRef, Rule};
use crate::window::Window;

use super::chain::Link;
use super::fold::{Fold, Folded, happens};

/// Documents known together, and what they do to each other.
#[derive(Debug, Clone)]
pub(super) struct Documents<'a> {
    pub(super) by_id: BTreeMap<&'a Name, &'a Arc<Directive>>,
    /// In the order in which they are done. CLAUSE 11.1.
    pub(super) acts: Vec<Doing<'a>>,
    /// The rules that take the place of others.
    pub(super) placed: BTreeSet<&'a RuleRef>,
}

/// An act, by whom, and since when that is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Doing<'a> {
    pub(super) by: &'a Arc<Directive>,
    pub(super) act: &'a Act,
    pub(super) issued: Option<Day>,
}

impl<'a> Documents<'a> {
    /// Documents with the day since which each is known.
    pub(super) fn new(known: &[(&'a Arc<Directive>, Option<Day>)]) -> Self {
        let mut acts: Vec<Doing<'a>> = Vec::new();
        for (by, issued) in known {
            let own = by.acts.iter();
            acts.extend(own.map(|act| Doing { by, act, issued: *issued }));
        }
        // The acts of one document stay in the order of its file.
        acts.sort_by(|a, b| (a.issued, &a.by.id).cmp(&(b.issued, &b.by.id)));
        let placed = acts.iter().filter_map(|doing| match &doing.act.verb {
            Verb::Replace(with) => Some(with),
            _ => None,
        });
        let placed = placed.flatten().collect();
        let by_id = known.iter().map(|(directive, _)| (&directive.id, *directive));
        Self { by_id: by_id.collect(), acts, placed }
    }

    /// The acts that are done in some cells only.
    pub(super) fn conditional(&self) -> Vec<usize> {
        let all = self.acts.iter().enumerate();
        all.filter(|(_, doing)| doing.act.is_conditional()).map(|(nth, _)| nth).collect()
    }

    /// The rule of a name.
    pub(super) fn rule(&self, name: &RuleRef) -> Option<&'a Rule> {
        let directive: &'a Arc<Directive> = self.by_id.get(&name.directive)?;
        directive.rules.iter().find(|rule| rule.name == *name)
    }

    /// What comes of it where of the conditional acts these are done.
    pub(super) fn fold(&self, done: &BTreeSet<usize>) -> Folded {
        let mut fold = Fold::new(self, done);
        fold.all()
    }

    /// When a document holds, where of the conditional acts these are done; and who made it so.
    pub(super) fn document(
        &self,
        id: &Name,
        done: &BTreeSet<usize>,
    ) -> (Vec<Window>, Vec<Link>) {
        let mut fold = Fold::new(self, done);
        let (holding, chain) = fold.document(id);
        (holding.windows(), chain)
    }

    /// CLAUSE 11.2: where an act begins by its own document alone, and whether that holds
    /// then.
    pub(super) fn happens_by_itself(&self, doing: Doing<'_>) -> bool {
        let none = BTreeSet::new();
        let mut fold = Fold::new(self, &none);
        let base = fold.base(doing.by);
        happens(doing.act, &base).is_some()
    }
}

impl Documents<'_> {
    /// Whether an act on a rule or clause means the rule of a name.
    pub(super) fn is_meant(&self, target: &Target, name: &RuleRef) -> bool {
        match &target.part {
            Part::Whole => false,
            Part::Rule(rule) => name.directive == target.directive && name.rule == *rule,
            Part::Clause(clause) => self.rule(name).is_some_and(|rule| {
                rule.cites.iter().any(|cited: &ClauseRef| {
                    let of = cited.directive.as_ref().unwrap_or(&name.directive);
                    *of == target.directive && cited.clause == *clause
                })
            }),
        }
    }
}
