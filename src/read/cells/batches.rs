//! Cells that come in columns, batch by batch, from files that are no text.

use std::collections::HashMap;

use super::{Head, Origin, Sheet, TextColumn, check_names, named};
use crate::error::{Error, Fault};
use crate::read::faults::Faults;
use crate::source::{Place, Span};

/// A table in columns, and how its rows and cells are called where something is wrong.
///
/// Whoever reads Parquet, spreadsheets or a database pushes batches as they come: of each
/// only the codes stay, and of each distinct text one.
///
/// ```
/// use passmuster::{Batch, BatchColumn, Batches, Rulebook, Source};
/// # let order = Source::new("order-7.yaml", "
/// # passmuster: 1
/// # directive: { id: our-order-7-2021 }
/// # in_force: { from: 2021-02-17, through: 2021-03-02 }
/// # rules:
/// #   - id: onsite-cap
/// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// # ");
/// let column = |name: &str, texts: &[&str], codes: &[u32]| BatchColumn {
///     name: name.to_owned(),
///     texts: texts.iter().map(|text| text.to_string()).collect(),
///     codes: codes.to_vec(),
///     ..BatchColumn::default()
/// };
/// let batch = Batch {
///     rows: 3,
///     columns: vec![
///         column("person", &["an", "binh", "chi"], &[1, 2, 3]),
///         column("unit", &["tong-hop"], &[1, 1, 1]),
///         column("date", &["2021-02-18"], &[1, 1, 1]),
///         column("status", &["on-site", "at-home"], &[1, 1, 2]),
///     ],
/// };
/// let mut attendance = Batches::of_rows("attendance.parquet");
/// attendance.push(batch)?;
/// let rulebook = Rulebook::read([order])?;
/// let refused = rulebook.facts().batches("attendance", attendance).build().unwrap_err();
/// let place = "row 3 of `attendance.parquet`, column `status`: error[E511]";
/// assert!(refused.to_string().starts_with(place));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Batches {
    sheet: Sheet,
}

/// Some rows of a table, column by column; every batch of a table has the same columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// How many rows there are.
    pub rows: usize,
    /// The columns, in the order of the file.
    pub columns: Vec<BatchColumn>,
}

/// A column of a batch: each distinct text once, and for each row which of them it is; or
/// whole numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchColumn {
    /// Its name in the file.
    pub name: String,
    /// The distinct texts. One that no row has is not looked at.
    pub texts: Vec<String>,
    /// For each row 0, a blank, or n, the nth text; no codes at all for a column that
    /// nobody reads.
    pub codes: Vec<u32>,
    /// For each row a whole number, which stands for its text: of a column that holds
    /// nothing else, and no blank. It has no texts and no codes then.
    pub numbers: Vec<i64>,
}

impl BatchColumn {
    /// Whether it has one cell for each of so many rows, and each stands for something.
    pub(crate) fn is_whole(&self, rows: usize) -> bool {
        // Folded, so that many are looked at in one step.
        let most = self.codes.iter().fold(0, |most, code| most.max(*code)) as usize;
        let is_of_numbers = self.codes.is_empty() && self.texts.is_empty();
        match self.numbers.is_empty() {
            true => self.codes.len() == rows && most <= self.texts.len(),
            false => self.numbers.len() == rows && is_of_numbers,
        }
    }

    /// Whether it has no cells, for nobody reads it.
    fn is_unread(&self) -> bool {
        self.codes.is_empty() && self.numbers.is_empty()
    }
}

/// Where the cells of a sheet stand: `B7` of sheet `T2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// The name of the sheet.
    pub sheet: String,
    /// The letters of each column, such as `B`.
    pub letters: Vec<String>,
    /// The number of the row that names the columns.
    pub header: u32,
    /// The number of each row below it.
    pub rows: Vec<u32>,
}

impl Addresses {
    pub(super) fn cell(&self, file: &str, row: usize, column: usize) -> String {
        let letters = self.letters.get(column).map_or("", String::as_str);
        format!("`{letters}{row}` of {}", whole(file, Some(self)))
    }

    pub(super) fn number(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |number| *number as usize)
    }
}

/// The whole of a file, or of a sheet in it.
pub(super) fn whole(file: &str, addresses: Option<&Addresses>) -> String {
    match addresses {
        Some(addresses) => format!("sheet `{}` in `{file}`", addresses.sheet),
        None => format!("`{file}`"),
    }
}

impl Batches {
    /// Of a file whose rows have no name but their number: row 17 of `attendance.parquet`.
    pub fn of_rows(file: &str) -> Self {
        Self::of(file, None)
    }

    /// Of a sheet, whose cells have addresses: `B7` of sheet `T2` in `roster.xlsx`.
    pub fn of_sheet(file: &str, addresses: Addresses) -> Self {
        Self::of(file, Some(addresses))
    }

