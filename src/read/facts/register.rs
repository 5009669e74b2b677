//! The register: who belongs where, and since when.

use super::table::TableRead;
use super::{Reading, as_day};
use crate::day::Day;
use crate::diagnostic::Code;
use crate::facts::PersonId;
use crate::facts::dated::{Register, Spell};
use crate::field::{Table, Text, Value};
use crate::message::Message;
use crate::read::faults::Faults;

/// The register of the `people` table; without one, everybody who has a row of attendance.
pub(super) fn register(reading: &mut Reading) -> Register {
    let tables = &reading.tables;
    let Some(people) = tables.get(&Table::People) else {
        let attendance = tables.get(&Table::Attendance);
        let names = attendance.map(names).unwrap_or_default();
        return Register { names, ..Register::default() };
    };
    let mut register =
        Register { present: true, names: names(people), ..Register::default() };
    register.spells = spells(people, &register, &mut reading.faults);
    for (first, second) in overlaps(&register.spells) {
        let name = register.name(second.person).to_string();
        let message = Message::new("facts-spells-overlap")
            .with("person", name)
            .with("row", people.row_name(first.row as usize));
        let mut fault =
            people.fault(Code::Overlap, message, second.row as usize, "person");
        if let Some(place) = people.place(first.row as usize, "person") {
            fault = fault.also(&place, Message::new("facts-the-other-row"));
        }
        reading.faults.push(fault.help(Message::new("facts-spells-overlap-help")));
    }
    register
}

/// The distinct people of a table, in ascending order.
fn names(table: &TableRead) -> Vec<Text> {
    let values = table.rows.column("person").map(|column| column.values());
    let texts = values.unwrap_or_default().iter().filter_map(|value| match value {
        Value::Text(name) => Some(name.clone()),
        _ => None,
    });
    let mut names: Vec<Text> = texts.collect();
    names.sort_unstable();
    names
}

/// The person of each code of a table's `person` column, from code 1.
pub(super) fn people_of_codes(
    table: &TableRead,
    register: &Register,
) -> Vec<Option<PersonId>> {
    let values = table.rows.column("person").map(|column| column.values());
    let person = |value: &Value| register.person(value.as_text()?);
    values.unwrap_or_default().iter().map(person).collect()
}

/// The spells of the rows, sorted; a row whose end lies before its start is refused.
fn spells(people: &TableRead, register: &Register, faults: &mut Faults) -> Vec<Spell> {
    let ids = people_of_codes(people, register);
    let mut spells = Vec::with_capacity(people.rows.len());
    for row in 0..people.rows.len() {
        let code = people.rows.code(row, "person");
        let id = (code as usize).checked_sub(1).and_then(|at| ids.get(at).copied());
        let Some(Some(person)) = id else { continue };
        if let Some((from, through)) = days(people, row, faults) {
            // OK because a table has fewer rows than `u32` has numbers.
            spells.push(Spell { person, from, through, row: row as u32 });
        }
    }
    spells.sort_unstable();
    spells
}

/// The days of `from` and `through`, both included; a blank is no end.
pub(super) fn days(
    table: &TableRead,
    row: usize,
    faults: &mut Faults,
) -> Option<(Day, Day)> {
    days_of(table, row, "from", faults)
}

/// The days from the date in one column through the one in `through`.
pub(super) fn days_of(
    table: &TableRead,
    row: usize,
    first: &str,
    faults: &mut Faults,
) -> Option<(Day, Day)> {
    let day = |column| table.rows.value(row, column).and_then(as_day);
    let from = day(first).unwrap_or(Day::FIRST);
    let through = day("through").unwrap_or(Day::LAST);
    if from <= through {
        return Some((from, through));
    }
    let message = Message::new("facts-backward")
        .with("from", from.to_string())
        .with("through", through.to_string());
    faults.push(
        table
            .fault(Code::Backward, message, row, "through")
            .help(Message::new("facts-backward-help")),
    );
    None
}

fn overlaps(spells: &[Spell]) -> Vec<(Spell, Spell)> {
    let mut found = Vec::new();
    let mut last: Option<Spell> = None;
    for spell in spells {
        if let Some(before) = last.filter(|before| before.person == spell.person) {
            if spell.from <= before.through {
                found.push((before, *spell));
            }
            if spell.through <= before.through {
                continue;
            }
        }
        last = Some(*spell);
    }
    found
}
