//! Columns of Arrow to columns of texts and codes.

use std::collections::HashMap;
use std::hash::Hash;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, Time32MillisecondType,
    Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use passmuster::message::Message;
use passmuster::{Batch, BatchColumn};

use crate::number;
use crate::refused::Refused;

/// How many times more numbers than rows a column may span to be looked up in a table.
const SPAN: i64 = 4;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// A record batch as a batch of texts and codes.
///
/// `wanted` says of each column whether it is read.
///
/// # Errors
///
/// When a wanted column is of a type that has no cells, or a cell has no exact text.
#[cfg(feature = "arrow")]
pub fn batch_of(batch: &RecordBatch, wanted: &[bool]) -> Result<Batch, Refused> {
    let names: Vec<&str> =
        batch.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
    let read = wanted.iter().enumerate().filter(|(_, wanted)| **wanted);
    let read: Vec<usize> =
        read.map(|(at, _)| at).filter(|at| *at < names.len()).collect();
    let chosen = batch.project(&read).map_err(|fault| {
        let why = Message::new("file-damaged").with("why", fault.to_string());
        Refused::at(Message::new("place-batch"), why)
    })?;
    assemble(&names, &read, &chosen, Rows { file: None, first: 0 })
}

/// Which rows of which file a batch holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) file: Option<&'a str>,
    /// How many rows stand above.
    pub(crate) first: usize,
}

impl Rows<'_> {
    fn refused(self, row: usize, column: &str, why: Message) -> Refused {
        let place = match self.file {
            Some(file) => Message::new("place-row").with("file", file),
            None => Message::new("place-row-alone"),
        };
        let place = place.with("row", self.first + row + 1);
        Refused::at(place.with("column", column), why)
    }

    fn column_refused(self, column: &str, why: Message) -> Refused {
        let place = match self.file {
            Some(file) => Message::new("place-column").with("file", file),
            None => Message::new("place-column-alone"),
        };
        Refused::at(place.with("column", column), why)
    }
}

/// All columns by name, those at `read` with the cells of `chosen`.
pub(crate) fn assemble(
    names: &[&str],
    read: &[usize],
    chosen: &RecordBatch,
    rows: Rows<'_>,
) -> Result<Batch, Refused> {
    let unread =
        |name: &&str| BatchColumn { name: (*name).to_owned(), ..Default::default() };
    let mut columns: Vec<BatchColumn> = names.iter().map(unread).collect();
    for (at, array) in read.iter().zip(chosen.columns()) {
        if let Some(column) = columns.get_mut(*at) {
            if let Some(numbers) = whole_numbers(array.as_ref()) {
                column.numbers = numbers;
                continue;
            }
            let coded = coded(&column.name, array.as_ref(), rows)?;
            (column.texts, column.codes) = (coded.texts, coded.codes);
        }
    }
    Ok(Batch { rows: chosen.num_rows(), columns })
}

/// The cells of a column of whole numbers without a blank.
fn whole_numbers(array: &dyn Array) -> Option<Vec<i64>> {
    if array.null_count() > 0 {
        return None;
    }
    macro_rules! values {
        ($type:ty) => {
            array
                .as_primitive::<$type>()
                .values()
                .iter()
                .map(|it| i64::from(*it))
                .collect()
        };
    }
    Some(match array.data_type() {
        DataType::Int8 => values!(Int8Type),
        DataType::Int16 => values!(Int16Type),
        DataType::Int32 => values!(Int32Type),
        DataType::Int64 => values!(Int64Type),
        DataType::UInt8 => values!(UInt8Type),
        DataType::UInt16 => values!(UInt16Type),
        DataType::UInt32 => values!(UInt32Type),
        _ => return None,
    })
}

/// Texts and codes on their way.
#[derive(Default)]
struct Coded {
    texts: Vec<String>,
    codes: Vec<u32>,
}

impl Coded {
    fn add(&mut self, text: String) -> u32 {
        self.texts.push(text);
        // OK because a batch has fewer rows than `u32` has numbers.
        self.texts.len() as u32
    }
}

/// Reads the cells of one type, each through a function from its value to `i64` and from
/// there to a text.
macro_rules! whole {
    ($array:ident, $type:ty, $text:expr, $cell:expr) => {{
        let array = $array.as_primitive::<$type>();
        match array.null_count() {
            0 => numbers(array.values().iter().map(|it| Some(*it as i64)), $text, $cell),
            _ => numbers(array.iter().map(|it| it.map(|it| it as i64)), $text, $cell),
        }
    }};
}

