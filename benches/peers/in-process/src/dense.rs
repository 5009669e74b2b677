//! The bound in memory: a counter for each unit and day, four numbers packed in 64 bits, and one
//! addition a row, in whatever order the rows come.

use crate::columns::World;
use crate::digest::{Digest, Found, Rule};
use crate::side_by_side;

pub const TASK_FORCE: usize = 6;
pub const LEADER: usize = 7;
/// The code of a leader on duty who is remote.
pub const ABSENT: usize = LEADER * 4 + 1;

/// What a row of each job and status adds: counted, base, on site, remote; 16 bits each.
pub const ADDS: [u64; 32] = adds();

const fn adds() -> [u64; 32] {
    let mut all = [0; 32];
    let mut job = 0;
    while job < 8 {
        let capped = (job != TASK_FORCE) as u64;
        all[job * 4] = capped | capped << 16 | 1 << 32;
        all[job * 4 + 1] = capped << 16 | 1 << 48;
        job += 1;
    }
    all
}

pub fn judge(world: &World, threads: usize) -> Digest {
    let rows = world.unit.len();
    let parts = side_by_side(threads, |nth| {
        let part = |all: usize| all * nth / threads..all * (nth + 1) / threads;
        let mut found = Vec::new();
        let cells = tally(world, part(rows), &mut found);
        gatherings(world, part(world.place.len()), &mut found);
        (cells, found)
    });
    let mut all = Vec::new();
    let mut cells = vec![0; world.days * world.units];
    for (part, found) in parts {
        cells.iter_mut().zip(part).for_each(|(sum, more)| *sum += more);
        all.extend(found);
    }
    for day in cells.chunks_exact(world.units) {
        judge_day(day, &mut all);
    }
    Digest::of(all)
}

fn tally(
    world: &World,
    rows: std::ops::Range<usize>,
    found: &mut Vec<Found>,
) -> Vec<u64> {
    let mut cells = vec![0; world.days * world.units];
    let (unit, day) = (&world.unit[rows.clone()], &world.day[rows.clone()]);
    let (job, status) = (&world.job[rows.clone()], &world.status[rows.clone()]);
    let person = &world.person[rows];
    for row in 0..unit.len() {
        let code = (usize::from(job[row]) * 4 + usize::from(status[row])) & 31;
        cells[usize::from(day[row]) * world.units + usize::from(unit[row])] += ADDS[code];
        if code == ABSENT {
            found.push(Found {
                rule: Rule::Leaders,
                count: 0,
                base: 1,
                who: person[row],
            });
        }
    }
    cells
}

/// The rules of units and of the office on one day.
pub fn judge_day(cells: &[u64], found: &mut Vec<Found>) {
    let (mut remote, mut working) = (0, 0);
    for cell in cells {
        let [counted, base, on_site, away] =
            [0, 16, 32, 48].map(|at| (cell >> at & 0xffff) as u32);
        if 2 * counted > base {
            found.push(Found { rule: Rule::Half, count: counted, base, who: 0 });
        }
        if on_site > 40 {
            found.push(Found { rule: Rule::Forty, count: on_site, base: 40, who: 0 });
        }
        remote += away;
        working += away + on_site;
    }
    if 2 * remote < working {
        found.push(Found { rule: Rule::Remote, count: remote, base: working, who: 0 });
    }
}

fn gatherings(world: &World, rows: std::ops::Range<usize>, found: &mut Vec<Found>) {
    for row in rows {
        let people = u32::from(world.people[row]);
        if people > 10 && world.place[row] > 2 {
            let who = row as u32;
            found.push(Found { rule: Rule::Gatherings, count: people, base: 10, who });
        }
    }
}
