//! Populations and matchers.

use super::decode::{Decoder, Map, clip, quoted};
use super::grammar::{self, At};
use super::node::{Entry, Node, NodeKind};
use crate::diagnostic::Code;
use crate::field::{Field, Home, Subject};
use crate::message::{Argument, Message};
use crate::name::{FieldName, GroupRef, Name};
use crate::nearest::nearest;
use crate::rule::matcher::{
    FieldTest, GroupName, GroupUse, Matcher, Population, Together,
};
use crate::source::Span;

/// What a matcher is asked of, and of which cells where that is a cell.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) subject: Subject,
    /// Of a cell: the columns beyond those of its place that it has.
    pub(super) columns: Vec<String>,
    /// Of a cell: whether it is of one day, so that day words can be asked.
    pub(super) of_a_day: bool,
    /// Of a cell: the table whose row it is, if it is one.
    pub(super) row: Option<Subject>,
    /// Of a cell: that its `per` could not be read, so that nothing is held against it.
    pub(super) unclear: bool,
}

impl Asked {
    pub(super) fn of(subject: Subject) -> Self {
        Self { subject, columns: Vec::new(), of_a_day: true, row: None, unclear: false }
    }
}

impl Decoder<'_> {
    /// A population: a group's name, a matcher with `in`, or a list of those.
    pub(super) fn population(&mut self, node: &Node) -> Option<Population> {
        let subject = self.subject(node)?;
        let matcher = self.matcher_at(node, &Asked::of(subject), At::Population)?;
        Some(Population { subject, matcher, place: self.place(node.span) })
    }

    /// What a population is asked of; tells an `in` that names no table.
    pub(super) fn subject(&mut self, node: &Node) -> Option<Subject> {
        let subject = self.subject_of(node);
        if let (None, Some(table)) = (subject, value_of(node, "in")) {
            match &table.kind {
                NodeKind::Text { .. } => {
                    self.word(table, grammar::SUBJECTS);
                }
                _ => self.wrong_shape("want-table", table),
            }
        }
        subject
    }

    /// What a population is asked of: what `in` says, else what its group is asked of.
    pub(super) fn subject_of(&self, node: &Node) -> Option<Subject> {
        match &node.kind {
            NodeKind::Text { text, .. } => Some(self.subject_of_group(text)),
            NodeKind::List(items) => match items.first() {
                Some(first) => self.subject_of(first),
                None => Some(Subject::People),
            },
            NodeKind::Told => None,
            NodeKind::Map(_) => {
                if let Some(table) = value_of(node, "in") {
                    return match &table.kind {
                        NodeKind::Text { text, .. } => subject_named(text),
                        _ => None,
                    };
                }
                match value_of(node, "group").map(|one| &one.kind) {
                    Some(NodeKind::Text { text, .. }) => {
                        Some(self.subject_of_group(text))
                    }
                    _ => Some(Subject::People),
                }
            }
        }
    }

    fn subject_of_group(&self, name: &str) -> Subject {
        let own = self.groups.iter().find(|(group, _)| group.as_str() == name);
        own.map_or(Subject::People, |(_, subject)| *subject)
    }

    /// A matcher asked of a given subject.
    pub(super) fn matcher(&mut self, node: &Node, asked: &Asked) -> Option<Matcher> {
        self.matcher_at(node, asked, At::Matcher)
    }

    /// A matcher at a place that may allow `in`, `on` or `field` beside the fields.
    pub(super) fn matcher_at(
        &mut self,
        node: &Node,
        asked: &Asked,
        at: At,
    ) -> Option<Matcher> {
        match &node.kind {
            NodeKind::Text { .. } => self.group_use(node),
            NodeKind::List(_) => {
                let matchers = self.matchers(node, asked, at);
                (!matchers.is_empty()).then_some(Matcher::Any(matchers))
            }
            NodeKind::Map(_) => {
                let map = self.open_map(node)?;
                self.mapping(map, asked, at)
            }
            NodeKind::Told => None,
        }
    }

    fn matchers(&mut self, node: &Node, asked: &Asked, at: At) -> Vec<Matcher> {
        let items = self.list(node);
        items.iter().filter_map(|one| self.matcher_at(one, asked, at)).collect()
    }

    /// A group by name.
    fn group_use(&mut self, node: &Node) -> Option<Matcher> {
        let (text, _) = self.scalar("want-name", node)?;
        let group = match text {
            "everyone" => GroupName::Everyone,
            "working" => GroupName::Working,
            _ => {
                let (directive, group) = self.full_name(node)?;
                self.own_group(&directive, &group, node);
                GroupName::Defined(GroupRef { directive, group })
            }
        };
        Some(Matcher::Group(GroupUse { group, place: self.place(node.span) }))
    }

    /// Tells a group that should stand in this file and does not.
    fn own_group(&mut self, directive: &Name, group: &Name, node: &Node) {
        if *directive != self.directive || self.groups.iter().any(|(own, _)| own == group)
        {
            return;
        }
        let message = Message::new("unknown-group").with("group", group.as_str());
        let own = self.groups.iter().map(|(own, _)| own.as_str());
        let words: Vec<&str> = own.chain(["everyone", "working"]).collect();
        let help = match nearest(group.as_str(), words.iter().copied()) {
            Some(word) => Message::new("did-you-mean").with("word", word),
            None => Message::new("groups-here").with("groups", quoted(words)),
        };
        self.tell_with(Code::UnknownName, message, help, node.span);
    }

    /// One mapping: its fields and `has` together on one row, all else after all rows.
    fn mapping(&mut self, map: Map<'_>, asked: &Asked, at: At) -> Option<Matcher> {
        if map.entries().is_empty() {
            self.tell(Code::Empty, Message::new("empty-matcher"), map.span);
            return None;
        }
        let mut together = Together::default();
        let mut others = Vec::new();
        let mut whole = true;
        for entry in map.entries() {
            let value = &entry.value;
            if matches!(value.kind, NodeKind::Told) {
                whole = false;
                continue;
            }
            let one = match entry.key.text.as_str() {
                "any" => {
                    let any = self.matchers(value, asked, At::Matcher);
                    (!any.is_empty()).then(|| others.push(Matcher::Any(any)))
                }
                "all" => {
                    let all = self.matchers(value, asked, At::Matcher);
                    (!all.is_empty()).then(|| others.push(Matcher::All(all)))
                }
                "not" => self
                    .matcher(value, asked)
                    .map(|not| others.push(Matcher::Not(Box::new(not)))),
                "group" => self.group_key(value).map(|group| others.push(group)),
                "has" => self.have(value, asked).map(|has| together.has.push(has)),
                "in" if at == At::Population || at == At::Base || at == At::Sum => {
                    self.same_table(value, asked)
                }
                "on" if at == At::Base => Some(()),
                "field" if at == At::Sum => Some(()),
                _ => self.field_entry(entry, asked).map(|tests| {
                    together.fields.extend(tests.holds);
                    others.extend(tests.fails.map(|test| {
                        let fields = vec![test];
                        let not = Together { fields, has: Vec::new() };
                        Matcher::Not(Box::new(Matcher::Together(not)))
                    }));
                }),
            };
            whole &= one.is_some();
        }
        whole.then(|| join(together, others))
    }

    /// Members of one population are asked of one table.
    fn same_table(&mut self, node: &Node, asked: &Asked) -> Option<()> {
        let NodeKind::Text { text, .. } = &node.kind else { return None };
        let same = subject_named(text) == Some(asked.subject);
        if !same {
            let message = Message::new("two-tables")
                .with("one", asked.subject.as_str())
                .with("two", clip(text));
            self.tell(Code::Conflict, message, node.span);
        }
        same.then_some(())
    }

    /// `group: a`, or `group: [a, b]`: one of them.
    fn group_key(&mut self, node: &Node) -> Option<Matcher> {
        if let NodeKind::Text { .. } = node.kind {
            return self.group_use(node);
        }
        let items = self.list(node);
        let groups: Vec<Matcher> =
            items.iter().filter_map(|one| self.group_use(one)).collect();
        (!groups.is_empty()).then_some(Matcher::Any(groups))
    }

    fn field_entry(&mut self, entry: &Entry, asked: &Asked) -> Option<FieldTests> {
        let field = self.field(&entry.key.text, entry.key.span, asked)?;
        let (holds, fails) = self.test(&entry.value, &field)?;
        let place = self.place(entry.key.span);
        let with =
            |test| FieldTest { field: field.name.clone(), test, place: place.clone() };
        Some(FieldTests { holds: holds.map(with), fails: fails.map(with) })
    }

    /// The field of a name, as the subject sees it.
    pub(super) fn field(
        &mut self,
        name: &str,
        span: Span,
        asked: &Asked,
    ) -> Option<Field> {
        let seen: Vec<Field> =
            self.fields.all_seen_by(asked.subject, name).cloned().collect();
        let Some(nearest) = seen.first() else {
            self.unknown_field(name, span, asked);
            return None;
        };
        if asked.subject != Subject::Cell {
            return Some(nearest.clone());
        }
        let place = seen.iter().find(|field| self.of_cell(field, asked));
        match place {
            Some(field) if field.home == Home::Day && !asked.of_a_day => {
                let message = Message::new("day-word").with("field", name);
                let help = Message::new("day-word-help");
                self.tell_with(Code::NotHere, message, help, span);
                None
            }
            Some(field)
                if field.home == Home::Level
                    && !asked.of_a_day
                    && self.level_at.is_none() =>
            {
                let message = Message::new("level-of-days").with("field", name);
                let help = Message::new("level-of-days-help");
                self.tell_with(Code::NotHere, message, help, span);
                None
            }
            Some(field) => Some(field.clone()),
            None => {
                let message = Message::new("not-of-a-cell").with("field", name);
                let help = Message::new("not-of-a-cell-help");
                self.tell_with(Code::NotHere, message, help, span);
                None
            }
        }
    }

    /// Whether a cell has the field: its place, its day, its columns, the row that it is.
    fn of_cell(&self, field: &Field, asked: &Asked) -> bool {
        let of_row = |table| {
            let row = asked.row.and_then(|row| row.homes().first());
            row == Some(&Home::Table(table))
        };
        match field.home {
            _ if asked.unclear => true,
            Home::Day | Home::Register => true,
            Home::Hours => false,
            Home::Table(crate::field::Table::Units) => true,
            // A level is asked at a place, which the cell must have, too.
            Home::Level => field.series.as_ref().is_some_and(|series| {
                let places = self.fields.all_seen_by(Subject::Cell, series.at.as_str());
                places.into_iter().any(|place| self.of_cell(place, asked))
            }),
            Home::Table(table) => {
                of_row(table)
                    || asked.columns.iter().any(|one| one == field.name.as_str())
            }
        }
    }

    fn unknown_field(&mut self, name: &str, span: Span, asked: &Asked) {
        let asked_of: Argument = match asked.subject {
            Subject::Cell => Message::new("a-cell").into(),
            subject => subject.as_str().into(),
        };
        let elsewhere = self.fields.iter().find(|field| field.name.as_str() == name);
        if let Some(series) = elsewhere.and_then(|field| field.series.as_ref()) {
            let message = Message::new("level-elsewhere")
                .with("field", name)
                .with("at", series.at.as_str())
                .with("subject", asked_of);
            self.tell(Code::NotHere, message, span);
            return;
        }
        if let Some(Home::Table(table)) = elsewhere.map(|field| field.home) {
            let message = Message::new("field-elsewhere")
                .with("field", name)
                .with("table", table.as_str())
                .with("subject", asked_of);
            self.tell(Code::NotHere, message, span);
            return;
        }
        let message = Message::new("unknown-field")
            .with("field", clip(name))
            .with("subject", asked_of);
        let homes = asked.subject.homes();
        let seen = self.fields.iter().filter(|field| homes.contains(&field.home));
        let mut names: Vec<String> =
            seen.map(|field| field.name.as_str().to_owned()).collect();
        names.sort();
        names.dedup();
        let words =
            names.iter().map(String::as_str).chain(["any", "all", "not", "group"]);
        let help = if self.groups.iter().any(|(group, _)| group.as_str() == name) {
            Message::new("field-is-group").with("group", name)
        } else if let Some(word) = nearest(name, words) {
            Message::new("did-you-mean").with("word", word)
        } else if FieldName::new(name).is_some() {
            Message::new("declare-field").with("field", name)
        } else {
            Message::new("fields-here").with("fields", quoted(names.iter().map(|s| &**s)))
        };
        self.tell_with(Code::UnknownField, message, help, span);
    }

    /// Notes what each group of the file is asked of, before any is decoded.
    pub(super) fn scan_groups(&mut self, node: &Node) {
        let NodeKind::Map(entries) = &node.kind else { return };
        for entry in entries {
            let Some(name) = Name::new(&entry.key.text) else { continue };
            let table = value_of(&entry.value, "in").map(|table| &table.kind);
            let subject = match table {
                Some(NodeKind::Text { text, .. }) => subject_named(text),
                _ => None,
            };
            self.groups.push((name, subject.unwrap_or(Subject::People)));
        }
    }
}

/// The value of a key of a mapping.
fn value_of<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let NodeKind::Map(entries) = &node.kind else { return None };
    entries.iter().find(|one| one.key.text == key).map(|one| &one.value)
}

/// The subject of a word behind `in`.
fn subject_named(word: &str) -> Option<Subject> {
    // Only `when` and `unless` ask the cell, and need no word for it.
    let named = |subject: &Subject| *subject != Subject::Cell && subject.as_str() == word;
    Subject::ALL.into_iter().find(named)
}

/// What one entry of a mapping says of its field.
struct FieldTests {
    /// What must hold together with the other fields.
    holds: Option<FieldTest>,
    /// What no row may say.
    fails: Option<FieldTest>,
}

/// All of a mapping as one matcher, wrapped only if there is more than one part.
fn join(together: Together, mut others: Vec<Matcher>) -> Matcher {
    let nothing = together.fields.is_empty() && together.has.is_empty();
    if !nothing {
        others.insert(0, Matcher::Together(together));
    }
    match (others.pop(), others.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => {
            others.push(last);
            Matcher::All(others)
        }
        (None, _) => Matcher::anything(),
    }
}
