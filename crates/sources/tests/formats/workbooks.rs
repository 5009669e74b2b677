//! Workbooks: each case as XLSX and as ODS, from the same cells.

use super::*;

/// The formats of workbooks, by their endings.
const BOTH: [&str; 2] = ["xlsx", "ods"];

type Spoil = fn(&mut Sheet);

#[test]
fn faults_of_a_cell_name_its_address() {
    for ending in BOTH {
        let name = format!("word.{ending}");
        let path = workbook(&name, |sheet| {
            fill(sheet, 3, 2);
            sheet.write(9, 5, "at-work");
        });
        let said = refused(path);
        let place = format!("`F10` of sheet `T2` in `{name}`: error[E511]");
        assert!(said.starts_with(&place), "{said}");
    }
}

#[test]
fn cells_without_an_exact_text_are_refused() {
    let cases: [(Spoil, &str); 12] = [
        (
            |sheet| sheet.write(2, 1, "tong\n hop"),
            "`B3` of sheet `T2` in `bad`: error[E103]: `unit` holds a line break",
        ),
        (
            |sheet| sheet.write(2, 3, Cell::Error),
            "`D3` of sheet `T2` in `bad`: it holds the error of a formula",
        ),
        (
            |sheet| sheet.write(2, 4, 1.0 / 3.0),
            "`E3` of sheet `T2` in `bad`: it is no number of at most 15 digits",
        ),
        (
            |sheet| sheet.write(2, 0, 12_345_678_901_234_567_i64 as f64),
            "`A3` of sheet `T2` in `bad`: it is no number of at most 15 digits",
        ),
        (
            |sheet| sheet.merge((0, 3), (0, 4)),
            "`D1:E1` of sheet `T2` in `bad`: these cells are merged",
        ),
        (
            |sheet| {
                // What is wrong below is told after it.
                sheet.write(1, 4, 1.0 / 3.0);
                sheet.merge((2, 1), (3, 1));
            },
            "`B3:B4` of sheet `T2` in `bad`: these cells are merged",
        ),
        (
            |sheet| sheet.write(3, 8, "see above"),
            "`I4` of sheet `T2` in `bad`: nothing in row 1 names its column",
        ),
        (
            |sheet| sheet.write(2, 2, Cell::Date(1.0, "1899-12-31")),
            "`C3` of sheet `T2` in `bad`: it is no day from ",
        ),
        (|sheet| sheet.write(0, 5, "hours"), "`F1` of sheet `T2` in `bad`: error[E501]"),
        (
            |sheet| {
                sheet.write(
                    2,
                    2,
                    Cell::Date(44_245.347_222_222_22, "2021-02-18T08:20:00"),
                )
            },
            "`C3` of sheet `T2` in `bad`: error[E408]",
        ),
        (
            |sheet| sheet.write(2, 4, Cell::Time(1.5, "PT36H00M00S")),
            "`E3` of sheet `T2` in `bad`: it is ",
        ),
        (
            |sheet| (0..257).for_each(|at| sheet.write(0, at, format!("c{at}").as_str())),
            "`IW1` of sheet `T2` in `bad`: more than 256 columns",
        ),
    ];
    for (nth, (spoil, words)) in cases.into_iter().enumerate() {
        for ending in BOTH {
            let name = format!("bad-{nth}.{ending}");
            let path = workbook(&name, |sheet| {
                fill(sheet, 0, 0);
                spoil(sheet);
            });
            let said = refused(path);
            assert!(
                said.starts_with(&words.replace("`bad`", &format!("`{name}`"))),
                "{said}"
            );
        }
    }
}

#[test]
fn a_workbook_has_one_sheet_that_holds_something() {
    for ending in BOTH {
        let mut sheets = ["January", "Empty", "February"].map(Sheet::new);
        fill(&mut sheets[0], 0, 0);
        fill(&mut sheets[2], 0, 0);
        sheets[2].hidden = true;
        let path = file(&format!("sheets.{ending}"));
        made::save(&path, &sheets);
        let said = refused(path);
        let words =
            "2 sheets of it hold cells, `January`, `February`, and nothing says which";
        assert!(said.contains(words), "{said}");
        // The one that holds something need not be the first.
        let path = file(&format!("sheet.{ending}"));
        made::save(&path, &sheets[1..]);
        report(&path).unwrap();
        let path = workbook(&format!("no-cells.{ending}"), |_| {});
        assert!(refused(path).contains("no sheet of it holds a cell"));
    }
}

/// A cell of each sort, with what it is read as.
pub(super) fn sorts() -> Vec<(Cell, &'static str)> {
    vec![
        ("two  words, and a line".into(), "two  words, and a line"),
        ("<b>&amp; \"more\"".into(), "<b>&amp; \"more\""),
        ("#N/A".into(), "#N/A"),
        (Cell::Number(-0.25), "-0.25"),
        (Cell::Number(1200.0), "1200"),
        (Cell::Number(123_456_789_012_345.0), "123456789012345"),
        (Cell::Percent(0.5), "0.5"),
        (Cell::Bool(true), "yes"),
        (Cell::Bool(false), "no"),
        (Cell::Date(44_245.0, "2021-02-18"), "2021-02-18"),
        (Cell::Date(44_245.347_222_222_22, "2021-02-18T08:20:00"), "2021-02-18T08:20"),
        (Cell::Time(0.354_166_666_666_666_7, "PT08H30M00S"), "08:30"),
        (Cell::Time(0.305_555_555_555_555_6, "PT07H19M59.999999999S"), "07:20"),
        (Cell::Time(0.042_372_685_185_185_2, "PT01H01M01S"), "01:01:01"),
        (Cell::Formula("\"a\"&\"b\"", "ab"), "ab"),
    ]
}

/// Fills a sheet with a unit for each sort, whose one person is on site.
pub(super) fn fill_sorts(sheet: &mut Sheet) {
    for (at, name) in (0..).zip("staff_no date status unit".split(' ')) {
        sheet.write(0, at, name);
    }
    for (row, (cell, _)) in (1..).zip(sorts()) {
        sheet.write(row, 0, f64::from(row));
        sheet.write(row, 1, Cell::Date(44_245.0, "2021-02-18"));
        sheet.write(row, 2, "on-site");
        sheet.write(row, 3, cell);
    }
}

/// What is reported of them, as a CSV that has the texts.
pub(super) fn report_of_sorts() -> String {
    let mut text = "staff_no,date,status,unit\n".to_owned();
    for (row, (_, unit)) in (1..).zip(sorts()) {
        let unit = unit.replace('"', "\"\"");
        text.push_str(&format!("{row},2021-02-18,on-site,\"{unit}\"\n"));
    }
    let of_csv = report_of_csv(&text).unwrap();
    assert!(of_csv.contains("2021-02-18T08:20"), "{of_csv}");
    of_csv
}

#[test]
fn cells_of_every_sort_are_read_alike() {
    let of_csv = report_of_sorts();
    for ending in BOTH {
        let path = workbook(&format!("sorts.{ending}"), fill_sorts);
        assert_eq!(report(&path).unwrap(), of_csv, "{ending}");
    }
}

#[test]
fn what_libreoffice_saved_is_read_as_the_same() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats"));
    assert_eq!(report(&folder.join("sorts.ods")).unwrap(), report_of_sorts());
    let said = refused(folder.join("merged.ods"));
    assert!(said.starts_with("`D1:E1` of sheet `T2` in `merged.ods`"), "{said}");
}
