//! Every fault of tables and `facts.yaml`: small folders, and what is said of each.
//!
//! `UPDATE=1` rewrites the expectations; the difference is then reviewed like code.

#![expect(clippy::unwrap_used, reason = "a test may say what it expects")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use passmuster::field::{Field, Fields, Home, Needed, Series, Table, Text, ValueType};
use passmuster::name::FieldName;
use passmuster::name::Name;
use passmuster::{Code, FactsBuilder, Source};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/facts");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap().to_str().unwrap();
    Source::from_bytes(name, std::fs::read(path).unwrap())
}

/// The columns that rules would read: lines of `table column`, or of `table column type`
/// for a declared field; of `levels name 1|2|3` for a level.
fn builder(folder: &Path) -> FactsBuilder {
    let lines = std::fs::read_to_string(folder.join("reads.txt")).unwrap_or_default();
    let (mut fields, mut needed) = (Fields::built_in(), Needed::new());
    for line in lines.lines() {
        let mut words = line.split(' ');
        let table = Table::of_name(words.next().unwrap()).unwrap();
        let column = words.next().unwrap();
        let kind = match words.next() {
            Some(levels) if table == Table::Levels => {
                let name = FieldName::new(column).unwrap();
                let words: Vec<Text> = levels.split('|').map(Text::from).collect();
                let at = FieldName::new("locality").unwrap();
                fields.insert(Field {
                    column: name.clone(),
                    home: Home::Level,
                    kind: ValueType::Choice(words.into()),
                    declared: None,
                    series: Some(Series { name: column.into(), at }),
                    name,
                });
                continue;
            }
            Some("number") => Some(ValueType::Number),
            Some(_) => Some(ValueType::Text),
            None => None,
        };
        if let Some(kind) = kind {
            let name = FieldName::new(column).unwrap();
            let (column, home) = (name.clone(), Home::Table(table));
            fields.insert(Field {
                name,
                column,
                home,
                kind,
                declared: None,
                series: None,
            });
        }
        let order = Name::new("order-7").unwrap();
        needed.insert((table, column.to_owned()), BTreeSet::from([order]));
    }
    FactsBuilder::new(Arc::new(fields), needed)
}

/// What building the tables of a folder says, one line a diagnostic, then the notices.
fn said(folder: &Path) -> String {
    let mut builder = builder(folder);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in &paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name == "facts.yaml" {
            builder = builder.settings(source(path));
        } else if let Some(stem) = name.strip_suffix(".csv") {
            // `attendance-2.csv` is a second file of one table.
            let table = stem.split('-').next().unwrap();
            builder = builder.table(table, source(path));
        } else if let Some(table) = name.strip_suffix(".json") {
            // Structs and maps come through serde; a list of JSON objects stands for them.
            let text = std::fs::read_to_string(path).unwrap();
            let rows: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
            builder = builder.rows(table, rows);
        }
    }
    let mut said = String::new();
    match builder.build() {
        Err(faults) => writeln!(said, "{faults}").unwrap(),
        Ok(facts) => {
            for warning in facts.warnings().iter() {
                writeln!(said, "{warning}").unwrap();
            }
            for notice in facts.notices() {
                writeln!(said, "notice[{}]: {}", notice.code, notice.message).unwrap();
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
            std::fs::write(&expected, &said).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != said {
            writeln!(wrong, "{}\n{said}", folder.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "these folders say something else:\n{wrong}");
}

/// What a folder is expected to say, or says where expectations are being rewritten.
fn expected(folder: &Path) -> String {
    if std::env::var_os("UPDATE").is_some() {
        return said(folder);
    }
    std::fs::read_to_string(folder.join("expected.txt")).unwrap()
}

#[test]
fn every_code_of_tables_is_raised_by_a_folder() {
    let all: String = folders().iter().map(|folder| expected(folder)).collect();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.id())
        .filter(|id| id.starts_with("E5") || id.starts_with("W5"))
        .filter(|id| !all.contains(&format!("[{id}]")))
        .collect();
    assert!(missing.is_empty(), "no folder raises {missing:?}");
}

#[test]
fn a_folder_raises_the_code_of_its_name() {
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let code = name.split('-').next().unwrap();
        if code.starts_with(['E', 'W']) {
            let said = expected(&folder);
            assert!(said.contains(&format!("[{code}]")), "{name} says\n{said}");
        }
    }
}
