//! What a change does where counting is not enough: rules judged again, or all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::finding::Cell;

use super::effect::{Effect, Verdict};
use super::rows::Edits;
use super::slow::{Again, Reach, Slow, Touched, judged, said, stands_alone};
use super::told::{DayRows, Told};
use super::{Ledger, Opening, Prepared};

impl Ledger {
    /// A ledger of the facts with other values.
    pub(super) fn anew(&self, told: Told) -> Result<Prepared, Error> {
        let mut facts = self.facts_of(None, None, Some(&told));
        facts.forget_unused();
        let opening = Opening::Restored(self.origin.clone());
        let mut ledger = self.law.open_as(facts, self.period, opening)?;
        ledger.log = self.changed();
        ledger.log.insert((told.person, told.day), told.rows.clone());
        let mut effect = Effect::new(told);
        let mut all: BTreeMap<(u32, Cell), [Option<Verdict>; 2]> = BTreeMap::new();
        for (lens, cell, verdict) in self.all() {
            all.entry((lens, cell)).or_default()[0] = Some(verdict);
        }
        for (lens, cell, verdict) in ledger.all() {
            all.entry((lens, cell)).or_default()[1] = Some(verdict);
        }
        for ((lens, cell), [before, after]) in all {
            if before != after {
                effect.push_named(lens, &cell, before.as_ref(), after.as_ref());
            }
        }
        Ok(Prepared::Anew(effect, Box::new(ledger)))
    }

    /// The ledger with everything in its log done.
    pub(super) fn with_log(self) -> Result<Ledger, Error> {
        let mut edits = Edits::new(self.facts.register().people(), self.counts.days());
        for ((person, day), rows) in &self.log {
            let rows = match rows {
                DayRows::None => DayRows::Full(std::sync::Arc::from([])),
                rows => rows.clone(),
            };
            edits.note(*person, self.counts.nth(*day), &rows);
        }
        let with = Ledger { edits, ..self };
        let mut facts = with.facts_of(None, None, None);
        facts.forget_unused();
        let opening = Opening::Restored(with.origin.clone());
        let ledger = with.law.open_as(facts, with.period, opening)?;
        Ok(Ledger { log: with.log, ..ledger })
    }

    /// What a change does to a rule that is judged again; `None` if nothing.
    pub(super) fn again(&self, slow: &Slow, told: &Told) -> Result<Option<Again>, Error> {
        let known_at = self.law.known_at();
        let covers = self.facts.covers();
        let narrow = match slow.reach {
            Reach::Nowhere => return Ok(None),
            Reach::Anywhere => None,
            Reach::Person => Some((self.period, None, Some(told.person))),
            Reach::Days => match slow.cells_of_day(told.day, (self.period, covers)) {
                Some(Touched::NoCell) => return Ok(None),
                Some(Touched::Cells(asked, days)) => Some((asked, Some(days), None)),
                None => None,
            },
        };
        if let Some((asked, days, only)) = narrow {
            let judged = |told: Option<&Told>| {
                let facts = self.facts_of(days, only, told);
                let facts = match only {
                    Some(person) => facts.only_of(person),
                    None => facts,
                };
                judged(&facts, &slow.plan, asked, known_at)
            };
            let (before, after) = (judged(None)?, judged(Some(told))?);
            if stands_alone(&before) && stands_alone(&after) {
                return Ok(Some(Again { before: said(&before), after: said(&after) }));
            }
        }
        let facts = self.facts_of(None, None, Some(told));
        let after = judged(&facts, &slow.plan, self.period, known_at)?;
        Ok(Some(Again { before: slow.said.clone(), after: said(&after) }))
    }
}

/// What differs between two sayings of the same cells.
pub(super) fn differences(lens: u32, again: &Again, effect: &mut Effect) {
    let cells: BTreeSet<&Cell> = again.before.keys().chain(again.after.keys()).collect();
    for cell in cells {
        let (before, after) = (again.before.get(cell), again.after.get(cell));
        if before != after {
            effect.push_named(lens, cell, before, after);
        }
    }
}
