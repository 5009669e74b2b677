//! Attendance beside a register: the unit and the job of a row are those of its person then.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, str};

use passmuster::stream::Header;
use passmuster::workers::Alone;
use passmuster::{FactsBuilder, KnownAt, Outcome, Rulebook, Source};

use crate::{
    Kept, RULES, are_counted_on_however_many_threads, check, folder, gatherings, page,
    parquet,
};

const SETTINGS: &str = "passmuster-facts: 1
covers: { from: 2021-02-01, through: 2021-02-22 }
working_week: [monday, tuesday, wednesday, thursday, friday, saturday]
";

const PEOPLE: u32 = 4_000;

/// On which days of February somebody is on the register; of two spells the first ends on the
/// tenth.
fn days_of(person: u32) -> (u32, u32) {
    match person {
        one if one % 13 == 0 => (1, 15),
        one if one % 17 == 0 => (6, 28),
        _ => (1, 28),
    }
}

/// Some move to another unit and job, some leave, some come late.
fn people() -> String {
    let mut text = "person,unit,job,from,through\n".to_owned();
    for person in 0..PEOPLE {
        let job = if person % 50 == 7 { "guard" } else { "clerk" };
        let unit = person / 40;
        let (first, last) = days_of(person);
        if person % 9 == 2 {
            let (other, then) =
                ((unit + 31) % 100, if person % 2 == 0 { "guard" } else { "clerk" });
            writeln!(text, "p{person},unit-{unit},{job},2021-02-{first:02},2021-02-10")
                .unwrap();
            writeln!(text, "p{person},unit-{other},{then},2021-02-11,2021-02-{last}")
                .unwrap();
        } else {
            writeln!(
                text,
                "p{person},unit-{unit},{job},2021-02-{first:02},2021-02-{last}"
            )
            .unwrap();
        }
    }
    text
}

/// A hundred units below ten, of which one passes from one to the other; one has nobody.
fn units() -> String {
    let mut text = "unit,parent,from,through\n".to_owned();
    (0..10).for_each(|office| writeln!(text, "office-{office},,,").unwrap());
    text +=
        "empty,office-3,,\nunit-0,office-0,,2021-02-11\nunit-0,office-5,2021-02-12,\n";
    (1..100)
        .for_each(|unit| writeln!(text, "unit-{unit},office-{},,", unit / 10).unwrap());
    text
}

/// Person, day and status of those who have a row: some have none, and nobody on the 7th.
fn attendance() -> String {
    let mut text = "person,date,status\n".to_owned();
    let mut dice = 58_u64;
    for day in (1..=20).filter(|day| *day != 7) {
        for person in 0..PEOPLE {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let status = match dice >> 33 & 63 {
                0 => "",
                roll if roll % 4 == 0 => "on-site",
                roll if roll % 4 == 1 => "leave",
                _ => "remote",
            };
            let (first, last) = days_of(person);
            // Whole units have all their rows, so that not all they are asked is open.
            let lacks = person / 40 % 3 == 0 && dice >> 41 & 15 == 0;
            if (first..=last).contains(&day) && !lacks {
                writeln!(text, "p{person},2021-02-{day:02},{status}").unwrap();
            }
        }
    }
    text
}

fn registered(name: &str, attendance: &str) -> PathBuf {
    let folder = folder(&format!("register-{name}"), attendance);
    fs::write(folder.join("facts/facts.yaml"), SETTINGS).unwrap();
    fs::write(folder.join("facts/people.csv"), people()).unwrap();
    fs::write(folder.join("facts/units.csv"), units()).unwrap();
    folder
}

