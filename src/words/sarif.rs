//! Findings as SARIF 2.1.0, for code hosts; and the frame of every such log.

use serde_json::{Value, json};

use super::escape::{fingerprint, uri, visible};
use super::page::{Grade, Level, Page};
use super::plain;
use crate::finding::Finding;
use crate::rule::{Force, Rule};
use crate::source::Place;

/// The schema that a SARIF log names.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// GitHub shows no more results of a run.
const RESULTS: usize = 5000;
/// GitHub shows no more tags of a rule.
const TAGS: usize = 10;

/// A report as a SARIF log, ending with a line break.
///
/// Every rule of the rule files is declared, whether it found something or not, so that a
/// code host can close what is found no longer. A finding lies at the line of its rule; its
/// cell is the logical location. A host takes in 5,000 results: the gravest are written, and
/// a notification says how many are left out.
pub fn report(page: &Page<'_>) -> String {
    let page = *page;
    let mut findings: Vec<&Finding> =
        page.findings().filter(|one| Grade::of(one) != Grade::Nobody).collect();
    let left_out = findings.len().saturating_sub(RESULTS);
    if left_out > 0 {
        findings.sort_by_key(|one| Grade::of(one));
        findings.truncate(RESULTS);
    }
    let rules: Vec<&Rule> = page.rules().collect();
    let results = findings.into_iter().map(|one| result(page, &rules, one)).collect();
    let told = page.report.notices.iter().map(|notice| {
        let text = visible(&notice.message.to_string());
        json!({ "level": "note", "descriptor": { "id": notice.code }, "message": { "text": text } })
    });
    let cut = (left_out > 0).then(|| {
        let text =
            format!("{left_out} more findings are left out: a host takes {RESULTS}");
        json!({ "level": "warning", "message": { "text": text } })
    });
    let mut run = run(rules.iter().map(|rule| declared(page, rule)).collect(), results);
    add(
        &mut run,
        "artifacts",
        page.inputs
            .iter()
            .map(|input| {
                json!({
                    "location": { "uri": uri(&input.name) },
                    "hashes": { "sha-256": input.sha256 },
                })
            })
            .collect(),
    );
    add(
        &mut run,
        "invocations",
        json!([{
            "executionSuccessful": true,
            "toolExecutionNotifications": cut.into_iter().chain(told).collect::<Vec<_>>(),
        }]),
    );
    log(run)
}

/// A run of this program.
pub(super) fn run(rules: Vec<Value>, results: Vec<Value>) -> Value {
    json!({
        "tool": { "driver": {
            "name": "passmuster",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        } },
        "columnKind": "unicodeCodePoints",
        "results": results,
    })
}

/// A log of one run.
pub(super) fn log(run: Value) -> String {
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    // OK because a tree of JSON values can always be written.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

/// Adds a key to an object.
pub(super) fn add(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(object) = object {
        object.insert(key.to_owned(), value);
    }
}

/// A place as a location; of a file without text only the file.
pub(super) fn location(place: &Place) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(place.source.name()) } });
    if place.source.has_text() {
        add(&mut physical, "region", region(place));
    }
    json!({ "physicalLocation": physical })
}

pub(super) fn region(place: &Place) -> Value {
    let (line, column) = place.line_column();
    let (end_line, end_column) = place.source.line_column(place.span.end);
    json!({
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    })
}

fn declared(page: Page<'_>, rule: &Rule) -> Value {
    let directive = &rule.name.directive;
    let asked = plain(page.rulebook, rule, super::Language::English);
    let first = asked.first().map(|one| visible(one)).unwrap_or_default();
    let cited = page.cited(directive, &rule.cites).into_iter();
    let cited: Vec<String> = cited.map(|one| visible(&one)).collect();
    let tags: Vec<String> = [directive.to_string()]
        .into_iter()
        .chain(cited.iter().cloned())
        .take(TAGS)
        .collect();
    let level = match rule.force {
        Force::Must => "error",
        Force::Should | Force::May => "warning",
    };
    let whole: Vec<String> = asked.iter().map(|one| visible(one)).chain(cited).collect();
    json!({
        "id": rule.name.to_string(),
        "shortDescription": { "text": first },
        "fullDescription": { "text": whole.join("\n") },
        "defaultConfiguration": { "level": level },
        "properties": { "tags": tags },
    })
}

fn result(page: Page<'_>, rules: &[&Rule], finding: &Finding) -> Value {
    let grade = Grade::of(finding);
    let kind = match grade {
        Grade::Fail | Grade::Advice | Grade::Granted => "fail",
        Grade::Undetermined | Grade::NoData => "open",
        Grade::Nobody => "notApplicable",
        Grade::Pass => "pass",
    };
    // The standard has levels for what failed only.
    let level = match page.level(finding) {
        Some(level) if kind == "fail" => level.word(),
        _ => "none",
    };
    let id = finding.id();
    let mut text = visible(&finding.message.to_string());
    if let Some(mend) = super::mend(finding) {
        text = format!("{text}\nmend: {}", visible(&mend.to_string()));
    }
    let cell = visible(&finding.cell.to_string());
    let mut at = page.place(&finding.rule).map_or_else(|| json!({}), location);
    if !cell.is_empty() {
        add(&mut at, "logicalLocations", json!([{ "fullyQualifiedName": cell }]));
    }
    let mut value = json!({
        "ruleId": finding.rule.to_string(),
        "kind": kind,
        "level": level,
        "message": { "text": text },
        "locations": [at],
        "partialFingerprints": {
            "finding/v1": visible(&id),
            "primaryLocationLineHash": format!("{}:1", fingerprint(&id)),
        },
    });
    let index = rules.iter().position(|rule| rule.name == finding.rule);
    if let Some(index) = index {
        add(&mut value, "ruleIndex", index.into());
    }
    if grade == Grade::Granted {
        add(
            &mut value,
            "suppressions",
            json!([{ "kind": "external", "status": "accepted" }]),
        );
    }
    if let Some(since) = page.since {
        let state = if since.is_new(finding) { "new" } else { "unchanged" };
        add(&mut value, "baselineState", state.into());
    }
    value
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        }
    }
}
