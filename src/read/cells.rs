//! CSV, structs and batches to cells: for each column one code a row, and each text once.
//!
//! The only file that names the `csv` crate. That crate is lenient where tables must not
//! be, so bytes and quotes are checked before it reads.

mod batches;
mod bytes;
mod intern;
mod rows;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::message::Message;
use crate::read::faults::Faults;
use crate::source::{Place, Source, Span};

pub use batches::{Addresses, Batch, BatchColumn, Batches};
pub use bytes::text_of_table;
pub(crate) use intern::Interner;
pub(crate) use rows::sheet_of_rows;

/// How many columns a table may have.
const COLUMNS_MOST: usize = 256;
/// How many bytes one cell may have.
pub(super) const CELL_MOST: usize = 4096;
/// How many bytes a table may have: spans count them in 32 bits.
pub(super) const BYTES_MOST: usize = u32::MAX as usize;

/// The cells of one CSV text, of the structs of one call, or of batches.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    origin: Origin,
    /// The columns in the order of the file.
    pub(crate) header: Vec<Head>,
    /// The cells, column by column; `None` for a column that nobody wants.
    pub(crate) columns: Vec<Option<TextColumn>>,
    /// How many rows there are below the header.
    pub(crate) len: usize,
}

/// The name of a column and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) name: String,
    pub(crate) span: Span,
}

impl Head {
    /// Whether it looks like the name of a column, and like nobody's name, address, day or
    /// number: small letters of ASCII, with signs that join words. Of a table without a
    /// header the first row is taken for one, and no other name of it is quoted.
    pub(crate) fn is_plain(&self) -> bool {
        let joins = |sign: char| matches!(sign, '_' | '-');
        self.name.chars().all(|sign| sign.is_ascii_lowercase() || joins(sign))
    }
}

/// The cells of one column, as texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextColumn {
    pub(crate) codes: Vec<u32>,
    pub(crate) texts: Interner,
}

#[derive(Debug, Clone)]
enum Origin {
    Csv {
        source: Source,
        delimiter: u8,
        /// The byte at which the reader began each row; line ends may come first.
        starts: Vec<u32>,
    },
    Rows {
        table: String,
        /// Which of the rows given each row is, counted from 1: refused ones are left out.
        numbers: Vec<u32>,
    },
    Batches {
        file: String,
        /// Where the cells stand, if the file is a sheet with addresses.
        addresses: Option<Addresses>,
    },
    /// Rows that were made of what stands at these places.
    Placed { table: String, places: Vec<Place> },
}

impl Sheet {
    /// The place of a cell.
    pub(crate) fn place(&self, row: usize, column: usize) -> Place {
        match &self.origin {
            Origin::Csv { source, delimiter, starts } => {
                let start = starts.get(row).copied().unwrap_or(0) as usize;
                Place::new(
                    source,
                    span_of_cell(source.bytes(), start, *delimiter, column),
                )
            }
            Origin::Rows { table, .. } => {
                let name = self.header.get(column).map_or("", |head| head.name.as_str());
                let number = self.number(row);
                named(&format!("row {number} of `{table}`, column `{name}`"))
            }
            Origin::Batches { file, addresses: Some(addresses) } => {
                named(&addresses.cell(file, self.number(row), column))
            }
            Origin::Placed { table, places } => {
                places.get(row).cloned().unwrap_or_else(|| named(table))
            }
            Origin::Batches { file, addresses: None } => {
                let name = self.header.get(column).map_or("", |head| head.name.as_str());
                named(&format!("row {} of `{file}`, column `{name}`", row + 1))
            }
        }
    }

    /// The place of a row as a whole.
    pub(crate) fn row_place(&self, row: usize) -> Place {
        match &self.origin {
            Origin::Csv { .. } | Origin::Placed { .. } => self.place(row, 0),
            Origin::Rows { table, .. } => {
                named(&format!("row {} of `{table}`", self.number(row)))
            }
            Origin::Batches { file, addresses } => {
                let whole = batches::whole(file, addresses.as_ref());
                named(&format!("row {} of {whole}", self.number(row)))
            }
        }
    }

    /// The number of a row as its file or caller counts, from 1.
    pub(crate) fn number(&self, row: usize) -> usize {
        match &self.origin {
            Origin::Csv { .. } | Origin::Placed { .. } => row + 1,
            Origin::Rows { numbers, .. } => {
                numbers.get(row).map_or(0, |number| *number as usize)
            }
            Origin::Batches { addresses, .. } => {
                addresses.as_ref().map_or(row + 1, |addresses| addresses.number(row))
            }
        }
    }

