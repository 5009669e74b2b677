//! `replay`: judges again what a report was made from, and compares byte for byte.

use std::path::{Path, PathBuf};

use passmuster::message::Message;
use passmuster::words::json::{self, Input, Passes, Role, WireAsked, WireReport};
use passmuster::words::{Language, Page, Since};
use passmuster::{Day, KnownAt, Period};
use serde_json::Value;

use crate::args::Replay;
use crate::exit::{Answer, Exit, Refusal};
use crate::load::{self, Kept};
use crate::page;
use crate::people::People;

use super::check::{self, Judged};

pub(crate) fn replay(asked: &Replay) -> Answer {
    let (kept, text, _) = load::report(&asked.report)?;
    let name = asked.report.display().to_string();
    must_be_of_this_version(&name, &kept)?;
    let again = judged_again(asked, &kept)?;
    if again == text {
        let judged = kept.summary.judged;
        page::print(&format!("`{name}`: identical, {judged} judged again\n"))?;
        return Ok(Exit::Kept);
    }
    let difference = first_difference(&text, &again);
    page::print(&format!("`{name}`: not what is judged now: {difference}\n"))?;
    Ok(Exit::Broken)
}

/// Only the version that wrote a report can be asked for its bytes.
fn must_be_of_this_version(name: &str, kept: &WireReport) -> Result<(), Refusal> {
    let now = env!("CARGO_PKG_VERSION");
    match kept.passmuster.as_deref() {
        Some(made) if made == now => Ok(()),
        Some(made) => {
            let why = Message::new("refused-other-version").with("file", name);
            Err(Refusal::new(why.with("made", made).with("now", now)))
        }
        None => Err(Refusal::new(Message::new("refused-no-version").with("file", name))),
    }
}

/// The report that the same question gives now.
fn judged_again(asked: &Replay, kept: &WireReport) -> Result<String, Refusal> {
    let beside = asked.report.parent().unwrap_or(Path::new(""));
    let of = |option| Kept { inputs: &kept.inputs, option };
    let paths = match asked.rules.as_slice() {
        [] => &[beside.join("rules")],
        given => given,
    };
    let (rulebook, mut inputs) = load::rules_as_kept(of("--rules"), paths)?;
    let folder = asked.facts.clone().unwrap_or_else(|| beside.join("facts"));
    let people = People::again(kept, asked.pseudonymise.as_deref())?;
    let (facts, tables) =
        load::facts_as_kept(of("--facts"), &rulebook, &folder, &people)?;
    inputs.extend(tables);
    let before = baseline(asked.baseline.as_ref(), of("--baseline"))?;
    inputs.extend(before.iter().map(|(_, input)| input.clone()));
    let (known_at, period) = question(&kept.asked)?;
    let law = people.rulebook(&rulebook, &facts).as_known(known_at);
    let Judged { told: report, rulebook, .. } =
        check::judged(&law, &facts, period, (kept.asked.passes, &people))?;
    let since = before.map(|(before, _)| Since::new(&report, &rulebook, &before));
    Ok(json::page(&Page {
        report: &report,
        rulebook: &rulebook,
        inputs: &inputs,
        passes: if kept.asked.passes { Passes::Shown } else { Passes::Hidden },
        language: Language::English,
        since: since.as_ref(),
        only_new: kept.asked.only_new,
        people: people.on_page(),
    }))
}

/// The earlier report, if there was one.
fn baseline(
    path: Option<&PathBuf>,
    kept: Kept<'_>,
) -> Result<Option<(WireReport, Input)>, Refusal> {
    let before = path.map(|path| load::report(path)).transpose()?;
    let before = before.map(|(report, _, input)| (report, input));
    let found: Vec<Input> = before.iter().map(|(_, input)| input.clone()).collect();
    kept.order(|role| role == Role::Baseline, &found)?;
    Ok(before)
}

/// As known when, and of which days.
fn question(asked: &WireAsked) -> Result<(KnownAt, Period), Refusal> {
    let day = |text: &str| {
        text.parse::<Day>().map_err(|why| {
            Refusal::new(Message::new("refused-question").with("why", why.message()))
        })
    };
    let known_at = match asked.known_at.as_str() {
        "latest" => KnownAt::Latest,
        other => KnownAt::Day(day(other)?),
    };
    Ok((known_at, Period::new(day(&asked.from)?, day(&asked.through)?)?))
}

/// What is first another, by the keys of both texts.
fn first_difference(kept: &str, now: &str) -> String {
    let read = |text: &str| serde_json::from_str::<Value>(text).ok();
    let found = match (read(kept), read(now)) {
        (Some(kept), Some(now)) => of_values(&kept, &now, ""),
        _ => None,
    };
    found.unwrap_or_else(|| {
        let alike = kept.lines().zip(now.lines()).take_while(|(kept, now)| kept == now);
        format!("the values are the same, and line {} is written otherwise", {
            alike.count() + 1
        })
    })
}

fn of_values(kept: &Value, now: &Value, at: &str) -> Option<String> {
    match (kept, now) {
        (Value::Object(kept), Value::Object(now)) => {
            let keys =
                kept.keys().chain(now.keys().filter(|key| !kept.contains_key(*key)));
            keys.into_iter().find_map(|key| {
                let dot = if at.is_empty() { "" } else { "." };
                of_parts(kept.get(key), now.get(key), &format!("{at}{dot}{key}"))
            })
        }
        (Value::Array(kept), Value::Array(now)) => (0..kept.len().max(now.len()))
            .find_map(|nth| {
                of_parts(kept.get(nth), now.get(nth), &format!("{at}[{nth}]"))
            }),
        (kept, now) if kept == now => None,
        (kept, now) => Some(format!("`{at}` is {kept} in the report, and {now} now")),
    }
}

fn of_parts(kept: Option<&Value>, now: Option<&Value>, at: &str) -> Option<String> {
    match (kept, now) {
        (Some(kept), Some(now)) => of_values(kept, now, at),
        (Some(_), None) => Some(format!("`{at}` is in the report only")),
        (None, Some(_)) => Some(format!("`{at}` is not in the report")),
        (None, None) => None,
    }
}
