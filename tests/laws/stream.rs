//! Rows counted as they go by say what the same rows say when they are kept.

use passmuster::report::{Notice, Summary};
use passmuster::stream::{Header, Sieve, Stream, Strip};
use passmuster::verdicts::Verdict;
use passmuster::workers::Alone;
use passmuster::{
    Batch, BatchColumn, FactsBuilder, KnownAt, Law, Report, Rulebook, Source, Verdicts,
};
use proptest::prelude::*;

use super::roster::cases;

/// Rules of days that are told without the rows.
pub(super) const DAILY: [&str; 8] = [
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
];

/// Rules for which the rows must be kept.
const OF_ROWS: [&str; 2] = [
    "{ id: i, limit: { count: { status: on-site }, at_most: 3, per: [unit, week] } }",
    "{ id: j, require: { each: { status: leave }, be: { date: { from: 2021-02-18 } } } }",
];

/// A row: person, day, job and status, by their numbers.
type Row = (u8, u8, u8, u8);

const JOBS: [&str; 4] = ["clerk", "guard", "doctor-on-duty", ""];
const STATUSES: [&str; 5] = ["on-site", "remote", "leave", "unknown", ""];

/// The columns, and in which orders they may come.
const COLUMNS: [&str; 5] = ["date", "unit", "person", "job", "status"];
const ORDERS: [[usize; 5]; 5] =
    [[0, 1, 2, 3, 4], [2, 1, 0, 3, 4], [1, 2, 4, 0, 3], [3, 0, 2, 4, 1], [0, 1, 3, 4, 2]];

fn header(order: [usize; 5]) -> String {
    order.map(|nth| COLUMNS[nth]).join(",") + "\n"
}

fn lines(rows: &[Row], order: [usize; 5]) -> Vec<String> {
    let line = |(person, day, job, status): &Row| {
        let date = format!("2021-02-{:02}", 15 + day % 6);
        let (unit, person) = (format!("u{}", person % 3), format!("person-{person}"));
        let (job, status) = (JOBS[*job as usize % 4], STATUSES[*status as usize % 5]);
        let fields = [date.as_str(), &unit, &person, job, status];
        order.map(|nth| fields[nth]).join(",") + "\n"
    };
    rows.iter().map(line).collect()
}

/// What is said of rows: verdict by verdict, and with people.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    verdicts: Vec<String>,
    summary: Summary,
    notices: Vec<Notice>,
    report: Option<Report>,
}

impl Said {
    fn new(verdicts: &Verdicts, report: Option<Report>) -> Self {
        let line = |verdict: Verdict<'_>| format!("{verdict:?}");
        let (summary, notices) = (verdicts.summary, verdicts.notices.clone());
        Self { verdicts: verdicts.iter().map(line).collect(), summary, notices, report }
    }
}

/// What is said of rows that are kept, and whether there is nothing to warn of.
fn said_of_kept(law: &Law, facts: FactsBuilder) -> Option<(Said, bool)> {
    let facts = facts.build().ok()?;
    let is_plain = facts.warnings().iter().next().is_none();
    let verdicts = law.verdicts(&facts, facts.covers(), &Alone).ok()?;
    let report = law.check(&facts, facts.covers()).ok()?;
    Some((Said::new(&verdicts, Some(report)), is_plain))
}

