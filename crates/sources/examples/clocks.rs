//! A month of an office as its time clocks write it: a folder of facts, to measure with.
//!
//! `cargo run --release -p passmuster-sources --example clocks -- FOLDER PEOPLE`

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The working days of March 2021.
const DAYS: [u32; 23] =
    [1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24, 25, 26, 29, 30, 31];
/// How many people a unit has.
const UNIT: usize = 25;

const RULES: &str = "passmuster: 1
directive: { id: our-order-7-2021 }
in_force: { from: 2021-03-01, through: 2021-03-31 }
rules:
  - id: onsite-cap
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
";
const FACTS: &str = "passmuster-facts: 1
zone: Asia/Ho_Chi_Minh
covers: { from: 2021-03-01, through: 2021-03-31 }
working_week: [monday, tuesday, wednesday, thursday, friday]
tables:
  attendance:
    from:
      source: zkteco-attlog
      file: [1_attlog.dat, 2_attlog.dat, 3_attlog.dat]
      ids: pin
      sites: { 1: head-office, 2: head-office, 3: annex }
";

#[expect(clippy::print_stdout, reason = "an example says what it made")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().ok_or("name a folder")?;
    let people: usize = words.next().ok_or("say how many people")?.parse()?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("facts"))?;
    let mut register = "person,unit,pin\n".to_owned();
    for nth in 1..=people {
        writeln!(register, "P{nth:05},unit-{:03},{nth}", nth / UNIT)?;
    }
    let mut logs = [String::new(), String::new(), String::new()];
    let mut punches = 0;
    for day in DAYS {
        for minute in 7 * 60..18 * 60 {
            for nth in 1..=people {
                // Every other day at the office, at minutes of their own; in, out for lunch
                // and back, and home.
                let own = nth * 7 % 45;
                let at = [7 * 60 + own, 11 * 60 + own, 12 * 60 + own, 16 * 60 + own];
                let comes = (nth + usize::try_from(day)?) % 5 < 3;
                if comes && at.contains(&minute) {
                    let device = (nth + minute) % 3;
                    if let Some(log) = logs.get_mut(device) {
                        let (hour, minute, number) =
                            (minute / 60, minute % 60, device + 1);
                        let at = format!(
                            "2021-03-{day:02} {hour:02}:{minute:02}:{:02}",
                            nth % 60
                        );
                        write!(log, "{nth:>9}\t{at}\t{number}\t255\t15\t0\r\n")?;
                        punches += 1;
                    }
                }
            }
        }
    }
    fs::write(folder.join("rules.yaml"), RULES)?;
    fs::write(folder.join("facts/facts.yaml"), FACTS)?;
    fs::write(folder.join("facts/people.csv"), register)?;
    for (number, log) in (1..).zip(logs) {
        fs::write(folder.join(format!("facts/{number}_attlog.dat")), log)?;
    }
    println!("{punches} punches of {people} people");
    Ok(())
}
