//! Any bytes as each table: the first byte names the table, the rest is its CSV.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use passmuster::field::Table;
use passmuster::{Rulebook, Source};

static RULES: LazyLock<Rulebook> = LazyLock::new(|| {
    let text = include_str!("../rules.yaml");
    Rulebook::read([Source::new("rules.yaml", text)]).unwrap()
});

fuzz_target!(|bytes: &[u8]| {
    let Some((first, csv)) = bytes.split_first() else { return };
    let table = Table::ALL[usize::from(*first) % Table::ALL.len()].as_str();
    let source = Source::from_bytes("table.csv", csv.to_vec());
    if let Err(diagnostics) = RULES.facts().table(table, source).build() {
        assert!(!diagnostics.to_string().is_empty());
    }
});
