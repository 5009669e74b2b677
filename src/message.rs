//! A message: a key with typed arguments, never a sentence.
//!
//! The sentences stand in the catalogue of the words floor, so that a second language is
//! one more catalogue and not a rewrite.

mod discreet;

/// What is to be said, without the words: the key of a catalogue entry and what fills it.
///
/// `Display` (in the words floor) gives the English sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// The key of the catalogue entry, in kebab-case.
    pub key: &'static str,
    /// What fills its slots, sorted by slot name.
    pub arguments: Vec<(&'static str, Argument)>,
}

/// What fills a slot of a message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Argument {
    /// A word or value of the user's, or of the field.
    Text(String),
    /// A whole number; chooses singular or plural where the catalogue offers both.
    Number(i64),
    /// Several words; shown as a list of at most five, with the number of the others.
    List(Vec<String>),
    /// A message within the message.
    Message(Box<Message>),
}

impl Message {
    /// The message of a catalogue key, no slot filled yet.
    pub fn new(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    /// Fills a slot.
    #[must_use]
    pub fn with(mut self, slot: &'static str, argument: impl Into<Argument>) -> Self {
        let at = self.arguments.partition_point(|(known, _)| *known < slot);
        self.arguments.insert(at, (slot, argument.into()));
        self
    }

    /// What fills a slot, if it was filled.
    pub fn argument(&self, slot: &str) -> Option<&Argument> {
        self.arguments
            .iter()
            .find(|(name, _)| *name == slot)
            .map(|(_, argument)| argument)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Vec<String>> for Argument {
    fn from(words: Vec<String>) -> Self {
        Self::List(words)
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}
