//! Runs the commands that README.md and pages of `docs/` show, and compares what they print
//! with what they say.
//!
//! Read are the blocks marked `console` or `sh`. `$ cargo run … -- ARGUMENTS` and
//! `$ passmuster ARGUMENTS` are run, and `$ echo $?` shows the exit code of the one before; other
//! commands, such as the test command, are not run. A line `…` stands for any lines. A command
//! shown without output must only not be refused.
#![expect(clippy::unwrap_used, reason = "a broken README fails the test")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A command of the README and what it shows below it.
#[derive(Debug, Default, PartialEq)]
struct Shown {
    line: usize,
    command: String,
    output: Vec<String>,
}

/// The command blocks of a page, each with its commands.
fn blocks(page: &str) -> Vec<Vec<Shown>> {
    let mut blocks: Vec<Vec<Shown>> = Vec::new();
    let mut inside = false;
    let mut fenced = false;
    for (line, text) in (1..).zip(page.lines()) {
        if text.starts_with("```") {
            fenced = !fenced;
            inside = fenced && ["```console", "```sh"].contains(&text.trim_end());
            if inside {
                blocks.push(Vec::new());
            }
        } else if let (true, Some(block)) = (inside, blocks.last_mut()) {
            if let Some(command) = text.strip_prefix("$ ") {
                let command = command.to_owned();
                block.push(Shown { line, command, output: Vec::new() });
            } else if let Some(shown) = block.last_mut() {
                // A command may go on behind a backslash, as in a shell.
                match shown.command.strip_suffix('\\') {
                    Some(begun) => {
                        shown.command = format!("{begun}{}", text.trim_start())
                    }
                    None => shown.output.push(text.to_owned()),
                }
            }
        }
    }
    blocks
}

/// The words of a command as a shell takes them apart; none if it needs a real shell.
fn words(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for letter in command.chars() {
        match (letter, quote) {
            (_, Some(open)) if letter == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            ('|' | '>' | '<' | '&' | ';' | '$' | '`' | '*', None) => return None,
            (_, None) if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// What the program is given, if the command runs it.
fn arguments(words: &[String]) -> Option<&[String]> {
    match words {
        [program, rest @ ..] if program == "passmuster" => Some(rest),
        [cargo, run, rest @ ..] if cargo == "cargo" && run == "run" => {
            let own = rest.iter().position(|word| word == "--")?;
            rest.get(own + 1..)
        }
        _ => None,
    }
}

/// Whether the lines printed are those shown, where `…` stands for any lines.
fn agree(shown: &[String], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((skip, rest)) if skip.trim() == "…" => (0..=printed.len())
            .any(|from| printed.get(from..).is_some_and(|tail| agree(rest, tail))),
        Some((line, rest)) => {
            let next = printed.split_first();
            next.is_some_and(|(first, tail)| {
                line.trim_end() == first.trim_end() && agree(rest, tail)
            })
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// What the program printed, and its exit code.
struct Printed {
    text: String,
    code: Option<i32>,
}

fn run(arguments: &[String]) -> Printed {
    let mut program = Command::new(env!("CARGO_BIN_EXE_passmuster"));
    let result = program.args(arguments).current_dir(root()).output().unwrap();
    let text =
        [result.stdout, result.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    Printed { text: text.concat(), code: result.status.code() }
}

/// What is wrong with a command of a page, given what it printed.
fn fault(page: &str, shown: &Shown, printed: &Printed) -> Option<String> {
    let right = if shown.output.is_empty() {
        // OK because these are the codes of an answer: passed, violated, undetermined.
        matches!(printed.code, Some(0 | 1 | 3))
    } else {
        agree(&shown.output, &printed.text.lines().collect::<Vec<_>>())
    };
    let said = shown.output.join("\n");
    let Printed { text, code } = printed;
    (!right).then(|| {
        format!(
            "{page}:{}: $ {}\n-- shown:\n{said}\n-- printed, with exit code {code:?}:\n{text}",
            shown.line, shown.command
        )
    })
}

/// Whether a page shows commands, and what is wrong with them.
#[track_caller]
fn prints_what_is_shown(page: &str) {
    let text = std::fs::read_to_string(root().join(page)).unwrap();
    let mut last = None;
    let mut faults = Vec::new();
    for shown in blocks(&text).iter().flatten() {
        let ours = ["passmuster ", "cargo run "]
            .iter()
            .any(|ours| shown.command.starts_with(ours));
        let words = words(&shown.command);
        if let Some(arguments) = words.as_deref().and_then(arguments) {
            let printed = run(arguments);
            faults.extend(fault(page, shown, &printed));
            last = Some(printed);
        } else if ours {
            faults.push(format!("{page}:{}: needs a shell; show it plainer", shown.line));
        } else if let ("echo $?", Some(before)) = (shown.command.as_str(), &last) {
            let code = before.code.map(|code| code.to_string()).unwrap_or_default();
            faults.extend(fault(page, shown, &Printed { text: code, code: before.code }));
        }
    }
    assert!(
        faults.is_empty(),
        "\n{}\n\nPaste what is printed, once it is right.\n",
        faults.join("\n")
    );
    assert!(last.is_some(), "{page} shows no command that runs passmuster");
}

#[test]
fn commands_print_what_the_readme_shows() {
    prints_what_is_shown("README.md");
}

#[test]
fn commands_print_what_the_page_of_reports_shows() {
    prints_what_is_shown("docs/reports.md");
}

#[test]
fn commands_print_what_the_page_of_the_command_shows() {
    prints_what_is_shown("docs/command.md");
}

#[test]
fn commands_print_what_the_page_of_privacy_shows() {
    prints_what_is_shown("docs/privacy.md");
}

/// `.ci/run` takes the test command from there, so that CI runs what a reader types.
#[test]
fn the_second_block_is_the_test_command() {
    let page = readme();
    let blocks = blocks(&page);
    let second: Vec<&str> = blocks
        .iter()
        .skip(1)
        .take(1)
        .flatten()
        .map(|shown| shown.command.as_str())
        .collect();
    assert_eq!(
        second,
        ["cargo test --workspace"],
        "the second command block of README.md"
    );
}

/// The reader itself, on what a page may look like.
mod the_reader {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn takes_a_page_apart() {
        let page =
            "```rust\n$ no\n```\n```console\n$ passmuster a \\\n    b\nout\n$ c\n```\n";
        let first =
            Shown { line: 5, command: "passmuster a b".to_owned(), output: lines("out") };
        let second = Shown { line: 8, command: "c".to_owned(), output: vec![] };
        assert_eq!(blocks(page), [[first, second]]);
    }

    #[test]
    fn takes_a_command_apart() {
        let whole = words("cargo run -q -- check 'a b' \"c\"").unwrap();
        assert_eq!(arguments(&whole).unwrap(), ["check", "a b", "c"]);
        assert_eq!(arguments(&words("cargo test --workspace").unwrap()), None);
        assert_eq!(words("passmuster lint a > b"), None);
    }

    #[test]
    fn compares_lines_but_for_those_left_out() {
        assert!(agree(&lines("a\n…\nd"), &["a", "b", "c", "d"]));
        assert!(agree(&lines("a\n…\nb"), &["a", "b"]));
        assert!(!agree(&lines("a\n…\nd"), &["a", "b", "c"]));
        assert!(!agree(&lines("a"), &["a", "b"]));
        assert!(!agree(&lines("a\nb"), &["a"]));
    }
}
