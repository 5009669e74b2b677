//! `check`: judges facts against rules.

mod pages;
mod streamed;

use passmuster::finding::Reason;
use passmuster::message::Message;
use passmuster::report::{Notice, Summary};
use passmuster::words::json::{Input, Passes};
use passmuster::words::{Page, Since, clash_notices};
use passmuster::{Facts, Finding, Law, Outcome, Period, Report, Rulebook};

use crate::args::{Asked, Check, FailOn, Output, ReportFormat};
use crate::exit::{Answer, Exit, Refusal};
use crate::people::People;
use crate::pool::Pool;
use crate::progress::Progress;
use crate::{load, page};

use streamed::Streamed;

pub(crate) fn check(asked: &Check) -> Answer {
    if asked.format.iter().filter(|output| output.file.is_none()).count() > 1 {
        return Err(Refusal::new(Message::new("refused-two-on-output")));
    }
    if asked.lang.is_some() && !asked.format.iter().any(|output| output.format.speaks()) {
        return Err(Refusal::new(Message::new("refused-language-of-pages")));
    }
    let (rulebook, inputs) = load::rulebook(&asked.rules.rules)?;
    if rulebook.directives().all(|directive| directive.rules.is_empty()) {
        return Err(Refusal::new(Message::new("refused-no-rule")));
    }
    let people = People::of(&asked.people)?;
    let is_csv = |output: &Output| output.format == ReportFormat::Csv;
    let alone =
        asked.show.is_none() && asked.baseline.is_none() && !asked.people.aggregate;
    match alone && asked.format.iter().all(is_csv) {
        true => verdicts(asked, &rulebook, &people),
        false => report(asked, &rulebook, inputs, &people),
    }
}

