//! Consolidation a second time, plainly: for each day, cell and known time the documents are
//! gone through in the order of their issue, and asked of that one day. Compared with the law
//! on random chains of documents.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a chain that cannot be read fails the test"
)]

#[path = "consolidation/chain.rs"]
mod chain;
#[path = "consolidation/plain.rs"]
mod plain;

use std::collections::BTreeMap;

use passmuster::field::Value;
use passmuster::rule::matcher::{Matcher, Test};
use passmuster::rulebook::Standing;
use passmuster::{Day, KnownAt, Rulebook, Source};
use proptest::prelude::*;

use chain::{Chain, DAYS, day};
use plain::Plain;

/// The kinds of cell: whether the first and the second condition hold.
const CELLS: [[bool; 2]; 4] =
    [[false, false], [true, false], [false, true], [true, true]];

/// Whether a cell matches what acts leave of a rule.
fn matches(matcher: &Matcher, cell: [bool; 2]) -> bool {
    match matcher {
        Matcher::Together(together) => together.fields.iter().all(|one| {
            let Test::OneOf(values) = &one.test else { return false };
            let own = match (one.field.as_str(), cell) {
                ("sector", [true, _]) => "health",
                ("locality", [_, true]) => "north",
                _ => "elsewhere",
            };
            values.contains(&Value::Text(own.into()))
        }),
        Matcher::All(parts) => parts.iter().all(|part| matches(part, cell)),
        Matcher::Any(parts) => parts.iter().any(|part| matches(part, cell)),
        Matcher::Not(part) => !matches(part, cell),
        Matcher::Group(_) => false,
    }
}

fn holds(standing: &Standing, day: Day, cell: [bool; 2]) -> bool {
    let on = standing.pieces().iter().filter(|piece| {
        let asked = piece.when.as_ref().is_none_or(|when| matches(when, cell));
        asked && piece.windows.iter().any(|window| window.covers_day(day))
    });
    let times = on.count();
    assert!(times <= 1, "{} stands twice on {day}", standing.rule().name);
    times == 1
}

/// The rules that hold, by day and cell, as known when.
fn differs(chain: &Chain, rulebook: &Rulebook, known: Option<i32>) -> Option<String> {
    let known_at = known.map_or(KnownAt::Latest, |known| KnownAt::Day(day(known)));
    let standings = rulebook.standings(known_at);
    let by_name: BTreeMap<String, &Standing> =
        standings.iter().map(|one| (one.rule().name.to_string(), one)).collect();
    for cell in CELLS {
        let plain = Plain::new(chain, known, cell);
        for on in 0..DAYS {
            for rule in chain.rules() {
                let expected = plain.holds(rule, on);
                let found = by_name
                    .get(&rule.name())
                    .is_some_and(|one| holds(one, day(on), cell));
                if expected != found {
                    return Some(format!(
                        "{} on {} in {cell:?} as known on {known:?}: plainly {expected}, \
                         by the law {found}",
                        rule.name(),
                        day(on),
                    ));
                }
            }
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn is_what_a_day_by_day_replay_says(seed in any::<u64>()) {
        let chain = Chain::of_seed(seed);
        let texts = chain.texts();
        let sources = texts.iter().map(|(name, text)| Source::new(name, text));
        let rulebook = match Rulebook::read(sources) {
            Ok(rulebook) => rulebook,
            // Chains that clash or lapse are refused, and then there is nothing to compare.
            Err(told) => {
                let told = told.to_string();
                let refused = ["E310", "E403", "E421", "E422", "E423", "E424"];
                prop_assert!(refused.iter().any(|code| told.contains(code)), "{told}");
                return Ok(());
            }
        };
        let known = (0..DAYS).step_by(4).map(Some).chain([None]);
        for known in known {
            let difference = differs(&chain, &rulebook, known);
            let all: String = texts.iter().map(|(_, text)| format!("{text}\n")).collect();
            prop_assert!(difference.is_none(), "{}\n{all}", difference.unwrap());
        }
    }
}

#[test]
fn chains_are_mostly_read() {
    let read = (0..300_u64).filter(|seed| {
        let texts = Chain::of_seed(*seed).texts();
        let sources = texts.iter().map(|(name, text)| Source::new(name, text));
        Rulebook::read(sources).is_ok()
    });
    assert!(read.count() > 150, "most chains can be read");
}
