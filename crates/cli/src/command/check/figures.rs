//! Verdicts where nobody asks for people: from rows that are counted and not kept, where
//! that is enough.

use std::path::Path;

use passmuster::stream::Header;
use passmuster::workers::Workers;
use passmuster::{Law, Rulebook, Source, Verdicts};
use passmuster_sources::Format;

use crate::args::Check;
use crate::exit::Refusal;
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
    // Beside a register somebody may have no row.
    if listed.tables.iter().any(|(table, _)| *table == "people") {
        return Ok(None);
    }
    let count =
        |table: &str| listed.tables.iter().filter(|(own, _)| *own == table).count();
    let (streams, kept): (Vec<_>, Vec<_>) =
        listed.tables.iter().cloned().partition(|(table, file)| {
            STREAMED.contains(table)
                && count(table) == 1
                && folder.join(file).is_file()
                && Format::of_name(file).is_none()
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
        let path = folder.join(&file);
        let line = flow::header(&path).map_err(|error| unreadable(&path, &error))?;
        let Some(line) = line else { return Ok(None) };
        let start = line.len();
        let line = Source::from_bytes(&file, line);
        let Some(header) = Header::new(&facts, table, line) else { return Ok(None) };
        headers.push(header);
        files.push((table, path, start));
    }
    if files.is_empty() {
        return Ok(None);
    }
    let stream = law.stream(facts, headers);
    let mut all = Vec::new();
    for (table, path, start) in files {
        let strips = flow::strips(&stream, table, (&path, start), workers);
        match strips.map_err(|error| unreadable(&path, &error))? {
            Some(strips) => all.extend(strips),
            None => return Ok(None),
        }
    }
    let period = super::days(&asked.asked)?;
    Ok(stream.verdicts(all, period, workers)?)
}

/// The tables whose rows may be counted as they go by.
const STREAMED: [&str; 3] = ["attendance", "gatherings", "visits"];

fn unreadable(path: &Path, error: &std::io::Error) -> Refusal {
    Refusal::new(format!("`{}` cannot be read: {error}", path.display()))
}