/// Figures are enough.
fn verdicts(asked: &Check, rulebook: &Rulebook, people: &People) -> Answer {
    let pool = Pool::new(asked.threads);
    let known_at = asked.rules.known.at();
    let law = people.are_by_id().then(|| rulebook.as_known(known_at));
    let streamed = match &law {
        Some(law) => Streamed::open(&asked.facts, rulebook, law)?,
        None => None,
    };
    let streamed = match streamed {
        Some(streamed) => streamed.verdicts(asked, &pool)?,
        None => None,
    };
    let verdicts = match (streamed, law) {
        (Some((mut verdicts, facts)), Some(law)) => {
            verdicts.notices.extend(more_notices(&law, &facts, verdicts.asked)?);
            verdicts
        }
        (_, law) => {
            let (facts, _) = load::facts(rulebook, &asked.facts, people)?;
            let law = law
                .unwrap_or_else(|| people.rulebook(rulebook, &facts).as_known(known_at));
            let period = period(&asked.asked, &facts)?;
            warn(&facts);
            let _judging = Progress::of(JUDGING);
            let mut verdicts = law.verdicts(&facts, period, &pool)?;
            verdicts.notices.extend(more_notices(&law, &facts, period)?);
            verdicts.notices.extend(people.notice());
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
    tell_notices(asked, &verdicts.notices);
    for output in &asked.format {
        pages::put_figures(output, &verdicts)?;
    }
    let no_data = verdicts.iter().any(|one| one.reason == Some(Reason::NoData));
    Ok(exit(verdicts.summary, no_data, asked.fail_on))
}

/// People are asked for, too.
fn report(
    asked: &Check,
    rulebook: &Rulebook,
    mut inputs: Vec<Input>,
    people: &People,
) -> Answer {
    let before = asked.baseline.as_deref().map(load::report).transpose()?;
    before.iter().try_for_each(|(before, ..)| people.must_be_those_of(before))?;
    let passes = if asked.show.is_some() { Passes::Shown } else { Passes::Hidden };
    let of_groups = people.threshold().is_some();
    let tells = |output: &Output| output.format.tells_of_passes(of_groups);
    let tells = asked.format.iter().any(tells);
    let in_full = passes == Passes::Shown || tells;
    let (judged, tables) = match streamed(asked, rulebook, (in_full, people))? {
        Some(judged) => judged,
        None => kept(asked, rulebook, (in_full, people))?,
    };
    inputs.extend(tables);
    inputs.extend(before.iter().map(|(.., input)| input.clone()));
    let (rulebook, report) = (&judged.rulebook, judged.told);
    let since = before.map(|(before, ..)| Since::new(&report, rulebook, &before));
    tell_notices(asked, &report.notices);
    if let (true, Some(since)) = (are_beside(asked), &since) {
        page::tell(since.text(page::language()).trim());
    }
    let page = Page {
        report: &report,
        rulebook,
        inputs: &inputs,
        passes,
        language: page::language(),
        since: since.as_ref(),
        only_new: asked.new_only,
        people: people.on_page(),
    };
    pages::write(&asked.format, &page)?;
    let counted = |one: &&Finding| since.as_ref().is_none_or(|since| since.is_new(one));
    let no_data = match since {
        Some(_) => report.findings.iter().filter(counted).any(is_without_data),
        None => judged.no_data,
    };
    let summary = match &since {
        Some(since) => of_new(&report, since),
        None => report.summary,
    };
    Ok(exit(summary, no_data, asked.fail_on))
}

/// What comes of rows that need not be kept, and which files they are of: where nobody asks
/// for what passed, and people are called by their ids.
fn streamed(
    asked: &Check,
    rulebook: &Rulebook,
    (in_full, people): (bool, &People),
) -> Result<Option<(Judged, Vec<Input>)>, Refusal> {
    if in_full || people.threshold().is_some() || !people.are_by_id() {
        return Ok(None);
    }
    let law = rulebook.as_known(asked.rules.known.at());
    let Some(streamed) = Streamed::open(&asked.facts, rulebook, &law)? else {
        return Ok(None);
    };
    let told = streamed.report(asked, &Pool::new(asked.threads))?;
    let Some((report, facts, tables)) = told else { return Ok(None) };
    let judged = finished(report, (&law, &facts), people)?;
    Ok(Some((judged, tables)))
}

/// What comes of all rows, and which files they are of.
fn kept(
    asked: &Check,
    rulebook: &Rulebook,
    (in_full, people): (bool, &People),
) -> Result<(Judged, Vec<Input>), Refusal> {
    let (facts, tables) = load::facts(rulebook, &asked.facts, people)?;
    let rulebook = &people.rulebook(rulebook, &facts);
    let law = rulebook.as_known(asked.rules.known.at());
    let period = period(&asked.asked, &facts)?;
    warn(&facts);
    Ok((judged(&law, &facts, period, (in_full, people))?, tables))
}

/// What came of judging.
pub(crate) struct Judged {
    /// The report, telling of people as it may.
    pub(crate) told: Report,
    /// The rules, naming people as it may.
    pub(crate) rulebook: Rulebook,
    /// Whether some rule was not evaluated for want of data.
    no_data: bool,
}

/// The report of a period, with all notices; whether every cell is judged in full, for only
/// then is it known what passed, and how near each came to its bound.
pub(crate) fn judged(
    law: &Law,
    facts: &Facts,
    period: Period,
    (in_full, people): (bool, &People),
) -> Result<Judged, Refusal> {
    let _judging = Progress::of(JUDGING);
    let threshold = people.threshold();
    let report = match in_full || threshold.is_some() {
        true => law.check_all(facts, period),
        false => law.check(facts, period),
    };
    let report = report.map_err(|error| people.wrong_call(error))?;
    finished(report, (law, facts), people)
}

/// A report with all notices, telling of people as it may.
fn finished(
    mut report: Report,
    (law, facts): (&Law, &Facts),
    people: &People,
) -> Result<Judged, Refusal> {
    let threshold = people.threshold();
    let period = report.asked;
    if report.summary.judged == 0 {
        let found = report.findings.iter().filter(|_| threshold.is_none());
        return Err(nothing_evaluated(found.map(ToString::to_string), &report.notices));
    }
    let more = more_notices(law, facts, period);
    report.notices.extend(more.map_err(|error| people.wrong_call(error))?);
    report.notices.extend(people.notice());
    let no_data = report.findings.iter().any(is_without_data);
    let (told, rulebook) = match threshold {
        Some(threshold) => law.aggregated(&report, facts, threshold),
        None => (report, law.rulebook().clone()),
    };
    Ok(Judged { told, rulebook, no_data })
}

fn is_without_data(finding: &Finding) -> bool {
    finding.outcome == Outcome::NotEvaluated && finding.reason == Some(Reason::NoData)
}

/// Which rules clash, as far as there is a register to tell; which grants end soon.
fn more_notices(
    law: &Law,
    facts: &Facts,
    period: Period,
) -> Result<Vec<Notice>, passmuster::Error> {
    let mut notices = law.ending_grants(facts, period, SOON);
    if facts.register().is_present() {
        notices.extend(clash_notices(&law.feasibility(facts, period)?));
    }
    Ok(notices)
}

/// Whether no format that is asked for has a place for what is said beside findings.
fn are_beside(asked: &Check) -> bool {
    !asked.format.iter().any(|output| output.format.has_notices())
}

/// What is told of work that takes long.
pub(crate) const JUDGING: &str = "judging";

/// How many days ahead the end of a grant is told.
const SOON: u16 = 14;

/// How many new findings there are of each kind.
fn of_new(report: &Report, since: &Since) -> Summary {
    let mut summary = Summary::default();
    for one in report.findings.iter().filter(|one| since.is_new(one)) {
        summary.add(one.outcome, one.force, one.relief.is_some(), 1);
    }
    summary
}

/// Says beside the pages what has a place on none of them.
fn tell_notices(asked: &Check, notices: &[Notice]) {
    for notice in notices.iter().filter(|_| are_beside(asked)) {
        let words = notice.message.say(page::language());
        page::tell(&format!("notice[{}]: {words}", notice.code));
    }
}

fn warn(facts: &Facts) {
    for warning in facts.warnings().iter() {
        page::tell(&warning.say(page::language()));
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
    let notices = notices.iter().map(|notice| page::say(&notice.message));
    let why = Refusal::new(Message::new("refused-nothing-evaluated"));
    why.with(findings.chain(notices))
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
