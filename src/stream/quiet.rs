//! Rows in which nothing is new, counted many at once.

use std::ops::Range;

use super::strip::{Once, Strip};

impl Strip {
    /// Counts rows in which nothing is new, unless a row of their kinds is kept; says whether
    /// it could.
    pub(super) fn count_quiet(
        &mut self,
        [people, dates, units]: [&[u32]; 3],
        kinds: &[u32],
    ) -> bool {
        let has_all = |codes: &[u32]| codes.len() == kinds.len();
        let stands = |codes: &[u32]| has_all(codes) && !codes.contains(&0);
        let could = match &self.once {
            Once::Days(_) => stands(people) && stands(units),
            Once::Registered(_) => stands(people),
            Once::Ids(_) => has_all(units),
        };
        // Beside a register what is kept of each row is its kind.
        let is_kept = |kind: &u32| !self.is_registered() && self.kinds.is_kept(*kind);
        if !could || !stands(dates) || kinds.iter().any(is_kept) {
            return false;
        }
        // Mostly rows that follow each other are of one date, and of one unit.
        for (date, rows) in runs(dates) {
            let of_date = |codes| part(codes, &rows);
            self.count_quiet_day(date, [of_date(people), of_date(units), of_date(kinds)]);
        }
        self.rows += kinds.len() as u64;
        true
    }

    /// Counts such rows of one date.
    fn count_quiet_day(&mut self, date: u32, [people, units, kinds]: [&[u32]; 3]) {
        self.stopped |= match &mut self.once {
            Once::Days(days) => days.set_all(date, people, kinds.iter().map(|_| 1)),
            Once::Registered(days) => {
                days.set_all(date, people, kinds.iter().map(|kind| kind + 1))
            }
            Once::Ids(_) => self.unordered,
        };
        if self.is_registered() {
            return;
        }
        for (unit, rows) in runs(units) {
            self.cells.add_all((date, unit), part(kinds, &rows));
        }
    }
}

/// Codes that follow each other and are the same, with the rows that have them.
fn runs(codes: &[u32]) -> impl Iterator<Item = (u32, Range<usize>)> {
    let mut from = 0;
    codes.chunk_by(|one, next| one == next).map(move |run| {
        let rows = from..from + run.len();
        from = rows.end;
        // OK because no run is empty.
        (run.first().copied().unwrap_or(0), rows)
    })
}

/// The codes of some rows.
fn part<'c>(codes: &'c [u32], rows: &Range<usize>) -> &'c [u32] {
    codes.get(rows.clone()).unwrap_or_default()
}
