//! Records, grants, gatherings, visits and the calendar.

use std::collections::BTreeMap;

use super::table::TableRead;
use super::units::first_rows;
use super::{Reading, as_day, register};
use crate::day::Day;
use crate::diagnostic::Code;
use crate::facts::dated::Register;
use crate::facts::{DayKind, Holder};
use crate::field::{Table, Text, Value};
use crate::message::Message;
use crate::name::Name;
use crate::nearest::nearest;
use crate::read::faults::Faults;

/// The columns of `records` that say whose a record is.
const HOLDERS: [&str; 5] = ["person", "unit", "visit", "gathering", "locality"];

/// The rows of `records` by whom they are of, each list in the order of the dates.
pub(super) fn records(
    reading: &mut Reading,
    register: &Register,
) -> BTreeMap<Holder, Vec<u32>> {
    let mut records = BTreeMap::new();
    let Some(table) = reading.tables.get(&Table::Records) else { return records };
    let faults = &mut reading.faults;
    one_of(table, &HOLDERS, faults);
    check_people(home_of_people(&reading.tables), table, register, faults);
    for (column, home) in [("visit", Table::Visits), ("gathering", Table::Gatherings)] {
        check_ids(reading.tables.get(&home), table, column, faults);
    }
    for row in 0..table.rows.len() {
        register::days_of(table, row, "date", faults);
    }
    for column in HOLDERS {
        let Some(cells) = table.rows.column(column) else { continue };
        let mut by_code: Vec<Vec<u32>> = vec![Vec::new(); cells.values().len()];
        for (code, row) in cells.codes().zip(0..) {
            let at = (code as usize).checked_sub(1);
            if let Some(rows) = at.and_then(|at| by_code.get_mut(at)) {
                rows.push(row);
            }
        }
        for (value, mut rows) in cells.values().iter().zip(by_code) {
            let Value::Text(name) = value else { continue };
            let Some(holder) = holder(column, name, register) else { continue };
            rows.sort_by_key(|row| day(table, *row as usize, "date"));
            records.insert(holder, rows);
        }
    }
    records
}

fn holder(column: &str, name: &Text, register: &Register) -> Option<Holder> {
    Some(match column {
        "person" => Holder::Person(register.person(name)?),
        "unit" => Holder::Unit(name.clone()),
        "visit" => Holder::Visit(name.clone()),
        "gathering" => Holder::Gathering(name.clone()),
        _ => Holder::Locality(name.clone()),
    })
}

fn day(table: &TableRead, row: usize, column: &str) -> Option<Day> {
    table.rows.value(row, column).and_then(as_day)
}

