//! Cells that are left to be asked item by item, in portions of some days each.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::Day;
use crate::domain::Domain;
use crate::domain::gather::{CellKey, Gather, Gathered};
use crate::domain::stretch::Stretch;
use crate::error::Error;
use crate::field::Table;
use crate::tally::sweep::Swept;

use super::Judging;

/// From how many cells on a portion is large enough.
const CELLS: usize = 1024;

impl Judging<'_> {
    /// The cells that a quick tally has not passed, some days after the other: there may be as
    /// many items as there are rows.
    pub(super) fn left(&mut self, mut swept: Swept) -> Result<(), Error> {
        self.matched |= swept.matched;
        self.passes += swept.passes;
        self.cut_out += swept.cut_out;
        self.in_part = std::mem::take(&mut swept.in_part);
        self.found.spots = std::mem::take(&mut swept.spots);
        self.take_ruled(&mut swept);
        let domain = self.question.domain;
        for (wanted, rows) in days_at_once(domain, &self.stretches, swept) {
            let wanted = Some((&wanted, rows.as_slice()));
            let gather = Gather::new(domain, self.lens, &self.stretches, wanted);
            let cells = gather.gather().cells;
            self.cells(Gathered { cells, ..Gathered::default() })?;
        }
        Ok(())
    }
}

/// Cells and the rows of attendance in them, in the order of time: all of a day together.
fn days_at_once(
    domain: &Domain<'_>,
    stretches: &[Stretch],
    swept: Swept,
) -> Vec<(BTreeSet<CellKey>, Vec<u32>)> {
    let mut by_stretch: BTreeMap<usize, Vec<CellKey>> = BTreeMap::new();
    for cell in swept.wanted {
        by_stretch.entry(cell.0).or_default().push(cell);
    }
    let by_stretch = by_stretch.into_iter();
    let mut by_time: Vec<(&Stretch, Vec<CellKey>)> = by_stretch
        .filter_map(|(nth, cells)| Some((stretches.get(nth)?, cells)))
        .collect();
    by_time.sort_by_key(|(stretch, _)| stretch.window);
    let mut portions: Vec<(BTreeSet<CellKey>, Vec<u32>)> = Vec::new();
    let mut portion_of: BTreeMap<Day, usize> = BTreeMap::new();
    for (stretch, cells) in by_time {
        let day = stretch.first();
        let is_full = portions.last().is_none_or(|(cells, _)| cells.len() >= CELLS);
        if is_full && !portion_of.contains_key(&day) {
            portions.push(Default::default());
        }
        portion_of.insert(day, portions.len() - 1);
        if let Some((portion, _)) = portions.last_mut() {
            portion.extend(cells);
        }
    }
    let days = domain.facts.days_of_attendance();
    let portion = |day: &Option<Day>| portion_of.get(day.as_ref()?).copied();
    let of_codes: Vec<Option<usize>> = days.iter().map(portion).collect();
    let rows = domain.facts.table(Table::Attendance);
    let Some(dates) = rows.and_then(|rows| rows.column("date")) else { return portions };
    for row in swept.rows {
        let portion = of_codes.get(dates.code(row as usize) as usize).copied().flatten();
        if let Some((_, rows)) = portion.and_then(|nth| portions.get_mut(nth)) {
            rows.push(row);
        }
    }
    portions
}
