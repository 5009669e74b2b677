//! Every rule of `rules/` in plain sentences, in each language: golden pages to be read.
//!
//! `UPDATE=1` writes them anew.
#![expect(clippy::unwrap_used, reason = "a broken page fails the test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use passmuster::words::text::{WIDTH, wrap};
use passmuster::words::{Language, plain};
use passmuster::{Rulebook, Source};

const KEPT: &str = "tests/plain";

/// The rule files of a folder, in the order of their names.
fn sources(folder: &Path) -> Vec<Source> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|one| one == "yaml"))
        .filter(|path| !path.to_string_lossy().ends_with(".cases.yaml"))
        .collect();
    files.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let source = |path| Source::new(&name(path), &fs::read_to_string(path).unwrap());
    files.iter().map(source).collect()
}

fn page(rulebook: &Rulebook) -> String {
    let mut page = String::new();
    for directive in rulebook.directives() {
        let (id, version) = (&directive.id, directive.version);
        writeln!(page, "{id} version {version}").unwrap();
        for rule in &directive.rules {
            writeln!(page, "\n  {}", rule.name.rule).unwrap();
            for language in [Language::English, Language::Vietnamese] {
                for sentence in plain(rulebook, rule, language) {
                    let lines = wrap(&sentence, "    ", WIDTH).join("\n      ");
                    writeln!(page, "    {lines}").unwrap();
                }
            }
        }
        page.push('\n');
    }
    page
}

#[test]
fn every_rule_of_the_real_directives_is_said_as_kept() {
    let mut folders: Vec<PathBuf> = fs::read_dir("rules")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() > 30);
    let mut differ = Vec::new();
    for folder in folders {
        let rulebook = Rulebook::read(sources(&folder)).unwrap();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let kept = Path::new(KEPT).join(format!("{name}.txt"));
        let said = page(&rulebook);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(KEPT).unwrap();
            fs::write(&kept, &said).unwrap();
        }
        if fs::read_to_string(&kept).ok().as_ref() != Some(&said) {
            differ.push(kept);
        }
    }
    assert!(differ.is_empty(), "said otherwise (UPDATE=1 writes anew): {differ:?}");
}
