//! What the first look at the rows of a stream said, and what comes of a second.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::error::Error;
use crate::facts::Facts;
use crate::facts::timeline::Timeline;
use crate::field::{Table, Value};
use crate::finding::{Cell, Finding, Outcome};
use crate::judge::run::Depth;
use crate::law::Law;
use crate::report::Report;
use crate::tally::sweep::Spot;
use crate::verdicts::{Line, OfRule, Verdict, Verdicts};
use crate::window::Period;
use crate::workers::Workers;

use super::sieve::Sieve;
use super::strip::Strip;
use super::{Judged, OfTable, Stream};

/// What the first look at the rows said: every verdict, and of which rows a report has more
/// to tell. A second look through its sieves finds those, so that a report takes the memory
/// of what it tells, and not of the rows.
///
/// ```
/// use passmuster::stream::Header;
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
/// let rows = b"an,tong-hop,2021-02-18,on-site\nbinh,tong-hop,2021-02-18,on-site\n";
/// let rulebook = Rulebook::read([order])?;
/// let header = Source::new("attendance.csv", "person,unit,date,status\n");
/// let header = Header::new(&rulebook.facts(), "attendance", header).unwrap();
/// let law = rulebook.as_known(KnownAt::Latest);
/// let stream = law.stream(rulebook.facts(), vec![header]);
/// let mut strip = stream.strip("attendance").unwrap();
/// strip.take(rows);
/// let survey = stream.survey(&[strip], None, &Alone)?.unwrap();
/// let mut sieve = survey.sieve().unwrap();
/// sieve.take(rows);
/// let facts = survey.facts(&[sieve]).unwrap();
/// let report = survey.report(&facts, &Alone)?.unwrap();
/// assert_eq!(report.findings[0].evidence.counted, ["an", "binh"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Survey<'a> {
    stream: &'a Stream,
    verdicts: Verdicts,
    /// The rows that are known already, as lines of their tables.
    lines: Vec<(Table, Vec<u8>)>,
    /// Beside a register: who has a row on which day, known or not.
    seen: Option<Timeline>,
    sieve: Option<Sieve>,
}

impl Stream {
    /// What is said of the rows of all strips, and of which rows a report has more to tell;
    /// `None` where the rows must be kept to tell.
    ///
    /// # Errors
    ///
    /// As [`Law::check`].
    pub fn survey(
        &self,
        strips: &[Strip],
        period: Option<Period>,
        workers: &dyn Workers,
    ) -> Result<Option<Survey<'_>>, Error> {
        let Some(mut strips) = self.together(strips, workers) else { return Ok(None) };
        let judged = self.judged(&mut strips, (period, Depth::Spots), workers)?;
        let Some(Judged { facts, verdicts, spots }) = judged else { return Ok(None) };
        let is_registered = facts.register().is_present();
        let lines = strips.0.iter().map(|own| {
            let known = own.strips.iter().flat_map(|strip| strip.lines.bytes());
            let mut lines: Vec<u8> = known.copied().collect();
            if is_registered && own.table == Table::Attendance {
                lines.extend(own.lines_of(&facts, &spots, workers));
            }
            (own.table, lines)
        });
        let lines = lines.collect();
        let people = strips.0.iter().find(|own| own.table == Table::Attendance);
        let sieve = people.filter(|_| !is_registered);
        let sieve = sieve.and_then(|own| own.sieve(&facts, &spots));
        let seen = people.filter(|_| is_registered).map(|_| facts.seen);
        Ok(Some(Survey { stream: self, verdicts, lines, seen, sieve }))
    }
}

impl OfTable<'_> {
    /// A sieve for the rows that stand in some days of units.
    fn sieve(&self, facts: &Facts, spots: &BTreeSet<Spot>) -> Option<Sieve> {
        let rows = facts.table(Table::Attendance)?;
        let (dates, units) = (rows.column("date")?, rows.column("unit")?);
        let lines = self.strips.iter().map(|strip| strip.lines.bytes());
        let mut sieve = self.strips.first()?.sieve(lines);
        for (strip, start) in self.iter() {
            strip.each_spot(start, &mut |[date, unit], at| {
                let day = dates.value(at.date as usize);
                let unit_value = units.value(at.unit as usize).and_then(Value::as_text);
                if let (Some(Value::Date(day)), Some(name)) = (day, unit_value)
                    && spots.contains(&(*day, name.into()))
                {
                    sieve.want(date, unit);
                }
            });
        }
        Some(sieve)
    }
}

