//! Every diagnostic as it is printed: a rule file beside the lines that it draws.
//!
//! Registers beside rules draw the lines of rules that they cannot keep.
//! A file is read together with those in the folder of its name.
//! `UPDATE=1 cargo test --test diagnostics` rewrites the lines.

#![expect(clippy::unwrap_used, reason = "a broken case fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use passmuster::words::clash_diagnostics;
use passmuster::{Code, KnownAt, Period, Rulebook, Source};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics").join(name)
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|one| one == ending))
        .collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// What is printed of a file, read with those in the folder of its name, if there is one.
fn printed(path: &Path) -> String {
    let mut sources = Vec::new();
    let beside = files(&path.with_extension(""), "yaml");
    for path in std::iter::once(path.to_owned()).chain(beside) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        sources.push(Source::from_bytes(&name, fs::read(&path).unwrap_or_default()));
    }
    let lines = passmuster::lint_sources(&sources).to_string();
    if lines.is_empty() { lines } else { lines + "\n" }
}

fn updates() -> bool {
    std::env::vars_os().any(|(name, _)| name == "UPDATE")
}

/// Compares a file with what it should hold, or rewrites it.
fn agrees(path: &Path, wanted: &str) -> bool {
    if updates() {
        return fs::write(path, wanted).is_ok();
    }
    fs::read_to_string(path).unwrap_or_default() == wanted
}

#[test]
fn each_rule_file_draws_its_lines() {
    let mut wrong = Vec::new();
    for path in files(&folder("rules"), "yaml") {
        let found = printed(&path);
        if !agrees(&path.with_extension("txt"), &found) {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
        let name = stem(&path);
        let code = name.split('-').next().unwrap_or_default();
        let none = code == "none" && found.is_empty();
        if !none && !found.contains(&format!("[{code}]")) {
            wrong.push(format!("{} does not draw {code}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is printed of the rules of a folder, asked whether the people of its `people.csv` can
/// keep them on 18 February 2021.
fn clashes(folder: &Path) -> String {
    let source = |name: &str| {
        Source::from_bytes(name, fs::read(folder.join(name)).unwrap_or_default())
    };
    let day = Period::on("2021-02-18".parse().unwrap());
    let settings =
        "passmuster-facts: 1\ncovers: { from: 2021-02-18, through: 2021-02-18 }\n";
    let rulebook = Rulebook::read([source("rules.yaml")]).unwrap();
    let facts = rulebook.facts().settings(Source::new("facts.yaml", settings));
    let facts = facts.table("people", source("people.csv")).build().unwrap();
    let found = rulebook.as_known(KnownAt::Latest).feasibility(&facts, day).unwrap();
    clash_diagnostics(&found).to_string() + "\n"
}

#[test]
fn each_register_draws_its_lines() {
    let entries = fs::read_dir(folder("feasibility")).unwrap().flatten();
    for path in entries.map(|entry| entry.path()) {
        let found = clashes(&path);
        assert!(
            agrees(&path.join("expected.txt"), &found),
            "{}:\n{found}",
            path.display()
        );
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let code = name.split('-').next().unwrap_or_default();
        assert!(found.contains(&format!("[{code}]")), "{name} draws\n{found}");
    }
}

#[test]
fn each_code_has_a_case() {
    let mut cases = Vec::new();
    for folder in ["rules", "facts", "feasibility", "sources"].map(folder) {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        cases.extend(
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()),
        );
    }
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.id())
        .filter(|id| !cases.iter().any(|case| case.starts_with(&format!("{id}-"))))
        .collect();
    assert!(missing.is_empty(), "codes without a case: {}", missing.join(", "));
}

#[test]
fn ten_faults_give_ten_lines() {
    let found = printed(&folder("rules").join("E301-ten-faults.yaml"));
    assert_eq!(found.lines().count(), 10, "{found}");
}

#[test]
fn the_register_is_in_the_documentation() {
    let mut page = String::from(
        "# Diagnostics\n\n\
         Every code that passmuster prints, from the register in `src/diagnostic/code.rs`.\n\
         Codes beginning with `E` refuse a file; codes beginning with `W` warn.\n",
    );
    for code in Code::ALL {
        page += &format!("\n## {}: {}\n\n", code.id(), code.title());
        page += &format!("{}\n", code.explanation().replace(". ", ".\n"));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    assert!(agrees(&path, &page), "docs/diagnostics.md is stale; run with UPDATE=1");
}

#[test]
fn the_schema_is_as_the_grammar_makes_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/schema.json");
    let schema = passmuster::schema();
    assert!(agrees(&path, &schema), "rules/schema.json is stale; run with UPDATE=1");
}