    /// The place of the header.
    pub(crate) fn header_place(&self) -> Place {
        match &self.origin {
            Origin::Csv { source, .. } => {
                let start = self.header.first().map_or(0, |head| head.span.start);
                let end = self.header.last().map_or(0, |head| head.span.end);
                Place::new(source, Span { start, end })
            }
            Origin::Rows { table, .. } | Origin::Placed { table, .. } => {
                named(&format!("the rows of `{table}`"))
            }
            Origin::Batches { file, addresses } => {
                let whole = batches::whole(file, addresses.as_ref());
                named(&match addresses {
                    Some(addresses) => format!("row {} of {whole}", addresses.header),
                    None => format!("the columns of {whole}"),
                })
            }
        }
    }

    /// How a column is called by where it stands: by its letters in a spreadsheet, else by its
    /// number; beside others with the file.
    pub(crate) fn column_name(&self, column: usize, beside_others: bool) -> String {
        let number = (column + 1).to_string();
        let (name, file) = match &self.origin {
            Origin::Csv { source, .. } => (number, format!("`{}`", source.name())),
            Origin::Rows { table, .. } | Origin::Placed { table, .. } => {
                (number, format!("`{table}`"))
            }
            Origin::Batches { file, addresses } => {
                let letters = addresses.as_ref().and_then(|own| own.letters.get(column));
                let whole = batches::whole(file, addresses.as_ref());
                (letters.cloned().unwrap_or(number), whole)
            }
        };
        if beside_others { format!("{name} ({file})") } else { name }
    }

    /// Whether its rows were made of what stands elsewhere.
    pub(crate) fn is_made(&self) -> bool {
        matches!(self.origin, Origin::Placed { .. })
    }

    /// Forgets the cells, and keeps only where they stood.
    pub(crate) fn drop_cells(&mut self) {
        self.columns = Vec::new();
    }
}

/// A place that is no text, such as a row of structs.
fn named(name: &str) -> Place {
    Place::new(&Source::without_text(name), Span::default())
}

/// The bytes of a cell, found by walking its row from the start.
pub fn span_of_cell(text: &[u8], start: usize, delimiter: u8, column: usize) -> Span {
    let rest = text.get(start..).unwrap_or_default();
    let skipped = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let mut from = start + skipped;
    let (mut nth, mut quoted) = (0, false);
    let mut end = from;
    for byte in text.get(from..).unwrap_or_default() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            byte if *byte == delimiter && !quoted => {
                if nth == column {
                    break;
                }
                nth += 1;
                from = end + 1;
            }
            _ => {}
        }
        end += 1;
    }
    Span::new(from, end)
}

/// Reads CSV; `wanted` says of a column's name whether anybody reads it.
///
/// `None` if the text is so broken that its cells cannot be told apart.
pub(crate) fn sheet_of_csv(
    source: &Source,
    delimiter: u8,
    wanted: &dyn Fn(&str) -> bool,
    faults: &mut Faults,
) -> Option<Sheet> {
    if source.bytes().len() > BYTES_MOST {
        let message = Message::new("facts-file-too-large");
        faults.push(Diagnostic::new(Code::TooMuch, message, source, Span::default()));
        return None;
    }
    let start = bytes::text_start(source, faults)?;
    bytes::check_quotes(source, delimiter, start, faults)?;
    let body = source.bytes().get(start..).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(1 << 16)
        .from_reader(body);
    let mut record = csv::ByteRecord::new();
    // OK because reading bytes from memory into records of any length cannot fail.
    if !reader.read_byte_record(&mut record).unwrap_or(false) {
        let message = Message::new("facts-file-empty");
        let help = Message::new("facts-file-empty-help");
        faults.push(
            Diagnostic::new(Code::Header, message, source, Span::default()).help(help),
        );
        return None;
    }
    let header = header(source, &record, start, delimiter);
    check_header(source, &header, delimiter, faults)?;
    let mut columns: Vec<Option<TextColumn>> =
        header.iter().map(|head| wanted(&head.name).then(TextColumn::default)).collect();
    let mut starts: Vec<u32> = Vec::new();
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let at = record.position().map_or(0, csv::Position::byte) as usize + start;
        if record.len() != header.len() {
            let ends_dos = record.len() == 1 && record.get(0) == Some(b"\x1a");
            faults.push(match ends_dos {
                true => end_mark(source, at, delimiter),
                false => wrong_width(source, at, delimiter, &header, record.len()),
            });
            continue;
        }
        // OK because the file is shorter than 4 GiB.
        let row = starts.len() as u32;
        for (column, cell) in columns.iter_mut().zip(&record) {
            if let Some(column) = column {
                let code = column.texts.code(cell, row);
                column.codes.push(code);
            }
        }
        starts.push(at as u32);
    }
    let len = starts.len();
    let origin = Origin::Csv { source: source.clone(), delimiter, starts };
    Some(Sheet { origin, header, columns, len })
}

fn header(
    source: &Source,
    record: &csv::ByteRecord,
    start: usize,
    delimiter: u8,
) -> Vec<Head> {
    let heads = record.iter().enumerate().take(COLUMNS_MOST + 1);
    let head = |(nth, name): (usize, &[u8])| Head {
        name: String::from_utf8_lossy(name).into_owned(),
        span: span_of_cell(source.bytes(), start, delimiter, nth),
    };
    heads.map(head).collect()
}

