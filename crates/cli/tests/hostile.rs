//! Inputs made to break the command: numbers, days and nestings at the edge of what can be
//! written. It answers or refuses, and never panics; tests are built with overflow checks.
#![expect(clippy::unwrap_used, reason = "a command that cannot run fails the test")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const WINDOW: &str = "{ from: 2021-02-01, through: 2021-03-31 }";
const BOUND: &str = "at_most: 50%, of: everyone, per: [unit, day]";
const ATTENDANCE: (&str, &str) = (
    "attendance.csv",
    "person,date,unit,status\nan,2021-02-17,a,on-site\nbinh,2021-02-17,a,remote\n",
);

/// How the command ended: its exit code, and what it said.
#[derive(Debug)]
struct Ended {
    code: Option<i32>,
    said: String,
}

impl Ended {
    /// Judged, whatever the outcome.
    #[track_caller]
    fn is_judged(&self) {
        assert!(matches!(self.code, Some(0 | 1 | 3)), "{self:?}");
        assert!(!self.said.contains("panicked"), "{self:?}");
    }

    /// Refused with a reason that holds the words.
    #[track_caller]
    fn is_refused(&self, words: &str) {
        assert_eq!(self.code, Some(2), "{self:?}");
        assert!(self.said.contains(words), "{words:?} is not in {:?}", self.said);
        assert!(!self.said.contains("panicked"), "{self:?}");
    }
}

/// A rule file of one rule.
fn rules(window: &str, head: &str, rule: &str) -> String {
    format!(
        "passmuster: 1\ndirective: {{ id: d }}\nin_force: {window}\n{head}rules:\n  \
         - id: r\n    {rule}\n"
    )
}

/// A cap on those on site.
fn cap(more: &str) -> String {
    format!("limit: {{ count: {{ status: on-site }}, {more} }}")
}

