//! Days: which of them were asked, which came later, and where they lie in the calendar.

use std::collections::BTreeSet;

use passmuster::{Day, Finding, Outcome, Period, Report};
use proptest::prelude::*;

use super::roster::{
    Roster, cases, daily_limits, gaps, ids, limits, rosters, several, verdicts,
};

const DECIDED: [Outcome; 2] = [Outcome::Fail, Outcome::Undetermined];

/// The findings that are no passes, and the passes, of the days before one and from it on.
fn halves(roster: &Roster, cut: usize, judge: impl Fn(Period) -> Report) -> [Report; 2] {
    let all = roster.period();
    let before = Period::new(all.from(), roster.day(cut - 1)).unwrap();
    let after = Period::new(roster.day(cut), all.through()).unwrap();
    [judge(before), judge(after)]
}

/// What a report says of each cell, its days so many later.
fn later(report: &Report, days: i32) -> Vec<String> {
    let shifted = |value: &String| match value.parse::<Day>() {
        Ok(day) => day.plus(days).to_string(),
        Err(_) => value.clone(),
    };
    let told = |one: &Finding| {
        let keys: Vec<_> =
            one.cell.keys.iter().map(|(_, value)| shifted(value)).collect();
        let said = (&one.rule, keys, one.outcome, &one.measured);
        format!("{said:?} {:?} {:?}", one.evidence, one.mend)
    };
    report.findings.iter().map(told).collect()
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_week_later_all_is_the_same(
        roster in rosters(gaps(), 5, 9), limits in several(limits()),
    ) {
        let shifted = Roster { first: roster.first.plus(7), ..roster.clone() };
        let (before, after) = (roster.judge(&limits), shifted.judge(&limits));
        prop_assert_eq!(later(&before, 7), later(&after, 0));
    }

    #[test]
    fn a_period_split_anywhere_is_the_union_of_its_parts(
        roster in rosters(gaps(), 5, 15), limits in several(limits()), cut in 1_usize..15,
    ) {
        prop_assume!(roster.length() > 1);
        let cut = 1 + cut % (roster.length() - 1);
        let whole = roster.judge(&limits);
        let halves = halves(&roster, cut, |period| roster.judge_in(&limits, period));
        let union: BTreeSet<_> =
            halves.iter().flat_map(|half| ids(half, &DECIDED)).collect();
        prop_assert_eq!(&union, &ids(&whole, &DECIDED).into_iter().collect());
        let passes: BTreeSet<_> = ids(&whole, &[Outcome::Pass]).into_iter().collect();
        for half in &halves {
            prop_assert!(ids(half, &[Outcome::Pass]).iter().all(|id| passes.contains(id)));
        }
    }

    #[test]
    fn the_counts_of_whole_weeks_add_up(
        roster in rosters(gaps(), 5, 15), limits in several(limits()), week in 1_usize..3,
    ) {
        prop_assume!(roster.length() > week * 7);
        let whole = roster.judge(&limits).summary;
        let halves = halves(&roster, week * 7, |period| roster.judge_in(&limits, period));
        let [one, two] = halves.map(|half| half.summary);
        prop_assert_eq!(whole.fail, one.fail + two.fail);
        prop_assert_eq!(whole.undetermined, one.undetermined + two.undetermined);
    }

    #[test]
    fn later_rows_change_no_earlier_day(
        roster in rosters(gaps(), 5, 8), limits in several(daily_limits()),
        cut in 0_usize..8, status in prop_oneof![Just(Some("on-site")), Just(None)],
    ) {
        let cut = 1 + cut % roster.length();
        let mut changed = roster.clone();
        for one in &mut changed.people {
            for day in one.days.iter_mut().skip(cut) {
                *day = status;
            }
        }
        let earlier = Period::new(roster.first, roster.day(cut - 1)).unwrap();
        prop_assert_eq!(
            verdicts(&roster.judge_in(&limits, earlier)),
            verdicts(&changed.judge_in(&limits, earlier))
        );
    }
}
