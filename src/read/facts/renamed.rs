//! People under other names, in every table: what is judged then knows no id of a person.

use std::collections::{BTreeMap, BTreeSet};

use super::{FactsBuilder, Reading};
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::pseudonyms::Pseudonyms;
use crate::field::{Fields, Table, Text, Value, ValueType};
use crate::message::Message;

/// How people are told of.
#[derive(Debug, Clone, Default)]
pub(super) enum People {
    /// By their ids.
    #[default]
    ById,
    /// By their ids, and what is told of tables quotes no cell.
    Discreetly,
    /// By other names, and what is told of tables quotes no cell.
    Pseudonymised(Pseudonyms),
}

impl FactsBuilder {
    /// Calls people otherwise, in all that is found and told: wherever the id of somebody is
    /// all that stands in a cell of text. What is told of tables quotes no cell, as by
    /// [`discreet`](Self::discreet).
    #[must_use]
    pub fn pseudonyms(mut self, names: &Pseudonyms) -> Self {
        self.people = People::Pseudonymised(names.clone());
        self
    }

    /// Has nothing that is told of the tables quote what stands in their cells.
    ///
    /// ```
    /// # use passmuster::{Rulebook, Source};
    /// # let rulebook = Rulebook::read([Source::new("order-7.yaml", "
    /// # passmuster: 1
    /// # directive: { id: our-order-7-2021 }
    /// # in_force: { from: 2021-02-17, through: 2021-03-02 }
    /// # rules:
    /// #   - id: onsite-cap
    /// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
    /// # ")])?;
    /// let shifted = "person,unit,date,status\nan,2021-02-18,tong-hop,on-site\n";
    /// let facts = rulebook.facts().table("attendance", Source::new("a.csv", shifted));
    /// let told = facts.discreet().build().unwrap_err();
    /// assert!(told.to_string().contains("`…` in `date` is not a date"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn discreet(mut self) -> Self {
        if matches!(self.people, People::ById) {
            self.people = People::Discreetly;
        }
        self
    }

    /// Whether rows are to be read as they are, by whoever counts them as they go by.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self.people, People::ById)
    }
}

/// Columns of text whose words are the language's, and nobody's name.
const WORDS: [(Table, &str); 4] = [
    (Table::Records, "kind"),
    (Table::Grants, "rule"),
    (Table::Levels, "series"),
    (Table::Levels, "level"),
];

/// Whether a column may hold the id of a person: itself, or as the name of something else,
/// such as of the unit of somebody who is alone in it.
fn may_name(fields: &Fields, table: Table, column: &str) -> bool {
    let mut kinds = fields
        .iter()
        .filter(|field| field.column.as_str() == column)
        .map(|field| &field.kind);
    !WORDS.contains(&(table, column))
        && kinds.all(|kind| matches!(kind, ValueType::Text | ValueType::Words))
}

impl Reading {
    /// Calls everybody otherwise, wherever their id is the whole text of a cell, or one of its
    /// words.
    pub(super) fn rename(&mut self, names: &Pseudonyms) {
        let mut pseudonyms: BTreeMap<Text, Text> = BTreeMap::new();
        for read in self.tables.values() {
            let people = read.rows.column("person").map(|column| column.values());
            for text in people.unwrap_or_default().iter().flat_map(texts) {
                let new = || names.of(&text).into();
                pseudonyms.entry(text.clone()).or_insert_with(new);
            }
        }
        let taken: BTreeSet<Text> = pseudonyms.values().cloned().collect();
        let mut meet = taken.len() < pseudonyms.len();
        for (table, read) in &mut self.tables {
            for (name, column) in &mut read.rows.columns {
                if !may_name(&self.fields, *table, name) {
                    continue;
                }
                let others = column.values().iter().flat_map(texts);
                meet |= others
                    .filter(|text| !pseudonyms.contains_key(text))
                    .any(|text| taken.contains(&text));
                column.rename(|value| renamed(value, &pseudonyms));
            }
        }
        if meet {
            let message = Message::new("facts-pseudonym-twice");
            let fault = Diagnostic::without_place(Code::IdTwice, message);
            self.faults.push(fault.help(Message::new("facts-pseudonym-twice-help")));
        }
    }
}

/// The texts of a value.
fn texts(value: &Value) -> Vec<Text> {
    match value {
        Value::Text(text) => vec![text.clone()],
        Value::Words(words) => words.to_vec(),
        _ => Vec::new(),
    }
}

fn renamed(value: &Value, names: &BTreeMap<Text, Text>) -> Option<Value> {
    let name = |text: &Text| names.get(text).unwrap_or(text).clone();
    match value {
        Value::Text(text) => names.get(text).cloned().map(Value::Text),
        Value::Words(words) if words.iter().any(|word| names.contains_key(word)) => {
            Some(Value::Words(words.iter().map(name).collect()))
        }
        _ => None,
    }
}
