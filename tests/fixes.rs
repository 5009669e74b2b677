//! Edits that mend for certain, tried on every rule file that is told something: what had an
//! edit is told no more, nothing new is told, and nothing else of the file is touched.
#![expect(clippy::unwrap_used, reason = "a broken case fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use passmuster::diagnostic::Diagnostic;
use passmuster::{Source, lint_sources};

/// The codes of which some faults have a certain cure.
const FIXABLE: [&str; 9] =
    ["E107", "E301", "E303", "E304", "E309", "E316", "E317", "E402", "W110"];

fn all() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir("tests/diagnostics/rules")
        .unwrap()
        .chain(fs::read_dir("tests/hostile/rules").unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    let name = |path: &Path| path.to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

fn told(one: &Diagnostic) -> String {
    format!("{} {}", one.code, one.message)
}

#[test]
fn what_has_an_edit_is_told_no_more() {
    let (mut codes, mut clean, mut faults) =
        (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (name, bytes) in all() {
        let source = Source::from_bytes(&name, bytes);
        let before = lint_sources(std::slice::from_ref(&source));
        let (text, edits) = before.fixed(&source);
        if edits == 0 {
            assert_eq!(text, source.text(), "{name}");
            continue;
        }
        let fixed: BTreeSet<String> =
            before.iter().filter(|one| one.fix.is_some()).map(told).collect();
        let after = lint_sources(&[Source::new(&name, &text)]);
        let kept: Vec<String> =
            after.iter().map(told).filter(|one| fixed.contains(one)).collect();
        // What could not be read before may show a fault of its own now, but no edit makes one.
        let (had, has) = (before.errors().count(), after.errors().count());
        if !kept.is_empty() || has > had {
            faults.push(format!("{name}: kept {kept:?}, {has} errors after {had}"));
        }
        let own = before.iter().filter(|one| one.fix.is_some());
        let own: Vec<String> = own.map(|one| one.code.id().to_owned()).collect();
        codes.extend(own.clone());
        if !after.has_errors() {
            clean.extend(own);
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    let fixable: BTreeSet<String> = FIXABLE.map(str::to_owned).into();
    assert_eq!(codes, fixable);
    assert_eq!(clean, fixable, "of each code some file is read once it is mended");
}
