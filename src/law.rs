//! The door: a law is asked, and answers with a report.

mod aggregated;
mod ending;
mod flips;
mod roster;
mod witness;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::clash::Feasibility;
use crate::day::Day;
use crate::domain::Domain;
use crate::error::{Error, Fault};
use crate::facts::Facts;
use crate::field::{Home, Subject, Table};
use crate::finding::Finding;
use crate::judge::feasible::{feasibility, mentioned};
use crate::judge::run::{
    Depth, Found, Question, needs_people, run, told_kinds, told_rows,
};
use crate::name::RuleRef;
use crate::plan::atom::Atom;
use crate::plan::{Bound, Lens, Plan};
use crate::read::facts::FactsBuilder;
use crate::report::{Consolidated, KnownAt, Notice, Report};
use crate::rulebook::{Rulebook, Standing};
use crate::tally::counted::Counted;
use crate::tally::sweep::Spot;
use crate::verdicts::Verdicts;
use crate::window::{Period, Window};
use crate::words;
use crate::workers::{Alone, Workers};

/// The rules of a rulebook as they stand when known at one time, planned once.
///
/// Cloning shares it; it may be kept and asked from many threads.
///
/// ```
/// use passmuster::{KnownAt, Law, Rulebook, Source};
/// # let order = Source::new("order-7.yaml", "
/// # passmuster: 1
/// # directive: { id: our-order-7-2021 }
/// # in_force: { from: 2021-02-17, through: 2021-03-02 }
/// # rules:
/// #   - id: onsite-cap
/// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// # ");
/// let law: Law = Rulebook::read([order])?.as_known(KnownAt::Latest);
/// let day = "2021-02-17".parse()?;
/// let rules: Vec<String> =
///     law.in_force(day).map(|standing| standing.rule().name.to_string()).collect();
/// assert_eq!(rules, ["our-order-7-2021/onsite-cap"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Law(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    rulebook: Rulebook,
    known_at: KnownAt,
    standings: Vec<Standing>,
    consolidated: Vec<Consolidated>,
    plan: Result<Plan, Error>,
}

/// What is wanted of a judging.
#[derive(Clone, Copy)]
struct Want<'a> {
    depth: Depth,
    counted: Option<&'a dyn Counted>,
}

impl Want<'_> {
    const FINDINGS: Self = Want { depth: Depth::Findings, counted: None };
    const VERDICTS: Self = Want { depth: Depth::Figures, counted: None };
}

impl Rulebook {
    /// The law as known at a day, or by every document at hand.
    pub fn as_known(&self, known_at: KnownAt) -> Law {
        let standings = self.standings(known_at);
        let plan = Plan::new(self, standings.clone());
        let consolidated = self.consolidated(known_at);
        Law(Arc::new(Inner {
            rulebook: self.clone(),
            known_at,
            standings,
            consolidated,
            plan,
        }))
    }

    /// A builder of facts for these rules: it knows the fields that they declare.
    pub fn facts(&self) -> FactsBuilder {
        FactsBuilder::new(self.fields().clone(), self.needed().clone())
    }
}

impl Law {
    /// The rules that it asks, and their groups.
    pub fn rulebook(&self) -> &Rulebook {
        &self.0.rulebook
    }

    /// As known when.
    pub fn known_at(&self) -> KnownAt {
        self.0.known_at
    }

    /// Every rule with its windows, sorted by name.
    pub fn standings(&self) -> &[Standing] {
        &self.0.standings
    }

    /// The rules in force on some minute of a day, each with its chain of documents.
    pub fn in_force(&self, day: Day) -> impl Iterator<Item = &Standing> {
        let window = Window::days(day, day);
        self.0.standings.iter().filter(move |standing| standing.overlaps(window))
    }

    /// Judges facts: every finding that is not a pass.
    ///
    /// # Errors
    ///
    /// When a day is asked for which the facts do not speak, when no rule is in force on any
    /// day asked, or when the facts were built for another rulebook.
    pub fn check(&self, facts: &Facts, period: Period) -> Result<Report, Error> {
        self.judge(facts, period, Depth::Findings)
    }

    /// Judges facts: every finding, passes among them.
    ///
    /// # Errors
    ///
    /// As [`Law::check`].
    pub fn check_all(&self, facts: &Facts, period: Period) -> Result<Report, Error> {
        self.judge(facts, period, Depth::Passes)
    }

