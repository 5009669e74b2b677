//! Case files and their runner: worked examples of a directive, with every finding that
//! must come of them.
//!
//! Rule authors keep them as `*.cases.yaml` beside their rule files and run them by
//! `passmuster test`; the project's own suite is written in the same form. No file is
//! opened here: the caller hands in texts, and a closure that finds rule files.

mod clash;
mod coverage;
mod differ;
mod expect;
mod facts;
mod file;
mod node;
mod run;
mod situation;
mod skeleton;
mod tables;
mod units;
mod wire;
mod witness;
mod written;

pub use clash::ExpectedClash;
pub use coverage::{Coverage, RuleCoverage};
pub use expect::Expectation;
pub use file::{Case, CaseFile, Expected, RuleText};
pub use node::Fault;
pub use run::{CaseOutcome, Difference, Evaluator, FileOutcome, Judge, run, with_engine};
pub use situation::Situation;
pub use skeleton::{Skeleton, skeleton};
pub use wire::as_json;
pub use witness::ExpectedEffect;
