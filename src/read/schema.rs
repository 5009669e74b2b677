//! The grammar as JSON Schema, so that editors complete and check rule files.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::declared::RESERVED;
use super::grammar::{self, At, Key, Need, Shape};
use crate::field::{Field, Fields, Home, Subject, Table, ValueType};

// Of several forms, the one in which most mistakes are made comes first: where none fits,
// editors explain the first that comes near.

/// The places that have a definition of their own.
const PLACES: [At; 23] = [
    At::Directive,
    At::InForce,
    At::Clause,
    At::Act,
    At::Fields,
    At::Level,
    At::Interpretation,
    At::Rule,
    At::Granted,
    At::Limit,
    At::Require,
    At::Quota,
    At::Excuse,
    At::Separate,
    At::Period,
    At::Exempt,
    At::Matcher,
    At::Population,
    At::Base,
    At::Sum,
    At::Compare,
    At::Record,
    At::Amount,
];

/// A name, a day and an instant as patterns.
const WARNING: &str = "^W[34][0-9]{2}$";
const NAME: &str = "^[a-z][a-z0-9-]{0,63}$";
const FULL_NAME: &str = "^([a-z][a-z0-9-]{0,63}/)?[a-z][a-z0-9-]{0,63}$";
const TARGET: &str = "^[a-z][a-z0-9-]{0,63}(/[a-z][a-z0-9-]{0,63}|#.+)?$";
const FIELD_NAME: &str = "^[a-z][a-z0-9_]{0,63}$";
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const CLOCK: &str = "^[0-9]{2}:[0-9]{2}$";
const DAY_OR_CLOCK: &str = "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2})$";
const START: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$";
const UNTIL: &str = "^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}|further-notice)$";
const LENGTH: &str = "^[1-9][0-9]* (day|week|month)s?$";
const DAYS: &str = "^[1-9][0-9]* (day|week)s?$";
const AGE: &str = "^[1-9][0-9]* (h|hours?|days?|weeks?)$";
const MINUTES: &str = "^[1-9][0-9]* (min|h|hours?)$";
const GAP: &str = "^[1-9][0-9]* (min|h|hours?|days?)$";
const QUANTITY: &str = "^[0-9.]+( ?%|/[0-9.]+| per [0-9.]+| [a-z]+( days?)?( a week)?)$";
const SHARE: &str = "^[0-9.]+( ?%|/[0-9.]+| per [0-9.]+)$";

/// The JSON Schema (2020-12) of a rule file, ending with a line break.
pub(crate) fn schema() -> String {
    let mut definitions = Map::new();
    for at in PLACES {
        definitions.insert(definition(at).to_owned(), object(at));
    }
    for (name, schema) in shared() {
        definitions.insert(name.to_owned(), schema);
    }
    let mut root = object(At::Top);
    if let Value::Object(root) = &mut root {
        root.insert(
            "$schema".into(),
            "https://json-schema.org/draft/2020-12/schema".into(),
        );
        // Not a `title`: editors would head every word that is hovered over with it.
        root.insert("description".into(), "a passmuster rule file".into());
        root.insert("$defs".into(), Value::Object(definitions));
    }
    // OK because a tree of JSON values can always be written.
    serde_json::to_string_pretty(&root).unwrap_or_default() + "\n"
}

/// The name of a place's definition.
fn definition(at: At) -> &'static str {
    match at {
        At::Population => "population-mapping",
        At::Base => "base-mapping",
        At::Matcher => "matcher-mapping",
        At::Amount => "amount-mapping",
        _ => at.noun().strip_prefix("at-").unwrap_or(at.noun()),
    }
}

/// The keys that may stand at a place, those of a plain matcher among them.
fn keys(at: At) -> impl Iterator<Item = &'static Key> {
    let inherited: &[At] = match at {
        At::Population | At::Sum => &[At::Matcher],
        At::Base => &[At::Matcher, At::Population],
        _ => &[],
    };
    let inherited: Vec<At> = inherited.to_vec();
    let own = inherited
        .into_iter()
        .chain([at])
        .chain((at == At::Sum).then_some(At::Population));
    own.flat_map(grammar::keys_of)
}

