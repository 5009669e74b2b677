//! Every cell of every lens, in order: from items to findings, counts and notices.

mod alike;
mod depth;
mod held;
mod left;
mod lenses;
pub(crate) mod levels;
mod light;
mod meant;
mod moments;
mod notices;
mod quota;
mod separate;
mod sweeps;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::classify::Item;
use crate::day::{Calendar, Day};
use crate::domain::Domain;
use crate::domain::gather::{CellKey, Gather, Gathered};
use crate::domain::grants::Grants;
use crate::domain::place::Place;
use crate::domain::stretch::{Stretch, stretches};
use crate::error::Error;
use crate::finding::{Finding, Outcome, Reason};
use crate::message::Message;
use crate::name::RuleRef;
use crate::plan::{Ask, Asks, Base, Lens, Plan, Time};
use crate::report::{KnownAt, Notice, Summary};
use crate::tally::counted::Counted;
use crate::tally::sweep::{Spot, Swept};
use crate::verdicts::places::Places;
use crate::verdicts::{self, Figures, Line, OfRule};
use crate::window::Period;

use super::cells::{CellView, Judged, by_day};
use super::evidence::{Held, bound_of, without_cell};

use held::Binding;

pub(crate) use depth::Depth;
pub(crate) use lenses::run;
pub(crate) use sweeps::{needs_people, told_kinds, told_rows};

pub(crate) use separate::Met;
pub(crate) use tables::missing_tables;

/// What is asked of a law.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) domain: &'a Domain<'a>,
    pub(crate) asked: Period,
    pub(crate) known_at: KnownAt,
    pub(crate) depth: Depth,
    /// The rows that are not among the facts.
    pub(crate) counted: Option<&'a dyn Counted>,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) findings: Vec<Finding>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) summary: Summary,
    /// How many cells (of a requirement: items) pass, of rules of which some do.
    pub(crate) passes: BTreeMap<RuleRef, u64>,
    /// Of each rule, where verdicts are asked for.
    pub(crate) verdicts: Vec<OfRule>,
    /// Days and units of the people of whom findings would tell, where that is asked.
    pub(crate) spots: BTreeSet<Spot>,
    /// Whether the rows must be among the facts, and nothing was judged.
    pub(crate) needs_rows: bool,
}

impl Found {
    /// Nothing was judged, for the rows must be among the facts.
    fn lacking_rows() -> Self {
        Self { needs_rows: true, ..Self::default() }
    }

    fn take(&mut self, other: Found) {
        self.findings.extend(other.findings);
        self.notices.extend(other.notices);
        self.summary.merge(other.summary);
        for (rule, passes) in other.passes {
            *self.passes.entry(rule).or_default() += passes;
        }
        self.verdicts.extend(other.verdicts);
        self.spots.extend(other.spots);
    }
}

/// The judging of one lens.
struct Judging<'a> {
    question: Question<'a>,
    lens: &'a Lens,
    stretches: Vec<Stretch>,
    grants: Grants,
    other_day: BTreeMap<Place, Vec<Item>>,
    found: Found,
    /// Whether some item was possibly in count, base or `each`. CLAUSE 8.2.
    matched: bool,
    passes: u64,
    cut_out: u64,
    /// Cells to which nothing is bounded. CLAUSE 4.15.
    unbounded: u64,
    /// Cells of which the passes are counted already.
    in_part: BTreeSet<CellKey>,
    /// Places of which it was said that nobody is there.
    empty_places: BTreeSet<Place>,
    /// What was said without people.
    lines: Vec<Line>,
    items: Vec<verdicts::Item>,
    /// The sums of which it was said.
    figures: Vec<(Outcome, Option<Figures>)>,
    places: Arc<Places>,
    /// The requirements that bind on the days of the cell before.
    bound_before: Option<(Vec<Day>, Binding<'a>)>,
}

impl<'a> Judging<'a> {
    fn new(question: Question<'a>, lens: &'a Lens) -> Self {
        let facts = question.domain.facts;
        let standing = &lens.standing;
        let grants = Grants::of_rule(facts, standing, question.known_at, question.asked);
        Self {
            question,
            lens,
            stretches: stretches(&lens.grain, standing, question.asked, facts.covers()),
            grants,
            other_day: BTreeMap::new(),
            found: Found::default(),
            matched: false,
            passes: 0,
            cut_out: 0,
            unbounded: 0,
            in_part: BTreeSet::new(),
            empty_places: BTreeSet::new(),
            lines: Vec::new(),
            items: Vec::new(),
            figures: Vec::new(),
            places: Arc::default(),
            bound_before: None,
        }
    }

