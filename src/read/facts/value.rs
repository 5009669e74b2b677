//! One text of a cell to its value.

use std::collections::BTreeMap;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

use super::settings::{DatePattern, Spot};
use crate::day::{Clock, Day, Instant};
use crate::diagnostic::Code;
use crate::field::{STATUSES, Table, Text, Value, ValueType};
use crate::message::Message;
use crate::nearest::nearest;
use crate::ratio::Decimal;
use crate::read::bytes::fault_of;
use crate::read::cells::CELL_MOST;

/// How many combining marks may stand on one letter.
const MARKS_MOST: usize = 4;
/// The last year that a date may have, but for 9999, which many systems write for "never".
const YEAR_LAST: i32 = 2200;

/// How the texts of one column are read.
pub(super) struct Typing<'a> {
    pub(super) table: Table,
    pub(super) column: &'a str,
    pub(super) kind: &'a ValueType,
    pub(super) dates: &'a DatePattern,
    pub(super) meanings: Option<&'a BTreeMap<String, Spot>>,
    /// Whether what stands in the column may be quoted.
    pub(super) quoted: bool,
}

/// Why a text is no value of its column.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: Message,
    pub(super) help: Message,
}

impl Fault {
    fn new(code: Code, key: &'static str, help: &'static str) -> Self {
        Self { code, message: Message::new(key), help: Message::new(help) }
    }
}

/// A text without hidden signs, in NFC.
///
/// `Ok(None)` says that it is in order as it stands.
fn clean(text: &str) -> Result<Option<String>, Fault> {
    if text.len() > CELL_MOST {
        return Err(Fault::new(
            Code::LongCell,
            "facts-long-cell",
            "facts-long-cell-help",
        ));
    }
    if let Some(sign) = text.chars().find(|sign| sign.is_control()) {
        let (key, help) = match sign {
            '\n' | '\r' => ("facts-line-break", "facts-line-break-help"),
            _ => ("facts-control", "facts-control-help"),
        };
        return Err(with_sign(Fault::new(Code::ControlCharacter, key, help), sign));
    }
    if text.trim() != text {
        return Err(Fault::new(Code::Mangled, "facts-spaces", "facts-spaces-help"));
    }
    if text.is_ascii() {
        return Ok(None);
    }
    let mut marks = 0;
    for sign in text.chars() {
        let key = match fault_of(sign) {
            Some((Code::BidiControl, _)) => "facts-bidi",
            Some((Code::ControlCharacter, _)) => "facts-control",
            Some(_) => "facts-invisible",
            None => "",
        };
        if let Some((code, _)) = fault_of(sign) {
            return Err(with_sign(Fault::new(code, key, "facts-control-help"), sign));
        }
        marks = if is_combining_mark(sign) { marks + 1 } else { 0 };
        if marks > MARKS_MOST {
            return Err(Fault::new(
                Code::TooManyMarks,
                "facts-marks",
                "facts-marks-help",
            ));
        }
    }
    Ok((!is_nfc(text)).then(|| text.nfc().collect()))
}

fn with_sign(mut fault: Fault, sign: char) -> Fault {
    fault.message = fault.message.with("sign", format!("U+{:04X}", u32::from(sign)));
    fault
}

/// What a text was found to be.
pub(super) struct Found {
    /// `None` for a blank, such as the status `unknown`.
    pub(super) value: Option<Value>,
    /// Whether the text was not in NFC.
    pub(super) normalised: bool,
}

