//! A case's world as facts, through the door that users take: tables as CSV text, and the
//! text of `facts.yaml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use passmuster::day::Day;
use passmuster::field::Table;
use passmuster::{Diagnostics, Facts, Period, Rulebook, Source};

use crate::file::{Case, Row};
use crate::node::{Entry, Node};
use crate::tables::{Sheet, Sheets};
use crate::units::{Alike, Rows};

/// The facts of a case.
pub(crate) fn facts(rulebook: &Rulebook, case: &Case) -> Result<Facts, Diagnostics> {
    let sheets = sheets(rulebook, case);
    let settings = Source::new("facts.yaml", &settings(case, covers(case, &sheets)));
    let mut builder = rulebook.facts().settings(settings);
    for (table, sheet) in &sheets {
        let name = format!("{table}.csv");
        builder = builder.table(table.as_str(), Source::new(&name, &sheet.csv()));
    }
    builder.build()
}

/// The tables that a case gives.
fn sheets(rulebook: &Rulebook, case: &Case) -> Sheets {
    let mut sheets = Sheets::new();
    if let Some(units) = &case.units {
        add_units(&mut sheets, units, case);
    }
    for (table, rows) in &case.tables {
        let sheet = sheets.entry(*table).or_insert_with(|| Sheet::empty(*table));
        if *table == Table::Units {
            let cells = rows.iter().flatten().filter(|(column, _)| column == "unit");
            cells.for_each(|(_, unit)| sheet.remove("unit", unit));
        }
        for row in rows {
            sheet.push(row.clone());
        }
    }
    if case.units.is_some() {
        add_named(&mut sheets);
    }
    if let Some(units) = sheets.get_mut(&Table::Units) {
        add_tops(units);
    }
    // A flat file: attendance rows carry the unit themselves.
    if !sheets.contains_key(&Table::People)
        && let Some(attendance) = sheets.get_mut(&Table::Attendance)
    {
        attendance.column("unit");
    }
    add_needed(rulebook, &mut sheets);
    sheets
}

/// Beside the shorthand, a unit that rows name needs no row of its own in a case.
fn add_named(sheets: &mut Sheets) {
    let homes = [Table::People, Table::Gatherings, Table::Visits, Table::Records];
    let of_home = homes.into_iter().filter_map(|table| sheets.get(&table));
    let named = of_home.flat_map(|sheet| sheet.cells("unit"));
    let helped = sheets.get(&Table::Attendance);
    let helped = helped.into_iter().flat_map(|sheet| sheet.cells("for_unit"));
    let named: BTreeSet<String> = named.chain(helped).map(str::to_owned).collect();
    let Some(units) = sheets.get_mut(&Table::Units) else { return };
    let parents = units.cells("parent").map(str::to_owned);
    let known: BTreeSet<String> =
        units.cells("unit").map(str::to_owned).chain(parents).collect();
    for unit in named.difference(&known).filter(|unit| !unit.is_empty()) {
        units.push(row(&[("unit", unit), ("parent", "office")]));
    }
}

/// A parent that is only named needs no row of its own in a case.
fn add_tops(units: &mut Sheet) {
    let known: BTreeSet<String> = units.cells("unit").map(str::to_owned).collect();
    let named: BTreeSet<String> = units.cells("parent").map(str::to_owned).collect();
    for top in named.difference(&known).filter(|top| !top.is_empty()) {
        units.push(row(&[("unit", top)]));
    }
}

/// The people of the shorthand: a register, their units, their rows.
fn add_units(sheets: &mut Sheets, units: &[(String, Vec<Alike>)], case: &Case) {
    let mut people = Sheet::empty(Table::People);
    let mut places = Sheet::empty(Table::Units);
    let mut attendance = Sheet::empty(Table::Attendance);
    places.push(row(&[("unit", "office")]));
    let mut somebody = None;
    for (unit, groups) in units {
        places.push(row(&[("unit", unit), ("parent", "office")]));
        let alike = groups.iter().flat_map(|one| (0..one.many).map(move |_| one));
        for (nth, alike) in alike.enumerate() {
            let person = format!("{unit}-{}", nth + 1);
            let mut known = row(&[("person", &person), ("unit", unit)]);
            known.extend(alike.fields.iter().cloned());
            people.push(known);
            for day in case.asked.days() {
                add_rows(&mut attendance, &person, day, &alike.rows);
            }
            somebody.get_or_insert(person);
        }
    }
    let further = case.tables.iter().any(|(table, _)| *table == Table::Attendance);
    if let (true, false, Some(person)) = (attendance.is_empty(), further, &somebody) {
        // An attendance table without any row is refused; a row of the day before leaves
        // everybody without one on the days asked.
        let before = case.asked.from().plus(-1);
        add_rows(&mut attendance, person, before, &Rows::Whole("on-site".to_owned()));
    }
    sheets.insert(Table::People, people);
    sheets.insert(Table::Units, places);
    // OK because an attendance table without any row would be refused.
    if !attendance.is_empty() || further {
        sheets.insert(Table::Attendance, attendance);
    }
}

