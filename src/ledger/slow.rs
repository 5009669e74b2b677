//! Rules that are not counted: they are judged again, over as few of the facts as will do.

use std::collections::BTreeMap;

use crate::day::{Calendar, Day};
use crate::domain::Domain;
use crate::domain::stretch::{Stretch, stretches};
use crate::error::Error;
use crate::facts::Facts;
use crate::field::{Home, Subject, Table};
use crate::finding::{Cell, Outcome, Reason};
use crate::judge::run::{Depth, Found, Question, run};
use crate::law::{asks_headcount, headcount_days};
use crate::plan::atom::{Atom, Probe};
use crate::plan::{Ask, Base, Lens, Plan, Time};
use crate::report::KnownAt;
use crate::window::Period;
use crate::workers::Alone;

use super::effect::Verdict;

/// What is said by cell, but that cells pass.
pub(super) type Said = BTreeMap<Cell, Verdict>;

/// How far a change of one person's day reaches in a rule that is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// Nowhere: the rule reads nothing of attendance.
    Nowhere,
    /// To the cells that hold the day.
    Days,
    /// To the cells of that person.
    Person,
    /// Perhaps anywhere.
    Anywhere,
}

/// A rule that is judged again.
#[derive(Debug)]
pub(super) struct Slow {
    /// Which rule of the plan.
    pub(super) lens: u32,
    pub(super) reach: Reach,
    /// A plan of this rule alone.
    pub(super) plan: Plan,
    pub(super) said: Said,
}

/// What a change comes to in one rule: all that was said where it reaches, and all that is.
#[derive(Debug)]
pub(super) struct Again {
    pub(super) before: Said,
    pub(super) after: Said,
}

impl Slow {
    /// A rule, judged for the first time.
    pub(super) fn new(
        facts: &Facts,
        nth: usize,
        lens: &Lens,
        (period, known_at): (Period, KnownAt),
    ) -> Result<Slow, Error> {
        let plan = Plan { lenses: vec![lens.clone()] };
        let said = said(&judged(facts, &plan, period, known_at)?);
        // OK because nobody writes 2^32 rules.
        Ok(Slow { lens: nth as u32, reach: reach(facts, lens), plan, said })
    }

    /// What must be asked to judge all cells that hold a day, and the days of those cells;
    /// `None` if they cannot be asked by themselves.
    pub(super) fn cells_of_day(
        &self,
        day: Day,
        (period, covers): (Period, Period),
    ) -> Option<Touched> {
        let lens = self.plan.lenses.first()?;
        let cut = |asked: Period| stretches(&lens.grain, &lens.standing, asked, covers);
        let nights = lens.grain.time.is_of_hours();
        let holds = |stretch: &Stretch| {
            stretch.days.contains(&day) || nights && stretch.days.contains(&day.next())
        };
        let touched: Vec<Stretch> = cut(period).into_iter().filter(holds).collect();
        let days = || touched.iter().flat_map(|stretch| stretch.days.iter().copied());
        let Some((first, last)) = days().min().zip(days().max()) else {
            return Some(Touched::NoCell);
        };
        let asked = Period::new(first.max(period.from()), last.min(period.through()));
        let asked = asked.ok()?;
        let whole = Period::new(first.plus(-1), last.plus(1)).ok()?;
        (cut(asked) == touched).then_some(Touched::Cells(asked, whole))
    }
}

/// The cells that hold a day.
#[derive(Debug, Clone, Copy)]
pub(super) enum Touched {
    /// There is none.
    NoCell,
    /// Those of the first period, whose days lie in the second.
    Cells(Period, Period),
}

/// The findings of a plan.
pub(super) fn judged(
    facts: &Facts,
    plan: &Plan,
    asked: Period,
    known_at: KnownAt,
) -> Result<Found, Error> {
    let heads = headcount_days(plan, asked, facts.covers());
    let domain = Domain::new(facts, &heads, known_at);
    let (domain, depth) = (&domain, Depth::Findings);
    let question = Question { plan, domain, asked, known_at, depth, counted: None };
    run(question, &Alone)
}

/// What findings say.
pub(super) fn said(found: &Found) -> Said {
    let findings = found.findings.iter();
    findings.map(|finding| (finding.cell.clone(), Verdict::of(finding))).collect()
}

/// Whether what was found in some cells can be set beside what was found in the others: not
/// where something is said of all cells together. CLAUSE 4.9, 8.2
pub(super) fn stands_alone(found: &Found) -> bool {
    let whole = |notice: &crate::report::Notice| notice.code == "matched-nobody";
    let nobody = |finding: &crate::finding::Finding| {
        finding.outcome == Outcome::NotEvaluated
            && finding.reason != Some(Reason::CutPeriod)
    };
    !found.notices.iter().any(whole) && !found.findings.iter().any(nobody)
}

fn reach(facts: &Facts, lens: &Lens) -> Reach {
    let flat = !facts.register().is_present();
    let has = |subject: &dyn Fn(Subject) -> bool| {
        lens.sides.iter().all(|side| subject(side.subject))
    };
    let of_others = |subject: Subject| {
        !matches!(subject, Subject::People | Subject::Arrivals | Subject::Departures)
    };
    let bound = crate::judge::evidence::bound_of(lens);
    let on_day = bound.is_some_and(|bound| matches!(bound.base, Base::OnDay(..)));
    let reads = probes(lens).iter().any(|probe| reads_attendance(probe, flat));
    let is_plain = !on_day && !matches!(lens.ask, Ask::Quota(_) | Ask::Apart(_));
    if is_plain && has(&of_others) && !reads {
        return Reach::Nowhere;
    }
    let heads = flat && asks_headcount(lens);
    match &lens.ask {
        Ask::Quota(quota) => {
            let people = has(&|subject| subject == Subject::People);
            let alone = people && !quota.is_mean && !asks_headcount(lens);
            if alone { Reach::Person } else { Reach::Anywhere }
        }
        Ask::Apart(apart) if apart.gap.is_some() => Reach::Anywhere,
        _ if on_day || heads => Reach::Anywhere,
        _ => match lens.grain.time {
            Time::Calendar(Calendar::Day | Calendar::Week | Calendar::Month, _)
            | Time::Row
            | Time::Moment
            | Time::Hour => Reach::Days,
            _ => Reach::Anywhere,
        },
    }
}

/// Every field that a rule compares by itself.
fn probes(lens: &Lens) -> Vec<&Probe> {
    let bound = crate::judge::evidence::bound_of(lens);
    let atoms = lens.atoms().flat_map(Atom::compared);
    let sums = lens.sides.iter().filter_map(|side| side.sums.as_ref());
    let bounds = bound.into_iter().flat_map(|bound| bound.probes());
    let direct: Vec<&Probe> = atoms.chain(sums).chain(bounds).collect();
    let at = direct.iter().filter_map(|probe| probe.at.as_deref());
    at.chain(direct.iter().copied()).collect()
}

fn reads_attendance(probe: &Probe, flat: bool) -> bool {
    probe.homes.iter().any(|(home, _)| match home {
        Home::Table(Table::Attendance) | Home::Hours => true,
        Home::Table(Table::People) | Home::Register => flat,
        Home::Table(_) | Home::Day | Home::Level => false,
    })
}
