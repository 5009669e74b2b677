//! How a report tells of people: by their ids, by pseudonyms, or not at all.

mod key;

use std::path::{Path, PathBuf};

use passmuster::message::{Argument, Message};
use passmuster::report::Notice;
use passmuster::words::People as OnPage;
use passmuster::words::json::WireReport;
use passmuster::{Diagnostics, Facts, FactsBuilder, Pseudonyms, Rulebook};
use passmuster_sources::Refused;

use crate::args;
use crate::exit::Refusal;
use crate::load;

use key::Key;

/// How a report tells of people.
#[derive(Debug)]
pub(crate) enum People {
    /// By their ids.
    ById,
    /// By pseudonyms.
    Pseudonymised { names: Pseudonyms, key: String },
    /// Not at all: groups of so many people at least are told of.
    Aggregated { threshold: u32 },
}

impl People {
    /// As the command line asks.
    pub(crate) fn of(asked: &args::People) -> Result<Self, Refusal> {
        match (&asked.pseudonymise, asked.aggregate) {
            (Some(file), _) => Self::by_key(file),
            (None, true) => Ok(Self::Aggregated { threshold: asked.threshold }),
            (None, false) => Ok(Self::ById),
        }
    }

    /// As the command line asks of a verb that can only tell of single people.
    pub(crate) fn named(asked: &args::Pseudonymise) -> Result<Self, Refusal> {
        asked.pseudonymise.as_deref().map_or(Ok(Self::ById), Self::by_key)
    }

    /// Rules and the facts of a folder, if one is given, as they tell of people.
    pub(crate) fn opened(
        &self,
        rulebook: Rulebook,
        folder: Option<&PathBuf>,
    ) -> Result<(Rulebook, Option<Facts>), Refusal> {
        let Some(folder) = folder else { return Ok((rulebook, None)) };
        let (facts, _) = load::facts(&rulebook, folder, self)?;
        Ok((self.rulebook(&rulebook, &facts), Some(facts)))
    }

    fn by_key(file: &Path) -> Result<Self, Refusal> {
        let key = Key::of_text(&load::secret(file)?).map_err(|why| {
            Refusal::new(Message::new(why).with("file", file.display().to_string()))
        })?;
        Ok(Self::Pseudonymised { key: key.id(), names: key.pseudonyms() })
    }

    /// As a report tells that is to be judged again, given the key file, if any is.
    pub(crate) fn again(kept: &WireReport, file: Option<&Path>) -> Result<Self, Refusal> {
        let asked = &kept.asked;
        match (asked.pseudonymised, file) {
            (true, None) => Err(Refusal::new(Message::new("refused-needs-key"))),
            (false, Some(_)) => Err(Refusal::new(Message::new("refused-key-unasked"))),
            (false, None) => Ok(match asked.aggregate {
                Some(threshold) => Self::Aggregated { threshold },
                None => Self::ById,
            }),
            (true, Some(file)) => {
                let people = Self::by_key(file)?;
                match people.key() == asked.key.as_deref() {
                    true => Ok(people),
                    false => {
                        let why = Message::new("refused-other-key")
                            .with("file", file.display().to_string())
                            .with("key", people.key().unwrap_or_default());
                        let other = asked.key.as_deref().map(Argument::from);
                        let another = || Message::new("another-key").into();
                        let other = other.unwrap_or_else(another);
                        Err(Refusal::new(why.with("other", other)))
                    }
                }
            }
        }
    }

    fn key(&self) -> Option<&str> {
        match self {
            People::Pseudonymised { key, .. } => Some(key),
            _ => None,
        }
    }

    /// Refuses an earlier report in which the same people are called otherwise, for then all
    /// that is known would seem new.
    pub(crate) fn must_be_those_of(&self, before: &WireReport) -> Result<(), Refusal> {
        let asked = &before.asked;
        let shown = |key: Option<&str>| match key {
            Some(key) => Message::new("called-by-key").with("key", key),
            None => Message::new("called-by-id"),
        };
        if asked.aggregate.is_some() {
            return Err(Refusal::new(Message::new("refused-baseline-aggregate")));
        }
        match self.key() == asked.key.as_deref() {
            true => Ok(()),
            false => {
                let why = Message::new("refused-baseline-key")
                    .with("before", shown(asked.key.as_deref()))
                    .with("now", shown(self.key()));
                Err(Refusal::new(why))
            }
        }
    }

    /// How many people a group has that is told of, where no person is.
    pub(crate) fn threshold(&self) -> Option<u32> {
        match self {
            People::Aggregated { threshold } => Some(*threshold),
            _ => None,
        }
    }

    /// Why nothing could be judged; where no person is told of, without the cell.
    pub(crate) fn wrong_call(&self, error: passmuster::Error) -> Refusal {
        match self.threshold() {
            None => error.into(),
            Some(_) => error.discreet().into(),
        }
    }

    /// Whether rows must be read before anybody counts them.
    pub(crate) fn are_by_id(&self) -> bool {
        matches!(self, People::ById)
    }

    /// A builder of facts that tells of people so.
    pub(crate) fn builder(&self, builder: FactsBuilder) -> FactsBuilder {
        match self {
            People::ById => builder,
            People::Pseudonymised { names, .. } => builder.pseudonyms(names),
            People::Aggregated { .. } => builder.discreet(),
        }
    }

    /// What is wrong with tables, for those who may see the report.
    pub(crate) fn refusal(&self, told: Diagnostics) -> Refusal {
        match self {
            People::ById => told.into(),
            _ => told.discreet().into(),
        }
    }

    /// Why a file is no table, for those who may see the report.
    pub(crate) fn unreadable(&self, why: &Refused) -> Refusal {
        match self {
            People::ById => why.clone().into(),
            _ => why.discreet().into(),
        }
    }

    /// The rules by which people are judged who are called so.
    pub(crate) fn rulebook(&self, rulebook: &Rulebook, facts: &Facts) -> Rulebook {
        match self {
            People::Pseudonymised { names, .. } => rulebook.with_pseudonyms(names, facts),
            _ => rulebook.clone(),
        }
    }

    /// What is told of rule files, naming people so.
    pub(crate) fn told(&self, told: Diagnostics, facts: Option<&Facts>) -> Diagnostics {
        match (self, facts) {
            (People::ById, _) => told,
            (People::Pseudonymised { names, .. }, Some(facts)) => {
                Rulebook::told_with_pseudonyms(told, names, facts)
            }
            // Nobody knows yet which words are ids.
            _ => told.discreet(),
        }
    }

    /// What the report must say of it.
    pub(crate) fn notice(&self) -> Option<Notice> {
        let message = Message::new("notice-pseudonymised").with("key", self.key()?);
        Some(Notice { code: "pseudonymised", message })
    }

    /// The same for a page.
    pub(crate) fn on_page(&self) -> OnPage<'_> {
        match self {
            People::ById => OnPage::ById,
            People::Pseudonymised { key, .. } => OnPage::Pseudonymised { key },
            People::Aggregated { threshold } => {
                OnPage::Aggregated { threshold: *threshold }
            }
        }
    }
}
