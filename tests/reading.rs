//! Whatever bytes it is given, the reader answers and never panics.

use passmuster::Source;
use proptest::prelude::*;

const FULL: &str = include_str!("diagnostics/rules/none-full.yaml");
const FORMS: &str = include_str!("diagnostics/rules/none-forms.yaml");

/// Pieces that have a meaning somewhere in a rule file.
const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "- ",
    "\n",
    "  ",
    "\"",
    "'",
    "|",
    "&a ",
    "*a",
    "!!str ",
    "%",
    "50%",
    "not",
    "đ",
    "\u{301}",
    "~",
    "2021-02-30",
    "in: visits",
    "\t",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn arbitrary_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let found = passmuster::lint_sources(&[Source::from_bytes("any.yaml", bytes)]);
        prop_assert!(found.has_errors());
        prop_assert!(!found.to_string().is_empty());
    }

    #[test]
    fn mutated_files_are_answered(
        full in any::<bool>(),
        edits in prop::collection::vec(
            (any::<prop::sample::Index>(), 0_usize..12, 0..PIECES.len()),
            1..6,
        ),
    ) {
        let mut characters: Vec<char> = if full { FULL } else { FORMS }.chars().collect();
        for (at, drop, piece) in edits {
            let at = at.index(characters.len().max(1));
            let end = (at + drop).min(characters.len());
            characters.splice(at..end, PIECES[piece].chars());
        }
        let text: String = characters.into_iter().collect();
        let found = passmuster::lint_sources(&[Source::new("mutated.yaml", &text)]);
        for one in found.iter() {
            let span = one.place().map(|place| place.span.range()).unwrap_or_default();
            let inside = text.get(span.clone()).is_some();
            prop_assert!(inside, "{one} cuts a character in {span:?}");
            // What the YAML parser itself complains of may quote any sign.
            let said = one.to_string().replace(",[]{}", "");
            prop_assert!(!said.contains("Text(") && !said.contains("[]"), "{said}");
        }
    }
}

#[test]
fn places_count_characters_of_vietnamese_text() {
    let text = "passmuster: 1\ndirective: { id: a, title: \"đến hết ngày\", nmber: x }\n";
    let found = passmuster::lint_sources(&[Source::new("a.yaml", text)]).to_string();
    assert!(found.starts_with("a.yaml:2:44: error[E301]: `nmber`"), "{found}");
}

#[test]
fn a_byte_order_mark_moves_no_place() {
    let text = "\u{feff}passmuster: 1\ndirective: { id: a, nmber: x }\n";
    let found = passmuster::lint_sources(&[Source::new("a.yaml", text)]).to_string();
    assert!(found.starts_with("a.yaml:1:1: warning[W110]"), "{found}");
    assert!(found.contains("\na.yaml:2:21: error[E301]: `nmber`"), "{found}");
}

#[test]
fn line_ends_of_other_systems_say_the_same() {
    let of = |text: String| passmuster::lint_sources(&[Source::new("a.yaml", &text)]);
    assert!(of(FULL.replace('\n', "\r\n")).is_empty());
    assert!(of(FULL.to_owned()).is_empty());
}
