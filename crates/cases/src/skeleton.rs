//! The cases that rules still need: for each situation that nobody has tried, a small world
//! that the engine says to show it, with what the engine finds there today.

mod draft;
mod ways;
mod world;

use std::collections::BTreeSet;
use std::fmt::Write;

use passmuster::day::{Day, Instant};
use passmuster::finding::Finding;
use passmuster::rulebook::Standing;
use passmuster::words::Language;
use passmuster::{KnownAt, Outcome, Report, Rulebook, Source};

use crate::coverage::{Coverage, tried};
use crate::facts::facts;
use crate::file::{Case, CaseFile};
use crate::node::scalar;
use crate::run::{Difference, engine, kept, read};
use crate::situation::{Situation, possible, shown};
use crate::written;
use ways::Ways;
use world::World;

/// Cases that were made, as text to stand below `cases:`.
#[derive(Debug, Clone, Default)]
pub struct Skeleton {
    /// The cases, and comments in the place of those that could not be made.
    pub text: String,
    /// How many were made.
    pub made: usize,
    /// How many must be written by hand.
    pub open: usize,
}

/// What is written with every case that is made.
const BECAUSE: &str = "made by `passmuster init --cases` from what the rule says today; \
    read it, and confirm that it is what the order means";

/// Makes the cases that the rules of one source still need, for a case file that reads them.
///
/// `find` gives the rule files of a path as the case file writes it.
///
/// # Errors
///
/// What is wrong with the rules that the case file names.
pub fn skeleton(
    file: &CaseFile,
    find: &mut dyn FnMut(&str) -> Result<Vec<Source>, String>,
    source: &str,
    already: &Coverage,
) -> Result<Skeleton, Difference> {
    let rulebook = read(&file.rules, find, Language::English)?;
    let mut skeleton = Skeleton::default();
    for standing in rulebook.standings(KnownAt::Latest) {
        let rule = standing.rule();
        let is_of_source = rule.place.source.name() == source;
        let is_asked = Coverage::of(&rulebook).rule(&standing).is_some();
        if !is_of_source || !is_asked {
            continue;
        }
        let mut missing = possible(&standing);
        for situation in already.rule(&standing).into_iter().flat_map(|one| one.tried()) {
            missing.remove(&situation);
        }
        let maker = Maker { file, rulebook: &rulebook, standing: &standing };
        maker.write(missing, &mut skeleton);
    }
    Ok(skeleton)
}

/// Makes the cases of one rule.
struct Maker<'a> {
    file: &'a CaseFile,
    rulebook: &'a Rulebook,
    standing: &'a Standing,
}

/// A world that was judged: its lines, what it shows, and what was found.
struct Tried {
    lines: String,
    shows: BTreeSet<Situation>,
    fails: bool,
    report: Option<Report>,
    case: Case,
}

