//! Where a report differs from what a case expects, said as its author wants to hear it.

use passmuster::day::{Clock, Instant};
use passmuster::finding::{Finding, Range, Reason, Relief};
use passmuster::{Outcome, Period, Report, words};

use crate::expect::{Expectation, Names, Value};
use crate::file::Case;
use crate::run::Difference;

/// Everything in which the report is not as expected.
pub(crate) fn differences(
    report: &Report,
    expected: &[Expectation],
    case: &Case,
) -> Vec<Difference> {
    let (asked, line) = (case.asked, case.line);
    let mut open: Vec<&Finding> =
        report.findings.iter().filter(|one| is_about(case, one)).collect();
    let mut differences = Vec::new();
    for expectation in expected {
        match take(&mut open, expectation, asked) {
            Some(finding) => differences.extend(
                unlike(expectation, finding)
                    .into_iter()
                    .map(|message| Difference { line: expectation.line, message }),
            ),
            None => {
                let message = missing(report, expectation);
                differences.push(Difference { line: expectation.line, message });
            }
        }
    }
    let unexpected = open.into_iter().filter(|one| !needs_no_word(one));
    differences.extend(unexpected.map(|finding| {
        let message = format!("unexpected: {}", in_words(finding));
        Difference { line, message }
    }));
    differences
}

/// Whether the case is about the finding's rule.
fn is_about(case: &Case, finding: &Finding) -> bool {
    let full = finding.rule.to_string();
    let named = |rule: &String| *rule == full || rule == finding.rule.rule.as_str();
    case.about.is_empty() || case.about.iter().any(named)
}

/// Passes, and rules that matched nobody in so small a world: they may be listed, but need
/// not be.
fn needs_no_word(finding: &Finding) -> bool {
    let silent =
        finding.reason == Some(Reason::NobodyThere) && finding.cell.keys.is_empty();
    finding.outcome == Outcome::Pass || silent
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
    let cells: Vec<_> = others
        .take(3)
        .map(|one| format!("`{}`: {}", one.cell, one.outcome.as_str()))
        .collect();
    match cells.is_empty() {
        true => format!("{words}; the rule has no finding at all"),
        false => format!("{words}; the rule's findings are {}", cells.join(", ")),
    }
}

fn in_words(finding: &Finding) -> String {
    let outcome = finding.outcome.as_str();
    let reason = finding.reason.map(|reason| format!(" ({})", reason.as_str()));
    let relief = finding.relief.map(|Relief::Granted| " (granted)");
    format!(
        "{}: {outcome}{}{}: {finding}",
        finding.id(),
        reason.unwrap_or_default(),
        relief.unwrap_or_default()
    )
}

/// In what a finding is not as expected.
fn unlike(expectation: &Expectation, finding: &Finding) -> Vec<String> {
    let id = finding.id();
    if finding.outcome.as_str() != expectation.outcome {
        let wanted = &expectation.outcome;
        return vec![format!("expected {wanted}, found {}", in_words(finding))];
    }
    let mut faults = Vec::new();
    let mut tell = |what: &str, wanted: &str, found: &str| {
        faults.push(format!("{id}: {what}: expected {wanted}, found {found}"));
    };
    for (value, wanted) in &expectation.values {
        let found = found_value(*value, finding);
        if found != *wanted {
            tell(value.as_str(), wanted, &found);
        }
    }
    let relief_named = expectation.values.iter().any(|(one, _)| *one == Value::Relief);
    if finding.relief.is_some() && !relief_named {
        tell("relief", "none", "granted");
    }
    for (names, wanted) in &expectation.names {
        let found = found_names(*names, finding);
        if found != *wanted {
            let list = |names: &[String]| format!("[{}]", names.join(", "));
            tell(names.as_str(), &list(wanted), &list(&found));
        }
    }
    faults
}

/// The moments of a finding, such as `09:00 to 12:00, 13:00 to 24:00`.
fn moments(finding: &Finding) -> String {
    let clock = |at: Instant| at.clock().to_string();
    let one = |(from, until): &(Instant, Instant)| {
        let end = match until.day() == from.day() {
            true => clock(*until),
            false => Clock::END.to_string(),
        };
        format!("{} to {end}", clock(*from))
    };
    finding.moments.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A value of a finding, as a case writes it; `none` if it has none.
fn found_value(value: Value, finding: &Finding) -> String {
    let measured = finding.measured.as_ref();
    let relief = |Relief::Granted| "granted".to_owned();
    let found = match value {
        Value::Force => Some(finding.force.as_str().to_owned()),
        Value::Reason => finding.reason.map(|reason| reason.as_str().to_owned()),
        Value::Relief => finding.relief.map(relief),
        Value::Worst => finding.worst.map(relief),
        Value::Moment => finding.moment.map(|at| at.clock().to_string()),
        Value::Moments => Some(moments(finding)),
        Value::Count => measured.map(|one| range(one.count)),
        Value::Base => measured.and_then(|one| one.base).map(range),
        Value::Allowed => measured.and_then(|one| one.allowed).map(|it| it.to_string()),
        Value::Headroom => measured.and_then(|one| one.headroom).map(|it| it.to_string()),
        Value::Mend => finding.mend.as_ref().map(|mend| mend.change.to_string()),
        Value::Message => Some(finding.to_string()),
    };
    found.unwrap_or_else(|| "none".to_owned())
}

fn range(range: Range) -> String {
    match range.possible {
        Some(possible) if possible == range.certain => possible.to_string(),
        Some(possible) => format!("{}..{possible}", range.certain),
        None => format!("{}..", range.certain),
    }
}

/// A list of a finding, sorted as a case's lists are.
fn found_names(names: Names, finding: &Finding) -> Vec<String> {
    let evidence = &finding.evidence;
    let mut found = match names {
        Names::Counted => evidence.counted.clone(),
        Names::Exempt => evidence.exempt.clone(),
        Names::Granted => evidence.granted.clone(),
        Names::Undecided => evidence.undecided.clone(),
        Names::Candidates => {
            finding.mend.as_ref().map(|mend| mend.candidates.clone()).unwrap_or_default()
        }
        Names::Levels => evidence.levels.iter().map(words::level).collect(),
        Names::Values => evidence.values.iter().map(|one| one.value.clone()).collect(),
        Names::Keeps => {
            finding.mend.as_ref().map(|mend| mend.keeps.clone()).unwrap_or_default()
        }
    };
    found.sort();
    found
}
