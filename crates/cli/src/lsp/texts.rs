//! The texts of an editor: those that are open as they stand there, the others of their folder
//! as they are saved; and places in them as the protocol counts them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::{Position, Range, Uri};
use passmuster::Source;
use passmuster::source::{Place, Span};

use crate::load;

/// The texts that are open, by their files.
#[derive(Default)]
pub(super) struct Texts(BTreeMap<PathBuf, String>);

impl Texts {
    pub(super) fn open(&mut self, file: PathBuf, text: String) {
        self.0.insert(file, text);
    }

    pub(super) fn close(&mut self, file: &Path) {
        self.0.remove(file);
    }

    pub(super) fn text(&self, file: &Path) -> Option<&str> {
        self.0.get(file).map(String::as_str)
    }

    /// All rule files of a file's folder, for they are read together.
    pub(super) fn together(&self, file: &Path) -> Vec<Source> {
        let folder = file.parent().unwrap_or(Path::new(""));
        let saved = load::rule_files_in(folder);
        let saved = saved.into_iter().filter(|(path, _)| !self.0.contains_key(path));
        let own = self.0.iter().filter(|(path, _)| path.parent() == Some(folder));
        let own = own.map(|(path, text)| {
            (path.clone(), Source::new(&path.to_string_lossy(), text))
        });
        let mut all: BTreeMap<PathBuf, Source> = saved.collect();
        all.extend(own);
        all.into_values().collect()
    }
}

/// The file of an address; `None` where it is of another kind.
pub(super) fn file(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().is_some_and(|scheme| scheme.as_str() == "file");
    let path = uri.path().as_estr().decode().into_string().ok()?.into_owned();
    // A drive of Windows stands behind a slash.
    let path = match path.as_bytes() {
        [b'/', _, b':', ..] => path.trim_start_matches('/').to_owned(),
        _ => path,
    };
    is_file.then(|| PathBuf::from(path))
}

/// The address of a file.
pub(super) fn uri(file: &str) -> Option<Uri> {
    let path = file.replace('\\', "/");
    let mut address =
        String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'/'
            | b'-'
            | b'.'
            | b'_'
            | b'~' => {
                address.push(char::from(byte));
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    Uri::from_str(&address).ok()
}

/// A place as the protocol counts: lines and UTF-16 units from 0.
pub(super) fn range(place: &Place) -> Range {
    range_of(place.source.text(), place.span)
}

fn range_of(text: &str, span: Span) -> Range {
    Range {
        start: position(text, span.start as usize),
        end: position(text, span.end as usize),
    }
}

pub(super) fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count();
    let last = before.rsplit('\n').next().unwrap_or_default();
    let units = last.encode_utf16().count();
    Position {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        character: u32::try_from(units).unwrap_or(u32::MAX),
    }
}

/// The byte at a position; the end of its line where it lies beyond.
pub(super) fn offset(text: &str, at: Position) -> usize {
    let mut start = 0;
    for _ in 0..at.line {
        match text.get(start..).and_then(|rest| rest.find('\n')) {
            Some(end) => start += end + 1,
            None => return text.len(),
        }
    }
    let line =
        text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
    let mut units = 0;
    for (byte, letter) in line.char_indices() {
        if units >= at.character as usize {
            return start + byte;
        }
        units += letter.len_utf16();
    }
    start + line.trim_end_matches('\r').len()
}

/// The word around a byte: a name as rule files write it, with its directive.
pub(super) fn word(text: &str, at: usize) -> (usize, &str) {
    let is_inner = |letter: char| letter.is_alphanumeric() || "-_/.#%".contains(letter);
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind(|letter| !is_inner(letter)).map_or(0, |found| {
        found
            + before
                .get(found..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
    });
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.find(|letter| !is_inner(letter)).unwrap_or(rest.len());
    (start, rest.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{offset, position, word};

    #[test]
    fn positions_count_utf_16_and_come_back() {
        let text = "gist: Sở đặt 🙂 x\nb: c\r\nd";
        for (at, _) in text.char_indices().filter(|(_, letter)| !letter.is_control()) {
            let there = position(text, at);
            assert_eq!(offset(text, there), at, "{at}");
        }
    }

    #[test]
    fn a_word_is_a_name_with_its_directive() {
        let text = "extend: [order-6/onsite-cap]";
        assert_eq!(word(text, 15), (9, "order-6/onsite-cap"));
    }
}
