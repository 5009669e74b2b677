//! Diagnostics as code hosts and their checks want them: SARIF 2.1.0, and the lines of GitHub
//! that annotate a change.

use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::Place;

/// The schema that a SARIF log names.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Diagnostics as a SARIF log, ending with a line break: every code is declared, each result
/// has its places and, where the cure is certain, the edit.
pub fn sarif(diagnostics: &Diagnostics) -> String {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| declared(*code)).collect();
    let results: Vec<Value> = diagnostics.iter().map(result).collect();
    let driver = json!({
        "name": "passmuster",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // OK because a tree of JSON values can always be written.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn level(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn declared(code: Code) -> Value {
    json!({
        "id": code.id(),
        "shortDescription": { "text": code.title() },
        "fullDescription": { "text": code.explanation() },
        "defaultConfiguration": { "level": level(code) },
    })
}

fn result(one: &Diagnostic) -> Value {
    let mut text = one.message.to_string();
    if let Some(help) = &one.help {
        text = format!("{text}; {help}");
    }
    let index = Code::ALL.iter().position(|code| *code == one.code);
    let mut value = json!({
        "ruleId": one.code.id(),
        "ruleIndex": index.unwrap_or_default(),
        "level": level(one.code),
        "message": { "text": text },
        "locations": one.place().map(|place| location(place, None)).into_iter().collect::<Vec<_>>(),
        "partialFingerprints": { "what/v1": fingerprint(one) },
    });
    let others = one.labels.iter().skip(1);
    let others: Vec<Value> = others
        .map(|label| {
            let said = label.message.as_ref().map(ToString::to_string);
            location(&label.place, Some(said.unwrap_or_default()))
        })
        .collect();
    if let Value::Object(value) = &mut value {
        if !others.is_empty() {
            value.insert("relatedLocations".to_owned(), others.into());
        }
        if let Some(fix) = &one.fix {
            let replacement = json!({
                "deletedRegion": region(&fix.place),
                "insertedContent": { "text": fix.text },
            });
            let uri = json!({ "uri": fix.place.source.name() });
            value.insert(
                "fixes".to_owned(),
                json!([{ "artifactChanges": [{
                    "artifactLocation": uri,
                    "replacements": [replacement],
                }] }]),
            );
        }
    }
    value
}

/// What a diagnostic is of, wherever it moves to in its file.
fn fingerprint(one: &Diagnostic) -> String {
    let file = one.place().map(|place| place.source.name()).unwrap_or_default();
    format!("{} {file} {}", one.code, one.message)
}

fn location(place: &Place, said: Option<String>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": place.source.name() } });
    if let (true, Value::Object(physical)) = (place.source.has_text(), &mut physical) {
        physical.insert("region".to_owned(), region(place));
    }
    match said {
        Some(text) => {
            json!({ "physicalLocation": physical, "message": { "text": text } })
        }
        None => json!({ "physicalLocation": physical }),
    }
}

fn region(place: &Place) -> Value {
    let (line, column) = place.line_column();
    let (end_line, end_column) = place.source.line_column(place.span.end);
    json!({
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    })
}

/// Diagnostics as the lines by which a GitHub check annotates a change.
pub fn github(diagnostics: &Diagnostics) -> String {
    diagnostics.iter().map(annotation).collect()
}

fn annotation(one: &Diagnostic) -> String {
    let mut told = one.message.to_string();
    if let Some(help) = &one.help {
        told = format!("{told}\nhelp: {help}");
    }
    let mut at = String::new();
    if let Some(place) = one.place() {
        at = format!("file={},", property(place.source.name()));
        if place.source.has_text() {
            let (line, column) = place.line_column();
            at = format!("{at}line={line},col={column},");
        }
    }
    let title = property(&format!("{}: {}", one.code, one.code.title()));
    format!("::{} {at}title={title}::{}\n", level(one.code), data(&told))
}

/// A text that ends no line and begins no command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same where it is a property, which ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
