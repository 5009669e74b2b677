//! The one place that says when a rule is in force, as known when.

use std::sync::Arc;

use crate::day::{Day, Instant};
use crate::directive::{Directive, End, InForce, Start};
use crate::name::Name;
use crate::report::{Consolidated, KnownAt};
use crate::rule::Rule;
use crate::window::Window;

use super::Rulebook;

/// A rule as it stands: its directive, its windows, and the documents that made it so.
#[derive(Debug, Clone)]
pub struct Standing {
    directive: Arc<Directive>,
    rule: usize,
    windows: Vec<Window>,
    chain: Vec<Name>,
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

    /// The documents that made it so, its own first.
    pub fn chain(&self) -> &[Name] {
        &self.chain
    }

    /// Whether it holds on some minute of the window.
    pub fn overlaps(&self, window: Window) -> bool {
        self.windows.iter().any(|own| own.overlaps(window))
    }
}

/// Every rule of the rulebook with its windows, as known at K, sorted by name. CLAUSE 1.1,
/// 1.2: later documents and lower versions do not exist.
pub(super) fn standings(rulebook: &Rulebook, known_at: KnownAt) -> Vec<Standing> {
    let mut standings = Vec::new();
    for directive in known(rulebook, known_at) {
        for (nth, rule) in directive.rules.iter().enumerate() {
            let (windows, chain) = rule_windows(rulebook, directive, rule, known_at);
            let directive = directive.clone();
            standings.push(Standing { directive, rule: nth, windows, chain });
        }
    }
    standings.sort_by(|a, b| a.rule().name.cmp(&b.rule().name));
    standings
}

/// Every directive known at K, with its own window.
pub(super) fn directives(rulebook: &Rulebook, known_at: KnownAt) -> Vec<Consolidated> {
    let consolidated = known(rulebook, known_at).map(|directive| {
        let (windows, chain) = document_windows(rulebook, directive, known_at, &[]);
        Consolidated {
            directive: directive.id.clone(),
            version: directive.version,
            in_force: windows,
            chain,
        }
    });
    let mut all: Vec<_> = consolidated.collect();
    all.sort_by(|a, b| a.directive.cmp(&b.directive));
    all
}

/// The directives that exist at K: of each id the highest version, if known by then.
fn known(
    rulebook: &Rulebook,
    known_at: KnownAt,
) -> impl Iterator<Item = &Arc<Directive>> {
    rulebook.speaking().filter(move |directive| match known_at {
        KnownAt::Latest => true,
        KnownAt::Day(day) => {
            known_from(rulebook, directive, &[]).is_none_or(|since| since <= day)
        }
    })
}

/// CLAUSE 1.1: the day a directive became known; `None` if it always was.
fn known_from(rulebook: &Rulebook, directive: &Directive, seen: &[&Name]) -> Option<Day> {
    if let Some(day) = directive.issued.or(directive.signed) {
        return Some(day);
    }
    let in_force = directive.in_force.as_ref()?;
    match in_force.from {
        Some(start) => Some(start_instant(start).day()),
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

/// CLAUSE 1.6: a rule's windows, its document's ends filling what it does not write.
fn rule_windows(
    rulebook: &Rulebook,
    directive: &Directive,
    rule: &Rule,
    known_at: KnownAt,
) -> (Vec<Window>, Vec<Name>) {
    let (document, chain) = document_windows(rulebook, directive, known_at, &[]);
    let Some(own) = &rule.in_force else { return (document, chain) };
    match &own.same_as {
        None => (fill(own, &document, directive.in_force.is_none()), chain),
        Some((parent, _)) => {
            let (windows, further) =
                windows_of(rulebook, parent, known_at, &[&directive.id]);
            (fill(own, &windows, false), [vec![directive.id.clone()], further].concat())
        }
    }
}

/// CLAUSE 1.3 to 1.8: a document's own windows.
fn document_windows(
    rulebook: &Rulebook,
    directive: &Directive,
    known_at: KnownAt,
    seen: &[&Name],
) -> (Vec<Window>, Vec<Name>) {
    let chain = vec![directive.id.clone()];
    let Some(own) = &directive.in_force else { return (Vec::new(), chain) };
    match &own.same_as {
        None => (fill(own, &[], true), chain),
        Some((parent, _)) => {
            let seen = [seen, &[&directive.id]].concat();
            let (windows, further) = windows_of(rulebook, parent, known_at, &seen);
            (fill(own, &windows, false), [chain, further].concat())
        }
    }
}

/// CLAUSE 1.7: the windows of a parent as known at K; none if it is not known then.
fn windows_of(
    rulebook: &Rulebook,
    parent: &Name,
    known_at: KnownAt,
    seen: &[&Name],
) -> (Vec<Window>, Vec<Name>) {
    let exists = known(rulebook, known_at).find(|directive| directive.id == *parent);
    match exists {
        // OK because reading refuses cycles of `as`; a cycle here would only lend no window.
        Some(directive) if !seen.contains(&parent) => {
            document_windows(rulebook, directive, known_at, seen)
        }
        _ => (Vec::new(), Vec::new()),
    }
}

/// Puts the ends that are written over those that are inherited.
///
/// `alone` says that there is nothing to inherit from, so that ends not written are open.
fn fill(own: &InForce, inherited: &[Window], alone: bool) -> Vec<Window> {
    let lent = match (inherited.first(), inherited.last()) {
        (Some(first), Some(last)) => Window { from: first.from, until: last.until },
        _ if alone => Window::ALWAYS,
        _ if own.from.is_some() && own.end.is_some() => Window::ALWAYS,
        _ => return Vec::new(),
    };
    let from = own.from.map_or(lent.from, start_instant);
    let until = own.end.map_or(lent.until, |end| end_instant(end, from));
    let edges = Window { from, until };
    let mut windows: Vec<Window> = if inherited.len() > 1 {
        inherited.iter().map(|window| window.intersect(edges)).collect()
    } else {
        vec![edges]
    };
    windows.retain(|window| !window.is_empty());
    windows
}

fn start_instant(start: Start) -> Instant {
    match start {
        Start::Day(day) => day.start(),
        Start::Instant(instant) => instant,
    }
}

/// CLAUSE 1.3 to 1.5: the minute after the last.
fn end_instant(end: End, from: Instant) -> Instant {
    let later = |day: Day| day.at(from.clock());
    match end {
        End::Through(day) => day.end(),
        End::Until(instant) => instant,
        End::FurtherNotice => Instant::MAX,
        _ if from == Instant::MIN => Instant::MAX,
        End::ForDays(days) => {
            later(from.day().plus(i32::try_from(days).unwrap_or(i32::MAX)))
        }
        End::ForWeeks(weeks) => {
            let days = i32::try_from(weeks).unwrap_or(i32::MAX).saturating_mul(7);
            later(from.day().plus(days))
        }
        End::ForMonths(months) => later(from.day().plus_months(months)),
    }
}
