//! What was left out of a source, counted, for the report.

use std::collections::BTreeMap;

use passmuster::message::Message;
use passmuster::report::Notice;
use passmuster::source::Place;

/// What was left out, by source, reason and word: how often, and where first.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    left_out: BTreeMap<(&'static str, &'static str, String), (usize, Place)>,
    /// Contradictions that were settled, by how: how often, and of whom and where first.
    settled: BTreeMap<&'static str, (usize, String, Place)>,
    said: Vec<Notice>,
}

impl Notes {
    /// Says something of a source as a whole.
    pub(crate) fn say(
        &mut self,
        code: &'static str,
        what: &'static str,
        source: &'static str,
    ) {
        let message = Message::new(what).with("source", source);
        self.said.push(Notice { code, message });
    }

    /// Counts one more.
    pub(crate) fn count(
        &mut self,
        source: &'static str,
        why: &'static str,
        word: &str,
        place: impl FnOnce() -> Place,
    ) {
        let key = (source, why, word.to_owned());
        self.left_out.entry(key).or_insert_with(|| (0, place())).0 += 1;
    }

    /// Counts a contradiction that was settled, by how it was.
    pub(crate) fn settled(
        &mut self,
        how: &'static str,
        person: &str,
        place: impl FnOnce() -> Place,
    ) {
        let entry = self.settled.entry(how);
        entry.or_insert_with(|| (0, person.to_owned(), place())).0 += 1;
    }

    /// One notice each.
    pub(crate) fn into_notices(self) -> Vec<Notice> {
        let notice = |((source, why, word), (number, place)): (_, (usize, Place))| {
            let message = Message::new(why)
                .with("source", source)
                .with("word", word)
                .with("number", number)
                .with("place", shown(&place));
            Notice { code: "left-out-of-a-source", message }
        };
        let settled = self.settled.into_iter().map(|(how, (number, person, place))| {
            let message = Message::new("source-note-settled")
                .with("number", number)
                .with("how", Message::new(how))
                .with("person", person)
                .with("place", shown(&place));
            Notice { code: "sources-disagree", message }
        });
        self.left_out.into_iter().map(notice).chain(settled).chain(self.said).collect()
    }
}

/// A place as a sentence names it.
pub(crate) fn shown(place: &Place) -> Message {
    let name = place.source.name();
    match place.source.has_text() {
        true => Message::new("facts-line-name")
            .with("line", i64::from(place.line_column().0))
            .with("file", name),
        false => Message::new("facts-place-name").with("place", name),
    }
}
