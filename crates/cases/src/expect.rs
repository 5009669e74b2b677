//! What a case says must be found.

use passmuster::message::Message;

use crate::node::{Entry, Kind, Node, Wrong, lacks, wrong};

/// A finding that must come.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// Its line in the file.
    pub line: usize,
    /// The rule, by its id or in full.
    pub rule: String,
    /// The outcome's word.
    pub outcome: String,
    /// Keys of the cell with their values.
    pub cell: Vec<(String, String)>,
    /// The part of the day: its first minute, and the minute after its last.
    pub part: Option<(String, String)>,
    /// Further values that must agree.
    pub(crate) values: Vec<(Value, String)>,
    /// Lists of names that must agree.
    pub(crate) names: Vec<(Names, Vec<String>)>,
}

/// A value of a finding that a case may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    Outcome,
    Force,
    Reason,
    Relief,
    Worst,
    Moment,
    Moments,
    Count,
    Base,
    Allowed,
    Headroom,
    Mend,
    Message,
}

/// A list of names of a finding that a case may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    Counted,
    Exempt,
    Granted,
    Undecided,
    Candidates,
    Values,
    Keeps,
    Levels,
}

impl Value {
    const ALL: [(&str, Value); 13] = [
        ("outcome", Value::Outcome),
        ("force", Value::Force),
        ("reason", Value::Reason),
        ("relief", Value::Relief),
        ("worst", Value::Worst),
        ("moment", Value::Moment),
        ("moments", Value::Moments),
        ("count", Value::Count),
        ("base", Value::Base),
        ("allowed", Value::Allowed),
        ("headroom", Value::Headroom),
        ("mend", Value::Mend),
        ("message", Value::Message),
    ];

    pub(crate) fn as_str(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, value)| *value == self);
        known.map_or("", |(word, _)| word)
    }
}

impl Names {
    const ALL: [(&str, Names); 8] = [
        ("counted", Names::Counted),
        ("exempt", Names::Exempt),
        ("granted", Names::Granted),
        ("undecided", Names::Undecided),
        ("candidates", Names::Candidates),
        ("values", Names::Values),
        ("keeps", Names::Keeps),
        ("levels", Names::Levels),
    ];

    pub(crate) fn as_str(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, names)| *names == self);
        known.map_or("", |(word, _)| word)
    }
}

/// The word of an entry of a table of words.
fn of_word<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

impl Expectation {
    pub(crate) fn read(node: &Node) -> Result<Self, Wrong> {
        let missing = |key: &str| lacks(node.line, key);
        let text = |key: &str| {
            let value = node.get(key).ok_or_else(|| missing(key))?;
            Ok::<_, Wrong>(value.text()?.to_owned())
        };
        let mut expectation = Self {
            line: node.line,
            rule: text("rule")?,
            outcome: text("outcome")?,
            cell: Vec::new(),
            part: None,
            values: Vec::new(),
            names: Vec::new(),
        };
        let outcomes = ["pass", "fail", "undetermined", "not-in-force", "not-evaluated"];
        if !outcomes.contains(&expectation.outcome.as_str()) {
            let outcomes = outcomes.join(", ");
            let text = expectation.outcome.as_str();
            let why = Message::new("case-outcome").with("text", text);
            return Err((node.line, why.with("known", outcomes)));
        }
        for entry in node.entries()? {
            expectation.entry(entry)?;
        }
        Ok(expectation)
    }

    fn entry(&mut self, entry: &Entry) -> Result<(), Wrong> {
        let key = entry.key.as_str();
        if let Some(names) = of_word(&Names::ALL, key) {
            let mut list = entry.value.texts()?;
            list.sort();
            self.names.push((names, list));
        } else if let Some(value) = of_word(&Value::ALL, key) {
            let text = entry.value.text()?;
            let text = match value {
                Value::Mend | Value::Headroom => text.trim_start_matches('+'),
                _ => text,
            };
            self.values.push((value, text.to_owned()));
        } else if key == "part" {
            self.part = Some(part(&entry.value)?);
        } else if key != "rule" {
            let value = entry.value.text()?;
            self.cell.push((key.to_owned(), value.to_owned()));
        }
        Ok(())
    }
}

/// `{ from: 2021-02-18T06:00, until: 2021-02-19T00:00 }`, or both with a slash between.
fn part(node: &Node) -> Result<(String, String), Wrong> {
    let wanted = || wrong(node.line, "case-part");
    let (from, until) = match &node.kind {
        Kind::Text { text, .. } => text.split_once('/').ok_or_else(wanted)?,
        Kind::Map(_) => {
            let end = |key: &str| node.get(key).ok_or_else(wanted)?.text();
            (end("from")?, end("until")?)
        }
        Kind::List(_) => return Err(wanted()),
    };
    Ok((from.to_owned(), until.to_owned()))
}
