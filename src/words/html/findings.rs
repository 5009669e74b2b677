//! Each finding with its clause, its evidence and its mend.

use std::collections::BTreeSet;

use super::calendar::{At, Calendar};
use super::{Html, marked};
use crate::finding::Finding;
use crate::words::escape::markup;
use crate::words::page::{Grade, Page};

/// How many findings a page lists: browsers of phones hold no more in comfort.
const LISTED: usize = 2000;
/// How many names stand under a finding.
pub(super) const NAMES: usize = 200;

/// The findings that the page lists: all, or the gravest; by time and place.
pub(super) fn listed(page: Page<'_>) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = page.findings().collect();
    if findings.len() > LISTED {
        findings.sort_by_key(|one| Grade::of(one));
        findings.truncate(LISTED);
    }
    findings.sort_by_cached_key(|one| page.order(&one.cell));
    findings
}

impl<'a> Html<'a> {
    pub(super) fn findings(&mut self, listed: &[&'a Finding], calendar: &Calendar) {
        let page = self.page;
        self.heading("page-findings");
        if listed.is_empty() {
            let nothing = self.word("page-nothing");
            self.line(&format!("<p>{nothing}</p>"));
        }
        let left_out = page.findings().count().saturating_sub(listed.len());
        if left_out > 0 {
            let said = self.counted("page-not-listed", left_out);
            self.line(&format!("<p><strong>{said}</strong></p>"));
        }
        let mut before: Option<(String, String)> = None;
        // Parts of a day, and hours, share the place of their day in the calendar.
        let mut linked = BTreeSet::new();
        for finding in listed {
            let here = (page.time(&finding.cell), page.whereabouts(&finding.cell));
            if before.as_ref().is_none_or(|(time, _)| *time != here.0) {
                self.line(&format!("<h3>{}</h3>", markup(&here.0)));
            }
            if before.as_ref() != Some(&here) {
                let number = calendar.number(&At::of(page, &finding.cell));
                let id = match linked.insert(number) {
                    true => format!(" id=\"c{number}\""),
                    false => String::new(),
                };
                self.line(&format!("<h4{id}>{}</h4>", markup(&here.1)));
            }
            before = Some(here);
            self.finding(finding);
        }
    }

    fn finding(&mut self, finding: &'a Finding) {
        let page = self.page;
        let grade = Grade::of(finding);
        let is_new = page.since.is_some_and(|since| since.is_new(finding));
        let new = match is_new {
            true => format!(" <span class=\"new\">{}</span>", self.word("page-new")),
            false => String::new(),
        };
        let badge = self.badge(grade);
        let rule = markup(&finding.rule.to_string());
        let sentence = marked(&page.sentence(finding));
        self.line(&format!(
            "<article class=\"card\">\n<p>{badge}{new} <code>{rule}</code></p>\n\
             <p class=\"sentence\">{sentence}</p>\n<dl>"
        ));
        let cited = page.cited(&finding.rule.directive, &finding.cites);
        let cited: Vec<String> = cited.iter().map(|one| markup(one)).collect();
        self.item("page-clause", &cited.join("<br/>"));
        for detail in page.details(finding, &|names| names.join(", ")) {
            let names = detail.names.iter().take(NAMES);
            let names = names.map(|name| format!("<code>{}</code>", markup(name)));
            let said = detail.said.iter().map(|said| markup(said));
            let mut all: Vec<String> = names.chain(said).collect();
            if let Some(more) =
                detail.names.len().checked_sub(NAMES).filter(|more| *more > 0)
            {
                all.push(self.counted("page-more", more));
            }
            self.item(detail.key, &all.join(", "));
        }
        if let Some(mend) = page.mend(finding) {
            self.item(
                "page-mend",
                &format!("<span class=\"mend\">{}</span>", marked(&mend)),
            );
        }
        let notes = finding.interpretations.iter().filter(|_| grade != Grade::Nobody);
        let notes: Vec<String> = notes.map(|one| self.note(one)).collect();
        self.item("page-reading", &notes.join(" "));
        self.line("</dl>\n</article>");
    }

    /// A link to an interpretation in the list at the end.
    fn note(&mut self, one: &'a (String, String)) -> String {
        let at = self.notes.iter().position(|known| *known == one);
        let at = at.unwrap_or_else(|| {
            self.notes.push(one);
            self.notes.len() - 1
        });
        format!("<a href=\"#n{0}\">[{0}]</a>", at + 1)
    }
}
