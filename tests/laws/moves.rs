//! Which way a verdict may go when somebody comes, goes or is added.

use passmuster::Outcome;
use proptest::prelude::*;

use super::roster::{
    Amount, Limit, Roster, Someone, caps, cases, gaps, ids, limits, new_failures,
    outcomes, rosters, several, share_limits, verdicts,
};

/// The same share, and a little more or less of it.
fn moved(limit: &Limit) -> Limit {
    let amount = match (limit.amount, limit.is_cap()) {
        (Amount::Number(number), true) => Amount::Number(number + 1),
        (Amount::Number(number), false) => Amount::Number(number.saturating_sub(1)),
        (Amount::Share(above, below), true) => Amount::Share(above * 7 + 1, below * 7),
        (Amount::Share(above, below), false) => Amount::Share(above * 7 - 1, below * 7),
    };
    Limit { amount, ..limit.clone() }
}

/// Everybody twice.
fn doubled(roster: &Roster) -> Roster {
    let mut roster = roster.clone();
    let again: Vec<Someone> = roster
        .people
        .iter()
        .map(|one| Someone { name: format!("{}-again", one.name), ..one.clone() })
        .collect();
    roster.people.extend(again);
    roster
}

/// Each cell's verdict; a rule that met nobody is left out, for it has no cells.
fn judged(roster: &Roster, limits: &[Limit]) -> Vec<(String, Outcome)> {
    let mut outcomes: Vec<_> = outcomes(&roster.judge(limits)).into_iter().collect();
    outcomes.retain(|(_, outcome)| *outcome != Outcome::NotEvaluated);
    outcomes
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn going_home_adds_no_failure_of_a_cap(
        roster in rosters(gaps(), 6, 4), limits in several(caps()),
        one in 0_usize..6, day in 0_usize..4,
    ) {
        let mut changed = roster.clone();
        let at = one % roster.people.len();
        let someone = &mut changed.people[at];
        let day = day % someone.days.len();
        someone.days[day] = Some("remote");
        let mut before = roster;
        before.people[at].days[day] = Some("on-site");
        let added = new_failures(&before.judge(&limits), &changed.judge(&limits));
        prop_assert_eq!(added, Vec::<String>::new());
    }

    #[test]
    fn without_somebody_on_site_throughout_no_cap_fails_anew(
        roster in rosters(gaps(), 6, 4), limits in several(caps()), one in 0_usize..6,
    ) {
        prop_assume!(roster.people.len() > 1);
        let mut before = roster;
        let at = one % before.people.len();
        before.people[at].days.fill(Some("on-site"));
        let added =
            new_failures(&before.judge(&limits), &before.without(at).judge(&limits));
        prop_assert_eq!(added, Vec::<String>::new());
    }

    #[test]
    fn somebody_exempt_changes_no_verdict(
        roster in rosters(gaps(), 6, 4), limits in several(limits()),
        status in prop_oneof![Just("on-site"), Just("remote"), Just("")],
    ) {
        let exempting = |limit: Limit| Limit { exempt: Some("[count, base]"), ..limit };
        let limits: Vec<_> = limits.into_iter().map(exempting).collect();
        let more = roster.with("duty", status);
        prop_assert_eq!(verdicts(&roster.judge(&limits)), verdicts(&more.judge(&limits)));
    }

    #[test]
    fn somebody_at_home_adds_no_failure_of_a_cap(
        roster in rosters(gaps(), 6, 4), limits in several(caps()),
    ) {
        let more = roster.with("", "remote");
        let added = new_failures(&roster.judge(&limits), &more.judge(&limits));
        prop_assert_eq!(added, Vec::<String>::new());
    }

    #[test]
    fn a_looser_bound_fails_no_more(
        roster in rosters(gaps(), 6, 4), limits in several(limits()),
    ) {
        let limits: Vec<_> =
            limits.into_iter().filter(|limit| limit.comparator != "exactly").collect();
        prop_assume!(!limits.is_empty());
        let looser: Vec<_> = limits.iter().map(moved).collect();
        let added = new_failures(&roster.judge(&limits), &roster.judge(&looser));
        prop_assert_eq!(added, Vec::<String>::new());
        let kept = ids(&roster.judge(&looser), &[Outcome::Pass]);
        let lost: Vec<_> = ids(&roster.judge(&limits), &[Outcome::Pass])
            .into_iter()
            .filter(|id| !kept.contains(id))
            .collect();
        prop_assert_eq!(lost, Vec::<String>::new());
    }

    #[test]
    fn a_share_of_twice_as_many_is_the_same_share(
        roster in rosters(gaps(), 5, 4), limits in several(share_limits()),
    ) {
        let rounds_down = |limit: &Limit| match limit.comparator {
            "at_most" => limit.rounding.filter(|rounding| *rounding == "down"),
            _ => None,
        };
        let limits: Vec<_> = limits
            .into_iter()
            .map(|limit| Limit { rounding: rounds_down(&limit), ..limit })
            .collect();
        prop_assert_eq!(judged(&roster, &limits), judged(&doubled(&roster), &limits));
    }
}
