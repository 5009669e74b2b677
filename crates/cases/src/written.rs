//! Findings as a case writes them: the words of each value, and whole lines of `expect`.

use passmuster::day::{Clock, Instant};
use passmuster::finding::{Finding, Range, Reason, Relief};
use passmuster::{Outcome, Period, Report, words};

use crate::expect::{Names, Value};
use crate::node::scalar;

/// A value of a finding, as a case writes it; `none` if it has none.
pub(crate) fn value(value: Value, finding: &Finding) -> String {
    some_value(value, finding).unwrap_or_else(|| "none".to_owned())
}

fn some_value(value: Value, finding: &Finding) -> Option<String> {
    let measured = finding.measured.as_ref();
    let relief = |Relief::Granted| "granted".to_owned();
    match value {
        Value::Outcome => Some(finding.outcome.as_str().to_owned()),
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
    }
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

fn range(range: Range) -> String {
    match range.possible {
        Some(possible) if possible == range.certain => possible.to_string(),
        Some(possible) => format!("{}..{possible}", range.certain),
        None => format!("{}..", range.certain),
    }
}

/// A list of a finding, sorted as a case's lists are.
pub(crate) fn names(names: Names, finding: &Finding) -> Vec<String> {
    let evidence = &finding.evidence;
    let mut found = match names {
        Names::Counted => evidence.counted.clone(),
        Names::Exempt => evidence.exempt.clone(),
        Names::Granted => evidence.granted.clone(),
        Names::Undecided => evidence.undecided.clone(),
        Names::Candidates => {
            finding.mend.as_ref().map(|mend| mend.candidates.clone()).unwrap_or_default()
        }
        Names::Levels => {
            evidence.levels.iter().map(|one| words::level(one).to_string()).collect()
        }
        Names::Values => evidence.values.iter().map(|one| one.value.clone()).collect(),
        Names::Keeps => {
            finding.mend.as_ref().map(|mend| mend.keeps.clone()).unwrap_or_default()
        }
    };
    found.sort();
    found
}

/// Passes, and rules that matched nobody in so small a world: they may be listed, but need
/// not be.
pub(crate) fn needs_no_word(finding: &Finding) -> bool {
    let silent =
        finding.reason == Some(Reason::NobodyThere) && finding.cell.keys.is_empty();
    finding.outcome == Outcome::Pass || silent
}

/// The outcome, with the reason or relief that goes with it.
pub(crate) fn outcome(finding: &Finding) -> String {
    let outcome = finding.outcome.as_str();
    let more = [Value::Reason, Value::Relief].map(|one| some_value(one, finding));
    match more.into_iter().flatten().next() {
        Some(more) => format!("{outcome} ({more})"),
        None => outcome.to_owned(),
    }
}

/// The line of `expect` that wants this finding, and no other of the report.
pub(crate) fn line(finding: &Finding, report: &Report, asked: Period) -> String {
    let rule = &finding.rule;
    let mut others = report.findings.iter().map(|one| &one.rule);
    let is_plain = others.all(|other| other == rule || other.rule != rule.rule);
    let name = if is_plain { rule.rule.to_string() } else { rule.to_string() };
    let mut keys = vec![("rule".to_owned(), name)];
    let single = asked.from() == asked.through();
    let cell = finding.cell.keys.iter().filter(|(key, _)| !(single && key == "day"));
    keys.extend(cell.map(|(key, value)| (key.clone(), scalar(value, true))));
    if let Some((from, until)) = finding.cell.part {
        keys.push(("part".to_owned(), format!("{{ from: {from}, until: {until} }}")));
    }
    let values = [
        Value::Outcome,
        Value::Reason,
        Value::Relief,
        Value::Count,
        Value::Base,
        Value::Allowed,
        Value::Headroom,
    ];
    // OK because these are numbers and words, which need no quotes.
    let values = values.into_iter().filter_map(|one| {
        some_value(one, finding).map(|value| (one.as_str().to_owned(), value))
    });
    keys.extend(values);
    let is_of_one = finding.measured.is_none();
    let lists = [
        (Names::Exempt, true),
        (Names::Undecided, finding.outcome == Outcome::Undetermined && !is_of_one),
    ];
    for (list, _) in lists.into_iter().filter(|(_, told)| *told) {
        let names: Vec<_> =
            names(list, finding).iter().map(|name| scalar(name, true)).collect();
        if !names.is_empty() {
            keys.push((list.as_str().to_owned(), format!("[{}]", names.join(", "))));
        }
    }
    let keys = keys.into_iter().map(|(key, value)| format!("{key}: {value}"));
    format!("- {{ {} }}", keys.collect::<Vec<_>>().join(", "))
}
