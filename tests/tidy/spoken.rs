//! What the command tells people stands in the catalogue: a refusal is made of a key, its own as
//! well as that of a table in another format, and every key that is used is there.

use super::house::{RustFile, Token, none, rust_files};
use passmuster::message::Message;
use passmuster::words::Language;

/// What says something to people, as it is written before its bracket.
const SAYS: [[&str; 2]; 8] = [
    ["Refusal", "new"],
    ["Refusal", "of"],
    ["Refused", "file"],
    ["Refused", "at"],
    ["Doubt", "broken"],
    ["Doubt", "malformed"],
    ["page", "warn"],
    ["Message", "new"],
];

/// A text that is written in a file, and its line.
type Text = (usize, String);

/// The texts that are given to whatever says something, and those that are keys.
#[derive(Default)]
struct Found {
    said: Vec<Text>,
    keys: Vec<Text>,
}

impl Found {
    fn look(&mut self, tokens: &[Token]) {
        for (nth, token) in tokens.iter().enumerate() {
            if !token.inside.is_empty() {
                let before =
                    |many: usize| nth.checked_sub(many).and_then(|at| tokens.get(at));
                let word = |many| before(many).and_then(Token::word).unwrap_or_default();
                let named = [word(4), word(1)];
                let is_with = word(1) == "with" && before(2).is_some_and(is_dot);
                if is_with || SAYS.iter().any(|says| named == *says) {
                    texts(&token.inside, &mut self.said);
                }
                if named == ["Message", "new"] {
                    let mut keys = Vec::new();
                    texts(&token.inside, &mut keys);
                    self.keys.extend(keys);
                }
            }
            self.look(&token.inside);
        }
    }
}

fn is_dot(token: &Token) -> bool {
    token.tree.to_string() == "."
}

fn texts(tokens: &[Token], found: &mut Vec<Text>) {
    for token in tokens {
        let text = token.tree.to_string();
        if let Some(text) = text.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
            found.push((token.line(), text.to_owned()));
        }
        texts(&token.inside, found);
    }
}

fn found(file: &RustFile) -> Found {
    let mut found = Found::default();
    found.look(&file.tokens());
    found
}

/// The files of the command, of its cases and of tables in other formats.
fn files() -> Vec<RustFile> {
    let folders = ["crates/cli/src", "crates/cases/src", "crates/sources/src"];
    folders.into_iter().flat_map(rust_files).collect()
}

#[test]
fn no_sentence_of_the_command_is_written_outside_the_catalogue() {
    let files = files();
    let faults = files.iter().flat_map(|file| {
        let said = found(file).said.into_iter();
        let sentences = said.filter(|(_, text)| {
            text.contains(char::is_whitespace) && text.contains(char::is_alphabetic)
        });
        sentences
            .map(|(line, text)| format!("{}:{line}: \"{text}\"", file.path))
            .collect::<Vec<_>>()
    });
    none(
        &faults.collect::<Vec<_>>(),
        "Write the sentence in src/words/english and src/words/vietnamese, its key here.",
    );
}

#[test]
fn every_key_has_a_sentence() {
    let (mut keys, files) = (0, files());
    let faults = files.iter().flat_map(|file| {
        let lacks = |key: &str| {
            let message = Message::new(String::leak(key.to_owned()));
            let unknown = format!("{key} [");
            [Language::English, Language::Vietnamese]
                .iter()
                .any(|language| message.say(*language).starts_with(&unknown))
        };
        let own = found(file).keys;
        keys += own.len();
        let lacking = own.into_iter().filter(|(_, key)| lacks(key));
        lacking
            .map(|(line, key)| format!("{}:{line}: `{key}`", file.path))
            .collect::<Vec<_>>()
    });
    none(&faults.collect::<Vec<_>>(), "Write the sentence in both catalogues.");
    assert!(keys > 300, "only {keys} keys were found");
}

#[test]
fn sees_a_sentence_wherever_it_is_given() {
    let text = "fn f() { Refusal::new(format!(\"no way\")); a.with(\"b\", \"c d\"); \
                Message::new(match x { true => \"some-key\", false => \"other\" }); }";
    let file = RustFile { path: "a.rs".to_owned(), text: text.to_owned() };
    let found = found(&file);
    let texts =
        |texts: &[Text]| texts.iter().map(|(_, it)| it.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&found.said), ["no way", "b", "c d", "some-key", "other"]);
    assert_eq!(texts(&found.keys), ["some-key", "other"]);
}
