//! Files made to harm: each is refused or read as `tests/hostile/MANIFEST.tsv` says, with the
//! code and on the line that it says, and nothing made of them ends in a panic.
//!
//! `YAML_TEST_SUITE=FOLDER cargo test --test hostile` reads the official test suite of YAML too.
#![expect(clippy::unwrap_used, reason = "a broken case fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use passmuster::{Diagnostic, Intake, Rulebook, Source};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile")
}

fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Source::from_bytes(&name, fs::read(path).unwrap())
}

/// A row of the manifest.
struct Case {
    file: String,
    verdict: String,
    code: String,
    line: String,
}

fn cases() -> Vec<Case> {
    let manifest = fs::read_to_string(folder().join("MANIFEST.tsv")).unwrap();
    let case = |row: &str| {
        let mut cells = row.split('\t').map(str::to_owned);
        let file = cells.next().unwrap();
        let mut behind_attacks = cells.skip(1);
        let mut next = || behind_attacks.next().unwrap();
        Case { file, verdict: next(), code: next(), line: next() }
    };
    manifest.lines().skip(1).map(case).collect()
}

/// What the reader says of a file: errors, warnings, and the codes of notices.
#[derive(Debug, Default)]
struct Said {
    errors: Vec<(String, String)>,
    warnings: Vec<(String, String)>,
    notices: Vec<String>,
}

/// The code of a diagnostic and its line.
fn spot(one: &Diagnostic) -> (String, String) {
    let line = one.place().map(|place| place.line_column().0.to_string());
    (one.code.id().to_owned(), line.unwrap_or_else(|| "-".to_owned()))
}

fn said_of_rules(file: Source) -> Said {
    let told = passmuster::lint_sources(&[file]);
    Said {
        errors: told.errors().map(spot).collect(),
        warnings: told.warnings().map(spot).collect(),
        notices: Vec::new(),
    }
}

/// What is said of an attendance table beside others, by rules that read all its columns.
fn said_of_tables(
    rulebook: &Rulebook,
    file: Source,
    beside: &[(String, Source)],
) -> Said {
    let mut builder = rulebook.facts().table("attendance", file);
    for (table, source) in beside {
        builder = builder.table(table, source.clone());
    }
    match builder.build() {
        Ok(facts) => Said {
            errors: Vec::new(),
            warnings: facts.warnings().iter().map(spot).collect(),
            notices: facts.notices().iter().map(|one| one.code.to_owned()).collect(),
        },
        Err(told) => Said {
            errors: told.errors().map(spot).collect(),
            warnings: told.warnings().map(spot).collect(),
            notices: Vec::new(),
        },
    }
}

fn rulebook() -> Rulebook {
    Rulebook::read([source(&folder().join("reads.yaml"))]).unwrap()
}

/// The tables in the folder called after an attendance table.
fn beside(path: &Path) -> Vec<(String, Source)> {
    let entries = fs::read_dir(path.with_extension("")).into_iter().flatten().flatten();
    let table = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    entries.map(|entry| (table(&entry.path()), source(&entry.path()))).collect()
}

impl Case {
    fn said(&self, rulebook: &Rulebook) -> Said {
        let path = folder().join(&self.file);
        match self.file.starts_with("rules/") {
            true => said_of_rules(source(&path)),
            false => said_of_tables(rulebook, source(&path), &beside(&path)),
        }
    }

    /// Whether that is what the manifest wants: of a refusal the error among those of the first
    /// line that has any, of an accepted file no warning but the one that is wanted.
    fn is_met(&self, said: &Said) -> bool {
        let wanted = (self.code.clone(), self.line.clone());
        match self.verdict.as_str() {
            "refuse" => {
                let first = said.errors.first().map(|(_, line)| line);
                said.errors.contains(&wanted) && first == Some(&wanted.1)
            }
            "accept" => said.errors.is_empty() && said.warnings.is_empty(),
            "warn" if self.code.starts_with('W') => {
                said.errors.is_empty() && said.warnings == [wanted]
            }
            "warn" => {
                said.errors.is_empty()
                    && said.warnings.is_empty()
                    && said.notices.contains(&self.code)
            }
            _ => false,
        }
    }
}

