//! What is wrong with the columns that a file names, and which of them nobody reads.
//!
//! Of a table without a header its first row is taken for one, so that a name which nobody
//! knows may be somebody's: its column is told, and the name only where it looks like one.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Reader, required};
use crate::diagnostic::{Code, Diagnostic};
use crate::message::Message;
use crate::nearest::nearest;
use crate::read::cells::{Head, Sheet};
use crate::read::faults::Faults;
use crate::report::Notice;

impl Reader<'_> {
    /// Whether each sheet has the columns that it must have, and those that
    /// `facts.yaml` says it has.
    pub(super) fn check_header(
        &self,
        sheets: &[Sheet],
        at: &BTreeMap<String, Vec<Option<usize>>>,
        faults: &mut Faults,
    ) {
        for (nth, sheet) in sheets.iter().enumerate() {
            if sheet.header.is_empty() {
                continue;
            }
            let has =
                |ours: &str| at.get(ours).and_then(|at| at.get(nth)?.as_ref()).is_some();
            for (ours, spot) in &self.stated.columns {
                if at.contains_key(ours) && !has(ours) {
                    let message = Message::new("facts-mapped-column-missing");
                    faults.push(self.missing(sheet, ours, &spot.text, message));
                }
            }
            if self.lacks_header(sheet) {
                faults.push(self.without_header(sheet));
                continue;
            }
            for (ours, _) in required(self.table, self.flat) {
                let mapped = self.stated.columns.contains_key(*ours);
                let fixed = self.stated.fixed.contains_key(*ours);
                if !has(ours) && !mapped && !fixed {
                    let message = Message::new("facts-column-missing");
                    faults.push(self.missing(sheet, ours, ours, message));
                }
            }
            for (ours, spot) in &self.stated.fixed {
                if has(ours) {
                    let message = Message::new("facts-fixed-twice")
                        .with("column", ours.as_str())
                        .with("table", self.table.as_str());
                    faults.push(
                        Diagnostic::at(Code::Column, message, &spot.place)
                            .help(Message::new("facts-fixed-twice-help")),
                    );
                }
            }
        }
    }

    /// Whether a first row names none of the columns that must be there, nor nearly: where
    /// `facts.yaml` does not say how they are called, it is a row like those below.
    fn lacks_header(&self, sheet: &Sheet) -> bool {
        let heads = &sheet.header;
        let mut required = required(self.table, self.flat).iter();
        self.stated.columns.is_empty()
            && self.stated.fixed.is_empty()
            && !heads.iter().any(|head| self.wants(&head.name))
            && required.all(|(ours, _)| near(ours, heads).is_none())
    }

    fn without_header(&self, sheet: &Sheet) -> Diagnostic {
        let required = required(self.table, self.flat).iter();
        let columns: Vec<String> =
            required.map(|(ours, _)| format!("`{ours}`")).collect();
        let fill = |key| {
            Message::new(key)
                .with("table", self.table.as_str())
                .with("columns", columns.clone())
        };
        let message = fill("facts-no-header");
        let place = sheet.header_place();
        Diagnostic::at(Code::Header, message, &place).help(fill("facts-no-header-help"))
    }

    fn missing(
        &self,
        sheet: &Sheet,
        ours: &str,
        theirs: &str,
        message: Message,
    ) -> Diagnostic {
        let fill = |message: Message| {
            message
                .with("column", ours)
                .with("header", theirs)
                .with("table", self.table.as_str())
        };
        let help = match near(theirs, &sheet.header) {
            Some(near) => Message::new("facts-column-near-help").with("near", near),
            None => Message::new("facts-column-missing-help"),
        };
        let place = sheet.header_place();
        Diagnostic::at(Code::Header, fill(message), &place).help(fill(help))
    }

    /// Tells the columns that nobody reads: those whose names look like names of columns in
    /// one notice a table, the others in another.
    pub(super) fn tell_unread(&self, sheets: &[Sheet], notices: &mut Vec<Notice>) {
        let (mut plain, mut other) = (Unread::default(), Unread::default());
        for sheet in sheets {
            for (at, head) in sheet.header.iter().enumerate() {
                if self.wants(&head.name) || self.is_asked(&head.name) {
                    continue;
                }
                let kind = if head.is_plain() { &mut plain } else { &mut other };
                kind.names.insert(format!("`{}`", head.name));
                kind.at.insert((at, sheet.column_name(at, sheets.len() > 1)));
            }
        }
        let kinds = [("facts-unread-columns", plain), ("facts-unread-unnamed", other)];
        for (key, unread) in kinds.into_iter().filter(|(_, unread)| !unread.at.is_empty())
        {
            let at: Vec<String> = unread.at.into_iter().map(|(_, name)| name).collect();
            let mut message = Message::new(key)
                .with("table", self.table.as_str())
                .with("number", at.len())
                .with("at", at);
            if key == "facts-unread-columns" {
                let names: Vec<String> = unread.names.into_iter().collect();
                message = message.with("columns", names);
            }
            notices.push(Notice { code: "unread-columns", message });
        }
    }
}

/// The name of a file that is nearly this one. Somebody's name may be near a word, too, so it
/// looks like the name of a column, or is this one in other letters.
pub(super) fn near<'h>(
    name: &str,
    heads: impl IntoIterator<Item = &'h Head>,
) -> Option<&'h str> {
    let heads = heads.into_iter();
    let shown =
        heads.filter(|head| head.is_plain() || head.name.eq_ignore_ascii_case(name));
    nearest(name, shown.map(|head| &*head.name))
}

/// Columns that nobody reads.
#[derive(Default)]
struct Unread {
    names: BTreeSet<String>,
    /// Where they stand.
    at: BTreeSet<(usize, String)>,
}
