//! What a report is written from, whatever its format: findings by how grave they are, what
//! stands under each, and the words of a language.

use super::json::{Input, Passes};
use super::since::Since;
use super::spoken::spoken;
use super::when::{TIMES, closing, time_key, told};
use super::{Language, separate};
use crate::day::{Day, Instant};
use crate::directive::{Clause, Directive};
use crate::finding::{Cell, Finding, Outcome, Reason};
use crate::message::Message;
use crate::name::{Name, RuleRef};
use crate::report::Report;
use crate::rule::{ClauseRef, Force, Rule};
use crate::rulebook::Rulebook;
use crate::source::Place;
use crate::window::{Period, Window};

/// A report with all that stands beside it.
///
/// ```
/// use passmuster::words::{Language, Page, github, markdown};
/// # use passmuster::{KnownAt, Rulebook, Source};
/// # let order = Source::new("order-7.yaml", "
/// # passmuster: 1
/// # directive: { id: order-7 }
/// # in_force: { from: 2021-02-17, through: 2021-03-02 }
/// # rules:
/// #   - id: cap
/// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// # ");
/// # let rulebook = Rulebook::read([order])?;
/// # let csv = "person,unit,date,status\nan,tong-hop,2021-02-18,on-site\n";
/// # let facts = rulebook.facts().table("attendance", Source::new("a.csv", csv)).build()?;
/// let report = rulebook.as_known(KnownAt::Latest).check(&facts, facts.covers())?;
/// let page = Page { language: Language::Vietnamese, ..Page::new(&report, &rulebook) };
/// assert!(markdown::report(&page).contains("1 trên 1 có mặt tại nơi làm việc"));
/// assert!(github::report(&page).starts_with("::error file=order-7.yaml,line=6,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The report. For what tells of passes too ([`html`](super::html),
    /// [`junit`](super::junit)) it must have them, as that of `Law::check_all` has.
    pub report: &'a Report,
    /// The rules that were asked.
    pub rulebook: &'a Rulebook,
    /// The files that were read.
    pub inputs: &'a [Input],
    /// Whether findings that pass are listed one by one.
    pub passes: Passes,
    /// In which language, where the format has one.
    pub language: Language,
    /// What was found before, if that is known.
    pub since: Option<&'a Since>,
    /// Whether only what is new since then is listed; calendars and counts have all.
    pub only_new: bool,
    /// How people are told of.
    pub people: People<'a>,
}

/// How a report tells of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People<'a> {
    /// By their ids.
    ById,
    /// By pseudonyms.
    Pseudonymised {
        /// What tells their key from others, and nothing of the key.
        key: &'a str,
    },
    /// Not at all: of groups of so many people at least.
    Aggregated {
        /// How many that is.
        threshold: u32,
    },
}

/// How grave a finding is; the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    Fail,
    Advice,
    Undetermined,
    NoData,
    Granted,
    Nobody,
    Pass,
}

impl Grade {
    pub(super) fn of(finding: &Finding) -> Self {
        match (finding.outcome, finding.relief, finding.force, finding.reason) {
            (Outcome::Pass, ..) => Grade::Pass,
            (Outcome::Fail, Some(_), ..) => Grade::Granted,
            (Outcome::Fail, None, Force::Must, _) => Grade::Fail,
            (Outcome::Fail, None, Force::Should | Force::May, _) => Grade::Advice,
            (Outcome::Undetermined, ..) => Grade::Undetermined,
            (Outcome::NotEvaluated, _, _, Some(Reason::NoData)) => Grade::NoData,
            (Outcome::NotInForce | Outcome::NotEvaluated, ..) => Grade::Nobody,
        }
    }

    /// Its word, as the summary counts it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Grade::Fail => "page-fail",
            Grade::Advice => "page-advice",
            Grade::Undetermined => "page-undetermined",
            Grade::NoData => "page-no-data",
            Grade::Granted => "page-granted",
            Grade::Nobody => "page-not-evaluated",
            Grade::Pass => "page-pass",
        }
    }

    /// A sign that needs no colour.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Grade::Fail => "✗",
            Grade::Advice => "!",
            Grade::Undetermined | Grade::NoData => "?",
            Grade::Granted => "◇",
            Grade::Nobody => "·",
            Grade::Pass => "✓",
        }
    }
}

/// How loudly a code host is told of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

/// A line under a finding: what it is called, and names or sentences.
pub(super) struct Detail<'a> {
    pub(super) key: &'static str,
    pub(super) names: &'a [String],
    pub(super) said: Vec<String>,
}

impl<'a> Page<'a> {
    /// A page in English of what did not pass, with nothing beside the report.
    pub fn new(report: &'a Report, rulebook: &'a Rulebook) -> Self {
        let (passes, language) = (Passes::Hidden, Language::English);
        let (since, only_new) = (None, false);
        let people = People::ById;
        Self { report, rulebook, inputs: &[], passes, language, since, only_new, people }
    }

