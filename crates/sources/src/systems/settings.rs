//! The settings of one source, and what is said where one is missing or not understood.

use std::collections::BTreeMap;

use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::Message;
use passmuster::nearest::nearest;
use passmuster::source::Place;
use passmuster::{Faults, SourceStated, Told, What};

use super::claim::{Meaning, Says};

/// The settings of one source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings<'a> {
    pub(crate) stated: &'a SourceStated,
    /// What the source is called.
    pub(crate) name: &'static str,
}

/// What codes mean: the author's own before those that the source always has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codes {
    meanings: BTreeMap<String, Meaning>,
}

impl Codes {
    /// Adds what a source means by its own words, where the author says nothing else.
    pub(crate) fn or(mut self, known: &[(&str, Meaning)]) -> Self {
        for (code, meaning) in known {
            self.meanings.entry((*code).to_owned()).or_insert(*meaning);
        }
        self
    }

    pub(crate) fn get(&self, code: &str) -> Option<Meaning> {
        self.meanings.get(code).copied()
    }

    /// What a code means; one without a meaning is told.
    pub(crate) fn meaning(
        &self,
        code: &str,
        (settings, place): (Settings<'_>, &Place),
        faults: &mut Faults,
    ) -> Option<Meaning> {
        let meaning = self.get(code);
        if meaning.is_none() {
            let message = Message::new("source-code")
                .with("code", code)
                .with("source", settings.name);
            let near = nearest(code, self.meanings.keys().map(String::as_str));
            let help = match near {
                Some(near) => Message::new("source-code-near-help").with("near", near),
                None => Message::new("source-code-help"),
            };
            let help = help.with("code", code);
            let code = Code::WordWithoutMeaning;
            faults.push(Diagnostic::at(code, message, place).help(help));
        }
        meaning
    }
}

impl<'a> Settings<'a> {
    /// Tells what is wrong with the source as a whole.
    pub(crate) fn lacks(
        self,
        key: &'static str,
        help: &'static str,
        faults: &mut Faults,
    ) {
        let message =
            Message::new("source-lacks").with("source", self.name).with("key", key);
        let fault = Diagnostic::at(Code::SourceSetting, message, &self.stated.place);
        faults.push(fault.help(Message::new(help)));
    }

    /// Tells that a setting is not what it must be.
    pub(crate) fn odd(
        self,
        key: &str,
        told: &Told,
        help: &'static str,
        faults: &mut Faults,
    ) {
        let message =
            Message::new("source-setting-odd").with("source", self.name).with("key", key);
        let fault = Diagnostic::at(Code::SourceSetting, message, &told.place);
        faults.push(fault.help(Message::new(help)));
    }

    /// A text.
    pub(crate) fn text(self, key: &'static str, faults: &mut Faults) -> Option<&'a str> {
        let told = self.stated.get(key)?;
        let text = told.text().filter(|text| !text.is_empty());
        if text.is_none() {
            self.odd(key, told, "source-text-help", faults);
        }
        text
    }

    /// Texts: one, or several in a list.
    pub(crate) fn texts(self, key: &'static str, faults: &mut Faults) -> Vec<&'a str> {
        let Some(told) = self.stated.get(key) else { return Vec::new() };
        let texts: Option<Vec<&str>> = match &told.what {
            What::Text(text) => Some(vec![text]),
            What::List(items) => items.iter().map(Told::text).collect(),
            What::Map(_) => None,
        };
        if texts.is_none() {
            self.odd(key, told, "source-texts-help", faults);
        }
        texts.unwrap_or_default()
    }

    /// A mapping from the source's words to texts.
    pub(crate) fn map(
        self,
        key: &'static str,
        faults: &mut Faults,
    ) -> Option<BTreeMap<&'a str, &'a str>> {
        let told = self.stated.get(key)?;
        let texts = match &told.what {
            What::Map(entries) => entries
                .iter()
                .map(|(word, to)| Some((word.as_str(), to.text()?)))
                .collect(),
            _ => None,
        };
        if texts.is_none() {
            self.odd(key, told, "source-map-help", faults);
        }
        texts
    }

    /// A mapping from the source's words to lists of texts.
    pub(crate) fn lists(
        self,
        key: &'static str,
        faults: &mut Faults,
    ) -> BTreeMap<&'a str, Vec<&'a str>> {
        let Some(told) = self.stated.get(key) else { return BTreeMap::new() };
        let of_list = |told: &'a Told| match &told.what {
            What::List(items) => items.iter().map(Told::text).collect(),
            _ => None,
        };
        let lists: Option<BTreeMap<&str, Vec<&str>>> = match &told.what {
            What::Map(entries) => entries
                .iter()
                .map(|(word, list)| Some((word.as_str(), of_list(list)?)))
                .collect(),
            _ => None,
        };
        if lists.is_none() {
            self.odd(key, told, "source-lists-help", faults);
        }
        lists.unwrap_or_default()
    }

    /// The meanings of `codes`.
    pub(crate) fn codes(self, faults: &mut Faults) -> Codes {
        let mut codes = Codes::default();
        let Some(told) = self.stated.get("codes") else { return codes };
        let What::Map(entries) = &told.what else {
            self.odd("codes", told, "source-codes-help", faults);
            return codes;
        };
        for (code, told) in entries {
            match meaning(told) {
                Some(meaning) => {
                    codes.meanings.insert(code.clone(), meaning);
                }
                None => self.no_meaning(code, told, faults),
            }
        }
        codes
    }

    fn no_meaning(self, code: &str, told: &Told, faults: &mut Faults) {
        let written = match &told.what {
            What::Text(text) => text.clone(),
            _ => "…".to_owned(),
        };
        let message = Message::new("source-no-meaning")
            .with("code", code)
            .with("text", written.clone());
        let words = words();
        let help = match nearest(&written, words.iter().copied()) {
            Some(near) => Message::new("did-you-mean").with("word", near),
            None => {
                let words = words.iter().map(|word| format!("`{word}`"));
                Message::new("source-no-meaning-help")
                    .with("words", words.collect::<Vec<_>>().join(", "))
            }
        };
        let fault = Diagnostic::at(Code::WordWithoutMeaning, message, &told.place);
        faults.push(fault.help(help));
    }

    /// The minute at which a day begins: midnight, if nothing is said.
    pub(crate) fn day_starts(self, faults: &mut Faults) -> u32 {
        let Some(told) = self.stated.get("day_starts") else { return 0 };
        let clock = told.text().and_then(passmuster::day::Clock::read);
        let minutes = clock.map(|clock| u32::from(clock.minutes()));
        let minutes = minutes.filter(|minutes| *minutes < 12 * 60);
        if minutes.is_none() {
            self.odd("day_starts", told, "source-day-starts-help", faults);
        }
        minutes.unwrap_or(0)
    }
}

fn words() -> Vec<&'static str> {
    let statuses = passmuster::field::STATUSES;
    statuses.into_iter().chain(["worked", "unknown"]).collect()
}

fn meaning(told: &Told) -> Option<Meaning> {
    match &told.what {
        What::Text(word) => Says::of_word(word).map(Meaning::Whole),
        What::List(words) => match words.as_slice() {
            [one, two] => Some(Meaning::Halves(
                Says::of_word(one.text()?)?,
                Says::of_word(two.text()?)?,
            )),
            _ => None,
        },
        What::Map(_) => None,
    }
}
