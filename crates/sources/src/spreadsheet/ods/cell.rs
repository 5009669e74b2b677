//! A cell of OpenDocument: its type, its value as ISO text, and what becomes of them.

use passmuster::Day;
use passmuster::message::Message;

use crate::number;
use crate::spreadsheet::{Value, inexact, uncalculated};

/// What formulas show that have gone wrong.
const ERRORS: [&str; 8] =
    ["#N/A", "#VALUE!", "#REF!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "Err:"];
/// How many milliseconds a day has.
const DAY: i64 = 86_400_000;

/// What was saved of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Saved {
    Blank,
    Uncalculated,
    Text(String),
    Number(String),
    Bool(String),
    Date(String),
    Time(String),
    Error,
    /// A type that is none of these.
    Other(String),
}

/// The tag of a cell, on its way to what was saved.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// `office:value-type`.
    pub(super) kind: Option<String>,
    /// The value in the attribute that belongs to the type.
    pub(super) value: Option<String>,
    pub(super) formula: Option<String>,
    /// Whether the program that saved it says that it is an error.
    pub(super) error: bool,
    /// What is shown.
    pub(super) shown: String,
}

impl Tag {
    pub(super) fn into_saved(self) -> Saved {
        let is_error = ERRORS.iter().any(|error| match error.strip_suffix(':') {
            // The number of the error is behind the colon.
            Some(_) => self.shown.starts_with(error),
            None => self.shown == *error,
        });
        let formula = self.formula.as_deref();
        if self.error || (formula.is_some() && is_error) {
            return Saved::Error;
        }
        let value = self.value.unwrap_or_default();
        match self.kind.as_deref() {
            None if formula.is_some() && self.shown.is_empty() => Saved::Uncalculated,
            None | Some("string" | "void") => {
                let text = if value.is_empty() { self.shown } else { value };
                if text.is_empty() { Saved::Blank } else { Saved::Text(text) }
            }
            // LibreOffice saves a truth that it was given by another format as 1 or 0.
            Some("float") if formula == Some("of:=TRUE()") => Saved::Bool("true".into()),
            Some("float") if formula == Some("of:=FALSE()") => {
                Saved::Bool("false".into())
            }
            Some("float" | "percentage" | "currency") => Saved::Number(value),
            Some("boolean") => Saved::Bool(value),
            Some("date") => Saved::Date(value),
            Some("time") => Saved::Time(value),
            Some(other) => Saved::Other(other.to_owned()),
        }
    }
}

impl Value for Saved {
    fn is_blank(&self) -> bool {
        matches!(self, Saved::Blank | Saved::Uncalculated)
    }

    fn is_uncalculated(&self) -> bool {
        matches!(self, Saved::Uncalculated)
    }

    fn text(&self) -> Result<String, Message> {
        match self {
            Saved::Blank => Ok(String::new()),
            Saved::Uncalculated => Err(uncalculated()),
            Saved::Text(text) => Ok(text.clone()),
            // A decimal that no double is was computed: as in every other format.
            Saved::Number(text) => {
                text.parse().ok().and_then(number::exact).ok_or_else(inexact)
            }
            Saved::Bool(text) => match text.as_str() {
                "true" => Ok("yes".to_owned()),
                "false" => Ok("no".to_owned()),
                _ => Err(Message::new("cell-no-truth")),
            },
            Saved::Date(text) => date(text).ok_or_else(|| Message::new("cell-day")),
            Saved::Time(text) => match milliseconds_of_duration(text) {
                Some(time) if time < DAY => Ok(clock(time)),
                Some(_) => Err(Message::new("cell-long-duration")),
                None => Err(Message::new("cell-no-clock")),
            },
            Saved::Error => Err(Message::new("cell-formula-error")),
            Saved::Other(_) => Err(Message::new("cell-type")),
        }
    }
}

/// A day, or a moment: at midnight it is the day itself.
fn date(text: &str) -> Option<String> {
    let (day, time) = text.split_once('T').unwrap_or((text, "00:00:00"));
    let day: Day = day.parse().ok()?;
    let mut parts = time.splitn(3, ':');
    let mut part = || parts.next();
    let (hours, minutes) = (whole(part()?)?, whole(part()?)?);
    let seconds = milliseconds(part().unwrap_or("0"))?;
    if hours > 23 || minutes > 59 || seconds > 60_000 {
        return None;
    }
    let time = hours * 3_600_000 + minutes * 60_000 + seconds;
    // What rounds up to midnight is the next day.
    let day = number::day(i64::from(day.number()) + time / DAY)?;
    match time % DAY {
        0 => Some(day),
        time => Some(format!("{day}T{}", clock(time))),
    }
}