fn object(at: At) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    if at.takes_fields() {
        let never = RESERVED.iter().map(|word| ((*word).to_owned(), false.into()));
        properties.extend(never);
    }
    for (name, fields) in fields(at) {
        properties.insert(name, field(&fields));
    }
    for key in keys(at) {
        let example = format!("for example `{}: {}`", key.name, key.example);
        let mut schema = shape(key.shape);
        let text = format!("this is nothing that `{}` takes; {example}", key.name);
        explain(&mut schema, &text);
        let text = format!("{}, {example}", key.sentence);
        properties.insert(key.name.to_owned(), with(schema, "description", text));
        if key.need == Need::Required {
            required.push(key.name);
        }
    }
    let others = if at.takes_fields() { reference("value") } else { false.into() };
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": others,
        "minProperties": 1,
    });
    if let (Value::Object(schema), false) = (&mut schema, required.is_empty()) {
        schema.insert("required".into(), required.into());
    }
    schema
}

/// Puts a sentence beside each pattern, which editors show instead.
fn explain(schema: &mut Value, text: &str) {
    match schema {
        Value::Object(words) => {
            words.values_mut().for_each(|one| explain(one, text));
            if words.contains_key("pattern") {
                words.insert("patternErrorMessage".to_owned(), text.into());
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|one| explain(one, text)),
        _ => {}
    }
}

/// A schema with one more text about it.
fn with(mut schema: Value, word: &str, text: String) -> Value {
    if let Value::Object(schema) = &mut schema {
        schema.insert(word.to_owned(), text.into());
    }
    schema
}

/// The built-in fields that may stand beside the keys of a place, by name.
fn fields(at: At) -> BTreeMap<String, Vec<Field>> {
    let mut by_name: BTreeMap<String, Vec<Field>> = BTreeMap::new();
    for field in Fields::built_in().iter().filter(|_| at.takes_fields()) {
        let stands = if at == At::Record {
            field.home == Home::Table(Table::Records)
        } else {
            Subject::ALL.iter().any(|subject| subject.homes().contains(&field.home))
        };
        if stands {
            let name = field.name.as_str().to_owned();
            by_name.entry(name).or_default().push(field.clone());
        }
    }
    by_name
}

/// What fields of one name are compared with.
fn field(fields: &[Field]) -> Value {
    let words: Vec<&str> = match fields {
        [Field { kind: ValueType::Choice(words), .. }] => {
            words.iter().map(|one| &**one).collect()
        }
        [Field { kind: ValueType::YesNo, .. }] => vec!["yes", "no"],
        _ => Vec::new(),
    };
    let schema = if words.is_empty() {
        reference("value")
    } else {
        compared(json!({ "enum": words }))
    };
    with(schema, "description", grammar::field_sentence(fields))
}

/// One value or several, or none of some.
fn compared(one: Value) -> Value {
    let several = json!({ "type": "array", "items": one, "minItems": 1 });
    json!({ "anyOf": [one, several, reference("compare")] })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn one_or_more(one: Value) -> Value {
    json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }] })
}

/// A mapping from names of the author's own.
fn by_name(names: &str, values: Value) -> Value {
    json!({
        "type": "object",
        "propertyNames": text(names),
        "additionalProperties": values,
    })
}

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Language => json!({ "const": 1 }),
        Shape::Text => reference("text"),
        Shape::Texts => one_or_more(reference("text")),
        Shape::Title => json!({
            "anyOf": [
                reference("text"),
                { "type": "object", "additionalProperties": reference("text") },
            ]
        }),
        Shape::Name => text("^[a-z][a-z0-9_-]{0,63}$"),
        Shape::Names => one_or_more(text(NAME)),
        Shape::FullNames => one_or_more(text(FULL_NAME)),
        Shape::Targets => one_or_more(text(TARGET)),
        Shape::Cites => one_or_more(json!({ "type": "string", "minLength": 1 })),
        Shape::Day => text(DAY),
        Shape::Clock => text(CLOCK),
        Shape::DayOrClock => text(DAY_OR_CLOCK),
        Shape::Start => text(START),
        Shape::Until => text(UNTIL),
        Shape::Length => text(LENGTH),
        Shape::Age | Shape::Rolling => text(AGE),
        Shape::Days => text(DAYS),
        Shape::Quantity => quantity(),
        Shape::Minutes => text(MINUTES),
        Shape::Gap => text(GAP),
        Shape::Whole => json!({ "type": "integer", "minimum": 0 }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Words(words) => one_or_more(json!({ "enum": words })),
        Shape::Is(at) => reference(definition(at)),
        Shape::ListOf(at) => {
            json!({ "type": "array", "items": reference(definition(at)), "minItems": 1 })
        }
        Shape::OneOrMore(at) => one_or_more(reference(definition(at))),
        Shape::Allow => by_name(WARNING, reference("text")),
        Shape::Clauses => json!({
            "type": "object",
            "additionalProperties": { "anyOf": [reference("text"), reference("clause")] },
        }),
        Shape::Types => by_name(FIELD_NAME, reference("type")),
        Shape::Type => reference("type"),
        Shape::Levels => by_name(FIELD_NAME, reference(definition(At::Level))),
        Shape::Groups => by_name(NAME, reference("population")),
        Shape::Matcher => reference("matcher"),
        Shape::Matchers => {
            json!({ "type": "array", "items": reference("matcher"), "minItems": 1 })
        }
        Shape::Population => reference("population"),
        Shape::Populations => one_or_more(reference("population")),
        Shape::Base => reference("base"),
        Shape::Amount => reference("amount"),
        Shape::Amounts => one_or_more(reference("amount")),
        Shape::Table => json!({
            "type": "object",
            "additionalProperties": reference("amount"),
            "minProperties": 1,
        }),
        Shape::Share => text(SHARE),
        Shape::ShareBase => reference("share-base"),
        Shape::Per => reference("per"),
        Shape::Have => reference("have"),
        Shape::Value => reference("value"),
    }
}

