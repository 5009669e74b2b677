//! The suite: every case under `tests/conformance/` and beside the shipped rules, each with
//! a line of its own, and every clause of the meaning with a case.
//!
//! `cargo test --test conformance -- WORDS` runs the cases whose line holds the words.
#![expect(clippy::unwrap_used, reason = "a broken file fails the suite")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use passmuster::words::Language;
use passmuster::{Error, Facts, KnownAt, Period, Report, Rulebook, Source};
use passmuster_cases::{CaseFile, CaseOutcome, Evaluator, run as run_cases};
use passmuster_reference::evaluate;

/// Clauses that no case can show, and why.
const WITHOUT_A_CASE: [(&str, &str); 4] = [
    (
        "7.8",
        "the reference tries every filling; tests/api.rs shows where the engine stops",
    ),
    ("10.2", "summaries are not listed in cases; the golden reports show them"),
    ("17.7", "facts are judged twice by `diff --facts`; the golden pages show it"),
    ("10.3", "notices are not listed in cases; the golden reports show them"),
];
/// Fewer cases than this show too little.
const LEAST_CASES: usize = 150;

/// What is counted while the suite runs.
#[derive(Default)]
struct Tally {
    ran: usize,
    all: usize,
    failed: usize,
    clauses: BTreeSet<String>,
    faults: Vec<String>,
}

fn main() -> ExitCode {
    let words: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let words = words.join(" ");
    let mut out = std::io::stdout().lock();
    let mut tally = Tally::default();
    for path in case_files() {
        run(&path, &words, &mut tally, &mut out);
    }
    if words.is_empty() {
        tally.faults.extend(clauses_without_a_case(&tally.clauses));
        if tally.all < LEAST_CASES {
            tally.faults.push(format!("{} cases; at least {LEAST_CASES}", tally.all));
        }
    }
    for fault in &tally.faults {
        writeln!(out, "\n{}", fault.trim_end()).unwrap();
    }
    let Tally { ran, failed, .. } = tally;
    writeln!(out, "\n{ran} cases ran, {failed} not as expected").unwrap();
    match tally.faults.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The suite, then the cases beside the shipped rules; each sorted by name.
fn case_files() -> Vec<PathBuf> {
    let suite = below(&root().join("tests/conformance"), ".yaml");
    let shipped = below(&root().join("rules"), ".cases.yaml");
    [suite, shipped].concat()
}

fn below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn run(path: &Path, words: &str, tally: &mut Tally, out: &mut impl Write) {
    let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    let file = match CaseFile::read(&name, &fs::read_to_string(path).unwrap()) {
        Ok(file) => file,
        Err(fault) => return tally.faults.push(fault.to_string()),
    };
    tally.all += file.cases.len();
    tally.clauses.extend(file.clauses.iter().cloned());
    let title = |case: &str| format!("{name}: {case}");
    if !file.cases.iter().any(|case| title(&case.title).contains(words)) {
        return;
    }
    let folder = path.parent().unwrap().to_owned();
    let mut find = |path: &str| {
        let text = fs::read_to_string(folder.join(path));
        let text = text.map_err(|error| format!("`{path}` cannot be read: {error}"))?;
        Ok(vec![Source::new(path, &text)])
    };
    let evaluators = [
        Evaluator { name: "engine", judge: &engine },
        Evaluator { name: "reference", judge: &reference },
    ];
    let mut outcome = run_cases(&file, &mut find, &evaluators, Language::English);
    outcome.cases.retain(|case| title(&case.title).contains(words));
    for case in &outcome.cases {
        tally.ran += 1;
        let word = if case.differences.is_empty() { "ok  " } else { "FAIL" };
        writeln!(out, "{word} {}", title(&case.title)).unwrap();
    }
    let differs = |case: &&CaseOutcome| !case.differences.is_empty();
    tally.failed += outcome.cases.iter().filter(differs).count();
    if !outcome.is_kept() {
        tally.faults.push(outcome.to_string());
    }
}

fn engine(
    rulebook: &Rulebook,
    facts: &Facts,
    known_at: KnownAt,
    asked: Period,
) -> Result<Report, Error> {
    rulebook.as_known(known_at).check_all(facts, asked)
}

/// Wrong calls are the door's to refuse, so the reference is asked behind the engine's.
fn reference(
    rulebook: &Rulebook,
    facts: &Facts,
    known_at: KnownAt,
    asked: Period,
) -> Result<Report, Error> {
    engine(rulebook, facts, known_at, asked)?;
    Ok(evaluate(rulebook, facts, asked, known_at))
}

/// Every numbered clause of the meaning must be shown by a case, but for those that cannot.
fn clauses_without_a_case(shown: &BTreeSet<String>) -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/semantics.md")).unwrap();
    let numbers =
        page.lines().filter_map(|line| line.strip_prefix("**")?.split_once("**"));
    let numbers: Vec<&str> = numbers.map(|(number, _)| number).collect();
    let excepted = |number: &str| WITHOUT_A_CASE.iter().any(|(one, _)| *one == number);
    let missing = numbers
        .iter()
        .filter(|number| !shown.contains(**number) && !excepted(number))
        .map(|number| format!("docs/semantics.md: clause {number} has no case"));
    let strange = shown
        .iter()
        .filter(|number| !numbers.contains(&number.as_str()))
        .map(|number| format!("a case shows clause {number}, which is nowhere"));
    missing.chain(strange).collect()
}
