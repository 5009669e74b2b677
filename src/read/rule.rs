//! The frame around the kinds of rule.

use std::collections::BTreeMap;

use super::decode::{Decoder, Map, first_line, quoted};
use super::grammar::At;
use super::matcher::Asked;
use super::node::Node;
use crate::day::Weekday;
use crate::diagnostic::{Code, Diagnostic};
use crate::directive::{Clause, InForce};
use crate::message::Message;
use crate::name::{Name, RuleRef};
use crate::nearest::nearest;
use crate::rule::matcher::Matcher;
use crate::rule::{ClauseRef, Force, Kind, LevelAt, Rule};
use crate::source::Place;

/// What the document lends to each of its rules.
pub(super) struct Document<'n> {
    pub(super) in_force: Option<InForce>,
    /// Whether `in_force` was written, readable or not.
    pub(super) has_window: bool,
    pub(super) week_starts: Weekday,
    pub(super) when: Option<&'n Node>,
    pub(super) unless: Option<&'n Node>,
    pub(super) clauses: Option<Vec<Clause>>,
    /// The rules that take the place of others, whose window they keep.
    pub(super) with: Vec<&'n str>,
}

/// The kinds of rule.
const KINDS: [&str; 4] = ["limit", "require", "quota", "separate"];

impl Decoder<'_> {
    /// The rules of a document, each with a name of its own.
    pub(super) fn rules(&mut self, node: &Node, document: &Document<'_>) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        let mut ids: BTreeMap<Name, Place> = BTreeMap::new();
        for one in self.list(node) {
            let Some(map) = self.map(one, At::Rule) else { continue };
            let id = map.get("id").and_then(|id| {
                let name = self.name(id)?;
                Some((name, self.place(id.span)))
            });
            if let Some((name, place)) = &id {
                match ids.get(name) {
                    Some(first) => {
                        self.used_twice("rule-twice", name.as_str(), first, place)
                    }
                    None => {
                        ids.insert(name.clone(), place.clone());
                    }
                }
            }
            rules.extend(self.rule(map, id, document));
        }
        rules
    }

    /// Tells a name that was given twice.
    pub(super) fn used_twice(
        &mut self,
        key: &'static str,
        name: &str,
        first: &Place,
        place: &Place,
    ) {
        let message = Message::new(key)
            .with("name", name)
            .with("line", i64::from(first.line_column().0));
        let one = Diagnostic::at(Code::DuplicateId, message, place);
        self.diagnostics.push(one.also(first, Message::new("first-here")));
    }

    fn rule(
        &mut self,
        map: Map<'_>,
        id: Option<(Name, Place)>,
        document: &Document<'_>,
    ) -> Option<Rule> {
        self.level_at = map.get("level_at").and_then(|node| {
            match self.word(node, &["start", "end"])? {
                "end" => Some(LevelAt::End),
                _ => Some(LevelAt::Start),
            }
        });
        let (kind, cells) = self.kind(map);
        if let (Some(node), true, false) =
            (map.key("level_at"), cells.of_a_day, cells.unclear)
        {
            let help = Message::new("level-at-day-help");
            self.tell_with(Code::Conflict, Message::new("level-at-day"), help, node.span);
        }
        let cites = map.get("cites").map(|cites| self.cites(cites, document));
        let force = map
            .get("force")
            .map(|node| self.word(node, &["must", "should", "may"]))
            .unwrap_or(Some("must"));
        let outer = document.in_force.as_ref();
        let in_force = map.get("in_force").map(|node| self.in_force(node, outer));
        let lent =
            id.as_ref().is_some_and(|(id, _)| document.with.contains(&id.as_str()));
        if !map.has("in_force") && !document.has_window && !lent {
            let span = first_line(self.source, map.span);
            let message = Message::new("no-window");
            self.tell_with(Code::NoWindow, message, Message::new("no-window-help"), span);
        }
        let when = [document.when, map.get("when")];
        let when: Vec<Matcher> = self.cell_matchers(when, &cells);
        let unless = [document.unless, map.get("unless")];
        let unless: Vec<Matcher> = self.cell_matchers(unless, &cells);
        let granted = map.get("unless_granted").map(|node| self.granted(node));
        let allow = self.allow(map);
        let (rule, place) = id?;
        Some(Rule {
            name: RuleRef { directive: self.directive.clone(), rule },
            place,
            cites: cites.unwrap_or_default(),
            force: match force? {
                "should" => Force::Should,
                "may" => Force::May,
                _ => Force::Must,
            },
            in_force: in_force.flatten(),
            when,
            unless,
            unless_granted: granted.unwrap_or_default(),
            week_starts: document.week_starts,
            level_at: self.level_at,
            kind: kind?,
            allow,
            whole: self.place(map.span),
        })
    }

    fn cell_matchers(
        &mut self,
        nodes: [Option<&Node>; 2],
        cells: &Asked,
    ) -> Vec<Matcher> {
        nodes.into_iter().flatten().filter_map(|node| self.matcher(node, cells)).collect()
    }

    /// What the rule asks, and what may be asked of its cells.
    fn kind(&mut self, map: Map<'_>) -> (Option<Kind>, Asked) {
        let mut unclear = Asked::of(crate::field::Subject::Cell);
        unclear.unclear = true;
        let Some(key) = self.one_of(map, &KINDS, ("no-kind", "two-kinds", None)) else {
            return (None, unclear);
        };
        match (key, map.get(key)) {
            ("limit", Some(node)) => {
                let (limit, cells) = self.limit(node);
                (limit.map(Kind::Limit), cells)
            }
            ("require", Some(node)) => {
                let (require, cells) = self.require(node);
                (require.map(Kind::Require), cells)
            }
            ("quota", Some(node)) => {
                let (quota, cells) = self.quota(node);
                (quota.map(Kind::Quota), cells)
            }
            ("separate", Some(node)) => {
                let (separate, cells) = self.separate(node);
                (separate.map(Kind::Separate), cells)
            }
            _ => (None, unclear),
        }
    }

    fn granted(&mut self, node: &Node) -> Vec<String> {
        let Some(map) = self.map(node, At::Granted) else { return Vec::new() };
        map.get("by").map(|by| self.texts(by)).unwrap_or_default()
    }

    /// Clauses: of this document, or `directive#clause`.
    pub(super) fn cites(
        &mut self,
        node: &Node,
        document: &Document<'_>,
    ) -> Vec<ClauseRef> {
        let nodes = self.one_or_more(node);
        nodes.iter().filter_map(|one| self.cite(one, document)).collect()
    }

    fn cite(&mut self, node: &Node, document: &Document<'_>) -> Option<ClauseRef> {
        let (text, is_quoted) = self.scalar("want-clause", node)?;
        if !self.clause(text, is_quoted, node) {
            return None;
        }
        let place = self.place(node.span);
        if let Some((directive, clause)) = text.split_once('#') {
            let Some(directive) = Name::new(directive) else {
                self.bad_name(directive, '-', node.span);
                return None;
            };
            let clause = clause.to_owned();
            return Some(ClauseRef { directive: Some(directive), clause, place });
        }
        if let Some(clauses) = &document.clauses
            && !clauses.iter().any(|clause| clause.id == text)
        {
            let ids: Vec<&str> =
                clauses.iter().map(|clause| clause.id.as_str()).collect();
            let help = match nearest(text, ids.iter().copied()) {
                Some(word) => Message::new("did-you-mean").with("word", word),
                None => Message::new("clauses-here").with("clauses", quoted(ids)),
            };
            let message = Message::new("unknown-clause").with("clause", text);
            self.tell_with(Code::UnknownName, message, help, node.span);
        }
        Some(ClauseRef { directive: None, clause: text.to_owned(), place })
    }
}
