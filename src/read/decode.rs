//! A cursor over the tree that collects faults and goes on.

use super::grammar::{self, At, Need};
use super::node::{Entry, Key, Node, NodeKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::field::Fields;
use crate::message::Message;
use crate::name::Name;
use crate::nearest::nearest;
use crate::rule::LevelAt;
use crate::source::{Place, Source, Span};

/// What every decoder needs: the file, the fields it may name, and where faults go.
pub(super) struct Decoder<'a> {
    pub(super) source: &'a Source,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The built-in fields and those that this file declares.
    pub(super) fields: Fields,
    /// The id of the directive; a stand-in if it has none that can be read.
    pub(super) directive: Name,
    /// The groups of this file and what each is asked of.
    pub(super) groups: Vec<(Name, crate::field::Subject)>,
    /// Which day's levels count in the cells of the rule that is read.
    pub(super) level_at: Option<LevelAt>,
    /// Whether the file holds a letter of Greek or Cyrillic that looks like no Latin one; asked
    /// for once, if at all.
    pub(super) other_alphabet: Option<bool>,
}

/// A mapping whose keys have been checked against the grammar.
#[derive(Clone, Copy)]
pub(super) struct Map<'n> {
    entries: &'n [Entry],
    pub(super) span: Span,
}

/// What is told where none of several keys is written, where two are, and how to mend that.
pub(super) type OneOf = (&'static str, &'static str, Option<&'static str>);

impl<'n> Map<'n> {
    /// The value of a key, unless it was refused already.
    pub(super) fn get(self, key: &str) -> Option<&'n Node> {
        let entry = self.entries.iter().find(|entry| entry.key.text == key)?;
        (!matches!(entry.value.kind, NodeKind::Told)).then_some(&entry.value)
    }

    /// Whether the key stands there, whatever became of its value.
    pub(super) fn has(self, key: &str) -> bool {
        self.key(key).is_some()
    }

    /// Whether a key stands there that was probably meant as one of these.
    fn misspells(self, keys: &[&'static str]) -> bool {
        let mut written = self.entries.iter().map(|entry| entry.key.text.as_str());
        written.any(|key| {
            let near = nearest(key, keys.iter().copied());
            near.is_some_and(|near| near != key)
        })
    }

    /// Where the key stands.
    pub(super) fn key(self, key: &str) -> Option<&'n Key> {
        self.entries.iter().map(|entry| &entry.key).find(|one| one.text == key)
    }

    /// Every entry, in the order written.
    pub(super) fn entries(self) -> &'n [Entry] {
        self.entries
    }
}

