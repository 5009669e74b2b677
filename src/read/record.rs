//! Records asked for by `has` and `have`: kind, columns, age.

use super::decode::{Decoder, Map, clip, quoted};
use super::grammar::{self, At};
use super::matcher::Asked;
use super::node::{Entry, Node, NodeKind};
use crate::diagnostic::Code;
use crate::field::{Subject, Table};
use crate::message::Message;
use crate::nearest::nearest;
use crate::rule::matcher::{Age, FieldTest, Have, RecordTest};

impl Decoder<'_> {
    /// What `has` and `have` take: a kind, several, a record mapping, or a combination.
    pub(super) fn have(&mut self, node: &Node, asked: &Asked) -> Option<Have> {
        match &node.kind {
            NodeKind::Text { .. } => {
                let kinds = vec![self.text(node)?];
                Some(Have::Record(self.standing(kinds, node)))
            }
            NodeKind::List(items) => {
                let plain = |one: &Node| matches!(one.kind, NodeKind::Text { .. });
                if !items.is_empty() && items.iter().all(plain) {
                    let kinds = self.texts(node);
                    return Some(Have::Record(self.standing(kinds, node)));
                }
                let any = self.haves(node, asked);
                (!any.is_empty()).then_some(Have::Any(any))
            }
            NodeKind::Map(entries) => self.have_mapping(node, entries, asked),
            NodeKind::Told => None,
        }
    }

    fn haves(&mut self, node: &Node, asked: &Asked) -> Vec<Have> {
        let items = self.list(node);
        items.iter().filter_map(|one| self.have(one, asked)).collect()
    }

    fn standing(&self, kinds: Vec<String>, node: &Node) -> RecordTest {
        let place = self.place(node.span);
        RecordTest { kinds, fields: Vec::new(), age: Age::Stands, place }
    }

    fn have_mapping(
        &mut self,
        node: &Node,
        entries: &[Entry],
        asked: &Asked,
    ) -> Option<Have> {
        let [only] = entries else { return self.record(node, asked) };
        match only.key.text.as_str() {
            "any" => {
                let any = self.haves(&only.value, asked);
                (!any.is_empty()).then_some(Have::Any(any))
            }
            "all" => {
                let all = self.haves(&only.value, asked);
                (!all.is_empty()).then_some(Have::All(all))
            }
            "not" => Some(Have::Not(Box::new(self.have(&only.value, asked)?))),
            _ => self.record(node, asked),
        }
    }

    fn record(&mut self, node: &Node, asked: &Asked) -> Option<Have> {
        let map = self.open_map(node)?;
        if !map.has("record") {
            let message = Message::new("missing-key")
                .with("key", "record")
                .with("place", Message::new(At::Record.noun()));
            self.tell(Code::MissingKey, message, map.span);
        }
        let kinds = map.get("record").map(|one| self.texts(one)).unwrap_or_default();
        let mut fields = Vec::new();
        let mut whole = !kinds.is_empty();
        for entry in map.entries() {
            if grammar::find(At::Record, &entry.key.text).is_some() {
                continue;
            }
            match self.record_field(entry) {
                Some(test) => fields.push(test),
                None => whole = false,
            }
        }
        let age = self.age(map, asked)?;
        let place = self.place(node.span);
        whole.then_some(Have::Record(RecordTest { kinds, fields, age, place }))
    }

    /// A further column of the record compared with values.
    fn record_field(&mut self, entry: &Entry) -> Option<FieldTest> {
        let name = entry.key.text.as_str();
        let columns: Vec<_> = self.fields.of_table(Table::Records).cloned().collect();
        let Some(field) = columns.iter().find(|field| field.name.as_str() == name) else {
            let message = Message::new("unknown-field")
                .with("field", clip(name))
                .with("subject", "records");
            let columns = columns.iter().map(|field| field.name.as_str());
            let keys = grammar::keys_of(At::Record).map(|key| key.name);
            let words: Vec<&str> = keys.chain(columns).collect();
            let help = match nearest(name, words.iter().copied()) {
                Some(word) => Message::new("did-you-mean").with("word", word),
                None => Message::new("keys-here").with("keys", quoted(words)),
            };
            self.tell_with(Code::UnknownField, message, help, entry.key.span);
            return None;
        };
        match self.test(&entry.value, field)? {
            (Some(test), None) => {
                let place = self.place(entry.key.span);
                Some(FieldTest { field: field.name.clone(), test, place })
            }
            _ => {
                let message = Message::new("not-in-record").with("field", name);
                self.tell(Code::NotHere, message, entry.value.span);
                None
            }
        }
    }

    /// The age that a record may have; one word says it.
    fn age(&mut self, map: Map<'_>, asked: &Asked) -> Option<Age> {
        let words = ["in_last", "in_next", "before_last", "in_this"];
        let mut written = words.into_iter().filter(|word| map.has(word));
        let first = written.next();
        if let Some(second) = written.next() {
            let message = Message::new("two-ages")
                .with("one", first.unwrap_or(second))
                .with("two", second);
            let span = map.key(second).map_or(map.span, |key| key.span);
            self.tell(Code::Conflict, message, span);
            return None;
        }
        if map.has("through_day") && first != Some("in_this") {
            let span = map.key("through_day").map_or(map.span, |key| key.span);
            self.tell(Code::MissingKey, Message::new("through-day-alone"), span);
            return None;
        }
        let Some(word) = first else { return Some(Age::Stands) };
        let value = map.get(word)?;
        match word {
            "in_last" => {
                let Some(hours) = self.hours(value) else {
                    return self.days(value).map(Age::InLastDays);
                };
                if matches!(
                    asked.subject,
                    Subject::People | Subject::Visits | Subject::Gatherings
                ) {
                    return Some(Age::InLastHours(hours));
                }
                let message = Message::new("hours-of-place");
                self.tell(Code::NotHere, message, value.span);
                None
            }
            "in_next" => self.days(value).map(Age::InNextDays),
            "before_last" => self.days(value).map(Age::BeforeLastDays),
            _ => {
                let stretch = Self::stretch(self.word(value, grammar::STRETCHES)?)?;
                let through = match map.get("through_day") {
                    Some(node) => Some(self.whole(node, 1)?),
                    None => None,
                };
                Some(Age::InThis(stretch, through))
            }
        }
    }
}
