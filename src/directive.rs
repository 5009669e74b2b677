//! One document as written: who issued it, when it holds, what its text says.

pub mod act;

use crate::day::{Day, Instant, Weekday};
use crate::diagnostic::Code;
use crate::field::Field;
use crate::name::{Name, RuleRef};
use crate::rule::Rule;
use crate::rule::matcher::Population;
use crate::source::{Place, Source};

use act::Act;

/// One rule file: one document of an office, transcribed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Its id, stable for ever.
    pub id: Name,
    /// Where its id stands.
    pub place: Place,
    /// The file.
    pub source: Source,
    /// The number on the document.
    pub number: Option<String>,
    /// Its title, by language (`und` if none is named).
    pub title: Vec<(String, String)>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The day it was signed.
    pub signed: Option<Day>,
    /// The documents it carries out.
    pub implements: Vec<Name>,
    /// The version of the transcription, from 1.
    pub version: u32,
    /// Why a version above 1 was made.
    pub corrects: Option<String>,
    /// The day it became known, if written.
    pub issued: Option<Day>,
    /// Where that day stands, or else the day it was signed.
    pub issued_at: Option<Place>,
    /// When it holds.
    pub in_force: Option<InForce>,
    /// The zone of its instants and clock times.
    pub zone: Option<String>,
    /// The day on which its weeks begin.
    pub week_starts: Weekday,
    /// Whether only part of the text was at hand.
    pub excerpt: bool,
    /// Every clause of the text; `None` if the file names none.
    pub clauses: Option<Vec<Clause>>,
    /// Columns read beyond the built-in ones.
    pub fields: Vec<Field>,
    /// Its groups.
    pub groups: Vec<Group>,
    /// What the text leaves open.
    pub interpretations: Vec<Interpretation>,
    /// What it does to other documents.
    pub acts: Vec<Act>,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// The warnings that it lets stand.
    pub allow: Vec<Allow>,
}

/// A warning that the author has looked at and lets stand, within a rule or a whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// Which.
    pub code: Code,
    /// Why nothing is wrong.
    pub reason: String,
    /// Where the code stands.
    pub place: Place,
}

/// One clause of the text, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its number, as cited.
    pub id: String,
    /// What it says, in a few words.
    pub gist: String,
    /// Its own words.
    pub text: Option<String>,
    /// Why no rule can carry it out, if none does.
    pub not_checked: Option<String>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A named population.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: Name,
    /// Who is in it.
    pub population: Population,
    /// Where its name stands.
    pub place: Place,
}

/// A choice that the text leaves open and the transcription makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpretation {
    /// What is open.
    pub question: String,
    /// What is chosen.
    pub choice: String,
    /// Why.
    pub because: String,
    /// The rules that hang on it.
    pub affects: Vec<(RuleRef, Place)>,
    /// Where it stands.
    pub place: Place,
}

/// When a document or rule holds, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Its beginning.
    pub from: Option<Start>,
    /// Its end.
    pub end: Option<End>,
    /// The directive whose window fills the ends not written here.
    pub same_as: Option<(Name, Place)>,
    /// The words of the text.
    pub wording: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// How a beginning is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The beginning of a day.
    Day(Day),
    /// An instant.
    Instant(Instant),
}

impl Start {
    /// The first minute.
    pub fn instant(self) -> Instant {
        match self {
            Start::Day(day) => day.start(),
            Start::Instant(instant) => instant,
        }
    }
}

impl std::fmt::Display for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Start::Day(day) => write!(f, "{day}"),
            Start::Instant(instant) => write!(f, "{instant}"),
        }
    }
}

/// How an end is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A last day, included.
    Through(Day),
    /// An instant, excluded.
    Until(Instant),
    /// Until further notice.
    FurtherNotice,
    /// So many days, counting the first.
    ForDays(u32),
    /// So many weeks.
    ForWeeks(u32),
    /// So many months.
    ForMonths(u32),
}
