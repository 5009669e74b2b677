//! passmuster reads office directives written as versioned YAML rule sets and tells any
//! roster, unit by unit and day by day, whether it keeps to them, and why.
//! Text and rows go in, findings and diagnostics come out: no files, no clock, no threads.
//!
//! ```
//! use passmuster::{KnownAt, Period, Rulebook, Source};
//!
//! let order = "
//! passmuster: 1
//! directive: { id: our-order-7-2021 }
//! in_force: { from: 2021-02-17, through: 2021-03-02 }
//! rules:
//!   - id: onsite-cap
//!     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
//! ";
//! let attendance = "person,unit,date,status
//! an,tong-hop,2021-02-18,on-site
//! binh,tong-hop,2021-02-18,on-site
//! chi,tong-hop,2021-02-18,remote
//! ";
//! let rulebook = Rulebook::read([Source::new("order-7.yaml", order)])?;
//! let law = rulebook.as_known(KnownAt::Latest);
//! let attendance = Source::new("attendance.csv", attendance);
//! let facts = rulebook.facts().table("attendance", attendance).build()?;
//!
//! let report = law.check(&facts, Period::on("2021-02-18".parse()?))?;
//! let finding = report.violations().next().unwrap();
//! assert_eq!(finding.to_string(), "2 of 3 on site in `tong-hop`; at most 1 may be");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The six nouns
//!
//! ```text
//!   Source      a rule file or a table: a name and its text
//!     │ Rulebook::read, or Diagnostics: every mistake of every file
//!     ▼
//!   Rulebook    documents linked to each other; read once a deployment
//!     │ as_known
//!     ▼
//!   Law         the rules as known on some day, planned once; ask it from any thread
//!     │ check ◀── Facts    tables and structs, built by Rulebook::facts
//!     ▼
//!   Report      all findings of a period, with a summary and notices
//!     │ findings
//!     ▼
//!   Finding     what one rule says of one cell, such as one unit on one day
//! ```
//!
//! A [`Finding`] has an [`Outcome`] (a closed list), its arithmetic, the people behind it,
//! the clauses it cites, and the smallest mend. Trouble comes in three types: a wrong file
//! gives [`Diagnostics`], a wrong call an [`Error`], and what is not known the outcome
//! [`Undetermined`](Outcome::Undetermined).
//!
//! # What it does not do
//!
//! - It opens no file and asks no clock: texts and days are arguments.
//! - It draws up no roster; it says what is wrong with one, and the smallest cure.
//! - It learns of nothing by itself: a [`Ledger`] is told of each change.
//!
//! # Cookbook
//!
//! The programs below judge by this order, read as `rulebook`:
//!
//! ```yaml
//! passmuster: 1
//! directive: { id: our-order-7-2021 }
//! issued: 2021-02-16
//! in_force: { from: 2021-02-17, through: 2021-03-02 }
//! rules:
//!   - id: onsite-cap
//!     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
//! ```
//!
//! ## Read rule files, and list what looks unmeant
//!
//! All mistakes come at once, each a line with its place and its cure.
//!
//! ```
//! # use passmuster::{Rulebook, Source};
//! # const ORDER: &str = "
//! # passmuster: 1
//! # directive: { id: our-order-7-2021 }
//! # issued: 2021-02-16
//! # in_force: { from: 2021-02-17, through: 2021-03-02 }
//! # rules:
//! #   - id: onsite-cap
//! #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
//! # ";
//! let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)])?;
//! let warnings: Vec<String> = rulebook.warnings().iter().map(ToString::to_string).collect();
//! assert!(warnings[0].starts_with("order-7.yaml:"));
//!
//! let misspelt = Source::new("order-7.yaml", &ORDER.replace("at_most", "atmost"));
//! let mistakes = Rulebook::read([misspelt]).unwrap_err();
//! assert!(mistakes.to_string().contains("did you mean `at_most`?"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ## Facts from your own structs
//!
//! The name of a field is that of its column, and `None` is a blank cell.
//!
//! ```
//! # use passmuster::{KnownAt, Period, Rulebook, Source};
//! # const ORDER: &str = "
//! # passmuster: 1
//! # directive: { id: our-order-7-2021 }
//! # issued: 2021-02-16
//! # in_force: { from: 2021-02-17, through: 2021-03-02 }
//! # rules:
//! #   - id: onsite-cap
//! #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
//! # ";
//! # let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)])?;
//! #[derive(serde::Serialize)]
//! struct Row {
//!     person: String,
//!     unit: &'static str,
//!     date: String,
//!     status: Option<&'static str>,
//! }
//! let row = |person: &str, status| Row {
//!     person: person.to_owned(),
//!     unit: "tong-hop",
//!     date: "2021-02-18".to_owned(),
//!     status,
//! };
//! let rows = [row("an", Some("on-site")), row("binh", Some("remote"))];
//! let facts = rulebook.facts().rows("attendance", rows).build()?;
//! assert_eq!(facts.covers(), Period::on("2021-02-18".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ## Facts from CSV and `facts.yaml`
//!
//! With a register it is known who is missing; `facts.yaml` says how tables are written.
//!
//! ```
//! # use passmuster::{KnownAt, Period, Rulebook, Source};
//! # const ORDER: &str = "
//! # passmuster: 1
//! # directive: { id: our-order-7-2021 }
//! # issued: 2021-02-16
//! # in_force: { from: 2021-02-17, through: 2021-03-02 }
//! # rules:
//! #   - id: onsite-cap
//! #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
//! # ";
//! # let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)])?;
//! let settings = "
//! passmuster-facts: 1
//! covers: { from: 2021-02-18, through: 2021-02-18 }
//! tables:
//!   attendance:
//!     columns: { person: Mã CC, date: Ngày, status: Ký hiệu }
//!     dates: DD/MM/YYYY
//!     codes: { status: { X: on-site, O: remote } }
//! ";
//! let facts = rulebook
//!     .facts()
//!     .settings(Source::new("facts.yaml", settings))
//!     .table("people", Source::new("people.csv", "person,unit\nan,tong-hop\nbinh,tong-hop\n"))
//!     .table("attendance", Source::new("a.csv", "Mã CC,Ngày,Ký hiệu\nan,18/02/2021,X\n"))
//!     .build()?;
//! assert!(facts.warnings().iter().next().is_none());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ## Judge a day, and print the violations
//!
//! ```
//! # use passmuster::{KnownAt, Period, Rulebook, Source};
//! # const ORDER: &str = "
//! # passmuster: 1
//! # directive: { id: our-order-7-2021 }
//! # issued: 2021-02-16
//! # in_force: { from: 2021-02-17, through: 2021-03-02 }
//! # rules:
//! #   - id: onsite-cap
//! #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
//! # ";
//! # let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)])?;
//! # let law = rulebook.as_known(KnownAt::Latest);
//! # let csv = "person,unit,date,status\nan,tong-hop,2021-02-18,on-site\n";
//! # let facts = rulebook.facts().table("attendance", Source::new("a.csv", csv)).build()?;
//! let report = law.check(&facts, Period::on("2021-02-18".parse()?))?;
//! for finding in report.violations() {
//!     println!("{}: {finding}", finding.id());
//! }
//! assert_eq!((report.summary.judged, report.summary.fail), (1, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ## What is not known is undetermined
//!
//! Here nobody says where Binh was. One of two may be on site; two may not.
//!
//! ```
//! # use passmuster::{KnownAt, Outcome, Period, Rulebook, Source};
//! # const ORDER: &str = "
//! # passmuster: 1
//! # directive: { id: our-order-7-2021 }
//! # issued: 2021-02-16
//! # in_force: { from: 2021-02-17, through: 2021-03-02 }
//! # rules:
//! #   - id: onsite-cap
//! #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
//! # ";
//! # let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)])?;
//! # let law = rulebook.as_known(KnownAt::Latest);
//! let people = Source::new("people.csv", "person,unit\nan,tong-hop\nbinh,tong-hop\n");
//! let rows = Source::new("a.csv", "person,date,status\nan,2021-02-18,on-site\n");
//! let facts = rulebook.facts().table("people", people).table("attendance", rows).build()?;
//! let report = law.check(&facts, Period::on("2021-02-18".parse()?))?;
//! let finding = &report.findings[0];
//! assert_eq!(finding.outcome, Outcome::Undetermined);
//! assert_eq!(finding.evidence.undecided, ["binh"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ## As it was known on a day
//!
//! The order was issued on 16 February; the day before, nobody could have known of it.
//!
//! ```
//! # use passmuster::{Day, KnownAt, Rulebook, Source};
//! # const ORDER: &str = "
//! # passmuster: 1
//! # directive: { id: our-order-7-2021 }
//! # issued: 2021-02-16
//! # in_force: { from: 2021-02-17, through: 2021-03-02 }
//! # rules:
//! #   - id: onsite-cap
//! #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
//! # ";
//! # let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)])?;
//! let (before, since, asked): (Day, Day, Day) =
//!     ("2021-02-15".parse()?, "2021-02-16".parse()?, "2021-02-18".parse()?);
//! assert_eq!(rulebook.as_known(KnownAt::Day(before)).in_force(asked).count(), 0);
//! assert_eq!(rulebook.as_known(KnownAt::Day(since)).in_force(asked).count(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ## Why, how far, and the smallest mend
//!
//! ```
//! # use passmuster::{KnownAt, Period, Rulebook, Source};
//! # const ORDER: &str = "
//! # passmuster: 1
//! # directive: { id: our-order-7-2021 }
//! # issued: 2021-02-16
//! # in_force: { from: 2021-02-17, through: 2021-03-02 }
//! # rules:
//! #   - id: onsite-cap
//! #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
//! # ";
//! # let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)])?;
//! # let law = rulebook.as_known(KnownAt::Latest);
//! # let csv = "person,unit,date,status\nan,tong-hop,2021-02-18,on-site
//! # binh,tong-hop,2021-02-18,on-site\nchi,tong-hop,2021-02-18,remote\n";
//! # let facts = rulebook.facts().table("attendance", Source::new("a.csv", csv)).build()?;
//! # let report = law.check(&facts, Period::on("2021-02-18".parse()?))?;
//! # let finding = report.violations().next().unwrap();
//! assert_eq!(finding.evidence.counted, ["an", "binh"]);
//! let measured = finding.measured.as_ref().unwrap();
//! assert_eq!((measured.allowed, measured.headroom), (Some(1), Some(-1)));
//! let mend = passmuster::words::mend(finding).unwrap();
//! assert_eq!(mend.to_string(), "1 fewer on site: one of an, binh");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ## One change at a time, all day long
//!
//! A [`Ledger`] keeps verdicts up to date, and tells what a change would do.
//!
//! ```
//! # use passmuster::{Change, Day, KnownAt, Period, Rulebook, Source};
//! # const ORDER: &str = "
//! # passmuster: 1
//! # directive: { id: our-order-7-2021 }
//! # issued: 2021-02-16
//! # in_force: { from: 2021-02-17, through: 2021-03-02 }
//! # rules:
//! #   - id: onsite-cap
//! #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
//! # ";
//! # let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)])?;
//! # let law = rulebook.as_known(KnownAt::Latest);
//! # let csv = "person,unit,date,status\nan,tong-hop,2021-02-18,on-site
//! # binh,tong-hop,2021-02-18,remote\n";
//! # let facts = rulebook.facts().table("attendance", Source::new("a.csv", csv)).build()?;
//! let today: Day = "2021-02-18".parse()?;
//! let mut ledger = law.open(&facts, Period::on(today))?;
//! let comes = Change::status("binh", today, "on-site");
//! assert!(ledger.what_if(&comes)?.breaks());
//! ledger.apply(&Change::status("an", today, "remote"))?;
//! assert!(!ledger.what_if(&comes)?.breaks());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Further pages
//!
//! The meaning of each word stands in [`_documentation::semantics`], how rule files are
//! written in [`_documentation::rule_files`], how a ledger is kept in
//! [`_documentation::ledger`], what is new in [`_documentation::changelog`].