    fn judge(mut self, swept: Option<Swept>) -> Result<Found, Error> {
        self.lens(swept)?;
        if self.question.depth.is_light() {
            self.put_together();
        }
        Ok(self.found)
    }

    fn lens(&mut self, swept: Option<Swept>) -> Result<(), Error> {
        for (grant, by) in std::mem::take(&mut self.grants.ignored) {
            let message =
                Message::new("notice-grant-ignored").with("grant", grant).with("by", by);
            self.notice("grant-ignored", message);
        }
        if self.stretches.is_empty() {
            self.notice("not-in-force", Message::new("notice-not-in-force"));
            return Ok(());
        }
        let facts = self.question.domain.facts;
        let missing = missing_tables(facts, self.lens, &self.stretches);
        for table in &missing {
            let message = Message::new("notice-no-table").with("table", table.as_str());
            self.notice("no-table", message);
        }
        if !missing.is_empty() {
            self.found.findings.push(without_cell(self.lens, Reason::NoData));
            self.found.summary.not_evaluated += 1;
            return Ok(());
        }
        if let Ask::Quota(quota) = &self.lens.ask {
            self.quota(quota)?;
            self.close();
            return Ok(());
        }
        if let Ask::Apart(apart) = &self.lens.ask {
            self.separate(apart)?;
            self.close();
            return Ok(());
        }
        self.other_day = other_day(self.question.domain, self.lens);
        match (self.pass_alike()?, swept) {
            (None, Some(swept)) => self.left(swept)?,
            (rows, _) => {
                let (domain, stretches) = (self.question.domain, &self.stretches);
                let gather = Gather::new(domain, self.lens, stretches, None);
                self.cells(match rows {
                    Some(rows) => gather.only_rows(&rows).gather(),
                    None => gather.gather(),
                })?;
            }
        }
        self.close();
        Ok(())
    }

