//! Workbooks of Excel: their sheets and cells.

use std::fmt;
use std::fs::File;
use std::io::{BufReader, Seek};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx};
use passmuster::message::Message;

use super::{Book, Merged, Take, Value, inexact, uncalculated};
use crate::number;
use crate::refused::Refused;

/// Excel counts 1900-02-29, a day that never was, as its 60th.
const FIRST_SERIAL: f64 = 61.0;
/// The serial of the day after 9999-12-31.
const LAST_SERIAL: f64 = 2_958_466.0;

/// A workbook that was opened.
pub(super) struct ExcelBook<'a> {
    file: &'a str,
    book: Xlsx<BufReader<File>>,
}

impl<'a> ExcelBook<'a> {
    pub(super) fn open(mut archive: File, file: &'a str) -> Result<Self, Refused> {
        archive.rewind().map_err(|fault| Refused::system(file, &fault))?;
        let book = Reader::new(BufReader::new(archive));
        Ok(Self { file, book: book.map_err(|fault| damaged(file, &fault))? })
    }
}

fn damaged(file: &str, fault: &calamine::XlsxError) -> Refused {
    let why = Message::new("file-not-of-format").with("expected", "XLSX");
    Refused::file(file, why.with("why", fault.to_string()))
}

impl Book for ExcelBook<'_> {
    fn full(&mut self) -> Result<Vec<String>, Refused> {
        let damaged = |fault| damaged(self.file, &fault);
        let sheets = self.book.sheets_metadata().to_vec();
        let mut full = Vec::new();
        for sheet in sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet)
        {
            let mut cells =
                self.book.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
            while let Some(cell) = cells.next_cell().map_err(damaged)? {
                if !is_blank(cell.get_value()) {
                    full.push(sheet.name);
                    break;
                }
            }
        }
        Ok(full)
    }

    fn merged(&mut self, sheet: &str) -> Result<Vec<Merged>, Refused> {
        let regions = self.book.merge_cells_by_sheet_name(sheet);
        let regions = regions.map_err(|fault| damaged(self.file, &fault))?;
        Ok(regions.into_iter().map(|region| (region.start, region.end)).collect())
    }

    fn each(&mut self, sheet: &str, take: Take<'_>) -> Result<(), Refused> {
        let damaged = |fault| damaged(self.file, &fault);
        let mut cells = self.book.worksheet_cells_reader(sheet).map_err(damaged)?;
        while let Some(record) =
            cells.next_cell_with_formula_metadata().map_err(damaged)?
        {
            let formula = record.formula.is_some();
            take(record.pos, &Saved { value: record.value, formula })?;
        }
        Ok(())
    }
}

/// What was saved of a cell.
struct Saved<'a> {
    value: DataRef<'a>,
    formula: bool,
}

impl fmt::Debug for Saved<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_uncalculated() {
            true => f.write_str("Uncalculated"),
            false => self.value.fmt(f),
        }
    }
}

impl Value for Saved<'_> {
    fn is_blank(&self) -> bool {
        is_blank(&self.value)
    }

    fn is_uncalculated(&self) -> bool {
        self.formula && matches!(self.value, DataRef::Empty)
    }

    fn text(&self) -> Result<String, Message> {
        match self.is_uncalculated() {
            true => Err(uncalculated()),
            false => text(&self.value),
        }
    }
}

fn is_blank(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::Empty => true,
        DataRef::String(text) => text.is_empty(),
        DataRef::SharedString(text) => text.is_empty(),
        _ => false,
    }
}

fn text(value: &DataRef<'_>) -> Result<String, Message> {
    match value {
        DataRef::Empty => Ok(String::new()),
        DataRef::Int(number) => Ok(number.to_string()),
        DataRef::Float(number) => number::exact(*number).ok_or_else(inexact),
        DataRef::String(text) => Ok(text.clone()),
        DataRef::SharedString(text) => Ok((*text).to_owned()),
        DataRef::Bool(truth) => Ok(if *truth { "yes" } else { "no" }.to_owned()),
        DataRef::DateTime(serial) => serial_text(serial),
        DataRef::DateTimeIso(text) => {
            let text = text.strip_suffix("T00:00:00").unwrap_or(text);
            Ok(text.to_owned())
        }
        DataRef::DurationIso(_) => Err(Message::new("cell-duration")),
        DataRef::Error(_) => Err(Message::new("cell-formula-error")),
    }
}

/// A serial is days and a part of a day: a clock time below one, and at midnight the day.
fn serial_text(serial: &ExcelDateTime) -> Result<String, Message> {
    let days = serial.as_f64();
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    let clock = number::clock(seconds, i64::from(milli) * 1_000_000);
    if (0.0..1.0).contains(&days) {
        return Ok(clock);
    }
    if serial.is_duration() {
        return Err(Message::new("cell-long-duration"));
    }
    // By 1904 every serial is a day; by 1900 the first sixty are off by one.
    let miscounted = year < 1904 && days < FIRST_SERIAL;
    if miscounted || !(0.0..LAST_SERIAL).contains(&days) {
        return Err(Message::new("cell-day-of-serial"));
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (seconds, milli) {
        (0, 0) => Ok(date),
        _ => Ok(format!("{date}T{clock}")),
    }
}
