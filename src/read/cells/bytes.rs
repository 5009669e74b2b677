//! Whether the bytes of a table are text at all, and its quotes in order.

use crate::diagnostic::{Code, Diagnostic};
use crate::message::Message;
use crate::read::binary;
use crate::read::faults::Faults;
use crate::source::{Source, Span};

/// How many stray quotes of one file are told.
const STRAY_MOST: usize = 20;

/// The text of a file that is to be a table, without its byte-order mark, and how many bytes
/// that mark has; `None` if it is no UTF-8 text, which is told.
pub fn text_of_table<'s>(
    source: &'s Source,
    faults: &mut Faults,
) -> Option<(usize, &'s str)> {
    let start = text_start(source, faults)?;
    Some((start, source.text().get(start..)?))
}

/// Where the text begins behind a byte-order mark; `None` if it is no UTF-8 text.
pub(super) fn text_start(source: &Source, faults: &mut Faults) -> Option<usize> {
    let bytes = source.bytes();
    let mut refuse = |code: Code, message: Message, help: &'static str, at: usize| {
        let span = Span::new(at, (at + 1).min(bytes.len()));
        faults
            .push(Diagnostic::new(code, message, source, span).help(Message::new(help)));
    };
    if let Some(encoding) = binary::wide_encoding(bytes) {
        let message = Message::new("bytes-wide-encoding").with("encoding", encoding);
        refuse(Code::Utf16, message, "bytes-save-as-utf-8-help", 0);
        return None;
    }
    if let Some(kind) = binary::kind_of(bytes) {
        let message = Message::new("not-text").with("kind", Message::new(kind));
        refuse(Code::NotATable, message, "bytes-not-text-help", 0);
        return None;
    }
    let mut refuse = |code, key, help, at| refuse(code, Message::new(key), help, at);
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        refuse(Code::ControlCharacter, "bytes-nul", "bytes-nul-help", at);
        return None;
    }
    if let Err(fault) = std::str::from_utf8(bytes) {
        let at = fault.valid_up_to();
        let rest = bytes.get(at..).unwrap_or_default();
        let odd: Vec<u8> =
            rest.utf8_chunks().flat_map(|chunk| chunk.invalid()).copied().collect();
        if fault.error_len().is_none() {
            refuse(Code::NotUtf8, "bytes-cut", "bytes-cut-help", at);
        } else if looks_like_tcvn3(&odd) {
            refuse(Code::LegacyEncoding, "bytes-tcvn3", "bytes-tcvn3-help", at);
        } else if looks_like_windows_1258(&odd) {
            refuse(Code::NotUtf8, "bytes-windows-1258", "bytes-windows-1258-help", at);
        } else {
            refuse(Code::NotUtf8, "bytes-not-utf-8", "bytes-save-as-utf-8-help", at);
        }
        return None;
    }
    if !bytes.starts_with(b"\xEF\xBB\xBF") {
        return Some(0);
    }
    // The CSV reader would skip a second mark in silence.
    if bytes.get(3..).is_some_and(|rest| rest.starts_with(b"\xEF\xBB\xBF")) {
        refuse(Code::InvisibleCharacter, "bytes-bom-twice", "bytes-bom-twice-help", 3);
        return None;
    }
    refuse(Code::ByteOrderMark, "bytes-bom", "bytes-bom-help", 0);
    Some(3)
}

/// TCVN3 puts its small letters where Windows-1258 has signs that no name holds.
fn looks_like_tcvn3(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| matches!(byte, 0xA8..=0xAE | 0xB5..=0xBF))
}

/// The letters ă â đ ê ô ơ ư and the five tone marks of Windows-1258.
fn looks_like_windows_1258(bytes: &[u8]) -> bool {
    let sign = |byte: &u8| {
        matches!(
            byte,
            0xC2 | 0xC3
                | 0xCA
                | 0xCC
                | 0xD0
                | 0xD2
                | 0xD4
                | 0xD5
                | 0xDD
                | 0xDE
                | 0xE2
                | 0xE3
                | 0xEA
                | 0xEC
                | 0xF0
                | 0xF2
                | 0xF4
                | 0xF5
                | 0xFD
        )
    };
    bytes.iter().any(sign)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// A cell begins.
    Start,
    /// Within a cell without quotes.
    Bare,
    /// Within quotes.
    Quoted,
    /// Behind a quote within quotes: it closes them, or another one doubles it.
    Closed,
}

/// Whether every quote opens, closes or doubles; the CSV reader would guess.
pub(super) fn check_quotes(
    source: &Source,
    delimiter: u8,
    start: usize,
    faults: &mut Faults,
) -> Option<()> {
    let body = source.bytes().get(start..).unwrap_or_default();
    if !body.contains(&b'"') {
        return Some(());
    }
    let mut stray = |at: usize, key: &'static str| {
        let span = Span::new(start + at, start + at + 1);
        faults.push(
            Diagnostic::new(Code::StrayQuote, Message::new(key), source, span)
                .help(Message::new("facts-stray-quote-help")),
        );
    };
    let (mut state, mut opened, mut found) = (State::Start, 0, 0);
    for (at, byte) in body.iter().enumerate() {
        let ends = *byte == delimiter || matches!(byte, b'\r' | b'\n');
        state = match (state, byte) {
            (State::Start, b'"') => {
                opened = at;
                State::Quoted
            }
            (State::Quoted, b'"') => State::Closed,
            (State::Quoted, _) | (State::Closed, b'"') => State::Quoted,
            (_, _) if ends => State::Start,
            (State::Bare, b'"') => {
                stray(at, "facts-quote-in-bare-cell");
                found += 1;
                State::Bare
            }
            (State::Closed, _) => {
                stray(at, "facts-text-behind-quote");
                found += 1;
                State::Bare
            }
            _ => State::Bare,
        };
        if found == STRAY_MOST {
            return None;
        }
    }
    if state == State::Quoted {
        let span = Span::new(start + opened, start + opened + 1);
        let message = Message::new("facts-unclosed-quote");
        faults.push(
            Diagnostic::new(Code::UnclosedQuote, message, source, span)
                .help(Message::new("facts-unclosed-quote-help")),
        );
        return None;
    }
    (found == 0).then_some(())
}
