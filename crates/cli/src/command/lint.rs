//! `lint`: every diagnostic of the rule files at once, with the source underlined; beside a
//! register, whether its people can keep the rules together.

use std::path::Path;

use passmuster::clash::Feasibility;
use passmuster::words::{self, clash_diagnostics, json};
use passmuster::{Diagnostics, Rulebook, lint_sources};

use super::check::period;
use crate::args::{Deny, Format, Lint};
use crate::exit::{Answer, Exit, Refusal};
use crate::{load, page, snippet};

pub(crate) fn lint(asked: &Lint) -> Answer {
    let loaded = load::rules(&asked.paths)?;
    let mut diagnostics = lint_sources(&loaded.sources);
    let mut left_out = String::new();
    if let (Some(folder), false) = (&asked.facts, diagnostics.has_errors()) {
        let rulebook = Rulebook::read(loaded.sources.clone())?;
        let found = feasibility(asked, &rulebook, folder)?;
        diagnostics.extend(clash_diagnostics(&found));
        let lines = words::left_out(&found).into_iter().map(|one| format!("{one}\n"));
        left_out = lines.collect();
    }
    let words = match asked.format {
        Format::Json => json::diagnostics(&diagnostics),
        Format::Text => {
            let snippets = snippet::render(&diagnostics);
            let summary = summary(&diagnostics, loaded.sources.len());
            format!("{snippets}{left_out}{summary}\n")
        }
    };
    page::print(&words)?;
    let denied = asked.deny == Some(Deny::Warnings) && !diagnostics.is_empty();
    let refused = diagnostics.has_errors() || denied;
    Ok(if refused { Exit::Refused } else { Exit::Kept })
}

/// Whether the people of the register can keep the rules together.
fn feasibility(
    asked: &Lint,
    rulebook: &Rulebook,
    folder: &Path,
) -> Result<Feasibility, Refusal> {
    let (facts, _) = load::facts(rulebook, folder)?;
    let period = period(&asked.asked, &facts)?;
    Ok(rulebook.as_known(asked.known.at()).feasibility(&facts, period)?)
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