/// What is said of rows that went by, and once more to tell of people.
fn said_of_stream(
    stream: &Stream,
    strips: &[Strip],
    sift: &mut dyn FnMut(&mut Sieve),
) -> Option<Said> {
    let verdicts = stream.verdicts(strips, None, &Alone).ok().flatten();
    let verdicts = verdicts.map(|(verdicts, _)| verdicts);
    let survey = stream.survey(strips, None, &Alone).ok().flatten();
    assert_eq!(verdicts.is_some(), survey.is_some());
    let (verdicts, survey) = (verdicts?, survey?);
    let mut sieve = survey.sieve();
    sieve.iter_mut().for_each(sift);
    let facts = survey.facts(sieve.as_slice());
    let report = facts.and_then(|facts| survey.report(&facts, &Alone).ok().flatten());
    Some(Said::new(&verdicts, report))
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn rows_that_are_counted_say_what_rows_say_that_are_kept(
        chosen in prop::collection::btree_set(0..DAILY.len() + OF_ROWS.len(), 1..5),
        rows in prop::collection::vec(
            (0..12_u8, any::<u8>(), any::<u8>(), any::<u8>()), 1..80,
        ),
        repeats in prop::bool::weighted(0.1),
        cuts in (0..100_usize, 0..100_usize),
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
        order in prop::sample::select(ORDERS.to_vec()),
    ) {
        let mut rows = rows;
        if !repeats {
            let mut seen = std::collections::BTreeSet::new();
            rows.retain(|(person, day, ..)| seen.insert((*person, day % 6)));
        }
        let all = [&DAILY[..], &OF_ROWS].concat();
        let rules: Vec<String> =
            chosen.iter().map(|nth| format!("  - {}\n", all[*nth])).collect();
        let text = format!(
            "passmuster: 1\ndirective: {{ id: order }}\n\
             in_force: {{ from: 2021-02-15, through: 2021-02-28 }}\n\
             fields: {{ people: {{ job: text }} }}\nrules:\n{}",
            rules.concat()
        );
        let rulebook = Rulebook::read([Source::new("order.yaml", &text)]).unwrap();
        let law = rulebook.as_known(KnownAt::Latest);
        let lines: Vec<String> =
            lines(&rows, order).iter().map(|line| line.replace('\n', line_end)).collect();
        let header = header(order).replace('\n', line_end);
        let table = header.clone() + &lines.concat();
        let table = Source::new("a.csv", &table);
        let kept = said_of_kept(&law, rulebook.facts().table("attendance", table));
        let header = Source::new("a.csv", &header);
        let header = Header::new(&rulebook.facts(), "attendance", header).unwrap();
        let stream = law.stream(rulebook.facts(), vec![header]);
        let at = |cut: usize| cut * lines.len() / 100;
        let (first, second) = (at(cuts.0.min(cuts.1)), at(cuts.0.max(cuts.1)));
        let parts = [&lines[..first], &lines[first..second], &lines[second..]];
        let strips = parts.map(|lines| {
            let mut strip = stream.strip("attendance").unwrap();
            let (some, others) = lines.split_at(lines.len() / 2);
            strip.take(some.concat().as_bytes());
            stream.learn(&mut strip);
            strip.take(others.concat().as_bytes());
            strip
        });
        let lines: String = lines.concat();
        let told = said_of_stream(&stream, &strips, &mut |sieve| {
            sieve.take(lines.as_bytes());
        });
        // It may leave them to the reader that keeps them, but not where all is plain.
        let asks_each = chosen.contains(&3) || chosen.contains(&4);
        let is_blank = |(_, _, job, _): &Row| job % 4 == 3;
        let learns_late = asks_each && rows.iter().any(is_blank);
        let must = !repeats && chosen.iter().all(|nth| *nth < DAILY.len()) && !learns_late;
        match (kept, told) {
            (Some((kept, _)), Some(told)) => prop_assert_eq!(kept, told),
            (Some((_, is_plain)), None) => prop_assert!(!must || !is_plain),
            (None, told) => prop_assert!(told.is_none()),
        }
    }
}

