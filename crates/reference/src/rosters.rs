//! Every roster of a small register, judged one by one: what feasibility must come to.

use std::collections::{BTreeMap, BTreeSet};

use passmuster::{Facts, Finding, KnownAt, Outcome, Period, Rulebook, Source};

use crate::world::Register;

/// A rule where it is asked: its name, and the columns of its cell.
pub type Place = (String, String);

/// The statuses that are tried: those that rules name, and one working and one not that none
/// does.
const STATUSES: [&str; 6] = ["on-site", "remote", "on-call", "leave", "off", "sick"];

/// What each roster breaks, with how far it is from keeping it.
pub type Broken = BTreeMap<Place, i64>;

/// Every roster of a day, as what it breaks; `None` if the rules cannot be read.
pub fn rosters(
    register: &Register,
    rulebook: &Rulebook,
    day: &str,
) -> Option<Vec<Broken>> {
    let asked = Period::on(day.parse().ok()?);
    let desks = if register.rules.contains("desk:") { &["x", "y"][..] } else { &[""] };
    let ways: Vec<(&str, &str)> = STATUSES
        .iter()
        .flat_map(|status| desks.iter().map(move |desk| (*status, *desk)))
        .collect();
    let mut all = Vec::new();
    let mut chosen = vec![0; register.names.len()];
    loop {
        let mut attendance = "person,date,status,desk\n".to_owned();
        for (name, way) in register.names.iter().zip(&chosen) {
            let (status, desk) = ways.get(*way)?;
            attendance += &format!("{name},{day},{status},{desk}\n");
        }
        let facts = facts(register, rulebook, &attendance)?;
        let report = crate::evaluate(rulebook, &facts, asked, KnownAt::Latest);
        all.push(
            report.findings.iter().filter(|one| is_broken(one)).map(place).collect(),
        );
        // The next roster, as a number is counted up.
        let Some(next) = chosen.iter().position(|way| way + 1 < ways.len()) else {
            return Some(all);
        };
        chosen.iter_mut().take(next).for_each(|way| *way = 0);
        *chosen.get_mut(next)? += 1;
    }
}

/// The facts of a register, with a roster.
pub fn facts(
    register: &Register,
    rulebook: &Rulebook,
    attendance: &str,
) -> Option<Facts> {
    let builder = rulebook
        .facts()
        .table("people", Source::new("people.csv", &register.people))
        .table("units", Source::new("units.csv", &register.units))
        .table("attendance", Source::new("attendance.csv", attendance));
    builder.build().ok()
}

fn is_broken(finding: &Finding) -> bool {
    finding.outcome == Outcome::Fail && finding.force == passmuster::rule::Force::Must
}

/// Where a finding is, without its day and without the person of a requirement.
fn place(finding: &Finding) -> (Place, i64) {
    let keys = finding.cell.keys.iter();
    let columns = keys.filter(|(key, _)| key != "day" && key != "person");
    let columns = columns.map(|(key, value)| format!("{key}={value}"));
    let columns: Vec<String> = columns.collect();
    let room = finding.measured.as_ref().and_then(|measured| measured.headroom);
    ((finding.rule.to_string(), columns.join(" ")), -room.unwrap_or(0))
}

/// The fewest places of which every roster breaks one, if there are so few.
pub fn fewest(rosters: &[Broken], most: usize) -> Option<usize> {
    let places: BTreeSet<&Place> = rosters.iter().flat_map(BTreeMap::keys).collect();
    let places: Vec<&Place> = places.into_iter().collect();
    (1..=most).find(|size| some_hits(rosters, &places, *size, &mut Vec::new()))
}

fn some_hits<'a>(
    rosters: &[Broken],
    places: &[&'a Place],
    size: usize,
    chosen: &mut Vec<&'a Place>,
) -> bool {
    if chosen.len() == size {
        return hits(rosters, chosen);
    }
    (0..places.len()).any(|nth| {
        let (Some(place), Some(rest)) = (places.get(nth), places.get(nth + 1..)) else {
            return false;
        };
        chosen.push(place);
        let found = some_hits(rosters, rest, size, chosen);
        chosen.pop();
        found
    })
}

/// Whether every roster breaks one of these.
pub fn hits(rosters: &[Broken], places: &[&Place]) -> bool {
    rosters.iter().all(|broken| places.iter().any(|place| broken.contains_key(*place)))
}
