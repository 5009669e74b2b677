//! What every Rust file of the repository keeps to; CONTRIBUTING.md lists the unwelcome words.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a broken page or file fails the test"
)]

mod house;
#[path = "tidy/spoken.rs"]
mod spoken;

use std::collections::BTreeSet;

use proc_macro2::TokenTree;

use house::{RustFile, Token, none, page, rust_files, table};

/// More than this and a file holds two things.
const MOST_LINES_OF_CODE: usize = 400;
/// rustfmt breaks code at 90; what it leaves alone, comments and literals, gets a little more.
const WIDEST: usize = 100;

/// The faults of all files, each file judged by itself.
fn faults(of_file: impl Fn(&RustFile) -> Vec<String>) -> Vec<String> {
    rust_files("").iter().flat_map(of_file).collect()
}

/// All lines that some tokens touch.
fn lines(tokens: &[Token], touched: &mut BTreeSet<usize>) {
    for token in tokens {
        let spans = match &token.tree {
            TokenTree::Group(group) => vec![group.span_open(), group.span_close()],
            tree => vec![tree.span()],
        };
        for span in spans {
            touched.extend(span.start().line..=span.end().line);
        }
        lines(&token.inside, touched);
    }
}

/// How many lines are neither blank nor comment.
fn lines_of_code(file: &RustFile) -> usize {
    let mut touched = BTreeSet::new();
    lines(&file.tokens(), &mut touched);
    let blank = |line: &str| line.trim().is_empty();
    (1..)
        .zip(file.text.lines())
        .filter(|(at, line)| touched.contains(at) && !blank(line))
        .count()
}

/// A row of the table of words: where it is unwelcome, the word, and what to say instead.
struct Unwelcome {
    place: String,
    word: String,
    instead: String,
}

fn unwelcome(place: &str) -> Vec<Unwelcome> {
    let mut found = Vec::new();
    for row in table(&page("CONTRIBUTING.md"), "not") {
        let [words, places, instead] = <[Vec<String>; 3]>::try_from(row).unwrap();
        for word in words {
            let (place, instead) = (places.concat(), instead.join(", "));
            found.push(Unwelcome { place, word, instead });
        }
    }
    found.retain(|row| row.place == place);
    assert!(!found.is_empty(), "CONTRIBUTING.md lists no word for `{place}`");
    found
}

/// The names that a file gives: what follows `fn`, `struct`, `mod` and their like.
fn names_given(tokens: &[Token], found: &mut Vec<(usize, String)>) {
    const GIVING: [&str; 9] =
        ["fn", "struct", "enum", "union", "trait", "type", "mod", "const", "static"];
    let nexts = tokens.iter().skip(1).map(Some).chain([None]);
    for (token, next) in tokens.iter().zip(nexts) {
        let gives = token.word().is_some_and(|word| GIVING.contains(&word.as_str()));
        if let (true, Some(name)) = (gives, next.and_then(Token::word)) {
            found.push((token.line(), name));
        }
        names_given(&token.inside, found);
    }
}

/// The words of a name, in lower case: `RuleSet`, `rule_set` and `RULE_SET` are `rule`, `set`.
fn words(name: &str) -> Vec<String> {
    let mut spaced = String::new();
    let mut last = ' ';
    for letter in name.chars() {
        if letter.is_uppercase() && !last.is_uppercase() || !letter.is_alphanumeric() {
            spaced.push(' ');
        }
        if letter.is_alphanumeric() {
            spaced.extend(letter.to_lowercase());
        }
        last = letter;
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

/// Whether a word stands in a line by itself, not as a part of a longer one.
fn stands_in(word: &str, line: &str) -> bool {
    let part =
        |letter: Option<char>| letter.is_some_and(|it| it.is_alphanumeric() || it == '_');
    let ends_as_a_word = part(word.chars().last());
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().last());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        let longer = part(before) || (ends_as_a_word && part(after));
        !longer
    })
}

