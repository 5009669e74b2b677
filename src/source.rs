//! A text, and places in it.

use std::fmt;
use std::sync::Arc;

/// A named text: a rule file, `facts.yaml`, or a table as CSV.
///
/// The name is only shown; the library opens no file. Cloning shares the text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source(Arc<Inner>);

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Inner {
    name: String,
    bytes: Vec<u8>,
    /// Whether there is a text at all; a row of structs is only a name.
    has_text: bool,
}

impl Source {
    /// A text under the name that diagnostics will show.
    pub fn new(name: &str, text: &str) -> Self {
        Self::from_bytes(name, text.as_bytes().to_vec())
    }

    /// Bytes as they were read; the reader says where they are not UTF-8.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Self {
        Self(Arc::new(Inner { name: name.to_owned(), bytes, has_text: true }))
    }

    /// A place that is no text, such as a row of structs: only its name is shown.
    pub fn without_text(name: &str) -> Self {
        let name = name.to_owned();
        Self(Arc::new(Inner { name, bytes: Vec::new(), has_text: false }))
    }

    /// Whether there is a text, and so lines and columns.
    pub fn has_text(&self) -> bool {
        self.0.has_text
    }

    /// The name that diagnostics show.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The bytes as given.
    pub fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// The text; empty if the bytes are not UTF-8 (the reader has said so).
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.0.bytes).unwrap_or_default()
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text().get(span.range()).unwrap_or_default()
    }

    /// Line and column, both counted from 1, of a byte offset; columns count characters.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let bytes = self.bytes();
        let before = bytes.get(..offset as usize).unwrap_or(bytes);
        let ends_line = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let line = before.iter().filter(|byte| **byte == b'\n').count()
            + lone_returns(before, bytes);
        let start = before.iter().rposition(ends_line).map_or(0, |at| at + 1);
        let column = String::from_utf8_lossy(before.get(start..).unwrap_or_default())
            .chars()
            .count();
        (line as u32 + 1, column as u32 + 1)
    }
}

/// How many carriage returns of a beginning are line ends by themselves.
fn lone_returns(before: &[u8], bytes: &[u8]) -> usize {
    let next = bytes.get(1..).unwrap_or_default();
    let pairs = before.iter().zip(next);
    let inner = pairs.filter(|(byte, next)| **byte == b'\r' && **next != b'\n').count();
    let at_end = before.len() == bytes.len() && before.ends_with(b"\r");
    inner + usize::from(at_end)
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({:?}, {} bytes)", self.0.name, self.0.bytes.len())
    }
}

/// A stretch of bytes of one text, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` to before `end`.
    pub fn new(start: usize, end: usize) -> Self {
        // OK because readers refuse files far below 4 GiB before they make spans.
        let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: clip(start), end: clip(end.max(start)) }
    }

    /// The span as a range of byte indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place in a text: where a thing was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The text.
    pub source: Source,
    /// The stretch of it.
    pub span: Span,
}

impl Place {
    /// A place of a source.
    pub fn new(source: &Source, span: Span) -> Self {
        Self { source: source.clone(), span }
    }

    /// Whether another place lies wholly within it.
    pub fn contains(&self, inner: &Place) -> bool {
        let (outer, own) = (self.span, inner.span);
        outer.start <= own.start && own.end <= outer.end && self.source == inner.source
    }

    /// Line and column of its start, counted from 1.
    pub fn line_column(&self) -> (u32, u32) {
        self.source.line_column(self.span.start)
    }
}
