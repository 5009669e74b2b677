//! Rows of random worlds, counted as they go by, say what they say when they are kept: beside a
//! register, a tree of units, a calendar, records and grants, and under documents that act on
//! others.

use std::collections::BTreeSet;
use std::ops::Range;

use passmuster::stream::{Header, Sieve, Stream, Strip};
use passmuster::workers::Alone;
use passmuster::{
    Batch, BatchColumn, FactsBuilder, KnownAt, Law, Period, Report, Rulebook, Source,
    Verdicts,
};
use passmuster_reference::world::{Opened, World};

const WORLDS: u64 = 3_000;

/// A table and its text: a header, and rows.
type Table = (String, String);

/// A line without clock times, by the places of their columns.
fn whole_days(line: &str, clocks: &[usize]) -> String {
    let fields = line.split(',').enumerate().filter(|(nth, _)| !clocks.contains(nth));
    fields.map(|(_, field)| field).collect::<Vec<_>>().join(",")
}

/// The texts of a world, but that everybody's rows are of whole days, and each has one a day.
fn tables(world: &World) -> (String, Vec<Table>) {
    let texts = world.texts();
    let mut settings = String::new();
    let mut tables = Vec::new();
    for text in texts.split("--- ") {
        let Some((file, text)) = text.split_once('\n') else { continue };
        if file == "facts.yaml" {
            text.clone_into(&mut settings);
        }
        let Some(table) = file.strip_suffix(".csv") else { continue };
        let header = text.lines().next().unwrap_or_default().split(',').enumerate();
        let is_clock = |name: &str| ["from", "to", "hours"].contains(&name);
        let clocks = header.filter(|(_, name)| table == "attendance" && is_clock(name));
        let clocks: Vec<usize> = clocks.map(|(nth, _)| nth).collect();
        let mut seen = BTreeSet::new();
        let is_first = |line: &String| {
            let of_day: Vec<String> =
                line.split(',').take(2).map(str::to_owned).collect();
            table != "attendance" || seen.insert(of_day)
        };
        let lines = text.lines().map(|line| whole_days(line, &clocks));
        let lines = lines.filter(is_first).map(|line| line + "\n");
        tables.push((table.to_owned(), lines.collect()));
    }
    (settings, tables)
}

/// What is said of rows.
#[derive(Debug, PartialEq)]
struct Said {
    verdicts: Vec<String>,
    beside: String,
    report: Option<Report>,
}

impl Said {
    fn new(verdicts: &Verdicts, report: Option<Report>) -> Self {
        let Verdicts { summary, passes, notices, .. } = verdicts;
        let beside = format!("{summary:?} {passes:?} {notices:?}");
        let verdicts = verdicts.iter().map(|verdict| format!("{verdict:?}")).collect();
        Self { verdicts, beside, report }
    }
}

/// What is said of rows that are kept, and whether there is anything to warn of.
fn kept(
    law: &Law,
    facts: FactsBuilder,
    tables: &[Table],
    period: Period,
) -> Option<Said> {
    let add = |facts: FactsBuilder, (table, text): &Table| {
        facts.table(table, Source::new(table, text))
    };
    let facts = tables.iter().fold(facts, add).build().ok()?;
    let verdicts = law.verdicts(&facts, period, &Alone).ok()?;
    let report = law.check(&facts, period).ok()?;
    Some(Said::new(&verdicts, Some(report)))
}

/// The rows of a table as a file holds them: in lines, or in columns.
enum Rows<'t> {
    Lines(&'t str),
    Columns(Batch),
}

/// How many rows are taken at once.
const FEW: usize = 3;

/// A column of cells: of numbers, where all are.
fn column(name: &str, cells: Vec<&str>) -> BatchColumn {
    let numbers = cells.iter().map(|cell| cell.parse().ok());
    let is_number = |(number, cell): (&i64, &&str)| number.to_string() == **cell;
    let (name, mut texts) = (name.to_owned(), Vec::<String>::new());
    if let Some(numbers) = numbers.collect::<Option<Vec<i64>>>()
        && numbers.iter().zip(&cells).all(is_number)
    {
        return BatchColumn { name, numbers, ..BatchColumn::default() };
    }
    let code = |cell: &str| {
        let known = texts.iter().position(|text| text == cell);
        let nth = known.unwrap_or_else(|| {
            texts.push(cell.to_owned());
            texts.len() - 1
        });
        nth as u32 + 1
    };
    let codes = cells.into_iter().map(code).collect();
    BatchColumn { name, texts, codes, ..BatchColumn::default() }
}

