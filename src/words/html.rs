//! Findings as one page of HTML that needs nothing else: for a browser, a phone, a printer.
//!
//! No script, no file beside it, and a policy that lets in its own style alone. What a
//! colour says a sign and a word say too. It is XML as well, so that any parser can check it.

mod calendar;
mod curves;
mod findings;
mod law;
mod style;

use std::fmt::Write as _;

use super::Language;
use super::escape::{markup, visible};

use super::page::{Grade, Page};
use crate::message::Message;
use crate::report::KnownAt;

use calendar::Calendar;
use style::{DIGEST, STYLE};

/// A report as a page of HTML, in the language of the page; it must have the passes, as that
/// of `Law::check_all` has.
///
/// The summary, the directives, a calendar of places and days by outcome, curves of headroom,
/// the rules with their clauses, each finding with evidence and mend, how the text is read,
/// notices, and what was read with its digests.
pub fn report(page: &Page<'_>) -> String {
    let page = *page;
    let listed = findings::listed(page);
    let calendar = Calendar::new(page, &listed);
    let mut html = Html { page, text: String::new(), notes: Vec::new() };
    html.begin();
    html.head();
    html.directives();
    html.calendar(&calendar);
    html.curves();
    html.rules();
    html.findings(&listed, &calendar);
    html.interpretations();
    html.notices();
    html.inputs();
    html.end();
    html.text
}

impl Grade {
    /// Its class in the style sheet.
    fn class(self) -> &'static str {
        match self {
            Grade::Fail => "fail",
            Grade::Advice => "advice",
            Grade::Undetermined => "undetermined",
            Grade::NoData => "no-data",
            Grade::Granted => "granted",
            Grade::Nobody => "nobody",
            Grade::Pass => "pass",
        }
    }
}

struct Html<'a> {
    page: Page<'a>,
    text: String,
    /// Interpretations, in the order in which findings hang on them.
    notes: Vec<&'a (String, String)>,
}

/// A sentence: what stands in backticks is code.
fn marked(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let closed = parts.len() % 2 == 1;
    let mut html = String::new();
    for (nth, part) in parts.iter().enumerate() {
        let inside = nth % 2 == 1;
        // OK because writing into a string cannot fail.
        let _ = match inside && (closed || nth + 1 < parts.len()) {
            true => write!(html, "<code>{}</code>", markup(part)),
            false if inside => write!(html, "`{}", markup(part)),
            false => write!(html, "{}", markup(part)),
        };
    }
    html
}

