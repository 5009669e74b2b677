//! Attendance counted as it goes by says what the same rows say when they are kept.

use passmuster::verdicts::Verdict;
use passmuster::workers::Alone;
use passmuster::{KnownAt, Rulebook, Source, Verdicts};
use proptest::prelude::*;

use super::roster::cases;

const RULES: [&str; 9] = [
    "{ id: a, limit: { count: { status: on-site }, at_most: 50%, of: everyone, \
     per: [unit, day] } }",
    "{ id: b, limit: { count: { status: on-site }, at_most: 2, per: [unit, day] } }",
    "{ id: c, limit: { count: { status: remote }, at_least: 1/3, \
     of: { not: { status: leave } }, per: [office, day] } }",
    "{ id: d, require: { each: { job: clerk }, be: { status: on-site }, \
     per: day } }",
    "{ id: e, require: { each: { job: [guard, clerk] }, never_be: { status: leave }, \
     per: [unit, day] } }",
    "{ id: f, limit: { count: { job: guard, status: on-site }, at_least: 1, \
     per: [unit, day] }, when: { day_kind: working-day } }",
    "{ id: g, limit: { count: { status: on-site, unit: u1 }, exactly: 50%, \
     of: { unit: u1 }, per: day } }",
    "{ id: h, limit: { count: { status: on-site }, at_most: 60%, of: everyone, \
     per: [unit, day], exempt: { who: { job: guard }, out_of: [count, base] } } }",
    "{ id: i, limit: { count: { status: on-site }, at_most: 3, per: [unit, week] } }",
];

/// A row: person, day, job and status, by their numbers.
type Row = (u8, u8, u8, u8);

const JOBS: [&str; 4] = ["clerk", "guard", "doctor-on-duty", ""];
const STATUSES: [&str; 5] = ["on-site", "remote", "leave", "unknown", ""];

fn lines(rows: &[Row]) -> Vec<String> {
    let line = |(person, day, job, status): &Row| {
        let (job, status) = (*job as usize % 4, *status as usize % 5);
        let (job, status) = (JOBS[job], STATUSES[status]);
        let unit = person % 3;
        format!("2021-02-{:02},u{unit},person-{person},{job},{status}\n", 15 + day % 6)
    };
    rows.iter().map(line).collect()
}

fn said(verdicts: &Verdicts) -> Vec<String> {
    let line = |verdict: Verdict<'_>| format!("{verdict:?}");
    verdicts.iter().map(line).collect()
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn rows_that_are_counted_say_what_rows_say_that_are_kept(
        chosen in prop::collection::btree_set(0..RULES.len(), 1..5),
        rows in prop::collection::vec(
            (0..12_u8, any::<u8>(), any::<u8>(), any::<u8>()), 1..80,
        ),
        repeats in prop::bool::weighted(0.1),
        cuts in (0..100_usize, 0..100_usize),
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let mut rows = rows;
        if !repeats {
            let mut seen = std::collections::BTreeSet::new();
            rows.retain(|(person, day, ..)| seen.insert((*person, day % 6)));
        }
        let rules: Vec<String> =
            chosen.iter().map(|nth| format!("  - {}\n", RULES[*nth])).collect();
        let text = format!(
            "passmuster: 1\ndirective: {{ id: order }}\n\
             in_force: {{ from: 2021-02-15, through: 2021-02-28 }}\n\
             fields: {{ people: {{ job: text }} }}\nrules:\n{}",
            rules.concat()
        );
        let rulebook = Rulebook::read([Source::new("order.yaml", &text)]).unwrap();
        let law = rulebook.as_known(KnownAt::Latest);
        let lines: Vec<String> =
            lines(&rows).iter().map(|line| line.replace('\n', line_end)).collect();
        let header = format!("date,unit,person,job,status{line_end}");
        let table = header.clone() + &lines.concat();
        let table = Source::new("a.csv", &table);
        let kept = rulebook.facts().table("attendance", table).build();
        let kept = kept.ok().and_then(|facts| {
            let is_plain = facts.warnings().iter().next().is_none();
            let verdicts = law.verdicts(&facts, facts.covers(), &Alone).ok()?;
            Some((verdicts, is_plain))
        });
        let stream = law.stream(rulebook.facts(), "a.csv", header.as_bytes()).unwrap();
        let at = |cut: usize| cut * lines.len() / 100;
        let (first, second) = (at(cuts.0.min(cuts.1)), at(cuts.0.max(cuts.1)));
        let parts = [&lines[..first], &lines[first..second], &lines[second..]];
        let strips = parts.map(|lines| {
            let mut strip = stream.strip();
            let (some, others) = lines.split_at(lines.len() / 2);
            strip.take(some.concat().as_bytes());
            stream.learn(&mut strip);
            strip.take(others.concat().as_bytes());
            strip
        });
        let told = stream.verdicts(strips.into(), None, &Alone).ok().flatten();
        // It may leave them to the reader that keeps them, but not where all is plain.
        let asks_each = chosen.contains(&3) || chosen.contains(&4);
        let is_blank = |(_, _, job, _): &Row| job % 4 == 3;
        let learns_late = asks_each && rows.iter().any(is_blank);
        let must = !repeats && !chosen.contains(&8) && !learns_late;
        match (kept, told) {
            (Some((kept, _)), Some(told)) => {
                prop_assert_eq!(said(&kept), said(&told));
                prop_assert_eq!(kept.summary, told.summary);
                prop_assert_eq!(kept.notices, told.notices);
            }
            (Some((_, is_plain)), None) => prop_assert!(!must || !is_plain),
            (None, told) => prop_assert!(told.is_none()),
        }
    }
}