impl Survey<'_> {
    /// What is said without people.
    pub fn verdicts(&self) -> &Verdicts {
        &self.verdicts
    }

    /// A sieve for the rows of attendance; `None` where none of it was counted, or beside a
    /// register, for then the first look said who did what.
    pub fn sieve(&self) -> Option<Sieve> {
        self.sieve.clone()
    }

    /// The facts that a report tells of: one row of each kind, and what the sieves kept.
    /// `None` if there is now anything to say of them, for then the file is another.
    pub fn facts(&self, sieves: &[Sieve]) -> Option<Facts> {
        let mut facts = self.stream.facts.clone();
        for (table, known) in &self.lines {
            let sifted = sieves.iter().filter(|_| *table == Table::Attendance);
            let lines = std::iter::once(known.as_slice());
            let lines = lines.chain(sifted.map(Sieve::lines));
            facts = self.stream.add_lines(facts, *table, lines);
        }
        let mut facts = facts.build().ok()?;
        if let Some(seen) = &self.seen {
            facts.seen = seen.clone();
        }
        let is_plain = facts.warnings().iter().next().is_none();
        is_plain.then_some(facts)
    }

    /// The report: what [`Law::check`] says of all rows. `None` if what was kept does not
    /// come to what was counted, for then the file is another.
    ///
    /// # Errors
    ///
    /// As [`Law::check`].
    pub fn report(
        &self,
        facts: &Facts,
        workers: &dyn Workers,
    ) -> Result<Option<Report>, Error> {
        let Verdicts { asked, known_at, rulebook, notices, summary, passes, rules } =
            &self.verdicts;
        let law = &self.stream.law;
        let sifted = law.findings(facts, *asked, workers)?;
        let mut sifted = sifted.into_iter().peekable();
        let mut findings = Vec::new();
        for (rule, line) in
            rules.iter().flat_map(|rule| rule.lines.iter().map(move |line| (rule, *line)))
        {
            match told(law, (rule, line), &mut sifted) {
                Some(finding) => findings.push(finding),
                None => return Ok(None),
            }
        }
        law.put_into_words(&mut findings);
        let mut report = Report::new(*asked, *known_at, rulebook.clone());
        report.notices = notices.clone();
        report.summary = *summary;
        report.passes = passes.clone();
        report.findings = findings;
        Ok(Some(report))
    }
}

/// The finding of a verdict, out of those of the rows that were kept: in cells of which only
/// some were kept they mean nothing, and are passed over.
fn told(
    law: &Law,
    (rule, line): (&OfRule, Line),
    sifted: &mut std::iter::Peekable<impl Iterator<Item = Finding>>,
) -> Option<Finding> {
    if let Line::Found(at) = line {
        return rule.found(at).map(|found| (*found.finding).clone());
    }
    let verdict = rule.verdict(line);
    if verdict.outcome == Outcome::NotEvaluated {
        let standing = law.standing(verdict.rule)?;
        let finding = standing.finding(Outcome::NotEvaluated, verdict.cell.into());
        return Some(Finding { reason: verdict.reason, ..finding });
    }
    let cell = Cell::from(verdict.cell);
    let order =
        |one: &Finding| one.rule.cmp(verdict.rule).then_with(|| one.cell.cmp(&cell));
    while sifted.next_if(|one| order(one) == Ordering::Less).is_some() {}
    let found = sifted.next_if(|one| order(one) == Ordering::Equal)?;
    is_same(&verdict, &found).then_some(found)
}

/// Whether a finding says what the verdict says.
fn is_same(verdict: &Verdict<'_>, finding: &Finding) -> bool {
    verdict.outcome == finding.outcome
        && verdict.relief == finding.relief
        && match (verdict.figures, &finding.measured) {
            (Some(figures), Some(measured)) => *figures == measured.into(),
            (figures, measured) => figures.is_none() == measured.is_none(),
        }
}