impl Maker<'_> {
    fn write(&self, missing: BTreeSet<Situation>, skeleton: &mut Skeleton) {
        let name = &self.standing.rule().name;
        let mut shown_by_others = BTreeSet::new();
        for situation in missing {
            if situation == Situation::NotCutOut && shown_by_others.contains(&situation) {
                continue;
            }
            let title = format!("{}: {}", name.rule, title(situation));
            match self.made(situation, &title) {
                Some((text, shows)) => {
                    shown_by_others.extend(shows);
                    skeleton.made += 1;
                    skeleton.text.push_str(&text);
                }
                None => {
                    skeleton.open += 1;
                    let (title, about) = (scalar(&title, true), self.about());
                    let hint = hint(situation);
                    // OK because writing to a `String` cannot fail.
                    let _ = write!(
                        skeleton.text,
                        "  # - case: {title}\n  #   about: {about}\n  #   # {hint}\n\n"
                    );
                }
            }
        }
    }

    /// The rule as `about` names it: by its id, if no other rule has it.
    fn about(&self) -> String {
        let name = &self.standing.rule().name;
        let rules = self.rulebook.directives().flat_map(|directive| &directive.rules);
        match rules.filter(|rule| rule.name.rule == name.rule).count() {
            1 => name.rule.to_string(),
            _ => name.to_string(),
        }
    }

    /// A case that shows the situation and is as the engine finds it, and all that it shows.
    fn made(
        &self,
        situation: Situation,
        title: &str,
    ) -> Option<(String, BTreeSet<Situation>)> {
        let best = self.best(situation)?;
        let mut text = self.begun(title, &best.lines);
        let findings = best.report.as_ref().map_or(&[][..], |report| &report.findings);
        let own = |one: &&Finding| one.rule == self.standing.rule().name;
        let mut wanted: Vec<&Finding> = findings
            .iter()
            .filter(own)
            .filter(|one| !written::needs_no_word(one))
            .collect();
        let shows = |one: &&Finding| shown(self.standing, one).contains(&situation);
        if !wanted.iter().any(shows) {
            wanted.extend(findings.iter().filter(own).find(shows));
        }
        if wanted.is_empty() {
            text.push_str("    expect: []\n\n");
        } else {
            text.push_str("    expect:\n");
            let report = best.report.as_ref()?;
            for finding in wanted {
                let line = written::line(finding, report, best.case.asked);
                let _ = writeln!(text, "      {line}");
            }
            text.push('\n');
        }
        // What is handed out runs green, and shows what it says.
        let case = self.case(&text)?;
        kept(self.rulebook, &case).then_some((text, best.shows))
    }

    fn begun(&self, title: &str, lines: &str) -> String {
        let title = scalar(title, false);
        let (because, about) = (scalar(BECAUSE, false), self.about());
        format!("  - case: {title}\n    because: {because}\n    about: {about}\n{lines}")
    }

    /// The first world that shows the situation; of the days of a rule rather one in which
    /// something is broken, for that shows best that it is asked there.
    fn best(&self, situation: Situation) -> Option<Tried> {
        use Situation::{DayAfter, DayBefore, FirstDay, LastDay, NotCutOut};
        let ways = Ways::new(self.rulebook, self.standing);
        let asked_of = situation != Situation::CutOut;
        let rather_broken = matches!(situation, FirstDay | LastDay | NotCutOut);
        let mut second = None;
        for day in self.days(situation, &ways) {
            // Beside the days of the rule: what would break it a day later or before.
            let within = match situation {
                DayBefore => Some(day.next()),
                DayAfter => Some(day.plus(-1)),
                _ => None,
            };
            let within = within.map(|within| ways.worlds(within, true));
            let breaks = |nth: usize| {
                let world = within.as_ref().and_then(|worlds| worlds.get(nth));
                world.and_then(|world| self.of_world(world)).is_some_and(|one| one.fails)
            };
            for (nth, world) in ways.worlds(day, asked_of).into_iter().enumerate() {
                let tried = self.of_world(&world);
                let Some(tried) = tried.filter(|one| one.shows.contains(&situation))
                else {
                    continue;
                };
                let is_best = match &within {
                    Some(_) => breaks(nth),
                    None => tried.fails || !rather_broken,
                };
                if is_best {
                    return Some(tried);
                }
                second.get_or_insert(tried);
            }
        }
        second
    }

    fn of_world(&self, world: &World) -> Option<Tried> {
        self.judged(world.text(self.rulebook)?)
    }

    /// The days on which the situation may be shown.
    fn days(&self, situation: Situation, ways: &Ways<'_>) -> Vec<Day> {
        let windows = self.standing.windows();
        let begins = windows.iter().filter(|one| one.from != Instant::MIN);
        let ends = windows.iter().filter(|one| one.until != Instant::MAX);
        match situation {
            Situation::FirstDay => begins.map(|one| one.first_day()).collect(),
            Situation::DayBefore => begins.map(|one| one.first_day().plus(-1)).collect(),
            Situation::LastDay => ends.map(|one| one.last_day()).collect(),
            Situation::DayAfter => ends.map(|one| one.last_day().next()).collect(),
            _ => {
                let within = |day: &Day| windows.iter().any(|one| one.covers_day(*day));
                let firsts = windows.iter().map(|one| match one.from == Instant::MIN {
                    true => one.last_day().plus(-6),
                    false => one.first_day(),
                });
                // The second day, for the first may be cut; then days that are no week-end,
                // and weeks and months that are whole; or all days of a week where the rule
                // asks for some of them.
                let after: &[i32] = match ways.asks_for_days() {
                    true => &[1, 0, 2, 3, 4, 5, 6, 7, 31],
                    false => &[1, 0, 3, 7, 31],
                };
                let days = firsts
                    .flat_map(|first| after.iter().map(move |more| first.plus(*more)));
                days.filter(within).collect()
            }
        }
    }

    fn case(&self, text: &str) -> Option<Case> {
        let settings = match &self.file.settings {
            Some(settings) => format!("settings: {}\n", settings.inline()),
            None => String::new(),
        };
        let text = format!("passmuster-cases: 1\nrules: none\n{settings}cases:\n{text}");
        CaseFile::read(&self.file.name, &text).ok()?.cases.pop()
    }

    fn judged(&self, lines: String) -> Option<Tried> {
        let case =
            self.case(&format!("{}    expect: []\n", self.begun("tried", &lines)))?;
        let facts = facts(self.rulebook, &case).ok()?;
        let report = match engine(self.rulebook, &facts, case.known_at, case.asked) {
            Ok(report) => Some(report),
            Err(error) if error.is_nothing_in_force() => None,
            Err(_) => return None,
        };
        let shows = tried(&case, self.standing, report.as_ref());
        let name = &self.standing.rule().name;
        let findings = report.iter().flat_map(|report| &report.findings);
        let mut own = findings.filter(|one| one.rule == *name);
        let fails = own.any(|one| one.outcome == Outcome::Fail);
        Some(Tried { lines, shows, fails, report, case })
    }
}