impl<'t> Rows<'t> {
    fn new(header: &str, rows: &'t str, in_columns: bool) -> Self {
        if !in_columns {
            return Self::Lines(rows);
        }
        let cell = |line: &'t str, nth: usize| line.split(',').nth(nth).unwrap_or("");
        let cells = |nth| rows.lines().map(|line| cell(line, nth)).collect();
        let columns = header.split(',').enumerate();
        let columns = columns.map(|(nth, name)| column(name, cells(nth))).collect();
        Self::Columns(Batch { rows: rows.lines().count(), columns })
    }

    /// These rows in two strips.
    fn strips(&self, stream: &Stream, table: &str) -> Vec<Strip> {
        let rows = match self {
            Self::Lines(lines) => lines.lines().count(),
            Self::Columns(batch) => batch.rows,
        };
        let strip = |rows: Range<usize>| {
            let mut strip = stream.strip(table)?.in_any_order();
            // A few at a time, so that in some of them nothing is new.
            for first in rows.clone().step_by(FEW) {
                let rows = first..rows.end.min(first + FEW);
                match self {
                    Self::Lines(lines) => {
                        let lines = lines.split_inclusive('\n').skip(rows.start);
                        let lines: String = lines.take(rows.len()).collect();
                        strip.take(lines.as_bytes());
                    }
                    Self::Columns(batch) => strip.take_batch(batch, rows),
                }
                stream.learn(&mut strip);
            }
            Some(strip)
        };
        [0..rows / 3, rows / 3..rows].into_iter().filter_map(strip).collect()
    }

    fn sift(&self, sieve: &mut Sieve) {
        match self {
            Self::Lines(lines) => sieve.take(lines.as_bytes()),
            Self::Columns(batch) => sieve.take_batch(batch, 0..batch.rows),
        }
    }
}

/// The same of rows that go by, and whether those of attendance do.
fn counted(
    law: &Law,
    mut facts: FactsBuilder,
    tables: &[Table],
    (period, in_columns): (Period, bool),
) -> Option<(Said, bool)> {
    let streamed = ["attendance", "gatherings", "visits"];
    let (rows, others): (Vec<&Table>, Vec<&Table>) =
        tables.iter().partition(|(table, _)| streamed.contains(&table.as_str()));
    for (table, text) in others {
        facts = facts.table(table, Source::new(table, text));
    }
    let (mut headers, mut going) = (Vec::new(), Vec::new());
    for (table, text) in rows {
        let (header, rows) = text.split_once('\n')?;
        let columns: Vec<&str> = header.split(',').collect();
        let found = match in_columns {
            true => Header::of_columns(&facts, table, (table, &columns)),
            false => {
                let line = Source::new(table, &format!("{header}\n"));
                Header::new(&facts, table, line)
            }
        };
        match found {
            Some(found) => {
                headers.push(found);
                going.push((table, Rows::new(header, rows, in_columns)));
            }
            None => facts = facts.table(table, Source::new(table, text)),
        }
    }
    if going.is_empty() {
        return None;
    }
    let stream = law.stream(facts, headers);
    let of_table = |(table, rows): &(&String, Rows<'_>)| rows.strips(&stream, table);
    let all: Vec<Strip> = going.iter().flat_map(of_table).collect();
    let (verdicts, _) = stream.verdicts(&all, Some(period), &Alone).ok()??;
    let survey = stream.survey(&all, Some(period), &Alone).ok()??;
    let mut sieve: Option<Sieve> = survey.sieve();
    for (_, rows) in going.iter().filter(|(table, _)| *table == "attendance") {
        sieve.iter_mut().for_each(|sieve| rows.sift(sieve));
    }
    let facts = survey.facts(sieve.as_slice());
    let report = facts.and_then(|facts| survey.report(&facts, &Alone).ok().flatten());
    let of_people = going.iter().any(|(table, _)| *table == "attendance");
    Some((Said::new(&verdicts, report), of_people))
}

/// Of how many worlds attendance beside a register was counted, and of how many other rows.
fn both(worlds: impl Iterator<Item = (u64, World)>) -> [u64; 2] {
    let mut all = [0, 0];
    for (seed, world) in worlds {
        let Ok(Opened { rulebook, period, known_at, .. }) = world.open() else {
            continue;
        };
        let (settings, tables) = tables(&world);
        let builder = |rulebook: &Rulebook| {
            rulebook.facts().settings(Source::new("facts.yaml", &settings))
        };
        let law = rulebook.as_known(known_at);
        let asked = (period, seed % 2 == 1);
        let counted = counted(&law, builder(&rulebook), &tables, asked);
        let Some((counted, of_people)) = counted else { continue };
        let kept = kept(&law, builder(&rulebook), &tables, period);
        assert_eq!(Some(&counted), kept.as_ref(), "seed {seed}\n{}", world.texts());
        let has_register = tables.iter().any(|(table, _)| table == "people");
        let [registered, others] = &mut all;
        *(if of_people && has_register { registered } else { others }) += 1;
    }
    all
}

/// Rules of whom there is nothing to say, so that rows of known kinds are counted alone.
const CAPS: &str = "
passmuster: 1
directive: { id: order-7 }
fields: { people: { job: text } }
in_force: { from: 2021-02-01, through: 2021-02-28 }
rules:
  - id: half-of-each
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
  - id: leaders-there
    limit: { count: { status: on-site, job: leader }, at_least: 2, per: [unit, day] }
  - id: half-away
    limit: { count: { status: remote }, at_least: 50%, of: everyone, per: [office, day] }
";

/// Whole numbers from a seed, each below its bound.
fn dice(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    }
}

