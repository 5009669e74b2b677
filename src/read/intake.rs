//! The bytes of a file as they come in, watched so that no file exhausts its reader.

use super::binary;
use super::bytes::FILE_BYTES;
use super::cells::BYTES_MOST;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::message::Message;
use crate::source::{Source, Span};

/// The bytes that are looked over at a time.
const PIECE: usize = 1 << 16;
/// Bytes that a line of a table may have: all its columns, each with the longest cell.
const LINE_MOST: usize = 1 << 20;
/// Line ends that may follow each other, and bytes that may stand between two quotes.
const RUN_MOST: usize = 1 << 20;

/// Takes in a file piece by piece, and stops where no file that is in order would go on.
///
/// Whoever opens files need not hold one of a gigabyte to learn that it is none of ours.
///
/// ```
/// use passmuster::Intake;
///
/// let mut intake = Intake::of_table("attendance.csv");
/// intake.take(b"person,date,")?;
/// intake.take(b"status\nan,2021-02-18,on-site\n")?;
/// assert_eq!(intake.into_source().text().lines().count(), 2);
///
/// let endless = [b'x'; 2 << 20];
/// let refused = Intake::of_table("attendance.csv").take(&endless).unwrap_err();
/// assert!(refused.to_string().starts_with("attendance.csv:1:1: error[E507]"));
/// # Ok::<(), passmuster::Diagnostics>(())
/// ```
#[derive(Debug)]
pub struct Intake {
    name: String,
    bytes: Vec<u8>,
    of_table: bool,
    /// Whether what it holds stands in lines.
    in_lines: bool,
    /// Where the last line begins.
    line: usize,
    /// How many line ends follow each other at the end.
    blank: usize,
    /// Where a quote was opened that is not closed.
    quote: Option<usize>,
}

impl Intake {
    /// Of a rule file, of `facts.yaml`, or of cases.
    pub fn of_rules(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            bytes: Vec::new(),
            of_table: false,
            in_lines: false,
            line: 0,
            blank: 0,
            quote: None,
        }
    }

    /// Of a table as CSV.
    pub fn of_table(name: &str) -> Self {
        Self { of_table: true, in_lines: true, ..Self::of_rules(name) }
    }

    /// Of records of another system, such as JSON: as large as a table, and perhaps in one
    /// line.
    pub fn of_records(name: &str) -> Self {
        Self { of_table: true, ..Self::of_rules(name) }
    }

    /// Says how large the whole file is, so that one that is too large is refused unread.
    ///
    /// # Errors
    ///
    /// When it is larger than any file of its kind may be.
    pub fn expect(&mut self, size: u64) -> Result<(), Diagnostics> {
        let most = if self.of_table { BYTES_MOST } else { FILE_BYTES };
        match usize::try_from(size) {
            Ok(size) if size <= most => {
                // OK because without the room now it is made piece by piece.
                let _ =
                    self.bytes.try_reserve_exact(size.saturating_sub(self.bytes.len()));
                Ok(())
            }
            _ => Err(self.refused(self.too_large(), 0)),
        }
    }

    fn too_large(&self) -> (Code, Message) {
        match self.of_table {
            true => (Code::TooMuch, Message::new("facts-file-too-large")),
            false => (Code::FileTooLarge, Message::new("file-too-large")),
        }
    }

    /// The fault, with the bytes that were taken in.
    fn refused(&mut self, (code, message): (Code, Message), at: usize) -> Diagnostics {
        let source = Source::from_bytes(&self.name, std::mem::take(&mut self.bytes));
        let mut refused = Diagnostics::new();
        refused.push(Diagnostic::new(code, message, &source, Span::new(at, at + 1)));
        refused
    }

    /// Takes in the next bytes.
    ///
    /// # Errors
    ///
    /// When the file is too large, is no text, or goes on as no table does. Nothing more
    /// should be taken in then.
    pub fn take(&mut self, bytes: &[u8]) -> Result<(), Diagnostics> {
        for piece in bytes.chunks(PIECE) {
            self.bytes.extend_from_slice(piece);
            if let Some((fault, at)) = self.fault(piece) {
                return Err(self.refused(fault, at));
            }
        }
        Ok(())
    }

    /// The file as a source.
    pub fn into_source(self) -> Source {
        Source::from_bytes(&self.name, self.bytes)
    }

    /// Why the file must not go on behind this piece, its last, and where that is seen.
    fn fault(&mut self, piece: &[u8]) -> Option<((Code, Message), usize)> {
        let start = self.bytes.len() - piece.len();
        if start == 0
            && let Some(kind) = binary::kind_of(piece)
        {
            let message = Message::new("not-text").with("kind", Message::new(kind));
            return Some(((Code::NotATable, message), 0));
        }
        let most = if self.of_table { BYTES_MOST } else { FILE_BYTES };
        if self.bytes.len() > most {
            return Some((self.too_large(), 0));
        }
        if self.in_lines { self.runs_on(piece, start) } else { None }
    }

    /// A line, a run of line ends or a quoted stretch longer than any table has.
    fn runs_on(
        &mut self,
        piece: &[u8],
        start: usize,
    ) -> Option<((Code, Message), usize)> {
        let ends_line = |byte: &u8| matches!(byte, b'\n' | b'\r');
        if let Some(at) = piece.iter().rposition(ends_line) {
            self.line = start + at + 1;
        }
        let blank = piece.iter().all(ends_line);
        self.blank = if blank { self.blank + piece.len() } else { 0 };
        let quotes = piece.iter().filter(|byte| **byte == b'"').count();
        if quotes > 0 {
            let open = self.quote.is_some() != (quotes % 2 == 1);
            let last = piece.iter().rposition(|byte| *byte == b'"').unwrap_or_default();
            self.quote = open.then_some(start + last);
        }
        let end = self.bytes.len();
        if let Some(at) = self.quote.filter(|at| end - at > RUN_MOST) {
            let message = Message::new("facts-unclosed-quote");
            return Some(((Code::UnclosedQuote, message), at));
        }
        if end - self.line > LINE_MOST {
            let message = Message::new("facts-line-too-long").with("most", LINE_MOST);
            return Some(((Code::TooMuch, message), self.line));
        }
        if self.blank > RUN_MOST {
            let message =
                Message::new("facts-too-many-blank-lines").with("most", RUN_MOST);
            return Some(((Code::TooMuch, message), end - self.blank));
        }
        None
    }
}
