//! Files and folders: the only code of the command that opens any.

mod digest;
mod kept;
mod systems;
mod whole;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use passmuster::field::Table;
use passmuster::message::Message;
use passmuster::words::json::{Input, Role};
use passmuster::{Facts, FactsBuilder, Intake, Rulebook, Source, files_of_facts};
use passmuster_sources::{Format, Systems};

use crate::exit::{Refusal, of_system};
use crate::page;
use crate::people::People;
use crate::progress::Progress;

use digest::rows;

pub(crate) use digest::{digest, digest_of_file};
pub(crate) use kept::{Kept, facts_as_kept, rules_as_kept};
pub(crate) use whole::{bytes, key, name, no_report, report, secret};
pub(crate) use write::{must_be_free, write, write_by, write_new};

/// How case files end.
pub(crate) const CASES: &str = ".cases.yaml";
/// What is said of the tables of a folder.
const SETTINGS: &str = "facts.yaml";

/// Formats of tables that are read.
const READ: [&str; 4] = [".csv", ".parquet", ".xlsx", ".ods"];
/// Formats of tables that this version does not read, and of archives.
const OTHERS: [&str; 13] = [
    ".xlsm", ".xls", ".fods", ".jsonl", ".json", ".tsv", ".arrow", ".zip", ".tar", ".gz",
    ".tgz", ".bz2", ".xz",
];
/// How archives end.
const ARCHIVES: [&str; 7] = [".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z"];
/// How many bytes are read at a time.
const PIECE: usize = 1 << 16;
/// How many files one path may stand for.
const FILES_MOST: usize = 10_000;

/// Texts that were read, with what the report says of them.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// The texts, under names that a reader of diagnostics can open.
    pub(crate) sources: Vec<Source>,
    /// Name, digest and rows.
    pub(crate) inputs: Vec<Input>,
}

/// The rule files of the paths: files as they are, folders with all rule files in them.
pub(crate) fn rules(paths: &[PathBuf]) -> Result<Loaded, Refusal> {
    let mut loaded = Loaded::default();
    for path in paths {
        let other = path.extension().is_some() && !is_yaml(&shown(path));
        if path.is_file() && other {
            let file = path.display().to_string();
            let why = Message::new("refused-not-rules").with("file", file);
            return Err(Refusal::new(why));
        }
        let files = files_of(path, |name| is_yaml(name) && !name.ends_with(CASES))?;
        tell_unread_rules(path)?;
        let mut some = false;
        for file in files {
            let source = read(&file, Intake::of_rules(&shown(&file)))?;
            if path.is_dir() && is_no_rule_file(source.bytes()) {
                continue;
            }
            some = true;
            let (name, sha256) = (below(path, &file), digest(source.bytes()));
            let role = Some(Role::Rules);
            loaded.inputs.push(Input { name, role, sha256, rows: None });
            loaded.sources.push(source);
        }
        if !some {
            let folder = path.display().to_string();
            let why = Message::new("refused-no-rule-file").with("folder", folder);
            return Err(Refusal::new(why));
        }
    }
    Ok(loaded)
}

/// The rule files that stand in a folder itself, as far as they can be read.
pub(crate) fn rule_files_in(folder: &Path) -> Vec<(PathBuf, Source)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.is_some_and(|name| is_yaml(&name) && !name.ends_with(CASES))
    });
    let texts = files.filter_map(|file| {
        let source = read(&file, Intake::of_rules(&file.to_string_lossy())).ok()?;
        Some((file, source))
    });
    texts.filter(|(_, source)| !is_no_rule_file(source.bytes())).collect()
}

/// Reads and links rule files.
pub(crate) fn rulebook(paths: &[PathBuf]) -> Result<(Rulebook, Vec<Input>), Refusal> {
    let loaded = rules(paths)?;
    Ok((Rulebook::read(loaded.sources)?, loaded.inputs))
}

/// The facts of a folder: `facts.yaml`, if there is one, and the tables.
pub(crate) fn facts(
    rulebook: &Rulebook,
    folder: &Path,
    people: &People,
) -> Result<(Facts, Vec<Input>), Refusal> {
    facts_listed(rulebook, folder, listed(folder)?, people)
}