#[test]
fn every_file_says_first_what_it_holds() {
    let faults = faults(|file| {
        let said = file.text.lines().next().is_some_and(|line| line.starts_with("//! "));
        if said { vec![] } else { vec![format!("{}:1: no `//!` line", file.path)] }
    });
    none(
        &faults,
        "Begin the file with one `//!` paragraph: what it holds, what it leaves to whom.",
    );
}

#[test]
fn no_file_is_too_long() {
    let faults = faults(|file| {
        let count = lines_of_code(file);
        let fault = format!("{}:1: {count} lines of code", file.path);
        if count > MOST_LINES_OF_CODE { vec![fault] } else { vec![] }
    });
    let cure = format!(
        "At most {MOST_LINES_OF_CODE}. Split the file by its nouns, never as `part2`."
    );
    none(&faults, &cure);
}

#[test]
fn no_line_is_too_wide() {
    let faults = faults(|file| {
        let wide =
            (1..).zip(file.text.lines()).map(|(at, line)| (at, line.chars().count()));
        wide.filter(|(_, width)| *width > WIDEST)
            .map(|(at, width)| format!("{}:{at}: {width} columns", file.path))
            .collect()
    });
    let cure = format!("At most {WIDEST}. Break the comment, or the literal with `\\`.");
    none(&faults, &cure);
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = unwelcome("text");
    let faults = faults(|file| {
        let mut faults = Vec::new();
        for (at, line) in (1..).zip(file.text.lines()) {
            for mark in marks.iter().filter(|mark| stands_in(&mark.word, line)) {
                faults.push(format!(
                    "{}:{at}: `{}`: {}",
                    file.path, mark.word, mark.instead
                ));
            }
        }
        faults
    });
    none(&faults, "See \"Words\" in CONTRIBUTING.md.");
}

#[test]
fn files_are_named_after_what_they_hold() {
    let (files, names) = (unwelcome("file"), unwelcome("name"));
    let faults = faults(|file| {
        let parts = file.path.trim_end_matches(".rs").split('/');
        let words: Vec<String> = parts.flat_map(words).collect();
        let bad = files.iter().chain(&names).filter(|row| words.contains(&row.word));
        bad.map(|row| format!("{}:1: not `{}`: {}", file.path, row.word, row.instead))
            .collect()
    });
    none(&faults, "See \"Words\" in CONTRIBUTING.md.");
}

#[test]
fn names_say_the_words_of_the_field() {
    let rows = unwelcome("name");
    let faults = faults(|file| {
        let mut names = Vec::new();
        names_given(&file.tokens(), &mut names);
        let mut faults = Vec::new();
        for (line, name) in names {
            let words = words(&name);
            for row in rows.iter().filter(|row| words.contains(&row.word)) {
                faults.push(format!("{}:{line}: `{name}`: {}", file.path, row.instead));
            }
        }
        faults
    });
    none(&faults, "One thing, one word. See \"Words\" in CONTRIBUTING.md.");
}

/// The readers themselves, on what sources may look like.
mod the_reader {
    use super::*;

    #[test]
    fn counts_what_is_neither_blank_nor_comment() {
        let text = "//! Held.\n\n// Why.\n/// What.\nfn f() {\n    /* no */\n    \
                    g(\"a\n\nb\");\n}\n";
        let file = RustFile { path: "a text".to_owned(), text: text.to_owned() };
        assert_eq!(lines_of_code(&file), 4);
    }

    #[test]
    fn takes_names_apart() {
        assert_eq!(words("RuleSet"), ["rule", "set"]);
        assert_eq!(words("rule_set"), ["rule", "set"]);
        assert_eq!(words("RULE_SET"), ["rule", "set"]);
    }

    #[test]
    fn finds_whole_words_only() {
        assert!(stands_in("mend!", "    mend!(x)"));
        assert!(!stands_in("mend!", "    amend!(x)"));
        assert!(stands_in("FIX", "// FIX: this"));
        assert!(!stands_in("FIX", "PREFIX_FIXED"));
    }
}
