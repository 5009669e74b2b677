//! Runs a case file, by one evaluator or by several on every case.

use std::fmt;

use passmuster::message::Message;
use passmuster::words::Language;
use passmuster::words::json::{Passes, report as as_json};
use passmuster::{Error, Facts, KnownAt, Period, Report, Rulebook, Source};

use crate::clash;
use crate::coverage::Coverage;
use crate::differ::{Reader, differences};
use crate::facts::facts;
use crate::file::{Case, CaseFile, Expected, RuleText};
use crate::witness;

/// Who judges: its name, and its judgement with passes.
#[derive(Clone, Copy)]
pub struct Evaluator<'a> {
    /// The name that differences show.
    pub name: &'a str,
    /// All findings of a period, passes too.
    pub judge: &'a Judge,
}

/// The judgement of rules as known, on facts, in a period: all findings, passes too.
pub type Judge = dyn Fn(&Rulebook, &Facts, KnownAt, Period) -> Result<Report, Error>;

impl fmt::Debug for Evaluator<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Evaluator({})", self.name)
    }
}

/// What came of a file.
#[derive(Debug, Clone)]
pub struct FileOutcome {
    /// The file's name.
    pub name: String,
    /// What is wrong with its rules, so that no case could run.
    pub refused: Option<Difference>,
    /// Its cases, in order.
    pub cases: Vec<CaseOutcome>,
    /// What those of its cases that are as expected have tried of its rules.
    pub coverage: Coverage,
}

/// What came of a case.
#[derive(Debug, Clone)]
pub struct CaseOutcome {
    /// What it shows.
    pub title: String,
    /// Its line.
    pub line: usize,
    /// In what it is not as expected; empty if it is.
    pub differences: Vec<Difference>,
}

/// Something that is not as a case expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The line of the case file that says otherwise.
    pub line: usize,
    /// What is different, in the language that was asked for.
    pub message: String,
}

impl Difference {
    pub(crate) fn new(line: usize, told: &Message, language: Language) -> Self {
        Self { line, message: told.say(language) }
    }

    /// A sentence, and below it lines that were said already.
    fn above(line: usize, told: &Message, language: Language, below: &str) -> Self {
        Self { line, message: format!("{}\n{below}", told.say(language)) }
    }
}

impl FileOutcome {
    /// Whether everything was as expected.
    pub fn is_kept(&self) -> bool {
        self.refused.is_none()
            && self.cases.iter().all(|case| case.differences.is_empty())
    }
}

impl fmt::Display for FileOutcome {
    /// Every difference, on lines that begin with file and line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(refused) = &self.refused {
            writeln!(f, "{}:{}: {}", self.name, refused.line, refused.message)?;
        }
        for case in self.cases.iter().filter(|case| !case.differences.is_empty()) {
            writeln!(f, "{}:{}: {}", self.name, case.line, case.title)?;
            for one in &case.differences {
                let message = one.message.replace('\n', "\n      ");
                writeln!(f, "  {}:{}: {message}", self.name, one.line)?;
            }
        }
        Ok(())
    }
}

/// Runs a file by the engine of the library, and says in a language what differs.
pub fn with_engine(
    file: &CaseFile,
    find: &mut dyn FnMut(&str) -> Result<Vec<Source>, String>,
    language: Language,
) -> FileOutcome {
    run(file, find, &[Evaluator { name: "engine", judge: &engine }], language)
}

pub(crate) fn engine(
    rulebook: &Rulebook,
    facts: &Facts,
    known_at: KnownAt,
    asked: Period,
) -> Result<Report, Error> {
    rulebook.as_known(known_at).check_all(facts, asked)
}

