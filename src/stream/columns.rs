//! Rows that come in columns, as files that are no text hold them.

use std::io::Write as _;
use std::ops::Range;

use crate::read::facts::shape::Role;
use crate::read::{Batch, BatchColumn};
use crate::tally::keys::QuickMap;

use super::strip::{Once, Strip, is_plain};
use super::texts::head_of;

/// A column that is read.
struct Column<'b> {
    nth: usize,
    role: Role,
    batch: &'b BatchColumn,
    /// For each code of the batch that of the strip, as far as it was met.
    known: Vec<u32>,
}

/// The codes of the whole numbers of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers {
    /// Of small ones: those of ids are.
    small: Vec<u32>,
    others: QuickMap<u64, u32>,
}

/// Below which a number is small.
const SMALL: usize = 1 << 22;

impl Numbers {
    #[inline]
    fn get(&self, number: i64) -> Option<u32> {
        let small = usize::try_from(number).ok().and_then(|at| self.small.get(at));
        match small {
            Some(code) if *code != UNMET => Some(*code),
            _ if self.others.is_empty() => None,
            _ => self.others.get(&number.cast_unsigned()).copied(),
        }
    }

    fn set(&mut self, number: i64, code: u32) {
        let Some(at) = usize::try_from(number).ok().filter(|at| *at < SMALL) else {
            self.others.insert(number.cast_unsigned(), code);
            return;
        };
        if self.small.len() <= at {
            self.small.resize((at + 1).next_power_of_two(), UNMET);
        }
        if let Some(slot) = self.small.get_mut(at) {
            *slot = code;
        }
    }
}

/// Of a code that was not met yet.
const UNMET: u32 = u32::MAX;

impl Strip {
    /// Counts some rows of a batch whose columns are those of the header. Between those of
    /// one call no other worker has any.
    pub fn take_batch(&mut self, batch: &Batch, rows: Range<usize>) {
        if let Once::Ids(ids) = &mut self.once {
            ids.pause();
        }
        let read = self.shape.columns.iter().zip(&batch.columns).enumerate();
        let read = read.filter(|(_, (role, _))| **role != Role::Ignored);
        let mut read: Vec<Column<'_>> = read
            .map(|(nth, (role, batch))| {
                let known = vec![UNMET; batch.texts.len() + 1];
                Column { nth, role: *role, batch, known }
            })
            .collect();
        let is_whole = |column: &Column<'_>| column.batch.is_whole(batch.rows);
        self.stopped |= batch.columns.len() != self.shape.columns.len()
            || rows.end > batch.rows
            || !read.iter().all(is_whole);
        self.numbers.resize_with(self.shape.columns.len(), Numbers::default);
        for row in rows {
            if self.stopped {
                return;
            }
            let mut fresh = false;
            for column in &mut read {
                fresh |= self.take_cell(column, row);
            }
            if let (_, Some(kept)) = self.count(fresh) {
                let line = self.line_of(&read, row);
                self.keep_line(&line, kept);
            }
        }
    }

    /// Takes the code of a cell; tells whether it is new, and no name.
    #[inline]
    fn take_cell(&mut self, column: &mut Column<'_>, row: usize) -> bool {
        if let Some(number) = column.batch.numbers.get(row) {
            return self.take_number((column.nth, column.role), *number);
        }
        let code = column.batch.codes.get(row).copied().unwrap_or(0);
        if let (Role::Person, Once::Ids(ids)) = (column.role, &mut self.once) {
            let text = text_of(column.batch, code);
            self.stopped |= text.is_empty() || !is_plain(text);
            self.unordered |= !ids.take(text);
            return false;
        }
        let (found, fresh) = match column.known.get(code as usize) {
            Some(found) if *found != UNMET => (*found, false),
            _ => self.meet(column, code),
        };
        if let Some(slot) = self.row.get_mut(column.nth) {
            *slot = found;
        }
        fresh
    }

    /// Takes a whole number, as [`Strip::take_cell`] does.
    #[inline]
    fn take_number(&mut self, (nth, role): (usize, Role), number: i64) -> bool {
        if let (Role::Person, Once::Ids(ids)) = (role, &mut self.once) {
            self.written.clear();
            // OK because writing to memory does not fail.
            let _ = write!(self.written, "{number}");
            self.unordered |= !ids.take(&self.written);
            return false;
        }
        let known = self.numbers.get(nth).and_then(|numbers| numbers.get(number));
        let (found, fresh) = match known {
            Some(found) => (found, false),
            None => self.meet_number((nth, role), number),
        };
        if let Some(slot) = self.row.get_mut(nth) {
            *slot = found;
        }
        fresh
    }

    #[cold]
    fn meet_number(&mut self, (nth, role): (usize, Role), number: i64) -> (u32, bool) {
        let text = number.to_string();
        let Some(texts) = self.texts.get_mut(nth) else { return (0, false) };
        let (found, is_new) = texts.code(head_of(text.as_bytes()), text.as_bytes());
        if let Some(numbers) = self.numbers.get_mut(nth) {
            numbers.set(number, found);
        }
        (found, is_new && role != Role::Person)
    }

    #[cold]
    fn meet(&mut self, column: &mut Column<'_>, code: u32) -> (u32, bool) {
        let text = text_of(column.batch, code);
        // A code without a text is a fault, and a sign in it may mean something in a line.
        self.stopped |= code as usize > column.batch.texts.len() || !is_one_field(text);
        let Some(texts) = self.texts.get_mut(column.nth) else { return (0, false) };
        let (found, is_new) = texts.code(head_of(text), text);
        if let Some(slot) = column.known.get_mut(code as usize) {
            *slot = found;
        }
        let is_name = column.role == Role::Person;
        self.stopped |= is_new && is_name && !is_plain(text);
        (found, is_new && !is_name)
    }

    /// A row as a line of text.
    fn line_of(&self, read: &[Column<'_>], row: usize) -> Vec<u8> {
        let mut line = Vec::new();
        for nth in 0..self.shape.columns.len() {
            if nth > 0 {
                line.push(self.shape.delimiter);
            }
            let column = read.iter().find(|column| column.nth == nth);
            let Some(column) = column else { continue };
            match (column.batch.numbers.get(row), column.batch.codes.get(row)) {
                (Some(number), _) => {
                    line.extend_from_slice(number.to_string().as_bytes())
                }
                (None, Some(code)) => {
                    line.extend_from_slice(text_of(column.batch, *code))
                }
                (None, None) => {}
            }
        }
        line
    }
}

fn text_of(column: &BatchColumn, code: u32) -> &[u8] {
    let text = (code as usize).checked_sub(1).and_then(|at| column.texts.get(at));
    text.map_or(&[], |text| text.as_bytes())
}

/// Whether a text means the same between delimiters as it does alone.
fn is_one_field(text: &[u8]) -> bool {
    let is_odd = |byte: &u8| byte.is_ascii_control() || b"\",;|".contains(byte);
    text.trim_ascii().len() == text.len() && !text.iter().any(is_odd)
}
