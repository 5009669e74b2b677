//! What can be said of a file before its YAML is read: size, encoding, hidden characters.

use super::binary;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::message::Message;
use crate::source::{Place, Source, Span};

/// Bytes that a rule file may have at most.
pub(super) const FILE_BYTES: usize = 1024 * 1024;
/// Lines that a rule file may have at most.
const FILE_LINES: usize = 20_000;
/// Characters that a line may have at most.
const LINE_CHARACTERS: usize = 1024;

/// What is wrong with a character, if anything.
pub(super) fn fault_of(character: char) -> Option<(Code, &'static str)> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
            Some((Code::ControlCharacter, "control-character"))
        }
        '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{61c}' => Some((Code::BidiControl, "bidi-control")),
        '\u{a0}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{e0000}'..='\u{e0fff}' => {
            Some((Code::InvisibleCharacter, "invisible-character"))
        }
        _ => None,
    }
}

/// The message of such a fault.
pub(super) fn fault_message(key: &'static str, character: char) -> Message {
    Message::new(key).with("code", format!("U+{:04X}", u32::from(character)))
}

/// Looks over the bytes; `None` if they cannot be read on, else the text behind a
/// byte-order mark and the offset at which it begins.
pub(super) fn scan<'s>(
    source: &'s Source,
    diagnostics: &mut Diagnostics,
) -> Option<(&'s str, usize)> {
    let bytes = source.bytes();
    let one = |code, message, span| Diagnostic::new(code, message, source, span);
    let whole = Span::default();
    if let Some(kind) = binary::kind_of(bytes) {
        let message = Message::new("not-text").with("kind", Message::new(kind));
        let help = Message::new("not-text-help");
        diagnostics.push(one(Code::NotATable, message, whole).help(help));
        return None;
    }
    if bytes.len() > FILE_BYTES {
        let message = Message::new("file-too-large");
        diagnostics.push(one(Code::FileTooLarge, message, whole));
        return None;
    }
    if let Some(encoding) = binary::wide_encoding(bytes) {
        let message = Message::new("wide-encoding").with("encoding", encoding);
        diagnostics.push(one(Code::Utf16, message, whole));
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let message = Message::new("not-utf-8");
            diagnostics.push(one(Code::NotUtf8, message, Span::new(at, at + 1)));
            return None;
        }
    };
    let (text, base) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, text.len() - rest.len()),
        None => (text, 0),
    };
    if base > 0 {
        let mark = one(Code::ByteOrderMark, Message::new("bytes-bom"), whole);
        let fix = (Place::new(source, Span::new(0, base)), String::new());
        diagnostics.push(mark.help(Message::new("bytes-bom-help")).fix(fix.0, fix.1));
    }
    let mut goes_on = true;
    let mut start = base;
    let mut started = false;
    for (nth, line) in lines(text).enumerate() {
        if nth == FILE_LINES {
            let message = Message::new("too-many-lines").with("most", FILE_LINES);
            diagnostics.push(one(Code::FileTooLarge, message, Span::new(start, start)));
            return None;
        }
        for fault in line_faults(line, started) {
            let span = Span::new(start + fault.from, start + fault.to);
            goes_on &= !fault.ends_file;
            let told = one(fault.code, fault.message, span);
            diagnostics.push(match fault.code {
                Code::InvisibleCharacter => told.fix(Place::new(source, span), ""),
                _ => told,
            });
        }
        let content = line.trim();
        started |= !content.is_empty() && !content.starts_with(['#', '%']);
        start += line.len();
    }
    goes_on.then_some((text, base))
}

/// The lines of a text with their ends: `\n`, `\r\n`, or the `\r` of old.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest.get(at..)?.starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let (line, behind) = rest.split_at_checked(end)?;
        rest = behind;
        (!line.is_empty()).then_some(line)
    })
}

struct LineFault {
    code: Code,
    message: Message,
    from: usize,
    to: usize,
    ends_file: bool,
}

/// What is wrong with one line; of hidden characters the first of each code.
fn line_faults(line: &str, started: bool) -> Vec<LineFault> {
    let mut faults: Vec<LineFault> = Vec::new();
    let mut tell = |code, message, from, to, ends_file| {
        if !faults.iter().any(|fault| fault.code == code) {
            faults.push(LineFault { code, message, from, to, ends_file });
        }
    };
    if line.starts_with('%') && !started {
        let message = Message::new("yaml-directive");
        tell(Code::YamlDirective, message, 0, line.trim_end().len(), true);
    }
    if line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") {
        tell(Code::Syntax, Message::new("conflict-marker"), 0, 7, true);
    }
    let margin = line.len() - line.trim_start_matches([' ', '\t']).len();
    let tab = line.find('\t').filter(|at| *at < margin && !line.trim().is_empty());
    if let Some(at) = tab {
        tell(Code::Tab, Message::new("tab"), at, at + 1, true);
    }
    if line.trim_end_matches(['\r', '\n']).chars().count() > LINE_CHARACTERS {
        let message = Message::new("line-too-long").with("most", LINE_CHARACTERS);
        tell(Code::TextTooLong, message, 0, line.trim_end().len(), false);
    }
    for (at, character) in line.char_indices() {
        if let Some((code, key)) = fault_of(character) {
            let ends_file = code == Code::ControlCharacter;
            let to = at + character.len_utf8();
            tell(code, fault_message(key, character), at, to, ends_file);
        }
    }
    faults
}

/// The quotation mark before a place that is alone on its line: what it opens runs on.
pub(super) fn open_quote(text: &str, before: usize) -> Option<Span> {
    let mut start = before.min(text.len());
    while let Some(lines) = text.get(..start).filter(|lines| !lines.is_empty()) {
        let begins = lines.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
        let line = lines.get(begins..).unwrap_or_default();
        if line.matches('"').count() % 2 == 1 {
            let at = begins + line.rfind('"').unwrap_or_default();
            return Some(Span::new(at, at + 1));
        }
        start = begins;
    }
    None
}
