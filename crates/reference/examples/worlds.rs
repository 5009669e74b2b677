//! Runs the reference against the engine on random worlds: `--seed N --count M`, and
//! `--constructs` to see in how many worlds each construct of the language was written,
//! `--slowest` to see which took longest.
#![expect(clippy::print_stdout, reason = "an example that reports to whoever runs it")]

use passmuster_reference::world::Sweep;

/// How many differing worlds are shown.
const SHOWN: usize = 60;

fn argument(name: &str, otherwise: u64) -> u64 {
    let mut arguments = std::env::args().skip_while(|one| one != name).skip(1);
    arguments.next().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn main() {
    let (seed, count) = (argument("--seed", 1), argument("--count", 1000));
    let sweep =
        Sweep::of(seed..seed + count, SHOWN, |rulebook, facts, period, known_at| {
            rulebook.as_known(known_at).check_all(facts, period).ok()
        });
    for (seed, difference) in &sweep.differences {
        println!("seed {seed}\n{difference}\n");
    }
    if std::env::args().any(|one| one == "--constructs") {
        for (construct, times) in &sweep.hits {
            println!("{times:>8} {construct}");
        }
        for (told, times) in &sweep.refused {
            println!("{times:>8} refused: {told}");
        }
    }
    if std::env::args().any(|one| one == "--slowest") {
        for (took, seed) in sweep.slowest.iter().rev() {
            println!("{:>8} ms  seed {seed}", took.as_millis());
        }
    }
    let refused: u64 = sweep.refused.values().sum();
    let (judged, differ) = (sweep.judged, sweep.differences.len());
    println!(
        "{count} worlds from seed {seed}: {judged} judged, {refused} refused when read, {} \
         not asked, {} too wide, {differ} differ",
        sweep.not_asked, sweep.too_wide
    );
    std::process::exit(i32::from(differ > 0));
}
