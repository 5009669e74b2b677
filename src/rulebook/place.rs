//! The place of a rule in the law: when something holds there, and who speaks.

use std::collections::BTreeMap;

use crate::day::Instant;
use crate::name::RuleRef;
use crate::window::Window;

use super::chain::Link;
use super::documents::Documents;
use super::holding::{Holding, joined};

/// A rule's place in the law: what speaks there may change.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) rule: &'a RuleRef,
    pub(super) holding: Holding,
    /// Whose names mean it, and whether acts on their whole documents do.
    pub(super) names: Vec<(RuleRef, bool)>,
    /// Who speaks from when on.
    pub(super) reigns: Vec<(Instant, Vec<RuleRef>)>,
    /// From when on it may hold at all; `None` if what it takes the place of still stands.
    pub(super) entered: Option<Instant>,
    pub(super) chain: Vec<Link>,
}

/// When a rule holds, what made it so, and in whose place it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) windows: Vec<Window>,
    pub(super) chain: Vec<Link>,
    pub(super) stands_for: Vec<RuleRef>,
}

impl Place<'_> {
    /// CLAUSE 11.7: from then on these speak in its place, or elsewhere by windows of their own.
    pub(super) fn replace(
        &mut self,
        with: &[RuleRef],
        at: Instant,
        documents: &Documents<'_>,
    ) {
        let lent = |name: &&RuleRef| {
            documents.rule(name).is_some_and(|rule| rule.in_force.is_none())
        };
        let speakers: Vec<RuleRef> = with.iter().filter(lent).cloned().collect();
        self.names.extend(speakers.iter().map(|name| (name.clone(), false)));
        self.reigns.retain(|(from, _)| *from < at);
        self.reigns.push((at, speakers));
    }
}

impl Outcome {
    fn add(&mut self, place: &Place<'_>, speaker: &RuleRef, windows: &[Window]) {
        self.windows.extend(windows);
        if speaker != place.rule && !windows.is_empty() {
            self.chain.push(Link::lending(Link::says(&place.rule.directive)));
        }
        if speaker == place.rule || !windows.is_empty() {
            self.chain.extend(place.chain.iter().cloned());
        }
        // The names of a place are in the order in which their bearers came to it.
        for (name, _) in place.names.iter().take_while(|(name, _)| name != speaker) {
            let beside = |(_, names): &(Instant, Vec<RuleRef>)| {
                names.contains(name) && names.contains(speaker)
            };
            if !self.stands_for.contains(name) && !place.reigns.iter().any(beside) {
                self.stands_for.push(name.clone());
            }
        }
    }
}

/// What became of every rule.
pub(super) fn outcomes(
    documents: &Documents<'_>,
    places: &[Place<'_>],
) -> BTreeMap<RuleRef, Outcome> {
    let mut outcomes: BTreeMap<RuleRef, Outcome> = BTreeMap::new();
    for directive in documents.by_id.values() {
        for rule in &directive.rules {
            outcomes.insert(rule.name.clone(), Outcome::default());
        }
    }
    for place in places {
        let Some(entered) = place.entered else { continue };
        let windows = place.holding.windows();
        let ends = place.reigns.iter().skip(1).map(|(from, _)| *from);
        let ends = ends.chain([Instant::MAX]);
        for ((from, speakers), until) in place.reigns.iter().zip(ends) {
            let reign = Window { from: (*from).max(entered), until };
            let cut = windows.iter().map(|window| window.intersect(reign));
            let cut: Vec<Window> = cut.filter(|window| !window.is_empty()).collect();
            for speaker in speakers {
                if let Some(outcome) = outcomes.get_mut(speaker) {
                    outcome.add(place, speaker, &cut);
                }
            }
        }
    }
    for (name, outcome) in &mut outcomes {
        outcome.windows = joined(std::mem::take(&mut outcome.windows));
        let mut chain = vec![Link::says(&name.directive)];
        for link in &outcome.chain {
            if !chain.contains(link) {
                chain.push(link.clone());
            }
        }
        outcome.chain = chain;
    }
    outcomes
}
