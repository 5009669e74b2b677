//! A file larger than one piece is counted as it goes by, on however many threads, and says
//! what it says when every row is kept.
#![expect(clippy::unwrap_used, reason = "a command that does not run fails the test")]

mod flow {
    mod register;
}

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::{fs, str};

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;

const RULES: &str = "
passmuster: 1
directive: { id: order }
in_force: { from: 2021-02-01, through: 2021-02-28 }
fields: { people: { job: text } }
rules:
  - id: cap
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
  - { id: duty, require: { each: { job: guard }, be: { status: on-site }, per: day } }
  - id: office
    limit: { count: { status: remote }, at_least: 40%, of: everyone, per: [office, day] }
  - id: gatherings
    limit: { sum: { field: people, in: gatherings, place: hall }, at_most: 10, per: gathering }
";

/// About two million bytes; the ids ascend, or are shuffled.
fn gatherings(ascend: bool) -> String {
    let mut text = "gathering,date,place,people\n".to_owned();
    for nth in 0..90_000_u64 {
        let id = if ascend { nth } else { nth * 7_919 % 90_000 };
        let (day, people) = (nth / 4_500 + 1, nth * 31 % 17);
        let place = if nth % 5 == 0 { "hall" } else { "office" };
        writeln!(text, "{id},2021-02-{day:02},{place},{people}").unwrap();
    }
    text
}

/// About three million bytes, in the order of the days; the same in every run.
fn attendance() -> String {
    let mut text = "date,unit,person,job,status\n".to_owned();
    let mut dice = 58_u64;
    for day in 1..=20 {
        for person in 0..4_000 {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let roll = dice >> 33;
            let status = match roll % 4 {
                0 => "on-site",
                1 => "leave",
                _ => "remote",
            };
            let job = if person % 50 == 7 { "guard" } else { "clerk" };
            let unit = person / 40;
            writeln!(text, "2021-02-{day:02},unit-{unit},p{person},{job},{status}")
                .unwrap();
        }
    }
    text
}

fn folder(name: &str, attendance: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("flow-{name}"));
    fs::create_dir_all(folder.join("facts")).unwrap();
    fs::write(folder.join("rules.yaml"), RULES).unwrap();
    fs::write(folder.join("facts/attendance.csv"), attendance).unwrap();
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_passmuster"));
    program.current_dir(folder).args([
        "check",
        "--rules",
        "rules.yaml",
        "--facts",
        "facts",
    ]);
    program.args(arguments).output().unwrap()
}

fn page(output: Output) -> String {
    String::from_utf8(output.stdout).unwrap()
}

/// The reports of one run, to be held against those of another.
fn reports(folder: &Path) -> [String; 2] {
    ["told.json", "told.xml"].map(|file| fs::read_to_string(folder.join(file)).unwrap())
}

/// What is said of rows that are kept: figures, and reports.
struct Kept {
    code: Option<i32>,
    figures: String,
    reports: [String; 2],
}

impl Kept {
    fn of(folder: &Path) -> Self {
        // What passed is told in colours by rows that are kept only.
        let files = ["json=told.json", "junit=told.xml", "html=told.html"];
        let formats = files.iter().flat_map(|file| ["--format", file]);
        let kept: Vec<&str> = ["--format", "csv"].into_iter().chain(formats).collect();
        let kept = check(folder, &kept);
        Self { code: kept.status.code(), figures: page(kept), reports: reports(folder) }
    }

    /// Holds what is said of rows as they go by against it, byte for byte: figures by one
    /// look, reports by two.
    fn is_said_of_rows_that_go_by(&self, folder: &Path, threads: &str) {
        let counted = check(folder, &["--format", "csv", "--threads", threads]);
        assert_eq!(counted.status.code(), self.code);
        assert!(page(counted) == self.figures, "{threads} threads");
        let files = ["--format", "json=told.json", "--format", "junit=told.xml"];
        let twice = check(folder, &[&files[..], &["--threads", threads]].concat());
        assert_eq!(twice.status.code(), self.code);
        assert!(reports(folder) == self.reports, "{threads} threads");
    }
}

/// Rows of many cells, on one thread and on several.
fn are_counted_on_however_many_threads(folder: &Path) {
    let kept = Kept::of(folder);
    assert!(kept.figures.lines().count() > 900, "{}", kept.figures.lines().count());
    for threads in ["1", "2", "3", "8"] {
        kept.is_said_of_rows_that_go_by(folder, threads);
    }
}

#[test]
fn however_many_threads_count_them() {
    let folder = folder("threads", &attendance());
    are_counted_on_however_many_threads(&folder);
}

#[test]
fn gatherings_are_counted_in_any_order() {
    for ascend in [true, false] {
        let folder = folder("gatherings", &attendance());
        fs::write(folder.join("facts/gatherings.csv"), gatherings(ascend)).unwrap();
        let kept = Kept::of(&folder);
        let told = kept.figures.lines().filter(|line| line.contains("gathering="));
        assert!(told.count() > 6_000);
        for threads in ["1", "3"] {
            kept.is_said_of_rows_that_go_by(&folder, threads);
        }
    }
}

/// The same table as Parquet, in row groups of so many rows.
fn parquet(text: &str, path: &Path) {
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let rows: Vec<Vec<&str>> = lines.collect();
    let column = |nth: usize| -> ArrayRef {
        Arc::new(rows.iter().map(|row| row.get(nth).copied()).collect::<StringArray>())
    };
    let columns = header.iter().enumerate().map(|(nth, name)| (*name, column(nth)));
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let properties =
        WriterProperties::builder().set_max_row_group_row_count(Some(9_999)).build();
    let made = fs::File::create(path).unwrap();
    let mut writer =
        ArrowWriter::try_new(made, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

#[test]
fn parquet_is_counted_as_text_is() {
    let text = folder("text", &attendance());
    fs::write(text.join("facts/gatherings.csv"), gatherings(true)).unwrap();
    let expected = page(check(&text, &["--format", "csv"]));
    let columns = folder("columns", "");
    fs::remove_file(columns.join("facts/attendance.csv")).unwrap();
    parquet(&attendance(), &columns.join("facts/attendance.parquet"));
    parquet(&gatherings(true), &columns.join("facts/gatherings.parquet"));
    let kept = Kept::of(&columns);
    assert_eq!(kept.figures, expected);
    for threads in ["1", "3"] {
        kept.is_said_of_rows_that_go_by(&columns, threads);
    }
}

#[test]
fn a_last_line_without_an_end_is_a_row() {
    let text = attendance();
    let folder = folder("end", text.trim_end());
    Kept::of(&folder).is_said_of_rows_that_go_by(&folder, "2");
}

#[test]
fn what_is_wrong_far_behind_is_told_with_its_line() {
    let text = attendance() + "2021-02-20,unit-1,p40,clerk,on-sight\n";
    let folder = folder("fault", &text);
    let refused = check(&folder, &["--format", "csv"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = str::from_utf8(&refused.stderr).unwrap();
    assert!(said.contains("attendance.csv:80002:"), "{said}");
    assert_eq!(refused.stdout, b"");
}

#[test]
fn a_quote_somewhere_changes_nothing() {
    let text = attendance().replacen("2021-02-11,unit-3,", "2021-02-11,\"unit-3\",", 1);
    let folder = folder("quote", &text);
    Kept::of(&folder).is_said_of_rows_that_go_by(&folder, "2");
}
