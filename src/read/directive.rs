//! The document: who issued it, when it holds, its clauses, groups and interpretations.

use super::act::with_rules;
use super::decode::{Decoder, Map, first_line, quoted};
use super::grammar::At;
use super::node::{Node, NodeKind};
use super::rule::Document;
use crate::day::{Day, Weekday};
use crate::diagnostic::Code;
use crate::directive::{Clause, Directive, Group, Interpretation};
use crate::message::Message;
use crate::name::{Name, RuleRef};
use crate::nearest::nearest;
use crate::source::Place;

/// The version of the language that is read.
const LANGUAGE: u32 = 1;

/// What stands behind `directive`.
struct Identity {
    id: Name,
    place: Place,
    number: Option<String>,
    title: Vec<(String, String)>,
    issuer: Option<String>,
    signed: Option<Day>,
    signed_at: Option<Place>,
    implements: Vec<Name>,
}

impl Decoder<'_> {
    /// The whole file.
    pub(super) fn directive(&mut self, node: &Node) -> Option<Directive> {
        if !matches!(node.kind, NodeKind::Map(_)) {
            let span = first_line(self.source, node.span);
            self.tell(Code::WrongShape, Message::new("not-a-rule-file"), span);
            return None;
        }
        let map = self.map(node, At::Top)?;
        let language = map.get("passmuster").map(|node| self.language(node));
        if let Some(false) = language {
            return None;
        }
        let identity = map.get("directive").and_then(|node| self.identity(node));
        let (version, corrects) = self.transcription(map);
        let issued = map.get("issued").and_then(|node| self.day(node));
        let issued_at = map.get("issued").map(|node| self.place(node.span));
        let in_force = map.get("in_force").and_then(|node| self.in_force(node, None));
        let zone = map.get("zone").and_then(|node| self.zone(node));
        let week_starts = self.week_starts(map);
        let excerpt =
            map.get("transcribed").and_then(|node| self.word(node, &["excerpt"]));
        let clauses = map.get("clauses").and_then(|node| self.clauses(node));
        let fields = map.get("fields").map(|node| self.declared(node));
        if let Some(node) = map.get("groups") {
            self.scan_groups(node);
        }
        let groups = map.get("groups").map(|node| self.groups(node));
        let document = Document {
            in_force,
            has_window: map.has("in_force"),
            week_starts,
            when: map.get("when"),
            unless: map.get("unless"),
            clauses,
            with: with_rules(map),
        };
        let rules = map.get("rules").map(|node| self.rules(node, &document));
        let acts = map.get("acts").map(|node| self.acts(node, map, &document));
        let ids = rule_ids(map);
        let interpretations =
            map.get("interpretations").map(|node| self.interpretations(node, &ids));
        let allow = self.allow(map);
        let identity = identity?;
        Some(Directive {
            id: identity.id,
            place: identity.place,
            source: self.source.clone(),
            number: identity.number,
            title: identity.title,
            issuer: identity.issuer,
            signed: identity.signed,
            implements: identity.implements,
            version,
            corrects,
            issued,
            issued_at: issued_at.or(identity.signed_at),
            in_force: document.in_force,
            zone,
            week_starts,
            excerpt: excerpt.is_some(),
            clauses: document.clauses,
            fields: fields.unwrap_or_default(),
            groups: groups.unwrap_or_default(),
            interpretations: interpretations.unwrap_or_default(),
            acts: acts.unwrap_or_default(),
            rules: rules.unwrap_or_default(),
            allow,
        })
    }

    /// Whether the language is one that is read; tells if not.
    fn language(&mut self, node: &Node) -> bool {
        match self.whole(node, 1) {
            Some(version) if version > LANGUAGE => {
                let message = Message::new("newer-language")
                    .with("version", i64::from(version))
                    .with("known", i64::from(LANGUAGE));
                self.tell(Code::NewerLanguage, message, node.span);
                false
            }
            _ => true,
        }
    }

    fn identity(&mut self, node: &Node) -> Option<Identity> {
        let map = self.map(node, At::Directive)?;
        let id = map.get("id").and_then(|id| {
            let name = self.name(id)?;
            Some((name, self.place(id.span)))
        });
        if let Some((id, _)) = &id {
            self.directive = id.clone();
        }
        let number = map.get("number").and_then(|node| self.text(node));
        let title = map.get("title").map(|node| self.title(node));
        let issuer = map.get("issuer").and_then(|node| self.text(node));
        let signed = map.get("signed").and_then(|node| self.day(node));
        let signed_at = map.get("signed").map(|node| self.place(node.span));
        let implements = match map.get("implements") {
            Some(node) => {
                let nodes = self.one_or_more(node);
                nodes.iter().filter_map(|one| self.name(one)).collect()
            }
            None => Vec::new(),
        };
        let (id, place) = id?;
        let title = title.unwrap_or_default();
        Some(Identity { id, place, number, title, issuer, signed, signed_at, implements })
    }

    /// A title, or a title for each language.
    fn title(&mut self, node: &Node) -> Vec<(String, String)> {
        let NodeKind::Map(entries) = &node.kind else {
            return self
                .text(node)
                .map(|text| ("und".to_owned(), text))
                .into_iter()
                .collect();
        };
        let mut titles = Vec::new();
        for entry in entries {
            let language = &entry.key.text;
            let plain = |one: char| one.is_ascii_alphanumeric() || one == '-';
            if !language.chars().all(plain) || !(2..=16).contains(&language.len()) {
                let message = Message::new("language-tag").with("text", language.clone());
                self.tell(Code::WrongShape, message, entry.key.span);
            }
            if let Some(text) = self.text(&entry.value) {
                titles.push((language.clone(), text));
            }
        }
        titles
    }

    /// `version` and `corrects`.
    fn transcription(&mut self, map: Map<'_>) -> (u32, Option<String>) {
        let version =
            map.get("version").and_then(|node| self.whole(node, 1)).unwrap_or(1);
        let corrects = map.get("corrects").and_then(|node| self.text(node));
        if version > 1 && !map.has("corrects") {
            let span = map.key("version").map_or(map.span, |key| key.span);
            let message = Message::new("no-corrects").with("version", i64::from(version));
            self.tell(Code::MissingKey, message, span);
        }
        (version, corrects)
    }

    pub(super) fn zone(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?;
        let plain = |one: char| one.is_ascii_alphanumeric() || "/_+-".contains(one);
        let is_zone = text.chars().all(plain) && (text.contains('/') || text == "UTC");
        if !is_zone {
            self.wrong_shape("want-zone", node);
        }
        is_zone.then_some(text)
    }

    fn week_starts(&mut self, map: Map<'_>) -> Weekday {
        let words = Weekday::ALL.map(Weekday::as_str);
        let word = map.get("week_starts").and_then(|node| self.word(node, &words));
        let day = Weekday::ALL.into_iter().find(|day| Some(day.as_str()) == word);
        day.unwrap_or(Weekday::Monday)
    }

    fn clauses(&mut self, node: &Node) -> Option<Vec<Clause>> {
        let map = self.open_map(node)?;
        let mut clauses = Vec::new();
        for entry in map.entries() {
            let key = &entry.key;
            let stand_in = Node {
                span: key.span,
                kind: NodeKind::Text { text: key.text.clone(), quoted: key.quoted },
            };
            if !self.clause(&key.text, key.quoted, &stand_in) {
                continue;
            }
            let place = self.place(key.span);
            let id = key.text.clone();
            // A clause whose value was refused stands there all the same.
            if let NodeKind::Text { .. } | NodeKind::Told = entry.value.kind {
                let gist = self.text(&entry.value).unwrap_or_default();
                clauses.push(Clause { id, gist, text: None, not_checked: None, place });
                continue;
            }
            let Some(map) = self.map(&entry.value, At::Clause) else { continue };
            let gist = map.get("gist").and_then(|node| self.text(node));
            let text = map.get("text").and_then(|node| self.text(node));
            let not_checked = map.get("not_checked").and_then(|node| self.text(node));
            let gist = gist.unwrap_or_default();
            clauses.push(Clause { id, gist, text, not_checked, place });
        }
        Some(clauses)
    }

    fn groups(&mut self, node: &Node) -> Vec<Group> {
        let Some(map) = self.open_map(node) else { return Vec::new() };
        let mut groups = Vec::new();
        for entry in map.entries() {
            let (text, span) = (entry.key.text.as_str(), entry.key.span);
            let population = self.population(&entry.value);
            let Some(name) = Name::new(text) else {
                self.bad_name(text, '-', span);
                continue;
            };
            if matches!(text, "everyone" | "working") {
                let message = Message::new("group-reserved").with("group", text);
                self.tell(Code::NameTaken, message, span);
                continue;
            }
            if let Some(population) = population {
                groups.push(Group { name, population, place: self.place(span) });
            }
        }
        groups
    }

    fn interpretations(&mut self, node: &Node, ids: &[&str]) -> Vec<Interpretation> {
        let nodes = self.list(node);
        nodes.iter().filter_map(|one| self.interpretation(one, ids)).collect()
    }

    fn interpretation(&mut self, node: &Node, ids: &[&str]) -> Option<Interpretation> {
        let map = self.map(node, At::Interpretation)?;
        let mut text = |key: &str| map.get(key).and_then(|node| self.text(node));
        let (question, choice, because) =
            (text("question"), text("choice"), text("because"));
        let nodes =
            map.get("affects").map(|node| self.one_or_more(node)).unwrap_or_default();
        let mut affects = Vec::new();
        for one in nodes {
            let Some((directive, rule)) = self.full_name(one) else { continue };
            if directive == self.directive {
                self.own_rule(&rule, ids, one);
            }
            affects.push((RuleRef { directive, rule }, self.place(one.span)));
        }
        let place = self.place(node.span);
        Some(Interpretation {
            question: question?,
            choice: choice?,
            because: because?,
            affects,
            place,
        })
    }
}

