//! `test`: runs the cases beside rule files, and tells what they have never tried.

use crate::page::wrap;
use passmuster_cases::{
    CaseFile, Coverage, FileOutcome, RuleCoverage, Situation, with_engine,
};

use crate::args::{Format, Test};
use crate::exit::{Answer, Exit, Refusal};
use crate::progress::Progress;
use crate::{load, page};

pub(crate) fn test(asked: &Test) -> Answer {
    let outcomes = run(&load::cases(&asked.paths)?)?;
    let ran = outcomes.iter().map(|outcome| outcome.cases.len()).sum::<usize>();
    let refused = outcomes.iter().any(|outcome| outcome.refused.is_some());
    if ran == 0 && !refused {
        return Err(Refusal::new(
            "there is no case; cases stand in files that end in `.cases.yaml`",
        ));
    }
    let coverage = merged(&outcomes);
    let least = asked.min_coverage.map_or(0, usize::from);
    let too_few = coverage.percent() < least;
    page::print(&match asked.format {
        Format::Json => passmuster_cases::as_json(&outcomes, &coverage),
        Format::Text => {
            let differences: String = outcomes.iter().map(ToString::to_string).collect();
            let table = match (asked.coverage, too_few) {
                (true, _) => table(&coverage, |_| true),
                (false, true) => table(&coverage, |one| one.missing().next().is_some()),
                (false, false) => String::new(),
            };
            let summary = summary(&outcomes, ran);
            let tried = tried(&coverage, asked.min_coverage.filter(|_| too_few));
            format!("{differences}{table}{summary}\n{tried}\n")
        }
    })?;
    let kept = outcomes.iter().all(FileOutcome::is_kept);
    Ok(match (refused, kept && !too_few) {
        (true, _) => Exit::Refused,
        (false, true) => Exit::Kept,
        (false, false) => Exit::Broken,
    })
}

/// Runs case files by the engine.
pub(super) fn run(files: &[load::Cases]) -> Result<Vec<FileOutcome>, Refusal> {
    let mut outcomes = Vec::new();
    let progress = Progress::of_pieces("case files", files.len() as u64);
    for cases in files {
        let file = CaseFile::read(&cases.name, &cases.text).map_err(Refusal::new)?;
        let mut find = |path: &str| load::rules_of_cases(&cases.folder, path);
        outcomes.push(with_engine(&file, &mut find));
        progress.add(1);
    }
    Ok(outcomes)
}

/// What all the files together have tried.
pub(super) fn merged(outcomes: &[FileOutcome]) -> Coverage {
    let mut coverage = Coverage::default();
    for outcome in outcomes {
        coverage.merge(outcome.coverage.clone());
    }
    coverage
}

fn summary(outcomes: &[FileOutcome], ran: usize) -> String {
    let cases = outcomes.iter().flat_map(|outcome| &outcome.cases);
    let differ = cases.filter(|case| !case.differences.is_empty()).count();
    let files = match outcomes.len() {
        1 => "1 file".to_owned(),
        many => format!("{many} files"),
    };
    let cases = if ran == 1 { "1 case".to_owned() } else { format!("{ran} cases") };
    let said = match differ {
        0 => format!("{cases} in {files}: all as expected"),
        _ => format!("{cases} in {files}: {} as expected, {differ} not", ran - differ),
    };
    let refused = outcomes.iter().filter(|outcome| outcome.refused.is_some()).count();
    page::bold(&match refused {
        0 => said,
        1 => format!("{said}; the rules of 1 file are refused"),
        many => format!("{said}; the rules of {many} files are refused"),
    })
}

/// The line of coverage, with the least that was asked for if it is less.
fn tried(coverage: &Coverage, wanted: Option<u8>) -> String {
    let (tried, possible) = (coverage.tried(), coverage.possible());
    let rules = match coverage.rules().count() {
        1 => "1 rule".to_owned(),
        many => format!("{many} rules"),
    };
    let percent = coverage.percent();
    let least = wanted.map(|least| format!(", less than {least} %"));
    page::bold(&format!(
        "coverage: {tried} of {possible} situations of {rules} tried, {percent} %{}",
        least.unwrap_or_default()
    ))
}

/// Each rule with what was tried of it and what is missing, under its file.
fn table(coverage: &Coverage, wanted: impl Fn(&RuleCoverage) -> bool) -> String {
    let mut text = String::new();
    let mut file = "";
    for rule in coverage.rules().filter(|rule| wanted(rule)) {
        if rule.file != file {
            file = &rule.file;
            text = format!("{text}{}\n", page::bold(file));
        }
        let (tried, missing): (Vec<_>, Vec<_>) =
            (rule.tried().collect(), rule.missing().collect());
        let (done, all) = (tried.len(), tried.len() + missing.len());
        text = format!("{text}  {}: {done} of {all}, line {}\n", rule.rule, rule.line);
        text.push_str(&listed("tried", &tried));
        text.push_str(&listed("missing", &missing));
    }
    if text.is_empty() { text } else { format!("{text}\n") }
}

fn listed(word: &str, situations: &[Situation]) -> String {
    if situations.is_empty() {
        return String::new();
    }
    let words: Vec<_> = situations.iter().map(|one| one.as_str()).collect();
    let mut begin = format!("    {word:7}  ");
    let indent = " ".repeat(begin.chars().count());
    let mut text = String::new();
    for line in wrap(&words.join(", "), &indent) {
        text = format!("{text}{begin}{line}\n");
        begin.clone_from(&indent);
    }
    text
}
