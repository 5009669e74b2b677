//! The `passmuster` command: arguments in, an answer and an exit code out.

mod args;
mod command;
mod evidence;
mod exit;
mod flow;
mod load;
mod lsp;
mod page;
mod people;
mod pool;
mod progress;
mod snippet;

use clap::Parser;

use args::{Arguments, Command};
use exit::Exit;

fn main() -> Exit {
    // Also what is wrong with a command line is said in the colours that it asks for.
    page::color(args::color_of(std::env::args_os()));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return exit::of_usage(error),
    };
    if arguments.quiet {
        page::be_quiet();
    }
    page::speak(arguments.command.language());
    let answer = match &arguments.command {
        Command::Check(asked) => command::check::check(asked),
        Command::Lint(asked) => command::lint::lint(asked),
        Command::Test(asked) => command::test::test(asked),
        Command::Explain(asked) => command::explain::explain(asked),
        Command::InForce(asked) => command::in_force::in_force(asked),
        Command::Diff(asked) => command::diff::diff(asked),
        Command::Replay(asked) => command::replay::replay(asked),
        Command::Attest(asked) => command::attest::attest(asked),
        Command::Verify(asked) => command::verify::verify(asked),
        Command::Coverage(asked) => command::coverage::coverage(asked),
        Command::Schema => command::schema::schema(),
        Command::Lsp => command::lsp::lsp(),
        Command::Init(asked) => command::init::init(asked),
        Command::Completions(asked) => command::completions::completions(asked),
        Command::Man => command::man::man(),
    };
    answer.unwrap_or_else(|refusal| refusal.tell())
}
