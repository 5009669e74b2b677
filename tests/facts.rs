//! Tables and structs come to the same facts.

use std::collections::BTreeSet;
use std::sync::Arc;

use passmuster::field::{Fields, Needed, Table, Value};
use passmuster::{Addresses, Batch, BatchColumn, Batches, Facts, FactsBuilder, Source};
use proptest::prelude::*;

#[derive(Debug, Clone, serde::Serialize)]
struct Row {
    person: String,
    date: &'static str,
    status: Option<&'static str>,
    unit: String,
    hours: Option<u8>,
}

fn builder() -> FactsBuilder {
    FactsBuilder::new(Arc::new(Fields::built_in()), Needed::new())
}

fn same(left: &Facts, right: &Facts) -> bool {
    Table::ALL.into_iter().all(|table| left.table(table) == right.table(table))
        && left.register() == right.register()
        && left.settings() == right.settings()
        && left.notices() == right.notices()
}

fn row() -> impl Strategy<Value = Row> {
    let status = prop_oneof![
        Just(None),
        Just(Some("on-site")),
        Just(Some("remote")),
        Just(Some("unknown"))
    ];
    let date = prop_oneof![Just("2021-02-18"), Just("2021-02-19")];
    ("[a-c][ạ-ỹ]?", date, status, "[a-b]", prop::option::of(0u8..24)).prop_map(
        |(person, date, status, unit, hours)| Row { person, date, status, unit, hours },
    )
}

/// A column of a batch, with a text that no row has.
fn column(name: &str, cells: Vec<String>) -> BatchColumn {
    let mut texts = vec!["nobody has this\u{0}".to_owned()];
    let mut codes = Vec::new();
    for cell in cells {
        let at = texts.iter().position(|text| *text == cell).unwrap_or(texts.len());
        if at == texts.len() && !cell.is_empty() {
            texts.push(cell.clone());
        }
        codes.push(if cell.is_empty() { 0 } else { at as u32 + 1 });
    }
    BatchColumn { name: name.to_owned(), texts, codes, ..BatchColumn::default() }
}

fn batch(rows: &[Row]) -> Batch {
    let cells = |cell: &dyn Fn(&Row) -> String| rows.iter().map(cell).collect();
    let status = |row: &Row| row.status.unwrap_or("").to_owned();
    let hours = |row: &Row| row.hours.map(|hours| hours.to_string()).unwrap_or_default();
    let columns = vec![
        column("person", cells(&|row| row.person.clone())),
        column("date", cells(&|row| row.date.to_owned())),
        column("status", cells(&status)),
        column("unit", cells(&|row| row.unit.clone())),
        column("hours", cells(&hours)),
    ];
    Batch { rows: rows.len(), columns }
}

