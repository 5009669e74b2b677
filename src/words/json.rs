//! The wire types of `passmuster-report/1`, both ways: the only file that derives serde.
//!
//! Keys stand in the order of the format; nothing here depends on a clock, a path or the
//! order of a hash map, so the same report gives the same bytes.

mod finding;

use serde::{Deserialize, Serialize};

use super::page::{Page, People};
use crate::day::Instant;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::error::{Error, Fault};
use crate::finding::{Finding, Outcome, Relief};
use crate::message::{Argument, Message};
use crate::report::{Consolidated, Report, Summary};
use crate::source::Place;
use crate::window::Window;

/// The format and its number.
pub const FORMAT: &str = "passmuster-report/1";

/// A report as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireReport {
    /// Always [`FORMAT`].
    pub format: String,
    /// The version of passmuster that wrote it; earlier reports do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passmuster: Option<String>,
    /// What was asked.
    pub asked: WireAsked,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// The directives that took part.
    pub rulebook: Vec<WireDirective>,
    /// How many findings of each kind.
    pub summary: WireSummary,
    /// What must be said beside the findings.
    pub notices: Vec<WireNotice>,
    /// What became of the findings of an earlier report, if one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<WireSince>,
    /// The findings, sorted by rule and cell.
    pub findings: Vec<WireFinding>,
}

/// What became of the findings of an earlier report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words of `passmuster::words::Since`")]
pub struct WireSince {
    pub new: Vec<String>,
    pub known: u64,
    pub gone: Vec<String>,
    pub not_asked: Vec<String>,
}

/// The question of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireAsked {
    /// The first day.
    pub from: String,
    /// The last day.
    pub through: String,
    /// As known when: `latest`, or a day.
    pub known_at: String,
    /// Whether what passes is listed, too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passes: bool,
    /// Whether only what is new since an earlier report is listed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_new: bool,
    /// Whether people are told of by pseudonyms.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pseudonymised: bool,
    /// What tells the key of the pseudonyms from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// How many people a group has at least that is told of, where no person is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aggregate: Option<u32>,
}

/// A file that was read. The caller makes the digest, for the library opens no file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its name, relative to the folder that was given.
    pub name: String,
    /// What it was read as; earlier reports do not say.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many rows it has, if it is a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
}

/// What a file was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A rule file.
    Rules,
    /// What is said of the tables: `facts.yaml`.
    Settings,
    /// A table.
    Table,
    /// An earlier report.
    Baseline,
}

/// A directive that took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireDirective {
    /// Its id.
    pub directive: String,
    /// The version judged by.
    pub version: u32,
    /// When it holds.
    pub in_force: WireInForce,
    /// The documents that made it so, where there are others than itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<String>,
}

/// When a directive holds: one stretch, or a list of none or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WireInForce {
    /// One stretch.
    Once(WireWindow),
    /// Interrupted, or never.
    Several(Vec<WireWindow>),
}

/// A stretch of time; an end that is not written is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireWindow {
    /// The first day, or the first minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
    /// The minute after the last, where it ends within a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// How many findings of each kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words of `passmuster::report::Summary`")]
pub struct WireSummary {
    pub judged: u64,
    pub pass: u64,
    pub fail: u64,
    pub granted: u64,
    pub undetermined: u64,
    pub advice: u64,
    pub not_evaluated: u64,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireNotice {
    /// What it is about.
    pub code: String,
    /// The sentence.
    pub message: String,
}

/// A finding as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireFinding {
    /// Rule and cell, never values.
    pub id: String,
    /// The rule's full name.
    pub rule: String,
    /// The version of its directive.
    pub version: u32,
    /// The clauses it cites.
    pub cites: Vec<String>,
    /// `must` or `should`.
    pub force: String,
    /// What it says.
    pub outcome: String,
    /// Why it could say nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why a fail is no violation.
    pub relief: Option<String>,
    /// What an undetermined cell can become at worst, where that is no violation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worst: Option<String>,
    /// Where and when.
    pub cell: WireCell,
    /// The arithmetic, for limits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<WireMeasured>,
    /// The first worst moment, where the bound is asked of every one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moment: Option<String>,
    /// When the outcome is what it is, as `from/until`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<String>,
    /// The finding in one sentence.
    pub message: String,
    /// The smallest change that keeps the bound, in one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mend: Option<String>,
    /// Who made the verdict.
    pub evidence: WireEvidence,
    /// What the text leaves open and the verdict hangs on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interpretations: Vec<WireInterpretation>,
}

/// The keys of a cell with their values, in the order of the rule's `per`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WireCell {
    /// Key and value.
    pub keys: Vec<(String, String)>,
    /// The part of the day.
    pub part: Option<WirePart>,
}

/// A part of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WirePart {
    /// Its first minute.
    pub from: String,
    /// The minute after its last.
    pub until: String,
}