    /// Judges facts, without their people: outcome and figures of every cell that does not
    /// pass. What [`Law::check`] says, at the price of a look at sums.
    ///
    /// ```
    /// use passmuster::{KnownAt, Rulebook, Source, workers::Alone};
    ///
    /// let order = Source::new("order-7.yaml", "
    /// passmuster: 1
    /// directive: { id: order-7 }
    /// in_force: { from: 2021-02-17, through: 2021-03-02 }
    /// rules:
    ///   - id: cap
    ///     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
    /// ");
    /// let attendance = "person,unit,date,status
    /// an,tong-hop,2021-02-18,on-site
    /// binh,tong-hop,2021-02-18,on-site
    /// chi,tong-hop,2021-02-18,remote
    /// ";
    /// let rulebook = Rulebook::read([order])?;
    /// let attendance = Source::new("attendance.csv", attendance);
    /// let facts = rulebook.facts().table("attendance", attendance).build()?;
    /// let law = rulebook.as_known(KnownAt::Latest);
    /// let verdicts = law.verdicts(&facts, facts.covers(), &Alone)?;
    /// let verdict = verdicts.iter().next().unwrap();
    /// assert_eq!(verdict.cell.to_string(), "unit=tong-hop day=2021-02-18");
    /// assert_eq!(verdict.figures.unwrap().allowed, Some(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Law::check`].
    pub fn verdicts(
        &self,
        facts: &Facts,
        period: Period,
        workers: &dyn Workers,
    ) -> Result<Verdicts, Error> {
        let found = self.ask(facts, period, Want::VERDICTS, workers)?;
        Ok(self.put_together(facts, period, found))
    }

    /// Judges rows that were counted and not kept, and tells where those stand of which
    /// findings would tell, if that is asked; `None` if all must be kept to tell.
    pub(crate) fn counted(
        &self,
        facts: &Facts,
        period: Period,
        (counted, depth): (&dyn Counted, Depth),
        workers: &dyn Workers,
    ) -> Result<Option<(Verdicts, BTreeSet<Spot>)>, Error> {
        let want = Want { counted: Some(counted), depth };
        let mut found = self.ask(facts, period, want, workers)?;
        let spots = std::mem::take(&mut found.spots);
        Ok((!found.needs_rows).then(|| (self.put_together(facts, period, found), spots)))
    }

    /// The findings that are no passes, without their sentences.
    pub(crate) fn findings(
        &self,
        facts: &Facts,
        period: Period,
        workers: &dyn Workers,
    ) -> Result<Vec<Finding>, Error> {
        Ok(self.ask(facts, period, Want::FINDINGS, workers)?.findings)
    }

    /// For each row of a table whether some rule may have more to say of its like; of
    /// attendance, whether a requirement may.
    pub(crate) fn told(&self, facts: &Facts, table: Table) -> Option<Vec<bool>> {
        let plan = self.0.plan.as_ref().ok()?;
        let (asked, known_at) = (facts.covers(), self.0.known_at);
        let domain = &Domain::new(facts, &BTreeSet::new(), known_at);
        let (depth, counted) = (Depth::Figures, None);
        let question = Question { plan, domain, asked, known_at, depth, counted };
        match table {
            Table::Attendance => told_kinds(question),
            _ => told_rows(question, table).ok(),
        }
    }

    /// Whether some rule in force on one of these days asks more of the rows of people than
    /// can be counted, whatever they are.
    pub(crate) fn needs_people(&self, mut days: impl Iterator<Item = Day>) -> bool {
        let lenses = self.0.plan.iter().flat_map(|plan| &plan.lenses);
        let lenses: Vec<_> = lenses.filter(|lens| needs_people(lens)).collect();
        days.any(|day| {
            let day = Window::days(day, day);
            lenses.iter().any(|lens| lens.standing.overlaps(day))
        })
    }

    fn put_together(&self, facts: &Facts, asked: Period, found: Found) -> Verdicts {
        Verdicts {
            asked,
            known_at: self.0.known_at,
            rulebook: self.0.consolidated.clone(),
            notices: self.notices(facts, found.notices),
            summary: found.summary,
            passes: found.passes,
            rules: found.verdicts,
        }
    }

