//! Verdicts that are kept up to date, one change at a time.

mod again;
mod bound;
mod change;
mod counted;
mod counts;
mod days;
mod effect;
mod kinds;
mod rows;
mod slow;
mod snapshot;
mod stays;
mod told;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::day::Day;
use crate::domain::Domain;
use crate::error::{Error, Fault};
use crate::facts::{Facts, PersonId};
use crate::field::{Table, Text};
use crate::finding::{Cell, Finding, Outcome};
use crate::law::{Law, headcount_days};
use crate::name::RuleRef;
use crate::report::Report;
use crate::window::Period;

use again::differences;
use counts::{Counts, Move};
use effect::At;
use rows::{Edits, Values};
use slow::{Again, Reach, Slow, judged};
use told::{DayRows, Told};

pub use change::Change;
pub use effect::{Changed, Effect, Verdict};

/// The rules of a law over the facts of a period, kept up to date one change at a time.
///
/// It owns what it needs, and may be asked from many threads. What it says is at all times
/// what [`Law::check`] says of the facts as they then are.
///
/// ```
/// use passmuster::{Change, Day, KnownAt, Period, Rulebook, Source};
/// # let order = Source::new("order-7.yaml", "
/// # passmuster: 1
/// # directive: { id: our-order-7-2021 }
/// # in_force: { from: 2021-02-17, through: 2021-03-02 }
/// # rules:
/// #   - id: onsite-cap
/// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// # ");
/// let people = "person,unit\nan,tong-hop\nbinh,tong-hop\nchi,tong-hop\n";
/// let rows = "person,date,status\nan,2021-02-18,on-site\nbinh,2021-02-18,remote\n";
/// let rulebook = Rulebook::read([order])?;
/// let facts = rulebook
///     .facts()
///     .table("people", Source::new("people.csv", people))
///     .table("attendance", Source::new("attendance.csv", rows))
///     .build()?;
/// let today: Day = "2021-02-18".parse()?;
/// let law = rulebook.as_known(KnownAt::Latest);
/// let mut ledger = law.open(&facts, Period::on(today))?;
///
/// let comes = Change::status("chi", today, "on-site");
/// let effect = ledger.what_if(&comes)?;          // nothing has happened yet
/// assert!(effect.breaks());
/// let findings = ledger.explain(&effect)?;
/// assert_eq!(findings[0].to_string(), "2 of 3 on site in `tong-hop`; at most 1 may be");
///
/// ledger.apply(&Change::status("chi", today, "leave"))?;
/// assert!(ledger.verdicts().is_empty());         // everybody is known, and all is kept
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Ledger {
    law: Law,
    /// The names of the rules of the plan.
    rules: Vec<RuleRef>,
    /// As they were when the ledger was opened, or last opened anew.
    facts: Facts,
    /// Everybody by name.
    people: HashMap<Text, PersonId>,
    period: Period,
    counts: Counts,
    slow: Vec<Slow>,
    /// Whether some rule is judged again at changes.
    is_judged_again: bool,
    edits: Edits,
    values: Option<Values>,
    /// What was changed before the ledger was last opened anew.
    log: BTreeMap<(PersonId, Day), DayRows>,
    /// Which facts the ledger was first opened with.
    origin: String,
}

/// How a rule is kept up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Lane {
    /// By sums: a change looks at a few cells, however many people and days there are.
    Counted,
    /// The cells that hold the day of the change are judged again.
    Days,
    /// The cells of the person of the change are judged again.
    Person,
    /// The rule is judged again.
    Whole,
    /// It reads nothing of attendance, so that no change touches it.
    Still,
}

/// How far a cell is from its bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Headroom {
    /// How many more (cap) or fewer (floor) before the bound breaks, whatever the gaps in the
    /// facts are filled with; negative if it is broken. `None` where no number is bounded.
    pub certain: Option<i64>,
    /// The last whole number that keeps the bound.
    pub allowed: Option<i64>,
}

/// What a rule says of a cell by name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stands {
    /// The rule.
    pub rule: RuleRef,
    /// Where; without a key where the rule matched nobody at all.
    pub cell: Cell,
    /// What it says.
    pub verdict: Verdict,
}

