//! Documents folded over each other in the order of their issue: what every act does to
//! every rule, in cells where a given choice of the conditional acts is done.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::{Day, Instant, MINUTES_OF_DAY};
use crate::directive::Directive;
use crate::directive::act::{Act, Part, Target, Verb};
use crate::name::{Name, RuleRef};
use crate::rule::Rule;
use crate::window::Window;

use super::chain::Link;
use super::documents::{Documents, Doing};
use super::holding::{Holding, end_instant, joined};
use super::place::{Outcome, Place, outcomes};

/// What became of everything.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) rules: BTreeMap<RuleRef, Outcome>,
    /// For each act whether it happened, and whether it changed anything.
    pub(super) deeds: Vec<Deed>,
}

/// What became of an act.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Deed {
    pub(super) happened: bool,
    pub(super) changed: bool,
    /// That it extends what has lapsed, without saying from when.
    pub(super) lapsed: bool,
    /// Days that an extension leaves open behind an end that was still to come.
    pub(super) gap: Option<Window>,
    /// That it replaces what does not hold any more.
    pub(super) passed: bool,
}

/// CLAUSE 11.2: from when an act of a document works; `None` if it does not happen.
pub(super) fn happens(act: &Act, document: &Holding) -> Option<Instant> {
    let from = act.from.map_or(document.from(), |from| from.instant());
    let then = from.max(document.from());
    document.windows().iter().any(|window| window.contains(then)).then_some(from)
}

/// The folding itself, while it is under way.
pub(super) struct Fold<'f, 'a> {
    documents: &'f Documents<'a>,
    done: &'f BTreeSet<usize>,
    holdings: BTreeMap<Name, (Holding, Vec<Link>)>,
    places: Vec<Place<'a>>,
}

impl<'f, 'a> Fold<'f, 'a> {
    /// Before anything is done.
    pub(super) fn new(documents: &'f Documents<'a>, done: &'f BTreeSet<usize>) -> Self {
        Self { documents, done, holdings: BTreeMap::new(), places: Vec::new() }
    }

    /// What becomes of everything.
    pub(super) fn all(&mut self) -> Folded {
        let documents = self.documents;
        let mut running: BTreeMap<&Name, Holding> = BTreeMap::new();
        for (id, directive) in &documents.by_id {
            let base = self.base(directive);
            for rule in &directive.rules {
                if let Some(place) = self.place(directive, rule, &base) {
                    self.places.push(place);
                }
            }
            running.insert(id, base);
        }
        let mut deeds = vec![Deed::default(); documents.acts.len()];
        for (nth, (doing, deed)) in documents.acts.iter().zip(&mut deeds).enumerate() {
            let Some(at) = self.happens(nth) else { continue };
            deed.happened = true;
            for target in &doing.act.targets {
                let done = match target.part {
                    Part::Whole => self.done_to_whole(*doing, target, at, &mut running),
                    _ => self.done_to_part(*doing, target, at),
                };
                deed.changed |= done.changed;
                deed.lapsed |= done.lapsed;
                deed.gap = deed.gap.or(done.gap);
                deed.passed |= done.passed;
            }
            deed.changed |= self.enter(doing.act, at);
        }
        Folded { rules: outcomes(documents, &self.places), deeds }
    }

    /// CLAUSE 11.2: from when an act works, if it happens.
    fn happens(&mut self, nth: usize) -> Option<Instant> {
        let doing = self.documents.acts.get(nth)?;
        if doing.act.is_conditional() && !self.done.contains(&nth) {
            return None;
        }
        let (document, _) = self.document(&doing.by.id);
        happens(doing.act, &document)
    }

    /// A document as written, before anything is done to it.
    pub(super) fn base(&mut self, directive: &Directive) -> Holding {
        let Some(own) = &directive.in_force else {
            let issued = directive.issued.or(directive.signed).map(Day::start);
            let from = issued.unwrap_or(Instant::MIN);
            return Holding::of(Window { from, until: Instant::MAX });
        };
        match &own.same_as {
            None => Holding::alone(own).of_a_document(),
            Some((parent, _)) => {
                Holding::written(own, &self.lent(parent, own).0).of_a_document()
            }
        }
    }

    /// CLAUSE 1.7: the window of a parent; none if it is not known, or writes none itself.
    fn lent(
        &mut self,
        parent: &Name,
        own: &crate::directive::InForce,
    ) -> (Holding, Vec<Link>) {
        let has_window = self
            .documents
            .by_id
            .get(parent)
            .is_some_and(|directive| directive.in_force.is_some());
        match has_window {
            true => self.document(parent),
            // With both ends written nothing is taken.
            false if own.from.is_some() && own.end.is_some() => {
                (Holding::of(Window::ALWAYS), Vec::new())
            }
            false => (Holding::never(), Vec::new()),
        }
    }

