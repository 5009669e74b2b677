//! What a law says of facts, without the people: outcome and figures of every cell.

mod cell;
pub(crate) mod places;

use crate::field::Text;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Cell, Finding, Measured, Outcome, Range, Reason, Relief};
use crate::name::RuleRef;
use crate::report::{Consolidated, KnownAt, Notice, Report, Summary};
use crate::rule::{ClauseRef, Force};
use crate::window::Period;

use places::Places;

pub use cell::CellRef;

/// What a law says of facts in a period, without the people: what [`Report`]
/// says, but evidence, mends and sentences.
///
/// It costs a look at the sums of each cell, and at no person: ask for it where figures are
/// enough, and for a report of the days in question where they are not.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Verdicts {
    /// The days asked.
    pub asked: Period,
    /// As known when.
    pub known_at: KnownAt,
    /// The directives that took part.
    pub rulebook: Vec<Consolidated>,
    /// What must be said beside the verdicts.
    pub notices: Vec<Notice>,
    /// How many of each kind.
    pub summary: Summary,
    /// How many cells (of a requirement: items) pass, of rules of which some do.
    pub passes: BTreeMap<RuleRef, u64>,
    pub(crate) rules: Vec<OfRule>,
}

/// The arithmetic of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// How many are counted.
    pub count: Range,
    /// How many are in the base; `None` where the bound has none.
    pub base: Option<Range>,
    /// The last whole number that keeps the bound, under the worst filling.
    pub allowed: Option<i64>,
    /// How far the worst count is from there; negative if the bound is broken.
    pub headroom: Option<i64>,
}

/// What one rule says of one cell.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Verdict<'a> {
    /// The rule.
    pub rule: &'a RuleRef,
    /// The version of its directive.
    pub version: u32,
    /// The clauses it cites.
    pub cites: &'a [ClauseRef],
    /// How much it binds.
    pub force: Force,
    /// What it says.
    pub outcome: Outcome,
    /// Why it could say nothing.
    pub reason: Option<Reason>,
    /// Why a fail is no violation.
    pub relief: Option<Relief>,
    /// Where and when.
    pub cell: CellRef<'a>,
    /// The arithmetic, for limits and quotas.
    pub figures: Option<&'a Figures>,
}

/// All that one rule says.
#[derive(Debug, Clone)]
pub(crate) struct OfRule {
    pub(crate) rule: RuleRef,
    pub(crate) version: u32,
    pub(crate) cites: Vec<ClauseRef>,
    pub(crate) force: Force,
    /// The columns of its cells.
    pub(crate) columns: Vec<String>,
    /// The values of those columns, place by place.
    pub(crate) places: Arc<Places>,
    /// The keys of its stretches of time.
    pub(crate) times: Vec<Vec<(String, String)>>,
    /// All keys of its cells: most that are asked for are none of them.
    pub(crate) words: Vec<String>,
    /// What is said of cells; the figures only where it was judged.
    pub(crate) figures: Vec<(Outcome, Option<Figures>)>,
    pub(crate) items: Vec<Item>,
    pub(crate) found: Vec<Found>,
    pub(crate) lines: Vec<Line>,
}

/// What a rule says of one cell, as it is kept: there may be more than there are people, so
/// that it is small, and all else stands beside it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Line {
    /// Of a cell of a limit, by its numbers.
    Cell { place: u32, time: u32, figures: u32 },
    /// Of an item of a requirement.
    Item(u32),
    /// Of a cell that was asked item by item.
    Found(u32),
}

/// What a requirement says of an item.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) place: u32,
    pub(crate) time: u32,
    /// By which key it is named, and how.
    pub(crate) key: &'static str,
    pub(crate) name: Text,
    pub(crate) outcome: Outcome,
}

/// What was found in a cell that was asked item by item, and its figures.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) finding: Box<Finding>,
    figures: Option<Figures>,
}

impl Verdicts {
    /// Every verdict that is not a pass, sorted by rule and cell.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = Verdict<'_>> {
        let of_rule = |rule| move |line: &Line| OfRule::verdict(rule, *line);
        self.rules.iter().flat_map(move |rule| rule.lines.iter().map(of_rule(rule)))
    }
}

impl From<&Report> for Verdicts {
    /// The verdicts of a report.
    fn from(report: &Report) -> Self {
        let mut rules: Vec<OfRule> = Vec::new();
        for found in &report.findings {
            if rules.last().is_none_or(|last| last.rule != found.rule) {
                rules.push(OfRule {
                    version: found.version,
                    cites: found.cites.clone(),
                    ..OfRule::new(found.rule.clone(), found.force)
                });
            }
            let of_rule = rules.last_mut().into_iter();
            of_rule.for_each(|rule| rule.push(found.clone()));
        }
        Self {
            asked: report.asked,
            known_at: report.known_at,
            rulebook: report.rulebook.clone(),
            notices: report.notices.clone(),
            summary: report.summary,
            passes: report.passes.clone(),
            rules,
        }
    }
}

impl From<&Measured> for Figures {
    fn from(measured: &Measured) -> Self {
        let Measured { count, base, allowed, headroom, .. } = measured;
        Self { count: *count, base: *base, allowed: *allowed, headroom: *headroom }
    }
}