#[test]
fn each_file_is_refused_or_read_as_the_manifest_says() {
    let rulebook = rulebook();
    let mut wrong = Vec::new();
    let cases = cases();
    for case in &cases {
        let said = case.said(&rulebook);
        if !case.is_met(&said) {
            let Case { file, verdict, code, line } = case;
            wrong.push(format!("{file}: {verdict} {code} line {line}, but {said:?}"));
        }
    }
    let met = cases.len() - wrong.len();
    assert!(wrong.is_empty(), "{met} of {}:\n{}", cases.len(), wrong.join("\n"));
}

#[test]
fn the_manifest_names_every_file() {
    let named = cases();
    for kind in ["rules", "tables"] {
        for entry in fs::read_dir(folder().join(kind)).unwrap().flatten() {
            let file = format!("{kind}/{}", entry.file_name().to_string_lossy());
            let known = named.iter().any(|case| case.file == file);
            assert!(known || entry.path().is_dir(), "{file} is not in the manifest");
        }
    }
    let of = |kind: &str| named.iter().filter(|case| case.file.starts_with(kind)).count();
    assert_eq!((of("rules/"), of("tables/")), (136, 100));
}

#[test]
fn a_file_without_end_is_refused_before_it_is_read() {
    let header = b"person,date,status\n".as_slice();
    for (kind, first, then, code, line) in [
        ("rules", b"rules:\n".as_slice(), b"# more\n".as_slice(), "E208", 1),
        ("rules", b"\x1f\x8b", b"\0\0\0\0", "E601", 1),
        ("table", b"PK\x03\x04", b"\0\0\0\0", "E601", 1),
        ("table", header, b"AAAA", "E507", 2),
        ("table", b",", b",,,,,", "E507", 1),
        ("table", header, b"\n\n\n\n", "E507", 2),
        ("table", b"person,date,status\nan,\"", b"x\n", "E503", 2),
    ] {
        let mut intake = match kind {
            "rules" => Intake::of_rules("endless"),
            _ => Intake::of_table("endless"),
        };
        let piece = then.repeat(4096);
        let mut taken = intake.take(first);
        let pieces = (0..1000).find(|_| {
            if taken.is_ok() {
                taken = intake.take(&piece);
            }
            taken.is_err()
        });
        let told = taken.unwrap_err();
        let found: Vec<_> = told.errors().map(spot).collect();
        assert_eq!(found, [(code.to_owned(), line.to_string())], "{told}");
        assert!(pieces.unwrap() * piece.len() < 4 << 20, "{code} after {pieces:?}");
    }
}

#[test]
fn a_table_in_pieces_is_the_table_as_a_whole() {
    let row = "an,2021-02-17,\"on-site\",\"say \"\"so\"\"\"\r\n\r\n";
    let whole = format!("person,date,status,value\n{}", row.repeat(60_000));
    for size in [1, 7, 65_536, 1 << 20] {
        let mut intake = Intake::of_table("a.csv");
        for piece in whole.as_bytes().chunks(size) {
            intake.take(piece).unwrap();
        }
        assert_eq!(intake.into_source().text(), whole);
    }
}

/// The documents of a file of the YAML test suite; signs stand there for what nobody sees.
fn documents(text: &str) -> Vec<String> {
    let mut documents = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if !line.starts_with("  yaml: ") && !line.starts_with("- yaml: ") {
            continue;
        }
        let mut document = String::new();
        let is_inside = |line: &&str| line.is_empty() || line.starts_with("    ");
        while let Some(line) = lines.next_if(is_inside) {
            document.push_str(line.strip_prefix("    ").unwrap_or_default());
            document.push('\n');
        }
        let mut document = document.trim_end_matches('\n').to_owned() + "\n";
        for (sign, meant) in [
            ("␣", " "),
            ("—", ""),
            ("»", "\t"),
            ("↵", ""),
            ("←", "\r"),
            ("⇔", "\u{feff}"),
            ("∎\n", ""),
        ] {
            document = document.replace(sign, meant);
        }
        documents.push(document);
    }
    documents
}

