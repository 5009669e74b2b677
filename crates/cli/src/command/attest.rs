//! `attest`: signs a report, or the rule files of a folder.

use passmuster::message::Message;
use passmuster::words::json;

use crate::args::Attest;
use crate::evidence::{Doubt, Release, Secret, Statement, seal};
use crate::exit::{Answer, Exit, Refusal};
use crate::{load, page};

pub(crate) fn attest(asked: &Attest) -> Answer {
    let keys = asked.key.iter().map(|path| Secret::read(path));
    let keys = keys.collect::<Result<Vec<_>, Refusal>>()?;
    let envelope = statement(asked)?
        .and_then(|statement| seal(&statement, &keys))
        .map_err(|doubt: Doubt| Refusal::new(doubt.why))?;
    load::write(&asked.out, &envelope)?;
    for key in &keys {
        let (what, id) = (asked.subject.display(), key.public().id);
        page::print(&format!("`{what}`: signed by key {id}\n"))?;
    }
    Ok(Exit::Kept)
}

/// What is to be signed.
fn statement(asked: &Attest) -> Result<Result<Statement, Doubt>, Refusal> {
    let path = asked.subject.as_path();
    let release = match (asked.release, asked.on, asked.through) {
        (Some(number), Some(signed), Some(through)) => {
            Some(Release { number, signed, through })
        }
        _ => None,
    };
    if path.is_dir() {
        let files = load::rules(&[path.to_owned()])?.inputs;
        return Ok(Ok(Statement::of_rules(&files, release.as_ref())));
    }
    if release.is_some() {
        return Err(Refusal::new(Message::new("evidence-report-release")));
    }
    let text = load::bytes(path)?;
    let read = std::str::from_utf8(&text)
        .map_err(|_| load::unreadable(path, Message::new("why-not-utf8")))?;
    json::read_report(read).map_err(|error| load::no_report(path, &error))?;
    Ok(Statement::of_report(&load::name(path), &text))
}
