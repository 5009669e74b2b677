//! Whom a source means by what it calls somebody.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::Message;
use passmuster::nearest::nearest;
use passmuster::source::Place;
use passmuster::{Faults, Ids, What};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::notes::Notes;
use super::settings::Settings;

/// How many unknown people of one source are compared with the known ones.
const GUESSES_MOST: usize = 20;

/// Everybody whom the sources know, each under a number.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) names: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl People {
    pub(crate) fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        // OK because a table has fewer rows than `u32` has numbers.
        let number = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

/// The same text in NFC.
pub(crate) fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Whom one source means.
#[derive(Debug)]
pub(crate) struct Who<'a> {
    settings: Settings<'a>,
    /// The column of the register that has what the source calls people; none if it calls
    /// them as the register does.
    column: Option<&'a str>,
    known: BTreeMap<String, u32>,
    strangers: Strangers<'a>,
    /// Those who are nobody of the register: how often, and where first.
    unknown: BTreeMap<String, (usize, Place)>,
    /// What is said once of each text.
    seen: HashMap<String, Option<u32>>,
}

/// Whom the author lets out.
#[derive(Debug)]
enum Strangers<'a> {
    All,
    These(BTreeSet<&'a str>),
}

impl<'a> Who<'a> {
    pub(crate) fn new(
        settings: Settings<'a>,
        ids: &BTreeMap<String, Ids>,
        people: &mut People,
        faults: &mut Faults,
    ) -> Self {
        let column = settings.text("ids", faults);
        let strangers = match settings.stated.get("strangers").map(|told| &told.what) {
            Some(What::Text(word)) if word == "left-out" => Strangers::All,
            _ => Strangers::These(
                settings.texts("strangers", faults).into_iter().collect(),
            ),
        };
        let (known, unknown) = (BTreeMap::new(), BTreeMap::new());
        let seen = HashMap::new();
        let mut who = Self { settings, column, known, strangers, unknown, seen };
        if let Some((column, ids)) =
            column.and_then(|column| Some((column, ids.get(column)?)))
        {
            who.know(column, ids, people, faults);
        }
        who
    }

    fn know(
        &mut self,
        column: &str,
        ids: &Ids,
        people: &mut People,
        faults: &mut Faults,
    ) {
        if !ids.is_there {
            let message = Message::new("source-no-ids")
                .with("source", self.settings.name)
                .with("column", column);
            let near = nearest(column, ids.columns.iter().map(String::as_str));
            let help = match near {
                Some(near) => Message::new("did-you-mean").with("word", near),
                None => Message::new("source-no-ids-help").with("column", column),
            };
            let told = self.settings.stated.get("ids");
            let place = told.map_or(&self.settings.stated.place, |told| &told.place);
            faults.push(Diagnostic::at(Code::Column, message, place).help(help));
            // Without the column everybody would seem to be a stranger.
            self.strangers = Strangers::All;
        }
        let mut firsts: BTreeMap<String, &passmuster::Id> = BTreeMap::new();
        for one in &ids.rows {
            let id = nfc(&one.id);
            let number = people.number(&nfc(&one.person));
            if let Some(first) = firsts.get(&id) {
                if first.person != one.person {
                    let message = Message::new("source-id-of-two")
                        .with("id", self.quoted(&one.id))
                        .with("column", column)
                        .with("one", first.person.as_str())
                        .with("two", one.person.as_str());
                    let fault = Diagnostic::at(Code::IdTwice, message, &one.place)
                        .also(&first.place, Message::new("facts-the-other-row"));
                    faults.push(fault.help(Message::new("source-id-of-two-help")));
                }
                continue;
            }
            firsts.insert(id.clone(), one);
            self.known.insert(id, number);
        }
    }

    /// The person, unless it is a stranger.
    pub(crate) fn person(
        &mut self,
        id: &str,
        place: impl FnOnce() -> Place,
        people: &mut People,
        notes: &mut Notes,
    ) -> Option<u32> {
        let known = match self.seen.get(id) {
            Some(known) => *known,
            None => {
                let own = nfc(id);
                let known = match self.column {
                    Some(_) => self.known.get(&own).copied(),
                    None => (!self.is_let_out(id)).then(|| people.number(&own)),
                };
                self.seen.insert(id.to_owned(), known);
                known
            }
        };
        if known.is_none() {
            if self.is_let_out(id) {
                let name = self.settings.name;
                match self.strangers {
                    Strangers::All => {
                        notes.count(name, "source-note-all-strangers", "", place);
                    }
                    Strangers::These(_) => {
                        let word = self.quoted(id).to_owned();
                        notes.count(name, "source-note-strangers", &word, place);
                    }
                }
            } else {
                let unknown = self.unknown.entry(id.to_owned());
                unknown.or_insert_with(|| (0, place())).0 += 1;
            }
        }
        known
    }

    fn is_let_out(&self, id: &str) -> bool {
        match &self.strangers {
            Strangers::All => self.column.is_some(),
            Strangers::These(these) => these.contains(id),
        }
    }

    /// What may be said of what a source calls somebody: a number or an id of the register.
    /// All else may be a name or an address.
    pub(crate) fn quoted<'i>(&self, id: &'i str) -> &'i str {
        let is_id = self.column.is_none() || id.bytes().all(|byte| byte.is_ascii_digit());
        if is_id { id } else { "…" }
    }

    /// Tells whom nobody knows.
    pub(crate) fn tell(mut self, faults: &mut Faults) {
        let unknown = std::mem::take(&mut self.unknown);
        for (nth, (id, (number, place))) in unknown.into_iter().enumerate() {
            let quoted = self.quoted(&id);
            let message = Message::new("source-stranger")
                .with("id", quoted)
                .with("column", self.column.unwrap_or_default())
                .with("source", self.settings.name)
                .with("number", number);
            let near = (nth < GUESSES_MOST && quoted == id)
                .then(|| nearest(&id, self.known.keys().map(String::as_str)))
                .flatten();
            let help = match near {
                // Numbers that are near each other are two people's, not a slip.
                Some(near) if !id.bytes().all(|byte| byte.is_ascii_digit()) => {
                    Message::new("did-you-mean").with("word", near)
                }
                _ => Message::new("source-stranger-help").with("id", quoted),
            };
            faults.push(Diagnostic::at(Code::NotOnRegister, message, &place).help(help));
        }
    }
}
