//! The GitHub action: its shell, run as GitHub runs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::{ACTION, Office, Printed, page, root, yaml};

/// The inputs of the action as its script gets them, with others in some places.
fn inputs<'a>(
    others: &[(&'a str, &'a str)],
    files: &'a [(&'a str, String)],
) -> Vec<(&'a str, &'a str)> {
    let mut inputs = BTreeMap::from([
        ("PASSMUSTER_BINARY", env!("CARGO_BIN_EXE_passmuster")),
        ("PASSMUSTER_RULES", "rules"),
        ("PASSMUSTER_FACTS", "facts"),
        ("PASSMUSTER_FROM", ""),
        ("PASSMUSTER_THROUGH", ""),
        ("PASSMUSTER_BASELINE", ""),
        ("PASSMUSTER_NEW_ONLY", "false"),
        ("PASSMUSTER_FAIL_ON", "undetermined"),
        ("PASSMUSTER_LANG", "en"),
        ("PASSMUSTER_FORMATS", ""),
        ("PASSMUSTER_ANNOTATIONS", "true"),
        ("PASSMUSTER_SUMMARY", "true"),
        ("PASSMUSTER_FOLDER", "out"),
    ]);
    inputs.extend(others.iter().copied());
    inputs.extend(files.iter().map(|(name, file)| (*name, file.as_str())));
    inputs.into_iter().collect()
}

/// What the action's script does in an office.
fn acts(office: &Office, others: &[(&str, &str)]) -> Printed {
    let file = |name: &str| office.0.join(name).display().to_string();
    let files =
        [("GITHUB_OUTPUT", file("output")), ("GITHUB_STEP_SUMMARY", file("summary"))];
    let script = root().join("ci/github-action/check.sh").display().to_string();
    office.run(&format!("'{script}'"), &inputs(others, &files))
}

#[test]
fn the_action_annotates_and_leaves_reports() {
    let office = Office::new("action");
    let printed = acts(
        &office,
        &[
            ("PASSMUSTER_FORMATS", "html=page.html\ncsv=figures.csv"),
            ("PASSMUSTER_RULES", "\nrules\n\n"),
            ("PASSMUSTER_FROM", "2021-02-22"),
            ("PASSMUSTER_THROUGH", "2021-02-26"),
            ("PASSMUSTER_LANG", "vi"),
        ],
    );
    assert_eq!(printed.code, Some(1), "{printed:?}");
    assert!(printed.out.lines().all(|line| line.starts_with("::")), "{printed:?}");
    assert!(printed.out.contains("::error file=rules/hai-duong-58-2021.yaml"));
    assert!(office.read("summary").starts_with("# Báo cáo: 2021"));
    assert_eq!(
        office.read("output"),
        "exit-code=1\nreport=out/report.json\nsarif=out/report.sarif\n"
    );
    for file in ["out/report.json", "out/report.sarif", "page.html", "figures.csv"] {
        assert!(office.0.join(file).exists(), "{file}");
    }
    let again = acts(
        &office,
        &[
            ("PASSMUSTER_BASELINE", "out/report.json"),
            ("PASSMUSTER_FROM", "2021-02-22"),
            ("PASSMUSTER_THROUGH", "2021-02-26"),
            ("PASSMUSTER_FOLDER", "again"),
            ("PASSMUSTER_NEW_ONLY", "true"),
            ("PASSMUSTER_ANNOTATIONS", "false"),
            ("PASSMUSTER_SUMMARY", "false"),
        ],
    );
    assert_eq!(again.code, Some(0), "{again:?}");
    assert!(again.out.contains("since the baseline: 0 new"), "{again:?}");
}

#[test]
fn what_the_action_is_given_is_no_command_and_no_slip_is_ignored() {
    let office = Office::new("slips");
    let evil = "facts$(touch owned)`touch owned`; touch owned";
    fs::rename(office.0.join("facts"), office.0.join(evil)).unwrap();
    assert_eq!(acts(&office, &[("PASSMUSTER_FACTS", evil)]).code, Some(1));
    assert!(!office.0.join("owned").exists());
    // A refusal names what it was given, and must not be taken for a command by that.
    let forged = "::error title=forged::x";
    let refused =
        acts(&office, &[("PASSMUSTER_FACTS", evil), ("PASSMUSTER_RULES", forged)]);
    assert_eq!(refused.code, Some(2), "{refused:?}");
    for line in refused.err.lines() {
        assert!(!line.trim_start().starts_with("::"), "{refused:?}");
    }
    for slip in [
        ("PASSMUSTER_NEW_ONLY", "yes"),
        ("PASSMUSTER_ANNOTATIONS", ""),
        ("PASSMUSTER_SUMMARY", "True"),
        ("PASSMUSTER_RULES", "\n"),
        ("PASSMUSTER_FOLDER", "a\nexit-code=0"),
        ("PASSMUSTER_FAIL_ON", "never"),
        ("PASSMUSTER_LANG", "fr"),
        ("PASSMUSTER_FROM", "yesterday"),
        ("PASSMUSTER_NEW_ONLY", "true"),
    ] {
        let printed = acts(&office, &[("PASSMUSTER_FACTS", evil), slip]);
        assert_eq!(printed.code, Some(2), "{slip:?} {printed:?}");
    }
}

