//! Verdicts where nobody asks for people: from rows that are counted and not kept, where
//! that is enough.

use std::path::{Path, PathBuf};

use passmuster::stream::{Header, Stream, Strip};
use passmuster::workers::Workers;
use passmuster::{FactsBuilder, Law, Rulebook, Source, Verdicts};
use passmuster_sources::{Format, ParquetReader};

use crate::args::Check;
use crate::exit::Refusal;
use crate::progress::Progress;
use crate::{flow, load};

/// The verdicts where the rows of attendance, visits and gatherings need not be kept; `None`
/// where some must be, or where there is anything to say of them.
pub(super) fn streamed(
    asked: &Check,
    rulebook: &Rulebook,
    law: &Law,
    workers: &dyn Workers,
) -> Result<Option<Verdicts>, Refusal> {
    let folder = asked.facts.as_path();
    let listed = load::listed(folder)?;
    // Beside a register somebody may have no row; and what comes of sources is not in files.
    let has_people = listed.tables.iter().any(|(table, _)| *table == "people");
    if has_people || listed.systems.is_some() {
        return Ok(None);
    }
    let count =
        |table: &str| listed.tables.iter().filter(|(own, _)| *own == table).count();
    let (streams, kept): (Vec<_>, Vec<_>) =
        listed.tables.iter().cloned().partition(|(table, file)| {
            STREAMED.contains(table)
                && count(table) == 1
                && folder.join(file).is_file()
                && !matches!(Format::of_name(file), Some(Format::Workbook(_)))
        });
    let mut facts = rulebook.facts();
    if let Some(settings) = listed.settings {
        facts = facts.settings(settings);
    }
    // Figures name no files, so nobody asks for their digests.
    let mut inputs = Vec::new();
    for of_table in kept {
        facts = load::add(facts, folder, of_table, &mut inputs)?;
    }
    let mut headers = Vec::new();
    let mut files = Vec::new();
    for (table, file) in streams {
        let Some((header, rows)) = open(&facts, table, (folder.join(&file), &file))?
        else {
            return Ok(None);
        };
        headers.push(header);
        files.push((table, rows));
    }
    if files.is_empty() {
        return Ok(None);
    }
    let stream = law.stream(facts, headers);
    let mut all = Vec::new();
    for (table, rows) in files {
        match rows.strips(&stream, table, workers)? {
            Some(strips) => all.extend(strips),
            None => return Ok(None),
        }
    }
    let period = super::days(&asked.asked)?;
    let _judging = Progress::of(super::JUDGING);
    Ok(stream.verdicts(all, period, workers)?)
}

/// A file whose rows are counted.
enum Rows {
    /// A text whose rows begin there.
    Lines { path: PathBuf, start: usize },
    /// Columns, and which of them are read.
    Columns { reader: ParquetReader, wanted: Vec<bool> },
}

/// The header of a file, and its rows; `None` where they must be kept.
fn open(
    facts: &FactsBuilder,
    table: &str,
    (path, file): (PathBuf, &str),
) -> Result<Option<(Header, Rows)>, Refusal> {
    if Format::of_name(file).is_some() {
        let reader = ParquetReader::open(&path, file).map_err(Refusal::new)?;
        let columns = reader.columns();
        let wanted = facts.wanted(table, &columns);
        let header = Header::of_columns(facts, table, (file, &columns));
        return Ok(header.map(|header| (header, Rows::Columns { reader, wanted })));
    }
    let line = flow::header(&path).map_err(|error| unreadable(&path, &error))?;
    Ok(line.and_then(|line| {
        let start = line.len();
        let header = Header::new(facts, table, Source::from_bytes(file, line))?;
        Some((header, Rows::Lines { path, start }))
    }))
}

impl Rows {
    fn strips(
        &self,
        stream: &Stream,
        table: &str,
        workers: &dyn Workers,
    ) -> Result<Option<Vec<Strip>>, Refusal> {
        match self {
            Rows::Lines { path, start } => {
                flow::lines(stream, table, (path, *start), workers)
                    .map_err(|error| unreadable(path, &error))
            }
            Rows::Columns { reader, wanted } => {
                flow::batches(stream, table, (reader, wanted), workers)
                    .map_err(Refusal::new)
            }
        }
    }
}

/// The tables whose rows may be counted as they go by.
const STREAMED: [&str; 3] = ["attendance", "gatherings", "visits"];

fn unreadable(path: &Path, error: &std::io::Error) -> Refusal {
    Refusal::new(format!("`{}` cannot be read: {error}", path.display()))
}