impl Stands {
    /// What a finding says, without its words.
    pub fn of(finding: &Finding) -> Self {
        let (rule, cell) = (finding.rule.clone(), finding.cell.clone());
        Self { rule, cell, verdict: Verdict::of(finding) }
    }
}

/// How a ledger comes to be.
enum Opening {
    /// On facts that are as they were read.
    First,
    /// On facts of which this is the print.
    Restored(String),
}

/// What a change comes to, before it is made.
enum Prepared {
    /// In the ledger as it is.
    Here(Effect, Move, Vec<(usize, Again)>),
    /// In another, for the facts have other values than before.
    Anew(Effect, Box<Ledger>),
}

impl Law {
    /// Opens a ledger: judges the facts, and keeps what is needed to judge each change.
    ///
    /// # Errors
    ///
    /// As [`Law::check`].
    pub fn open(&self, facts: &Facts, period: Period) -> Result<Ledger, Error> {
        self.open_as(facts.clone(), period, Opening::First)
    }

    fn open_as(
        &self,
        facts: Facts,
        period: Period,
        opening: Opening,
    ) -> Result<Ledger, Error> {
        let plan = self.plan_for(&facts, period)?;
        let known_at = self.known_at();
        let heads = headcount_days(plan, period, facts.covers());
        let domain = Domain::new(&facts, &heads, known_at);
        let counts = Counts::new(&domain, plan, period, known_at);
        let counted: BTreeSet<u32> = counts.rules.iter().map(|rule| rule.lens).collect();
        let lenses = (0_u32..).zip(&plan.lenses);
        let others = lenses.filter(|(nth, _)| !counted.contains(nth));
        let slow = others
            .map(|(nth, lens)| Slow::new(&facts, nth as usize, lens, (period, known_at)));
        let slow = slow.collect::<Result<Vec<_>, _>>()?;
        let is_judged_again = slow.iter().any(|slow| slow.reach != Reach::Nowhere);
        let edits = Edits::new(facts.register().people(), counts.days());
        let values = Values::new(&facts);
        let (log, law) = (BTreeMap::new(), self.clone());
        let rules = plan.lenses.iter();
        let rules = rules.map(|lens| lens.standing.rule().name.clone()).collect();
        let origin = match opening {
            Opening::First => snapshot::print_of_facts(&facts),
            Opening::Restored(origin) => origin,
        };
        let people = facts.register().names.iter().cloned();
        let people = people.zip((0..).map(PersonId)).collect();
        Ok(Ledger {
            law,
            rules,
            facts,
            people,
            period,
            counts,
            slow,
            is_judged_again,
            edits,
            values,
            log,
            origin,
        })
    }
}

impl Ledger {
    /// What a change would do. Nothing is changed by asking.
    ///
    /// # Errors
    ///
    /// When the change names somebody or a day that the ledger does not know, or says what no
    /// table may say.
    pub fn what_if(&self, change: &Change) -> Result<Effect, Error> {
        let told = self.told(change)?;
        if let Some(to) = self.counted_alone(&told) {
            let mut effect = Effect::new(told);
            self.counts.effect(&to, &mut effect);
            return Ok(effect);
        }
        match self.prepare(told)? {
            Prepared::Here(effect, ..) | Prepared::Anew(effect, _) => Ok(effect),
        }
    }

    /// Makes a change, and tells what it does.
    ///
    /// # Errors
    ///
    /// As [`Ledger::what_if`]; then nothing is changed.
    pub fn apply(&mut self, change: &Change) -> Result<Effect, Error> {
        let told = self.told(change)?;
        if let Some(to) = self.counted_alone(&told) {
            self.note_values(&told);
            self.edits.note(told.person, self.counts.nth(told.day), &told.rows);
            let mut effect = Effect::new(told);
            self.counts.effect(&to, &mut effect);
            self.counts.make(to);
            return Ok(effect);
        }
        match self.prepare(told)? {
            Prepared::Anew(effect, ledger) => {
                *self = *ledger;
                Ok(effect)
            }
            Prepared::Here(effect, to, again) => {
                self.note_values(&effect.told);
                let nth = self.counts.nth(effect.told.day);
                self.edits.note(effect.told.person, nth, &effect.told.rows);
                self.counts.make(to);
                for (nth, again) in again {
                    let Some(slow) = self.slow.get_mut(nth) else { continue };
                    slow.said.retain(|cell, _| !again.before.contains_key(cell));
                    slow.said.extend(again.after);
                }
                Ok(effect)
            }
        }
    }

