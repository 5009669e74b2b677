//! Acts that are done in some cells only: which cells a rule is asked of, piece by piece of
//! time. CLAUSE 11.9, 11.10.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::Instant;
use crate::rule::matcher::Matcher;
use crate::window::Window;

use super::documents::Documents;
use super::holding::joined;
use super::place::Outcome;

/// Every choice of conditional acts, and the question of the cell that each of them hangs on.
#[derive(Debug)]
pub(super) struct Choices {
    /// The acts done, choice by choice: bit by bit of its number.
    pub(super) done: Vec<BTreeSet<usize>>,
    conditions: Vec<Matcher>,
}

/// Windows in which a rule is asked of the same cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The windows: disjoint, ascending, never empty.
    pub windows: Vec<Window>,
    /// What the cells must match beside what the rule says; `None` if nothing.
    pub when: Option<Matcher>,
}

/// How many conditional acts may work together: each doubles the choices.
pub(super) const MOST_CONDITIONS: usize = 10;

/// All choices of the conditional acts of documents.
pub(super) fn choices(documents: &Documents<'_>) -> Choices {
    // OK because reading refuses more of them.
    let acts: Vec<usize> =
        documents.conditional().into_iter().take(MOST_CONDITIONS).collect();
    let of_act = |nth: &usize| {
        let act = documents.acts.get(*nth)?.act;
        let not = act.unless.clone().map(|unless| Matcher::Not(Box::new(unless)));
        let parts = act.when.clone().into_iter().chain(not);
        let mut parts: Vec<Matcher> = parts.collect();
        match parts.len() {
            1 => parts.pop(),
            _ => Some(Matcher::All(parts)),
        }
    };
    let conditions = acts.iter().filter_map(of_act).collect();
    let chosen = |choice: usize| {
        let bits = acts.iter().enumerate().filter(|(bit, _)| choice >> bit & 1 == 1);
        bits.map(|(_, act)| *act).collect()
    };
    Choices { done: (0..1_usize << acts.len()).map(chosen).collect(), conditions }
}

/// The pieces of a rule, given its windows under each choice.
pub(super) fn of(outcomes: &[&Outcome], choices: &Choices) -> Vec<Piece> {
    let windows = || outcomes.iter().flat_map(|outcome| &outcome.windows);
    let edges: BTreeSet<Instant> =
        windows().flat_map(|window| [window.from, window.until]).collect();
    let edges: Vec<Instant> = edges.into_iter().collect();
    let mut pieces: BTreeMap<Vec<bool>, Vec<Window>> = BTreeMap::new();
    for (from, until) in edges.iter().zip(edges.iter().skip(1)) {
        let holds = |outcome: &&Outcome| {
            outcome.windows.iter().any(|window| window.contains(*from))
        };
        let truth: Vec<bool> = outcomes.iter().map(holds).collect();
        if truth.contains(&true) {
            let window = Window { from: *from, until: *until };
            pieces.entry(truth).or_default().push(window);
        }
    }
    let piece = |(truth, windows): (Vec<bool>, Vec<Window>)| {
        let when = match asked(&choices.conditions, &truth) {
            Asked::Matching(matcher) => Some(matcher),
            Asked::All | Asked::None => None,
        };
        Piece { windows: joined(windows), when }
    };
    let mut pieces: Vec<Piece> = pieces.into_iter().map(piece).collect();
    pieces.sort_by(|a, b| a.windows.cmp(&b.windows));
    pieces
}

/// Of which cells something is asked.
enum Asked {
    None,
    All,
    Matching(Matcher),
}

/// The cells of the choices for which it is true. The last condition halves the choices.
fn asked(conditions: &[Matcher], truth: &[bool]) -> Asked {
    let (Some((last, others)), true) = (conditions.split_last(), truth.len() > 1) else {
        return if truth.contains(&true) { Asked::All } else { Asked::None };
    };
    let (without, with) = truth.split_at(truth.len() / 2);
    if without == with {
        return asked(others, with);
    }
    let done = || last.clone();
    let not_done = || match last {
        Matcher::Not(part) => (**part).clone(),
        _ => Matcher::Not(Box::new(last.clone())),
    };
    let part = |own: Matcher, asked: Asked| match asked {
        Asked::None => None,
        Asked::All => Some(own),
        Asked::Matching(other) => Some(Matcher::All(vec![own, other])),
    };
    let parts =
        [part(not_done(), asked(others, without)), part(done(), asked(others, with))];
    let mut parts: Vec<Matcher> = parts.into_iter().flatten().collect();
    match (parts.pop(), parts.pop()) {
        (None, _) => Asked::None,
        (Some(only), None) => Asked::Matching(only),
        (Some(one), Some(two)) => Asked::Matching(Matcher::Any(vec![two, one])),
    }
}
