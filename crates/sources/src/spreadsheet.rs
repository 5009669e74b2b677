//! Workbooks: the one sheet that holds something, as its cells were saved.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Seek};
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx};
use passmuster::{Addresses, Batch, BatchColumn, Batches};

use crate::refused::Refused;
use crate::sheet::Sheet;
use crate::{Wanted, number};

/// Bytes that a workbook may have when it is unpacked.
const UNPACKED_MOST: u64 = 1 << 29;
/// How many columns a table may have.
const COLUMNS_MOST: usize = 256;
/// Excel counts 1900-02-29, a day that never was, as its 60th.
const FIRST_SERIAL: f64 = 61.0;
/// The serial of the day after 9999-12-31.
const LAST_SERIAL: f64 = 2_958_466.0;

type Book = Xlsx<BufReader<File>>;

/// A workbook, and the one sheet of it that holds something.
fn open(path: &Path, name: &str) -> Result<(Book, String), Refused> {
    let fault = |fault: io::Error| Refused::file(name, fault);
    let mut file = File::open(path).map_err(fault)?;
    weigh(&mut file, name)?;
    file.rewind().map_err(fault)?;
    let mut book: Book =
        Reader::new(BufReader::new(file)).map_err(|fault| damaged(name, &fault))?;
    let sheet = only_sheet(&mut book, name)?;
    Ok((book, sheet))
}

/// The table of a workbook.
pub(crate) fn read(
    path: &Path,
    name: &str,
    wanted: Wanted<'_>,
) -> Result<Batches, Refused> {
    let (mut book, sheet) = open(path, name)?;
    let mut table = Table::new(name, &sheet, merged(&mut book, name, &sheet)?);
    let mut cells =
        book.worksheet_cells_reader(&sheet).map_err(|fault| damaged(name, &fault))?;
    while let Some(record) =
        cells.next_cell_with_formula_metadata().map_err(|fault| damaged(name, &fault))?
    {
        table.add(record.pos, record.value, record.formula.is_some(), wanted)?;
    }
    table.into_batches(wanted)
}

/// Every cell of the one sheet that holds something, for readers that find their own way.
pub(crate) fn cells(path: &Path, name: &str) -> Result<Sheet, Refused> {
    let (mut book, only) = open(path, name)?;
    let mut sheet = Sheet::new(name, &only);
    let mut cells =
        book.worksheet_cells_reader(&only).map_err(|fault| damaged(name, &fault))?;
    while let Some(cell) = cells.next_cell().map_err(|fault| damaged(name, &fault))? {
        let (row, column) = cell.get_position();
        if usize::try_from(column).is_ok_and(|column| column >= COLUMNS_MOST) {
            continue;
        }
        // What has no exact text is shown as it is: where a code is asked for, it is none.
        let value = cell.get_value();
        let text = text(value).unwrap_or_else(|_| format!("{value:?}"));
        sheet.put(row, column, text);
    }
    Ok(sheet)
}

fn damaged(name: &str, fault: &calamine::XlsxError) -> Refused {
    Refused::file(name, format_args!("it is no XLSX, or damaged: {fault}"))
}

/// Unpacks the archive to nowhere, so that one made to burst is refused.
fn weigh(file: &mut File, name: &str) -> Result<(), Refused> {
    let damaged = |fault: &dyn std::fmt::Display| {
        Refused::file(
            name,
            format_args!("it is no XLSX, damaged, or locked by a password: {fault}"),
        )
    };
    let mut archive = zip::ZipArchive::new(file).map_err(|fault| damaged(&fault))?;
    let mut left = UNPACKED_MOST;
    for nth in 0..archive.len() {
        let part = archive.by_index(nth).map_err(|fault| damaged(&fault))?;
        let mut part = io::Read::take(part, left + 1);
        let size =
            io::copy(&mut part, &mut io::sink()).map_err(|fault| damaged(&fault))?;
        left = left.checked_sub(size).ok_or_else(|| {
            let most = UNPACKED_MOST >> 20;
            let why =
                format!("unpacked it has more than {most} MiB; give CSV or Parquet");
            Refused::file(name, why)
        })?;
    }
    Ok(())
}

