//! Drafts of people and rows as the text of a case.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use passmuster::day::Day;
use passmuster::field::{Home, Table};
use passmuster::{Period, Rulebook};

use super::draft::{Draft, Drafter};
use crate::node::scalar;

/// A small world.
#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) asked: Period,
    /// The days that the facts cover, if more than those asked.
    pub(super) covers: Option<Period>,
    /// People who are alike, and how many.
    pub(super) people: Vec<(usize, Draft)>,
    /// What people do on which days, where that is not the same on all days asked.
    pub(super) days: Vec<Vec<(Day, String)>>,
    /// Rows of `visits` or `gatherings`.
    pub(super) items: Option<(Table, Vec<Draft>)>,
    /// The units that are asked of, where the rule asks of units.
    pub(super) units: Vec<Draft>,
    /// Tables that must be there, be they empty.
    pub(super) tables: BTreeSet<Table>,
    /// The rule and the authority of grants to everybody.
    pub(super) granted: Option<(String, String)>,
    /// Whether records that are not there may yet have been.
    pub(super) records_are_open: bool,
}

type Cells = BTreeMap<String, String>;

/// The tables of a world while its text is made.
#[derive(Default)]
struct Rows {
    /// The shorthand of each unit.
    shorthand: BTreeMap<String, Vec<String>>,
    units: BTreeMap<String, Cells>,
    tables: BTreeMap<Table, Vec<Cells>>,
}

impl World {
    pub(super) fn new(asked: Period) -> Self {
        Self {
            asked,
            covers: None,
            people: Vec::new(),
            days: Vec::new(),
            items: None,
            units: Vec::new(),
            tables: BTreeSet::new(),
            granted: None,
            records_are_open: false,
        }
    }

    /// The lines of the case behind its title: days, units and tables; none if a value
    /// cannot be written in the shorthand.
    pub(super) fn text(&self, rulebook: &Rulebook) -> Option<String> {
        let drafter = Drafter { rulebook };
        let mut rows = Rows::default();
        for table in &self.tables {
            rows.tables.entry(*table).or_default();
        }
        for unit in &self.units {
            let name = unit.fields.get("unit").cloned();
            let name = name.unwrap_or_else(|| UNIT.to_owned());
            rows.shorthand.entry(name.clone()).or_default();
            self.put(drafter, unit, (&mut rows, &name, "unit", &name));
        }
        let mut nth = 0;
        for (many, draft) in &self.people {
            self.person(drafter, *many, draft, (&mut rows, &mut nth))?;
        }
        if let Some((table, items)) = &self.items {
            for (nth, item) in items.iter().enumerate() {
                self.item(drafter, *table, (nth, item), &mut rows);
            }
        }
        Some(self.written(&rows))
    }

    fn person(
        &self,
        drafter: Drafter<'_>,
        many: usize,
        draft: &Draft,
        (rows, person): (&mut Rows, &mut usize),
    ) -> Option<()> {
        let unit = draft.fields.get("unit").map_or(UNIT, String::as_str).to_owned();
        let status = draft.fields.get("status").map_or("on-site", String::as_str);
        let first = self.in_unit(&unit, *person);
        let (mut fields, mut own) = (Vec::new(), Cells::new());
        for (name, value) in &draft.fields {
            let home = drafter.field(name).map(|field| field.home);
            match (home, name.as_str()) {
                (_, "unit" | "status") => {}
                (Some(Home::Table(Table::People)), _) => {
                    if value.contains([',', '(', ')']) {
                        return None;
                    }
                    fields.push(format!("{name} {value}"));
                }
                (Some(Home::Table(Table::Attendance)), _) => {
                    own.insert(name.clone(), value.clone());
                }
                _ => {}
            }
        }
        let by_rows = !own.is_empty() || !self.days.is_empty();
        let status_or_none = if by_rows { "no-row" } else { status };
        let fields = match fields.is_empty() {
            true => String::new(),
            false => format!(" ({})", fields.join(", ")),
        };
        if many > 0 {
            let shorthand = rows.shorthand.entry(unit.clone()).or_default();
            shorthand.push(format!("{many} {status_or_none}{fields}"));
        }
        for nth in 0..many {
            let name = format!("{unit}-{}", first + nth + 1);
            self.put(drafter, draft, (&mut *rows, &unit, "person", &name));
            let all_days: Vec<(Day, String)> =
                self.asked.days().map(|day| (day, status.to_owned())).collect();
            let days = self.days.get(*person + nth).unwrap_or(&all_days);
            for (day, status) in days.iter().filter(|_| by_rows) {
                let mut row = own.clone();
                row.extend(cells(&[("person", &name), ("date", &day.to_string())]));
                row.insert("status".to_owned(), status.clone());
                rows.tables.entry(Table::Attendance).or_default().push(row);
            }
            if let Some((rule, by)) = &self.granted {
                let (from, through) = (self.asked.from(), self.asked.through());
                let (from, through) = (from.to_string(), through.to_string());
                rows.tables.entry(Table::Grants).or_default().push(cells(&[
                    ("grant", &format!("grant-{}", *person + nth + 1)),
                    ("rule", rule),
                    ("person", &name),
                    ("from", &from),
                    ("through", &through),
                    ("by", by),
                    ("granted_on", &from),
                ]));
            }
        }
        *person += many;
        Some(())
    }

