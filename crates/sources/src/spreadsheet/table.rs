//! A sheet on its way to a table: a header, the rows below it, and nothing beside them.

use std::collections::HashMap;

use passmuster::message::Message;
use passmuster::{Addresses, Batch, BatchColumn, Batches};

use super::{COLUMNS_MOST, Merged, Value, address, letters, place, uncalculated};
use crate::Wanted;
use crate::refused::Refused;

/// A sheet on its way to a table, cell by cell.
pub(super) struct Table<'a> {
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
    pub(super) fn new(file: &'a str, sheet: &'a str, merged: Vec<Merged>) -> Self {
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

    fn refused(&self, at: (u32, u32), why: Message) -> Refused {
        Refused::at(place(&address(at), self.sheet, self.file), why)
    }

    pub(super) fn add(
        &mut self,
        at: (u32, u32),
        value: &dyn Value,
        wanted: Wanted<'_>,
    ) -> Result<(), Refused> {
        if self.last.is_some_and(|last| last >= at) {
            return Err(self.refused(at, Message::new("sheet-order")));
        }
        self.last = Some(at);
        if value.is_uncalculated() {
            return Err(self.refused(at, uncalculated()));
        }
        if value.is_blank() {
            return Ok(());
        }
        let (top, left) = *self.start.get_or_insert(at);
        if at.0 == top {
            return self.add_name(at, left, value);
        }
        self.end_header(wanted)?;
        let nth = at.1.checked_sub(left).and_then(|nth| usize::try_from(nth).ok());
        let nth = nth.filter(|nth| *nth < self.names.len()).ok_or_else(|| {
            let unnamed = Message::new("sheet-unnamed-column");
            self.refused(at, unnamed.with("row", i64::from(top) + 1))
        })?;
        if self.rows.last() != Some(&(at.0 + 1)) {
            self.rows.push(at.0 + 1);
        }
        if self.read.get(nth) == Some(&true) {
            let text = value.text().map_err(|why| self.refused(at, why))?;
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
        value: &dyn Value,
    ) -> Result<(), Refused> {
        let nth = usize::try_from(at.1 - left).unwrap_or(usize::MAX);
        if nth >= COLUMNS_MOST {
            let why = Message::new("sheet-many-columns").with("most", COLUMNS_MOST);
            return Err(self.refused(at, why));
        }
        // What stands blank between names has none.
        self.names.resize(nth, String::new());
        self.names.push(value.text().map_err(|why| self.refused(at, why))?);
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
                let place = place(&cells, self.sheet, self.file);
                Err(Refused::at(place, Message::new("sheet-merged")))
            }
        }
    }

    pub(super) fn into_batches(mut self, wanted: Wanted<'_>) -> Result<Batches, Refused> {
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
        pushed.map_err(|fault| Refused::file(self.file, fault.message()))?;
        Ok(batches)
    }
}
