//! Columns read beyond the built-in ones.

use super::decode::{Decoder, clip, quoted};
use super::grammar::{self, At};
use super::node::{Entry, Node, NodeKind};
use crate::diagnostic::Code;
use crate::field::{Field, Home, Series, Subject, Table, Text, ValueType};
use crate::message::Message;
use crate::name::FieldName;
use crate::nearest::nearest;
use crate::source::Place;

/// Words that matchers use beside field names.
pub(super) const RESERVED: [&str; 8] =
    ["any", "all", "not", "has", "group", "in", "on", "field"];
/// The types that are one word.
const TYPES: [&str; 5] = ["text", "number", "yes-no", "date", "time"];

impl Decoder<'_> {
    /// The mapping behind `fields`.
    pub(super) fn declared(&mut self, node: &Node) -> Vec<Field> {
        let mut declared: Vec<Field> = Vec::new();
        let Some(map) = self.map(node, At::Fields) else { return declared };
        for table in grammar::FIELD_TABLES.into_iter().filter_map(Table::of_name) {
            let Some(columns) = map.get(table.as_str()) else { continue };
            let Some(columns) = self.open_map(columns) else { continue };
            for entry in columns.entries() {
                let kind = self.value_type(&entry.value);
                let name = self.field_name(entry, Some(table), &declared);
                if let (Some(name), Some(kind)) = (name, kind) {
                    let home = Home::Table(table);
                    declared.push(self.declare(entry, name, home, kind, None));
                }
            }
        }
        // Last, for a level may be read at the place that a declared field holds.
        if let Some(levels) = map.get("levels").and_then(|one| self.open_map(one)) {
            for entry in levels.entries() {
                let found = self.level(&entry.value);
                let name = self.field_name(entry, None, &declared);
                if let (Some(name), Some((kind, at, series))) = (name, found) {
                    let series = series.unwrap_or_else(|| name.as_str().into());
                    let series = Some(Series { name: series, at });
                    declared.push(self.declare(entry, name, Home::Level, kind, series));
                }
            }
        }
        declared
    }

    fn declare(
        &mut self,
        entry: &Entry,
        name: FieldName,
        home: Home,
        kind: ValueType,
        series: Option<Series>,
    ) -> Field {
        let declared = Some(Place::new(self.source, entry.key.span));
        let column = name.clone();
        let field = Field { name, column, home, kind, declared, series };
        self.fields.insert(field.clone());
        field
    }

    /// What a level is, where it is read, and the series if that is named otherwise.
    fn level(&mut self, node: &Node) -> Option<(ValueType, FieldName, Option<Text>)> {
        let map = self.map(node, At::Level)?;
        let kind = map.get("is").and_then(|is| self.value_type(is));
        let at = map.get("at").and_then(|at| self.level_place(at));
        let series = map.get("series").map(|series| self.text(series));
        let series = match series {
            Some(series) => Some(Text::from(series?)),
            None => None,
        };
        Some((kind?, at?, series))
    }

    /// The field that holds the place of a level: a text of people, units, attendance or of
    /// what else leads to a place.
    fn level_place(&mut self, node: &Node) -> Option<FieldName> {
        let (text, _) = self.scalar("want-level-place", node)?;
        let holds_place = |field: &Field| {
            let is_text = matches!(field.kind, ValueType::Text | ValueType::Choice(_));
            let leads = Subject::ALL.iter().any(|one| one.homes().contains(&field.home));
            is_text && leads && matches!(field.home, Home::Table(_))
        };
        let texts = self.fields.iter().filter(|field| holds_place(field));
        let words: Vec<&str> = texts.map(|field| field.name.as_str()).collect();
        if words.contains(&text) {
            return FieldName::new(text);
        }
        let help = match nearest(text, words) {
            Some(word) => Message::new("did-you-mean").with("word", word),
            None => Message::new("level-place-help"),
        };
        let message = Message::new("level-place").with("field", clip(text));
        self.tell_with(Code::UnknownField, message, help, node.span);
        None
    }

    /// The name of a declared field, which nothing else may have.
    fn field_name(
        &mut self,
        entry: &Entry,
        table: Option<Table>,
        declared: &[Field],
    ) -> Option<FieldName> {
        let (text, span) = (entry.key.text.as_str(), entry.key.span);
        let Some(name) = FieldName::new(text) else {
            self.bad_name(text, '_', span);
            return None;
        };
        let record_key =
            table == Some(Table::Records) && grammar::find(At::Record, text).is_some();
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
                Home::Day | Home::Register | Home::Hours | Home::Level => {
                    Message::new("field-reserved").with("field", text)
                }
            };
            self.tell(Code::NameTaken, message, span);
            return None;
        }
        Some(name)
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
        let mut words: Vec<Text> = Vec::new();
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
