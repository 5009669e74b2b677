//! `check`: judges facts against rules.

use passmuster::finding::Reason;
use passmuster::report::Summary;
use passmuster::words::clash_notices;
use passmuster::words::json::{self, Input, Passes};
use passmuster::words::text::{self, Style};
use passmuster::{Facts, Outcome, Period, Report, Rulebook};

use crate::args::{Asked, Check, FailOn, Format, Output};
use crate::exit::{Answer, Exit, Refusal};
use crate::{load, page};

pub(crate) fn check(asked: &Check) -> Answer {
    if asked.format.iter().filter(|output| output.file.is_none()).count() > 1 {
        return Err(Refusal::new(
            "two formats cannot share standard output; give one a file, as in \
             `--format json=report.json`",
        ));
    }
    let (rulebook, mut inputs) = load::rulebook(&asked.rules.rules)?;
    if rulebook.directives().all(|directive| directive.rules.is_empty()) {
        return Err(Refusal::new(
            "the rule files hold no rule, so nothing can be judged",
        ));
    }
    let (facts, tables) = load::facts(&rulebook, &asked.facts)?;
    inputs.extend(tables);
    let period = period(&asked.asked, &facts)?;
    for warning in facts.warnings().iter() {
        page::tell(&warning.to_string());
    }
    let law = rulebook.as_known(asked.rules.known.at());
    let (mut report, passes) = match asked.show {
        Some(_) => (law.check_all(&facts, period)?, Passes::Shown),
        None => (law.check(&facts, period)?, Passes::Hidden),
    };
    if report.summary.judged == 0 {
        return Err(nothing_evaluated(&report));
    }
    if facts.register().is_present() {
        report.notices.extend(clash_notices(&law.feasibility(&facts, period)?));
    }
    for output in &asked.format {
        write(output, &report, &rulebook, &inputs, passes)?;
    }
    Ok(exit(&report, asked.fail_on))
}

/// The days asked; without any, all that the facts cover.
pub(crate) fn period(asked: &Asked, facts: &Facts) -> Result<Period, Refusal> {
    match (asked.on, asked.from, asked.through) {
        (Some(day), ..) => Ok(Period::on(day)),
        (None, Some(from), Some(through)) => Ok(Period::new(from, through)?),
        _ => Ok(facts.covers()),
    }
}

fn nothing_evaluated(report: &Report) -> Refusal {
    let mut why = "nothing was evaluated".to_owned();
    let findings = report.findings.iter().map(ToString::to_string);
    let notices = report.notices.iter().map(|notice| notice.message.to_string());
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
    let words = match output.format {
        Format::Text => text::report(report, rulebook, style),
        Format::Json => json::report(report, inputs, passes),
    };
    match &output.file {
        Some(file) => load::write(file, &words),
        None => page::print(&words),
    }
}

/// The exit code of the contract: violations first, then what is not known.
fn exit(report: &Report, fail_on: FailOn) -> Exit {
    let Summary { fail, advice, undetermined, .. } = report.summary;
    let no_data = report.findings.iter().any(|finding| {
        finding.outcome == Outcome::NotEvaluated && finding.reason == Some(Reason::NoData)
    });
    if fail > 0 || (advice > 0 && fail_on == FailOn::Advice) {
        Exit::Broken
    } else if (undetermined > 0 || no_data) && fail_on != FailOn::Violation {
        Exit::Undetermined
    } else {
        Exit::Kept
    }
}
