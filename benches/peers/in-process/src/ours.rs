//! passmuster as a library.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use passmuster::name::RuleRef;
use passmuster::ratio::Decimal;
use passmuster::verdicts::Verdict;
use passmuster::workers::Workers;
use passmuster::{Facts, KnownAt, Law, Outcome, Rulebook, Source};

use crate::digest::Digest;

/// A law and facts, read once.
pub struct Door {
    law: Law,
    facts: Facts,
    cores: Cores,
}

/// So many threads, each on a core of its own.
struct Cores(usize);

impl Workers for Cores {
    fn number(&self) -> usize {
        self.0
    }

    fn run(&self, jobs: usize, job: &(dyn Fn(usize) + Sync)) {
        if self.0 == 1 {
            return (0..jobs).for_each(job);
        }
        let next = AtomicUsize::new(0);
        crate::side_by_side(self.0, |_| {
            loop {
                match next.fetch_add(1, Ordering::Relaxed) {
                    nth if nth < jobs => job(nth),
                    _ => return,
                }
            }
        });
    }
}

impl Door {
    pub fn open(rules: &str, folder: &str, threads: usize) -> Self {
        let rulebook =
            Rulebook::read([source(Path::new(rules))]).expect("rules without a fault");
        let mut builder = rulebook.facts();
        for table in ["attendance", "gatherings"] {
            let file = Path::new(folder).join(format!("{table}.csv"));
            builder = builder.table(table, source(&file));
        }
        let facts = builder.build().expect("facts without a fault");
        Self { law: rulebook.as_known(KnownAt::Latest), facts, cores: Cores(threads) }
    }

    /// Judges every day that the facts cover.
    pub fn judge(&mut self) -> Digest {
        let verdicts = self.law.verdicts(&self.facts, self.facts.covers(), &self.cores);
        let verdicts = verdicts.expect("judged");
        let mut digest = Digest::default();
        // They come rule by rule.
        let mut at_hand: Option<(&RuleRef, [u64; 4])> = None;
        for verdict in verdicts.iter().filter(|one| one.outcome == Outcome::Fail) {
            let [count, base, who] = numbers(&verdict);
            match &mut at_hand {
                Some((rule, sums)) if std::ptr::eq(*rule, verdict.rule) => {
                    let more = [1, count, base, who];
                    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
                }
                _ => {
                    let next = Some((verdict.rule, [1, count, base, who]));
                    let before = std::mem::replace(&mut at_hand, next);
                    before.into_iter().for_each(|(rule, sums)| {
                        digest.add(rule.rule.as_str(), sums);
                    });
                }
            }
        }
        at_hand.into_iter().for_each(|(rule, sums)| digest.add(rule.rule.as_str(), sums));
        digest
    }
}

fn source(file: &Path) -> Source {
    let name = file.file_name().expect("a file").to_string_lossy();
    Source::from_bytes(&name, fs::read(file).expect("the file is there"))
}

/// Count, base, and the person or gathering; where only a bound is known, it stands for the base.
fn numbers(verdict: &Verdict<'_>) -> [u64; 3] {
    let cell = |key| verdict.cell.get(key);
    let who = cell("person")
        .or(cell("gathering"))
        .map_or(0, |who| who.parse().expect("a number"));
    let Some(measured) = &verdict.figures else {
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
