//! Texts of the user's on their way into other formats, in which they must stay texts.
//!
//! No format is trusted to show what cannot be seen: control characters, and those that turn
//! the order of a line, are written out as `[U+202E]` wherever a report goes to.

use std::fmt::Write as _;

/// Whether a character is not seen, or changes how others are.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{fffe}'..='\u{ffff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// A text on one line, in which everything can be seen.
pub(super) fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    for letter in text.trim_end_matches('\n').chars() {
        match letter {
            '\n' | '\t' => seen.push(' '),
            letter if is_hidden(letter) => {
                // OK because writing into a string cannot fail.
                let _ = write!(seen, "[U+{:04X}]", u32::from(letter));
            }
            letter => seen.push(letter),
        }
    }
    seen
}

/// A text in XML or HTML: between tags, or within quotes.
pub(super) fn markup(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter => safe.push(letter),
        }
    }
    safe
}

/// A text in Markdown that is nothing but text: no mark, link, mention or tag.
pub(super) fn prose(text: &str) -> String {
    let text = visible(text);
    let mut safe = String::with_capacity(text.len());
    // A line may begin a list; and hosts make links of what only looks like one.
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mut last = ['\0'; 3];
    let mut rest = text.chars();
    for (at, letter) in text.chars().enumerate() {
        rest.next();
        let begins = (at == 0 && matches!(letter, '+' | '-' | '='))
            || (at == digits && matches!(letter, '.' | ')'));
        let links = (letter == '.' && last == ['w', 'w', 'w'])
            || (letter == ':' && rest.as_str().starts_with('/'));
        if begins || links || MARKS.contains(letter) {
            safe.push('\\');
        }
        safe.push(letter);
        // Mentions and references are found in what is shown, behind all escapes; a comment
        // parts them without a sign.
        if matches!(letter, '@' | '#') {
            safe.push_str("<!-- -->");
        }
        let [_, second, third] = last;
        last = [second, third, letter.to_ascii_lowercase()];
    }
    safe
}

/// What may mean something to Markdown within a line.
const MARKS: &str = "\\`*_{}[]#!|<>~&@$^";

/// A name in Markdown, between backticks.
pub(super) fn code(text: &str) -> String {
    let text = visible(text);
    if text.trim().is_empty() {
        return prose(&text);
    }
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default() + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

/// A name in a table of Markdown, which a bar would end.
pub(super) fn code_in_table(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A sentence in Markdown: what stands in backticks is code, all else is text.
pub(super) fn sentence(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let closed = parts.len() % 2 == 1;
    let mut safe = String::with_capacity(text.len());
    for (nth, part) in parts.iter().enumerate() {
        let inside = nth % 2 == 1;
        match inside && (closed || nth + 1 < parts.len()) {
            true => safe.push_str(&code(part)),
            false if inside => safe.push_str(&prose(&format!("`{part}"))),
            false => safe.push_str(&prose(part)),
        }
    }
    safe
}

/// A text in a workflow command: it ends no line and begins no command.
pub(super) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same where it is a property, which ends at a comma or a colon.
pub(super) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The name of a file as a relative reference.
pub(super) fn uri(name: &str) -> String {
    let name = path(name);
    let mut uri = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'/' => {
                uri.push(char::from(byte));
            }
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// The name of a file as code hosts know it: with slashes, and not from `./` on.
pub(super) fn path(name: &str) -> String {
    let name = name.replace('\\', "/");
    let mut rest = name.as_str();
    while let Some(after) = rest.strip_prefix("./") {
        rest = after;
    }
    match rest.strip_prefix("//") {
        // Two slashes would name another computer.
        Some(after) => format!("/{}", after.trim_start_matches('/')),
        None => rest.to_owned(),
    }
}

/// 32 digits that stand for a text: FNV-1a of 128 bits. It keeps nothing secret.
pub(super) fn fingerprint(text: &str) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in text.bytes() {
        hash = (hash ^ u128::from(byte))
            .wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_that_of_everybody_else() {
        // From the tables of the authors of FNV.
        assert_eq!(fingerprint(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(fingerprint("a"), "d228cb696f1a8caf78912b704e4a8964");
        assert_eq!(fingerprint("foobar"), "343e1662793c64bf6f0d3597ba446f18");
    }

    #[test]
    fn names_of_files_lead_to_no_other_place() {
        assert_eq!(uri("./rules/a b.yaml"), "rules/a%20b.yaml");
        assert_eq!(uri("//evil/x:1?y#z"), "/evil/x%3A1%3Fy%23z");
        assert_eq!(uri("rules\\quy-định.yaml"), "rules/quy-%C4%91%E1%BB%8Bnh.yaml");
    }

    #[test]
    fn backticks_of_data_cannot_open_what_they_do_not_close() {
        assert_eq!(sentence("in `a`; b"), "in `a`; b");
        assert_eq!(sentence("in `a` @x `b"), "in `a` \\@<!-- -->x \\`b");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(prose("1. www.x http://y"), "1\\. www\\.x http\\://y");
    }
}
