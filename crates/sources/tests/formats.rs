//! The same table in every format, cells that have no text, and files that are damaged.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a file that cannot be made fails the test"
)]

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
use rust_xlsxwriter::{
    ExcelDateTime, Format as CellFormat, Formula, Workbook, Worksheet,
};

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

fn xlsx(name: &str, fill: impl FnOnce(&mut Worksheet)) -> PathBuf {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("T2").unwrap());
    let path = file(name);
    book.save(&path).unwrap();
    path
}

fn builder(rulebook: &Rulebook) -> FactsBuilder {
    rulebook.facts().settings(Source::new("facts.yaml", SETTINGS))
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
    let facts = builder.build().map_err(|faults| faults.to_string())?;
    let report =
        rulebook.as_known(KnownAt::Latest).check(&facts, facts.covers()).unwrap();
    Ok(json::report(&report, &[], Passes::Shown))
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
fn fill(sheet: &mut Worksheet, top: u32, left: u16) {
    for (at, name) in (left..).zip("staff_no unit date status hours note".split(' ')) {
        sheet.write(top, at, name).unwrap();
    }
    let people = [101, 102, 103, 101, 102];
    let day = CellFormat::new().set_num_format("dd/mm/yyyy");
    for (nth, person) in people.into_iter().enumerate() {
        // A blank row stands between the days, and is no row.
        let row = top + 1 + nth as u32 + u32::from(nth > 2);
        let date =
            ExcelDateTime::from_ymd(2021, 2, if nth > 2 { 19 } else { 18 }).unwrap();
        sheet.write(row, left, person).unwrap();
        let unit = Formula::new("\"tong\"&\"-hop\"").set_result("tong-hop");
        sheet.write(row, left + 1, unit).unwrap();
        sheet.write_with_format(row, left + 2, &date, &day).unwrap();
        if let Some(status) = STATUSES[nth] {
            sheet.write(row, left + 3, status).unwrap();
        }
        if let Some(hours) = HOURS[nth] {
            sheet.write(row, left + 4, hours).unwrap();
        }
        if let Some(note) = NOTES[nth] {
            sheet.write(row, left + 5, note).unwrap();
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
    let path = xlsx("same.xlsx", |sheet| fill(sheet, 0, 0));
    assert_eq!(report(&path).unwrap(), of_csv);
    let path = xlsx("same-2.xlsx", |sheet| fill(sheet, 3, 2));
    assert_eq!(report(&path).unwrap(), of_csv);
}

#[test]
fn faults_of_a_cell_name_its_row_or_its_address() {
    let status = texts(&[Some("remote"), Some("remote"), Some("at-work")]);
    let said = refused(parquet("word.parquet", with("status", status)));
    let place = "row 3 of `word.parquet`, column `status`: error[E511]";
    assert!(said.starts_with(place), "{said}");
    let path = xlsx("word.xlsx", |sheet| {
        fill(sheet, 3, 2);
        sheet.write(9, 5, "at-work").unwrap();
    });
    let said = refused(path);
    assert!(
        said.starts_with("`F10` of sheet `T2` in `word.xlsx`: error[E511]"),
        "{said}"
    );
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

type Spoil = fn(&mut Worksheet);

#[test]
fn cells_of_a_sheet_without_an_exact_text_are_refused() {
    let cases: [(Spoil, &str); 8] = [
        (
            |sheet| {
                let error = Formula::new("NA()").set_result("#N/A");
                sheet.write(2, 3, error).unwrap();
            },
            "`D3` of sheet `T2` in `bad.xlsx`: it holds the error of a formula",
        ),
        (
            |sheet| {
                sheet.write(2, 4, 1.0 / 3.0).unwrap();
            },
            "`E3` of sheet `T2` in `bad.xlsx`: it is no number of at most 15 digits",
        ),
        (
            |sheet| {
                sheet.write(2, 0, 12_345_678_901_234_567_i64 as f64).unwrap();
            },
            "`A3` of sheet `T2` in `bad.xlsx`: it is no number of at most 15 digits",
        ),
        (
            |sheet| {
                let format = CellFormat::new();
                sheet.merge_range(0, 3, 0, 4, "status", &format).unwrap();
            },
            "`D1:E1` of sheet `T2` in `bad.xlsx`: these cells are merged",
        ),
        (
            |sheet| {
                sheet.write(3, 8, "see above").unwrap();
            },
            "`I4` of sheet `T2` in `bad.xlsx`: nothing in row 1 names its column",
        ),
        (
            |sheet| {
                let day = CellFormat::new().set_num_format("yyyy-mm-dd");
                sheet.write_with_format(2, 2, 59, &day).unwrap();
            },
            "`C3` of sheet `T2` in `bad.xlsx`: it is no day from March 1900",
        ),
        (
            |sheet| {
                sheet.write(0, 5, "hours").unwrap();
            },
            "`F1` of sheet `T2` in `bad.xlsx`: error[E501]",
        ),
        (
            |sheet| {
                let moment = CellFormat::new().set_num_format("yyyy-mm-dd hh:mm");
                sheet.write_with_format(2, 2, 44_245.347_222_222_22, &moment).unwrap();
            },
            "`C3` of sheet `T2` in `bad.xlsx`: error[E408]",
        ),
    ];
    for (spoil, words) in cases {
        let path = xlsx("bad.xlsx", |sheet| {
            fill(sheet, 0, 0);
            spoil(sheet);
        });
        let said = refused(path);
        assert!(said.starts_with(words), "{said}");
    }
}

#[test]
fn a_workbook_has_one_sheet_that_holds_something() {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("January").unwrap(), 0, 0);
    book.add_worksheet().set_name("Empty").unwrap();
    let hidden = book.add_worksheet().set_name("February").unwrap().set_hidden(true);
    fill(hidden, 0, 0);
    let path = file("sheets.xlsx");
    book.save(&path).unwrap();
    let said = refused(path);
    let words =
        "2 sheets of it hold cells, `January`, `February`, and nothing says which";
    assert!(said.contains(words), "{said}");
    let path = xlsx("no-cells.xlsx", |_| {});
    assert!(refused(path).contains("no sheet of it holds a cell"));
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
    let xlsx = fs::read(xlsx("whole.xlsx", |sheet| fill(sheet, 0, 0))).unwrap();
    for (whole, name, step) in [(parquet, "cut.parquet", 11), (xlsx, "cut.xlsx", 149)] {
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
