//! Where a cursor stands in YAML that may be half written: below which keys, and whether a key
//! or a value is being typed. The reader proper wants a whole file; an author has none yet.

/// One step down from the top of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item(usize),
}

/// What is being typed at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Key,
    Value,
}

/// The place of a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The keys and items above.
    pub(super) path: Vec<Step>,
    pub(super) at: At,
    /// What stands between the last mark and the cursor.
    pub(super) typed: String,
    /// The keys that the mapping has already, before the cursor.
    pub(super) siblings: Vec<String>,
}

#[derive(Debug)]
enum Shape {
    Block { indent: usize },
    Dashes { indent: usize },
    Braces,
    Brackets,
}

#[derive(Debug)]
struct Frame {
    shape: Shape,
    key: Option<String>,
    keys: Vec<String>,
    item: usize,
}

impl Frame {
    fn new(shape: Shape) -> Self {
        Self { shape, key: None, keys: Vec::new(), item: 0 }
    }

    fn is_flow(&self) -> bool {
        matches!(self.shape, Shape::Braces | Shape::Brackets)
    }

    fn indent(&self) -> Option<usize> {
        match self.shape {
            Shape::Block { indent } | Shape::Dashes { indent } => Some(indent),
            Shape::Braces | Shape::Brackets => None,
        }
    }

    fn named(&mut self, key: &str) {
        self.key = Some(key.to_owned());
        self.keys.push(key.to_owned());
    }
}

#[derive(Debug, Default)]
struct Scan {
    frames: Vec<Frame>,
    /// Behind a key of a block: what is typed is a value.
    in_value: bool,
    typed: String,
    /// Lines indented deeper than this are the text of a `|` or `>`.
    text_below: Option<usize>,
}

impl Cursor {
    /// The cursor behind this text, which is the file up to there.
    pub(super) fn behind(text: &str) -> Self {
        let mut scan = Scan::default();
        for line in text.split('\n') {
            scan.line(line.trim_end_matches('\r'));
        }
        scan.cursor()
    }
}

impl Scan {
    fn line(&mut self, line: &str) {
        if self.frames.last().is_some_and(Frame::is_flow) {
            self.typed.clear();
            self.flow(line);
            return;
        }
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if self.text_below.is_some_and(|above| content.is_empty() || indent > above) {
            return;
        }
        self.text_below = None;
        if content.starts_with('#') {
            return;
        }
        self.in_value = false;
        self.typed.clear();
        self.block(content, indent);
    }

    /// What stands on a line of block style, at a column.
    fn block(&mut self, content: &str, indent: usize) {
        let is_item = content == "-" || content.starts_with("- ");
        self.frames.retain(|frame| frame.indent().is_some_and(|own| own <= indent));
        if is_item {
            let same = self.is_in_dashes(indent);
            match self.frames.last_mut() {
                Some(dashes) if same => dashes.item += 1,
                _ => self.frames.push(Frame::new(Shape::Dashes { indent })),
            }
            let rest = content.get(1..).unwrap_or_default();
            let inner = rest.trim_start_matches(' ');
            return self.block(inner, indent + 1 + rest.len() - inner.len());
        }
        if self.is_in_dashes(indent) {
            self.frames.pop();
        }
        match key_of(content) {
            Some((key, rest)) => {
                self.block_at(indent).named(key);
                self.in_value = true;
                self.value(rest, indent);
            }
            None if content.starts_with(['{', '[']) => self.flow(content),
            None => {
                let is_block = self.is_in_block(indent);
                if is_block {
                    self.block_at(indent).key = None;
                }
                self.typed = content.to_owned();
            }
        }
    }

    fn is_in_dashes(&self, at: usize) -> bool {
        let last = self.frames.last();
        last.is_some_and(
            |one| matches!(one.shape, Shape::Dashes { indent } if indent == at),
        )
    }

    fn is_in_block(&self, at: usize) -> bool {
        let last = self.frames.last();
        last.is_some_and(
            |one| matches!(one.shape, Shape::Block { indent } if indent == at),
        )
    }

