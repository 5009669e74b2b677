//! Which situations of each rule its cases have tried, and which never.

use std::collections::{BTreeMap, BTreeSet};

use passmuster::message::Argument;
use passmuster::name::RuleRef;
use passmuster::rule::Force;
use passmuster::rulebook::Standing;
use passmuster::{KnownAt, Report, Rulebook};

use crate::differ::is_about;
use crate::file::Case;
use crate::situation::{Situation, beside, possible, shown};

/// What was tried of the rules that case files read.
///
/// ```
/// use passmuster::words::Language;
/// use passmuster_cases::{CaseFile, with_engine};
///
/// let text = "passmuster-cases: 1
/// rules: |
///   passmuster: 1
///   directive: { id: d }
///   in_force: { from: 2021-02-01, until: further-notice }
///   rules:
///     - id: cap
///       limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// cases:
///   - case: half of two, on the first day
///     on: 2021-02-01
///     units: { a: '1 on-site, 1 remote' }
///     expect: []
/// ";
/// let file = CaseFile::read("d.cases.yaml", text)?;
/// let mut none = |_: &str| Ok(Vec::new());
/// let coverage = with_engine(&file, &mut none, Language::English).coverage;
/// let cap = coverage.rules().next().ok_or("one rule")?;
/// let words = |all: Vec<passmuster_cases::Situation>| {
///     all.into_iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", ")
/// };
/// assert_eq!(words(cap.tried().collect()), "first day, met exactly");
/// assert_eq!(words(cap.missing().collect()), "day before, missed by one, unknown person");
/// assert_eq!(coverage.percent(), 40);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// By file and name.
    rules: BTreeMap<(String, RuleRef), RuleCoverage>,
}

/// What was tried of one rule.
#[derive(Debug, Clone)]
pub struct RuleCoverage {
    /// The rule.
    pub rule: RuleRef,
    /// The file in which it is written.
    pub file: String,
    /// Its line there.
    pub line: u32,
    possible: BTreeSet<Situation>,
    tried: BTreeSet<Situation>,
}

impl RuleCoverage {
    /// What some case tried of it.
    pub fn tried(&self) -> impl Iterator<Item = Situation> {
        self.possible.intersection(&self.tried).copied()
    }

    /// What it can come into, and no case tried.
    pub fn missing(&self) -> impl Iterator<Item = Situation> {
        self.possible.difference(&self.tried).copied()
    }
}

impl Coverage {
    /// The rules of a rulebook, of which nothing was tried yet; `may` binds nobody.
    pub(crate) fn of(rulebook: &Rulebook) -> Self {
        let mut coverage = Self::default();
        for standing in rulebook.standings(KnownAt::Latest) {
            let rule = standing.rule();
            if standing.windows().is_empty() || rule.force == Force::May {
                continue;
            }
            let possible = possible(&standing);
            let (file, (line, _)) = (file_of(&standing), rule.place.line_column());
            let key = (file.clone(), rule.name.clone());
            let (rule, tried) = (rule.name.clone(), BTreeSet::new());
            let rule = RuleCoverage { rule, file, line, possible, tried };
            coverage.rules.insert(key, rule);
        }
        coverage
    }

    /// Notes what a case has tried: one that is as expected, and was judged or asked of days
    /// on which nothing is in force.
    pub(crate) fn note(
        &mut self,
        case: &Case,
        standings: &[Standing],
        report: Option<&Report>,
    ) {
        for standing in standings {
            let key = (file_of(standing), standing.rule().name.clone());
            if let Some(known) = self.rules.get_mut(&key) {
                known.tried.extend(tried(case, standing, report));
            }
        }
    }

    /// What was tried of one rule, if anything binds there.
    pub(crate) fn rule(&self, standing: &Standing) -> Option<&RuleCoverage> {
        self.rules.get(&(file_of(standing), standing.rule().name.clone()))
    }

    /// Adds what other cases have tried.
    pub fn merge(&mut self, other: Coverage) {
        for (key, rule) in other.rules {
            match self.rules.get_mut(&key) {
                None => drop(self.rules.insert(key, rule)),
                Some(known) => {
                    known.possible.extend(rule.possible);
                    known.tried.extend(rule.tried);
                }
            }
        }
    }

    /// The rules, by file and name.
    pub fn rules(&self) -> impl Iterator<Item = &RuleCoverage> {
        self.rules.values()
    }

    /// How many situations were tried.
    pub fn tried(&self) -> usize {
        self.rules().map(|rule| rule.tried().count()).sum()
    }

    /// How many situations there are.
    pub fn possible(&self) -> usize {
        self.rules().map(|rule| rule.possible.len()).sum()
    }

    /// Tried of a hundred, rounded down: 100 only if none is missing.
    pub fn percent(&self) -> usize {
        (self.tried() * 100).checked_div(self.possible()).unwrap_or(100)
    }
}

fn file_of(standing: &Standing) -> String {
    standing.rule().place.source.name().to_owned()
}

/// The situations of a rule that a case shows, by what was found of it.
pub(crate) fn tried(
    case: &Case,
    standing: &Standing,
    report: Option<&Report>,
) -> BTreeSet<Situation> {
    let name = &standing.rule().name;
    if !is_about(case, name) {
        return BTreeSet::new();
    }
    let mut all = beside(standing.windows(), case.asked);
    let Some(report) = report else { return all };
    let findings = report.findings.iter().filter(|one| one.rule == *name);
    all.extend(findings.flat_map(|one| shown(standing, one)));
    let full = Argument::Text(name.to_string());
    let is_cut_out = report.notices.iter().any(|notice| {
        notice.code == "cut-out" && notice.message.argument("rule") == Some(&full)
    });
    all.extend(is_cut_out.then_some(Situation::CutOut));
    all
}
