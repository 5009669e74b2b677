//! The monthly sheet of attendance, *bảng chấm công*: a row a person, a column a day.
//!
//! Its codes are the office's own, so each must have been given a meaning; and `+` says that
//! somebody worked, not where.

use std::collections::BTreeMap;

use passmuster::Day;
use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::field::Table;
use passmuster::message::Message;

use super::cells::Cells;
use super::claim::Evidence;
use super::people::{Who, nfc};
use super::reading::{File, Reading};
use super::settings::{Codes, Settings};
use super::{FileKind, System};

/// The source.
pub(super) const SYSTEMS: [System; 1] = [System {
    name: "monthly-grid",
    table: Table::Attendance,
    kind: FileKind::Grid,
    keys: &["ids", "strangers", "month", "codes", "name", "site"],
    needs: &[
        ("month", "source-needs-month-help"),
        ("codes", "source-needs-codes-help"),
        ("ids", "source-needs-ids-help"),
    ],
    read,
}];
/// How the column of the people is called in both forms of the ministry.
const NAME: &str = "Họ và tên";
/// How the column is called that numbers the rows.
const NUMBERED: [&str; 2] = ["STT", "TT"];
/// The signs that may stand between cells.
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];
/// As many days have all months.
const DAYS_LEAST: usize = 28;
/// How many rows above the days the name of the column may stand: cells are merged there.
const HEADER_ROWS: usize = 3;

/// Where the columns stand.
struct Header {
    /// The row with the days.
    row: usize,
    name: usize,
    numbered: Option<usize>,
    /// The columns of the days, from the first on.
    days: Vec<usize>,
}

/// Reads the sheets of one month.
fn read<'a>(settings: Settings<'a>, files: &[File<'a>], reading: &mut Reading<'a>) {
    let mut who = reading.who(settings);
    let codes = settings.codes(&mut reading.faults);
    let column = settings.text("name", &mut reading.faults).unwrap_or(NAME);
    let site = settings.text("site", &mut reading.faults);
    let site = site.map_or(0, |site| reading.site(site));
    let Some(month) = month(settings, reading) else { return };
    for file in files {
        let mut told = passmuster::Faults::default();
        let all = DELIMITERS.map(|sign| Cells::of(file.opened, sign, &mut told));
        let found = all.iter().find_map(|cells| Some((cells, header(cells, column)?)));
        let Some((cells, header)) = found else {
            // What is no text is told once, not once for each sign.
            let mut once = passmuster::Faults::default();
            let cells = Cells::of(file.opened, b';', &mut once);
            if once.errors() == 0 {
                let help = Message::new("source-grid-header-help").with("column", column);
                let message = Message::new("source-grid-header");
                let fault = (Code::SourceRecord, message, help);
                cells.fault((0, 0), fault, &mut once);
            }
            reading.faults.extend(once.into_diagnostics());
            continue;
        };
        let sheet = Sheet { settings, cells, header, month, site };
        sheet.check_month(reading);
        sheet.read(&codes, &mut who, reading);
    }
    who.tell(&mut reading.faults);
}

/// The first day of `month`.
fn month(settings: Settings<'_>, reading: &mut Reading<'_>) -> Option<Day> {
    let written = settings.text("month", &mut reading.faults)?;
    let day = format!("{written}-01").parse().ok();
    if let (None, Some(told)) = (day, settings.stated.get("month")) {
        settings.odd("month", told, "source-month-form-help", &mut reading.faults);
    }
    day
}

/// The first row that has the days, and the column of the people in it or above.
fn header(cells: &Cells<'_>, column: &str) -> Option<Header> {
    let is = |row: usize, at: usize, names: &[&str]| {
        let cell = nfc(cells.cell(row, at));
        names.iter().any(|name| nfc(name) == cell)
    };
    (0..cells.rows.len()).find_map(|row| {
        let first = (0..cells.width(row)).find(|at| {
            (0..DAYS_LEAST).all(|day| is_day(cells.cell(row, at + day), day + 1))
        })?;
        let days = (first..cells.width(row)).zip(1..=31);
        let days = days.take_while(|(at, day)| is_day(cells.cell(row, *at), *day));
        let above = || (row.saturating_sub(HEADER_ROWS)..=row).rev();
        let find = |names: &[&str]| {
            above().find_map(|row| (0..first).find(|at| is(row, *at, names)))
        };
        let (name, numbered) = (find(&[column])?, find(&NUMBERED));
        Some(Header { row, name, numbered, days: days.map(|(at, _)| at).collect() })
    })
}

/// Whether a cell of the header stands for a day: its number, or its date.
fn is_day(cell: &str, day: usize) -> bool {
    let date = || {
        cell.parse::<Day>()
            .is_ok_and(|date| cell.ends_with(&format!("-{day:02}")) && date.year() > 0)
    };
    cell == day.to_string() || cell == format!("{day:02}") || date()
}

