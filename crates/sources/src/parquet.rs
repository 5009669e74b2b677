//! Parquet: only the columns that are read, row group by row group.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use parquet::basic::{Compression, Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use passmuster::message::Message;
use passmuster::{Batch, Batches};

use crate::Wanted;
use crate::columns::{Rows, assemble};
use crate::guard;
use crate::refused::Refused;

/// How many rows are held at a time.
const ROWS: usize = 1 << 17;
/// The same where the texts of the columns are few: what is read then stays in the cache.
const FEW_ROWS: usize = 1 << 14;
/// How many bytes few texts take in the file.
const FEW_TEXTS: i64 = 1 << 10;

/// A Parquet file that is open.
///
/// A file of a hundred million rows never stands in memory as texts: each row group is
/// read by itself, in pieces, and by whomever the caller sets to it.
#[derive(Debug)]
pub struct Reader {
    name: String,
    path: PathBuf,
    about: ArrowReaderMetadata,
    /// How many rows stand above each row group.
    above: Vec<usize>,
}

/// The table of a file.
pub(crate) fn read(
    path: &Path,
    name: &str,
    wanted: Wanted<'_>,
) -> Result<Batches, Refused> {
    let reader = Reader::open(path, name)?;
    let wanted = wanted(&reader.columns());
    let mut batches = Batches::of_rows(name);
    for group in 0..reader.row_groups() {
        for batch in reader.read(group, &wanted)? {
            batches.push(batch?).map_err(|fault| Refused::file(name, fault.message()))?;
        }
    }
    if batches.rows() == 0 {
        // Without a row there is still a header.
        let empty = reader.empty()?;
        batches.push(empty).map_err(|fault| Refused::file(name, fault.message()))?;
    }
    Ok(batches)
}

impl Reader {
    /// Opens a file and reads what it says of itself.
    ///
    /// # Errors
    ///
    /// When there is no file, or it is no Parquet.
    pub fn open(path: &Path, name: &str) -> Result<Self, Refused> {
        guard::decoding(name, || Self::open_unguarded(path, name))
    }

    fn open_unguarded(path: &Path, name: &str) -> Result<Self, Refused> {
        let file = File::open(path).map_err(|fault| Refused::system(name, &fault))?;
        let fault = |fault| refused(name, &fault);
        let load = |options| ArrowReaderMetadata::load(&file, options);
        let plain = load(ArrowReaderOptions::new()).map_err(fault)?;
        let asked = with_dictionaries(plain.schema());
        // A schema that cannot be asked for can still be read as it is.
        let about = load(ArrowReaderOptions::new().with_schema(asked)).unwrap_or(plain);
        let mut above = Vec::new();
        let mut rows = 0_usize;
        for group in about.metadata().row_groups() {
            let mut packed = group.columns().iter().map(|column| column.compression());
            if let Some(other) = packed.find(|codec| !is_unpacked(*codec)) {
                let other = other.to_string();
                let other = other.split('(').next().unwrap_or_default();
                let why = Message::new("file-compressed").with("found", other);
                return Err(Refused::file(name, why));
            }
            above.push(rows);
            let own = usize::try_from(group.num_rows()).ok();
            rows = own.and_then(|own| rows.checked_add(own)).ok_or_else(|| {
                Refused::file(name, Message::new("file-uncounted-rows"))
            })?;
        }
        Ok(Self { name: name.to_owned(), path: path.to_owned(), about, above })
    }

