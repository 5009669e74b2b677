//! Rows of a flat file in the order of days and units: what they are is counted run by run, and
//! added at once.

use std::ops::Range;

use crate::facts::column::Column;
use crate::tally::keys::mixed_few;

use super::adding::{FEW, Numbers};
use super::class::{Kind, LEFT};
use super::{CHUNK, NONE, Part};

/// How many rows are counted side by side: those that follow each other are often of one class,
/// and adding to a number waits for the addition before.
const LANES: usize = 4;

/// How many rows of a run are of each class.
type Tally = [[u16; LEFT as usize + 1]; LANES];

/// What is written anew for each chunk of a run.
struct Sheet {
    kinds: [u8; CHUNK],
    tally: Tally,
}

impl Part<'_> {
    /// Adds rows that lie in runs of one day and one unit, and are of few kinds and classes; the
    /// first row that is not added is returned.
    pub(super) fn in_runs(
        &mut self,
        rows: Range<usize>,
        (dates, units): (&Column, &Column),
        units_of: &Numbers,
    ) -> usize {
        let Some(days) = dates.runs(rows.clone()) else { return rows.start };
        let mut sheet = Sheet { kinds: [0; CHUNK], tally: Tally::default() };
        for (of_day, date) in days {
            let day = self.filling.days.get(date as usize).copied().unwrap_or(NONE);
            let Some(runs) = units.runs(of_day.clone()) else { return of_day.start };
            for (run, unit) in runs.filter(|_| day != NONE) {
                let unit = units_of.of(unit);
                if unit == NONE {
                    continue;
                }
                let added = self.run(run.clone(), (day, unit), &mut sheet);
                if added < run.end {
                    return added;
                }
            }
        }
        rows.end
    }

    /// Adds the rows of a day and a unit, as long as they are of few kinds and classes; the first
    /// row that is not added is returned.
    fn run(
        &mut self,
        run: Range<usize>,
        (day, unit): (u32, u32),
        Sheet { kinds, tally }: &mut Sheet,
    ) -> usize {
        for from in run.clone().step_by(CHUNK) {
            let here = CHUNK.min(run.end - from);
            let kinds = kinds.get_mut(..here).unwrap_or_default();
            let Some(classes) = self.classes.few() else { return from };
            if !mixed_few(&self.filling.group.keys.row, from, kinds) {
                return from;
            }
            count(tally, kinds, classes);
            let left = self.take(tally, (day, unit));
            if left > 0 {
                self.left(from, kinds, (day, unit));
            }
        }
        run.end
    }

    /// Adds what was counted to the numbers of a day and a unit; how many rows are left is
    /// returned.
    fn take(&mut self, tally: &mut Tally, (day, unit): (u32, u32)) -> u16 {
        let mut sums = [0; LEFT as usize + 1];
        for lane in tally {
            sums.iter_mut().zip(&*lane).for_each(|(sum, rows)| *sum += rows);
            *lane = Default::default();
        }
        let [sums @ .., left] = sums;
        for (class, people) in (0..).zip(sums).filter(|(_, people)| *people > 0) {
            self.histogram.add((day, unit), class, u32::from(people));
        }
        left
    }

    /// Adds the rows that are of no class yet, and those of which there is more to tell.
    #[cold]
    fn left(&mut self, from: usize, kinds: &[u8], (day, unit): (u32, u32)) {
        let of_few = self.classes.few().copied();
        let class = |kind: &u8| of_few.and_then(|of| of.get(usize::from(*kind)).copied());
        for (row, kind) in
            (from..).zip(kinds).filter(|(_, kind)| class(kind) == Some(LEFT))
        {
            let kind = Kind { row: u32::from(*kind), person: 0, unit, day };
            self.add_row(kind, row, None);
        }
    }
}

/// Counts the rows of a chunk by their classes.
fn count(tally: &mut Tally, kinds: &[u8], classes: &[u8; FEW]) {
    let count = |lane: &mut [u16; LEFT as usize + 1], kind: u8| {
        let class = classes.get(usize::from(kind)).copied().unwrap_or(LEFT);
        if let Some(rows) = lane.get_mut(usize::from(class & LEFT)) {
            *rows += 1;
        }
    };
    let (whole, rest) = kinds.as_chunks::<LANES>();
    for kinds in whole {
        tally.iter_mut().zip(kinds).for_each(|(lane, kind)| count(lane, *kind));
    }
    tally.iter_mut().zip(rest).for_each(|(lane, kind)| count(lane, *kind));
}
