//! Whether rules can be kept together, before anybody drew up a roster: day by day, for the
//! people of the register. CLAUSE 16.1.

mod alike;
pub(super) mod fewest;
mod halving;
mod looked_at;
pub(super) mod one_sided;
mod people;
mod problem;
pub(super) mod search;
mod smallest;
mod whole;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::clash::{Clash, Clashing, Feasibility, LeftOut, Stake, Undecided};
use crate::day::Day;
use crate::domain::grants::Grants;
use crate::domain::stretch::stretches;
use crate::error::Error;
use crate::finding::Cell;
use crate::name::RuleRef;
use crate::plan::Lens;
use crate::window::Period;

use super::run::{Question, missing_tables, other_day};
use alike::{Alike, Looks};
use people::People;
use problem::{Looked, Problem};
use smallest::Verdict;

pub(crate) use looked_at::mentioned;

/// Rules by their places, with their cells and what they ask there.
type Told = Vec<(usize, Cell, Stake)>;

/// Asks of every day whether its rules can be kept together. The facts of the question have a
/// register, and no roster.
pub(crate) fn feasibility(question: Question<'_>) -> Result<Feasibility, Error> {
    let mut found = Feasibility::default();
    let mut rules = Vec::new();
    for lens in &question.plan.lenses {
        match why_not(question, lens) {
            Some(why) => {
                found.left_out.push((lens.standing.rule().name.clone(), why));
            }
            None => rules.push(looked(question, lens)),
        }
    }
    let mut clashes: BTreeMap<Told, BTreeSet<Day>> = BTreeMap::new();
    let mut undecided: BTreeMap<Vec<RuleRef>, BTreeSet<Day>> = BTreeMap::new();
    let lenses: Vec<&Lens> = rules.iter().map(|looked| looked.lens).collect();
    let alike = Alike::new(question.domain.facts, &lenses);
    let people = People::new(question.domain.facts, &rules);
    let mut answers: BTreeMap<Looks, OfDay> = BTreeMap::new();
    for day in question.asked.days() {
        let answer = match answers.entry(alike.looks(day)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(open) => open.insert(of_day(question, (&rules, &people), day)?),
        };
        for told in &answer.clashes {
            clashes.entry(told.clone()).or_default().insert(day);
        }
        for names in &answer.undecided {
            undecided.entry(names.clone()).or_default().insert(day);
        }
    }
    let clashing = |(rule, cell, stake): (usize, Cell, Stake)| {
        let rule = rules.get(rule)?.lens.standing.rule();
        let (name, place, cites) =
            (rule.name.clone(), rule.place.clone(), rule.cites.clone());
        Some(Clashing { rule: name, place, cites, cell, stake })
    };
    let clash = |(told, days): (Told, BTreeSet<Day>)| Clash {
        days: periods(&days),
        rules: told.into_iter().filter_map(clashing).collect(),
    };
    found.clashes = clashes.into_iter().map(clash).collect();
    let first = |days: &[Period]| days.first().map(|period| period.from());
    found.clashes.sort_by_key(|clash| first(&clash.days));
    let unknown = |(rules, days): (Vec<RuleRef>, BTreeSet<Day>)| Undecided {
        days: periods(&days),
        rules,
    };
    found.undecided = undecided.into_iter().map(unknown).collect();
    Ok(found)
}

/// What is to be said of a day.
struct OfDay {
    clashes: Vec<Told>,
    undecided: Vec<Vec<RuleRef>>,
}

fn of_day(
    question: Question<'_>,
    (rules, people): (&[Looked<'_>], &People<'_>),
    day: Day,
) -> Result<OfDay, Error> {
    let problem = Problem::of_day(question.domain, (rules, people), day)?;
    let Verdict { clashes, undecided } = smallest::clashes(&problem);
    let told = |(nth, stake): (usize, Stake)| {
        let (rule, cell) = problem.names.get(nth)?.clone();
        Some((rule, cell, stake))
    };
    let clashes = clashes.into_iter().map(|clash| clash.into_iter().filter_map(told));
    let clashes = clashes.map(Iterator::collect).collect();
    let names = |nths: BTreeSet<usize>| -> Vec<RuleRef> {
        let of = nths.iter().filter_map(|nth| rules.get(problem.names.get(*nth)?.0));
        let names = of.map(|looked| looked.lens.standing.rule().name.clone());
        names.collect::<BTreeSet<_>>().into_iter().collect()
    };
    let unknown = undecided.into_iter().chain([problem.unknown.clone()]);
    let unknown = unknown.filter(|nths| !nths.is_empty()).map(names);
    Ok(OfDay { clashes, undecided: unknown.collect() })
}

/// CLAUSE 16.2.
fn why_not(question: Question<'_>, lens: &Lens) -> Option<LeftOut> {
    let stretches =
        stretches(&lens.grain, &lens.standing, question.asked, question.asked);
    let missing = || !missing_tables(question.domain.facts, lens, &stretches).is_empty();
    looked_at::left_out(lens).or_else(|| missing().then_some(LeftOut::NoTable))
}

fn looked<'a>(question: Question<'a>, lens: &'a Lens) -> Looked<'a> {
    let facts = question.domain.facts;
    let (known_at, asked) = (question.known_at, question.asked);
    let grants = Grants::of_rule(facts, &lens.standing, known_at, asked);
    Looked { lens, grants, other_day: other_day(question.domain, lens) }
}

/// Days as periods without gaps.
fn periods(days: &BTreeSet<Day>) -> Vec<Period> {
    let mut periods: Vec<(Day, Day)> = Vec::new();
    for day in days {
        match periods.last_mut() {
            Some((_, through)) if through.next() == *day => *through = *day,
            _ => periods.push((*day, *day)),
        }
    }
    let period = |(from, through)| Period::new(from, through).ok();
    periods.into_iter().filter_map(period).collect()
}
