//! Feasibility, held against every roster of a small register: rules clash exactly when each
//! roster breaks one of them, and a clash names no rule too many.

use passmuster::clash::{Clashing, Stake};
use std::collections::BTreeSet;

use passmuster::clash::Feasibility;
use passmuster::{Day, Facts, KnownAt, Law, Period, Rulebook, Source};
use passmuster_reference::rosters::{Broken, Place, facts, fewest, hits, rosters};
use passmuster_reference::world::{Register, World};

/// How many registers are tried.
const REGISTERS: u64 = 250;

const DAY: &str = "2021-02-16";

fn place(one: &Clashing) -> Place {
    let columns = one.cell.keys.iter().map(|(key, value)| format!("{key}={value}"));
    (one.rule.to_string(), columns.collect::<Vec<_>>().join(" "))
}

/// What is wrong with what is said of a register; nothing where it is refused.
fn wrong(seed: u64, clashing: &mut u64) -> Option<String> {
    let register = Register::of_seed(seed);
    let rulebook = Rulebook::read([Source::new("rules.yaml", &register.rules)]).ok()?;
    if register.names.len() > 3 && register.rules.contains("desk:") {
        // Ten thousand rosters take too long.
        return None;
    }
    let all = rosters(&register, &rulebook, DAY)?;
    let name = register.names.first()?;
    let roster = format!("person,date,status,desk\n{name},2021-02-15,leave,\n");
    let facts = facts(&register, &rulebook, &roster)?;
    let law = rulebook.as_known(KnownAt::Latest);
    let day = Period::on(DAY.parse().ok()?);
    let found = match law.feasibility(&facts, day) {
        Ok(found) => found,
        Err(error) => return Some(error.to_string()),
    };
    let told = |what: &str| {
        Some(format!(
            "seed {seed}: {what}\n{}\n{}\n{}",
            register.rules,
            register.people,
            found.clashes.iter().map(|one| format!("{one}\n")).collect::<String>()
        ))
    };
    if !found.undecided.is_empty() {
        return told("undecided");
    }
    let can_be_kept = all.iter().any(Broken::is_empty);
    if can_be_kept != found.clashes.is_empty() {
        return told(if can_be_kept {
            "some roster keeps all"
        } else {
            "no roster keeps all"
        });
    }
    *clashing += u64::from(!can_be_kept);
    for clash in &found.clashes {
        let places: Vec<Place> = clash.rules.iter().map(place).collect();
        if !hits(&all, &places.iter().collect::<Vec<_>>()) {
            return told("some roster keeps a clash");
        }
        for (rule, own) in clash.rules.iter().zip(&places) {
            let others: Vec<&Place> = places.iter().filter(|one| *one != own).collect();
            let keeps =
                |broken: &&Broken| others.iter().all(|one| !broken.contains_key(*one));
            let short =
                all.iter().filter(keeps).filter_map(|broken| broken.get(own)).min();
            let Some(short) = short else { return told("a rule too many") };
            if let Stake::Bound { count, allowed: Some(allowed), is_floor, .. } =
                &rule.stake
            {
                let told_short =
                    if *is_floor { allowed - count } else { count - allowed };
                // Of `exactly` no headroom is told.
                if *short != 0 && told_short != *short {
                    return told(&format!("{told_short} is told, {short} is right"));
                }
            }
        }
    }
    let smallest = found.clashes.iter().map(|clash| clash.rules.len()).min().unwrap_or(0);
    let least = if can_be_kept { Some(0) } else { fewest(&all, 3) };
    match least {
        Some(least) if smallest != least => told(&format!("{least} rules clash already")),
        _ => None,
    }
}

#[test]
fn a_clash_is_what_no_roster_keeps() {
    let mut clashing = 0;
    let faults: Vec<String> =
        (0..REGISTERS).filter_map(|seed| wrong(seed, &mut clashing)).take(3).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert!(clashing > REGISTERS / 10, "only {clashing} of {REGISTERS} clash");
}

/// How many worlds are asked: so many, or `WORLDS`.
#[expect(clippy::disallowed_methods, reason = "how long a test runs is not its subject")]
fn worlds() -> u64 {
    let asked = std::env::var("WORLDS").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(4_000)
}

/// Every clash and all that is undecided, day by day.
fn by_day(found: &Feasibility) -> BTreeSet<(Day, String)> {
    let mut all = BTreeSet::new();
    for clash in &found.clashes {
        let rules = format!("{:?}", clash.rules);
        for day in clash.days.iter().flat_map(|period| period.days()) {
            all.insert((day, rules.clone()));
        }
    }
    for one in &found.undecided {
        for day in one.days.iter().flat_map(|period| period.days()) {
            all.insert((day, format!("{:?}", one.rules)));
        }
    }
    all
}

/// What is told of each day asked alone.
fn of_single_days(law: &Law, facts: &Facts, period: Period) -> BTreeSet<(Day, String)> {
    let alone = |day| law.feasibility(facts, Period::on(day)).ok();
    period.days().filter_map(alone).flat_map(|found| by_day(&found)).collect()
}

#[test]
fn a_period_is_asked_as_its_days_are() {
    let (mut told, mut days) = (0, BTreeSet::new());
    for seed in 0..worlds() {
        let Ok(world) = World::of_seed(seed).open() else { continue };
        let law = world.rulebook.as_known(world.known_at);
        let period = world.facts.covers();
        let Ok(found) = law.feasibility(&world.facts, period) else { continue };
        let single = of_single_days(&law, &world.facts, period);
        assert_eq!(by_day(&found), single, "seed {seed}");
        told += single.len();
        days.extend(single.into_iter().map(|(day, _)| (seed, day)));
    }
    assert!(told as u64 > worlds() / 100, "only {told} clashes on {} days", days.len());
}

/// All that is told, in words and day by day, but for what is left out.
fn in_words(found: &Feasibility) -> BTreeSet<String> {
    let clashes = found.clashes.iter().map(|one| format!("{one} on {:?}", one.days));
    let open = found.undecided.iter().map(|one| format!("{:?}", (&one.rules, &one.days)));
    clashes.chain(open).collect()
}

#[test]
fn who_is_asked_for_all_is_like_all() {
    let (mut told, mut faults) = (0, Vec::new());
    for seed in 0..worlds() {
        let world = World::of_seed(seed);
        let asked = |world: &World| {
            let opened = world.open()?;
            let law = opened.rulebook.as_known(opened.known_at);
            let found = law.feasibility(&opened.facts, opened.facts.covers());
            found.map_err(|error| error.to_string())
        };
        let Ok(found) = asked(&world) else { continue };
        // As many questions as people: nobody is taken to be like anybody else.
        let Some(apart) = world.with_everybody_apart() else { continue };
        let apart = match asked(&apart) {
            Ok(apart) => apart,
            Err(why) => {
                faults.push(format!("seed {seed}: {why}\n{}", apart.texts()));
                continue;
            }
        };
        if in_words(&found) != in_words(&apart) {
            let (found, apart) = (in_words(&found), in_words(&apart));
            faults
                .push(format!("seed {seed}: {found:#?}, {apart:#?}\n{}", world.texts()));
        }
        told += found.clashes.len();
    }
    let first: Vec<String> = faults.into_iter().take(2).collect();
    assert!(first.is_empty(), "{}", first.join("\n\n"));
    assert!(told as u64 > worlds() / 100, "only {told} clashes");
}
