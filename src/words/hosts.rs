//! Diagnostics as code hosts and their checks want them: SARIF 2.1.0, and the lines of GitHub
//! that annotate a change.

use serde_json::{Value, json};

use super::escape::{data, property, uri, visible};
use super::sarif::{add, location, log, region, run};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};

/// Diagnostics as a SARIF log, ending with a line break: every code is declared, each result
/// has its places and, where the cure is certain, the edit.
pub fn sarif(diagnostics: &Diagnostics) -> String {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| declared(*code)).collect();
    log(run(rules, diagnostics.iter().map(result).collect()))
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
    let mut text = visible(&one.message.to_string());
    if let Some(help) = &one.help {
        text = format!("{text}; {}", visible(&help.to_string()));
    }
    let index = Code::ALL.iter().position(|code| *code == one.code);
    let mut value = json!({
        "ruleId": one.code.id(),
        "ruleIndex": index.unwrap_or_default(),
        "level": level(one.code),
        "message": { "text": text },
        "locations": one.place().map(location).into_iter().collect::<Vec<_>>(),
        "partialFingerprints": { "what/v1": fingerprint(one) },
    });
    let others = one.labels.iter().skip(1);
    let others: Vec<Value> = others
        .map(|label| {
            let said = label.message.as_ref().map(ToString::to_string);
            let mut at = location(&label.place);
            add(&mut at, "message", json!({ "text": said.unwrap_or_default() }));
            at
        })
        .collect();
    if !others.is_empty() {
        add(&mut value, "relatedLocations", others.into());
    }
    if let Some(fix) = &one.fix {
        let replacement = json!({
            "deletedRegion": region(&fix.place),
            "insertedContent": { "text": fix.text },
        });
        let change = json!({
            "artifactLocation": { "uri": uri(fix.place.source.name()) },
            "replacements": [replacement],
        });
        add(&mut value, "fixes", json!([{ "artifactChanges": [change] }]));
    }
    value
}

/// What a diagnostic is of, wherever it moves to in its file.
fn fingerprint(one: &Diagnostic) -> String {
    let file = one.place().map(|place| place.source.name()).unwrap_or_default();
    format!("{} {file} {}", one.code, one.message)
}

/// Diagnostics as the lines by which a GitHub check annotates a change.
pub fn github(diagnostics: &Diagnostics) -> String {
    diagnostics.iter().map(annotation).collect()
}

fn annotation(one: &Diagnostic) -> String {
    let mut told = visible(&one.message.to_string());
    if let Some(help) = &one.help {
        told = format!("{told}\nhelp: {}", visible(&help.to_string()));
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
