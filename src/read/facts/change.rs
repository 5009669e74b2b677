//! One person's day as somebody tells it later, read as the table would have been.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::settings::{Stated, TableStated};
use super::table::{Reader, fields_of};
use super::{Reading, attendance};
use crate::day::Day;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::facts::Facts;
use crate::facts::edit::Cells;
use crate::field::{Field, Needed, Table, Text, Value};
use crate::message::Message;
use crate::nearest::nearest;
use crate::read::cells::sheet_of_rows;
use crate::read::faults::Faults;

/// A row as it is told: column to text, `person`, `date` and `status` among them.
pub(crate) type ToldRow = BTreeMap<String, String>;

/// The rows of one person's day, each once, by all that is asked of rows of attendance;
/// among those told may be rows of the days beside it, into which nights reach.
///
/// # Errors
///
/// When a column or a word is not known, a value is missing, or the rows contradict each
/// other or the register.
pub(crate) fn rows_of_day(
    facts: &Facts,
    day: Day,
    told: &[ToldRow],
) -> Result<Vec<Arc<Cells>>, Diagnostics> {
    let flat = !facts.register().is_present();
    let (mut faults, mut notices) = (Faults::default(), Vec::new());
    let fields = fields_of(&facts.fields, Table::Attendance, flat);
    tell_columns(told, &fields, &mut faults);
    let sheet = sheet_of_rows(Table::Attendance.as_str(), told, &mut faults);
    let stated = TableStated::default();
    let reader = Reader { table: Table::Attendance, flat, fields, stated: &stated };
    let read = reader.read(vec![sheet], &mut faults, &mut notices);
    let mut reading = Reading {
        fields: facts.fields.clone(),
        needed: Needed::new(),
        stated: Stated::default(),
        tables: BTreeMap::from([(Table::Attendance, read)]),
        faults,
        notices,
    };
    let checked = attendance::check(&mut reading, &facts.register);
    let Reading { tables, mut faults, .. } = reading;
    let mut rows = Vec::new();
    if let Some(read) = tables.get(&Table::Attendance) {
        let date = Value::Date(day);
        let is_wanted = |row: &usize| {
            read.rows.value(*row, "date") == Some(&date)
                && !is_one_of(&checked.repeated, *row)
        };
        for row in (0..read.rows.len()).filter(is_wanted) {
            for column in ["unit", "for_unit"] {
                let value = read.rows.value(row, column);
                if let Some(unit) = value.and_then(Value::as_text)
                    && facts.table(Table::Units).is_some()
                    && !facts.units().rows.contains_key(unit)
                {
                    let message = Message::new("facts-unknown-unit")
                        .with("unit", unit)
                        .with("number", 1_usize);
                    let fault = read.fault(Code::UnknownUnit, message, row, column);
                    let places = facts.units().places().map(AsRef::as_ref);
                    let help = match nearest(unit, places) {
                        Some(near) => {
                            Message::new("facts-did-you-mean").with("near", near)
                        }
                        None => Message::new("facts-unknown-unit-help"),
                    };
                    faults.push(fault.help(help));
                }
            }
            let cells = read.rows.columns.iter().filter_map(|(name, column)| {
                Some((Text::from(name.as_str()), column.value(row)?.clone()))
            });
            let own =
                |(name, _): &(Text, Value)| **name != *"person" && **name != *"date";
            rows.push(Arc::new(cells.filter(own).collect()));
        }
    }
    match faults.errors() {
        0 => Ok(rows),
        _ => Err(faults.into_diagnostics()),
    }
}

fn is_one_of(rows: &BTreeSet<u32>, row: usize) -> bool {
    u32::try_from(row).is_ok_and(|row| rows.contains(&row))
}

/// Names the columns that attendance does not have.
fn tell_columns(told: &[ToldRow], fields: &[Field], faults: &mut Faults) {
    let known: Vec<&str> = fields.iter().map(|field| field.column.as_str()).collect();
    for name in told.iter().flat_map(BTreeMap::keys) {
        if !known.contains(&name.as_str()) {
            let message = Message::new("facts-no-such-column")
                .with("column", name.as_str())
                .with("table", Table::Attendance.as_str());
            let fault = Diagnostic::without_place(Code::Column, message);
            let near = nearest(name, known.iter().copied());
            let help = match near {
                Some(near) => Message::new("facts-did-you-mean").with("near", near),
                None => Message::new("facts-no-such-column-help")
                    .with("table", Table::Attendance.as_str()),
            };
            faults.push(fault.help(help));
        }
    }
}