/// Whether each row fills exactly one of these columns.
fn one_of(table: &TableRead, columns: &[&'static str], faults: &mut Faults) {
    if !table.sound {
        return;
    }
    let all = columns.iter().map(|column| format!("`{column}`")).collect::<Vec<_>>();
    for row in 0..table.rows.len() {
        let filled: Vec<&str> = columns
            .iter()
            .copied()
            .filter(|column| table.rows.code(row, column) != 0)
            .collect();
        let message = match filled.as_slice() {
            [_] => continue,
            [] => Message::new("facts-no-holder"),
            more => Message::new("facts-two-holders").with("filled", {
                let named = more.iter().map(|column| format!("`{column}`"));
                named.collect::<Vec<_>>().join(" and ")
            }),
        };
        let column = filled.get(1).or(columns.first()).copied().unwrap_or_default();
        let help = Message::new("facts-one-holder-help").with("all", all.join(", "));
        faults.push(table.fault(Code::Holder, message, row, column).help(help));
    }
}

/// The table that says who there is.
fn home_of_people(tables: &BTreeMap<Table, TableRead>) -> Option<&TableRead> {
    tables.get(&Table::People).or_else(|| tables.get(&Table::Attendance))
}

/// Whether the people of a table are known.
fn check_people(
    people: Option<&TableRead>,
    table: &TableRead,
    register: &Register,
    faults: &mut Faults,
) {
    if people.is_some_and(|people| !people.sound) {
        return;
    }
    let known = |name: &str| register.person(name).is_some();
    for (row, name, number) in first_rows(table, "person", &known) {
        let message = Message::new("facts-unknown-person")
            .with("person", name.as_str())
            .with("number", number);
        let help = match nearest(&name, register.names.iter().map(AsRef::as_ref)) {
            Some(near) => Message::new("facts-did-you-mean").with("near", near),
            None => Message::new("facts-unknown-person-help"),
        };
        let fault = table.fault(Code::UnknownHolder, message, row, "person");
        faults.push(fault.help(help));
    }
}

/// Whether the visits or gatherings that records are of have a row.
fn check_ids(
    home: Option<&TableRead>,
    table: &TableRead,
    column: &'static str,
    faults: &mut Faults,
) {
    let Some(ids) =
        home.filter(|home| home.sound).and_then(|home| home.rows.column(column))
    else {
        return;
    };
    let mut known: Vec<&str> = ids.values().iter().filter_map(Value::as_text).collect();
    known.sort_unstable();
    let is_known = |name: &str| known.binary_search(&name).is_ok();
    for (row, name, number) in first_rows(table, column, &is_known) {
        let message = Message::new("facts-unknown-id")
            .with("id", name.as_str())
            .with("home", home.map_or("", |home| home.table.as_str()))
            .with("number", number);
        let help = match nearest(&name, known.iter().copied()) {
            Some(near) => Message::new("facts-did-you-mean").with("near", near),
            None => Message::new("facts-unknown-id-help").with("column", column),
        };
        let fault = table.fault(Code::UnknownHolder, message, row, column);
        faults.push(fault.help(help));
    }
}

/// Checks the grants.
pub(super) fn grants(reading: &mut Reading, register: &Register) {
    let Some(table) = reading.tables.get(&Table::Grants) else { return };
    let faults = &mut reading.faults;
    one_of(table, &["person", "unit"], faults);
    check_people(home_of_people(&reading.tables), table, register, faults);
    for row in 0..table.rows.len() {
        register::days(table, row, faults);
    }
    let is_rule = |text: &str| match text.split_once('/') {
        Some((directive, rule)) => {
            Name::new(directive).is_some() && Name::new(rule).is_some()
        }
        None => Name::new(text).is_some(),
    };
    for (row, rule, _) in first_rows(table, "rule", &is_rule) {
        let message = Message::new("facts-not-a-rule").with("rule", rule);
        let fault = table.fault(Code::NotARule, message, row, "rule");
        faults.push(fault.help(Message::new("facts-not-a-rule-help")));
    }
}

/// Checks what is named once: gatherings, visits, grants.
pub(super) fn check_rest(reading: &mut Reading) {
    let faults = &mut reading.faults;
    let ids = [
        (Table::Gatherings, "gathering"),
        (Table::Visits, "visit"),
        (Table::Grants, "grant"),
    ];
    for (table, column) in ids {
        if let Some(table) = reading.tables.get(&table) {
            check_unique(table, &[column], column, faults);
        }
    }
}

/// Whether no two rows have the same values in these columns.
fn check_unique(
    table: &TableRead,
    columns: &[&str],
    shown: &'static str,
    faults: &mut Faults,
) {
    let mut seen: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let key: Vec<u32> =
            columns.iter().map(|column| table.rows.code(row, column)).collect();
        if key.contains(&0) {
            continue;
        }
        let Some(first) = seen.get(&key).copied() else {
            seen.insert(key, row);
            continue;
        };
        let named = columns.iter().filter_map(|column| table.rows.value(row, column));
        let named = named.map(Value::to_string).collect::<Vec<_>>().join(", ");
        let message = Message::new("facts-id-twice")
            .with("id", named)
            .with("row", table.row_name(first));
        let mut fault = table.fault(Code::IdTwice, message, row, shown);
        if let Some(place) = table.place(first, shown) {
            fault = fault.also(&place, Message::new("facts-the-other-row"));
        }
        faults.push(fault.help(Message::new("facts-id-twice-help")));
    }
}

/// What the calendar says of each day and locality.
pub(super) fn calendar(reading: &mut Reading) -> BTreeMap<(Day, Option<Text>), DayKind> {
    let mut calendar = BTreeMap::new();
    let Some(table) = reading.tables.get(&Table::Calendar) else { return calendar };
    let mut firsts: BTreeMap<(Day, Option<Text>), usize> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let kind = table.rows.value(row, "kind").and_then(Value::as_text);
        let Some(kind) = kind.and_then(DayKind::of_word) else { continue };
        let Some(day) = day(table, row, "date") else { continue };
        let locality = match table.rows.value(row, "locality") {
            Some(Value::Text(place)) => Some(place.clone()),
            _ => None,
        };
        let key = (day, locality);
        let before = calendar.insert(key.clone(), kind);
        let first = *firsts.entry(key).or_insert(row);
        let Some(before) = before else { continue };
        let (code, message, help) = if before == kind {
            (Code::Repetition, "facts-repeated", "facts-repeated-help")
        } else {
            (Code::IdTwice, "facts-two-kinds-of-day", "facts-two-kinds-of-day-help")
        };
        let message = Message::new(message)
            .with("date", day.to_string())
            .with("row", table.row_name(first));
        let fault = table.fault(code, message, row, "kind");
        reading.faults.push(fault.help(Message::new(help)));
    }
    calendar
}
