//! Flat structs to cells: a small serde serializer whose fields are columns.

use std::fmt;

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};

use super::{Head, Origin, Sheet, TextColumn};
use crate::diagnostic::{Code, Diagnostic};
use crate::message::Message;
use crate::read::faults::Faults;
use crate::source::Span;

/// Reads structs or maps: each field is a column, in the order in which it first occurs.
pub(crate) fn sheet_of_rows<R: Serialize>(
    table: &str,
    rows: impl IntoIterator<Item = R>,
    faults: &mut Faults,
) -> Sheet {
    let origin = Origin::Rows { table: table.to_owned(), numbers: Vec::new() };
    let mut sheet = Sheet { origin, header: Vec::new(), columns: Vec::new(), len: 0 };
    let mut cell = String::new();
    // OK because memory ends long before 2^32 rows.
    for (row, number) in rows.into_iter().zip(1..u32::MAX) {
        if let Origin::Rows { numbers, .. } = &mut sheet.origin {
            numbers.push(number);
        }
        let writer = RowWriter { sheet: &mut sheet, cell: &mut cell, next: 0 };
        match row.serialize(writer) {
            Ok(()) => sheet.len += 1,
            Err(refusal) => {
                faults.push(refusal.diagnostic(&sheet));
                sheet.forget_row();
            }
        }
    }
    for column in sheet.columns.iter_mut().flatten() {
        column.codes.resize(sheet.len, 0);
    }
    sheet
}

impl Sheet {
    /// Takes back what a refused row has written so far.
    fn forget_row(&mut self) {
        if let Origin::Rows { numbers, .. } = &mut self.origin {
            numbers.truncate(self.len);
        }
        for column in self.columns.iter_mut().flatten() {
            column.codes.truncate(self.len);
        }
    }
}

/// Why a struct is no row.
#[derive(Debug)]
struct Refusal {
    message: Message,
    column: Option<usize>,
}

impl Refusal {
    fn new(key: &'static str) -> Self {
        Self { message: Message::new(key), column: None }
    }

    fn diagnostic(self, sheet: &Sheet) -> Diagnostic {
        let place = match self.column {
            Some(column) => sheet.place(sheet.len, column),
            None => sheet.row_place(sheet.len),
        };
        Diagnostic::at(Code::NotARow, self.message, &place)
            .help(Message::new("facts-row-help"))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)
    }
}

impl std::error::Error for Refusal {}

impl serde::ser::Error for Refusal {
    fn custom<T: fmt::Display>(why: T) -> Self {
        let mut refusal = Self::new("facts-row-custom");
        refusal.message = refusal.message.with("why", why.to_string());
        refusal
    }
}

struct RowWriter<'a> {
    sheet: &'a mut Sheet,
    cell: &'a mut String,
    /// The column that the next field most likely is: structs repeat their order.
    next: usize,
}

impl RowWriter<'_> {
    fn field<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
    ) -> Result<(), Refusal> {
        let at = self.column(name);
        self.next = at + 1;
        self.cell.clear();
        value
            .serialize(CellWriter(self.cell))
            .map_err(|refusal| Refusal { column: Some(at), ..refusal })?;
        let row = self.sheet.len;
        let Some(Some(column)) = self.sheet.columns.get_mut(at) else { return Ok(()) };
        if column.codes.len() > row {
            return Err(Refusal {
                column: Some(at),
                ..Refusal::new("facts-row-field-twice")
            });
        }
        column.codes.resize(row, 0);
        column.codes.push(column.texts.code(self.cell.as_bytes(), row as u32));
        Ok(())
    }

    fn column(&mut self, name: &str) -> usize {
        let header = &mut self.sheet.header;
        if header.get(self.next).is_some_and(|head| head.name == name) {
            return self.next;
        }
        if let Some(at) = header.iter().position(|head| head.name == name) {
            return at;
        }
        header.push(Head { name: name.to_owned(), span: Span::default() });
        self.sheet.columns.push(Some(TextColumn::default()));
        header.len() - 1
    }
}

/// Refuses each shape that is no row.
macro_rules! no_row {
    ($($method:ident($type:ty)),*) => {
        $(fn $method(self, _: $type) -> Result<(), Refusal> {
            Err(Refusal::new("facts-row-not-flat"))
        })*
    };
}

