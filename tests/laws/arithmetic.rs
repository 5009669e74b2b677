//! The numbers of a finding mean what they say: limit, headroom, mend and evidence.

use passmuster::{Finding, Outcome, Report};
use proptest::prelude::*;

use super::roster::{
    Amount, Limit, Roster, Someone, cases, gaps, judge, known, limits, outcomes, rosters,
    rulebook, several,
};

/// The finding on unit `a` on the first day.
fn of_a(report: &Report) -> Option<&Finding> {
    report.findings.iter().find(|one| one.cell.get("unit") == Some("a"))
}

/// How a limit on those on site in unit `a` comes out.
fn outcome(roster: &Roster, comparator: &'static str, amount: u32) -> Outcome {
    let limit = Limit::on_site(comparator, Amount::Number(amount));
    of_a(&roster.judge(&[limit])).unwrap().outcome
}

/// One unit on one day, of whom everything is known.
fn units() -> BoxedStrategy<Roster> {
    rosters(known(), 8, 1)
        .prop_map(|mut roster| {
            for one in &mut roster.people {
                one.unit = "a";
            }
            roster
        })
        .boxed()
}

/// Whether `a` keeps a limit after some people have changed to a status.
fn kept_after(
    roster: &Roster,
    limit: &Limit,
    people: &[String],
    status: &'static str,
) -> bool {
    let mut changed = roster.clone();
    for one in changed.people.iter_mut().filter(|one| people.contains(&one.name)) {
        one.days[0] = Some(status);
    }
    let report = changed.judge(std::slice::from_ref(limit));
    of_a(&report).is_none_or(|finding| finding.outcome != Outcome::Fail)
}

/// The names of those of a status who are not on duty.
fn named(roster: &Roster, status: &str) -> Vec<String> {
    let people = roster.people.iter();
    let free = people.filter(|one| one.days[0] == Some(status) && one.tag.is_empty());
    free.map(|one| one.name.clone()).collect()
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn the_count_is_the_threshold(roster in units()) {
        let on_site = roster.people.iter().filter(|one| one.days[0] == Some("on-site"));
        let count = u32::try_from(on_site.count()).unwrap();
        let less = count.checked_sub(1);
        for (comparator, keeps, breaks) in [
            ("at_most", Some(count), less),
            ("at_least", Some(count), Some(count + 1)),
            ("below", Some(count + 1), Some(count)),
            ("above", less, Some(count)),
            ("exactly", Some(count), Some(count + 1)),
            ("exactly", Some(count), less),
        ] {
            let said = |amount: Option<u32>| {
                amount.map(|amount| outcome(&roster, comparator, amount))
            };
            prop_assert_eq!(said(keeps), keeps.map(|_| Outcome::Pass));
            prop_assert_eq!(said(breaks), breaks.map(|_| Outcome::Fail));
        }
    }

    #[test]
    fn the_mend_is_enough_and_no_less_is(
        roster in units(), limits in several(limits()),
    ) {
        for limit in limits {
            let report = roster.judge(std::slice::from_ref(&limit));
            let Some((finding, mend)) = of_a(&report)
                .and_then(|finding| finding.mend.as_ref().map(|mend| (finding, mend)))
            else {
                continue;
            };
            prop_assert_eq!(finding.outcome, Outcome::Fail);
            let away = if limit.count == "remote" { "on-site" } else { "remote" };
            let status = if mend.change < 0 { away } else { limit.count };
            let change = usize::try_from(mend.change.unsigned_abs()).unwrap();
            if limit.time == "day" && change <= mend.candidates.len() {
                let enough = &mend.candidates[..change];
                prop_assert!(kept_after(&roster, &limit, enough, status));
                let less = &mend.candidates[..change - 1];
                prop_assert!(!kept_after(&roster, &limit, less, status));
            }
        }
    }

    #[test]
    fn headroom_is_how_many_may_still_move(
        roster in units(), limits in several(limits()),
    ) {
        for limit in limits.into_iter().filter(|limit| limit.time == "day") {
            let report = roster.judge(std::slice::from_ref(&limit));
            let passed = of_a(&report).filter(|one| one.outcome == Outcome::Pass);
            let measured = passed.and_then(|finding| finding.measured.as_ref());
            let Some(headroom) = measured.and_then(|measured| measured.headroom) else {
                continue;
            };
            let headroom = usize::try_from(headroom).unwrap();
            let away = if limit.count == "remote" { "on-site" } else { "remote" };
            let (from, to) = match limit.is_cap() {
                true => (away, limit.count),
                false => (limit.count, away),
            };
            let movers = named(&roster, from);
            let some = &movers[..headroom.min(movers.len())];
            prop_assert!(kept_after(&roster, &limit, some, to), "{limit:?}");
            if movers.len() > headroom {
                let more = &movers[..=headroom];
                prop_assert!(!kept_after(&roster, &limit, more, to), "{limit:?}");
            }
        }
    }

    #[test]
    fn the_evidence_makes_up_the_count(
        roster in rosters(gaps(), 6, 4), limits in several(limits()),
    ) {
        for finding in &roster.judge(&limits).findings {
            let Some(measured) = &finding.measured else { continue };
            let many = |names: &[String]| i64::try_from(names.len()).unwrap();
            let evidence = &finding.evidence;
            let certain = measured.count.certain.as_whole().unwrap();
            prop_assert_eq!(certain, many(&evidence.counted));
            let possible = measured.count.possible.and_then(|most| most.as_whole()).unwrap();
            prop_assert!(certain <= possible);
            prop_assert!(possible <= certain + many(&evidence.undecided));
            if let Some(base) = measured.base {
                let least = base.certain.as_whole().unwrap();
                let most = base.possible.and_then(|most| most.as_whole()).unwrap();
                prop_assert!(least <= most && most <= least + many(&evidence.undecided));
            }
        }
    }

    #[test]
    fn the_evidence_alone_gives_the_same_count(
        roster in rosters(gaps(), 6, 4), limit in limits(),
    ) {
        let limits = [limit];
        for finding in &roster.judge(&limits).findings {
            let (Some(measured), Some(unit)) = (&finding.measured, finding.cell.get("unit"))
            else {
                continue;
            };
            let named = [&finding.evidence.counted[..], &finding.evidence.undecided].concat();
            let mut alone = roster.clone();
            // The days of the others are kept, so that the same days are asked.
            alone.people.retain(|one| one.unit != unit || named.contains(&one.name));
            if !alone.people.iter().any(|one| one.unit == unit) {
                continue;
            }
            let report = alone.judge_in(&limits, roster.period());
            let id = finding.id();
            let again = report.findings.iter().find(|again| again.id() == id);
            if let Some(again) = again.and_then(|again| again.measured.as_ref()) {
                prop_assert_eq!(again.count, measured.count, "{}", id);
            }
        }
    }
}

