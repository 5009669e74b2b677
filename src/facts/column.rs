//! A column of interned values: one small code a row, each distinct value once.

use std::collections::BTreeSet;
use std::ops::Range;

use super::runs::Runs;
use crate::field::Value;

/// A column: for each row the code of its value; code 0 is a blank cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    codes: Codes,
    values: Vec<Value>,
    /// The runs of one code, where they are long.
    runs: Option<Runs>,
}

/// The codes of a column, as narrow as its values allow: most columns have a byte a row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Codes {
    Byte(Vec<u8>),
    Short(Vec<u16>),
    Long(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Codes::Byte(Vec::new())
    }
}

impl Codes {
    fn runs(&self) -> Option<Runs> {
        match self {
            Codes::Byte(codes) => Runs::of(codes),
            Codes::Short(codes) => Runs::of(codes),
            Codes::Long(codes) => Runs::of(codes),
        }
    }
}

/// A reader of codes, whatever their width.
pub(crate) trait Visit {
    /// What it comes to.
    type Out;

    /// Reads the codes.
    fn visit<C: Copy + Eq + Into<u32>>(self, codes: &[C]) -> Self::Out;
}

struct Mix<'a> {
    factor: u32,
    into: &'a mut [u32],
}

impl Visit for Mix<'_> {
    type Out = ();

    fn visit<C: Copy + Eq + Into<u32>>(self, codes: &[C]) {
        let Self { factor, into } = self;
        match factor {
            0 => {
                into.iter_mut().zip(codes).for_each(|(slot, code)| *slot = (*code).into())
            }
            _ => into
                .iter_mut()
                .zip(codes)
                .for_each(|(slot, code)| *slot = *slot * factor + (*code).into()),
        }
    }
}

struct MixFew<'a> {
    factor: u8,
    into: &'a mut [u8],
}

impl Visit for MixFew<'_> {
    type Out = ();

    fn visit<C: Copy + Eq + Into<u32>>(self, codes: &[C]) {
        let Self { factor, into } = self;
        let low = |code: &C| ((*code).into() & 0xff) as u8;
        into.iter_mut().zip(codes).for_each(|(slot, code)| {
            *slot = slot.wrapping_mul(factor).wrapping_add(low(code));
        });
    }
}

struct OneCode;

impl Visit for OneCode {
    type Out = Option<u32>;

    fn visit<C: Copy + Eq + Into<u32>>(self, codes: &[C]) -> Option<u32> {
        let first = *codes.first()?;
        let others = codes.iter().fold(false, |others, code| others | (*code != first));
        (!others).then(|| first.into())
    }
}

impl Column {
    /// A column of codes into a list of distinct values; code `n` is `values[n - 1]`.
    pub(crate) fn new(codes: Vec<u32>, values: Vec<Value>) -> Self {
        // OK because no code is greater than the number of values.
        let codes = match values.len() {
            0..=0xFF => Codes::Byte(codes.into_iter().map(|code| code as u8).collect()),
            0x100..=0xFFFF => {
                Codes::Short(codes.into_iter().map(|code| code as u16).collect())
            }
            _ => Codes::Long(codes),
        };
        let runs = codes.runs();
        Self { codes, values, runs }
    }

    /// Gives some values others instead, no two of which may be one.
    pub(crate) fn rename(&mut self, other: impl Fn(&Value) -> Option<Value>) {
        for value in &mut self.values {
            if let Some(other) = other(value) {
                *value = other;
            }
        }
    }

    /// Leaves out some rows.
    pub(crate) fn leave_out(&mut self, rows: &BTreeSet<u32>) {
        let mut row = 0;
        let mut is_kept = || {
            let kept = !rows.contains(&row);
            row += 1;
            kept
        };
        match &mut self.codes {
            Codes::Byte(codes) => codes.retain(|_| is_kept()),
            Codes::Short(codes) => codes.retain(|_| is_kept()),
            Codes::Long(codes) => codes.retain(|_| is_kept()),
        }
        self.runs = self.codes.runs();
    }

    /// The code of a row; 0 if its cell is blank or there is no such row.
    pub fn code(&self, row: usize) -> u32 {
        match &self.codes {
            Codes::Byte(codes) => codes.get(row).copied().map_or(0, u32::from),
            Codes::Short(codes) => codes.get(row).copied().map_or(0, u32::from),
            Codes::Long(codes) => codes.get(row).copied().unwrap_or(0),
        }
    }

    /// The codes of all rows, in their order.
    pub fn codes(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len()).map(|row| self.code(row))
    }

    /// How many rows there are.
    fn len(&self) -> usize {
        match &self.codes {
            Codes::Byte(codes) => codes.len(),
            Codes::Short(codes) => codes.len(),
            Codes::Long(codes) => codes.len(),
        }
    }

    /// Shows the codes of some rows, as narrow as they are kept.
    pub(crate) fn visit<V: Visit>(&self, rows: Range<usize>, visitor: V) -> V::Out {
        match &self.codes {
            Codes::Byte(codes) => visitor.visit(codes.get(rows).unwrap_or_default()),
            Codes::Short(codes) => visitor.visit(codes.get(rows).unwrap_or_default()),
            Codes::Long(codes) => visitor.visit(codes.get(rows).unwrap_or_default()),
        }
    }

    /// Writes the codes of the rows from one on, as many as there is room for.
    pub(crate) fn widen(&self, from: usize, into: &mut [u32]) {
        self.mix(from, 0, into);
    }

    /// Multiplies what stands there, and adds the codes of the rows from one on.
    pub(crate) fn mix(&self, from: usize, factor: u32, into: &mut [u32]) {
        self.visit(from..from + into.len(), Mix { factor, into });
    }

    /// The same in a byte each, where what it comes to is known to fit.
    pub(crate) fn mix_few(&self, from: usize, factor: u8, into: &mut [u8]) {
        self.visit(from..from + into.len(), MixFew { factor, into });
    }

    /// The code that all of some rows have; `None` where they differ.
    pub(crate) fn one_code(&self, rows: Range<usize>) -> Option<u32> {
        match &self.runs {
            Some(runs) => {
                let first = runs.of_rows(rows.clone()).next()?;
                (first == rows).then(|| self.code(rows.start))
            }
            None => self.visit(rows, OneCode),
        }
    }

    /// The parts of some rows that have one code each, with it; nothing where such are short.
    pub(crate) fn runs(
        &self,
        rows: Range<usize>,
    ) -> Option<impl Iterator<Item = (Range<usize>, u32)>> {
        let runs = self.runs.as_ref()?.of_rows(rows);
        Some(runs.map(|run| (run.clone(), self.code(run.start))))
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
