//! Levels of places: the rows of `levels`, as each declared field reads them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::settings::TableStated;
use super::table::TableRead;
use super::value::Typing;
use super::{Reading, as_day, register};
use crate::day::{Day, Instant};
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::levels::{LevelSpell, Levels};
use crate::field::{Field, Home, Table, Text, Value, ValueType};
use crate::message::Message;
use crate::report::Notice;

/// The levels by field and place.
pub(super) fn levels(reading: &mut Reading) -> Levels {
    let mut levels = Levels::default();
    let Some(table) = reading.tables.get(&Table::Levels) else { return levels };
    let mut firsts: BTreeMap<(u32, u32, Instant, Day), usize> = BTreeMap::new();
    for row in 0..table.rows.len() {
        register::days(table, row, &mut reading.faults);
        let Some((from, issued)) = begins(table, row) else { continue };
        let code = |column| table.rows.code(row, column);
        match firsts.entry((code("series"), code("place"), from, issued)) {
            Entry::Vacant(entry) => drop(entry.insert(row)),
            Entry::Occupied(first) => {
                reading.faults.push(twice(table, (*first.get(), row)));
            }
        }
    }
    let fields = reading.fields.clone();
    let stated = reading.stated.tables.get(&Table::Levels);
    let unstated = TableStated::default();
    let typing = Typing {
        table: Table::Levels,
        column: "level",
        kind: &ValueType::Text,
        dates: &stated.unwrap_or(&unstated).dates,
        meanings: None,
        quoted: true,
    };
    for field in fields.iter().filter(|field| field.home == Home::Level) {
        let Some(series) = &field.series else { continue };
        let mut places: BTreeMap<Text, Vec<LevelSpell>> = BTreeMap::new();
        for row in 0..table.rows.len() {
            let text = |column| table.rows.value(row, column).and_then(Value::as_text);
            if text("series") != Some(&series.name) {
                continue;
            }
            let Some(place) = text("place").map(Text::from) else { continue };
            let spell = match spell(table, &typing, field, row) {
                Some(Ok(spell)) => spell,
                Some(Err(fault)) => {
                    reading.faults.push(fault);
                    continue;
                }
                None => continue,
            };
            places.entry(place).or_default().push(spell);
        }
        if places.is_empty() {
            let message = Message::new("facts-no-level")
                .with("field", field.name.as_str())
                .with("series", &*series.name);
            reading.notices.push(Notice { code: "no-level", message });
        }
        for spells in places.values_mut() {
            spells.sort();
        }
        levels.spells.insert(field.name.as_str().to_owned(), places);
    }
    levels
}

/// One row as a field reads it; `None` where a cell was refused before.
fn spell(
    table: &TableRead,
    typing: &Typing<'_>,
    field: &Field,
    row: usize,
) -> Option<Result<LevelSpell, Diagnostic>> {
    let value = |column| table.rows.value(row, column);
    let (from, issued) = begins(table, row)?;
    let until = match value("through") {
        Some(Value::Instant(instant)) => Some(*instant),
        Some(other) => Some(as_day(other)?.next().start()),
        None => None,
    };
    let text = value("level")?.as_text()?;
    let typing = Typing { column: field.name.as_str(), kind: &field.kind, ..*typing };
    match typing.meaning(text) {
        Ok(value) => {
            let by = table.rows.value(row, "by").and_then(Value::as_text).map(Text::from);
            Some(Ok(LevelSpell { from, issued, until, value: value?, by }))
        }
        Err(fault) => {
            let told = table.fault(fault.code, fault.message, row, "level");
            Some(Err(told.help(fault.help)))
        }
    }
}

/// From when a row holds, and when it became known.
fn begins(table: &TableRead, row: usize) -> Option<(Instant, Day)> {
    let from = match table.rows.value(row, "from")? {
        Value::Instant(instant) => *instant,
        other => as_day(other)?.start(),
    };
    let issued = table.rows.value(row, "issued").and_then(as_day);
    Some((from, issued.unwrap_or(from.day())))
}

/// Two rows that begin and were issued together.
fn twice(table: &TableRead, (first, row): (usize, usize)) -> Diagnostic {
    let text =
        |column| table.rows.value(row, column).map_or(String::new(), Value::to_string);
    let message = Message::new("facts-level-twice")
        .with("series", text("series"))
        .with("place", text("place"))
        .with("row", table.row_name(first));
    let mut fault = table.fault(Code::IdTwice, message, row, "level");
    if let Some(place) = table.place(first, "level") {
        fault = fault.also(&place, Message::new("facts-the-other-row"));
    }
    fault.help(Message::new("facts-level-twice-help"))
}
