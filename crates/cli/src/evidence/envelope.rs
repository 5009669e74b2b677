//! The envelope: DSSE 1.0, a text with its type and who signed both.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use passmuster::Day;
use passmuster::message::Message;
use serde::{Deserialize, Serialize};

use crate::load::digest;

use super::trust::{Kind, Trust};
use super::{Doubt, Public, Secret, Statement};

/// What the text in an envelope is.
const TYPE: &str = "application/vnd.in-toto+json";

/// An envelope as it is written. A key that is not of the format, or is there twice, is no
/// envelope: there is no algorithm to name but Ed25519.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Envelope {
    payload_type: String,
    payload: String,
    signatures: Vec<Sealed>,
}

/// Who signed, and the signature.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    keyid: String,
    sig: String,
}

/// What is signed: type and text, each behind its length, so that neither passes for the
/// other.
fn authenticated(text: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 {} {TYPE} {} ", TYPE.len(), text.len());
    [head.as_bytes(), text].concat()
}

/// A statement in an envelope, signed by every key.
pub(crate) fn seal(statement: &Statement, keys: &[Secret]) -> Result<String, Doubt> {
    let text = statement.to_text();
    let signed = authenticated(text.as_bytes());
    let signatures = keys.iter().map(|key| Sealed {
        keyid: key.public().id,
        sig: STANDARD.encode(key.sign(&signed)),
    });
    let signatures: Vec<Sealed> = signatures.collect();
    must_differ(signatures.iter().map(|one| one.keyid.as_str()))?;
    let payload = STANDARD.encode(&text);
    let envelope = Envelope { payload_type: TYPE.to_owned(), payload, signatures };
    // OK because an envelope has no map with keys that are not text, the only way to fail.
    Ok(serde_json::to_string_pretty(&envelope).unwrap_or_default() + "\n")
}

/// The statement of an envelope that every key has signed, and nobody else.
pub(crate) fn open(envelope: &[u8], keys: &[Public]) -> Result<Statement, Doubt> {
    let keys: Vec<&Public> = keys.iter().collect();
    let (text, signers) = opened(envelope, &keys)?;
    match keys.iter().find(|key| !signers.contains(&key.id)) {
        Some(key) => Err(Doubt::broken(of_key("evidence-not-signed", &key.id))),
        None => Statement::of_text(&text),
    }
}

/// The statement of an envelope that is signed by enough of those who are trusted, and
/// nobody else; who they are, and the digest of the statement.
pub(crate) fn open_trusted(
    envelope: &[u8],
    trust: &Trust,
    kind: Kind,
    on: Day,
) -> Result<(Statement, Vec<String>, String), Doubt> {
    let keys: Vec<&Public> = trust.keys.iter().map(|trusted| &trusted.key).collect();
    let (text, signers) = opened(envelope, &keys)?;
    for id in &signers {
        trust.accepts(id, kind, on)?;
    }
    match signers.len() < trust.approvals {
        true => {
            let why = Message::new("evidence-approvals").with("signed", signers.len());
            Err(Doubt::broken(why.with("wanted", trust.approvals)))
        }
        false => Ok((Statement::of_text(&text)?, signers, digest(&text))),
    }
}

/// The text of an envelope that nobody but these keys has signed, and those who have.
fn opened(envelope: &[u8], keys: &[&Public]) -> Result<(Vec<u8>, Vec<String>), Doubt> {
    let envelope: Envelope = serde_json::from_slice(envelope).map_err(|why| {
        Doubt::malformed(
            Message::new("evidence-attestation").with("why", why.to_string()),
        )
    })?;
    if envelope.payload_type != TYPE {
        let kind = envelope.payload_type;
        let why = Message::new("evidence-attestation-of").with("kind", kind);
        return Err(Doubt::malformed(why.with("known", TYPE)));
    }
    let text = STANDARD.decode(&envelope.payload).map_err(|why| {
        Doubt::malformed(Message::new("evidence-payload").with("why", why.to_string()))
    })?;
    let signed = authenticated(&text);
    must_differ(envelope.signatures.iter().map(|one| one.keyid.as_str()))?;
    must_differ(keys.iter().map(|key| key.id.as_str()))?;
    for sealed in &envelope.signatures {
        check(sealed, &signed, keys)?;
    }
    Ok((text, envelope.signatures.into_iter().map(|sealed| sealed.keyid).collect()))
}

/// Refuses a key that would count twice.
fn must_differ<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), Doubt> {
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    let twice = ids.array_windows().find(|[one, next]| one == next);
    twice
        .map_or(Ok(()), |[id, _]| Err(Doubt::malformed(of_key("evidence-key-twice", id))))
}

fn of_key(why: &'static str, id: &str) -> Message {
    Message::new(why).with("key", id)
}

/// Checks one signature.
fn check(sealed: &Sealed, signed: &[u8], keys: &[&Public]) -> Result<(), Doubt> {
    let Some(key) = keys.iter().find(|key| key.id == sealed.keyid) else {
        let given: Vec<&str> = keys.iter().map(|key| key.id.as_str()).collect();
        let why = of_key("evidence-other-signer", &sealed.keyid);
        return Err(Doubt::broken(why.with("given", given.join(", "))));
    };
    let bytes = STANDARD.decode(&sealed.sig).unwrap_or_default();
    let Ok(signature) = <[u8; 64]>::try_from(bytes.as_slice()) else {
        return Err(Doubt::malformed(of_key("evidence-signature", &key.id)));
    };
    match key.signed(signed, &signature) {
        true => Ok(()),
        false => Err(Doubt::broken(of_key("evidence-of-other", &key.id))),
    }
}