/// Rules of gatherings and visits; of the last ones the rows must be kept.
const ITEM_RULES: [&str; 9] = [
    "{ id: a, limit: { sum: { field: people, in: gatherings }, at_most: 10, \
     per: gathering } }",
    "{ id: b, limit: { sum: { field: people, in: gatherings, \
     place: { not: hall } }, at_most: 5, per: gathering } }",
    "{ id: c, require: { each: { in: gatherings, place: hall }, be: { mask: yes } } }",
    "{ id: d, require: { each: { in: visits }, never_be: { purpose: tour } } }",
    "{ id: e, limit: { sum: { field: people, in: visits }, at_most: 3, per: visit } }",
    "{ id: f, limit: { count: { in: gatherings }, at_most: 2, per: [unit, day] } }",
    "{ id: g, require: { each: { in: gatherings }, be: { since: { in_last: 2 days } } } }",
    "{ id: h, limit: { count: { in: visits, purpose: audit }, at_most: 1, per: day } }",
    "{ id: i, require: { each: { in: gatherings }, be: { gathering: [g-1, g-2] } } }",
];

/// From which on the rows must be kept.
const KEPT: usize = 5;

/// A gathering or visit: its number, and its day, size and other columns.
type Event = (u16, u8, u8, u8);

fn event((id, day, people, other): Event, of: &str) -> String {
    let day = 14 + day % 8;
    let people = ["", "2", "4", "9", "12"][people as usize % 5];
    let unit = ["u0", "u1", "u2"][other as usize % 3];
    match of {
        "gatherings" => {
            let place = ["hall", "office", "market", ""][other as usize / 3 % 4];
            let mask = ["yes", "no", ""][other as usize / 12 % 3];
            let since = 10 + other % 9;
            format!(
                "2021-02-{day},g-{id},{unit},{place},{people},{mask},2021-02-{since}\n"
            )
        }
        _ => {
            let purpose = ["audit", "tour", ""][other as usize / 3 % 3];
            format!("{id},2021-02-{day},{unit},{purpose},{people},note {other}\n")
        }
    }
}

const GATHERINGS: &str = "date,gathering,unit,place,people,mask,since\n";
const VISITS: &str = "visit,date,unit,purpose,people,remark\n";

/// Lines as a file that is no text holds them.
pub(super) fn batch_of(header: &str, lines: &[String]) -> Batch {
    let cells = |line: &str| line.trim_end().split(',').map(str::to_owned).collect();
    let rows: Vec<Vec<String>> = lines.iter().map(|line| cells(line)).collect();
    let columns = header.trim_end().split(',').enumerate().map(|(nth, name)| {
        let cells: Vec<&str> = rows.iter().map(|row| row[nth].as_str()).collect();
        let mut texts: Vec<String> =
            cells.iter().map(|cell| (*cell).to_owned()).collect();
        texts.sort();
        texts.dedup();
        let numbers: Option<Vec<i64>> =
            cells.iter().map(|cell| cell.parse().ok()).collect();
        if let Some(numbers) = numbers {
            let name = name.to_owned();
            return BatchColumn { name, numbers, ..BatchColumn::default() };
        }
        let code = |cell: &&str| match cell.is_empty() {
            true => 0,
            false => texts.iter().position(|text| text == cell).unwrap() as u32 + 1,
        };
        let codes = cells.iter().map(code).collect();
        BatchColumn { name: name.to_owned(), texts, codes, ..BatchColumn::default() }
    });
    Batch { rows: rows.len(), columns: columns.collect() }
}

