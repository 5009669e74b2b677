//! The same table in every format, cells that have no text, and files that are damaged.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a file that cannot be made fails the test"
)]

#[path = "formats/made.rs"]
mod made;
#[path = "formats/ods.rs"]
mod ods;
#[path = "formats/workbooks.rs"]
mod workbooks;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::types::Int8Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array,
    Int32Array, Int64Array, ListArray, RecordBatch, StringArray, StringViewArray,
    Time64MicrosecondArray, TimestampMicrosecondArray,
};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use passmuster::words::json::{self, Passes};
use passmuster::{FactsBuilder, KnownAt, Rulebook, Source};
use passmuster_sources::{Format, ParquetReader};

use made::{Cell, Sheet};

const ORDER: &str = "
passmuster: 1
directive: { id: our-order-7-2021 }
in_force: { from: 2021-02-17, through: 2021-03-02 }
rules:
  - id: onsite-cap
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
";
const SETTINGS: &str = "
passmuster-facts: 1
tables: { attendance: { columns: { person: staff_no } } }
";
const CSV: &str = "staff_no,unit,date,status,hours,note
101,tong-hop,2021-02-18,on-site,7.5,a
102,tong-hop,2021-02-18,on-site,,b
103,tong-hop,2021-02-18,remote,8,
101,tong-hop,2021-02-19,leave,,c
102,tong-hop,2021-02-19,,0.25,d
";
const DAYS: [i32; 5] = [18_676, 18_676, 18_676, 18_677, 18_677];
const STATUSES: [Option<&str>; 5] =
    [Some("on-site"), Some("on-site"), Some("remote"), Some("leave"), None];
const HOURS: [Option<f64>; 5] = [Some(7.5), None, Some(8.0), None, Some(0.25)];
const NOTES: [Option<&str>; 5] = [Some("a"), Some("b"), None, Some("c"), Some("d")];

fn file(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("formats");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn parquet(name: &str, columns: Vec<(&str, ArrayRef)>) -> PathBuf {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, column)| (name, column, true)),
    );
    let batch = batch.unwrap();
    let path = file(name);
    // Small row groups, so that a table is of several.
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(2))
        .set_compression(parquet::basic::Compression::SNAPPY);
    let made = fs::File::create(&path).unwrap();
    let mut writer =
        ArrowWriter::try_new(made, batch.schema(), Some(properties.build())).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    path
}

/// A workbook of one sheet, in the format that its name says.
fn workbook(name: &str, fill: impl FnOnce(&mut Sheet)) -> PathBuf {
    let mut sheet = Sheet::new("T2");
    fill(&mut sheet);
    let path = file(name);
    made::save(&path, &[sheet]);
    path
}

fn builder(rulebook: &Rulebook) -> FactsBuilder {
    rulebook.facts().settings(Source::new("facts.yaml", SETTINGS))
}

fn report_of(rulebook: &Rulebook, builder: FactsBuilder) -> Result<String, String> {
    let facts = builder.build().map_err(|faults| faults.to_string())?;
    let report =
        rulebook.as_known(KnownAt::Latest).check(&facts, facts.covers()).unwrap();
    Ok(json::report(&report, &[], Passes::Shown))
}

/// The report of a table as CSV.
fn report_of_csv(text: &str) -> Result<String, String> {
    let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)]).unwrap();
    let table = Source::new("attendance.csv", text);
    report_of(&rulebook, builder(&rulebook).table("attendance", table))
}

/// The report of a table, or why there is none.
fn report(path: &Path) -> Result<String, String> {
    let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)]).unwrap();
    let builder = builder(&rulebook);
    let name = path.file_name().unwrap().to_str().unwrap();
    let builder = match Format::of_name(name) {
        None => builder.table("attendance", Source::new(name, CSV)),
        Some(format) => {
            let wanted = |names: &[&str]| builder.wanted("attendance", names);
            let batches =
                format.read(path, name, &wanted).map_err(|why| why.to_string())?;
            builder.batches("attendance", batches)
        }
    };
    report_of(&rulebook, builder)
}

fn refused(path: PathBuf) -> String {
    report(&path).unwrap_err()
}

fn texts(texts: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(texts.to_vec()))
}

/// The columns that a table must have, but for the last one.
fn with(name: &'static str, column: ArrayRef) -> Vec<(&'static str, ArrayRef)> {
    let rows = column.len();
    let same = |text| texts(&vec![Some(text); rows]);
    let days: ArrayRef = Arc::new(Date32Array::from(vec![18_676; rows]));
    let people: ArrayRef = Arc::new((0..rows as i64).map(Some).collect::<Int64Array>());
    let mut columns = vec![
        ("staff_no", people),
        ("unit", same("x")),
        ("date", days),
        ("status", same("remote")),
    ];
    columns.retain(|(known, _)| *known != name);
    columns.push((name, column));
    columns
}