fn coded(name: &str, array: &dyn Array, rows: Rows<'_>) -> Result<Coded, Refused> {
    let cell = |row: usize, why: Message| rows.refused(row, name, why);
    let shown = |number: i64| Ok(number.to_string());
    match array.data_type() {
        DataType::Null => Ok(Coded { texts: Vec::new(), codes: vec![0; array.len()] }),
        DataType::Boolean => {
            let cells = array.as_boolean().iter().map(|it| it.map(i64::from));
            numbers(cells, |it| Ok(if it == 1 { "yes" } else { "no" }.to_owned()), cell)
        }
        DataType::Int8 => whole!(array, Int8Type, shown, cell),
        DataType::Int16 => whole!(array, Int16Type, shown, cell),
        DataType::Int32 => whole!(array, Int32Type, shown, cell),
        DataType::Int64 => whole!(array, Int64Type, shown, cell),
        DataType::UInt8 => whole!(array, UInt8Type, shown, cell),
        DataType::UInt16 => whole!(array, UInt16Type, shown, cell),
        DataType::UInt32 => whole!(array, UInt32Type, shown, cell),
        DataType::UInt64 => {
            let cells = array.as_primitive::<UInt64Type>().iter();
            hashed(cells, |it| Ok(it.to_string()), cell)
        }
        DataType::Float32 => {
            let cells = array.as_primitive::<Float32Type>().iter();
            let text =
                |bits| number::exact_single(f32::from_bits(bits)).ok_or_else(inexact);
            hashed(cells.map(|it| it.map(f32::to_bits)), text, cell)
        }
        DataType::Float64 => {
            let cells = array.as_primitive::<Float64Type>().iter();
            let text = |bits| number::exact(f64::from_bits(bits)).ok_or_else(inexact);
            hashed(cells.map(|it| it.map(f64::to_bits)), text, cell)
        }
        DataType::Decimal32(_, scale) => {
            let cells = array.as_primitive::<Decimal32Type>().iter();
            hashed(cells, |it| Ok(number::scaled(i128::from(it), *scale)), cell)
        }
        DataType::Decimal64(_, scale) => {
            let cells = array.as_primitive::<Decimal64Type>().iter();
            hashed(cells, |it| Ok(number::scaled(i128::from(it), *scale)), cell)
        }
        DataType::Decimal128(_, scale) => {
            let cells = array.as_primitive::<Decimal128Type>().iter();
            hashed(cells, |it| Ok(number::scaled(it, *scale)), cell)
        }
        _ if array.data_type().is_temporal() => timed(name, array, rows),
        _ => texts(array).ok_or_else(|| no_cells(name, array.data_type(), rows)),
    }
}

/// Days, clock times and moments.
fn timed(name: &str, array: &dyn Array, rows: Rows<'_>) -> Result<Coded, Refused> {
    let cell = |row: usize, why: Message| rows.refused(row, name, why);
    let day = |number: i64| number::day(number).ok_or_else(no_day);
    let moment =
        |parts: i64| move |count: i64| number::moment(count, parts).ok_or_else(no_day);
    let clock = |parts: i64| {
        move |count: i64| {
            let rest = (count % parts) * (1_000_000_000 / parts);
            Ok(number::clock(count / parts, rest))
        }
    };
    use TimeUnit::{Microsecond, Millisecond, Nanosecond, Second};
    match array.data_type() {
        DataType::Date32 => whole!(array, Date32Type, day, cell),
        DataType::Date64 => {
            let of_day = |count: i64| match count % DAY {
                0 => day(count / DAY),
                _ => Err(Message::new("cell-part-of-day")),
            };
            whole!(array, Date64Type, of_day, cell)
        }
        DataType::Time32(Second) => whole!(array, Time32SecondType, clock(1), cell),
        DataType::Time32(Millisecond) => {
            whole!(array, Time32MillisecondType, clock(1_000), cell)
        }
        DataType::Time64(Microsecond) => {
            whole!(array, Time64MicrosecondType, clock(1_000_000), cell)
        }
        DataType::Time64(Nanosecond) => {
            whole!(array, Time64NanosecondType, clock(1_000_000_000), cell)
        }
        DataType::Timestamp(unit, None) => match unit {
            Second => whole!(array, TimestampSecondType, moment(1), cell),
            Millisecond => whole!(array, TimestampMillisecondType, moment(1_000), cell),
            Microsecond => {
                whole!(array, TimestampMicrosecondType, moment(1_000_000), cell)
            }
            Nanosecond => {
                whole!(array, TimestampNanosecondType, moment(1_000_000_000), cell)
            }
        },
        DataType::Timestamp(_, Some(zone)) => Err(rows.column_refused(
            name,
            Message::new("column-zone").with("zone", zone.as_ref()),
        )),
        kind => Err(no_cells(name, kind, rows)),
    }
}

/// Why a float is refused.
fn inexact() -> Message {
    Message::new("cell-inexact-float")
}

