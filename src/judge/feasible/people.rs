//! Who is the same to the rules, so that one of them is asked for all.

use std::collections::BTreeSet;

use crate::day::Day;
use crate::facts::column::Column;
use crate::facts::dated::{Register, Spell};
use crate::facts::{Facts, PersonId};
use crate::field::Table;
use crate::rule::per::Column as Key;
use crate::tally::keys::{Keys, Pairs, QuickMap};

use super::problem::Looked;

/// The number of whoever is like nobody else.
const ALONE: u32 = u32::MAX;

/// People of a day who are the same to the rules: asked in the same cells with the same
/// relief, of one unit, and with the same codes in the columns that are read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// What ways hang on, as a number: two kinds of one number that are asked by the same rules
    /// with the same relief add the same, each in its own cells. `None` if it is like no other.
    pub(super) ways: Option<u32>,
    /// Who is of it, in ascending order.
    pub(super) people: Vec<PersonId>,
}

/// Everybody on the register, by what the rules can tell of them.
pub(super) struct People<'a> {
    register: &'a Register,
    /// Of each spell the number of its unit and its codes, and that of what ways hang on.
    kinds: Vec<[u32; 2]>,
}

impl<'a> People<'a> {
    pub(super) fn new(facts: &'a Facts, rules: &[Looked<'_>]) -> Self {
        let register = facts.register();
        let kinds = match read(facts, rules) {
            None => vec![[ALONE; 2]; register.spells().len()],
            Some(Read { columns, unit, by_unit }) => {
                let (mut of_all, mut of_ways) = (Pairs::default(), Pairs::default());
                let granted = |person: PersonId| {
                    rules.iter().any(|looked| looked.grants.name(person))
                };
                let kind = |spell: &Spell| {
                    if granted(spell.person) {
                        return [ALONE; 2];
                    }
                    let row = spell.row as usize;
                    let unit = unit.map_or(0, |unit| unit.code(row));
                    let codes = || columns.iter().map(|column| column.code(row));
                    let read = if by_unit { unit } else { 0 };
                    [of_all.of(codes().chain([unit])), of_ways.of(codes().chain([read]))]
                };
                register.spells().iter().map(kind).collect()
            }
        };
        Self { register, kinds }
    }

    pub(super) fn register(&self) -> &'a Register {
        self.register
    }

    /// Everybody of a day, in the order of the first of each kind.
    pub(super) fn of_day(&self, day: Day) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = Vec::new();
        let mut places: QuickMap<u32, usize> = QuickMap::default();
        let spells = self.register.spells().iter().zip(&self.kinds);
        // OK because the spells of one person never overlap.
        for (spell, [number, ways]) in spells.filter(|(spell, _)| spell.contains(day)) {
            let next = kinds.len();
            let at = match *number {
                ALONE => next,
                number => *places.entry(number).or_insert(next),
            };
            match kinds.get_mut(at) {
                Some(kind) => kind.people.push(spell.person),
                None => kinds.push(Kind {
                    ways: Some(*ways).filter(|ways| *ways != ALONE),
                    people: vec![spell.person],
                }),
            }
        }
        kinds
    }
}

/// What the rules read of people on the register.
struct Read<'a> {
    columns: Vec<&'a Column>,
    unit: Option<&'a Column>,
    /// Whether what people add hangs on their unit.
    by_unit: bool,
}

/// `None` if some rule reads more of them, or is asked of each alone.
fn read<'a>(facts: &'a Facts, rules: &[Looked<'_>]) -> Option<Read<'a>> {
    let (mut columns, mut by_unit): (Vec<&Column>, bool) = (Vec::new(), false);
    for looked in rules {
        if looked.lens.grain.columns.contains(&Key::Person) {
            return None;
        }
        for side in &looked.lens.sides {
            let keys = Keys::of_side(facts, side)?;
            by_unit |= keys.unit;
            columns.extend(keys.person);
        }
    }
    let mut known = BTreeSet::new();
    columns.retain(|column| known.insert(std::ptr::from_ref(*column)));
    let unit = facts.table(Table::People).and_then(|rows| rows.column("unit"));
    Some(Read { columns, unit, by_unit })
}
