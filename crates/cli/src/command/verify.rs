//! `verify`: whether a report, or the rule files of a folder, are what was signed.

use crate::args::Verify;
use crate::evidence::{Doubt, Public, open};
use crate::exit::{Answer, Exit, Refusal};
use crate::{load, page};

pub(crate) fn verify(asked: &Verify) -> Answer {
    let mut keys = Vec::new();
    for path in &asked.key {
        let key = Public::of_pem(&load::key(path)?);
        keys.push(
            key.map_err(|why| Refusal::new(format!("`{}` {why}", path.display())))?,
        );
    }
    let envelope = load::bytes(&asked.attestation)?;
    let held = match open(&envelope, &keys) {
        Ok(statement) if asked.subject.is_dir() => {
            let files = load::rules(std::slice::from_ref(&asked.subject))?.inputs;
            statement.is_of_rules(&files)
        }
        Ok(statement) => {
            let name = load::name(&asked.subject);
            statement.is_of_report(&name, &load::bytes(&asked.subject)?)
        }
        Err(doubt) => Err(doubt),
    };
    if let Err(Doubt { exit, why }) = held {
        page::refuse(&format!("error: {why}"));
        return Ok(exit);
    }
    for key in &keys {
        let (what, id) = (asked.subject.display(), &key.id);
        page::print(&format!("`{what}`: as signed by key {id}\n"))?;
    }
    Ok(Exit::Kept)
}
