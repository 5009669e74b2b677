//! Any bytes as a rule file: they are read or refused, and what is told of them has a place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passmuster::{KnownAt, Rulebook, Source};

fuzz_target!(|bytes: &[u8]| {
    let source = || Source::from_bytes("rules.yaml", bytes.to_vec());
    match Rulebook::read([source()]) {
        Ok(rulebook) => {
            let law = rulebook.as_known(KnownAt::Latest);
            assert_eq!(law.standings().len(), rulebook.standings(KnownAt::Latest).len());
        }
        Err(diagnostics) => {
            assert!(diagnostics.iter().count() > 0);
            assert!(!diagnostics.to_string().is_empty());
        }
    }
    let _ = passmuster::lint_sources(&[source()]);
});