/// A sheet of one month.
struct Sheet<'c, 'a> {
    settings: Settings<'a>,
    cells: &'c Cells<'a>,
    header: Header,
    month: Day,
    site: u32,
}

impl<'a> Sheet<'_, 'a> {
    /// Whether the title is of another month than the author says.
    fn check_month(&self, reading: &mut Reading<'_>) {
        let stated = (self.month.month(), self.month.year());
        for row in 0..self.header.row {
            for column in 0..self.cells.width(row) {
                let Some(found) = title(self.cells.cell(row, column)) else { continue };
                if found != (i64::from(stated.0), i64::from(stated.1)) {
                    let message = Message::new("source-month")
                        .with("found", format!("{:02}/{}", found.0, found.1))
                        .with("stated", format!("{:02}/{}", stated.0, stated.1));
                    let help = Message::new("source-month-help");
                    let fault = (Code::SourceRecord, message, help);
                    self.cells.fault((row, column), fault, &mut reading.faults);
                }
            }
        }
    }

    fn read(&self, codes: &Codes, who: &mut Who<'a>, reading: &mut Reading<'a>) {
        let mut firsts: BTreeMap<String, usize> = BTreeMap::new();
        for row in self.header.row + 1..self.cells.rows.len() {
            if !self.is_person(row, codes, reading) {
                continue;
            }
            let name = nfc(self.cells.cell(row, self.header.name));
            if let Some(first) = firsts.get(&name) {
                let message =
                    Message::new("source-name-twice").with("name", who.quoted(&name));
                let at = self.header.name;
                let fault =
                    Diagnostic::at(Code::IdTwice, message, &self.cells.place(row, at));
                let fault = fault.also(
                    &self.cells.place(*first, at),
                    Message::new("facts-the-other-row"),
                );
                reading.faults.push(fault.help(Message::new("source-name-twice-help")));
                continue;
            }
            let place = || self.cells.place(row, self.header.name);
            let person = reading.person(who, &name, place);
            firsts.insert(name, row);
            self.read_days(row, person, codes, reading);
        }
    }

    /// Whether a row is of a person, and not a heading, a sum or a part of the legend.
    fn is_person(&self, row: usize, codes: &Codes, reading: &mut Reading<'_>) -> bool {
        let cell = |at: usize| self.cells.cell(row, at);
        let named = !cell(self.header.name).is_empty();
        let days = || self.header.days.iter().map(|at| cell(*at));
        // The form numbers its columns once more below their names.
        if (1..).zip(days()).all(|(day, cell)| cell.is_empty() || is_day(cell, day)) {
            return false;
        }
        let Some(numbered) = self.header.numbered else { return named };
        let number = cell(numbered);
        if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
            return named;
        }
        if named && days().any(|cell| codes.get(cell).is_some()) {
            let message = Message::new("source-grid-number");
            let help = Message::new("source-grid-number-help");
            let fault = (Code::SourceRecord, message, help);
            self.cells.fault((row, numbered), fault, &mut reading.faults);
        }
        false
    }

    fn read_days(
        &self,
        row: usize,
        person: Option<u32>,
        codes: &Codes,
        reading: &mut Reading<'a>,
    ) {
        let days = (0..).map(|nth| self.month.plus(nth));
        for (column, day) in self.header.days.iter().zip(days) {
            let code = self.cells.cell(row, *column);
            if code.is_empty() {
                continue;
            }
            let at = (row, *column);
            if day.month() != self.month.month() {
                let message = Message::new("source-cell-extra");
                let help = Message::new("source-cell-extra-help");
                let fault = (Code::SourceRecord, message, help);
                self.cells.fault(at, fault, &mut reading.faults);
                continue;
            }
            let place = self.cells.place(row, *column);
            let asked = (self.settings, &place);
            let meaning = codes.meaning(code, asked, &mut reading.faults);
            let (Some(meaning), Some(person)) = (meaning, person) else { continue };
            let name = self.settings.name;
            if meaning.is_nothing() {
                reading.notes.count(name, "source-note-nothing", code, || place);
            } else if !reading.is_outside(name, day, || place.clone()) {
                reading.claim((person, day), meaning, Evidence::Stated, self.site, place);
            }
        }
    }
}

/// Month and year of a title such as "Tháng 02 năm 2021".
fn title(cell: &str) -> Option<(i64, i64)> {
    let cell = nfc(cell).to_lowercase();
    let number = |text: &str| -> Option<i64> {
        let digits: String =
            text.trim_start().chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    let (_, behind) = cell.split_once("tháng")?;
    let (_, year) = behind.split_once("năm")?;
    Some((number(behind)?, number(year)?))
}
