//! Two laws, rule by rule: the smallest roster that one passes and the other fails.

use std::collections::BTreeSet;

use crate::day::{Day, Instant};
use crate::domain::Domain;
use crate::error::{Error, Fault};
use crate::field::{Table, Text};
use crate::finding::{Finding, Outcome};
use crate::judge::run::{Depth, Question, run};
use crate::judge::witness::values::{self, MOST_NUMBER, Tried};
use crate::judge::witness::{Fewest, Reading, Version, fewest, version};
use crate::plan::{Lens, Plan};
use crate::rulebook::{Standing, pairs};
use crate::window::{Period, Window};
use crate::witness::{Alike, Answer, Effect, Judged, LeftOut, Witness};
use crate::words;
use crate::workers::Alone;

use super::Law;
use super::roster::{Filled, Roster, choices};

/// How many kinds of people are tried. CLAUSE 17.6.
const MOST_KINDS: usize = 4_096;

/// How many kinds of units and days are tried. CLAUSE 17.6.
const MOST_CELLS: usize = 512;

/// The days on which two laws are compared: one day under both, or one under each.
type Days = (Day, Day);

impl Law {
    /// What the differences between this law and a new one come to: for each rule of which
    /// they differ, the smallest roster of one unit that one of them passes and the other
    /// fails. CLAUSE 17.1
    ///
    /// ```
    /// use passmuster::witness::Answer;
    /// use passmuster::{KnownAt, Law, Rulebook, Source};
    ///
    /// let order = "
    /// passmuster: 1
    /// directive: { id: order-7 }
    /// in_force: { from: 2021-02-17, through: 2021-03-02 }
    /// rules:
    ///   - id: cap
    ///     limit: { count: { status: on-site }, at_most: 51%, of: everyone, per: [unit, day] }
    /// ";
    /// let law = |text: &str| -> Result<Law, passmuster::Diagnostics> {
    ///     Ok(Rulebook::read([Source::new("order-7.yaml", text)])?.as_known(KnownAt::Latest))
    /// };
    /// let (old, new) = (law(order)?, law(&order.replace("51%", "50%"))?);
    /// let effects = old.witnesses(&new)?;
    /// let Answer::Apart(witness) = &effects[0].answer else { panic!() };
    /// assert_eq!(witness.size(), 51);
    /// assert!(!witness.old.fails && witness.new.fails);
    /// let says = witness.new.findings[0].to_string();
    /// assert_eq!(says, "26 of 51 on site in `a-unit`; at most 25 may be");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When a rule cannot be judged at all, and when a roster was found that is not judged as
    /// it should be, which is a bug.
    pub fn witnesses(&self, new: &Law) -> Result<Vec<Effect>, Error> {
        let of = |law: &Law| -> Vec<Standing> { law.standings().to_vec() };
        let (olds, news) = (of(self), of(new));
        let (olds, news): (Vec<&Standing>, Vec<&Standing>) =
            (olds.iter().collect(), news.iter().collect());
        let mut effects = Vec::new();
        for (old, new_rule) in pairs(&olds, &news) {
            let sides = [Side::of(self, old)?, Side::of(new, new_rule)?];
            if !sides_differ(&sides, None) {
                continue;
            }
            let lenses: Vec<&Lens> = sides.iter().filter_map(|side| side.lens).collect();
            let days: Vec<Days> = stretches_of_law(&sides)
                .into_iter()
                .flat_map(|(from, through)| values::days(&lenses, from, through))
                .map(|day| (day, day))
                .collect();
            effects.push(effect(&sides, &days)?);
        }
        effects.sort_by(|a, b| a.rule().cmp(&b.rule()));
        Ok(effects)
    }

