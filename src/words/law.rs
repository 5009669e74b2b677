//! The law in words: what a rule asks as it stands, who made it so, and what differs between
//! two laws.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::day::{Day, Instant};
use crate::directive::{Clause, Directive};
use crate::message::Message;
use crate::report::KnownAt;
use crate::rule::Force;
use crate::rule::matcher::Matcher;
use crate::rulebook::{Does, Link, Piece, Rulebook, Standing, pairs};
use crate::window::Window;

use super::json::WireWindow;
use super::plain::situation;
use super::{Language, matcher, plain, windows_in};

/// What a document of a chain did, in words: "extended by order-9 from 2021-03-03 (§ 1)".
pub fn link(link: &Link, language: Language) -> String {
    let by = link.directive.to_string();
    let key = match link.does {
        Does::Says => return by,
        Does::Lends => return Message::new("command-lends").with("by", by).say(language),
        Does::Extends => "command-extended",
        Does::Ends => "command-ended",
        Does::Replaces => "command-replaced",
        Does::Suspends => "command-suspended",
        Does::Resumes => "command-resumed",
        Does::Supersedes => "command-superseded",
    };
    let from = match link.from {
        Some(from) => Message::new("command-from").with("from", instant(from)),
        None => Message::new("nowhere"),
    };
    let does = Message::new(key).with("by", by).with("from", from).say(language);
    let cites: Vec<String> = link.cites.iter().map(|one| format!("§ {one}")).collect();
    let cites = match cites.is_empty() {
        true => String::new(),
        false => format!(" ({})", cites.join(", ")),
    };
    format!("{does}{cites}")
}

/// Of which cells the pieces of a rule are asked, a line a piece; none if of all alike.
pub fn pieces(standing: &Standing, language: Language) -> Vec<String> {
    let all = standing.pieces();
    if all.iter().all(|piece| piece.when.is_none()) {
        return Vec::new();
    }
    let line = |piece: &Piece| {
        let when = windows_in(&piece.windows, language);
        match &piece.when {
            Some(asked) => Message::new("command-piece-where")
                .with("where", situation_in(asked, language)),
            None => Message::new("command-piece-everywhere"),
        }
        .with("when", when)
        .say(language)
    };
    all.iter().map(line).collect()
}

fn situation_in(asked: &Matcher, language: Language) -> String {
    match language {
        Language::English => matcher(asked),
        _ => situation(asked).say(language),
    }
}

/// Of which cells a rule is asked on a day, beside what it says itself; `None` if of all.
pub fn cells_on(standing: &Standing, day: Day, language: Language) -> Option<String> {
    let whole = Window::days(day, day);
    let on = |piece: &&Piece| piece.windows.iter().any(|window| window.overlaps(whole));
    let asked = standing.pieces().iter().filter(on);
    let when = asked.filter_map(|piece| piece.when.as_ref());
    let words: Vec<String> = when.map(|when| situation_in(when, language)).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// The rules in force on a day as JSON, ending with a line break.
pub fn in_force_json(
    rulebook: &Rulebook,
    standings: &[&Standing],
    on: Day,
    known_at: KnownAt,
) -> String {
    let rules = standings.iter().map(|one| rule_json(rulebook, one));
    let rules: Vec<Value> = rules.collect();
    let value = json!({
        "format": "passmuster-in-force/1",
        "on": on.to_string(),
        "known_at": known_at.to_string(),
        "rules": rules,
    });
    pretty(&value)
}

fn rule_json(rulebook: &Rulebook, standing: &Standing) -> Value {
    let rule = standing.rule();
    let pieces: Vec<Value> = standing
        .pieces()
        .iter()
        .filter_map(|piece| {
            let when = matcher(piece.when.as_ref()?);
            Some(json!({ "in_force": windows_json(&piece.windows), "where": when }))
        })
        .collect();
    let mut value = json!({
        "rule": rule.name.to_string(),
        "version": standing.directive().version,
        "force": rule.force.as_str(),
        "cites": rule.cites.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "asks": plain(rulebook, rule, Language::English),
        "in_force": windows_json(standing.windows()),
        "chain": standing.chain().iter().map(link_json).collect::<Vec<_>>(),
    });
    if let (Value::Object(value), false) = (&mut value, pieces.is_empty()) {
        value.insert("pieces".to_owned(), pieces.into());
    }
    value
}

fn link_json(link: &Link) -> Value {
    let mut value = json!({
        "directive": link.directive.as_str(),
        "does": link.does.as_str(),
    });
    if let Value::Object(value) = &mut value {
        if let Some(from) = link.from {
            value.insert("from".to_owned(), instant(from).into());
        }
        if !link.cites.is_empty() {
            let cites: Vec<String> = link.cites.iter().map(ToString::to_string).collect();
            value.insert("cites".to_owned(), cites.into());
        }
    }
    value
}

fn windows_json(windows: &[Window]) -> Value {
    let wire = windows.iter().map(|window| WireWindow::from(*window));
    let one = |window: WireWindow| {
        let keys =
            [("from", window.from), ("through", window.through), ("until", window.until)];
        let written = keys.into_iter().filter_map(|(key, value)| Some((key, value?)));
        let written = written.map(|(key, value)| (key.to_owned(), Value::from(value)));
        Value::Object(written.collect())
    };
    wire.map(one).collect()
}

fn instant(at: Instant) -> String {
    match at.clock().minutes() {
        0 => at.day().to_string(),
        _ => at.to_string(),
    }
}

pub(super) fn pretty(value: &Value) -> String {
    // OK because a tree of JSON values can always be written.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// What differs between two laws, of one rule or clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The rule (`directive/rule`) or clause (`directive#clause`); the old one, if both have
    /// names of their own.
    pub of: String,
    /// What differs: `rule`, `asks`, `force`, `in force`, `where`, `cites`, `clause`, …
    pub aspect: &'static str,
    /// In the old law; `None` if it is not there.
    pub old: Option<String>,
    /// In the new one.
    pub new: Option<String>,
}

/// One side of a comparison: rules as they stand, and the documents whose clauses count.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// The documents that are known, for what their groups mean.
    pub rulebook: &'a Rulebook,
    /// The rules.
    pub rules: Vec<&'a Standing>,
    /// The documents.
    pub directives: Vec<&'a Directive>,
    /// Whether windows are compared, or only what is asked.
    pub windows: bool,
    /// In which language what is asked is said.
    pub language: Language,
}

