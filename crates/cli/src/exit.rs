//! How the command ends: an exit code of the contract, or a refusal that says why.

use std::fmt::{self, Display};
use std::io::{self, ErrorKind};
use std::process::{ExitCode, Termination};

use clap::error::{ContextKind, ContextValue};
use passmuster::message::Message;

use crate::page;

/// An exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything asked was decided, and nothing failed.
    Kept,
    /// At least one violation; a test that fails; a clause that is missing.
    Broken,
    /// Bad rules, bad facts, bad arguments, or nothing was evaluated.
    Refused,
    /// No violation, but something could not be decided.
    Undetermined,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(match self {
            Exit::Kept => 0,
            Exit::Broken => 1,
            Exit::Refused => 2,
            Exit::Undetermined => 3,
        })
    }
}

/// Why there is no answer, one thing a line.
#[derive(Debug)]
pub(crate) struct Refusal(String);

/// What a command gives.
pub(crate) type Answer = Result<Exit, Refusal>;

impl Refusal {
    /// A refusal in one sentence.
    pub(crate) fn new(why: Message) -> Self {
        Self::of([why])
    }

    /// A refusal with several reasons, a line each.
    pub(crate) fn of(whys: impl IntoIterator<Item = Message>) -> Self {
        let lines = whys.into_iter().map(|why| format!("error: {}", page::say(&why)));
        Self(lines.collect::<Vec<_>>().join("\n"))
    }

    /// The same with what there is instead of an answer, a line each.
    pub(crate) fn with(self, lines: impl IntoIterator<Item = String>) -> Self {
        let lines = lines.into_iter().map(|line| format!("\n  - {line}"));
        Self(self.0 + &lines.collect::<String>())
    }

    /// Says why on standard error.
    pub(crate) fn tell(&self) -> Exit {
        page::refuse(&self.0);
        Exit::Refused
    }
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<passmuster::Diagnostics> for Refusal {
    /// A line for each error; warnings are for `lint` to tell.
    fn from(diagnostics: passmuster::Diagnostics) -> Self {
        let said = diagnostics.errors().map(|error| error.say(page::language()));
        let lines: Vec<String> = said.collect();
        Self(lines.join("\n"))
    }
}

impl From<passmuster_sources::Refused> for Refusal {
    fn from(why: passmuster_sources::Refused) -> Self {
        Self::new(why.message())
    }
}

impl From<passmuster::Error> for Refusal {
    fn from(error: passmuster::Error) -> Self {
        Self::new(error.message())
    }
}

/// Why the system did not do what was asked of it.
pub(crate) fn of_system(error: &io::Error) -> Message {
    match error.kind() {
        ErrorKind::NotFound => Message::new("why-not-there"),
        ErrorKind::PermissionDenied => Message::new("why-not-allowed"),
        _ => Message::new("why-system").with("why", error.to_string()),
    }
}

/// The end of a command line that could not be read, or that only asked for help.
pub(crate) fn of_usage(mut error: clap::Error) -> Exit {
    let says = |kind, what| {
        error.get(kind).is_some_and(|value| value.to_string().contains(what))
    };
    if says(ContextKind::InvalidArg, "--rules") && says(ContextKind::Usage, "<PATH>...") {
        // A command about rule files alone takes them without a flag.
        let tip = "write the rule files without '--rules', as in 'passmuster lint rules'";
        let tip = ContextValue::StyledStrs(vec![tip.into()]);
        error.insert(ContextKind::Suggested, tip);
    }
    // OK because nothing can be said where standard error is closed.
    let _ = error.print();
    if error.use_stderr() { Exit::Refused } else { Exit::Kept }
}
