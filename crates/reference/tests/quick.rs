//! The engine's short way, which passes whole cells at once, says of random worlds what its
//! long way says, which asks every item; and so do its verdicts, which ask for no people.

use passmuster::finding::Cell;
use passmuster::verdicts::Figures;
use passmuster::workers::Workers;
use passmuster::{KnownAt, Outcome, Period, Report, Rulebook, Source, Verdicts};
use passmuster_reference::world::{Opened, World};

const WORLDS: u64 = 3_000;

/// Three workers that are one, and does the last job first.
struct Backwards;

impl Workers for Backwards {
    fn number(&self) -> usize {
        3
    }

    fn run(&self, jobs: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..jobs).rev().for_each(job);
    }
}

/// A verdict, or what a finding says beside evidence, mend and words.
type Line = (String, Cell, Outcome, bool, Option<Figures>);

fn of_report(report: &Report) -> Vec<Line> {
    let line = |finding: &passmuster::Finding| {
        let figures = finding.measured.as_ref().map(|measured| Figures {
            count: measured.count,
            base: measured.base,
            allowed: measured.allowed,
            headroom: measured.headroom,
        });
        let (rule, cell) = (finding.rule.to_string(), finding.cell.clone());
        (rule, cell, finding.outcome, finding.relief.is_some(), figures)
    };
    report.findings.iter().map(line).collect()
}

fn of_verdicts(verdicts: &Verdicts) -> Vec<Line> {
    let line = |verdict: passmuster::verdicts::Verdict<'_>| {
        let (rule, relieved) = (verdict.rule.to_string(), verdict.relief.is_some());
        let figures = verdict.figures.copied();
        (rule, verdict.cell.into(), verdict.outcome, relieved, figures)
    };
    verdicts.iter().map(line).collect()
}

/// All ways of judging a world; `None` if it is refused, or the question is a wrong call.
fn all(seed: u64) -> Option<(Report, Report, Verdicts)> {
    let Opened { rulebook, facts, period, known_at } =
        World::of_seed(seed).open().ok()?;
    let law = rulebook.as_known(known_at);
    let (short, long) = (law.check(&facts, period), law.check_all(&facts, period));
    let verdicts = law.verdicts(&facts, period, &Backwards);
    assert_eq!(short.is_err(), long.is_err(), "seed {seed}");
    assert_eq!(short.is_err(), verdicts.is_err(), "seed {seed}");
    Some((short.ok()?, long.ok()?, verdicts.ok()?))
}

/// How many worlds of these seeds could be judged.
fn judged(seeds: impl Iterator<Item = u64>) -> u64 {
    let mut judged = 0;
    for seed in seeds {
        if let Some((short, mut long, verdicts)) = all(seed) {
            long.findings.retain(|finding| finding.outcome != Outcome::Pass);
            assert_eq!(short, long, "seed {seed}\n{}", World::of_seed(seed).texts());
            let texts = || World::of_seed(seed).texts();
            assert_eq!(of_report(&short), of_verdicts(&verdicts), "{seed}\n{}", texts());
            assert_eq!(short.summary, verdicts.summary, "{seed}\n{}", texts());
            assert_eq!(short.notices, verdicts.notices, "{seed}\n{}", texts());
            judged += 1;
        }
    }
    judged
}

#[test]
fn the_short_way_says_what_the_long_way_says() {
    let (even, odd) = std::thread::scope(|scope| {
        let even = scope.spawn(|| judged((0..WORLDS).step_by(2)));
        let odd = scope.spawn(|| judged((1..WORLDS).step_by(2)));
        (even.join(), odd.join())
    });
    assert!(even.is_ok_and(|even| odd.is_ok_and(|odd| even + odd > WORLDS / 2)));
}

/// What lies so many days back lies there on some days only, though the codes of the person
/// and of every row are the same on all of them.
#[test]
fn a_date_of_the_person_is_asked_on_each_day_anew()
-> Result<(), Box<dyn std::error::Error>> {
    let order = "passmuster: 1\ndirective: { id: d }\nin_force: { from: 2021-02-01 }\n\
        fields:\n  people: { hired: date }\nrules:\n  \
        - { id: settled, limit: { count: { hired: { before_last: 7 days } }, at_most: 0, \
        per: [unit, day] } }\n";
    let rulebook = Rulebook::read([Source::new("d.yaml", order)])?;
    let rows = (18..=20).map(|day| format!("an,2021-02-{day},on-site\n"));
    let rows = format!("person,date,status\n{}", rows.collect::<String>());
    let people = Source::new("people.csv", "person,unit,hired\nan,a,2021-02-12\n");
    let facts = rulebook.facts().table("people", people);
    let facts = facts.table("attendance", Source::new("a.csv", &rows)).build()?;
    let law = rulebook.as_known(KnownAt::Latest);
    let period = Period::new("2021-02-18".parse()?, "2021-02-20".parse()?)?;
    let (short, mut long) = (law.check(&facts, period)?, law.check_all(&facts, period)?);
    long.findings.retain(|finding| finding.outcome != Outcome::Pass);
    assert_eq!(long.summary.fail, 2);
    assert_eq!(short, long);
    Ok(())
}

/// Of two gatherings that differ by their day or their name only, a rule may say different
/// things.
#[test]
fn what_a_gathering_is_asked_of_its_day_and_name_is_asked_of_each()
-> Result<(), Box<dyn std::error::Error>> {
    const RULES: [(&str, u64); 3] = [
        (
            "require: { each: { in: gatherings }, be: { permitted: { in_last: 3 days } } }",
            2,
        ),
        (
            "limit: { sum: { field: people, in: gatherings, date: 2021-02-22 }, \
             at_most: 5, per: gathering }",
            1,
        ),
        ("require: { each: { in: gatherings }, be: { gathering: [g1, g3] } }", 1),
    ];
    for (rule, fails) in RULES {
        let order = format!(
            "passmuster: 1\ndirective: {{ id: d }}\nin_force: {{ from: 2021-02-15, through: \
             2021-02-28 }}\nfields: {{ gatherings: {{ permitted: date }} }}\nrules:\n  \
             - {{ id: r, {rule} }}\n"
        );
        let rulebook = Rulebook::read([Source::new("d.yaml", &order)])?;
        let rows = "gathering,date,place,people,permitted\n\
                    g1,2021-02-18,hall,9,2021-02-16\n\
                    g2,2021-02-22,hall,9,2021-02-16\n\
                    g3,2021-02-23,hall,9,2021-02-16\n";
        let facts = rulebook.facts().table("gatherings", Source::new("g.csv", rows));
        let facts = facts.build()?;
        let law = rulebook.as_known(KnownAt::Latest);
        let short = law.check(&facts, facts.covers())?;
        let mut long = law.check_all(&facts, facts.covers())?;
        long.findings.retain(|finding| finding.outcome != Outcome::Pass);
        assert_eq!(long.summary.fail, fails, "{rule}");
        assert_eq!(short, long, "{rule}");
    }
    Ok(())
}