/// The sheet that holds something: there must be one alone.
fn only_sheet(book: &mut Book, name: &str) -> Result<String, Refused> {
    let sheets = book.sheets_metadata().to_vec();
    let mut full: Vec<String> = Vec::new();
    for sheet in sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut cells = book
            .worksheet_cells_reader(&sheet.name)
            .map_err(|fault| damaged(name, &fault))?;
        while let Some(cell) = cells.next_cell().map_err(|fault| damaged(name, &fault))? {
            if !is_blank(cell.get_value()) {
                full.push(sheet.name);
                break;
            }
        }
    }
    match full.as_slice() {
        [] => Err(Refused::file(name, "no sheet of it holds a cell")),
        [only] => Ok(only.clone()),
        several => {
            let shown: Vec<String> =
                several.iter().take(5).map(|sheet| format!("`{sheet}`")).collect();
            let more = several.len().saturating_sub(5);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            Err(Refused::file(
                name,
                format_args!(
                    "{} sheets of it hold cells, {}{more}, and nothing says which is \
                     meant; keep one sheet in a file, and look for hidden ones",
                    several.len(),
                    shown.join(", "),
                ),
            ))
        }
    }
}

/// Cells that were made one: first and last, as row and column.
type Merged = ((u32, u32), (u32, u32));

fn merged(book: &mut Book, name: &str, sheet: &str) -> Result<Vec<Merged>, Refused> {
    let regions =
        book.merge_cells_by_sheet_name(sheet).map_err(|fault| damaged(name, &fault))?;
    Ok(regions.into_iter().map(|region| (region.start, region.end)).collect())
}

fn is_blank(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::Empty => true,
        DataRef::String(text) => text.is_empty(),
        DataRef::SharedString(text) => text.is_empty(),
        _ => false,
    }
}

/// The letters of a column, counted from 0.
fn letters(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let letter = u32::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from_u32(u32::from('A') + letter).unwrap_or('A'));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

pub(crate) fn address((row, column): (u32, u32)) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

/// A sheet on its way to a table, cell by cell.
struct Table<'a> {
    file: &'a str,
    sheet: &'a str,
    merged: Vec<Merged>,
    /// The cell that came last: cells come row by row, from left to right.
    last: Option<(u32, u32)>,
    /// The row of the header and its first column.
    start: Option<(u32, u32)>,
    names: Vec<String>,
    /// Which columns are read; known when the header is whole.
    read: Vec<bool>,
    columns: Vec<Column>,
    /// The rows below the header that hold something.
    rows: Vec<u32>,
}

#[derive(Default)]
struct Column {
    texts: Vec<String>,
    known: HashMap<String, u32>,
    codes: Vec<u32>,
}

impl Column {
    fn put(&mut self, row: usize, text: String) {
        self.codes.resize(row, 0);
        let next = u32::try_from(self.texts.len() + 1).unwrap_or(u32::MAX);
        let code = *self.known.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            next
        });
        self.codes.push(code);
    }
}