/// The facts of what a folder holds.
fn facts_listed(
    rulebook: &Rulebook,
    folder: &Path,
    listed: Listed,
    people: &People,
) -> Result<(Facts, Vec<Input>), Refusal> {
    let mut inputs = Vec::new();
    let mut builder = people.builder(rulebook.facts());
    if let Some(settings) = listed.settings {
        inputs.push(input_of_settings(&settings));
        builder = builder.settings(settings);
    }
    for (table, file) in listed.tables {
        builder = add(builder, folder, (table, file), (&mut inputs, people))?;
    }
    if let Some(systems) = listed.systems {
        builder = systems::add(builder, folder, systems, &mut inputs, people)?;
    }
    let _making = Progress::of("taking the tables apart");
    let facts = builder.build().map_err(|told| people.refusal(told))?;
    Ok((facts, inputs))
}

/// What the report says of the settings.
pub(crate) fn input_of_settings(settings: &Source) -> Input {
    let (name, role) = (SETTINGS.into(), Some(Role::Settings));
    Input { name, role, sha256: digest(settings.bytes()), rows: None }
}

/// Adds a table of a folder, and what the report says of its file.
pub(crate) fn add(
    builder: FactsBuilder,
    folder: &Path,
    (table, file): (&str, String),
    (inputs, people): (&mut Vec<Input>, &People),
) -> Result<FactsBuilder, Refusal> {
    if let Some(format) = Format::of_name(&file) {
        let path = folder.join(&file);
        return cells(builder, table, (format, &path, file), (inputs, people));
    }
    let source = read(&folder.join(&file), Intake::of_table(&file))?;
    let (sha256, rows) = (digest(source.bytes()), Some(rows(source.bytes())));
    inputs.push(Input { name: file, role: Some(Role::Table), sha256, rows });
    Ok(builder.table(table, source))
}

