//! The unit tree, and whether the other tables name units that it has.

use std::collections::{BTreeMap, BTreeSet};

use super::Reading;
use super::register::days;
use super::table::TableRead;
use crate::diagnostic::Code;
use crate::facts::dated::{UnitSpell, Units};
use crate::field::{Table, Text, Value};
use crate::message::Message;
use crate::nearest::nearest;
use crate::read::faults::Faults;

/// The tree of the `units` table; empty without one.
pub(super) fn units(reading: &mut Reading) -> Units {
    let mut units = Units::default();
    let Some(table) = reading.tables.get(&Table::Units) else { return units };
    let faults = &mut reading.faults;
    for row in 0..table.rows.len() {
        let text = |column| match table.rows.value(row, column) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let Some(unit) = text("unit") else { continue };
        let Some((from, through)) = days(table, row, faults) else { continue };
        let parent = text("parent");
        // OK because a table has fewer rows than `u32` has numbers.
        let spell = UnitSpell { from, through, row: row as u32, parent };
        units.rows.entry(unit).or_default().push(spell);
    }
    for (unit, spells) in &mut units.rows {
        spells.sort_by_key(|spell| (spell.from, spell.through, spell.row));
        tell_overlaps(table, unit, spells, faults);
    }
    if table.sound {
        tell_unknown_parents(table, &units, faults);
    }
    tell_cycle(table, &mut units, faults);
    units
}

fn tell_overlaps(
    table: &TableRead,
    unit: &str,
    spells: &[UnitSpell],
    faults: &mut Faults,
) {
    for (first, second) in spells.iter().zip(spells.iter().skip(1)) {
        if first.through < second.from {
            continue;
        }
        let message = Message::new("facts-units-overlap")
            .with("unit", unit)
            .with("row", table.row_name(first.row as usize));
        let row = second.row as usize;
        let mut fault = table.fault(Code::Overlap, message, row, "unit");
        if let Some(place) = table.place(first.row as usize, "unit") {
            fault = fault.also(&place, Message::new("facts-the-other-row"));
        }
        faults.push(fault.help(Message::new("facts-units-overlap-help")));
    }
}

fn tell_unknown_parents(table: &TableRead, units: &Units, faults: &mut Faults) {
    let known = |name: &str| units.rows.contains_key(name);
    for (row, name, number) in first_rows(table, "parent", &known) {
        let message = Message::new("facts-unknown-parent")
            .with("parent", name.as_str())
            .with("number", number);
        let fault = table.fault(Code::UnitTree, message, row, "parent");
        let help = match nearest(&name, units.rows.keys().map(AsRef::as_ref)) {
            Some(near) => Message::new("facts-did-you-mean").with("near", near),
            None => Message::new("facts-unknown-parent-help").with("parent", name),
        };
        faults.push(fault.help(help));
    }
}

/// Tells one cycle, and cuts it so that nobody walks round it for ever.
fn tell_cycle(table: &TableRead, units: &mut Units, faults: &mut Faults) {
    let Some((unit, row, line)) = cycle(units) else { return };
    let message = Message::new("facts-unit-cycle")
        .with("unit", unit.as_ref())
        .with("line", line.join(" → "));
    faults.push(
        table
            .fault(Code::UnitTree, message, row as usize, "parent")
            .help(Message::new("facts-unit-cycle-help")),
    );
    // The facts are refused anyhow; without parents no other check can go astray.
    units.rows.values_mut().flatten().for_each(|spell| spell.parent = None);
}

/// A unit that is above itself on some day: its row, and the way round.
fn cycle(units: &Units) -> Option<(Text, u32, Vec<String>)> {
    let most = units.rows.len();
    for (unit, spells) in &units.rows {
        for spell in spells {
            // Any cycle is whole on the day its youngest row begins.
            let day = spell.from;
            let mut line = vec![unit.to_string()];
            let mut above = spell.parent.as_ref();
            while let Some(parent) = above {
                line.push(parent.to_string());
                if parent == unit {
                    return Some((unit.clone(), spell.row, line));
                }
                if line.len() > most + 1 {
                    break;
                }
                above = units.parent(parent, day);
            }
        }
    }
    None
}

/// The values of a text column that are not known: first row, text, number of rows.
pub(super) fn first_rows(
    table: &TableRead,
    column: &str,
    known: &dyn Fn(&str) -> bool,
) -> Vec<(usize, String, usize)> {
    let Some(column) = table.rows.column(column) else { return Vec::new() };
    let unknown: BTreeMap<u32, &str> = (1..)
        .zip(column.values())
        .filter_map(|(code, value)| Some((code, value.as_text()?)))
        .filter(|(_, text)| !known(text))
        .collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let mut found: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (row, code) in column.codes().enumerate() {
        if unknown.contains_key(&code) {
            found.entry(code).or_insert((row, 0)).1 += 1;
        }
    }
    let named = found.into_iter().filter_map(|(code, (row, number))| {
        Some((row, (*unknown.get(&code)?).to_owned(), number))
    });
    let mut list: Vec<_> = named.collect();
    list.sort();
    list
}

/// Every unit that the register or flat attendance names.
fn units_of_people(reading: &Reading) -> BTreeSet<Text> {
    [Table::People, Table::Attendance]
        .iter()
        .filter_map(|table| reading.tables.get(table)?.rows.column("unit"))
        .flat_map(|column| column.values())
        .filter_map(|value| match value {
            Value::Text(unit) => Some(unit.clone()),
            _ => None,
        })
        .collect()
}

/// Whether every unit that the other tables name is known.
pub(super) fn check_named(reading: &mut Reading, units: &Units) {
    let given = reading.tables.get(&Table::Units);
    if given.is_some_and(|table| !table.sound) {
        return;
    }
    let is_given = given.is_some();
    let mut known: BTreeSet<Text> = units.rows.keys().cloned().collect();
    let all = [
        (Table::People, "unit"),
        (Table::Attendance, "unit"),
        (Table::Attendance, "for_unit"),
        (Table::Gatherings, "unit"),
        (Table::Visits, "unit"),
        (Table::Records, "unit"),
        (Table::Grants, "unit"),
    ];
    // Without `units` only those tables are checked that would silently concern nobody.
    let mut named = all.as_slice();
    if !is_given {
        known = units_of_people(reading);
        known.insert("office".into());
        named = named.get(5..).unwrap_or_default();
        let homes = [Table::People, Table::Attendance];
        let mut homes = homes.iter().filter_map(|home| reading.tables.get(home));
        if known.len() == 1 || homes.any(|home| !home.sound) {
            return;
        }
    }
    for (table, column) in named {
        let Some(read) = reading.tables.get(table) else { continue };
        for (row, unit, number) in first_rows(read, column, &|unit| known.contains(unit))
        {
            let key =
                if is_given { "facts-unknown-unit" } else { "facts-unit-of-nobody" };
            let message =
                Message::new(key).with("unit", unit.as_str()).with("number", number);
            let help = match nearest(&unit, known.iter().map(AsRef::as_ref)) {
                Some(near) => Message::new("facts-did-you-mean").with("near", near),
                None => Message::new("facts-unknown-unit-help"),
            };
            let fault = read.fault(Code::UnknownUnit, message, row, column);
            reading.faults.push(fault.help(help));
        }
    }
}
