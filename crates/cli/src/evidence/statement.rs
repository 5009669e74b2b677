//! The statement: in-toto 1, digests of files and what is said of them.

use passmuster::Day;
use passmuster::message::{Argument, Message};
use passmuster::words::json::Input;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::load::digest;

use super::{Doubt, Release};

/// The format of the statement.
const TYPE: &str = "https://in-toto.io/Statement/v1";
/// A report, with its question and what it was made from.
const REPORT: &str = "urn:passmuster:report:1";
/// The rule files of a folder, all of them.
const RULES: &str = "urn:passmuster:rules:1";
/// What a statement repeats of a report.
const REPEATED: [&str; 3] = ["passmuster", "asked", "inputs"];

/// A statement as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Statement {
    #[serde(rename = "_type")]
    format: String,
    subject: Vec<Subject>,
    predicate_type: String,
    predicate: Map<String, Value>,
}

/// A file that a statement is about.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Subject {
    /// Its name; with `/`, from the folder on.
    name: String,
    digest: Digest,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Digest {
    sha256: String,
}

impl Subject {
    fn new(name: &str, sha256: String) -> Self {
        Self { name: name.to_owned(), digest: Digest { sha256 } }
    }
}

impl Statement {
    /// What is said of a report.
    pub(crate) fn of_report(name: &str, text: &[u8]) -> Result<Self, Doubt> {
        let subject = vec![Subject::new(name, digest(text))];
        Ok(Self::new(subject, REPORT, repeated(name, text)?))
    }

    /// What is said of rule files: that they are these, and no others; and which release.
    pub(crate) fn of_rules(files: &[Input], release: Option<&Release>) -> Self {
        let subject = files.iter().map(|one| Subject::new(&one.name, one.sha256.clone()));
        let mut said: Map<String, Value> = Map::new();
        said.insert("passmuster".into(), env!("CARGO_PKG_VERSION").into());
        if let Some(Release { number, signed, through }) = release {
            said.insert("release".into(), (*number).into());
            said.insert("signed".into(), signed.to_string().into());
            said.insert("through".into(), through.to_string().into());
        }
        Self::new(subject.collect(), RULES, said)
    }

    /// Which release of the rules it is about.
    pub(crate) fn release(&self) -> Result<Release, Doubt> {
        let day = |key: &str| self.predicate.get(key)?.as_str()?.parse::<Day>().ok();
        let number = self.predicate.get("release").and_then(Value::as_u64);
        match (number, day("signed"), day("through")) {
            (Some(number), Some(signed), Some(through)) => {
                Ok(Release { number, signed, through })
            }
            _ => Err(Doubt::malformed(Message::new("evidence-no-release"))),
        }
    }

    fn new(subject: Vec<Subject>, kind: &str, predicate: Map<String, Value>) -> Self {
        let (format, predicate_type) = (TYPE.to_owned(), kind.to_owned());
        Self { format, subject, predicate_type, predicate }
    }

    pub(super) fn to_text(&self) -> String {
        // OK because its maps have keys that are text, the only way to fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn of_text(text: &[u8]) -> Result<Self, Doubt> {
        let statement: Self =
            serde_json::from_slice(text).map_err(|why| unreadable(why.to_string()))?;
        if statement.format != TYPE {
            let why = Message::new("evidence-of-kind").with("kind", statement.format);
            return Err(unreadable(why.with("known", TYPE)));
        }
        for one in &statement.subject {
            let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            let sha256 = &one.digest.sha256;
            if sha256.len() != 64 || !sha256.bytes().all(digit) {
                let why = Message::new("evidence-digest").with("digest", sha256.as_str());
                return Err(Doubt::malformed(why.with("file", one.name.as_str())));
            }
        }
        Ok(statement)
    }

    fn must_be(&self, kind: &str) -> Result<(), Doubt> {
        match self.predicate_type == kind {
            true => Ok(()),
            false => {
                let kind_of = self.predicate_type.as_str();
                let why = Message::new("evidence-other-kind").with("kind", kind_of);
                Err(Doubt::malformed(why.with("known", kind)))
            }
        }
    }

    /// Holds a report against it.
    pub(crate) fn is_of_report(&self, name: &str, text: &[u8]) -> Result<(), Doubt> {
        self.must_be(REPORT)?;
        let [signed] = self.subject.as_slice() else {
            let files = self.subject.len();
            let why = Message::new("evidence-many-files").with("files", files);
            return Err(Doubt::malformed(why));
        };
        let sha256 = digest(text);
        if signed.digest.sha256 != sha256 {
            return Err(another(name, &sha256, signed));
        }
        match repeated(name, text)? == self.predicate {
            true => Ok(()),
            false => {
                Err(Doubt::broken(Message::new("evidence-repeats").with("file", name)))
            }
        }
    }

    /// Holds the rule files of a folder against it.
    pub(crate) fn is_of_rules(&self, files: &[Input]) -> Result<(), Doubt> {
        self.must_be(RULES)?;
        for signed in &self.subject {
            match files.iter().find(|file| file.name == signed.name) {
                Some(file) if file.sha256 == signed.digest.sha256 => {}
                Some(file) => return Err(another(&file.name, &file.sha256, signed)),
                None => {
                    let name = signed.name.as_str();
                    let why = Message::new("evidence-missing-file").with("file", name);
                    return Err(Doubt::broken(why));
                }
            }
        }
        let listed = |file: &&Input| self.subject.iter().any(|one| one.name == file.name);
        match files.iter().find(|file| !listed(file)) {
            Some(file) => {
                let name = file.name.as_str();
                let why = Message::new("evidence-extra-file").with("file", name);
                Err(Doubt::broken(why))
            }
            None => Ok(()),
        }
    }
}

fn another(name: &str, sha256: &str, signed: &Subject) -> Doubt {
    let why =
        Message::new("evidence-other-file").with("file", name).with("found", sha256);
    let why = why.with("signed", signed.name.as_str());
    Doubt::broken(why.with("known", signed.digest.sha256.as_str()))
}

fn unreadable(why: impl Into<Argument>) -> Doubt {
    Doubt::malformed(Message::new("evidence-statement").with("why", why))
}

/// What a statement repeats of a report, so that nobody needs the report to know what it
/// was made from.
fn repeated(name: &str, text: &[u8]) -> Result<Map<String, Value>, Doubt> {
    let fault = |why: Argument| {
        let told = Message::new("evidence-no-report").with("file", name);
        Doubt::malformed(told.with("why", why))
    };
    let report: Map<String, Value> =
        serde_json::from_slice(text).map_err(|why| fault(why.to_string().into()))?;
    let parts = REPEATED.map(|key| {
        let value = report.get(key).cloned();
        let lacks = || Message::new("evidence-lacks").with("key", key);
        let value = value.ok_or_else(|| fault(lacks().into()));
        value.map(|value| (key.to_owned(), value))
    });
    parts.into_iter().collect()
}
