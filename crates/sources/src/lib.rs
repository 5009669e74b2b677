//! Tables as Parquet, XLSX and ODS, cell by cell as they stand there.
//!
//! What is read comes as [`Batches`], the door of the library for cells in columns; so a
//! table says the same in each format, and what is wrong with it is told in the same words.
//! No cell is guessed: what has no exact text is refused, and named.

mod columns;
mod guard;
mod number;
mod parquet;
mod refused;
mod sheet;
mod spreadsheet;
mod systems;

use std::fmt;
use std::path::Path;

use passmuster::Batches;

pub use parquet::Reader as ParquetReader;
pub use refused::Refused;
pub use sheet::Sheet;
pub use systems::{FileKind, Opened, Systems};

#[cfg(feature = "arrow")]
pub use columns::batch_of;

/// Says of the names of a file's columns which of them are read.
pub type Wanted<'a> = &'a dyn Fn(&[&str]) -> Vec<bool>;

/// A format that is read, known by how a file's name ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Apache Parquet: `.parquet`.
    Parquet,
    /// A workbook of a spreadsheet program.
    Workbook(Workbook),
}

/// A format of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workbook {
    /// Of Excel since 2007: `.xlsx`.
    Xlsx,
    /// Of OpenDocument, as LibreOffice and others save it: `.ods`.
    Ods,
}

impl fmt::Display for Workbook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Workbook::Xlsx => "XLSX",
            Workbook::Ods => "ODS",
        })
    }
}

impl Format {
    /// The format of a file's name, in whatever case its ending is written.
    ///
    /// ```
    /// use passmuster_sources::{Format, Workbook};
    ///
    /// assert_eq!(Format::of_name("attendance.parquet"), Some(Format::Parquet));
    /// assert_eq!(Format::of_name("PEOPLE.ODS"), Some(Format::Workbook(Workbook::Ods)));
    /// assert_eq!(Format::of_name("people.csv"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "parquet" => Some(Format::Parquet),
            "xlsx" => Some(Format::Workbook(Workbook::Xlsx)),
            "ods" => Some(Format::Workbook(Workbook::Ods)),
            _ => None,
        }
    }

    /// Reads the table of a file; `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// When the file is none of this format, is damaged, or holds in a wanted column what
    /// has no exact text.
    pub fn read(
        self,
        path: &Path,
        name: &str,
        wanted: Wanted<'_>,
    ) -> Result<Batches, Refused> {
        match self {
            Format::Parquet => parquet::read(path, name, wanted),
            Format::Workbook(kind) => {
                guard::decoding(name, || spreadsheet::read(path, name, kind, wanted))
            }
        }
    }
}
