//! What each step of a check costs, on worlds of a middle size: `cargo bench --bench engine`.
//!
//! `read`, `consolidate` and `plan` are of a hundred rules in five documents. The library has one
//! door to classify, tally and judge, so these three are whole checks on worlds that are nearly
//! all of the one: very different people in one cell, alike people in many rows, and cells with
//! hardly anybody in them. `whole` is everything, from texts to a report.
#![expect(clippy::unwrap_used, reason = "a bench that cannot begin is broken")]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use passmuster::report::KnownAt;
use passmuster::{Day, Facts, Law, Period, Report, Rulebook, Source};

const DOCUMENTS: usize = 5;
const RULES_OF_EACH: usize = 20;
const JOBS: [&str; 5] = ["clerk", "analyst", "driver", "officer", "nurse"];

const CAP: &str = "
passmuster: 1
directive: { id: cap }
issued: 2025-12-01
in_force: { from: 2026-01-01, through: 2026-12-31 }
rules:
  - id: half
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
";

/// Ten groups, each cut by age, distance and job, and a cap for each.
fn rules_of_many_classes() -> String {
    let mut text = String::from(
        "passmuster: 1
directive: { id: classes }
issued: 2025-12-01
in_force: { from: 2026-01-01, through: 2026-12-31 }
fields: { people: { job: text, age: number, distance_km: number } }
groups:
",
    );
    for (nth, job) in JOBS.iter().cycle().take(10).enumerate() {
        let (age, far) = (25 + 4 * nth, 3 * nth);
        writeln!(text, "  group-{nth}:").unwrap();
        writeln!(text, "    any: [{{ job: {job} }}, {{ age: {{ below: {age} }} }}]")
            .unwrap();
        writeln!(text, "    not: {{ distance_km: {{ above: {far} }} }}").unwrap();
    }
    text.push_str("rules:\n");
    for nth in 0..10 {
        writeln!(text, "  - id: cap-{nth}").unwrap();
        let counted = format!("{{ group: group-{nth}, status: on-site }}");
        writeln!(text, "    limit:\n      count: {counted}\n      at_most: 99%").unwrap();
        writeln!(text, "      of: everyone\n      per: [unit, day]").unwrap();
    }
    text
}

/// Documents as offices write them: clauses, groups, caps, floors, requirements and quotas; each
/// but the first extends the one before it.
fn documents() -> Vec<Source> {
    let document = |nth: usize| Source::new(&format!("order-{nth}.yaml"), &text_of(nth));
    (0..DOCUMENTS).map(document).collect()
}

fn text_of(document: usize) -> String {
    let mut text = format!(
        "passmuster: 1
directive:
  id: order-{document}
  number: {document}/2025
  title: Measures at the offices, part {document}
  issuer: Office {document} of the province
issued: 2025-12-{:02}
in_force: {{ from: 2026-01-01, through: 2026-06-30 }}
fields: {{ people: {{ job: text }} }}
",
        document + 1
    );
    if let Some(before) = document.checked_sub(1) {
        text.push_str("acts:\n");
        writeln!(text, "  - {{ extend: order-{before}, through: 2026-12-31 }}").unwrap();
    }
    text.push_str("clauses:\n");
    for nth in 1..=RULES_OF_EACH {
        writeln!(text, "  \"{nth}\": what part {nth} asks of the units").unwrap();
    }
    text.push_str("groups:\n");
    for (job, nth) in JOBS.iter().zip(0..4) {
        writeln!(text, "  kept-{nth}: {{ job: {job} }}").unwrap();
    }
    text.push_str("rules:\n");
    for nth in 0..RULES_OF_EACH {
        writeln!(text, "  - id: rule-{nth}\n    cites: \"{}\"", nth + 1).unwrap();
        text.push_str(&one_rule(nth, document * RULES_OF_EACH + nth));
    }
    text
}

fn one_rule(nth: usize, number: usize) -> String {
    let job = JOBS.iter().cycle().nth(number).unwrap();
    match nth % 4 {
        0 | 1 => format!(
            "    limit:
      count: {{ status: on-site }}
      at_most: {}%
      of: {{ not: {{ status: leave }} }}
      exempt: {{ who: kept-{}, out_of: [count, base] }}
      per: [unit, day]\n",
            60 + number % 40,
            number % 4
        ),
        2 => format!(
            "    require: {{ each: {{ job: {job} }}, never_be: {{ status: sick }}, per: day }}\n"
        ),
        _ => format!(
            "    quota:
      each: {{ job: {job} }}
      days: {{ status: on-site }}
      at_most: {} days
      per: week\n",
            1 + number % 6
        ),
    }
}

/// A roster: who is on site follows from numbers alone.
struct World {
    units: usize,
    people: usize,
    days: usize,
}

impl World {
    fn rows(&self) -> usize {
        self.units * self.people * self.days
    }

    fn is_on_site(&self, unit: usize, person: usize, day: usize) -> bool {
        (unit * 7 + person * 31 + day * 13) % 97 < 46 + unit % 7
    }

