//! Findings as the lines by which a GitHub check annotates a change.

use super::escape::{data, path, property, visible};
use super::page::{Grade, Level, Page};
use crate::finding::Finding;

/// GitHub shows no more annotations of a step, of each level.
const EACH: usize = 10;

/// A report as workflow commands, a line each.
///
/// A finding lies at the line of its rule. GitHub shows ten annotations of each level, so
/// where there are more the tenth says how many. No text of the user's can end a line or
/// begin a command.
pub fn report(page: &Page<'_>) -> String {
    let page = *page;
    let mut lines = String::new();
    for level in [Level::Error, Level::Warning] {
        let of_level = page.findings().filter(|one| page.level(one) == Some(level));
        let all: Vec<String> = of_level.map(|one| annotation(page, level, one)).collect();
        lines.push_str(&at_most(level, all));
    }
    let mut notes = vec![command(Level::Note, "", "passmuster", &page.summary())];
    if let Some(since) = page.since {
        let said = since.sentence(page.language);
        notes.push(command(Level::Note, "", "passmuster", &said));
    }
    let of_level = page.findings().filter(|one| page.level(one) == Some(Level::Note));
    notes.extend(of_level.map(|one| annotation(page, Level::Note, one)));
    notes.extend(page.report.notices.iter().map(|notice| {
        command(Level::Note, "", notice.code, &visible(&notice.message.to_string()))
    }));
    lines.push_str(&at_most(Level::Note, notes));
    lines
}

/// As many as are shown, the last of which tells of the others.
fn at_most(level: Level, mut all: Vec<String>) -> String {
    if all.len() > EACH {
        let more = all.len() - EACH + 1;
        all.truncate(EACH - 1);
        let said =
            format!("{more} more are not annotated; GitHub shows {EACH} of a step");
        all.push(command(level, "", "passmuster", &said));
    }
    all.concat()
}

fn annotation(page: Page<'_>, level: Level, finding: &Finding) -> String {
    let mut told = vec![visible(&finding.message.to_string())];
    if let Some(mend) = super::mend(finding) {
        told.push(format!("mend: {}", visible(&mend.to_string())));
    }
    let cited = page.cited(&finding.rule.directive, &finding.cites);
    told.extend(cited.iter().map(|one| visible(one)));
    let mut at = String::new();
    if let Some(place) = page.place(&finding.rule) {
        let (line, _) = place.line_column();
        let file = property(&visible(&path(place.source.name())));
        at = format!("file={file},line={line},");
    }
    let grade = page.word(Grade::of(finding).key());
    let title = format!("{grade}: {}", visible(&finding.id()));
    command(level, &at, &title, &told.join("\n"))
}

fn command(level: Level, at: &str, title: &str, told: &str) -> String {
    let word = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    format!("::{word} {at}title={}::{}\n", property(title), data(told))
}
