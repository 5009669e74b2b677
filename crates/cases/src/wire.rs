//! What came of case files as JSON.

use serde_json::{Value, json};

use crate::coverage::{Coverage, RuleCoverage};
use crate::run::{CaseOutcome, Difference, FileOutcome};
use crate::situation::Situation;

/// What came of files, and what their cases have tried, as `passmuster-test/1`: JSON text
/// with a final newline.
pub fn as_json(files: &[FileOutcome], coverage: &Coverage) -> String {
    let cases: Vec<_> = files.iter().flat_map(|file| &file.cases).collect();
    let kept = cases.iter().filter(|case| case.differences.is_empty()).count();
    let rules: Vec<Value> = coverage.rules().map(of_rule).collect();
    let all = json!({
        "format": "passmuster-test/1",
        "summary": {
            "files": files.len(),
            "refused": files.iter().filter(|file| file.refused.is_some()).count(),
            "cases": cases.len(),
            "as_expected": kept,
            "different": cases.len() - kept,
        },
        "files": files.iter().map(of_file).collect::<Vec<Value>>(),
        "coverage": {
            "tried": coverage.tried(),
            "situations": coverage.possible(),
            "percent": coverage.percent(),
            "rules": rules,
        },
    });
    // OK because no key of it is anything but text, the only way to fail.
    let mut text = serde_json::to_string_pretty(&all).unwrap_or_default();
    text.push('\n');
    text
}

fn of_file(file: &FileOutcome) -> Value {
    json!({
        "file": file.name,
        "refused": file.refused.as_ref().map(of_difference),
        "cases": file.cases.iter().map(of_case).collect::<Vec<Value>>(),
    })
}

fn of_case(case: &CaseOutcome) -> Value {
    let differences: Vec<Value> = case.differences.iter().map(of_difference).collect();
    json!({ "case": case.title, "line": case.line, "differences": differences })
}

fn of_difference(one: &Difference) -> Value {
    json!({ "line": one.line, "message": one.message })
}

fn of_rule(rule: &RuleCoverage) -> Value {
    let words = |all: &mut dyn Iterator<Item = Situation>| {
        all.map(|one| one.as_str().replace(' ', "-")).collect::<Vec<String>>()
    };
    json!({
        "rule": rule.rule.to_string(),
        "file": rule.file,
        "line": rule.line,
        "tried": words(&mut rule.tried()),
        "missing": words(&mut rule.missing()),
    })
}