    /// How many people before the `nth` are of a unit.
    fn in_unit(&self, unit: &str, nth: usize) -> usize {
        let (mut seen, mut found) = (0, 0);
        for (many, draft) in &self.people {
            if seen >= nth {
                break;
            }
            let own = draft.fields.get("unit").map_or(UNIT, String::as_str);
            found += if own == unit { *many } else { 0 };
            seen += many;
        }
        found
    }

    /// Puts what is known of a place, a day and its records where it belongs.
    fn put(
        &self,
        drafter: Drafter<'_>,
        draft: &Draft,
        (rows, unit, key, name): (&mut Rows, &str, &str, &str),
    ) {
        for (field, value) in &draft.fields {
            let Some(known) = drafter.field(field) else { continue };
            match known.home {
                Home::Table(Table::Units) if field != "unit" => {
                    let of_unit = rows.units.entry(unit.to_owned()).or_default();
                    of_unit.insert(known.column.to_string(), value.clone());
                }
                Home::Day if field == "day_kind" && value != "working-day" => {
                    let days = self
                        .asked
                        .days()
                        .map(|day| cells(&[("date", &day.to_string()), ("kind", value)]));
                    rows.tables.insert(Table::Calendar, days.collect());
                }
                Home::Level => {
                    let Some(series) = &known.series else { continue };
                    let of_unit = rows.units.entry(unit.to_owned()).or_default();
                    of_unit.insert(series.at.to_string(), "place-1".to_owned());
                    let from = self.asked.from().plus(-30).to_string();
                    let row = cells(&[
                        ("series", &series.name),
                        ("place", "place-1"),
                        ("from", &from),
                        ("level", value),
                    ]);
                    let levels = rows.tables.entry(Table::Levels).or_default();
                    if !levels.contains(&row) {
                        levels.push(row);
                    }
                }
                _ => {}
            }
        }
        for record in &draft.records {
            let mut row = record.clone();
            row.insert(key.to_owned(), name.to_owned());
            row.insert("date".to_owned(), self.asked.through().to_string());
            rows.tables.entry(Table::Records).or_default().push(row);
        }
    }

    fn item(
        &self,
        drafter: Drafter<'_>,
        table: Table,
        (nth, item): (usize, &Draft),
        rows: &mut Rows,
    ) {
        let unit = item.fields.get("unit").map_or(UNIT, String::as_str).to_owned();
        rows.shorthand.entry(unit.clone()).or_default();
        let key = if table == Table::Visits { "visit" } else { "gathering" };
        let name =
            format!("{}{}", if table == Table::Visits { "v" } else { "g" }, nth + 1);
        let mut row = cells(&[(key, &name), ("unit", &unit)]);
        row.insert("date".to_owned(), self.asked.from().to_string());
        if table == Table::Gatherings {
            row.extend(cells(&[("place", "hall"), ("people", "1")]));
        }
        for (field, value) in &item.fields {
            let subject = match table {
                Table::Visits => passmuster::field::Subject::Visits,
                _ => passmuster::field::Subject::Gatherings,
            };
            let known = drafter.rulebook.fields().seen_by(subject, field);
            if known.is_some_and(|one| one.home == Home::Table(table)) {
                row.insert(field.clone(), value.clone());
            }
        }
        rows.tables.entry(table).or_default().push(row);
        self.put(drafter, item, (rows, &unit, key, &name));
    }

    fn written(&self, rows: &Rows) -> String {
        let (from, through) = (self.asked.from(), self.asked.through());
        let mut text = match from == through {
            true => format!("    on: {from}\n"),
            false => format!("    from: {from}\n    through: {through}\n"),
        };
        // OK because writing to a `String` cannot fail.
        if let Some(covers) = self.covers {
            let (from, through) = (covers.from(), covers.through());
            let _ = writeln!(text, "    covers: {{ from: {from}, through: {through} }}");
        }
        if self.records_are_open {
            text.push_str("    settings: { complete: no }\n");
        }
        text.push_str("    units:\n");
        for (unit, people) in &rows.shorthand {
            let people =
                if people.is_empty() { "nobody".into() } else { people.join(", ") };
            let _ = writeln!(text, "      {}: {people}", scalar(unit, true));
        }
        let mut tables: BTreeMap<Table, Vec<Cells>> = rows.tables.clone();
        for (unit, of_unit) in &rows.units {
            let mut row = of_unit.clone();
            row.extend(cells(&[("unit", unit), ("parent", "office")]));
            tables.entry(Table::Units).or_default().push(row);
        }
        if !tables.is_empty() {
            text.push_str("    tables:\n");
        }
        for (table, rows) in tables {
            let empty = if rows.is_empty() { " []" } else { "" };
            let _ = writeln!(text, "      {table}:{empty}");
            for row in rows {
                let cells = row
                    .iter()
                    .map(|(column, value)| format!("{column}: {}", scalar(value, true)));
                let cells: Vec<_> = cells.collect();
                let _ = writeln!(text, "        - {{ {} }}", cells.join(", "));
            }
        }
        text
    }
}

/// The unit of whoever is of none in particular.
pub(super) const UNIT: &str = "unit-a";

fn cells(cells: &[(&str, &str)]) -> Cells {
    cells.iter().map(|(column, cell)| ((*column).into(), (*cell).into())).collect()
}