/// What differs, sorted by what it is of.
pub fn differences(old: &Side<'_>, new: &Side<'_>) -> Vec<Difference> {
    let mut all = Vec::new();
    let (of_old, of_new) = (clauses(old), clauses(new));
    for of in of_old.keys().chain(of_new.keys().filter(|of| !of_old.contains_key(*of))) {
        let text = |clauses: &BTreeMap<String, &Clause>| {
            let found = clauses.get(of).copied();
            found.map(|found| clause(found, old.language))
        };
        compare(&mut all, of, "clause", (text(&of_old), text(&of_new)));
    }
    for pair in pairs(&old.rules, &new.rules) {
        let of =
            |standing: Option<&Standing>| standing.map(|one| one.rule().name.to_string());
        let name = of(pair.0).or(of(pair.1)).unwrap_or_default();
        match pair {
            (Some(old_rule), Some(new_rule)) => {
                of_rules(&mut all, &name, (old, old_rule), (new, new_rule));
            }
            (before, now) => {
                let before = before.map(|one| asks(old, one));
                let now = now.map(|one| asks(new, one));
                compare(&mut all, &name, "rule", (before, now));
            }
        }
    }
    all.sort_by(|a, b| a.of.cmp(&b.of));
    all
}

fn of_rules(
    all: &mut Vec<Difference>,
    of: &str,
    (of_old, old): (&Side<'_>, &Standing),
    (of_new, new): (&Side<'_>, &Standing),
) {
    let with_windows = of_old.windows && of_new.windows;
    let (before, now) = (old.rule(), new.rule());
    let names = (before.name.to_string(), now.name.to_string());
    compare(all, of, "name", (Some(names.0), Some(names.1)));
    let asked = (asks(of_old, old), asks(of_new, new));
    let language = of_old.language;
    compare(all, of, "asks", (Some(asked.0), Some(asked.1)));
    let force =
        |standing: &Standing| Some(force_word(standing.rule().force).say(language));
    compare(all, of, "force", (force(old), force(new)));
    let cites = |standing: &Standing| {
        let cites: Vec<String> =
            standing.rule().cites.iter().map(|one| format!("§ {one}")).collect();
        (!cites.is_empty()).then(|| cites.join(", "))
    };
    compare(all, of, "cites", (cites(old), cites(new)));
    if with_windows {
        let held = |standing: &Standing| Some(windows_in(standing.windows(), language));
        compare(all, of, "in force", (held(old), held(new)));
        let cells = |standing: &Standing| {
            let pieces = pieces(standing, language);
            (!pieces.is_empty()).then(|| pieces.join("; "))
        };
        compare(all, of, "where", (cells(old), cells(new)));
    }
}

fn asks(side: &Side<'_>, standing: &Standing) -> String {
    plain(side.rulebook, standing.rule(), side.language).join(" ")
}

/// How much a rule asks, as a word.
pub fn force_word(force: Force) -> Message {
    Message::new(match force {
        Force::Must => "command-must",
        Force::Should => "command-should",
        Force::May => "command-may",
    })
}

fn clauses<'a>(side: &Side<'a>) -> BTreeMap<String, &'a Clause> {
    let mut all = BTreeMap::new();
    for directive in &side.directives {
        for clause in directive.clauses.iter().flatten() {
            all.insert(format!("{}#{}", directive.id, clause.id), clause);
        }
    }
    all
}

fn clause(clause: &Clause, language: Language) -> String {
    let mut words = clause.gist.clone();
    if let Some(text) = &clause.text {
        words = format!("{words} \u{201c}{text}\u{201d}");
    }
    match &clause.not_checked {
        Some(why) => Message::new("command-not-checked")
            .with("clause", words)
            .with("why", why.as_str())
            .say(language),
        None => words,
    }
}

fn compare(
    all: &mut Vec<Difference>,
    of: &str,
    aspect: &'static str,
    (old, new): (Option<String>, Option<String>),
) {
    if old != new {
        all.push(Difference { of: of.to_owned(), aspect, old, new });
    }
}

/// A difference as JSON.
pub(super) fn difference_json(one: &Difference) -> Value {
    let (of, aspect) = (&one.of, one.aspect);
    json!({ "of": of, "aspect": aspect, "old": one.old, "new": one.new })
}