#[test]
fn cells_without_rows_appear() {
    let nobody_wrote = |name: &str, unit: &'static str| Someone {
        name: name.to_owned(),
        unit,
        tag: "",
        days: vec![None, None],
    };
    let roster = Roster::new(vec![nobody_wrote("an", "a"), nobody_wrote("binh", "b")]);
    let limit = Limit::on_site("at_most", Amount::Share(1, 2));
    let report = roster.judge(&[limit]);
    let mut told: Vec<_> = outcomes(&report).into_iter().collect();
    told.retain(|(id, _)| !id.contains("unit=z"));
    let expected: Vec<_> = ["a", "b"]
        .iter()
        .flat_map(|unit| ["15", "16"].map(|day| format!("unit={unit} day=2021-02-{day}")))
        .map(|cell| (format!("d/r0 {cell}"), Outcome::Undetermined))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn a_unit_without_people_appears() {
    let rulebook = rulebook(&[Limit::on_site("at_most", Amount::Number(0))]);
    let table = |name: &str, text: &str| passmuster::Source::new(name, text);
    let facts = rulebook
        .facts()
        .table("people", table("people.csv", "person,unit\nan,a\n"))
        .table("units", table("units.csv", "unit,parent\noffice,\na,office\nb,office\n"))
        .table(
            "attendance",
            table("attendance.csv", "person,date,status\nan,2021-02-15,on-site\n"),
        )
        .build()
        .unwrap();
    let report = judge(&rulebook, &facts, facts.covers());
    let told: Vec<_> = outcomes(&report).into_iter().collect();
    let cell = |unit: &str| format!("d/r0 unit={unit} day=2021-02-15");
    assert_eq!(told, [(cell("a"), Outcome::Fail), (cell("b"), Outcome::Pass)]);
}