    fn attendance(&self) -> String {
        let mut text = String::from("date,unit,person,status\n");
        for day in 0..self.days {
            for unit in 0..self.units {
                for person in 0..self.people {
                    let status = match self.is_on_site(unit, person, day) {
                        true => "on-site",
                        false => "remote",
                    };
                    let date = day + 1;
                    writeln!(text, "2026-01-{date:02},{unit},{unit}-{person},{status}")
                        .unwrap();
                }
            }
        }
        text
    }

    /// A register of people that differ.
    fn people(&self) -> String {
        let mut text = String::from("person,unit,job,age,distance_km\n");
        for unit in 0..self.units {
            for person in 0..self.people {
                let job = JOBS.iter().cycle().nth(person % JOBS.len()).unwrap();
                let (age, far) = (18 + person * 17 % 50, person * 29 % 60);
                writeln!(text, "{unit}-{person},{unit},{job},{age},{far}").unwrap();
            }
        }
        text
    }

    /// How many units have more than half of their people on site on some day, counted by hand.
    fn crowded(&self) -> u64 {
        let mut crowded = 0;
        for day in 0..self.days {
            for unit in 0..self.units {
                let here = |person: &usize| self.is_on_site(unit, *person, day);
                let on_site = (0..self.people).filter(here).count();
                crowded += u64::from(2 * on_site > self.people);
            }
        }
        crowded
    }

    fn period(&self) -> Period {
        let first: Day = "2026-01-01".parse().unwrap();
        let last: Day = format!("2026-01-{:02}", self.days).parse().unwrap();
        Period::new(first, last).unwrap()
    }
}

/// A law with facts that are read already.
struct Ready {
    law: Law,
    facts: Facts,
    period: Period,
    rows: usize,
}

impl Ready {
    fn new(rules: &str, world: &World, with_register: bool) -> Self {
        let rulebook = Rulebook::read([Source::new("rules.yaml", rules)]).unwrap();
        let attendance = Source::new("attendance.csv", &world.attendance());
        let mut builder = rulebook.facts().table("attendance", attendance);
        if with_register {
            builder = builder.table("people", Source::new("people.csv", &world.people()));
        }
        let facts = builder.build().unwrap();
        let law = rulebook.as_known(KnownAt::Latest);
        Self { law, facts, period: world.period(), rows: world.rows() }
    }

    /// The one way in to classify, tally and judge.
    fn judge(&self) -> Report {
        self.law.check(&self.facts, self.period).unwrap()
    }
}

fn rules(criterion: &mut Criterion) {
    let sources = documents();
    let mut group = criterion.benchmark_group("rules");
    group.throughput(Throughput::Elements((DOCUMENTS * RULES_OF_EACH) as u64));
    // What the YAML crate alone takes for the same texts, without places and without meaning.
    group.bench_function("yaml alone", |bencher| {
        let texts: Vec<String> = (0..DOCUMENTS).map(text_of).collect();
        bencher.iter(|| {
            for text in &texts {
                let tree: serde_json::Value = serde_yaml::from_str(text).unwrap();
                black_box(tree);
            }
        });
    });
    group.bench_function("read", |bencher| {
        bencher.iter(|| Rulebook::read(sources.iter().cloned()).unwrap());
    });
    let rulebook = Rulebook::read(sources.iter().cloned()).unwrap();
    group.bench_function("consolidate", |bencher| {
        bencher.iter(|| rulebook.standings(KnownAt::Latest));
    });
    // It consolidates too.
    group.bench_function("plan", |bencher| {
        bencher.iter(|| rulebook.as_known(KnownAt::Latest));
    });
    group.finish();
}

fn check(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    let different = World { units: 1, people: 2_000, days: 5 };
    let alike = World { units: 100, people: 100, days: 5 };
    let sparse = World { units: 10_000, people: 1, days: 5 };
    let worlds = [
        ("classify", Ready::new(&rules_of_many_classes(), &different, true)),
        ("tally", Ready::new(CAP, &alike, false)),
        ("judge", Ready::new(CAP, &sparse, false)),
    ];
    for (name, ready) in &worlds {
        group.throughput(Throughput::Elements(ready.rows as u64));
        group.bench_function(*name, |bencher| bencher.iter(|| ready.judge()));
    }
    group.throughput(Throughput::Elements(alike.rows() as u64));
    let attendance = Source::new("attendance.csv", &alike.attendance());
    let crowded = alike.crowded();
    assert!(crowded > 0, "a bench that finds nothing measures little");
    group.bench_function("whole", |bencher| {
        bencher.iter(|| {
            let rulebook = Rulebook::read([Source::new("cap.yaml", CAP)]).unwrap();
            let facts = rulebook.facts().table("attendance", attendance.clone());
            let law = rulebook.as_known(KnownAt::Latest);
            let report = law.check(&facts.build().unwrap(), alike.period()).unwrap();
            assert_eq!(report.summary.fail, crowded, "what a count by hand gives");
        });
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(4))
        .configure_from_args();
    rules(&mut criterion);
    check(&mut criterion);
    criterion.final_summary();
}