    /// When a document holds after all that was done to it, and who made it so.
    pub(super) fn document(&mut self, id: &Name) -> (Holding, Vec<Link>) {
        if let Some(known) = self.holdings.get(id) {
            return known.clone();
        }
        let Some(directive) = self.documents.by_id.get(id).copied() else {
            return (Holding::never(), Vec::new());
        };
        // OK because reading refuses documents whose windows lead back to themselves.
        self.holdings.insert(id.clone(), (Holding::never(), Vec::new()));
        let mut holding = self.base(directive);
        let mut chain = vec![Link::says(id)];
        let parent = directive.in_force.as_ref().and_then(|own| own.same_as.as_ref());
        if let Some((parent, _)) = parent {
            chain.extend(self.document(parent).1.into_iter().map(Link::lending));
        }
        for (nth, doing) in self.documents.acts.iter().enumerate() {
            let on =
                |target: &&Target| target.part == Part::Whole && target.directive == *id;
            if !doing.act.targets.iter().any(|target| on(&target)) {
                continue;
            }
            let Some(at) = self.happens(nth) else { continue };
            let before = holding.clone();
            let until = new_end(doing.act, holding.until());
            let windows = self.suspension(*doing, at);
            match doing.act.verb {
                Verb::Extend => {
                    holding.extend_with_document(written_from(doing.act), until);
                }
                _ => whole(&mut holding, doing.act, at, &windows),
            }
            if holding != before {
                chain.push(Link::of(*doing, at));
            }
        }
        self.holdings.insert(id.clone(), (holding.clone(), chain.clone()));
        (holding, chain)
    }

