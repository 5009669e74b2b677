//! The report for people: by day and place, with clause, evidence and mend under each finding.
//!
//! Whether colours are wanted is the caller's to know; the library looks at no terminal.

mod asked;

use super::separate;
use super::when::{TIMES, closing, period, time_key, time_of, windows};
use crate::day::Instant;
use crate::finding::{Cell, Finding, Outcome};
use crate::name::{Name, RuleRef};
use crate::report::{KnownAt, Report};
use crate::rule::{ClauseRef, Force};
use crate::rulebook::Rulebook;

/// Columns of a page.
const WIDTH: usize = 100;
/// Where the second column begins: behind the outcome.
const SECOND: usize = 18;
/// How wide the labels of the second column are.
const LABEL: usize = 10;
/// How many names are shown before "and n more".
const NAMES: usize = 12;

/// With colours or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With ANSI escape sequences.
    Ansi,
}

/// How a word stands out.
#[derive(Clone, Copy)]
enum Tone {
    Bold,
    Dim,
    Bad,
    Open,
    Mild,
    Good,
}

impl Tone {
    fn code(self) -> &'static str {
        match self {
            Tone::Bold => "1",
            Tone::Dim => "2",
            Tone::Bad => "1;31",
            Tone::Open => "1;33",
            Tone::Mild => "36",
            Tone::Good => "32",
        }
    }
}

/// The report as text, at most 100 columns wide where its words allow it.
///
/// ```
/// # use passmuster::{KnownAt, Period, Rulebook, Source};
/// use passmuster::words::text::{self, Style};
/// # let order = Source::new("order-7.yaml", "
/// # passmuster: 1
/// # directive: { id: our-order-7-2021 }
/// # in_force: { from: 2021-02-17, through: 2021-03-02 }
/// # rules:
/// #   - id: onsite-cap
/// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// # ");
/// # let rulebook = Rulebook::read([order])?;
/// # let csv = "person,unit,date,status\nan,tong-hop,2021-02-18,on-site\n";
/// # let facts = rulebook.facts().table("attendance", Source::new("a.csv", csv)).build()?;
/// # let day = Period::on("2021-02-18".parse()?);
/// let report = rulebook.as_known(KnownAt::Latest).check(&facts, day)?;
/// let page = text::report(&report, &rulebook, Style::Plain);
/// assert!(page.contains("fail          onsite-cap: 1 of 1 on site in `tong-hop`"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn report(report: &Report, rulebook: &Rulebook, style: Style) -> String {
    let mut page = Page::new(rulebook, style);
    page.head(report);
    page.findings(report);
    page.asked(report);
    page.notes();
    page.notices(report);
    page.summary(report);
    page.text
}

/// The findings of a report alone, without its head, notices and summary.
pub fn findings(report: &Report, rulebook: &Rulebook, style: Style) -> String {
    let mut page = Page::new(rulebook, style);
    page.findings(report);
    page.notes();
    page.text
}

fn time(cell: &Cell) -> String {
    let words = time_of(cell);
    if words.is_empty() { "The whole period".to_owned() } else { words }
}

/// Where a cell is: the values of its columns; for people alone, "people".
fn place(cell: &Cell) -> String {
    let items = [("person", "people"), ("visit", "visits"), ("gathering", "gatherings")];
    let is_item = |key: &str| items.iter().any(|(item, _)| *item == key);
    let columns = cell.keys.iter().filter(|(key, _)| !TIMES.contains(&key.as_str()));
    let names: Vec<_> = columns
        .filter(|(key, _)| !is_item(key))
        .map(|(_, value)| value.as_str())
        .collect();
    if !names.is_empty() {
        return names.join(", ");
    }
    let item = items.into_iter().find(|(item, _)| cell.get(item).is_some());
    item.map(|(_, many)| many.to_owned()).unwrap_or_default()
}

struct Page<'a> {
    text: String,
    style: Style,
    rulebook: &'a Rulebook,
    /// Interpretations, in the order in which findings hang on them.
    notes: Vec<(String, String)>,
    /// The rules met under the heading of this time.
    told: Vec<RuleRef>,
}

impl<'a> Page<'a> {
    fn new(rulebook: &'a Rulebook, style: Style) -> Self {
        let (notes, told) = (Vec::new(), Vec::new());
        Self { text: String::new(), style, rulebook, notes, told }
    }
}

