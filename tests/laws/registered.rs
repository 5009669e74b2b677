//! Rows beside a register, counted as they go by, say what they say when they are kept.

use std::collections::BTreeSet;

use passmuster::{Rulebook, Source};
use proptest::prelude::*;

use super::roster::cases;
use super::stream::{DAILY, both};

/// More rules of days.
const OF_PEOPLE: [&str; 4] = [
    "{ id: i, require: { each: { hired: { in_last: 4 days } }, be: { status: remote }, \
     per: [unit, day] } }",
    "{ id: j, limit: { count: { shift: early }, at_most: 1/4, of: { status: on-site }, \
     per: [unit, day] } }",
    "{ id: k, limit: { count: { desk: window }, at_most: 1, per: [office, day] } }",
    "{ id: l, limit: { count: { sector: trade, status: on-site }, at_most: 1, \
     per: [unit, day] } }",
];

/// Rules for which the rows must be kept.
const OF_ROWS: [&str; 3] = [
    "{ id: m, limit: { count: { status: on-site }, at_most: 3, per: [unit, week] } }",
    "{ id: n, quota: { each: { job: clerk }, days: { status: remote }, at_most: 2 days, \
     per: week } }",
    "{ id: o, require: { each: { status: leave }, be: { date: { from: 2021-02-18 } } } }",
];

/// From which on the rows must be kept.
const KEPT: usize = DAILY.len() + OF_PEOPLE.len();

const JOBS: [&str; 4] = ["clerk", "guard", "driver", ""];
const STATUSES: [&str; 6] = ["on-site", "remote", "leave", "unknown", "", "sick"];
const SHIFTS: [&str; 3] = ["early", "late", ""];
const DESKS: [&str; 3] = ["window", "door", ""];

const UNITS: &str = "unit,parent,sector,from,through\n\
    head,,office,,\nother,,trade,,\nu0,head,trade,,\nu1,head,,,2021-02-17\n\
    u1,other,trade,2021-02-18,\nu2,other,,,\nu3,other,,,\n";

/// Somebody on the register: the unit, job, the day of a change or none, and other columns.
type Someone = (u8, u8, u8, u8);

/// The register: somebody is there always, from a day on, until a day, or in one unit until a
/// day and in another since.
fn register(people: &[Someone], id: &str) -> String {
    let mut text = "person,unit,job,hired,desk,from,through\n".to_owned();
    for (nth, (unit, job, change, other)) in people.iter().enumerate() {
        let row = |unit: u8, job: u8, from: &str, through: &str| {
            let (job, desk) = (JOBS[job as usize % 4], DESKS[*other as usize % 3]);
            let hired = match other % 5 {
                0 => String::new(),
                _ => format!("2021-02-{:02}", 10 + other % 9),
            };
            format!("{id}{nth},u{},{job},{hired},{desk},{from},{through}\n", unit % 3)
        };
        let day = |plus: u8| format!("2021-02-{:02}", 15 + change / 4 % 5 + plus);
        match change % 4 {
            0 => text += &row(*unit, *job, &day(1), ""),
            1 => text += &row(*unit, *job, "", &day(0)),
            2 => {
                text += &row(*unit, *job, "", &day(0));
                text += &row(unit / 3, job / 4, &day(1), "");
            }
            _ => text += &row(*unit, *job, "", ""),
        }
    }
    text
}

/// Whether somebody is on that register on a day.
fn is_on(people: &[Someone], person: u8, day: u8) -> bool {
    let Some((_, _, change, _)) = people.get(person as usize) else { return false };
    let last = change / 4 % 5;
    match change % 4 {
        0 => day > last,
        1 => day <= last,
        _ => true,
    }
}

/// A row: person, day, status and other columns, by their numbers.
type Row = (u8, u8, u8, u8);

const ORDERS: [[usize; 5]; 4] =
    [[0, 1, 2, 3, 4], [1, 0, 2, 3, 4], [2, 4, 3, 0, 1], [3, 1, 4, 2, 0]];
/// The last column is the register's, and read there only.
const COLUMNS: [&str; 5] = ["person", "date", "status", "shift", "desk"];

