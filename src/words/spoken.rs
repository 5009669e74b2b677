//! The sentence of a finding in another language: its message, with the words of the rule.

use super::Language;
use super::plain::{bound, counted, within};
use crate::message::{Argument, Message};
use crate::rule::Rule;

/// A message of a finding, or of its mend. In English the message says itself; in another
/// language what it counts, and the bound, come from the rule.
pub fn spoken(message: &Message, rule: Option<&Rule>, language: Language) -> String {
    match (language, rule) {
        (Language::English, _) | (_, None) => message.say(language),
        (_, Some(rule)) => {
            let own = format!("`{}/", rule.name.directive);
            of_rule(message, rule, language).say(language).replace(&own, "`")
        }
    }
}

fn of_rule(message: &Message, rule: &Rule, language: Language) -> Message {
    let mut message = message.clone();
    for (slot, argument) in &mut message.arguments {
        let words = match (*slot, &mut *argument) {
            ("what", Argument::Text(_) | Argument::Message(_)) => counted(rule),
            ("bound", Argument::Text(_)) => bound(rule),
            ("within", Argument::Text(_)) => within(rule),
            ("count" | "base", Argument::Text(text)) => Some(number(text)),
            ("values", Argument::List(values)) => {
                values.iter_mut().for_each(|value| perhaps(value, language));
                None
            }
            ("allowed", Argument::Message(inner)) => Some(of_rule(inner, rule, language)),
            _ => None,
        };
        if let Some(words) = words {
            *argument = Argument::from(words);
        }
    }
    message
}

/// A value that perhaps nobody carries, as findings name it.
fn perhaps(value: &mut String, language: Language) {
    if let Some(own) = value.strip_prefix("perhaps ") {
        *value = Message::new("perhaps").with("value", own).say(language);
    }
}

/// A number, or a range of them, with its unit: "2 to 4 days".
fn number(text: &str) -> Message {
    let key = UNITS.into_iter().find(|(unit, _)| text.ends_with(unit));
    let figures =
        key.and_then(|(unit, _)| text.strip_suffix(unit)).unwrap_or(text).trim();
    let figures = match (figures.split_once(" to "), figures.strip_suffix(" or more")) {
        (Some((least, most)), _) => {
            Message::new("page-range").with("least", least).with("most", most)
        }
        (None, Some(least)) => Message::new("page-range-open").with("least", least),
        (None, None) => Message::new("plain-text").with("text", figures),
    };
    match key {
        Some((_, key)) => Message::new(key).with("number", figures),
        None => figures,
    }
}

/// How findings name units, and what says them; the longer name first.
const UNITS: [(&str, &str); 6] = [
    (" working days", "plain-unit-working-days"),
    (" days", "plain-unit-days"),
    (" weeks", "plain-unit-weeks"),
    (" hours", "plain-unit-hours"),
    (" minutes", "plain-unit-minutes"),
    (" times", "plain-unit-times"),
];
