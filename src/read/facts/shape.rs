//! Which columns of a file are what, read off its header.

use std::collections::BTreeSet;

use super::settings::{Stated, TableStated};
use super::table::{Reader, fields_of};
use super::{FactsBuilder, yaml};
use crate::field::Table;
use crate::read::cells::sheet_of_csv;
use crate::read::faults::Faults;
use crate::source::Source;

/// The columns of a file whose rows can be counted as they go by: of attendance, visits or
/// gatherings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) table: Table,
    pub(crate) delimiter: u8,
    /// What each column of the file is; as many as there are.
    pub(crate) columns: Vec<Role>,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Who; of visits and gatherings, which.
    Person,
    /// When.
    Date,
    /// Where; beside a register that is not the row's to say.
    Unit,
    /// Something that rules read.
    Asked,
    /// Something that no rule reads, but that must make sense.
    Kept,
    /// Nothing that anybody reads.
    Ignored,
}

impl Shape {
    /// Whether the rows say themselves where they count: without a register.
    pub(crate) fn is_flat(&self) -> bool {
        self.columns.contains(&Role::Unit)
    }
}

/// Columns by which a row is more than a whole day of somebody.
const CLOCKS: [&str; 3] = ["from", "to", "hours"];

impl FactsBuilder {
    /// What the columns of a file are, given its header; `None` where its rows must be read
    /// one by one: of attendance with clock times, or if there is anything to say about it.
    pub(crate) fn shape(&self, table: Table, header: &Source) -> Option<Shape> {
        let given = |table| self.given.iter().any(|(own, _)| *own == table);
        if given(table) || self.faults.errors() > 0 {
            return None;
        }
        let is_attendance = table == Table::Attendance;
        let is_flat = is_attendance && !given(Table::People);
        let id = match table {
            Table::Attendance => "person",
            Table::Gatherings => "gathering",
            Table::Visits => "visit",
            _ => return None,
        };
        let stated = self.stated()?;
        let unstated = TableStated::default();
        let stated = stated.tables.get(&table).unwrap_or(&unstated);
        let fields = fields_of(&self.fields, table, is_flat);
        let reader = Reader { table, flat: is_flat, fields, stated };
        let delimiter = stated.delimiter.unwrap_or(b',');
        let mut faults = Faults::default();
        let sheet = sheet_of_csv(header, delimiter, &|_| true, &mut faults)?;
        if faults.errors() > 0 || sheet.len > 0 {
            return None;
        }
        let is_home = |home: Table| home == table || is_flat && home == Table::People;
        let needed = self.needed.keys().filter(|(home, _)| is_home(*home));
        let needed: BTreeSet<&str> = needed.map(|(_, column)| column.as_str()).collect();
        let role = |name: &str| match reader.ours(name) {
            None => Some(Role::Ignored),
            Some(clock) if is_attendance && CLOCKS.contains(&clock) => None,
            Some(ours) if ours == id => Some(Role::Person),
            Some("date") => Some(Role::Date),
            Some("unit") if is_flat => Some(Role::Unit),
            Some("status" | "unit") => Some(Role::Asked),
            Some(ours) if needed.contains(ours) => Some(Role::Asked),
            Some(_) => Some(Role::Kept),
        };
        let heads = sheet.header.iter().map(|head| role(&head.name));
        let columns: Vec<Role> = heads.collect::<Option<_>>()?;
        let one = |role: Role| columns.iter().filter(|own| **own == role).count() == 1;
        let is_whole =
            one(Role::Person) && one(Role::Date) && (!is_flat || one(Role::Unit));
        let is_plain = stated.fixed.is_empty() && !stated.codes.contains_key(id);
        (is_whole && is_plain).then_some(Shape { table, delimiter, columns })
    }

    /// Between which signs the cells of a table stand; `None` if the settings are refused.
    pub(crate) fn delimiter(&self, table: Table) -> Option<u8> {
        let stated = self.stated()?;
        Some(stated.tables.get(&table).and_then(|own| own.delimiter).unwrap_or(b','))
    }

    fn stated(&self) -> Option<Stated> {
        let Some(source) = &self.settings else { return Some(Stated::default()) };
        let (stated, diagnostics) = yaml::read(source);
        (!diagnostics.has_errors()).then_some(stated)
    }
}