/// Runs a file by each of the evaluators; where they disagree, that is a difference too.
///
/// `find` gives the rule files of a path as the case file writes it.
pub fn run(
    file: &CaseFile,
    find: &mut dyn FnMut(&str) -> Result<Vec<Source>, String>,
    evaluators: &[Evaluator<'_>],
    language: Language,
) -> FileOutcome {
    let name = file.name.clone();
    let rulebook = match read(&file.rules, find, language) {
        Ok(rulebook) => rulebook,
        Err(refused) => {
            let (cases, coverage) = (Vec::new(), Coverage::default());
            return FileOutcome { name, refused: Some(refused), cases, coverage };
        }
    };
    let mut coverage = Coverage::of(&rulebook);
    let mut cases = Vec::new();
    for case in &file.cases {
        let ran = match &case.expected {
            Expected::Effects(new, wanted) => {
                let new = read(std::slice::from_ref(&**new), find, language);
                let differ = |new| {
                    let (rulebooks, asked) = ((&rulebook, &new), (case.asked, case.line));
                    witness::differences(
                        rulebooks,
                        case.known_at,
                        asked,
                        wanted,
                        evaluators,
                        language,
                    )
                };
                new.map_or_else(|refused| vec![refused], differ).into()
            }
            _ => run_case(&rulebook, case, evaluators, language),
        };
        if ran.differences.is_empty() && ran.asked {
            let standings = rulebook.standings(case.known_at);
            coverage.note(case, &standings, ran.report.as_ref());
        }
        let (title, line) = (case.title.clone(), case.line);
        cases.push(CaseOutcome { title, line, differences: ran.differences });
    }
    FileOutcome { name, refused: None, cases, coverage }
}

/// The rules of a case or of its file, linked.
pub(crate) fn read(
    rules: &[RuleText],
    find: &mut dyn FnMut(&str) -> Result<Vec<Source>, String>,
    language: Language,
) -> Result<Rulebook, Difference> {
    let mut sources = Vec::new();
    for rules in rules {
        match rules {
            RuleText::Inline(source) => sources.push(source.clone()),
            RuleText::Path(path, line) => {
                let found = find(path);
                sources.extend(
                    found.map_err(|message| Difference { line: *line, message })?,
                );
            }
        }
    }
    Rulebook::read(sources).map_err(|diagnostics| {
        let errors: Vec<_> =
            diagnostics.errors().map(|error| error.say(language)).collect();
        let told = Message::new("case-rules-refused");
        Difference::above(1, &told, language, &errors.join("\n"))
    })
}

/// Whether a case is as the engine finds it.
pub(crate) fn kept(rulebook: &Rulebook, case: &Case) -> bool {
    let engine = Evaluator { name: "engine", judge: &engine };
    run_case(rulebook, case, &[engine], Language::English).differences.is_empty()
}

/// What came of a case, with what the first evaluator found.
#[derive(Default)]
struct Ran {
    differences: Vec<Difference>,
    /// Whether rules were asked of facts, be any in force or not.
    asked: bool,
    report: Option<Report>,
}

impl From<Vec<Difference>> for Ran {
    fn from(differences: Vec<Difference>) -> Self {
        Self { differences, ..Self::default() }
    }
}

fn run_case(
    rulebook: &Rulebook,
    case: &Case,
    evaluators: &[Evaluator<'_>],
    language: Language,
) -> Ran {
    if let Some(name) = unknown(rulebook, case) {
        let told = Message::new("case-about").with("name", name);
        return vec![Difference::new(case.line, &told, language)].into();
    }
    let facts = match facts(rulebook, case) {
        Ok(facts) => facts,
        Err(diagnostics) => {
            let said: Vec<String> =
                diagnostics.iter().map(|one| one.say(language)).collect();
            let said = (diagnostics.to_string(), said.join("\n"));
            return refused(case, said, language).into();
        }
    };
    if let Expected::Clashes(wanted) = &case.expected {
        let law = rulebook.as_known(case.known_at);
        return match law.feasibility(&facts, case.asked) {
            Ok(feasibility) => {
                clash::differences(&feasibility, wanted, case.line, language).into()
            }
            Err(error) => refused(case, said(&error, language), language).into(),
        };
    }
    let mut ran = Ran::default();
    let mut first: Option<(&str, String)> = None;
    for evaluator in evaluators {
        let report = (evaluator.judge)(rulebook, &facts, case.known_at, case.asked);
        let told = of_report(&report, case, Reader { language, rulebook });
        let text = match &report {
            Ok(report) => as_json(report, &[], Passes::Shown),
            Err(error) => error.to_string(),
        };
        match &first {
            None => {
                ran.differences = told;
                ran.asked = matches!(case.expected, Expected::Findings(_));
                ran.report = report.ok();
                first = Some((evaluator.name, text));
            }
            Some((name, before)) => {
                let found = &mut ran.differences;
                // What both miss alike is said once.
                let new: Vec<_> =
                    told.into_iter().filter(|one| !found.contains(one)).collect();
                found.extend(new.into_iter().map(|one| Difference {
                    line: one.line,
                    message: format!("{}: {}", evaluator.name, one.message),
                }));
                let message = disagreement((name, before), (evaluator.name, &text));
                found.extend(
                    message.map(|message| Difference { line: case.line, message }),
                );
            }
        }
    }
    ran
}

/// In what a judgement is not as the case expects.
fn of_report(
    report: &Result<Report, Error>,
    case: &Case,
    reader: Reader<'_>,
) -> Vec<Difference> {
    let language = reader.language;
    match (report, &case.expected) {
        // Where no rule is in force nothing is found, as the case says.
        (Err(error), Expected::Findings(wanted))
            if error.is_nothing_in_force() && wanted.is_empty() =>
        {
            Vec::new()
        }
        (Err(error), _) => refused(case, said(error, language), language),
        (Ok(_), Expected::Refusal(wanted)) => {
            let told = Message::new("case-judges").with("wanted", wanted.as_str());
            vec![Difference::new(case.line, &told, language)]
        }
        (Ok(report), Expected::Findings(wanted)) => {
            differences(report, wanted, case, reader)
        }
        // OK because such cases were answered before.
        (Ok(_), Expected::Clashes(_) | Expected::Effects(..)) => Vec::new(),
    }
}

/// A rule that the case is about, and that no document has: nothing would ever be found
/// of it, and the case be kept by that.
fn unknown<'a>(rulebook: &Rulebook, case: &'a Case) -> Option<&'a str> {
    let stands = |name: &str| {
        let mut rules = rulebook.directives().flat_map(|directive| &directive.rules);
        rules.any(|rule| rule.name.rule.as_str() == name || rule.name.to_string() == name)
    };
    case.about.iter().map(String::as_str).find(|name| !stands(name))
}

