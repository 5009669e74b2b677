//! What comes of the files of other systems: small folders, and what is said of each.
//!
//! A folder holds `facts.yaml`, the tables and the files that it names, and perhaps
//! `rules.yaml`. `UPDATE=1` rewrites the expectations; the difference is then reviewed like
//! code.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may say what it expects"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use passmuster::diagnostic::Diagnostics;
use passmuster::field::Table;
use passmuster::{Facts, FactsBuilder, KnownAt, Rulebook, Source};
use passmuster_sources::{Format, Opened, Sheet, Systems};

/// The rule of folders that have none of their own.
const RULES: &str = "
passmuster: 1
directive: { id: our-order-7-2021 }
in_force: { from: 2021-02-01, through: 2021-03-31 }
rules:
  - id: onsite-cap
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
";

/// What is listed of each table that came of sources.
const COLUMNS: [(Table, &[&str]); 3] = [
    (Table::People, &["person", "unit", "tags"]),
    (Table::Attendance, &["person", "date", "status", "hours", "site"]),
    (Table::Gatherings, &["gathering", "date", "place", "people", "start", "end"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/diagnostics/sources")
}

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// The files of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

fn rulebook(files: &BTreeMap<String, Vec<u8>>) -> Rulebook {
    let own = files.get("rules.yaml").map(|own| String::from_utf8(own.clone()).unwrap());
    let text = own.unwrap_or_else(|| RULES.to_owned());
    Rulebook::read([Source::new("rules.yaml", &text)]).unwrap()
}

/// The facts that the files come to.
fn facts(
    rulebook: &Rulebook,
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<Facts, Diagnostics> {
    let page = Source::from_bytes("facts.yaml", files["facts.yaml"].clone());
    let mut systems = Systems::new(&page)?;
    let mut builder: FactsBuilder = rulebook.facts().settings(page);
    for table in Table::ALL.map(Table::as_str) {
        let name = format!("{table}.csv");
        if let Some(csv) = files.get(&name) {
            builder = builder.table(table, Source::from_bytes(&name, csv.clone()));
        }
    }
    for (name, _) in systems.files() {
        let opened = match Format::of_name(&name) {
            Some(Format::Workbook(kind)) => {
                Opened::Sheet(Sheet::read(&folder.join(&name), &name, kind).unwrap())
            }
            _ => Opened::Text(Source::from_bytes(
                &name,
                files.get(&name).cloned().unwrap_or_default(),
            )),
        };
        systems.open(name, opened);
    }
    systems.give(builder)?.build()
}

/// The rows of the tables that came of sources, as lines.
fn listed(facts: &Facts, files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut listed = String::new();
    for (table, columns) in COLUMNS {
        let of_source = !files.contains_key(&format!("{}.csv", table.as_str()));
        let Some(rows) = facts.table(table).filter(|_| of_source) else { continue };
        writeln!(listed, "{}", columns.join(",")).unwrap();
        for row in 0..rows.len() {
            let cells = columns.iter().map(|column| {
                rows.value(row, column).map_or_else(String::new, ToString::to_string)
            });
            writeln!(listed, "{}", cells.collect::<Vec<_>>().join(",")).unwrap();
        }
    }
    listed
}

/// What is said of a folder.
fn said(folder: &Path) -> String {
    said_of(folder, &files(folder))
}

fn said_of(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> String {
    let rulebook = rulebook(files);
    let mut said = String::new();
    match facts(&rulebook, folder, files) {
        Err(faults) => {
            for fault in faults.iter() {
                writeln!(said, "{fault}").unwrap();
            }
        }
        Ok(facts) => {
            said.push_str(&listed(&facts, files));
            for warning in facts.warnings().iter() {
                writeln!(said, "{warning}").unwrap();
            }
            for notice in facts.notices() {
                writeln!(said, "notice[{}]: {}", notice.code, notice.message).unwrap();
            }
            if files.contains_key("rules.yaml") {
                let law = rulebook.as_known(KnownAt::Latest);
                let report = law.check(&facts, facts.covers()).unwrap();
                for finding in &report.findings {
                    writeln!(said, "{:?} {}: {finding}", finding.outcome, finding.id())
                        .unwrap();
                    let undecided = &finding.evidence.undecided;
                    if !undecided.is_empty() {
                        writeln!(said, "  undecided: {}", undecided.join(", ")).unwrap();
                    }
                }
            }
        }
    }
    said
}

#[test]
fn every_folder_says_what_is_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = String::new();
    for folder in folders() {
        let expected = folder.join("expected.txt");
        let said = said(&folder);
        if update {
            fs::write(&expected, &said).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != said {
            writeln!(wrong, "{}\n{said}", folder.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "these folders say something else:\n{wrong}");
}

#[test]
fn a_folder_raises_the_code_of_its_name() {
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let said = fs::read_to_string(folder.join("expected.txt")).unwrap();
        match name.split('-').next().unwrap() {
            "good" => assert!(!said.contains("error["), "{name} says\n{said}"),
            code => assert!(said.contains(&format!("[{code}]")), "{name} says\n{said}"),
        }
    }
}

/// Outcomes of the folders of one unit by several sources, by finding.
fn sevens() -> BTreeMap<String, Vec<(String, String)>> {
    let mut all: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.starts_with("good-seven") {
            continue;
        }
        let said = fs::read_to_string(folder.join("expected.txt")).unwrap();
        for line in said.lines().filter(|line| line.contains("hai-duong-58-2021/")) {
            let (outcome, rest) = line.split_once(' ').unwrap();
            let (finding, _) = rest.split_once(": ").unwrap();
            let known = (name.clone(), outcome.to_owned());
            all.entry(finding.to_owned()).or_default().push(known);
        }
    }
    all
}

#[test]
fn sources_that_know_less_decide_less_and_never_otherwise() {
    let all = sevens();
    assert_eq!(all.len(), 2, "{all:?}");
    for (finding, outcomes) in all {
        assert_eq!(outcomes.len(), 7, "{finding}: {outcomes:?}");
        let decided: Vec<&(String, String)> =
            outcomes.iter().filter(|(_, outcome)| outcome != "Undetermined").collect();
        assert!(decided.len() >= 3, "{finding}: {outcomes:?}");
        assert!(decided.len() < outcomes.len(), "{finding}: {outcomes:?}");
        assert!(decided.iter().all(|(_, outcome)| outcome == "Fail"), "{outcomes:?}");
    }
}

/// The files that a page of the documentation shows: blocks with a name behind their kind.
fn files_of_page(page: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut open: Option<String> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), &open) {
            (Some(_), Some(_)) => open = None,
            (Some(kind), None) => {
                let name = kind.split_once(' ').map_or("", |(_, name)| name);
                open = Some(name.to_owned());
            }
            (None, Some(name)) => {
                let file = files.entry(name.clone()).or_default();
                file.extend_from_slice(line.as_bytes());
                file.push(b'\n');
            }
            (None, None) => {}
        }
    }
    files
}

#[test]
fn the_pages_show_what_comes_of_their_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/sources");
    let mut pages: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    assert!(pages.len() > 5, "the pages have gone");
    let mut wrong = String::new();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        let files = files_of_page(&text);
        let shown = String::from_utf8(files["says"].clone()).unwrap();
        let plain = ["one-office", "unread-columns", "no-register"];
        let is_plain = |line: &&str| {
            plain.iter().any(|code| line.starts_with(&format!("notice[{code}]")))
        };
        let said = said_of(Path::new(""), &files);
        let said: Vec<&str> = said.lines().filter(|line| !is_plain(line)).collect();
        let said = said.join("\n") + "\n";
        if said != shown {
            writeln!(wrong, "{}\n{said}", page.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "these pages show something else:\n{wrong}");
}

/// Cut files, flipped bytes, and what editors and spreadsheets do to texts.
fn damaged(whole: &[u8]) -> Vec<Vec<u8>> {
    let step = (whole.len() / 20).max(1);
    let mut all: Vec<Vec<u8>> =
        (0..whole.len()).step_by(step).map(|at| whole[..at].to_vec()).collect();
    for at in (0..whole.len()).step_by(step) {
        for byte in [0x00, b'"', b'\n', 0xFF] {
            let mut bytes = whole.to_vec();
            bytes[at] = byte;
            all.push(bytes);
        }
    }
    let wide = whole.iter().flat_map(|byte| [*byte, 0]);
    all.push([0xFF, 0xFE].into_iter().chain(wide).collect());
    all.push([b"\xEF\xBB\xBF".as_slice(), whole].concat());
    all.push(vec![b'['; 200_000]);
    all.push(vec![b'{'; 200_000]);
    all.push([whole, &vec![b'9'; 2_000_000]].concat());
    all.push(
        whole.iter().map(|byte| if *byte == b'\n' { b'\r' } else { *byte }).collect(),
    );
    all
}

#[test]
fn damaged_files_are_refused_or_read_but_never_panic() {
    for folder in folders() {
        let whole = files(&folder);
        let rulebook = rulebook(&whole);
        let page = Source::from_bytes("facts.yaml", whole["facts.yaml"].clone());
        let Ok(systems) = Systems::new(&page) else { continue };
        for (name, _) in systems.files() {
            let Some(bytes) =
                whole.get(&name).filter(|_| Format::of_name(&name).is_none())
            else {
                continue;
            };
            for bytes in damaged(bytes) {
                let mut files = whole.clone();
                files.insert(name.clone(), bytes);
                // What comes of it is another matter: it ends, and says so or reads it.
                if let Err(faults) = facts(&rulebook, &folder, &files) {
                    assert!(faults.has_errors());
                }
            }
        }
    }
}

/// The files of a sample are those of real systems in shape, so each is asked for by name.
#[test]
fn every_source_has_a_folder_that_reads_it() {
    let mut pages = String::new();
    for folder in folders() {
        if folder.file_name().unwrap().to_str().unwrap().starts_with("good") {
            pages.push_str(&fs::read_to_string(folder.join("facts.yaml")).unwrap());
        }
    }
    for name in Systems::names() {
        assert!(pages.contains(&format!("source: {name}")), "no folder reads {name}");
    }
}
