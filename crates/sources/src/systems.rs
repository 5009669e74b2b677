//! Tables that come out of other systems: time clocks, registers, calendars.
//!
//! `from` in `facts.yaml` names them. Each is read by a small file of its own, from texts
//! that somebody else opened, and says what it knows of people's days; [`Systems::give`] lays
//! that over each other and gives the builder the table that comes of it.

mod calendar;
mod cells;
mod claim;
mod combine;
mod frappe;
mod grid;
mod lines;
mod meetings;
mod notes;
mod occurrences;
mod odoo;
mod people;
mod places;
mod reading;
mod records;
mod recurrence;
mod register;
mod settings;
mod table;
mod zkteco;
mod zone;

use std::collections::{BTreeMap, BTreeSet};

use passmuster::diagnostic::{Code, Diagnostic, Diagnostics};
use passmuster::field::Table;
use passmuster::message::Message;
use passmuster::nearest::nearest;
use passmuster::{FactsBuilder, Faults, Ids, Source, SourcesStated, sources_of_facts};

pub use reading::Opened;

use reading::{File, Reading};
use settings::Settings;

/// A system that tables come out of.
struct System {
    name: &'static str,
    table: Table,
    kind: FileKind,
    /// Its settings, beside `source` and `file`.
    keys: &'static [&'static str],
    /// Settings that it needs, each with the cure where it is missing.
    needs: &'static [(&'static str, &'static str)],
    read: Read,
}

/// How a system is read.
type Read = for<'a> fn(Settings<'a>, &[File<'a>], &mut Reading<'a>);

/// How a file of a source is to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A text of lines.
    Lines,
    /// A text that may be one long line, such as JSON.
    Records,
    /// A text of lines; or a sheet, where the file's name says so.
    Grid,
}

/// What time clocks are told.
const CLOCK: &[&str] = &["ids", "strangers", "site", "sites", "device", "day_starts"];

/// Every system that is read.
fn all() -> impl Iterator<Item = &'static System> {
    let groups: [&'static [System]; 7] = [
        &zkteco::SYSTEMS,
        &grid::SYSTEMS,
        &frappe::SYSTEMS,
        &odoo::SYSTEMS,
        &places::SYSTEMS,
        &meetings::SYSTEMS,
        &register::SYSTEMS,
    ];
    groups.into_iter().flatten()
}

/// The sources that `facts.yaml` names.
///
/// ```
/// use passmuster::{Rulebook, Source};
/// use passmuster_sources::{Opened, Systems};
///
/// let order = Source::new("order-7.yaml", "
/// passmuster: 1
/// directive: { id: our-order-7-2021 }
/// in_force: { from: 2021-02-17, through: 2021-03-02 }
/// rules:
///   - id: onsite-cap
///     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// ");
/// let page = Source::new("facts.yaml", "
/// passmuster-facts: 1
/// covers: { from: 2021-02-18, through: 2021-02-18 }
/// tables: { attendance: { from: { source: zkteco-attlog, file: 1_attlog.dat, ids: pin } } }
/// ");
/// let people = Source::new("people.csv", "person,unit,pin\nan,archives,7\nbinh,archives,8\n");
/// let log = Source::new("1_attlog.dat", "  7\t2021-02-18 07:21:05\t1\t0\t1\t0\n");
///
/// let mut systems = Systems::new(&page)?;
/// for (name, _) in systems.files() {
///     assert_eq!(name, "1_attlog.dat");
///     systems.open(name, Opened::Text(log.clone()));
/// }
/// let builder = Rulebook::read([order])?.facts().settings(page).table("people", people);
/// let facts = systems.give(builder)?.build()?;
/// assert_eq!(facts.table(passmuster::field::Table::Attendance).unwrap().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Systems {
    stated: SourcesStated,
    /// What was opened, by the name that `facts.yaml` gives it.
    opened: BTreeMap<String, Opened>,
}

impl Systems {
    /// What a page says of sources.
    ///
    /// # Errors
    ///
    /// When the page cannot be read, or names a source, or a setting of one, that there is
    /// none of.
    pub fn new(page: &Source) -> Result<Self, Diagnostics> {
        let stated = sources_of_facts(page)?;
        let mut faults = Faults::default();
        for source in &stated.each {
            if let Some((system, settings)) = system_of(source, &mut faults) {
                check(system, settings, &stated, &mut faults);
            }
        }
        let told = faults.into_diagnostics();
        match told.has_errors() {
            true => Err(told),
            false => Ok(Self { stated, opened: BTreeMap::new() }),
        }
    }