    /// The same for one day of this law and one day of another, which may be the same law.
    ///
    /// # Errors
    ///
    /// As [`Law::witnesses`].
    pub fn witnesses_on(
        &self,
        old_day: Day,
        new: &Law,
        new_day: Day,
    ) -> Result<Vec<Effect>, Error> {
        let olds: Vec<&Standing> = self.in_force(old_day).collect();
        let news: Vec<&Standing> = new.in_force(new_day).collect();
        let mut effects = Vec::new();
        for (old, new_rule) in pairs(&olds, &news) {
            let sides = [Side::of(self, old)?, Side::of(new, new_rule)?];
            let days = (old_day, new_day);
            if sides_differ(&sides, Some(days)) {
                effects.push(effect(&sides, &[days])?);
            }
        }
        effects.sort_by(|a, b| a.rule().cmp(&b.rule()));
        Ok(effects)
    }
}

/// A rule in one of the laws, if it is there.
#[derive(Debug, Clone, Copy)]
struct Side<'a> {
    law: &'a Law,
    standing: Option<&'a Standing>,
    /// Its lens, if it is judged.
    lens: Option<&'a Lens>,
}

impl<'a> Side<'a> {
    fn of(law: &'a Law, standing: Option<&'a Standing>) -> Result<Self, Error> {
        let plan = law.0.plan.as_ref().map_err(Clone::clone)?;
        let is_own = |lens: &&Lens| {
            let name = &lens.standing.rule().name;
            standing.is_some_and(|standing| standing.rule().name == *name)
        };
        let lens = plan.lenses.iter().find(is_own);
        Ok(Self { law, standing, lens })
    }

    fn is_in_force(&self, day: Day) -> bool {
        let on = |lens: &Lens| lens.standing.overlaps(Window::days(day, day));
        self.lens.is_some_and(on)
    }

    /// What it asks of a roster. CLAUSE 17.2.
    fn version(&self, roster: &Roster) -> Result<Reading, Error> {
        let silent = Reading::Known(Version::default());
        let Some(lens) = self.lens.filter(|_| self.is_in_force(roster.day)) else {
            return Ok(silent);
        };
        let Ok(facts) = roster.facts(&self.law.0.rulebook) else {
            return Ok(Reading::Unclear);
        };
        let known_at = self.law.known_at();
        let domain = Domain::new(&facts, &BTreeSet::new(), known_at);
        version(&domain, lens, roster.day, known_at)
    }

    /// What the judge says of a roster.
    fn judged(&self, roster: &Roster) -> Result<Judged, Error> {
        let day = roster.day;
        let rulebook = &self.law.0.rulebook;
        let mut findings = Vec::new();
        if let Some(lens) = self.lens.filter(|_| self.is_in_force(day)) {
            let rule = || lens.standing.rule().name.to_string();
            let facts = roster
                .facts(rulebook)
                .map_err(|_| Error::from(Fault::Unconfirmed { rule: rule() }))?;
            let (known_at, asked) = (self.law.known_at(), Period::on(day));
            let domain = Domain::new(&facts, &BTreeSet::new(), known_at);
            let plan = Plan { lenses: vec![lens.clone()] };
            let question = Question {
                plan: &plan,
                domain: &domain,
                asked,
                known_at,
                depth: Depth::Passes,
                counted: None,
            };
            findings = run(question, &Alone)?.findings;
            findings.retain(|one| one.rule == lens.standing.rule().name);
            for finding in &mut findings {
                words::finish(lens.standing.rule(), finding);
            }
        }
        let fails = findings.iter().any(is_failed);
        Ok(Judged { day, fails, findings, tables: roster.tables(rulebook) })
    }
}

fn is_failed(finding: &Finding) -> bool {
    finding.outcome == Outcome::Fail
}

