//! `check`: judges facts against rules.

mod figures;

use passmuster::finding::Reason;
use passmuster::report::{Notice, Summary};
use passmuster::words::json::{self, Input, Passes};
use passmuster::words::text::{self, Style};
use passmuster::words::{clash_notices, csv};
use passmuster::{Facts, Law, Outcome, Period, Report, Rulebook, Verdicts};

use crate::args::{Asked, Check, FailOn, Output, ReportFormat};
use crate::exit::{Answer, Exit, Refusal};
use crate::pool::Pool;
use crate::{load, page};

pub(crate) fn check(asked: &Check) -> Answer {
    if asked.format.iter().filter(|output| output.file.is_none()).count() > 1 {
        return Err(Refusal::new(
            "two formats cannot share standard output; give one a file, as in \
             `--format json=report.json`",
        ));
    }
    let (rulebook, inputs) = load::rulebook(&asked.rules.rules)?;
    if rulebook.directives().all(|directive| directive.rules.is_empty()) {
        return Err(Refusal::new(
            "the rule files hold no rule, so nothing can be judged",
        ));
    }
    let law = rulebook.as_known(asked.rules.known.at());
    let is_csv = |output: &Output| output.format == ReportFormat::Csv;
    match asked.show.is_none() && asked.format.iter().all(is_csv) {
        true => verdicts(asked, &rulebook, &law),
        false => report(asked, &rulebook, inputs, &law),
    }
}

/// Figures are enough.
fn verdicts(asked: &Check, rulebook: &Rulebook, law: &Law) -> Answer {
    let pool = Pool::new(asked.threads);
    let verdicts = match figures::streamed(asked, rulebook, law, &pool)? {
        Some(verdicts) => verdicts,
        None => {
            let (facts, _) = load::facts(rulebook, &asked.facts)?;
            let period = period(&asked.asked, &facts)?;
            warn(&facts);
            let mut verdicts = law.verdicts(&facts, period, &pool)?;
            if facts.register().is_present() {
                let clashes = law.feasibility(&facts, period)?;
                verdicts.notices.extend(clash_notices(&clashes));
            }
            verdicts
        }
    };
    if verdicts.summary.judged == 0 {
        let lines = verdicts.iter().map(|verdict| {
            let reason = verdict.reason.map_or("", Reason::as_str);
            format!("{} {}: {reason}", verdict.rule, verdict.cell)
        });
        return Err(nothing_evaluated(lines, &verdicts.notices));
    }
    // A page of figures has no place for them.
    for notice in &verdicts.notices {
        page::tell(&format!("notice[{}]: {}", notice.code, notice.message));
    }
    let page = page_of(&verdicts);
    for output in &asked.format {
        put(output, &page)?;
    }
    let no_data = verdicts.iter().any(|one| one.reason == Some(Reason::NoData));
    Ok(exit(verdicts.summary, no_data, asked.fail_on))
}

fn page_of(verdicts: &Verdicts) -> String {
    let mut page = csv::HEADER.to_owned();
    verdicts.iter().for_each(|verdict| csv::line(&verdict, &mut page));
    page
}

/// People are asked for, too.
fn report(
    asked: &Check,
    rulebook: &Rulebook,
    mut inputs: Vec<Input>,
    law: &Law,
) -> Answer {
    let (facts, tables) = load::facts(rulebook, &asked.facts)?;
    inputs.extend(tables);
    let period = period(&asked.asked, &facts)?;
    warn(&facts);
    let (mut report, passes) = match asked.show {
        Some(_) => (law.check_all(&facts, period)?, Passes::Shown),
        None => (law.check(&facts, period)?, Passes::Hidden),
    };
    if report.summary.judged == 0 {
        let lines = report.findings.iter().map(ToString::to_string);
        return Err(nothing_evaluated(lines, &report.notices));
    }
    if facts.register().is_present() {
        report.notices.extend(clash_notices(&law.feasibility(&facts, period)?));
    }
    for output in &asked.format {
        write(output, &report, rulebook, &inputs, passes)?;
    }
    let no_data = report.findings.iter().any(|finding| {
        finding.outcome == Outcome::NotEvaluated && finding.reason == Some(Reason::NoData)
    });
    Ok(exit(report.summary, no_data, asked.fail_on))
}

fn warn(facts: &Facts) {
    for warning in facts.warnings().iter() {
        page::tell(&warning.to_string());
    }
}

/// The days asked; without any, all that the facts cover.
pub(crate) fn period(asked: &Asked, facts: &Facts) -> Result<Period, Refusal> {
    Ok(days(asked)?.unwrap_or(facts.covers()))
}

/// The days asked, if any are.
fn days(asked: &Asked) -> Result<Option<Period>, Refusal> {
    match (asked.on, asked.from, asked.through) {
        (Some(day), ..) => Ok(Some(Period::on(day))),
        (None, Some(from), Some(through)) => Ok(Some(Period::new(from, through)?)),
        _ => Ok(None),
    }
}

fn nothing_evaluated(
    findings: impl Iterator<Item = String>,
    notices: &[Notice],
) -> Refusal {
    let mut why = "nothing was evaluated".to_owned();
    let notices = notices.iter().map(|notice| notice.message.to_string());
    for line in findings.chain(notices) {
        why = format!("{why}\n  - {line}");
    }
    Refusal::new(why)
}

fn write(
    output: &Output,
    report: &Report,
    rulebook: &Rulebook,
    inputs: &[Input],
    passes: Passes,
) -> Result<(), Refusal> {
    let style = if output.file.is_some() { Style::Plain } else { page::style() };
    put(
        output,
        &match output.format {
            ReportFormat::Text => text::report(report, rulebook, style),
            ReportFormat::Json => json::report(report, inputs, passes),
            ReportFormat::Csv => page_of(&Verdicts::from(report)),
        },
    )
}

/// Puts a page where it is wanted.
fn put(output: &Output, page: &str) -> Result<(), Refusal> {
    match &output.file {
        Some(file) => load::write(file, page),
        None => page::print(page),
    }
}

/// The exit code of the contract: violations first, then what is not known.
fn exit(summary: Summary, no_data: bool, fail_on: FailOn) -> Exit {
    let Summary { fail, advice, undetermined, .. } = summary;
    if fail > 0 || (advice > 0 && fail_on == FailOn::Advice) {
        Exit::Broken
    } else if (undetermined > 0 || no_data) && fail_on != FailOn::Violation {
        Exit::Undetermined
    } else {
        Exit::Kept
    }
}
