//! Values that look like each other, or like letters of another encoding.

use unicode_normalization::UnicodeNormalization;

use super::table::TableRead;
use crate::diagnostic::Code;
use crate::facts::column::Column;
use crate::field::{Field, Value, ValueType};
use crate::message::Message;
use crate::read::cells::Interner;
use crate::read::faults::Faults;

/// How many pairs of one column are told.
const PAIRS_MOST: usize = 20;
/// Columns of prose, in which two spellings are no two things.
const PROSE: [&str; 3] = ["value", "reason", "purpose"];
/// The tone marks of Vietnamese: grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
/// Letters of other alphabets, and the Latin ones they look like.
const TWINS: [(&str, &str); 3] = [
    ("абвгеѕіјкмноопрстухһԁ", "a6bresijkmhoonpctyxhd"),
    ("αβεζηικμνορτυχ", "abeznikmvoptux"),
    ("ðı", "đi"),
];

/// Looks over the text columns of a table.
pub(super) fn check(table: &TableRead, fields: &[Field], faults: &mut Faults) {
    for field in fields {
        let column = field.column.as_str();
        let Some(cells) = table.rows.column(column) else { continue };
        if field.kind == ValueType::Text && !PROSE.contains(&column) {
            let mut found = Faults::default();
            tell_pairs(table, column, cells, &mut found);
            tell_garbled(table, column, cells, &mut found);
            let found = found.into_diagnostics();
            faults.extend(if field.is_quoted() { found } else { found.discreet() });
        }
    }
}

fn texts(cells: &Column) -> impl Iterator<Item = (u32, &str)> {
    (1..).zip(cells.values().iter().map(|value| value.as_text().unwrap_or_default()))
}

fn tell_pairs(table: &TableRead, column: &str, cells: &Column, faults: &mut Faults) {
    // Small ASCII letters and digits fold to themselves, and no two values are one.
    let folds =
        |text: &str| !text.is_ascii() || text.bytes().any(|b| b.is_ascii_uppercase());
    if !texts(cells).any(|(_, text)| folds(text)) {
        return;
    }
    let mut folded = Interner::default();
    let mut pairs = Vec::new();
    for (code, text) in texts(cells) {
        let known = folded.len();
        let fold = if text.is_ascii() {
            text.to_ascii_lowercase()
        } else {
            fold(text, Fold::Looks)
        };
        let twin = folded.code(fold.as_bytes(), code);
        if folded.len() == known && twin != 0 && pairs.len() < PAIRS_MOST {
            pairs.push((folded.first_of(twin), code));
        }
    }
    for (first, second) in pairs {
        let value = |code| cells.value_of_code(code).and_then(Value::as_text);
        let (Some(one), Some(other)) = (value(first), value(second)) else { continue };
        let (code, key, help) = if one.to_lowercase() == other.to_lowercase() {
            (Code::CaseOnly, "facts-case-only", "facts-two-values-help")
        } else if fold(one, Fold::Tones) == fold(other, Fold::Tones) {
            (Code::ToneOnly, "facts-tone-only", "facts-two-values-help")
        } else {
            (Code::LookAlikeLetter, "facts-look-alike", "facts-look-alike-help")
        };
        let row_of = |code: u32| cells.codes().position(|one| one == code);
        let (Some(row), Some(before)) = (row_of(second), row_of(first)) else { continue };
        let message = Message::new(key)
            .with("text", other)
            .with("other", one)
            .with("row", table.row_name(before));
        let mut fault = table.fault(code, message, row, column);
        if let Some(place) = table.place(before, column) {
            fault = fault.also(&place, Message::new("facts-the-other-row"));
        }
        faults.push(fault.help(Message::new(help).with("other", one)));
    }
}

/// What is folded away so that values can be compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    /// On which vowel of a syllable the tone stands, and the case.
    Tones,
    /// That, and all by which only the shapes of letters differ.
    Looks,
}

