//! Findings as JUnit XML, for whatever shows test results: a suite a rule, a case a cell.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::escape::{markup, visible};
use super::page::{Grade, Page};
use crate::finding::Finding;
use crate::name::RuleRef;

/// A report as JUnit XML.
///
/// A violation, and failed advice, is a `failure`; what is undetermined or lacks its data an
/// `error`; what was granted, or has nobody in it, is `skipped`. Cells that pass are one case
/// together, or one each where passes are shown. What a baseline knows is `skipped`, too.
pub fn report(page: &Page<'_>) -> String {
    let page = *page;
    let mut suites = String::new();
    let mut all = Counts::default();
    let by_rule = page.report.findings.chunk_by(|one, other| one.rule == other.rule);
    let by_rule = by_rule.filter_map(|found| Some((&found.first()?.rule, found)));
    let mut rules: BTreeMap<&RuleRef, &[Finding]> = by_rule.collect();
    for rule in page.report.passes.keys() {
        rules.entry(rule).or_default();
    }
    for (rule, found) in rules {
        let (suite, counts) = suite(page, rule, found);
        suites.push_str(&suite);
        all = all.and(counts);
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"passmuster\"{}>\n{suites}</testsuites>\n",
        all.attributes()
    )
}

/// How many cases of a suite came to what.
#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    fn and(self, other: Self) -> Self {
        Self {
            tests: self.tests + other.tests,
            failures: self.failures + other.failures,
            errors: self.errors + other.errors,
            skipped: self.skipped + other.skipped,
        }
    }

    fn attributes(self) -> String {
        let Self { tests, failures, errors, skipped } = self;
        format!(
            " tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" \
             skipped=\"{skipped}\""
        )
    }
}

fn suite(page: Page<'_>, rule: &RuleRef, findings: &[Finding]) -> (String, Counts) {
    let mut counts = Counts::default();
    let mut cases = String::new();
    let name = markup(&rule.to_string());
    let shown = page.passes == super::json::Passes::Shown;
    let passes = page.report.passes.get(rule).copied().filter(|_| !shown).unwrap_or(0);
    for finding in findings.iter().filter(|one| page.lists(one)) {
        cases.push_str(&case(page, &name, finding, &mut counts));
    }
    if passes > 0 {
        counts.tests += 1;
        let cells = if passes == 1 { "cell passes" } else { "cells pass" };
        // OK because writing into a string cannot fail.
        let _ = writeln!(
            cases,
            "    <testcase classname=\"{name}\" name=\"{passes} {cells}\"/>"
        );
    }
    let attributes = counts.attributes();
    let suite =
        format!("  <testsuite name=\"{name}\"{attributes}>\n{cases}  </testsuite>\n");
    (suite, counts)
}

fn case(page: Page<'_>, rule: &str, finding: &Finding, counts: &mut Counts) -> String {
    let grade = Grade::of(finding);
    let is_known = page.since.is_some_and(|since| !since.is_new(finding));
    counts.tests += 1;
    let element = match grade {
        Grade::Pass => None,
        _ if is_known => Some("skipped"),
        Grade::Fail | Grade::Advice => Some("failure"),
        Grade::Undetermined | Grade::NoData => Some("error"),
        Grade::Granted | Grade::Nobody => Some("skipped"),
    };
    match element {
        Some("failure") => counts.failures += 1,
        Some("error") => counts.errors += 1,
        Some(_) => counts.skipped += 1,
        None => {}
    }
    let cell = visible(&finding.cell.to_string());
    let name = if cell.is_empty() { page.word("page-whole-period") } else { cell };
    let case = format!("    <testcase classname=\"{rule}\" name=\"{}\"", markup(&name));
    let Some(element) = element else { return format!("{case}/>\n") };
    let word = page.word(grade.key());
    let said = markup(&finding.message.to_string());
    if element == "skipped" {
        let known = if is_known { "known, " } else { "" };
        return format!(
            "{case}>\n      <skipped message=\"{known}{word}: {said}\"/>\n    </testcase>\n"
        );
    }
    let mut told = page.cited(&finding.rule.directive, &finding.cites);
    for detail in page.details(finding, &|names| names.join(", ")) {
        let names = detail.names.iter().chain(&detail.said);
        let names: Vec<&str> = names.map(String::as_str).collect();
        told.push(format!("{}: {}", page.word(detail.key), names.join(", ")));
    }
    told.extend(super::mend(finding).map(|mend| format!("mend: {mend}")));
    let told: Vec<String> = told.iter().map(|line| markup(line)).collect();
    format!(
        "{case}>\n      <{element} type=\"{}\" message=\"{said}\">{}</{element}>\n    \
         </testcase>\n",
        grade.key().trim_start_matches("page-"),
        told.join("\n")
    )
}
