//! The findings of a report, by time and place, with what stands under each.

use super::look::{Tone, fill};
use super::{Sheet, tone};
use crate::finding::Finding;
use crate::name::Name;
use crate::rule::ClauseRef;
use crate::words::page::{Grade, more};

/// Where the second column begins: behind the outcome.
const SECOND: usize = 18;
/// Where it begins on a narrow page: below the outcome.
const SECOND_BELOW: usize = 6;
/// How wide the labels of the second column are.
const LABEL: usize = 10;
/// How many names are shown before "and n more".
const NAMES: usize = 12;

impl<'a> Sheet<'a> {
    pub(super) fn findings(&mut self) {
        let page = self.page;
        let mut findings: Vec<&Finding> = page.findings().collect();
        findings.sort_by_cached_key(|one| page.order(&one.cell));
        let mut at: Option<(String, String)> = None;
        for finding in findings {
            let place = page.place_of(&finding.cell).unwrap_or_default();
            let here = (page.time(&finding.cell), place);
            self.headings(at.as_ref(), &here);
            self.finding(finding);
            at = Some(here);
        }
    }

    fn headings(&mut self, at: Option<&(String, String)>, here: &(String, String)) {
        let (time, place) = here;
        let same_time = at.is_some_and(|(before, _)| before == time);
        if !same_time {
            self.heading(time);
            self.told.clear();
        }
        let same_place = same_time && at.is_some_and(|(_, before)| before == place);
        if !same_place && !place.is_empty() {
            self.line(&format!("  {place}"));
        }
    }

    /// Where the second column begins.
    fn second(&self) -> usize {
        if self.look.is_wide() { SECOND } else { SECOND_BELOW }
    }

    fn finding(&mut self, finding: &'a Finding) {
        let (page, look, second) = (self.page, self.look, self.second());
        let grade = Grade::of(finding);
        // Why it was not evaluated is told by the sentence.
        let word = page.word(match grade {
            Grade::NoData => Grade::Nobody.key(),
            grade => grade.key(),
        });
        let wide = 4 + word.chars().count();
        let padding = second.saturating_sub(wide).max(1);
        let rule = match page.report.rulebook.len() > 1 {
            true => finding.rule.to_string(),
            false => finding.rule.rule.to_string(),
        };
        let before = (wide + padding).saturating_sub(second);
        let taken = before + rule.chars().count() + 2;
        let mut lines =
            fill(&page.sentence(finding), look.room(second), taken).into_iter();
        let first = lines.next().unwrap_or_default();
        let word = look.paint(tone(grade), &word);
        let rule = look.paint(Tone::Bold, &rule);
        self.line(&format!("    {word}{:padding$}{rule}: {first}", ""));
        for line in lines {
            self.line(&format!("{:second$}{line}", ""));
        }
        let judged = !matches!(grade, Grade::NoData | Grade::Nobody);
        let first = judged && !self.told.contains(&&finding.rule);
        if first {
            self.told.push(&finding.rule);
        }
        self.cites(finding, first);
        let shorter = |names: &[String]| list(names, |many| page.say(&more(many)));
        for detail in page.details(finding, &shorter) {
            let said = match detail.names {
                [] => detail.said.join("; "),
                names => shorter(names),
            };
            self.labelled(&page.word(detail.key), &said, Tone::Dim);
        }
        if let Some(mend) = page.mend(finding) {
            self.labelled(&page.word("page-mend"), &mend, Tone::Bold);
        }
        let readings = finding.interpretations.iter().filter(|_| first);
        let numbers: Vec<_> = readings.map(|one| self.note(one)).collect();
        if !numbers.is_empty() {
            self.labelled(&page.word("page-reading"), &numbers.join(" "), Tone::Dim);
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
            let numbers = self.look.paint(Tone::Dim, &format!("§ {numbers}"));
            self.line(&format!("{}{numbers}", " ".repeat(self.second())));
        }
    }

    /// A line of the second column: a label, and words that go on below each other.
    fn labelled(&mut self, label: &str, words: &str, tone: Tone) {
        let (look, second) = (self.look, self.second());
        let width = label.chars().count();
        // On a narrow page the words go on below their label.
        let (column, below) = match look.is_wide() {
            true => (LABEL.max(width + 1), LABEL.max(width + 1)),
            false => (width + 1, 2),
        };
        let lines = fill(words, look.room(second + below), column - below.min(column));
        for (nth, line) in lines.iter().enumerate() {
            let begin = match nth {
                0 => {
                    let gap = " ".repeat(column - width);
                    format!("{}{gap}", look.paint(Tone::Dim, label))
                }
                _ => " ".repeat(below),
            };
            let line = look.paint(tone, line);
            self.line(&format!("{:second$}{begin}{line}", ""));
        }
    }

    /// What a cited clause says, in a few words.
    fn gist(&self, own: &Name, cited: &ClauseRef) -> String {
        let clause = self.page.clause(own, cited);
        clause.map(|clause| clause.gist.clone()).unwrap_or_default()
    }

    /// The number of an interpretation among the notes at the end.
    fn note(&mut self, one: &'a (String, String)) -> String {
        let at = self.notes.iter().position(|known| *known == one);
        let at = at.unwrap_or_else(|| {
            self.notes.push(one);
            self.notes.len() - 1
        });
        format!("[{}]", at + 1)
    }
}

/// Names, the first of them if there are many.
fn list(names: &[String], more: impl Fn(usize) -> String) -> String {
    let shown: Vec<_> = names.iter().take(NAMES).map(String::as_str).collect();
    match names.len().saturating_sub(NAMES) {
        0 => shown.join(", "),
        many => format!("{} {}", shown.join(", "), more(many)),
    }
}