fn lines(rows: &[Row], id: &str, order: [usize; 5]) -> Vec<String> {
    let line = |(person, day, status, other): &Row| {
        let (person, date) =
            (format!("{id}{person}"), format!("2021-02-{:02}", 15 + day));
        let status = STATUSES[*status as usize % 6];
        let (shift, desk) = (SHIFTS[*other as usize % 3], DESKS[*other as usize / 3 % 3]);
        let fields = [person.as_str(), &date, status, shift, desk];
        order.map(|nth| fields[nth]).join(",") + "\n"
    };
    rows.iter().map(line).collect()
}

const SETTINGS: [&str; 4] = [
    "",
    "covers: { from: 2021-02-15, through: 2021-02-21 }\n",
    "tables: { attendance: { no_row: { working-day: remote, else: off } } }\n",
    "covers: { from: 2021-02-14, through: 2021-02-22 }\n\
     working_week: [monday, tuesday, thursday]\n",
];

/// What is wrong with the rows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Wrong {
    Nothing,
    /// The last is of somebody who is not on the register on its day.
    Stranger,
    /// Some come twice.
    Twice,
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn rows_beside_a_register_say_what_rows_say_that_are_kept(
        chosen in prop::collection::btree_set(0..KEPT + OF_ROWS.len(), 1..5),
        people in prop::collection::vec(
            (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>()), 1..14,
        ),
        rows in prop::collection::vec(
            (0..15_u8, 0..6_u8, any::<u8>(), any::<u8>()), 2..80,
        ),
        wrong in prop::sample::select(vec![
            Wrong::Nothing, Wrong::Nothing, Wrong::Nothing, Wrong::Stranger, Wrong::Twice,
        ]),
        order in prop::sample::select(ORDERS.to_vec()),
        // Files that are no text hold some ids as numbers.
        id in prop::sample::select(vec!["p", ""]),
        settings in prop::sample::select(SETTINGS.to_vec()),
        has_tree in any::<bool>(),
        columns in any::<bool>(),
        cut in 0..60_usize,
    ) {
        let mut rows = rows;
        let is_known = |(person, day, ..): &Row| is_on(&people, *person, *day);
        let stranger = rows.iter().find(|row| !is_known(row)).copied();
        rows.retain(is_known);
        rows.extend(stranger.filter(|_| wrong == Wrong::Stranger));
        if wrong != Wrong::Twice {
            let mut seen = BTreeSet::new();
            rows.retain(|(person, day, ..)| seen.insert((*person, *day)));
        }
        // Without the tree units have no sector.
        let chosen: Vec<usize> =
            chosen.into_iter().filter(|nth| has_tree || *nth != 11).collect();
        prop_assume!(!rows.is_empty() && !chosen.is_empty());
        let all = [&DAILY[..], &OF_PEOPLE, &OF_ROWS].concat();
        let rules = chosen.iter().map(|nth| format!("  - {}\n", all[*nth]));
        let text = format!(
            "passmuster: 1\ndirective: {{ id: order }}\n\
             in_force: {{ from: 2021-02-15, through: 2021-02-28 }}\n\
             fields: {{ people: {{ job: text, hired: date, desk: text }} }}\nrules:\n{}",
            rules.collect::<String>()
        );
        let rulebook = Rulebook::read([Source::new("order.yaml", &text)]).unwrap();
        let settings = format!("passmuster-facts: 1\n{settings}");
        let mut facts = rulebook
            .facts()
            .settings(Source::new("facts.yaml", &settings))
            .table("people", Source::new("people.csv", &register(&people, id)));
        if has_tree {
            facts = facts.table("units", Source::new("units.csv", UNITS));
        }
        let header = order.map(|nth| COLUMNS[nth]).join(",") + "\n";
        let tables = [("attendance", header.as_str(), lines(&rows, id, order))];
        let beside = (&rulebook, facts);
        match both(beside, &tables, cut, (false, columns)) {
            (Some((kept, _)), Some(told)) => prop_assert_eq!(kept, told),
            (Some((_, is_plain)), None) => {
                let may = wrong == Wrong::Twice || chosen.iter().any(|nth| *nth >= KEPT);
                prop_assert!(may || !is_plain, "{}", register(&people, id));
            }
            (None, told) => prop_assert!(told.is_none()),
        }
    }
}
