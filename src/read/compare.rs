//! A field compared with values: what may be written depends on what the field holds.

use super::decode::{Decoder, clip};
use super::grammar::{self, At};
use super::node::{Node, NodeKind};
use crate::day::Day;
use crate::diagnostic::Code;
use crate::field::{Field, Value, ValueType};
use crate::message::Message;
use crate::rule::matcher::{Hours, LastClock, NumberTest, Test};

impl Decoder<'_> {
    /// What must hold of the field, and what no row may say of it.
    pub(super) fn test(
        &mut self,
        node: &Node,
        field: &Field,
    ) -> Option<(Option<Test>, Option<Test>)> {
        if field.kind == ValueType::Time {
            return self.hours_test(node, field);
        }
        let NodeKind::Map(entries) = &node.kind else {
            return Some((Some(Test::OneOf(self.values(node, field)?)), None));
        };
        let map = self.map(node, At::Compare)?;
        if entries.is_empty() {
            self.tell(Code::Empty, Message::new("empty-comparison"), node.span);
            return None;
        }
        let fails = match map.get("not") {
            Some(not) => Some(self.not(not, field)?),
            None => None,
        };
        let written: Vec<&str> = grammar::keys_of(At::Compare)
            .map(|key| key.name)
            .filter(|name| *name != "not" && map.has(name))
            .collect();
        if written.is_empty() {
            return fails.map(|fails| (None, Some(fails)));
        }
        let fitting: &[&str] = match field.kind {
            ValueType::Number => &["at_least", "at_most", "above", "below"],
            ValueType::Date | ValueType::Moment => {
                &["from", "through", "in_last", "before_last"]
            }
            _ => &[],
        };
        if let Some(word) = written.iter().find(|word| !fitting.contains(*word)) {
            let message = Message::new("comparison-kind")
                .with("word", *word)
                .with("field", field.name.as_str())
                .with("kind", Message::new(kind_of(&field.kind)));
            let span = map.key(word).map_or(node.span, |key| key.span);
            self.tell(Code::WrongShape, message, span);
            return None;
        }
        let holds = if field.kind == ValueType::Number {
            self.number_test(map)?
        } else {
            self.date_test(map)?
        };
        Some((Some(holds), fails))
    }

    /// Clock times: one, a stretch, or several of those.
    fn hours_test(
        &mut self,
        node: &Node,
        field: &Field,
    ) -> Option<(Option<Test>, Option<Test>)> {
        if let NodeKind::Map(entries) = &node.kind
            && let [only] = entries.as_slice()
            && only.key.text == "not"
        {
            return Some((None, Some(self.not(&only.value, field)?)));
        }
        let nodes = self.one_or_more(node);
        let hours: Vec<Hours> =
            nodes.iter().filter_map(|one| self.hours_of_day(one, field)).collect();
        let whole = !hours.is_empty() && hours.len() == nodes.len();
        whole.then_some((Some(Test::Hours(hours)), None))
    }

    /// A clock time, or a stretch of them.
    fn hours_of_day(&mut self, node: &Node, field: &Field) -> Option<Hours> {
        let NodeKind::Map(entries) = &node.kind else {
            return self.clock(node).map(Hours::at);
        };
        let map = self.map(node, At::Compare)?;
        let fits = |name: &str| ["from", "until", "through"].contains(&name);
        if let Some(other) = entries.iter().find(|one| !fits(&one.key.text)) {
            let message = Message::new("comparison-kind")
                .with("word", clip(&other.key.text))
                .with("field", field.name.as_str())
                .with("kind", Message::new(kind_of(&field.kind)));
            self.tell(Code::WrongShape, message, other.key.span);
            return None;
        }
        if map.has("until") && map.has("through") {
            let span = map.key("through").map_or(node.span, |key| key.span);
            self.tell(Code::Conflict, Message::new("until-and-through"), span);
            return None;
        }
        let mut take = |key: &str| match map.get(key) {
            Some(node) => self.clock(node).map(Some),
            None => (!map.has(key)).then_some(None),
        };
        let (from, until, through) = (take("from"), take("until"), take("through"));
        let (from, until, through) = (from?, until?, through?);
        let last = until.map(LastClock::Until).or(through.map(LastClock::Through));
        let hours = Hours { from, last };
        if entries.is_empty() {
            self.tell(Code::Empty, Message::new("empty-comparison"), node.span);
            return None;
        }
        if hours.first() == hours.end() {
            self.tell(Code::BackwardWindow, Message::new("no-hours"), node.span);
            return None;
        }
        Some(hours)
    }

    /// What stands behind `not`: values, or a comparison.
    fn not(&mut self, node: &Node, field: &Field) -> Option<Test> {
        match self.test(node, field)? {
            (Some(test), None) => Some(test),
            _ => {
                self.tell(Code::WrongShape, Message::new("not-in-not"), node.span);
                None
            }
        }
    }

    fn number_test(&mut self, map: super::decode::Map<'_>) -> Option<Test> {
        let mut take = |key: &str| match map.get(key) {
            Some(node) => self.number(node).map(Some),
            None => (!map.has(key)).then_some(None),
        };
        let (at_least, at_most) = (take("at_least"), take("at_most"));
        let (above, below) = (take("above"), take("below"));
        Some(Test::Number(NumberTest {
            at_least: at_least?,
            at_most: at_most?,
            above: above?,
            below: below?,
        }))
    }

    fn date_test(&mut self, map: super::decode::Map<'_>) -> Option<Test> {
        let ages = ["in_last", "before_last"];
        let age = ages.into_iter().find(|age| map.has(age));
        if let Some(age) = age {
            if map.entries().iter().filter(|one| one.key.text != "not").count() > 1 {
                let message = Message::new("one-age").with("word", age);
                self.tell(Code::Conflict, message, map.span);
                return None;
            }
            let days = self.days(map.get(age)?)?;
            return Some(match age {
                "in_last" => Test::InLast(days),
                _ => Test::BeforeLast(days),
            });
        }
        let from = map.get("from").map(|node| self.day(node));
        let through = map.get("through").map(|node| self.day(node));
        let (from, through): (Option<Day>, Option<Day>) = match (from, through) {
            (Some(None), _) | (_, Some(None)) => return None,
            (from, through) => (from.flatten(), through.flatten()),
        };
        if let (Some(first), Some(last)) = (from, through)
            && last < first
        {
            let message = Message::new("backward-dates")
                .with("from", first.to_string())
                .with("through", last.to_string());
            self.tell(Code::BackwardWindow, message, map.span);
        }
        Some(Test::Between(from, through))
    }

    /// The values of a field: one, or a list.
    fn values(&mut self, node: &Node, field: &Field) -> Option<Vec<Value>> {
        let nodes = self.one_or_more(node);
        let values: Vec<Value> =
            nodes.iter().filter_map(|one| self.value(one, field)).collect();
        (!values.is_empty() && values.len() == nodes.len()).then_some(values)
    }

    /// One value of a field, read as what the field holds.
    pub(super) fn value(&mut self, node: &Node, field: &Field) -> Option<Value> {
        match &field.kind {
            ValueType::Text | ValueType::Words => {
                self.compared_text(node).map(|text| Value::Text(text.into()))
            }
            ValueType::Number => self.number(node).map(Value::Number),
            ValueType::YesNo => {
                let word = self.word(node, &["yes", "no"])?;
                Some(Value::YesNo(word == "yes"))
            }
            ValueType::Date => self.day(node).map(Value::Date),
            ValueType::Time => self.clock(node).map(Value::Time),
            ValueType::Moment => match self.start(node)? {
                crate::directive::Start::Day(day) => Some(Value::Date(day)),
                crate::directive::Start::Instant(instant) => {
                    Some(Value::Instant(instant))
                }
            },
            ValueType::Choice(words) => {
                let (text, _) = self.scalar("want-text", node)?;
                if let Some(word) = words.iter().find(|word| &***word == text) {
                    return Some(Value::Text(word.clone()));
                }
                if field.name.as_str() == "status" && text == "unknown" {
                    let message = Message::new("status-unknown");
                    self.tell(Code::UnknownWord, message, node.span);
                } else {
                    let text = clip(text);
                    self.unknown_word(&text, words.iter().map(|word| &**word), node);
                }
                None
            }
        }
    }
}

/// The catalogue key of what a field holds.
pub(super) fn kind_of(kind: &ValueType) -> &'static str {
    match kind {
        ValueType::Text => "kind-text",
        ValueType::Number => "kind-number",
        ValueType::YesNo => "kind-yes-no",
        ValueType::Date | ValueType::Moment => "kind-date",
        ValueType::Time => "kind-time",
        ValueType::Choice(_) => "kind-choice",
        ValueType::Words => "kind-words",
    }
}
