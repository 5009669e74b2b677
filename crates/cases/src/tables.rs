//! Tables on their way to CSV text.

use std::collections::BTreeMap;
use std::fmt::Write;

use passmuster::field::Table;

use crate::file::Row;

/// A table: its columns in order, and its rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    columns: Vec<String>,
    rows: Vec<Row>,
}

/// The tables of a case.
pub(crate) type Sheets = BTreeMap<Table, Sheet>;

impl Sheet {
    /// A table without rows: the columns that it must have.
    pub(crate) fn empty(table: Table) -> Self {
        let columns: &[&str] = match table {
            Table::People => &["person", "unit"],
            Table::Units => &["unit", "parent"],
            Table::Attendance => &["person", "date", "status"],
            Table::Gatherings => &["gathering", "date", "place", "people"],
            Table::Visits => &["visit", "date", "unit"],
            Table::Records => &["kind", "date"],
            Table::Grants => &[
                "grant",
                "rule",
                "person",
                "unit",
                "from",
                "through",
                "by",
                "granted_on",
            ],
            Table::Levels => &["series", "place", "from", "level"],
            Table::Calendar => &["date", "kind"],
        };
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row, and the columns that are new in it.
    pub(crate) fn push(&mut self, row: Row) {
        for (column, _) in &row {
            self.column(column);
        }
        self.rows.push(row);
    }

    /// Adds a column, blank so far, if it is not there.
    pub(crate) fn column(&mut self, column: &str) {
        if !self.has(column) {
            self.columns.push(column.to_owned());
        }
    }

    /// Whether it has the column.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|known| known == column)
    }

    /// Takes out the rows whose column says this.
    pub(crate) fn remove(&mut self, column: &str, value: &str) {
        self.rows.retain(|row| cell(row, column) != value);
    }

    /// Whether it has no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The cells of a column.
    pub(crate) fn cells<'a>(&'a self, column: &'a str) -> impl Iterator<Item = &'a str> {
        self.rows.iter().map(move |row| cell(row, column))
    }

    /// It as CSV text.
    pub(crate) fn csv(&self) -> String {
        let mut text = String::new();
        write_line(&mut text, self.columns.iter().map(String::as_str));
        for row in &self.rows {
            write_line(&mut text, self.columns.iter().map(|column| cell(row, column)));
        }
        text
    }
}

fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    let found = row.iter().find(|(name, _)| name == column);
    found.map_or("", |(_, value)| value.as_str())
}

fn write_line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (nth, cell) in cells.enumerate() {
        if nth > 0 {
            text.push(',');
        }
        // OK because writing to a `String` cannot fail.
        let _ = match cell.contains([',', '"', '\n', '\r']) {
            true => write!(text, "\"{}\"", cell.replace('"', "\"\"")),
            false => write!(text, "{cell}"),
        };
    }
    text.push('\n');
}
