//! Rosters that are made up: one unit on one day, as tables and as facts.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::Day;
use crate::diagnostic::Diagnostics;
use crate::facts::Facts;
use crate::field::{Needed, Table};
use crate::judge::witness::values::Varied;
use crate::read::facts::FactsBuilder;
use crate::rulebook::Rulebook;
use crate::source::Source;

/// Columns with their values.
pub(super) type Filled = Vec<(Table, String, String)>;

/// One unit on one day, and who is in it.
#[derive(Debug, Clone)]
pub(super) struct Roster {
    pub(super) day: Day,
    /// What is one for all: of the unit, the day, or everybody's row.
    pub(super) cell: Filled,
    /// Each person's name, and what they are.
    pub(super) people: Vec<(String, Filled)>,
}

/// Every choice of one value for each column, those of the last columns first; `None` if
/// there are more than so many, or a column has none.
pub(super) fn choices<'a>(
    columns: impl Iterator<Item = &'a Varied> + Clone,
    most: usize,
) -> Option<Vec<Filled>> {
    let sizes = columns.clone().map(|column| column.values.len());
    let count = sizes.fold(1, usize::saturating_mul);
    if count == 0 || count > most {
        return None;
    }
    let mut all = vec![Filled::new()];
    for column in columns {
        let with = |chosen: &Filled| {
            let values = column.values.iter().map(ToString::to_string);
            let one = |value: String| {
                let mut chosen = chosen.clone();
                chosen.push((column.table, column.column.clone(), value));
                chosen
            };
            values.map(one).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).collect();
    }
    Some(all)
}

impl Roster {
    /// The value of a column that is one for all.
    fn cell(&self, table: Table, column: &str) -> &str {
        let mut cell = self.cell.iter();
        let found = cell.find(|(own, name, _)| *own == table && name == column);
        found.map_or("", |(_, _, value)| value)
    }

    /// Whether there can be such a unit: it is none of its own parents.
    pub(super) fn can_be(&self) -> bool {
        self.cell(Table::Units, "unit") != self.cell(Table::Units, "parent")
    }

    /// The roster as CSV, with the columns that a rulebook knows.
    pub(super) fn tables(&self, rulebook: &Rulebook) -> Vec<(Table, String)> {
        let knows = |table: Table, column: &str| {
            let fields = rulebook.fields();
            let mut of_table = fields.of_table(table);
            of_table.any(|field| field.column.as_str() == column)
        };
        let unit = self.cell(Table::Units, "unit").to_owned();
        let office = self.cell(Table::Units, "parent").to_owned();
        let day = self.day.to_string();
        let filled = |given: &[(&str, &str)], table: Table, more: &[&Filled]| {
            let given = given.iter().map(|(name, value)| ((*name).to_owned(), *value));
            let more = more.iter().copied().flatten();
            let more = more.filter(|(own, name, _)| *own == table && knows(table, name));
            let more = more.map(|(_, name, value)| (name.clone(), value.as_str()));
            let mut seen = BTreeSet::new();
            let all = given.chain(more);
            all.filter(|(name, _)| seen.insert(name.clone()))
                .map(|(name, value)| (name, value.to_owned()))
                .collect::<Vec<(String, String)>>()
        };
        let none = Filled::new();
        let mut units = vec![filled(&[("unit", &unit)], Table::Units, &[&self.cell])];
        units.push(filled(&[("unit", &office), ("parent", "")], Table::Units, &[&none]));
        let people = self.people.iter().map(|(name, own)| {
            filled(&[("person", name), ("unit", &unit)], Table::People, &[own])
        });
        let rows = self.people.iter().map(|(name, own)| {
            let given = [("person", name.as_str()), ("date", &day)];
            filled(&given, Table::Attendance, &[&self.cell, own])
        });
        let mut tables = vec![
            (Table::People, csv(&people.collect::<Vec<_>>())),
            (Table::Units, csv(&units)),
            (Table::Attendance, csv(&rows.collect::<Vec<_>>())),
        ];
        if !self.cell(Table::Calendar, "day_kind").is_empty() {
            let kind = self.cell(Table::Calendar, "day_kind");
            let row = [("date", &*day), ("kind", kind)];
            let row = row.map(|(name, value)| (name.to_owned(), value.to_owned()));
            tables.push((Table::Calendar, csv(&[row.to_vec()])));
        }
        tables
    }

    /// The roster as the facts of a rulebook.
    pub(super) fn facts(&self, rulebook: &Rulebook) -> Result<Facts, Diagnostics> {
        let mut builder = FactsBuilder::new(rulebook.fields().clone(), Needed::new());
        for (table, text) in self.tables(rulebook) {
            let name = format!("{table}.csv");
            builder = builder.table(table.as_str(), Source::new(&name, &text));
        }
        builder.build()
    }
}

/// Rows as CSV; a column that a row lacks is blank there.
fn csv(rows: &[Vec<(String, String)>]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let mut text = line(names.iter().copied());
    for row in rows {
        let row: BTreeMap<&str, &str> =
            row.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        text += &line(names.iter().map(|name| row.get(name).copied().unwrap_or("")));
    }
    text
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let quoted = |cell: &str| match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    };
    cells.map(quoted).collect::<Vec<_>>().join(",") + "\n"
}
