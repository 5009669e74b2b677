//! The sheets in `content.xml`, as a stream of rows with their repeats left folded.

use std::io::{self, BufRead, Read};

use passmuster::message::Message;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::cell::{Saved, Tag};
use super::{damaged, faulty, within};
use crate::refused::Refused;
use crate::spreadsheet::{Merged, address, place, place_of_sheet};

/// How deep tags may stand in each other; real files need some twenty.
const DEEPEST: usize = 256;
/// How many blanks a file may write by their number: as many letters as so many cells.
const BLANKS_MOST: usize = 1 << 24;

/// How long a tag may be, or a text between two.
const LONGEST: usize = 1 << 24;

/// Bytes of which only so many may come until more are allowed: a tag is kept whole in memory.
struct Bounded<R> {
    bytes: R,
    left: usize,
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(piece)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.left {
            0 => Err(io::ErrorKind::FileTooLarge.into()),
            _ => self.bytes.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.bytes.consume(count);
    }
}

/// What comes by.
pub(super) enum Seen<'a> {
    /// A sheet of this name begins.
    Sheet(&'a str),
    /// Cells of it are one.
    Merged(Merged),
    /// A row that holds something.
    Row(Row),
    /// The sheet ends.
    End,
}

/// A row, with the cells that hold something.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) at: u64,
    pub(super) repeated: u64,
    pub(super) cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) at: u64,
    pub(super) repeated: u64,
    pub(super) value: Saved,
}

/// Where in the text the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Document,
    Body,
    Book,
    Sheet,
    /// Rows that are grouped, or repeated on each page.
    Rows,
    Row,
    Cell,
    Paragraph,
    /// What stands around paragraphs in a cell.
    Block,
}

/// The text of a workbook on its way to rows.
pub(super) struct Content<'a, R> {
    file: &'a str,
    reader: Reader<Bounded<R>>,
    /// The tags that are open, from the outermost; behind them, those that are nothing to us.
    open: Vec<Within>,
    skipped: usize,
    sheet: String,
    row: Row,
    /// The column of the next cell.
    column: u64,
    repeated: u64,
    tag: Tag,
    /// Whether a paragraph of the cell came before this one.
    paragraphs: bool,
    /// Whether blanks that come now are none: they follow upon others, or begin a paragraph.
    collapsed: bool,
    blanks_left: usize,
}

