//! Files that are read as they are: reports, attestations, keys.

use std::io::Read as _;
use std::path::Path;

use passmuster::message::Message;
use passmuster::words::json::{self, Input, Role, WireReport};

use crate::exit::{Refusal, of_system};
use crate::page;

use super::{below, digest, open, unreadable};

/// Bytes of a report that are read back.
const REPORT_MOST: u64 = 1 << 30;
/// Bytes of a key; those of Ed25519 have some hundred.
const KEY_MOST: u64 = 1 << 16;

/// An earlier report, its text, and what a later one says of it.
pub(crate) fn report(path: &Path) -> Result<(WireReport, String, Input), Refusal> {
    let text = text(path, REPORT_MOST)?;
    let report = json::read_report(&text).map_err(|error| no_report(path, &error))?;
    let (name, role) = (name(path), Some(Role::Baseline));
    let input = Input { name, role, sha256: digest(text.as_bytes()), rows: None };
    Ok((report, text, input))
}

/// Why a file is no report.
pub(crate) fn no_report(path: &Path, error: &passmuster::Error) -> Refusal {
    let why = Message::new("refused-earlier").with("file", path.display().to_string());
    Refusal::new(why.with("why", error.message()))
}

/// A key as text.
pub(crate) fn key(path: &Path) -> Result<String, Refusal> {
    text(path, KEY_MOST)
}

/// A key that nobody else may read, as text. Who else can is told.
pub(crate) fn secret(path: &Path) -> Result<String, Refusal> {
    let text = key(path)?;
    if is_open_to_others(path) {
        let file = path.display().to_string();
        page::warn(&Message::new("open-key").with("file", file));
    }
    Ok(text)
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
}

/// Elsewhere nothing simple says who can read a file.
#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}

/// A report, or an attestation, as it is.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    limited(path, REPORT_MOST)
}

/// The name of a file without the folders it is in.
pub(crate) fn name(path: &Path) -> String {
    below(path, path)
}

fn text(path: &Path, most: u64) -> Result<String, Refusal> {
    String::from_utf8(limited(path, most)?)
        .map_err(|_| unreadable(path, Message::new("why-not-utf8")))
}

/// The bytes of a file, if they are no more than that.
fn limited(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = open(path)?.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(path, of_system(&error)))?;
    match bytes.len() as u64 > most {
        true => {
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            Err(unreadable(path, Message::new("why-too-large").with("most", most)))
        }
        false => Ok(bytes),
    }
}
