//! An office with canaries in every personal field, and what is told of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many people there are.
const PEOPLE: usize = 120;
/// How many canaries there are at least.
const CANARIES: usize = 1_000;
pub(crate) const FORMATS: [&str; 9] =
    ["text", "json", "html", "markdown", "csv", "sarif", "junit", "github", "gitlab"];
/// A key that nobody has.
pub(crate) const KEY: &str =
    "00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f";

const RULES: &str = "passmuster: 1
directive: { id: order-7 }
issued: 2021-02-01
in_force: { from: 2021-02-01, through: 2021-03-31 }
fields:
  people: { full_name: text, home: text, grade: number, deputy: text }
  attendance: { desk: text }
groups:
  spared: { person: [idq003z, idq004z] }
rules:
  - id: cap
    limit:
      count: { status: on-site }
      at_most: 50%
      of: everyone
      per: [unit, day]
      exempt: { who: spared, out_of: [count, base] }
    unless_granted: { by: head }
  - id: alone
    require: { each: { unit: idq005z }, be: { status: on-site }, per: day }
  - id: come
    require: { each: { person: [idq001z, idq002z] }, be: { status: on-site }, per: day }
  - { id: all-come, require: { each: everyone, be: { status: on-site }, per: day } }
  - { id: tested, require: { each: { grade: { at_least: 3 } }, have: test, per: day } }
  - { id: times, quota: { each: everyone, days: { status: on-site }, at_least: 2 days, per: week } }
  - { id: apart, separate: { each: { status: on-site }, by: deputy, per: [unit, day] } }
  - { id: small, limit: { sum: { field: people, in: gatherings }, at_most: 3 } }
  - { id: measured, require: { each: { in: visits }, have: temperature } }
  - { id: lives, limit: { count: { home: nowhere }, at_least: 1, per: day } }
";

/// A folder of facts, with what may not be told of it.
pub(crate) struct Office {
    pub(crate) folder: PathBuf,
    pub(crate) canaries: Vec<String>,
    pub(crate) ids: Vec<String>,
}

/// What the command said, on both its ends, and how it ended.
pub(crate) struct Told {
    /// What it answered.
    pub(crate) answer: String,
    /// That, and what it said beside it.
    pub(crate) text: String,
    pub(crate) code: Option<i32>,
}

impl Office {
    /// The office of a name; `bent` changes its tables before they are written.
    pub(crate) fn new(name: &str, bent: impl Fn(&mut BTreeMap<&str, String>)) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("privacy").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(folder.join("facts")).unwrap();
        let mut canaries = Vec::new();
        let mut tables = tables(&mut canaries);
        assert!(canaries.len() >= CANARIES, "{} canaries", canaries.len());
        bent(&mut tables);
        for (table, text) in &tables {
            fs::write(folder.join("facts").join(format!("{table}.csv")), text).unwrap();
        }
        fs::write(folder.join("rules.yaml"), RULES).unwrap();
        fs::write(folder.join("key"), KEY).unwrap();
        let settings = "passmuster-facts: 1\n\
                        covers: { from: 2021-02-15, through: 2021-02-19 }\n";
        fs::write(folder.join("facts/facts.yaml"), settings).unwrap();
        let ids = (1..=PEOPLE).map(id).collect();
        Self { folder, canaries, ids }
    }

    /// Runs the command in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Told {
        let mut program = Command::new(env!("CARGO_BIN_EXE_passmuster"));
        let output = program.current_dir(&self.folder).args(arguments).output().unwrap();
        let [answer, beside] =
            [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        let text = format!("{answer}{beside}");
        Told { answer, text, code: output.status.code() }
    }

    /// Has the facts checked.
    pub(crate) fn check(&self, more: &[&str]) -> Told {
        let check = ["check", "--rules", "rules.yaml", "--facts", "facts"];
        self.run(&[&check, more].concat())
    }
}

/// Somebody's id.
pub(crate) fn id(nth: usize) -> String {
    format!("idq{nth:03}z")
}

/// Every table, with another canary in each personal field.
fn tables(canaries: &mut Vec<String>) -> BTreeMap<&'static str, String> {
    let mut next = || {
        canaries.push(format!("cnr{:04}Q", canaries.len()));
        canaries.last().unwrap().clone()
    };
    let mut people = "person,unit,full_name,email,phone,home,grade,deputy\n".to_owned();
    let mut attendance = "person,date,status,desk,note\n".to_owned();
    let mut records = "person,visit,kind,date,value,by,comment\n".to_owned();
    let mut grants =
        "grant,rule,person,from,through,by,granted_on,reason,phone\n".to_owned();
    for nth in 1..=PEOPLE {
        let unit = match nth {
            5 => id(5),
            1..=20 => "few".to_owned(),
            _ => format!("unit-{}", nth % 3),
        };
        let (deputy, name, mail) = (id(nth % PEOPLE + 1), next(), next());
        let (phone, home, grade) = (next(), next(), nth % 5);
        let id = id(nth);
        writeln!(
            people,
            "{id},{unit},{name},{mail}@example.org,{phone},{home},{grade},{deputy}"
        )
        .unwrap();
        for day in 15..=19 {
            let status =
                ["on-site", "remote", "leave", "", "on-site"].get((nth + day) % 5);
            let (status, desk) =
                (status.unwrap(), if day == 15 { next() } else { String::new() });
            let note = if day == 16 { next() } else { String::new() };
            writeln!(attendance, "{id},2021-02-{day},{status},{desk},{note}").unwrap();
        }
        if nth % 2 == 0 {
            let (value, by, comment) = (next(), next(), next());
            writeln!(records, "{id},,test,2021-02-15,{value},{by},{comment}").unwrap();
        }
        if nth % 10 == 0 {
            let (reason, phone) = (next(), next());
            // Who may not grant leave is told of, too.
            let by = match nth {
                40 => next(),
                30 => "idq031z".to_owned(),
                _ => "head".to_owned(),
            };
            writeln!(
                grants,
                "g-{nth},order-7/cap,{id},2021-02-15,2021-02-20,{by},2021-02-14,{reason},{phone}"
            )
            .unwrap();
        }
    }
    let mut gatherings = "gathering,date,place,people,organiser,agenda\n".to_owned();
    let mut visits = "visit,date,unit,people,purpose,visitor,phone\n".to_owned();
    for nth in 1..=20 {
        let (one, two, three) = (next(), next(), next());
        let day = 15 + nth % 5;
        writeln!(gatherings, "m-{nth},2021-02-{day},office,{nth},{one},{two}").unwrap();
        writeln!(visits, "v-{nth},2021-02-{day},few,1,{three},{},{}", next(), next())
            .unwrap();
        if nth % 2 == 0 {
            writeln!(records, ",v-{nth},temperature,2021-02-{day},{},,", next()).unwrap();
        }
    }
    BTreeMap::from([
        ("people", people),
        ("attendance", attendance),
        ("records", records),
        ("grants", grants),
        ("gatherings", gatherings),
        ("visits", visits),
    ])
}

/// That none of some texts is in another.
pub(crate) fn none_of(secrets: &[String], text: &str, whose: &str) {
    let mut found = secrets.iter().filter(|secret| text.contains(secret.as_str()));
    let line = |secret: &String| {
        let line = text.lines().find(|line| line.contains(secret.as_str()));
        line.unwrap_or_default().chars().take(300).collect::<String>()
    };
    if let Some(secret) = found.next() {
        let more = found.count();
        assert_eq!("", secret, "{whose}: in `{}`, and {more} more", line(secret));
    }
}
