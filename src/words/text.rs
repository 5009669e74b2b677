//! The report for people: by day and place, with clause, evidence and mend under each finding.
//!
//! Whether colours are wanted, and how wide a terminal is, is the caller's to know; the library
//! looks at no terminal.

mod asked;
mod findings;
mod look;

use super::page::{Grade, Page};
use crate::message::Message;
use crate::name::RuleRef;
use crate::report::KnownAt;

use look::{Tone, fill};

pub use look::{Look, Style, WIDTH, wrap};

/// The report as text in the language of the page, as wide as it should look where its words
/// allow it.
///
/// ```
/// # use passmuster::{KnownAt, Period, Rulebook, Source};
/// use passmuster::words::Page;
/// use passmuster::words::text::{self, Look};
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
/// let page = text::report(&Page::new(&report, &rulebook), Look::default());
/// assert!(page.contains("fail          onsite-cap: 1 of 1 on site in `tong-hop`"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn report(page: &Page<'_>, look: Look) -> String {
    let mut sheet = Sheet::new(*page, look);
    sheet.head();
    sheet.findings();
    sheet.asked();
    sheet.notes();
    sheet.notices();
    sheet.summary();
    sheet.since();
    sheet.text
}

/// The findings of a report alone, without its head, notices and summary.
pub fn findings(page: &Page<'_>, look: Look) -> String {
    let mut sheet = Sheet::new(*page, look);
    sheet.findings();
    sheet.notes();
    sheet.text
}

struct Sheet<'a> {
    page: Page<'a>,
    look: Look,
    text: String,
    /// Interpretations, in the order in which findings hang on them.
    notes: Vec<&'a (String, String)>,
    /// The rules met under the heading of this time.
    told: Vec<&'a RuleRef>,
}

impl<'a> Sheet<'a> {
    fn new(page: Page<'a>, look: Look) -> Self {
        Self { page, look, text: String::new(), notes: Vec::new(), told: Vec::new() }
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

    fn heading(&mut self, words: &str) {
        let words = self.look.paint(Tone::Bold, words);
        self.line("");
        self.line(&words);
    }

    fn head(&mut self) {
        let (page, report) = (self.page, self.page.report);
        let known = match report.known_at {
            KnownAt::Latest => page.word("page-known-latest"),
            KnownAt::Day(day) => {
                page.say(&Message::new("page-known-at").with("day", day.to_string()))
            }
        };
        let asked = self.look.paint(Tone::Bold, &page.period(report.asked));
        self.line(&format!("{asked}, {known}"));
        for one in &report.rulebook {
            let id = self.look.paint(Tone::Bold, one.directive.as_str());
            let version =
                Message::new("page-version").with("number", i64::from(one.version));
            let version = page.say(&version);
            let in_force = page.word("page-in-force").to_lowercase();
            let windows = page.windows(&one.in_force);
            self.line(&format!("{id} {version}, {in_force} {windows}"));
        }
    }

    fn notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        self.heading(&self.page.word("page-interpretations"));
        for (nth, (question, choice)) in
            std::mem::take(&mut self.notes).into_iter().enumerate()
        {
            let number = format!("  [{}] ", nth + 1);
            let indent = " ".repeat(number.chars().count());
            let room = self.look.room(indent.len());
            for (at, line) in fill(question, room, 0).iter().enumerate() {
                let begin = if at == 0 { &number } else { &indent };
                self.line(&format!("{begin}{line}"));
            }
            for line in fill(choice, room.saturating_sub(2), 0) {
                let line = self.look.paint(Tone::Dim, &line);
                self.line(&format!("{indent}→ {line}"));
            }
        }
    }

    fn notices(&mut self) {
        let page = self.page;
        if page.report.notices.is_empty() {
            return;
        }
        self.heading(&page.word("page-notices"));
        for notice in &page.report.notices {
            let words = page.say(&notice.message);
            for (at, line) in fill(&words, self.look.room(4), 0).iter().enumerate() {
                self.line(&format!("{}{line}", if at == 0 { "  - " } else { "    " }));
            }
        }
    }

    fn summary(&mut self) {
        let (page, look) = (self.page, self.look);
        let counts = page.counts().map(|(count, grade)| {
            look.paint(tone(grade), &format!("{count} {}", page.word(grade.key())))
        });
        let counts: Vec<String> = counts.collect();
        let judged =
            format!("{} {}", page.report.summary.judged, page.word("page-judged"));
        let mut line = look.paint(Tone::Bold, &judged);
        if !counts.is_empty() {
            line = format!("{line}: {}", counts.join(", "));
        }
        if page.report.summary.not_evaluated > 0 {
            let word = page.word("page-not-evaluated");
            line = format!("{line}; {} {word}", page.report.summary.not_evaluated);
        }
        self.line("");
        self.line(&line);
    }

    fn since(&mut self) {
        if let Some(since) = self.page.since {
            self.text.push_str(&since.text(self.page.language));
        }
    }
}

fn tone(grade: Grade) -> Tone {
    match grade {
        Grade::Pass => Tone::Good,
        Grade::Fail => Tone::Bad,
        Grade::Granted | Grade::Advice => Tone::Mild,
        Grade::Undetermined => Tone::Open,
        Grade::NoData | Grade::Nobody => Tone::Dim,
    }
}