    fn judge(&self, facts: &Facts, asked: Period, depth: Depth) -> Result<Report, Error> {
        let law = &*self.0;
        let found = self.ask(facts, asked, Want { depth, counted: None }, &Alone)?;
        let mut report = Report::new(asked, law.known_at, law.consolidated.clone());
        report.summary = found.summary;
        report.passes = found.passes;
        report.findings = found.findings;
        report.notices = self.notices(facts, found.notices);
        self.put_into_words(&mut report.findings);
        Ok(report)
    }

    /// What must be said beside the findings. CLAUSE 10.3
    fn notices(&self, facts: &Facts, found: Vec<Notice>) -> Vec<Notice> {
        let of_acts = self.0.rulebook.notices(self.0.known_at);
        let mut notices = [found, facts.notices().to_vec(), of_acts].concat();
        notices.sort_by_cached_key(|notice| (notice.code, notice.message.to_string()));
        notices.dedup();
        notices
    }

    fn ask(
        &self,
        facts: &Facts,
        asked: Period,
        want: Want<'_>,
        workers: &dyn Workers,
    ) -> Result<Found, Error> {
        let plan = self.plan_for(facts, asked)?;
        let headcounts = headcount_days(plan, asked, facts.covers());
        let known_at = self.0.known_at;
        let Want { depth, counted } = want;
        let has_people = |counted: &dyn Counted| counted.has(Table::Attendance);
        if counted.is_some_and(has_people) && !headcounts.is_empty() {
            return Ok(Found { needs_rows: true, ..Found::default() });
        }
        let domain = &Domain::new(facts, &headcounts, known_at);
        run(Question { plan, domain, asked, known_at, depth, counted }, workers)
    }

    /// The plan, if it can be asked of these facts in this period.
    pub(crate) fn plan_for(&self, facts: &Facts, asked: Period) -> Result<&Plan, Error> {
        let law = &*self.0;
        if !Arc::ptr_eq(&facts.fields, law.rulebook.fields()) {
            return Err(Fault::OtherRulebook.into());
        }
        let covers = facts.covers();
        if !covers.contains(asked.from()) || !covers.contains(asked.through()) {
            return Err(Fault::OutsideFacts {
                asked_from: asked.from(),
                asked_through: asked.through(),
                facts_from: covers.from(),
                facts_through: covers.through(),
            }
            .into());
        }
        self.in_force_within(asked)?;
        for standing in &law.standings {
            one_zone(standing, facts, asked)?;
        }
        law.plan.as_ref().map_err(Clone::clone)
    }

    /// Whether the rules can all be kept by the people of the register, on each day of a
    /// period: before there is a roster, and whatever the facts say of one. CLAUSE 16.1
    ///
    /// ```
    /// use passmuster::{KnownAt, Period, Rulebook, Source};
    ///
    /// let order = Source::new("order-7.yaml", "
    /// passmuster: 1
    /// directive: { id: order-7 }
    /// in_force: { from: 2021-02-17, through: 2021-03-02 }
    /// rules:
    ///   - id: cap
    ///     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
    ///   - { id: duty, require: { each: { unit: duty-room }, be: { status: on-site }, per: day } }
    /// ");
    /// let people = Source::new("people.csv", "person,unit\nan,duty-room\nbinh,duty-room\n");
    /// let rulebook = Rulebook::read([order])?;
    /// let settings = "passmuster-facts: 1\ncovers: { from: 2021-02-17, through: 2021-02-19 }\n";
    /// let settings = Source::new("facts.yaml", settings);
    /// let facts = rulebook.facts().settings(settings).table("people", people).build()?;
    /// let law = rulebook.as_known(KnownAt::Latest);
    /// let period = Period::new("2021-02-17".parse()?, "2021-02-19".parse()?)?;
    /// let found = law.feasibility(&facts, period)?;
    /// assert_eq!(
    ///     found.clashes[0].to_string(),
    ///     "`order-7/cap` and `order-7/duty` cannot both be kept in `duty-room` from 2021-02-17 \
    ///      to 2021-02-19: `order-7/cap` allows 1 of 2, and the others leave no fewer than 2; \
    ///      `order-7/duty` binds an, binh"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When no rule is in force on any day asked, when the facts have no register, or when
    /// they were built for another rulebook.
    pub fn feasibility(
        &self,
        facts: &Facts,
        period: Period,
    ) -> Result<Feasibility, Error> {
        let law = &*self.0;
        if !Arc::ptr_eq(&facts.fields, law.rulebook.fields()) {
            return Err(Fault::OtherRulebook.into());
        }
        if !facts.register().is_present() {
            return Err(Fault::NoRegister.into());
        }
        self.in_force_within(period)?;
        let plan = law.plan.as_ref().map_err(Clone::clone)?;
        let facts = facts.without_roster(mentioned(plan));
        let days = headcount_days(plan, period, facts.covers());
        let domain = Domain::new(&facts, &days, law.known_at);
        let (asked, known_at) = (period, law.known_at);
        feasibility(Question {
            plan,
            domain: &domain,
            asked,
            known_at,
            depth: Depth::Findings,
            counted: None,
        })
    }

