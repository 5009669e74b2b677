//! Small rosters and rules, drawn at random and written as text; and their judging.

use std::collections::BTreeMap;

use passmuster::words::json::{self, Passes};
use passmuster::{Day, Facts, KnownAt, Outcome, Period, Report, Rulebook, Source};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The Monday on which all rosters begin.
const FIRST: i32 = 18_673;

/// A unit of two of whom everything is known, in every roster: no table is empty, and no rule
/// has met nobody (clause 8.2), which would hide what the laws are about.
pub(crate) const OTHER_UNIT: &str = "z";
const OTHERS: [(&str, &str); 2] = [("zan", "on-site"), ("zung", "remote")];

/// Somebody, with one status a day: `None` without a row, `Some("")` with a blank one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Someone {
    pub(crate) name: String,
    pub(crate) unit: &'static str,
    pub(crate) tag: &'static str,
    pub(crate) days: Vec<Option<&'static str>>,
}

/// Everybody, from a day on.
#[derive(Debug, Clone)]
pub(crate) struct Roster {
    pub(crate) first: Day,
    pub(crate) people: Vec<Someone>,
}

/// What a limit compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    Number(u32),
    Share(u32, u32),
}

/// A limit over people, in each unit.
#[derive(Debug, Clone)]
pub(crate) struct Limit {
    pub(crate) count: &'static str,
    pub(crate) comparator: &'static str,
    pub(crate) amount: Amount,
    pub(crate) of: &'static str,
    pub(crate) rounding: Option<&'static str>,
    /// Out of what people on duty are.
    pub(crate) exempt: Option<&'static str>,
    pub(crate) time: &'static str,
}

impl Limit {
    /// A limit on those on site, day by day.
    pub(crate) fn on_site(comparator: &'static str, amount: Amount) -> Self {
        let (count, of, time) = ("on-site", "everyone", "day");
        Self { count, comparator, amount, of, rounding: None, exempt: None, time }
    }

    pub(crate) fn is_cap(&self) -> bool {
        matches!(self.comparator, "at_most" | "below")
    }

    fn text(&self) -> String {
        let Self { count, comparator, of, time, .. } = self;
        let amount = match self.amount {
            Amount::Number(number) => number.to_string(),
            Amount::Share(above, below) => format!("{above}/{below}, of: {of}"),
        };
        let rounding = match (self.rounding, self.amount) {
            (Some(rounding), Amount::Share(..)) => format!(", rounding: {rounding}"),
            _ => String::new(),
        };
        let exempt = self.exempt.map_or(String::new(), |out_of| {
            format!(", exempt: {{ who: {{ tag: duty }}, out_of: {out_of} }}")
        });
        format!(
            "{{ count: {{ status: {count} }}, {comparator}: {amount}{rounding}{exempt}, \
             per: [unit, {time}] }}"
        )
    }
}

/// A rule file of limits, called `r0`, `r1` and so on.
pub(crate) fn rule_file(id: &str, limits: &[(usize, Limit)]) -> Source {
    let rules = limits
        .iter()
        .map(|(nth, limit)| format!("  - id: r{nth}\n    limit: {}\n", limit.text()));
    let text = format!(
        "passmuster: 1\ndirective: {{ id: {id} }}\n\
         in_force: {{ from: 2021-01-01, through: 2021-12-31 }}\nrules:\n{}",
        rules.collect::<String>()
    );
    Source::new(&format!("{id}.yaml"), &text)
}

/// The rulebook of some limits.
pub(crate) fn rulebook(limits: &[Limit]) -> Rulebook {
    let limits: Vec<_> = limits.iter().cloned().enumerate().collect();
    Rulebook::read([rule_file("d", &limits)]).unwrap()
}

impl Roster {
    pub(crate) fn new(people: Vec<Someone>) -> Self {
        Self { first: Day::from_number(FIRST), people }
    }

    pub(crate) fn length(&self) -> usize {
        self.people.iter().map(|one| one.days.len()).max().unwrap_or(1)
    }

    pub(crate) fn day(&self, nth: usize) -> Day {
        self.first.plus(i32::try_from(nth).unwrap())
    }

    pub(crate) fn period(&self) -> Period {
        Period::new(self.first, self.day(self.length() - 1)).unwrap()
    }

