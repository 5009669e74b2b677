//! Any bytes as each table: the first byte names the table, the rest is its CSV.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passmuster::field::Table;
use passmuster::{Rulebook, Source};

const RULES: &str = include_str!("../rules.yaml");

fuzz_target!(|bytes: &[u8]| {
    let Some((first, csv)) = bytes.split_first() else { return };
    let table = Table::ALL[usize::from(*first) % Table::ALL.len()].as_str();
    let rulebook = Rulebook::read([Source::new("rules.yaml", RULES)]).unwrap();
    let source = Source::from_bytes("table.csv", csv.to_vec());
    if let Err(diagnostics) = rulebook.facts().table(table, source).build() {
        assert!(!diagnostics.to_string().is_empty());
    }
});
