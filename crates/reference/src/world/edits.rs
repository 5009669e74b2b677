//! Random changes of one person's day, as a table sees them and as a ledger is told of them.

use std::collections::{BTreeMap, BTreeSet};

use passmuster::field::STATUSES;
use passmuster::{Change, Day};

use super::World;
use super::dice::Dice;
use super::tables::TableText;

/// A row by column; columns that are not named are blank.
type Row = BTreeMap<String, String>;

/// What one person's day becomes.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Whose.
    pub person: String,
    /// Which day.
    pub day: Day,
    rows: Vec<Row>,
}

impl Edit {
    /// The edit as a ledger is told of it.
    pub fn change(&self) -> Change {
        let status = |row: &Row| row.get("status").cloned().unwrap_or_default();
        let mut rows = self.rows.iter();
        let Some(first) = rows.next() else {
            return Change::absent(&self.person, self.day);
        };
        let with = |change: Change, row: &Row| {
            let others = row.iter().filter(|(name, _)| *name != "status");
            others.fold(change, |change, (name, value)| change.with(name, value))
        };
        let change = Change::status(&self.person, self.day, &status(first));
        rows.fold(with(change, first), |change, row| with(change.and(&status(row)), row))
    }
}

/// The columns that rows of a flat file have of the person.
const OF_PERSON: [&str; 7] = ["unit", "tags", "role", "grade", "rank", "able", "hired"];

impl World {
    fn table(&self, name: &str) -> Option<&TableText> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// Whether attendance is one flat file.
    fn is_flat(&self) -> bool {
        self.table("people").is_none()
    }

    /// Whether rows of attendance may have hours.
    fn has_clocks(&self) -> bool {
        self.table("attendance").is_none_or(|table| table.header.contains("from,to"))
    }

    /// The days asked.
    fn days(&self) -> Vec<Day> {
        self.period.days().collect()
    }

    /// The edit of a seed: of somebody on a day that is asked; `None` if there is nobody.
    pub fn edit(&self, seed: u64) -> Option<Edit> {
        let mut dice = Dice::new(seed);
        let of = if self.is_flat() { "attendance" } else { "people" };
        let names: BTreeSet<String> =
            self.table(of)?.read().filter_map(|row| row.get("person").cloned()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let person = dice.pick(&names).to_owned();
        let days = self.days();
        let at = usize::try_from(dice.below(days.len() as u64)).ok()?;
        let day = *days.get(at)?;
        let mut row = |columns: Row| {
            let mut row = columns;
            row.insert("status".to_owned(), dice.or_blank(8, &STATUSES).to_owned());
            row
        };
        let status = row(Row::new());
        let other = row(Row::new());
        let rows = match dice.below(10) {
            0 => Vec::new(),
            1 | 2 => vec![self.like_another(&mut dice, &person, status)],
            3 if self.has_clocks() => {
                vec![with(status, "to", "11:30"), with(other, "from", "12:30")]
            }
            3 => vec![with(status.clone(), "desk", "x"), with(status, "desk", "y")],
            4 => vec![status.clone(), status],
            5 => vec![status, other],
            _ => vec![status],
        };
        let edit = Edit { person, day, rows };
        (!self.forgets(&edit)).then_some(edit)
    }

    /// Whether an edit takes away the last row of somebody whom only rows make known, and whom
    /// another table names. The ledger goes on knowing them; tables without them are refused.
    fn forgets(&self, edit: &Edit) -> bool {
        let day = edit.day.to_string();
        let names = |row: &Row| row.get("person") == Some(&edit.person);
        let mut others = self.tables.iter().filter(|table| table.name != "attendance");
        let stays = |row: Row| names(&row) && row.get("date") != Some(&day);
        let rows = self.table("attendance").into_iter().flat_map(TableText::read);
        edit.rows.is_empty()
            && self.is_flat()
            && !rows.into_iter().any(stays)
            && others.any(|table| table.read().any(|row| names(&row)))
    }

    /// The status, and the other columns of some row; what rows have of the person is that of
    /// a row of theirs.
    fn like_another(&self, dice: &mut Dice, person: &str, status: Row) -> Row {
        let rows = || self.table("attendance").into_iter().flat_map(TableText::read);
        let all: Vec<Row> = rows().collect();
        let at = usize::try_from(dice.below(all.len() as u64)).unwrap_or(0);
        let mut row = all.get(at).cloned().unwrap_or_default();
        row.retain(|name, _| {
            !OF_PERSON.contains(&name.as_str()) && name != "person" && name != "date"
        });
        let own = rows().find(|row| row.get("person").is_some_and(|own| own == person));
        let own = own.into_iter().flatten();
        row.extend(own.filter(|(name, _)| OF_PERSON.contains(&name.as_str())));
        row.extend(status);
        row
    }

    /// The world after an edit; `None` if it is of a flat file and does not say where the
    /// person is, and no row of that day does.
    pub fn edited(&self, edit: &Edit) -> Option<World> {
        let mut world = self.clone();
        let mut rows = edit.rows.clone();
        let is_flat = self.is_flat();
        let day = edit.day.to_string();
        let is_that = |row: &Row| {
            row.get("person") == Some(&edit.person) && row.get("date") == Some(&day)
        };
        let of_day = |table: &TableText| table.read().find(|row| is_that(row));
        let before = self.table("attendance").and_then(of_day);
        for row in &mut rows {
            if is_flat {
                for (name, value) in before.iter().flatten() {
                    if OF_PERSON.contains(&name.as_str()) {
                        row.entry(name.clone()).or_insert_with(|| value.clone());
                    }
                }
                row.get("unit")?;
            }
            row.insert("person".to_owned(), edit.person.clone());
            row.insert("date".to_owned(), day.clone());
        }
        let known = world.tables.iter_mut().find(|table| table.name == "attendance");
        let Some(table) = known else {
            if !rows.is_empty() {
                let header = "person,date,status,from,to,hours,site,room,team,shift,for_unit,\
                              desk,outdoors";
                let mut table =
                    TableText { name: "attendance", header, rows: Vec::new() };
                table.rows = rows.iter().map(|row| table.written(row)).collect();
                world.tables.push(table);
            }
            return Some(world);
        };
        let kept: Vec<Row> = table.read().filter(|row| !is_that(row)).collect();
        let rows = kept.iter().chain(&rows).map(|row| table.written(row)).collect();
        table.rows = rows;
        Some(world)
    }

    /// Whether no row of attendance is left, so that the table could not be read.
    pub fn is_without_rows(&self) -> bool {
        self.table("attendance").is_some_and(|table| table.rows.is_empty())
    }
}

fn with(mut row: Row, column: &str, value: &str) -> Row {
    row.insert(column.to_owned(), value.to_owned());
    row
}

impl TableText {
    /// The rows by column; blank cells are left out.
    fn read(&self) -> impl Iterator<Item = Row> + '_ {
        self.rows.iter().map(|row| {
            let cells = self.header.split(',').zip(row.split(','));
            let given = cells.filter(|(_, value)| !value.is_empty());
            given.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        })
    }

    /// A row in the order of the header.
    fn written(&self, row: &Row) -> String {
        let cell = |name| row.get(name).map_or("", String::as_str);
        self.header.split(',').map(cell).collect::<Vec<_>>().join(",")
    }
}
