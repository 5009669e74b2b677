//! passmuster as a library.

use std::fs;
use std::path::Path;

use passmuster::ratio::Decimal;
use passmuster::{Facts, Finding, KnownAt, Law, Rulebook, Source};

use crate::digest::Digest;

/// A law and facts, read once.
pub struct Door {
    law: Law,
    facts: Facts,
}

impl Door {
    pub fn open(rules: &str, folder: &str, threads: usize) -> Self {
        assert!(threads == 1, "the library judges on one thread");
        let rulebook =
            Rulebook::read([source(Path::new(rules))]).expect("rules without a fault");
        let mut builder = rulebook.facts();
        for table in ["attendance", "gatherings"] {
            let file = Path::new(folder).join(format!("{table}.csv"));
            builder = builder.table(table, source(&file));
        }
        let facts = builder.build().expect("facts without a fault");
        Self { law: rulebook.as_known(KnownAt::Latest), facts }
    }

    /// Judges every day that the facts cover.
    pub fn judge(&mut self) -> Digest {
        let report = self.law.check(&self.facts, self.facts.covers()).expect("judged");
        let mut digest = Digest::default();
        for finding in report.violations() {
            digest.add(finding.rule.rule.as_str(), numbers(finding));
        }
        digest
    }
}

fn source(file: &Path) -> Source {
    let name = file.file_name().expect("a file").to_string_lossy();
    Source::from_bytes(&name, fs::read(file).expect("the file is there"))
}

/// Count, base, and the person or gathering; where only a bound is known, it stands for the base.
fn numbers(finding: &Finding) -> [u64; 3] {
    let cell = |key| finding.cell.get(key);
    let who = cell("person")
        .or(cell("gathering"))
        .map_or(0, |who| who.parse().expect("a number"));
    let Some(measured) = &finding.measured else {
        // A requirement of one person: none of one keeps it.
        return [0, 1, who];
    };
    let whole = |number: &Decimal| (number.billionths() / 1_000_000_000) as u64;
    let base = match &measured.base {
        Some(base) => whole(&base.certain),
        None => measured.allowed.map_or(0, |allowed| allowed as u64),
    };
    [whole(&measured.count.certain), base, who]
}
