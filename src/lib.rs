//! passmuster reads office directives as versioned rule sets and tells any roster whether
//! it keeps to them, and why.

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
mod lint;
pub mod message;
pub mod name;
mod nearest;
mod plan;
pub mod ratio;
mod read;
pub mod report;
pub mod rule;
pub mod rulebook;
pub mod source;
mod tally;
pub mod window;
pub mod words;

pub use day::Day;
pub use diagnostic::{Code, Diagnostic, Diagnostics};
pub use directive::Directive;
pub use error::Error;
pub use facts::Facts;
pub use finding::{Finding, Outcome};
pub use law::Law;
pub use lint::{Coverage, coverage};
pub use read::facts::{FactsBuilder, files as files_of_facts};
pub use report::{KnownAt, Report};
pub use rulebook::Rulebook;
pub use source::Source;
pub use window::Period;

/// Reads rule files and looks over them together: every fault and warning of all of them.
pub fn lint_sources(sources: &[Source]) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let read = |source| read::read(source, &mut diagnostics);
    let directives: Vec<Directive> = sources.iter().filter_map(read).collect();
    lint::lint(&directives, &mut diagnostics);
    diagnostics.sort();
    diagnostics
}

/// The JSON Schema (2020-12) of a rule file.
pub fn schema() -> String {
    read::schema()
}
