//! The rows of one table, column by column.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::column::Column;
use crate::field::Value;

/// The rows of one table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    pub(crate) len: usize,
    pub(crate) columns: BTreeMap<String, Column>,
}

impl Rows {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// A column by name, if the table has it.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.get(name)
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().map(String::as_str)
    }

    /// Leaves out some rows.
    pub(crate) fn leave_out(&mut self, rows: &BTreeSet<u32>) {
        self.len -= rows.len();
        for column in self.columns.values_mut() {
            column.leave_out(rows);
        }
    }

    /// The value of a cell; `None` if it is blank or the column is missing.
    pub fn value(&self, row: usize, column: &str) -> Option<&Value> {
        self.column(column)?.value(row)
    }

    /// The code of a cell; 0 if it is blank or the column is missing.
    pub fn code(&self, row: usize, column: &str) -> u32 {
        self.column(column).map_or(0, |column| column.code(row))
    }
}
