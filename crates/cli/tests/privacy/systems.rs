//! Names and addresses in the files of other systems, in none of what is told of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::office::{FORMATS, none_of};

const RULES: &str = "passmuster: 1
directive: { id: order-7 }
in_force: { from: 2021-02-01, through: 2021-03-31 }
rules:
  - id: onsite-cap
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
";

/// What is a name or an address in files of other systems, and what stands behind it.
const PERSONAL: [(&str, char); 10] = [
    ("\"displayName\": \"", '"'),
    ("\"display\": \"", '"'),
    ("\"employee_name\": \"", '"'),
    ("\"email\": \"", '"'),
    ("\"mail\": \"", '"'),
    ("\"userPrincipalName\": \"", '"'),
    ("CN=", ':'),
    ("mailto:", '\n'),
    ("MAILTO:", '\n'),
    ("LOCATION:", '\n'),
];

/// What is personal in a text.
fn personal(text: &str) -> impl Iterator<Item = String> {
    // What has members is a group, what is shared is a shift: their names are nobody's.
    let has_groups = ["\"members\"", "hift\""].iter().any(|sign| text.contains(sign));
    let asked = PERSONAL.into_iter().skip(usize::from(has_groups));
    asked.flat_map(move |(before, behind)| {
        let found = text.split(before).skip(1);
        found.filter_map(move |rest| {
            let value = rest.split([behind, ';', '\r', '\n']).next()?;
            let value = value.trim_matches('"');
            // Words without these are ids and codes.
            value.contains([' ', '@']).then(|| value.to_owned())
        })
    })
}

fn copied(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap();
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("privacy-systems").join(name);
    fs::create_dir_all(copy.join("facts")).unwrap();
    fs::write(copy.join("rules.yaml"), RULES).unwrap();
    fs::write(copy.join("key"), super::office::KEY).unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        let to = match name == "rules.yaml" {
            true => copy.join(name),
            false => copy.join("facts").join(name),
        };
        fs::copy(&path, to).unwrap();
    }
    copy
}

/// What may not be told of a folder: what is personal in its files and no id of a person, and
/// no word that its author wrote in `facts.yaml`.
fn secrets(folder: &Path) -> Vec<String> {
    let mut secrets = BTreeSet::new();
    let (mut ids, mut settings) = (String::new(), String::new());
    for entry in fs::read_dir(folder.join("facts")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        match path.file_name().unwrap().to_str().unwrap() {
            "facts.yaml" => settings = text,
            "people.csv" => ids = text,
            _ => secrets.extend(personal(&text)),
        }
    }
    let is_id = |secret: &String| {
        ids.lines().any(|line| line.split(',').next() == Some(secret.as_str()))
    };
    secrets.retain(|secret| !is_id(secret) && !settings.contains(secret.as_str()));
    secrets.into_iter().collect()
}

#[test]
fn names_and_addresses_of_other_systems_are_not_told() {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/diagnostics/sources");
    let mut number = 0;
    for entry in fs::read_dir(root).unwrap() {
        let folder = copied(&entry.unwrap().path());
        let secrets = secrets(&folder);
        number += secrets.len();
        if secrets.is_empty() {
            continue;
        }
        let settings = fs::read_to_string(folder.join("facts/facts.yaml")).unwrap();
        let are_ids = settings.contains("person: display");
        for way in [&[][..], &["--pseudonymise", "key"], &["--aggregate"]] {
            // Here the author made names the ids.
            if are_ids && way.is_empty() {
                continue;
            }
            for format in FORMATS {
                let mut program = Command::new(env!("CARGO_BIN_EXE_passmuster"));
                let check = ["check", "--rules", "rules.yaml", "--facts", "facts"];
                let program = program.current_dir(&folder).args(check).args(way);
                let output = program.args(["--format", format]).output().unwrap();
                let text = [output.stdout, output.stderr].concat();
                let text = String::from_utf8(text).unwrap();
                none_of(
                    &secrets,
                    &text,
                    &format!("{} {way:?} {format}", folder.display()),
                );
            }
        }
    }
    assert!(number > 10, "{number} names and addresses");
}
