//! Texts of cells to columns of values.

use std::collections::BTreeMap;

use super::value::Typing;
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::column::Column;
use crate::field::Value;
use crate::message::Message;
use crate::read::cells::{Interner, Sheet, TextColumn};
use crate::read::faults::Faults;

/// A column on its way from texts to values.
pub(super) struct Typed<'a> {
    typing: Typing<'a>,
    values: Values,
    codes: Vec<u32>,
}

impl<'a> Typed<'a> {
    /// A column without rows.
    pub(super) fn new(typing: Typing<'a>) -> Self {
        Self { typing, values: Values::default(), codes: Vec::new() }
    }

    /// Adds rows that are all blank.
    pub(super) fn add_blanks(&mut self, number: usize) {
        self.codes.resize(self.codes.len() + number, 0);
    }

    /// The column.
    pub(super) fn into_column(self) -> Column {
        Column::new(self.codes, self.values.list)
    }

    /// Adds the cells of one sheet; each distinct text is read once.
    pub(super) fn add(
        &mut self,
        sheet: &Sheet,
        at: usize,
        cells: &TextColumn,
        must: bool,
        faults: &mut Faults,
    ) {
        let mut code_of = Vec::with_capacity(cells.texts.len() + 1);
        code_of.push(0);
        let mut normalised: Option<(u32, String, usize)> = None;
        for (_, text, row) in cells.texts.iter() {
            let code = match self.typing.read(text) {
                Ok(found) => {
                    if found.normalised {
                        let first = (row, text.to_owned(), 0);
                        normalised.get_or_insert(first).2 += 1;
                    }
                    found.value.map_or(0, |value| self.values.code(value))
                }
                Err(fault) => {
                    let place = sheet.place(row as usize, at);
                    faults.push(
                        Diagnostic::at(fault.code, fault.message, &place)
                            .help(fault.help),
                    );
                    0
                }
            };
            code_of.push(code);
        }
        if let Some((row, text, number)) = normalised {
            let message = Message::new("facts-not-nfc")
                .with("column", self.typing.column)
                .with("table", self.typing.table.as_str())
                .with("text", if self.typing.quoted { text } else { "…".to_owned() })
                .with("number", number);
            let place = sheet.place(row as usize, at);
            faults.push(
                Diagnostic::at(Code::NotNormalised, message, &place)
                    .help(Message::new("facts-not-nfc-help")),
            );
        }
        if must {
            self.tell_blanks(sheet, at, cells, faults);
        }
        let same = code_of.iter().zip(0..).all(|(code, nth)| *code == nth);
        if same && self.codes.is_empty() {
            self.codes.clone_from(&cells.codes);
        } else {
            let of_text = |code: &u32| code_of.get(*code as usize).copied().unwrap_or(0);
            self.codes.extend(cells.codes.iter().map(of_text));
        }
    }

    fn tell_blanks(
        &self,
        sheet: &Sheet,
        at: usize,
        cells: &TextColumn,
        faults: &mut Faults,
    ) {
        let blank = cells.codes.iter().enumerate().filter(|(_, code)| **code == 0);
        for (row, _) in blank {
            let message = Message::new("facts-blank")
                .with("column", self.typing.column)
                .with("table", self.typing.table.as_str());
            let place = sheet.place(row, at);
            faults.push(
                Diagnostic::at(Code::Blank, message, &place)
                    .help(Message::new("facts-blank-help")),
            );
        }
    }
}

/// Distinct values, each under its code.
#[derive(Default)]
struct Values {
    list: Vec<Value>,
    texts: Interner,
    others: BTreeMap<Value, u32>,
}

impl Values {
    fn code(&mut self, value: Value) -> u32 {
        // OK because a table has fewer rows than `u32` has numbers.
        let next = self.list.len() as u32 + 1;
        let code = match &value {
            Value::Text(text) => self.texts.code(text.as_bytes(), 0),
            _ => *self.others.entry(value.clone()).or_insert(next),
        };
        if code == next {
            self.list.push(value);
        }
        code
    }
}