impl Decoder<'_> {
    /// Tells one fault.
    pub(super) fn tell(&mut self, code: Code, message: Message, span: Span) {
        self.diagnostics.push(Diagnostic::new(code, message, self.source, span));
    }

    /// The one of these keys that is written; told are that there is none, that there are two,
    /// and perhaps the cure of that.
    pub(super) fn one_of(
        &mut self,
        map: Map<'_>,
        keys: &[&'static str],
        (none, two, cure): OneOf,
    ) -> Option<&'static str> {
        let mut written = keys.iter().copied().filter(|key| map.has(key));
        let Some(key) = written.next() else {
            // Of a key that is only misspelt that is told, and no more.
            if !map.misspells(keys) {
                let span = first_line(self.source, map.span);
                self.tell(Code::MissingKey, Message::new(none), span);
            }
            return None;
        };
        if let Some(second) = written.next() {
            let message = Message::new(two).with("one", key).with("two", second);
            let span = map.key(second).map_or(map.span, |key| key.span);
            match cure {
                Some(cure) => {
                    self.tell_with(Code::Conflict, message, Message::new(cure), span);
                }
                None => self.tell(Code::Conflict, message, span),
            }
        }
        Some(key)
    }

    /// Tells one fault and its cure.
    pub(super) fn tell_with(
        &mut self,
        code: Code,
        message: Message,
        help: Message,
        span: Span,
    ) {
        let one = Diagnostic::new(code, message, self.source, span).help(help);
        self.diagnostics.push(one);
    }

    /// The place of a span in this file.
    pub(super) fn place(&self, span: Span) -> Place {
        Place::new(self.source, span)
    }

    /// A value of another shape stands where `wanted` should.
    pub(super) fn wrong_shape(&mut self, wanted: &'static str, node: &Node) {
        let found = match &node.kind {
            NodeKind::Told => return,
            NodeKind::Text { text, .. } => {
                Message::new("found-text").with("text", clip(text))
            }
            NodeKind::List(_) => Message::new("found-list"),
            NodeKind::Map(_) => Message::new("found-mapping"),
        };
        let message = Message::new("wrong-shape")
            .with("wanted", Message::new(wanted))
            .with("found", found);
        self.tell(Code::WrongShape, message, first_line(self.source, node.span));
    }

    /// The node as a mapping with the keys of a place: tells keys that are unknown or
    /// missing, all at once.
    pub(super) fn map<'n>(&mut self, node: &'n Node, at: At) -> Option<Map<'n>> {
        let map = self.open_map(node)?;
        for entry in map.entries {
            if grammar::find(at, &entry.key.text).is_none() {
                self.unknown_key(at, &entry.key);
            }
        }
        for key in grammar::keys_of(at).filter(|key| key.need == Need::Required) {
            if !map.has(key.name) && !map.misspells(&[key.name]) {
                let message = Message::new("missing-key")
                    .with("key", key.name)
                    .with("place", Message::new(at.noun()));
                let help = Message::new("missing-key-help")
                    .with("sentence", key.sentence)
                    .with("example", format!("{}: {}", key.name, key.example));
                let span = first_line(self.source, map.span);
                self.tell_with(Code::MissingKey, message, help, span);
            }
        }
        Some(map)
    }

    /// The node as a mapping with keys of the author's own.
    pub(super) fn open_map<'n>(&mut self, node: &'n Node) -> Option<Map<'n>> {
        match &node.kind {
            NodeKind::Map(entries) => Some(Map { entries, span: node.span }),
            _ => {
                self.wrong_shape("want-mapping", node);
                None
            }
        }
    }

    fn unknown_key(&mut self, at: At, key: &Key) {
        if !key.quoted && key.text.starts_with(|one: char| one.is_ascii_digit()) {
            let message = Message::new("key-number").with("key", clip(&key.text));
            self.tell(Code::KeyNotText, message, key.span);
            return;
        }
        let message = Message::new("unknown-key")
            .with("key", clip(&key.text))
            .with("place", Message::new(at.noun()));
        let here: Vec<&str> = grammar::keys_of(at).map(|key| key.name).collect();
        let help = if let Some(word) = nearest(&key.text, here.iter().copied()) {
            Message::new("did-you-mean").with("word", word)
        } else if let Some(home) = grammar::home_of(&key.text) {
            Message::new("stands-elsewhere").with("place", Message::new(home.noun()))
        } else {
            Message::new("keys-here").with("keys", quoted(here))
        };
        self.tell_with(Code::UnknownKey, message, help, key.span);
    }

    /// The nodes of a list, or the one value that stands alone.
    pub(super) fn one_or_more<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.kind {
            NodeKind::List(items) => {
                if items.is_empty() {
                    self.tell(Code::Empty, Message::new("empty-list"), node.span);
                }
                items
            }
            NodeKind::Told => &[],
            _ => std::slice::from_ref(node),
        }
    }

    /// The nodes of a list.
    pub(super) fn list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        if let NodeKind::List(_) = node.kind {
            return self.one_or_more(node);
        }
        self.wrong_shape("want-list", node);
        &[]
    }
}

/// The first line of a span: an underline over many lines shows nothing.
pub(super) fn first_line(source: &Source, span: Span) -> Span {
    let line = source.slice(span).lines().next().unwrap_or_default();
    Span::new(span.start as usize, span.start as usize + line.trim_end().len())
}

/// The words in backticks.
pub(super) fn quoted<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<String> {
    words.into_iter().map(|word| format!("`{word}`")).collect()
}

/// At most 60 characters of a text, for a message.
pub(super) fn clip(text: &str) -> String {
    let mut characters = text.chars();
    let start: String = characters
        .by_ref()
        .take(60)
        .map(|one| if one.is_control() { ' ' } else { one })
        .collect();
    if characters.next().is_some() { format!("{start}…") } else { start }
}