impl Decoder<'_> {
    /// Tells a rule that should stand in this file and does not.
    pub(super) fn own_rule(&mut self, rule: &Name, ids: &[&str], node: &Node) {
        if ids.contains(&rule.as_str()) {
            return;
        }
        let message = Message::new("unknown-rule").with("rule", rule.as_str());
        let help = match nearest(rule.as_str(), ids.iter().copied()) {
            Some(word) => Message::new("did-you-mean").with("word", word),
            None => {
                let ids = quoted(ids.iter().copied());
                Message::new("rules-here").with("rules", ids)
            }
        };
        self.tell_with(Code::UnknownName, message, help, node.span);
    }
}

/// The ids of all rules as written, whether the rules can be read or not.
pub(super) fn rule_ids<'n>(map: Map<'n>) -> Vec<&'n str> {
    let Some(NodeKind::List(rules)) = map.get("rules").map(|node| &node.kind) else {
        return Vec::new();
    };
    let mut ids = Vec::new();
    for rule in rules {
        let NodeKind::Map(entries) = &rule.kind else { continue };
        let id = entries.iter().find(|entry| entry.key.text == "id");
        if let Some(NodeKind::Text { text, .. }) = id.map(|entry| &entry.value.kind) {
            ids.push(text.as_str());
        }
    }
    ids
}
