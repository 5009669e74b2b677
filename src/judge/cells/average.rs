//! Cells of an average: which of their days count, and an item for each day.

use std::collections::BTreeSet;

use crate::classify::Item;
use crate::classify::filling::fillings;
use crate::day::Day;
use crate::error::Error;

use super::{CellView, Judged, bound};

/// In how many ways the days that count are tried. CLAUSE 7.8.
const WAYS: usize = 256;

impl CellView<'_> {
    /// Judges the days of the cell together, those that `when` and `unless` leave. CLAUSE 4.19.
    pub(super) fn judge_days(&self) -> Result<Option<Judged>, Error> {
        let mut left: BTreeSet<Vec<Day>> = BTreeSet::new();
        let tried = fillings(|choices| {
            let days = self.stretch.days.iter().copied();
            left.insert(days.filter(|day| self.guard(*day, choices)).collect());
        });
        let exact = tried && left.len() <= WAYS;
        if !exact {
            left = self.ends_of_days();
        }
        let maybe_cut = left.remove(&Vec::new());
        let mut joined: Option<Judged> = None;
        for days in &left {
            let view = CellView { counted: days, ..*self };
            let mut fault = None;
            let tried = fillings(|choices| match view.under(choices) {
                Ok(judged) => bound::join(&mut joined, judged, self.direction()),
                Err(error) => fault = Some(error),
            });
            match fault {
                Some(error) => return Err(error),
                None if !tried => return Err(self.too_many()),
                None => {}
            }
        }
        if let (Some(judged), false) = (&mut joined, exact) {
            judged.relieved = false;
            judged.verdict = judged.verdict.map(|verdict| verdict.undecided());
        }
        Ok(joined.map(|judged| Judged { maybe_cut, ..judged }))
    }

    /// The days that certainly count, and those that may. CLAUSE 7.8.
    fn ends_of_days(&self) -> BTreeSet<Vec<Day>> {
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        for day in &self.stretch.days {
            let (mut kept, mut cut) = (false, false);
            let tried = fillings(|choices| match self.guard(*day, choices) {
                true => kept = true,
                false => cut = true,
            });
            if kept || !tried {
                possible.push(*day);
            }
            if !cut && tried {
                certain.push(*day);
            }
        }
        BTreeSet::from([certain, possible])
    }

    /// Whether the item counts: of an average only on days that do.
    pub(super) fn is_on_counted_day(&self, item: &Item) -> bool {
        let mut days = item.days.iter();
        !self.lens.averaged || days.any(|day| self.counted.contains(&day.day))
    }
}

/// An item for each day of each item. CLAUSE 4.18.
pub(crate) fn by_day(sides: &[Vec<Item>]) -> Vec<Vec<Item>> {
    let split = |item: &Item| -> Vec<Item> {
        let days = item.days.iter();
        days.map(|day| Item { key: item.key.clone(), days: vec![day.clone()] }).collect()
    };
    sides.iter().map(|items| items.iter().flat_map(split).collect()).collect()
}
