//! `when` and `unless`: which cells are judged, and which days of an average count (CLAUSE
//! 3.8, 4.19).

use std::collections::BTreeSet;

use passmuster::day::Day;
use passmuster::rulebook::Standing;

use crate::ask::Asking;
use crate::cell::Cell;
use crate::filling::{Blanks, Filling, Fixed, answers};
use crate::ground::Ground;
use crate::plan::clocks_of;
use crate::value::{Spot, Who};

/// Whether `when` and `unless` cut a cell out. CLAUSE 3.8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cutting {
    Kept,
    Perhaps,
    CutOut,
}

impl Ground<'_> {
    /// Whether all of `when` holds of the cell on its first day, and nothing of `unless`.
    pub(crate) fn keeps_guard(
        &self,
        standing: &Standing,
        cell: &Cell,
        fill: &Filling<'_>,
    ) -> bool {
        let rule = standing.rule();
        let piece = standing.pieces().get(cell.piece);
        let by_acts = piece.and_then(|piece| piece.when.as_ref());
        let day = cell.days.first().copied().unwrap_or(Day::FIRST);
        let spot = Spot { who: Who::Cell, day, cell, status: None };
        let mut minutes = BTreeSet::from([0, 1439]);
        for matcher in rule.when.iter().chain(by_acts).chain(&rule.unless) {
            clocks_of(matcher, &mut minutes);
        }
        let (week_starts, minutes) = (rule.week_starts, &minutes);
        let asking = Asking { week_starts, minutes, first: &[], passing: None };
        let holds = |one| self.holds(&spot, one, asking, fill);
        rule.when.iter().chain(by_acts).all(holds) && !rule.unless.iter().any(holds)
    }

    /// CLAUSE 4.19: which days of an average may count.
    pub(crate) fn cut_days(&self, standing: &Standing, cell: &mut Cell) -> Cutting {
        let mut counted = answers(&Fixed::new(), &mut Blanks::new(), |fill| {
            let days = cell.days.iter().copied();
            let kept = |day: &Day| {
                let cell = Cell { days: vec![*day], ..cell.clone() };
                self.keeps_guard(standing, &cell, fill)
            };
            days.filter(kept).collect::<Vec<Day>>()
        });
        let is_cut = counted.remove(&Vec::new());
        cell.counted = counted;
        match (cell.counted.is_empty(), is_cut) {
            (true, _) => Cutting::CutOut,
            (false, true) => Cutting::Perhaps,
            (false, false) => Cutting::Kept,
        }
    }
}
