//! The command line, and nothing else.

mod people;

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use passmuster::message::Message;
use passmuster::words::Language;
use passmuster::{Day, KnownAt};

use crate::exit::Refusal;

pub(crate) use people::{People, Pseudonymise};

/// Reads office directives as versioned rule sets and tells any roster whether it keeps to
/// them, and why.
///
/// Exit codes: 0 kept, 1 violated, 2 refused, 3 something is undetermined.
#[derive(Debug, Parser)]
#[command(name = "passmuster", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Say nothing beside the answer but why there is none: no notices, no progress
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Whether answers are coloured; `auto` on terminals, unless `NO_COLOR` is set
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(crate) color: Color,
}

/// Whether answers are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    /// On terminals; never where `NO_COLOR` is set, always where `CLICOLOR_FORCE` is
    #[default]
    Auto,
    /// Into files and pipes, too
    Always,
    /// Not even on terminals
    Never,
}

/// The colours that words of a command line ask for, though it may not be one.
pub(crate) fn color_of(mut words: impl Iterator<Item = OsString>) -> Color {
    let mut said = None;
    while let Some(word) = words.next().filter(|word| word != "--") {
        if word == "--color" {
            said = words.next();
        } else if let Some(value) =
            word.to_str().and_then(|it| it.strip_prefix("--color="))
        {
            said = Some(value.into());
        }
    }
    let read = |word: &OsString| Color::from_str(word.to_str()?, false).ok();
    said.as_ref().and_then(read).unwrap_or_default()
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge facts against rules
    Check(Check),
    /// Tell everything that is wrong or looks unmeant in rule files
    Lint(Lint),
    /// Run the cases beside rule files (`*.cases.yaml`)
    Test(Test),
    /// Explain a rule, a finding, or the code of a diagnostic
    Explain(Explain),
    /// List the rules in force on a day
    InForce(InForce),
    /// Tell what differs in law between two versions, or two days
    Diff(Diff),
    /// List the clauses of each directive: ruled, attested, not checked, missing
    Coverage(Coverage),
    /// Judge again what a report was made from, and compare byte for byte
    Replay(Replay),
    /// Sign a report, or the rule files of a folder
    Attest(Attest),
    /// Tell whether a report, or the rule files of a folder, are what was signed: 0 they are,
    /// 1 they are not, 2 something cannot be read
    Verify(Verify),
    /// Serve an editor: diagnostics, hover, completion and fixes of rule files, over stdio
    Lsp,
    /// Print the JSON Schema of a rule file
    Schema,
    /// Write a first rule file and facts folder, or the cases that rules still need
    Init(Init),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page, of the command with all its verbs
    Man,
}

impl Command {
    /// In which language people are spoken to.
    pub(crate) fn language(&self) -> Language {
        let lang = match self {
            Command::Check(asked) => asked.lang,
            Command::Explain(asked) => asked.spoken.lang,
            Command::InForce(asked) => asked.spoken.lang,
            Command::Lint(asked) => asked.spoken.lang,
            Command::Diff(asked) => asked.spoken.lang,
            Command::Test(asked) => asked.spoken.lang,
            _ => None,
        };
        lang.map_or(Language::English, Lang::language)
    }
}

/// Which rules, as known when.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// Rule files, or folders of them
    #[arg(long, value_name = "PATH", num_args = 1.., required = true)]
    pub(crate) rules: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) known: Known,
}

/// As known when.
#[derive(Debug, Args)]
pub(crate) struct Known {
    /// Know only the documents issued on or before this day
    #[arg(long, value_name = "DAY")]
    pub(crate) known_at: Option<Day>,
}

impl Known {
    /// As known when.
    pub(crate) fn at(&self) -> KnownAt {
        self.known_at.map_or(KnownAt::Latest, KnownAt::Day)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) rules: Rules,
    /// The folder of tables, with an optional `facts.yaml`
    #[arg(long, value_name = "DIR")]
    pub(crate) facts: PathBuf,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// `text`, `json`, `html`, `markdown`, `csv` (figures, and no people), `sarif`, `junit`,
    /// `github` or `gitlab`, to a file with `json=FILE`; may be given several times
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "text")]
    pub(crate) format: Vec<Output>,
    /// What makes the exit code other than 0
    #[arg(long, value_enum, default_value_t = FailOn::Undetermined)]
    pub(crate) fail_on: FailOn,
    /// Show the findings that pass as well
    #[arg(long, value_enum)]
    pub(crate) show: Option<Show>,
    /// An earlier report as JSON: only what is new since then makes the exit code other than 0
    #[arg(long, value_name = "REPORT")]
    pub(crate) baseline: Option<PathBuf>,
    /// Show only what is new since the baseline
    #[arg(long, requires = "baseline")]
    pub(crate) new_only: bool,
    /// The language of `text`, `html` and `markdown`; all other formats are in English
    #[arg(long, value_enum)]
    pub(crate) lang: Option<Lang>,
    #[command(flatten)]
    pub(crate) people: People,
    /// On how many threads; as many as the machine does at once
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
}

