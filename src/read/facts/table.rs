//! The sheets of one table to typed columns.

use std::collections::BTreeMap;

use super::alike;
use super::settings::TableStated;
use super::typed::Typed;
use super::value::Typing;
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::column::Column;
use crate::facts::rows::Rows;
use crate::field::{Field, Fields, Table};
use crate::message::Message;
use crate::nearest::nearest;
use crate::read::cells::{Head, Sheet};
use crate::read::faults::Faults;
use crate::report::Notice;
use crate::source::Place;

/// One table as read, with the places of its cells.
pub(crate) struct TableRead {
    pub(crate) table: Table,
    pub(crate) rows: Rows,
    sheets: Vec<Sheet>,
    /// For each column where it stands in each sheet.
    at: BTreeMap<String, Vec<Option<usize>>>,
    /// Whether no fault was found in it.
    pub(crate) sound: bool,
}

impl TableRead {
    /// The sheet of a row, and the row within it.
    fn sheet(&self, row: usize) -> Option<(usize, &Sheet, usize)> {
        let mut rest = row;
        for (nth, sheet) in self.sheets.iter().enumerate() {
            if rest < sheet.len {
                return Some((nth, sheet, rest));
            }
            rest -= sheet.len;
        }
        None
    }

    /// The place of a cell; of its row where the sheet lacks the column.
    pub(crate) fn place(&self, row: usize, column: &str) -> Option<Place> {
        let (nth, sheet, row) = self.sheet(row)?;
        let at = self.at.get(column).and_then(|at| at.get(nth).copied().flatten());
        Some(at.map_or_else(|| sheet.row_place(row), |at| sheet.place(row, at)))
    }

    /// A fault at a cell.
    pub(crate) fn fault(
        &self,
        code: Code,
        message: Message,
        row: usize,
        column: &str,
    ) -> Diagnostic {
        let message = message.with("table", self.table.as_str()).with("column", column);
        match self.place(row, column) {
            Some(place) => Diagnostic::at(code, message, &place),
            None => Diagnostic::without_place(code, message),
        }
    }

    /// The place of the first header.
    pub(crate) fn header_place(&self) -> Option<Place> {
        self.sheets.first().map(Sheet::header_place)
    }

    /// The columns of the files that nobody reads.
    pub(crate) fn unread_heads(&self) -> impl Iterator<Item = &Head> {
        let read = |nth: usize, column: usize| {
            self.at.values().any(|at| at.get(nth) == Some(&Some(column)))
        };
        self.sheets.iter().enumerate().flat_map(move |(nth, sheet)| {
            let heads = sheet.header.iter().enumerate();
            heads.filter(move |(column, _)| !read(nth, *column)).map(|(_, head)| head)
        })
    }

    /// How a row is named in a sentence: by its line, or by its number.
    pub(crate) fn row_name(&self, row: usize) -> Message {
        let Some((_, sheet, within)) = self.sheet(row) else {
            return Message::new("facts-row-name").with("row", row + 1);
        };
        let place = sheet.row_place(within);
        if !place.source.has_text() {
            if sheet.is_made() {
                return Message::new("facts-place-name")
                    .with("place", place.source.name());
            }
            return Message::new("facts-row-name").with("row", sheet.number(within));
        }
        Message::new("facts-line-name")
            .with("line", i64::from(place.line_column().0))
            .with("file", place.source.name())
    }
}

/// The fields that a table's columns may be; an attendance table without a register
/// carries those of people as well.
pub(crate) fn fields_of(fields: &Fields, table: Table, flat: bool) -> Vec<Field> {
    let mut own: Vec<Field> = fields.of_table(table).cloned().collect();
    if table == Table::Attendance && flat {
        let spell = ["person", "from", "through"];
        let of_people = fields
            .of_table(Table::People)
            .filter(|field| !spell.contains(&field.column.as_str()));
        own.extend(of_people.cloned());
    }
    own
}

/// The columns without which a table says nothing, and whether their cells may be blank.
pub(crate) fn required(table: Table, flat: bool) -> &'static [(&'static str, bool)] {
    match table {
        Table::People => &[("person", false), ("unit", false)],
        Table::Units => &[("unit", false)],
        Table::Attendance if flat => {
            &[("person", false), ("date", false), ("status", true), ("unit", false)]
        }
        Table::Attendance => &[("person", false), ("date", false), ("status", true)],
        Table::Gatherings => {
            &[("gathering", false), ("date", false), ("place", true), ("people", true)]
        }
        Table::Visits => &[("visit", false), ("date", false), ("unit", false)],
        Table::Records => &[("kind", false), ("date", false)],
        Table::Grants => &[
            ("grant", false),
            ("rule", false),
            ("from", false),
            ("through", true),
            ("by", false),
            ("granted_on", false),
        ],
        Table::Levels => {
            &[("series", false), ("place", false), ("from", false), ("level", false)]
        }
        Table::Calendar => &[("date", false), ("kind", false)],
    }
}

/// What a table is read by.
pub(crate) struct Reader<'a> {
    pub(crate) table: Table,
    pub(crate) flat: bool,
    pub(crate) fields: Vec<Field>,
    pub(crate) stated: &'a TableStated,
}

