//! Which columns of an attendance file are what, read off its header.

use std::collections::BTreeSet;

use super::settings::{Stated, TableStated};
use super::table::{Reader, fields_of};
use super::{FactsBuilder, yaml};
use crate::field::Table;
use crate::read::cells::sheet_of_csv;
use crate::read::faults::Faults;
use crate::source::Source;

/// The columns of a flat attendance file whose rows can be counted as they go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) delimiter: u8,
    /// What each column of the file is; as many as there are.
    pub(crate) columns: Vec<Role>,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Who.
    Person,
    /// When.
    Date,
    /// Where.
    Unit,
    /// Something that rules read.
    Asked,
    /// Something that no rule reads, but that must make sense.
    Kept,
    /// Nothing that anybody reads.
    Ignored,
}

/// Columns by which a row is more than a whole day of somebody.
const CLOCKS: [&str; 3] = ["from", "to", "hours"];

impl FactsBuilder {
    /// What the columns of an attendance file are, given its header; `None` where its rows
    /// must be read one by one: beside a register, with clock times, or if there is anything
    /// to say about it.
    pub(crate) fn shape(&self, header: &Source) -> Option<Shape> {
        let given = |table| self.given.iter().any(|(own, _)| *own == table);
        if given(Table::People) || given(Table::Attendance) || self.faults.errors() > 0 {
            return None;
        }
        let stated = match &self.settings {
            None => Stated::default(),
            Some(source) => {
                let (stated, diagnostics) = yaml::read(source);
                (!diagnostics.has_errors()).then_some(stated)?
            }
        };
        let unstated = TableStated::default();
        let stated = stated.tables.get(&Table::Attendance).unwrap_or(&unstated);
        let table = Table::Attendance;
        let fields = fields_of(&self.fields, table, true);
        let reader = Reader { table, flat: true, fields, stated };
        let delimiter = stated.delimiter.unwrap_or(b',');
        let mut faults = Faults::default();
        let sheet = sheet_of_csv(header, delimiter, &|_| true, &mut faults)?;
        if faults.errors() > 0 || sheet.len > 0 {
            return None;
        }
        let needed: BTreeSet<&str> = self
            .needed
            .iter()
            .filter(|(table, _)| matches!(table, Table::Attendance | Table::People))
            .map(|(_, column)| column.as_str())
            .collect();
        let role = |name: &str| match reader.ours(name) {
            None => Some(Role::Ignored),
            Some(clock) if CLOCKS.contains(&clock) => None,
            Some("person") => Some(Role::Person),
            Some("date") => Some(Role::Date),
            Some("unit") => Some(Role::Unit),
            Some(ours) if ours == "status" || needed.contains(ours) => Some(Role::Asked),
            Some(_) => Some(Role::Kept),
        };
        let heads = sheet.header.iter().map(|head| role(&head.name));
        let columns: Vec<Role> = heads.collect::<Option<_>>()?;
        let one = |role: Role| columns.iter().filter(|own| **own == role).count() == 1;
        let is_whole = [Role::Person, Role::Date, Role::Unit].into_iter().all(one);
        let is_plain = stated.fixed.is_empty() && !stated.codes.contains_key("person");
        (is_whole && is_plain).then_some(Shape { delimiter, columns })
    }
}