    /// The names of the columns, in the order of the file.
    pub fn columns(&self) -> Vec<&str> {
        self.about.schema().fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// How many rows there are in all.
    pub fn rows(&self) -> u64 {
        let rows = self.about.metadata().file_metadata().num_rows();
        u64::try_from(rows).unwrap_or_default()
    }

    /// How many row groups there are.
    pub fn row_groups(&self) -> usize {
        self.above.len()
    }

    /// The rows of a row group, a hundred thousand at most at a time; of the columns those
    /// that are `wanted`.
    ///
    /// # Errors
    ///
    /// When the row group cannot be read, or a wanted column is of a type without cells.
    pub fn read(
        &self,
        row_group: usize,
        wanted: &[bool],
    ) -> Result<impl Iterator<Item = Result<Batch, Refused>>, Refused> {
        // Opened anew: handles of one opening would share where they stand.
        let file = File::open(&self.path)
            .map_err(|fault| Refused::system(&self.name, &fault))?;
        let count = self.columns().len();
        let read = wanted.iter().enumerate().take(count).filter(|(_, wanted)| **wanted);
        let read: Vec<usize> = read.map(|(at, _)| at).collect();
        let about = self.about.clone();
        let mask = ProjectionMask::roots(about.parquet_schema(), read.iter().copied());
        let group = about.metadata().row_groups().get(row_group);
        let rows = group.map_or(0, RowGroupMetaData::num_rows);
        let most = group.map_or(ROWS, |group| rows_at_a_time(group, &read));
        let rows = usize::try_from(rows).unwrap_or(most).clamp(1, most);
        let mut reader = guard::decoding(&self.name, || {
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, about)
                .with_row_groups(vec![row_group])
                .with_projection(mask)
                .with_batch_size(rows)
                .build()
                .map_err(|fault| refused(&self.name, &fault))
        })?;
        let mut first = self.above.get(row_group).copied().unwrap_or_default();
        let mut whole = true;
        Ok(std::iter::from_fn(move || {
            if !whole {
                return None;
            }
            let next = guard::decoding(&self.name, || match reader.next() {
                None => Ok(None),
                Some(Err(fault)) => {
                    let why = Message::new("file-damaged").with("why", fault.to_string());
                    Err(Refused::file(&self.name, why))
                }
                Some(Ok(batch)) => {
                    let rows = Rows { file: Some(&self.name), first };
                    first += batch.num_rows();
                    assemble(&self.columns(), &read, &batch, rows).map(Some)
                }
            });
            // Behind a fault nothing can be read.
            whole = next.is_ok();
            next.transpose()
        }))
    }

    /// The columns without a row.
    fn empty(&self) -> Result<Batch, Refused> {
        let none = arrow_array::RecordBatch::new_empty(Arc::new(Schema::empty()));
        assemble(&self.columns(), &[], &none, Rows { file: Some(&self.name), first: 0 })
    }
}

/// Whether a compression is one of those that are read.
fn is_unpacked(codec: Compression) -> bool {
    matches!(
        codec,
        Compression::UNCOMPRESSED
            | Compression::SNAPPY
            | Compression::GZIP(_)
            | Compression::LZ4
            | Compression::LZ4_RAW
    )
}

/// The same columns, texts as dictionaries: so the pages' own codes are kept.
/// Texts of dictionaries are made anew for each batch, so that many want long batches.
fn rows_at_a_time(group: &RowGroupMetaData, read: &[usize]) -> usize {
    let has_few = |at: &usize| {
        let column = group.columns().get(*at)?;
        if column.column_type() != Type::BYTE_ARRAY {
            return Some(true);
        }
        let texts = column.data_page_offset() - column.dictionary_page_offset()?;
        Some((0..FEW_TEXTS).contains(&texts))
    };
    match read.iter().all(|at| has_few(at) == Some(true)) {
        true => FEW_ROWS,
        false => ROWS,
    }
}

fn with_dictionaries(schema: &SchemaRef) -> SchemaRef {
    let coded =
        || DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let is_text = |kind: &DataType| {
        matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
    };
    let fields: Vec<Arc<Field>> = schema
        .fields()
        .iter()
        .map(|field| {
            let text = match field.data_type() {
                DataType::Dictionary(_, values) => is_text(values),
                kind => is_text(kind),
            };
            if text {
                Arc::new(field.as_ref().clone().with_data_type(coded()))
            } else {
                field.clone()
            }
        })
        .collect();
    Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()))
}

fn refused(name: &str, fault: &ParquetError) -> Refused {
    let damaged = Message::new("file-not-of-format").with("expected", "Parquet");
    let damaged = match fault {
        ParquetError::General(why) => damaged.with("why", why.as_str()),
        ParquetError::NYI(what) => {
            let what = Message::new("file-not-supported").with("what", what.as_str());
            damaged.with("why", what)
        }
        other => damaged.with("why", other.to_string()),
    };
    Refused::file(name, damaged)
}
