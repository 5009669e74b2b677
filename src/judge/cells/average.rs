//! Cells of an average: which of their days count, and an item for each day.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::Item;
use crate::classify::filling::{Blank, fillings, fillings_where};
use crate::day::Day;
use crate::error::Error;

use super::{CellView, Judged, bound};

/// In how many ways the days that count are tried. CLAUSE 7.8.
const WAYS: usize = 256;

impl CellView<'_> {
    /// Judges the days of the cell together, those that `when` and `unless` leave. CLAUSE 4.19.
    pub(super) fn judge_days(&self) -> Result<Option<Judged>, Error> {
        let ways = self.ways_of_days();
        let exact = ways.is_some();
        let mut left = ways.unwrap_or_else(|| self.ends_of_days());
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

    /// All that may be left of the days; `None` if that is more than can be tried. Only what
    /// several days read is filled for all of them at once: the rest is each day's own.
    fn ways_of_days(&self) -> Option<BTreeSet<Vec<Day>>> {
        let mut read: BTreeMap<Blank, (usize, BTreeSet<Day>)> = BTreeMap::new();
        for day in &self.stretch.days {
            let tried = fillings(|choices| {
                self.guard(*day, choices);
                for (blank, options) in choices.read() {
                    let days =
                        read.entry(blank.clone()).or_insert((options, BTreeSet::new()));
                    days.1.insert(*day);
                }
            });
            tried.then_some(())?;
        }
        let shared = read.into_iter().filter(|(_, (_, days))| days.len() > 1);
        let shared: Vec<(Blank, usize)> =
            shared.map(|(blank, (options, _))| (blank, options)).collect();
        let (mut left, mut beyond) = (BTreeSet::new(), false);
        let tried = fillings(|choices| {
            let choose = |(blank, options): &(Blank, usize)| {
                (blank.clone(), choices.choose(blank, *options))
            };
            let chosen: Vec<(Blank, usize)> = shared.iter().map(choose).collect();
            match self.days_where(&chosen) {
                Some(ways) => left.extend(ways),
                None => beyond = true,
            }
            beyond |= left.len() > WAYS;
        });
        (tried && !beyond).then_some(left)
    }

    /// All that may be left of the days where some blanks are chosen.
    fn days_where(&self, chosen: &[(Blank, usize)]) -> Option<BTreeSet<Vec<Day>>> {
        let mut ways = BTreeSet::from([Vec::new()]);
        for day in &self.stretch.days {
            let (mut kept, mut cut) = (false, false);
            let tried =
                fillings_where(chosen, |choices| match self.guard(*day, choices) {
                    true => kept = true,
                    false => cut = true,
                });
            tried.then_some(())?;
            let with = |days: &Vec<Day>| [days.as_slice(), &[*day]].concat();
            let longer: Vec<Vec<Day>> =
                if kept { ways.iter().map(with).collect() } else { Vec::new() };
            if !cut {
                ways.clear();
            }
            ways.extend(longer);
            if ways.len() > WAYS {
                return None;
            }
        }
        Some(ways)
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