/// The days asked; without any, all days that the facts cover.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// Ask of a single day
    #[arg(long, value_name = "DAY", conflicts_with_all = ["from", "through"])]
    pub(crate) on: Option<Day>,
    /// Ask from this day …
    #[arg(long, value_name = "DAY", requires = "through")]
    pub(crate) from: Option<Day>,
    /// … through this day, both included
    #[arg(long, value_name = "DAY", requires = "from")]
    pub(crate) through: Option<Day>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A violation: 1
    Violation,
    /// A violation: 1; something undetermined: 3
    Undetermined,
    /// A violation or failed advice: 1; something undetermined: 3
    Advice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Show {
    /// Findings that pass
    Pass,
}

/// A format, and the file that takes it; without one, standard output.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    pub(crate) format: ReportFormat,
    pub(crate) file: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people
    Text,
    /// For programs: all there is
    Json,
    /// For spreadsheets: figures, and no people
    Csv,
    /// For people: one page for a browser or a printer
    Html,
    /// For comments, wikis and the summary of a step
    Markdown,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// For whatever shows test results
    Junit,
    /// Lines that annotate a change on GitHub
    Github,
    /// The code quality of a merge request on GitLab
    Gitlab,
}

impl ReportFormat {
    /// Whether it is written in the language that is asked for.
    pub(crate) fn speaks(self) -> bool {
        matches!(self, ReportFormat::Text | ReportFormat::Html | ReportFormat::Markdown)
    }

    /// Whether it tells of cells that pass, though they are not listed; of groups they are
    /// counted one by one.
    pub(crate) fn tells_of_passes(self, of_groups: bool) -> bool {
        match self {
            ReportFormat::Html => true,
            ReportFormat::Junit => of_groups,
            _ => false,
        }
    }

    /// Whether notices have a place in it.
    pub(crate) fn has_notices(self) -> bool {
        !matches!(self, ReportFormat::Csv | ReportFormat::Junit | ReportFormat::Gitlab)
    }
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once('=') {
            Some((_, "")) => return Err("a file's name is missing behind `=`".into()),
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let format =
            <ReportFormat as ValueEnum>::from_str(format, false).map_err(|_| {
                "the formats are `text`, `json`, `html`, `markdown`, `csv`, `sarif`, `junit`, \
                 `github` and `gitlab`"
                    .to_owned()
            })?;
        Ok(Self { format, file })
    }
}

#[derive(Debug, Args)]
pub(crate) struct Lint {
    /// Rule files, or folders of them
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = LintFormat::Text)]
    pub(crate) format: LintFormat,
    #[command(flatten)]
    pub(crate) spoken: Spoken,
    /// Carry out, in the files, every edit that mends something for certain
    #[arg(long)]
    pub(crate) fix: bool,
    /// Refuse what is otherwise only told
    #[arg(long, value_enum)]
    pub(crate) deny: Option<Deny>,
    /// A folder of tables: ask whether the people of its register can keep the rules together
    #[arg(long, value_name = "DIR")]
    pub(crate) facts: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) people: Pseudonymise,
    #[command(flatten)]
    pub(crate) asked: Asked,
    #[command(flatten)]
    pub(crate) known: Known,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintFormat {
    /// For people, with the source underlined
    Text,
    /// `{ "diagnostics": [ … ] }`
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// Lines that annotate a change on GitHub
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings refuse as errors do
    Warnings,
}

#[derive(Debug, Args)]
pub(crate) struct Test {
    /// Case files, or folders of them
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) spoken: Spoken,
    /// List what the cases have tried of each rule, and what never
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Fail if they have tried less than this of what there is to try, in percent
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) min_coverage: Option<u8>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A rule (`directive/rule`), the id of a finding, or a code such as `E301`
    #[arg(value_name = "RULE-OR-FINDING", required = true, num_args = 1..)]
    pub(crate) subject: Vec<String>,
    /// Rule files, or folders of them
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) rules: Vec<PathBuf>,
    /// The folder of tables; a finding needs it
    #[arg(long, value_name = "DIR")]
    pub(crate) facts: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) people: Pseudonymise,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) spoken: Spoken,
}

