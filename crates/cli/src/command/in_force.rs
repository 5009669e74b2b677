//! `in-force`: the consolidated rules of a day, each with the documents that made it so.

use passmuster::Rulebook;
use passmuster::message::Message;
use passmuster::report::KnownAt;
use passmuster::rulebook::Standing;
use passmuster::words::law::force_word;
use passmuster::words::{self, Language};

use crate::args::{Format, InForce};
use crate::exit::{Answer, Exit};
use crate::{load, page};

pub(crate) fn in_force(asked: &InForce) -> Answer {
    asked.spoken.must_be_text(asked.format == Format::Text)?;
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
        KnownAt::Latest => Message::new("page-known-latest"),
        KnownAt::Day(day) => Message::new("page-known-at").with("day", day.to_string()),
    };
    let title = Message::new("command-in-force-on").with("day", asked.on.to_string());
    let title = page::wrap(&page::say(&title.with("known", known)), "");
    let mut text: String = title.iter().map(|line| page::bold(line) + "\n").collect();
    if standings.is_empty() {
        text = format!("{text}\n{}\n", page::word("command-no-rule"));
    }
    let mut directive = None;
    for standing in standings {
        if directive != Some(&standing.directive().id) {
            directive = Some(&standing.directive().id);
            text.push_str(&heading(standing));
        }
        text.push_str(&of_rule(&rulebook, standing));
    }
    page::print(&text)?;
    Ok(Exit::Kept)
}

/// A directive's id, number, title and issuer.
fn heading(standing: &Standing) -> String {
    let directive = standing.directive();
    let id = page::bold(directive.id.as_str());
    let version =
        Message::new("page-version").with("number", directive.version.to_string());
    let mut text = format!("\n{id} {}", page::say(&version));
    if let Some(number) = &directive.number {
        text = format!("{text}, {number}");
    }
    text.push('\n');
    let titled = |tag: &str| directive.title.iter().find(|(own, _)| own == tag);
    let own = match page::language() {
        Language::Vietnamese => titled("vi"),
        _ => None,
    };
    let title = own.or_else(|| titled("en"));
    let title = title.or(directive.title.first()).map(|(_, title)| title);
    for words in title.into_iter().chain(&directive.issuer) {
        let lines = page::wrap(words, "    ").join("\n    ");
        text = format!("{text}  {lines}\n");
    }
    text
}

/// A rule with what it asks, when it holds, and what made it so.
pub(crate) fn of_rule(rulebook: &Rulebook, standing: &Standing) -> String {
    let (rule, language) = (standing.rule(), page::language());
    let name = page::bold(rule.name.rule.as_str());
    let mut lines = vec![format!("\n  {name}  {}", page::say(&force_word(rule.force)))];
    for line in words::plain(rulebook, rule, language) {
        let wrapped = page::wrap(&line, "      ").join("\n      ");
        lines.push(format!("    {wrapped}"));
    }
    let label = |nth: usize, key| match nth {
        0 => page::label(key, 8),
        _ => " ".repeat(8),
    };
    let windows = words::windows_in(standing.windows(), language);
    lines.push(format!("    {}  {windows}", label(0, "command-in-force")));
    for (nth, line) in words::law::pieces(standing, language).iter().enumerate() {
        lines.push(format!("    {}  {line}", label(nth, "command-pieces")));
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
            let line = words::law::link(link, language);
            lines.push(format!("    {}  {line}", label(nth, "command-by")));
        }
    }
    lines.join("\n") + "\n"
}
