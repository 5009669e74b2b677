//! Cells of CSV or of a sheet, as they stand there, each with its place.

use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::Message;
use passmuster::source::{Place, Source};
use passmuster::{Faults, span_of_cell, text_of_table};

use super::reading::Opened;
use crate::sheet::Sheet;

/// Rows of cells.
#[derive(Debug)]
pub(crate) struct Cells<'a> {
    origin: Origin<'a>,
    /// For each row where it begins in the text, or its number in the sheet; and its cells.
    pub(crate) rows: Vec<(usize, Vec<String>)>,
}

#[derive(Debug)]
enum Origin<'a> {
    Csv(&'a Source, u8),
    Sheet(&'a Sheet),
}

impl<'a> Cells<'a> {
    /// The cells of a sheet, or of a text by this delimiter.
    pub(crate) fn of(opened: &'a Opened, delimiter: u8, faults: &mut Faults) -> Self {
        match opened {
            Opened::Text(source) => Self::of_csv(source, delimiter, faults),
            Opened::Sheet(sheet) => {
                let rows = sheet.rows.iter();
                let rows = rows.map(|(number, cells)| (*number as usize, cells.clone()));
                Self { origin: Origin::Sheet(sheet), rows: rows.collect() }
            }
        }
    }

    fn of_csv(source: &'a Source, delimiter: u8, faults: &mut Faults) -> Self {
        let mut rows = Vec::new();
        let text = text_of_table(source, faults);
        if let Some((skipped, text)) = text {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(text.as_bytes());
            let mut record = csv::StringRecord::new();
            // OK because a text that was checked to be UTF-8 can be read to its end.
            while reader.read_record(&mut record).unwrap_or(false) {
                let at = record.position().map_or(0, csv::Position::byte) as usize;
                let cells = record.iter().map(str::to_owned).collect();
                rows.push((at + skipped, cells));
            }
        }
        Self { origin: Origin::Csv(source, delimiter), rows }
    }

    /// The place of a cell.
    pub(crate) fn place(&self, row: usize, column: usize) -> Place {
        let at = self.rows.get(row).map_or(0, |(at, _)| *at);
        match self.origin {
            Origin::Csv(source, delimiter) => {
                let span = span_of_cell(source.bytes(), at, delimiter, column);
                Place::new(source, span)
            }
            Origin::Sheet(sheet) => {
                let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
                sheet.place(number(at), number(column))
            }
        }
    }

    /// A cell without the spaces around it.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        let cells = self.rows.get(row).map(|(_, cells)| cells);
        cells.and_then(|cells| cells.get(column)).map_or("", |cell| cell.trim())
    }

    /// How many cells a row has.
    pub(crate) fn width(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |(_, cells)| cells.len())
    }

    /// Tells what is wrong with a cell.
    pub(crate) fn fault(
        &self,
        (row, column): (usize, usize),
        (code, message, help): (Code, Message, Message),
        faults: &mut Faults,
    ) {
        let place = self.place(row, column);
        faults.push(Diagnostic::at(code, message, &place).help(help));
    }
}