/// The arithmetic of a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireMeasured {
    /// How many are counted.
    pub count: WireRange,
    /// How many are in the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<WireRange>,
    /// The bound in words.
    pub bound: String,
    /// The last whole number that keeps it, under the worst filling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<i64>,
    /// How many more, or fewer, before it breaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headroom: Option<i64>,
}

/// A number known between two ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireRange {
    /// What it is at least.
    pub certain: WireNumber,
    /// What it is at most; not written if nothing bounds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub possible: Option<WireNumber>,
}

/// An exact number: whole ones as JSON numbers, others as text, never as a float.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WireNumber {
    /// A whole number.
    Whole(i64),
    /// A decimal, such as `"2.5"`.
    Text(String),
}

/// Who made the verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words of `passmuster::finding::Evidence`")]
pub struct WireEvidence {
    pub counted: Vec<String>,
    pub exempt: Vec<String>,
    pub granted: Vec<String>,
    pub undecided: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<WireCarried>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<WireLevel>,
}

/// A level that the cell reads; what it is, since when, by the row of which place and by
/// which document, is not written where no row holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words of `passmuster::finding::HeldLevel`")]
pub struct WireLevel {
    pub level: String,
    pub at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// A value that a separation keeps apart from others, and who carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireCarried {
    /// The value.
    pub value: String,
    /// Who certainly carries it.
    pub by: Vec<String>,
    /// Who perhaps does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub perhaps: Vec<String>,
}

/// A choice that the text leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireInterpretation {
    /// What is open.
    pub question: String,
    /// What is chosen.
    pub choice: String,
}

/// What is wrong with rule files, as `lint --format json` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireDiagnostics {
    /// All of them, sorted by file and place.
    pub diagnostics: Vec<WireDiagnostic>,
}

/// One thing wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireDiagnostic {
    /// The file; `null` if it is of no file.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// `error` or `warning`.
    pub severity: String,
    /// The entry of the register.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// The cure.
    pub help: Option<String>,
}

/// Whether the findings that pass are written too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passes {
    /// They are written, if the report has them.
    Shown,
    /// They are left out.
    Hidden,
}

/// The report as JSON text, with a final newline.
pub fn report(report: &Report, inputs: &[Input], passes: Passes) -> String {
    pretty(&wire(report, inputs, passes))
}

/// The same with what an earlier report already knew.
pub fn page(page: &Page<'_>) -> String {
    let since = page.since.map(|since| WireSince {
        new: since.new.iter().cloned().collect(),
        known: since.known,
        gone: since.gone.clone(),
        not_asked: since.not_asked.clone(),
    });
    let mut wire = wire(page.report, page.inputs, page.passes);
    wire.findings = page.findings().map(WireFinding::from).collect();
    wire.asked.only_new = page.only_new;
    match page.people {
        People::ById => {}
        People::Pseudonymised { key } => {
            wire.asked.pseudonymised = true;
            wire.asked.key = Some(key.to_owned());
        }
        People::Aggregated { threshold } => wire.asked.aggregate = Some(threshold),
    }
    pretty(&WireReport { since, ..wire })
}

/// Diagnostics as JSON text, with a final newline.
pub fn diagnostics(diagnostics: &Diagnostics) -> String {
    pretty(&WireDiagnostics {
        diagnostics: diagnostics.iter().map(WireDiagnostic::from).collect(),
    })
}

fn pretty(wire: &impl Serialize) -> String {
    // OK because no wire type has a map with keys that are not text, the only way to fail.
    serde_json::to_string_pretty(wire).unwrap_or_default() + "\n"
}

/// Reads a report back.
///
/// ```
/// # use passmuster::{KnownAt, Period, Rulebook, Source};
/// use passmuster::words::json::{self, Passes};
/// # let order = Source::new("order-7.yaml", "
/// # passmuster: 1
/// # directive: { id: our-order-7-2021 }
/// # in_force: { from: 2021-02-17, through: 2021-03-02 }
/// # rules:
/// #   - id: onsite-cap
/// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// # ");
/// # let rulebook = Rulebook::read([order])?;
/// # let csv = "person,unit,date,status\nan,tong-hop,2021-02-18,on-site\n";
/// # let facts = rulebook.facts().table("attendance", Source::new("a.csv", csv)).build()?;
/// # let day = Period::on("2021-02-18".parse()?);
/// let report = rulebook.as_known(KnownAt::Latest).check(&facts, day)?;
/// let text = json::report(&report, &[], Passes::Hidden);
/// assert_eq!(json::read_report(&text)?, json::wire(&report, &[], Passes::Hidden));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// When the text is not a report of this format.
pub fn read_report(text: &str) -> Result<WireReport, Error> {
    let fault = |why: Argument| Error::from(Fault::NotAReport { why });
    let report: WireReport =
        serde_json::from_str(text).map_err(|error| fault(misread(&error)))?;
    match report.format.as_str() {
        FORMAT => Ok(report),
        other => {
            let why = Message::new("call-report-format").with("found", other);
            Err(fault(why.with("known", FORMAT).into()))
        }
    }
}