fn add_rows(attendance: &mut Sheet, person: &str, day: Day, rows: &Rows) {
    let day = day.to_string();
    let whole =
        |status: &str| row(&[("person", person), ("date", &day), ("status", status)]);
    let part = |status: &str, from: &str, to: &str| {
        let mut part = whole(status);
        part.extend(row(&[("from", from), ("to", to)]));
        part
    };
    match rows {
        Rows::Missing => {}
        Rows::Whole(status) => attendance.push(whole(status)),
        Rows::Halves(first, second) => {
            attendance.push(part(first, "08:00", "12:00"));
            attendance.push(part(second, "13:00", "17:00"));
        }
    }
}

fn row(cells: &[(&str, &str)]) -> Row {
    cells.iter().map(|(column, cell)| ((*column).into(), (*cell).into())).collect()
}

/// Columns that the rules read and the case does not fill: they are there, and blank.
fn add_needed(rulebook: &Rulebook, sheets: &mut Sheets) {
    let flat = !sheets.contains_key(&Table::People);
    let home = |table: Table| match table {
        Table::People if flat => Table::Attendance,
        table => table,
    };
    let mut needed: BTreeMap<&str, BTreeSet<Table>> = BTreeMap::new();
    for (table, column) in rulebook.needed().keys() {
        needed.entry(column).or_default().insert(home(*table));
    }
    for (column, homes) in needed {
        let has = |table: &Table| sheets.get(table).is_some_and(|it| it.has(column));
        if homes.iter().any(has) {
            continue;
        }
        let given = homes.iter().find(|table| sheets.contains_key(table));
        if let Some(sheet) = given.and_then(|table| sheets.get_mut(table)) {
            sheet.column(column);
        }
    }
}

/// The days for which the tables speak.
fn covers(case: &Case, sheets: &Sheets) -> Period {
    if let Some(covers) = case.covers {
        return covers;
    }
    let dated = [Table::Attendance, Table::Gatherings, Table::Visits];
    let days = dated.into_iter().filter_map(|table| sheets.get(&table));
    let days = days.flat_map(|sheet| sheet.cells("date"));
    let days: Vec<Day> = days.filter_map(|cell| cell.parse().ok()).collect();
    let asked = case.asked;
    let from = days.iter().copied().fold(asked.from(), Day::min);
    let through = days.iter().copied().fold(asked.through(), Day::max);
    Period::new(from, through).unwrap_or(asked)
}

/// The text of `facts.yaml`. What belongs to one table may stand at the top of `settings`:
/// `no_row` is that of attendance, `complete` that of records.
fn settings(case: &Case, covers: Period) -> String {
    let mut top: Vec<(&str, &Node)> = Vec::new();
    let mut tables: Vec<(&str, Vec<(&str, &Node)>)> = Vec::new();
    for entry in case.settings.iter().flat_map(entries) {
        let home = match entry.key.as_str() {
            "no_row" => Some("attendance"),
            "complete" => Some("records"),
            _ => None,
        };
        match (home, entry.key.as_str()) {
            (Some(table), key) => put(of_table(&mut tables, table), key, &entry.value),
            (None, "tables") => {
                for table in entries(&entry.value) {
                    let of_table = of_table(&mut tables, &table.key);
                    for one in entries(&table.value) {
                        put(of_table, &one.key, &one.value);
                    }
                }
            }
            (None, key) => put(&mut top, key, &entry.value),
        }
    }
    let (from, through) = (covers.from(), covers.through());
    let mut text =
        format!("passmuster-facts: 1\ncovers: {{ from: {from}, through: {through} }}\n");
    // OK because writing to a `String` cannot fail.
    for (key, value) in top {
        let _ = writeln!(text, "{key}: {}", value.inline());
    }
    if !tables.is_empty() {
        text.push_str("tables:\n");
    }
    for (table, values) in tables {
        let _ = writeln!(text, "  {table}:");
        for (key, value) in values {
            let _ = writeln!(text, "    {key}: {}", value.inline());
        }
    }
    text
}

fn entries(node: &Node) -> &[Entry] {
    node.entries().unwrap_or_default()
}

/// Puts a value under its key, in the place of an earlier one.
fn put<'a>(values: &mut Vec<(&'a str, &'a Node)>, key: &'a str, value: &'a Node) {
    match values.iter_mut().find(|(known, _)| *known == key) {
        Some((_, before)) => *before = value,
        None => values.push((key, value)),
    }
}

fn of_table<'t, 'a>(
    tables: &'t mut Vec<(&'a str, Vec<(&'a str, &'a Node)>)>,
    table: &'a str,
) -> &'t mut Vec<(&'a str, &'a Node)> {
    let at = tables.iter().position(|(known, _)| *known == table);
    let at = at.unwrap_or_else(|| {
        tables.push((table, Vec::new()));
        tables.len() - 1
    });
    // OK because `at` was just found or made.
    #[expect(clippy::indexing_slicing, reason = "the index was taken from this list")]
    &mut tables[at].1
}
