//! The files of other systems that `facts.yaml` names as sources of tables.

use std::path::Path;

use passmuster::words::json::{Input, Role};
use passmuster::{FactsBuilder, Intake};
use passmuster_sources::{FileKind, Format, Opened, Sheet, Systems};

use crate::exit::Refusal;
use crate::people::People;

use super::digest::{digest, digest_of_file};
use super::{inner, read, unread_format};

/// Opens the files, and adds what they come to.
pub(super) fn add(
    builder: FactsBuilder,
    folder: &Path,
    mut systems: Systems,
    inputs: &mut Vec<Input>,
    people: &People,
) -> Result<FactsBuilder, Refusal> {
    for (file, kind) in systems.files() {
        inner(&file)?;
        let path = folder.join(&file);
        let opened = match (kind, Format::of_name(&file)) {
            (FileKind::Grid, Some(Format::Workbook(kind))) => {
                let sha256 = digest_of_file(&path)?;
                let (name, role) = (file.clone(), Some(Role::Table));
                inputs.push(Input { name, role, sha256, rows: None });
                let sheet = Sheet::read(&path, &file, kind);
                Opened::Sheet(sheet.map_err(|why| people.unreadable(&why))?)
            }
            (_, Some(_)) => return Err(unread_format(&file)),
            (kind, None) => {
                let intake = match kind {
                    FileKind::Records => Intake::of_records(&file),
                    FileKind::Lines | FileKind::Grid => Intake::of_table(&file),
                };
                let text = read(&path, intake)?;
                let sha256 = digest(text.bytes());
                let (name, role) = (file.clone(), Some(Role::Table));
                inputs.push(Input { name, role, sha256, rows: None });
                Opened::Text(text)
            }
        };
        systems.open(file, opened);
    }
    systems.give(builder).map_err(|told| people.refusal(told))
}
