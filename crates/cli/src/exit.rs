//! How the command ends: an exit code of the contract, or a refusal that says why.

use std::fmt::{self, Display};
use std::process::{ExitCode, Termination};

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
    /// A refusal in one sentence, or in several lines.
    pub(crate) fn new(why: impl Display) -> Self {
        Self(format!("error: {why}"))
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

impl From<passmuster::Error> for Refusal {
    fn from(error: passmuster::Error) -> Self {
        Self::new(error)
    }
}

/// The end of a command line that could not be read, or that only asked for help.
pub(crate) fn of_usage(error: &clap::Error) -> Exit {
    // OK because nothing can be said where standard error is closed.
    let _ = error.print();
    if error.use_stderr() { Exit::Refused } else { Exit::Kept }
}
