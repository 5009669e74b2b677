//! `in-force`: the consolidated rules of a day, each with the documents that made it so.

use passmuster::Rulebook;
use passmuster::report::KnownAt;
use passmuster::rulebook::Standing;
use passmuster::words::{self, Language};

use crate::args::{Format, InForce};
use crate::exit::{Answer, Exit};
use crate::{load, page};

pub(crate) fn in_force(asked: &InForce) -> Answer {
    let (rulebook, _) = load::rulebook(&asked.rules.rules)?;
    let law = rulebook.as_known(asked.rules.known.at());
    let standings = law.in_force(asked.on).collect::<Vec<_>>();
    if asked.format == Format::Json {
        let known_at = asked.rules.known.at();
        page::print(&words::law::in_force_json(
            &rulebook, &standings, asked.on, known_at,
        ))?;
        return Ok(Exit::Kept);
    }
    let known = match asked.rules.known.at() {
        KnownAt::Latest => "by every document at hand".to_owned(),
        KnownAt::Day(day) => format!("as known on {day}"),
    };
    let mut text = page::bold(&format!("In force on {}, {known}", asked.on));
    text.push('\n');
    if standings.is_empty() {
        text.push_str("\nno rule\n");
    }
    let mut directive = None;
    for standing in standings {
        if directive != Some(&standing.directive().id) {
            directive = Some(&standing.directive().id);
            text.push_str(&heading(standing));
        }
        text.push_str(&of_rule(&rulebook, standing, asked.spoken.language()));
    }
    page::print(&text)?;
    Ok(Exit::Kept)
}

/// A directive's id, number, title and issuer.
fn heading(standing: &Standing) -> String {
    let directive = standing.directive();
    let id = page::bold(directive.id.as_str());
    let mut text = format!("\n{id} version {}", directive.version);
    if let Some(number) = &directive.number {
        text = format!("{text}, {number}");
    }
    text.push('\n');
    let title = directive.title.iter().find(|(language, _)| language == "en");
    if let Some((_, title)) = title.or(directive.title.first()) {
        text = format!("{text}  {title}\n");
    }
    if let Some(issuer) = &directive.issuer {
        text = format!("{text}  {issuer}\n");
    }
    text
}

/// A rule with what it asks, when it holds, and what made it so.
pub(crate) fn of_rule(
    rulebook: &Rulebook,
    standing: &Standing,
    language: Language,
) -> String {
    let rule = standing.rule();
    let name = page::bold(rule.name.rule.as_str());
    let mut lines = vec![format!("\n  {name}  {}", rule.force.as_str())];
    for line in words::plain(rulebook, rule, language) {
        let wrapped = page::wrap(&line, "      ").join("\n      ");
        lines.push(format!("    {wrapped}"));
    }
    lines.push(format!("    in force  {}", words::windows(standing.windows())));
    for (nth, line) in words::law::pieces(standing).iter().enumerate() {
        let label = if nth == 0 { "pieces" } else { "" };
        lines.push(format!("    {label:8}  {line}"));
    }
    for cited in &rule.cites {
        let of = cited.directive.as_ref().unwrap_or(&rule.name.directive);
        let clauses = rulebook.directive(of).and_then(|one| one.clauses.as_ref());
        let clause =
            clauses.into_iter().flatten().find(|clause| clause.id == cited.clause);
        let gist = clause.map(|clause| clause.gist.as_str()).unwrap_or_default();
        let gist = page::wrap(gist, "              ").join("\n              ");
        lines
            .push(format!("    § {:6}  {gist}", cited.to_string()).trim_end().to_owned());
    }
    if standing.chain().len() > 1 {
        for (nth, link) in standing.chain().iter().enumerate() {
            let label = if nth == 0 { "by" } else { "" };
            lines.push(format!("    {label:8}  {}", words::law::link(link)));
        }
    }
    lines.join("\n") + "\n"
}