#[derive(Debug, Args)]
pub(crate) struct InForce {
    #[command(flatten)]
    pub(crate) rules: Rules,
    /// The day
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Day,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) spoken: Spoken,
}

/// The language of what is said to people.
#[derive(Debug, Args)]
pub(crate) struct Spoken {
    /// The language of text; all other formats are in English
    #[arg(long, value_enum)]
    pub(crate) lang: Option<Lang>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// Vietnamese
    Vi,
}

impl Spoken {
    /// Refuses a language where nothing is written in it.
    pub(crate) fn must_be_text(&self, is_text: bool) -> Result<(), Refusal> {
        match self.lang.is_some() && !is_text {
            false => Ok(()),
            true => Err(Refusal::new(Message::new("refused-language-of-text"))),
        }
    }
}

impl Lang {
    pub(crate) fn language(self) -> Language {
        match self {
            Lang::En => Language::English,
            Lang::Vi => Language::Vietnamese,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// Rule files, or a folder of them, as they were; with `--rules`, a day
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// Rule files, or a folder of them, as they are; with `--rules`, a day
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    /// Compare what these rules are on two days
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) rules: Vec<PathBuf>,
    /// Which findings on the facts of this folder have another outcome
    #[arg(long, value_name = "DIR", conflicts_with = "rules")]
    pub(crate) facts: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) people: Pseudonymise,
    #[command(flatten)]
    pub(crate) asked: Asked,
    #[command(flatten)]
    pub(crate) known: Known,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) spoken: Spoken,
}

#[derive(Debug, Args)]
pub(crate) struct Coverage {
    /// Rule files, or folders of them
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// A report as JSON
    #[arg(value_name = "REPORT")]
    pub(crate) report: PathBuf,
    /// The rule files, or folders of them, that it was made from; without any, the folder
    /// `rules` beside the report
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) rules: Vec<PathBuf>,
    /// The folder of tables that it was made from; without one, the folder `facts` beside
    /// the report
    #[arg(long, value_name = "DIR")]
    pub(crate) facts: Option<PathBuf>,
    /// The earlier report that it was made beside
    #[arg(long, value_name = "REPORT")]
    pub(crate) baseline: Option<PathBuf>,
    /// The key of the pseudonyms by which it tells of people
    #[arg(long, value_name = "KEYFILE")]
    pub(crate) pseudonymise: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Attest {
    /// A report as JSON, or a folder of rule files
    #[arg(value_name = "REPORT-OR-FOLDER")]
    pub(crate) subject: PathBuf,
    /// A private key for Ed25519 as PEM; `openssl genpkey -algorithm ed25519` makes one
    #[arg(long, value_name = "KEY.pem", required = true)]
    pub(crate) key: Vec<PathBuf>,
    /// The file to write: an in-toto statement in a DSSE envelope
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Of rule files: the number of this release, greater than that of the one before
    #[arg(long, value_name = "N", requires_all = ["on", "through"])]
    pub(crate) release: Option<u64>,
    /// The day of signing
    #[arg(long, value_name = "DAY", requires = "release")]
    pub(crate) on: Option<Day>,
    /// The last day on which the release is good
    #[arg(long, value_name = "DAY", requires = "release")]
    pub(crate) through: Option<Day>,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A report as JSON, or a folder of rule files
    #[arg(value_name = "REPORT-OR-FOLDER")]
    pub(crate) subject: PathBuf,
    /// What `attest` wrote
    #[arg(long, value_name = "FILE")]
    pub(crate) attestation: PathBuf,
    /// The public key of whoever signed, as PEM; where several did, that of each
    #[arg(long, value_name = "PUB.pem", required_unless_present = "trust")]
    pub(crate) key: Vec<PathBuf>,
    /// Instead: a file that says whose signatures count, for what, and until when
    #[arg(long, value_name = "TRUST.yaml", conflicts_with = "key", requires = "on")]
    pub(crate) trust: Option<PathBuf>,
    /// The day for which it is asked
    #[arg(long, value_name = "DAY", requires = "trust")]
    pub(crate) on: Option<Day>,
    /// Of rule files: where the last release stands that was accepted; a new one is put there
    #[arg(long, value_name = "FILE", requires = "trust")]
    pub(crate) last: Option<PathBuf>,
    /// That no release was accepted before
    #[arg(long, requires = "last")]
    pub(crate) first_use: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder to write to; it is made if need be
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// Write instead the cases that these rule files, or folders of them, still need: to a
    /// new case file beside each, or to standard output where there is one already
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with = "folder")]
    pub(crate) cases: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}