    /// The lines of `people.csv`, without its header.
    pub(crate) fn register(&self) -> Vec<String> {
        let people = self.people.iter();
        let people = people.map(|one| format!("{},{},{}", one.name, one.unit, one.tag));
        let others = OTHERS.map(|(name, _)| format!("{name},{OTHER_UNIT},"));
        people.chain(others).collect()
    }

    /// The lines of `attendance.csv`, without its header.
    pub(crate) fn rows(&self) -> Vec<String> {
        let mut rows = Vec::new();
        for one in &self.people {
            for (nth, status) in one.days.iter().enumerate() {
                if let Some(status) = status {
                    rows.push(format!("{},{},{status}", one.name, self.day(nth)));
                }
            }
        }
        for nth in 0..self.length() {
            let day = self.day(nth);
            rows.extend(OTHERS.map(|(name, status)| format!("{name},{day},{status}")));
        }
        rows
    }

    /// The facts of some lines, as a rulebook reads them.
    pub(crate) fn facts_of(
        &self,
        rulebook: &Rulebook,
        register: &[String],
        rows: &[String],
    ) -> Facts {
        let table =
            |header: &str, lines: &[String]| format!("{header}\n{}\n", lines.join("\n"));
        let covers = format!(
            "passmuster-facts: 1\ncovers: {{ from: {}, through: {} }}\n",
            self.period().from(),
            self.period().through()
        );
        let people = table("person,unit,tags", register);
        let attendance = table("person,date,status", rows);
        let builder = rulebook
            .facts()
            .settings(Source::new("facts.yaml", &covers))
            .table("people", Source::new("people.csv", &people))
            .table("attendance", Source::new("attendance.csv", &attendance));
        builder.build().unwrap_or_else(|told| panic!("{told}\n{people}{attendance}"))
    }

    pub(crate) fn facts(&self, rulebook: &Rulebook) -> Facts {
        self.facts_of(rulebook, &self.register(), &self.rows())
    }

    /// Every finding of some limits on all days.
    pub(crate) fn judge(&self, limits: &[Limit]) -> Report {
        self.judge_in(limits, self.period())
    }

    /// Every finding of some limits in a period.
    pub(crate) fn judge_in(&self, limits: &[Limit], period: Period) -> Report {
        let rulebook = rulebook(limits);
        judge(&rulebook, &self.facts(&rulebook), period)
    }

    /// The roster without one of its people.
    pub(crate) fn without(&self, nth: usize) -> Self {
        let mut roster = self.clone();
        roster.people.remove(nth);
        roster
    }

    /// The roster with somebody more, in the unit of the first, of one status throughout.
    pub(crate) fn with(&self, tag: &'static str, status: &'static str) -> Self {
        let mut roster = self.clone();
        let (unit, days) = (self.people[0].unit, vec![Some(status); self.length()]);
        roster.people.push(Someone { name: "who-more".to_owned(), unit, tag, days });
        roster
    }
}

/// Every finding of a rulebook.
pub(crate) fn judge(rulebook: &Rulebook, facts: &Facts, period: Period) -> Report {
    rulebook.as_known(KnownAt::Latest).check_all(facts, period).unwrap()
}

/// A report as it is written.
pub(crate) fn json(report: &Report) -> String {
    json::report(report, &[], Passes::Shown)
}

/// The outcome of each finding.
pub(crate) fn outcomes(report: &Report) -> BTreeMap<String, Outcome> {
    report.findings.iter().map(|finding| (finding.id(), finding.outcome)).collect()
}

/// Outcome and arithmetic of each finding.
pub(crate) fn verdicts(report: &Report) -> BTreeMap<String, String> {
    let findings = report.findings.iter();
    findings
        .map(|one| {
            (one.id(), format!("{:?} {:?} {:?}", one.outcome, one.reason, one.measured))
        })
        .collect()
}

/// The findings of some outcomes, by name.
pub(crate) fn ids(report: &Report, outcomes: &[Outcome]) -> Vec<String> {
    let findings = report.findings.iter();
    let wanted = findings.filter(|finding| outcomes.contains(&finding.outcome));
    wanted.map(passmuster::Finding::id).collect()
}

