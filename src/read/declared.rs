//! Columns read beyond the built-in ones.

use std::sync::Arc;

use super::decode::{Decoder, quoted};
use super::grammar::{self, At};
use super::node::{Entry, Node, NodeKind};
use crate::diagnostic::Code;
use crate::field::{Field, Home, Table, ValueType};
use crate::message::Message;
use crate::name::FieldName;
use crate::source::Place;

/// Words that matchers use beside field names.
const RESERVED: [&str; 8] = ["any", "all", "not", "has", "group", "in", "on", "field"];
/// The types that are one word.
const TYPES: [&str; 5] = ["text", "number", "yes-no", "date", "time"];

impl Decoder<'_> {
    /// The mapping behind `fields`.
    pub(super) fn declared(&mut self, node: &Node) -> Vec<Field> {
        let mut declared: Vec<Field> = Vec::new();
        let Some(map) = self.map(node, At::Fields) else { return declared };
        if let Some(NodeKind::Map(levels)) = map.get("levels").map(|one| &one.kind) {
            self.later_fields.extend(levels.iter().map(|one| one.key.text.clone()));
        }
        for table in grammar::FIELD_TABLES.into_iter().filter_map(Table::of_name) {
            let Some(columns) = map.get(table.as_str()) else { continue };
            let Some(columns) = self.open_map(columns) else { continue };
            for entry in columns.entries() {
                if let Some(field) = self.declared_field(entry, table, &declared) {
                    self.fields.insert(field.clone());
                    declared.push(field);
                }
            }
        }
        declared
    }

    fn declared_field(
        &mut self,
        entry: &Entry,
        table: Table,
        declared: &[Field],
    ) -> Option<Field> {
        let (text, span) = (entry.key.text.as_str(), entry.key.span);
        let kind = self.value_type(&entry.value);
        let Some(name) = FieldName::new(text) else {
            self.bad_name(text, '_', span);
            return None;
        };
        let record_key =
            table == Table::Records && grammar::find(At::Record, text).is_some();
        if RESERVED.contains(&text) || record_key {
            let message = Message::new("field-reserved").with("field", text);
            self.tell(Code::NameTaken, message, span);
            return None;
        }
        if let Some(first) = declared.iter().find(|field| field.name == name) {
            let before = first.declared.clone();
            let before = before.unwrap_or_else(|| self.place(span));
            let place = self.place(span);
            self.used_twice("field-twice", text, &before, &place);
            return None;
        }
        let taken = |field: &&Field| field.name == name || field.column == name;
        let home = self.fields.iter().find(taken).map(|field| field.home);
        if let Some(home) = home {
            let message = match home {
                Home::Table(table) => Message::new("field-of-table")
                    .with("field", text)
                    .with("table", table.as_str()),
                Home::Day | Home::Register | Home::Hours => {
                    Message::new("field-reserved").with("field", text)
                }
            };
            self.tell(Code::NameTaken, message, span);
            return None;
        }
        let declared = Some(Place::new(self.source, span));
        let column = name.clone();
        Some(Field { name, column, home: Home::Table(table), kind: kind?, declared })
    }

    fn value_type(&mut self, node: &Node) -> Option<ValueType> {
        if let NodeKind::List(_) = node.kind {
            return self.choice(node);
        }
        Some(match self.word(node, &TYPES)? {
            "number" => ValueType::Number,
            "yes-no" => ValueType::YesNo,
            "date" => ValueType::Date,
            "time" => ValueType::Time,
            _ => ValueType::Text,
        })
    }

    /// A list of the words that may stand.
    fn choice(&mut self, node: &Node) -> Option<ValueType> {
        let nodes = self.one_or_more(node);
        let mut words: Vec<Arc<str>> = Vec::new();
        for one in nodes {
            let Some(word) = self.text(one) else { continue };
            if words.iter().any(|known| **known == *word) {
                let message = Message::new("choice-twice").with("word", word.as_str());
                self.tell(Code::DuplicateId, message, one.span);
            } else {
                words.push(word.into());
            }
        }
        if let [only] = words.as_slice()
            && TYPES.contains(&&**only)
        {
            let message = Message::new("type-in-list").with("word", &**only);
            let help = Message::new("words-here").with("words", quoted(TYPES));
            self.tell_with(Code::WrongShape, message, help, node.span);
        }
        (!words.is_empty()).then(|| ValueType::Choice(words.into()))
    }
}
