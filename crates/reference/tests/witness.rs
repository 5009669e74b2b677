//! Witnesses of differences, held against every roster of up to eight people: `PAIRS` says of
//! how many pairs of versions.
#![expect(
    clippy::disallowed_methods,
    reason = "how many pairs is asked of whoever runs it"
)]
#![expect(clippy::unwrap_used, reason = "a broken pair fails the test")]

use passmuster::field::Table;
use passmuster::witness::{Answer, Judged};
use passmuster::{Facts, KnownAt, Outcome, Period, Rulebook, Source};
use passmuster_reference::versions::{Roster, fails, fewest, kinds, rosters};
use passmuster_reference::world::versions::Version;

/// Of how many people every roster is tried.
const MOST: i64 = 8;

const DAY: &str = "2021-02-16";

/// How often what is.
#[derive(Debug, Default)]
struct Seen {
    compared: u64,
    apart: u64,
    larger: u64,
    alike: u64,
    alike_up_to: u64,
    rosters: u64,
}

fn rulebook(version: &Version) -> Option<Rulebook> {
    Rulebook::read([Source::new("rules.yaml", &version.text())]).ok()
}

fn facts(rulebook: &Rulebook, tables: &[(Table, String)]) -> Option<Facts> {
    let mut builder = rulebook.facts();
    for (table, text) in tables {
        builder = builder.table(table.as_str(), Source::new(table.as_str(), text));
    }
    builder.build().ok()
}

/// Whether the reference finds that the rule fails.
fn reference_fails(rulebook: &Rulebook, tables: &[(Table, String)], day: &str) -> bool {
    let facts = facts(rulebook, tables).unwrap();
    let day = Period::on(day.parse().unwrap());
    let report = passmuster_reference::evaluate(rulebook, &facts, day, KnownAt::Latest);
    report.findings.iter().any(|one| one.outcome == Outcome::Fail)
}

/// A roster as tables.
fn tables(roster: &[i64]) -> Vec<(Table, String)> {
    let mut people = "person,unit,role\n".to_owned();
    let mut attendance = "person,date,status\n".to_owned();
    for ((role, status), count) in kinds().iter().zip(roster) {
        for nth in 0..*count {
            people += &format!("{role}-{status}-{nth},u,{role}\n");
            attendance += &format!("{role}-{status}-{nth},{DAY},{status}\n");
        }
    }
    vec![(Table::People, people), (Table::Attendance, attendance)]
}

/// That counting by hand and the reference say the same of some rosters.
fn check_counting(seed: u64, version: &Version, rulebook: &Rulebook, seen: &mut Seen) {
    for size in [1, 3, 5, 8] {
        let all = rosters(kinds().len(), size);
        let at = (seed as usize).wrapping_mul(7919) % all.len();
        let roster = all.get(at).unwrap();
        let counted = fails(version, &kinds(), roster);
        let judged = reference_fails(rulebook, &tables(roster), DAY);
        assert_eq!(counted, judged, "seed {seed}: {roster:?}\n{}", version.text());
        seen.rosters += 1;
    }
}

fn check(seed: u64, all: &[Vec<Roster>], seen: &mut Seen) -> Result<(), String> {
    let (old, new) = Version::pair_of_seed(seed);
    let (Some(of_old), Some(of_new)) = (rulebook(&old), rulebook(&new)) else {
        return Ok(());
    };
    seen.compared += 1;
    if seed.is_multiple_of(10) {
        check_counting(seed, &old, &of_old, seen);
        check_counting(seed, &new, &of_new, seen);
    }
    let told =
        |what: String| format!("seed {seed}: {what}\n{}\n{}", old.text(), new.text());
    let least = fewest(&old, &new, all);
    let size_of = |roster: &Roster| roster.iter().sum::<i64>();
    let law = of_old.as_known(KnownAt::Latest);
    let effects = law.witnesses(&of_new.as_known(KnownAt::Latest));
    let effects = effects.map_err(|error| told(error.to_string()))?;
    let Some(effect) = effects.first() else {
        return match least {
            None => Ok(()),
            Some(roster) => Err(told(format!("no difference, but {roster:?}"))),
        };
    };
    match &effect.answer {
        Answer::Apart(witness) => {
            let agrees = |judged: &Judged, rulebook: &Rulebook| {
                let day = judged.day.to_string();
                reference_fails(rulebook, &judged.tables, &day) == judged.fails
            };
            if !agrees(&witness.old, &of_old) || !agrees(&witness.new, &of_new) {
                return Err(told("the reference judges the witness otherwise".into()));
            }
            if witness.old.fails == witness.new.fails {
                return Err(told("the witness tells nothing apart".into()));
            }
            let size = i64::try_from(witness.size()).unwrap();
            seen.apart += 1;
            seen.larger += u64::from(size > MOST);
            let expected = if size > MOST { None } else { Some(size) };
            if least.as_ref().map(size_of) != expected {
                return Err(told(format!("{size} are told, {least:?} are enough")));
            }
        }
        Answer::Alike { people, .. } => {
            seen.alike += 1;
            seen.alike_up_to += u64::from(people.is_some());
            assert!(people.is_none_or(|people| i64::from(people) >= MOST), "seed {seed}");
            if let Some(roster) = least {
                return Err(told(format!("none is told, but {roster:?}")));
            }
        }
        other => return Err(told(format!("{other:?}"))),
    }
    Ok(())
}

#[test]
fn a_witness_exists_where_some_roster_tells_two_versions_apart() {
    let written = std::env::var("PAIRS").ok();
    let pairs = written.and_then(|text| text.parse().ok()).unwrap_or(300);
    let mut seen = Seen::default();
    let all: Vec<Vec<Roster>> =
        (1..=MOST).map(|size| rosters(kinds().len(), size)).collect();
    let check = |seed: u64| check(seed, &all, &mut seen).err();
    let faults: Vec<String> = (0..pairs).filter_map(check).take(3).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    println!("{seen:?}");
    assert!(seen.compared > pairs * 3 / 5, "{seen:?}");
    assert!(seen.apart > seen.compared / 3, "{seen:?}");
}