/// The mark by which DOS ended files, alone in the last row.
fn end_mark(source: &Source, at: usize, delimiter: u8) -> Diagnostic {
    let message = Message::new("control-character").with("code", "U+001A");
    let span = span_of_cell(source.bytes(), at, delimiter, 0);
    Diagnostic::new(Code::ControlCharacter, message, source, span)
}

fn wrong_width(
    source: &Source,
    at: usize,
    delimiter: u8,
    header: &[Head],
    found: usize,
) -> Diagnostic {
    let message = Message::new("facts-field-count")
        .with("found", found)
        .with("expected", header.len());
    let help = if found > header.len() {
        Message::new("facts-field-count-more-help")
            .with("delimiter", delimiter_word(delimiter))
    } else {
        Message::new("facts-field-count-fewer-help")
    };
    let last = header.len().min(found).saturating_sub(1);
    let span = span_of_cell(source.bytes(), at, delimiter, last);
    Diagnostic::new(Code::FieldCount, message, source, span).help(help)
}

/// How a delimiter is called in `facts.yaml` and in messages.
pub(crate) fn delimiter_word(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "tab".to_owned(),
        other => char::from(other).to_string(),
    }
}

/// Whether the names of the columns can be read; says what is wrong with them.
fn check_header(
    source: &Source,
    header: &[Head],
    delimiter: u8,
    faults: &mut Faults,
) -> Option<()> {
    let first = header.first()?;
    if let Some(found) = other_delimiter(header, first, delimiter) {
        let message = Message::new("facts-delimiter")
            .with("found", found.as_str())
            .with("expected", delimiter_word(delimiter));
        let help = Message::new("facts-delimiter-help").with("found", found);
        faults.push(
            Diagnostic::new(Code::Delimiter, message, source, first.span).help(help),
        );
        return None;
    }
    check_names(header, &|head| Place::new(source, head.span), faults)
}

/// Whether the names of the columns are in order, wherever they were read.
fn check_names(
    header: &[Head],
    place: &dyn Fn(&Head) -> Place,
    faults: &mut Faults,
) -> Option<()> {
    let before = faults.errors();
    if let (true, Some(first)) = (header.len() > COLUMNS_MOST, header.first()) {
        let message = Message::new("facts-too-many-columns").with("most", COLUMNS_MOST);
        faults.push(
            Diagnostic::at(Code::TooMuch, message, &place(first))
                .help(Message::new("facts-too-many-columns-help")),
        );
        return None;
    }
    let mut seen = BTreeMap::new();
    for (nth, head) in header.iter().enumerate() {
        if head.name.len() > CELL_MOST {
            let message = Message::new("facts-head-long").with("most", CELL_MOST);
            faults.push(Diagnostic::at(Code::LongCell, message, &place(head)));
            continue;
        }
        let first = *seen.entry(head.name.as_str()).or_insert(nth);
        let fault = if head.name.trim().is_empty() {
            Some((Message::new("facts-head-blank"), "facts-head-blank-help"))
        } else if head.name.trim() != head.name {
            Some((Message::new("facts-head-spaces"), "facts-head-spaces-help"))
        } else if head.name.chars().any(is_hidden) {
            Some((Message::new("facts-head-hidden"), "facts-head-hidden-help"))
        } else if first < nth {
            let message = Message::new("facts-head-twice").with("first", first + 1);
            Some((message, "facts-head-twice-help"))
        } else {
            None
        };
        if let Some((message, help)) = fault {
            let message = message.with("at", nth + 1);
            let fault = Diagnostic::at(Code::Header, message, &place(head));
            faults.push(fault.help(Message::new(help)));
        }
    }
    (faults.errors() == before).then_some(())
}

/// Whether a character cannot be seen, and so cannot be meant.
fn is_hidden(character: char) -> bool {
    character.is_control() || super::bytes::fault_of(character).is_some()
}

/// The delimiter that the file seems to use instead of the expected one.
fn other_delimiter(header: &[Head], first: &Head, delimiter: u8) -> Option<String> {
    let line = first.name.to_ascii_lowercase();
    if let Some(named) = line.strip_prefix("sep=") {
        // What follows may be anything; a delimiter is one sign.
        let sign = named.chars().next().filter(|_| named.chars().count() == 1);
        return Some(match sign.unwrap_or(',') {
            '\t' => "tab".to_owned(),
            sign => sign.to_string(),
        });
    }
    if header.len() > 1 {
        return None;
    }
    let other = |byte: &u8| *byte != delimiter && first.name.as_bytes().contains(byte);
    b";,\t|".iter().find(|byte| other(byte)).map(|byte| delimiter_word(*byte))
}

#[cfg(test)]
mod tests;
