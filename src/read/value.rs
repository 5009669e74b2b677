//! Scalars: texts, names, words, numbers, days. The one place that refuses look-alikes.

use super::decode::{Decoder, clip, quoted};
use super::facts::alike::latin_twin;
use super::node::{Node, NodeKind};
use crate::day::{Calendar, Clock, Day, Instant};
use crate::diagnostic::{Code, Diagnostic};
use crate::directive::{End, Start};
use crate::message::Message;
use crate::name::Name;
use crate::nearest::nearest;
use crate::ratio::Decimal;

/// What a whole number may be at most.
const LARGEST: i64 = 10_000_000;

/// Whether another YAML reader would take the plain text for a number or a truth value.
fn is_look_alike(text: &str) -> bool {
    const WORDS: [&str; 6] = ["true", "True", "TRUE", "false", "False", "FALSE"];
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = body.to_ascii_lowercase();
    if WORDS.contains(&text) || [".inf", ".nan"].contains(&lower.as_str()) {
        return true;
    }
    if let Some(digits) =
        ["0x", "0o", "0b"].iter().find_map(|one| lower.strip_prefix(one))
    {
        return digits.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_');
    }
    let digits = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
            && part.starts_with(|one: char| one.is_ascii_digit())
    };
    if body.contains(':') {
        return body.split(':').all(digits);
    }
    let (size, power) = lower.split_once('e').unwrap_or((&lower, "0"));
    let (whole, part) = size.split_once('.').unwrap_or((size, "0"));
    let part_fits = part.is_empty() || digits(part);
    let numeric = part_fits
        && (digits(whole) || (whole.is_empty() && digits(part)))
        && digits(power.strip_prefix(['+', '-']).unwrap_or(power));
    let canonical = Decimal::read(text).is_some() && !text.contains('.') && text != "-0";
    numeric && !canonical
}

/// A letter that the eye takes for another: one of another alphabet in a Latin word, or the
/// Icelandic eth in a Vietnamese text.
fn look_alike_letter(text: &str) -> Option<(char, &'static str)> {
    for word in words_of(text) {
        let latin = word.chars().any(|one| one.is_alphabetic() && one < '\u{250}');
        if let Some(letter) = word.chars().find(is_foreign).filter(|_| latin) {
            return Some((letter, "like-latin"));
        }
    }
    let vietnamese =
        |one: char| matches!(one, 'ă' | 'đ' | 'ơ' | 'ư' | '\u{1ea0}'..='\u{1ef9}');
    (text.contains('Ð') && text.chars().any(vietnamese)).then_some(('Ð', "like-d"))
}

/// The first letter of a word of another alphabet, all of whose letters look Latin.
fn latin_in_looks(text: &str) -> Option<char> {
    let twins = |word: &&str| word.chars().all(|one| is_foreign(&one) && has_twin(&one));
    words_of(text).find(|word| !word.is_empty() && twins(word))?.chars().next()
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| !one.is_alphabetic())
}

/// Whether a letter is Greek or Cyrillic.
fn is_foreign(letter: &char) -> bool {
    letter.is_alphabetic() && matches!(letter, '\u{370}'..='\u{52f}')
}

fn has_twin(letter: &char) -> bool {
    letter.to_lowercase().all(|small| latin_twin(small) != small)
}

/// Whether a text is a day and a month in an order that only its writer knows.
fn is_ambiguous(text: &str) -> bool {
    let mut parts = text.split(['/', '.', '-']).map(|part| part.parse::<u32>().ok());
    let is_month = |part: Option<Option<u32>>| {
        part.flatten().is_some_and(|part| (1..=12).contains(&part))
    };
    is_month(parts.next()) && is_month(parts.next()) && parts.count() == 1
}

