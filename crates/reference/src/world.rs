//! Random small worlds: rule files, tables, and a question, all as text, so that whoever
//! judges them must read them first. Whatever two judges disagree on is made small and shown.

mod acts;
mod amounts;
mod dice;
mod edits;
mod levels;
mod matchers;
mod plain;
mod quotas;
mod registers;
mod rules;
mod separations;
mod tables;
pub mod versions;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use passmuster::{
    Day, Facts, Finding, KnownAt, Period, Pseudonyms, Report, Rulebook, Source,
};

pub use edits::Edit;
pub use registers::Register;

use dice::{Dice, day};
use rules::RuleFile;
use tables::TableText;

/// A world of a seed.
#[derive(Debug, Clone)]
pub struct World {
    files: Vec<RuleFile>,
    tables: Vec<TableText>,
    /// The lines of `facts.yaml` behind its first.
    settings: Vec<String>,
    period: Period,
    known_at: KnownAt,
    hits: BTreeMap<&'static str, u64>,
}

/// A world that has been read.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its rules.
    pub rulebook: Rulebook,
    /// Its facts.
    pub facts: Facts,
    /// The days asked.
    pub period: Period,
    /// As known when.
    pub known_at: KnownAt,
}

impl World {
    /// The world of a seed: always the same one.
    pub fn of_seed(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let days = 2 + dice.below(9);
        let files = dice.rule_files();
        let tables = dice.tables(days);
        let beyond = match dice.chance(30) {
            true => {
                dice.hit("covers wider than rows");
                2
            }
            false => 0,
        };
        let mut settings = vec![format!(
            "covers: {{ from: {}, through: {} }}",
            day(0),
            day(days - 1 + beyond)
        )];
        if dice.chance(60) {
            dice.hit("working_week");
            settings.push(
                "working_week: [monday, tuesday, wednesday, thursday, friday]".to_owned(),
            );
        }
        let mut of_tables = Vec::new();
        if dice.chance(30) && tables.iter().any(|table| table.name == "attendance") {
            dice.hit("no_row");
            let on = dice.pick(&["unknown", "on-site", "remote"]);
            let off = dice.pick(&["unknown", "off", "leave"]);
            of_tables.push(format!(
                "  attendance: {{ no_row: {{ working-day: {on}, else: {off} }} }}"
            ));
        }
        if dice.chance(20) && tables.iter().any(|table| table.name == "records") {
            dice.hit("complete: no");
            of_tables.push("  records: { complete: no }".to_owned());
        }
        if !of_tables.is_empty() {
            settings.push(format!("tables:\n{}", of_tables.join("\n")));
        }
        let from = dice.below(days);
        let through = (from + dice.below(4)).min(days - 1 + beyond);
        let number = |number: u64| {
            let number = i32::try_from(number).unwrap_or_default();
            Day::from_number(18_673).plus(number)
        };
        let period = Period::new(number(from), number(through.max(from)));
        let known_at = match dice.chance(30) {
            true => {
                dice.hit("known_at");
                KnownAt::Day(number(dice.below(days)))
            }
            false => KnownAt::Latest,
        };
        Self {
            files,
            tables,
            settings,
            period: period.unwrap_or(Period::on(number(from))),
            known_at,
            hits: dice.hits,
        }
    }