/// Whether the two may come to different outcomes: what they ask differs, or when, or of
/// which cells. CLAUSE 17.1.
fn sides_differ([old, new]: &[Side<'_>; 2], days: Option<Days>) -> bool {
    let (Some(one), Some(other)) = (old.lens, new.lens) else {
        return old.lens.is_some() || new.lens.is_some();
    };
    let asks = |lens: &Lens| {
        (lens.grain.clone(), lens.averaged, lens.sides.clone(), lens.ask.clone())
    };
    let guards = |lens: &Lens| lens.guards.clone();
    let windows = |lens: &Lens| {
        let pieces = lens.standing.pieces().iter();
        pieces.map(|piece| piece.windows.clone()).collect::<Vec<_>>()
    };
    // On two days one rule may be asked of different cells, and its questions of the day be
    // answered differently.
    let of_days = days.is_some_and(|(old, new)| old != new);
    of_days && (has_guards(one) || has_guards(other))
        || asks(one) != asks(other)
        || guards(one) != guards(other)
        || days.is_none() && windows(one) != windows(other)
}

fn has_guards(lens: &Lens) -> bool {
    lens.guards.iter().any(Option::is_some)
}

/// Stretches of days in which both laws stay as they are, and in which one of the two holds.
/// CLAUSE 17.2.
fn stretches_of_law(sides: &[Side<'_>; 2]) -> Vec<(Day, Day)> {
    let standings = sides.iter().filter_map(|side| side.lens).map(|lens| &lens.standing);
    let windows: Vec<Window> = standings
        .flat_map(Standing::pieces)
        .flat_map(|piece| piece.windows.iter().copied())
        .collect();
    let mut starts = BTreeSet::new();
    for at in windows.iter().flat_map(|window| [window.from, window.until]) {
        if at == Instant::MIN || at == Instant::MAX {
            continue;
        }
        starts.insert(at.day());
        // The day within which it begins or ends is a stretch of its own.
        if at != at.day().start() {
            starts.insert(at.day().next());
        }
    }
    let first = starts.first().copied();
    if windows.iter().any(|window| window.from == Instant::MIN) {
        starts.insert(first.map_or(Day::from_number(0), |day| day.plus(-7)));
    }
    let ends = starts.iter().skip(1).map(|day| day.plus(-1)).chain([Day::LAST]);
    let holds = |(from, _): &(Day, Day)| {
        windows.iter().any(|window| window.overlaps(Window::days(*from, *from)))
    };
    starts.iter().copied().zip(ends).filter(holds).collect()
}

/// What was found on the way.
#[derive(Default)]
struct Found {
    best: Option<(Roster, Day)>,
    people: Option<u32>,
    reads_numbers: bool,
    decided_days: usize,
    is_unclear: bool,
}

fn effect(sides: &[Side<'_>; 2], days: &[Days]) -> Result<Effect, Error> {
    let name = |side: &Side<'_>| side.standing.map(|one| one.rule().name.clone());
    let [old, new] = sides;
    let answer = answer(sides, days)?;
    Ok(Effect { old: name(old), new: name(new), answer })
}

fn answer(sides: &[Side<'_>; 2], days: &[Days]) -> Result<Answer, Error> {
    let lenses: Vec<&Lens> = sides.iter().filter_map(|side| side.lens).collect();
    if let Some(why) = lenses.iter().find_map(|lens| values::left_out(lens)) {
        return Ok(Answer::LeftOut(why));
    }
    let mut found = Found::default();
    for days in days {
        let tried = match values::tried(&lenses, days.0) {
            Ok(tried) => tried,
            Err(why) => return Ok(Answer::LeftOut(why)),
        };
        found.on(sides, *days, &tried)?;
    }
    let size = found.best.as_ref().map(|(best, _)| best.people.len() as u32);
    let is_least = found.people.is_none_or(|people| size <= Some(people + 1));
    if found.is_unclear || !is_least {
        return Ok(Answer::Undecided);
    }
    let numbers = found.reads_numbers.then_some(MOST_NUMBER);
    Ok(match found.best {
        Some((roster, new_day)) => {
            Answer::Apart(Box::new(confirmed(sides, roster, new_day)?))
        }
        None if found.decided_days == 0 => Answer::LeftOut(LeftOut::PartDay),
        None => Answer::Alike { people: found.people, numbers },
    })
}

impl Found {
    /// Looks for fewer people on one day. CLAUSE 17.5.
    fn on(
        &mut self,
        sides: &[Side<'_>; 2],
        (day, new_day): Days,
        tried: &Tried,
    ) -> Result<(), Error> {
        let columns = |of_cell: bool| {
            tried.columns.iter().filter(move |column| column.of_cell == of_cell)
        };
        let (Some(cells), Some(kinds)) =
            (choices(columns(true), MOST_CELLS), choices(columns(false), MOST_KINDS))
        else {
            self.is_unclear = true;
            return Ok(());
        };
        self.reads_numbers |= tried.reads_numbers;
        for cell in cells {
            let people: Vec<(String, Filled)> = named(kinds.iter().cloned());
            let roster = Roster { day, cell, people };
            if !roster.can_be() {
                continue;
            }
            let [old, new] = sides;
            let on_new = Roster { day: new_day, ..roster.clone() };
            match (old.version(&roster)?, new.version(&on_new)?) {
                (Reading::Known(old), Reading::Known(new)) => {
                    self.decided_days += 1;
                    self.compare((&old, &new), roster, new_day);
                }
                (Reading::Cut, _) | (_, Reading::Cut) => {}
                _ => self.is_unclear = true,
            }
        }
        Ok(())
    }

    fn compare(
        &mut self,
        (old, new): (&Version, &Version),
        roster: Roster,
        new_day: Day,
    ) {
        let below = self.best.as_ref().map(|(best, _)| best.people.len() as u32);
        let names: Vec<Text> =
            roster.people.iter().map(|(name, _)| name.as_str().into()).collect();
        match fewest(old, new, &names, below) {
            Fewest::People(found) => {
                let kind = |(name, size): (Text, u32)| {
                    let mut people = roster.people.iter();
                    let (_, kind) = people.find(|(own, _)| **own == *name)?;
                    Some(std::iter::repeat_n(kind.clone(), size as usize))
                };
                let kinds = found.into_iter().filter_map(kind).flatten();
                let people = named(kinds.collect::<Vec<_>>().into_iter());
                self.best = Some((Roster { people, ..roster }, new_day));
            }
            Fewest::None(through) => {
                self.people = self.people.into_iter().chain(through).min();
            }
            Fewest::Unknown => self.is_unclear = true,
        }
    }
}

/// People by kind, with names whose order is theirs.
fn named(kinds: impl ExactSizeIterator<Item = Filled>) -> Vec<(String, Filled)> {
    let width = kinds.len().to_string().len();
    let name = |(nth, kind): (usize, Filled)| (format!("p{:0width$}", nth + 1), kind);
    kinds.enumerate().map(name).collect()
}

/// The roster, once the judge has said of it what the search has. CLAUSE 17.5.
fn confirmed(
    sides: &[Side<'_>; 2],
    roster: Roster,
    new_day: Day,
) -> Result<Witness, Error> {
    let [old, new] = sides;
    let on_new = Roster { day: new_day, ..roster.clone() };
    let (old_judged, new_judged) = (old.judged(&roster)?, new.judged(&on_new)?);
    let findings = || old_judged.findings.iter().chain(&new_judged.findings);
    let is_open = |finding: &Finding| finding.outcome == Outcome::Undetermined;
    if old_judged.fails == new_judged.fails || findings().any(is_open) {
        let standing = old.standing.or(new.standing);
        let rule = standing.map(|one| one.rule().name.to_string()).unwrap_or_default();
        return Err(Fault::Unconfirmed { rule }.into());
    }
    let mut people: Vec<Alike> = Vec::new();
    for (name, filled) in &roster.people {
        let mut columns: Vec<(String, String)> =
            filled.iter().map(|(_, name, value)| (name.clone(), value.clone())).collect();
        columns.sort_by_key(|(name, _)| name != "status");
        match people.iter_mut().find(|alike| alike.columns == columns) {
            Some(alike) => alike.names.push(name.clone()),
            None => people.push(Alike { names: vec![name.clone()], columns }),
        }
    }
    let is_told = |(table, column, _): &&(Table, String, String)| {
        !(*table == Table::Units && column == "parent")
    };
    let place = roster.cell.iter().filter(is_told);
    let place = place.map(|(_, name, value)| (name.clone(), value.clone())).collect();
    Ok(Witness { people, place, old: old_judged, new: new_judged })
}