impl Typing<'_> {
    /// The value of a text that is not blank.
    pub(super) fn read(&self, text: &str) -> Result<Found, Fault> {
        let cleaned = clean(text).map_err(|fault| self.about(fault, text))?;
        let normalised = cleaned.is_some();
        let text = cleaned.as_deref().unwrap_or(text);
        let value = match self.meanings.map(|meanings| meanings.get(text)) {
            Some(Some(meaning)) => self.value(&meaning.text),
            Some(None) => self.value_beside_codes(text),
            None => self.value(text),
        };
        let value = value.map_err(|fault| self.about(fault, text))?;
        Ok(Found { value, normalised })
    }

    /// The value of a meaning that `facts.yaml` gives to a code or to a whole column.
    pub(super) fn meaning(&self, text: &str) -> Result<Option<Value>, Fault> {
        self.value(text).map_err(|fault| self.about(fault, text))
    }

    fn about(&self, mut fault: Fault, text: &str) -> Fault {
        let shown: String = match self.quoted {
            true => text.chars().take(60).collect(),
            false => "…".to_owned(),
        };
        let fill = |message: Message| {
            message
                .with("text", shown.as_str())
                .with("column", self.column)
                .with("table", self.table.as_str())
        };
        fault.message = fill(fault.message);
        fault.help = fill(fault.help);
        fault
    }

    /// A text that is none of the codes: a word of a closed list has its meaning anyhow.
    fn value_beside_codes(&self, text: &str) -> Result<Option<Value>, Fault> {
        let closed = matches!(self.kind, ValueType::Choice(_) | ValueType::YesNo);
        match self.value(text) {
            Ok(value) if closed => Ok(value),
            _ => Err(Fault::new(
                Code::WordWithoutMeaning,
                "facts-code-without-meaning",
                "facts-code-without-meaning-help",
            )),
        }
    }

    fn value(&self, text: &str) -> Result<Option<Value>, Fault> {
        match self.kind {
            ValueType::Text => self.text(text).map(Some),
            ValueType::Number => self.number(text).map(Some),
            ValueType::YesNo => match text {
                "yes" => Ok(Some(Value::YesNo(true))),
                "no" => Ok(Some(Value::YesNo(false))),
                _ => Err(Fault::new(
                    Code::WordWithoutMeaning,
                    "facts-yes-no",
                    "facts-yes-no-help",
                )),
            },
            ValueType::Date => self.day(text).map(|day| Some(Value::Date(day))),
            ValueType::Time => match Clock::read(text) {
                Some(clock) => Ok(Some(Value::Time(clock))),
                None => {
                    Err(Fault::new(Code::NotAClock, "facts-clock", "facts-clock-help"))
                }
            },
            ValueType::Moment => match Instant::read(text) {
                Some(instant) => Ok(Some(Value::Instant(instant))),
                None => self.day(text).map(|day| Some(Value::Date(day))),
            },
            ValueType::Choice(words) => self.choice(words, text),
            ValueType::Words => Ok(words(text)),
        }
    }

    fn text(&self, text: &str) -> Result<Value, Fault> {
        // Ids are text, and spreadsheets shorten long ones beyond repair.
        let (mantissa, exponent) = text.split_once("E+").unwrap_or_default();
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let shortened = mantissa.split_once('.').is_some_and(|(whole, part)| {
            whole.len() == 1 && digits(whole) && digits(part)
        });
        if shortened && exponent.len() == 2 && digits(exponent) {
            return Err(Fault::new(
                Code::Mangled,
                "facts-shortened-number",
                "facts-shortened-number-help",
            ));
        }
        Ok(Value::Text(text.into()))
    }

    fn number(&self, text: &str) -> Result<Value, Fault> {
        let Some(number) = Decimal::read(text) else {
            let dotted = text.replacen(',', ".", 1);
            if dotted != text && Decimal::read(&dotted).is_some() {
                let mut fault = Fault::new(
                    Code::CommaInNumber,
                    "facts-decimal-comma",
                    "facts-decimal-comma-help",
                );
                fault.help = fault.help.with("dotted", dotted);
                return Err(fault);
            }
            return Err(Fault::new(Code::Number, "facts-number", "facts-number-help"));
        };
        let whole = self.column == "people" && number.as_whole().is_none();
        let declared = !matches!(
            self.column,
            "hours"
                | "people"
                | "area_m2"
                | "capacity"
                | "distance_m"
                | "households"
                | "amount"
        );
        let day = Decimal::whole(24);
        if whole {
            return Err(Fault::new(Code::Number, "facts-whole", "facts-whole-help"));
        }
        if !declared && number.billionths() < 0 {
            let fault = Fault::new(Code::Number, "facts-negative", "facts-negative-help");
            return Err(fault);
        }
        if self.column == "hours" && Some(number) > day {
            return Err(Fault::new(Code::Number, "facts-hours", "facts-hours-help"));
        }
        Ok(Value::Number(number))
    }

    fn choice(&self, words: &[Text], text: &str) -> Result<Option<Value>, Fault> {
        let is_status = self.table == Table::Attendance && self.column == "status";
        if is_status && text == "unknown" {
            return Ok(None);
        }
        if let Some(word) = words.iter().find(|word| ***word == *text) {
            return Ok(Some(Value::Text(word.clone())));
        }
        let known: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        let key = if is_status { "facts-unknown-status" } else { "facts-unknown-word" };
        let mut fault =
            Fault::new(Code::WordWithoutMeaning, key, "facts-unknown-word-help");
        if let Some(near) = nearest(text, known.iter().copied()) {
            fault.help = Message::new("facts-did-you-mean").with("near", near);
        } else if is_status {
            let all = STATUSES.iter().chain(&["unknown"]).copied().collect::<Vec<_>>();
            fault.help =
                Message::new("facts-unknown-status-help").with("known", all.join(", "));
        } else {
            fault.help = fault.help.with("known", known.join(", "));
        }
        Err(fault)
    }

    fn day(&self, text: &str) -> Result<Day, Fault> {
        let fault = |code, key, help| {
            let mut fault = Fault::new(code, key, help);
            fault.message = fault.message.with("pattern", self.dates.to_string());
            fault.help = fault.help.with("pattern", self.dates.to_string());
            fault
        };
        if self.dates.as_written(text).is_none() {
            return Err(self.not_as_written(text));
        }
        let Some(day) = self.dates.day(text) else {
            let key = "facts-no-such-day";
            return Err(fault(Code::NotADay, key, "facts-no-such-day-help"));
        };
        if day.year() > YEAR_LAST && day.year() != 9999 {
            return Err(fault(Code::FarYear, "facts-far-year", "facts-far-year-help"));
        }
        Ok(day)
    }

    /// What a text that should be a date looks like instead.
    fn not_as_written(&self, text: &str) -> Fault {
        let mut fault = Fault::new(Code::DayForm, "facts-date", "facts-date-help");
        let serial =
            text.parse::<i32>().ok().filter(|days| (20_000..80_000).contains(days));
        // Spreadsheets count from 1899-12-30, 25 569 days before 1970.
        let of_serial = serial.map(|days| Day::from_number(days - 25_569));
        if let Some(day) = of_serial {
            fault.message =
                Message::new("facts-date-serial").with("day", day.to_string());
            fault.help = Message::new("facts-date-serial-help");
        } else if text.contains(':') || text.contains('T') {
            fault =
                Fault::new(Code::DayWanted, "facts-date-clock", "facts-date-clock-help");
        } else if let Some(other) = other_pattern(text) {
            fault.help = Message::new("facts-date-pattern-help").with("other", other);
        }
        fault.message = fault.message.with("pattern", self.dates.to_string());
        fault.help = fault.help.with("pattern", self.dates.to_string());
        fault
    }
}

/// The pattern that a date seems to be written in.
fn other_pattern(text: &str) -> Option<&'static str> {
    ["YYYY-MM-DD", "DD/MM/YYYY", "D/M/YYYY", "DD-MM-YYYY", "DD.MM.YYYY", "YYYY/MM/DD"]
        .into_iter()
        .find(|other| {
            DatePattern::read(other).and_then(|known| known.day(text)).is_some()
        })
}

fn words(text: &str) -> Option<Value> {
    let mut words: Vec<Text> = Vec::new();
    for word in text.split(';').map(str::trim).filter(|word| !word.is_empty()) {
        if !words.iter().any(|known| **known == *word) {
            words.push(word.into());
        }
    }
    (!words.is_empty()).then(|| Value::Words(words.into()))
}