/// What a folder of facts holds.
#[derive(Debug)]
pub(crate) struct Listed {
    /// What is said of the tables.
    pub(crate) settings: Option<Source>,
    /// Each table with its file.
    pub(crate) tables: Vec<(&'static str, String)>,
    /// The sources of other tables, if there are any.
    pub(crate) systems: Option<Systems>,
}

/// The page and the tables of a folder of facts.
pub(crate) fn listed(folder: &Path) -> Result<Listed, Refusal> {
    if !folder.is_dir() {
        return Err(unreadable(folder, Message::new("why-no-folder")));
    }
    let mut named = BTreeMap::new();
    let path = folder.join(SETTINGS);
    let (mut settings, mut systems) = (None, None);
    if path.exists() {
        let text = read(&path, Intake::of_rules(SETTINGS))?;
        named = files_of_facts(&text)?.into_iter().collect();
        systems = Some(Systems::new(&text)?).filter(|systems| !systems.is_empty());
        settings = Some(text);
    }
    let tables = tables(folder, &named, systems.as_ref())?;
    Ok(Listed { settings, tables, systems })
}

/// Adds a table that is no text, and what the report says of its file.
fn cells(
    builder: FactsBuilder,
    table: &str,
    (format, path, name): (Format, &Path, String),
    (inputs, people): (&mut Vec<Input>, &People),
) -> Result<FactsBuilder, Refusal> {
    let _reading = Progress::of(&format!("reading `{name}`"));
    let sha256 = digest_of_file(path)?;
    let wanted = |names: &[&str]| builder.wanted(table, names);
    let batches = format.read(path, &name, &wanted);
    let batches = batches.map_err(|why| people.unreadable(&why))?;
    let (role, rows) = (Some(Role::Table), Some(batches.rows() as u64));
    inputs.push(Input { name, role, sha256, rows });
    Ok(builder.batches(table, batches))
}

/// Each table with its file: those that `facts.yaml` names, else those called after their
/// table. Other tables of the folder are told, for nobody reads them.
fn tables(
    folder: &Path,
    named: &BTreeMap<String, Vec<String>>,
    systems: Option<&Systems>,
) -> Result<Vec<(&'static str, String)>, Refusal> {
    let sourced = systems.map(Systems::tables).unwrap_or_default();
    let sourced: Vec<&str> = sourced.into_iter().map(Table::as_str).collect();
    let of_systems = systems.map(Systems::files).unwrap_or_default();
    let mut tables = Vec::new();
    for table in Table::ALL.map(Table::as_str) {
        let files = named.get(table).filter(|files| !files.is_empty());
        let called = READ.map(|ending| format!("{table}{ending}"));
        let found: Vec<&String> =
            called.iter().filter(|name| folder.join(name).exists()).collect();
        match files {
            Some(files) => {
                for file in files {
                    tables.push((table, readable(file)?));
                }
            }
            None if sourced.contains(&table) => {}
            None => match found.as_slice() {
                [] => refuse_other_formats(folder, table)?,
                [only] => tables.push((table, (*only).clone())),
                several => return Err(several_formats(table, several)),
            },
        }
    }
    let names = Table::ALL.map(|table| format!("`{table}.csv`")).join(", ");
    let called = Message::new("tables-called").with("names", names);
    if tables.is_empty() && sourced.is_empty() {
        let why = Message::new("why-no-table").with("called", called);
        return Err(unreadable(folder, why));
    }
    let is_data = |name: &str| ends_in(name, &READ) || ends_in(name, &OTHERS);
    for file in files_of(folder, is_data)? {
        let name = below(folder, &file);
        let read = tables.iter().map(|(_, read)| read);
        let mut read = read.chain(of_systems.iter().map(|(read, _)| read));
        if !read.any(|read| *read == name) {
            let unread = Message::new("unread-table").with("file", name);
            page::warn(&unread.with("called", called.clone()));
        }
    }
    Ok(tables)
}

/// A file's name as `facts.yaml` gives it, if this version can read it.
fn readable(file: &str) -> Result<String, Refusal> {
    inner(file)?;
    if ends_in(file, &OTHERS) {
        return Err(unread_format(file));
    }
    Ok(file.to_owned())
}

/// Whether a file is named from the folder of `facts.yaml` on.
fn inner(file: &str) -> Result<(), Refusal> {
    match Path::new(file).is_absolute() {
        false => Ok(()),
        true => Err(Refusal::new(Message::new("refused-outer-file").with("file", file))),
    }
}

fn unread_format(file: &str) -> Refusal {
    Refusal::new(Message::new("refused-format").with("file", file))
}

/// Refuses a table that stands there twice: nobody says which is meant.
fn several_formats(table: &str, files: &[&String]) -> Refusal {
    let names: Vec<String> = files.iter().map(|name| format!("`{name}`")).collect();
    let why = Message::new("refused-several-formats").with("table", table);
    Refusal::new(why.with("names", names.join(", ")))
}

/// Refuses a table that stands there in another format: without it rules would be judged as
/// if there were none.
fn refuse_other_formats(folder: &Path, table: &str) -> Result<(), Refusal> {
    let mut called = OTHERS.iter().map(|ending| format!("{table}{ending}"));
    called
        .find(|name| folder.join(name).exists())
        .map_or(Ok(()), |name| Err(unread_format(&name)))
}

/// Tells of the archives and the oddly named files in a folder of rules: nobody reads them.
fn tell_unread_rules(path: &Path) -> Result<(), Refusal> {
    let odd = |name: &str| {
        ends_in(name, &ARCHIVES) || (!is_yaml(name) && ends_in(name, &[".yaml", ".yml"]))
    };
    if path.is_dir() {
        for file in files_of(path, odd)? {
            let name = below(path, &file);
            page::warn(&Message::new("unread-rules").with("file", name));
        }
    }
    Ok(())
}

fn ends_in(name: &str, endings: &[&str]) -> bool {
    let name = name.to_ascii_lowercase();
    endings.iter().any(|ending| name.ends_with(ending))
}

/// A case file's name and text.
#[derive(Debug)]
pub(crate) struct Cases {
    /// As the user can open it.
    pub(crate) name: String,
    /// The folder that its rule files are looked for in.
    pub(crate) folder: PathBuf,
    /// The text.
    pub(crate) text: String,
}

/// The case files of the paths.
pub(crate) fn cases(paths: &[PathBuf]) -> Result<Vec<Cases>, Refusal> {
    let mut cases = Vec::new();
    for path in paths {
        for file in files_of(path, |name| name.ends_with(CASES))? {
            let text = text_of(&file)?;
            let folder = file.parent().unwrap_or(Path::new("")).to_owned();
            cases.push(Cases { name: shown(&file), folder, text });
        }
    }
    Ok(cases)
}

/// The text of a file, if it is there.
pub(crate) fn text(path: &Path) -> Result<Option<String>, Refusal> {
    if !path.exists() {
        return Ok(None);
    }
    text_of(path).map(Some)
}

fn text_of(path: &Path) -> Result<String, Refusal> {
    let source = read(path, Intake::of_rules(&shown(path)))?;
    let text = std::str::from_utf8(source.bytes());
    text.map(str::to_owned).map_err(|_| unreadable(path, Message::new("why-not-utf8")))
}

/// The rule files that a case file names, from its folder on.
pub(crate) fn rules_of_cases(folder: &Path, path: &str) -> Result<Vec<Source>, String> {
    let loaded = rules(&[without_detours(&folder.join(path))]);
    loaded.map(|loaded| loaded.sources).map_err(|refusal| refusal.to_string())
}

/// A path without `.` and without folders that it leaves again at once, so that a file has
/// one name from wherever it is named.
pub(crate) fn without_detours(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match (part, plain.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(plain.pop()),
            (part, _) => plain.push(part),
        }
    }
    plain
}

