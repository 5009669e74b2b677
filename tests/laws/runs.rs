//! Rows in the order of days and units say what the same rows say in any order.

use passmuster::workers::Alone;
use passmuster::{KnownAt, Rulebook, Source};
use proptest::prelude::*;

use super::roster::{cases, json, judge};
use super::stream::DAILY;

const JOBS: [&str; 5] = ["clerk", "guard", "doctor-on-duty", "driver", ""];
const STATUSES: [&str; 5] = ["on-site", "remote", "leave", "unknown", ""];

/// So many people of so many units on so many days, each with a job and a status.
fn rows(sizes: &[usize], days: usize, dice: &[u8]) -> Vec<String> {
    let mut dice = dice.iter().cycle();
    let mut next = |of: usize| usize::from(*dice.next().unwrap_or(&0)) % of;
    let mut rows = Vec::new();
    for (day, (unit, people)) in
        (1..=days).flat_map(|day| sizes.iter().enumerate().map(move |unit| (day, unit)))
    {
        for nth in 0..*people {
            let (job, status) = (JOBS[next(5)], STATUSES[next(5)]);
            rows.push(format!("2021-02-{day:02},u{unit},{unit}-{nth},{job},{status}\n"));
        }
    }
    rows
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn rows_in_order_say_what_rows_in_disorder_do(
        sizes in prop::collection::vec(60_usize..160, 1..4),
        days in 2_usize..5,
        dice in prop::collection::vec(any::<u8>(), 1..997),
        which in prop::collection::vec(any::<bool>(), DAILY.len()),
        step in 1_usize..50,
    ) {
        let rules = DAILY.iter().zip(&which).filter(|(_, is_there)| **is_there);
        let rules: String = rules.map(|(rule, _)| format!("  - {rule}\n")).collect();
        prop_assume!(!rules.is_empty());
        let text = format!(
            "passmuster: 1\ndirective: {{ id: d }}\nissued: 2021-02-01\n\
             in_force: {{ from: 2021-02-02, through: 2021-02-28 }}\n\
             fields: {{ people: {{ job: text }} }}\nrules:\n{rules}"
        );
        let rulebook = Rulebook::read([Source::new("d.yaml", &text)]).unwrap();
        let in_order = rows(&sizes, days, &dice);
        let lanes = (0..step).flat_map(|lane| in_order.iter().skip(lane).step_by(step));
        let in_disorder: Vec<String> = lanes.cloned().collect();
        let said = [in_order, in_disorder].map(|rows| {
            let table = "date,unit,person,job,status\n".to_owned() + &rows.concat();
            let builder = rulebook.facts().table("attendance", Source::new("a.csv", &table));
            let facts = builder.build().unwrap();
            let law = rulebook.as_known(KnownAt::Latest);
            let verdicts = law.verdicts(&facts, facts.covers(), &Alone).unwrap();
            let verdicts = verdicts.iter().map(|verdict| format!("{verdict:?}"));
            let verdicts: Vec<String> = verdicts.collect();
            (verdicts, json(&judge(&rulebook, &facts, facts.covers())))
        });
        let [in_order, in_disorder] = said;
        prop_assert_eq!(in_order, in_disorder);
    }
}
