//! The plain reference evaluator: it carries out `docs/semantics.md` clause by clause, by
//! nested loops over rules, cells and items, and by filling every gap in every way. It
//! shares with the engine the nouns, the reading, the consolidated law and the words, and
//! none of its shortcuts: whatever the engine says must be equal to what is said here.

mod amount;
mod ask;
mod bound;
mod cell;
mod filling;
mod grant;
mod ground;
mod guard;
mod hours;
mod item;
mod judge;
mod lasting;
mod level;
mod limit;
mod moments;
mod parts;
mod place;
mod plan;
mod quota;
mod reads;
mod require;
pub mod rosters;
mod separate;
mod stretch;
mod value;
mod verdict;
pub mod versions;
pub mod world;

use passmuster::finding::Outcome;
use passmuster::rule::{Force, Kind};
use passmuster::rulebook::Standing;
use passmuster::{Facts, KnownAt, Period, Report, Rulebook};

use ground::Ground;
use judge::{Held, Judged};

/// Judges as [`evaluate`] does, but tries so many fillings at most: `None` if they were not
/// enough to answer everything.
pub fn evaluate_within(
    fillings: u64,
    rulebook: &Rulebook,
    facts: &Facts,
    period: Period,
    known_at: KnownAt,
) -> Option<Report> {
    filling::within(fillings, || evaluate(rulebook, facts, period, known_at))
}

/// Judges facts by the rules as known at K: every finding, passes included.
pub fn evaluate(
    rulebook: &Rulebook,
    facts: &Facts,
    period: Period,
    known_at: KnownAt,
) -> Report {
    let ground = Ground::new(rulebook, facts, period, known_at);
    let mut report = Report::new(period, known_at, rulebook.consolidated(known_at));
    // CLAUSE 11.12: what is said of acts.
    let mut notices = rulebook.notices(known_at);
    notices.extend(facts.notices().to_vec());
    // CLAUSE 10.4: a rule of force `may` is not judged.
    let standings = rulebook.standings(known_at);
    let standings = standings.iter().filter(|one| one.rule().force != Force::May);
    // CLAUSE 8.5: requirements first, for mends know whom they hold.
    let (requirements, limits): (Vec<&Standing>, Vec<&Standing>) =
        standings.partition(|one| matches!(one.rule().kind, Kind::Require(_)));
    let mut held = Held::new();
    for standing in requirements.into_iter().chain(limits) {
        let judged: Judged = ground.judge(standing, &held);
        held.extend(judged.held);
        report.findings.extend(judged.findings);
        notices.extend(judged.notices);
        report.summary.merge(judged.summary);
    }
    for passed in report.findings.iter().filter(|one| one.outcome == Outcome::Pass) {
        *report.passes.entry(passed.rule.clone()).or_default() += 1;
    }
    report.findings.sort_by(|a, b| (&a.rule, &a.cell).cmp(&(&b.rule, &b.cell)));
    report.notices = grant::sorted(notices);
    report
}
