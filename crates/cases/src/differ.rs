//! Where a report differs from what a case expects, said as its author wants to hear it.

use passmuster::finding::Finding;
use passmuster::name::RuleRef;
use passmuster::{Period, Report};

use crate::expect::{Expectation, Value};
use crate::file::Case;
use crate::run::Difference;
use crate::written;

/// Everything in which the report is not as expected.
pub(crate) fn differences(
    report: &Report,
    expected: &[Expectation],
    case: &Case,
) -> Vec<Difference> {
    let (asked, line) = (case.asked, case.line);
    let mut open: Vec<&Finding> =
        report.findings.iter().filter(|one| is_about(case, &one.rule)).collect();
    let mut differences = Vec::new();
    for expectation in expected {
        match take(&mut open, expectation, asked) {
            Some(finding) => differences.extend(
                unlike(expectation, finding)
                    .map(|message| Difference { line: expectation.line, message }),
            ),
            None => {
                let message = missing(report, expectation);
                differences.push(Difference { line: expectation.line, message });
            }
        }
    }
    let unexpected = open.into_iter().filter(|one| !written::needs_no_word(one));
    differences.extend(unexpected.map(|finding| {
        let paste = written::line(finding, report, asked);
        let message = format!(
            "unexpected: {}: {}\n{finding}\nif it is meant, write below `expect`:\n  {paste}",
            finding.id(),
            written::outcome(finding),
        );
        Difference { line, message }
    }));
    differences
}

/// Whether the case is about a rule.
pub(crate) fn is_about(case: &Case, rule: &RuleRef) -> bool {
    let full = rule.to_string();
    let named = |name: &String| *name == full || name == rule.rule.as_str();
    case.about.is_empty() || case.about.iter().any(named)
}

/// Takes out the finding that an expectation means: of the same cell, and of the same
/// outcome if there are several.
///
/// Of a single day `day` may be left out; any word of time may, and so may the part of a
/// day, where the rule has no second finding that differs in them alone.
fn take<'a>(
    open: &mut Vec<&'a Finding>,
    expectation: &Expectation,
    asked: Period,
) -> Option<&'a Finding> {
    let single = asked.from() == asked.through();
    let day = |key: &str| single && key == "day";
    let exact = |one: &&Finding| {
        let same_part = part(one) == expectation.part;
        is_of_cell(expectation, one, &day) && same_part
    };
    let alike =
        |one: &&Finding| exact(one) && one.outcome.as_str() == expectation.outcome;
    let at = open.iter().position(alike).or_else(|| open.iter().position(exact));
    let timeless = |one: &&Finding| {
        let same_part = expectation.part.is_none() || part(one) == expectation.part;
        is_of_cell(expectation, one, &|key| TIMES.contains(&key)) && same_part
    };
    let at = at.or_else(|| {
        let mut found = open.iter().enumerate().filter(|(_, one)| timeless(one));
        let (at, _) = found.next()?;
        found.next().is_none().then_some(at)
    })?;
    Some(open.remove(at))
}

const TIMES: [&str; 7] = ["day", "week", "month", "quarter", "year", "from", "through"];

fn is_of_rule(expectation: &Expectation, finding: &Finding) -> bool {
    let wanted = &expectation.rule;
    *wanted == finding.rule.to_string() || wanted == finding.rule.rule.as_str()
}

/// Whether the finding is of the rule, and its cell has all keys that are named and no
/// others but those that may be left out.
fn is_of_cell(
    expectation: &Expectation,
    finding: &Finding,
    left_out: &dyn Fn(&str) -> bool,
) -> bool {
    let said = |key: &str| expectation.cell.iter().any(|(known, _)| known == key);
    let cell = &finding.cell;
    is_of_rule(expectation, finding)
        && expectation.cell.iter().all(|(key, value)| cell.get(key) == Some(value))
        && cell.keys.iter().all(|(key, _)| said(key) || left_out(key))
}

fn part(finding: &Finding) -> Option<(String, String)> {
    finding.cell.part.map(|(from, until)| (from.to_string(), until.to_string()))
}

fn missing(report: &Report, expectation: &Expectation) -> String {
    let mut words = format!("missing: {}", expectation.rule);
    for (key, value) in &expectation.cell {
        words = format!("{words} {key}={value}");
    }
    words = format!("{words}: {}", expectation.outcome);
    let others = report.findings.iter().filter(|one| is_of_rule(expectation, one));
    let mut cells: Vec<_> = others
        .map(|one| match one.cell.keys.is_empty() {
            true => written::outcome(one),
            false => format!("`{}`: {}", one.cell, written::outcome(one)),
        })
        .collect();
    let more = cells.len().saturating_sub(SHOWN);
    cells.truncate(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    match cells.is_empty() {
        true => format!("{words}\nthe rule has no finding at all"),
        false => format!("{words}\nthe rule's findings are {}{more}", cells.join(", ")),
    }
}

/// How many findings of a rule are named where the one that is wanted does not come.
const SHOWN: usize = 5;

/// In what a finding is not as expected: its sentence, and the keys that differ.
fn unlike(expectation: &Expectation, finding: &Finding) -> Option<String> {
    let mut values: Vec<_> = expectation.values.iter().collect();
    let unrelieved = (Value::Relief, "none".to_owned());
    if !values.iter().any(|(one, _)| *one == Value::Relief) {
        values.push(&unrelieved);
    }
    let mut rows = Vec::new();
    for (value, wanted) in values {
        let found = written::value(*value, finding);
        if found != *wanted {
            rows.push([value.as_str().to_owned(), wanted.clone(), found]);
        }
    }
    for (names, wanted) in &expectation.names {
        let found = written::names(*names, finding);
        if found != *wanted {
            let list = |names: &[String]| format!("[{}]", names.join(", "));
            rows.push([names.as_str().to_owned(), list(wanted), list(&found)]);
        }
    }
    let differs = !rows.is_empty();
    differs.then(|| format!("{}\n{finding}\n{}", finding.id(), side_by_side(&rows)))
}

/// Key, what was expected and what was found, in columns; below them the long ones, whose
/// two values stand above each other.
fn side_by_side(rows: &[[String; 3]]) -> String {
    let length = |text: &String| text.chars().count();
    let fits = |row: &&[String; 3]| row.iter().all(|text| length(text) <= WIDE);
    let (short, long): (Vec<_>, Vec<_>) = rows.iter().partition(fits);
    let widest = |nth: usize| {
        let cells = short.iter().filter_map(|row| row.get(nth));
        cells.map(length).max().unwrap_or(0)
    };
    let (keys, wanted) = (widest(0), widest(1).max("expected".len()));
    let mut lines = Vec::new();
    if !short.is_empty() {
        lines.push(format!("{:keys$}  {:wanted$}  found", "", "expected"));
    }
    for [key, expected, found] in short {
        lines.push(format!("{key:keys$}  {expected:wanted$}  {found}"));
    }
    for [key, expected, found] in long {
        lines.push(key.clone());
        lines.push(format!("  expected  {expected}"));
        lines.push(format!("  found     {found}"));
    }
    lines.join("\n")
}

/// The widest value that stands beside another.
const WIDE: usize = 36;
