//! Verdicts where nobody asks for people: from rows that are counted and not kept, where
//! that is enough.

use std::path::Path;

use passmuster::workers::Workers;
use passmuster::{Law, Rulebook, Verdicts};

use passmuster_sources::Format;

use crate::args::Check;
use crate::exit::Refusal;
use crate::{flow, load};

/// The verdicts of a large flat attendance file; `None` where its rows must be kept, or
/// where there is anything to say of it.
pub(super) fn streamed(
    asked: &Check,
    rulebook: &Rulebook,
    law: &Law,
    workers: &dyn Workers,
) -> Result<Option<Verdicts>, Refusal> {
    let folder = asked.facts.as_path();
    let listed = load::listed(folder)?;
    if listed.systems.is_some() {
        return Ok(None);
    }
    let mut attendance = listed.tables.iter().filter(|(table, _)| *table == ATTENDANCE);
    let (Some((_, file)), None) = (attendance.next(), attendance.next()) else {
        return Ok(None);
    };
    let path = folder.join(file);
    if !path.is_file() || Format::of_name(file).is_some() {
        return Ok(None);
    }
    let mut facts = rulebook.facts();
    if let Some(settings) = listed.settings {
        facts = facts.settings(settings);
    }
    // Figures name no files, so nobody asks for their digests.
    let mut inputs = Vec::new();
    for (table, other) in listed.tables.iter().filter(|(table, _)| *table != ATTENDANCE) {
        facts = load::add(facts, folder, (*table, other.clone()), &mut inputs)?;
    }
    let fault = |error: std::io::Error| unreadable(&path, &error);
    let Some(header) = flow::header(&path).map_err(fault)? else { return Ok(None) };
    let Some(stream) = law.stream(facts, file, &header) else { return Ok(None) };
    let strips = flow::strips(&stream, &path, header.len(), workers).map_err(fault)?;
    let Some(strips) = strips else { return Ok(None) };
    let period = super::days(&asked.asked)?;
    Ok(stream.verdicts(strips, period, workers)?)
}

const ATTENDANCE: &str = "attendance";

fn unreadable(path: &Path, error: &std::io::Error) -> Refusal {
    Refusal::new(format!("`{}` cannot be read: {error}", path.display()))
}
