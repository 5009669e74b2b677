//! What can be measured only inside a process: passmuster as a library beside code written by
//! hand for these five rules and this world alone, which is as fast as anything could be.
//!
//! ```console
//! in-process ours RULES FOLDER THREADS REPEAT    the library: facts are read once, judged often
//! in-process dense FOLDER THREADS REPEAT         by hand: columns in memory, counters for cells
//! in-process stream FOLDER THREADS               by hand: the whole way from CSV to findings
//! ```
//!
//! Prints one line of JSON: the seconds of each repeat, and the digest of what was found.

mod columns;
mod dense;
mod digest;
mod ours;
mod stream;

use std::time::Instant;

use digest::Digest;
use serde_json::json;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |word: &str| word.parse().expect("a number");
    match words.as_slice() {
        ["ours", rules, folder, threads, times] => {
            let mut door = ours::Door::open(rules, folder, number(threads));
            repeat(number(times), || door.judge());
        }
        ["dense", folder, threads, times] => {
            let world = columns::World::read(folder);
            repeat(number(times), || dense::judge(&world, number(threads)));
        }
        ["stream", folder, threads] => {
            repeat(1, || stream::judge(folder, number(threads)))
        }
        _ => panic!("ours, dense or stream, with their arguments"),
    }
}

/// Does it so many times, and prints how long each took and what the last found.
fn repeat(times: usize, mut judge: impl FnMut() -> Digest) {
    let mut seconds = Vec::new();
    let mut found = Digest::default();
    for _ in 0..times {
        let start = Instant::now();
        found = judge();
        seconds.push(start.elapsed().as_secs_f64());
    }
    println!("{}", json!({ "seconds": seconds, "digest": found.into_json() }));
}

/// Does the parts of a work side by side, each on a core of its own.
fn side_by_side<T: Send>(threads: usize, part: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let cores = core_affinity::get_core_ids().unwrap_or_default();
    let part = &part;
    std::thread::scope(|scope| {
        let start = |nth: usize| {
            let core = cores.get(nth % cores.len().max(1)).copied();
            scope.spawn(move || {
                core.map(core_affinity::set_for_current);
                part(nth)
            })
        };
        let started: Vec<_> = (0..threads).map(start).collect();
        started.into_iter().map(|one| one.join().expect("no part panics")).collect()
    })
}
