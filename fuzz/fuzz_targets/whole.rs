//! A valid rule file and any tables, judged: the two ways of judging agree, and the report
//! reads back. The tables stand behind one another, each behind a byte 0xff.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use passmuster::field::Table;
use passmuster::words::json::{Passes, read_report, report};
use passmuster::words::Page;
use passmuster::words::text::{self, Look};
use passmuster::{KnownAt, Outcome, Period, Rulebook, Source};

static RULES: LazyLock<Rulebook> = LazyLock::new(|| {
    let text = include_str!("../rules.yaml");
    Rulebook::read([Source::new("rules.yaml", text)]).unwrap()
});
/// More days than this say nothing new, and take long.
const MOST_DAYS: i32 = 62;

fuzz_target!(|bytes: &[u8]| {
    let mut builder = RULES.facts();
    for (table, csv) in Table::ALL.iter().zip(bytes.split(|byte| *byte == 0xff)) {
        if !csv.is_empty() {
            let source = Source::from_bytes("table.csv", csv.to_vec());
            builder = builder.table(table.as_str(), source);
        }
    }
    let Ok(facts) = builder.build() else { return };
    let covers = facts.covers();
    let through = covers.through().min(covers.from().plus(MOST_DAYS));
    let period = Period::new(covers.from(), through).unwrap();
    let law = RULES.as_known(KnownAt::Latest);
    let Ok(all) = law.check_all(&facts, period) else { return };
    let mut short = law.check(&facts, period).unwrap();
    let mut long = all.clone();
    long.findings.retain(|finding| finding.outcome != Outcome::Pass);
    short.findings.retain(|finding| finding.outcome != Outcome::Pass);
    assert_eq!(long, short);
    let json = report(&all, &[], Passes::Shown);
    assert!(read_report(&json).is_ok());
    let page = Page { passes: Passes::Shown, ..Page::new(&all, &RULES) };
    assert!(!text::report(&page, Look::default()).is_empty());
});
