//! Engine and reference agree on random worlds: `WORLDS` says on how many.
#![expect(
    clippy::disallowed_methods,
    reason = "how many worlds is asked of whoever runs it"
)]

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use passmuster::{Facts, KnownAt, Period, Report, Rulebook};
use passmuster_reference::world::agree;

/// How many differences are shown.
const SHOWN: usize = 3;

fn engine(
    rulebook: &Rulebook,
    facts: &Facts,
    period: Period,
    known_at: KnownAt,
) -> Option<Report> {
    rulebook.as_known(known_at).check_all(facts, period).ok()
}

#[test]
fn engine_and_reference_agree() {
    let written = std::env::var("WORLDS").ok();
    let worlds = written.and_then(|text| text.parse().ok()).unwrap_or(2_000);
    let (next, differences) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            let Ok(shown) = differences.lock().map(|shown| shown.len()) else { return };
            if seed >= worlds || shown >= SHOWN {
                return;
            }
            if let (Err(difference), Ok(mut differences)) =
                (agree(seed, engine), differences.lock())
            {
                differences.push(difference);
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let differences = differences.into_inner().unwrap_or_default();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
