//! Where the rows of a column change: files come in order of days, and often of units.

use std::ops::Range;

/// How many rows a run has on average at least, for runs to be worth knowing.
const LONG: usize = 64;

/// The runs of one code in a column whose runs are long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Runs {
    /// The row after the last of each run, in their order.
    ends: Vec<u32>,
}

impl Runs {
    /// The runs of a column, if they are long.
    pub(super) fn of<C: Copy + Eq>(codes: &[C]) -> Option<Self> {
        let most = codes.len() / LONG;
        let mut ends: Vec<u32> = Vec::new();
        let mut next = 0;
        for run in codes.chunk_by(|code, after| code == after) {
            if ends.len() == most {
                return None;
            }
            next += run.len();
            // OK because a table has fewer rows than `u32` has numbers.
            ends.push(next as u32);
        }
        (!ends.is_empty()).then_some(Self { ends })
    }

    /// The parts of some rows that lie in one run each, in their order.
    pub(super) fn of_rows(
        &self,
        rows: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> {
        let first = self.ends.partition_point(|end| *end as usize <= rows.start);
        let ends = self.ends.get(first..).unwrap_or_default();
        let mut from = rows.start;
        ends.iter().map_while(move |end| {
            let run = from..rows.end.min(*end as usize);
            from = run.end;
            (!run.is_empty()).then_some(run)
        })
    }
}
