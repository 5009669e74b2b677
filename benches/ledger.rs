//! How long one change takes, with its verdicts and figures: at the middle, and at the worst
//! but one in a hundred.
//!
//! ```sh
//! cargo bench --bench ledger                # 1,000 units of 100 people on 100 days
//! cargo bench --bench ledger -- 100 100 20  # smaller: units, people of each, days
//! ```
#![expect(clippy::print_stdout, reason = "a measurement is printed")]
#![expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]

use std::error::Error;
use std::fmt::Write;
use std::time::Instant;

use passmuster::facts::PersonId;
use passmuster::field::STATUSES;
use passmuster::{Change, Day, Facts, KnownAt, Ledger, Period, Rulebook, Source};

/// Five rules: two caps per unit and day, a floor per office and day, something that each
/// must be, and gatherings. No change of attendance touches the last.
const FIVE: &str = "
  - id: cap
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
  - id: leave-cap
    limit: { count: { status: [leave, sick] }, at_most: 30, per: [unit, day] }
  - id: floor
    limit: { count: { status: on-site }, at_least: 20%, of: everyone, per: [office, day] }
  - id: guards
    require: { each: { role: guard }, be: { status: on-site }, per: day }
  - id: gatherings
    limit: { sum: { field: people, in: gatherings }, at_most: 20, per: gathering }
";

/// A rule that is judged again.
const WEEK: &str = "
  - id: three-days
    quota: { each: everyone, days: { status: on-site }, at_most: 3 days, per: week }
";
const HOURS: &str = "
  - id: by-the-hour
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, week] }
";

struct Size {
    units: u32,
    people: u32,
    days: i32,
}

/// Chance, always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        u32::try_from((self.0 >> 33) % u64::from(limit)).unwrap_or(0)
    }
}

fn first() -> Day {
    Day::from_number(18_673)
}

/// Mostly at home, and half as many on site.
fn status(chance: &mut Chance) -> &'static str {
    match chance.below(5) {
        0 | 1 => "remote",
        2 | 3 => "on-site",
        _ => "leave",
    }
}

fn world(rules: &str, size: &Size) -> Result<(Rulebook, Facts), Box<dyn Error>> {
    let last = first().plus(size.days - 1);
    let order = format!(
        "passmuster: 1\ndirective: {{ id: order }}\nin_force: {{ from: {}, through: {last} }}\n\
         fields:\n  people: {{ role: [clerk, guard] }}\nrules:{rules}",
        first()
    );
    let rulebook = Rulebook::read([Source::new("order.yaml", &order)])?;
    let mut chance = Chance(7);
    let mut units = "unit,parent\noffice,\n".to_owned();
    let mut people = "person,unit,role\n".to_owned();
    let mut rows = "person,date,status\n".to_owned();
    for unit in 0..size.units {
        writeln!(units, "u{unit},office")?;
        for nth in 0..size.people {
            let role = if nth == 0 { "guard" } else { "clerk" };
            writeln!(people, "u{unit}-p{nth},u{unit},{role}")?;
        }
    }
    for nth in 0..size.days {
        let day = first().plus(nth).to_string();
        for unit in 0..size.units {
            for person in 0..size.people {
                let status = status(&mut chance);
                writeln!(rows, "u{unit}-p{person},{day},{status}")?;
            }
        }
    }
    let gatherings = format!("gathering,date,place,people\ng,{},hall,12\n", first());
    let facts = rulebook
        .facts()
        .table("units", Source::new("units.csv", &units))
        .table("people", Source::new("people.csv", &people))
        .table("gatherings", Source::new("gatherings.csv", &gatherings))
        .table("attendance", Source::new("attendance.csv", &rows))
        .build()?;
    Ok((rulebook, facts))
}

/// Random changes of people who were looked up before, or of people by name.
fn changes(ledger: &Ledger, size: &Size, number: usize, by_name: bool) -> Vec<Change> {
    let mut chance = Chance(11);
    let mut all = Vec::with_capacity(number);
    while all.len() < number {
        let (unit, nth) = (chance.below(size.units), chance.below(size.people));
        let name = format!("u{unit}-p{nth}");
        let days = size.days.unsigned_abs();
        let day = first().plus(i32::try_from(chance.below(days)).unwrap_or(0));
        let word = STATUSES.get(chance.below(5) as usize).copied().unwrap_or("off");
        let id: Option<PersonId> = ledger.person(&name).ok();
        all.extend(match (by_name, id) {
            (true, _) => Some(Change::status(&name, day, word)),
            (false, id) => id.map(|id| Change::of(id, day, word)),
        });
    }
    all
}

/// Nanoseconds at the middle, and at the worst but one in a hundred.
fn percentiles(mut nanoseconds: Vec<u128>) -> (u128, u128) {
    nanoseconds.sort_unstable();
    let at = |part: usize| nanoseconds.get(nanoseconds.len() * part / 100).copied();
    (at(50).unwrap_or(0), at(99).unwrap_or(0))
}

fn measured(
    what: &str,
    changes: &[Change],
    mut make: impl FnMut(&Change) -> Result<usize, passmuster::Error>,
) -> Result<(), Box<dyn Error>> {
    let (mut times, mut verdicts) = (Vec::with_capacity(changes.len()), 0);
    for change in changes {
        let before = Instant::now();
        verdicts += make(change)?;
        times.push(before.elapsed().as_nanos());
    }
    let (middle, worst) = percentiles(times);
    println!(
        "{what}: p50 {middle} ns, p99 {worst} ns, {} changes, {verdicts} verdicts",
        changes.len()
    );
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<u32> = std::env::args().filter_map(|text| text.parse().ok()).collect();
    let (units, people, days) = match given.as_slice() {
        [units, people, days] => (*units, *people, i32::try_from(*days)?),
        _ => (1_000, 100, 100),
    };
    let size = Size { units, people, days };
    let (rulebook, facts) = world(FIVE, &size)?;
    let period = Period::new(first(), first().plus(days - 1))?;
    let law = rulebook.as_known(KnownAt::Latest);
    let before = Instant::now();
    let mut ledger = law.open(&facts, period)?;
    println!("open {units} x {people} x {days}: {} ms", before.elapsed().as_millis());
    println!("{:?}", ledger.lanes());
    drop(facts);
    let by_id = changes(&ledger, &size, 200_000, false);
    let by_name = changes(&ledger, &size, 200_000, true);
    let tell = |effect: passmuster::Effect| effect.verdicts().count();
    measured("clock alone", &by_id, |_| Ok(0))?;
    measured("what_if, by id", &by_id, |change| ledger.what_if(change).map(tell))?;
    measured("what_if, by name", &by_name, |change| ledger.what_if(change).map(tell))?;
    measured("apply, by id", &by_id, |change| ledger.apply(change).map(tell))?;
    drop(ledger);
    for (name, rule) in [("person", WEEK), ("cells of a week", HOURS)] {
        let size = Size { units: units.min(100), people, days: days.min(14) };
        let (rulebook, facts) = world(rule, &size)?;
        let period = Period::new(first(), first().plus(size.days - 1))?;
        let law = rulebook.as_known(KnownAt::Latest);
        let mut ledger = law.open(&facts, period)?;
        println!("{:?}", ledger.lanes());
        let changes = changes(&ledger, &size, 100, false);
        let what = format!("judged again, {name}, {} people", size.units * people);
        measured(&what, &changes, |change| ledger.apply(change).map(tell))?;
    }
    Ok(())
}
