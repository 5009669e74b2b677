//! A report beside an earlier one: what is new in it, and what is found no longer.

use std::collections::{BTreeMap, BTreeSet};

use super::json::{WireFinding, WireReport};
use super::page::Grade;
use super::{Language, Message};
use crate::day::Day;
use crate::finding::{Finding, Outcome};
use crate::name::{Name, RuleRef};
use crate::report::Report;
use crate::rulebook::Rulebook;
use crate::window::Period;

/// What became of the findings of an earlier report.
///
/// A finding is known if the earlier report has one of the same id that is as grave: failed,
/// failed advice, undetermined, without data, granted, in this order. Whatever is not known,
/// and did not pass, is new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// The ids of what is new, sorted.
    pub new: BTreeSet<String>,
    /// How many findings are known.
    pub known: u64,
    /// The ids of what was asked again and is found no longer.
    pub gone: Vec<String>,
    /// The ids of what was not asked again: another day, or a rule that was not given.
    pub not_asked: Vec<String>,
}

impl Since {
    /// Compares a report with an earlier one.
    pub fn new(report: &Report, rulebook: &Rulebook, before: &WireReport) -> Self {
        let earlier: BTreeMap<&str, Grade> =
            before.findings.iter().map(|one| (one.id.as_str(), grade(one))).collect();
        let mut since = Self::default();
        let mut found = BTreeSet::new();
        for finding in report.not_passed() {
            let (id, now) = (finding.id(), Grade::of(finding));
            let is_known = earlier.get(id.as_str()).is_some_and(|before| *before <= now);
            match (is_known, now) {
                // Where nobody is there is nothing to mend, and nothing new.
                (false, Grade::Nobody) => {}
                (false, _) => {
                    since.new.insert(id.clone());
                }
                (true, _) => since.known += 1,
            }
            found.insert(id);
        }
        let asked = Again { rulebook, period: report.asked, before: period(before) };
        for one in &before.findings {
            let had_something = !matches!(grade(one), Grade::Nobody | Grade::Pass);
            if had_something && !found.contains(&one.id) {
                let list =
                    if asked.has(one) { &mut since.gone } else { &mut since.not_asked };
                list.push(one.id.clone());
            }
        }
        since
    }

    /// Whether a finding is new.
    pub fn is_new(&self, finding: &Finding) -> bool {
        finding.outcome != Outcome::Pass && self.new.contains(&finding.id())
    }

    /// How many are new, known and gone, in one sentence.
    pub(super) fn sentence(&self, language: Language) -> String {
        let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
        let mut message = Message::new("since")
            .with("new", count(self.new.len()))
            .with("known", i64::try_from(self.known).unwrap_or(i64::MAX))
            .with("gone", count(self.gone.len()));
        if !self.not_asked.is_empty() {
            message.key = "since-not-asked";
            message = message.with("others", count(self.not_asked.len()));
        }
        message.say(language)
    }

    /// What is new and what is gone, as lines of text below a report.
    pub fn text(&self, language: Language) -> String {
        let mut text = format!("\n{}\n", self.sentence(language));
        let lists = [("since-new", self.new.iter().collect::<Vec<_>>())];
        let gone = [("since-gone", &self.gone), ("since-others", &self.not_asked)];
        let gone = gone.into_iter().map(|(key, ids)| (key, ids.iter().collect()));
        for (key, ids) in lists.into_iter().chain(gone) {
            let word = Message::new(key).say(language);
            for id in &ids {
                text = format!("{text}  {word:<18}{id}\n");
            }
        }
        text
    }
}

/// What is asked this time.
struct Again<'a> {
    rulebook: &'a Rulebook,
    period: Period,
    before: Option<Period>,
}

impl Again<'_> {
    /// Whether the cell of an earlier finding is asked again.
    fn has(&self, one: &WireFinding) -> bool {
        let rule = one.rule.split_once('/').and_then(|(directive, rule)| {
            Some(RuleRef { directive: Name::new(directive)?, rule: Name::new(rule)? })
        });
        let is_there = rule.is_some_and(|rule| self.rulebook.rule(&rule).is_some());
        let key = |wanted: &str| {
            let keys = &one.cell.keys;
            keys.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str())
        };
        let day = key("day").or(key("hour").and_then(|hour| hour.get(..10)));
        let in_time = match day.map(str::parse::<Day>) {
            Some(Ok(day)) => self.period.contains(day),
            // Longer cells may have been cut by what was asked.
            _ => self.before.is_some_and(|before| {
                self.period.contains(before.from())
                    && self.period.contains(before.through())
            }),
        };
        is_there && in_time
    }
}

fn period(before: &WireReport) -> Option<Period> {
    let (from, through) = (before.asked.from.parse(), before.asked.through.parse());
    Period::new(from.ok()?, through.ok()?).ok()
}

/// How grave a finding is that was read back.
fn grade(one: &WireFinding) -> Grade {
    match (one.outcome.as_str(), &one.relief, one.force.as_str(), one.reason.as_deref()) {
        ("pass", ..) => Grade::Pass,
        ("fail", Some(_), ..) => Grade::Granted,
        ("fail", None, "must", _) => Grade::Fail,
        ("fail", ..) => Grade::Advice,
        ("undetermined", ..) => Grade::Undetermined,
        (_, _, _, Some("no-data")) => Grade::NoData,
        _ => Grade::Nobody,
    }
}
