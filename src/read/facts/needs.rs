//! Whether the tables have the columns that rules read.

use std::collections::BTreeSet;

use super::Reading;
use super::header::near;
use crate::diagnostic::{Code, Diagnostic};
use crate::field::Table;
use crate::message::Message;
use crate::report::Notice;

/// Columns whose absence has a meaning, just as their blank has.
fn may_be_absent(table: Table, column: &str) -> bool {
    match table {
        Table::People => matches!(column, "from" | "through" | "tags"),
        Table::Units => matches!(column, "parent" | "from" | "through"),
        Table::Attendance => matches!(column, "from" | "to" | "hours" | "for_unit"),
        Table::Gatherings => column == "measures",
        Table::Records => matches!(
            column,
            "person" | "unit" | "visit" | "gathering" | "locality" | "through"
        ),
        _ => false,
    }
}

/// Tells every column that rules read and no table has in which they would look.
pub(super) fn check(reading: &mut Reading) {
    let names: BTreeSet<&str> =
        reading.needed.keys().map(|(_, column)| column.as_str()).collect();
    for name in names {
        let flat = !reading.tables.contains_key(&Table::People);
        let homes: Vec<Table> = reading
            .needed
            .keys()
            .filter(|(_, column)| column == name)
            .map(|(table, _)| *table)
            // CLAUSE 6.3: without a register the fields of people stand in attendance.
            .map(|table| match table {
                Table::People if flat => Table::Attendance,
                other => other,
            })
            .filter(|table| reading.tables.contains_key(table))
            .collect();
        let reads = |table: &&Table| reading.tables.get(table);
        let unreadable = homes
            .iter()
            .filter_map(|table| reads(&table))
            .any(|read| !read.sound || read.rows.is_empty());
        let has = homes
            .iter()
            .filter_map(|table| reads(&table))
            .any(|read| read.rows.column(name).is_some());
        let Some(first) = homes.first().copied() else { continue };
        if unreadable || has {
            continue;
        }
        if homes.iter().any(|table| may_be_absent(*table, name)) {
            let message = Message::new("facts-absent-column")
                .with("table", first.as_str())
                .with("column", name);
            reading.notices.push(Notice { code: "absent-column", message });
            continue;
        }
        let fault = missing(reading, &homes, first, name);
        reading.faults.push(fault);
    }
}

fn missing(reading: &Reading, homes: &[Table], first: Table, name: &str) -> Diagnostic {
    let tables: Vec<String> = homes.iter().map(|table| format!("`{table}`")).collect();
    let needed = reading.needed.iter().filter(|((_, column), _)| column == name);
    let by: BTreeSet<String> =
        needed.flat_map(|(_, by)| by).map(|by| format!("`{by}`")).collect();
    let message = Message::new("facts-rule-column-missing")
        .with("number", by.len())
        .with("directives", Vec::from_iter(by))
        .with("column", name)
        .with("homes", tables.len())
        .with("tables", tables);
    let read = reading.tables.get(&first);
    let place = read.and_then(|read| read.header_place());
    let fault = match place {
        Some(place) => Diagnostic::at(Code::Column, message, &place),
        None => Diagnostic::without_place(Code::Column, message),
    };
    let present = homes
        .iter()
        .filter_map(|table| reading.tables.get(table))
        .flat_map(|read| read.unread_heads());
    let help = match near(name, present) {
        Some(near) => Message::new("facts-rule-column-near-help").with("near", near),
        None => Message::new("facts-rule-column-missing-help"),
    };
    fault.help(help.with("column", name).with("table", first.as_str()))
}
