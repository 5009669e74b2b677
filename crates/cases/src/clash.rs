//! What a case says of rules that cannot be kept together, and where that is not so.

use passmuster::clash::{Clash, Feasibility};
use passmuster::message::Message;
use passmuster::words::{self, Language};
use passmuster::{Day, Period};

use crate::node::{Node, Wrong, lacks};
use crate::run::Difference;

/// Rules that must clash.
#[derive(Debug, Clone)]
pub struct ExpectedClash {
    /// Its line in the file.
    pub line: usize,
    /// The rules, by their ids or in full, in any order.
    pub rules: Vec<String>,
    /// Keys of a cell with their values: one of the rules is asked there.
    cell: Vec<(String, String)>,
    days: Option<Period>,
    /// What the sentence must hold.
    message: Option<String>,
    /// Whether it must be told that nobody knows.
    undecided: bool,
}

impl ExpectedClash {
    pub(crate) fn read(node: &Node) -> Result<Self, Wrong> {
        let rules = node.get("rules").ok_or_else(|| lacks(node.line, "rules"))?;
        let mut expected = Self {
            line: node.line,
            rules: rules.texts()?,
            cell: Vec::new(),
            days: None,
            message: None,
            undecided: false,
        };
        let (mut from, mut through): (Option<Day>, Option<Day>) = (None, None);
        for entry in node.entries()? {
            match entry.key.as_str() {
                "rules" => {}
                "message" => expected.message = Some(entry.value.text()?.to_owned()),
                "undecided" => expected.undecided = entry.value.text()? == "yes",
                "on" => {
                    (from, through) = (Some(entry.value.day()?), Some(entry.value.day()?))
                }
                "from" => from = Some(entry.value.day()?),
                "through" => through = Some(entry.value.day()?),
                key => {
                    expected.cell.push((key.to_owned(), entry.value.text()?.to_owned()))
                }
            }
        }
        if let (Some(from), Some(through)) = (from, through) {
            let days = Period::new(from, through);
            expected.days = Some(days.map_err(|error| (node.line, error.message()))?);
        }
        Ok(expected)
    }

    fn names(&self, found: &[&passmuster::name::RuleRef]) -> bool {
        let is = |rule: &passmuster::name::RuleRef, word: &String| {
            rule.rule.as_str() == word || rule.to_string() == *word
        };
        found.len() == self.rules.len()
            && found.iter().all(|rule| self.rules.iter().any(|word| is(rule, word)))
            && self.rules.iter().all(|word| found.iter().any(|rule| is(rule, word)))
    }

    fn is(&self, clash: &Clash) -> bool {
        let names: Vec<_> = clash.rules.iter().map(|one| &one.rule).collect();
        let has = |(key, value): &(String, String)| {
            clash.rules.iter().any(|one| one.cell.get(key) == Some(value))
        };
        let says = |message: &String| clash.to_string().contains(message);
        !self.undecided
            && self.names(&names)
            && self.cell.iter().all(has)
            && self.days.is_none_or(|days| clash.days == [days])
            && self.message.as_ref().is_none_or(says)
    }
}

/// In what feasibility is not as a case expects.
pub(crate) fn differences(
    found: &Feasibility,
    wanted: &[ExpectedClash],
    line: usize,
    language: Language,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut clashes: Vec<&Clash> = found.clashes.iter().collect();
    let mut undecided: Vec<_> = found.undecided.iter().collect();
    for one in wanted {
        let nth = clashes.iter().position(|clash| one.is(clash));
        let unknown = undecided.iter().position(|unknown| {
            one.undecided && one.names(&unknown.rules.iter().collect::<Vec<_>>())
        });
        match (nth, unknown) {
            (Some(nth), _) => drop(clashes.remove(nth)),
            (None, Some(nth)) => drop(undecided.remove(nth)),
            (None, None) => {
                let rules = one.rules.join(", ");
                let told = Message::new("case-no-clash").with("rules", rules);
                differences.push(Difference::new(one.line, &told, language));
            }
        }
    }
    let clashes = clashes.into_iter().map(words::clash);
    let unexpected = clashes.chain(undecided.into_iter().map(words::undecided));
    differences.extend(unexpected.map(|told| {
        let told = Message::new("case-not-expected").with("told", told);
        Difference::new(line, &told, language)
    }));
    differences
}