/// Why a text is no JSON of a report; what its values lack is said in the words of the reader.
fn misread(error: &serde_json::Error) -> Argument {
    match error.is_data() {
        true => error.to_string().into(),
        false => Message::new("call-no-json")
            .with("line", error.line())
            .with("column", error.column())
            .into(),
    }
}

/// The report as wire types.
pub fn wire(report: &Report, inputs: &[Input], passes: Passes) -> WireReport {
    let shown =
        |finding: &&Finding| passes == Passes::Shown || finding.outcome != Outcome::Pass;
    WireReport {
        format: FORMAT.to_owned(),
        passmuster: Some(env!("CARGO_PKG_VERSION").to_owned()),
        asked: WireAsked {
            from: report.asked.from().to_string(),
            through: report.asked.through().to_string(),
            known_at: report.known_at.to_string(),
            passes: passes == Passes::Shown,
            only_new: false,
            pseudonymised: false,
            key: None,
            aggregate: None,
        },
        inputs: inputs.to_vec(),
        rulebook: report.rulebook.iter().map(WireDirective::from).collect(),
        summary: report.summary.into(),
        notices: report
            .notices
            .iter()
            .map(|notice| WireNotice {
                code: notice.code.to_owned(),
                message: notice.message.to_string(),
            })
            .collect(),
        since: None,
        findings: report.findings.iter().filter(shown).map(WireFinding::from).collect(),
    }
}

impl From<&Consolidated> for WireDirective {
    fn from(one: &Consolidated) -> Self {
        let chain = one.chain.iter().map(ToString::to_string);
        Self {
            directive: one.directive.to_string(),
            version: one.version,
            in_force: match one.in_force.as_slice() {
                [window] => WireInForce::Once((*window).into()),
                several => WireInForce::Several(
                    several.iter().map(|window| (*window).into()).collect(),
                ),
            },
            chain: if one.chain.len() > 1 { chain.collect() } else { Vec::new() },
        }
    }
}

impl From<&Diagnostic> for WireDiagnostic {
    fn from(one: &Diagnostic) -> Self {
        let at = one.place().map(Place::line_column);
        Self {
            file: one.place().map(|place| place.source.name().to_owned()),
            line: at.map(|(line, _)| line),
            column: at.map(|(_, column)| column),
            severity: match one.severity() {
                Severity::Error => "error".to_owned(),
                Severity::Warning => "warning".to_owned(),
            },
            code: one.code.id().to_owned(),
            message: one.message.to_string(),
            help: one.help.as_ref().map(ToString::to_string),
        }
    }
}

impl From<Window> for WireWindow {
    fn from(window: Window) -> Self {
        let midnight = |at: Instant| at.clock().minutes() == 0;
        let (from, until) = (window.from, window.until);
        let ends = until != Instant::MAX;
        Self {
            from: (from != Instant::MIN).then(|| match midnight(from) {
                true => from.day().to_string(),
                false => from.to_string(),
            }),
            through: (ends && midnight(until)).then(|| until.plus(-1).day().to_string()),
            until: (ends && !midnight(until)).then(|| until.to_string()),
        }
    }
}

impl From<Summary> for WireSummary {
    fn from(summary: Summary) -> Self {
        let Summary { judged, pass, fail, granted, undetermined, advice, not_evaluated } =
            summary;
        Self { judged, pass, fail, granted, undetermined, advice, not_evaluated }
    }
}

impl From<&Finding> for WireFinding {
    fn from(finding: &Finding) -> Self {
        let relief =
            |relief: Option<Relief>| relief.map(|Relief::Granted| "granted".to_owned());
        Self {
            id: finding.id(),
            rule: finding.rule.to_string(),
            version: finding.version,
            cites: finding.cites.iter().map(ToString::to_string).collect(),
            force: finding.force.as_str().to_owned(),
            outcome: finding.outcome.as_str().to_owned(),
            reason: finding.reason.map(|reason| reason.as_str().to_owned()),
            relief: relief(finding.relief),
            worst: relief(finding.worst),
            cell: (&finding.cell).into(),
            measured: finding.measured.as_ref().map(WireMeasured::from),
            moment: finding.moment.map(|at| at.to_string()),
            moments: finding
                .moments
                .iter()
                .map(|(from, until)| format!("{from}/{until}"))
                .collect(),
            message: finding.message.to_string(),
            mend: super::mend(finding).map(|sentence| sentence.to_string()),
            evidence: (&finding.evidence).into(),
            interpretations: finding
                .interpretations
                .iter()
                .map(|(question, choice)| WireInterpretation {
                    question: question.clone(),
                    choice: choice.clone(),
                })
                .collect(),
        }
    }
}
