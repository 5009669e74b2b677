//! What is wrong in a rule file or a table, where, and how to mend it.

#[macro_use]
mod register;
mod code;

use std::fmt;

pub use code::Code;

use crate::message::{Argument, Message};
use crate::nearest::nearest;
use crate::source::{Place, Source, Span};

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file is refused.
    Error,
    /// The file is read, and means what it says, but something looks unmeant.
    Warning,
}

/// One thing wrong: its code, what it is, every place it shows at, and the cure.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The entry of the register.
    pub code: Code,
    /// What is wrong.
    pub message: Message,
    /// The places, the one to underline first.
    pub labels: Vec<Label>,
    /// The cure.
    pub help: Option<Message>,
    /// An edit that mends it for certain.
    pub fix: Option<Fix>,
}

/// A place of a diagnostic, with what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// What is to be said there, if more than the message.
    pub message: Option<Message>,
}

/// An edit at a place: put `text` there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to replace.
    pub place: Place,
    /// What to write instead.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic at one place.
    pub fn new(code: Code, message: Message, source: &Source, span: Span) -> Self {
        let label = Label { place: Place::new(source, span), message: None };
        Self { code, message, labels: vec![label], help: None, fix: None }
    }

    /// A diagnostic at a noun's place.
    pub fn at(code: Code, message: Message, place: &Place) -> Self {
        Self::new(code, message, &place.source, place.span)
    }

    /// A diagnostic of what is not there, and so has no place.
    pub fn without_place(code: Code, message: Message) -> Self {
        Self { code, message, labels: Vec::new(), help: None, fix: None }
    }

    /// Says how to mend it. Where an error is of a word, the one that is nearest alone takes its
    /// place; what is only warned of may be meant.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        if let ("did-you-mean", Some(Argument::Text(word)), Some(place)) =
            (help.key, help.argument("word"), self.place())
        {
            let written = place.source.slice(place.span);
            if self.severity() == Severity::Error
                && nearest(written, [word.as_str()]).is_some()
            {
                self.fix = Some(Fix { place: place.clone(), text: word.clone() });
            }
        }
        self.help = Some(help);
        self
    }

    /// Shows a further place.
    #[must_use]
    pub fn also(mut self, place: &Place, message: Message) -> Self {
        self.labels.push(Label { place: place.clone(), message: Some(message) });
        self
    }

    /// Offers an edit that mends it for certain.
    #[must_use]
    pub fn fix(mut self, place: Place, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { place, text: text.into() });
        self
    }

    /// How much it weighs; the register says.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The place to underline first.
    pub fn place(&self) -> Option<&Place> {
        self.labels.first().map(|label| &label.place)
    }
}

/// All that is wrong in one reading, sorted by source and place.
///
/// It is an error as well, so that `?` works: its `Display` has a line for each.
///
/// ```
/// use passmuster::{Rulebook, Source};
/// let order = Source::new("order-7.yaml", "passmuster: 1\ndirective: { id: Order 7 }\n");
/// let faults = Rulebook::read([order]).unwrap_err();
/// for fault in faults.errors() {
///     let (line, column) = fault.place().unwrap().line_column();
///     println!("line {line}, column {column}: {} {}", fault.code, fault.message);
/// }
/// assert!(faults.has_errors());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Nothing wrong yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another reading.
    pub fn extend(&mut self, others: Diagnostics) {
        self.0.extend(others.0);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Those that refuse the file.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter().filter(|one| one.severity() == Severity::Error)
    }

    /// Those that only warn.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter().filter(|one| one.severity() == Severity::Warning)
    }

    /// Whether one of them refuses the file.
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The same without what stands in cells of tables, for whoever may not see it; a cure
    /// that quotes some is left out.
    #[must_use]
    pub fn discreet(self) -> Self {
        let of_one = |one: Diagnostic| {
            let help = one.help.filter(|help| help.discreet() == *help);
            let labels = one.labels.into_iter().map(|label| {
                let message = label.message.map(|message| message.discreet());
                Label { message, ..label }
            });
            let (message, labels) = (one.message.discreet(), labels.collect());
            Diagnostic { message, labels, help, fix: None, ..one }
        };
        Self(self.0.into_iter().map(of_one).collect())
    }

    /// The text of a source with every edit carried out that mends for certain, and how many
    /// those are; of edits that overlap the first.
    ///
    /// ```
    /// use passmuster::{Source, lint_sources};
    /// let text = "passmuster: 1 # ours\ndirective: { id: o }\nin_force: { from: 2021-2-17 }\n";
    /// let order = Source::new("order.yaml", text);
    /// let (mended, edits) = lint_sources(&[order.clone()]).fixed(&order);
    /// assert_eq!((mended, edits), (text.replace("2021-2-17", "2021-02-17"), 1));
    /// ```
    pub fn fixed(&self, source: &Source) -> (String, usize) {
        let mut fixes: Vec<&Fix> = self
            .iter()
            .filter_map(|one| one.fix.as_ref())
            .filter(|fix| fix.place.source.name() == source.name())
            .collect();
        fixes.sort_by_key(|fix| (fix.place.span.start, fix.place.span.end));
        let (text, mut mended, mut at, mut edits) = (source.text(), String::new(), 0, 0);
        for fix in fixes {
            let span = fix.place.span.range();
            // OK because spans end where letters do.
            if let (true, Some(before)) = (span.start >= at, text.get(at..span.start)) {
                mended.push_str(before);
                mended.push_str(&fix.text);
                (at, edits) = (span.end, edits + 1);
            }
        }
        mended.push_str(text.get(at..).unwrap_or_default());
        (mended, edits)
    }

    /// Keeps those that are wanted.
    pub(crate) fn retain(&mut self, wanted: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(wanted);
    }

    /// Keeps the first so many.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Sorts by source name, place and code, and drops exact repetitions.
    pub fn sort(&mut self) {
        let key = |one: &Diagnostic| {
            let place = one.place().map(|at| (at.source.name().to_owned(), at.span));
            (place, one.code.id(), one.message.clone())
        };
        self.0.sort_by_cached_key(key);
        self.0.dedup();
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, one) in self.0.iter().enumerate() {
            if nth > 0 {
                writeln!(f)?;
            }
            write!(f, "{one}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