/// Why a day is refused.
fn no_day() -> Message {
    Message::new("cell-day")
}

fn no_cells(name: &str, kind: &DataType, rows: Rows<'_>) -> Refused {
    let why = match kind {
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
            Message::new("column-type-of-bytes")
        }
        _ => Message::new("column-type"),
    };
    rows.column_refused(name, why.with("type", kind.to_string()))
}

/// Codes of texts; `None` if these are no texts.
fn texts(array: &dyn Array) -> Option<Coded> {
    match array.data_type() {
        DataType::Utf8 => Some(interned(array.as_string::<i32>().iter())),
        DataType::LargeUtf8 => Some(interned(array.as_string::<i64>().iter())),
        DataType::Utf8View => Some(interned(array.as_string_view().iter())),
        DataType::Dictionary(..) => of_dictionary(array),
        _ => None,
    }
}

/// A dictionary is what we look for: its keys are the codes, and no row makes a text.
fn of_dictionary(array: &dyn Array) -> Option<Coded> {
    let dictionary = array.as_any_dictionary_opt()?;
    let words = texts(dictionary.values().as_ref())?;
    let keys = dictionary.keys();
    if words.codes.is_empty() {
        return Some(Coded { codes: vec![0; array.len()], ..words });
    }
    if keys.data_type() == &DataType::Int32 && keys.null_count() == 0 {
        // As Parquet mostly gives them.
        let code = |key: &i32| words.codes.get(usize::try_from(*key).ok()?).copied();
        let keys = keys.as_primitive::<Int32Type>().values().iter();
        let codes = keys.map(|key| code(key).unwrap_or(0)).collect();
        return Some(Coded { codes, texts: words.texts });
    }
    let code = |(row, key): (usize, usize)| match keys.is_null(row) {
        true => 0,
        false => words.codes.get(key).copied().unwrap_or(0),
    };
    let codes = dictionary.normalized_keys().into_iter().enumerate().map(code).collect();
    Some(Coded { codes, texts: words.texts })
}

fn interned<'a>(cells: impl Iterator<Item = Option<&'a str>>) -> Coded {
    let mut coded = Coded::default();
    let mut known: HashMap<&str, u32> = HashMap::new();
    for cell in cells {
        let code = match cell {
            None => 0,
            Some(text) => {
                *known.entry(text).or_insert_with(|| coded.add(text.to_owned()))
            }
        };
        coded.codes.push(code);
    }
    coded
}

/// Codes of whole numbers: by a table where they lie close together, as ids and days do.
fn numbers(
    cells: impl Iterator<Item = Option<i64>> + Clone,
    text: impl Fn(i64) -> Result<String, Message>,
    refused: impl Fn(usize, Message) -> Refused,
) -> Result<Coded, Refused> {
    let ends = cells.clone().flatten().fold(None, |ends: Option<(i64, i64)>, it| {
        Some(ends.map_or((it, it), |(low, high)| (low.min(it), high.max(it))))
    });
    let (low, high) = ends.unwrap_or_default();
    let rows = i64::try_from(cells.size_hint().0).unwrap_or_default();
    let most = rows.saturating_mul(SPAN).saturating_add(1 << 16);
    let span = high.checked_sub(low).filter(|span| *span <= most);
    let Some(span) = span.and_then(|span| usize::try_from(span).ok()) else {
        return hashed(cells, text, refused);
    };
    let mut table = vec![0_u32; span + 1];
    let mut coded = Coded::default();
    coded.codes.reserve(cells.size_hint().0);
    for (row, cell) in cells.enumerate() {
        let Some(number) = cell else {
            coded.codes.push(0);
            continue;
        };
        // OK because the table spans all numbers there are.
        let Some(code) = table.get_mut((number - low) as usize) else { continue };
        if *code == 0 {
            *code = coded.add(text(number).map_err(|why| refused(row, why))?);
        }
        coded.codes.push(*code);
    }
    Ok(coded)
}

fn hashed<K: Copy + Eq + Hash>(
    cells: impl Iterator<Item = Option<K>>,
    text: impl Fn(K) -> Result<String, Message>,
    refused: impl Fn(usize, Message) -> Refused,
) -> Result<Coded, Refused> {
    let mut coded = Coded::default();
    let mut known: HashMap<K, u32> = HashMap::new();
    for (row, cell) in cells.enumerate() {
        let code = match cell.map(|cell| (cell, known.get(&cell).copied())) {
            None => 0,
            Some((_, Some(code))) => code,
            Some((cell, None)) => {
                let code = coded.add(text(cell).map_err(|why| refused(row, why))?);
                known.insert(cell, code);
                code
            }
        };
        coded.codes.push(code);
    }
    Ok(coded)
}