pub mod clash;
mod classify;
pub mod day;
pub mod diagnostic;
pub mod directive;
mod domain;
pub mod error;
pub mod facts;
pub mod field;
pub mod finding;
mod judge;
mod law;
pub mod ledger;
mod lint;
pub mod message;
pub mod name;
pub mod nearest;
mod plan;
pub mod ratio;
mod read;
pub mod report;
pub mod rule;
pub mod rulebook;
pub mod source;
pub mod stream;
mod tally;
pub mod verdicts;
pub mod window;
pub mod witness;
pub mod words;
pub mod workers;

pub use day::Day;
pub use diagnostic::{Code, Diagnostic, Diagnostics};
pub use directive::Directive;
pub use error::Error;
pub use facts::Facts;
pub use facts::pseudonyms::Pseudonyms;
pub use finding::{Finding, Outcome};
pub use law::Law;
pub use ledger::{Change, Effect, Ledger};
pub use lint::{Coverage, coverage};
pub use read::facts::ids::{Id, Ids};
pub use read::facts::sourced::{
    Conflicts, SourceStated, SourcesStated, Told, What, sources as sources_of_facts,
};
pub use read::facts::{FactsBuilder, files as files_of_facts};
pub use read::{
    Addresses, Batch, BatchColumn, Batches, Faults, Intake, span_of_cell, text_of_table,
};
pub use report::{KnownAt, Report};
pub use rulebook::Rulebook;
pub use source::Source;
pub use verdicts::Verdicts;
pub use window::Period;

