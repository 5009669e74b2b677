//! Whatever a table holds, reading it does not panic, and well-formed cells come back.

use proptest::prelude::*;

use super::sheet_of_csv;
use crate::read::faults::Faults;
use crate::source::Source;

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let source = Source::from_bytes("attendance.csv", bytes);
        let mut faults = Faults::default();
        sheet_of_csv(&source, b',', &|_| true, &mut faults);
        faults.into_diagnostics().to_string();
    }

    #[test]
    fn arbitrary_tables_never_panic(text in "[ab,;\"\r\n\u{feff}é]{0,200}") {
        let source = Source::new("attendance.csv", &text);
        let mut faults = Faults::default();
        if let Some(sheet) = sheet_of_csv(&source, b',', &|_| true, &mut faults) {
            for row in 0..sheet.len {
                for column in 0..sheet.header.len() {
                    sheet.place(row, column).line_column();
                }
            }
        }
        prop_assert!(faults.into_diagnostics().len() <= 300);
    }

    #[test]
    fn a_place_is_where_the_cell_stands(
        cells in prop::collection::vec("[a-z,\"]{1,5}", 6),
    ) {
        let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &[String]| row.iter().map(quote).collect::<Vec<_>>().join(",");
        let rows = cells.chunks(3).map(line).collect::<Vec<_>>().join("\r\n");
        let source = Source::new("t.csv", &format!("x,y,z\r\n\r\n{rows}\r\n"));
        let mut faults = Faults::default();
        let sheet = sheet_of_csv(&source, b',', &|_| true, &mut faults).unwrap();
        for (nth, cell) in cells.iter().enumerate() {
            let place = sheet.place(nth / 3, nth % 3);
            prop_assert_eq!(source.slice(place.span), quote(cell));
            prop_assert_eq!(place.line_column().0 as usize, 3 + nth / 3);
        }
    }
}