    /// The place of a rule; `None` if it only speaks in the places of others.
    fn place(
        &mut self,
        directive: &'a Directive,
        rule: &'a Rule,
        document: &Holding,
    ) -> Option<Place<'a>> {
        let placed = self.documents.placed.contains(&rule.name);
        let mut chain = Vec::new();
        let holding = match &rule.in_force {
            None if placed => return None,
            None => {
                let own = directive.in_force.as_ref();
                if let Some((parent, _)) = own.and_then(|own| own.same_as.as_ref()) {
                    chain = self.document(parent).1;
                }
                document.clone()
            }
            Some(own) => match &own.same_as {
                None if directive.in_force.is_none() => Holding::alone(own),
                None => Holding::written(own, document),
                Some((parent, _)) => {
                    let (lent, by) = self.lent(parent, own);
                    chain = by;
                    Holding::written(own, &lent)
                }
            },
        };
        let name = rule.name.clone();
        Some(Place {
            rule: &rule.name,
            holding,
            names: vec![(name.clone(), true)],
            reigns: vec![(Instant::MIN, vec![name])],
            entered: (!placed).then_some(Instant::MIN),
            chain: chain.into_iter().map(Link::lending).collect(),
        })
    }

    /// The windows of a suspension. CLAUSE 11.8: without an end of its own it lasts as long
    /// as its document.
    fn suspension(&mut self, doing: Doing<'_>, at: Instant) -> Vec<Window> {
        if doing.act.verb != Verb::Suspend {
            return Vec::new();
        }
        if let Some(end) = doing.act.end {
            return vec![Window { from: at, until: end_instant(end, at) }];
        }
        let (document, _) = self.document(&doing.by.id);
        let mut windows = document.windows();
        windows.push(Window { from: at, until: document.from() });
        let from_then = Window { from: at, until: Instant::MAX };
        joined(windows.into_iter().map(|window| window.intersect(from_then)).collect())
    }

    /// What an act does to all of a directive.
    fn done_to_whole(
        &mut self,
        doing: Doing<'_>,
        target: &Target,
        at: Instant,
        running: &mut BTreeMap<&Name, Holding>,
    ) -> Deed {
        let mut deed = Deed::default();
        let windows = self.suspension(doing, at);
        let Some(document) = running.get_mut(&target.directive) else { return deed };
        let until = new_end(doing.act, document.until());
        let from = written_from(doing.act);
        deed.lapsed = is_lapsed(doing, document.until());
        deed.gap = left_open(doing, document.until());
        let mut places = self.places.iter_mut();
        let apply = |holding: &mut Holding| {
            let before = holding.clone();
            match doing.act.verb {
                Verb::Extend => holding.extend_with_document(from, until),
                _ => whole(holding, doing.act, at, &windows),
            }
            before.windows() != holding.windows()
        };
        deed.changed = apply(document);
        let means = |place: &&mut Place<'_>| {
            let mut names = place.names.iter();
            names.any(|(name, whole)| *whole && name.directive == target.directive)
        };
        for place in places.by_ref().filter(means) {
            if apply(&mut place.holding) {
                place.chain.push(Link::of(doing, at));
                deed.changed = true;
            }
        }
        deed
    }

    /// What an act does to a rule, or to the rules that cite a clause.
    fn done_to_part(&mut self, doing: Doing<'_>, target: &Target, at: Instant) -> Deed {
        let mut deed = Deed::default();
        let windows = self.suspension(doing, at);
        let documents = self.documents;
        let means = |place: &&mut Place<'_>| {
            place.names.iter().any(|(name, _)| documents.is_meant(target, name))
        };
        for place in self.places.iter_mut().filter(means) {
            let before = (place.holding.windows(), place.reigns.clone());
            let holding = &mut place.holding;
            match &doing.act.verb {
                Verb::Extend => {
                    deed.lapsed |= is_lapsed(doing, holding.until());
                    deed.gap = deed.gap.or(left_open(doing, holding.until()));
                    let until = new_end(doing.act, holding.until());
                    holding.extend(written_from(doing.act), until);
                }
                Verb::End | Verb::Supersede => holding.end(at),
                Verb::Suspend => holding.suspend(&windows, false),
                Verb::Resume => holding.resume(at, false),
                Verb::Replace(with) => {
                    deed.passed |= holding.until() <= at;
                    place.replace(with, at, documents);
                }
            }
            if before != (place.holding.windows(), place.reigns.clone()) {
                place.chain.push(Link::of(doing, at));
                deed.changed = true;
            }
        }
        deed
    }

    /// CLAUSE 11.7: rules with a window of their own come into the place of others, and bear
    /// their names.
    fn enter(&mut self, act: &Act, at: Instant) -> bool {
        let Verb::Replace(with) = &act.verb else { return false };
        let documents = self.documents;
        let mut names = Vec::new();
        for place in &self.places {
            let means = |target: &Target| {
                place.names.iter().any(|(name, _)| documents.is_meant(target, name))
            };
            if act.targets.iter().any(means) {
                names.extend(place.names.iter().cloned());
            }
        }
        let mut entered = false;
        for place in self.places.iter_mut().filter(|place| with.contains(place.rule)) {
            entered = true;
            place.entered = Some(place.entered.map_or(at, |before| before.min(at)));
            for name in &names {
                if !place.names.contains(name) {
                    place.names.insert(0, name.clone());
                }
            }
        }
        entered
    }
}

/// What every verb but `extend` does to what holds as a whole.
fn whole(holding: &mut Holding, act: &Act, at: Instant, windows: &[Window]) {
    match act.verb {
        Verb::End | Verb::Supersede => holding.end_with_document(at),
        Verb::Suspend => holding.suspend(windows, true),
        Verb::Resume => holding.resume(at, true),
        // OK because reading refuses to replace a whole directive.
        Verb::Extend | Verb::Replace(_) => {}
    }
}

fn written_from(act: &Act) -> Option<Instant> {
    act.from.map(|from| from.instant())
}

/// CLAUSE 11.5: the new end, counted from `from`, else from the old end.
fn new_end(act: &Act, old: Instant) -> Instant {
    let from = written_from(act).unwrap_or(old);
    act.end.map_or(old, |end| end_instant(end, from))
}

/// CLAUSE 11.5: whether what is extended had ended when that was issued.
fn is_lapsed(doing: Doing<'_>, old: Instant) -> bool {
    let extends = doing.act.verb == Verb::Extend && doing.act.from.is_none();
    extends && doing.issued.is_some_and(|issued| old <= issued.start())
}

/// What an extension leaves open behind an end that was still to come when it was issued.
fn left_open(doing: Doing<'_>, old: Instant) -> Option<Window> {
    let from = written_from(doing.act).filter(|_| doing.act.verb == Verb::Extend)?;
    let still_to_come = doing.issued.is_some_and(|issued| issued.start() < old);
    let gap = Window { from: old, until: from };
    let days = || from.minutes() - old.minutes() >= MINUTES_OF_DAY;
    (still_to_come && !gap.is_empty() && days()).then_some(gap)
}
