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
    dates: Option<&'a Column>,
    /// For each code of the dates its stretch, if the day is asked.
    asked: Vec<Option<u32>>,
    pub(super) kinds: Vec<u32>,
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
        columns: &[&Column],
        asked: Vec<Option<u32>>,
    ) -> Self {
        let mut kinds = vec![0; rows.len()];
        if combinations(columns) <= KINDS_MOST {
            let chunks = kinds.chunks_mut(CHUNK).zip((0..).step_by(CHUNK));
            chunks.for_each(|(chunk, from)| mixed(columns, from, chunk));
        } else {
            let mut pairs = Pairs::default();
            for (row, kind) in kinds.iter_mut().enumerate() {
                *kind = pairs.of(columns.iter().map(|column| column.code(row)));
            }
        }
        Self { table, id, dates: rows.column("date"), asked, kinds }
    }

    /// Whether the day of a row is asked.
    pub(super) fn is_asked(&self, row: u32) -> bool {
        let code = self.dates.map_or(0, |dates| dates.code(row as usize));
        self.asked.get(code as usize).is_some_and(Option::is_some)
    }

    /// Shows every row whose day is asked, with its kind and its stretch.
    pub(super) fn each(&self, mut show: impl FnMut(u32, u32, u32)) {
        let Some(dates) = self.dates else { return };
        let mut days = [0; CHUNK];
        // OK because a table has fewer rows than `u32` has numbers.
        for (kinds, from) in self.kinds.chunks(CHUNK).zip((0_u32..).step_by(CHUNK)) {
            let Some(days) = days.get_mut(..kinds.len()) else { continue };
            dates.widen(from as usize, days);
            for ((row, kind), code) in (from..).zip(kinds).zip(days) {
                if let Some(Some(stretch)) = self.asked.get(*code as usize) {
                    show(row, *kind, *stretch);
                }
            }
        }
    }

    /// The kinds, with how many of their rows are asked.
    pub(super) fn by_kind(&self) -> BTreeMap<u32, Kind> {
        let last = self.kinds.iter().max().map_or(0, |kind| *kind as usize + 1);
        let mut counted = vec![Kind { first: u32::MAX, rows: 0 }; last];
        for (row, kind) in (0..).zip(&self.kinds) {
            if let Some(known) = counted.get_mut(*kind as usize) {
                known.first = known.first.min(row);
            }
        }
        self.each(|_, kind, _| {
            if let Some(known) = counted.get_mut(kind as usize) {
                known.rows += 1;
            }
        });
        let met = (0..).zip(counted);
        met.filter(|(_, kind)| kind.first != u32::MAX).collect()
    }
}
