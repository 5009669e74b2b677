//! Why a file is no table.

use std::fmt;

use passmuster::message::Message;

/// Why a file, or a cell of it, cannot be read: one sentence that names both.
///
/// What stands in the file is in it between backticks, or behind a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    place: String,
    why: String,
}

impl Refused {
    /// Of a file as a whole.
    pub(crate) fn file(name: &str, why: impl fmt::Display) -> Self {
        Self { place: format!("`{name}` cannot be read"), why: why.to_string() }
    }

    /// Of a place in a file.
    pub(crate) fn at(place: impl fmt::Display, why: impl fmt::Display) -> Self {
        Self { place: place.to_string(), why: why.to_string() }
    }

    /// Place and reason, to be said in any language of the catalogue.
    pub fn message(&self) -> Message {
        Message::new("refused-table")
            .with("place", self.place.as_str())
            .with("why", self.why.as_str())
    }

    /// The same without what stands in the file: for that, `…`.
    ///
    /// Its place stays: the name of the file, of the sheet and of a column that is read.
    #[must_use]
    pub fn discreet(&self) -> Self {
        let why = match (self.why.find('`'), self.why.rfind('`')) {
            (Some(first), Some(last)) => {
                let (before, behind) = (self.why.get(..first), self.why.get(last + 1..));
                let [before, behind] = [before, behind].map(Option::unwrap_or_default);
                format!("{before}…{behind}")
            }
            _ => self.why.clone(),
        };
        let why = match why.split_once(": ") {
            Some((own, _)) => format!("{own}: …"),
            None => why,
        };
        Self { place: self.place.clone(), why }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_file_can_be_left_out() {
        let discreet = |why: &str| Refused::file("a.xlsx", why).discreet().to_string();
        assert_eq!(
            discreet("2 sheets hold cells, `Nguyen Van An`, `An`s flat`; keep one"),
            "`a.xlsx` cannot be read: 2 sheets hold cells, …; keep one"
        );
        assert_eq!(
            discreet("it is no XLSX, or damaged: not a number: Nguyen Van An"),
            "`a.xlsx` cannot be read: it is no XLSX, or damaged: …"
        );
        let at = Refused::at("`B7` of sheet `T2` in `a.xlsx`", "it is no day");
        assert_eq!(at.discreet(), at);
    }
}
