//! YAML events to a tree with spans: the only file that names the YAML crate.
//!
//! A fault of syntax ends the file; whatever else the strict subset refuses is told, and
//! the tree goes on with a node that says it has been told.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_yaml::granit_parser::{self, ErrorKind, Event, Options, Parser, ScalarStyle};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::bytes;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::message::Message;
use crate::source::{Place, Source, Span};

/// How many levels may stand in each other.
const DEPTH: usize = 16;
/// How many nodes a file may have.
const NODES: usize = 100_000;
/// Bytes that a text may have at most.
const TEXT_BYTES: usize = 4096;
/// Characters that a key may have at most.
const KEY_CHARACTERS: usize = 128;

/// How many keys given twice are told.
const DUPLICATES: usize = 1000;

/// A value as written.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) kind: NodeKind,
}

/// What is written.
#[derive(Debug, Clone)]
pub(super) enum NodeKind {
    /// A scalar, in NFC; nothing has been guessed of a plain one.
    Text { text: String, quoted: bool },
    /// A list.
    List(Vec<Node>),
    /// A mapping.
    Map(Vec<Entry>),
    /// Something that was refused already.
    Told,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) value: Node,
}

/// A key as written, in NFC.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) quoted: bool,
    pub(super) span: Span,
}

/// The tree of a file; `None` if its YAML cannot be read or it is empty.
pub(super) fn tree(source: &Source, diagnostics: &mut Diagnostics) -> Option<Node> {
    let (text, base) = bytes::scan(source, diagnostics)?;
    let mut builder = Builder {
        source,
        diagnostics,
        base,
        open: Vec::new(),
        root: None,
        nodes: 0,
        documents: 0,
        duplicates: 0,
        decomposed: None,
    };
    let mut options = Options::default();
    options.emit_comments = false;
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                builder.syntax(&error);
                return None;
            }
        }
    }
    if let Some((span, number)) = builder.decomposed {
        let message = Message::new("not-nfc").with("number", number);
        let one = Diagnostic::new(Code::NotNormalised, message, source, span);
        builder.diagnostics.push(one.help(Message::new("not-nfc-help")));
    }
    if builder.root.is_none() {
        builder.tell(Code::Empty, Message::new("empty-file"), Span::default());
    }
    builder.root
}

/// A list or mapping that is not closed yet.
enum Open {
    List { start: Span, items: Vec<Node> },
    Map(OpenMap),
}

struct OpenMap {
    start: Span,
    entries: Vec<Entry>,
    /// Where each key stood first.
    seen: HashMap<String, Span>,
    /// The key whose value comes next.
    key: Option<Key>,
    flow: bool,
}

struct Builder<'a> {
    source: &'a Source,
    diagnostics: &'a mut Diagnostics,
    base: usize,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    documents: usize,
    duplicates: usize,
    /// The first text that was not in NFC, and how many there were.
    decomposed: Option<(Span, usize)>,
}

