//! passmuster reads office directives as versioned rule sets and tells any roster whether
//! it keeps to them, and why.

pub mod day;
pub mod diagnostic;
pub mod directive;
pub mod error;
pub mod facts;
pub mod field;
pub mod finding;
pub mod law;
mod lint;
pub mod message;
pub mod name;
pub mod ratio;
mod read;
pub mod report;
pub mod rule;
pub mod rulebook;
pub mod source;
pub mod window;
pub mod words;

pub use day::Day;
pub use diagnostic::{Code, Diagnostic, Diagnostics};
pub use directive::Directive;
pub use error::Error;
pub use facts::Facts;
pub use finding::{Finding, Outcome};
pub use report::{KnownAt, Report};
pub use rulebook::Rulebook;
pub use source::Source;
pub use window::Period;
