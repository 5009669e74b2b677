//! Spells: from when to when a person belongs to a unit, or a unit exists.

use crate::field::Text;
use std::collections::{BTreeMap, BTreeSet};

use crate::day::Day;
use crate::facts::PersonId;

/// Everybody known, by name, and their spells on the register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// Whether there is a `people` table at all.
    pub(crate) present: bool,
    /// Names in ascending order; the index is the id.
    pub(crate) names: Vec<Text>,
    /// The name of who is not known.
    pub(crate) nobody: Text,
    /// Sorted by person, then first day; the spells of one person never overlap.
    pub(crate) spells: Vec<Spell>,
}

/// A stretch of days for which one row of `people` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spell {
    /// Whose.
    pub person: PersonId,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub through: Day,
    /// The row of `people`.
    pub row: u32,
}

impl Spell {
    /// Whether the day lies in it.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.through
    }
}

impl Register {
    /// Whether there is a register: without one it cannot be known who is missing.
    pub fn is_present(&self) -> bool {
        self.present
    }

    /// How many people are known, on the register or not.
    pub fn people(&self) -> usize {
        self.names.len()
    }

    /// The name of a person.
    pub fn name(&self, person: PersonId) -> &Text {
        self.names.get(person.0 as usize).unwrap_or(&self.nobody)
    }

    /// The person of a name.
    pub fn person(&self, name: &str) -> Option<PersonId> {
        let at = self.names.binary_search_by(|known| (**known).cmp(name)).ok()?;
        u32::try_from(at).ok().map(PersonId)
    }

    /// All spells, by person and first day.
    pub fn spells(&self) -> &[Spell] {
        &self.spells
    }

    /// The spells of a person.
    pub fn spells_of(&self, person: PersonId) -> &[Spell] {
        let from = self.spells.partition_point(|spell| spell.person < person);
        let until = self.spells.partition_point(|spell| spell.person <= person);
        self.spells.get(from..until).unwrap_or_default()
    }

    /// The spell of a person on a day.
    pub fn spell(&self, person: PersonId, day: Day) -> Option<Spell> {
        self.spells_of(person).iter().copied().find(|spell| spell.contains(day))
    }
}

/// The unit tree, day by day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Units {
    /// For each place its rows of `units`: first day, last day, row, parent.
    pub(crate) rows: BTreeMap<Text, Vec<UnitSpell>>,
}

/// A stretch of days for which one row of `units` holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitSpell {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub through: Day,
    /// The row of `units`.
    pub row: u32,
    /// The place above, if any.
    pub parent: Option<Text>,
}

impl Units {
    /// Every place that has a row, on whatever day.
    pub fn places(&self) -> impl Iterator<Item = &Text> {
        self.rows.keys()
    }

    /// What holds of a place on a day.
    pub fn spell(&self, place: &str, day: Day) -> Option<&UnitSpell> {
        let spells = self.rows.get(place)?;
        spells.iter().find(|spell| spell.from <= day && day <= spell.through)
    }

    /// Whether a place has not one and the same row on all days.
    pub fn is_dated(&self, place: &str) -> bool {
        let spells = self.rows.get(place).map_or(&[][..], Vec::as_slice);
        let always =
            |spell: &UnitSpell| spell.from == Day::FIRST && spell.through == Day::LAST;
        !spells.iter().all(always)
    }

    /// The place above, on a day.
    pub fn parent(&self, place: &str, day: Day) -> Option<&Text> {
        self.spell(place, day)?.parent.as_ref()
    }

    /// The rows of a place and of those above it, from the place up.
    pub fn chain(&self, place: &str, day: Day) -> impl Iterator<Item = u32> + use<'_> {
        let mut next = self.spell(place, day);
        // OK because the reader refuses cycles, so no chain is longer than the table.
        std::iter::from_fn(move || {
            let spell = next?;
            next = spell.parent.as_ref().and_then(|parent| self.spell(parent, day));
            Some(spell.row)
        })
    }

    /// The place itself and all above it, from the place up.
    pub fn line(&self, place: &str, day: Day) -> Vec<Text> {
        let mut line = vec![Text::from(place)];
        while let Some(parent) = line.last().and_then(|last| self.parent(last, day)) {
            line.push(parent.clone());
        }
        line
    }

    /// The top of the chain; the place itself where it has no parent or no row.
    pub fn top(&self, place: &str, day: Day) -> Text {
        self.line(place, day).pop().unwrap_or_else(|| Text::from(place))
    }

    /// The days on which the tree or a unit's row changes, within the days given.
    pub fn changes(&self, from: Day, through: Day) -> BTreeSet<Day> {
        let spells = self.rows.values().flatten();
        let edges = spells.flat_map(|spell| [spell.from, spell.through.next()]);
        edges.filter(|day| from < *day && *day <= through).collect()
    }
}