impl Builder<'_> {
    fn tell(&mut self, code: Code, message: Message, span: Span) {
        self.diagnostics.push(Diagnostic::new(code, message, self.source, span));
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or_default();
        Span::new(range.start + self.base, range.end + self.base)
    }

    /// Takes one event; `None` if the file cannot be read on.
    fn take(&mut self, event: Event<'_>, at: granit_parser::Span) -> Option<()> {
        let span = self.span(at);
        if event.is_node() {
            self.nodes += 1;
            if self.nodes > NODES {
                let message = Message::new("too-many-nodes").with("most", NODES);
                self.tell(Code::TooManyNodes, message, span);
                return None;
            }
            if event.tag().is_some() {
                let tag = at.tag_span().map_or(span, |tag| self.span(tag));
                let message =
                    Message::new("tag").with("tag", self.source.slice(tag).to_owned());
                self.tell(Code::Tag, message, tag);
            }
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.tell(
                        Code::SeveralDocuments,
                        Message::new("several-documents"),
                        span,
                    );
                    return None;
                }
            }
            Event::Anchor(..) => {
                let text = self.source.slice(span).to_owned();
                let message = Message::new("anchor").with("text", text);
                self.tell(Code::Anchor, message, span);
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let text = self.source.slice(span).to_owned();
                let message = Message::new("anchor").with("text", text);
                self.tell(Code::Anchor, message, span);
                self.put(told(span));
            }
            Event::Scalar(text, style, ..) => self.scalar(&text, style, span),
            Event::SequenceStart(..) => {
                self.enter(Open::List { start: span, items: Vec::new() })?;
            }
            Event::MappingStart(style, ..) => {
                let flow = style == granit_parser::StructureStyle::Flow;
                self.enter(Open::Map(OpenMap {
                    start: span,
                    entries: Vec::new(),
                    seen: HashMap::new(),
                    key: None,
                    flow,
                }))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(span),
            _ => {}
        }
        Some(())
    }

    fn enter(&mut self, open: Open) -> Option<()> {
        let (Open::List { start, .. } | Open::Map(OpenMap { start, .. })) = &open;
        let start = *start;
        self.open.push(open);
        if self.open.len() > DEPTH {
            self.tell(Code::TooDeep, Message::new("too-deep").with("most", DEPTH), start);
            return None;
        }
        Some(())
    }

    fn leave(&mut self, end: Span) {
        let (start, last, kind) = match self.open.pop() {
            Some(Open::List { start, items }) => {
                (start, items.last().map(|item| item.span), NodeKind::List(items))
            }
            Some(Open::Map(OpenMap { start, entries, .. })) => {
                let last = entries.last().map(|entry| entry.value.span);
                (start, last, NodeKind::Map(entries))
            }
            None => return,
        };
        // Block collections end where their last child ends, not where the next begins.
        let closed = matches!(self.source.slice(end), "]" | "}");
        let end = if closed { end.end } else { last.map_or(start.end, |last| last.end) };
        self.put(Node { span: Span::new(start.start as usize, end as usize), kind });
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let plain = style == ScalarStyle::Plain;
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let span = trimmed(self.source, span);
        if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            self.no_value(span);
            return;
        }
        let hidden = text.chars().find_map(|character| match character {
            '\n' | '\r' | '\t' if style == ScalarStyle::DoubleQuoted => {
                Some((character, (Code::ControlCharacter, "control-character")))
            }
            _ => bytes::fault_of(character).map(|fault| (character, fault)),
        });
        // Characters written as themselves have been told already, by their line.
        let escaped = style == ScalarStyle::DoubleQuoted;
        if let Some((character, (code, key))) = hidden.filter(|_| escaped) {
            self.tell(code, bytes::fault_message(key, character), span);
        }
        if text.len() > TEXT_BYTES {
            let message = Message::new("text-too-long").with("most", TEXT_BYTES);
            self.tell(Code::TextTooLong, message, span);
        }
        let text = if block { text.trim_end_matches('\n') } else { text };
        let text = normalised(text);
        if let Cow::Owned(_) = text {
            let (first, before) = self.decomposed.unwrap_or((span, 0));
            self.decomposed = Some((first, before + 1));
        }
        let text = text.into_owned();
        self.put(Node { span, kind: NodeKind::Text { text, quoted: !plain } });
    }

    /// The `?` that asks for a key, where none follows: the parser says only where the next
    /// thing stands.
    fn question_mark(&self, span: Span) -> Span {
        let before = self.source.text().get(..span.start as usize).unwrap_or_default();
        match before.trim_end().strip_suffix('?') {
            Some(start) => Span::new(start.len(), start.len() + 1),
            None => span,
        }
    }

    /// Nothing stands where a key or value should.
    fn no_value(&mut self, span: Span) {
        match self.open.last_mut() {
            Some(Open::Map(map)) => {
                let Some(key) = map.key.take() else {
                    map.key = Some(Key { text: String::new(), quoted: true, span });
                    let span = self.question_mark(span);
                    self.tell(Code::KeyNotText, Message::new("key-empty"), span);
                    return;
                };
                let sentence = map.flow && key.text.contains(' ');
                let name = if sentence { "no-value-comma" } else { "no-value" };
                let message = Message::new(name).with("key", key.text.clone());
                let at = key.span;
                // Half a sentence is no key: saying so twice helps nobody.
                if !sentence && !key.text.is_empty() {
                    map.entries.push(Entry { key, value: told(at) });
                }
                self.tell(Code::NoValue, message, at);
            }
            Some(Open::List { items, .. }) => {
                items.push(told(span));
                self.tell(Code::NoValue, Message::new("no-value-item"), span);
            }
            None => {}
        }
    }

    /// Puts a finished node where it belongs.
    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map(map)) => match map.key.take() {
                Some(key) => self.put_value(key, node),
                None => self.put_key(node),
            },
        }
    }

    fn put_value(&mut self, key: Key, value: Node) {
        let Some(Open::Map(map)) = self.open.last_mut() else { return };
        // An empty key stands for one that was refused.
        if key.text.is_empty() {
            return;
        }
        let Some(first) = map.seen.insert(key.text.clone(), key.span) else {
            map.entries.push(Entry { key, value });
            return;
        };
        map.seen.insert(key.text.clone(), first);
        self.duplicates += 1;
        // Each line number costs a walk through the file; more than these are not told.
        if self.duplicates > DUPLICATES {
            return;
        }
        let before = Place::new(self.source, first);
        let message = Message::new("duplicate-key")
            .with("key", key.text.clone())
            .with("line", i64::from(before.line_column().0));
        let one = Diagnostic::new(Code::DuplicateKey, message, self.source, key.span);
        self.diagnostics.push(one.also(&before, Message::new("first-here")));
    }

    fn put_key(&mut self, node: Node) {
        let span = node.span;
        let (text, fault) = match node.kind {
            NodeKind::Text { text, quoted } => {
                if !quoted && text == "<<" {
                    (None, Some((Code::MergeKey, "merge-key")))
                } else if text.chars().count() > KEY_CHARACTERS {
                    (None, Some((Code::TextTooLong, "key-too-long")))
                } else if text.is_empty() {
                    (None, Some((Code::KeyNotText, "key-empty")))
                } else {
                    (Some((text, quoted)), None)
                }
            }
            NodeKind::Told => (None, None),
            NodeKind::List(_) | NodeKind::Map(_) => {
                (None, Some((Code::KeyNotText, "key-not-text")))
            }
        };
        let (text, quoted) = text.unwrap_or((String::new(), true));
        if let Some(Open::Map(map)) = self.open.last_mut() {
            map.key = Some(Key { text, quoted, span });
        }
        if let Some((code, name)) = fault {
            self.tell(code, Message::new(name).with("most", KEY_CHARACTERS), span);
        }
    }

    fn syntax(&mut self, error: &granit_parser::ScanError) {
        let at = error.marker().byte_offset().unwrap_or_default() + self.base;
        let character = self.source.text().get(at..).and_then(|rest| rest.chars().next());
        let mut span = Span::new(at, at + character.map_or(0, char::len_utf8));
        let (code, message) = match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                (Code::TooDeep, Message::new("too-deep").with("most", DEPTH))
            }
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation => (Code::Tab, Message::new("tab")),
            ErrorKind::UndeclaredTagHandle | ErrorKind::ExpectedTagBang => {
                (Code::Tag, Message::new("tag").with("tag", self.source.slice(span)))
            }
            ErrorKind::UnclosedFlowCollection { open } => {
                (Code::Syntax, Message::new("unclosed").with("open", open.to_string()))
            }
            ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
                (Code::Syntax, Message::new("second-colon"))
            }
            ErrorKind::InvalidTrailingDoubleQuotedScalar
            | ErrorKind::InvalidTrailingSingleQuotedScalar => {
                (Code::Syntax, Message::new("text-after-quote"))
            }
            ErrorKind::ExpectedFlowMappingSeparator => {
                (Code::Syntax, Message::new("comma-wanted").with("close", "}"))
            }
            ErrorKind::ExpectedFlowSequenceSeparator => {
                (Code::Syntax, Message::new("comma-wanted").with("close", "]"))
            }
            ErrorKind::UnexpectedCharacter { character } => {
                let character = character.to_string();
                (
                    Code::Syntax,
                    Message::new("reserved-start").with("character", character),
                )
            }
            ErrorKind::InvalidQuotedScalarIndent => {
                span = bytes::open_quote(self.source.text(), at).unwrap_or(span);
                (Code::Syntax, Message::new("unclosed-quote"))
            }
            ErrorKind::UnclosedQuotedScalar => {
                (Code::Syntax, Message::new("unclosed-quote"))
            }
            _ => (Code::Syntax, Message::new("syntax").with("why", error.info())),
        };
        self.tell(code, message, span);
    }
}

/// A node that was refused already.
fn told(span: Span) -> Node {
    Node { span, kind: NodeKind::Told }
}

/// The text in NFC, the form in which all text is compared.
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// The span without white space at its end.
fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.slice(span).trim_end();
    Span::new(span.start as usize, span.start as usize + text.len())
}
