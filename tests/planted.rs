//! Faulty rule files, planted by changing the real ones as a clerk errs: lint tells nearly all
//! of them, on the right line, and says nothing of the real ones.
//!
//! `tests/planted/` holds the changes; each file is read with all others of its folder.

#![expect(clippy::unwrap_used, reason = "a broken change fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use passmuster::{Diagnostics, Source, lint_sources};
use serde::Deserialize;

/// How many faulty files there are, how many of them must be told at the least, and how many
/// things may be said of the real ones.
const PLANTED: usize = 100;
const TOLD: usize = 95;
const FALSE_ALARMS: usize = 2;

/// One faulty file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Planted {
    /// The real file, below `rules/`.
    file: String,
    /// What stands there.
    was: String,
    /// What stands there by mistake.
    now: String,
    /// A text of the faulty file, on the line that must be told; of places that contradict
    /// each other any.
    told: OneOrMore,
    /// The codes that tell it.
    by: OneOrMore,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn all(&self) -> &[String] {
        match self {
            OneOrMore::One(one) => std::slice::from_ref(one),
            OneOrMore::More(all) => all,
        }
    }
}

fn below(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".yaml") && !name.ends_with(".cases.yaml")
        })
        .collect();
    files.sort();
    files
}

/// Lints the rule files of a folder together, the text of one of them changed.
fn lint(folder: &Path, change: impl Fn(&Path, String) -> String) -> Diagnostics {
    let sources: Vec<Source> = yaml_files(folder)
        .into_iter()
        .map(|path| {
            let text = change(&path, fs::read_to_string(&path).unwrap());
            Source::new(&path.to_string_lossy(), &text)
        })
        .collect();
    lint_sources(&sources)
}

/// A text that stands in another exactly once; on which line it begins.
fn line_of(text: &str, part: &str) -> u32 {
    let found: Vec<usize> = text.match_indices(part).map(|(at, _)| at).collect();
    assert_eq!(found.len(), 1, "`{part}` must stand once");
    let before = text.get(..found.first().copied().unwrap()).unwrap();
    u32::try_from(before.matches('\n').count()).unwrap() + 1
}

/// What is told of a faulty file, if it is not what must be.
fn missed(planted: &Planted) -> Option<String> {
    let file = below("rules").join(&planted.file);
    let real = fs::read_to_string(&file).unwrap();
    line_of(&real, &planted.was);
    let faulty = real.replace(&planted.was, &planted.now);
    let lines: BTreeSet<u32> =
        planted.told.all().iter().map(|part| line_of(&faulty, part)).collect();
    let folder = file.parent().unwrap();
    let found = lint(folder, |path, text| match path == file {
        true => faulty.clone(),
        false => text,
    });
    let is_right = |line: u32, code: &str| {
        lines.contains(&line) && planted.by.all().iter().any(|one| one == code)
    };
    let told = found.iter().any(|one| {
        let Some(place) = one.place() else { return false };
        let here = Path::new(place.source.name()) == file;
        here && is_right(place.line_column().0, one.code.id())
    });
    let was = planted.was.lines().next().unwrap_or_default();
    (!told).then(|| format!("{}: `{was}`, lines {lines:?}:\n{found}", planted.file))
}

fn all_planted() -> Vec<Planted> {
    let files = yaml_files(&below("tests/planted"));
    let read = |path: PathBuf| -> Vec<Planted> {
        let text = fs::read_to_string(&path).unwrap();
        serde_yaml::from_str(&text).unwrap()
    };
    files.into_iter().flat_map(read).collect()
}

#[test]
fn faulty_files_are_told_on_the_right_line() {
    let all = all_planted();
    assert_eq!(all.len(), PLANTED);
    let missed: Vec<String> = all.iter().filter_map(missed).collect();
    let told = all.len() - missed.len();
    println!("{told} of {PLANTED} told");
    println!("not told:\n\n{}", missed.join("\n\n"));
    assert!(told >= TOLD, "{told} of {PLANTED} told");
}

#[test]
fn real_files_are_told_nothing() {
    let folders = fs::read_dir(below("rules")).unwrap().flatten();
    let folders = folders.map(|entry| entry.path()).filter(|path| path.is_dir());
    let said: Vec<String> = folders
        .map(|folder| lint(&folder, |_, text| text))
        .flat_map(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>())
        .collect();
    assert!(said.len() <= FALSE_ALARMS, "{}", said.join("\n"));
}