    /// Judges the cells of some items.
    fn cells(&mut self, mut gathered: Gathered) -> Result<(), Error> {
        self.note_blanks(&gathered);
        let asked = (self.question.domain, self.lens);
        levels::cut(asked, &mut self.stretches, &mut gathered, None);
        // In the order of time, so that what is said once is said of the first.
        let mut cells: Vec<_> = gathered.cells.iter().collect();
        cells.sort_by_key(|((nth, _), _)| self.stretches.get(*nth).map(|one| one.window));
        for ((nth, place), sides) in cells {
            self.cell(*nth, place, sides)?;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        nth: usize,
        place: &Place,
        sides: &[Vec<Item>],
    ) -> Result<(), Error> {
        let stretches = std::mem::take(&mut self.stretches);
        let in_part = self.in_part.contains(&(nth, place.clone()));
        let passes = self.passes;
        let result = match stretches.get(nth) {
            Some(stretch) => self.cell_of(stretch, place, sides),
            None => Ok(()),
        };
        self.stretches = stretches;
        if in_part {
            self.passes = passes;
        }
        result
    }

    fn cell_of(
        &mut self,
        stretch: &Stretch,
        place: &Place,
        sides: &[Vec<Item>],
    ) -> Result<(), Error> {
        let other_day = std::mem::take(&mut self.other_day);
        let grants = std::mem::take(&mut self.grants);
        let by_day = self.lens.averaged.then(|| by_day(sides));
        let sides = by_day.as_deref().unwrap_or(sides);
        let asked = (self.question.domain, self.lens);
        let view = CellView {
            other_day: other_day.get(place).map_or(&[], Vec::as_slice),
            ..CellView::of(asked, (stretch, place), sides, &grants)
        };
        let result = match self.lens.grain.time {
            Time::Moment => self.moments(&view),
            _ => view.judge().map(|judged| match judged {
                None => self.cut_out += 1,
                Some(judged) => self.judged(&view, &judged),
            }),
        };
        self.other_day = other_day;
        self.grants = grants;
        result
    }

    fn judged(&mut self, view: &CellView<'_>, judged: &Judged) {
        self.note_matched(judged);
        if view.stretch.cut && !self.lens.is_upper() {
            self.cut_short(view, judged);
            return;
        }
        match (bound_of(self.lens), &judged.verdict) {
            (Some(bound), Some(verdict)) => {
                if view.nobody_there(judged) {
                    self.nobody_there(view);
                    return;
                }
                if verdict.unbounded {
                    self.unbounded += 1;
                    return;
                }
                let outcome = view.outcome(judged, verdict);
                self.tell(view, outcome, |held| {
                    view.of_bound(bound, judged, verdict, held)
                });
            }
            _ => self.items(view, judged),
        }
    }

    /// CLAUSE 1.10, 1.13, 5.5: what cannot be judged on part of a period.
    fn cut_short(&mut self, view: &CellView<'_>, judged: &Judged) {
        let Ask::Each { asks, .. } = self.lens.ask else {
            self.silent(view.silent(Reason::CutPeriod, None));
            return;
        };
        for (items, labels) in view.sides.iter().zip(&judged.labels) {
            for (item, labels) in items.iter().zip(labels) {
                match view.outcome_of_item(judged, *labels) {
                    None => {}
                    Some(Outcome::Pass) if asks == Asks::Have => {
                        match self.has_passes() {
                            true => self.push(view.of_item(item, Outcome::Pass)),
                            false => self.passes += 1,
                        }
                    }
                    Some(_) => self.silent(view.silent(Reason::CutPeriod, Some(item))),
                }
            }
        }
    }

    fn silent(&mut self, finding: Finding) {
        self.found.summary.not_evaluated += 1;
        self.found.findings.push(finding);
    }

    /// CLAUSE 4.9: said once for each place.
    fn nobody_there(&mut self, view: &CellView<'_>) {
        self.found.summary.not_evaluated += 1;
        if self.empty_places.insert(view.place.clone()) {
            self.found.findings.push(view.silent(Reason::NobodyThere, None));
        }
    }

    /// CLAUSE 5.1: each item of a requirement by itself.
    fn items(&mut self, view: &CellView<'_>, judged: &Judged) {
        for (items, labels) in view.sides.iter().zip(&judged.labels) {
            for (item, labels) in items.iter().zip(labels) {
                match view.outcome_of_item(judged, *labels) {
                    None => {}
                    Some(Outcome::Pass) if !self.has_passes() => self.passes += 1,
                    Some(outcome) => self.push(view.of_item(item, outcome)),
                }
            }
        }
    }

    /// Pushes what is found of a cell, whose mend moves nobody whom a requirement holds; a
    /// pass is a finding only where passes are asked for.
    fn tell(
        &mut self,
        view: &CellView<'_>,
        outcome: Outcome,
        finding: impl FnOnce(Held<'_>) -> Finding,
    ) {
        if outcome == Outcome::Pass && !self.has_passes() {
            self.passes += 1;
            return;
        }
        let binding = match outcome {
            Outcome::Fail => self.binding(&view.stretch.days),
            _ => Binding::default(),
        };
        let finding = finding(&|item: &Item| self.held(item, &binding));
        self.push(finding);
    }

    fn push(&mut self, finding: Finding) {
        if finding.outcome == Outcome::Pass {
            self.passes += 1;
        } else {
            let relieved = finding.relief.is_some();
            self.found.summary.add(finding.outcome, finding.force, relieved, 1);
        }
        self.found.findings.push(finding);
    }
}

/// CLAUSE 4.8: the register of the base's own day, by the same columns.
pub(crate) fn other_day(domain: &Domain<'_>, lens: &Lens) -> BTreeMap<Place, Vec<Item>> {
    let Some(Base::OnDay(_, day, side)) = bound_of(lens).map(|bound| &bound.base) else {
        return BTreeMap::new();
    };
    let mut lens = Lens { sides: vec![(**side).clone()], ..lens.clone() };
    if lens.grain.time.is_of_hours() {
        // The register of a day has no hours, and no nights.
        let week_starts = lens.standing.rule().week_starts;
        lens.grain.time = Time::Calendar(Calendar::Day, week_starts);
    }
    let stretch = Stretch {
        days: vec![*day],
        window: crate::window::Window::days(*day, *day),
        part: false,
        names_part: false,
        levels: None,
        piece: 0,
        cut: false,
        keys: Vec::new(),
    };
    let gathered = Gather::new(domain, &lens, &[stretch], None).loose().gather();
    let cells = gathered.cells.into_iter();
    cells
        .map(|((_, place), sides)| (place, sides.into_iter().flatten().collect()))
        .collect()
}
