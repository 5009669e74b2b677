//! The order, the names and the company in which facts and rules come say nothing.

use std::collections::BTreeSet;

use passmuster::{KnownAt, Outcome, Rulebook};
use proptest::prelude::*;

use super::roster::{
    Roster, cases, daily_limits, gaps, ids, json, judge, limits, rosters, rule_file,
    rulebook, several, verdicts,
};

/// The same things in another order.
fn shuffled<T: Clone>(things: &[T], keys: &[u32]) -> Vec<T> {
    let mut order: Vec<usize> = (0..things.len()).collect();
    order
        .sort_by_key(|at| keys[at % keys.len()].rotate_left(u32::try_from(*at).unwrap()));
    order.into_iter().map(|at| things[at].clone()).collect()
}

fn keys() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 16)
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn the_order_of_rows_and_people_says_nothing(
        roster in rosters(gaps(), 6, 8), limits in several(limits()), keys in keys(),
    ) {
        let rulebook = rulebook(&limits);
        let rows = shuffled(&roster.rows(), &keys);
        let register = shuffled(&roster.register(), &keys);
        let facts = roster.facts_of(&rulebook, &register, &rows);
        let other = judge(&rulebook, &facts, roster.period());
        prop_assert_eq!(json(&roster.judge(&limits)), json(&other));
    }

    #[test]
    fn the_order_of_rules_says_nothing(
        roster in rosters(gaps(), 5, 4), limits in several(limits()), keys in keys(),
    ) {
        let numbered: Vec<_> = limits.iter().cloned().enumerate().collect();
        let shuffled = shuffled(&numbered, &keys);
        let rulebook = Rulebook::read([rule_file("d", &shuffled)]).unwrap();
        let other = judge(&rulebook, &roster.facts(&rulebook), roster.period());
        prop_assert_eq!(json(&roster.judge(&limits)), json(&other));
    }

    #[test]
    fn the_order_of_files_says_nothing(
        roster in rosters(gaps(), 5, 4), limits in several(limits()), keys in keys(),
    ) {
        let numbered = limits.iter().cloned().enumerate();
        let files: Vec<_> = numbered
            .map(|(nth, limit)| rule_file(&format!("d{nth}"), &[(nth, limit)]))
            .collect();
        let read = |files: Vec<_>| {
            let rulebook = Rulebook::read(files).unwrap();
            json(&judge(&rulebook, &roster.facts(&rulebook), roster.period()))
        };
        prop_assert_eq!(read(files.clone()), read(shuffled(&files, &keys)));
    }

    #[test]
    fn renaming_people_commutes_with_judging(
        roster in rosters(gaps(), 6, 4), limits in several(limits()),
    ) {
        let mut renamed = roster.clone();
        for one in &mut renamed.people {
            one.name = one.name.replace("who-", "nobody-else-");
        }
        let before = json(&roster.judge(&limits)).replace("who-", "nobody-else-");
        prop_assert_eq!(before, json(&renamed.judge(&limits)));
    }

    #[test]
    fn members_of_a_group_may_be_swapped(
        roster in rosters(gaps(), 6, 4), limits in several(limits()),
        one in 0_usize..6, two in 0_usize..6,
    ) {
        let mut swapped = roster.clone();
        let (one, two) = (one % roster.people.len(), two % roster.people.len());
        let alike = |one: usize| (roster.people[one].unit, roster.people[one].tag);
        if alike(one) == alike(two) {
            swapped.people[one].days = roster.people[two].days.clone();
            swapped.people[two].days = roster.people[one].days.clone();
        }
        prop_assert_eq!(verdicts(&roster.judge(&limits)), verdicts(&swapped.judge(&limits)));
    }

    #[test]
    fn an_exact_repetition_changes_nothing_but_a_warning(
        roster in rosters(gaps(), 5, 4), limits in several(limits()), nth in 0_usize..20,
    ) {
        let (rulebook, mut rows) = (rulebook(&limits), roster.rows());
        prop_assume!(!rows.is_empty());
        rows.push(rows[nth % rows.len()].clone());
        let facts = roster.facts_of(&rulebook, &roster.register(), &rows);
        prop_assert_eq!(facts.warnings().iter().count(), 1);
        let other = judge(&rulebook, &facts, roster.period());
        prop_assert_eq!(json(&roster.judge(&limits)), json(&other));
    }

    #[test]
    fn units_are_judged_as_if_they_were_alone(
        roster in rosters(gaps(), 6, 4), limits in several(limits()),
    ) {
        let decided = [Outcome::Fail, Outcome::Undetermined];
        let mut parts = BTreeSet::new();
        for unit in ["a", "b"] {
            let mut people = roster.people.clone();
            people.retain(|one| one.unit == unit);
            if !people.is_empty() {
                parts.extend(ids(&Roster::new(people).judge(&limits), &decided));
            }
        }
        let whole = ids(&roster.judge(&limits), &decided);
        prop_assert_eq!(whole.into_iter().collect::<BTreeSet<_>>(), parts);
    }

    #[test]
    fn the_short_way_says_what_the_long_way_says(
        roster in rosters(gaps(), 8, 8), limits in several(daily_limits()),
    ) {
        let rulebook = rulebook(&limits);
        let (law, facts) = (rulebook.as_known(KnownAt::Latest), roster.facts(&rulebook));
        let short = law.check(&facts, roster.period()).unwrap();
        let mut long = law.check_all(&facts, roster.period()).unwrap();
        long.findings.retain(|finding| finding.outcome != Outcome::Pass);
        prop_assert_eq!(short, long);
    }

    #[test]
    fn the_summary_counts_the_findings(
        roster in rosters(gaps(), 6, 8), limits in several(limits()),
    ) {
        let report = roster.judge(&limits);
        let many = |outcome| ids(&report, &[outcome]).len() as u64;
        let summary = report.summary;
        prop_assert_eq!(summary.fail, many(Outcome::Fail));
        prop_assert_eq!(summary.undetermined, many(Outcome::Undetermined));
        prop_assert_eq!(summary.pass, many(Outcome::Pass));
        prop_assert_eq!(summary.judged, summary.pass + summary.fail + summary.undetermined);
    }
}