fn dictionary(cells: &[Option<&str>]) -> ArrayRef {
    Arc::new(cells.iter().copied().collect::<DictionaryArray<Int8Type>>())
}

/// Fills a sheet with the table of `CSV`, from this cell on.
fn fill(sheet: &mut Sheet, top: u32, left: u16) {
    for (at, name) in (left..).zip("staff_no unit date status hours note".split(' ')) {
        sheet.write(top, at, name);
    }
    for (nth, person) in [101.0, 102.0, 103.0, 101.0, 102.0].into_iter().enumerate() {
        // A blank row stands between the days, and is no row.
        let row = top + 1 + nth as u32 + u32::from(nth > 2);
        let day = match nth {
            0..=2 => Cell::Date(44_245.0, "2021-02-18"),
            _ => Cell::Date(44_246.0, "2021-02-19"),
        };
        sheet.write(row, left, person);
        sheet.write(row, left + 1, Cell::Formula("\"tong\"&\"-hop\"", "tong-hop"));
        sheet.write(row, left + 2, day);
        let texts = [(3, STATUSES[nth]), (5, NOTES[nth])];
        for (at, text) in texts.into_iter().filter_map(|(at, text)| Some((at, text?))) {
            sheet.write(row, left + at, text);
        }
        if let Some(hours) = HOURS[nth] {
            sheet.write(row, left + 4, hours);
        }
    }
}

#[test]
fn a_table_says_the_same_in_every_format() {
    let of_csv = report(&file("attendance.csv")).unwrap();
    assert!(of_csv.contains("\"outcome\": \"fail\""), "{of_csv}");
    let people: ArrayRef = Arc::new(Int32Array::from(vec![101, 102, 103, 101, 102]));
    let hours: ArrayRef = Arc::new(Float64Array::from(HOURS.to_vec()));
    let days: ArrayRef = Arc::new(Date32Array::from(DAYS.to_vec()));
    let units: ArrayRef = Arc::new(StringViewArray::from(vec!["tong-hop"; 5]));
    let mut columns = vec![
        ("staff_no", people),
        ("unit", units),
        ("date", days),
        ("status", dictionary(&STATUSES)),
        ("hours", hours),
        ("note", texts(&NOTES)),
    ];
    assert_eq!(report(&parquet("same.parquet", columns.clone())).unwrap(), of_csv);
    let midnights = DAYS.map(|day| i64::from(day) * 86_400_000_000);
    columns[2].1 = Arc::new(TimestampMicrosecondArray::from(midnights.to_vec()));
    columns[3].1 = texts(&STATUSES);
    let hours = HOURS.map(|it| it.map(|it| (it * 100.0) as i128));
    let hours = Decimal128Array::from(hours.to_vec()).with_precision_and_scale(9, 2);
    columns[4].1 = Arc::new(hours.unwrap());
    assert_eq!(report(&parquet("same-2.parquet", columns)).unwrap(), of_csv);
    for name in ["same.xlsx", "same.ods"] {
        for (top, left) in [(0, 0), (3, 2)] {
            let path = workbook(name, |sheet| fill(sheet, top, left));
            assert_eq!(report(&path).unwrap(), of_csv);
        }
    }
}

#[test]
fn faults_of_a_cell_of_parquet_name_its_row() {
    let status = texts(&[Some("remote"), Some("remote"), Some("at-work")]);
    let said = refused(parquet("word.parquet", with("status", status)));
    let place = "row 3 of `word.parquet`, column `status`: error[E511]";
    assert!(said.starts_with(place), "{said}");
}

