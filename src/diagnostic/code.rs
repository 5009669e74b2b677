//! The register of codes: one entry each, and nowhere else.
//!
//! E1 bytes · E2 YAML · E3 the language · E4 days and windows · E5 tables and facts ·
//! W the same, as warnings. A code is never reused for another meaning.

use std::fmt;

use super::Severity;

macro_rules! register {
    ($($name:ident $id:literal $title:literal $explanation:literal;)*) => {
        /// What kind of trouble a diagnostic tells: an entry of the register.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $id, "`: ", $title, ".")] $name,)*
        }

        impl Code {
            /// Every code, in the order of the register.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code as printed, such as `E301`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id,)* }
            }

            /// What it is, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }

            /// Why it matters and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => $explanation,)* }
            }
        }
    };
}

impl Code {
    /// How much it weighs: codes beginning with `W` warn, all others refuse.
    pub fn severity(self) -> Severity {
        if self.id().starts_with('W') { Severity::Warning } else { Severity::Error }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

register! {
    NotUtf8 "E101" "the file is not UTF-8"
        "Rule files, `facts.yaml` and tables are UTF-8 text, with or without a byte-order mark. Save the file as UTF-8.";
    Utf16 "E102" "the file is UTF-16"
        "Spreadsheets save \"Unicode text\" as UTF-16. Rule files, `facts.yaml` and tables are UTF-8: save the table as \"CSV UTF-8\".";
    ControlCharacter "E103" "a control character"
        "Tabs, line breaks and other control characters within a cell are never meant, and make two equal-looking values differ. Remove them.";
    Bidi "E104" "a sign that turns the direction of writing"
        "Such a sign makes a text look different from what it is. Remove it.";
    TooManyMarks "E105" "too many marks on one letter"
        "No language puts more than four combining marks on one letter; such a text is damaged or hostile.";
    Invisible "E107" "an invisible character"
        "A zero-width space or a soft hyphen makes two equal-looking values differ. Remove it.";
    LegacyEncoding "E108" "the file is in an encoding of old Vietnamese fonts"
        "TCVN3 (ABC) and VNI are fonts rather than encodings: the bytes alone do not say which letters are meant. Convert the file to UTF-8 with a tool that knows the font.";
    NoSuchDay "E401" "a date that is not in the calendar"
        "The date has the right shape, but its month has no such day.";
    DateShape "E402" "a date in another shape"
        "Dates are `YYYY-MM-DD`, unless `facts.yaml` says for the table how they are written, such as `dates: DD/MM/YYYY`. Nothing is guessed: 03/04 is two different days in two countries.";
    FarYear "E404" "a year that nobody means"
        "Years go from 1900 to 2200. Years near 2560 are of the Buddhist era. Only 9999 is taken as never.";
    DateWithClock "E408" "an instant where a day is asked"
        "A day carries no clock time and no zone: at midnight in another zone it may be the next day here. Give the civil day of the workplace.";
    Header "E501" "the header does not fit"
        "The first line of a table names its columns: each once, without spaces around, and those that the table must have. Where the file has other names, `columns` in `facts.yaml` says which is which.";
    FieldCount "E502" "a row with too few or too many cells"
        "Every row has as many cells as the header. A cell that holds the delimiter stands in double quotes.";
    UnclosedQuote "E503" "a quote that is never closed"
        "A cell that begins with a double quote ends with one; all that follows would be swallowed.";
    StrayQuote "E504" "a quote in the wrong place"
        "A double quote stands at the beginning and end of a cell, or twice within one. Backslashes do not escape.";
    LongCell "E506" "a cell too long"
        "A cell holds at most 4096 bytes.";
    TooMuch "E507" "a table too large"
        "A table has at most 256 columns and 4 GiB. More is mostly a file of another kind.";
    TwoStatuses "E509" "two statuses at one instant"
        "At one instant a person has one status. A row without clock times covers its whole day.";
    Delimiter "E510" "another delimiter"
        "Tables are separated by commas, unless `facts.yaml` names another `delimiter` for the table.";
    UnknownWord "E511" "a word without a meaning"
        "The column takes one of a list of words. `codes` in `facts.yaml` says what other words mean.";
    Mangled "E512" "a cell that is not as it was typed"
        "Spaces around a value make it a different one, and spreadsheets shorten long numbers beyond repair.";
    NotOnRegister "E514" "attendance of somebody who is not on the register"
        "The `people` table is the register. Who has a row of attendance must be in it on that day, or the numbers of the office are wrong.";
    DecimalComma "E515" "a decimal comma"
        "Decimals are written with a point, without signs between thousands.";
    Number "E516" "not a number, or none that can be"
        "Numbers are digits, with a point and at most nine digits after it. Hours lie between 0 and 24; people are whole.";
    NoRows "E517" "attendance without any row"
        "A table of attendance without rows looks like an export that went wrong; nothing can be judged by it.";
    Blank "E518" "a blank where there must be a value"
        "Without it the row concerns nobody, or no day. Rows left over by a spreadsheet are deleted.";
    Overlap "E519" "rows that hold on the same day"
        "A person belongs to one unit at a time, and a unit has one row at a time. End the first row the day before the second begins.";
    UnitTree "E520" "the unit tree does not hold together"
        "Each `parent` is a unit of the table, and no unit is above itself.";
    UnknownUnit "E521" "a unit that is not known"
        "Units named by people, attendance, gatherings, visits, records and grants are rows of `units` where that table is given.";
    Holder "E522" "of nobody, or of two"
        "A record is of exactly one person, unit, visit, gathering or locality; a grant of one person or unit.";
    UnknownHolder "E523" "of somebody or something that is not known"
        "The person of a record or grant is on the register or has attendance; its visit or gathering has a row.";
    IdTwice "E524" "two rows under one name"
        "Gatherings, visits and grants are named once each; a place has one level of a series at a time; a day is of one kind.";
    Column "E525" "a column is missing"
        "A rule reads a column that no table has, or `facts.yaml` speaks of a column that the table cannot have.";
    NoFacts "E526" "no facts, or no days"
        "Without a table nothing can be judged; and the days for which the facts speak come from `covers` or from dated rows.";
    Backward "E527" "an end before its beginning"
        "The last day does not lie before the first; a stretch of clock time does not end when it begins.";
    NotARow "E528" "a struct that is no row"
        "A row is a flat struct or map: each field a text, number, `bool` or nothing. Several tags are one text with `;` between.";
    NotARule "E529" "not the name of a rule"
        "A grant names a rule as `directive/rule`, or by its bare id.";
    NotAClock "E530" "not a clock time"
        "Clock times are `HH:MM`, from 00:00 to 24:00.";
    UnknownTable "E531" "no such table"
        "The tables are people, units, attendance, gatherings, visits, records, grants, levels and calendar.";
    NotATable "E601" "the file is no CSV"
        "A spreadsheet or an archive under another ending is still a spreadsheet or an archive.";
    NotNormalised "W105" "text that was not in NFC"
        "One letter can be stored in two ways that look the same. Values are compared in NFC, so both are read as one.";
    ByteOrderMark "W110" "a byte-order mark"
        "Spreadsheets begin UTF-8 files with an invisible mark. It is skipped.";
    NoRowsWarning "W517" "a table without rows"
        "A table with a header alone says that nothing of the kind happened. If that is not meant, the export went wrong.";
    Repetition "W519" "a row that repeats another"
        "An exact repetition counts once.";
}
