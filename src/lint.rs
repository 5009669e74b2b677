//! What can be said of rule files that were read: names, clauses, windows, rules.

use crate::diagnostic::Diagnostics;
use crate::directive::Directive;

/// Looks over all directives together.
pub(crate) fn lint(directives: &[Directive], diagnostics: &mut Diagnostics) {
    let _ = (directives, diagnostics);
}
