//! What makes a cell, and which fields a matcher may ask of it.

use super::compare::kind_of;
use super::decode::{Decoder, clip, quoted};
use super::grammar::{self, At};
use super::matcher::Asked;
use super::node::{Node, NodeKind};
use crate::day::Calendar;
use crate::diagnostic::Code;
use crate::field::{Subject, ValueType};
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

    fn per_word(
        &mut self,
        node: &Node,
        subjects: &[Subject],
        per: &mut Per,
    ) -> Option<()> {
        if let NodeKind::Map(entries) = &node.kind {
            self.map(node, At::Period)?;
            if entries.is_empty() {
                self.wrong_shape("want-per", node);
            }
            return None;
        }
        let (text, _) = self.scalar("want-per", node)?;
        if grammar::LATER_TIME_WORDS.contains(&text) {
            self.later(text, node.span);
            return None;
        }
        if let Some(time) = time_word(text) {
            if per.time.is_some() {
                let message = Message::new("two-time-words").with("word", text);
                self.tell(Code::Conflict, message, node.span);
                return None;
            }
            per.time = Some(time);
            return Some(());
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

    fn column(
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
            of_a_day: matches!(per.time, None | Some(TimeWord::Calendar(Calendar::Day))),
            row,
            unclear: false,
        }
    }
}

fn time_word(text: &str) -> Option<TimeWord> {
    if text == "window" {
        return Some(TimeWord::Window);
    }
    Decoder::stretch(text).map(TimeWord::Calendar)
}

/// Whether the items of a subject can be told apart by a built-in column.
fn has_column(subject: Subject, column: &Column) -> bool {
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