impl Reader<'_> {
    /// What the file calls a column of ours.
    pub(super) fn theirs<'a>(&'a self, ours: &'a str) -> &'a str {
        self.stated.columns.get(ours).map_or(ours, |spot| spot.text.as_str())
    }

    /// Whether a column of the file is read.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.ours(name).is_some()
    }

    /// Whether other systems call people by a column of the file.
    pub(crate) fn is_asked(&self, name: &str) -> bool {
        self.stated.asked.iter().any(|asked| asked == name)
    }

    /// What we call a column of the file, if we read it.
    pub(crate) fn ours(&self, name: &str) -> Option<&str> {
        let ours = self.fields.iter().map(|field| field.column.as_str());
        let mut ours = ours.filter(|ours| same_text(self.theirs(ours), name));
        ours.next()
    }

    /// Types every column of the sheets.
    pub(crate) fn read(
        &self,
        mut sheets: Vec<Sheet>,
        faults: &mut Faults,
        notices: &mut Vec<Notice>,
    ) -> TableRead {
        let before = faults.errors();
        self.check_stated(faults);
        let mut at: BTreeMap<String, Vec<Option<usize>>> = BTreeMap::new();
        for field in &self.fields {
            let ours = field.column.as_str();
            let theirs = self.theirs(ours);
            let find = |sheet: &Sheet| {
                sheet.header.iter().position(|head| same_text(theirs, &head.name))
            };
            at.insert(ours.to_owned(), sheets.iter().map(find).collect());
        }
        self.check_header(&sheets, &at, faults);
        self.tell_unread(&sheets, notices);
        let len = sheets.iter().map(|sheet| sheet.len).sum();
        let mut rows = Rows { len, columns: BTreeMap::new() };
        for field in &self.fields {
            let ours = field.column.as_str();
            let in_sheets = at.get(ours).map(Vec::as_slice).unwrap_or_default();
            let column = if self.stated.fixed.contains_key(ours) {
                self.fixed(field, len)
            } else if in_sheets.iter().any(Option::is_some) {
                Some(self.column(field, &sheets, in_sheets, faults))
            } else {
                None
            };
            if let Some(column) = column {
                rows.columns.insert(ours.to_owned(), column);
            }
        }
        sheets.iter_mut().for_each(Sheet::drop_cells);
        let mut read = TableRead { table: self.table, rows, sheets, at, sound: true };
        alike::check(&read, &self.fields, faults);
        read.sound = faults.errors() == before;
        read
    }

    fn typing<'a>(&'a self, field: &'a Field) -> Typing<'a> {
        let column = field.column.as_str();
        Typing {
            table: self.table,
            column,
            kind: &field.kind,
            dates: &self.stated.dates,
            meanings: self.stated.codes.get(column).map(|codes| &codes.meanings),
            quoted: field.is_quoted(),
        }
    }

    /// Whether `facts.yaml` speaks only of columns that the table may have, and gives
    /// them values that they may have.
    fn check_stated(&self, faults: &mut Faults) {
        let stated = self.stated;
        let names = stated
            .columns
            .iter()
            .chain(&stated.fixed)
            .map(|(name, spot)| (name, &spot.place))
            .chain(stated.codes.iter().map(|(name, codes)| (name, &codes.place)));
        for (name, place) in names {
            let known = self.fields.iter().map(|field| field.column.as_str());
            if known.clone().any(|known| known == name.as_str()) {
                continue;
            }
            let message = Message::new("facts-no-such-column")
                .with("column", name.as_str())
                .with("table", self.table.as_str());
            let help = match nearest(name, known) {
                Some(near) => Message::new("facts-did-you-mean").with("near", near),
                None => Message::new("facts-no-such-column-help")
                    .with("table", self.table.as_str()),
            };
            faults.push(Diagnostic::at(Code::Column, message, place).help(help));
        }
        for field in &self.fields {
            let typing = self.typing(field);
            let column = field.column.as_str();
            let meanings = stated.codes.get(column).map(|codes| &codes.meanings);
            let meanings = meanings.into_iter().flat_map(BTreeMap::values);
            for spot in meanings.chain(stated.fixed.get(column)) {
                if let Some(Err(fault)) =
                    (!spot.text.is_empty()).then(|| typing.meaning(&spot.text))
                {
                    faults.push(
                        Diagnostic::at(fault.code, fault.message, &spot.place)
                            .help(fault.help),
                    );
                }
            }
        }
    }

    fn fixed(&self, field: &Field, len: usize) -> Option<Column> {
        let spot = self.stated.fixed.get(field.column.as_str())?;
        // OK because `check_stated` has told what is wrong with it.
        let value = self.typing(field).meaning(&spot.text).ok().flatten()?;
        Some(Column::new(vec![1; len], vec![value]))
    }

    fn column(
        &self,
        field: &Field,
        sheets: &[Sheet],
        at: &[Option<usize>],
        faults: &mut Faults,
    ) -> Column {
        let mut typed = Typed::new(self.typing(field));
        let must =
            required(self.table, self.flat).contains(&(field.column.as_str(), false));
        for (sheet, at) in sheets.iter().zip(at) {
            let texts = at.and_then(|at| {
                Some((at, sheet.columns.get(at).and_then(Option::as_ref)?))
            });
            match texts {
                Some((at, texts)) => typed.add(sheet, at, texts, must, faults),
                None => typed.add_blanks(sheet.len),
            }
        }
        typed.into_column()
    }
}

/// Whether two names are the same text in NFC.
fn same_text(left: &str, right: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    left == right || (!right.is_ascii() && left.nfc().eq(right.nfc()))
}
