//! What `facts.yaml` may say, as nouns.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::sourced::{Conflicts, SourceStated};
use crate::day::{Day, Weekday};
use crate::facts::DayKind;
use crate::field::{Table, Text};
use crate::source::Place;
use crate::window::Period;

/// What `facts.yaml` says; without the file all of it is left to the defaults.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stated {
    pub(crate) covers: Option<Period>,
    pub(crate) zone: Option<String>,
    pub(crate) working_week: Option<BTreeSet<Weekday>>,
    /// `None` if `no_row` is not written.
    pub(crate) no_row: Option<BTreeMap<DayKind, Option<Text>>>,
    /// Whether `records: { complete: no }` is written.
    pub(crate) records_incomplete: bool,
    /// What becomes of what two sources of attendance contradict each other in.
    pub(crate) conflicts: Conflicts,
    /// The hours that half a day has, as written.
    pub(crate) half_day: Option<String>,
    pub(crate) tables: BTreeMap<Table, TableStated>,
}

/// What `facts.yaml` says of one table.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableStated {
    pub(crate) files: Vec<String>,
    /// The systems out of which it comes.
    pub(crate) from: Vec<SourceStated>,
    /// Columns of `people` by which other systems call them.
    pub(crate) asked: Vec<String>,
    pub(crate) delimiter: Option<u8>,
    /// Our name of a column to the name in the file.
    pub(crate) columns: BTreeMap<String, Spot>,
    pub(crate) dates: DatePattern,
    /// Column to code to meaning.
    pub(crate) codes: BTreeMap<String, Codes>,
    /// Columns with one value in all rows.
    pub(crate) fixed: BTreeMap<String, Spot>,
}

/// What the codes of one column mean.
#[derive(Debug, Clone)]
pub(crate) struct Codes {
    pub(crate) place: Place,
    pub(crate) meanings: BTreeMap<String, Spot>,
}

/// A word and where it is written.
#[derive(Debug, Clone)]
pub(crate) struct Spot {
    pub(crate) text: String,
    pub(crate) place: Place,
}

/// How a table writes its dates, such as `DD/MM/YYYY`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DatePattern {
    text: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Year,
    /// With at least so many digits, and at most two.
    Month(usize),
    Day(usize),
    Sign(char),
}

impl Default for DatePattern {
    fn default() -> Self {
        let sign = Part::Sign('-');
        let parts = vec![Part::Year, sign, Part::Month(2), sign, Part::Day(2)];
        Self { text: "YYYY-MM-DD".to_owned(), parts }
    }
}

impl DatePattern {
    /// Reads a pattern of `DD`, `MM` and `YYYY`, each once, and signs between them; `D`
    /// and `M` allow one digit.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = text.chars().peekable();
        while let Some(letter) = rest.next() {
            let mut times = 1;
            while letter.is_ascii_alphabetic() && rest.next_if_eq(&letter).is_some() {
                times += 1;
            }
            parts.push(match (letter, times) {
                ('Y', 4) => Part::Year,
                ('M', 1 | 2) => Part::Month(times),
                ('D', 1 | 2) => Part::Day(times),
                ('/' | '-' | '.' | ' ', 1) => Part::Sign(letter),
                _ => return None,
            });
        }
        let count =
            |wanted: fn(&Part) -> bool| parts.iter().filter(|p| wanted(p)).count();
        let each_once = count(|part| matches!(part, Part::Year)) == 1
            && count(|part| matches!(part, Part::Month(_))) == 1
            && count(|part| matches!(part, Part::Day(_))) == 1;
        // Without a sign between them one-digit parts cannot be told apart.
        let signs = count(|part| matches!(part, Part::Sign(_)));
        let fixed = count(|part| matches!(part, Part::Month(1) | Part::Day(1))) == 0;
        (each_once && (signs == 2 || (signs == 0 && fixed)))
            .then(|| Self { text: text.to_owned(), parts })
    }

    /// The text in `YYYY-MM-DD`, if it has the shape of the pattern.
    pub(crate) fn as_written(&self, text: &str) -> Option<String> {
        let mut rest = text;
        let (mut year, mut month, mut day) = ("", "", "");
        for part in &self.parts {
            match part {
                Part::Year => year = digits(&mut rest, 4, 4)?,
                Part::Month(least) => month = digits(&mut rest, *least, 2)?,
                Part::Day(least) => day = digits(&mut rest, *least, 2)?,
                Part::Sign(sign) => rest = rest.strip_prefix(*sign)?,
            }
        }
        rest.is_empty().then(|| format!("{year}-{month:0>2}-{day:0>2}"))
    }

    /// The day of a text that has the shape of the pattern and is in the calendar.
    pub(crate) fn day(&self, text: &str) -> Option<Day> {
        self.as_written(text)?.parse().ok()
    }
}

impl fmt::Display for DatePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn digits<'a>(rest: &mut &'a str, least: usize, most: usize) -> Option<&'a str> {
    let found = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (taken, behind) = rest.split_at_checked(found)?;
    *rest = behind;
    (found >= least).then_some(taken)
}
