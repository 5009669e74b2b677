//! What a document does to others: one verb an act.

use super::decode::{Decoder, Map, first_line};
use super::directive::rule_ids;
use super::grammar::At;
use super::matcher::Asked;
use super::node::{Node, NodeKind};
use super::rule::Document;
use crate::diagnostic::Code;
use crate::directive::act::{Act, Part, Target, Verb};
use crate::directive::{End, Start};
use crate::field::Subject;
use crate::message::Message;
use crate::name::{Name, RuleRef};
use crate::rule::matcher::Matcher;

/// The verbs.
const VERBS: [&str; 6] = ["extend", "end", "replace", "suspend", "resume", "supersede"];
/// The keys that say how long.
const ENDS: [&str; 3] = ["through", "until", "for"];

impl Decoder<'_> {
    /// The acts of a document; `file` is all of it.
    pub(super) fn acts(
        &mut self,
        node: &Node,
        file: Map<'_>,
        document: &Document<'_>,
    ) -> Vec<Act> {
        let ids = rule_ids(file);
        let nodes = self.list(node);
        nodes.iter().filter_map(|one| self.act(one, file, &ids, document)).collect()
    }

    fn act(
        &mut self,
        node: &Node,
        file: Map<'_>,
        ids: &[&str],
        document: &Document<'_>,
    ) -> Option<Act> {
        let map = self.map(node, At::Act)?;
        let mut written = VERBS.into_iter().filter(|key| map.has(key));
        let (verb, second) = (written.next(), written.next());
        let Some(verb) = verb else {
            let span = first_line(self.source, map.span);
            self.tell(Code::MissingKey, Message::new("no-verb"), span);
            return None;
        };
        if let Some(second) = second {
            let message = Message::new("two-verbs").with("one", verb).with("two", second);
            let span = map.key(second).map_or(map.span, |key| key.span);
            self.tell(Code::Conflict, message, span);
        }
        let targets = map.get(verb).map(|node| self.targets(verb, node));
        let from = map.get("from").map(|from| self.start(from));
        let end = self.new_end(verb, map);
        let with = self.with(verb, map, ids);
        let cites = map.get("cites").map(|cites| self.cites(cites, document));
        let [when, unless] = ["when", "unless"]
            .map(|key| map.get(key).map(|node| self.matcher_of_cells(node)));
        let span = map.key(verb).map_or(map.span, |key| key.span);
        if from.is_none() && !file.has("in_force") && self.has_no_issue(file) {
            let message = Message::new("act-without-from").with("verb", verb);
            self.tell(Code::MissingKey, message, span);
        }
        let (from, end) = (whole(from)?, whole(end)?);
        self.act_backward(verb, from, end, map);
        Some(Act {
            verb: verb_named(verb, with)?,
            targets: targets.filter(|targets| !targets.is_empty())?,
            from,
            end,
            cites: cites.unwrap_or_default(),
            when: whole(when)?,
            unless: whole(unless)?,
            place: self.place(span),
        })
    }

    /// Whether nothing says when the document became known. CLAUSE 11.2.
    fn has_no_issue(&self, file: Map<'_>) -> bool {
        let signed = file.get("directive").is_some_and(|node| match &node.kind {
            NodeKind::Map(entries) => {
                entries.iter().any(|entry| entry.key.text == "signed")
            }
            _ => false,
        });
        !signed && !file.has("issued")
    }

    fn matcher_of_cells(&mut self, node: &Node) -> Option<Matcher> {
        self.matcher(node, &Asked::of(Subject::Cell))
    }

    /// The new end of what is extended or suspended.
    fn new_end(&mut self, verb: &'static str, map: Map<'_>) -> Option<Option<End>> {
        let mut written = ENDS.into_iter().filter(|key| map.has(key));
        let (end, second) = (written.next(), written.next());
        if let (Some(one), Some(two)) = (end, second) {
            let message = Message::new("two-ends").with("one", one).with("two", two);
            let span = map.key(two).map_or(map.span, |key| key.span);
            self.tell(Code::Conflict, message, span);
        }
        match (verb, end) {
            ("extend", None) => {
                let span = first_line(self.source, map.span);
                self.tell(Code::MissingKey, Message::new("extend-without-end"), span);
                Some(None)
            }
            ("extend" | "suspend", Some(key)) => {
                map.get(key).map(|node| self.end(key, node))
            }
            (_, Some(key)) => {
                let message =
                    Message::new("end-of-an-act").with("key", key).with("verb", verb);
                let help = match verb {
                    "replace" => Message::new("end-of-replace-help"),
                    _ => Message::new("end-of-an-act-help"),
                };
                let span = map.key(key).map_or(map.span, |key| key.span);
                self.tell_with(Code::Conflict, message, help, span);
                Some(None)
            }
            (_, None) => None,
        }
    }

    /// The rules that take the place of another.
    fn with(&mut self, verb: &'static str, map: Map<'_>, ids: &[&str]) -> Vec<RuleRef> {
        match (verb, map.get("with"), map.key("with")) {
            ("replace", Some(node), _) => {
                let mut rules = Vec::new();
                for one in self.one_or_more(node) {
                    let Some(rule) = self.name(one) else { continue };
                    self.own_rule(&rule, ids, one);
                    rules.push(RuleRef { directive: self.directive.clone(), rule });
                }
                rules
            }
            ("replace", None, None) => {
                let span = map.key(verb).map_or(map.span, |key| key.span);
                let help = Message::new("replace-without-help");
                let message = Message::new("replace-without");
                self.tell_with(Code::MissingKey, message, help, span);
                Vec::new()
            }
            (_, _, Some(key)) if verb != "replace" => {
                let message = Message::new("with-alone").with("verb", verb);
                self.tell(Code::Conflict, message, key.span);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn targets(&mut self, verb: &'static str, node: &Node) -> Vec<Target> {
        let nodes = self.one_or_more(node);
        nodes.iter().filter_map(|one| self.target(verb, one)).collect()
    }

    /// A directive, `directive/rule` or `directive#clause`, and never of this file.
    fn target(&mut self, verb: &'static str, node: &Node) -> Option<Target> {
        let (text, _) = self.scalar("want-target", node)?;
        let (directive, part) = match (text.split_once('#'), text.split_once('/')) {
            (Some((directive, clause)), _) if !clause.trim().is_empty() => {
                (Name::new(directive), Some(Part::Clause(clause.to_owned())))
            }
            (None, Some((directive, rule))) => {
                (Name::new(directive), Name::new(rule).map(Part::Rule))
            }
            (None, None) => (Name::new(text), Some(Part::Whole)),
            _ => (None, None),
        };
        let (Some(directive), Some(part)) = (directive, part) else {
            self.bad_name(text, '-', node.span);
            return None;
        };
        if directive == self.directive {
            let message = Message::new("act-on-itself").with("verb", verb);
            let help = Message::new("act-on-itself-help");
            self.tell_with(Code::Cycle, message, help, node.span);
            return None;
        }
        let fits = match verb {
            "replace" => part != Part::Whole,
            "supersede" => part == Part::Whole,
            _ => true,
        };
        if !fits {
            let key = match verb {
                "replace" => "replace-whole",
                _ => "supersede-part",
            };
            let message = Message::new(key).with("target", text);
            self.tell(Code::Conflict, message, node.span);
            return None;
        }
        Some(Target { directive, part, place: self.place(node.span) })
    }

    /// Tells an act that ends before it begins.
    fn act_backward(
        &mut self,
        verb: &'static str,
        from: Option<Start>,
        end: Option<End>,
        map: Map<'_>,
    ) {
        let Some(begins) = from else { return };
        let first = begins.instant();
        let (last, written) = match end {
            Some(End::Through(day)) => (day.end(), day.to_string()),
            Some(End::Until(instant)) => (instant, instant.to_string()),
            _ => return,
        };
        if last <= first {
            let message = Message::new("backward-act")
                .with("verb", verb)
                .with("from", begins.to_string())
                .with("end", written);
            let key = ENDS.into_iter().find_map(|key| map.key(key));
            self.tell(
                Code::BackwardWindow,
                message,
                key.map_or(map.span, |key| key.span),
            );
        }
    }
}

/// What was not written is `None`, what was refused refuses the act.
fn whole<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        None => Some(None),
        Some(None) => None,
        Some(read) => Some(read),
    }
}

fn verb_named(verb: &str, with: Vec<RuleRef>) -> Option<Verb> {
    Some(match verb {
        "extend" => Verb::Extend,
        "end" => Verb::End,
        "replace" if with.is_empty() => return None,
        "replace" => Verb::Replace(with),
        "suspend" => Verb::Suspend,
        "resume" => Verb::Resume,
        _ => Verb::Supersede,
    })
}

/// The rules that acts put in the place of others, as written.
pub(super) fn with_rules<'n>(file: Map<'n>) -> Vec<&'n str> {
    let Some(NodeKind::List(acts)) = file.get("acts").map(|node| &node.kind) else {
        return Vec::new();
    };
    let mut rules = Vec::new();
    for act in acts {
        let NodeKind::Map(entries) = &act.kind else { continue };
        let with = entries.iter().find(|entry| entry.key.text == "with");
        match with.map(|entry| &entry.value.kind) {
            Some(NodeKind::Text { text, .. }) => rules.push(text.as_str()),
            Some(NodeKind::List(several)) => {
                rules.extend(several.iter().filter_map(|one| match &one.kind {
                    NodeKind::Text { text, .. } => Some(text.as_str()),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    rules
}