/// `PT08H30M00S`, also with days, and with parts of a second.
fn milliseconds_of_duration(text: &str) -> Option<i64> {
    let text = text.strip_prefix('P')?;
    let (days, times) = text.split_once('T').unwrap_or((text, ""));
    let mut sum: i64 = 0;
    let mut some = false;
    for (rest, units) in [(days, &[('D', DAY)][..]), (times, &UNITS[..])] {
        let mut rest = rest;
        for (unit, worth) in units {
            let Some((number, behind)) = rest.split_once(*unit) else { continue };
            let amount = match unit {
                'S' => milliseconds(number)?,
                _ => whole(number)?.checked_mul(*worth)?,
            };
            sum = sum.checked_add(amount)?;
            (rest, some) = (behind, true);
        }
        if !rest.is_empty() {
            return None;
        }
    }
    some.then_some(sum)
}

/// The parts of a time, and what each is worth.
const UNITS: [(char, i64); 3] = [('H', 3_600_000), ('M', 60_000), ('S', 1_000)];

fn whole(digits: &str) -> Option<i64> {
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| digits.parse().ok()).flatten()
}

/// Seconds and their parts, rounded: a third of a day is not written to its end.
fn milliseconds(text: &str) -> Option<i64> {
    let (seconds, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let parts = format!("{fraction:0<4}");
    let parts =
        whole(parts.get(..4)?).filter(|_| whole(&format!("0{fraction}")).is_some());
    whole(seconds)?.checked_mul(1_000)?.checked_add((parts? + 5) / 10)
}

fn clock(milliseconds: i64) -> String {
    number::clock(milliseconds / 1_000, milliseconds % 1_000 * 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(saved: &Saved) -> String {
        saved.text().unwrap_or_else(|why| why.to_string())
    }

    #[test]
    fn dates_and_times_are_what_iso_says() {
        let day = |text: &str| said(&Saved::Date(text.to_owned()));
        assert_eq!(day("2021-02-18"), "2021-02-18");
        assert_eq!(day("2021-02-18T00:00:00"), "2021-02-18");
        assert_eq!(day("2021-02-18T08:20:00.000000001"), "2021-02-18T08:20");
        assert_eq!(day("2021-02-18T08:20:30.25"), "2021-02-18T08:20:30.25");
        assert_eq!(day("2021-02-18T23:59:59.9999"), "2021-02-19");
        assert_eq!(day("1900-01-01"), "1900-01-01");
        for none in ["1899-12-31", "9999-12-31T23:59:59.9999", "2021-02-29", "", "T"] {
            assert_eq!(day(none), "it is no day from 1900 to 9999", "{none}");
        }
        for none in
            ["2021-02-18T24:00", "2021-02-18T08", "2021-02-18T08:20:00Z", "-0044-01-01"]
        {
            assert_eq!(day(none), "it is no day from 1900 to 9999", "{none}");
        }
        let time = |text: &str| said(&Saved::Time(text.to_owned()));
        assert_eq!(time("PT08H30M00S"), "08:30");
        assert_eq!(time("PT8H30M"), "08:30");
        assert_eq!(time("PT07H19M59.999999997S"), "07:20");
        assert_eq!(time("P0DT1H0M1.5S"), "01:00:01.5");
        for long in ["PT24H", "P1DT1H", "PT23H59M59.9999S", "PT1061887H12M00S"] {
            assert!(
                time(long).starts_with("it is a duration of a day or more"),
                "{long}"
            );
        }
        for none in [
            "-PT1H",
            "P",
            "PT",
            "PT1H-1M",
            "P1Y",
            "PT1M1H",
            "PT1.5H",
            "PT99999999999999H",
        ] {
            assert_eq!(time(none), "it is no clock time", "{none}");
        }
    }

    #[test]
    fn formulas_without_a_value_or_with_an_error_are_told_apart() {
        let saved = |kind: Option<&str>, value: &str, shown: &str, formula: bool| {
            let formula = formula.then(|| "of:=A1".to_owned());
            let (kind, value) = (kind.map(str::to_owned), Some(value.to_owned()));
            Tag { kind, value, formula, error: false, shown: shown.to_owned() }
                .into_saved()
        };
        assert_eq!(saved(None, "", "", true), Saved::Uncalculated);
        assert_eq!(saved(Some("string"), "", "", true), Saved::Blank);
        assert_eq!(saved(Some("string"), "", "#N/A", true), Saved::Error);
        assert_eq!(saved(Some("float"), "0", "Err:502", true), Saved::Error);
        assert_eq!(saved(None, "", "#N/A", false), Saved::Text("#N/A".to_owned()));
        assert_eq!(said(&saved(Some("float"), "7.50", "8", false)), "7.5");
        assert_eq!(said(&saved(Some("percentage"), "0.5", "50%", false)), "0.5");
        assert_eq!(said(&saved(Some("boolean"), "true", "1", false)), "yes");
        assert!(
            said(&saved(Some("float"), "", "8", false)).starts_with("it is no number")
        );
        assert!(
            said(&saved(Some("complex"), "", "8", false)).starts_with("it is of a type")
        );
    }
}
