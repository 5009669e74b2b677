//! What other systems call the people of the register: a column of `people`.

use super::settings::TableStated;
use super::table::{Reader, fields_of};
use super::{FactsBuilder, Given, yaml};
use crate::diagnostic::Diagnostics;
use crate::field::Table;
use crate::read::cells::{Sheet, sheet_of_csv};
use crate::source::Place;

/// A column of the register beside the people whom it is of.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    /// The rows in which it is not blank.
    pub rows: Vec<Id>,
    /// Every column that the register has, so that another one can be named.
    pub columns: Vec<String>,
    /// Whether the register has this column, and whether there is a register.
    pub is_there: bool,
}

/// What a row of the register calls somebody.
#[derive(Debug, Clone)]
pub struct Id {
    /// The cell of the column.
    pub id: String,
    /// The person of the row.
    pub person: String,
    /// Where the cell stands.
    pub place: Place,
}

impl FactsBuilder {
    /// What a column of the `people` tables that were given holds beside each person.
    ///
    /// # Errors
    ///
    /// When `facts.yaml` or the table cannot be read.
    ///
    /// ```
    /// # use passmuster::{Rulebook, Source};
    /// # let order = Source::new("order-7.yaml", "
    /// # passmuster: 1
    /// # directive: { id: our-order-7-2021 }
    /// # in_force: { from: 2021-02-17, through: 2021-03-02 }
    /// # rules:
    /// #   - id: onsite-cap
    /// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
    /// # ");
    /// let people = "person,unit,device_pin\nan,archives,7\nbinh,archives,\n";
    /// let facts = Rulebook::read([order])?.facts();
    /// let ids = facts.table("people", Source::new("people.csv", people)).ids("device_pin")?;
    /// assert_eq!((ids.rows[0].id.as_str(), ids.rows[0].person.as_str()), ("7", "an"));
    /// assert_eq!(ids.rows.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ids(&self, column: &str) -> Result<Ids, Diagnostics> {
        let mut faults = self.faults.clone();
        let mut stated = super::settings::Stated::default();
        if let Some(page) = &self.settings {
            let (read, told) = yaml::read(page);
            faults.extend(told);
            stated = read;
        }
        let unstated = TableStated::default();
        let table = Table::People;
        let stated = stated.tables.get(&table).unwrap_or(&unstated);
        let fields = fields_of(&self.fields, table, false);
        let reader = Reader { table, flat: false, fields, stated };
        let person = |name: &str| reader.ours(name) == Some("person");
        let wanted = |name: &str| name == column || person(name);
        let delimiter = stated.delimiter.unwrap_or(b',');
        let mut ids = Ids::default();
        for (_, given) in self.given.iter().filter(|(of, _)| *of == table) {
            let sheet = match given.clone() {
                Given::Csv(csv) => sheet_of_csv(&csv, delimiter, &wanted, &mut faults),
                Given::Rows(sheet) => Some(sheet),
                Given::Batches(batches) => batches.into_sheet(&mut faults),
            };
            if let Some(sheet) = sheet {
                ids.add(&sheet, column, &person);
            }
        }
        let told = faults.into_diagnostics();
        if told.has_errors() { Err(told) } else { Ok(ids) }
    }
}

impl Ids {
    fn add(&mut self, sheet: &Sheet, column: &str, is_person: &dyn Fn(&str) -> bool) {
        let names = sheet.header.iter().map(|head| head.name.clone());
        self.columns.extend(names);
        let find = |wanted: &dyn Fn(&str) -> bool| {
            sheet.header.iter().position(|head| wanted(&head.name))
        };
        let at = find(&|name| name == column);
        let cells = |at: usize| sheet.columns.get(at).and_then(Option::as_ref);
        let Some((at, of)) = at.and_then(|at| Some((at, cells(at)?))) else { return };
        let Some(people) = find(is_person).and_then(cells) else { return };
        self.is_there = true;
        for (row, (id, person)) in of.codes.iter().zip(&people.codes).enumerate() {
            if *id != 0 && *person != 0 {
                self.rows.push(Id {
                    id: of.texts.text(*id).to_owned(),
                    person: people.texts.text(*person).to_owned(),
                    place: sheet.place(row, at),
                });
            }
        }
    }
}
