//! What an item's labels can hang on: the codes of the columns that a lens reads.

use std::hash::{BuildHasherDefault, Hasher};

use crate::facts::Facts;
use crate::facts::column::Column;
use crate::field::{Home, Table};
use crate::plan::Side;
use crate::plan::atom::{Atom, Probe};
use crate::rule::matcher::Test;

/// The columns and other things that the atoms of a side read.
#[derive(Debug, Default)]
pub(crate) struct Keys<'a> {
    /// Columns of `attendance`.
    pub(crate) row: Vec<&'a Column>,
    /// Columns of `people`.
    pub(crate) person: Vec<&'a Column>,
    /// Whether the unit is read: itself, or a field of it.
    pub(crate) unit: bool,
    /// Whether the day is read, or anything that changes with it.
    pub(crate) day: bool,
}

impl<'a> Keys<'a> {
    /// What a side reads; `None` if its labels hang on more than codes.
    pub(crate) fn of_side(facts: &'a Facts, side: &Side) -> Option<Keys<'a>> {
        let mut keys = Keys::default();
        for atom in &side.atoms {
            let Atom::Together(together) = atom else { return None };
            if !together.has.is_empty() || together.passage.is_some() {
                return None;
            }
            for probe in &together.probes {
                keys.probe(facts, probe)?;
            }
        }
        let changes = facts.units().places().any(|place| facts.units().is_dated(place));
        keys.day |= keys.unit && changes;
        // Several questions may read one column.
        keys.join(&keys)
    }

    fn probe(&mut self, facts: &'a Facts, probe: &Probe) -> Option<()> {
        let flat = !facts.register().is_present();
        let attendance = facts.table(Table::Attendance);
        // What lies so many days back lies there on some days only.
        self.day |= matches!(probe.test, Test::InLast(_) | Test::BeforeLast(_));
        for (home, column) in &probe.homes {
            match home {
                Home::Table(Table::Attendance) => {
                    self.row.extend(attendance.and_then(|rows| rows.column(column)));
                    self.unit |= column == "site" || column == "for_unit";
                }
                Home::Table(Table::People) if column == "unit" => self.unit = true,
                Home::Table(Table::People) if column == "person" => return None,
                Home::Table(Table::People) if flat => {
                    self.row.extend(attendance.and_then(|rows| rows.column(column)));
                }
                Home::Table(Table::People) => {
                    let people = facts.table(Table::People);
                    self.person.extend(people.and_then(|rows| rows.column(column)));
                }
                Home::Table(Table::Units) => {
                    let numbers = probe.kind == crate::field::ValueType::Number;
                    if (numbers || column == "locality") && names_places(facts) {
                        return None;
                    }
                    self.unit = true;
                }
                Home::Table(_) => return None,
                Home::Register | Home::Hours | Home::Level => return None,
                Home::Day => {
                    let is_local = column == "day_kind" && facts.has_local_days();
                    if is_local && names_places(facts) {
                        return None;
                    }
                    (self.day, self.unit) = (true, true);
                }
            }
        }
        Some(())
    }

    /// The columns of both, each once; `None` if one hangs on units or days and the other not.
    pub(crate) fn join(&self, other: &Keys<'a>) -> Option<Keys<'a>> {
        if (self.unit, self.day) != (other.unit, other.day) {
            return None;
        }
        let both = |mine: &[&'a Column], theirs: &[&'a Column]| {
            let mut both: Vec<&'a Column> = Vec::new();
            for column in mine.iter().chain(theirs) {
                if !both.iter().any(|known| std::ptr::eq(*known, *column)) {
                    both.push(column);
                }
            }
            both
        };
        let (row, person) =
            (both(&self.row, &other.row), both(&self.person, &other.person));
        Some(Keys { row, person, ..*self })
    }

    /// How many combinations of codes there are.
    pub(crate) fn kinds(&self) -> u64 {
        combinations(&self.row).saturating_mul(combinations(&self.person))
    }

    /// Whether the codes of a row, and those of a person, fit a number each.
    pub(crate) fn fits(&self) -> bool {
        let most = u64::from(u32::MAX / 2);
        combinations(&self.row) < most && combinations(&self.person) < most
    }

    /// The codes of a row of `people`, as one number below the combinations.
    pub(crate) fn of_person(&self, row: usize) -> u32 {
        let codes = self.person.iter().map(|column| (column.code(row), choices(column)));
        codes.fold(0, |mixed, (code, choices)| mixed * choices + code)
    }
}

/// How many codes a column may have, the blank among them.
pub(crate) fn choices(column: &Column) -> u32 {
    column.values().len() as u32 + 1
}

/// How many combinations of the codes of some columns there are.
pub(crate) fn combinations(columns: &[&Column]) -> u64 {
    let choices = columns.iter().map(|column| u64::from(choices(column)));
    choices.fold(1, u64::saturating_mul)
}

/// The codes of some columns, of the rows from one on, as one number a row below the
/// [`combinations`], which must fit.
pub(crate) fn mixed(columns: &[&Column], from: usize, into: &mut [u32]) {
    if columns.is_empty() {
        into.fill(0);
    }
    for (nth, column) in columns.iter().enumerate() {
        column.mix(from, if nth == 0 { 0 } else { choices(column) }, into);
    }
}

/// The same in a byte each; nothing is done where they do not fit.
pub(crate) fn mixed_few(columns: &[&Column], from: usize, into: &mut [u8]) -> bool {
    let fits = combinations(columns) <= 1 << 8;
    for (nth, column) in columns.iter().enumerate().filter(|_| fits) {
        // OK because there are no more choices than combinations, and one at least.
        let factor = (choices(column) & 0xff) as u8;
        column.mix_few(from, if nth == 0 { 0 } else { factor }, into);
    }
    fits
}

/// Whether rows of attendance name rooms or sites, of which they may have locality and
/// numbers. CLAUSE 2.9.
fn names_places(facts: &Facts) -> bool {
    let attendance = facts.table(Table::Attendance);
    let names = |name: &str| attendance.is_some_and(|rows| rows.column(name).is_some());
    names("room") || names("site")
}

/// A hasher for small whole numbers; nothing is ever read out in its order.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Quickly(u64);

impl Hasher for Quickly {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

/// A map by small whole numbers.
pub(crate) type QuickMap<K, V> =
    std::collections::HashMap<K, V, BuildHasherDefault<Quickly>>;

/// Combinations of codes, each under a number of its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pairs {
    /// What small numbers come to together, so that they need not be looked up.
    small: Vec<u32>,
    pairs: QuickMap<(u32, u32), u32>,
    next: u32,
    /// Those of many at once, until all are known to be there.
    paired: Vec<u32>,
}

/// Below which numbers are paired by a table.
const SMALL: u32 = 64;

impl Pairs {
    /// The number of a combination; that of none at all is 0.
    #[inline]
    pub(crate) fn of(&mut self, codes: impl Iterator<Item = u32>) -> u32 {
        let mut mixed = 0;
        for code in codes {
            mixed = self.pair(mixed, code);
        }
        mixed
    }

    /// Each of some numbers and the one beside it as one.
    pub(crate) fn pair_all(&mut self, ones: &mut [u32], others: &[u32]) {
        self.paired.clear();
        let most = |numbers: &[u32]| numbers.iter().fold(0, |most, it| most.max(*it));
        if most(ones) < SMALL && most(others) < SMALL {
            let pairs = ones.iter().zip(others).map(|(one, other)| one * SMALL + other);
            let known = self.small.as_slice();
            let pair = |at: u32| known.get(at as usize).copied().unwrap_or(0);
            self.paired.extend(pairs.map(pair));
        }
        if self.paired.len() == ones.len() && !self.paired.contains(&0) {
            ones.copy_from_slice(&self.paired);
            return;
        }
        for (one, other) in ones.iter_mut().zip(others) {
            *one = self.pair(*one, *other);
        }
    }

    /// Two numbers as one.
    #[inline]
    fn pair(&mut self, one: u32, other: u32) -> u32 {
        let is_small = one < SMALL && other < SMALL;
        // Only small numbers are multiplied.
        let at = if is_small { (one * SMALL + other) as usize } else { usize::MAX };
        match self.small.get(at) {
            Some(0) | None => {}
            Some(pair) => return *pair,
        }
        let known = self.pairs.get(&(one, other)).copied();
        let pair = known.unwrap_or_else(|| {
            self.next += 1;
            self.pairs.insert((one, other), self.next);
            self.next
        });
        if is_small {
            self.small.resize((SMALL * SMALL) as usize, 0);
            if let Some(slot) = self.small.get_mut(at) {
                *slot = pair;
            }
        }
        pair
    }
}