impl<'a> Table<'a> {
    fn new(file: &'a str, sheet: &'a str, merged: Vec<Merged>) -> Self {
        Self {
            file,
            sheet,
            merged,
            last: None,
            start: None,
            names: Vec::new(),
            read: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn refused(&self, at: (u32, u32), why: &str) -> Refused {
        let (cell, sheet, file) = (address(at), self.sheet, self.file);
        Refused::at(format_args!("`{cell}` of sheet `{sheet}` in `{file}`"), why)
    }

    fn add(
        &mut self,
        at: (u32, u32),
        value: DataRef<'_>,
        formula: bool,
        wanted: Wanted<'_>,
    ) -> Result<(), Refused> {
        if self.last.is_some_and(|last| last >= at) {
            return Err(self.refused(at, "it stands behind a cell that comes after it"));
        }
        self.last = Some(at);
        if formula && matches!(value, DataRef::Empty) {
            return Err(self.refused(
                at,
                "its formula was never calculated; open the file in a spreadsheet program \
                 and save it",
            ));
        }
        if is_blank(&value) {
            return Ok(());
        }
        let (top, left) = *self.start.get_or_insert(at);
        if at.0 == top {
            return self.add_name(at, left, &value);
        }
        self.end_header(wanted)?;
        let nth = at.1.checked_sub(left).and_then(|nth| usize::try_from(nth).ok());
        let nth = nth.filter(|nth| *nth < self.names.len()).ok_or_else(|| {
            let row = top + 1;
            self.refused(at, &format!("nothing in row {row} names its column; empty it"))
        })?;
        if self.rows.last() != Some(&(at.0 + 1)) {
            self.rows.push(at.0 + 1);
        }
        if self.read.get(nth) == Some(&true) {
            let text = text(&value).map_err(|why| self.refused(at, why))?;
            let row = self.rows.len() - 1;
            if let Some(column) = self.columns.get_mut(nth) {
                column.put(row, text);
            }
        }
        Ok(())
    }

    fn add_name(
        &mut self,
        at: (u32, u32),
        left: u32,
        value: &DataRef<'_>,
    ) -> Result<(), Refused> {
        let nth = usize::try_from(at.1 - left).unwrap_or(usize::MAX);
        if nth >= COLUMNS_MOST {
            let why =
                format!("more than {COLUMNS_MOST} columns; keep those that are read");
            return Err(self.refused(at, &why));
        }
        // What stands blank between names has none.
        self.names.resize(nth, String::new());
        self.names.push(text(value).map_err(|why| self.refused(at, why))?);
        Ok(())
    }

    /// The header is whole: asks which columns are read, and looks for merged cells.
    fn end_header(&mut self, wanted: Wanted<'_>) -> Result<(), Refused> {
        if !self.read.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        self.read = wanted(&names);
        self.columns.resize_with(self.names.len(), Column::default);
        let Some((top, left)) = self.start else { return Ok(()) };
        let right = left + u32::try_from(self.names.len()).unwrap_or(u32::MAX) - 1;
        let within =
            |(from, to): &&Merged| to.0 >= top && from.1 <= right && to.1 >= left;
        match self.merged.iter().find(within) {
            None => Ok(()),
            Some((from, to)) => {
                let cells = format!("{}:{}", address(*from), address(*to));
                let (sheet, file) = (self.sheet, self.file);
                Err(Refused::at(
                    format_args!("`{cells}` of sheet `{sheet}` in `{file}`"),
                    "these cells are merged, so only the first has a text; split them, \
                     and let the first row name each column",
                ))
            }
        }
    }

    fn into_batches(mut self, wanted: Wanted<'_>) -> Result<Batches, Refused> {
        self.end_header(wanted)?;
        let (top, left) = self.start.unwrap_or_default();
        let count = self.rows.len();
        let columns = self.names.into_iter().zip(self.columns).zip(&self.read);
        let columns = columns.map(|((name, mut column), read)| {
            column.codes.resize(if *read { count } else { 0 }, 0);
            BatchColumn {
                name,
                texts: column.texts,
                codes: column.codes,
                ..BatchColumn::default()
            }
        });
        let columns: Vec<BatchColumn> = columns.collect();
        let at = (left..).take(columns.len());
        let mut batches = Batches::of_sheet(
            self.file,
            Addresses {
                sheet: self.sheet.to_owned(),
                letters: at.map(letters).collect(),
                header: top + 1,
                rows: self.rows,
            },
        );
        let pushed = batches.push(Batch { rows: count, columns });
        pushed.map_err(|fault| Refused::file(self.file, fault))?;
        Ok(batches)
    }
}

/// What stands in a cell, as CSV would write it.
fn text(value: &DataRef<'_>) -> Result<String, &'static str> {
    match value {
        DataRef::Empty => Ok(String::new()),
        DataRef::Int(number) => Ok(number.to_string()),
        DataRef::Float(number) => number::exact(*number).ok_or(
            "it is no number of at most 15 digits, 9 of them behind the point; round it, \
             or write it as a text",
        ),
        DataRef::String(text) => Ok(text.clone()),
        DataRef::SharedString(text) => Ok((*text).to_owned()),
        DataRef::Bool(truth) => Ok(if *truth { "yes" } else { "no" }.to_owned()),
        DataRef::DateTime(serial) => serial_text(serial),
        DataRef::DateTimeIso(text) => {
            let text = text.strip_suffix("T00:00:00").unwrap_or(text);
            Ok(text.to_owned())
        }
        DataRef::DurationIso(_) => Err("it is a duration, which no column holds"),
        DataRef::Error(_) => {
            Err("it holds the error of a formula; mend the formula, or write the value")
        }
    }
}

/// A serial is days and a part of a day: a clock time below one, and at midnight the day.
fn serial_text(serial: &ExcelDateTime) -> Result<String, &'static str> {
    let days = serial.as_f64();
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    let clock = number::clock(seconds, i64::from(milli) * 1_000_000);
    if (0.0..1.0).contains(&days) {
        return Ok(clock);
    }
    if serial.is_duration() {
        return Err("it is a duration of a day or more, which no column holds");
    }
    // By 1904 every serial is a day; by 1900 the first sixty are off by one.
    let miscounted = year < 1904 && days < FIRST_SERIAL;
    if miscounted || !(0.0..LAST_SERIAL).contains(&days) {
        return Err("it is no day from March 1900 to 9999");
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (seconds, milli) {
        (0, 0) => Ok(date),
        _ => Ok(format!("{date}T{clock}")),
    }
}