/// Reads the documents of the official test suite, where the environment says where it is.
#[test]
fn the_yaml_test_suite_is_read_or_refused() {
    let named = std::env::vars_os().find(|(name, _)| name == "YAML_TEST_SUITE");
    let Some((_, suite)) = named else { return };
    let (mut all, mut refused, mut of_yaml) = (0, 0, 0);
    for entry in fs::read_dir(suite).unwrap().flatten() {
        let text = fs::read_to_string(entry.path()).unwrap();
        for document in documents(&text) {
            let said = said_of_rules(Source::new("suite.yaml", &document));
            all += 1;
            refused += usize::from(!said.errors.is_empty());
            // The rest are YAML that is no rule file, and are refused for what they lack.
            let yaml = |(code, _): &(String, String)| {
                code.starts_with("E2") || code.starts_with("E1")
            };
            of_yaml += usize::from(said.errors.iter().any(yaml));
        }
    }
    println!("{all} documents: {refused} refused, {of_yaml} of them for their YAML");
    assert!(all >= 402, "{all} documents are fewer than the suite has");
    assert_eq!(refused, all, "no document of the suite is a rule file");
}

/// A row of numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    /// A number below `most`.
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap() % most.max(1)
    }

    /// The bytes with up to four small changes, such as a slip, a cut or a bad disk makes.
    fn changed(&mut self, bytes: &[u8]) -> Vec<u8> {
        const TELLING: &[u8] =
            b"\0\t\n\r\"'#%&*,-/:;<>?@[]`{|}!~\x1b\x7f\x80\xc3\xef\xff09 ";
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() + 1);
            let byte = *TELLING.get(self.below(TELLING.len())).unwrap();
            match self.below(5) {
                0 => bytes.insert(at, byte),
                1 => bytes.truncate(at),
                2 => drop(bytes.drain(at..(at + self.below(9)).min(bytes.len()))),
                3 => {
                    let end = (at + self.below(40)).min(bytes.len());
                    bytes.extend_from_within(at..end);
                }
                _ => match bytes.get_mut(at) {
                    Some(here) if byte.is_multiple_of(2) => *here ^= 1 << self.below(8),
                    Some(here) => *here = byte,
                    None => bytes.push(byte),
                },
            }
        }
        bytes
    }
}

/// The small files of a kind: large ones say nothing more when they are changed.
fn seeds(kind: &str) -> Vec<Vec<u8>> {
    let bytes = |case: &Case| fs::read(folder().join(&case.file)).unwrap();
    let of_kind = cases().into_iter().filter(|case| case.file.starts_with(kind));
    of_kind.map(|case| bytes(&case)).filter(|bytes| bytes.len() < 1500).collect()
}

#[test]
fn ten_thousand_changed_rule_files_are_read_or_refused() {
    let seeds = seeds("rules/");
    let mut numbers = Numbers(1);
    for nth in 0..10_000 {
        let changed = numbers.changed(seeds.get(nth % seeds.len()).unwrap());
        said_of_rules(Source::from_bytes("changed.yaml", changed));
    }
}

#[test]
fn ten_thousand_changed_tables_are_read_or_refused() {
    let (seeds, rulebook) = (seeds("tables/"), rulebook());
    let mut numbers = Numbers(2);
    for nth in 0..10_000 {
        let changed = numbers.changed(seeds.get(nth % seeds.len()).unwrap());
        said_of_tables(&rulebook, Source::from_bytes("changed.csv", changed), &[]);
    }
}