/// The pages beside the code, as they stand in the repository.
pub mod _documentation {
    /// How rule files are written.
    #[doc = include_str!("../docs/rule-files.md")]
    pub mod rule_files {}
    /// The formats of reports, and what no text can do in them.
    #[doc = include_str!("../docs/reports.md")]
    pub mod reports {}
    /// People in reports: by their ids, by pseudonyms, or not at all.
    #[doc = include_str!("../docs/privacy.md")]
    pub mod privacy {}
    /// Verdicts kept up to date, one change at a time.
    #[doc = include_str!("../docs/ledger.md")]
    pub mod ledger {}
    /// What each word of a rule file means, in numbered clauses.
    #[doc = include_str!("../docs/semantics.md")]
    pub mod semantics {}
    /// What is new, and what can change a verdict.
    #[doc = include_str!("../CHANGELOG.md")]
    pub mod changelog {}
}

/// The programs of README.md are compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Reads rule files and looks over them together: every fault and warning of all of them.
pub fn lint_sources(sources: &[Source]) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let read = |source| read::read(source, &mut diagnostics);
    let directives: Vec<Directive> = sources.iter().filter_map(read).collect();
    lint::lint(&directives, &mut diagnostics);
    if diagnostics.has_errors() {
        lint::settle(directives.iter(), &mut diagnostics);
    } else {
        Rulebook::tell(directives, &mut diagnostics);
    }
    diagnostics.sort();
    diagnostics
}

/// The JSON Schema (2020-12) of a rule file.
pub fn schema() -> String {
    read::schema()
}