    /// The move of a change that touches counted rules only.
    #[inline]
    fn counted_alone(&self, told: &Told) -> Option<Move> {
        if self.is_judged_again || self.brings_values(told) {
            return None;
        }
        let day = (told.person, told.day);
        self.counts.to_move(&self.facts, day, &told.rows, |_| None)
    }

    /// Whether a change brings the first value of a kind, or takes the last away.
    fn brings_values(&self, told: &Told) -> bool {
        self.facts.table(Table::Attendance).is_none() || self.moves_values(told)
    }

    fn prepare(&self, told: Told) -> Result<Prepared, Error> {
        let is_new = self.brings_values(&told);
        let day = (told.person, told.day);
        let ask = |counts: &Counts| {
            let (day, only) = (Period::on(told.day), Some(told.person));
            let facts = self.facts_of(Some(day), only, Some(&told));
            let nobody = BTreeSet::new();
            let domain = Domain::new(&facts, &nobody, self.law.known_at());
            let plan = self.law.plan_for(&facts, day).ok()?;
            counts.classes_of_rows(plan, &domain, (told.person, told.day))
        };
        let to = match is_new {
            true => None,
            false => self.counts.to_move(&self.facts, day, &told.rows, ask),
        };
        let Some(to) = to else { return self.anew(told) };
        let mut again = Vec::new();
        for (nth, slow) in self.slow.iter().enumerate() {
            if let Some(found) = self.again(slow, &told)? {
                again.push((nth, found));
            }
        }
        let mut effect = Effect::new(told);
        self.counts.effect(&to, &mut effect);
        for (nth, again) in &again {
            let lens = self.slow.get(*nth).map_or(0, |slow| slow.lens);
            differences(lens, again, &mut effect);
        }
        Ok(Prepared::Here(effect, to, again))
    }

    /// Everything that is said by cell, but that cells pass: rule by rule, cell by cell.
    pub fn verdicts(&self) -> Vec<Stands> {
        let mut all: Vec<Stands> = self
            .all()
            .into_iter()
            .filter_map(|(lens, cell, verdict)| {
                Some(Stands { rule: self.rule(lens)?.clone(), cell, verdict })
            })
            .collect();
        all.sort_by(|one, other| (&one.rule, &one.cell).cmp(&(&other.rule, &other.cell)));
        all
    }

    fn all(&self) -> Vec<(u32, Cell, Verdict)> {
        let mut all = Vec::new();
        let people = self.facts.register().people();
        for rule in &self.counts.rules {
            self.counts.said(rule, people, &mut |at, verdict| {
                all.push((rule.lens, self.name(rule.lens, at, &[]), verdict));
            });
        }
        for slow in &self.slow {
            let said = slow.said.iter();
            all.extend(said.map(|(cell, verdict)| (slow.lens, cell.clone(), *verdict)));
        }
        all
    }

    /// The cell by name.
    fn name(&self, lens: u32, at: At, cells: &[Cell]) -> Cell {
        let rule = self.counts.rules.iter().find(|rule| rule.lens == lens);
        match (at, rule) {
            (At::Named(nth), _) => cells.get(nth as usize).cloned().unwrap_or_default(),
            (At::Cell(cell), Some(rule)) => rule.name(cell, None),
            (At::Person(cell, person), Some(rule)) => {
                rule.name(cell, Some(self.facts.register().name(person)))
            }
            (At::Rule, _) | (_, None) => Cell::default(),
        }
    }

    fn rule(&self, lens: u32) -> Option<&RuleRef> {
        self.rules.get(lens as usize)
    }