    /// Every source that there is.
    pub fn names() -> impl Iterator<Item = &'static str> {
        all().map(|system| system.name)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.stated.each.is_empty()
    }

    /// The tables that come out of some system.
    pub fn tables(&self) -> BTreeSet<Table> {
        self.stated.each.iter().map(|source| source.table).collect()
    }

    /// The files to open, each with how.
    pub fn files(&self) -> Vec<(String, FileKind)> {
        let mut faults = Faults::default();
        let mut files = Vec::new();
        for source in &self.stated.each {
            let Some((system, settings)) = system_of(source, &mut faults) else {
                continue;
            };
            for name in settings.texts("file", &mut faults) {
                files.push((name.to_owned(), system.kind));
            }
        }
        files.sort_by(|one, two| one.0.cmp(&two.0));
        files.dedup();
        files
    }

    /// Gives a file, under the name by which it was asked for.
    pub fn open(&mut self, name: String, opened: Opened) {
        self.opened.insert(name, opened);
    }

    /// The columns of `people` that say what sources call somebody.
    fn id_columns(&self) -> BTreeSet<&str> {
        let told = self.stated.each.iter().filter_map(|source| source.get("ids"));
        told.filter_map(passmuster::Told::text).collect()
    }

    /// Adds what the sources say to the tables of a builder.
    ///
    /// # Errors
    ///
    /// When a file is none of its source, or sources contradict each other.
    pub fn give(self, mut builder: FactsBuilder) -> Result<FactsBuilder, Diagnostics> {
        // The register first: it says whom the others mean.
        for table in [Table::People, Table::Attendance, Table::Gatherings] {
            if self.tables().contains(&table) {
                builder = self.add_table(table, builder)?;
            }
        }
        Ok(builder)
    }

    fn add_table(
        &self,
        table: Table,
        builder: FactsBuilder,
    ) -> Result<FactsBuilder, Diagnostics> {
        let mut ids: BTreeMap<String, Ids> = BTreeMap::new();
        for column in self.id_columns() {
            if table != Table::People {
                ids.insert(column.to_owned(), builder.ids(column)?);
            }
        }
        let mut reading = Reading::new(&self.stated, &ids);
        for source in self.stated.each.iter().filter(|source| source.table == table) {
            let Some((system, settings)) = system_of(source, &mut reading.faults) else {
                continue;
            };
            let names = settings.texts("file", &mut reading.faults);
            let files: Vec<File<'_>> = names
                .into_iter()
                .filter_map(|name| self.opened.get(name))
                .map(|opened| File { opened })
                .collect();
            (system.read)(settings, &files, &mut reading);
        }
        let batches = match table {
            Table::People => register::people(&mut reading),
            Table::Gatherings => meetings::gatherings(&mut reading),
            _ => table::attendance(&mut reading),
        };
        let told = reading.faults.into_diagnostics();
        if told.has_errors() {
            return Err(told);
        }
        let builder = builder.batches(table.as_str(), batches);
        Ok(builder.told(told, reading.notes.into_notices()))
    }
}

/// The system of a source; told is where there is none.
fn system_of<'a>(
    source: &'a passmuster::SourceStated,
    faults: &mut Faults,
) -> Option<(&'static System, Settings<'a>)> {
    let of_table = || all().filter(|system| system.table == source.table);
    let known = of_table().map(|system| format!("`{}`", system.name));
    let known = known.collect::<Vec<_>>().join(", ");
    let Some(told) = source.get("source") else {
        let message = Message::new("source-unnamed");
        let help =
            if known.is_empty() { "source-no-table-help" } else { "source-known-help" };
        let help =
            Message::new(help).with("table", source.table.as_str()).with("known", known);
        faults
            .push(Diagnostic::at(Code::UnknownSource, message, &source.place).help(help));
        return None;
    };
    let name = told.text().unwrap_or_default();
    if let Some(system) = of_table().find(|system| system.name == name) {
        return Some((system, Settings { stated: source, name: system.name }));
    }
    let elsewhere = all().find(|system| system.name == name);
    let near = nearest(name, of_table().map(|system| system.name));
    let help = match (elsewhere, near) {
        (Some(system), _) => Message::new("source-elsewhere-help")
            .with("name", name)
            .with("home", system.table.as_str()),
        (None, Some(near)) => Message::new("did-you-mean").with("word", near),
        (None, None) if known.is_empty() => Message::new("source-no-table-help"),
        (None, None) => Message::new("source-known-help").with("known", known),
    };
    let message = Message::new("source-unknown")
        .with("name", name)
        .with("table", source.table.as_str());
    let help = help.with("table", source.table.as_str());
    faults.push(Diagnostic::at(Code::UnknownSource, message, &told.place).help(help));
    None
}

/// Whether a source is told what it needs, and nothing that it does not know.
fn check(
    system: &System,
    settings: Settings<'_>,
    stated: &SourcesStated,
    faults: &mut Faults,
) {
    let keys = || ["source", "file"].into_iter().chain(system.keys.iter().copied());
    for (key, told) in &settings.stated.settings {
        if keys().any(|known| known == key) {
            continue;
        }
        let message = Message::new("unknown-key")
            .with("key", key.as_str())
            .with("place", Message::new("source-here").with("source", system.name));
        let help = match nearest(key, keys()) {
            Some(near) => Message::new("did-you-mean").with("word", near),
            None => {
                let known: Vec<String> = keys().map(|key| format!("`{key}`")).collect();
                Message::new("keys-here").with("keys", known)
            }
        };
        faults.push(Diagnostic::at(Code::UnknownKey, message, &told.place).help(help));
    }
    if settings.stated.get("file").is_none() {
        settings.lacks("file", "source-needs-file-help", faults);
    }
    settings.texts("file", faults);
    for (key, help) in system.needs {
        let is_there = match *key {
            "zone" => stated.zone.is_some(),
            "working_week" => stated.working_week.is_some(),
            key => settings.stated.get(key).is_some(),
        };
        if !is_there {
            settings.lacks(key, help, faults);
        }
    }
    if system.table == Table::Attendance && stated.covers.is_none() {
        settings.lacks("covers", "source-needs-covers-help", faults);
    }
}
