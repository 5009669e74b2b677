//! Rows that are counted and not kept, where that is enough: for figures in one look, for a
//! report in a second at the rows that it tells of.

use std::path::{Path, PathBuf};

use passmuster::stream::{Header, Sieve, Stream, Strip, Survey};
use passmuster::words::json::{Input, Role};
use passmuster::workers::Workers;
use passmuster::{Facts, FactsBuilder, Law, Report, Rulebook, Source, Verdicts};
use passmuster_sources::{Format, ParquetReader};

use crate::args::Check;
use crate::exit::{Refusal, of_system};
use crate::people::People;
use crate::progress::Progress;
use crate::{flow, load};

/// Tables of which some are counted and not kept.
pub(super) struct Streamed {
    stream: Stream,
    files: Vec<Counted>,
    /// What the report says of the files that were read, by their places among all.
    inputs: Vec<(usize, Input)>,
}

/// A table that is counted.
struct Counted {
    table: &'static str,
    /// The place among all tables.
    nth: usize,
    name: String,
    path: PathBuf,
    rows: Rows,
}

impl Streamed {
    /// The tables of a folder; `None` where the rows of none can be counted.
    pub(super) fn open(
        folder: &Path,
        rulebook: &Rulebook,
        law: &Law,
    ) -> Result<Option<Self>, Refusal> {
        let listed = load::listed(folder)?;
        // What comes of sources is not in files.
        if listed.systems.is_some() {
            return Ok(None);
        }
        let count =
            |table: &str| listed.tables.iter().filter(|(own, _)| *own == table).count();
        let numbered = listed.tables.iter().cloned().enumerate();
        let (streams, kept): (Vec<_>, Vec<_>) =
            numbered.partition(|(_, (table, file))| {
                STREAMED.contains(table)
                    && count(table) == 1
                    && folder.join(file).is_file()
                    && Format::of_name(file)
                        .is_none_or(|format| format == Format::Parquet)
            });
        let mut facts = rulebook.facts();
        let mut inputs = Vec::new();
        if let Some(settings) = listed.settings {
            inputs.push((0, load::input_of_settings(&settings)));
            facts = facts.settings(settings);
        }
        for (nth, of_table) in kept {
            let mut own = Vec::new();
            facts = load::add(facts, folder, of_table, (&mut own, &People::ById))?;
            inputs.extend(own.into_iter().map(|input| (nth + 1, input)));
        }
        let mut headers = Vec::new();
        let mut files = Vec::new();
        for (nth, (table, name)) in streams {
            let path = folder.join(&name);
            let Some((header, rows)) = open(&facts, table, (path.clone(), &name))? else {
                return Ok(None);
            };
            headers.push(header);
            files.push(Counted { table, nth: nth + 1, name, path, rows });
        }
        let stream = law.stream(facts, headers);
        Ok((!files.is_empty()).then_some(Self { stream, files, inputs }))
    }

    /// The rows of every table; `None` where some must be kept.
    fn strips(&self, workers: &dyn Workers) -> Result<Option<Vec<Vec<Strip>>>, Refusal> {
        let all = self.files.iter().map(|file| file.strips(&self.stream, workers));
        all.collect()
    }

    /// The verdicts where the rows of attendance, visits and gatherings need not be kept, and
    /// the facts beside them; `None` where some must be, or where there is anything to say of
    /// them.
    pub(super) fn verdicts(
        &self,
        asked: &Check,
        workers: &dyn Workers,
    ) -> Result<Option<(Verdicts, Facts)>, Refusal> {
        let Some(strips) = self.strips(workers)? else { return Ok(None) };
        let period = super::days(&asked.asked)?;
        let _judging = Progress::of(super::JUDGING);
        let strips: Vec<Strip> = strips.into_iter().flatten().collect();
        Ok(self.stream.verdicts(&strips, period, workers)?)
    }

