//! The hot loop: a row to its number in the histogram.

use crate::facts::column::Visit;

use super::NONE;
use super::class::UNMET;

/// Adds the rows of one day, whose codes of units it visits.
pub(super) struct Adding<'a> {
    pub(super) kinds: &'a [u32],
    /// For each kind its class, with [`TELLS`] and [`UNMET`].
    pub(super) classes: &'a [u32],
    pub(super) units_of: &'a [u32],
    /// How many units there are.
    pub(super) number: usize,
    pub(super) counts: &'a mut [u32],
    /// The rows of which there is more to do.
    pub(super) left: &'a mut Vec<usize>,
}

impl Adding<'_> {
    #[inline]
    fn add(&mut self, nth: usize, kind: u32, unit: u32, start: usize) {
        let class = self.classes.get(kind as usize).copied().unwrap_or(UNMET);
        if class >= UNMET {
            self.left.push(nth);
            return;
        }
        let unit = self.units_of.get(unit as usize).copied().unwrap_or(NONE);
        // OK because no histogram is as large as `NONE`, so that it has no such place.
        let at = start + class as usize * self.number + unit as usize;
        if let Some(count) = self.counts.get_mut(at) {
            *count += 1;
        }
    }
}

impl Visit for Adding<'_> {
    type Out = ();

    /// Four stretches of rows at once: rows that follow each other are mostly of one unit and
    /// class, and adding to one number waits for the addition before.
    fn visit<C: Copy + Eq + Into<u32>>(mut self, units: &[C]) {
        let rows = self.kinds.len().min(units.len());
        let lane = rows / 4;
        let rows_of = |nth: usize| {
            let of = nth * lane..(nth + 1) * lane;
            let kinds = self.kinds.get(of.clone()).unwrap_or_default();
            kinds.iter().zip(units.get(of).unwrap_or_default())
        };
        let pairs = rows_of(0).zip(rows_of(1)).zip(rows_of(2).zip(rows_of(3)));
        for (nth, ((first, second), (third, fourth))) in pairs.enumerate() {
            self.add(nth, *first.0, (*first.1).into(), 0);
            self.add(lane + nth, *second.0, (*second.1).into(), 0);
            self.add(2 * lane + nth, *third.0, (*third.1).into(), 0);
            self.add(3 * lane + nth, *fourth.0, (*fourth.1).into(), 0);
        }
        for nth in 4 * lane..rows {
            if let Some((kind, unit)) = self.kinds.get(nth).zip(units.get(nth)) {
                self.add(nth, *kind, (*unit).into(), 0);
            }
        }
    }
}

/// Adds rows of any days.
pub(super) struct AddingOfDays<'a> {
    /// For each row its day.
    pub(super) days: &'a [u32],
    /// How many numbers a day has.
    pub(super) each_day: usize,
    pub(super) adding: Adding<'a>,
}

impl Visit for AddingOfDays<'_> {
    type Out = ();

    fn visit<C: Copy + Eq + Into<u32>>(mut self, units: &[C]) {
        let kinds = self.adding.kinds;
        let rows = kinds.iter().zip(units).zip(self.days);
        for (nth, ((kind, unit), day)) in rows.enumerate() {
            if *day != NONE {
                let start = *day as usize * self.each_day;
                self.adding.add(nth, *kind, (*unit).into(), start);
            }
        }
    }
}
