//! `lint`: every diagnostic of the rule files at once, with the source underlined; beside a
//! register, whether its people can keep the rules together.

use std::path::Path;

use passmuster::clash::Feasibility;
use passmuster::message::Message;
use passmuster::words::{self, clash_diagnostics, hosts, json};
use passmuster::{Diagnostics, Facts, Rulebook, Source, lint_sources};

use super::check::period;
use crate::args::{Deny, Lint, LintFormat};
use crate::exit::{Answer, Exit, Refusal};
use crate::people::People;
use crate::progress::Progress;
use crate::{load, page, snippet};

pub(crate) fn lint(asked: &Lint) -> Answer {
    asked.spoken.must_be_text(asked.format == LintFormat::Text)?;
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
    let people = People::named(&asked.people)?;
    let (mut left_out, mut facts) = (String::new(), None);
    if let (Some(folder), false) = (&asked.facts, diagnostics.has_errors()) {
        let rulebook = Rulebook::read(loaded.sources.clone())?;
        let (read, _) = load::facts(&rulebook, folder, &people)?;
        let found = feasibility(asked, &people.rulebook(&rulebook, &read), &read)?;
        diagnostics.extend(clash_diagnostics(&found));
        let lines = words::left_out(&found);
        let lines = lines.iter().map(|one| page::say(one) + "\n");
        left_out = lines.collect();
        facts = Some(read);
    }
    let diagnostics = people.told(diagnostics, facts.as_ref());
    let words = match asked.format {
        LintFormat::Json => json::diagnostics(&diagnostics),
        LintFormat::Sarif => hosts::sarif(&diagnostics),
        LintFormat::Github => hosts::github(&diagnostics),
        LintFormat::Text => {
            let snippets = match people.are_by_id() {
                true => snippet::render(&diagnostics),
                // What is underlined may be somebody's id.
                false => {
                    let told = diagnostics.iter().map(|one| one.say(page::language()));
                    told.map(|line| line + "\n").collect()
                }
            };
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
            let made = Message::new("command-edits").with("file", source.name());
            told = format!("{told}{}\n", page::say(&made.with("edits", edits)));
        }
    }
    Ok(told)
}

/// Whether the people of the register can keep the rules together.
fn feasibility(
    asked: &Lint,
    rulebook: &Rulebook,
    facts: &Facts,
) -> Result<Feasibility, Refusal> {
    let period = period(&asked.asked, facts)?;
    let _trying = Progress::of("trying whether the rules can be kept together");
    Ok(rulebook.as_known(asked.known.at()).feasibility(facts, period)?)
}

fn summary(diagnostics: &Diagnostics, files: usize) -> String {
    let files = Message::new("command-files").with("files", files);
    let said = match diagnostics.is_empty() {
        true => Message::new("command-nothing-to-say"),
        false => Message::new("command-found")
            .with("errors", diagnostics.errors().count())
            .with("warnings", diagnostics.warnings().count()),
    };
    page::bold(&page::say(&said.with("files", files)))
}
