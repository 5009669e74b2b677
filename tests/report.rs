//! Reports as callers get them: JSON that reads back, text that fits a page.
#![expect(clippy::unwrap_used, reason = "a report that cannot be made fails the test")]

use passmuster::words::Page;
use passmuster::words::json::{self, Input, Passes, Role, WireNumber, read_report};
use passmuster::words::text::{self, Look, Style};
use passmuster::{KnownAt, Period, Report, Rulebook, Source};

const RULES: &str = r#"
passmuster: 1
directive: { id: order }
in_force: { from: 2021-02-17, until: 2021-03-02T12:00 }
clauses:
  "1": each unit keeps at most half of its own staff on site, whatever the weather may be that day
  "2": the hall holds no more than its visitors' weight allows
interpretations:
  - question: does a meeting of several units, held in the hall of one of them, count in that one?
    choice: no, everybody counts in their own unit
    because: the text names units
    affects: [cap, load]
rules:
  - id: cap
    cites: "1"
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
  - id: load
    cites: "2"
    limit: { sum: { field: weight, in: visits }, at_most: 10, per: [unit, day] }
fields:
  visits: { weight: number }
"#;
const ATTENDANCE: &str = "person,date,unit,status
an,2021-02-18,tong-hop,on-site\nbinh,2021-02-18,tong-hop,on-site
chi,2021-02-18,tong-hop,remote\ndung,2021-02-19,tong-hop,on-site
giang,2021-02-19,tong-hop,unknown\n";
const VISITS: &str = "visit,date,unit,weight\nv1,2021-02-18,tong-hop,12.5\n";

fn judged() -> (Rulebook, Report) {
    let rulebook =
        Rulebook::read([Source::new("order.yaml", RULES.trim_start())]).unwrap();
    let facts = rulebook
        .facts()
        .table("attendance", Source::new("attendance.csv", ATTENDANCE))
        .table("visits", Source::new("visits.csv", VISITS))
        .build()
        .unwrap();
    let (from, through) = ("2021-02-18".parse().unwrap(), "2021-02-19".parse().unwrap());
    let period = Period::new(from, through).unwrap();
    let report = rulebook.as_known(KnownAt::Latest).check_all(&facts, period).unwrap();
    (rulebook, report)
}

fn input() -> Input {
    let (name, role) = ("order.yaml".to_owned(), Some(Role::Rules));
    Input { name, role, sha256: "0".repeat(64), rows: None }
}

#[test]
fn json_reads_back_to_the_same_bytes() {
    let (_, report) = judged();
    let text = json::report(&report, &[input()], Passes::Shown);
    let wire = read_report(&text).unwrap();
    assert_eq!(wire, json::wire(&report, &[input()], Passes::Shown));
    assert_eq!(serde_json::to_string_pretty(&wire).unwrap() + "\n", text);
    assert_eq!(json::report(&judged().1, &[input()], Passes::Shown), text);
}

#[test]
fn json_holds_what_the_contract_says() {
    let (_, report) = judged();
    let wire = json::wire(&report, &[], Passes::Hidden);
    let cap = wire.findings.first().unwrap();
    assert_eq!(cap.id, "order/cap unit=tong-hop day=2021-02-18");
    assert_eq!(cap.mend.as_deref(), Some("1 fewer on site: one of an, binh"));
    assert_eq!(cap.evidence.counted, ["an", "binh"]);
    let load = wire.findings.last().unwrap();
    let count = &load.measured.as_ref().unwrap().count;
    assert_eq!(count.certain, WireNumber::Text("12.5".to_owned()));
    assert!(wire.findings.iter().all(|finding| finding.outcome != "pass"));
    let text = json::report(&report, &[], Passes::Hidden);
    assert!(text.contains("\"until\": \"2021-03-02T12:00\""), "{text}");
    assert!(text.contains("\"relief\": null"), "{text}");
}

#[test]
fn another_format_is_refused() {
    let text = json::report(&judged().1, &[], Passes::Hidden);
    let other = text.replace("passmuster-report/1", "passmuster-report/2");
    let error = read_report(&other).unwrap_err().to_string();
    assert!(error.contains("`passmuster-report/2`"), "{error}");
    assert!(read_report("{").is_err());
}

#[test]
fn text_fits_a_page_and_says_why() {
    let (rulebook, report) = judged();
    let page = text::report(&Page::new(&report, &rulebook), Look::default());
    for line in page.lines() {
        assert!(line.chars().count() <= 100, "{line}");
        assert_eq!(line, line.trim_end());
    }
    for words in [
        "Thursday 2021-02-18\n  tong-hop\n    fail          cap: 2 of 3 on site",
        "mend      1 fewer on site: one of an, binh\n",
        "undecided giang\n",
        "reading   [1]\n",
        "How the text is read\n  [1] does a meeting",
        "\n3 judged: 2 fail, 1 undetermined",
    ] {
        assert!(page.contains(words), "{words:?} is not in\n{page}");
    }
}

#[test]
fn colours_come_only_where_asked_and_change_no_word() {
    let (rulebook, report) = judged();
    let plain = text::report(&Page::new(&report, &rulebook), Look::default());
    let ansi = Look { style: Style::Ansi, ..Look::default() };
    let ansi = text::report(&Page::new(&report, &rulebook), ansi);
    assert!(!plain.contains('\u{1b}'));
    let bare: String = ansi
        .split('\u{1b}')
        .enumerate()
        .map(|(nth, part)| match nth {
            0 => part,
            _ => part.split_once('m').unwrap().1,
        })
        .collect();
    assert_eq!(bare, plain);
}
