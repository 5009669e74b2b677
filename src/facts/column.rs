//! A column of interned values: one small code a row, each distinct value once.

use std::collections::BTreeSet;

use crate::field::Value;

/// A column: for each row the code of its value; code 0 is a blank cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    codes: Vec<u32>,
    values: Vec<Value>,
}

impl Column {
    /// A column of codes into a list of distinct values; code `n` is `values[n - 1]`.
    pub(crate) fn new(codes: Vec<u32>, values: Vec<Value>) -> Self {
        Self { codes, values }
    }

    /// Leaves out some rows.
    pub(crate) fn leave_out(&mut self, rows: &BTreeSet<u32>) {
        let mut row = 0;
        self.codes.retain(|_| {
            let kept = !rows.contains(&row);
            row += 1;
            kept
        });
    }

    /// The code of a row; 0 if its cell is blank or there is no such row.
    pub fn code(&self, row: usize) -> u32 {
        self.codes.get(row).copied().unwrap_or(0)
    }

    /// The codes of all rows.
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The value of a code; `None` for a blank cell.
    pub fn value_of_code(&self, code: u32) -> Option<&Value> {
        self.values.get((code as usize).checked_sub(1)?)
    }

    /// The value of a row; `None` for a blank cell.
    pub fn value(&self, row: usize) -> Option<&Value> {
        self.value_of_code(self.code(row))
    }

    /// Every distinct value, in the order of the codes from 1.
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}