type Take<'t> = &'t mut dyn FnMut(Seen<'_>) -> Result<(), Refused>;

impl<'a, R: BufRead> Content<'a, R> {
    pub(super) fn new(file: &'a str, text: R) -> Self {
        let mut reader = Reader::from_reader(Bounded { bytes: text, left: LONGEST });
        reader.config_mut().expand_empty_elements = true;
        Self {
            file,
            reader,
            open: Vec::new(),
            skipped: 0,
            sheet: String::new(),
            row: Row::default(),
            column: 0,
            repeated: 1,
            tag: Tag::default(),
            paragraphs: false,
            collapsed: true,
            blanks_left: BLANKS_MOST,
        }
    }

    /// Gives all that there is, sheet by sheet and row by row.
    pub(super) fn walk(mut self, take: Take<'_>) -> Result<(), Refused> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let file = self.file;
            self.reader.get_mut().left = LONGEST;
            let event = self.reader.read_event_into(&mut buffer);
            match event.map_err(|fault| unread(file, &fault))? {
                Event::Start(tag) => self.start(&tag, take)?,
                Event::End(_) if self.skipped > 0 => self.skipped -= 1,
                Event::End(_) => self.end(take)?,
                Event::Text(text) => self.add_text(&text),
                Event::CData(text) => self.add_text(&text),
                Event::GeneralRef(named) => self.add_named(&named)?,
                // Names that a file gives to texts, and names in those, are how it bursts.
                Event::DocType(_) => {
                    return Err(damaged(file, Message::new("ods-dtd")));
                }
                Event::Eof if self.open.is_empty() && self.skipped == 0 => return Ok(()),
                Event::Eof => return Err(damaged(file, Message::new("ods-ends-early"))),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, take: Take<'_>) -> Result<(), Refused> {
        if self.skipped + self.open.len() > DEEPEST {
            let why = Message::new("ods-deep").with("most", DEEPEST);
            return Err(damaged(self.file, why));
        }
        let name = tag.name();
        let within = match (self.open.last(), name.as_ref()) {
            _ if self.skipped > 0 => None,
            (None, "office:document-content") => Some(Within::Document),
            (Some(Within::Document), "office:body") => Some(Within::Body),
            (Some(Within::Body), "office:spreadsheet") => Some(Within::Book),
            (Some(Within::Book), "table:table") => self.start_sheet(tag, take)?,
            (
                Some(Within::Sheet | Within::Rows),
                "table:table-header-rows" | "table:table-rows" | "table:table-row-group",
            ) => Some(Within::Rows),
            (Some(Within::Sheet | Within::Rows), "table:table-row") => {
                self.row.repeated = self.number(tag, "table:number-rows-repeated")?;
                self.column = 0;
                Some(Within::Row)
            }
            (Some(Within::Row), "table:table-cell" | "table:covered-table-cell") => {
                self.start_cell(tag, take)?
            }
            // What is no cell where cells stand would be left out of the row in silence.
            (Some(Within::Row), _) => {
                return Err(damaged(self.file, Message::new("ods-no-cell")));
            }
            (Some(Within::Cell | Within::Block), "table:table") => {
                return Err(self.refused(Message::new("ods-inner-table")));
            }
            (Some(Within::Cell | Within::Block), "text:p" | "text:h") => {
                if self.paragraphs {
                    self.tag.shown.push('\n');
                }
                (self.paragraphs, self.collapsed) = (true, true);
                Some(Within::Paragraph)
            }
            (
                Some(Within::Cell | Within::Block),
                "text:list" | "text:list-item" | "text:list-header" | "text:section",
            ) => Some(Within::Block),
            (Some(Within::Paragraph), inner) => self.start_inner(inner, tag)?,
            _ => None,
        };
        match within {
            Some(within) => self.open.push(within),
            None => self.skipped += 1,
        }
        Ok(())
    }

    fn start_sheet(
        &mut self,
        tag: &BytesStart<'_>,
        take: Take<'_>,
    ) -> Result<Option<Within>, Refused> {
        let name = self.attribute(tag, "table:name")?.unwrap_or_default();
        // What was kept of other files stands among the sheets, and no program shows it.
        if name.starts_with('\'') && name.contains("'#$") {
            return Ok(None);
        }
        take(Seen::Sheet(&name))?;
        self.sheet = name;
        self.row = Row::default();
        Ok(Some(Within::Sheet))
    }

    fn start_cell(
        &mut self,
        tag: &BytesStart<'_>,
        take: Take<'_>,
    ) -> Result<Option<Within>, Refused> {
        self.tag = Tag::default();
        self.paragraphs = false;
        self.repeated = self.number(tag, "table:number-columns-repeated")?;
        let across = self.number(tag, "table:number-columns-spanned")?;
        let down = self.number(tag, "table:number-rows-spanned")?;
        self.tag.kind = self.attribute(tag, "office:value-type")?;
        let of_kind = match self.tag.kind.as_deref() {
            Some("boolean") => "office:boolean-value",
            Some("date") => "office:date-value",
            Some("time") => "office:time-value",
            Some("float" | "percentage" | "currency") => "office:value",
            _ => "office:string-value",
        };
        self.tag.value = self.attribute(tag, of_kind)?;
        self.tag.formula = self.attribute(tag, "table:formula")?;
        let kind = self.attribute(tag, "calcext:value-type")?;
        self.tag.error = kind.as_deref() == Some("error");
        if across > 1 || down > 1 {
            let far = |at: u64, more: u64| at.saturating_add(more).saturating_sub(1);
            let (row, column) = (self.row.at, self.column);
            let last = far(column, across.saturating_mul(self.repeated));
            // A sheet ends where it ends, however far its cells are said to go.
            let last = within(far(row, down), last).unwrap_or((u32::MAX, u32::MAX));
            if let Some(first) = within(row, column) {
                take(Seen::Merged((first, last)))?;
            }
        }
        Ok(Some(Within::Cell))
    }

    /// What stands within a paragraph.
    fn start_inner(
        &mut self,
        name: &str,
        tag: &BytesStart<'_>,
    ) -> Result<Option<Within>, Refused> {
        match name {
            "text:s" => {
                let count = self.number(tag, "text:c")?;
                let left = usize::try_from(count)
                    .ok()
                    .and_then(|count| self.blanks_left.checked_sub(count));
                let left =
                    left.ok_or_else(|| self.refused(Message::new("ods-blanks")))?;
                self.tag.shown.extend(std::iter::repeat_n(' ', self.blanks_left - left));
                self.blanks_left = left;
            }
            "text:tab" => self.tag.shown.push('\t'),
            "text:line-break" => self.tag.shown.push('\n'),
            // Comments, notes and how a word is spoken are no part of what stands there.
            "office:annotation" | "text:note" | "text:ruby-text" => return Ok(None),
            name if name.starts_with("draw:") => return Ok(None),
            _ => return Ok(Some(Within::Paragraph)),
        }
        self.collapsed = false;
        Ok(Some(Within::Paragraph))
    }

    fn end(&mut self, take: Take<'_>) -> Result<(), Refused> {
        match self.open.pop() {
            Some(Within::Cell) => {
                let value = std::mem::take(&mut self.tag).into_saved();
                let (at, repeated) = (self.column, self.repeated);
                self.column = at.saturating_add(repeated);
                if value != Saved::Blank {
                    self.row.cells.push(Cell { at, repeated, value });
                }
            }
            Some(Within::Row) => {
                let next = self.row.at.saturating_add(self.row.repeated);
                let row = std::mem::take(&mut self.row);
                self.row.at = next;
                if !row.cells.is_empty() {
                    take(Seen::Row(row))?;
                }
            }
            Some(Within::Sheet) => take(Seen::End)?,
            _ => {}
        }
        Ok(())
    }

    /// Adds what stands between tags: blanks are one, and none where a paragraph begins.
    fn add_text(&mut self, text: &str) {
        if self.skipped > 0 || self.open.last() != Some(&Within::Paragraph) {
            return;
        }
        for letter in text.chars() {
            let is_blank = matches!(letter, ' ' | '\t' | '\r' | '\n');
            match is_blank {
                true if self.collapsed => {}
                true => self.tag.shown.push(' '),
                false => self.tag.shown.push(letter),
            }
            self.collapsed = is_blank;
        }
    }

    /// Adds a letter that is written by its name or its number.
    fn add_named(&mut self, named: &BytesRef<'_>) -> Result<(), Refused> {
        let number =
            named.resolve_char_ref().map_err(|fault| faulty(self.file, &fault))?;
        let letter = match (number, named.as_ref()) {
            (Some(letter), _) => letter,
            (None, "amp") => '&',
            (None, "lt") => '<',
            (None, "gt") => '>',
            (None, "quot") => '"',
            (None, "apos") => '\'',
            (None, _) => {
                return Err(damaged(self.file, Message::new("ods-letter")));
            }
        };
        self.add_text(letter.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn attribute(
        &self,
        tag: &BytesStart<'_>,
        name: &str,
    ) -> Result<Option<String>, Refused> {
        let found =
            tag.try_get_attribute(name).map_err(|fault| faulty(self.file, &fault))?;
        let Some(found) = found else { return Ok(None) };
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|fault| faulty(self.file, &fault))?;
        Ok(Some(value.into_owned()))
    }

    /// How often, or how far; once if nothing is said.
    fn number(&self, tag: &BytesStart<'_>, name: &'static str) -> Result<u64, Refused> {
        let Some(value) = self.attribute(tag, name)? else { return Ok(1) };
        let number = value.parse::<u32>().ok().filter(|number| *number > 0);
        number.map(u64::from).ok_or_else(|| {
            let why = Message::new("ods-number").with("key", name);
            damaged(self.file, why.with("most", i64::from(u32::MAX)))
        })
    }

    fn refused(&self, why: Message) -> Refused {
        let (sheet, file) = (&self.sheet, self.file);
        let place = match within(self.row.at, self.column) {
            Some(at) => place(&address(at), sheet, file),
            None => place_of_sheet(sheet, file),
        };
        Refused::at(place, why)
    }
}

/// Why no tag and no text could be read.
fn unread(file: &str, fault: &quick_xml::Error) -> Refused {
    match fault {
        quick_xml::Error::Io(fault) if fault.kind() == io::ErrorKind::FileTooLarge => {
            damaged(file, Message::new("ods-tag").with("most", LONGEST >> 20))
        }
        other => faulty(file, other),
    }
}
