//! A change as the ledger understands it: a person and a day that it knows, and rows.

use std::sync::Arc;

use crate::day::Day;
use crate::error::{Error, Fault};
use crate::facts::PersonId;
use crate::facts::edit::{Cells, NewRow};
use crate::field::{STATUSES, Table, Text, Value};
use crate::nearest::nearest;
use crate::read::facts::change::{ToldRow, rows_of_day};

use super::Ledger;
use super::change::{Change, Row, Status, Who};

/// The rows of one person's day.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum DayRows {
    /// None.
    None,
    /// One, with nothing but a status.
    Status(u8),
    /// These.
    Full(Arc<[Arc<Cells>]>),
}

/// A change of somebody known, on a day of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    pub(super) person: PersonId,
    pub(super) day: Day,
    pub(super) rows: DayRows,
}

impl DayRows {
    /// The rows as they are added to a table.
    pub(super) fn as_new(&self, person: PersonId, day: Day) -> Vec<NewRow> {
        let row = |cells: &Arc<Cells>| NewRow { person, day, cells: cells.clone() };
        match self {
            DayRows::None => Vec::new(),
            DayRows::Status(at) => vec![row(&Arc::new(status_only(*at)))],
            DayRows::Full(rows) => rows.iter().map(row).collect(),
        }
    }
}

/// A row with nothing but a status.
pub(super) fn status_only(at: u8) -> Cells {
    let word = STATUSES.get(usize::from(at)).copied();
    let cell = |word: &str| (Text::from("status"), Value::Text(Text::from(word)));
    word.map(cell).into_iter().collect()
}

impl Ledger {
    /// The change, if the ledger knows whom and which day it means.
    pub(super) fn told(&self, change: &Change) -> Result<Told, Error> {
        let person = match &change.who {
            Who::Id(person) if person.index() < self.facts.register().people() => *person,
            Who::Id(person) => {
                let name = format!("number {}", person.index());
                return Err(Fault::UnknownPerson { name, near: String::new() }.into());
            }
            Who::Name(name) => self.person(name)?,
        };
        let day = change.day;
        if !self.period.contains(day) {
            return Err(Fault::OutsideLedger {
                day,
                from: self.period.from(),
                through: self.period.through(),
            }
            .into());
        }
        self.counts.fetch(person, day);
        let register = self.facts.register();
        if register.is_present() && !self.counts.is_on_register(person, day) {
            let person = register.name(person).to_string();
            return Err(Fault::NotOnRegister { person, day }.into());
        }
        let rows = match (change.rows.as_slice(), register.is_present()) {
            ([], _) => DayRows::None,
            ([Row { status: Status::Known(at), columns }], true)
                if columns.is_empty() && !self.is_after_night(person, day) =>
            {
                DayRows::Status(*at)
            }
            (rows, _) => self.read(person, day, rows)?,
        };
        Ok(Told { person, day, rows })
    }

    /// Somebody by name, to be told of again and again.
    ///
    /// # Errors
    ///
    /// When nobody of that name is known.
    pub fn person(&self, name: &str) -> Result<PersonId, Error> {
        self.people.get(name).copied().ok_or_else(|| {
            let names = self.facts.register().names.iter().map(AsRef::as_ref);
            let near = nearest(name, names).map(|near| format!(" (`{near}`?)"));
            let near = near.unwrap_or_default();
            Fault::UnknownPerson { name: name.to_owned(), near }.into()
        })
    }

    /// Whether a row of the day before may reach into a day.
    fn is_after_night(&self, person: PersonId, day: Day) -> bool {
        let is_clock = |name: &str| matches!(name, "from" | "to");
        let has_clocks = self.values.as_ref().is_some_and(|all| all.has(&is_clock));
        has_clocks
            && self
                .rows_of(person, day.plus(-1))
                .iter()
                .any(|row| row.cells.iter().any(|(name, _)| is_clock(name)))
    }

    /// Rows with more than a status, by the reader of tables.
    fn read(&self, person: PersonId, day: Day, rows: &[Row]) -> Result<DayRows, Error> {
        let flat = !self.facts.register().is_present();
        let before = if flat { self.rows_of(person, day) } else { Vec::new() };
        let kept = before.first().map(|row| self.of_person(&row.cells));
        let kept = kept.unwrap_or_default();
        let name = self.facts.register().name(person).to_string();
        let dated = |mut told: ToldRow, day: Day| {
            told.insert("person".to_owned(), name.clone());
            told.insert("date".to_owned(), day.to_string());
            told.entry("status".to_owned()).or_default();
            told
        };
        let text = |(name, value): &(Text, Value)| (name.to_string(), value.to_string());
        let mut told: Vec<ToldRow> = Vec::new();
        for row in rows {
            let mut cells: ToldRow = kept.iter().map(text).collect();
            cells.extend(row.columns.clone());
            cells.insert("status".to_owned(), row.status.word().to_owned());
            told.push(dated(cells, day));
        }
        for beside in [day.plus(-1), day.next()] {
            let rows = self.rows_of(person, beside);
            let cells = rows.iter().map(|row| row.cells.iter().map(text).collect());
            told.extend(cells.map(|cells| dated(cells, beside)));
        }
        let read = rows_of_day(&self.facts, day, &told).map_err(|faults| {
            let told = faults.errors().map(ToString::to_string);
            Fault::BadChange { why: told.collect::<Vec<_>>().join("; ") }
        })?;
        Ok(DayRows::Full(read.into()))
    }

    /// In a flat file: what a row says of the person.
    fn of_person(&self, cells: &Cells) -> Cells {
        let fields = self.facts.fields();
        let is_own = |name: &str| {
            fields.of_column(Table::People, name).is_some() && name != "person"
        };
        let own = cells.iter().filter(|(name, _)| is_own(name));
        // Clock times of a row are no spell of a register.
        let own = own.filter(|(name, _)| !matches!(&**name, "from" | "through"));
        own.cloned().collect()
    }
}