/// The rows of an office: day by day and unit by unit, or in another order; with people
/// beside them, or in them.
fn office(seed: u64, has_register: bool) -> (String, Vec<Table>) {
    let mut dice = dice(seed);
    let (units, people, days) = (1 + dice(4), 1 + dice(40), 1 + dice(12));
    let is_job = |person: u64| if person.is_multiple_of(7) { "leader" } else { "clerk" };
    let mut rows = Vec::new();
    for (day, unit, nth) in (1..=days).flat_map(|day| {
        (0..units).flat_map(move |unit| (0..people).map(move |nth| (day, unit, nth)))
    }) {
        let person = 1 + unit * people + nth;
        let status = match dice(3) {
            0 => "on-site",
            1 => "remote",
            _ => "leave",
        };
        let of_person = match has_register {
            true => String::new(),
            false => format!(",u{unit},{}", is_job(person)),
        };
        rows.push(format!("{person},2021-02-{day:02},{status}{of_person}\n"));
    }
    for _ in 0..dice(2) * rows.len() as u64 / 3 {
        let (one, other) = (dice(rows.len() as u64), dice(rows.len() as u64));
        rows.swap(one as usize, other as usize);
    }
    let beside = if has_register { "" } else { ",unit,job" };
    let header = format!("person,date,status{beside}\n");
    let mut tables = vec![("attendance".to_owned(), header + &rows.concat())];
    if has_register {
        let all = 1..=units * people;
        let line =
            |person| format!("{person},u{},{}\n", (person - 1) / people, is_job(person));
        let lines = all.map(line).collect::<String>();
        tables.push(("people".to_owned(), "person,unit,job\n".to_owned() + &lines));
    }
    let covers = format!("{{ from: 2021-02-01, through: 2021-02-{days:02} }}");
    (format!("passmuster-facts: 1\ncovers: {covers}\n"), tables)
}

#[test]
fn many_rows_of_few_kinds_say_the_same_as_they_go_by() {
    let rulebook = Rulebook::read([Source::new("order-7.yaml", CAPS)]).unwrap();
    let law = rulebook.as_known(KnownAt::Latest);
    for seed in 0..WORLDS / 10 {
        let (settings, tables) = office(seed, seed % 4 < 2);
        let settings = Source::new("facts.yaml", &settings);
        let facts = rulebook.facts().settings(settings);
        let whole = tables.iter().fold(facts.clone(), |facts, (table, text)| {
            facts.table(table, Source::new(table, text))
        });
        let period = whole.build().unwrap().covers();
        let counted = counted(&law, facts.clone(), &tables, (period, seed % 2 == 1));
        let kept = kept(&law, facts, &tables, period);
        let counted = counted.map(|(counted, _)| counted);
        assert!(kept.is_some());
        assert_eq!(counted, kept, "seed {seed}\n{tables:?}");
    }
}

#[test]
fn rows_of_random_worlds_say_the_same_as_they_go_by() {
    let seeds = |all: std::ops::Range<u64>| all.map(|seed| (seed, World::of_seed(seed)));
    let plain = |all: std::ops::Range<u64>| all.map(|seed| (seed, World::plain(seed)));
    let (of_seeds, of_plain) = std::thread::scope(|scope| {
        let of_seeds = scope.spawn(|| both(seeds(0..WORLDS)));
        let of_plain = scope.spawn(|| both(plain(0..WORLDS)));
        (of_seeds.join(), of_plain.join())
    });
    println!("{of_seeds:?} {of_plain:?}");
    assert!(of_plain.is_ok_and(|[registered, _]| registered > WORLDS / 4));
    assert!(of_seeds.is_ok_and(|[registered, others]| registered > 40 && others > 40));
}
