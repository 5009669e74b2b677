//! Tables out of other systems, opened as `facts.yaml` names them.

use super::*;

/// The cases of the sources, in the tests of the whole project.
const CASES: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/diagnostics/sources");

const RUN: &str = "check --rules rules.yaml --facts facts";

impl Office {
    /// An office of one of the cases.
    fn of_case(name: &str, case: &str) -> Self {
        let office = Self::new(name);
        let facts = office.0.join("facts");
        fs::remove_dir_all(&facts).unwrap();
        fs::create_dir(&facts).unwrap();
        for entry in fs::read_dir(Path::new(CASES).join(case)).unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_str().unwrap().to_owned();
            let to = match file.as_str() {
                "rules.yaml" => office.0.join(file),
                "expected.txt" => continue,
                _ => facts.join(file),
            };
            fs::copy(path, to).unwrap();
        }
        office
    }

    /// Saves a monthly sheet of the facts as a workbook, as the form has it: titles over
    /// merged cells, and the name of the people's column one row above the days.
    fn save_sheet_as_workbook(&self, csv: &str, name: &str) {
        let text = self.read(&format!("facts/{csv}"));
        let mut sheet = made::Sheet::new("T2");
        let text = text.trim_start_matches('\u{feff}');
        let lines = text.lines().map(str::trim_end).collect::<Vec<_>>();
        let mut row = 0;
        for line in lines {
            let cells: Vec<&str> = line.split(';').collect();
            let is_header = cells.first() == Some(&"STT");
            for (column, cell) in (0u16..).zip(&cells) {
                match cell.parse::<f64>() {
                    _ if cell.is_empty() => {}
                    Ok(number) if is_header => sheet.write(row + 1, column, number),
                    Ok(number) => sheet.write(row, column, number),
                    Err(_) => sheet.write(row, column, *cell),
                }
            }
            if is_header {
                sheet.merge((row, 3), (row, 30));
                sheet.write(row, 3, "Ngày trong tháng");
                row += 1;
            }
            row += 1;
        }
        made::save(&self.0.join(format!("facts/{name}")), &[sheet]);
        self.change("facts/facts.yaml", csv, name);
    }
}

#[test]
fn a_log_of_a_time_clock_is_judged() {
    let office = Office::of_case("systems-zkteco", "good-seven-by-zkteco");
    let printed = office.run(RUN);
    assert_eq!((printed.code, printed.err.as_str()), (Some(1), ""), "{printed:?}");
    assert!(printed.out.contains("4 to 7 of 7 on site in `Tổng hợp`"), "{}", printed.out);
    assert!(printed.out.contains("outside `covers`"), "{}", printed.out);
    let json = office.run(&format!("{RUN} --format json")).out;
    let (_, input) = json.split_once("\"name\": \"1_attlog.dat\"").unwrap();
    assert!(input.split('}').next().unwrap().contains("\"sha256\": \""), "{json}");
    // And it is judged again from the same files, and from no others.
    office.write("report.json", &json);
    let again = RUN.replacen("check", "replay report.json", 1);
    assert_eq!(office.run(&again).code, Some(0));
    let log = office.read("facts/1_attlog.dat");
    office.write("facts/1_attlog.dat", &log.replacen("07:", "08:", 1));
    office.run(&again).is_refused("`1_attlog.dat` is not the file that was judged");
    office.write("facts/1_attlog.dat", &log);
    // Figures alone are of the same rows.
    let figures = office.run(&format!("{RUN} --format csv"));
    assert_eq!(figures.code, Some(1), "{figures:?}");
    assert!(figures.out.contains("onsite-cap"), "{figures:?}");
}

#[test]
fn a_sheet_says_the_same_as_a_workbook() {
    let case = "good-seven-by-the-sheet-where-plus-is-on-site";
    let office = Office::of_case("systems-sheet", case);
    let of_csv = office.run(RUN);
    assert_eq!(of_csv.code, Some(1), "{of_csv:?}");
    let findings = |out: &str| -> Vec<String> {
        let of_rules = |line: &&str| line.contains("Tổng hợp");
        out.lines().filter(of_rules).map(str::to_owned).collect()
    };
    assert!(!findings(&of_csv.out).is_empty());
    let csv = "bang_cham_cong_2021-02.csv";
    for name in ["cham-cong.xlsx", "cham-cong.ods"] {
        office.save_sheet_as_workbook(csv, name);
        let of_book = office.run(RUN);
        assert_eq!(findings(&of_book.out), findings(&of_csv.out));
        assert!(of_book.out.contains("first on `D8` of sheet `T2`"), "{}", of_book.out);
        let json = office.run(&format!("{RUN} --format json"));
        office.write("report.json", &json.out);
        let again = office.run(&RUN.replacen("check", "replay report.json", 1));
        assert_eq!(again.code, Some(0), "{again:?}");
        office.change("facts/facts.yaml", "TN: remote", "WFH: remote");
        office.run(RUN).is_refused(&format!(
            "`U12` of sheet `T2` in `{name}`: error[E511]: `monthly-grid`: the code `TN` has \
             no meaning",
        ));
        office.change("facts/facts.yaml", "WFH: remote", "TN: remote");
        office.change("facts/facts.yaml", name, csv);
    }
}

#[test]
fn a_register_in_a_workbook_is_asked_by_the_column_that_a_source_names() {
    let office = Office::of_case("systems-register", "good-seven-by-zkteco");
    let of_csv = office.run(RUN);
    let people = "facts/people.csv";
    let text = office.read(people);
    for ending in ["xlsx", "ods"] {
        office.save_as_workbook("people", ending);
        fs::remove_file(office.0.join(people)).unwrap();
        let of_book = office.run(RUN);
        assert_eq!((of_book.code, &of_book.out), (of_csv.code, &of_csv.out));
        fs::remove_file(office.0.join(format!("facts/people.{ending}"))).unwrap();
        office.write(people, &text);
    }
}

#[test]
fn what_cannot_be_opened_is_named() {
    let office = Office::of_case("systems-missing", "good-seven-by-zkteco");
    fs::remove_file(office.0.join("facts/1_attlog.dat")).unwrap();
    office.run(RUN).is_refused("1_attlog.dat` cannot be read");
    office.change("facts/facts.yaml", "1_attlog.dat", "log.parquet");
    office.run(RUN).is_refused("`log.parquet`");
    office.change("facts/facts.yaml", "log.parquet", "/etc/passwd");
    office.run(RUN).is_refused("files are named from its own folder on");
    office.change("facts/facts.yaml", "zkteco-attlog", "zkteco-attlogs");
    office.run(RUN).is_refused("did you mean `zkteco-attlog`?");
}

#[test]
fn fingerprints_are_never_read() {
    let office = Office::of_case("systems-binary", "good-seven-by-zkteco");
    fs::write(office.0.join("facts/1_attlog.dat"), [0_u8, 1, 2, 0, 0, 7]).unwrap();
    office.run(RUN).is_refused("1_attlog.dat:1:1: error[E103]");
}
