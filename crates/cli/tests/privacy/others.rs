//! The other commands that read facts, and files that are no text.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::office::{Office, none_of};

const KEYED: [&str; 2] = ["--pseudonymise", "key"];

/// Lines with `X` for whoever is told of, in order: lists stand in that of the names.
fn masked(text: &str) -> Vec<String> {
    let is_part = |sign: char| sign.is_ascii_alphanumeric();
    let is_person = |word: &str| {
        (word.len() == 7 && word.starts_with("idq") && word.ends_with('z'))
            || (word.len() == 26 && word.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    let mut words: Vec<String> = text
        .split(|sign| !is_part(sign))
        .filter(|word| !word.is_empty())
        .map(|word| if is_person(word) { "X".to_owned() } else { word.to_owned() })
        .collect();
    words.sort();
    words
}

fn ids(report: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(report).unwrap();
    let findings = report.get("findings").and_then(Value::as_array).unwrap();
    let ids = findings.iter().map(|one| one.get("id").and_then(Value::as_str).unwrap());
    ids.map(str::to_owned).collect()
}

#[test]
fn a_finding_of_a_pseudonym_is_explained_as_that_of_its_id() {
    let office = Office::new("explained", |_| {});
    let explain = |id: &str, way: &[&str]| {
        let mut words = vec!["explain"];
        words.extend(id.split(' '));
        words.extend(["--rules", "rules.yaml", "--facts", "facts"]);
        words.extend(way);
        office.run(&words)
    };
    // The one person of a unit, and whoever the rule names.
    for rule in ["order-7/cap", "order-7/come", "order-7/alone", "order-7/all-come"] {
        let mut told = Vec::new();
        for way in [&[][..], &KEYED] {
            let report = office.check(&[way, &["--format", "json"]].concat());
            let found: BTreeSet<String> = ids(&report.answer).into_iter().collect();
            let of_rule = found.iter().filter(|id| {
                id.split(' ').next() == Some(rule) && id.contains("day=2021-02-15")
            });
            let mut all: Vec<Vec<String>> = Vec::new();
            for id in of_rule {
                let explained = explain(id, way);
                assert_eq!(explained.code, Some(0), "{id}: {}", explained.text);
                none_of(&office.canaries, &explained.text, id);
                if !way.is_empty() {
                    none_of(&office.ids, &explained.text, id);
                }
                all.push(masked(&explained.answer));
            }
            all.sort();
            told.push(all);
        }
        let (plain, hidden) = (&told[0], &told[1]);
        assert!(rule == "order-7/alone" || !plain.is_empty(), "{rule} finds nothing");
        assert_eq!(plain, hidden, "{rule}");
    }
}

#[test]
fn what_differs_and_what_clashes_is_told_by_pseudonyms() {
    let office = Office::new("others", |_| {});
    let rules = fs::read_to_string(office.folder.join("rules.yaml")).unwrap();
    let other = rules.replace("at_most: 50%", "at_most: 20%");
    let other = other.replace("[idq001z, idq002z]", "[idq001z, idq003z]");
    fs::write(office.folder.join("other.yaml"), other).unwrap();
    // A rule file that names people where it is warned of, and rules that clash.
    let warned = "  - id: nobody-asked\n    limit: { count: { all: [{ person: idq001z }, \
                  { not: { person: idq001z } }] }, at_most: 3, per: day }\n";
    fs::write(office.folder.join("warned.yaml"), format!("{rules}{warned}")).unwrap();
    let commands: [&[&str]; 6] = [
        &["diff", "rules.yaml", "other.yaml", "--facts", "facts"],
        &["diff", "rules.yaml", "other.yaml", "--facts", "facts", "--format", "json"],
        &["lint", "warned.yaml", "--facts", "facts"],
        &["lint", "warned.yaml", "--facts", "facts", "--format", "json"],
        &["lint", "warned.yaml", "--facts", "facts", "--format", "sarif"],
        &["lint", "warned.yaml", "--facts", "facts", "--format", "github"],
    ];
    for command in commands {
        let [plain, hidden] =
            [&[][..], &KEYED].map(|way| office.run(&[command, way].concat()));
        assert_eq!(plain.code, hidden.code, "{command:?}: {}", hidden.text);
        assert_eq!(plain.code, Some(0), "{command:?}: {}", plain.text);
        none_of(&office.canaries, &plain.text, &format!("{command:?}"));
        none_of(&office.canaries, &hidden.text, &format!("{command:?}"));
        assert!(office.ids.iter().any(|id| plain.text.contains(id)), "{command:?}");
        none_of(&office.ids, &hidden.text, &format!("{command:?}"));
        if command.contains(&"diff") {
            let lines = |text: &str| text.lines().count();
            let flips = |text: &str| text.matches("\u{2192}").count();
            assert_eq!(flips(&plain.text), flips(&hidden.text), "{command:?}");
            assert!(lines(&hidden.text) > 10, "{command:?}");
        }
    }
    let json = |way: &[&str]| -> Value {
        let told = office.run(&[commands[1], way].concat());
        serde_json::from_str(&told.answer).unwrap()
    };
    let outcomes = |diff: &Value| {
        let flips = diff["flips"].as_array().unwrap().iter();
        let mut all: Vec<String> = flips
            .map(|flip| {
                let said = |side: &str| flip[side]["outcome"].to_string();
                let rule = flip["id"].as_str().unwrap().split(' ').next().unwrap();
                format!("{rule} {} {}", said("old"), said("new"))
            })
            .collect();
        all.sort();
        all
    };
    let (plain, hidden) = (outcomes(&json(&[])), outcomes(&json(&KEYED)));
    assert!(plain.len() > 5 && plain == hidden, "{plain:?}, {hidden:?}");
}

#[test]
fn what_a_reader_of_files_says_is_masked() {
    for (file, why) in
        [("people.parquet", "it is no Parquet"), ("people.xlsx", "it is no XLSX")]
    {
        let office = Office::new(&format!("no-text-{}", file.len()), |_| {});
        fs::remove_file(office.folder.join("facts/people.csv")).unwrap();
        fs::write(office.folder.join("facts").join(file), "PAR1 Nguyen Van An PAR1")
            .unwrap();
        let plain = office.check(&[]);
        assert!(plain.text.contains(why), "{}", plain.text);
        assert!(!plain.text.contains('\u{2026}'), "{}", plain.text);
        for way in [&KEYED[..], &["--aggregate"]] {
            let told = office.check(way);
            assert_eq!(told.code, Some(2));
            assert!(
                told.text.contains(why) && told.text.contains(": \u{2026}"),
                "{}",
                told.text
            );
        }
    }
}
