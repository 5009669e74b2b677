//! What makes a cell, and which fields a matcher may ask of it.

use super::compare::kind_of;
use super::decode::{Decoder, clip, quoted};
use super::grammar::{self, At};
use super::matcher::Asked;
use super::node::{Node, NodeKind};
use crate::day::Calendar;
use crate::diagnostic::Code;
use crate::field::{Home, Subject, ValueType};
use crate::message::Message;
use crate::name::FieldName;
use crate::nearest::nearest;
use crate::rule::per::{Column, Per, TimeWord};

impl Decoder<'_> {
    /// Columns and at most one time word.
    pub(super) fn per(&mut self, node: &Node, subjects: &[Subject]) -> Option<Per> {
        let nodes = self.one_or_more(node);
        let mut per = Per::default();
        let mut whole = !nodes.is_empty();
        for one in nodes {
            whole &= self.per_word(one, subjects, &mut per).is_some();
        }
        whole.then_some(per)
    }

    /// The same, where a cell is of whole days.
    pub(super) fn per_of_days(
        &mut self,
        node: &Node,
        subjects: &[Subject],
    ) -> Option<Per> {
        let per = self.per(node, subjects)?;
        if matches!(per.time, Some(TimeWord::RollingHours(_))) {
            self.tell(Code::Conflict, Message::new("rolling-hours"), node.span);
            return None;
        }
        Some(per)
    }

    fn per_word(
        &mut self,
        node: &Node,
        subjects: &[Subject],
        per: &mut Per,
    ) -> Option<()> {
        if let NodeKind::Map(entries) = &node.kind {
            if entries.is_empty() {
                self.wrong_shape("want-per", node);
                return None;
            }
            let time = self.period(node)?;
            return self.time(time, node, per);
        }
        let (text, _) = self.scalar("want-per", node)?;
        if let Some(time) = time_word(text) {
            return self.time(time, node, per);
        }
        let column = self.column(text, node, subjects)?;
        if per.columns.contains(&column) {
            let message = Message::new("column-twice").with("column", text);
            self.tell(Code::DuplicateId, message, node.span);
            return None;
        }
        per.columns.push(column);
        Some(())
    }

    fn time(&mut self, time: TimeWord, node: &Node, per: &mut Per) -> Option<()> {
        if per.time.is_some() {
            let word = self.source.slice(node.span).to_owned();
            let message = Message::new("two-time-words").with("word", clip(&word));
            self.tell(Code::Conflict, message, node.span);
            return None;
        }
        per.time = Some(time);
        Some(())
    }

    /// A stretch that no calendar names: rolling, or one after another from a day.
    fn period(&mut self, node: &Node) -> Option<TimeWord> {
        let map = self.map(node, At::Period)?;
        match (map.get("rolling"), map.get("every")) {
            (Some(rolling), None) => {
                if let Some(from) = map.key("from") {
                    self.tell(Code::Conflict, Message::new("rolling-from"), from.span);
                    return None;
                }
                match self.hours(rolling) {
                    Some(hours) => Some(TimeWord::RollingHours(hours)),
                    None => self.days(rolling).map(TimeWord::Rolling),
                }
            }
            (None, Some(every)) => {
                let days = self.days(every);
                let Some(from) = map.get("from") else {
                    self.tell(Code::MissingKey, Message::new("every-from"), every.span);
                    return None;
                };
                let from = self.day(from);
                Some(TimeWord::Every(days?, from?))
            }
            _ => {
                self.tell(Code::Conflict, Message::new("rolling-or-every"), node.span);
                None
            }
        }
    }

    pub(super) fn column(
        &mut self,
        text: &str,
        node: &Node,
        subjects: &[Subject],
    ) -> Option<Column> {
        let column = match text {
            "office" => Column::Office,
            "unit" => Column::Unit,
            "for_unit" => Column::ForUnit,
            "site" => Column::Site,
            "room" => Column::Room,
            "locality" => Column::Locality,
            "team" => Column::Team,
            "shift" => Column::Shift,
            "person" => Column::Person,
            "gathering" => Column::Gathering,
            "visit" => Column::Visit,
            _ => return self.declared_column(text, node, subjects),
        };
        let misfit = subjects.iter().find(|subject| !has_column(**subject, &column));
        if let Some(subject) = misfit {
            self.column_of_others(text, *subject, node);
            return None;
        }
        Some(column)
    }

    fn column_of_others(&mut self, text: &str, subject: Subject, node: &Node) {
        let message = Message::new("column-elsewhere")
            .with("column", text)
            .with("subject", subject.as_str());
        self.tell(Code::NotHere, message, node.span);
    }

    /// A declared text or choice field as a column.
    fn declared_column(
        &mut self,
        text: &str,
        node: &Node,
        subjects: &[Subject],
    ) -> Option<Column> {
        let declared = self.fields.iter().find(|one| one.name.as_str() == text).cloned();
        let Some(field) = declared else {
            let message = Message::new("unknown-column").with("column", clip(text));
            let own = self.fields.iter().filter(|field| field.declared.is_some());
            let own: Vec<&str> = own.map(|field| field.name.as_str()).collect();
            let words: Vec<&str> = grammar::TIME_WORDS
                .into_iter()
                .chain(grammar::COLUMNS)
                .chain(own)
                .collect();
            let help = match nearest(text, words.iter().copied()) {
                Some(word) => Message::new("did-you-mean").with("word", word),
                None => Message::new("columns-here").with("words", quoted(words)),
            };
            self.tell_with(Code::UnknownName, message, help, node.span);
            return None;
        };
        if field.home == Home::Level {
            let message = Message::new("column-level").with("column", text);
            let help = Message::new("column-level-help").with("column", text);
            self.tell_with(Code::NotHere, message, help, node.span);
            return None;
        }
        if let Some(subject) =
            subjects.iter().find(|one| !one.homes().contains(&field.home))
        {
            self.column_of_others(text, *subject, node);
            return None;
        }
        if field.declared.is_none() {
            let message = Message::new("column-not-declared").with("column", text);
            self.tell(Code::NotHere, message, node.span);
            return None;
        }
        let fits = matches!(field.kind, ValueType::Text | ValueType::Choice(_));
        if !fits {
            let message = Message::new("column-kind")
                .with("column", text)
                .with("kind", Message::new(kind_of(&field.kind)));
            self.tell(Code::NotHere, message, node.span);
            return None;
        }
        FieldName::new(text).map(Column::Field)
    }

    /// What `when`, `unless` and amounts may ask of the cells that `per` makes.
    pub(super) fn asked_of_cells(&self, per: &Per, subjects: &[Subject]) -> Asked {
        let row = subjects.first().copied().filter(|subject| {
            let own = match subject {
                Subject::Gatherings => Column::Gathering,
                Subject::Visits => Column::Visit,
                _ => return false,
            };
            *per == Per::default() || per.columns.contains(&own)
        });
        Asked {
            subject: Subject::Cell,
            columns: per.columns.iter().map(|one| one.as_str().to_owned()).collect(),
            of_a_day: matches!(
                per.time,
                None | Some(
                    TimeWord::Calendar(Calendar::Day) | TimeWord::Hour | TimeWord::Moment
                )
            ),
            row,
            unclear: false,
        }
    }
}

fn time_word(text: &str) -> Option<TimeWord> {
    match text {
        "window" => Some(TimeWord::Window),
        "hour" => Some(TimeWord::Hour),
        "moment" => Some(TimeWord::Moment),
        _ => Decoder::stretch(text).map(TimeWord::Calendar),
    }
}

/// Whether the items of a subject can be told apart by a built-in column.
fn has_column(subject: Subject, column: &Column) -> bool {
    let subject = subject.items();
    match column {
        Column::Office | Column::Unit | Column::Locality | Column::Field(_) => true,
        Column::Site => subject != Subject::Gatherings && subject != Subject::Offices,
        Column::ForUnit
        | Column::Room
        | Column::Team
        | Column::Shift
        | Column::Person => subject == Subject::People,
        Column::Gathering => subject == Subject::Gatherings,
        Column::Visit => subject == Subject::Visits,
    }
}
