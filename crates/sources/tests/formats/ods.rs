//! Workbooks of OpenDocument: what only they can hold, and those made to harm.

use super::*;

/// A sheet of these rows.
fn sheet(rows: &str) -> String {
    format!("<table:table table:name=\"T2\">{rows}</table:table>")
}

/// A row of these cells.
fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

/// A cell of a text.
fn cell(text: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p>\
         </table:table-cell>"
    )
}

/// The header of the table of `CSV`, and one row.
fn rows() -> String {
    let of = |cells: &str| row(&cells.split(' ').map(cell).collect::<String>());
    of("staff_no unit date status") + &of("101 tong-hop 2021-02-18 remote")
}

fn saved(name: &str, content: &str) -> PathBuf {
    let path = file(name);
    made::save_ods(&path, &[("mimetype", made::MIMETYPE), ("content.xml", content)]);
    path
}

fn report_of_sheets(sheets: &str) -> Result<String, String> {
    report(&saved("hand.ods", &made::content(sheets)))
}

#[test]
fn what_stands_around_the_cells_is_no_cell() {
    let plain = report_of_sheets(&sheet(&rows())).unwrap();
    let comment = "<text:p>remote<office:annotation><text:p>see</text:p></office:annotation>\
                   <text:note><text:p>note</text:p></text:note></text:p>";
    let spans = "<text:p>re<text:span>mo</text:span><text:a>te</text:a></text:p>\
                 <office:annotation><text:p>see</text:p></office:annotation>\
                 <draw:frame><table:table><table:table-row/></table:table></draw:frame>";
    for inner in
        [comment, spans, "<text:p>\n  remote</text:p>", "<text:p>re&#109;ote</text:p>"]
    {
        let changed = rows().replace("<text:p>remote</text:p>", inner);
        assert_eq!(report_of_sheets(&sheet(&changed)).unwrap(), plain, "{inner}");
    }
    // Rows in groups, changes that are remembered, and what is kept of other files.
    let all = rows();
    let (header, below) = all.split_once("</table:table-row>").unwrap();
    let grouped = format!(
        "<table:shapes><table:table/></table:shapes><table:table-header-rows>{header}\
         </table:table-row></table:table-header-rows><table:table-row-group>\
         <table:table-row-group>{below}</table:table-row-group></table:table-row-group>"
    );
    let kept = sheet(&row(&cell("1"))).replace("T2", "'file:///a.ods'#$T2");
    let changes =
        format!("<table:tracked-changes>{}</table:tracked-changes>", sheet(&rows()));
    let all = format!("{changes}{}{kept}", sheet(&grouped));
    assert_eq!(report_of_sheets(&all).unwrap(), plain);
}

