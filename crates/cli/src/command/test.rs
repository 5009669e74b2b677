//! `test`: runs the cases beside rule files, and tells what they have never tried.

use passmuster::message::Message;
use passmuster_cases::{
    CaseFile, Coverage, Fault, FileOutcome, RuleCoverage, Situation, with_engine,
};

use crate::args::{Format, Test};
use crate::exit::{Answer, Exit, Refusal};
use crate::page::wrap;
use crate::progress::Progress;
use crate::{load, page};

pub(crate) fn test(asked: &Test) -> Answer {
    asked.spoken.must_be_text(asked.format == Format::Text)?;
    let outcomes = run(&load::cases(&asked.paths)?)?;
    let ran = outcomes.iter().map(|outcome| outcome.cases.len()).sum::<usize>();
    let refused = outcomes.iter().any(|outcome| outcome.refused.is_some());
    if ran == 0 && !refused {
        return Err(Refusal::new(Message::new("refused-no-case")));
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

/// How wide the words before situations are at least.
const WIDTH: usize = 7;

/// Runs case files by the engine.
pub(super) fn run(files: &[load::Cases]) -> Result<Vec<FileOutcome>, Refusal> {
    let mut outcomes = Vec::new();
    let progress = Progress::of_pieces("case files", files.len() as u64);
    for cases in files {
        let file = CaseFile::read(&cases.name, &cases.text).map_err(in_case_file)?;
        let mut find = |path: &str| load::rules_of_cases(&cases.folder, path);
        outcomes.push(with_engine(&file, &mut find, page::language()));
        progress.add(1);
    }
    Ok(outcomes)
}

/// Why a case file is none.
pub(super) fn in_case_file(fault: Fault) -> Refusal {
    let told = Message::new("refused-case-line").with("file", fault.file);
    Refusal::new(told.with("line", fault.line).with("why", fault.message))
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
    let files = |files: usize| Message::new("test-files").with("files", files);
    let said = match differ {
        0 => Message::new("test-kept"),
        _ => {
            Message::new("test-differ").with("kept", ran - differ).with("differ", differ)
        }
    };
    let cases = Message::new("test-cases").with("cases", ran);
    let said = said.with("cases", cases).with("files", files(outcomes.len()));
    let refused = outcomes.iter().filter(|outcome| outcome.refused.is_some()).count();
    page::bold(&page::say(&match refused {
        0 => said,
        many => {
            Message::new("test-refused").with("said", said).with("files", files(many))
        }
    }))
}

/// The line of coverage, with the least that was asked for if it is less.
fn tried(coverage: &Coverage, wanted: Option<u8>) -> String {
    let rules = Message::new("test-rules").with("rules", coverage.rules().count());
    let said = Message::new("test-coverage")
        .with("tried", coverage.tried())
        .with("possible", coverage.possible())
        .with("rules", rules)
        .with("percent", coverage.percent());
    page::bold(&page::say(&match wanted {
        None => said,
        Some(least) => Message::new("test-too-few")
            .with("coverage", said)
            .with("least", usize::from(least)),
    }))
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
        let of_rule = Message::new("test-rule")
            .with("rule", rule.rule.to_string())
            .with("done", done)
            .with("all", all)
            .with("line", rule.line.to_string());
        text = format!("{text}  {}\n", page::say(&of_rule));
        text.push_str(&listed("test-tried", &tried));
        text.push_str(&listed("test-missing", &missing));
    }
    if text.is_empty() { text } else { format!("{text}\n") }
}

fn listed(word: &'static str, situations: &[Situation]) -> String {
    if situations.is_empty() {
        return String::new();
    }
    let words: Vec<_> = situations.iter().map(|one| page::say(&one.message())).collect();
    let mut begin = format!("    {}  ", page::label(word, WIDTH));
    let indent = " ".repeat(begin.chars().count());
    let mut text = String::new();
    for line in wrap(&words.join(", "), &indent) {
        text = format!("{text}{begin}{line}\n");
        begin.clone_from(&indent);
    }
    text
}
