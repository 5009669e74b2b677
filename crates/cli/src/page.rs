//! What is printed, and where: answers on standard output, all else on standard error.
//! Colours are for terminals only.

use std::io::{ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};
use passmuster::words::text::Style;

use crate::exit::Refusal;

/// Whether standard output takes colours.
pub(crate) fn style() -> Style {
    match AutoStream::choice(&std::io::stdout()) {
        ColorChoice::Never => Style::Plain,
        _ => Style::Ansi,
    }
}

/// Prints an answer. A reader who has closed the pipe has seen enough.
pub(crate) fn print(text: &str) -> Result<(), Refusal> {
    let mut page = anstream::stdout().lock();
    match page.write_all(text.as_bytes()).and_then(|()| page.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Refusal::new(format!("the answer cannot be printed: {error}")))
        }
        _ => Ok(()),
    }
}

/// Says something beside the answer, on standard error.
pub(crate) fn tell(text: &str) {
    let mut page = anstream::stderr().lock();
    // OK because nothing more can be said where standard error is closed.
    let _ = writeln!(page, "{}", text.trim_end());
}

/// Text as standard output takes it: bold where it is a terminal.
pub(crate) fn bold(text: &str) -> String {
    match style() {
        Style::Plain => text.to_owned(),
        Style::Ansi => format!("\u{1b}[1m{text}\u{1b}[0m"),
    }
}
