//! The bound from CSV: typed parsing without any of the care that a product takes, straight into
//! the counters of `dense`. Each thread reads its own stretch of the file, a piece at a time.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use crate::columns::JOBS;
use crate::dense::{ABSENT, ADDS, judge_day};
use crate::digest::{Digest, Found, Rule};
use crate::side_by_side;

const PIECE: usize = 1 << 20;

/// The counters of the days that a part has seen, a day after the other.
#[derive(Default)]
struct Part {
    days: BTreeMap<[u8; 10], Vec<u64>>,
    found: Vec<Found>,
}

pub fn judge(folder: &str, threads: usize) -> Digest {
    let folder = Path::new(folder);
    let parts = side_by_side(threads, |nth| {
        let mut part = Part::default();
        lines(&folder.join("attendance.csv"), nth, threads, |piece| {
            attendance(piece, &mut part)
        });
        lines(&folder.join("gatherings.csv"), nth, threads, |piece| {
            gatherings(piece, &mut part)
        });
        part
    });
    let mut days: BTreeMap<[u8; 10], Vec<u64>> = BTreeMap::new();
    let mut found = Vec::new();
    for part in parts {
        found.extend(part.found);
        for (day, cells) in part.days {
            let sums = days.entry(day).or_default();
            sums.resize(sums.len().max(cells.len()), 0);
            sums.iter_mut().zip(cells).for_each(|(sum, more)| *sum += more);
        }
    }
    for cells in days.values() {
        judge_day(cells, &mut found);
    }
    Digest::of(found)
}

/// Gives the whole lines of one part of a file, without its head, a piece at a time.
fn lines(path: &Path, nth: usize, threads: usize, mut each: impl FnMut(&[u8])) {
    let mut file = File::open(path).expect("the table is there");
    let size = file.metadata().expect("a size").len();
    let cut = |nth: usize| size * nth as u64 / threads as u64;
    // A part begins behind the first line end at or after its cut, and ends with the line that
    // holds its last byte; the first part leaves out the head in the same way.
    let (mut at, end) = (cut(nth), cut(nth + 1));
    file.seek(SeekFrom::Start(at)).expect("a place in the file");
    let mut kept = Vec::new();
    let mut is_first = true;
    let mut buffer = vec![0; PIECE];
    while at < size {
        let read = file.read(&mut buffer).expect("bytes");
        let piece = &buffer[..read];
        let past = end.saturating_sub(at) as usize;
        at += read as u64;
        // Where the line ends that holds the first byte of the next part.
        let stop = (past < read)
            .then(|| memchr::memchr(b'\n', &piece[past..]).map(|line| past + line + 1))
            .flatten();
        kept.extend_from_slice(&piece[..stop.unwrap_or(read)]);
        let mut from = 0;
        if is_first {
            let Some(line) = memchr::memchr(b'\n', &kept) else { continue };
            (from, is_first) = (line + 1, false);
        }
        let Some(last) = memchr::memrchr(b'\n', &kept) else { continue };
        if from <= last {
            each(&kept[from..=last]);
        }
        kept.drain(..=last);
        if stop.is_some() {
            return;
        }
    }
}

fn attendance(mut rest: &[u8], part: &mut Part) {
    let Part { days, found } = part;
    while rest.len() > 10 {
        let date: [u8; 10] = rest[..10].try_into().expect("ten bytes");
        let cells = days.entry(date).or_default();
        // Rows of one day stand together; so the map is asked once a day, not once a row.
        while rest.starts_with(&date) {
            let mut at = 11;
            let unit = number(rest, &mut at) as usize;
            let person = number(rest, &mut at);
            let length = memchr::memchr(b',', &rest[at..]).expect("a job ends");
            let job = job(&rest[at..at + length]);
            at += length + 1;
            let (status, width) = match rest[at..at + 2] {
                [b'o', b'n'] => (0, 8),
                [b'r', b'e'] => (1, 7),
                [b'l', b'e'] => (2, 6),
                _ => panic!("no status"),
            };
            assert!(rest[at + width - 1] == b'\n', "a row ends behind its status");
            rest = &rest[at + width..];
            if cells.len() <= unit {
                cells.resize((unit + 1).next_power_of_two(), 0);
            }
            let code = job * 4 + status;
            cells[unit] += ADDS[code & 31];
            if code == ABSENT {
                found.push(Found { rule: Rule::Leaders, count: 0, base: 1, who: person });
            }
        }
    }
}

fn gatherings(mut rest: &[u8], part: &mut Part) {
    while !rest.is_empty() {
        let mut at = 0;
        let who = number(rest, &mut at);
        at += 11;
        let length = memchr::memchr(b',', &rest[at..]).expect("a place ends");
        let place = &rest[at..at + length];
        at += length + 1;
        let count = number(rest, &mut at);
        rest = &rest[at..];
        if count > 10 && !matches!(place, b"office" | b"school" | b"hospital") {
            part.found.push(Found { rule: Rule::Gatherings, count, base: 10, who });
        }
    }
}

/// A number, and the place behind the byte that ends it.
fn number(bytes: &[u8], at: &mut usize) -> u32 {
    let mut number = 0;
    loop {
        let digit = bytes[*at].wrapping_sub(b'0');
        *at += 1;
        if digit > 9 {
            return number;
        }
        number = number * 10 + u32::from(digit);
    }
}

fn job(word: &[u8]) -> usize {
    match word {
        b"clerk" => 0,
        b"analyst" => 1,
        b"engineer" => 2,
        b"officer" => 3,
        b"secretary" => 4,
        b"driver" => 5,
        b"covid-task-force" => 6,
        b"leader-on-duty" => 7,
        _ => panic!("none of {JOBS:?}"),
    }
}