/// Reads a file, and stops where no file of its kind would go on.
fn read(path: &Path, mut intake: Intake) -> Result<Source, Refusal> {
    let fault = |error: std::io::Error| unreadable(path, of_system(&error));
    let mut file = open(path)?;
    let about = file.metadata().map_err(fault)?;
    let progress = Progress::of_bytes(path, about.len());
    let mut piece = vec![0; PIECE];
    loop {
        let length = file.read(&mut piece).map_err(fault)?;
        if length == 0 {
            return Ok(intake.into_source());
        }
        intake.take(piece.get(..length).unwrap_or_default())?;
        progress.add(length as u64);
        // Only now: what the first bytes show says more than the size.
        intake.expect(about.len())?;
    }
}

fn open(path: &Path) -> Result<File, Refusal> {
    let fault = |error: std::io::Error| unreadable(path, of_system(&error));
    // Asked before it is opened: a pipe would wait for somebody to write into it.
    if !fs::metadata(path).map_err(fault)?.is_file() {
        return Err(unreadable(path, Message::new("why-no-file")));
    }
    File::open(path).map_err(fault)
}

/// Why a file or a folder cannot be read.
pub(crate) fn unreadable(path: &Path, why: Message) -> Refusal {
    let file = path.display().to_string();
    Refusal::new(Message::new("refused-unreadable").with("file", file).with("why", why))
}

/// The file itself, or the files of a folder whose names are wanted, sorted by name. A folder
/// that links lead to again and again is looked into once.
fn files_of(path: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Refusal> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    let mut entered = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        let fault = |error: std::io::Error| unreadable(&folder, of_system(&error));
        if !entered.insert(fs::canonicalize(&folder).map_err(fault)?) {
            continue;
        }
        for entry in fs::read_dir(&folder).map_err(fault)? {
            let path = entry.map_err(fault)?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let name = name.unwrap_or_default();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if wanted(&name) {
                found.push(path);
            }
            if found.len() > FILES_MOST {
                let why = Message::new("why-many-files").with("most", FILES_MOST);
                return Err(unreadable(&folder, why));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// Whether a file of a rules folder says that it is something else: facts or cases.
fn is_no_rule_file(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines().map(str::trim_end);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| {
        line.starts_with("passmuster-facts:") || line.starts_with("passmuster-cases:")
    })
}

/// The name of a file below the folder that was given, with `/` between its parts.
fn below(given: &Path, file: &Path) -> String {
    let inner = file.strip_prefix(given).ok().filter(|inner| *inner != Path::new(""));
    let name = file.file_name().map(Path::new).unwrap_or(file);
    slashes(inner.unwrap_or(name))
}

fn shown(file: &Path) -> String {
    slashes(file)
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
