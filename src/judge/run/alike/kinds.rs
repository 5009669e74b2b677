//! Rows by what a rule reads of them: rows of one kind are the same to it.

use std::collections::BTreeMap;

use crate::facts::column::Column;
use crate::facts::rows::Rows;
use crate::field::Table;
use crate::tally::keys::{Pairs, combinations, mixed};

/// How many rows are looked at together.
const CHUNK: usize = 1024;

/// Up to how many combinations of codes are kinds as they are; more are numbered as met.
const KINDS_MOST: u64 = 1 << 16;

/// The kind of each row of a table.
pub(super) struct Alike<'a> {
    pub(super) table: Table,
    /// The column with their names.
    pub(super) id: &'static str,
    rows: usize,
    dates: Option<&'a Column>,
    /// For each code of the dates its stretch, if the day is asked.
    asked: Vec<Option<u32>>,
    kinds: Kinds<'a>,
}

enum Kinds<'a> {
    /// As the codes of these columns come to, which is worked out anew whenever it is asked:
    /// the codes are a few bytes a row, and what is not kept need not be fetched.
    Mixed(Vec<&'a Column>),
    Numbered(Vec<u32>),
}

/// How many rows of a kind are asked, and the first of all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    pub(super) first: u32,
    pub(super) rows: u64,
}

impl<'a> Alike<'a> {
    /// The rows of a table, by the codes of some of its columns.
    pub(super) fn new(
        (rows, table, id): (&'a Rows, Table, &'static str),
        columns: Vec<&'a Column>,
        asked: Vec<Option<u32>>,
    ) -> Self {
        let kinds = if combinations(&columns) <= KINDS_MOST {
            Kinds::Mixed(columns)
        } else {
            let mut pairs = Pairs::default();
            let codes = |row: usize| columns.iter().map(move |column| column.code(row));
            Kinds::Numbered((0..rows.len()).map(|row| pairs.of(codes(row))).collect())
        };
        let dates = rows.column("date");
        Self { table, id, rows: rows.len(), dates, asked, kinds }
    }

    /// Whether the day of a row is asked.
    pub(super) fn is_asked(&self, row: u32) -> bool {
        let code = self.dates.map_or(0, |dates| dates.code(row as usize));
        self.asked.get(code as usize).is_some_and(Option::is_some)
    }

    /// The kind of a row.
    pub(super) fn kind_of(&self, row: u32) -> u32 {
        match &self.kinds {
            Kinds::Numbered(kinds) => kinds.get(row as usize).copied().unwrap_or(0),
            Kinds::Mixed(columns) => {
                let mut kind = [0];
                mixed(columns, row as usize, &mut kind);
                kind.first().copied().unwrap_or(0)
            }
        }
    }

    /// Shows the kinds of all rows, some at once, each time with the first of the rows.
    pub(super) fn chunks(&self, mut show: impl FnMut(u32, &[u32])) {
        let mut mixture = [0; CHUNK];
        for from in (0..self.rows).step_by(CHUNK) {
            let here = CHUNK.min(self.rows - from);
            let kinds = match &self.kinds {
                Kinds::Mixed(columns) => {
                    let kinds = mixture.get_mut(..here).unwrap_or_default();
                    mixed(columns, from, kinds);
                    kinds
                }
                Kinds::Numbered(all) => all.get(from..from + here).unwrap_or_default(),
            };
            // OK because a table has fewer rows than `u32` has numbers.
            show(from as u32, kinds);
        }
    }

    /// Shows the kinds of all rows, those of one stretch together where they follow each other,
    /// each time with the first of the rows and, if their day is asked, its stretch.
    pub(super) fn parts(&self, mut show: impl FnMut(u32, &[u32], Option<u32>)) {
        let Some(dates) = self.dates else { return };
        let stretch = |code: u32| self.asked.get(code as usize).copied().flatten();
        let mut days = [0; CHUNK];
        self.chunks(|from, kinds| {
            let first = from as usize;
            if let Some(code) = dates.one_code(first..first + kinds.len()) {
                show(from, kinds, stretch(code));
                return;
            }
            let days = days.get_mut(..kinds.len()).unwrap_or_default();
            dates.widen(first, days);
            let rows = (from..).zip(kinds.chunks(1)).zip(days);
            rows.for_each(|((row, kind), code)| show(row, kind, stretch(*code)));
        });
    }

    /// The kinds, with how many of their rows are asked.
    pub(super) fn by_kind(&self) -> BTreeMap<u32, Kind> {
        let most = match &self.kinds {
            Kinds::Mixed(columns) => combinations(columns) as usize,
            Kinds::Numbered(kinds) => {
                kinds.iter().max().map_or(0, |last| *last as usize + 1)
            }
        };
        let mut counted = vec![Kind { first: u32::MAX, rows: 0 }; most];
        self.parts(|from, kinds, stretch| {
            let asked = u64::from(stretch.is_some());
            for (row, kind) in (from..).zip(kinds) {
                if let Some(known) = counted.get_mut(*kind as usize) {
                    known.first = known.first.min(row);
                    known.rows += asked;
                }
            }
        });
        let met = (0..).zip(counted);
        met.filter(|(_, kind)| kind.first != u32::MAX).collect()
    }
}
