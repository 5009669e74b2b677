//! Findings as GitLab's merge requests read them: the report of code quality.

use serde_json::{Value, json};

use super::escape::{fingerprint, path, visible};
use super::page::{Grade, Level, Page};
use crate::finding::Finding;

/// A report as the JSON list that GitLab takes as `codequality`, ending with a line break.
///
/// GitLab compares the lists of two branches by their fingerprints, which hang on rule and
/// cell alone. What passed, and what nobody is in, is not in the list; nor are notices, for
/// which it has no place.
pub fn report(page: &Page<'_>) -> String {
    let page = *page;
    let told = page.findings().filter_map(|one| Some((page.level(one)?, one)));
    let all: Vec<Value> = told.map(|(level, one)| entry(page, level, one)).collect();
    // OK because a tree of JSON values can always be written.
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn entry(page: Page<'_>, level: Level, finding: &Finding) -> Value {
    let severity = match level {
        Level::Error => "critical",
        Level::Warning => "minor",
        Level::Note => "info",
    };
    let place = page.place(&finding.rule);
    let line = place.map_or(1, |place| place.line_column().0);
    let file = place.map(|place| path(place.source.name())).unwrap_or_default();
    let grade = page.word(Grade::of(finding).key());
    let said = visible(&finding.message.to_string());
    json!({
        "description": format!("{grade}: {said} ({})", visible(&finding.cell.to_string())),
        "check_name": finding.rule.to_string(),
        "fingerprint": fingerprint(&finding.id()),
        "severity": severity,
        "location": { "path": visible(&file), "lines": { "begin": line } },
    })
}
