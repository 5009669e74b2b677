//! What differs, as text.

use crate::page::wrap;
use passmuster::Finding;
use passmuster::finding::Outcome;
use passmuster::witness::{Alike, Answer, Effect, Flip, Judged, Witness};
use passmuster::words::law::Difference;
use passmuster::words::witness;

use super::Found;
use crate::page::bold;

/// How many findings of a side are shown.
const SHOWN: usize = 3;

pub(super) fn text(found: &Found) -> String {
    let mut text = in_law(&found.in_law);
    if !found.in_effect.is_empty() {
        text = format!("{text}\n{}\n{}", bold("in effect"), in_effect(&found.in_effect));
    }
    if let Some(flips) = &found.on_facts {
        text = format!("{text}\n{}\n{}", bold("on these facts"), on_facts(flips));
    }
    text
}

fn in_law(found: &[Difference]) -> String {
    if found.is_empty() {
        return "no difference in law\n".to_owned();
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
                line(one.aspect, "-", old);
                line("", "+", new);
            }
            (Some(old), None) => line(one.aspect, "-", old),
            (None, Some(new)) => line(one.aspect, "+", new),
            (None, None) => {}
        }
    }
    text
}

fn in_effect(effects: &[Effect]) -> String {
    let mut text = String::new();
    for effect in effects {
        let name = effect.rule().map(ToString::to_string).unwrap_or_default();
        text = format!("{text}\n{}\n", bold(&name));
        let sentence = witness::effect(effect).to_string();
        text = format!("{text}  {}\n", wrap(&sentence, "  ").join("\n  "));
        if let Answer::Apart(witness) = &effect.answer {
            text.push_str(&roster(witness));
        }
    }
    text
}

fn roster(witness: &Witness) -> String {
    let mut text = String::new();
    let place = witness::columns(&witness.place);
    if !place.is_empty() {
        text = format!("    {place}\n");
    }
    let who = |alike: &Alike| match (alike.names.first(), alike.names.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(first), _) => first.clone(),
        _ => String::new(),
    };
    let width = witness.people.iter().map(|alike| who(alike).len()).max().unwrap_or(0);
    for alike in &witness.people {
        let (size, who, are) = (alike.names.len(), who(alike), witness::alike(alike));
        text = format!("{text}    {size:>3}  {who:width$}  {are}\n");
    }
    format!("{text}{}{}", side("-", &witness.old), side("+", &witness.new))
}

/// What one version says of the roster: where it fails, what fails.
fn side(sign: &str, judged: &Judged) -> String {
    let told = |finding: &&Finding| !judged.fails || finding.outcome == Outcome::Fail;
    let all: Vec<&Finding> = judged.findings.iter().filter(told).collect();
    let word = witness::judged(judged);
    if all.is_empty() {
        return format!("    {sign} {word} them\n");
    }
    let shown = all.iter().take(SHOWN).map(|finding| {
        let sentence = format!("{word}: {finding}");
        format!("    {sign} {}\n", wrap(&sentence, "      ").join("\n      "))
    });
    let more = match all.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("      and {more} more\n"),
    };
    shown.collect::<String>() + &more
}

fn on_facts(flips: &[Flip]) -> String {
    let mut text = format!("  {}\n", witness::flips(flips));
    for flip in flips {
        let (old, new) =
            (witness::said(flip.old.as_ref()), witness::said(flip.new.as_ref()));
        text = format!("{text}\n{}: {old} \u{2192} {new}\n", bold(&flip.id));
        for (sign, said) in [("-", &flip.old), ("+", &flip.new)] {
            if let Some(said) = said {
                let lines = wrap(&said.message.to_string(), "    ").join("\n    ");
                text = format!("{text}  {sign} {lines}\n");
            }
        }
    }
    text
}
