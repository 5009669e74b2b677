//! `explain`: why. A rule, a finding, or the code of a diagnostic.

use passmuster::diagnostic::Code;
use passmuster::message::Message;
use passmuster::rulebook::Standing;
use passmuster::words::json::Passes;
use passmuster::words::{Language, Page, bound_in, text};
use passmuster::{Facts, Finding, Period, Report, Rulebook};

use super::in_force::of_rule;
use crate::args::Explain;
use crate::exit::{Answer, Exit, Refusal};
use crate::people::People;
use crate::{load, page};

pub(crate) fn explain(asked: &Explain) -> Answer {
    let subject = asked.subject.join(" ");
    if let Some(code) = Code::ALL.iter().find(|code| code.id() == subject) {
        let title = page::bold(&format!("{}: {}", code.id(), code.title()));
        page::print(&format!("{title}\n\n{}\n", code.explanation()))?;
        return Ok(Exit::Kept);
    }
    if asked.rules.is_empty() {
        let why = Message::new("refused-no-code").with("subject", subject);
        return Err(Refusal::new(why));
    }
    let (rulebook, _) = load::rulebook(&asked.rules)?;
    let people = People::named(&asked.people)?;
    let (rulebook, facts) = people.opened(rulebook, asked.facts.as_ref())?;
    let name = asked.subject.first().map(String::as_str).unwrap_or_default();
    let name = name.split_whitespace().next().unwrap_or_default();
    let standings = rulebook.standings(asked.known.at());
    let standing = rule(&standings, name)?;
    let words = of_rule(&rulebook, standing);
    let mut words = words.trim_start_matches('\n').to_owned();
    words.push_str(&interpretations(standing));
    if name != subject {
        words.push_str(&finding(asked, &rulebook, facts.as_ref(), &subject)?);
    }
    page::print(&words)?;
    Ok(Exit::Kept)
}

/// The rule of a name, which need not be in full where it is the only one.
fn rule<'a>(standings: &'a [Standing], name: &str) -> Result<&'a Standing, Refusal> {
    let named = |one: &&Standing| {
        let rule = &one.rule().name;
        rule.to_string() == name || rule.rule.as_str() == name
    };
    let found: Vec<_> = standings.iter().filter(named).collect();
    let list = |standings: &mut dyn Iterator<Item = &Standing>| {
        let names = standings.map(|one| format!("`{}`", one.rule().name));
        names.collect::<Vec<_>>().join(", ")
    };
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let why = Message::new("refused-unknown-rule").with("rule", name);
            Err(Refusal::new(why.with("names", list(&mut standings.iter()))))
        }
        several => {
            let why = Message::new("refused-which-rule").with("rule", name);
            Err(Refusal::new(why.with("names", list(&mut several.iter().copied()))))
        }
    }
}

/// What the text leaves open and the rule hangs on.
fn interpretations(standing: &Standing) -> String {
    let mut text = String::new();
    for one in standing.interpretations() {
        let because = Message::new("command-because").with("why", one.because.as_str());
        let (choice, because) = (format!("→ {}", one.choice), page::say(&because));
        text.push('\n');
        for (indent, words) in
            [("    ", &one.question), ("      ", &choice), ("      ", &because)]
        {
            for line in page::wrap(words, indent) {
                text = format!("{text}{indent}{line}\n");
            }
        }
    }
    text
}

/// A finding with its arithmetic, found again by its id.
fn finding(
    asked: &Explain,
    rulebook: &Rulebook,
    facts: Option<&Facts>,
    id: &str,
) -> Result<String, Refusal> {
    let Some(facts) = facts else {
        return Err(Refusal::new(Message::new("refused-needs-facts")));
    };
    let law = rulebook.as_known(asked.known.at());
    let mut report = law.check_all(facts, period(id).unwrap_or(facts.covers()))?;
    let full = |one: &Finding| one.id() == id || one.id().ends_with(&format!("/{id}"));
    report.findings.retain(full);
    // They stand with the rule, above the finding.
    report.findings.iter_mut().for_each(|finding| finding.interpretations.clear());
    let Some(finding) = report.findings.first() else {
        return Err(Refusal::new(Message::new("refused-no-finding").with("id", id)));
    };
    let arithmetic = arithmetic(rulebook, finding);
    Ok(format!("\n{}{arithmetic}", body(&report, rulebook, page::language())))
}

/// The day of an id, if it has one.
fn period(id: &str) -> Option<Period> {
    let day = id.split_whitespace().find_map(|word| word.strip_prefix("day="))?;
    day.parse().ok().map(Period::on)
}

/// The report's text without its summary, which is of other findings too.
fn body(report: &Report, rulebook: &Rulebook, language: Language) -> String {
    let page = Page { passes: Passes::Shown, language, ..Page::new(report, rulebook) };
    let text = text::findings(&page, page::look());
    text.trim_start_matches('\n').to_owned()
}

/// Count, base and bound as numbers.
fn arithmetic(rulebook: &Rulebook, finding: &Finding) -> String {
    let Some(measured) = &finding.measured else { return String::new() };
    let number = |range: passmuster::finding::Range| match range.possible {
        Some(possible) if possible == range.certain => possible.to_string(),
        Some(possible) => page::say(
            &Message::new("page-range")
                .with("least", range.certain.to_string())
                .with("most", possible.to_string()),
        ),
        None => page::say(
            &Message::new("page-range-open").with("least", range.certain.to_string()),
        ),
    };
    let own = match page::language() {
        Language::English => None,
        language => rulebook.rule(&finding.rule).and_then(|one| bound_in(one, language)),
    };
    let bound = own.unwrap_or_else(|| measured.bound.clone());
    let line = |key, value: String| format!("{}  {value}", page::label(key, 8));
    let mut lines = vec![line("command-count", number(measured.count))];
    lines.extend(measured.base.map(|base| line("command-base", number(base))));
    lines.push(line("command-bound", bound));
    let allowed = measured.allowed.map(|it| line("command-allowed", it.to_string()));
    lines.extend(allowed);
    let headroom = measured.headroom.map(|it| line("command-headroom", it.to_string()));
    lines.extend(headroom);
    // They stand below the other second columns of the finding.
    let indent = if page::look().is_wide() { 18 } else { 6 };
    lines.into_iter().map(|line| format!("{:indent$}{line}\n", "")).collect()
}