    fn in_force_within(&self, asked: Period) -> Result<(), Error> {
        let law = &*self.0;
        match law.standings.iter().any(|standing| standing.overlaps(asked.window())) {
            true => Ok(()),
            false => Err(Fault::NothingInForce {
                from: asked.from(),
                through: asked.through(),
                known_at: law.known_at.to_string(),
            }
            .into()),
        }
    }

    /// Gives every finding its sentence, and its bound its words.
    pub(crate) fn put_into_words(&self, findings: &mut [Finding]) {
        for finding in findings {
            let Some(standing) = self.standing(&finding.rule) else { continue };
            words::finish(standing.rule(), finding);
        }
    }

    /// A rule with its windows.
    pub(crate) fn standing(&self, rule: &RuleRef) -> Option<&Standing> {
        let standings = &self.0.standings;
        let at = standings.binary_search_by(|standing| standing.rule().name.cmp(rule));
        standings.get(at.ok()?)
    }
}

/// CLAUSE 1.14: whether a rule that begins or ends at a clock time in the period counts it
/// as the workplaces do.
fn one_zone(standing: &Standing, facts: &Facts, asked: Period) -> Result<(), Error> {
    let ends = standing.windows().iter().flat_map(|own| [own.from, own.until]);
    let within =
        ends.filter(|at| asked.window().from < *at && *at < asked.window().until);
    let Some(at) = within.filter(|at| *at != at.day().start()).min() else {
        return Ok(());
    };
    let Some(rule_zone) = &standing.directive().zone else { return Ok(()) };
    let of_units = facts.table(Table::Units).and_then(|rows| rows.column("zone"));
    let of_units = of_units.into_iter().flat_map(|column| column.values());
    let of_units = of_units.filter_map(|zone| Some(("some units", zone.as_text()?)));
    let of_facts = facts.settings().zone.as_deref().map(|zone| ("the facts", zone));
    match of_units.chain(of_facts).find(|(_, zone)| zone != rule_zone) {
        None => Ok(()),
        Some((place, zone)) => Err(Fault::OtherZone {
            rule: standing.rule().name.to_string(),
            rule_zone: rule_zone.clone(),
            day: at.day(),
            place: place.to_owned(),
            place_zone: zone.to_owned(),
        }
        .into()),
    }
}

/// The days on which some rule asks how many people are on the register.
pub(crate) fn headcount_days(
    plan: &Plan,
    asked: Period,
    covers: Period,
) -> BTreeSet<Day> {
    let mut days = BTreeSet::new();
    for lens in plan.lenses.iter().filter(|lens| asks_headcount(lens)) {
        let stretches =
            crate::domain::stretch::stretches(&lens.grain, &lens.standing, asked, covers);
        let people = lens.sides.iter().any(|side| side.subject == Subject::People);
        for stretch in &stretches {
            match people || lens.averaged {
                true => days.extend(&stretch.days),
                false => days.extend(stretch.days.first()),
            }
        }
    }
    days
}

pub(crate) fn asks_headcount(lens: &Lens) -> bool {
    let of_home =
        |homes: &[(Home, String)]| homes.iter().any(|(home, _)| *home == Home::Register);
    let of_atom = |atom: &Atom| match atom {
        Atom::Together(together) => {
            together.probes.iter().any(|probe| of_home(&probe.homes))
        }
        Atom::Lacks { .. } | Atom::Lasting(_) => false,
    };
    let atoms = lens
        .sides
        .iter()
        .chain(lens.guards.iter().flatten())
        .flat_map(|side| &side.atoms);
    let bound = crate::judge::evidence::bound_of(lens);
    let mut fields = bound.into_iter().flat_map(Bound::probes);
    atoms.into_iter().any(of_atom) || fields.any(|probe| of_home(&probe.homes))
}
