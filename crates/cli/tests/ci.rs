//! The recipes of docs/ci.md, the GitHub action and the GitLab template: their shell is run in
//! an office, and what is said of them is held against them.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a recipe that cannot be run fails the test")]

mod ci {
    mod action;
}

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const ACTION: &str = "ci/github-action/action.yml";
const TEMPLATE: &str = "ci/gitlab/passmuster.gitlab-ci.yml";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn page(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// The blocks of docs/ci.md in one language.
fn blocks(language: &str) -> Vec<String> {
    let page = page("docs/ci.md");
    let fence = format!("\n```{language}\n");
    let blocks = page.split(&fence).skip(1);
    let blocks: Vec<_> =
        blocks.map(|rest| rest.split("\n```").next().unwrap().to_owned()).collect();
    assert!(!blocks.is_empty(), "docs/ci.md shows no {language}");
    blocks
}

/// An office of its own for one script: the rules and facts of a shipped directive.
struct Office(PathBuf);

/// What a script printed, and how it ended.
#[derive(Debug)]
struct Printed {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Office {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ci").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        for (from, to) in
            [("rules/hai-duong-58-2021", "rules"), ("examples/hai-duong", "facts")]
        {
            fs::create_dir_all(folder.join(to)).unwrap();
            for file in fs::read_dir(root().join(from)).unwrap() {
                let file = file.unwrap();
                let target = folder.join(to).join(file.file_name());
                fs::copy(file.path(), target).unwrap();
            }
        }
        Self(folder)
    }

    /// Runs a script with the command within reach, and nothing of CI around it.
    fn run(&self, script: &str, environment: &[(&str, &str)]) -> Printed {
        let binary = Path::new(env!("CARGO_BIN_EXE_passmuster")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap();
        let paths = [binary.to_owned()].into_iter().chain(std::env::split_paths(&path));
        let printed = Command::new("bash")
            .args(["-euo", "pipefail", "-c", script])
            .env("PATH", std::env::join_paths(paths).unwrap())
            .envs(environment.iter().copied())
            .current_dir(&self.0)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(printed.stdout), text(printed.stderr));
        Printed { code: printed.status.code(), out, err }
    }

    /// Runs a script that judges, and looks for the files that it names.
    #[track_caller]
    fn judges(&self, script: &str, environment: &[(&str, &str)]) -> Printed {
        let printed = self.run(script, environment);
        assert!(matches!(printed.code, Some(0 | 1 | 3)), "{script}\n{printed:?}");
        let words = script.split_whitespace();
        for (format, file) in words.filter_map(|word| word.split_once('=')) {
            if ["json", "html", "junit", "gitlab"].contains(&format) {
                assert!(self.0.join(file).exists(), "{file} is not there\n{script}");
            }
        }
        printed
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// One more breach than the baseline has.
    fn breaks(&self) {
        let name = "facts/attendance.csv";
        let text = self.read(name);
        let more = text.replacen(",remote", ",on-site", 40);
        assert_ne!(text, more);
        fs::write(self.0.join(name), more).unwrap();
    }
}

/// The scripts below `run` and `script` of a file.
fn scripts(of: &Value, found: &mut Vec<String>) {
    match of {
        Value::Object(keys) => {
            for (key, value) in keys {
                match (key.as_str(), value) {
                    ("run", Value::String(script)) => found.push(script.clone()),
                    ("script", Value::Array(lines)) => {
                        let lines = lines.iter().map(|line| line.as_str().unwrap());
                        found.push(lines.collect::<Vec<_>>().join("\n"));
                    }
                    _ => scripts(value, found),
                }
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| scripts(part, found)),
        _ => {}
    }
}

#[test]
fn the_recipes_for_hosts_judge() {
    let mut found = Vec::new();
    blocks("yaml").iter().for_each(|block| scripts(&yaml(block), &mut found));
    for block in blocks("groovy") {
        found.extend(block.split("'''").skip(1).step_by(2).map(str::to_owned));
    }
    assert_eq!(found.len(), 2, "{found:?}");
    for (nth, script) in found.iter().enumerate() {
        let printed = Office::new(&format!("recipe-{nth}")).judges(script, &[]);
        assert_eq!(printed.code, Some(1), "{printed:?}");
    }
}

#[test]
fn only_what_is_new_fails_beside_a_baseline() {
    let office = Office::new("baseline");
    let script = blocks("bash").into_iter().find(|one| one.contains("baseline.json"));
    let script = script.unwrap();
    let (first, second) = script.split_once('\n').unwrap();
    assert_eq!(office.run(first, &[]).code, Some(0));
    assert_eq!(office.judges(second, &[]).code, Some(0));
    office.breaks();
    assert_eq!(office.judges(second, &[]).code, Some(1));
    // A folder that is not there is refused, and so is no baseline.
    assert_eq!(office.run(&first.replace("facts facts", "facts f"), &[]).code, Some(1));
}

#[test]
fn each_night_tells_what_is_new_and_nothing_twice() {
    let office = Office::new("nights");
    let script = blocks("bash").into_iter().find(|one| one.contains("attendance.sh"));
    let script = script.unwrap();
    let first = office.run(&script, &[]);
    assert_eq!(first.code, Some(1), "{first:?}");
    assert!(first.out.contains("vi") || first.out.contains("fail"), "{first:?}");
    let second = office.run(&script, &[]);
    assert_eq!((second.code, second.out.as_str()), (Some(0), ""), "{second:?}");
    assert_eq!(second.err, "");
    office.breaks();
    let third = office.run(&script, &[]);
    assert_eq!(third.code, Some(1), "{third:?}");
    assert!(third.out.contains("new"), "{third:?}");
    fs::remove_dir_all(office.0.join("rules")).unwrap();
    assert_eq!(office.run(&script, &[]).code, Some(2));
}

#[test]
fn a_wrong_rule_file_is_not_committed() {
    let office = Office::new("commit");
    let script = blocks("bash").into_iter().find(|one| one.contains("pre-commit"));
    let script = script.unwrap();
    assert_eq!(office.run(&script, &[]).code, Some(0));
    let name = "rules/hai-duong-58-2021.yaml";
    let text = office.read(name);
    fs::write(office.0.join(name), text.replace("at_most:", "at_mots:")).unwrap();
    assert_eq!(office.run(&script, &[]).code, Some(2));
    fs::write(office.0.join(name), text.replace("50%", "60%")).unwrap();
    assert_eq!(office.run(&script, &[]).code, Some(1));
}

#[test]
fn the_template_judges() {
    let office = Office::new("gitlab");
    let template = yaml(&page(TEMPLATE));
    let job = template.get(".passmuster").unwrap();
    let variables = job.get("variables").unwrap().as_object().unwrap();
    let mut environment: Vec<(&str, &str)> = Vec::new();
    for (name, value) in variables {
        environment.push((name, value.as_str().unwrap()));
    }
    let mut found = Vec::new();
    scripts(job, &mut found);
    let [script] = found.as_slice() else { panic!("{found:?}") };
    let printed = office.judges(script, &environment);
    assert_eq!(printed.code, Some(1), "{printed:?}");
    for file in job.pointer("/artifacts/reports").unwrap().as_object().unwrap().values() {
        assert!(office.0.join(file.as_str().unwrap()).exists(), "{file}");
    }
    let before = job.get("before_script").unwrap().as_array().unwrap();
    let before = before.first().unwrap().as_str().unwrap();
    assert_eq!(office.run(before, &environment).code, Some(0));
    environment.push(("PASSMUSTER_FAIL_ON", "never"));
    assert_eq!(office.run(script, &environment).code, Some(2));
}

/// The rows of the table of docs/ci.md that begins with such a name.
fn rows(first: &str) -> Vec<Vec<String>> {
    let page = page("docs/ci.md");
    let begin = format!("| {first} | default |");
    let table = page.split(&begin).nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| {
        let cells = row.trim_matches('|').split(" |").map(|cell| cell.trim().to_owned());
        cells.collect::<Vec<_>>()
    };
    rows.map(cells).collect()
}

#[test]
fn the_page_tells_of_every_input_and_of_no_other() {
    let action = yaml(&page(ACTION));
    let inputs = action.get("inputs").unwrap().as_object().unwrap();
    let told: BTreeMap<String, Vec<String>> = rows("input")
        .into_iter()
        .map(|row| (row.first().unwrap().clone(), row))
        .collect();
    assert_eq!(told.len(), inputs.len());
    for (name, about) in inputs {
        let text = |key: &str| about.get(key).and_then(Value::as_str).unwrap_or_default();
        let default = match (text("default"), about.get("required")) {
            (_, Some(_)) => "required".to_owned(),
            ("", None) => String::new(),
            (default, None) => format!("`{default}`"),
        };
        let name = format!("`{name}`");
        let row = vec![name.clone(), default, text("description").to_owned()];
        assert_eq!(told.get(&name), Some(&row));
    }
    for block in blocks("yaml").iter().filter(|block| block.contains("github-action@")) {
        let workflow = yaml(block);
        let steps = workflow.pointer("/jobs/attendance/steps").unwrap();
        let steps = steps.as_array().unwrap().iter();
        let own = |step: &&Value| step.get("id").is_some_and(|id| id == "passmuster");
        let step = steps.clone().find(own).unwrap();
        for name in step.get("with").unwrap().as_object().unwrap().keys() {
            assert!(inputs.contains_key(name), "there is no input `{name}`");
        }
    }
}

#[test]
fn the_page_tells_of_every_variable_and_of_no_other() {
    let template = yaml(&page(TEMPLATE));
    let variables = template.pointer("/.passmuster/variables").unwrap();
    let mut defaults = Vec::new();
    for (name, value) in variables.as_object().unwrap() {
        let default = match value.as_str().unwrap() {
            "" => String::new(),
            default => format!("`{default}`"),
        };
        defaults.push(vec![format!("`{name}`"), default]);
    }
    let mut told: Vec<Vec<String>> = rows("variable");
    told.iter_mut().for_each(|row| row.truncate(2));
    defaults.sort();
    told.sort();
    assert_eq!(told, defaults);
}
