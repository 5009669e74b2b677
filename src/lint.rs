//! What can be said of rule files that were read: names, clauses, windows, rules.

mod acts;
mod allow;
mod bounds;
mod clauses;
mod logic;
mod names;
mod nobody;
mod pairs;
mod periods;
mod rules;
mod sizes;
mod walk;
mod windows;

use crate::diagnostic::Diagnostics;
use crate::directive::Directive;

pub(crate) use allow::settle;
pub use clauses::{Coverage, coverage};
pub(crate) use pairs::{Holds, beside};

use logic::Meaning;

/// Looks over all directives together, each in the order of its file.
pub(crate) fn lint(directives: &[Directive], diagnostics: &mut Diagnostics) {
    names::lint(directives, diagnostics);
    acts::lint(directives, diagnostics);
    for directive in directives {
        clauses::lint(directive, diagnostics);
        windows::lint(directive, diagnostics);
        periods::lint(directive, diagnostics);
    }
    rules::lint(directives, diagnostics);
    let all: Vec<&Directive> = directives.iter().collect();
    clauses::advice(&all, diagnostics);
    let meaning = Meaning::of(&all);
    nobody::lint(&all, &meaning, diagnostics);
    bounds::lint(&all, &meaning, diagnostics);
}
