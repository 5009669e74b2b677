//! What is not known: a verdict is decided if and only if no filling can change it.

use std::collections::BTreeMap;

use passmuster::{Finding, Outcome, Report};
use proptest::prelude::*;

use super::roster::{
    Limit, Roster, cases, daily_limits, gaps, limits, outcomes, rosters, several,
};

/// All statuses that a person may have.
const STATUSES: [&str; 9] = [
    "on-site",
    "remote",
    "on-call",
    "travel",
    "leave",
    "sick",
    "off",
    "quarantine",
    "holiday",
];
/// One status of each sort that the limits here tell apart: counted, at work, neither.
const SORTS: [&str; 4] = ["on-site", "remote", "travel", "off"];

/// The days of people of which nothing is known.
fn gaps_of(roster: &Roster) -> Vec<(usize, usize)> {
    let people = roster.people.iter().enumerate();
    let gaps = people.flat_map(|(at, one)| {
        let days = one.days.iter().enumerate();
        days.filter(|(_, status)| matches!(status, None | Some("")))
            .map(move |(day, _)| (at, day))
    });
    gaps.collect()
}

/// The outcome of each cell. A share of nobody keeps its bound, and so does a rule that met
/// nobody where it had passed; both stand as not evaluated.
fn kept(report: &Report, cells: &[String]) -> BTreeMap<String, bool> {
    let outcomes = outcomes(report);
    let is_kept = |id: &String| outcomes.get(id) != Some(&Outcome::Fail);
    cells.iter().map(|id| (id.clone(), is_kept(id))).collect()
}

/// Whether the cell's base may be empty.
fn may_be_of_nobody(finding: &Finding) -> bool {
    let base = finding.measured.as_ref().and_then(|measured| measured.base);
    base.is_some_and(|base| base.certain.billionths() == 0)
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn what_is_decided_survives_every_filling(
        roster in rosters(gaps(), 5, 4), limits in several(limits()), nth in 0_usize..20,
    ) {
        let gaps = gaps_of(&roster);
        prop_assume!(!gaps.is_empty());
        let (person, day) = gaps[nth % gaps.len()];
        let before = roster.judge(&limits);
        for status in STATUSES {
            let mut filled = roster.clone();
            filled.people[person].days[day] = Some(status);
            let after = outcomes(&filled.judge(&limits));
            for finding in &before.findings {
                let found = after.get(&finding.id());
                let id = finding.id();
                match finding.outcome {
                    Outcome::Pass => prop_assert!(
                        matches!(
                            found,
                            Some(Outcome::Pass | Outcome::NotEvaluated) | None
                        ),
                        "{id} with {status}: {found:?}"
                    ),
                    Outcome::Fail if !may_be_of_nobody(finding) => prop_assert_eq!(
                        found, Some(&Outcome::Fail), "{} with {}", id, status
                    ),
                    _ => {}
                }
            }
        }
    }
}

/// Every filling of one day of one unit, against the verdict that did not try them.
fn enumerate(roster: &Roster, limits: &[Limit]) -> Result<(), TestCaseError> {
    let (gaps, before) = (gaps_of(roster), roster.judge(limits));
    let wanted = before.findings.iter().filter(|one| !one.cell.keys.is_empty());
    let cells: Vec<String> = wanted
        .filter(|one| one.outcome != Outcome::NotEvaluated && !may_be_of_nobody(one))
        .map(Finding::id)
        .collect();
    let mut seen: BTreeMap<String, [bool; 2]> = BTreeMap::new();
    let many = SORTS.len().pow(u32::try_from(gaps.len()).unwrap());
    for filling in 0..many {
        let (mut filled, mut rest) = (roster.clone(), filling);
        for (person, day) in &gaps {
            filled.people[*person].days[*day] = Some(SORTS[rest % SORTS.len()]);
            rest /= SORTS.len();
        }
        for (id, kept) in kept(&filled.judge(limits), &cells) {
            seen.entry(id).or_default()[usize::from(kept)] = true;
        }
    }
    let outcomes = outcomes(&before);
    for (id, seen) in seen {
        let expected = match seen {
            [false, _] => Outcome::Pass,
            [true, false] => Outcome::Fail,
            [true, true] => Outcome::Undetermined,
        };
        prop_assert_eq!(outcomes.get(&id), Some(&expected), "{}", id);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn undetermined_means_that_one_filling_passes_and_another_fails(
        roster in rosters(gaps(), 6, 1), limits in several(daily_limits()),
    ) {
        prop_assume!((1..=3).contains(&gaps_of(&roster).len()));
        enumerate(&roster, &limits)?;
    }
}
