//! Rows in which nothing is new, counted many at once.

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
        let mut from = 0;
        for run in dates.chunk_by(|one, next| one == next) {
            let (rows, date) = (from..from + run.len(), run.first().copied());
            from = rows.end;
            let part = |codes| <[u32]>::get(codes, rows.clone()).unwrap_or_default();
            self.count_quiet_day(
                date.unwrap_or(0),
                [part(people), part(units), part(kinds)],
            );
        }
        self.rows += kinds.len() as u64;
        true
    }

    /// Counts such rows of one date.
    fn count_quiet_day(&mut self, date: u32, [people, units, kinds]: [&[u32]; 3]) {
        self.stopped |= match &mut self.once {
            Once::Days(days) => days.set_all(date, people, kinds.iter().map(|_| 1)),
            Once::Registered(days) => {
                return self.stopped |=
                    days.set_all(date, people, kinds.iter().map(|kind| kind + 1));
            }
            Once::Ids(_) => self.unordered,
        };
        let mut from = 0;
        for run in units.chunk_by(|one, next| one == next) {
            let (rows, unit) = (from..from + run.len(), run.first().copied());
            from = rows.end;
            let kinds = kinds.get(rows).unwrap_or_default();
            self.cells.add_all((date, unit.unwrap_or(0)), kinds);
        }
    }
}
