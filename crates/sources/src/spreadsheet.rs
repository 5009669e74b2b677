//! Workbooks: the one sheet that holds something, as its cells were saved.

mod ods;
mod table;
mod xlsx;

use std::fmt;
use std::fs::File;
use std::io;
use std::path::Path;

use passmuster::Batches;
use passmuster::message::Message;

use crate::refused::Refused;
use crate::sheet::Sheet;
use crate::{Wanted, Workbook};

use ods::OpenBook;
use table::Table;
use xlsx::ExcelBook;

/// Bytes that a workbook may have when it is unpacked.
const UNPACKED_MOST: u64 = 1 << 29;
/// How many columns a table may have.
const COLUMNS_MOST: usize = 256;

/// Cells that were made one: first and last, as row and column.
type Merged = ((u32, u32), (u32, u32));

/// Takes a cell of this row and column.
type Take<'a> = &'a mut dyn FnMut((u32, u32), &dyn Value) -> Result<(), Refused>;

/// A workbook that was opened.
trait Book {
    /// The sheets that hold something, hidden ones included.
    fn full(&mut self) -> Result<Vec<String>, Refused>;
    /// The merged cells of a sheet.
    fn merged(&mut self, sheet: &str) -> Result<Vec<Merged>, Refused>;
    /// Gives the cells of a sheet, row by row and from left to right.
    fn each(&mut self, sheet: &str, take: Take<'_>) -> Result<(), Refused>;
}

/// What was saved of a cell.
trait Value: fmt::Debug {
    /// Whether nothing stands in it.
    fn is_blank(&self) -> bool;
    /// Whether it has a formula, and no value of it.
    fn is_uncalculated(&self) -> bool;
    /// What stands in it, as CSV would write it; or why that has no text.
    fn text(&self) -> Result<String, Message>;
}

/// A workbook, and the one sheet of it that holds something.
fn open<'a>(
    path: &Path,
    name: &'a str,
    kind: Workbook,
) -> Result<(Box<dyn Book + 'a>, String), Refused> {
    let mut file = File::open(path).map_err(|fault| Refused::system(name, &fault))?;
    weigh(&mut file, name, kind)?;
    let mut book: Box<dyn Book + 'a> = match kind {
        Workbook::Xlsx => Box::new(ExcelBook::open(file, name)?),
        Workbook::Ods => Box::new(OpenBook::open(file, name)?),
    };
    let sheet = only_sheet(book.full()?, name)?;
    Ok((book, sheet))
}

/// The table of a workbook.
pub(crate) fn read(
    path: &Path,
    name: &str,
    kind: Workbook,
    wanted: Wanted<'_>,
) -> Result<Batches, Refused> {
    let (mut book, sheet) = open(path, name, kind)?;
    let mut table = Table::new(name, &sheet, book.merged(&sheet)?);
    book.each(&sheet, &mut |at, value| table.add(at, value, wanted))?;
    table.into_batches(wanted)
}

/// Every cell of the one sheet that holds something, for readers that find their own way.
pub(crate) fn cells(path: &Path, name: &str, kind: Workbook) -> Result<Sheet, Refused> {
    let (mut book, only) = open(path, name, kind)?;
    let mut sheet = Sheet::new(name, &only);
    book.each(&only, &mut |(row, column), value| {
        if usize::try_from(column).is_ok_and(|column| column < COLUMNS_MOST) {
            // What has no exact text is shown as it is: where a code is asked for, it is
            // none.
            let text = value.text().unwrap_or_else(|_| format!("{value:?}"));
            sheet.put(row, column, text);
        }
        Ok(())
    })?;
    Ok(sheet)
}

/// Unpacks the archive to nowhere, so that one made to burst is refused.
fn weigh(file: &mut File, name: &str, kind: Workbook) -> Result<(), Refused> {
    let damaged = |fault: &dyn fmt::Display| {
        let why = Message::new("file-no-archive").with("expected", kind.to_string());
        Refused::file(name, why.with("why", fault.to_string()))
    };
    let mut archive = zip::ZipArchive::new(file).map_err(|fault| damaged(&fault))?;
    let mut left = UNPACKED_MOST;
    for nth in 0..archive.len() {
        let part = archive.by_index(nth).map_err(|fault| damaged(&fault))?;
        let mut part = io::Read::take(part, left + 1);
        let size =
            io::copy(&mut part, &mut io::sink()).map_err(|fault| damaged(&fault))?;
        left = left.checked_sub(size).ok_or_else(|| {
            let most = i64::try_from(UNPACKED_MOST >> 20).unwrap_or(i64::MAX);
            Refused::file(name, Message::new("file-unpacked").with("most", most))
        })?;
    }
    Ok(())
}

/// The sheet that holds something: there must be one alone.
fn only_sheet(full: Vec<String>, name: &str) -> Result<String, Refused> {
    match full.as_slice() {
        [] => Err(Refused::file(name, Message::new("file-no-sheet"))),
        [only] => Ok(only.clone()),
        several => {
            let names: Vec<String> =
                several.iter().map(|sheet| format!("`{sheet}`")).collect();
            let why = Message::new("file-many-sheets").with("number", names.len());
            Err(Refused::file(name, why.with("names", names)))
        }
    }
}

/// What is said of a formula without a value.
fn uncalculated() -> Message {
    Message::new("cell-uncalculated")
}

/// What is said of a number that a cell does not hold exactly.
fn inexact() -> Message {
    Message::new("cell-inexact")
}

/// Where a cell stands, or several that are one.
fn place(cells: &str, sheet: &str, file: &str) -> Message {
    let place = Message::new("place-cell").with("cell", cells);
    place.with("sheet", sheet).with("file", file)
}

/// Which sheet of a file.
fn place_of_sheet(sheet: &str, file: &str) -> Message {
    Message::new("place-sheet").with("sheet", sheet).with("file", file)
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
