//! What a ledger refuses, and how far its headroom reaches.
#![expect(clippy::expect_used, reason = "what a test makes up is in order")]

use passmuster::{Change, Day, KnownAt, Ledger, Period, Rulebook, Source};

const PEOPLE: u32 = 8;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// A unit whose people are all at home, under one limit.
fn ledger(limit: &str) -> Ledger {
    let order = format!(
        "passmuster: 1\ndirective: {{ id: d }}\nin_force: {{ from: 2021-02-17 }}\n\
         rules:\n  - {{ id: r, limit: {limit} }}\n"
    );
    let rulebook = Rulebook::read([Source::new("d.yaml", &order)]).expect("rules");
    let names = || (0..PEOPLE).map(|nth| format!("p{nth}"));
    let people: String = names().map(|name| format!("{name},u\n")).collect();
    let rows: String =
        names().map(|name| format!("{name},2021-02-18,remote\n")).collect();
    let facts = rulebook
        .facts()
        .table("people", Source::new("people.csv", &format!("person,unit\n{people}")))
        .table("attendance", Source::new("a.csv", &format!("person,date,status\n{rows}")))
        .build()
        .expect("facts");
    let law = rulebook.as_known(KnownAt::Latest);
    law.open(&facts, Period::on(day("2021-02-18"))).expect("a ledger")
}

#[test]
fn so_many_moves_keep_the_bound_and_one_more_breaks_it() {
    let limits = [
        "{ count: { status: on-site }, at_most: 3, per: [unit, day] }",
        "{ count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }",
        "{ count: { status: on-site }, below: 1/3, of: everyone, per: [unit, day] }",
        "{ count: { status: on-site }, at_most: 45%, of: everyone, rounding: up, per: day }",
        "{ count: { not: { status: on-site } }, at_least: 2, per: [unit, day] }",
        "{ count: { status: remote }, above: 50%, of: everyone, per: [unit, day] }",
        "{ count: { status: on-site }, at_most: { lesser_of: [75%, 5] }, of: everyone, per: day }",
    ];
    for limit in limits {
        let mut ledger = ledger(limit);
        let today = day("2021-02-18");
        let comes = |nth: u32| Change::status(&format!("p{nth}"), today, "on-site");
        let first = ledger.what_if(&comes(0)).expect("an effect");
        let changed = first.verdicts().next().expect("a verdict");
        let (rule, cell) = ledger.place_of(&first, changed).expect("a place");
        let headroom = ledger.headroom(&rule, &cell).expect("a bound").certain;
        let moves = u32::try_from(headroom.expect("a number")).expect("it is kept");
        assert!(moves > 0 && moves < PEOPLE, "{limit}: {moves}");
        for nth in 0..moves {
            assert!(!ledger.apply(&comes(nth)).expect("an effect").breaks(), "{limit}");
            let left = ledger.headroom(&rule, &cell).expect("a bound").certain;
            assert_eq!(left, Some(i64::from(moves - nth - 1)), "{limit}");
        }
        assert!(ledger.apply(&comes(moves)).expect("an effect").breaks(), "{limit}");
    }
}

#[test]
fn what_it_does_not_know_is_refused_and_changes_nothing() {
    let limit = "{ count: { status: on-site }, at_most: 3, per: [unit, day] }";
    let mut ledger = ledger(limit);
    let before = ledger.snapshot();
    let today = day("2021-02-18");
    let unknown = ledger.apply(&Change::status("p9", today, "on-site")).unwrap_err();
    assert!(unknown.is_unknown_person());
    assert!(unknown.to_string().contains("`p9`"), "{unknown}");
    let outside = Change::status("p1", day("2021-02-19"), "on-site");
    assert!(ledger.apply(&outside).unwrap_err().is_outside_ledger());
    for bad in [
        Change::status("p1", today, "onsite"),
        Change::status("p1", today, "on-site").with("sight", "s1"),
        Change::status("p1", today, "on-site").and("leave"),
    ] {
        assert!(ledger.apply(&bad).unwrap_err().is_bad_change());
    }
    assert_eq!(ledger.snapshot(), before);
}

#[test]
fn a_snapshot_is_of_its_own_rules() {
    let one = "{ count: { status: on-site }, at_most: 3, per: [unit, day] }";
    let ledger = ledger(one);
    let order = format!(
        "passmuster: 1\ndirective: {{ id: d }}\nin_force: {{ from: 2021-02-17 }}\n\
         rules:\n  - {{ id: r, limit: {} }}\n",
        one.replace("at_most: 3", "at_most: 4")
    );
    let rulebook = Rulebook::read([Source::new("d.yaml", &order)]).expect("rules");
    let people = Source::new("people.csv", "person,unit\np0,u\n");
    let rows = Source::new("a.csv", "person,date,status\np0,2021-02-18,remote\n");
    let facts = rulebook.facts().table("people", people).table("attendance", rows);
    let facts = facts.build().expect("facts");
    let law = rulebook.as_known(KnownAt::Latest);
    assert!(law.restore(&facts, &ledger.snapshot()).unwrap_err().is_bad_snapshot());
    assert!(law.restore(&facts, "{}").unwrap_err().is_bad_snapshot());
}

#[test]
fn it_may_be_asked_from_many_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Ledger>();
    shared::<passmuster::Effect>();
    shared::<Change>();
}