/// The verdicts of rows that are kept, and of the same rows as they go by, beside the same
/// other facts.
pub(super) fn both(
    (rulebook, facts): (&Rulebook, FactsBuilder),
    tables: &[(&str, &str, Vec<String>)],
    cut: usize,
    (any_order, columns): (bool, bool),
) -> (Option<(Said, bool)>, Option<Said>) {
    let law = rulebook.as_known(KnownAt::Latest);
    let mut kept = facts.clone();
    let mut headers = Vec::new();
    for (table, header, lines) in tables {
        let text = (*header).to_owned() + &lines.concat();
        kept = kept.table(table, Source::new(table, &text));
        let header = Source::new(table, header);
        headers.push(Header::new(&facts, table, header).unwrap());
    }
    let kept = said_of_kept(&law, kept);
    let stream = law.stream(facts, headers);
    let mut strips: Vec<Strip> = Vec::new();
    for (table, header, lines) in tables {
        let (first, second) = lines.split_at(cut.min(lines.len()));
        for lines in [first, second] {
            let mut strip = stream.strip(table).unwrap();
            if any_order {
                strip = strip.in_any_order();
            }
            let half = lines.len() / 2;
            let batch = batch_of(header, lines);
            for rows in [0..half, half..lines.len()] {
                match columns {
                    true => strip.take_batch(&batch, rows),
                    false => strip.take(lines[rows].concat().as_bytes()),
                }
                stream.learn(&mut strip);
            }
            strips.push(strip);
        }
    }
    let told = said_of_stream(&stream, &strips, &mut |sieve| {
        let Some((_, header, lines)) =
            tables.iter().find(|(table, ..)| *table == "attendance")
        else {
            return;
        };
        match columns {
            true => sieve.take_batch(&batch_of(header, lines), 0..lines.len()),
            false => sieve.take(lines.concat().as_bytes()),
        }
    });
    (kept, told)
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn visits_and_gatherings_that_are_counted_say_what_kept_ones_say(
        chosen in prop::collection::btree_set(0..ITEM_RULES.len(), 1..4),
        rows in prop::collection::vec(
            (0..12_u8, any::<u8>(), any::<u8>(), any::<u8>()), 1..20,
        ),
        gatherings in prop::collection::vec(
            (1..2000_u16, any::<u8>(), any::<u8>(), any::<u8>()), 1..60,
        ),
        visits in prop::collection::vec(
            (1..2000_u16, any::<u8>(), any::<u8>(), any::<u8>()), 1..30,
        ),
        order in 0..3_u8,
        columns in any::<bool>(),
        cut in 0..60_usize,
        from in 14..20,
    ) {
        let rules: Vec<String> =
            chosen.iter().map(|nth| format!("  - {}\n", ITEM_RULES[*nth])).collect();
        let text = format!(
            "passmuster: 1\ndirective: {{ id: order }}\n\
             in_force: {{ from: 2021-02-{from}, through: 2021-02-20 }}\n\
             fields: {{ people: {{ job: text }}, \
             gatherings: {{ mask: yes-no, since: date }} }}\nrules:\n{}",
            rules.concat()
        );
        let rulebook = Rulebook::read([Source::new("order.yaml", &text)]).unwrap();
        let mut rows = rows;
        let mut seen = std::collections::BTreeSet::new();
        rows.retain(|(person, day, ..)| seen.insert((*person, day % 6)));
        let (mut gatherings, mut visits) = (gatherings, visits);
        if order < 2 {
            for events in [&mut gatherings, &mut visits] {
                events.sort_unstable();
                events.dedup_by_key(|event| event.0);
                if order == 1 {
                    events.reverse();
                }
            }
        }
        let any_order = order > 0;
        let of = |events: Vec<Event>, table: &str| {
            events.into_iter().map(|one| event(one, table)).collect::<Vec<_>>()
        };
        let columns_of_rows = header(ORDERS[0]);
        let tables = [
            ("attendance", columns_of_rows.as_str(), lines(&rows, ORDERS[0])),
            ("gatherings", GATHERINGS, of(gatherings, "gatherings")),
            ("visits", VISITS, of(visits, "visits")),
        ];
        let beside = (&rulebook, rulebook.facts());
        match both(beside, &tables, cut, (any_order, columns)) {
            (Some((kept, _)), Some(told)) => prop_assert_eq!(kept, told),
            (Some((_, is_plain)), None) => {
                let may = chosen.iter().any(|nth| *nth >= KEPT) || order == 2;
                prop_assert!(may || !is_plain);
            }
            (None, told) => prop_assert!(told.is_none()),
        }
    }
}