    /// How often each construct was written.
    pub fn hits(&self) -> &BTreeMap<&'static str, u64> {
        &self.hits
    }

    /// Reads all texts.
    ///
    /// # Errors
    ///
    /// What was told of them, if they were refused.
    pub fn open(&self) -> Result<Opened, String> {
        self.read(None)
    }

    /// Reads all texts, calling people otherwise.
    ///
    /// # Errors
    ///
    /// What was told of them, if they were refused.
    pub fn open_with(&self, names: &Pseudonyms) -> Result<Opened, String> {
        self.read(Some(names))
    }

    fn read(&self, names: Option<&Pseudonyms>) -> Result<Opened, String> {
        let told = |diagnostics: passmuster::Diagnostics| {
            let lines = diagnostics.iter().map(|one| format!("{one}\n"));
            lines.collect::<String>()
        };
        let sources = (1..).zip(&self.files);
        let sources = sources
            .map(|(nth, file)| Source::new(&format!("rules-{nth}.yaml"), &file.text()));
        let rulebook = Rulebook::read(sources).map_err(told)?;
        let mut builder =
            rulebook.facts().settings(Source::new("facts.yaml", &self.facts_yaml()));
        if let Some(names) = names {
            builder = builder.pseudonyms(names);
        }
        for table in &self.tables {
            let name = format!("{}.csv", table.name);
            builder = builder.table(table.name, Source::new(&name, &table.csv()));
        }
        let facts = builder.build().map_err(told)?;
        let rulebook = names
            .map_or(rulebook.clone(), |names| rulebook.with_pseudonyms(names, &facts));
        Ok(Opened { rulebook, facts, period: self.period, known_at: self.known_at })
    }

    fn facts_yaml(&self) -> String {
        format!("passmuster-facts: 1\n{}\n", self.settings.join("\n"))
    }

    /// All texts, one after the other, and what is asked.
    pub fn texts(&self) -> String {
        let mut texts = String::new();
        for (nth, file) in (1..).zip(&self.files) {
            texts += &format!("--- rules-{nth}.yaml\n{}", file.text());
        }
        texts += &format!("--- facts.yaml\n{}", self.facts_yaml());
        for table in &self.tables {
            texts += &format!("--- {}.csv\n{}", table.name, table.csv());
        }
        let (from, through) = (self.period.from(), self.period.through());
        texts + &format!("--- asked\n{from} to {through}, known at {}\n", self.known_at)
    }

    /// Every world that is a little smaller: without a file, a rule, a table, a row, a setting
    /// or a day.
    fn smaller(&self) -> Vec<World> {
        let mut worlds = Vec::new();
        let mut with = |change: &dyn Fn(&mut World)| {
            let mut world = self.clone();
            change(&mut world);
            worlds.push(world);
        };
        for nth in 0..self.files.len() {
            if self.files.len() > 1 {
                with(&|world| drop(world.files.remove(nth)));
            }
            let rules = self.files.get(nth).map_or(0, |file| file.rules.len());
            for rule in 0..rules {
                with(&|world| {
                    if let Some(file) = world.files.get_mut(nth) {
                        file.rules.remove(rule);
                    }
                });
            }
        }
        for nth in 0..self.tables.len() {
            with(&|world| drop(world.tables.remove(nth)));
            let rows = self.tables.get(nth).map_or(0, |table| table.rows.len());
            for row in (0..rows).rev() {
                with(&|world| {
                    if let Some(table) = world.tables.get_mut(nth) {
                        table.rows.remove(row);
                    }
                });
            }
        }
        for nth in 0..self.settings.len() {
            with(&|world| drop(world.settings.remove(nth)));
        }
        let (from, through) = (self.period.from(), self.period.through());
        if from < through {
            with(&|world| world.period = Period::on(from));
            with(&|world| world.period = Period::on(through));
        }
        if self.known_at != KnownAt::Latest {
            with(&|world| world.known_at = KnownAt::Latest);
        }
        worlds
    }

    fn difference(&self, engine: &impl Judge) -> Option<String> {
        match compared(&self.open().ok()?, engine) {
            Compared::Differ(difference) => Some(difference),
            Compared::Agree(_) | Compared::TooWide | Compared::NotAsked => None,
        }
    }
}

/// How many fillings the reference tries in one world before it gives up.
const FILLINGS: u64 = 4_000;

/// What came of a world that two judges were asked of.
enum Compared {
    /// They say the same.
    Agree(Report),
    /// In what they disagree.
    Differ(String),
    /// Too much is not known for the reference to try everything.
    TooWide,
    /// The question is a wrong call.
    NotAsked,
}