fn check(folder: &str, rules: &str, tables: &[(&str, &str)], asked: &str) -> Ended {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(folder);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(folder.join("facts")).unwrap();
    fs::write(folder.join("rules.yaml"), rules).unwrap();
    for (name, text) in tables {
        fs::write(folder.join("facts").join(name), text).unwrap();
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_passmuster"));
    program.args("check --rules rules.yaml --facts facts --show pass".split(' '));
    let ended =
        program.args(asked.split_whitespace()).current_dir(&folder).output().unwrap();
    let said = [ended.stderr, ended.stdout].concat();
    let said = String::from_utf8(said).unwrap();
    Ended { code: ended.status.code(), said }
}

/// A folder of its own with a rule file and a table that are in order.
fn office(name: &str) -> PathBuf {
    let ended = check(name, &rules(WINDOW, "", &cap(BOUND)), &[ATTENDANCE], "");
    ended.is_judged();
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(name)
}

fn run(folder: &Path, line: &str) -> Ended {
    let mut program = Command::new(env!("CARGO_BIN_EXE_passmuster"));
    let ended = program.args(line.split(' ')).current_dir(folder).output().unwrap();
    let said = [ended.stderr, ended.stdout].concat();
    Ended { code: ended.status.code(), said: String::from_utf8(said).unwrap() }
}

#[test]
fn files_larger_than_memory_are_refused_unread() {
    let folder = office("large");
    let hole = |name: &str, head: &[u8], size: u64| {
        let mut file = fs::File::create(folder.join(name)).unwrap();
        file.write_all(head).unwrap();
        // Room that is not taken: the file has its size and no bytes.
        file.set_len(size).unwrap();
    };
    hole("large.yaml", b"passmuster: 1\n", 1 << 40);
    run(&folder, "lint large.yaml").is_refused("E208");
    hole("facts/attendance.csv", b"person,date,unit,status\n", 1 << 40);
    run(&folder, "check --rules rules.yaml --facts facts").is_refused("E507");
    hole("large.yaml", b"\x1f\x8b", 1 << 40);
    run(&folder, "lint large.yaml").is_refused("compressed");
}

#[test]
fn what_this_version_does_not_read_is_refused_by_name() {
    let folder = office("formats");
    let check = "check --rules rules.yaml --facts facts";
    fs::write(folder.join("facts/people.fods"), "PK\x03\x04").unwrap();
    run(&folder, check).is_refused("`people.fods` is no CSV");
    fs::rename(folder.join("facts/people.fods"), folder.join("facts/visits.zip"))
        .unwrap();
    run(&folder, check).is_refused("`visits.zip` is no CSV");
    fs::rename(folder.join("facts/visits.zip"), folder.join("facts/more.zip")).unwrap();
    let ended = run(&folder, check);
    ended.is_judged();
    assert!(ended.said.contains("`more.zip` is not read"), "{ended:?}");

    fs::create_dir(folder.join("rules")).unwrap();
    fs::copy(folder.join("rules.yaml"), folder.join("rules/a.yaml")).unwrap();
    fs::write(folder.join("rules/b.tar.gz"), "\x1f").unwrap();
    fs::write(folder.join("rules/c.YAML"), "passmuster: 1\n").unwrap();
    let ended = run(&folder, "check --rules rules --facts facts");
    ended.is_judged();
    for name in ["b.tar.gz", "c.YAML"] {
        assert!(ended.said.contains(&format!("`{name}` is not read")), "{ended:?}");
    }
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_circles_of_links() {
    let folder = office("pipes");
    run(&folder, "lint /dev/zero").is_refused("it is no file but");
    let made = Command::new("mkfifo").arg(folder.join("pipe.yaml")).status();
    assert!(made.unwrap().success());
    run(&folder, "lint pipe.yaml").is_refused("it is no file but");
    fs::remove_file(folder.join("pipe.yaml")).unwrap();

    fs::create_dir(folder.join("rules")).unwrap();
    fs::copy(folder.join("rules.yaml"), folder.join("rules/a.yaml")).unwrap();
    for name in ["one", "two"] {
        std::os::unix::fs::symlink(".", folder.join("rules").join(name)).unwrap();
    }
    run(&folder, "check --rules rules --facts facts").is_judged();
}

#[test]
fn windows_as_long_as_can_be_written() {
    for (window, refusal) in [
        ("{ from: 2021-02-01, for: 4000000000 days }", Some("out of range")),
        (
            "{ from: 2021-02-01, for: 99999999999999999999 days }",
            Some("a length such as"),
        ),
        ("{ from: 2021-02-01, for: 0 days }", Some("out of range")),
        ("{ from: 2021-02-01, for: 100000 days }", None),
        ("{ from: 2021-02-01, for: 100000 weeks }", None),
        ("{ from: 2021-02-01, for: 100000 months }", None),
        ("{ from: 2021-02-01T12:00, for: 100000 months }", None),
        ("{ from: 1900-01-01, until: 9999-12-31T24:00 }", None),
        ("{ from: 1900-01-01T00:00 }", None),
        ("{ through: 9999-12-31 }", None),
        ("{ until: further-notice }", None),
        ("{ from: 1899-12-31 }", Some("1899-12-31")),
        ("{ from: 9999-12-31, through: 1900-01-01 }", Some("9999-12-31")),
    ] {
        for time in ["day", "week", "month", "quarter", "year"] {
            let bound = format!("at_most: 50%, of: everyone, per: [unit, {time}]");
            let text = rules(window, "", &cap(&bound));
            let ended = check("windows", &text, &[ATTENDANCE], "");
            match refusal {
                Some(words) => ended.is_refused(words),
                None => ended.is_judged(),
            }
        }
    }
}

#[test]
fn the_days_near_both_ends() {
    for day in ["1900-01-01", "1900-01-02", "1969-12-31", "1970-01-01", "9999-12-30"] {
        let attendance = format!(
            "person,date,unit,status,from,to\nan,{day},a,on-site,22:00,06:00\n\
             binh,{day},a,,,\n"
        );
        for window in [
            format!("{{ from: {day} }}"),
            format!("{{ from: {day}T06:00, for: 1 days }}"),
        ] {
            for per in ["[unit, day]", "[unit, week]", "[unit, year]", "[person, day]"] {
                let bound = format!("at_most: 50%, of: working, per: {per}");
                let text = rules(&window, "", &cap(&bound));
                let tables = [("attendance.csv", attendance.as_str())];
                let ended = check("ends", &text, &tables, &format!("--on {day}"));
                // A part of a day belongs to no longer cell, and then nothing is judged.
                if ended.code == Some(2) {
                    ended.is_refused("nothing was evaluated");
                } else {
                    ended.is_judged();
                }
            }
        }
    }
}

#[test]
fn records_of_any_age() {
    let records = "person,kind,date,time\nan,test,1900-01-01,\nan,test,9999-12-31,23:59\n\
                   binh,test,2021-02-17,08:00\n";
    for (age, refusal) in [
        ("4294967295 days", Some("out of range")),
        ("100000 weeks", Some("out of range")),
        ("14285 weeks", None),
        ("100000 days", None),
    ] {
        for word in ["in_last", "in_next", "before_last"] {
            let rule = format!(
                "require: {{ each: {{ status: on-site }}, have: {{ record: test, {word}: \
                 {age} }} }}"
            );
            let tables = [ATTENDANCE, ("records.csv", records)];
            let ended = check("ages", &rules(WINDOW, "", &rule), &tables, "");
            match refusal {
                Some(words) => ended.is_refused(words),
                None => ended.is_judged(),
            }
        }
    }
    let rule = "require: { each: { status: on-site }, have: { record: test, in_last: \
                100000 h } }";
    let tables = [ATTENDANCE, ("records.csv", records)];
    check("ages", &rules(WINDOW, "", rule), &tables, "").is_judged();
}

#[test]
fn bounds_as_large_as_can_be_written() {
    for (bound, refusal) in [
        ("at_most: 999999999999%, of: everyone", Some("not a share")),
        ("at_most: 1000000000000/1, of: everyone", Some("not a share")),
        ("at_most: 9223372036.854775807%, of: everyone", Some("too large")),
        ("at_most: 1 per 9223372036.854775807, of: everyone", Some("too large")),
        ("at_most: 0.000000001%, of: everyone", None),
        ("at_most: 9223372036", Some("too large")),
        ("at_most: 9223372036854775808", Some("too large")),
        ("at_most: 10000000", None),
        ("at_least: 10000000", None),
        ("exactly: 10000000, tolerance: 10000000", None),
        ("exactly: 50%, of: everyone, tolerance: 9223372036854775807", Some("too large")),
        ("below: 0", None),
        ("below: 0%, of: everyone", None),
    ] {
        for rounding in ["", ", rounding: down", ", rounding: up", ", rounding: half-up"]
        {
            if !rounding.is_empty() && !bound.contains("of:") {
                continue;
            }
            let text =
                rules(WINDOW, "", &cap(&format!("{bound}{rounding}, per: [unit, day]")));
            let ended = check("bounds", &text, &[ATTENDANCE], "");
            match refusal {
                Some(words) => ended.is_refused(words),
                None => ended.is_judged(),
            }
        }
    }
}

#[test]
fn numbers_in_tables_as_large_as_can_be_written() {
    let head = "fields:\n  units: { beds: number }\n  visits: { weight: number }\n";
    for number in
        ["9223372036.854775807", "-9223372036.854775807", "0.000000001", "0", ""]
    {
        let units = format!("unit,parent,beds\no,,\na,o,{number}\n");
        let line = |nth: usize| format!("v{nth},2021-02-17,a,{number}\n");
        let lines = (0..50).map(line).collect::<String>();
        let visits = format!("visit,date,unit,weight\n{lines}");
        let tables =
            [ATTENDANCE, ("units.csv", units.as_str()), ("visits.csv", visits.as_str())];
        for rule in [
            "limit: { count: { status: on-site }, at_most: { field: beds }, per: [unit, day] }",
            "limit: { count: { status: on-site }, exactly: { field: beds }, tolerance: 10000000, \
             per: [unit, day] }",
            "limit: { count: { status: on-site }, at_least: 99.9%, of: { field: beds }, \
             rounding: half-up, per: [unit, day] }",
            "limit: { sum: { field: weight, in: visits }, exactly: 5, per: [unit, week] }",
            "limit: { sum: { field: weight, in: visits }, below: 50%, of: { field: beds }, \
             per: [unit, window] }",
        ] {
            let ended = check("numbers", &rules(WINDOW, head, rule), &tables, "");
            match (number, rule.contains("of: {")) {
                ("0", true) => ended.is_refused("nobody is in the base"),
                _ => ended.is_judged(),
            }
        }
    }
}

#[test]
fn grants_that_lift_a_bound_out_of_sight() {
    let rule = "unless_granted: { by: [chief] }\n    limit: { count: { status: on-site }, \
                at_most: 0%, of: everyone, per: [unit, day] }";
    let line = |nth: usize| {
        format!("g{nth},d/r,a,1900-01-01,9999-12-31,chief,1900-01-01,9223372036\n")
    };
    let lines = (0..50).map(line).collect::<String>();
    let grants = format!("grant,rule,unit,from,through,by,granted_on,amount\n{lines}");
    let units = ("units.csv", "unit,parent\no,\na,o\n");
    let tables = [ATTENDANCE, units, ("grants.csv", grants.as_str())];
    check("grants", &rules(WINDOW, "", rule), &tables, "").is_judged();
}

#[test]
fn matchers_nested_as_deep_as_can_be_written() {
    for (depth, refusal) in
        [(3, None), (30, Some("16 levels")), (5_000, Some("16 levels"))]
    {
        let matcher = format!(
            "{}{{ status: on-site }}{}",
            "{ not: ".repeat(depth),
            " }".repeat(depth)
        );
        let rule = format!("limit: {{ count: {matcher}, at_most: 1, per: [unit, day] }}");
        let ended = check("nested", &rules(WINDOW, "", &rule), &[ATTENDANCE], "");
        match refusal {
            Some(words) => ended.is_refused(words),
            None => ended.is_judged(),
        }
    }
}

#[test]
fn parents_that_have_no_top() {
    let units = ("units.csv", "unit,parent\na,b\nb,a\n");
    let text = rules(WINDOW, "", &cap("at_most: 1, per: [office, day]"));
    check("parents", &text, &[ATTENDANCE, units], "").is_refused("`a`");
}
