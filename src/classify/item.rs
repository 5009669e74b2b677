//! What counts once in a cell.

use crate::day::Day;
use crate::facts::PersonId;
use crate::field::{Table, Text};

use super::view::RowView;

/// What counts once in a cell: a person, a row, a unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// Which.
    pub(crate) key: ItemKey,
    /// Its days in the cell, in order.
    pub(crate) days: Vec<ItemDay>,
}

/// Which item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ItemKey {
    /// A person.
    Person(PersonId),
    /// A row of a person, where a rule sums over rows of attendance.
    PersonRow(PersonId, u32),
    /// A row of `visits` or `gatherings`.
    Row(Table, u32),
    /// A unit or office.
    Unit(Text),
}

/// One day of an item in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ItemDay {
    pub(crate) day: Day,
    /// The person's row of `people`.
    pub(crate) person_row: Option<u32>,
    /// The person's or row's unit, or the unit itself.
    pub(crate) unit: Option<Text>,
    /// The rows of that day in the cell, or what stands for a missing one.
    pub(crate) rows: Vec<RowView>,
    /// Whether it may as well be elsewhere that day. CLAUSE 1.11, 7.2.
    pub(crate) perhaps: bool,
    /// The site that a missing row has in this cell. CLAUSE 7.2.
    pub(crate) site: Option<Text>,
    /// In a flat file the row that says who the person is. CLAUSE 6.3.
    pub(crate) flat_row: Option<u32>,
}
