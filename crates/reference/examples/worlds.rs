//! Runs the reference against the engine on random worlds: `--seed N --count M`, and
//! `--constructs` to see how often each construct of the language was hit.
#![expect(clippy::print_stdout, reason = "an example that reports to whoever runs it")]

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use passmuster::{Facts, KnownAt, Period, Report, Rulebook};
use passmuster_reference::world::{World, agree};

/// How many differing worlds are shown.
const SHOWN: usize = 60;

fn engine(
    rulebook: &Rulebook,
    facts: &Facts,
    period: Period,
    known_at: KnownAt,
) -> Option<Report> {
    rulebook.as_known(known_at).check_all(facts, period).ok()
}

fn argument(name: &str, otherwise: u64) -> u64 {
    let mut arguments = std::env::args().skip_while(|one| one != name).skip(1);
    arguments.next().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn main() {
    let (seed, count) = (argument("--seed", 1), argument("--count", 1000));
    let next = AtomicU64::new(seed);
    let found: Mutex<Vec<String>> = Mutex::default();
    let refused: Mutex<BTreeMap<String, u64>> = Mutex::default();
    let hits: Mutex<BTreeMap<&str, u64>> = Mutex::default();
    let read = AtomicU64::new(0);
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= argument("--seed", 1) + count {
                return;
            }
            let world = World::of_seed(seed);
            if let Ok(mut hits) = hits.lock() {
                for (construct, times) in world.hits() {
                    *hits.entry(construct).or_default() += times;
                }
            }
            if let Err(told) = world.open() {
                let first = told.lines().next().unwrap_or_default().to_owned();
                if let Ok(mut refused) = refused.lock() {
                    *refused.entry(first).or_default() += 1;
                }
                continue;
            }
            read.fetch_add(1, Ordering::Relaxed);
            if let (Err(difference), Ok(mut found)) = (agree(seed, engine), found.lock())
            {
                found.push(difference);
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let found = found.into_inner().unwrap_or_default();
    for difference in found.iter().take(SHOWN) {
        println!("{difference}\n");
    }
    if std::env::args().any(|one| one == "--constructs") {
        for (construct, times) in hits.into_inner().unwrap_or_default() {
            println!("{times:>8} {construct}");
        }
        for (told, times) in refused.into_inner().unwrap_or_default() {
            println!("{times:>8} refused: {told}");
        }
    }
    let read = read.into_inner();
    println!("{count} worlds from seed {seed}: {read} read, {} differ", found.len());
    std::process::exit(i32::from(!found.is_empty()));
}
