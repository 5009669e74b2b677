//! What can be said of rule files that were read: names, clauses, windows, rules.

mod acts;
mod clauses;
mod names;
mod rules;
mod walk;
mod windows;

use crate::diagnostic::Diagnostics;
use crate::directive::Directive;

pub use clauses::{Coverage, coverage};

/// Looks over all directives together, each in the order of its file.
pub(crate) fn lint(directives: &[Directive], diagnostics: &mut Diagnostics) {
    names::lint(directives, diagnostics);
    acts::lint(directives, diagnostics);
    for directive in directives {
        clauses::lint(directive, diagnostics);
        windows::lint(directive, diagnostics);
    }
    rules::lint(directives, diagnostics);
}
