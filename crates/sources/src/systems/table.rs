//! Rows that were made of claims, as the columns of a table.

use std::collections::HashMap;

use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::Message;
use passmuster::source::Place;
use passmuster::{Batch, BatchColumn, Batches};

use super::combine::{self, Row};
use super::reading::Reading;

/// A column on its way: each distinct text once.
#[derive(Debug, Default)]
pub(crate) struct Column {
    texts: Vec<String>,
    known: HashMap<String, u32>,
    codes: Vec<u32>,
}

impl Column {
    /// Adds a cell; an empty text is a blank.
    pub(crate) fn put(&mut self, text: &str) {
        let code = match self.known.get(text) {
            _ if text.is_empty() => 0,
            Some(code) => *code,
            None => {
                self.texts.push(text.to_owned());
                // OK because a table has fewer rows than `u32` has numbers.
                let code = self.texts.len() as u32;
                self.known.insert(text.to_owned(), code);
                code
            }
        };
        self.codes.push(code);
    }

    pub(crate) fn named(self, name: &str) -> BatchColumn {
        let (name, texts, codes) = (name.to_owned(), self.texts, self.codes);
        BatchColumn { name, texts, codes, ..BatchColumn::default() }
    }
}

/// A table of these columns, each row with its place.
pub(crate) fn of_columns(
    table: &str,
    columns: Vec<BatchColumn>,
    places: Vec<Place>,
) -> Batches {
    let rows = places.len();
    let mut batches = Batches::of_places(table, places);
    // OK because every column was given one cell a row, and codes for its own texts.
    let _ = batches.push(Batch { rows, columns });
    batches
}

/// The rows of attendance that the claims come to.
pub(crate) fn attendance(reading: &mut Reading<'_>) -> Batches {
    let claims = std::mem::take(&mut reading.claims);
    let conflicts = reading.stated.conflicts;
    let told = (&mut reading.faults, &mut reading.notes);
    let rows = combine::rows(claims, conflicts, &reading.people.names, told);
    let half_day = reading.stated.half_day.clone().unwrap_or_default();
    if let Some(first) = rows.iter().find(|row| row.half && half_day.is_empty()) {
        let message = Message::new("source-lacks-half-day");
        let fault = Diagnostic::at(Code::SourceSetting, message, &first.place);
        reading.faults.push(fault.help(Message::new("source-lacks-half-day-help")));
    }
    let mut columns: [Column; 5] = Default::default();
    let mut places = Vec::with_capacity(rows.len());
    for row in rows {
        let cells = cells(&row, reading, &half_day);
        for (column, cell) in columns.iter_mut().zip(&cells) {
            column.put(cell);
        }
        places.push(row.place);
    }
    let names = ["person", "date", "status", "hours", "site"];
    let columns = columns.into_iter().zip(names);
    // A column without a cell would be one that a rule could read, and find blank.
    let columns = columns.filter(|(column, name)| {
        !column.texts.is_empty() || !matches!(*name, "hours" | "site")
    });
    let columns = columns.map(|(column, name)| column.named(name)).collect();
    of_columns("attendance", columns, places)
}

fn cells(row: &Row, reading: &Reading<'_>, half_day: &str) -> [String; 5] {
    let name = reading.people.names.get(row.person as usize);
    let site = (row.site as usize).checked_sub(1).and_then(|at| reading.sites.get(at));
    [
        name.cloned().unwrap_or_default(),
        row.day.to_string(),
        row.status.unwrap_or_default().to_owned(),
        if row.half { half_day.to_owned() } else { String::new() },
        site.cloned().unwrap_or_default(),
    ]
}