/// What a case that shows the situation is called.
fn title(situation: Situation) -> &'static str {
    match situation {
        Situation::FirstDay => "on its first day",
        Situation::LastDay => "on its last day",
        Situation::DayBefore => "not yet asked on the day before",
        Situation::DayAfter => "no more asked on the day after",
        Situation::MetExactly => "met exactly",
        Situation::MissedByOne => "missed by one",
        Situation::Kept => "kept",
        Situation::Broken => "broken",
        Situation::ExemptPerson => "somebody who is exempt",
        Situation::Granted => "broken by leave",
        Situation::UnknownPerson => "somebody of whom something is not known",
        Situation::UnknownFact => "something that is not known",
        Situation::CutOut => "a place or day of which it is not asked",
        Situation::NotCutOut => "a place or day of which it is asked",
    }
}

/// What whoever writes the case by hand must put into it.
fn hint(situation: Situation) -> &'static str {
    match situation {
        Situation::FirstDay | Situation::LastDay => {
            "write facts of that day which the rule judges, `on:` it, and what it finds"
        }
        Situation::DayBefore | Situation::DayAfter => {
            "write facts that would break the rule, `on:` that day, and `expect: []`"
        }
        Situation::MetExactly => "write facts that keep the bound with `headroom: 0`",
        Situation::MissedByOne => "write facts that break the bound with `headroom: -1`",
        Situation::Kept => {
            "write facts that keep the requirement, and expect `outcome: pass`"
        }
        Situation::Broken => "write facts that break it, and expect `outcome: fail`",
        Situation::ExemptPerson => {
            "write somebody whom `exempt` means, and expect them below `exempt:`"
        }
        Situation::Granted => {
            "write facts that break it, a row of `grants`, and expect `relief: granted`"
        }
        Situation::UnknownPerson | Situation::UnknownFact => {
            "leave out what decides it, and expect `outcome: undetermined`"
        }
        Situation::CutOut => {
            "write a cell that `when` or `unless` leaves out: `expect: []`"
        }
        Situation::NotCutOut => {
            "write a cell of which `when` and `unless` let it be asked"
        }
    }
}
