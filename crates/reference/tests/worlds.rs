//! Engine and reference agree on random worlds: `WORLDS` says on how many.
#![expect(
    clippy::disallowed_methods,
    reason = "how many worlds is asked of whoever runs it"
)]

use passmuster_reference::world::Sweep;

/// After how many differences a core gives up.
const SHOWN: usize = 2;

#[test]
fn engine_and_reference_agree() {
    let written = std::env::var("WORLDS").ok();
    let worlds = written.and_then(|text| text.parse().ok()).unwrap_or(2_000);
    let sweep = Sweep::of(0..worlds, SHOWN, |rulebook, facts, period, known_at| {
        rulebook.as_known(known_at).check_all(facts, period).ok()
    });
    let told =
        sweep.differences.iter().map(|(seed, told)| format!("seed {seed}\n{told}\n"));
    assert!(sweep.differences.is_empty(), "{}", told.collect::<String>());
    // Some ask for days without law, some cannot be read, some are too wide to try.
    let judged = sweep.judged;
    assert!(judged > worlds * 3 / 5, "of {worlds} worlds only {judged} are judged");
}