fn compared(opened: &Opened, engine: &impl Judge) -> Compared {
    let Opened { rulebook, facts, period, known_at } = opened;
    let covers = facts.covers();
    if !covers.contains(period.from()) || !covers.contains(period.through()) {
        return Compared::NotAsked;
    }
    // The reference first, for it knows when to give up.
    let ours = crate::evaluate_within(FILLINGS, rulebook, facts, *period, *known_at);
    let Some(ours) = ours else { return Compared::TooWide };
    match engine(rulebook, facts, *period, *known_at) {
        None => Compared::NotAsked,
        Some(theirs) if ours == theirs => Compared::Agree(ours),
        Some(theirs) => Compared::Differ(differences(&ours, &theirs)),
    }
}

/// Whoever judges; `None` where the question is a wrong call.
pub trait Judge: Fn(&Rulebook, &Facts, Period, KnownAt) -> Option<Report> {}

impl<F: Fn(&Rulebook, &Facts, Period, KnownAt) -> Option<Report>> Judge for F {}

/// What is left of a difference: the smallest world found that still shows one.
fn shrunk(mut world: World, mut difference: String, engine: &impl Judge) -> String {
    while let Some((smaller, shown)) = world
        .smaller()
        .into_iter()
        .find_map(|smaller| Some((smaller.difference(engine)?, smaller)))
        .map(|(shown, smaller)| (smaller, shown))
    {
        world = smaller;
        difference = shown;
    }
    format!("{}{difference}", world.texts())
}

/// What came of many worlds.
#[derive(Debug, Default)]
pub struct Sweep {
    /// How many were read, and judged by both.
    pub judged: u64,
    /// In how many too much is not known for the reference to try everything.
    pub too_wide: u64,
    /// How many ask what the library refuses, such as days on which no rule is in force.
    pub not_asked: u64,
    /// Seeds and differences, each with the smallest world that still shows one.
    pub differences: BTreeMap<u64, String>,
    /// How often worlds were refused, by the first line of what was told.
    pub refused: BTreeMap<String, u64>,
    /// In how many worlds each construct was written.
    pub hits: BTreeMap<&'static str, u64>,
    /// The worlds that took longest, and how long: a million of them must end.
    pub slowest: BTreeSet<(Duration, u64)>,
}

/// How many of the slowest worlds are kept.
const SLOWEST: usize = 5;

impl Sweep {
    /// Judges the worlds of many seeds twice, on all cores, and gives up after `most`
    /// differences.
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a world takes, for its maker"
    )]
    pub fn of(seeds: Range<u64>, most: usize, engine: impl Judge + Sync) -> Sweep {
        let next = AtomicU64::new(seeds.start);
        let sweep = Mutex::new(Sweep::default());
        let work = || {
            let mut own = Sweep::default();
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= seeds.end || own.differences.len() >= most {
                    break;
                }
                let start = Instant::now();
                own.add(seed, &engine);
                own.note_time(start.elapsed(), seed);
            }
            if let Ok(mut sweep) = sweep.lock() {
                sweep.join(own);
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..std::thread::available_parallelism().map_or(1, Into::into) {
                scope.spawn(work);
            }
        });
        sweep.into_inner().unwrap_or_default()
    }

    fn add(&mut self, seed: u64, engine: &impl Judge) {
        let world = World::of_seed(seed);
        for construct in world.hits.keys() {
            *self.hits.entry(construct).or_default() += 1;
        }
        let opened = match world.open() {
            Ok(opened) => opened,
            Err(told) => {
                let mut lines = told.lines().filter(|line| line.contains(": error["));
                let first = lines.next().unwrap_or_default().to_owned();
                *self.refused.entry(first).or_default() += 1;
                return;
            }
        };
        match compared(&opened, engine) {
            Compared::Agree(report) => {
                self.judged += 1;
                if levels::cut_a_day(&report) {
                    let cut = "a day that a level cuts (judged)";
                    *self.hits.entry(cut).or_default() += 1;
                }
            }
            Compared::Differ(difference) => {
                self.judged += 1;
                self.differences.insert(seed, shrunk(world, difference, engine));
            }
            Compared::TooWide => self.too_wide += 1,
            Compared::NotAsked => self.not_asked += 1,
        }
    }

    fn note_time(&mut self, took: Duration, seed: u64) {
        self.slowest.insert((took, seed));
        if self.slowest.len() > SLOWEST {
            self.slowest.pop_first();
        }
    }

    fn join(&mut self, other: Sweep) {
        for (took, seed) in other.slowest {
            self.note_time(took, seed);
        }
        self.judged += other.judged;
        self.too_wide += other.too_wide;
        self.not_asked += other.not_asked;
        self.differences.extend(other.differences);
        for (told, times) in other.refused {
            *self.refused.entry(told).or_default() += times;
        }
        for (construct, times) in other.hits {
            *self.hits.entry(construct).or_default() += times;
        }
    }
}