    /// The report, with the facts that it tells of and the files that were read; `None` as
    /// before.
    pub(super) fn report(
        &self,
        asked: &Check,
        workers: &dyn Workers,
    ) -> Result<Option<(Report, Facts, Vec<Input>)>, Refusal> {
        let Some(strips) = self.strips(workers)? else { return Ok(None) };
        let rows = strips.iter().map(|strips| strips.iter().map(Strip::rows).sum());
        let rows: Vec<u64> = rows.collect();
        let period = super::days(&asked.asked)?;
        let strips: Vec<Strip> = strips.into_iter().flatten().collect();
        let Some(survey) = self.stream.survey(&strips, period, workers)? else {
            return Ok(None);
        };
        drop(strips);
        let Some(sieves) = self.sieves(&survey, workers)? else { return Ok(None) };
        let Some(facts) = survey.facts(&sieves) else { return Ok(None) };
        drop(sieves);
        let _judging = Progress::of(super::JUDGING);
        let Some(report) = survey.report(&facts, workers)? else { return Ok(None) };
        let mut inputs = self.inputs.clone();
        for (file, rows) in self.files.iter().zip(rows) {
            let (name, role) = (file.name.clone(), Some(Role::Table));
            let sha256 = load::digest_of_file(&file.path)?;
            inputs.push((file.nth, Input { name, role, sha256, rows: Some(rows) }));
        }
        inputs.sort_by_key(|(nth, _)| *nth);
        let inputs = inputs.into_iter().map(|(_, input)| input).collect();
        Ok(Some((report, facts, inputs)))
    }

    /// The rows of attendance of which the report tells, where they are still to be found.
    fn sieves(
        &self,
        survey: &Survey<'_>,
        workers: &dyn Workers,
    ) -> Result<Option<Vec<Sieve>>, Refusal> {
        let attendance = self.files.iter().find(|file| file.table == "attendance");
        match (survey.sieve(), attendance) {
            (Some(sieve), Some(file)) => file.sift(&sieve, workers).map(Some),
            (None, _) => Ok(Some(Vec::new())),
            (Some(_), None) => Ok(None),
        }
    }
}

/// A file whose rows are counted.
enum Rows {
    /// A text whose rows begin there.
    Lines { start: usize },
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
        let reader = ParquetReader::open(&path, file).map_err(Refusal::from)?;
        let columns = reader.columns();
        let wanted = facts.wanted(table, &columns);
        let header = Header::of_columns(facts, table, (file, &columns));
        return Ok(header.map(|header| (header, Rows::Columns { reader, wanted })));
    }
    let line = flow::header(&path)
        .map_err(|error| load::unreadable(&path, of_system(&error)))?;
    Ok(line.and_then(|line| {
        let start = line.len();
        let header = Header::new(facts, table, Source::from_bytes(file, line))?;
        Some((header, Rows::Lines { start }))
    }))
}

impl Counted {
    fn strips(
        &self,
        stream: &Stream,
        workers: &dyn Workers,
    ) -> Result<Option<Vec<Strip>>, Refusal> {
        match &self.rows {
            Rows::Lines { start } => {
                flow::lines(stream, self.table, (&self.path, *start), workers)
                    .map_err(|error| load::unreadable(&self.path, of_system(&error)))
            }
            Rows::Columns { reader, wanted } => {
                flow::batches(stream, self.table, (reader, wanted), workers)
                    .map_err(Refusal::from)
            }
        }
    }

    fn sift(&self, sieve: &Sieve, workers: &dyn Workers) -> Result<Vec<Sieve>, Refusal> {
        match &self.rows {
            Rows::Lines { start } => {
                flow::sift_lines(sieve, (&self.path, *start), workers)
                    .map_err(|error| load::unreadable(&self.path, of_system(&error)))
            }
            Rows::Columns { reader, wanted } => {
                flow::sift_batches(sieve, (reader, wanted), workers)
                    .map_err(Refusal::from)
            }
        }
    }
}

/// The tables whose rows may be counted as they go by.
const STREAMED: [&str; 3] = ["attendance", "gatherings", "visits"];