/// The failures that a change has added.
pub(crate) fn new_failures(before: &Report, after: &Report) -> Vec<String> {
    let known = ids(before, &[Outcome::Fail]);
    let mut fails = ids(after, &[Outcome::Fail]);
    fails.retain(|id| !known.contains(id));
    fails
}

/// So many rosters, always the same ones.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(58),
        max_global_rejects: 20_000,
        ..ProptestConfig::default()
    }
}

/// A day of somebody of whom everything is known.
pub(crate) fn known() -> BoxedStrategy<Option<&'static str>> {
    prop_oneof![
        3 => Just(Some("on-site")),
        2 => Just(Some("remote")),
        1 => Just(Some("leave")),
    ]
    .boxed()
}

/// A day of which nothing may be known.
pub(crate) fn gaps() -> BoxedStrategy<Option<&'static str>> {
    prop_oneof![4 => known(), 1 => Just(Some("")), 1 => Just(None)].boxed()
}

/// Rosters of at most so many people and days.
pub(crate) fn rosters(
    day: BoxedStrategy<Option<&'static str>>,
    people: usize,
    days: usize,
) -> BoxedStrategy<Roster> {
    let of_length = move |days: usize| {
        let day = prop::collection::vec(day.clone(), days);
        let unit = prop_oneof![2 => Just("a"), 1 => Just("b")];
        let tag = prop_oneof![3 => Just(""), 1 => Just("duty")];
        prop::collection::vec((unit, tag, day), 1..=people)
    };
    let people = (1..=days).prop_flat_map(of_length);
    people
        .prop_map(|people| {
            let named = people.into_iter().enumerate().map(|(nth, (unit, tag, days))| {
                Someone { name: format!("who-{nth}"), unit, tag, days }
            });
            Roster::new(named.collect())
        })
        .boxed()
}

fn shares() -> BoxedStrategy<Amount> {
    (1_u32..=6, 1_u32..=6)
        .prop_map(|(one, two)| Amount::Share(one.min(two), one.max(two)))
        .boxed()
}

fn amounts() -> BoxedStrategy<Amount> {
    prop_oneof![2 => shares(), 1 => (0_u32..5).prop_map(Amount::Number)].boxed()
}

fn limits_of(
    comparator: impl Strategy<Value = &'static str> + 'static,
    amount: BoxedStrategy<Amount>,
) -> BoxedStrategy<Limit> {
    let of = prop_oneof![Just("everyone"), Just("working")];
    let rounding =
        prop::option::of(prop_oneof![Just("down"), Just("up"), Just("half-up")]);
    let exempt = prop_oneof![2 => Just(None), 1 => Just(Some("[count, base]"))];
    let time = prop_oneof![3 => Just("day"), 1 => Just("week")];
    (comparator, amount, of, rounding, exempt, time)
        .prop_map(|(comparator, amount, of, rounding, exempt, time)| Limit {
            of,
            rounding,
            exempt,
            time,
            ..Limit::on_site(comparator, amount)
        })
        .boxed()
}

/// Any limit.
pub(crate) fn limits() -> BoxedStrategy<Limit> {
    let comparator = prop_oneof![
        2 => Just("at_most"),
        2 => Just("at_least"),
        1 => Just("below"),
        1 => Just("above"),
        1 => Just("exactly"),
    ];
    let count = prop_oneof![2 => Just("on-site"), 1 => Just("remote")];
    (limits_of(comparator, amounts()), count)
        .prop_map(|(limit, count)| Limit { count, ..limit })
        .boxed()
}

/// Any limit on days.
pub(crate) fn daily_limits() -> BoxedStrategy<Limit> {
    limits().prop_map(|limit| Limit { time: "day", ..limit }).boxed()
}

/// A cap on those on site.
pub(crate) fn caps() -> BoxedStrategy<Limit> {
    limits_of(Just("at_most"), amounts())
}

/// A share, by a comparator that two fillings decide.
pub(crate) fn share_limits() -> BoxedStrategy<Limit> {
    let comparator =
        prop_oneof![Just("at_most"), Just("at_least"), Just("below"), Just("above")];
    limits_of(comparator, shares())
}

/// One to three rules.
pub(crate) fn several(limit: BoxedStrategy<Limit>) -> BoxedStrategy<Vec<Limit>> {
    prop::collection::vec(limit, 1..=3).boxed()
}
