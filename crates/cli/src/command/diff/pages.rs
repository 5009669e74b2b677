//! What differs, as text.

use passmuster::finding::Outcome;
use passmuster::message::Message;
use passmuster::name::RuleRef;
use passmuster::rule::Rule;
use passmuster::witness::{Alike, Answer, Effect, Flip, Judged, Witness};
use passmuster::words::law::Difference;
use passmuster::words::{spoken, witness};
use passmuster::{Finding, Rulebook};

use super::Found;
use crate::page::{bold, language, say, word, wrap};

/// How many findings of a side are shown.
const SHOWN: usize = 3;

pub(super) fn text(found: &Found) -> String {
    let mut text = in_law(&found.in_law);
    let mut part = |key, words: String| {
        text = format!("{text}\n{}\n{words}", bold(&word(key)));
    };
    if !found.in_effect.is_empty() {
        part("command-in-effect", in_effect(found));
    }
    if let Some(flips) = &found.on_facts {
        part("command-on-facts", on_facts(found, flips));
    }
    text
}

fn in_law(found: &[Difference]) -> String {
    if found.is_empty() {
        return word("command-no-difference") + "\n";
    }
    let mut text = String::new();
    let mut of = None;
    for one in found {
        if of != Some(&one.of) {
            of = Some(&one.of);
            text = format!(
                "{text}{}{}\n",
                if text.is_empty() { "" } else { "\n" },
                bold(&one.of)
            );
        }
        let mut line = |label: &str, sign: &str, words: &str| {
            let lines = wrap(words, "              ").join("\n              ");
            text.push_str(&format!("  {label:8}  {sign} {lines}\n"));
        };
        match (&one.old, &one.new) {
            (Some(old), Some(new)) => {
                line(&aspect(one.aspect), "-", old);
                line("", "+", new);
            }
            (Some(old), None) => line(&aspect(one.aspect), "-", old),
            (None, Some(new)) => line(&aspect(one.aspect), "+", new),
            (None, None) => {}
        }
    }
    text
}

/// What differs, as a word.
fn aspect(aspect: &'static str) -> String {
    let keys = [
        ("name", "command-name"),
        ("rule", "command-rule"),
        ("asks", "command-asks"),
        ("force", "command-force"),
        ("cites", "command-cites"),
        ("in force", "command-in-force"),
        ("where", "command-where"),
        ("clause", "command-clause"),
    ];
    let key = keys.into_iter().find(|(known, _)| *known == aspect);
    key.map_or_else(|| aspect.to_owned(), |(_, key)| word(key))
}

fn in_effect(found: &Found) -> String {
    let mut text = String::new();
    for effect in &found.in_effect {
        let name = effect.rule().map(ToString::to_string).unwrap_or_default();
        text = format!("{text}\n{}\n", bold(&name));
        let sentence = say(&witness::effect(effect));
        text = format!("{text}  {}\n", wrap(&sentence, "  ").join("\n  "));
        if let Answer::Apart(witness) = &effect.answer {
            text.push_str(&roster(found, effect, witness));
        }
    }
    text
}

fn roster(found: &Found, effect: &Effect, witness: &Witness) -> String {
    let mut text = String::new();
    let place = witness::columns(&witness.place);
    if !place.is_empty() {
        text = format!("    {place}\n");
    }
    let who = |alike: &Alike| match (alike.names.first(), alike.names.last()) {
        (Some(first), Some(last)) if first != last => {
            let both = Message::new("command-to").with("first", first.as_str());
            say(&both.with("last", last.as_str()))
        }
        (Some(first), _) => first.clone(),
        _ => String::new(),
    };
    let width = witness.people.iter().map(|alike| who(alike).len()).max().unwrap_or(0);
    for alike in &witness.people {
        let (size, who, are) = (alike.names.len(), who(alike), witness::alike(alike));
        text = format!("{text}    {size:>3}  {who:width$}  {are}\n");
    }
    let rule = |name: &Option<RuleRef>, rulebook: &Rulebook| {
        name.as_ref().and_then(|name| rulebook.rule(name).cloned())
    };
    let (old, new) = &found.rulebooks;
    let old = side("-", &witness.old, rule(&effect.old, old).as_ref());
    let new = side("+", &witness.new, rule(&effect.new, new).as_ref());
    format!("{text}{old}{new}")
}

/// What one version says of the roster: where it fails, what fails.
fn side(sign: &str, judged: &Judged, rule: Option<&Rule>) -> String {
    let told = |finding: &&Finding| !judged.fails || finding.outcome == Outcome::Fail;
    let all: Vec<&Finding> = judged.findings.iter().filter(told).collect();
    let verdict = witness::judged(judged);
    if all.is_empty() {
        let them = Message::new("command-of-roster").with("judged", verdict);
        return format!("    {sign} {}\n", say(&them));
    }
    let verdict = say(&verdict);
    let shown = all.iter().take(SHOWN).map(|finding| {
        let finding = spoken(&finding.message, rule, language());
        let sentence = format!("{verdict}: {finding}");
        format!("    {sign} {}\n", wrap(&sentence, "      ").join("\n      "))
    });
    let more = match all.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => {
            let more = Message::new("page-more").with("many", more);
            format!("      {}\n", say(&more))
        }
    };
    shown.collect::<String>() + &more
}

fn on_facts(found: &Found, flips: &[Flip]) -> String {
    let mut text = format!("  {}\n", say(&witness::flips(flips)));
    for flip in flips {
        let (old, new) = (
            say(&witness::said(flip.old.as_ref())),
            say(&witness::said(flip.new.as_ref())),
        );
        text = format!("{text}\n{}: {old} \u{2192} {new}\n", bold(&flip.id));
        let (before, after) = &found.rulebooks;
        for (sign, said, rulebook) in [("-", &flip.old, before), ("+", &flip.new, after)]
        {
            if let Some(said) = said {
                let name = flip.id.split(' ').next().unwrap_or_default();
                let mut rules = rulebook.directives().flat_map(|one| &one.rules);
                let rule = rules.find(|one| one.name.to_string() == name);
                let words = spoken(&said.message, rule, language());
                let lines = wrap(&words, "    ").join("\n    ");
                text = format!("{text}  {sign} {lines}\n");
            }
        }
    }
    text
}
