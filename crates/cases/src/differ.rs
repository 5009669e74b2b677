//! Where a report differs from what a case expects, said as its author wants to hear it.

use passmuster::finding::Finding;
use passmuster::message::Message;
use passmuster::name::RuleRef;
use passmuster::words::{Language, spoken};
use passmuster::{Period, Report, Rulebook};

use crate::expect::{Expectation, Value};
use crate::file::Case;
use crate::run::Difference;
use crate::written;

/// Who is told: in which language, and of which rules.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) language: Language,
    pub(crate) rulebook: &'a Rulebook,
}

impl Reader<'_> {
    fn say(self, message: &Message) -> String {
        message.say(self.language)
    }

    fn sentence(self, finding: &Finding) -> String {
        spoken(&finding.message, self.rulebook.rule(&finding.rule), self.language)
    }
}

/// Everything in which the report is not as expected.
pub(crate) fn differences(
    report: &Report,
    expected: &[Expectation],
    case: &Case,
    reader: Reader<'_>,
) -> Vec<Difference> {
    let (asked, line) = (case.asked, case.line);
    let mut open: Vec<&Finding> =
        report.findings.iter().filter(|one| is_about(case, &one.rule)).collect();
    let mut differences = Vec::new();
    for expectation in expected {
        match take(&mut open, expectation, asked) {
            Some(finding) => differences.extend(
                unlike(expectation, finding, reader)
                    .map(|message| Difference { line: expectation.line, message }),
            ),
            None => {
                let message = missing(report, expectation, reader.language);
                differences.push(Difference { line: expectation.line, message });
            }
        }
    }
    let unexpected = open.into_iter().filter(|one| !written::needs_no_word(one));
    differences.extend(unexpected.map(|finding| {
        let paste = written::line(finding, report, asked);
        let told = Message::new("case-unexpected")
            .with("id", finding.id())
            .with("outcome", written::outcome(finding));
        let (told, sentence) = (reader.say(&told), reader.sentence(finding));
        let write = reader.say(&Message::new("case-paste"));
        let message = format!("{told}\n{sentence}\n{write}\n  {paste}");
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

fn missing(report: &Report, expectation: &Expectation, language: Language) -> String {
    let mut words = expectation.rule.clone();
    for (key, value) in &expectation.cell {
        words = format!("{words} {key}={value}");
    }
    words = format!("{words}: {}", expectation.outcome);
    let words = Message::new("case-missing").with("what", words).say(language);
    let others = report.findings.iter().filter(|one| is_of_rule(expectation, one));
    let mut cells: Vec<_> = others
        .map(|one| match one.cell.keys.is_empty() {
            true => written::outcome(one),
            false => format!("`{}`: {}", one.cell, written::outcome(one)),
        })
        .collect();
    let more = cells.len().saturating_sub(SHOWN);
    cells.truncate(SHOWN);
    let findings = match (cells.is_empty(), more) {
        (true, _) => Message::new("case-no-finding"),
        (false, 0) => Message::new("case-findings"),
        (false, more) => Message::new("case-findings-more").with("more", more),
    };
    let findings = findings.with("findings", cells.join(", "));
    format!("{words}\n{}", findings.say(language))
}

/// How many findings of a rule are named where the one that is wanted does not come.
const SHOWN: usize = 5;

/// In what a finding is not as expected: its sentence, and the keys that differ.
fn unlike(
    expectation: &Expectation,
    finding: &Finding,
    reader: Reader<'_>,
) -> Option<String> {
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
    differs.then(|| {
        let (id, sentence) = (finding.id(), reader.sentence(finding));
        format!("{id}\n{sentence}\n{}", side_by_side(&rows, reader.language))
    })
}

/// Key, what was expected and what was found, in columns; below them the long ones, whose
/// two values stand above each other.
fn side_by_side(rows: &[[String; 3]], language: Language) -> String {
    let [expected_word, found_word] =
        ["case-expected", "case-found"].map(|key| Message::new(key).say(language));
    let length = |text: &String| text.chars().count();
    let fits = |row: &&[String; 3]| row.iter().all(|text| length(text) <= WIDE);
    let (short, long): (Vec<_>, Vec<_>) = rows.iter().partition(fits);
    let widest = |nth: usize| {
        let cells = short.iter().filter_map(|row| row.get(nth));
        cells.map(length).max().unwrap_or(0)
    };
    let (keys, wanted) = (widest(0), widest(1).max(length(&expected_word)));
    let mut lines = Vec::new();
    if !short.is_empty() {
        lines.push(format!("{:keys$}  {expected_word:wanted$}  {found_word}", ""));
    }
    for [key, expected, found] in short {
        lines.push(format!("{key:keys$}  {expected:wanted$}  {found}"));
    }
    for [key, expected, found] in long {
        lines.push(key.clone());
        let width = length(&expected_word).max(length(&found_word));
        lines.push(format!("  {expected_word:width$}  {expected}"));
        lines.push(format!("  {found_word:width$}  {found}"));
    }
    lines.join("\n")
}

/// The widest value that stands beside another.
const WIDE: usize = 36;
