//! The tables of a world as columns of small codes: six bytes a row, and the person.

use std::fs;
use std::path::Path;

pub const JOBS: [&str; 8] = [
    "clerk",
    "analyst",
    "engineer",
    "officer",
    "secretary",
    "driver",
    "covid-task-force",
    "leader-on-duty",
];
const STATUSES: [&str; 3] = ["on-site", "remote", "leave"];
const PLACES: [&str; 8] = [
    "office",
    "school",
    "hospital",
    "restaurant",
    "outdoor",
    "home",
    "religious",
    "sports",
];

#[derive(Default)]
pub struct World {
    pub unit: Vec<u16>,
    pub day: Vec<u16>,
    pub job: Vec<u8>,
    pub status: Vec<u8>,
    pub person: Vec<u32>,
    pub place: Vec<u8>,
    pub people: Vec<u8>,
    pub units: usize,
    pub days: usize,
}

impl World {
    pub fn read(folder: &str) -> Self {
        let mut world = Self::default();
        let mut days: Vec<String> = Vec::new();
        rows(folder, "attendance.csv", |[date, unit, person, job, status]| {
            if days.last().is_none_or(|last| last != date) {
                days.push(date.to_owned());
            }
            world.day.push((days.len() - 1) as u16);
            world.unit.push(unit.parse().expect("a unit"));
            world.person.push(person.parse().expect("a person"));
            world.job.push(code(&JOBS, job));
            world.status.push(code(&STATUSES, status));
        });
        rows(folder, "gatherings.csv", |[_, _, place, people]| {
            world.place.push(code(&PLACES, place));
            world.people.push(people.parse().expect("people"));
        });
        world.units = world.unit.iter().max().map_or(0, |last| usize::from(*last) + 1);
        world.days = days.len();
        world
    }
}

fn rows<const N: usize>(folder: &str, file: &str, mut row: impl FnMut([&str; N])) {
    let text =
        fs::read_to_string(Path::new(folder).join(file)).expect("the table is there");
    for line in text.lines().skip(1) {
        let mut cells = line.split(',');
        row(std::array::from_fn(|_| cells.next().expect("a cell")));
    }
}

fn code(all: &[&str], word: &str) -> u8 {
    all.iter().position(|one| *one == word).expect("a known word") as u8
}