#[test]
fn columns_of_parquet_without_an_exact_text_are_refused() {
    let moments = TimestampMicrosecondArray::from(vec![0]).with_timezone("UTC");
    let list = ListArray::from_iter_primitive::<Int8Type, _, _>([Some([Some(1)])]);
    let cases: [(&str, ArrayRef, &str); 6] = [
        (
            "hours",
            Arc::new(Float64Array::from(vec![Some(1.5), None, Some(0.1 + 0.2)])),
            "row 3 of `bad.parquet`, column `hours`: it is no number of at most 15 digits",
        ),
        (
            "date",
            Arc::new(moments),
            "column `date` of `bad.parquet`: it holds moments of the zone `UTC`",
        ),
        (
            "status",
            Arc::new(list),
            "column `status` of `bad.parquet`: `List(Int8)` is no type of a cell",
        ),
        (
            "status",
            Arc::new(arrow_array::BinaryArray::from(vec![b"remote".as_slice()])),
            "column `status` of `bad.parquet`: `Binary` is no type of a cell; mark it",
        ),
        (
            "date",
            Arc::new(Date32Array::from(vec![i32::MAX])),
            "row 1 of `bad.parquet`, column `date`: it is no day from 1900 to 9999",
        ),
        (
            "hours",
            Arc::new(Float64Array::from(vec![f64::NAN])),
            "row 1 of `bad.parquet`, column `hours`: it is no number",
        ),
    ];
    for (name, column, words) in cases {
        let said = refused(parquet("bad.parquet", with(name, column)));
        assert!(said.starts_with(words), "{said}");
    }
    // What nobody reads may hold anything.
    let list = ListArray::from_iter_primitive::<Int8Type, _, _>([Some([Some(1)])]);
    report(&parquet("unread.parquet", with("boxes", Arc::new(list)))).unwrap();
}

#[test]
fn values_of_other_types_become_texts_or_numbers() {
    let clock = Time64MicrosecondArray::from(vec![30_600_000_000, 3_601_000_000]);
    let bools = BooleanArray::from(vec![Some(true), None]);
    let moments = TimestampMicrosecondArray::from(vec![60_000_000, 0]);
    let ids = Int64Array::from(vec![i64::MIN, i64::MAX]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("clock", Arc::new(clock)),
        ("bool", Arc::new(bools)),
        ("moment", Arc::new(moments)),
        ("id", Arc::new(ids)),
        ("all", dictionary(&[None, None])),
        ("none", texts(&[Some("unread"); 2])),
    ];
    let path = parquet("types.parquet", columns);
    let reader = ParquetReader::open(&path, "types.parquet").unwrap();
    assert_eq!((reader.row_groups(), reader.columns()[3]), (1, "id"));
    let wanted = [true, true, true, true, true, false];
    let mut batches = reader.read(0, &wanted).unwrap();
    let batch = batches.next().unwrap().unwrap();
    assert!(batches.next().is_none());
    let cells = |at: usize| -> Vec<&str> {
        let column = &batch.columns[at];
        let text = |code: &u32| match code {
            0 => "",
            code => column.texts[*code as usize - 1].as_str(),
        };
        column.codes.iter().map(text).collect()
    };
    assert_eq!(cells(0), ["08:30", "01:00:01"]);
    assert_eq!(cells(1), ["yes", ""]);
    assert_eq!(cells(2), ["1970-01-01T00:01", "1970-01-01"]);
    assert_eq!(batch.columns[3].numbers, [i64::MIN, i64::MAX]);
    assert!(cells(3).is_empty());
    assert_eq!(cells(4), ["", ""]);
    assert_eq!((batch.rows, batch.columns[5].codes.len()), (2, 0));
}

/// Each byte flipped in turn, and the file cut at each length, in steps.
fn damage(whole: &[u8], step: usize) -> impl Iterator<Item = Vec<u8>> {
    let cut = (0..whole.len()).step_by(step).map(|at| whole[..at].to_vec());
    let flipped = (0..whole.len()).step_by(step).flat_map(|at| {
        [0x01, 0x80, 0xFF].map(|mask| {
            let mut bytes = whole.to_vec();
            bytes[at] ^= mask;
            bytes
        })
    });
    cut.chain(flipped)
}

#[test]
fn damaged_files_are_refused_or_read_but_never_panic() {
    let status = dictionary(&STATUSES);
    let parquet = fs::read(parquet("whole.parquet", with("status", status))).unwrap();
    let book = |name| fs::read(workbook(name, |sheet| fill(sheet, 0, 0))).unwrap();
    let (xlsx, ods) = (book("whole.xlsx"), book("whole.ods"));
    let cut =
        [(parquet, "cut.parquet", 11), (xlsx, "cut.xlsx", 149), (ods, "cut.ods", 13)];
    for (whole, name, step) in cut {
        let path = file(name);
        let mut refusals = 0;
        for bytes in damage(&whole, step) {
            fs::write(&path, bytes).unwrap();
            if let Err(why) = report(&path) {
                assert!(why.contains(name) || why.contains("error["), "{why}");
                refusals += 1;
            }
        }
        assert!(refusals > 100, "{name}: {refusals}");
    }
}
