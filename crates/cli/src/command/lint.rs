//! `lint`: every diagnostic of the rule files at once, with the source underlined.

use passmuster::words::json;
use passmuster::{Diagnostics, lint_sources};

use crate::args::{Deny, Format, Lint};
use crate::exit::{Answer, Exit};
use crate::{load, page, snippet};

pub(crate) fn lint(asked: &Lint) -> Answer {
    let loaded = load::rules(&asked.paths)?;
    let diagnostics = lint_sources(&loaded.sources);
    let words = match asked.format {
        Format::Json => json::diagnostics(&diagnostics),
        Format::Text => {
            let snippets = snippet::render(&diagnostics);
            format!("{snippets}{}\n", summary(&diagnostics, loaded.sources.len()))
        }
    };
    page::print(&words)?;
    let denied = asked.deny == Some(Deny::Warnings) && !diagnostics.is_empty();
    let refused = diagnostics.has_errors() || denied;
    Ok(if refused { Exit::Refused } else { Exit::Kept })
}

fn summary(diagnostics: &Diagnostics, files: usize) -> String {
    let counted = |many: usize, word: &str| match many {
        1 => format!("1 {word}"),
        many => format!("{many} {word}s"),
    };
    let files = counted(files, "rule file");
    if diagnostics.is_empty() {
        return page::bold(&format!("{files}: nothing to say"));
    }
    let errors = counted(diagnostics.errors().count(), "error");
    let warnings = counted(diagnostics.warnings().count(), "warning");
    page::bold(&format!("{files}: {errors}, {warnings}"))
}
