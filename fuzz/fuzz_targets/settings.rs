//! Any bytes as `facts.yaml`, beside a table that is well.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passmuster::{Rulebook, Source};

const RULES: &str = include_str!("../rules.yaml");
const ATTENDANCE: &str = "person,date,unit,status\nan,2021-02-18,a,on-site\n";

fuzz_target!(|bytes: &[u8]| {
    let settings = || Source::from_bytes("facts.yaml", bytes.to_vec());
    let _ = passmuster::files_of_facts(&settings());
    let rulebook = Rulebook::read([Source::new("rules.yaml", RULES)]).unwrap();
    let table = Source::new("attendance.csv", ATTENDANCE);
    let facts = rulebook.facts().settings(settings()).table("attendance", table);
    if let Err(diagnostics) = facts.build() {
        assert!(!diagnostics.to_string().is_empty());
    }
});
