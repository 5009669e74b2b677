//! A sheet as it stands there: each cell with its address.

use std::path::Path;

use passmuster::source::{Place, Source, Span};

use crate::refused::Refused;
use crate::{Workbook, guard, spreadsheet};

/// The cells of a sheet, row by row.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    file: String,
    name: String,
    /// For each row its number in the sheet, from 1, and its cells.
    pub(crate) rows: Vec<(u32, Vec<String>)>,
}

impl Sheet {
    pub(crate) fn new(file: &str, name: &str) -> Self {
        Self { file: file.to_owned(), name: name.to_owned(), rows: Vec::new() }
    }

    /// Reads the one sheet of a workbook that holds something.
    ///
    /// # Errors
    ///
    /// When the file is no workbook, is damaged, or several sheets hold something.
    pub fn read(path: &Path, name: &str, kind: Workbook) -> Result<Self, Refused> {
        guard::decoding(name, || spreadsheet::cells(path, name, kind))
    }

    /// Puts a cell; cells come row by row.
    pub(crate) fn put(&mut self, row: u32, column: u32, text: String) {
        let number = row.saturating_add(1);
        if self.rows.last().is_none_or(|(last, _)| *last != number) {
            self.rows.push((number, Vec::new()));
        }
        let Some((_, cells)) = self.rows.last_mut() else { return };
        let at = usize::try_from(column).unwrap_or_default();
        if cells.len() <= at {
            cells.resize(at + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(at) {
            *cell = text;
        }
    }

    /// The place of a cell.
    pub(crate) fn place(&self, row: u32, column: u32) -> Place {
        let address = spreadsheet::address((row.saturating_sub(1), column));
        let name = format!("`{address}` of sheet `{}` in `{}`", self.name, self.file);
        Place::new(&Source::without_text(&name), Span::default())
    }
}
