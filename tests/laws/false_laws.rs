//! Laws that one might expect and that do not hold: for each a roster that breaks it, so
//! that nobody mends what is right.

use passmuster::{Finding, Outcome, Period};

use super::roster::{Amount, Limit, Roster, Someone};

/// A unit of people with a tag and a status a day.
fn unit(people: &[(&'static str, &[&'static str])]) -> Roster {
    let people = people.iter().enumerate().map(|(nth, (tag, days))| Someone {
        name: format!("who-{nth}"),
        unit: "a",
        tag,
        days: days.iter().copied().map(Some).collect(),
    });
    Roster::new(people.collect())
}

/// The one outcome of one limit.
fn outcome(roster: &Roster, limit: &Limit) -> Outcome {
    let report = roster.judge(std::slice::from_ref(limit));
    let of_unit = |one: &&Finding| one.cell.get("unit") == Some("a");
    let found: Vec<_> = report.findings.iter().filter(of_unit).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].outcome
}

fn half(exempt: Option<&'static str>, rounding: Option<&'static str>) -> Limit {
    Limit { exempt, rounding, ..Limit::on_site("at_most", Amount::Share(1, 2)) }
}

#[test]
fn without_somebody_a_cap_may_fail() {
    let two = unit(&[("", &["on-site"]), ("", &["remote"])]);
    assert_eq!(outcome(&two, &half(None, None)), Outcome::Pass);
    // Who stayed at home held the base up.
    assert_eq!(outcome(&two.without(1), &half(None, None)), Outcome::Fail);
}

#[test]
fn somebody_exempt_changes_verdicts_if_they_stay_in_the_base() {
    let (one, limit) = (unit(&[("", &["on-site"])]), half(Some("[count]"), None));
    assert_eq!(outcome(&one, &limit), Outcome::Fail);
    assert_eq!(outcome(&one.with("duty", "on-site"), &limit), Outcome::Pass);
}

#[test]
fn exempting_somebody_may_break_a_cap() {
    let (ruled, freed) = (
        &[("", &["on-site"][..]), ("", &["remote"])],
        &[("", &["on-site"][..]), ("duty", &["remote"])],
    );
    let limit = half(Some("[count, base]"), None);
    assert_eq!(outcome(&unit(ruled), &limit), Outcome::Pass);
    assert_eq!(outcome(&unit(freed), &limit), Outcome::Fail);
}

#[test]
fn counts_do_not_add_up_where_a_week_is_split() {
    let roster = unit(&[("", &["on-site", "remote", "remote"])]);
    let limit = Limit { time: "week", ..Limit::on_site("at_most", Amount::Number(0)) };
    let limits = [limit];
    let whole = roster.judge(&limits).summary.fail;
    let parts =
        [Period::on(roster.day(0)), Period::new(roster.day(1), roster.day(2)).unwrap()];
    let parts = parts.map(|part| roster.judge_in(&limits, part).summary.fail);
    // One week of each of two units, and it was asked twice.
    assert_eq!((whole, parts), (2, [2, 2]));
}

#[test]
fn a_share_rounded_up_is_not_the_same_of_twice_as_many() {
    let one = unit(&[("", &["on-site"])]);
    let two = unit(&[("", &["on-site"]), ("", &["on-site"])]);
    let limit = half(None, Some("up"));
    assert_eq!(outcome(&one, &limit), Outcome::Pass);
    assert_eq!(outcome(&two, &limit), Outcome::Fail);
}

#[test]
fn an_exact_share_of_twice_as_many_may_be_undetermined() {
    let one = unit(&[("", &[""])]);
    let two = unit(&[("", &[""]), ("", &[""])]);
    let limit = Limit::on_site("exactly", Amount::Share(1, 2));
    assert_eq!(outcome(&one, &limit), Outcome::Fail);
    assert_eq!(outcome(&two, &limit), Outcome::Undetermined);
}