    /// The findings that are listed.
    pub(super) fn findings(self) -> impl Iterator<Item = &'a Finding> {
        self.report.findings.iter().filter(move |finding| self.lists(finding))
    }

    /// Whether a finding is listed.
    pub fn lists(self, finding: &Finding) -> bool {
        match finding.outcome {
            Outcome::Pass => self.passes == Passes::Shown,
            _ => !self.only_new || self.since.is_none_or(|since| since.is_new(finding)),
        }
    }

    /// How loudly a host is told of a finding: what a baseline knows is only noted, and what
    /// passed, or has nobody in it, is not told.
    pub(super) fn level(self, finding: &Finding) -> Option<Level> {
        let is_known = self.since.is_some_and(|since| !since.is_new(finding));
        match Grade::of(finding) {
            Grade::Pass | Grade::Nobody => None,
            _ if is_known => Some(Level::Note),
            Grade::Fail => Some(Level::Error),
            Grade::Advice | Grade::Undetermined | Grade::NoData => Some(Level::Warning),
            Grade::Granted => Some(Level::Note),
        }
    }

    /// Every rule of every file, whether it found something or not.
    pub(super) fn rules(self) -> impl Iterator<Item = &'a Rule> {
        self.rulebook.directives().flat_map(|directive| &directive.rules)
    }

    /// Where the rule of a finding stands.
    pub(super) fn place(self, rule: &RuleRef) -> Option<&'a Place> {
        let written = self.rulebook.rule(rule).map(|rule| &rule.place);
        let whole = || self.rulebook.directive(&rule.directive).map(|one| &one.place);
        written.or_else(whole)
    }

    /// The clause that is cited.
    pub(super) fn clause(self, own: &Name, cited: &ClauseRef) -> Option<&'a Clause> {
        let directive = cited.directive.as_ref().unwrap_or(own);
        let clauses = self.rulebook.directive(directive)?.clauses.as_ref()?;
        clauses.iter().find(|clause| clause.id == cited.clause)
    }

    /// The clauses of a rule, each with what it says: "§ 1.2: at most half".
    pub(super) fn cited(self, own: &Name, cites: &[ClauseRef]) -> Vec<String> {
        let one = |cited: &ClauseRef| match self.clause(own, cited) {
            Some(clause) => format!("§ {cited}: {}", clause.gist),
            None => format!("§ {cited}"),
        };
        cites.iter().map(one).collect()
    }

    /// A word of the page.
    pub(super) fn word(self, key: &'static str) -> String {
        self.say(&Message::new(key))
    }

    pub(super) fn say(self, message: &Message) -> String {
        message.say(self.language)
    }

    /// A finding in one sentence.
    pub(super) fn sentence(self, finding: &Finding) -> String {
        let rule = self.rulebook.rule(&finding.rule);
        spoken(&finding.message, rule, self.language)
    }

    /// What would mend it.
    pub(super) fn mend(self, finding: &Finding) -> Option<String> {
        let rule = self.rulebook.rule(&finding.rule);
        super::mend(finding).map(|message| spoken(&message, rule, self.language))
    }

    /// A directive's title, in the language of the page if it has one.
    pub(super) fn title(self, directive: &'a Directive) -> Option<&'a str> {
        let tag = match self.language {
            Language::English => "en",
            Language::Vietnamese => "vi",
        };
        let in_it = |tag: &str| directive.title.iter().find(|(known, _)| known == tag);
        let found = in_it(tag).or_else(|| in_it("und")).or(directive.title.first());
        found.map(|(_, title)| title.as_str())
    }

    /// How many cells came to what, where there are any.
    pub(super) fn counts(self) -> impl Iterator<Item = (u64, Grade)> {
        let summary = self.report.summary;
        let counts = [
            (summary.pass, Grade::Pass),
            (summary.fail, Grade::Fail),
            (summary.granted, Grade::Granted),
            (summary.undetermined, Grade::Undetermined),
            (summary.advice, Grade::Advice),
        ];
        counts.into_iter().filter(|(count, _)| *count > 0)
    }

    /// The summary in one line.
    pub(super) fn summary(self) -> String {
        let summary = self.report.summary;
        let counts = self
            .counts()
            .map(|(count, grade)| format!("{count} {}", self.word(grade.key())));
        let counts: Vec<String> = counts.collect();
        let mut line = format!("{} {}", summary.judged, self.word("page-judged"));
        if !counts.is_empty() {
            line = format!("{line}: {}", counts.join(", "));
        }
        if summary.not_evaluated > 0 {
            let word = self.word("page-not-evaluated");
            line = format!("{line}; {} {word}", summary.not_evaluated);
        }
        line
    }

    /// What stands under a finding, but for clauses, mend and interpretations; names within
    /// sentences as the caller lists them.
    pub(super) fn details(
        self,
        finding: &'a Finding,
        list: &dyn Fn(&[String]) -> String,
    ) -> Vec<Detail<'a>> {
        let evidence = &finding.evidence;
        let values = evidence.values.iter();
        let values = values.map(|one| self.say(&separate::carriers(one, list)));
        let levels = evidence.levels.iter().map(|one| self.say(&super::level(one)));
        let moments = finding.moments.iter().filter(|_| finding.outcome != Outcome::Pass);
        let moments = moments
            .map(|(from, until)| format!("{}–{}", from.clock(), closing(*from, *until)));
        let at_worst = finding.worst.map(|_| self.word("page-never-violation"));
        // Who carries a value is told with it.
        let counted =
            if evidence.values.is_empty() { &evidence.counted[..] } else { &[] };
        let named = |key, names| Detail { key, names, said: Vec::new() };
        let said = |key, said| Detail { key, names: &[], said };
        let all = [
            said("page-values", values.collect()),
            named("page-counted", counted),
            named("page-left-out", &evidence.exempt),
            named("page-granted-to", &evidence.granted),
            named("page-undecided", &evidence.undecided),
            said("page-levels", levels.collect()),
            said("page-moments", moments.collect()),
            said("page-at-worst", at_worst.into_iter().collect()),
        ];
        let filled = |one: &Detail<'_>| !one.names.is_empty() || !one.said.is_empty();
        all.into_iter().filter(filled).collect()
    }

    /// A period in words.
    pub(super) fn period(self, period: Period) -> String {
        match period.from() == period.through() {
            true => period.from().to_string(),
            false => self.between(&period.from(), &period.through()),
        }
    }

    fn between(self, from: &dyn ToString, through: &dyn ToString) -> String {
        let message = Message::new("page-between").with("from", from.to_string());
        self.say(&message.with("through", through.to_string()))
    }

    /// Windows in words.
    pub(super) fn windows(self, windows: &[Window]) -> String {
        let words: Vec<String> =
            windows.iter().map(|one| self.say(&told(*one))).collect();
        if words.is_empty() { self.word("page-never") } else { words.join("; ") }
    }

    /// When a cell is: "Thursday 2021-02-18".
    pub(super) fn time(self, cell: &Cell) -> String {
        let get = |key: &str| cell.get(key);
        let keyed =
            |key: &'static str, at: &str| self.say(&Message::new(key).with("at", at));
        let words = match (get("from"), get("through")) {
            (Some(from), Some(through)) => self.between(&from, &through),
            _ => {
                let found = TIMES.into_iter().find_map(|key| Some((key, get(key)?)));
                match found {
                    Some(("day", day)) => self.day(day),
                    Some(("hour", hour)) => self.hour(hour),
                    Some(("week", at)) => keyed("page-week", at),
                    Some(("month", at)) => keyed("page-month", at),
                    Some(("quarter", at)) => keyed("page-quarter", at),
                    Some(("year", at)) => keyed("page-year", at),
                    _ => self.word("page-whole-period"),
                }
            }
        };
        match cell.part {
            Some((from, until)) if until <= from.day().end() => {
                format!("{words}, {}–{}", from.clock(), closing(from, until))
            }
            Some((from, until)) => {
                format!("{words}, {}", self.say(&told(Window { from, until })))
            }
            None => words,
        }
    }

    fn hour(self, hour: &str) -> String {
        let Some(from) = Instant::read(hour) else { return hour.to_owned() };
        let until = closing(from, from.plus(60));
        format!("{}, {}–{until}", self.day(&from.day().to_string()), from.clock())
    }

    fn day(self, day: &str) -> String {
        let Ok(read) = day.parse::<Day>() else { return day.to_owned() };
        let name = self.say(&super::plain::weekday(read.weekday()));
        format!("{name} {day}")
    }

    /// What sorts cells for people: by time, then by place; people anywhere come last.
    pub(super) fn order(self, cell: &Cell) -> impl Ord + use<> {
        (time_key(cell), self.is_anywhere(cell), self.whereabouts(cell))
    }

    /// Whether a cell has no place but its item: a person, a visit or a gathering.
    pub(super) fn is_anywhere(self, cell: &Cell) -> bool {
        places(cell).next().is_none()
    }

    /// Where a cell is: the values of its columns; for people alone, "people".
    pub(super) fn whereabouts(self, cell: &Cell) -> String {
        self.place_of(cell).unwrap_or_else(|| self.word("page-everywhere"))
    }

    /// The same; nothing where a cell is everywhere.
    pub(super) fn place_of(self, cell: &Cell) -> Option<String> {
        let names: Vec<&str> = places(cell).collect();
        if !names.is_empty() {
            return Some(names.join(", "));
        }
        let item = ITEMS.into_iter().find(|item| cell.get(item).is_some())?;
        Some(self.word(match item {
            "visit" => "page-visits",
            "gathering" => "page-gatherings",
            _ => "page-people",
        }))
    }
}

/// What a requirement may name in a cell beside its place.
const ITEMS: [&str; 3] = ["person", "visit", "gathering"];

/// What stands behind the names that are shown where there are more.
pub(super) fn more(many: usize) -> Message {
    Message::new("page-more").with("many", i64::try_from(many).unwrap_or(i64::MAX))
}

/// The values of a cell's columns.
fn places(cell: &Cell) -> impl Iterator<Item = &str> {
    let is_place = |key: &str| !TIMES.contains(&key) && !ITEMS.contains(&key);
    let columns = cell.keys.iter().filter(move |(key, _)| is_place(key));
    columns.map(|(_, value)| value.as_str())
}
