//! Workbooks of OpenDocument: the archive, and the sheets in its `content.xml`.
//!
//! They are read here and not by calamine, which knows no merged cells in them and writes
//! out every repeat: a tag of a few bytes may stand for all the cells that a sheet can have.

mod cell;
mod content;

use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};

use passmuster::message::{Argument, Message};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::{Book, Merged, Take, Value as _, address, place_of_sheet};
use crate::refused::Refused;

use content::{Content, Seen};

/// What the archive says of itself.
const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
/// How many cells a sheet may hold, those included that a repeat stands for.
const CELLS_MOST: u32 = 1 << 24;
/// How many rows and columns a sheet may have.
const EDGE: (u64, u64) = (1 << 20, 1 << 14);

/// A workbook that was opened.
pub(super) struct OpenBook<'a> {
    file: &'a str,
    archive: ZipArchive<File>,
    /// Where the sheet that is meant stands among all, and its merged cells.
    sheet: (usize, Vec<Merged>),
}

impl<'a> OpenBook<'a> {
    pub(super) fn open(archive: File, file: &'a str) -> Result<Self, Refused> {
        let archive = ZipArchive::new(archive).map_err(|fault| faulty(file, &fault))?;
        let mut book = Self { file, archive, sheet: (0, Vec::new()) };
        let mut says = String::new();
        if let Some(part) = book.part("mimetype")? {
            let mut part = part.take(MIMETYPE.len() as u64 + 1);
            part.read_to_string(&mut says).map_err(|fault| faulty(file, &fault))?;
        }
        if says != MIMETYPE {
            return Err(Refused::file(file, Message::new("ods-mimetype")));
        }
        match book.is_locked()? {
            true => Err(Refused::file(file, Message::new("file-locked"))),
            false => Ok(book),
        }
    }

    fn part(&mut self, name: &str) -> Result<Option<ZipFile<'_, File>>, Refused> {
        match self.archive.by_name(name) {
            Ok(part) => Ok(Some(part)),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(fault) => Err(faulty(self.file, &fault)),
        }
    }

    /// Whether the manifest says that some part is encrypted.
    fn is_locked(&mut self) -> Result<bool, Refused> {
        let file = self.file;
        let Some(part) = self.part("META-INF/manifest.xml")? else { return Ok(false) };
        let mut reader = Reader::from_reader(BufReader::new(part));
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer);
            match event.map_err(|fault| faulty(file, &fault))? {
                Event::Start(tag) | Event::Empty(tag)
                    if tag.local_name().as_ref() == "encryption-data" =>
                {
                    return Ok(true);
                }
                Event::Eof => return Ok(false),
                _ => {}
            }
        }
    }

    fn content(&mut self) -> Result<Content<'a, impl BufRead>, Refused> {
        let file = self.file;
        let part = self.part("content.xml")?;
        let part = part.ok_or_else(|| damaged(file, Message::new("ods-no-content")))?;
        Ok(Content::new(file, BufReader::new(part)))
    }
}

fn damaged(file: &str, why: impl Into<Argument>) -> Refused {
    let damaged = Message::new("file-not-of-format").with("expected", "ODS");
    Refused::file(file, damaged.with("why", why))
}

/// The same in the words of whoever read it.
fn faulty(file: &str, fault: &dyn std::fmt::Display) -> Refused {
    damaged(file, fault.to_string())
}

impl Book for OpenBook<'_> {
    fn full(&mut self) -> Result<Vec<String>, Refused> {
        let mut full = Vec::new();
        let (mut nth, mut name, mut merged) = (0, String::new(), Vec::new());
        let (mut is_full, mut only) = (false, (0, Vec::new()));
        self.content()?.walk(&mut |seen| {
            match seen {
                Seen::Sheet(called) => {
                    nth += 1;
                    called.clone_into(&mut name);
                    merged = Vec::new();
                    is_full = false;
                }
                Seen::Merged(cells) => merged.push(cells),
                Seen::Row(row) => {
                    is_full |= row.cells.iter().any(|it| !it.value.is_blank())
                }
                Seen::End if is_full => {
                    full.push(std::mem::take(&mut name));
                    only = (nth, std::mem::take(&mut merged));
                }
                Seen::End => {}
            }
            Ok(())
        })?;
        self.sheet = only;
        Ok(full)
    }

    fn merged(&mut self, _: &str) -> Result<Vec<Merged>, Refused> {
        Ok(std::mem::take(&mut self.sheet.1))
    }

    fn each(&mut self, sheet: &str, take: Take<'_>) -> Result<(), Refused> {
        let (file, only) = (self.file, self.sheet.0);
        let (mut nth, mut left) = (0, CELLS_MOST);
        self.content()?.walk(&mut |seen| {
            let row = match seen {
                Seen::Sheet(_) => {
                    nth += 1;
                    return Ok(());
                }
                Seen::Row(row) if nth == only => row,
                _ => return Ok(()),
            };
            for at in row.at..row.at.saturating_add(row.repeated) {
                for cell in &row.cells {
                    for column in cell.at..cell.at.saturating_add(cell.repeated) {
                        let at =
                            within(at, column).ok_or_else(|| too_far(file, sheet))?;
                        left =
                            left.checked_sub(1).ok_or_else(|| too_many(file, sheet))?;
                        take(at, &cell.value)?;
                    }
                }
            }
            Ok(())
        })
    }
}

/// A place that a sheet can have.
fn within(row: u64, column: u64) -> Option<(u32, u32)> {
    let is_within = row < EDGE.0 && column < EDGE.1;
    let place = (u32::try_from(row).ok()?, u32::try_from(column).ok()?);
    is_within.then_some(place)
}

fn too_far(file: &str, sheet: &str) -> Refused {
    let last = address((1_048_575, 16_383));
    let why = Message::new("sheet-edge").with("most", last);
    Refused::at(place_of_sheet(sheet, file), why)
}

fn too_many(file: &str, sheet: &str) -> Refused {
    let why = Message::new("sheet-many-cells").with("most", i64::from(CELLS_MOST));
    Refused::at(place_of_sheet(sheet, file), why)
}