impl Html<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn word(&self, key: &'static str) -> String {
        markup(&self.page.word(key))
    }

    /// A message with a number in it.
    fn counted(&self, key: &'static str, many: usize) -> String {
        let many = i64::try_from(many).unwrap_or(i64::MAX);
        markup(&self.page.say(&Message::new(key).with("many", many)))
    }

    fn heading(&mut self, key: &'static str) {
        let word = self.word(key);
        self.line(&format!("<h2>{word}</h2>"));
    }

    /// A term and what is said of it, where there is something.
    fn item(&mut self, key: &'static str, said: &str) {
        if !said.is_empty() {
            let word = self.word(key);
            self.line(&format!("<dt>{word}</dt><dd>{said}</dd>"));
        }
    }

    fn badge(&self, grade: Grade) -> String {
        let word = self.word(grade.key());
        format!("<span class=\"badge {}\">{} {word}</span>", grade.class(), grade.sign())
    }

    fn title(&self) -> String {
        let period = self.page.period(self.page.report.asked);
        format!("{}: {}", self.word("page-report"), markup(&period))
    }

    fn begin(&mut self) {
        let lang = match self.page.language {
            Language::English => "en",
            Language::Vietnamese => "vi",
        };
        let title = self.title();
        self.line(&format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'sha256-{DIGEST}'; base-uri 'none'; form-action 'none'\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
             <meta name=\"referrer\" content=\"no-referrer\"/>\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
        ));
    }

    fn head(&mut self) {
        let page = self.page;
        // A day is not to be broken at its hyphens, in large letters least of all.
        let title = self.title().replace('-', "\u{2011}");
        self.line(&format!("<h1>{title}</h1>"));
        let known = match page.report.known_at {
            KnownAt::Latest => page.word("page-known-latest"),
            KnownAt::Day(day) => {
                page.say(&Message::new("page-known-at").with("day", day.to_string()))
            }
        };
        self.line(&format!("<p class=\"dim\">{}</p>", markup(&known)));
        let summary = page.report.summary;
        let judged = self.word("page-judged");
        self.line("<ul class=\"counts\">");
        self.line(&format!("<li class=\"all\"><b>{}</b> {judged}</li>", summary.judged));
        for (count, grade) in [
            (summary.fail, Grade::Fail),
            (summary.undetermined, Grade::Undetermined),
            (summary.advice, Grade::Advice),
            (summary.granted, Grade::Granted),
            (summary.pass, Grade::Pass),
            (summary.not_evaluated, Grade::Nobody),
        ] {
            if count > 0 {
                let (class, sign) = (grade.class(), grade.sign());
                let word = self.word(grade.key());
                self.line(&format!(
                    "<li class=\"{class}\"><span aria-hidden=\"true\">{sign}</span> \
                     <b>{count}</b> {word}</li>"
                ));
            }
        }
        self.line("</ul>");
        self.since();
    }

    fn since(&mut self) {
        let page = self.page;
        let Some(since) = page.since else { return };
        let said = markup(&since.sentence(page.language));
        self.line(&format!("<p>{said}</p>\n<ul>"));
        let gone = since.gone.iter().map(|id| ("since-gone", id));
        let others = since.not_asked.iter().map(|id| ("since-others", id));
        let all: Vec<_> = gone.chain(others).collect();
        for (key, id) in all.iter().take(findings::NAMES) {
            let word = self.word(key);
            self.line(&format!("<li>{word}: <code>{}</code></li>", markup(id)));
        }
        if let Some(more) =
            all.len().checked_sub(findings::NAMES).filter(|more| *more > 0)
        {
            let more = self.counted("page-more", more);
            self.line(&format!("<li>{more}</li>"));
        }
        self.line("</ul>");
    }

    fn interpretations(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        self.heading("page-interpretations");
        self.line("<ol>");
        let notes = std::mem::take(&mut self.notes);
        for (nth, (question, choice)) in notes.into_iter().enumerate() {
            let (question, choice) = (markup(question), markup(choice));
            self.line(&format!(
                "<li id=\"n{}\">{question}<br/><strong>→ {choice}</strong></li>",
                nth + 1
            ));
        }
        self.line("</ol>");
    }

    fn notices(&mut self) {
        let page = self.page;
        if page.report.notices.is_empty() {
            return;
        }
        self.heading("page-notices");
        self.line("<ul>");
        for notice in &page.report.notices {
            self.line(&format!("<li>{}</li>", marked(&page.say(&notice.message))));
        }
        self.line("</ul>");
    }

    fn inputs(&mut self) {
        let page = self.page;
        if page.inputs.is_empty() {
            return;
        }
        self.heading("page-inputs");
        let words = ["page-file", "page-row-count", "page-digest"];
        let [file, rows, digest] = words.map(|key| self.word(key));
        self.line(&format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{file}\">\
             <table class=\"files\">\n<thead><tr><th scope=\"col\">{file}</th>\
             <th scope=\"col\">{rows}</th><th scope=\"col\">{digest}</th></tr></thead>\n<tbody>"
        ));
        for input in page.inputs {
            let rows = input.rows.map(|rows| rows.to_string()).unwrap_or_default();
            let (name, digest) = (markup(&input.name), markup(&input.sha256));
            self.line(&format!(
                "<tr><th scope=\"row\">{name}</th><td class=\"number\">{rows}</td>\
                 <td><code>{digest}</code></td></tr>"
            ));
        }
        self.line("</tbody>\n</table></div>");
    }

    fn end(&mut self) {
        let version =
            Message::new("page-made-by").with("version", env!("CARGO_PKG_VERSION"));
        let made_by = markup(&visible(&self.page.say(&version)));
        let signature = self.word("page-signature");
        self.line(&format!(
            "</main>\n<footer>\n<p class=\"signature\">{signature}: <span></span></p>\n\
             <p class=\"dim\">{made_by}</p>\n</footer>\n</body>\n</html>"
        ));
    }
}