proptest! {
    #[test]
    fn batches_and_structs_give_equal_facts(
        rows in prop::collection::vec(row(), 1..20),
        cut in 0usize..20,
    ) {
        let (upper, lower) = rows.split_at(cut.min(rows.len()));
        let mut batches = Batches::of_rows("a.parquet");
        batches.push(batch(upper)).unwrap();
        batches.push(batch(lower)).unwrap();
        prop_assert_eq!(batches.rows(), rows.len());
        let of_batches = builder().batches("attendance", batches).build();
        match (of_batches, builder().rows("attendance", &rows).build()) {
            (Ok(of_batches), Ok(of_rows)) => prop_assert!(same(&of_batches, &of_rows)),
            (Err(of_batches), Err(of_rows)) => prop_assert_eq!(
                of_batches.to_string().replace("a.parquet", "attendance"),
                of_rows.to_string(),
            ),
            (of_batches, of_rows) => prop_assert!(false, "{of_batches:?} but {of_rows:?}"),
        }
    }

    #[test]
    fn structs_and_csv_give_equal_facts(rows in prop::collection::vec(row(), 1..20)) {
        let mut csv = String::from("person,date,status,unit,hours\n");
        for row in &rows {
            let hours = row.hours.map(|hours| hours.to_string()).unwrap_or_default();
            csv.push_str(&format!(
                "{},{},{},{},{hours}\n",
                row.person, row.date, row.status.unwrap_or(""), row.unit,
            ));
        }
        let of_csv = builder().table("attendance", Source::new("a.csv", &csv)).build();
        let of_rows = builder().rows("attendance", &rows).build();
        match (of_csv, of_rows) {
            (Ok(of_csv), Ok(of_rows)) => prop_assert!(same(&of_csv, &of_rows)),
            (Err(of_csv), Err(of_rows)) => {
                let codes = |faults: &passmuster::Diagnostics| {
                    let mut codes: Vec<_> = faults.iter().map(|one| one.code).collect();
                    codes.sort();
                    codes
                };
                prop_assert_eq!(codes(&of_csv), codes(&of_rows));
            }
            (of_csv, of_rows) => prop_assert!(false, "{of_csv:?} but {of_rows:?}"),
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(
        settings in prop::collection::vec(any::<u8>(), 0..100),
        tables in prop::collection::vec(
            (0usize..9, "[a-c,;\"\n]{0,20}|person,date,status,unit\n[a-b,0-9\n-]{0,60}"),
            0..4,
        ),
    ) {
        let mut with_settings = builder().settings(Source::from_bytes("facts.yaml", settings));
        let mut without = builder();
        for (table, text) in &tables {
            let name = Table::ALL[*table].as_str();
            with_settings = with_settings.table(name, Source::new(name, text));
            without = without.table(name, Source::new(name, text));
        }
        for built in [with_settings.build(), without.build()] {
            if let Err(faults) = built {
                prop_assert!(faults.has_errors());
                prop_assert!(!faults.to_string().is_empty());
            }
        }
    }

    #[test]
    fn every_cell_comes_back(people in prop::collection::vec("[a-z]{1,3}", 1..50)) {
        let rows: Vec<[(&str, String); 4]> = people
            .iter()
            .map(|person| [
                ("person", person.clone()),
                ("date", "2021-02-18".to_owned()),
                ("status", "on-site".to_owned()),
                ("unit", person.clone()),
            ])
            .collect();
        let once: BTreeSet<&String> = people.iter().collect();
        let rows = rows.into_iter().map(std::collections::BTreeMap::from);
        let facts = builder().rows("attendance", rows).build().unwrap();
        let table = facts.table(Table::Attendance).unwrap();
        prop_assert_eq!(table.len(), once.len());
        for row in 0..table.len() {
            let name = table.value(row, "person").and_then(Value::as_text).unwrap();
            prop_assert_eq!(facts.register().name(facts.person_of_row(row)).as_ref(), name);
        }
    }
}

#[test]
fn a_fault_of_a_struct_names_its_row_and_column() {
    let good = ("an", "2021-02-18", "on-site", "x");
    let bad = ("an", "2021-02-19", "at work", "x");
    let rows = [good, bad].map(|(person, date, status, unit)| Row {
        person: person.to_owned(),
        date,
        status: Some(status),
        unit: unit.to_owned(),
        hours: None,
    });
    let faults = builder().rows("attendance", rows).build().unwrap_err();
    let said = faults.to_string();
    assert!(
        said.starts_with(
            "row 2 of `attendance`, column `status`: error[E511]: `at work` is no status"
        ),
        "{said}"
    );
}

#[test]
fn a_nested_struct_is_no_row() {
    let rows = [std::collections::BTreeMap::from([("tags", vec!["a", "b"])])];
    let said = builder().rows("people", rows).build().unwrap_err().to_string();
    assert!(said.contains("row 1 of `people`, column `tags`: error[E528]"), "{said}");
}

#[test]
fn files_of_one_table_are_joined_by_the_names_of_their_columns() {
    let facts = builder()
        .table(
            "attendance",
            Source::new("1.csv", "person,date,status,unit\nan,2021-02-18,remote,x\n"),
        )
        .table(
            "attendance",
            Source::new("2.csv", "unit,status,person,date\nx,on-site,binh,2021-02-20\n"),
        )
        .build()
        .unwrap();
    let table = facts.table(Table::Attendance).unwrap();
    assert_eq!(table.value(1, "person").and_then(Value::as_text), Some("binh"));
    assert_eq!(table.value(1, "status").and_then(Value::as_text), Some("on-site"));
    assert_eq!(facts.covers().through().to_string(), "2021-02-20");
}

#[test]
fn a_batch_has_the_columns_of_the_one_before_and_a_code_a_row() {
    let mut batches = Batches::of_rows("a.parquet");
    let text = |name: &str| column(name, vec!["x".to_owned()]);
    batches.push(Batch { rows: 1, columns: vec![text("person"), text("unit")] }).unwrap();
    let refused = |batches: &mut Batches, rows, columns| {
        batches.push(Batch { rows, columns }).unwrap_err().to_string()
    };
    let others = vec![text("person"), text("office")];
    assert!(refused(&mut batches, 1, others).contains("other columns"));
    let few = vec![text("person"), text("unit")];
    assert!(refused(&mut batches, 2, few).contains("column `person` of a batch"));
    let beyond = BatchColumn { codes: vec![3], ..text("unit") };
    let beyond = vec![text("person"), beyond];
    assert!(refused(&mut batches, 1, beyond).contains("column `unit` of a batch"));
    assert_eq!(batches.rows(), 1);
}

#[test]
fn a_fault_of_a_sheet_names_its_cell() {
    let addresses = |letters: &[&str]| Addresses {
        sheet: "T2".to_owned(),
        letters: letters.iter().map(ToString::to_string).collect(),
        header: 3,
        rows: vec![5],
    };
    let one = |name: &str, text: &str| column(name, vec![text.to_owned()]);
    let mut columns = vec![
        one("person", "an"),
        one("unit", "x"),
        one("date", "2021-02-30"),
        one("status", "remote"),
    ];
    let mut sheet = Batches::of_sheet("r.xlsx", addresses(&["B", "C", "E", "AA"]));
    sheet.push(Batch { rows: 1, columns: columns.clone() }).unwrap();
    let said = builder().batches("attendance", sheet).build().unwrap_err().to_string();
    assert!(said.starts_with("`E5` of sheet `T2` in `r.xlsx`: error[E401]"), "{said}");
    columns.pop();
    columns.push(one("unit", "x"));
    let mut sheet = Batches::of_sheet("r.xlsx", addresses(&["B", "C", "E", "AA"]));
    sheet.push(Batch { rows: 1, columns }).unwrap();
    let said = builder().batches("attendance", sheet).build().unwrap_err().to_string();
    assert!(said.starts_with("`AA3` of sheet `T2` in `r.xlsx`: error[E501]"), "{said}");
}
