//! Findings as Markdown: for a comment, a wiki, or the summary of a step on GitHub.

use super::escape::{code, code_in_table, prose, sentence, visible};
use super::page::{Grade, Page};
use super::plain;
use crate::finding::{Cell, Finding};
use crate::message::Message;
use crate::report::KnownAt;

/// How long the list of findings may grow: GitHub takes summaries of a mebibyte.
const BYTES: usize = 700_000;
/// How many names are shown before "and n more".
const NAMES: usize = 30;

/// A report as Markdown, in the language of the page.
///
/// Names stand in backticks, and all other text of the user's is escaped: nothing in it is a
/// link, a mention, a tag or a mark.
pub fn report(page: &Page<'_>) -> String {
    let mut text = Text { page: *page, text: String::new(), notes: Vec::new() };
    text.head();
    text.findings();
    text.asked();
    text.interpretations();
    text.notices();
    text.inputs();
    text.text
}

struct Text<'a> {
    page: Page<'a>,
    text: String,
    /// Interpretations, in the order in which findings hang on them.
    notes: Vec<&'a (String, String)>,
}

impl<'a> Text<'a> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, key: &'static str) {
        let word = self.page.word(key);
        self.line(&format!("\n## {word}\n"));
    }

    fn head(&mut self) {
        let page = self.page;
        let period = page.period(page.report.asked);
        self.line(&format!("# {}: {period}\n", page.word("page-report")));
        let known = match page.report.known_at {
            KnownAt::Latest => page.word("page-known-latest"),
            KnownAt::Day(day) => {
                page.say(&Message::new("page-known-at").with("day", day.to_string()))
            }
        };
        self.line(&format!("**{}**, {known}\n", page.summary()));
        if let Some(since) = page.since {
            self.line(&format!("{}\n", since.sentence(page.language)));
            for (key, ids) in
                [("since-gone", &since.gone), ("since-others", &since.not_asked)]
            {
                let word = page.word(key);
                for id in ids.iter().take(NAMES) {
                    self.line(&format!("- {word}: {}", code(id)));
                }
                if let Some(more) = ids.len().checked_sub(NAMES).filter(|more| *more > 0)
                {
                    self.line(&format!("- {word}: {}", self.more(more)));
                }
            }
        }
        for one in &page.report.rulebook {
            let directive = page.rulebook.directive(&one.directive);
            let title = directive.and_then(|directive| page.title(directive));
            let title =
                title.map(|title| format!(" {}", prose(title))).unwrap_or_default();
            let number = i64::from(one.version);
            let version = page.say(&Message::new("page-version").with("number", number));
            let windows = page.windows(&one.in_force);
            let word = page.word("page-in-force").to_lowercase();
            self.line(&format!(
                "- {}{title}, {version}, {word}: {windows}",
                code(one.directive.as_str())
            ));
        }
    }

    fn findings(&mut self) {
        let page = self.page;
        self.heading("page-findings");
        let mut findings: Vec<&Finding> = page.findings().collect();
        findings.sort_by_cached_key(|one| page.order(&one.cell));
        if findings.is_empty() {
            self.line(&page.word("page-nothing"));
        }
        let mut at: Option<&Cell> = None;
        for (nth, finding) in findings.iter().enumerate() {
            if self.text.len() > BYTES {
                let many = i64::try_from(findings.len() - nth).unwrap_or(i64::MAX);
                let left_out = Message::new("page-not-listed").with("many", many);
                self.line(&format!("\n**{}**", page.say(&left_out)));
                break;
            }
            let time = page.time(&finding.cell);
            if at.is_none_or(|before| page.time(before) != time) {
                let gap = if at.is_some() { "\n" } else { "" };
                self.line(&format!("{gap}### {}\n", prose(&time)));
            }
            at = Some(&finding.cell);
            self.finding(finding);
        }
    }

    fn finding(&mut self, finding: &'a Finding) {
        let page = self.page;
        let grade = Grade::of(finding);
        let is_new = page.since.is_some_and(|since| since.is_new(finding));
        let new =
            if is_new { format!(" ({})", page.word("page-new")) } else { String::new() };
        self.line(&format!(
            "- {} **{}**{new} {}, {}: {}",
            grade.sign(),
            page.word(grade.key()),
            code(&finding.rule.to_string()),
            code(&page.whereabouts(&finding.cell)),
            sentence(&page.sentence(finding))
        ));
        for cited in page.cited(&finding.rule.directive, &finding.cites) {
            self.line(&format!("  - {}", prose(&cited)));
        }
        for detail in page.details(finding, &|names| names.join(", ")) {
            let names = detail.names.iter().take(NAMES).map(|name| code(name));
            let said = detail.said.iter().map(|said| prose(said));
            let mut all: Vec<String> = names.chain(said).collect();
            if let Some(more) =
                detail.names.len().checked_sub(NAMES).filter(|more| *more > 0)
            {
                all.push(self.more(more));
            }
            let word = page.word(detail.key);
            self.line(&format!("  - {word}: {}", all.join(", ")));
        }
        if let Some(mend) = page.mend(finding) {
            self.line(&format!("  - {}: {}", page.word("page-mend"), sentence(&mend)));
        }
        let judged = grade != Grade::Nobody;
        let notes = finding.interpretations.iter().filter(|_| judged);
        let notes: Vec<String> = notes.map(|one| self.note(one)).collect();
        if !notes.is_empty() {
            self.line(&format!("  - {}: {}", page.word("page-reading"), notes.join(" ")));
        }
    }

    fn more(&self, many: usize) -> String {
        let many = i64::try_from(many).unwrap_or(i64::MAX);
        self.page.say(&Message::new("page-more").with("many", many))
    }

    /// The number of an interpretation in the list at the end.
    fn note(&mut self, one: &'a (String, String)) -> String {
        let at = self.notes.iter().position(|known| *known == one);
        let at = at.unwrap_or_else(|| {
            self.notes.push(one);
            self.notes.len() - 1
        });
        format!("({})", at + 1)
    }

    fn asked(&mut self) {
        let page = self.page;
        let mut rules: Vec<_> = page.findings().map(|finding| &finding.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        let rules = rules.into_iter().filter_map(|name| page.rulebook.rule(name));
        let rules: Vec<_> = rules.collect();
        if rules.is_empty() {
            return;
        }
        self.heading("page-asked");
        for rule in rules {
            let asked = plain(page.rulebook, rule, page.language);
            let asked: Vec<String> = asked.iter().map(|one| sentence(one)).collect();
            self.line(&format!(
                "- {}: {}",
                code(&rule.name.to_string()),
                asked.join(" ")
            ));
        }
    }

    fn interpretations(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        self.heading("page-interpretations");
        for (nth, (question, choice)) in
            std::mem::take(&mut self.notes).into_iter().enumerate()
        {
            self.line(&format!("{}. {} → {}", nth + 1, prose(question), prose(choice)));
        }
    }

    fn notices(&mut self) {
        let page = self.page;
        if page.report.notices.is_empty() {
            return;
        }
        self.heading("page-notices");
        for notice in &page.report.notices {
            self.line(&format!("- {}", sentence(&page.say(&notice.message))));
        }
    }

    fn inputs(&mut self) {
        let page = self.page;
        if page.inputs.is_empty() {
            return;
        }
        self.heading("page-inputs");
        let words =
            ["page-file", "page-row-count", "page-digest"].map(|key| page.word(key));
        self.line(&format!("| {} |\n|---|--:|---|", words.join(" | ")));
        for input in page.inputs {
            let rows = input.rows.map(|rows| rows.to_string()).unwrap_or_default();
            let name = code_in_table(&input.name);
            self.line(&format!("| {name} | {rows} | `{}` |", visible(&input.sha256)));
        }
    }
}