/// Whether rows need not be kept, by the door that the command goes through.
fn is_counted(folder: &Path) -> bool {
    let source = |name: &str| {
        Source::from_bytes(name, fs::read(folder.join("facts").join(name)).unwrap())
    };
    let rules = Source::new("rules.yaml", RULES);
    let rulebook = Rulebook::read([rules]).unwrap();
    let facts: FactsBuilder = rulebook
        .facts()
        .settings(source("facts.yaml"))
        .table("people", source("people.csv"))
        .table("units", source("units.csv"));
    let text = fs::read(folder.join("facts/attendance.csv")).unwrap();
    let end = text.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let (header, rows) = text.split_at(end);
    let header = Source::from_bytes("attendance.csv", header.to_vec());
    let header = Header::new(&facts, "attendance", header).unwrap();
    let stream = rulebook.as_known(KnownAt::Latest).stream(facts, vec![header]);
    let mut strip = stream.strip("attendance").unwrap();
    strip.take(rows);
    let verdicts = stream.verdicts(&[strip], None, &Alone).unwrap();
    let outcomes = verdicts.iter().flat_map(|(verdicts, _)| verdicts.iter());
    let outcomes: Vec<Outcome> = outcomes.map(|verdict| verdict.outcome).collect();
    if !outcomes.is_empty() {
        assert!(outcomes.contains(&Outcome::Fail));
        assert!(outcomes.contains(&Outcome::Undetermined));
    }
    verdicts.is_some()
}

#[test]
fn rows_beside_a_register_are_counted_on_however_many_threads() {
    let folder = registered("threads", &attendance());
    fs::write(folder.join("facts/gatherings.csv"), gatherings(true)).unwrap();
    assert!(is_counted(&folder));
    are_counted_on_however_many_threads(&folder);
}

#[test]
fn so_are_those_of_parquet() {
    let text = registered("text", &attendance());
    let expected = page(check(&text, &["--format", "csv"]));
    let columns = registered("columns", "");
    fs::remove_file(columns.join("facts/attendance.csv")).unwrap();
    parquet(&attendance(), &columns.join("facts/attendance.parquet"));
    let kept = Kept::of(&columns);
    assert_eq!(kept.figures, expected);
    for threads in ["1", "3"] {
        kept.is_said_of_rows_that_go_by(&columns, threads);
    }
}

#[test]
fn a_row_of_a_stranger_is_told_with_its_line() {
    for (row, said) in [
        ("p4000,2021-02-20,remote\n", "`p4000` is not"),
        ("p13,2021-02-16,remote\n", "`p13`"),
    ] {
        let text = attendance() + row;
        let line = text.lines().count();
        let folder = registered("stranger", &text);
        assert!(!is_counted(&folder));
        let refused = check(&folder, &["--format", "csv"]);
        assert_eq!(refused.status.code(), Some(2));
        let page = str::from_utf8(&refused.stderr).unwrap();
        assert!(page.contains(&format!("attendance.csv:{line}:")), "{page}");
        assert!(page.contains(said), "{page}");
        assert_eq!(refused.stdout, b"");
    }
}

#[test]
fn a_row_that_comes_twice_is_told_and_counts_once() {
    let text = attendance();
    let row = text.lines().nth(5).unwrap();
    let folder = registered("twice", &format!("{text}{row}\n"));
    assert!(!is_counted(&folder));
    let kept = Kept::of(&folder);
    kept.is_said_of_rows_that_go_by(&folder, "2");
    let once = registered("once", &text);
    assert!(kept.figures == page(check(&once, &["--format", "csv"])));
    let told = check(&folder, &["--format", "csv"]).stderr;
    let told = str::from_utf8(&told).unwrap();
    assert!(told.contains("the row repeats line 6"), "{told}");
}

#[test]
fn rules_that_cannot_be_kept_together_are_told_beside_figures() {
    let folder = registered("clash", &attendance());
    let rule = |id: &str, status: &str| {
        format!(
            "  - {{ id: {id}, require: {{ each: {{ unit: unit-1 }}, \
             be: {{ status: {status} }}, per: day }} }}\n"
        )
    };
    let rules = [RULES, &rule("here", "on-site"), &rule("there", "remote")].concat();
    fs::write(folder.join("rules.yaml"), rules).unwrap();
    let figures = check(&folder, &["--format", "csv"]);
    // What passed is told in colours by rows that are kept only.
    check(&folder, &["--format", "json=told.json", "--format", "html=told.html"]);
    let report = fs::read(folder.join("told.json")).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let notices = report["notices"].as_array().unwrap().iter();
    let told = notices.map(|notice| {
        let text = |key: &str| notice[key].as_str().unwrap();
        format!("notice[{}]: {}\n", text("code"), text("message"))
    });
    let told: String = told.collect();
    assert!(told.contains("cannot both be kept in `unit-1`"), "{told}");
    assert_eq!(str::from_utf8(&figures.stderr).unwrap(), told);
}