impl From<Finding> for Found {
    fn from(finding: Finding) -> Self {
        let figures = finding.measured.as_ref().map(Figures::from);
        Self { finding: Box::new(finding), figures }
    }
}

impl OfRule {
    /// A rule that says nothing.
    pub(crate) fn new(rule: RuleRef, force: Force) -> Self {
        Self {
            rule,
            version: 0,
            cites: Vec::new(),
            force,
            columns: Vec::new(),
            places: Arc::default(),
            times: Vec::new(),
            words: Vec::new(),
            figures: Vec::new(),
            items: Vec::new(),
            found: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Adds what was found item by item.
    pub(crate) fn push(&mut self, finding: Finding) {
        // OK because there are no more findings than rows and people.
        self.lines.push(Line::Found(self.found.len() as u32));
        self.found.push(finding.into());
    }

    /// What the rule says of a cell.
    #[inline]
    pub(crate) fn verdict(&self, line: Line) -> Verdict<'_> {
        let silent = (Outcome::NotEvaluated, None);
        let (outcome, figures) = match line {
            Line::Cell { figures, .. } => {
                let said = self.figures.get(figures as usize);
                said.map_or(silent, |(outcome, figures)| (*outcome, figures.as_ref()))
            }
            Line::Item(at) => self.item(at).map_or(silent, |item| (item.outcome, None)),
            Line::Found(at) => self
                .found(at)
                .map_or(silent, |found| (found.finding.outcome, found.figures.as_ref())),
        };
        let (reason, relief) = match line {
            Line::Found(at) => {
                let finding = self.found(at).map(|found| &found.finding);
                finding.map_or((None, None), |found| (found.reason, found.relief))
            }
            // CLAUSE 4.9: sums say nothing where nobody is in the base, and nowhere else.
            _ if outcome == Outcome::NotEvaluated => (Some(Reason::NobodyThere), None),
            _ => (None, None),
        };
        Verdict {
            rule: &self.rule,
            version: self.version,
            cites: &self.cites,
            force: self.force,
            outcome,
            reason,
            relief,
            cell: CellRef::of(self, line),
            figures,
        }
    }

    /// Whether a key may be one of its numbered cells.
    #[inline]
    fn has_word(&self, key: &str) -> bool {
        self.words.iter().any(|word| word == key)
    }

    fn item(&self, at: u32) -> Option<&Item> {
        self.items.get(at as usize)
    }

    /// What was found item by item, by its number.
    pub(crate) fn found(&self, at: u32) -> Option<&Found> {
        self.found.get(at as usize)
    }

    /// Puts the lines in the order of their cells, when all are there.
    pub(crate) fn put_in_order(&mut self) {
        let times = self.times.iter().flatten().map(|(word, _)| word.as_str());
        let items = self.items.iter().map(|item| item.key);
        let mut words: Vec<String> = Vec::new();
        for word in times.chain(items).chain(self.columns.iter().map(String::as_str)) {
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
        self.words = words;
        if !self.found.is_empty() {
            let mut lines: Vec<(Cell, Line)> = std::mem::take(&mut self.lines)
                .into_iter()
                .map(|line| (CellRef::of(self, line).into(), line))
                .collect();
            lines.sort_by(|one, other| one.0.cmp(&other.0));
            self.lines = lines.into_iter().map(|(_, line)| line).collect();
            return;
        }
        self.lay_out();
        let mut lines = std::mem::take(&mut self.lines);
        let by_place = |one: &Line, other: &Line| self.place(*one) == self.place(*other);
        let of_places = lines.chunk_by_mut(by_place).filter(|_| !self.items.is_empty());
        for of_place in of_places {
            let key = |line: &Line| match line {
                Line::Item(at) => self.item(*at).map(|item| (&item.name, item.time)),
                Line::Cell { .. } | Line::Found(_) => None,
            };
            of_place.sort_by(|one, other| key(one).cmp(&key(other)));
        }
        self.lines = lines;
    }

    /// Lays lines, which come in the order of time, out place by place.
    fn lay_out(&mut self) {
        let ranks = self.places.ranks();
        let rank = |line: &Line| match ranks.get(self.place(*line) as usize) {
            Some(rank) => *rank as usize,
            None => ranks.len(),
        };
        // How many lines each place has; then where its next line goes.
        let mut next = vec![0_u32; ranks.len() + 1];
        for line in &self.lines {
            next.get_mut(rank(line)).into_iter().for_each(|lines| *lines += 1);
        }
        let mut before = 0;
        for next in &mut next {
            let lines = std::mem::replace(next, before);
            before += lines;
        }
        let mut laid_out = vec![Line::Found(u32::MAX); self.lines.len()];
        for line in &self.lines {
            let Some(next) = next.get_mut(rank(line)) else { continue };
            if let Some(slot) = laid_out.get_mut(*next as usize) {
                *slot = *line;
            }
            *next += 1;
        }
        self.lines = laid_out;
    }

    /// The number of a line's place; that of none is nowhere.
    fn place(&self, line: Line) -> u32 {
        match line {
            Line::Cell { place, .. } => place,
            Line::Item(at) => self.item(at).map_or(u32::MAX, |item| item.place),
            Line::Found(_) => u32::MAX,
        }
    }
}
