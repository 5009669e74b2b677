//! Whose signatures count, for what, and until when; and which release was seen last.

use std::path::{Path, PathBuf};

use passmuster::Day;
use passmuster::message::{Argument, Message};
use serde::{Deserialize, Deserializer};

use crate::exit::Refusal;
use crate::load;

use super::{Doubt, Public};

/// How many releases may lie between the last seen and the next: more are a trick by which
/// every honest one would be older from then on.
const LEAP: u64 = 1000;

/// A file that says whose signatures count.
#[derive(Debug)]
pub(crate) struct Trust {
    name: String,
    /// How many of them must have signed.
    pub(super) approvals: usize,
    pub(super) keys: Vec<Trusted>,
}

/// A key, what it may sign, and until when.
#[derive(Debug)]
pub(super) struct Trusted {
    pub(super) key: Public,
    signs: Vec<Kind>,
    through: Option<Day>,
    revoked: Option<Day>,
}

/// What is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// A report.
    Reports,
    /// The rule files of a folder.
    Rules,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "passmuster-trust")]
    version: u32,
    #[serde(default = "one")]
    approvals: usize,
    keys: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: PathBuf,
    signs: Vec<Kind>,
    #[serde(default, deserialize_with = "day")]
    through: Option<Day>,
    #[serde(default, deserialize_with = "day")]
    revoked: Option<Day>,
}

fn one() -> usize {
    1
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
    let text: Option<String> = Option::deserialize(from)?;
    let day = |text: String| text.parse::<Day>().map_err(serde::de::Error::custom);
    text.map(day).transpose()
}

impl Trust {
    /// Reads the file; keys lie where it says, from its folder on.
    pub(crate) fn read(path: &Path) -> Result<Self, Refusal> {
        let name = path.display().to_string();
        let refused = |why: Argument| {
            let told = Message::new("evidence-trust").with("file", name.as_str());
            Refusal::new(told.with("why", why))
        };
        let text = load::key(path)?;
        let file: File =
            serde_yaml::from_str(&text).map_err(|why| refused(why.to_string().into()))?;
        if file.version != 1 {
            return Err(refused(Message::new("evidence-trust-version").into()));
        }
        if file.keys.is_empty() || file.approvals == 0 {
            return Err(refused(Message::new("evidence-trusts-nobody").into()));
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let keys = file.keys.into_iter().map(|entry| {
            let Entry { key: path, signs, through, revoked } = entry;
            let key = Public::read(&folder.join(path))?;
            Ok(Trusted { key, signs, through, revoked })
        });
        let keys = keys.collect::<Result<Vec<_>, Refusal>>()?;
        Ok(Self { name, approvals: file.approvals, keys })
    }

    /// Whether a key counts for a kind on a day.
    pub(super) fn accepts(&self, id: &str, kind: Kind, on: Day) -> Result<(), Doubt> {
        let of = |key: &'static str| Message::new(key).with("key", id);
        let here = |key: &'static str| of(key).with("file", self.name.as_str());
        let Some(trusted) = self.keys.iter().find(|one| one.key.id == id) else {
            return Err(Doubt::broken(here("evidence-unknown-key")));
        };
        if !trusted.signs.contains(&kind) {
            return Err(Doubt::broken(here(match kind {
                Kind::Reports => "evidence-not-for-reports",
                Kind::Rules => "evidence-not-for-rules",
            })));
        }
        if let Some(revoked) = trusted.revoked.filter(|revoked| *revoked <= on) {
            return Err(Doubt::broken(
                of("evidence-revoked").with("day", revoked.to_string()),
            ));
        }
        match trusted.through.filter(|through| *through < on) {
            Some(through) => Err(Doubt::broken(
                of("evidence-expired").with("day", through.to_string()),
            )),
            None => Ok(()),
        }
    }
}

/// Which release of a folder of rules it is, and when it is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Release {
    /// Its number; each is greater than the one before.
    pub(crate) number: u64,
    /// The day on which it was signed.
    pub(crate) signed: Day,
    /// Its last day.
    pub(crate) through: Day,
}

impl Release {
    /// Holds it against the day on which it is asked for.
    pub(crate) fn may_be_used(&self, on: Day) -> Result<(), Doubt> {
        let Release { signed, through, .. } = self;
        if *signed > on {
            let why = Message::new("evidence-early").with("on", on.to_string());
            return Err(Doubt::broken(why.with("signed", signed.to_string())));
        }
        match *through < on {
            true => {
                let through = through.to_string();
                let why = Message::new("evidence-late").with("through", through);
                Err(Doubt::broken(why))
            }
            false => Ok(()),
        }
    }
}

/// The file in which the last release stands that was accepted.
#[derive(Debug)]
pub(crate) struct Last<'a> {
    path: &'a Path,
    /// Its number, and the digest of its statement.
    seen: Option<(u64, String)>,
}

impl<'a> Last<'a> {
    /// Reads it; only the first time it may be missing.
    pub(crate) fn read(path: &'a Path, first_use: bool) -> Result<Self, Refusal> {
        let is_there = path.exists();
        if is_there == first_use {
            let why = Message::new(match is_there {
                true => "evidence-last-there",
                false => "evidence-last-missing",
            });
            return Err(Refusal::new(why.with("file", path.display().to_string())));
        }
        if !is_there {
            return Ok(Self { path, seen: None });
        }
        let text = load::key(path)?;
        let seen = text.trim_end().split_once(' ');
        let seen = seen
            .and_then(|(number, digest)| Some((number.parse().ok()?, digest.to_owned())));
        match seen {
            Some(seen) => Ok(Self { path, seen: Some(seen) }),
            None => {
                let file = path.display().to_string();
                let why = Message::new("evidence-last-malformed").with("file", file);
                Err(Refusal::new(why))
            }
        }
    }

    /// Holds a release against the last one.
    pub(crate) fn may_follow(&self, number: u64, digest: &str) -> Result<(), Doubt> {
        let Some((last, known)) = &self.seen else { return Ok(()) };
        let last = *last;
        let of = |key: &'static str| Message::new(key).with("number", number.to_string());
        let why = if number < last {
            of("evidence-older").with("last", last.to_string())
        } else if number == last && digest != known {
            of("evidence-another-release")
        } else if number - last > LEAP {
            let why = of("evidence-leap").with("last", last.to_string());
            why.with("most", LEAP.to_string())
        } else {
            return Ok(());
        };
        Err(Doubt::broken(why))
    }

    /// Writes down the release that was accepted.
    pub(crate) fn keep(&self, number: u64, digest: &str) -> Result<(), Refusal> {
        load::write(self.path, &format!("{number} {digest}\n"))
    }
}
