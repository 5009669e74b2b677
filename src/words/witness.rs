//! What differences come to, in words and as JSON: rosters that tell two laws apart, and
//! findings that flip.

use serde_json::{Map, Value, json};

use super::law::{Difference, difference_json, pretty};
use crate::finding::{Outcome, Relief};
use crate::message::Message;
use crate::witness::{Alike, Answer, Effect, Flip, Judged, LeftOut, Said, Witness};

/// What a difference comes to, in one sentence.
pub fn effect(effect: &Effect) -> Message {
    match &effect.answer {
        Answer::Apart(witness) => apart(witness),
        Answer::Alike { people, numbers } => {
            let told = match numbers {
                Some(most) => {
                    Message::new("witness-numbers").with("numbers", i64::from(*most))
                }
                None => Message::new("nowhere"),
            };
            match people {
                Some(people) => {
                    Message::new("witness-alike-up-to").with("people", i64::from(*people))
                }
                None => Message::new("witness-alike"),
            }
            .with("numbers", told)
        }
        Answer::Undecided => Message::new("witness-undecided"),
        Answer::LeftOut(why) => {
            Message::new("witness-left-out").with("why", left_out(*why))
        }
    }
}

fn apart(witness: &Witness) -> Message {
    let (old, new) = (&witness.old, &witness.new);
    let days = match old.day == new.day {
        true => Message::new("witness-apart"),
        false => Message::new("witness-apart-days").with("new_day", new.day.to_string()),
    };
    days.with("people", i64::try_from(witness.size()).unwrap_or(i64::MAX))
        .with("day", old.day.to_string())
        .with("old", judged(old))
        .with("new", judged(new))
}

/// Whether a law passes a roster, fails it, or asks nothing of it.
pub fn judged(judged: &Judged) -> Message {
    let mut findings = judged.findings.iter();
    // A rule that matched nobody asked nothing of them.
    let is_silent = findings.all(|finding| finding.outcome == Outcome::NotEvaluated);
    Message::new(match (judged.fails, is_silent) {
        (true, _) => "witness-fails",
        (false, false) => "witness-passes",
        (false, true) => "witness-silent",
    })
}

fn left_out(why: LeftOut) -> Message {
    Message::new(match why {
        LeftOut::Kind => "witness-left-out-kind",
        LeftOut::Records => "witness-left-out-records",
        LeftOut::Time => "witness-left-out-time",
        LeftOut::Cell => "witness-left-out-cell",
        LeftOut::Subject => "witness-left-out-subject",
        LeftOut::Field => "witness-left-out-field",
        LeftOut::Headcount => "witness-left-out-headcount",
        LeftOut::Level => "witness-left-out-level",
        LeftOut::PartDay => "witness-left-out-part-day",
    })
}

/// What people are who are alike: "status on-site, role nurse".
pub fn alike(alike: &Alike) -> String {
    columns(&alike.columns)
}

/// Columns with their values in words; a list without words is left out.
pub fn columns(columns: &[(String, String)]) -> String {
    let told = columns.iter().filter(|(_, value)| !value.is_empty());
    told.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ")
}

/// How many findings flip.
pub fn flips(flips: &[Flip]) -> Message {
    match i64::try_from(flips.len()).unwrap_or(i64::MAX) {
        0 => Message::new("flips-none"),
        count => Message::new("flips").with("count", count),
    }
}

/// An outcome with its relief, or that there is none: "fail (granted)".
pub fn said(said: Option<&Said>) -> Message {
    let Some(said) = said else { return Message::new("flips-nothing") };
    let outcome = Message::new(match said.outcome {
        Outcome::Pass => "page-pass",
        Outcome::Fail => "page-fail",
        Outcome::Undetermined => "page-undetermined",
        Outcome::NotEvaluated => "page-not-evaluated",
        Outcome::NotInForce => "command-not-in-force",
    });
    match said.relief {
        Some(Relief::Granted) => Message::new("command-granted").with("outcome", outcome),
        None => outcome,
    }
}

fn relief_word(relief: Relief) -> &'static str {
    match relief {
        Relief::Granted => "granted",
    }
}

/// What differs between two laws as JSON, ending with a line break: in law, in effect, and on
/// the facts, where there are any.
pub fn diff_json(
    differences: &[Difference],
    effects: &[Effect],
    flips: Option<&[Flip]>,
) -> String {
    let differences: Vec<Value> = differences.iter().map(difference_json).collect();
    let effects: Vec<Value> = effects.iter().map(effect_json).collect();
    let mut value = json!({
        "format": "passmuster-diff/1",
        "differences": differences,
        "effects": effects,
    });
    if let (Value::Object(value), Some(flips)) = (&mut value, flips) {
        let flips: Vec<Value> = flips.iter().map(flip_json).collect();
        value.insert("flips".to_owned(), flips.into());
    }
    pretty(&value)
}

fn effect_json(one: &Effect) -> Value {
    let name =
        |name: &Option<crate::name::RuleRef>| name.as_ref().map(ToString::to_string);
    let (answer, more) = match &one.answer {
        Answer::Apart(witness) => ("apart", vec![("witness", witness_json(witness))]),
        Answer::Alike { people, numbers } => (
            "alike",
            vec![("up_to_people", json!(people)), ("up_to_numbers", json!(numbers))],
        ),
        Answer::Undecided => ("undecided", Vec::new()),
        Answer::LeftOut(why) => ("left-out", vec![("why", json!(why.as_str()))]),
    };
    let mut value = json!({
        "old": name(&one.old),
        "new": name(&one.new),
        "answer": answer,
        "message": effect(one).to_string(),
    });
    if let Value::Object(value) = &mut value {
        value.extend(more.into_iter().map(|(key, own)| (key.to_owned(), own)));
    }
    value
}

fn witness_json(witness: &Witness) -> Value {
    let people =
        |alike: &Alike| json!({ "people": alike.names, "are": object(&alike.columns) });
    let people: Vec<Value> = witness.people.iter().map(people).collect();
    json!({
        "size": witness.size(),
        "place": object(&witness.place),
        "people": people,
        "old": judged_json(&witness.old),
        "new": judged_json(&witness.new),
    })
}

fn object(columns: &[(String, String)]) -> Value {
    let all =
        columns.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str())));
    Value::Object(all.collect::<Map<_, _>>())
}

fn judged_json(one: &Judged) -> Value {
    let finding = |finding: &crate::finding::Finding| {
        json!({
            "id": finding.id(),
            "outcome": finding.outcome.as_str(),
            "message": finding.to_string(),
        })
    };
    let findings: Vec<Value> = one.findings.iter().map(finding).collect();
    let tables = one.tables.iter();
    let tables =
        tables.map(|(table, csv)| (table.to_string(), Value::from(csv.as_str())));
    json!({
        "day": one.day.to_string(),
        "fails": one.fails,
        "findings": findings,
        "tables": Value::Object(tables.collect()),
    })
}

fn flip_json(flip: &Flip) -> Value {
    let said = |said: &Option<Said>| {
        said.as_ref().map(|said| {
            json!({
                "outcome": said.outcome.as_str(),
                "relief": said.relief.map(relief_word),
                "message": said.message.to_string(),
            })
        })
    };
    json!({ "id": flip.id, "old": said(&flip.old), "new": said(&flip.new) })
}
