//! Workbooks made for tests: the same cells as XLSX and as ODS.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What `mimetype` says in a workbook of OpenDocument.
pub(crate) const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Text(String),
    Number(f64),
    Percent(f64),
    Bool(bool),
    /// A day, a moment or a clock time: the serial of one format, and the ISO of the other.
    Date(f64, &'static str),
    Time(f64, &'static str),
    /// A formula with the text that it came to.
    Formula(&'static str, &'static str),
    Error,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

/// A sheet on its way to a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    cells: BTreeMap<(u32, u16), Cell>,
    merged: Vec<[(u32, u16); 2]>,
}

impl Sheet {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    pub(crate) fn write(&mut self, row: u32, column: u16, cell: impl Into<Cell>) {
        self.cells.insert((row, column), cell.into());
    }

    /// Makes cells one; what stands in the first stays there.
    pub(crate) fn merge(&mut self, first: (u32, u16), last: (u32, u16)) {
        self.merged.push([first, last]);
    }

    fn fill_xlsx(&self, sheet: &mut Worksheet) {
        sheet.set_name(&self.name).unwrap().set_hidden(self.hidden);
        for [first, last] in &self.merged {
            let plain = Format::new();
            sheet.merge_range(first.0, first.1, last.0, last.1, "", &plain).unwrap();
        }
        for ((row, column), cell) in &self.cells {
            let (row, column) = (*row, *column);
            let number = |number: &f64, shown: &str| {
                (*number, Format::new().set_num_format(shown))
            };
            let (number, format) = match cell {
                Cell::Text(text) => {
                    sheet.write(row, column, text).unwrap();
                    continue;
                }
                Cell::Bool(truth) => {
                    sheet.write(row, column, *truth).unwrap();
                    continue;
                }
                Cell::Formula(formula, result) => {
                    let formula = Formula::new(formula).set_result(*result);
                    sheet.write(row, column, formula).unwrap();
                    continue;
                }
                Cell::Error => {
                    let formula = Formula::new("NA()").set_result("#N/A");
                    sheet.write(row, column, formula).unwrap();
                    continue;
                }
                Cell::Number(it) => (*it, Format::new()),
                Cell::Percent(it) => number(it, "0%"),
                Cell::Date(it, iso) if iso.contains('T') => {
                    number(it, "yyyy-mm-dd hh:mm:ss")
                }
                Cell::Date(it, _) => number(it, "dd/mm/yyyy"),
                Cell::Time(it, _) => number(it, "hh:mm:ss"),
            };
            sheet.write_with_format(row, column, number, &format).unwrap();
        }
    }

    /// The sheet as LibreOffice writes it: what is alike side by side is one tag, and a row
    /// and a column of blanks reach to the end of the sheet.
    fn ods(&self) -> String {
        let style = if self.hidden { "hidden" } else { "shown" };
        let mut text = format!(
            "<table:table table:name=\"{}\" table:style-name=\"{style}\">\
             <table:table-column table:number-columns-repeated=\"16384\"/>",
            escaped(&self.name)
        );
        let covered: Vec<(u32, u16)> =
            self.merged.iter().flat_map(|merged| inner(*merged)).collect();
        let rows = self.cells.keys().chain(&covered).map(|(row, _)| *row);
        let rows: std::collections::BTreeSet<u32> = rows.collect();
        let mut next = 0;
        for row in rows {
            if row > next {
                text.push_str(&blank_rows(row - next));
            }
            text.push_str("<table:table-row>");
            let last = self.cells.keys().chain(&covered).filter(|at| at.0 == row);
            let last = last.map(|(_, column)| *column).max().unwrap_or_default();
            let tags: Vec<String> =
                (0..=last).map(|column| self.tag((row, column), &covered)).collect();
            for alike in tags.chunk_by(|one, two| one == two) {
                let repeated = match alike.len() {
                    1 => String::new(),
                    count => format!(" table:number-columns-repeated=\"{count}\""),
                };
                text.push_str(&alike.first().unwrap().replacen('~', &repeated, 1));
            }
            let rest = 16_383 - last;
            write!(text, "<table:table-cell table:number-columns-repeated=\"{rest}\"/>")
                .unwrap();
            text.push_str("</table:table-row>");
            next = row + 1;
        }
        text + &blank_rows(1_048_576 - next) + "</table:table>"
    }

    /// A cell, with `~` where its repeats are written.
    fn tag(&self, at: (u32, u16), covered: &[(u32, u16)]) -> String {
        if covered.contains(&at) {
            return "<table:covered-table-cell~/>".to_owned();
        }
        let merged = self.merged.iter().find(|merged| merged[0] == at);
        let spans = merged.map_or(String::new(), |[first, last]| {
            format!(
                " table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
                last.1 - first.1 + 1,
                last.0 - first.0 + 1
            )
        });
        let (value, shown) = match self.cells.get(&at) {
            None => return format!("<table:table-cell~{spans}/>"),
            Some(Cell::Text(text)) => ("string\"".to_owned(), paragraphs(text)),
            Some(Cell::Number(it)) => {
                (format!("float\" office:value=\"{it}\""), it.to_string())
            }
            Some(Cell::Percent(it)) => {
                (format!("percentage\" office:value=\"{it}\""), format!("{it} of 1"))
            }
            Some(Cell::Bool(it)) => {
                (format!("boolean\" office:boolean-value=\"{it}\""), it.to_string())
            }
            Some(Cell::Date(_, iso)) => {
                (format!("date\" office:date-value=\"{iso}\""), (*iso).to_owned())
            }
            Some(Cell::Time(_, iso)) => {
                (format!("time\" office:time-value=\"{iso}\""), (*iso).to_owned())
            }
            Some(Cell::Formula(formula, result)) => (
                format!(
                    "string\" office:string-value=\"{}\" table:formula=\"of:={}\"",
                    escaped(result),
                    escaped(formula)
                ),
                escaped(result),
            ),
            Some(Cell::Error) => (
                "string\" office:string-value=\"\" table:formula=\"of:=NA()\" \
                 calcext:value-type=\"error\""
                    .to_owned(),
                "#N/A".to_owned(),
            ),
        };
        let shown = if shown.starts_with('<') {
            shown
        } else {
            format!("<text:p>{shown}</text:p>")
        };
        format!(
            "<table:table-cell~{spans} office:value-type=\"{value}>{shown}</table:table-cell>"
        )
    }
}

/// All merged cells but the first.
fn inner([first, last]: [(u32, u16); 2]) -> impl Iterator<Item = (u32, u16)> {
    let rows = first.0..=last.0;
    let cells = rows.flat_map(move |row| (first.1..=last.1).map(move |at| (row, at)));
    cells.filter(move |at| *at != first)
}

fn blank_rows(count: u32) -> String {
    format!(
        "<table:table-row table:number-rows-repeated=\"{count}\">\
         <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A text with its lines and its blanks, as they are written between tags.
fn paragraphs(text: &str) -> String {
    let blanks = |line: &str| {
        escaped(line).replace("  ", " <text:s/>").replace('\t', "<text:tab/>")
    };
    let lead = |line: &str| match line.strip_prefix(' ') {
        Some(rest) => format!("<text:s/>{}", blanks(rest)),
        None => blanks(line),
    };
    text.split('\n').map(|line| format!("<text:p>{}</text:p>", lead(line))).collect()
}

/// Saves a workbook as its name's ending says.
pub(crate) fn save(path: &Path, sheets: &[Sheet]) {
    if path.extension().is_some_and(|ending| ending == "xlsx") {
        let mut book = Workbook::new();
        for sheet in sheets {
            sheet.fill_xlsx(book.add_worksheet());
        }
        return book.save(path).unwrap();
    }
    let sheets: String = sheets.iter().map(Sheet::ods).collect();
    save_ods(path, &[("mimetype", MIMETYPE), ("content.xml", &content(&sheets))]);
}

/// The text of a workbook of OpenDocument with these sheets.
pub(crate) fn content(sheets: &str) -> String {
    let space = "urn:oasis:names:tc:opendocument:xmlns";
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <office:document-content xmlns:office=\"{space}:office:1.0\" \
         xmlns:table=\"{space}:table:1.0\" xmlns:text=\"{space}:text:1.0\" \
         xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\" \
         office:version=\"1.3\"><office:scripts/><office:body><office:spreadsheet>\
         <table:calculation-settings/>{sheets}<table:named-expressions/>\
         </office:spreadsheet></office:body></office:document-content>"
    )
}

/// Saves the parts of an archive.
pub(crate) fn save_ods(path: &Path, parts: &[(&str, &str)]) {
    let mut archive = ZipWriter::new(fs::File::create(path).unwrap());
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
}
