//! How text looks: colours, widths, and words in lines.

/// How wide pages are where nobody says otherwise: in files, and through pipes.
pub const WIDTH: usize = 100;

/// With colours or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With ANSI escape sequences.
    Ansi,
}

/// How a page of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// With colours or without.
    pub style: Style,
    /// How many columns there are; below 60 the second column stands under the first.
    pub width: usize,
}

impl Default for Look {
    /// Without colours, [`WIDTH`] columns wide.
    fn default() -> Self {
        Self { style: Style::Plain, width: WIDTH }
    }
}

/// How a word stands out.
#[derive(Clone, Copy)]
pub(super) enum Tone {
    Bold,
    Dim,
    Bad,
    Open,
    Mild,
    Good,
}

impl Tone {
    fn code(self) -> &'static str {
        match self {
            Tone::Bold => "1",
            Tone::Dim => "2",
            Tone::Bad => "1;31",
            Tone::Open => "1;33",
            Tone::Mild => "36",
            Tone::Good => "32",
        }
    }
}

impl Look {
    /// Words that stand out; painted only once they are in lines, so that no escape sequence
    /// is ever broken.
    pub(super) fn paint(self, tone: Tone, words: &str) -> String {
        match self.style {
            Style::Plain => words.to_owned(),
            Style::Ansi => format!("\u{1b}[{}m{words}\u{1b}[0m", tone.code()),
        }
    }

    /// How many columns are left behind so many.
    pub(super) fn room(self, taken: usize) -> usize {
        self.width.saturating_sub(taken)
    }

    /// Whether there is room for two columns.
    pub fn is_wide(self) -> bool {
        self.width >= 60
    }
}

/// Words in lines that fit a page of that width behind an indent.
pub fn wrap(words: &str, indent: &str, width: usize) -> Vec<String> {
    fill(words, width.saturating_sub(indent.chars().count()), 0)
}

/// Words in lines of at most so many characters, the first having so many fewer. A word that
/// is longer than a line has one of its own.
pub(super) fn fill(words: &str, width: usize, taken: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = taken;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        let is_full = match line.is_empty() {
            true => used > 0 && used + length > width,
            false => used + 1 + length > width,
        };
        if is_full {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += length;
    }
    lines.push(line);
    lines
}
