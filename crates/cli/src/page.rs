//! What is printed, and where: answers on standard output, all else on standard error.
//! Colours, widths and progress are for terminals only.

use std::io::{self, ErrorKind, IsTerminal as _, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::{AutoStream, ColorChoice};
use console::Term;
use passmuster::message::Message;
use passmuster::words::Language;
use passmuster::words::text::{Look, Style, WIDTH};

use crate::args::Color;
use crate::exit::{Refusal, of_system};

/// Narrower than this and words are not broken any further.
const NARROWEST: usize = 20;

/// Whether nothing is said beside the answer but why there is none.
static QUIET: AtomicBool = AtomicBool::new(false);

/// In which language people are spoken to.
static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// Speaks a language from now on.
pub(crate) fn speak(language: Language) {
    // OK because it is said once, before anything else is.
    let _ = LANGUAGE.set(language);
}

/// The language that is spoken.
pub(crate) fn language() -> Language {
    LANGUAGE.get().copied().unwrap_or_default()
}

/// What is to be said, in the language that is spoken.
pub(crate) fn say(message: &Message) -> String {
    message.say(language())
}

/// A word of the catalogue, in the language that is spoken.
pub(crate) fn word(key: &'static str) -> String {
    say(&Message::new(key))
}

/// A label in front of what it is of, as wide as the others.
pub(crate) fn label(key: &'static str, width: usize) -> String {
    format!("{:width$}", word(key))
}

/// Says nothing more beside answers and refusals.
pub(crate) fn be_quiet() {
    QUIET.store(true, Ordering::Relaxed);
}

/// Colours as they are asked for; by themselves they follow the terminal, `NO_COLOR`,
/// `CLICOLOR`, `CLICOLOR_FORCE` and `TERM`.
pub(crate) fn color(color: Color) {
    let choice = match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    choice.write_global();
}

/// Whether standard output takes colours.
pub(crate) fn style() -> Style {
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => Style::Plain,
        _ => Style::Ansi,
    }
}

/// How pages on standard output look: as wide as the terminal, if it is one, and no wider
/// than everywhere else.
pub(crate) fn look() -> Look {
    let terminal = Term::stdout();
    let width = terminal.size_checked().map(|(_, columns)| usize::from(columns));
    let width = width.filter(|_| io::stdout().is_terminal());
    let width = width.map_or(WIDTH, |width| width.clamp(NARROWEST, WIDTH));
    Look { style: style(), width }
}

/// Words in lines behind an indent, as wide as pages are.
pub(crate) fn wrap(words: &str, indent: &str) -> Vec<String> {
    passmuster::words::text::wrap(words, indent, look().width)
}

/// How wide standard error is, where it is a terminal.
pub(crate) fn width_of_stderr() -> Option<usize> {
    Term::stderr().size_checked().map(|(_, columns)| usize::from(columns))
}

/// Whether progress may be drawn: on a terminal that can take a line back.
pub(crate) fn shows_progress() -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !is_quiet() && !is_dumb && std::io::stderr().is_terminal()
}

fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// Prints an answer. A reader who has closed the pipe has seen enough.
pub(crate) fn print(text: &str) -> Result<(), Refusal> {
    printed(&mut anstream::stdout().lock(), |page| page.write_all(text.as_bytes()))
}

/// Prints an answer without colours while it is written.
pub(crate) fn print_by(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Refusal> {
    printed(&mut io::stdout().lock(), write)
}

fn printed(
    page: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Refusal> {
    match write(page).and_then(|()| page.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Refusal::new(
            Message::new("refused-print").with("why", of_system(&error)),
        )),
        _ => Ok(()),
    }
}

/// Warns of something, on standard error, unless nobody wants to hear it.
pub(crate) fn warn(message: &Message) {
    tell(&format!("warning: {}", say(message)));
}

/// Says something beside the answer, on standard error, unless nobody wants to hear it.
pub(crate) fn tell(text: &str) {
    if !is_quiet() {
        refuse(text);
    }
}

/// Says why there is no answer, on standard error.
pub(crate) fn refuse(text: &str) {
    let mut page = anstream::stderr().lock();
    // OK because nothing more can be said where standard error is closed.
    let _ = writeln!(page, "{}", text.trim_end());
}

/// Text as standard output takes it: bold where it takes colours.
pub(crate) fn bold(text: &str) -> String {
    match style() {
        Style::Plain => text.to_owned(),
        Style::Ansi => format!("\u{1b}[1m{text}\u{1b}[0m"),
    }
}
