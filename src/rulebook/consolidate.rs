//! The one place that says when a rule is in force, as known when.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::day::Day;
use crate::directive::{Directive, Interpretation, Start};
use crate::finding::{Cell, Evidence, Finding, Outcome};
use crate::message::Message;
use crate::name::{Name, RuleRef};
use crate::report::{Consolidated, KnownAt};
use crate::rule::Rule;
use crate::window::Window;

use super::Rulebook;
use super::chain::Link;
use super::documents::Documents;
use super::holding::joined;
use super::pieces::{self, Piece};
use super::place::Outcome as Came;

/// A rule as it stands: its directive, its windows, and the documents that made it so.
#[derive(Debug, Clone)]
pub struct Standing {
    directive: Arc<Directive>,
    rule: usize,
    windows: Vec<Window>,
    pieces: Vec<Piece>,
    chain: Vec<Link>,
    stands_for: Vec<RuleRef>,
    interpretations: Vec<Interpretation>,
}

impl Standing {
    /// The directive it stands in.
    pub fn directive(&self) -> &Directive {
        &self.directive
    }

    /// The rule.
    pub fn rule(&self) -> &Rule {
        // OK because `rule` is an index into this very directive's rules.
        #[expect(clippy::indexing_slicing, reason = "the index was taken from this list")]
        &self.directive.rules[self.rule]
    }

    /// When it holds: disjoint, ascending, never empty.
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }

    /// Its windows, piece by piece: one piece, unless acts that are done in some cells only
    /// change of which cells it is asked. CLAUSE 11.10.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The documents that made it so, its own first.
    pub fn chain(&self) -> &[Link] {
        &self.chain
    }

    /// The rules in whose place it stands: their names mean it too. CLAUSE 11.7.
    pub fn stands_for(&self) -> &[RuleRef] {
        &self.stands_for
    }

    /// What the documents known leave open of it, its own document's first.
    pub fn interpretations(&self) -> &[Interpretation] {
        &self.interpretations
    }

    /// A finding of the rule, with nothing measured yet.
    pub fn finding(&self, outcome: Outcome, cell: Cell) -> Finding {
        let rule = self.rule();
        let hangs = self.interpretations.iter();
        Finding {
            rule: rule.name.clone(),
            version: self.directive.version,
            cites: rule.cites.clone(),
            force: rule.force,
            outcome,
            reason: None,
            relief: None,
            worst: None,
            cell,
            moment: None,
            moments: Vec::new(),
            measured: None,
            evidence: Evidence::default(),
            mend: None,
            interpretations: hangs
                .map(|one| (one.question.clone(), one.choice.clone()))
                .collect(),
            message: Message::new("nowhere"),
        }
    }

    /// Whether a name means it: its own, or that of a rule in whose place it stands.
    pub fn is_named(&self, name: &str) -> bool {
        let own = &self.rule().name;
        let mut names = std::iter::once(own).chain(&self.stands_for);
        own.rule.as_str() == name || names.any(|one| one.to_string() == name)
    }

    /// Whether it holds on some minute of the window.
    pub fn overlaps(&self, window: Window) -> bool {
        self.windows.iter().any(|own| own.overlaps(window))
    }
}

/// Every rule of the rulebook with its windows, as known at K, sorted by name. CLAUSE 1.1,
/// 1.2: later documents and lower versions do not exist.
pub(super) fn standings(rulebook: &Rulebook, known_at: KnownAt) -> Vec<Standing> {
    let known: Vec<_> = known(rulebook, known_at).collect();
    let mut standings = Vec::new();
    for documents in together(&known) {
        let choices = pieces::choices(&documents);
        let folded: Vec<_> =
            choices.done.iter().map(|done| documents.fold(done)).collect();
        for directive in documents.by_id.values() {
            for (nth, rule) in directive.rules.iter().enumerate() {
                let outcomes = folded.iter().filter_map(|one| one.rules.get(&rule.name));
                let outcomes: Vec<&Came> = outcomes.collect();
                standings.push(of_rule(directive, nth, &outcomes, &choices));
            }
        }
    }
    standings.sort_by(|a, b| a.rule().name.cmp(&b.rule().name));
    for standing in &mut standings {
        standing.interpretations = interpretations(&known, standing);
    }
    standings
}

