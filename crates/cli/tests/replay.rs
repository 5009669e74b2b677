//! Reports judged again: those that are kept are identical wherever and however that is done,
//! and whatever is another in a report, or in the files it was made from, is told.
#![expect(clippy::unwrap_used, reason = "a missing file fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// Every report that is kept, and what it was made from.
const KEPT: [[&str; 4]; 3] = [
    ["hai-duong.json", "rules/hai-duong-58-2021", "examples/hai-duong", ""],
    ["lai-chau.json", "rules/lai-chau-office-2021", "examples/lai-chau", ""],
    [
        "reports/since.json",
        "rules/hai-duong-58-2021",
        "examples/hai-duong",
        "tests/golden/reports/before.json",
    ],
];
/// A report of before reports told who made them.
const OLDER: &str = "reports/before.json";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_passmuster"));
    let program = program.current_dir(folder).args(arguments);
    program.envs(environment.iter().copied()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

/// Asks for a report to be judged again, from what it was made from.
fn replay(
    report: &str,
    [_, rules, facts, before]: [&str; 4],
    where_and_how: &[(&str, &str)],
) {
    let mut arguments = vec!["replay", report, "--rules", rules, "--facts", facts];
    if !before.is_empty() {
        arguments.extend(["--baseline", before]);
    }
    let output = run(&root(), &arguments, where_and_how);
    assert_eq!(output.status.code(), Some(0), "{where_and_how:?}: {}", said(&output));
    assert!(said(&output).contains(": identical, "), "{}", said(&output));
}

#[test]
fn kept_reports_are_identical_in_every_time_zone_and_locale() {
    for kept in KEPT {
        let report = format!("tests/golden/{}", kept[0]);
        for zone in ["UTC", "Asia/Ho_Chi_Minh", "America/St_Johns"] {
            for locale in ["C", "vi_VN.UTF-8", "tr_TR.UTF-8"] {
                replay(&report, kept, &[("TZ", zone), ("LC_ALL", locale)]);
            }
        }
    }
}

#[test]
fn reports_made_on_one_thread_and_on_two_are_identical() {
    for (nth, kept) in KEPT.into_iter().enumerate() {
        let [_, rules, facts, before] = kept;
        for threads in ["1", "2"] {
            let name = format!("threads-{nth}-{threads}.json");
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
            let format = format!("json={}", path.display());
            let mut arguments = vec!["check", "--rules", rules, "--facts", facts];
            arguments.extend(["--threads", threads, "--format", &format]);
            if !before.is_empty() {
                arguments.extend(["--baseline", before]);
            }
            run(&root(), &arguments, &[]);
            replay(&path.display().to_string(), kept, &[]);
        }
    }
}

#[test]
fn no_kept_report_is_left_out() {
    let golden = root().join("tests/golden");
    let files = ["", "reports"].into_iter().flat_map(|folder| {
        let entries = fs::read_dir(golden.join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    });
    let reports = files.filter(|path| {
        let text = fs::read_to_string(path).unwrap_or_default();
        let value = serde_json::from_str::<Value>(&text).unwrap_or_default();
        value["format"] == "passmuster-report/1"
    });
    let name = |path: PathBuf| {
        path.strip_prefix(&golden).unwrap().to_string_lossy().replace('\\', "/")
    };
    let mut found: Vec<String> = reports.map(name).collect();
    found.sort();
    let mut listed: Vec<&str> = KEPT.iter().map(|kept| kept[0]).chain([OLDER]).collect();
    listed.sort_unstable();
    assert_eq!(found, listed);
}

#[test]
fn a_report_that_does_not_say_who_made_it_is_refused() {
    let output = run(&root(), &["replay", &format!("tests/golden/{OLDER}")], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("does not say by which version"), "{}", said(&output));
}

/// A folder of its own with what `init` writes, and a report of it.
fn office(name: &str, more: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("replay-{name}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    assert_eq!(run(&folder, &["init"], &[]).status.code(), Some(0));
    let check = ["check", "--rules", "rules", "--facts", "facts", "--format"];
    run(&folder, &[&check[..], &["json=report.json"], more].concat(), &[]);
    folder
}

/// Each line of `replay/changes.jsonl`: words of a file become others, then `replay` ends as
/// said; without `words` the file is new, without `to` it is gone.
#[test]
fn what_is_another_is_told() {
    for (nth, line) in (1..).zip(include_str!("replay/changes.jsonl").lines()) {
        let case: Value = serde_json::from_str(line).unwrap();
        let of = |key: &str| case[key].as_str();
        let folder = office(&nth.to_string(), &[]);
        let file = folder.join(of("file").unwrap());
        match (of("words"), of("to")) {
            (Some(words), Some(to)) => {
                let text = fs::read_to_string(&file).unwrap();
                assert!(text.contains(words), "line {nth}: {words} is not in {text}");
                fs::write(&file, text.replacen(words, to, 1)).unwrap();
            }
            (None, Some(to)) => fs::write(&file, to).unwrap(),
            _ => fs::remove_file(&file).unwrap(),
        }
        let output = run(&folder, &["replay", "report.json"], &[]);
        let code = output.status.code().map(i64::from);
        assert_eq!(code, case["code"].as_i64(), "line {nth}: {}", said(&output));
        let says = of("says").unwrap();
        assert!(said(&output).contains(says), "line {nth}: {}", said(&output));
    }
}

#[test]
fn the_question_is_asked_again_as_it_was() {
    let questions: [&[&str]; 3] = [
        &["--show", "pass"],
        &["--on", "2021-02-19", "--known-at", "2021-02-17"],
        &[
            "--from",
            "2021-02-18",
            "--through",
            "2021-02-18",
            "--format",
            "html=page.html",
        ],
    ];
    for (nth, question) in questions.into_iter().enumerate() {
        let folder = office(&format!("question-{nth}"), question);
        let output = run(&folder, &["replay", "report.json"], &[]);
        assert_eq!(output.status.code(), Some(0), "{question:?}: {}", said(&output));
    }
}

#[test]
fn a_report_beside_an_earlier_one_needs_it() {
    let folder = office("beside", &[]);
    fs::copy(folder.join("report.json"), folder.join("before.json")).unwrap();
    let check = ["check", "--rules", "rules", "--facts", "facts", "--format"];
    let more = ["json=report.json", "--baseline", "before.json", "--new-only"];
    run(&folder, &[&check[..], &more].concat(), &[]);
    let output = run(&folder, &["replay", "report.json"], &[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let why = "`before.json` is in the report and was not found; `--baseline` says where";
    assert!(said(&output).contains(why), "{}", said(&output));
    let replay = ["replay", "report.json", "--baseline", "before.json"];
    let output = run(&folder, &replay, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}
