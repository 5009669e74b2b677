//! Rows that were counted before they came here, and are not kept.

use crate::day::Day;
use crate::facts::PersonId;
use crate::field::Table;

/// Rows of facts in which the day, the unit, and what else rules read of some rows stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    pub(crate) date: u32,
    pub(crate) unit: u32,
    pub(crate) kind: u32,
}

/// Rows that are not among the facts, but are like some that are.
pub(crate) trait Counted: Sync {
    /// Whether the rows of a table were counted.
    fn has(&self, table: Table) -> bool;

    /// In how many parts the rows of attendance were counted.
    fn parts(&self) -> usize;

    /// In a flat file: how many rows of a part are like which, and whether it is known whose
    /// they are.
    fn each(&self, part: usize, add: &mut dyn FnMut(At, u32, bool));

    /// Those of a part of whom there may be more to say, with the person.
    fn kept(&self, part: usize, tell: &mut dyn FnMut(At, &str));

    /// Beside a register: everybody of a part with the day of a row, and the row of the facts
    /// that is like it but for its person and day.
    fn registered(&self, part: usize, tell: &mut dyn FnMut(PersonId, Day, u32));

    /// How many visits or gatherings have their day in the first row, and all else in the
    /// second.
    fn items(&self, table: Table, add: &mut dyn FnMut(u32, u32, u32));
}