#[test]
fn repeats_are_counted_and_never_written_out_in_vain() {
    // Each row of a repeat is a row, with its own address.
    let thrice = rows().replacen(
        "</table:table-row><table:table-row>",
        "</table:table-row><table:table-row table:number-rows-repeated=\"3\">",
        1,
    );
    let thrice = thrice.replace("<text:p>remote", "<text:p>at-work");
    let told = report_of_sheets(&sheet(&thrice)).unwrap_err();
    for place in ["`A3`", "`A4`", "`D2`"] {
        assert!(
            told.contains(&format!("{place} of sheet `T2` in `hand.ods`: ")),
            "{told}"
        );
    }
    let rows_of = |count: &str, cells: &str| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{count}\">{cells}</table:table-row>"
        )
    };
    let columns = |count: &str, text: &str| {
        cell(text).replacen(
            "<table:table-cell",
            &format!("<table:table-cell table:number-columns-repeated=\"{count}\""),
            1,
        )
    };
    // Blanks without end cost nothing, wherever they stand.
    let blank = "<table:table-cell table:number-columns-repeated=\"2147483648\"/>";
    let around =
        rows().replace("</table:table-row>", &format!("{blank}</table:table-row>"));
    let around = around + &rows_of("4294967295", blank);
    assert_eq!(report_of_sheets(&sheet(&around)), report_of_sheets(&sheet(&rows())));
    let full = columns("256", "a");
    let broken = "it is no ODS, or damaged: ";
    for (rows, words) in [
        (rows_of("2147483648", &full), "more than 16777216 of its cells hold something"),
        (
            row(&columns("1000000", "a")),
            "`IW1` of sheet `T2` in `hand.ods`: more than 256",
        ),
        (row(&(blank.to_owned() + &cell("a"))), "a cell stands beyond `XFD1048576`"),
        (rows_of("1048576", "") + &row(&cell("a")), "a cell stands beyond `XFD1048576`"),
        (rows_of("0", &full), broken),
        (rows_of("-1", &full), broken),
        (rows_of("4294967296", &full), broken),
        (row(&cell("a<text:s text:c=\"4294967295\"/>")), "its text has more blanks"),
        (
            row(&cell(&"a<text:s text:c=\"9999999\"/>".repeat(2))),
            "its text has more blanks",
        ),
        (
            row(&cell("a").replacen(
                "table:table-cell",
                "table:table-cell \
                table:number-columns-spanned=\"4294967295\" \
                table:number-rows-spanned=\"4294967295\"",
                1,
            )) + &row(&cell("b")),
            "these cells are merged",
        ),
    ] {
        let said = report_of_sheets(&sheet(&rows)).unwrap_err();
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn texts_made_to_harm_are_refused() {
    let header = row(&cell("staff_no"));
    let bomb = made::content(&sheet(&row(&cell("&b;")))).replacen(
        "<office:document-content",
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\
         <office:document-content",
        1,
    );
    let deep = "<text:span>".repeat(100_000);
    let nested = cell("a</text:p><table:table><table:table-row/></table:table><text:p>");
    let uncalculated = "<table:table-cell table:formula=\"of:=1+1\"/>";
    for (content, words) in [
        (bomb, "its text has a DTD"),
        (made::content(&sheet(&row(&cell("&b;")))), "a name for a letter"),
        (made::content(&sheet(&row(&cell(&deep)))), "more than 256 deep"),
        (made::content(&sheet(&row(&cell(&"a".repeat(17 << 20))))), "more than 16 MiB"),
        (
            made::content(&sheet(&row(&nested))),
            "`A1` of sheet `T2` in `harm.ods`: a table stands",
        ),
        (made::content(&sheet(&row("<table:x/>"))), "a row holds what is no cell"),
        (
            made::content(&sheet(&(header + &row(uncalculated)))),
            "`A2` of sheet `T2` in `harm.ods`: its formula was never calculated",
        ),
        (made::content(&sheet(&rows())).replace("</office:body>", ""), "or damaged"),
        (made::content(&sheet(&rows())).chars().take(700).collect(), "or damaged"),
        (String::new(), "no sheet of it holds a cell"),
    ] {
        let said = refused(saved("harm.ods", &content));
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn archives_that_are_no_spreadsheet_are_refused() {
    let content = made::content(&sheet(&rows()));
    let locked = "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\">\
                  <manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let text = "application/vnd.oasis.opendocument.text";
    let (kind, content) =
        (("mimetype", made::MIMETYPE), ("content.xml", content.as_str()));
    let cases: [(&[(&str, &str)], &str); 5] = [
        (&[("mimetype", text), content], "its `mimetype` says nothing of a spreadsheet"),
        (&[content], "its `mimetype` says nothing of a spreadsheet"),
        (&[kind], "it has no `content.xml`"),
        (&[kind, ("META-INF/manifest.xml", locked), content], "locked by a password"),
        (&[kind, ("META-INF/manifest.xml", "<a"), content], "or damaged"),
    ];
    for (parts, words) in cases {
        let path = file("other.ods");
        made::save_ods(&path, parts);
        let said = refused(path);
        assert!(said.starts_with("`other.ods` cannot be read: it is "), "{said}");
        assert!(said.contains(words), "{said}");
    }
}