/// In what two reports differ, finding by finding.
fn differences(ours: &Report, theirs: &Report) -> String {
    let mut said = String::new();
    let mut tell = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            let _ = writeln!(said, "{what}\n  reference: {ours}\n  engine:    {theirs}");
        }
    };
    let find = |report: &Report, id: &str| {
        let mut findings = report.findings.iter();
        findings.find(|one| one.id() == id).map(parts)
    };
    let ids: BTreeSet<String> =
        ours.findings.iter().chain(&theirs.findings).map(Finding::id).collect();
    for id in ids {
        match (find(ours, &id), find(theirs, &id)) {
            (Some(ours), Some(theirs)) => {
                for ((part, ours), (_, theirs)) in ours.into_iter().zip(theirs) {
                    tell(&format!("{id}: {part}"), ours, theirs);
                }
            }
            (ours, theirs) => {
                let text = |parts: Option<Vec<(&str, String)>>| match parts {
                    Some(parts) => format!("{parts:?}"),
                    None => "no such finding".to_owned(),
                };
                tell(&id, text(ours), text(theirs));
            }
        }
    }
    let notices = |report: &Report| {
        let lines = report.notices.iter().map(|one| format!("{one:?}"));
        lines.collect::<BTreeSet<_>>()
    };
    let (of_ours, of_theirs) = (notices(ours), notices(theirs));
    let only = |one: &BTreeSet<String>, two: &BTreeSet<String>| {
        one.difference(two).cloned().collect::<Vec<_>>().join(" | ")
    };
    tell("notices", only(&of_ours, &of_theirs), only(&of_theirs, &of_ours));
    let order = |report: &Report| {
        let notices = report.notices.iter().map(|one| one.message.to_string());
        let ids = report.findings.iter().map(Finding::id);
        notices.chain(ids).collect::<Vec<_>>().join(" | ")
    };
    if of_ours == of_theirs {
        tell("order", order(ours), order(theirs));
    }
    tell("summary", format!("{:?}", ours.summary), format!("{:?}", theirs.summary));
    tell("passes", format!("{:?}", ours.passes), format!("{:?}", theirs.passes));
    tell("rulebook", format!("{:?}", ours.rulebook), format!("{:?}", theirs.rulebook));
    said
}

/// The parts of a finding in which it can differ from another of the same cell.
fn parts(finding: &Finding) -> Vec<(&'static str, String)> {
    let said = (finding.outcome, finding.reason, finding.relief, finding.worst);
    vec![
        ("outcome", format!("{said:?}")),
        ("measured", format!("{:?}", finding.measured)),
        ("evidence", format!("{:?}", finding.evidence)),
        ("mend", format!("{:?}", finding.mend)),
        ("message", finding.message.to_string()),
        (
            "rest",
            format!(
                "{:?}",
                (finding.force, finding.version, &finding.moments, &finding.message)
            ),
        ),
    ]
}
