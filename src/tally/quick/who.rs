//! A person on one day, and the row of the register that holds for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::day::Day;
use crate::facts::column::Column;
use crate::facts::{Facts, PersonId};
use crate::field::{Table, Value};

/// A person on one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Who {
    pub(super) person: PersonId,
    pub(super) person_row: Option<u32>,
    pub(super) day: Day,
    pub(super) stretch: u32,
    pub(super) unit: u32,
}

/// Where the spells of each person begin.
pub(super) struct SpellIndex(Vec<u32>);

impl SpellIndex {
    pub(super) fn new(facts: &Facts) -> Self {
        let register = facts.register();
        let mut from = vec![0; register.people() + 1];
        for spell in register.spells() {
            if let Some(count) = from.get_mut(spell.person.index() + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut from {
            sum += *count;
            *count = sum;
        }
        Self(from)
    }

    /// The row of `people` that holds for a person on a day.
    pub(super) fn find(&self, facts: &Facts, person: PersonId, day: Day) -> Option<u32> {
        let at = person.index();
        let (from, until) = (self.0.get(at).copied()?, self.0.get(at + 1).copied()?);
        let spells = facts.register().spells().get(from as usize..until as usize)?;
        spells.iter().find(|spell| spell.contains(day)).map(|spell| spell.row)
    }
}

/// In a flat file: its unit column, and for each code of it the unit.
pub(super) fn flat_units<'a>(
    facts: &'a Facts,
    unit_ids: &BTreeMap<Arc<str>, u32>,
) -> Option<(&'a Column, Vec<Option<u32>>)> {
    if facts.register().is_present() {
        return None;
    }
    let column = facts.table(Table::Attendance)?.column("unit")?;
    let id = |value: &Value| unit_ids.get(value.as_text()?).copied();
    let ids = std::iter::once(None).chain(column.values().iter().map(id));
    Some((column, ids.collect()))
}