impl Decoder<'_> {
    /// The text of a scalar and whether it is quoted, whatever it looks like.
    pub(super) fn scalar<'n>(
        &mut self,
        wanted: &'static str,
        node: &'n Node,
    ) -> Option<(&'n str, bool)> {
        match &node.kind {
            NodeKind::Text { text, quoted } => Some((text, *quoted)),
            _ => {
                self.wrong_shape(wanted, node);
                None
            }
        }
    }

    /// A text; what other readers would take for a number must be quoted.
    pub(super) fn text(&mut self, node: &Node) -> Option<String> {
        let (text, is_quoted) = self.scalar("want-text", node)?;
        if text.trim().is_empty() {
            self.tell(Code::Empty, Message::new("empty-text"), node.span);
            return None;
        }
        if !is_quoted && is_look_alike(text) {
            self.must_quote(text, node);
            return None;
        }
        if let Some((letter, like)) = look_alike_letter(text) {
            self.looks_alike(letter, like, node);
            return None;
        }
        Some(text.to_owned())
    }

    /// A text that facts are compared with: no word of it may look Latin and not be, in a file
    /// that is not written in that alphabet.
    pub(super) fn compared_text(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?;
        if let Some(letter) = latin_in_looks(&text).filter(|_| !self.has_other_alphabet())
        {
            self.looks_alike(letter, "like-latin", node);
            return None;
        }
        Some(text)
    }

    fn looks_alike(&mut self, letter: char, like: &'static str, node: &Node) {
        let message = Message::new("look-alike-letter")
            .with("letter", letter.to_string())
            .with("code", format!("U+{:04X}", u32::from(letter)))
            .with("like", Message::new(like));
        self.tell(Code::LookAlikeLetter, message, node.span);
    }

    /// Whether Greek or Cyrillic is written in the file, and not only letters that look Latin.
    fn has_other_alphabet(&mut self) -> bool {
        let text = self.source.text();
        let tells = |one: char| is_foreign(&one) && !has_twin(&one);
        *self.other_alphabet.get_or_insert_with(|| text.chars().any(tells))
    }

    fn must_quote(&mut self, text: &str, node: &Node) {
        let message = Message::new("must-quote").with("text", clip(text));
        let help = Message::new("must-quote-help").with("text", clip(text));
        let one = Diagnostic::new(Code::MustBeQuoted, message, self.source, node.span);
        let fix = format!("\"{text}\"");
        self.diagnostics.push(one.help(help).fix(self.place(node.span), fix));
    }

    /// The number of a clause: quoted, for `1.10` is not `1.1`.
    pub(super) fn clause(&mut self, text: &str, is_quoted: bool, node: &Node) -> bool {
        if !is_quoted && text.starts_with(|one: char| one.is_ascii_digit()) {
            self.must_quote(text, node);
            return false;
        }
        true
    }

    /// Texts: one, or a list.
    pub(super) fn texts(&mut self, node: &Node) -> Vec<String> {
        self.one_or_more(node).iter().filter_map(|one| self.text(one)).collect()
    }

    /// One of these words.
    pub(super) fn word(
        &mut self,
        node: &Node,
        words: &[&'static str],
    ) -> Option<&'static str> {
        let (text, _) = self.scalar("want-text", node)?;
        if let Some(word) = words.iter().find(|word| **word == text) {
            return Some(word);
        }
        self.unknown_word(text, words.iter().copied(), node);
        None
    }

    /// Tells that a word is none of those that may stand here.
    pub(super) fn unknown_word<'w>(
        &mut self,
        text: &str,
        words: impl Iterator<Item = &'w str> + Clone,
        node: &Node,
    ) {
        let message = Message::new("unknown-word").with("word", clip(text));
        let help = match nearest(text, words.clone()) {
            Some(word) => Message::new("did-you-mean").with("word", word),
            None => Message::new("words-here").with("words", quoted(words)),
        };
        self.tell_with(Code::UnknownWord, message, help, node.span);
    }

    /// A name of letters, digits and hyphens.
    pub(super) fn name(&mut self, node: &Node) -> Option<Name> {
        let (text, _) = self.scalar("want-name", node)?;
        let name = Name::new(text);
        if name.is_none() {
            self.bad_name(text, '-', node.span);
        }
        name
    }

    /// Tells that a text is no name, and which name may be meant.
    pub(super) fn bad_name(
        &mut self,
        text: &str,
        joint: char,
        span: crate::source::Span,
    ) {
        // A hidden character has been told by its line.
        if text.chars().any(|one| super::bytes::fault_of(one).is_some()) {
            return;
        }
        let message = Message::new("bad-name").with("name", clip(text));
        let plain: String = text
            .chars()
            .map(
                |one| {
                    if one.is_alphanumeric() { one.to_ascii_lowercase() } else { joint }
                },
            )
            .collect();
        let proposal = plain.trim_matches(joint);
        let is_name = proposal.is_ascii()
            && proposal.len() <= 64
            && proposal.starts_with(|one: char| one.is_ascii_lowercase());
        let foreign = text.chars().find(|one| !one.is_ascii());
        let help = if let Some(letter) = foreign {
            Message::new("name-letter")
                .with("letter", letter.to_string())
                .with("code", format!("U+{:04X}", u32::from(letter)))
        } else if is_name {
            Message::new("name-proposal").with("name", proposal)
        } else {
            Message::new("name-form").with("joint", joint.to_string())
        };
        self.tell_with(Code::BadName, message, help, span);
    }

    /// A name of this file, or `directive/name`.
    pub(super) fn full_name(&mut self, node: &Node) -> Option<(Name, Name)> {
        let (text, _) = self.scalar("want-name", node)?;
        let (directive, name) = match text.split_once('/') {
            Some((directive, name)) => (Name::new(directive), Name::new(name)),
            None => (Some(self.directive.clone()), Name::new(text)),
        };
        let both = directive.zip(name);
        if both.is_none() {
            self.bad_name(text, '-', node.span);
        }
        both
    }

    /// A whole number from `least`.
    pub(super) fn whole(&mut self, node: &Node, least: u32) -> Option<u32> {
        let number = self.number(node)?;
        let whole = number.as_whole().filter(|whole| *whole <= LARGEST);
        let whole = whole.and_then(|whole| u32::try_from(whole).ok());
        let whole = whole.filter(|whole| *whole >= least);
        if whole.is_none() {
            let message = Message::new("whole-range")
                .with("number", number.to_string())
                .with("least", i64::from(least))
                .with("most", LARGEST);
            self.tell(Code::NumberOutOfRange, message, node.span);
        }
        whole
    }

    /// A number: digits and at most one point.
    pub(super) fn number(&mut self, node: &Node) -> Option<Decimal> {
        let (text, is_quoted) = self.scalar("want-number", node)?;
        let number = Decimal::read(text).filter(|_| text != "-0");
        match number {
            Some(_) if is_quoted => {
                let message = Message::new("quoted-number").with("text", clip(text));
                let one =
                    Diagnostic::new(Code::WrongShape, message, self.source, node.span);
                self.diagnostics.push(one.fix(self.place(node.span), text));
                None
            }
            Some(number) => Some(number),
            None => {
                self.not_a_number(text, node);
                None
            }
        }
    }

    /// Tells why a text is no number.
    pub(super) fn not_a_number(&mut self, text: &str, node: &Node) {
        let digits = |one: char| one.is_ascii_digit();
        if text.contains(',') && text.replace([',', '.', '%'], "").chars().all(digits) {
            let message = Message::new("decimal-comma").with("text", clip(text));
            self.tell(Code::DecimalComma, message, node.span);
        } else if text.len() > 9 && text.replace(['-', '.'], "").chars().all(digits) {
            let message = Message::new("number-too-large").with("text", clip(text));
            self.tell(Code::NumberOutOfRange, message, node.span);
        } else if is_look_alike(text) {
            let message = Message::new("number-form").with("text", clip(text));
            self.tell(Code::MustBeQuoted, message, node.span);
        } else {
            self.wrong_shape("want-number", node);
        }
    }

    /// A civil day.
    pub(super) fn day(&mut self, node: &Node) -> Option<Day> {
        let (text, _) = self.scalar("want-day", node)?;
        if let Ok(day) = text.parse::<Day>() {
            return Some(day);
        }
        let shape = |form: &str| {
            text.len() == form.len()
                && text.bytes().zip(form.bytes()).all(|(one, form)| match form {
                    b'0' => one.is_ascii_digit(),
                    _ => one == form,
                })
        };
        let begins_as_day = text.get(..10).is_some_and(|day| day.parse::<Day>().is_ok());
        let (code, key) = if shape("0000-00-00") {
            (Code::NotADay, "not-a-day")
        } else if begins_as_day {
            (Code::DayWanted, "day-wanted")
        } else if is_ambiguous(text) {
            (Code::DayForm, "day-ambiguous")
        } else {
            (Code::DayForm, "day-form")
        };
        let message = Message::new(key).with("text", clip(text));
        let one = Diagnostic::new(code, message, self.source, node.span);
        self.diagnostics.push(match year_first(text) {
            Some(day) => one.fix(self.place(node.span), day.to_string()),
            None => one,
        });
        None
    }

    /// A clock time.
    pub(super) fn clock(&mut self, node: &Node) -> Option<Clock> {
        let (text, _) = self.scalar("want-clock", node)?;
        let clock = Clock::read(text);
        if clock.is_none() {
            let message = Message::new("clock-form").with("text", clip(text));
            self.tell(Code::NotAClock, message, node.span);
        }
        clock
    }

    /// An instant: day and clock time of the document's zone.
    pub(super) fn instant(&mut self, node: &Node) -> Option<Instant> {
        let (text, _) = self.scalar("want-instant", node)?;
        let instant = Instant::read(text);
        if instant.is_none() {
            let message = Message::new("instant-form").with("text", clip(text));
            self.tell(Code::InstantForm, message, node.span);
        }
        instant
    }

    /// A day, or an instant.
    pub(super) fn start(&mut self, node: &Node) -> Option<Start> {
        let (text, _) = self.scalar("want-day", node)?;
        if text.contains('T') {
            return self.instant(node).map(Start::Instant);
        }
        self.day(node).map(Start::Day)
    }

    /// How long a window holds: `15 days`, `2 weeks`, `3 months`.
    pub(super) fn length(&mut self, node: &Node) -> Option<End> {
        let (text, _) = self.scalar("want-length", node)?;
        let (count, unit) = self.measured(text).unwrap_or_default();
        let end = match unit {
            "day" | "days" => End::ForDays(count),
            "week" | "weeks" => End::ForWeeks(count),
            "month" | "months" => End::ForMonths(count),
            _ => {
                self.wrong_shape("want-length", node);
                return None;
            }
        };
        self.reasonable(count, node).then_some(end)
    }

    /// So many civil days: `7 days`, `2 weeks`.
    pub(super) fn days(&mut self, node: &Node) -> Option<u32> {
        let (text, _) = self.scalar("want-days", node)?;
        let (count, unit) = self.measured(text).unwrap_or_default();
        let days = match unit {
            "day" | "days" => count,
            "week" | "weeks" => count.saturating_mul(7),
            _ => {
                self.wrong_shape("want-days", node);
                return None;
            }
        };
        self.reasonable(days, node).then_some(days)
    }

    /// So many hours, if the text says hours.
    pub(super) fn hours(&mut self, node: &Node) -> Option<u32> {
        let NodeKind::Text { text, .. } = &node.kind else { return None };
        let (count, unit) = self.measured(text)?;
        let hours = matches!(unit, "h" | "hour" | "hours");
        (hours && self.reasonable(count, node)).then_some(count)
    }

    /// A whole number and its unit.
    fn measured<'t>(&mut self, text: &'t str) -> Option<(u32, &'t str)> {
        let (count, unit) = text.split_once(' ')?;
        let count = Decimal::read(count)?.as_whole()?;
        Some((u32::try_from(count).ok()?, unit.trim()))
    }

    fn reasonable(&mut self, count: u32, node: &Node) -> bool {
        let fits = (1..=100_000).contains(&count);
        if !fits {
            let message = Message::new("whole-range")
                .with("number", i64::from(count))
                .with("least", 1_i64)
                .with("most", 100_000_i64);
            self.tell(Code::NumberOutOfRange, message, node.span);
        }
        fits
    }

    /// The calendar stretch of a word.
    pub(super) fn stretch(word: &str) -> Option<Calendar> {
        Some(match word {
            "day" => Calendar::Day,
            "week" => Calendar::Week,
            "month" => Calendar::Month,
            "quarter" => Calendar::Quarter,
            "year" => Calendar::Year,
            _ => return None,
        })
    }
}

/// The day that a text means for certain, though it is written otherwise: with the year first
/// no other order is in use.
fn year_first(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let is_number = |part: &&&str| part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || ![year, month, day].iter().all(is_number) {
        return None;
    }
    format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
}