impl Page<'_> {
    fn paint(&self, tone: Tone, words: &str) -> String {
        match self.style {
            Style::Plain => words.to_owned(),
            Style::Ansi => format!("\u{1b}[{}m{words}\u{1b}[0m", tone.code()),
        }
    }

    fn line(&mut self, line: &str) {
        let words = line.trim();
        // Where a log is read for commands, a name must not begin one.
        match ["::", "##"].iter().any(|command| words.starts_with(command)) {
            true => {
                let indent = line.len() - line.trim_start().len();
                self.text.push_str(&format!("{:indent$}\\{words}", ""));
            }
            false => self.text.push_str(line.trim_end()),
        }
        self.text.push('\n');
    }

    fn head(&mut self, report: &Report) {
        let known = match report.known_at {
            KnownAt::Latest => "by every document at hand".to_owned(),
            KnownAt::Day(day) => format!("as known on {day}"),
        };
        let asked = self.paint(Tone::Bold, &period(report.asked));
        self.line(&format!("{asked}, {known}"));
        for one in &report.rulebook {
            let id = self.paint(Tone::Bold, one.directive.as_str());
            let windows = windows(&one.in_force);
            self.line(&format!("{id} version {}, in force {windows}", one.version));
        }
    }

    fn findings(&mut self, report: &Report) {
        let mut findings: Vec<&Finding> = report.findings.iter().collect();
        findings.sort_by_cached_key(|one| (time_key(&one.cell), place(&one.cell)));
        let several = report.rulebook.len() > 1;
        let mut at: Option<(String, String)> = None;
        for finding in findings {
            let here = (time(&finding.cell), place(&finding.cell));
            self.headings(at.as_ref(), &here);
            self.finding(finding, several);
            at = Some(here);
        }
    }

    fn headings(&mut self, at: Option<&(String, String)>, here: &(String, String)) {
        let (time, place) = here;
        let same_time = at.is_some_and(|(before, _)| before == time);
        if !same_time {
            let time = self.paint(Tone::Bold, time);
            self.line("");
            self.line(&time);
            self.told.clear();
        }
        let same_place = same_time && at.is_some_and(|(_, before)| before == place);
        if !same_place && !place.is_empty() {
            self.line(&format!("  {place}"));
        }
    }

    fn finding(&mut self, finding: &Finding, several: bool) {
        let (word, tone) = outcome(finding);
        let padding = " ".repeat(SECOND.saturating_sub(4 + word.chars().count()));
        let begin = format!("    {}{padding}", self.paint(tone, word));
        let rule = match several {
            true => finding.rule.to_string(),
            false => finding.rule.rule.to_string(),
        };
        let room = rule.chars().count() + 2;
        let mut lines =
            fill(&finding.message.to_string(), WIDTH - SECOND, room).into_iter();
        let first = lines.next().unwrap_or_default();
        let rule = self.paint(Tone::Bold, &rule);
        self.line(&format!("{begin}{rule}: {first}"));
        for line in lines {
            self.line(&format!("{}{line}", " ".repeat(SECOND)));
        }
        let judged = finding.outcome != Outcome::NotEvaluated;
        let first = judged && !self.told.contains(&finding.rule);
        if first {
            self.told.push(finding.rule.clone());
        }
        self.cites(finding, first);
        let evidence = &finding.evidence;
        let values = evidence.values.iter();
        let values: Vec<_> = values.map(|one| separate::carriers(one, list)).collect();
        if !values.is_empty() {
            self.labelled("values", &values.join("; "), Tone::Dim);
        }
        // Who carries a value is told with it.
        let counted = if values.is_empty() { &evidence.counted } else { &Vec::new() };
        for (label, names) in [
            ("counted", counted),
            ("left out", &evidence.exempt),
            ("granted", &evidence.granted),
            ("undecided", &evidence.undecided),
        ] {
            if !names.is_empty() {
                self.labelled(label, &list(names), Tone::Dim);
            }
        }
        let levels: Vec<String> = evidence.levels.iter().map(super::level).collect();
        if !levels.is_empty() {
            self.labelled("level", &levels.join("; "), Tone::Dim);
        }
        if !finding.moments.is_empty() && finding.outcome != Outcome::Pass {
            let one = |(from, until): &(Instant, Instant)| {
                format!("{} to {}", from.clock(), closing(*from, *until))
            };
            let moments: Vec<String> = finding.moments.iter().map(one).collect();
            self.labelled("moments", &moments.join(", "), Tone::Dim);
        }
        if finding.worst.is_some() {
            self.labelled("at worst", "granted; it cannot become a violation", Tone::Dim);
        }
        if let Some(mend) = super::mend(finding) {
            self.labelled("mend", &mend.to_string(), Tone::Bold);
        }
        let readings = finding.interpretations.iter().filter(|_| first);
        let numbers: Vec<_> = readings.map(|one| self.note(one)).collect();
        if !numbers.is_empty() {
            self.labelled("reading", &numbers.join(" "), Tone::Dim);
        }
    }

    /// The clauses cited: what they say where a rule is first met on a day, then only which.
    fn cites(&mut self, finding: &Finding, first: bool) {
        for cited in finding.cites.iter().filter(|_| first) {
            let gist = self.gist(&finding.rule.directive, cited);
            self.labelled(&format!("§ {cited}"), &gist, Tone::Dim);
        }
        if !first && !finding.cites.is_empty() {
            let numbers = finding.cites.iter().map(ToString::to_string);
            let numbers = numbers.collect::<Vec<_>>().join(", ");
            let numbers = self.paint(Tone::Dim, &format!("§ {numbers}"));
            self.line(&format!("{}{numbers}", " ".repeat(SECOND)));
        }
    }

    /// A line of the second column: a label, and words that go on below each other.
    fn labelled(&mut self, label: &str, words: &str, tone: Tone) {
        let width = label.chars().count();
        let column = LABEL.max(width + 1);
        let indent = " ".repeat(SECOND);
        for (nth, line) in fill(words, WIDTH - SECOND - column, 0).iter().enumerate() {
            let begin = match nth {
                0 => {
                    let gap = " ".repeat(column - width);
                    format!("{}{gap}", self.paint(Tone::Dim, label))
                }
                _ => " ".repeat(column),
            };
            let line = self.paint(tone, line);
            self.line(&format!("{indent}{begin}{line}"));
        }
    }

    /// What a cited clause says, in a few words.
    fn gist(&self, own: &Name, cited: &ClauseRef) -> String {
        let directive = cited.directive.as_ref().unwrap_or(own);
        let clauses =
            self.rulebook.directive(directive).and_then(|one| one.clauses.as_ref());
        let mut clauses = clauses.into_iter().flatten();
        let clause = clauses.find(|clause| clause.id == cited.clause);
        clause.map(|clause| clause.gist.clone()).unwrap_or_default()
    }

    /// The number of an interpretation among the notes at the end.
    fn note(&mut self, one: &(String, String)) -> String {
        let at = self.notes.iter().position(|known| known == one);
        let at = at.unwrap_or_else(|| {
            self.notes.push(one.clone());
            self.notes.len() - 1
        });
        format!("[{}]", at + 1)
    }

    fn notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let heading = self.paint(Tone::Bold, "How the text is read");
        self.line("");
        self.line(&heading);
        for (nth, (question, choice)) in
            std::mem::take(&mut self.notes).iter().enumerate()
        {
            let number = format!("  [{}] ", nth + 1);
            let indent = " ".repeat(number.chars().count());
            for (at, line) in fill(question, WIDTH - indent.len(), 0).iter().enumerate() {
                let begin = if at == 0 { &number } else { &indent };
                self.line(&format!("{begin}{line}"));
            }
            for line in fill(choice, WIDTH - indent.len() - 2, 0) {
                let line = self.paint(Tone::Dim, &line);
                self.line(&format!("{indent}→ {line}"));
            }
        }
    }

    fn notices(&mut self, report: &Report) {
        if report.notices.is_empty() {
            return;
        }
        let heading = self.paint(Tone::Bold, "Notices");
        self.line("");
        self.line(&heading);
        for notice in &report.notices {
            let words = notice.message.to_string();
            for (at, line) in fill(&words, WIDTH - 4, 0).iter().enumerate() {
                self.line(&format!("{}{line}", if at == 0 { "  - " } else { "    " }));
            }
        }
    }

    fn summary(&mut self, report: &Report) {
        let summary = report.summary;
        let counts = [
            (summary.pass, "pass", Tone::Good),
            (summary.fail, "fail", Tone::Bad),
            (summary.granted, "granted", Tone::Mild),
            (summary.undetermined, "undetermined", Tone::Open),
            (summary.advice, "advice", Tone::Mild),
        ];
        let counts: Vec<_> = counts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, word, tone)| self.paint(tone, &format!("{count} {word}")))
            .collect();
        let judged = self.paint(Tone::Bold, &format!("{} judged", summary.judged));
        let mut line = judged;
        if !counts.is_empty() {
            line = format!("{line}: {}", counts.join(", "));
        }
        if summary.not_evaluated > 0 {
            line = format!("{line}; {} not evaluated", summary.not_evaluated);
        }
        self.line("");
        self.line(&line);
    }
}

