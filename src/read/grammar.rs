//! Every key of the language, once: where it stands, its shape, a sentence, an example.
//!
//! The unknown-key check, did-you-mean and the JSON Schema are made from this table.

mod keys;

use keys::KEYS;

use crate::field::{Field, Home};

/// Where keys stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    Top,
    Directive,
    InForce,
    Clause,
    Act,
    Fields,
    Level,
    Interpretation,
    Rule,
    Granted,
    Limit,
    Require,
    Quota,
    Excuse,
    Separate,
    Exempt,
    Matcher,
    Population,
    Base,
    Sum,
    Compare,
    Record,
    Amount,
    Period,
}

/// Whether a key must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It must.
    Required,
    /// It may.
    Optional,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// The version of the language.
    Language,
    /// Any text.
    Text,
    /// Texts: one or a list.
    Texts,
    /// Text, or a text for each language.
    Title,
    /// `[a-z][a-z0-9-]*`.
    Name,
    /// Names: one or a list.
    Names,
    /// A name, or `directive/name`: one or a list.
    FullNames,
    /// A directive, `directive/rule` or `directive#clause`: one or a list.
    Targets,
    /// Clause numbers: one or a list.
    Cites,
    /// `YYYY-MM-DD`.
    Day,
    /// `HH:MM`.
    Clock,
    /// `YYYY-MM-DD`, or of a clock time `HH:MM`.
    DayOrClock,
    /// `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`.
    Start,
    /// `YYYY-MM-DDTHH:MM` or `further-notice`.
    Until,
    /// `15 days`, `2 weeks`, `3 months`.
    Length,
    /// `48 h` or `7 days`.
    Age,
    /// `7 days`.
    Days,
    /// `28 days` or `168 hours`.
    Rolling,
    /// `3 days`, `48 h a week`, `50%`.
    Quantity,
    /// `30 min` or `11 h`.
    Minutes,
    /// `30 min` or `1 days`.
    Gap,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One or several of these words.
    Words(&'static [&'static str]),
    /// A mapping with the keys of a place.
    Is(At),
    /// A list of such mappings.
    ListOf(At),
    /// One such mapping, or a list.
    OneOrMore(At),
    /// A mapping from codes of warnings to reasons.
    Allow,
    /// A mapping from clause numbers.
    Clauses,
    /// A mapping from field names to types.
    Types,
    /// What a column holds.
    Type,
    /// A mapping from the names of levels.
    Levels,
    /// A mapping from group names.
    Groups,
    /// A matcher or a group's name.
    Matcher,
    /// A list of those.
    Matchers,
    /// A matcher with `in`, or a group's name.
    Population,
    /// One of those, or a list.
    Populations,
    /// A population, or a number of the place.
    Base,
    /// How much.
    Amount,
    /// How much, one or a list.
    Amounts,
    /// How much for each value of a field.
    Table,
    /// A share.
    Share,
    /// A number of the cell, or a population.
    ShareBase,
    /// What makes a cell.
    Per,
    /// Which records.
    Have,
    /// A value or several.
    Value,
}

/// One key of the language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    pub(super) at: At,
    pub(super) name: &'static str,
    pub(super) need: Need,
    pub(super) shape: Shape,
    pub(super) sentence: &'static str,
    pub(super) example: &'static str,
}

impl At {
    /// The catalogue key of what the place is called.
    pub(super) fn noun(self) -> &'static str {
        match self {
            At::Top => "at-top",
            At::Directive => "at-directive",
            At::InForce => "at-in-force",
            At::Clause => "at-clause",
            At::Act => "at-act",
            At::Fields => "at-fields",
            At::Level => "at-level",
            At::Interpretation => "at-interpretation",
            At::Rule => "at-rule",
            At::Granted => "at-granted",
            At::Limit => "at-limit",
            At::Require => "at-require",
            At::Quota => "at-quota",
            At::Excuse => "at-excuse",
            At::Separate => "at-separate",
            At::Exempt => "at-exempt",
            At::Matcher | At::Population | At::Base => "at-matcher",
            At::Sum => "at-sum",
            At::Compare => "at-compare",
            At::Record => "at-record",
            At::Amount => "at-amount",
            At::Period => "at-period",
        }
    }

    /// Whether fields may stand beside the keys.
    pub(super) fn takes_fields(self) -> bool {
        matches!(self, At::Matcher | At::Population | At::Base | At::Sum | At::Record)
    }
}

/// The keys of a place, in the order of the documentation.
pub(super) fn keys_of(at: At) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.at == at)
}

/// The key of a name at a place.
pub(super) fn find(at: At, name: &str) -> Option<&'static Key> {
    keys_of(at).find(|key| key.name == name)
}

/// The first place that has a key of this name.
pub(super) fn home_of(name: &str) -> Option<At> {
    KEYS.iter().find(|key| key.name == name).map(|key| key.at)
}

/// What built-in fields of one name are.
pub(super) fn field_sentence(fields: &[Field]) -> String {
    let mut tables: Vec<String> = Vec::new();
    let mut others: Vec<&str> = Vec::new();
    for field in fields {
        match field.home {
            Home::Table(table) => tables.push(format!("`{table}`")),
            Home::Day => others.push("what the day is"),
            Home::Register => others.push("a number taken from the register"),
            Home::Level => others.push("a level"),
            Home::Hours => others.push("the hours of a row of `attendance`"),
        }
    }
    let column = fields.first().map_or("", |field| field.column.as_str());
    let columns = format!("the column `{column}` of {}", tables.join(", "));
    let columns = (!tables.is_empty()).then_some(columns);
    let parts = columns.into_iter().chain(others.into_iter().map(str::to_owned));
    parts.collect::<Vec<_>>().join(", or ")
}

/// The tables that may declare fields.
pub(super) const FIELD_TABLES: [&str; 6] =
    ["people", "units", "attendance", "gatherings", "visits", "records"];
/// The words that may stand behind `in`.
pub(super) const SUBJECTS: &[&str] =
    &["people", "arrivals", "departures", "gatherings", "visits", "units", "offices"];
/// The time words of `per`.
pub(super) const TIME_WORDS: [&str; 8] =
    ["moment", "hour", "day", "week", "month", "quarter", "year", "window"];
/// The columns of `per` that are always there.
pub(super) const COLUMNS: [&str; 11] = [
    "office",
    "unit",
    "for_unit",
    "site",
    "room",
    "locality",
    "team",
    "shift",
    "person",
    "gathering",
    "visit",
];
/// The calendar stretches of `in_this`.
pub(super) const STRETCHES: &[&str] = &["day", "week", "month", "quarter", "year"];
/// The days on which weeks may begin.
const WEEKDAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
