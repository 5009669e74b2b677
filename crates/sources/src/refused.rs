//! Why a file is no table.

use std::{fmt, io};

use passmuster::message::Message;

/// Why a file, or a cell of it, cannot be read: one sentence that names both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The sentence but for its reason: what it names is the file, the sheet and the column.
    place: Message,
    why: Message,
}

impl Refused {
    /// Of a file as a whole.
    pub(crate) fn file(name: &str, why: Message) -> Self {
        Self { place: Message::new("refused-unreadable").with("file", name), why }
    }

    /// Of a file that the system does not give.
    pub(crate) fn system(name: &str, fault: &io::Error) -> Self {
        Self::file(name, Message::new("why-system").with("why", fault.to_string()))
    }

    /// Of a place in a file.
    pub(crate) fn at(place: Message, why: Message) -> Self {
        Self { place: Message::new("refused-table").with("place", place), why }
    }

    /// Place and reason, to be said in any language of the catalogue.
    pub fn message(&self) -> Message {
        self.place.clone().with("why", self.why.clone())
    }

    /// The same without what stands in the file: for that, `…`.
    ///
    /// Its place stays: the name of the file, of the sheet and of a column that is read.
    #[must_use]
    pub fn discreet(&self) -> Self {
        Self { place: self.place.clone(), why: self.why.discreet() }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_file_can_be_left_out() {
        let discreet = |why| Refused::file("a.xlsx", why).discreet().to_string();
        let sheets = vec!["`Nguyen Van An`".to_owned(), "`An`s flat`".to_owned()];
        let several = Message::new("file-many-sheets").with("number", sheets.len());
        assert_eq!(
            discreet(several.with("names", sheets)),
            "`a.xlsx` cannot be read: 2 sheets of it hold cells, …, and nothing says which \
             is meant; keep one sheet in a file, and look for hidden ones"
        );
        let damaged = Message::new("file-not-of-format").with("expected", "XLSX");
        let fault = "not a number: Nguyen Van An".to_owned();
        assert_eq!(
            discreet(damaged.clone().with("why", fault)),
            "`a.xlsx` cannot be read: it is no XLSX, or damaged: …"
        );
        let own = Message::new("ods-ends-early");
        assert_eq!(
            discreet(damaged.with("why", own)),
            "`a.xlsx` cannot be read: it is no XLSX, or damaged: its text ends too early"
        );
        let place = Message::new("place-cell").with("cell", "B7").with("sheet", "T2");
        let at = Refused::at(place.with("file", "a.xlsx"), Message::new("cell-day"));
        assert_eq!(at.discreet(), at);
        assert_eq!(
            at.to_string(),
            "`B7` of sheet `T2` in `a.xlsx`: it is no day from 1900 to 9999"
        );
    }
}
