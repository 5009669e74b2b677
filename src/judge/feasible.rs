//! Whether rules can be kept together, before anybody drew up a roster: day by day, for the
//! people of the register. CLAUSE 16.1.

pub(super) mod fewest;
mod looked_at;
pub(super) mod one_sided;
mod problem;
pub(super) mod search;
mod smallest;

use std::collections::{BTreeMap, BTreeSet};

use crate::clash::{Clash, Clashing, Feasibility, LeftOut, Stake, Undecided};
use crate::day::Day;
use crate::domain::grants::Grants;
use crate::error::Error;
use crate::finding::Cell;
use crate::name::RuleRef;
use crate::plan::Lens;
use crate::window::Period;

use super::run::{Question, missing_tables, other_day};
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
    for day in question.asked.days() {
        let problem = Problem::of_day(question.domain, &rules, day)?;
        let Verdict { clashes: clashing, undecided: unknown } =
            smallest::clashes(&problem);
        for clash in clashing {
            let told = clash.into_iter().filter_map(|(nth, stake)| {
                let (rule, cell) = problem.names.get(nth)?.clone();
                Some((rule, cell, stake))
            });
            clashes.entry(told.collect()).or_default().insert(day);
        }
        let unknown = unknown.into_iter().chain([problem.unknown.clone()]);
        for nths in unknown.filter(|nths| !nths.is_empty()) {
            let names: BTreeSet<RuleRef> = nths
                .iter()
                .filter_map(|nth| rules.get(problem.names.get(*nth)?.0))
                .map(|looked| looked.lens.standing.rule().name.clone())
                .collect();
            undecided.entry(names.into_iter().collect()).or_default().insert(day);
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

/// CLAUSE 16.2.
fn why_not(question: Question<'_>, lens: &Lens) -> Option<LeftOut> {
    let stretches = crate::domain::stretch::stretches(
        &lens.grain,
        &lens.standing,
        question.asked,
        question.asked,
    );
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
