//! A case file as a tree with line numbers. Nothing is guessed of a plain scalar: all
//! scalars are text, as in rule files.

use std::fmt;

use passmuster::Day;
use passmuster::message::Message;
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle};

/// What is wrong with a case file, and on which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: Message,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for Fault {}

/// What is wrong on a line; the file's name is put to it at the door.
pub(crate) type Wrong = (usize, Message);

/// What is wrong on a line, in a sentence that needs no more words.
pub(crate) fn wrong(line: usize, key: &'static str) -> Wrong {
    (line, Message::new(key))
}

/// A key that is missing on a line.
pub(crate) fn lacks(line: usize, key: &str) -> Wrong {
    (line, Message::new("case-lacks").with("key", key))
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) line: usize,
    pub(crate) kind: Kind,
}

/// What is written.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Text { text: String, plain: bool },
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) line: usize,
    pub(crate) value: Node,
}

/// A list or mapping that is not closed yet.
enum Open {
    List(usize, Vec<Node>),
    Map(usize, Vec<Entry>, Option<(String, usize)>),
}

/// The tree of a text.
pub(crate) fn tree(text: &str) -> Result<Node, Wrong> {
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    for next in Parser::new_from_str(text) {
        let (event, span) = next.map_err(|error| {
            let why = Message::new("case-no-yaml").with("why", error.info());
            (error.marker().line(), why)
        })?;
        let line = span.start.line();
        let node = match event {
            Event::Alias(_) => return Err(wrong(line, "case-aliases")),
            Event::SequenceStart(..) => {
                open.push(Open::List(line, Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(line, Vec::new(), None));
                continue;
            }
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                Node { line, kind: Kind::Text { text: text.into_owned(), plain } }
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(line, items)) => Node { line, kind: Kind::List(items) },
                Some(Open::Map(line, entries, _)) => {
                    Node { line, kind: Kind::Map(entries) }
                }
                None => continue,
            },
            _ => continue,
        };
        put(&mut open, &mut root, node)?;
    }
    root.ok_or_else(|| wrong(1, "case-empty"))
}

/// Puts a finished node where it belongs.
fn put(open: &mut [Open], root: &mut Option<Node>, node: Node) -> Result<(), Wrong> {
    match open.last_mut() {
        None if root.is_some() => {
            return Err(wrong(node.line, "case-one-document"));
        }
        None => *root = Some(node),
        Some(Open::List(_, items)) => items.push(node),
        Some(Open::Map(_, entries, key)) => match key.take() {
            Some((key, line)) => entries.push(Entry { key, line, value: node }),
            None => {
                let line = node.line;
                let text = node.text()?.to_owned();
                if entries.iter().any(|entry| entry.key == text) {
                    return Err((line, Message::new("case-twice").with("key", text)));
                }
                *key = Some((text, line));
            }
        },
    }
    Ok(())
}

impl Node {
    /// The text, if it is one.
    pub(crate) fn text(&self) -> Result<&str, Wrong> {
        match &self.kind {
            Kind::Text { text, .. } => Ok(text),
            Kind::List(_) => Err(wrong(self.line, "case-one-not-list")),
            Kind::Map(_) => Err(wrong(self.line, "case-one-not-mapping")),
        }
    }

    /// The entries, if it is a mapping.
    pub(crate) fn entries(&self) -> Result<&[Entry], Wrong> {
        match &self.kind {
            Kind::Map(entries) => Ok(entries),
            _ => Err(wrong(self.line, "case-mapping")),
        }
    }

    /// The items of a list, or the one that stands alone.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The texts of a list, or the one that stands alone.
    pub(crate) fn texts(&self) -> Result<Vec<String>, Wrong> {
        self.items().iter().map(|item| Ok(item.text()?.to_owned())).collect()
    }

    /// The value of a key of a mapping.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        let Kind::Map(entries) = &self.kind else { return None };
        entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The day that its text says.
    pub(crate) fn day(&self) -> Result<Day, Wrong> {
        let day = self.text()?.parse::<Day>();
        day.map_err(|error| (self.line, error.message()))
    }

    /// The number that its text says.
    pub(crate) fn number(&self) -> Result<usize, Wrong> {
        let text = self.text()?;
        let wrong = || Message::new("case-no-number").with("text", text);
        text.parse().map_err(|_| (self.line, wrong()))
    }

    /// The node as YAML in one line, plain scalars plain and quoted ones quoted.
    pub(crate) fn inline(&self) -> String {
        match &self.kind {
            Kind::Text { text, plain } => scalar(text, *plain),
            Kind::List(items) => {
                let items: Vec<_> = items.iter().map(Node::inline).collect();
                format!("[{}]", items.join(", "))
            }
            Kind::Map(entries) => {
                let entries = entries.iter().map(|entry| {
                    format!("{}: {}", scalar(&entry.key, true), entry.value.inline())
                });
                format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// A scalar as YAML; what would mean something inside brackets is quoted.
pub(crate) fn scalar(text: &str, plain: bool) -> String {
    let safe = |letter: char| letter.is_alphanumeric() || "-_.:/ %".contains(letter);
    let bare = plain
        && text.chars().next().is_some_and(char::is_alphanumeric)
        && !text.contains(": ")
        && text.chars().all(safe);
    if bare { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

/// Refuses keys that are not among those known.
pub(crate) fn known_keys(entries: &[Entry], known: &[&str]) -> Result<(), Wrong> {
    match entries.iter().find(|entry| !known.contains(&entry.key.as_str())) {
        None => Ok(()),
        Some(entry) => {
            let known = known.join("`, `");
            let why = Message::new("case-unknown-key").with("key", entry.key.as_str());
            Err((entry.line, why.with("known", format!("`{known}`"))))
        }
    }
}
