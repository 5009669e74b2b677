//! Where everybody is on the register, and from when until when.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::facts::PersonId;

/// In place of a kind: there are several stays.
const SEVERAL: u32 = u32::MAX;
/// In place of a stay: there is none.
const NOWHERE: u32 = u32::MAX;

/// A stay on the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stay {
    pub(super) from: Day,
    pub(super) through: Day,
    pub(super) unit: u32,
    /// The kind of person.
    pub(super) kind: u32,
}

/// The stays of all people. Most people have one, and share it with many: so it is kept once,
/// and what is kept of each person is small enough to stay near.
#[derive(Debug, Default)]
pub(super) struct Stays {
    /// Which stay each person has, if any; of several, the span of them.
    of: Vec<u32>,
    stays: Vec<Stay>,
    known: BTreeMap<Stay, u32>,
    several: BTreeMap<PersonId, Vec<Stay>>,
}

impl Stays {
    /// Nobody is anywhere.
    pub(super) fn new(people: usize) -> Self {
        Self { of: vec![NOWHERE; people], ..Self::default() }
    }

    fn span(&self, person: PersonId) -> Option<Stay> {
        let at = *self.of.get(person.index())?;
        self.stays.get(at as usize).copied()
    }

    fn number(&mut self, stay: Stay) -> u32 {
        // OK because there are no more stays than rows of people.
        let next = self.stays.len() as u32;
        let stays = &mut self.stays;
        *self.known.entry(stay).or_insert_with(|| {
            stays.push(stay);
            next
        })
    }

    /// Adds a stay.
    pub(super) fn add(&mut self, person: PersonId, stay: Stay) {
        let span = match self.span(person) {
            None => stay,
            Some(before) => {
                let stays = self.several.entry(person).or_default();
                if before.kind != SEVERAL {
                    stays.push(before);
                }
                stays.push(stay);
                let from = before.from.min(stay.from);
                let through = before.through.max(stay.through);
                Stay { from, through, kind: SEVERAL, ..stay }
            }
        };
        let number = self.number(span);
        self.of.iter_mut().skip(person.index()).take(1).for_each(|one| *one = number);
    }

    /// Where somebody is on a day; the first that was added, if there are two.
    #[inline]
    pub(super) fn on(&self, person: PersonId, day: Day) -> Option<Stay> {
        let holds = |stay: &Stay| stay.from <= day && day <= stay.through;
        let span = self.span(person).filter(holds)?;
        if span.kind != SEVERAL {
            return Some(span);
        }
        self.several.get(&person)?.iter().copied().find(holds)
    }
}
