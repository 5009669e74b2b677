//! What the author of a case is told: missing, unexpected and different findings, refusals,
//! and faults of the case file itself, each with its line.
#![expect(clippy::unwrap_used, reason = "a broken case file fails the test")]

use passmuster::words::Language;
use passmuster_cases::{CaseFile, with_engine};

const RULES: &str = "passmuster-cases: 1
rules: |
  passmuster: 1
  directive: { id: d }
  in_force: { from: 2021-02-01, through: 2021-02-28 }
  rules:
    - id: cap
      limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
cases:
  - case: half of a
";

/// Runs one case that goes on like this, and gives what its author is told.
fn told(case: &str) -> String {
    let file = CaseFile::read("a.cases.yaml", &format!("{RULES}{case}")).unwrap();
    let mut find = |path: &str| Err(format!("`{path}` cannot be read"));
    with_engine(&file, &mut find, Language::English).to_string()
}

/// The fault of a file whose one case goes on like this.
fn fault(case: &str) -> String {
    CaseFile::read("a.cases.yaml", &format!("{RULES}{case}")).unwrap_err().to_string()
}

#[track_caller]
fn holds(text: &str, words: &str) {
    assert!(text.contains(words), "{words:?} is not in\n{text}");
}

#[test]
fn a_case_as_expected_says_nothing() {
    let case = "    on: 2021-02-18
    units: { a: '2 on-site, 1 remote', b: nobody, c: '1 no-row, 1 unknown (tag x, tag y)' }
    expect:
      - { rule: cap, unit: a, outcome: fail, count: 2, base: 3, allowed: 1, mend: -1 }
      - { rule: d/cap, unit: b, outcome: not-evaluated, reason: nobody-there }
      - { rule: cap, unit: c, outcome: undetermined, count: 0..2, undecided: [c-1, c-2] }
";
    assert_eq!(told(case), "");
}

#[test]
fn the_outcomes_of_half_days_are_two_rows() {
    let case = "    on: 2021-02-18
    units: { a: 1 remote+on-site }
    expect: [{ rule: cap, unit: a, outcome: fail, counted: [a-1] }]
";
    assert_eq!(told(case), "");
}

#[test]
fn what_does_not_come_is_missing() {
    let case = "    on: 2021-02-18
    units: { a: 1 remote }
    expect:
      - { rule: cap, unit: b, outcome: fail }
";
    let told = told(case);
    holds(&told, "a.cases.yaml:10: half of a\n");
    holds(&told, "a.cases.yaml:14: missing: cap unit=b: fail\n");
    holds(&told, "the rule's findings are `unit=a day=2021-02-18`: pass\n");
}

#[test]
fn a_rule_that_does_not_stand_is_no_subject() {
    let case = "    on: 2021-02-18
    about: [d/cap, kap]
    units: { a: 1 on-site }
    expect: []
";
    holds(&told(case), "`about` names `kap`, and there is no such rule");
}

#[test]
fn what_is_not_listed_is_unexpected() {
    let case = "    on: 2021-02-18\n    units: { a: 1 on-site }\n    expect: []\n";
    let told = told(case);
    holds(&told, "unexpected: d/cap unit=a day=2021-02-18: fail\n");
    holds(&told, "1 of 1 on site in `a`; at most 0 may be\n");
}

/// The line that is offered for an unexpected finding makes the case run green.
#[test]
fn the_line_to_write_is_what_the_case_needs() {
    let worlds = [
        "    on: 2021-02-18\n    units: { a: 1 on-site }\n",
        "    on: 2021-02-18\n    units: { 'b, c': '1 no-row, 1 on-site', d: nobody }\n",
        "    from: 2021-02-18\n    through: 2021-02-18\n    units: { a: 2 on-site }\n",
        "    from: 2021-02-18\n    through: 2021-02-19\n    units: { a: 2 on-site }\n",
    ];
    for world in worlds {
        let told = told(&format!("{world}    expect: []\n"));
        let lines = told.lines().map(str::trim).filter(|line| line.starts_with("- { "));
        let lines: String = lines.map(|line| format!("      {line}\n")).collect();
        assert!(!lines.is_empty(), "{told}");
        assert_eq!(self::told(&format!("{world}    expect:\n{lines}")), "", "{lines}");
    }
}

#[test]
fn values_that_differ_stand_side_by_side() {
    let case = "    on: 2021-02-18
    units: { a: 1 on-site }
    expect:
      - { rule: cap, unit: a, outcome: fail, count: 2, base: 1, candidates: [a-2] }
";
    let told = told(case);
    holds(&told, "a.cases.yaml:14: d/cap unit=a day=2021-02-18\n");
    holds(&told, "\n                  expected  found\n      count       2         1\n");
    holds(&told, "\n      candidates  [a-2]     [a-1]\n");
    assert!(!told.contains("base"), "{told}");
}

#[test]
fn another_outcome_is_one_difference() {
    let case = "    on: 2021-02-18
    units: { a: 1 remote }
    expect: [{ rule: cap, unit: a, outcome: fail, count: 1 }]
";
    let told = told(case);
    holds(&told, "outcome  fail      pass\n      count    1         0\n");
    assert_eq!(told.matches("a.cases.yaml:").count(), 2, "{told}");
}

#[test]
fn a_refusal_is_told_unless_it_is_expected() {
    let case = "    on: 2021-02-18\n    covers: { from: 2021-02-17, through: 2021-02-17 }
    units: { a: 1 remote }\n";
    assert_eq!(told(&format!("{case}    expect_error: 2021-02-18\n")), "");
    holds(&told(&format!("{case}    expect: []\n")), "refused\n");
    holds(
        &told(&format!("{case}    expect_error: else\n")),
        "expected a refusal with `else`",
    );
}

#[test]
fn a_fault_of_the_file_has_its_line() {
    holds(&fault("    on: 2021-02-30\n    expect: []\n"), "a.cases.yaml:11: ");
    holds(&fault("    on: 2021-02-18\n"), "a.cases.yaml:10: `expect` is missing");
    holds(
        &fault("    on: 2021-02-18\n    units: { a: 2 at-home }\n    expect: []\n"),
        "a.cases.yaml:12: `at-home` is no status",
    );
    holds(
        &fault("    on: 2021-02-18\n    expects: []\n"),
        "a.cases.yaml:12: `expects` is not known here",
    );
}

#[test]
fn faults_of_inline_rules_have_the_lines_of_the_case_file() {
    let text = format!("{RULES}    on: 2021-02-18\n    expect: []\n");
    let text = text.replace("at_most", "atmost");
    let file = CaseFile::read("a.cases.yaml", &text).unwrap();
    let outcome = with_engine(&file, &mut |_| Ok(Vec::new()), Language::English);
    holds(&outcome.to_string(), "a.cases.yaml:8:");
}