/// The word of a finding, as the summary counts it.
fn outcome(finding: &Finding) -> (&'static str, Tone) {
    match (finding.outcome, finding.relief, finding.force) {
        (Outcome::Pass, ..) => ("pass", Tone::Good),
        (Outcome::Fail, Some(_), _) => ("granted", Tone::Mild),
        (Outcome::Fail, None, Force::Must) => ("fail", Tone::Bad),
        (Outcome::Fail, None, Force::Should | Force::May) => ("advice", Tone::Mild),
        (Outcome::Undetermined, ..) => ("undetermined", Tone::Open),
        (Outcome::NotInForce, ..) => ("not in force", Tone::Dim),
        (Outcome::NotEvaluated, ..) => ("not evaluated", Tone::Dim),
    }
}

fn list(names: &[String]) -> String {
    let shown: Vec<_> = names.iter().take(NAMES).map(String::as_str).collect();
    match names.len().saturating_sub(NAMES) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Words in lines that fit a page behind an indent.
pub fn wrap(words: &str, indent: &str) -> Vec<String> {
    fill(words, WIDTH.saturating_sub(indent.chars().count()), 0)
}

/// Words in lines of at most so many characters, the first having so many fewer.
fn fill(words: &str, width: usize, taken: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = taken;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if !line.is_empty() && used + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += length;
    }
    lines.push(line);
    lines
}