/// What a field is compared with.
fn value() -> Value {
    let scalar = json!({ "type": ["string", "number", "boolean"] });
    let one = [reference("compare"), scalar];
    let several = json!({ "type": "array", "items": { "anyOf": one }, "minItems": 1 });
    let [compare, scalar] = one;
    json!({ "anyOf": [compare, scalar, several] })
}

/// How much over time: a number, or one with its unit.
fn quantity() -> Value {
    json!({ "anyOf": [text(QUANTITY), { "type": "number", "minimum": 0 }] })
}

/// How much: a number, a share, none that is judged, or what is computed.
fn amount() -> Value {
    json!({
        "anyOf": [
            reference("amount-mapping"),
            text(SHARE),
            { "const": "no-bound" },
            { "type": "number", "minimum": 0 },
        ]
    })
}

/// Definitions that are no mapping of fixed keys.
fn shared() -> Vec<(&'static str, Value)> {
    let group = text(FULL_NAME);
    let of = |mapping: &str, own: &str| {
        json!({
            "anyOf": [
                group,
                reference(mapping),
                { "type": "array", "items": reference(own), "minItems": 1 },
            ]
        })
    };
    let said = |at, name: &str, schema: Value| match grammar::find(at, name) {
        Some(key) => with(schema, "description", key.sentence.to_owned()),
        None => schema,
    };
    let number_field = json!({
        "type": "object",
        "properties": { "field": said(At::Amount, "field", text(FIELD_NAME)) },
        "required": ["field"],
        "additionalProperties": false,
    });
    let haves = json!({ "type": "array", "items": reference("have"), "minItems": 1 });
    let several = |key: &str| {
        json!({
            "type": "object",
            "properties": { key: said(At::Matcher, key, haves.clone()) },
            "required": [key],
            "additionalProperties": false,
        })
    };
    let not = json!({
        "type": "object",
        "properties": { "not": said(At::Matcher, "not", reference("have")) },
        "required": ["not"],
        "additionalProperties": false,
    });
    vec![
        ("text", json!({ "type": ["string", "number"], "minLength": 1 })),
        ("value", value()),
        ("matcher", of("matcher-mapping", "matcher")),
        ("population", of("population-mapping", "population")),
        ("base", json!({ "anyOf": [number_field, of("base-mapping", "base")] })),
        ("share-base", json!({ "anyOf": [number_field, reference("population")] })),
        ("amount", amount()),
        ("per", one_or_more(json!({ "anyOf": [text(FIELD_NAME), reference("period")] }))),
        (
            "have",
            json!({
                "anyOf": [
                    { "type": "string", "minLength": 1 },
                    { "type": "array", "items": reference("have"), "minItems": 1 },
                    reference("record"),
                    several("any"),
                    several("all"),
                    not,
                ]
            }),
        ),
        (
            "type",
            json!({
                "anyOf": [
                    { "enum": ["text", "number", "yes-no", "date", "time"] },
                    { "type": "array", "items": reference("text"), "minItems": 1 },
                ]
            }),
        ),
    ]
}
