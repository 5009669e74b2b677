//! Tables in other formats than CSV: judged as CSV is, and refused where they stand twice.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;

use super::*;

impl Office {
    /// The lines of a CSV table, cell by cell.
    fn cells(&self, table: &str) -> Vec<Vec<String>> {
        let text = self.read(&format!("facts/{table}.csv"));
        let cells = |line: &str| line.split(',').map(str::to_owned).collect();
        text.lines().map(cells).collect()
    }

    /// Saves a table as a workbook, in the format of this ending.
    pub(super) fn save_as_workbook(&self, table: &str, ending: &str) {
        let mut sheet = made::Sheet::new("T2");
        for (row, line) in (0..).zip(self.cells(table)) {
            let filled = (0..).zip(&line).filter(|(_, cell)| !cell.is_empty());
            filled.for_each(|(column, cell)| sheet.write(row, column, cell.as_str()));
        }
        made::save(&self.0.join(format!("facts/{table}.{ending}")), &[sheet]);
    }

    fn save_as_parquet(&self, table: &str) {
        let lines = self.cells(table);
        let (header, rows) = lines.split_first().unwrap();
        let columns = header.iter().enumerate().map(|(at, name)| {
            let cell = |line: &Vec<String>| {
                line.get(at).filter(|cell| !cell.is_empty()).cloned()
            };
            let column: StringArray = rows.iter().map(cell).collect();
            (name.as_str(), Arc::new(column) as ArrayRef)
        });
        self.write_parquet(&format!("facts/{table}.parquet"), columns.collect());
    }

    pub(super) fn write_parquet(&self, name: &str, columns: Vec<(&str, ArrayRef)>) {
        let columns = columns.into_iter().map(|(name, column)| (name, column, true));
        let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
        let made = fs::File::create(self.0.join(name));
        let mut writer =
            ArrowWriter::try_new(made.unwrap(), batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
    }

    pub(super) fn remove(&self, name: &str) {
        fs::remove_file(self.0.join(name)).unwrap();
    }
}

#[test]
fn tables_of_all_formats_are_judged_alike() {
    let office = Office::new("formats-alike");
    let of_csv = office.run(CHECK);
    assert_eq!(of_csv.code, Some(1), "{of_csv:?}");
    let of_csv_as_figures = office.run(&format!("{CHECK} --format csv"));
    office.save_as_parquet("attendance");
    office.save_as_workbook("attendance", "ods");
    office.save_as_workbook("people", "xlsx");
    office.save_as_workbook("people", "ods");
    for table in ["attendance", "people"] {
        office.remove(&format!("facts/{table}.csv"));
    }
    let settings = office.read("facts/facts.yaml");
    for (attendance, people) in [("parquet", "xlsx"), ("ods", "ods")] {
        let named = format!(
            "tables:\n  attendance: {{ file: attendance.{attendance} }}\n  \
             people: {{ file: people.{people} }}\n"
        );
        office.write("facts/facts.yaml", &format!("{settings}{named}"));
        let of_others = office.run(CHECK);
        assert_eq!((of_others.code, &of_others.out), (of_csv.code, &of_csv.out));
        let figures = office.run(&format!("{CHECK} --format csv"));
        assert_eq!(figures.out, of_csv_as_figures.out);
        let json = office.run(&format!("{CHECK} --format json")).out;
        for name in [format!("attendance.{attendance}"), format!("people.{people}")] {
            let (_, input) = json.split_once(&format!("\"name\": \"{name}\"")).unwrap();
            let (input, _) = input.split_once('}').unwrap();
            assert!(input.contains("\"sha256\": \""), "{input}");
            assert!(input.contains("\"rows\": "), "{input}");
        }
        office.write("report.json", &json);
        let again = office.run(&CHECK.replacen("check", "replay report.json", 1));
        assert_eq!(again.code, Some(0), "{again:?}");
    }
    let named = "tables:\n  people: { file: people.ods }\n";
    office.remove("facts/attendance.parquet");
    office.write("facts/facts.yaml", &format!("{settings}{named}"));
    let unnamed = office.run(CHECK);
    assert_eq!((unnamed.code, unnamed.out), (of_csv.code, of_csv.out));
    assert!(unnamed.err.contains("`people.xlsx` is not read"), "{}", unnamed.err);
    assert!(unnamed.err.contains("or `.parquet`, `.xlsx` or `.ods`"), "{}", unnamed.err);
}

#[test]
fn a_table_in_two_formats_is_refused_unless_one_is_named() {
    let office = Office::new("formats-twice");
    office.save_as_parquet("attendance");
    let words = "the table `attendance` is there in several formats, `attendance.csv`, \
                 `attendance.parquet`";
    office.run(CHECK).is_refused(words);
    let settings = office.read("facts/facts.yaml");
    let named = "tables:\n  attendance: { file: attendance.parquet }\n";
    office.write("facts/facts.yaml", &format!("{settings}{named}"));
    let printed = office.run(CHECK);
    assert_eq!(printed.code, Some(1), "{printed:?}");
    assert!(printed.err.contains("`attendance.csv` is not read"), "{printed:?}");
}

#[test]
fn what_is_no_such_file_is_refused() {
    let office = Office::new("formats-damaged");
    office.remove("facts/attendance.csv");
    office.write("facts/attendance.parquet", "PAR1 and nothing of it");
    office.run(CHECK).is_refused("`attendance.parquet` cannot be read: it is no Parquet");
    office.remove("facts/attendance.parquet");
    office.write("facts/attendance.xlsx", "PK\u{3}\u{4}");
    office.run(CHECK).is_refused("`attendance.xlsx` cannot be read: it is no XLSX");
    office.remove("facts/attendance.xlsx");
    office.write("facts/attendance.ods", "PK\u{3}\u{4}");
    let words = "`attendance.ods` cannot be read: it is no ODS";
    office.run(CHECK).is_refused(words);
    office.remove("facts/attendance.ods");
    office.write("facts/attendance.fods", "<office:document/>");
    let words = "`attendance.fods` is no CSV, Parquet, XLSX or ODS";
    office.run(CHECK).is_refused(words);
}