#[test]
fn the_action_finds_the_binary_that_it_is_given() {
    let office = Office::new("install");
    let script = root().join("ci/github-action/install.sh").display().to_string();
    let output = office.0.join("output").display().to_string();
    let binary = env!("CARGO_BIN_EXE_passmuster");
    let run = |binary: &str| {
        let environment = [("PASSMUSTER_BINARY", binary), ("GITHUB_OUTPUT", &output)];
        office.run(&format!("'{script}'"), &environment)
    };
    assert_eq!(run(binary).code, Some(0));
    assert_eq!(office.read("output"), format!("binary={binary}\n"));
    assert_ne!(run("/nowhere/passmuster").code, Some(0));
    assert_eq!(run("x\nbinary=y").code, Some(2));
}

/// A `cargo` that writes down what it is asked, and installs the command of these tests.
const CARGO: &str = r#"#!/usr/bin/env bash
printf '%s\n' "$@" >"$ASKED"
while [[ "$1" != --root ]]; do shift; done
mkdir -p "$2/bin" && ln -sf "$INSTALLED" "$2/bin/passmuster"
"#;

#[test]
fn the_action_installs_from_its_own_commit_or_from_the_one_it_is_given() {
    use std::os::unix::fs::PermissionsExt as _;
    let office = Office::new("install-by-cargo");
    let at = |name: &str| office.0.join(name).display().to_string();
    fs::create_dir_all(office.0.join("path")).unwrap();
    fs::write(office.0.join("path/cargo"), CARGO).unwrap();
    let mode = fs::Permissions::from_mode(0o755);
    fs::set_permissions(office.0.join("path/cargo"), mode).unwrap();
    // The action as GitHub lays it down: a checkout of the repository, the step in a folder.
    let action = root().join("ci/github-action").display().to_string();
    let (asked, output, temp) = (at("asked"), at("output"), at("temp"));
    let run = |version: &str, source: &str| {
        let environment = [
            ("GITHUB_ACTION_PATH", action.as_str()),
            ("GITHUB_ACTION_REPOSITORY", ""),
            ("GITHUB_OUTPUT", output.as_str()),
            ("RUNNER_TEMP", temp.as_str()),
            ("PASSMUSTER_BINARY", ""),
            ("PASSMUSTER_VERSION", version),
            ("PASSMUSTER_SOURCE", source),
            ("ASKED", asked.as_str()),
            ("INSTALLED", env!("CARGO_BIN_EXE_passmuster")),
        ];
        let script = r#"PATH="$PWD/path:$PATH"; "$GITHUB_ACTION_PATH/install.sh""#;
        office.run(script, &environment)
    };
    let begun = format!("install\n--locked\n--quiet\n--root\n{temp}/passmuster\n");
    let own = run("", "https://github.example/");
    assert_eq!(own.code, Some(0), "{own:?}");
    let path = format!("{action}/../../crates/cli");
    assert_eq!(office.read("asked"), format!("{begun}--path\n{path}\n"));
    assert!(Path::new(&path).join("Cargo.toml").exists());
    assert_eq!(
        office.read("output"),
        format!("binary={temp}/passmuster/bin/passmuster\n")
    );
    assert!(own.out.starts_with("passmuster "), "{own:?}");

    let other = run("0123abc", "https://github.example/office/passmuster");
    assert_eq!(other.code, Some(0), "{other:?}");
    let from = "--git\nhttps://github.example/office/passmuster\n--rev\n0123abc\n";
    assert_eq!(office.read("asked"), format!("{begun}{from}passmuster-cli\n"));
    let package = fs::read_to_string(root().join("crates/cli/Cargo.toml")).unwrap();
    assert!(package.contains("name = \"passmuster-cli\""));

    // An action by `./` has no repository of its own.
    let nowhere = run("0123abc", "https://github.example/");
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.err.contains("`version` needs the action by its repository"));

    // Where GitHub knows it, and where it does not: in `env` of a step, not in its script.
    let step = yaml(&page(ACTION));
    let step = step.pointer("/runs/steps/0/env/PASSMUSTER_SOURCE").unwrap();
    assert_eq!(step, "${{ github.server_url }}/${{ github.action_repository }}");
    assert!(!page("ci/github-action/install.sh").contains("GITHUB_ACTION_REPOSITORY"));
}