fn fold(text: &str, what: Fold) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut tones = String::new();
    let apart: String = match what {
        Fold::Tones => text.to_lowercase().nfd().collect(),
        Fold::Looks => text.nfkd().collect::<String>().to_lowercase().nfd().collect(),
    };
    for sign in apart.chars() {
        if TONES.contains(&sign) {
            tones.push(sign);
            continue;
        }
        // A dot above belongs to the small i anyhow.
        if what == Fold::Looks && sign == '\u{307}' {
            continue;
        }
        let is_mark = unicode_normalization::char::is_combining_mark(sign);
        if !sign.is_alphabetic() && !is_mark {
            folded.push_str(&tones);
            tones.clear();
        }
        folded.push(if what == Fold::Looks { latin_twin(sign) } else { sign });
    }
    folded.push_str(&tones);
    folded
}

/// The Latin letter that a small letter looks like, or the letter itself.
pub(in crate::read) fn latin_twin(sign: char) -> char {
    let twin = |(others, latins): &(&str, &str)| {
        others.chars().zip(latins.chars()).find(|(other, _)| *other == sign)
    };
    TWINS.iter().find_map(twin).map_or(sign, |(_, latin)| latin)
}

/// Tells, once a column, text that was read in a wrong encoding before it came here.
fn tell_garbled(table: &TableRead, column: &str, cells: &Column, faults: &mut Faults) {
    let mut garbled = texts(cells).filter(|(_, text)| is_garbled(text));
    let Some((code, text)) = garbled.next() else { return };
    let number = 1 + garbled.count();
    let row = cells.codes().position(|one| one == code).unwrap_or_default();
    let message = Message::new("facts-garbled").with("text", text).with("number", number);
    let fault = table.fault(Code::Garbled, message, row, column);
    faults.push(fault.help(Message::new("facts-garbled-help")));
}

/// Whether a text looks like UTF-8, TCVN3 or VNI that was shown as Western letters.
fn is_garbled(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let twice = ["á»", "áº", "Ä‘", "Ä\u{90}", "Æ°", "Æ¡", "Ã¡", "Ã©", "Ã¢", "Ãª", "Ã´"];
    let tcvn3 = ['¨', '¬', '®', 'µ', '¶', '¸', '¹', '¼', '½', '¾'];
    let pairs = text.chars().zip(text.chars().skip(1));
    // VNI writes each mark as a letter of its own behind the vowel; one may be Portuguese.
    let vni = |(letter, sign): &(char, char)| {
        "AEIOUYaeiouy".contains(*letter) && "ùøûõïâêéèúüëáàåãäñ".contains(*sign)
    };
    if pairs.clone().filter(vni).count() > 1 {
        return true;
    }
    twice.iter().any(|sign| text.contains(sign))
        || pairs
            .clone()
            .any(|(letter, sign)| letter.is_ascii_alphabetic() && tcvn3.contains(&sign))
}

#[cfg(test)]
mod tests {
    use super::{Fold, TWINS, fold, is_garbled};

    #[test]
    fn look_alikes_fold_together() {
        assert_eq!(fold("Р001", Fold::Looks), fold("P001", Fold::Looks));
        assert_eq!(fold("Ｐ００１", Fold::Looks), fold("P001", Fold::Looks));
        assert_eq!(fold("Ðà Nẵng", Fold::Looks), fold("Đà Nẵng", Fold::Looks));
        assert_eq!(fold("Hòa Bình", Fold::Tones), fold("Hoà Bình", Fold::Tones));
        assert_ne!(fold("Hòa", Fold::Looks), fold("Hóa", Fold::Looks));
        assert_ne!(fold("Hoàn", Fold::Looks), fold("Hoan", Fold::Looks));
    }

    #[test]
    fn every_twin_has_its_letter() {
        for (others, latins) in TWINS {
            assert_eq!(others.chars().count(), latins.chars().count());
        }
    }

    #[test]
    fn names_are_not_garbled() {
        assert!(is_garbled("NguyÔn V¨n An"));
        assert!(is_garbled("Nguyá»…n"));
        assert!(!is_garbled("Nguyễn Văn Đạt"));
        assert!(is_garbled("Nguyeãn Vaên An"));
        assert!(!is_garbled("João"));
        assert!(!is_garbled("Noël Müller-Ōe"));
    }
}
