//! Whole reports of the shipped directives on the offices of `examples/`, byte for byte, as
//! the command prints them. `UPDATE=1 cargo test` writes them anew; the difference is then
//! reviewed like code.
#![expect(clippy::unwrap_used, reason = "a missing file fails the test")]
#![expect(clippy::disallowed_methods, reason = "UPDATE=1 is how the reports are renewed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The report of an office, and the report that is kept of it.
#[track_caller]
fn is_as_kept(office: &str, rules: &str, format: &str, kept: &str) {
    let facts = format!("examples/{office}");
    let check =
        ["check", "--rules", rules, "--format", format, "--facts", facts.as_str()];
    prints(&check, kept);
}

/// What the command prints, and what is kept of it.
#[track_caller]
fn prints(arguments: &[&str], kept: &str) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_passmuster"));
    let printed = program.current_dir(root()).args(arguments).output().unwrap();
    let said = String::from_utf8(printed.stderr).unwrap();
    assert!(matches!(printed.status.code(), Some(0 | 1 | 3)), "{said}");
    let text = String::from_utf8(printed.stdout).unwrap();
    let path = root().join("tests/golden").join(kept);
    if std::env::var("UPDATE").is_ok() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &text).unwrap();
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    let lines = (1..).zip(before.lines().zip(text.lines()));
    let first = lines.into_iter().find(|(_, (before, now))| before != now);
    assert!(
        before == text,
        "tests/golden/{kept} is another, first at {first:?}; UPDATE=1 writes it anew"
    );
}

#[test]
fn hai_duong_as_json() {
    is_as_kept("hai-duong", "rules/hai-duong-58-2021", "json", "hai-duong.json");
}

#[test]
fn hai_duong_as_text() {
    is_as_kept("hai-duong", "rules/hai-duong-58-2021", "text", "hai-duong.txt");
}

#[test]
fn lai_chau_as_json() {
    is_as_kept("lai-chau", "rules/lai-chau-office-2021", "json", "lai-chau.json");
}

#[test]
fn lai_chau_as_text() {
    is_as_kept("lai-chau", "rules/lai-chau-office-2021", "text", "lai-chau.txt");
}

/// The README's example in a format that others read; what is kept of it.
#[track_caller]
fn hai_duong_for_others(format: &str, more: &[&str], kept: &str) {
    let rules = "rules/hai-duong-58-2021";
    let check = ["check", "--rules", rules, "--facts", "examples/hai-duong", "--format"];
    prints(&[&check[..], &[format], more].concat(), &format!("reports/{kept}"));
}

#[test]
fn hai_duong_for_code_hosts() {
    hai_duong_for_others("sarif", &[], "hai-duong.sarif");
    hai_duong_for_others("github", &[], "hai-duong.github.txt");
    hai_duong_for_others("gitlab", &[], "hai-duong.gitlab.json");
    hai_duong_for_others("junit", &[], "hai-duong.junit.xml");
    hai_duong_for_others("csv", &[], "hai-duong.csv");
}

#[test]
fn hai_duong_for_people() {
    hai_duong_for_others("html", &[], "hai-duong.html");
    hai_duong_for_others("html", &["--lang", "vi"], "hai-duong.vi.html");
    hai_duong_for_others("markdown", &[], "hai-duong.md");
    hai_duong_for_others("markdown", &["--lang", "vi"], "hai-duong.vi.md");
}

#[test]
fn hai_duong_since_an_earlier_report() {
    let before = ["--baseline", "tests/golden/reports/before.json"];
    hai_duong_for_others("text", &before, "since.txt");
    hai_duong_for_others("sarif", &before, "since.sarif");
    hai_duong_for_others("json", &before, "since.json");
    hai_duong_for_others(
        "markdown",
        &[&before[..], &["--new-only"]].concat(),
        "since.md",
    );
}

/// A chain of three documents, of which one extends and one replaces in some places.
const CHAIN: &str = "tests/golden/chain";

#[test]
fn the_rules_of_a_day_with_their_chains() {
    let day = ["in-force", "--rules", CHAIN, "--on", "2021-03-04"];
    prints(&day, "in-force.txt");
    prints(&[&day[..], &["--format", "json"]].concat(), "in-force.json");
}

#[test]
fn the_rules_of_a_day_as_known_before() {
    let day = ["in-force", "--rules", CHAIN, "--on", "2021-02-10"];
    prints(&[&day[..], &["--known-at", "2021-01-26"]].concat(), "in-force-before.txt");
    prints(&[&day[..], &["--known-at", "2021-01-25"]].concat(), "in-force-lapsed.txt");
}

#[test]
fn what_differs_between_two_days() {
    let days = ["diff", "2021-02-10", "2021-03-04", "--rules", CHAIN];
    prints(&days, "diff-days.txt");
}

/// Two versions of an order, of which most rules have a roster that tells them apart.
const CAP: [&str; 3] =
    ["diff", "tests/golden/diff/old.yaml", "tests/golden/diff/new.yaml"];

#[test]
fn what_a_new_version_changes() {
    prints(&CAP, "diff-effect.txt");
    prints(&[&CAP[..], &["--format", "json"]].concat(), "diff-effect.json");
}

#[test]
fn what_a_new_version_changes_on_facts() {
    let facts = ["--facts", "tests/golden/diff/facts"];
    let facts =
        [&facts[..], &["--from", "2021-02-17", "--through", "2021-02-19"]].concat();
    prints(&[&CAP[..], &facts].concat(), "diff-facts.txt");
    prints(&[&CAP[..], &facts, &["--format", "json"]].concat(), "diff-facts.json");
}

#[test]
fn what_differs_between_two_files() {
    let files = ["diff", CHAIN, "tests/golden/chain-corrected"];
    prints(&files, "diff-files.txt");
    prints(&[&files[..], &["--format", "json"]].concat(), "diff-files.json");
}

/// Cases that are wrong on purpose, each in another way.
const TESTED: &str = "tests/golden/tested";

#[test]
fn what_differs_from_cases_and_what_they_never_tried() {
    prints(&["test", TESTED, "--coverage"], "test.txt");
    prints(&["test", TESTED, "--format", "json"], "test.json");
}

/// One rule of each sort, and cases that come into some of its situations.
#[test]
fn the_situations_of_rules() {
    let cases = "tests/golden/situations";
    prints(&["test", cases, "--coverage"], "situations.txt");
}