/// A wrong call in English, and in the language that is asked for.
fn said(error: &Error, language: Language) -> (String, String) {
    (error.to_string(), error.message().say(language))
}

/// What a refusal means to a case: nothing if it is the expected one. Case files hold English
/// sentences, whatever the language of their reader.
fn refused(
    case: &Case,
    (english, said): (String, String),
    language: Language,
) -> Vec<Difference> {
    let told = match &case.expected {
        Expected::Refusal(wanted) if english.contains(wanted) => return Vec::new(),
        Expected::Refusal(wanted) => {
            Message::new("case-other-refusal").with("wanted", wanted.as_str())
        }
        Expected::Findings(_) | Expected::Clashes(_) | Expected::Effects(..) => {
            Message::new("case-refused")
        }
    };
    vec![Difference::above(case.line, &told, language, &said)]
}

/// The first line in which two reports differ, with the finding it stands in.
fn disagreement(first: (&str, &str), second: (&str, &str)) -> Option<String> {
    let mut id = "";
    let mut lines = second.1.lines();
    for line in first.1.lines() {
        let other = lines.next().unwrap_or_default();
        if line != other {
            let (line, other) = (line.trim(), other.trim());
            let at = id.trim().trim_start_matches("\"id\": ").trim_end_matches(',');
            return Some(format!(
                "{} and {} disagree at {at}\n{}: {line}\n{}: {other}",
                first.0, second.0, first.0, second.0
            ));
        }
        if line.trim().starts_with("\"id\"") {
            id = line;
        }
    }
    let more = lines.next()?;
    Some(format!("{} says more than {}: {}", second.0, first.0, more.trim()))
}
