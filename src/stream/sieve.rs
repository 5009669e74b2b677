//! The second look at a table: the rows of cells of which sums are not all that is to be told.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use crate::read::facts::shape::{Role, Shape};
use crate::read::{Batch, BatchColumn};

use super::strip::{Places, Strip};
use super::texts::{Texts, head_of};

/// Rows of attendance of which a report tells more than sums, found as they go by once more.
///
/// Sieves of one survey are filled apart, as strips are.
#[derive(Debug, Clone)]
pub struct Sieve {
    shape: Arc<Shape>,
    places: Places,
    dates: Texts,
    units: Texts,
    /// For each date its units.
    wanted: Vec<Vec<bool>>,
    /// Rows that are there without it.
    known: Arc<HashSet<Vec<u8>>>,
    lines: Vec<u8>,
}

impl Sieve {
    /// A sieve that keeps no row yet, of a table with that header and those lines.
    pub(super) fn new<'l>(
        shape: Arc<Shape>,
        places: Places,
        lines: impl Iterator<Item = &'l [u8]>,
    ) -> Self {
        let lines = lines.flat_map(|lines| lines.split(|byte| *byte == b'\n'));
        let lines = lines.map(|line| without_end(line).to_vec());
        Self {
            shape,
            places,
            dates: Texts::default(),
            units: Texts::default(),
            wanted: Vec::new(),
            known: Arc::new(lines.collect()),
            lines: Vec::new(),
        }
    }

    /// That the rows of a unit on a date are wanted, by what is written there.
    pub(super) fn want(&mut self, date: &[u8], unit: &[u8]) {
        let (date, _) = self.dates.code(head_of(date), date);
        let (unit, _) = self.units.code(head_of(unit), unit);
        let (date, unit) = (date as usize, unit as usize);
        if self.wanted.len() <= date {
            self.wanted.resize(date + 1, Vec::new());
        }
        if let Some(units) = self.wanted.get_mut(date) {
            if units.len() <= unit {
                units.resize(unit + 1, false);
            }
            if let Some(slot) = units.get_mut(unit) {
                *slot = true;
            }
        }
    }

    /// The rows that were kept.
    pub(super) fn lines(&self) -> &[u8] {
        &self.lines
    }

    /// Keeps of some whole lines those that are wanted.
    pub fn take(&mut self, lines: &[u8]) {
        let mut rest = lines;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            rest = after.get(1..).unwrap_or_default();
            let line = without_end(line);
            if self.is_wanted_line(line) {
                self.keep(line);
            }
        }
    }

    /// Keeps of some rows of a batch those that are wanted.
    pub fn take_batch(&mut self, batch: &Batch, rows: Range<usize>) {
        let Places { date, unit, .. } = self.places;
        let (Some(dates), Some(units)) =
            (batch.columns.get(date), batch.columns.get(unit))
        else {
            return;
        };
        let [mut date, mut unit] = [(None, None); 2];
        for row in rows {
            // Mostly what stands there is what stood in the row before.
            for (last, texts, column) in
                [(&mut date, &self.dates, dates), (&mut unit, &self.units, units)]
            {
                let written = written(column, row);
                if last.0 != Some(written) {
                    *last = (Some(written), found(texts, column, row));
                }
            }
            if let (Some(date), Some(unit)) = (date.1, unit.1)
                && self.is_wanted(date, unit)
            {
                let line = line_of(&self.shape, batch, row);
                self.keep(&line);
            }
        }
    }

    fn keep(&mut self, line: &[u8]) {
        if !self.known.contains(line) {
            self.lines.extend_from_slice(line);
            self.lines.push(b'\n');
        }
    }

    fn is_wanted(&self, date: u32, unit: u32) -> bool {
        let units = self.wanted.get(date as usize);
        units.and_then(|units| units.get(unit as usize)) == Some(&true)
    }

    fn is_wanted_line(&self, line: &[u8]) -> bool {
        let Places { date, unit, .. } = self.places;
        let (mut found, mut start) = ([None, None], 0);
        let ends = memchr::memchr_iter(self.shape.delimiter, line);
        for (nth, end) in ends.chain([line.len()]).enumerate() {
            let text = line.get(start..end).unwrap_or_default();
            start = end + 1;
            for (found, (texts, at)) in
                found.iter_mut().zip([(&self.dates, date), (&self.units, unit)])
            {
                if nth == at {
                    *found = texts.find(text);
                }
            }
            if nth >= date.max(unit) {
                break;
            }
        }
        matches!(found, [Some(date), Some(unit)] if self.is_wanted(date, unit))
    }
}

impl Strip {
    /// A sieve for rows of the same table that knows those lines.
    pub(super) fn sieve<'l>(&self, lines: impl Iterator<Item = &'l [u8]>) -> Sieve {
        Sieve::new(self.shape.clone(), self.places, lines)
    }
}

fn without_end(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// What stands in a cell of a column, as far as it tells it from others.
fn written(column: &BatchColumn, row: usize) -> (Option<i64>, Option<u32>) {
    (column.numbers.get(row).copied(), column.codes.get(row).copied())
}

fn found(texts: &Texts, column: &BatchColumn, row: usize) -> Option<u32> {
    match column.numbers.get(row) {
        Some(number) => texts.find(number.to_string().as_bytes()),
        None => texts.find(text_of(column, *column.codes.get(row)?)),
    }
}

/// The text of a code; empty for the blank.
pub(super) fn text_of(column: &BatchColumn, code: u32) -> &[u8] {
    let text = (code as usize).checked_sub(1).and_then(|at| column.texts.get(at));
    text.map_or(&[], |text| text.as_bytes())
}

/// A row as a line of text, in which the columns that are not read are blank.
pub(super) fn line_of(shape: &Shape, batch: &Batch, row: usize) -> Vec<u8> {
    let mut line = Vec::new();
    for (nth, (role, column)) in shape.columns.iter().zip(&batch.columns).enumerate() {
        if nth > 0 {
            line.push(shape.delimiter);
        }
        match (column.numbers.get(row), column.codes.get(row)) {
            _ if *role == Role::Ignored => {}
            (Some(number), _) => line.extend_from_slice(number.to_string().as_bytes()),
            (None, Some(code)) => line.extend_from_slice(text_of(column, *code)),
            (None, None) => {}
        }
    }
    line
}
