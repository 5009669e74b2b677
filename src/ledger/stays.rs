//! Where everybody is on the register, and from when until when.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::facts::PersonId;

/// In place of a kind: there are several stays.
const SEVERAL: u32 = u32::MAX;

/// A stay on the register.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stay {
    pub(super) from: Day,
    pub(super) through: Day,
    pub(super) unit: u32,
    /// The kind of person.
    pub(super) kind: u32,
}

/// The stays of all people. Most have one, which is found in one place of memory.
#[derive(Debug, Default)]
pub(super) struct Stays {
    /// The stay of each person, if there is one; of several, the span of them.
    spans: Vec<Option<Stay>>,
    several: BTreeMap<PersonId, Vec<Stay>>,
}

impl Stays {
    /// Nobody is anywhere.
    pub(super) fn new(people: usize) -> Self {
        Self { spans: vec![None; people], several: BTreeMap::new() }
    }

    /// Adds a stay.
    pub(super) fn add(&mut self, person: PersonId, stay: Stay) {
        let Some(span) = self.spans.get_mut(person.index()) else { return };
        let Some(before) = *span else {
            *span = Some(stay);
            return;
        };
        let stays = self.several.entry(person).or_default();
        if before.kind != SEVERAL {
            stays.push(before);
        }
        stays.push(stay);
        *span = Some(Stay {
            from: before.from.min(stay.from),
            through: before.through.max(stay.through),
            kind: SEVERAL,
            ..stay
        });
    }

    /// Where somebody is on a day; the first that was added, if there are two.
    #[inline]
    pub(super) fn on(&self, person: PersonId, day: Day) -> Option<Stay> {
        let holds = |stay: &Stay| stay.from <= day && day <= stay.through;
        let span = (*self.spans.get(person.index())?).filter(holds)?;
        if span.kind != SEVERAL {
            return Some(span);
        }
        self.several.get(&person)?.iter().copied().find(holds)
    }
}