/// What the documents known leave open of a rule, its own document's first.
fn interpretations(known: &[Known<'_>], standing: &Standing) -> Vec<Interpretation> {
    let mut documents: Vec<&Directive> = known.iter().map(|(one, _)| &***one).collect();
    let own = &standing.directive.id;
    documents.sort_by_key(|one| (one.id != *own, &one.id));
    let all = documents.into_iter().flat_map(|one| &one.interpretations);
    let of_rule = all.filter(|one| {
        one.affects.iter().any(|(affected, _)| *affected == standing.rule().name)
    });
    of_rule.cloned().collect()
}

/// One rule, given what becomes of it under each choice.
fn of_rule(
    directive: &Arc<Directive>,
    rule: usize,
    outcomes: &[&Came],
    choices: &pieces::Choices,
) -> Standing {
    let (mut chain, mut stands_for): (Vec<Link>, Vec<RuleRef>) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        for link in &outcome.chain {
            if !chain.contains(link) {
                chain.push(link.clone());
            }
        }
        for name in &outcome.stands_for {
            if !stands_for.contains(name) {
                stands_for.push(name.clone());
            }
        }
    }
    let pieces = pieces::of(outcomes, choices);
    let windows = pieces.iter().flat_map(|piece| piece.windows.iter().copied());
    let windows = joined(windows.collect());
    let (directive, interpretations) = (directive.clone(), Vec::new());
    Standing { directive, rule, windows, pieces, chain, stands_for, interpretations }
}

/// Every directive known at K, with its own window.
pub(super) fn directives(rulebook: &Rulebook, known_at: KnownAt) -> Vec<Consolidated> {
    let known: Vec<_> = known(rulebook, known_at).collect();
    let mut all = Vec::new();
    for documents in together(&known) {
        let choices = pieces::choices(&documents);
        for (id, directive) in &documents.by_id {
            let has_window = directive.in_force.is_some() || !directive.acts.is_empty();
            let (mut in_force, mut chain) = (Vec::new(), Vec::<Name>::new());
            for done in &choices.done {
                let (windows, links) = documents.document(id, done);
                in_force.extend(windows);
                for link in links {
                    if !chain.contains(&link.directive) {
                        chain.push(link.directive);
                    }
                }
            }
            if !has_window {
                in_force.clear();
            }
            let in_force = joined(in_force);
            let (directive, version) = ((*id).clone(), directive.version);
            all.push(Consolidated { directive, version, in_force, chain });
        }
    }
    all.sort_by(|a, b| a.directive.cmp(&b.directive));
    all
}

/// A directive, and the day since which it is known.
pub(super) type Known<'a> = (&'a Arc<Directive>, Option<Day>);

/// The directives that exist at K: of each id the highest version, if known by then.
pub(super) fn known(
    rulebook: &Rulebook,
    known_at: KnownAt,
) -> impl Iterator<Item = Known<'_>> {
    let all = rulebook
        .speaking()
        .map(|directive| (directive, known_from(rulebook, directive, &[])));
    all.filter(move |(_, since)| match known_at {
        KnownAt::Latest => true,
        KnownAt::Day(day) => since.is_none_or(|since| since <= day),
    })
}

/// Documents that have to do with each other, by acts, windows or citations: what is done in
/// some cells only is asked of these alone.
pub(super) fn together<'a>(known: &[Known<'a>]) -> Vec<Documents<'a>> {
    let mut group_of: BTreeMap<&Name, usize> =
        known.iter().enumerate().map(|(nth, (one, _))| (&one.id, nth)).collect();
    for (directive, _) in known {
        for other in others(directive) {
            let pair = (group_of.get(&directive.id), group_of.get(other));
            if let (Some(one), Some(two)) = (pair.0.copied(), pair.1.copied()) {
                for group in group_of.values_mut().filter(|group| **group == two) {
                    *group = one;
                }
            }
        }
    }
    let groups: BTreeSet<usize> = group_of.values().copied().collect();
    let of_group = |group: usize| {
        let all = known.iter().filter(|(one, _)| group_of.get(&one.id) == Some(&group));
        Documents::new(&all.copied().collect::<Vec<_>>())
    };
    groups.into_iter().map(of_group).collect()
}

/// The documents that a document names where it matters for what holds when.
fn others(directive: &Directive) -> impl Iterator<Item = &Name> {
    let windows = directive.rules.iter().filter_map(|rule| rule.in_force.as_ref());
    let windows = directive.in_force.iter().chain(windows);
    let parents = windows.filter_map(|one| Some(&one.same_as.as_ref()?.0));
    let targets = directive.acts.iter().flat_map(|act| &act.targets);
    let targets = targets.map(|target| &target.directive);
    let cited = directive.rules.iter().flat_map(|rule| &rule.cites);
    let cited = cited.filter_map(|cited| cited.directive.as_ref());
    parents.chain(targets).chain(cited)
}

/// CLAUSE 1.1: the day a directive became known; `None` if it always was.
fn known_from(rulebook: &Rulebook, directive: &Directive, seen: &[&Name]) -> Option<Day> {
    if let Some(day) = directive.issued.or(directive.signed) {
        return Some(day);
    }
    let in_force = directive.in_force.as_ref()?;
    match in_force.from {
        Some(start) => Some(Start::instant(start).day()),
        None => {
            let (parent, _) = in_force.same_as.as_ref()?;
            if seen.contains(&parent) {
                return None;
            }
            let seen = [seen, &[&directive.id]].concat();
            known_from(rulebook, rulebook.directive(parent)?, &seen)
        }
    }
}
