//! `man`: the manual page, of the command with all its verbs.

use std::io::{self, Write as _};

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::args::Arguments;
use passmuster::message::Message;

use crate::exit::{Answer, Exit, Refusal, of_system};
use crate::page;

/// How each part of a page says what an apostrophe is.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// How the command ends, for whatever calls it.
const EXITS: [(&str, &str); 5] = [
    ("0", "Everything asked was decided, and nothing failed."),
    (
        "1",
        "A violation; a case that is not as expected; a clause without a rule; a report, or \
           files, that are not what they are held against.",
    ),
    (
        "2",
        "Refused: rules, facts or arguments are wrong, or nothing was evaluated; standard \
           error says why.",
    ),
    ("3", "No violation, but something is undetermined."),
    ("101", "The command itself is at fault."),
];

/// What it reads from its surroundings.
const ENVIRONMENT: [(&str, &str); 4] = [
    ("NO_COLOR", "If set to anything, nothing is coloured, unless by `--color always`."),
    (
        "CLICOLOR",
        "If `0`, nothing is coloured; if `1`, terminals are even where TERM is unknown.",
    ),
    ("CLICOLOR_FORCE", "If set to anything but `0`, pipes and files are coloured, too."),
    ("TERM", "If `dumb`, nothing is coloured and no progress is drawn."),
];

pub(crate) fn man() -> Answer {
    let written = written().map_err(|why| {
        Refusal::new(Message::new("refused-manual").with("why", of_system(&why)))
    })?;
    let text = String::from_utf8_lossy(&written);
    // Every part begins with it; once is enough.
    let parts = text.replace(PREAMBLE, "");
    page::print(&format!("{PREAMBLE}{parts}"))?;
    Ok(Exit::Kept)
}

fn written() -> io::Result<Vec<u8>> {
    let whole = Arguments::command();
    let mut page = Vec::new();
    let source = whole.render_version();
    let man = Man::new(whole.clone()).source(source.trim()).manual("passmuster");
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for verb in whole.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        page.write_all(&of_verb(verb)?)?;
    }
    listed("EXIT STATUS", &EXITS).to_writer(&mut page)?;
    listed("ENVIRONMENT", &ENVIRONMENT).to_writer(&mut page)?;
    Ok(page)
}

/// A verb in a section of its own, whose parts are sections below it.
fn of_verb(verb: &clap::Command) -> io::Result<Vec<u8>> {
    let name = format!("passmuster {}", verb.get_name());
    let mut parts = Vec::new();
    let man = Man::new(verb.clone().bin_name(&name));
    man.render_synopsis_section(&mut parts)?;
    man.render_description_section(&mut parts)?;
    man.render_options_section(&mut parts)?;
    let parts = String::from_utf8_lossy(&parts).replace("\n.SH ", "\n.SS ");
    let mut section = Roff::new();
    section.control("SH", [name.to_uppercase().as_str()]);
    let mut page = Vec::new();
    section.to_writer(&mut page)?;
    page.write_all(parts.as_bytes())?;
    Ok(page)
}

/// Words, each with what it means.
fn listed(title: &str, entries: &[(&str, &str)]) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    for (word, meaning) in entries {
        roff.control("TP", []);
        roff.text([bold(*word)]);
        roff.text([roman(*meaning)]);
    }
    roff
}
