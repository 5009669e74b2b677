//! `diff`: what differs in law between two versions of rule files, or between two days.

use std::path::PathBuf;

use passmuster::words::law::{Difference, Side, cells_on, differences, differences_json};
use passmuster::words::text::wrap;
use passmuster::{Day, Directive, Law, Rulebook};

use crate::args::{Diff, Format};
use crate::exit::{Answer, Exit, Refusal};
use crate::{load, page};

pub(crate) fn diff(asked: &Diff) -> Answer {
    let found = match asked.rules.as_slice() {
        [] => of_files(asked)?,
        rules => of_days(asked, rules)?,
    };
    let text = match asked.format {
        Format::Json => differences_json(&found),
        Format::Text => in_text(&found),
    };
    page::print(&text)?;
    Ok(Exit::Kept)
}

/// All rules of two rulebooks, with their windows and clauses.
fn of_files(asked: &Diff) -> Result<Vec<Difference>, Refusal> {
    let known_at = asked.known.at();
    let law = |path: &str| {
        let (rulebook, _) = load::rulebook(&[PathBuf::from(path)])?;
        Ok::<_, Refusal>((rulebook.as_known(known_at), rulebook))
    };
    let (old, new) = (law(&asked.old)?, law(&asked.new)?);
    Ok(differences(&whole(&old), &whole(&new)))
}

fn whole<'a>((law, rulebook): &'a (Law, Rulebook)) -> Side<'a> {
    let rules = law.standings().iter().collect();
    let speaks = |one: &&'a Directive| {
        rulebook.directive(&one.id).is_some_and(|speaker| speaker.version == one.version)
    };
    Side {
        rulebook,
        rules,
        directives: rulebook.directives().filter(speaks).collect(),
        windows: true,
    }
}

/// The rules in force on two days.
fn of_days(asked: &Diff, rules: &[PathBuf]) -> Result<Vec<Difference>, Refusal> {
    let day = |text: &str| {
        text.parse::<Day>().map_err(|_| {
            Refusal::new(format!(
                "`{text}` is no day; with `--rules` two days are compared"
            ))
        })
    };
    let (old, new) = (day(&asked.old)?, day(&asked.new)?);
    let (rulebook, _) = load::rulebook(rules)?;
    let law = rulebook.as_known(asked.known.at());
    let side = |day| Side {
        rulebook: &rulebook,
        rules: law.in_force(day).collect(),
        directives: Vec::new(),
        windows: false,
    };
    let mut found = differences(&side(old), &side(new));
    for standing in law.in_force(old) {
        let on_new =
            law.in_force(new).find(|one| one.rule().name == standing.rule().name);
        let cells = |day| cells_on(standing, day);
        if on_new.is_some() && cells(old) != cells(new) {
            let of = standing.rule().name.to_string();
            found.push(Difference {
                of,
                aspect: "where",
                old: cells(old),
                new: cells(new),
            });
        }
    }
    found.sort_by(|a, b| a.of.cmp(&b.of));
    Ok(found)
}

fn in_text(found: &[Difference]) -> String {
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
                page::bold(&one.of)
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
