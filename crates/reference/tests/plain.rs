//! Plain sentences, held against what rules ask: rules that ask different things never sound
//! alike, in any language.

use std::collections::BTreeMap;

use passmuster::words::{Language, plain};
use passmuster_reference::world::World;

const WORLDS: u64 = 4_000;

/// A noun as text, without the places in files.
fn without_places(debugged: &str) -> String {
    let mut left = String::new();
    let mut rest = debugged;
    while let Some((before, after)) = rest.split_once("Place {") {
        left.push_str(before);
        let mut depth = 1;
        let end = after.char_indices().find(|(_, letter)| {
            depth += i32::from(*letter == '{') - i32::from(*letter == '}');
            depth == 0
        });
        rest = end.map_or("", |(at, _)| after.get(at + 1..).unwrap_or_default());
    }
    left + rest
}

#[test]
fn rules_that_ask_different_things_never_sound_alike() {
    let mut known: BTreeMap<String, (String, u64)> = BTreeMap::new();
    let mut rules = 0;
    for seed in 0..WORLDS {
        let Ok(world) = World::of_seed(seed).open() else { continue };
        for directive in world.rulebook.directives() {
            for rule in &directive.rules {
                rules += 1;
                let noun = (&rule.kind, &rule.when, &rule.unless);
                let frame = (&rule.unless_granted, rule.force, rule.level_at);
                let asks = without_places(&format!("{noun:?} {frame:?}"));
                for language in [Language::English, Language::Vietnamese] {
                    let said = plain(&world.rulebook, rule, language).join(" ");
                    assert!(!said.contains('{') && !said.contains("plain-"), "{said}");
                    let first = known.entry(said.clone()).or_insert((asks.clone(), seed));
                    assert_eq!(first.0, asks, "seeds {} and {seed}: {said}", first.1);
                }
            }
        }
    }
    assert!(rules > 3_000, "{rules}");
}