    /// The mapping at a column, opened if there is none yet.
    fn block_at(&mut self, indent: usize) -> &mut Frame {
        if !self.is_in_block(indent) {
            self.frames.push(Frame::new(Shape::Block { indent }));
        }
        let last = self.frames.len() - 1;
        #[expect(
            clippy::indexing_slicing,
            reason = "a frame was pushed if there was none"
        )]
        &mut self.frames[last]
    }

    fn value(&mut self, rest: &str, indent: usize) {
        let value = rest.trim_start();
        match value.chars().next() {
            Some('{' | '[') => self.flow(value),
            Some('|' | '>') => self.text_below = Some(indent),
            _ => self.typed = value.to_owned(),
        }
    }

    fn flow(&mut self, text: &str) {
        let mut quote = None;
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match (quote, letter) {
                (Some(open), _) => {
                    quote = (letter != open).then_some(open);
                    self.typed.push(letter);
                }
                (None, '"' | '\'') => {
                    quote = Some(letter);
                    self.typed.push(letter);
                }
                (None, '#') if self.typed.is_empty() || self.typed.ends_with(' ') => {
                    return;
                }
                (None, '{') => self.open(Shape::Braces),
                (None, '[') => self.open(Shape::Brackets),
                (None, '}' | ']') => {
                    self.frames.pop();
                    self.typed.clear();
                }
                (None, ',') => self.next(),
                (None, ':') if letters.peek().is_none_or(|next| *next == ' ') => {
                    let key = self.typed.trim().trim_matches(['"', '\'']).to_owned();
                    if let Some(frame) = self.frames.last_mut().filter(|one| {
                        matches!(one.shape, Shape::Braces) && one.key.is_none()
                    }) {
                        frame.named(&key);
                    }
                    self.typed.clear();
                }
                (None, letter) => self.typed.push(letter),
            }
        }
    }

    fn open(&mut self, shape: Shape) {
        self.typed.clear();
        self.frames.push(Frame::new(shape));
    }

    fn next(&mut self) {
        self.typed.clear();
        if let Some(frame) = self.frames.last_mut() {
            frame.key = None;
            frame.item += 1;
        }
    }

    fn cursor(self) -> Cursor {
        let last = self.frames.last();
        let at = match last.map(|frame| (&frame.shape, &frame.key)) {
            Some((Shape::Braces, None)) | None => At::Key,
            Some((Shape::Block { .. } | Shape::Dashes { .. }, _)) if !self.in_value => {
                At::Key
            }
            _ => At::Value,
        };
        let siblings = match (at, last) {
            (At::Key, Some(frame)) if frame.key.is_none() => frame.keys.clone(),
            _ => Vec::new(),
        };
        let step = |frame: &Frame| match frame.shape {
            Shape::Block { .. } | Shape::Braces => frame.key.clone().map(Step::Key),
            Shape::Dashes { .. } | Shape::Brackets => Some(Step::Item(frame.item)),
        };
        let path = self.frames.iter().filter_map(step).collect();
        Cursor { path, at, typed: self.typed.trim_start().to_owned(), siblings }
    }
}

/// A key and what stands behind its colon.
fn key_of(content: &str) -> Option<(&str, &str)> {
    if content.starts_with(['{', '[']) {
        return None;
    }
    let at = content.match_indices(':').map(|(at, _)| at).find(|at| {
        content.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })?;
    let key = content.get(..at)?.trim().trim_matches(['"', '\'']);
    Some((key, content.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::{At, Cursor, Step};

    /// The cursor at the `|` of a text: its path, what is typed there, and what was typed.
    fn at(text: &str) -> (String, At, String) {
        let cursor = Cursor::behind(text.split('|').next().unwrap_or_default());
        let step = |step: &Step| match step {
            Step::Key(key) => key.clone(),
            Step::Item(nth) => nth.to_string(),
        };
        let path: Vec<String> = cursor.path.iter().map(step).collect();
        (path.join("."), cursor.at, cursor.typed)
    }

    #[test]
    fn a_cursor_is_found_in_block_and_flow_style() {
        let cases = [
            ("pass|", "", At::Key, "pass"),
            ("rules:\n  - id: a\n    |", "rules.0", At::Key, ""),
            ("rules:\n- id: a\n- id: b\n  li|", "rules.1", At::Key, "li"),
            ("rules:\n  - id: a\n    force: sh|", "rules.0.force", At::Value, "sh"),
            (
                "rules:\n  - limit:\n      count: { sta|",
                "rules.0.limit.count",
                At::Key,
                "sta",
            ),
            ("a: { b: [x, { c: |", "a.b.1.c", At::Value, ""),
            ("a: { b: 1, |", "a", At::Key, ""),
            ("a: { b: 1 }\nc: |", "c", At::Value, ""),
            ("a: |", "a", At::Value, ""),
            ("a: >\n  text: x\nb:\n  c|", "b", At::Key, "c"),
            (
                "# a: b\nrules:\n  - { id: x, limit: { per: [unit, d|",
                "rules.0.limit.per.1",
                At::Value,
                "d",
            ),
        ];
        for (text, path, what, typed) in cases {
            let text = text.replace("a: >", "a: \u{1}").replace('\u{1}', ">");
            let found = at(&text);
            assert_eq!(found, (path.to_owned(), what, typed.to_owned()), "{text:?}");
        }
    }
}