    /// Which rule says it, and of which cell; `None` if it is of another ledger.
    pub fn place_of(
        &self,
        effect: &Effect,
        changed: &Changed,
    ) -> Option<(RuleRef, Cell)> {
        let cell = self.name(changed.lens, changed.at, &effect.cells);
        Some((self.rule(changed.lens)?.clone(), cell))
    }

    /// The findings of what an effect says, as they are once the change is made: with names,
    /// evidence, mend and words. Cells that pass have none.
    ///
    /// # Errors
    ///
    /// As [`Law::check`].
    pub fn explain(&self, effect: &Effect) -> Result<Vec<Finding>, Error> {
        let speaks = |changed: &&Changed| {
            changed.after.is_some_and(|after| after.outcome != Outcome::Pass)
        };
        let wanted: BTreeSet<(RuleRef, Cell)> = effect
            .verdicts()
            .filter(speaks)
            .filter_map(|changed| self.place_of(effect, changed))
            .collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let told = &effect.told;
        let is_counted =
            |changed: &Changed| matches!(changed.at, At::Cell(_) | At::Person(..));
        let mut asked = self.period;
        let mut days = None;
        if effect.verdicts().filter(speaks).all(is_counted) {
            asked = Period::on(told.day);
            days = Some(Period::new(told.day.plus(-1), told.day.plus(1))?);
        }
        let facts = self.facts_of(days, None, Some(told));
        let plan = self.law.plan_for(&facts, asked)?;
        let mut findings = judged(&facts, plan, asked, self.law.known_at())?.findings;
        findings.retain(|one| wanted.contains(&(one.rule.clone(), one.cell.clone())));
        self.law.put_into_words(&mut findings);
        Ok(findings)
    }

    /// What [`Law::check`] says of the facts as they now are.
    ///
    /// # Errors
    ///
    /// As [`Law::check`].
    pub fn report(&self) -> Result<Report, Error> {
        self.law.check(&self.facts_of(None, None, None), self.period)
    }

    /// How far a cell is from the bound of a rule.
    ///
    /// # Errors
    ///
    /// When the rule asks no bound of such a cell.
    pub fn headroom(&self, rule: &RuleRef, cell: &Cell) -> Result<Headroom, Error> {
        let is_that = |lens: u32| self.rule(lens) == Some(rule);
        let counted = self.counts.rules.iter().find(|one| is_that(one.lens));
        let verdict = match counted {
            Some(one) => one
                .cell_of(cell)
                .and_then(|cell| one.of_cell(cell, counted::Moved::default())),
            None => {
                let facts = self.facts_of(None, None, None);
                let report = self.law.check_all(&facts, self.period)?;
                let mut findings = report.findings.iter();
                let found = findings.find(|one| one.rule == *rule && one.cell == *cell);
                found.map(Verdict::of)
            }
        };
        match verdict.filter(|verdict| verdict.count.is_some()) {
            Some(Verdict { headroom: certain, allowed, .. }) => {
                Ok(Headroom { certain, allowed })
            }
            None => {
                let (rule, cell) = (rule.to_string(), cell.to_string());
                Err(Fault::NoSuchCell { rule, cell }.into())
            }
        }
    }

    /// How each rule is kept up to date.
    pub fn lanes(&self) -> Vec<(RuleRef, Lane)> {
        let counted = self.counts.rules.iter().map(|rule| (rule.lens, Lane::Counted));
        let slow = self.slow.iter().map(|slow| {
            let lane = match slow.reach {
                Reach::Nowhere => Lane::Still,
                Reach::Days => Lane::Days,
                Reach::Person => Lane::Person,
                Reach::Anywhere => Lane::Whole,
            };
            (slow.lens, lane)
        });
        let mut all: Vec<(u32, Lane)> = counted.chain(slow).collect();
        all.sort_unstable();
        all.into_iter()
            .filter_map(|(lens, lane)| Some((self.rule(lens)?.clone(), lane)))
            .collect()
    }

    /// The days of the ledger.
    pub fn period(&self) -> Period {
        self.period
    }
}