    /// Of rows that were made of what stands at these places, one for each row; `table` is
    /// what is made of them.
    pub fn of_places(table: &str, places: Vec<Place>) -> Self {
        Self::from(Origin::Placed { table: table.to_owned(), places })
    }

    fn of(file: &str, addresses: Option<Addresses>) -> Self {
        Self::from(Origin::Batches { file: file.to_owned(), addresses })
    }

    fn from(origin: Origin) -> Self {
        Self { sheet: Sheet { origin, header: Vec::new(), columns: Vec::new(), len: 0 } }
    }

    /// Adds rows below those there are.
    ///
    /// # Errors
    ///
    /// When the columns are not those of the batch before, when a column has not one code
    /// a row, or a code that stands for no text. Nothing of the batch is added then.
    pub fn push(&mut self, batch: Batch) -> Result<(), Error> {
        if !self.has_columns_of(&batch) {
            return Err(Fault::OtherColumns.into());
        }
        for column in &batch.columns {
            if !column.is_unread() && !column.is_whole(batch.rows) {
                let column = column.name.clone();
                return Err(Fault::NotACode { column, rows: batch.rows }.into());
            }
        }
        let first = self.sheet.len == 0;
        if first {
            self.sheet.header.clear();
            self.sheet.columns.clear();
        }
        for (nth, column) in batch.columns.into_iter().enumerate() {
            if first {
                let read = !column.is_unread() || batch.rows == 0;
                self.sheet.columns.push(read.then(TextColumn::default));
                let name = column.name.clone();
                self.sheet.header.push(Head { name, span: Span::default() });
            }
            if let Some(Some(cells)) = self.sheet.columns.get_mut(nth) {
                match column.numbers.is_empty() {
                    true => add(cells, &column),
                    false => add_numbers(cells, &column.numbers),
                }
            }
        }
        self.sheet.len += batch.rows;
        Ok(())
    }

    fn has_columns_of(&self, batch: &Batch) -> bool {
        let (header, columns) = (&self.sheet.header, &batch.columns);
        let named = |(head, column): (&Head, &BatchColumn)| head.name == column.name;
        let read = |(cells, column): (&Option<TextColumn>, &BatchColumn)| {
            cells.is_some() != column.is_unread()
        };
        let settled = self.sheet.len > 0 && batch.rows > 0;
        header.is_empty()
            || (header.len() == columns.len()
                && header.iter().zip(columns).all(named)
                && (!settled || self.sheet.columns.iter().zip(columns).all(read)))
    }

    /// How many rows were pushed.
    pub fn rows(&self) -> usize {
        self.sheet.len
    }

    /// The cells, if the names of their columns are in order.
    pub(crate) fn into_sheet(self, faults: &mut Faults) -> Option<Sheet> {
        let sheet = self.sheet;
        let place = |head: &Head| sheet.head_place(head);
        check_names(&sheet.header, &place, faults)?;
        Some(sheet)
    }
}

impl Sheet {
    /// The place of the name of a column.
    fn head_place(&self, head: &Head) -> crate::source::Place {
        let at = self.header.iter().position(|other| std::ptr::eq(other, head));
        match &self.origin {
            Origin::Batches { file, addresses: Some(addresses) } => {
                let row = addresses.header as usize;
                named(&addresses.cell(file, row, at.unwrap_or_default()))
            }
            Origin::Batches { file, addresses: None } => {
                named(&format!("column {} of `{file}`", at.unwrap_or_default() + 1))
            }
            _ => self.header_place(),
        }
    }
}

/// Adds the cells of a column; each text is looked up in its first row, and only then.
fn add(cells: &mut TextColumn, column: &BatchColumn) {
    const UNSEEN: u32 = u32::MAX;
    let mut code_of = vec![UNSEEN; column.texts.len() + 1];
    cells.codes.reserve(column.codes.len());
    for code in &column.codes {
        // OK because `push` has looked for codes beyond the texts.
        let Some(known) = code_of.get_mut(*code as usize) else { continue };
        if *known == UNSEEN {
            let text =
                (*code as usize).checked_sub(1).and_then(|at| column.texts.get(at));
            // OK because memory ends long before 2^32 rows.
            let row = cells.codes.len() as u32;
            *known = cells.texts.code(text.map_or(&[], |text| text.as_bytes()), row);
        }
        cells.codes.push(*known);
    }
}

/// Adds numbers; each is written out in its first row, and only then.
fn add_numbers(cells: &mut TextColumn, numbers: &[i64]) {
    let mut codes: HashMap<i64, u32> = HashMap::new();
    cells.codes.reserve(numbers.len());
    for number in numbers {
        // OK because memory ends long before 2^32 rows.
        let row = cells.codes.len() as u32;
        let texts = &mut cells.texts;
        let new = || texts.code(number.to_string().as_bytes(), row);
        let code = *codes.entry(*number).or_insert_with(new);
        cells.codes.push(code);
    }
}
