//! `verify`: whether a report, or the rule files of a folder, are what was signed.

use std::path::Path;

use passmuster::Day;
use passmuster::message::Message;
use passmuster::words::json::Input;

use crate::args::Verify;
use crate::evidence::{Doubt, Kind, Last, Public, Trust, open, open_trusted};
use crate::exit::{Answer, Exit, Refusal};
use crate::{load, page};

pub(crate) fn verify(asked: &Verify) -> Answer {
    let held = match (&asked.trust, asked.on) {
        (Some(trust), Some(on)) => by_trust(asked, trust, on)?,
        _ => by_keys(asked)?,
    };
    match held {
        Err(Doubt { exit, why }) => {
            Refusal::new(why).tell();
            Ok(exit)
        }
        Ok(signers) => {
            let what = asked.subject.display();
            for id in signers {
                page::print(&format!("`{what}`: as signed by key {id}\n"))?;
            }
            Ok(Exit::Kept)
        }
    }
}

/// Who signed, or why that does not count.
type Held = Result<Vec<String>, Doubt>;

/// By all keys that are given, and no others.
fn by_keys(asked: &Verify) -> Result<Held, Refusal> {
    let keys = asked.key.iter().map(|path| Public::read(path));
    let keys = keys.collect::<Result<Vec<_>, Refusal>>()?;
    let statement = match open(&load::bytes(&asked.attestation)?, &keys) {
        Ok(statement) => statement,
        Err(doubt) => return Ok(Err(doubt)),
    };
    let held = match asked.subject.is_dir() {
        true => statement.is_of_rules(&files(asked)?),
        false => statement
            .is_of_report(&load::name(&asked.subject), &load::bytes(&asked.subject)?),
    };
    Ok(held.map(|()| keys.into_iter().map(|key| key.id).collect()))
}

/// By enough of those whom a file trusts; of rules, a release that may follow the last.
fn by_trust(asked: &Verify, trust: &Path, on: Day) -> Result<Held, Refusal> {
    let trust = Trust::read(trust)?;
    let envelope = load::bytes(&asked.attestation)?;
    if !asked.subject.is_dir() {
        let (name, text) = (load::name(&asked.subject), load::bytes(&asked.subject)?);
        let opened = open_trusted(&envelope, &trust, Kind::Reports, on);
        return Ok(opened.and_then(|(statement, signers, _)| {
            statement.is_of_report(&name, &text).map(|()| signers)
        }));
    }
    let Some(last) = &asked.last else {
        return Err(Refusal::new(Message::new("evidence-no-last")));
    };
    let (last, files) = (Last::read(last, asked.first_use)?, files(asked)?);
    let opened = open_trusted(&envelope, &trust, Kind::Rules, on);
    let held = opened.and_then(|(statement, signers, digest)| {
        let release = statement.release()?;
        release.may_be_used(on)?;
        last.may_follow(release.number, &digest)?;
        statement.is_of_rules(&files)?;
        Ok((signers, release.number, digest))
    });
    match held {
        Err(doubt) => Ok(Err(doubt)),
        Ok((signers, number, digest)) => {
            last.keep(number, &digest)?;
            Ok(Ok(signers))
        }
    }
}

fn files(asked: &Verify) -> Result<Vec<Input>, Refusal> {
    Ok(load::rules(std::slice::from_ref(&asked.subject))?.inputs)
}