/// The shapes that neither a row nor a cell has.
macro_rules! no_compound {
    ($key:literal) => {
        type SerializeSeq = Impossible<(), Refusal>;
        type SerializeTuple = Impossible<(), Refusal>;
        type SerializeTupleStruct = Impossible<(), Refusal>;
        type SerializeTupleVariant = Impossible<(), Refusal>;
        type SerializeStructVariant = Impossible<(), Refusal>;

        fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Refusal> {
            Err(Refusal::new($key))
        }

        fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Refusal> {
            Err(Refusal::new($key))
        }

        fn serialize_tuple_struct(
            self,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeTupleStruct, Refusal> {
            Err(Refusal::new($key))
        }

        fn serialize_tuple_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeTupleVariant, Refusal> {
            Err(Refusal::new($key))
        }

        fn serialize_struct_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Self::SerializeStructVariant, Refusal> {
            Err(Refusal::new($key))
        }

        fn serialize_newtype_variant<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: &T,
        ) -> Result<(), Refusal> {
            Err(Refusal::new($key))
        }
    };
}

impl<'a> Serializer for RowWriter<'a> {
    type Ok = ();
    type Error = Refusal;
    type SerializeMap = MapWriter<'a>;
    type SerializeStruct = Self;

    no_row!(
        serialize_bool(bool),
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64),
        serialize_f32(f32),
        serialize_f64(f64),
        serialize_char(char),
        serialize_str(&str),
        serialize_bytes(&[u8]),
        serialize_unit_struct(&'static str)
    );
    no_compound!("facts-row-not-flat");

    fn serialize_none(self) -> Result<(), Refusal> {
        Err(Refusal::new("facts-row-not-flat"))
    }

    fn serialize_unit(self) -> Result<(), Refusal> {
        Err(Refusal::new("facts-row-not-flat"))
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
    ) -> Result<(), Refusal> {
        Err(Refusal::new("facts-row-not-flat"))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, row: &T) -> Result<(), Refusal> {
        row.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        row: &T,
    ) -> Result<(), Refusal> {
        row.serialize(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<MapWriter<'a>, Refusal> {
        Ok(MapWriter { row: self, key: String::new() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Refusal> {
        Ok(self)
    }
}

impl SerializeStruct for RowWriter<'_> {
    type Ok = ();
    type Error = Refusal;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Refusal> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), Refusal> {
        Ok(())
    }
}

struct MapWriter<'a> {
    row: RowWriter<'a>,
    key: String,
}

impl SerializeMap for MapWriter<'_> {
    type Ok = ();
    type Error = Refusal;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refusal> {
        self.key.clear();
        key.serialize(CellWriter(&mut self.key))
    }

    fn serialize_value<T: Serialize + ?Sized>(
        &mut self,
        value: &T,
    ) -> Result<(), Refusal> {
        let key = std::mem::take(&mut self.key);
        self.row.field(&key, value)
    }

    fn end(self) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Writes one cell as its text; nothing for `None`.
struct CellWriter<'a>(&'a mut String);

/// Writes numbers as Rust shows them.
macro_rules! shown {
    ($($method:ident($type:ty)),*) => {
        $(fn $method(self, value: $type) -> Result<(), Refusal> {
            use fmt::Write;
            write!(self.0, "{value}").map_err(|_| Refusal::new("facts-row-nested"))
        })*
    };
}

impl Serializer for CellWriter<'_> {
    type Ok = ();
    type Error = Refusal;
    type SerializeMap = Impossible<(), Refusal>;
    type SerializeStruct = Impossible<(), Refusal>;

    shown!(
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_i128(i128),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64),
        serialize_u128(u128),
        serialize_f32(f32),
        serialize_f64(f64),
        serialize_char(char)
    );
    no_compound!("facts-row-nested");

    fn serialize_bool(self, value: bool) -> Result<(), Refusal> {
        self.serialize_str(if value { "yes" } else { "no" })
    }

    fn serialize_str(self, value: &str) -> Result<(), Refusal> {
        self.0.push_str(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Refusal> {
        Err(Refusal::new("facts-row-nested"))
    }

    fn serialize_none(self) -> Result<(), Refusal> {
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Refusal> {
        Ok(())
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Refusal> {
        self.serialize_str(name)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Refusal> {
        self.serialize_str(variant)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refusal> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Refusal> {
        value.serialize(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Refusal> {
        Err(Refusal::new("facts-row-nested"))
    }

    fn serialize_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStruct, Refusal> {
        Err(Refusal::new("facts-row-nested"))
    }
}
