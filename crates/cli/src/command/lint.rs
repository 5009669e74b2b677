//! `lint`: every diagnostic of the rule files at once, with the source underlined; beside a
//! register, whether its people can keep the rules together.

use std::path::Path;

use passmuster::clash::Feasibility;
use passmuster::words::{self, clash_diagnostics, hosts, json};
use passmuster::{Diagnostics, Rulebook, Source, lint_sources};

use super::check::period;
use crate::args::{Deny, Lint, LintFormat};
use crate::exit::{Answer, Exit, Refusal};
use crate::people::People;
use crate::progress::Progress;
use crate::{load, page, snippet};

pub(crate) fn lint(asked: &Lint) -> Answer {
    let mut loaded = load::rules(&asked.paths)?;
    let linting = Progress::of("reading rules against each other");
    let mut diagnostics = lint_sources(&loaded.sources);
    drop(linting);
    let mut mended = String::new();
    if asked.fix {
        mended = fix(&loaded.sources, &diagnostics)?;
    }
    if !mended.is_empty() {
        loaded = load::rules(&asked.paths)?;
        diagnostics = lint_sources(&loaded.sources);
    }
    let mut left_out = String::new();
    if let (Some(folder), false) = (&asked.facts, diagnostics.has_errors()) {
        let rulebook = Rulebook::read(loaded.sources.clone())?;
        let found = feasibility(asked, &rulebook, folder)?;
        diagnostics.extend(clash_diagnostics(&found));
        let lines = words::left_out(&found).into_iter().map(|one| format!("{one}\n"));
        left_out = lines.collect();
    }
    let words = match asked.format {
        LintFormat::Json => json::diagnostics(&diagnostics),
        LintFormat::Sarif => hosts::sarif(&diagnostics),
        LintFormat::Github => hosts::github(&diagnostics),
        LintFormat::Text => {
            let snippets = snippet::render(&diagnostics);
            let summary = summary(&diagnostics, loaded.sources.len());
            format!("{snippets}{left_out}{mended}{summary}\n")
        }
    };
    page::print(&words)?;
    let denied = asked.deny == Some(Deny::Warnings) && !diagnostics.is_empty();
    let refused = diagnostics.has_errors() || denied;
    Ok(if refused { Exit::Refused } else { Exit::Kept })
}

/// Carries out what mends for certain, and says how much that was in which file.
fn fix(sources: &[Source], diagnostics: &Diagnostics) -> Result<String, Refusal> {
    let mut told = String::new();
    for source in sources {
        let (text, edits) = diagnostics.fixed(source);
        if edits > 0 {
            load::write(Path::new(source.name()), &text)?;
            let edits = counted(edits, "edit");
            told = format!("{told}{}: {edits} made\n", source.name());
        }
    }
    Ok(told)
}

/// Whether the people of the register can keep the rules together.
fn feasibility(
    asked: &Lint,
    rulebook: &Rulebook,
    folder: &Path,
) -> Result<Feasibility, Refusal> {
    let (facts, _) = load::facts(rulebook, folder, &People::ById)?;
    let period = period(&asked.asked, &facts)?;
    let _trying = Progress::of("trying whether the rules can be kept together");
    Ok(rulebook.as_known(asked.known.at()).feasibility(&facts, period)?)
}

fn summary(diagnostics: &Diagnostics, files: usize) -> String {
    let files = counted(files, "rule file");
    if diagnostics.is_empty() {
        return page::bold(&format!("{files}: nothing to say"));
    }
    let errors = counted(diagnostics.errors().count(), "error");
    let warnings = counted(diagnostics.warnings().count(), "warning");
    page::bold(&format!("{files}: {errors}, {warnings}"))
}

fn counted(many: usize, word: &str) -> String {
    match many {
        1 => format!("1 {word}"),
        many => format!("{many} {word}s"),
    }
}
