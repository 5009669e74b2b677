//! The catalogue: the sentence of every message key, and the text of diagnostics.

mod amount;
mod clash;
pub mod csv;
mod describe;
mod english;
mod escape;
pub mod github;
pub mod gitlab;
pub mod hosts;
pub mod html;
pub mod json;
pub mod junit;
pub mod law;
mod levels;
pub mod markdown;
mod mend;
mod page;
mod plain;
pub mod sarif;
mod sentence;
mod separate;
mod since;
mod spoken;
pub mod text;
mod vietnamese;
mod when;
pub mod witness;

use std::fmt;

pub use amount::{bound, bound_here};
pub use clash::{clash, clash_diagnostics, clash_notices, left_out, undecided};
pub use describe::matcher;
pub use levels::level;
pub use mend::mend;
pub use page::{Page, People};
pub use plain::{bound_in, plain};
pub use sentence::{finish, sentence};
pub(crate) use sentence::{place, range};
pub use since::Since;
pub use spoken::spoken;
pub use when::{period, window, windows, windows_in};

use crate::diagnostic::{Diagnostic, Severity};
use crate::message::{Argument, Message};

/// How many members of a list are shown before "and n more".
const SHOWN: usize = 5;

/// A language that the catalogue speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum Language {
    /// English: everything.
    #[default]
    English,
    /// Vietnamese: everything, too.
    Vietnamese,
}

impl Language {
    /// The language of a tag such as `vi` or `en-GB`, where the catalogue speaks it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next().unwrap_or_default() {
            "en" => Some(Language::English),
            "vi" => Some(Language::Vietnamese),
            _ => None,
        }
    }
}

/// The template of a key; English where the language has none, `None` for a key that the
/// catalogue lacks.
fn template(key: &str, language: Language) -> Option<&'static str> {
    let find = |tables: &[english::Entries]| {
        let mut entries = tables.iter().copied().flatten();
        entries.find(|(known, _)| *known == key).map(|(_, text)| *text)
    };
    let own = match language {
        Language::English => None,
        Language::Vietnamese => find(&vietnamese::ALL),
    };
    own.or_else(|| find(&english()))
}

fn english() -> [english::Entries; 20] {
    [
        english::BYTES,
        english::CALLS,
        english::CASES,
        english::READING,
        english::REFUSALS,
        english::HOURS,
        english::QUOTAS,
        english::SEPARATIONS,
        english::CLASHES,
        english::COMMAND,
        english::EVIDENCE,
        english::LEVELS,
        english::LINT,
        english::FACTS,
        english::FINDINGS,
        english::PAGES,
        english::PLAIN,
        english::WITNESSES,
        english::SOURCES,
        english::TABLES,
    ]
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, Language::English)
    }
}

impl Message {
    /// The sentence in a language; in English where that language has none.
    pub fn say(&self, language: Language) -> String {
        let mut said = String::new();
        // OK because writing to a string cannot fail.
        let _ = self.write(&mut said, language);
        said
    }

    fn write(&self, f: &mut dyn fmt::Write, language: Language) -> fmt::Result {
        let Some(mut rest) = template(self.key, language) else {
            return write!(f, "{} {:?}", self.key, self.arguments);
        };
        while let Some((before, after)) = rest.split_once('{') {
            f.write_str(before)?;
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            self.fill(f, slot, language)?;
            rest = after;
        }
        f.write_str(rest)
    }

    /// Fills one slot: `{name}`, or `{name|one|many}` for a word that follows a number.
    fn fill(
        &self,
        f: &mut dyn fmt::Write,
        slot: &str,
        language: Language,
    ) -> fmt::Result {
        let mut parts = slot.split('|');
        let name = parts.next().unwrap_or_default();
        let Some(argument) = self.argument(name) else { return Ok(()) };
        match (argument, parts.next(), parts.next()) {
            (Argument::Number(1), Some(one), _) => f.write_str(one),
            (Argument::Number(_), Some(_), Some(many)) => f.write_str(many),
            (Argument::Message(message), ..) => message.write(f, language),
            (Argument::List(words), ..) => f.write_str(&listed(words, language)),
            (argument, ..) => write!(f, "{argument}"),
        }
    }
}

/// Words in a list, the first of them if there are many.
fn listed(words: &[String], language: Language) -> String {
    let shown: Vec<&str> = words.iter().take(SHOWN).map(String::as_str).collect();
    let shown = shown.join(", ");
    match words.len().saturating_sub(SHOWN) {
        0 => shown,
        many => format!("{shown} {}", page::more(many).say(language)),
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Argument::Text(text) => f.write_str(text),
            Argument::Number(number) => write!(f, "{number}"),
            Argument::Message(message) => write!(f, "{message}"),
            Argument::List(words) => f.write_str(&listed(words, Language::English)),
        }
    }
}

impl fmt::Display for Diagnostic {
    /// One line: `FILE:LINE:COL: error[CODE]: …`, with the cure behind it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}

impl Diagnostic {
    /// One line: `FILE:LINE:COL: error[CODE]: …`, with the cure behind it; message and cure in
    /// a language, in English where that language has none.
    pub fn say(&self, language: Language) -> String {
        let mut said = String::new();
        if let Some(place) = self.place() {
            said.push_str(place.source.name());
            if place.source.has_text() {
                let (line, column) = place.line_column();
                said.push_str(&format!(":{line}:{column}"));
            }
            said.push_str(": ");
        }
        let severity = match self.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let message = self.message.say(language);
        said.push_str(&format!("{severity}[{}]: {message}", self.code));
        if let Some(help) = &self.help {
            said.push_str(&format!("; {}", help.say(language)));
        }
        said
    }
}
