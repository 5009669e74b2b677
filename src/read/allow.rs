//! Warnings that an author has looked at and lets stand.

use super::decode::{Decoder, Map, clip};
use super::node::{Node, NodeKind};
use crate::diagnostic::{Code, Severity};
use crate::directive::Allow;
use crate::message::Message;
use crate::nearest::nearest;

/// Whether a warning is of rule files alone, so that they can say why it may stand.
fn is_allowable(code: Code) -> bool {
    let of_facts = matches!(code, Code::Infeasible | Code::MaybeInfeasible);
    let of_files = code.id().starts_with("W3") || code.id().starts_with("W4");
    of_files && !of_facts && code != Code::AllowUnused
}

impl Decoder<'_> {
    /// What stands behind `allow`: codes, each with the reason.
    pub(super) fn allow(&mut self, map: Map<'_>) -> Vec<Allow> {
        let Some(node) = map.get("allow") else { return Vec::new() };
        let Some(map) = self.open_map(node) else { return Vec::new() };
        if map.entries().is_empty() {
            self.tell(Code::Empty, Message::new("empty-allow"), node.span);
        }
        let mut allowed = Vec::new();
        for entry in map.entries() {
            let code = self.allowed_code(&entry.key.text, entry.key.span);
            let reason = self.reason(&entry.value);
            if let (Some(code), Some(reason)) = (code, reason) {
                allowed.push(Allow { code, reason, place: self.place(entry.key.span) });
            }
        }
        allowed
    }

    fn allowed_code(&mut self, text: &str, span: crate::source::Span) -> Option<Code> {
        let Some(code) = Code::ALL.iter().copied().find(|code| code.id() == text) else {
            let message = Message::new("unknown-code").with("code", clip(text));
            let all = Code::ALL.iter().copied().filter(|code| is_allowable(*code));
            let help = match nearest(text, all.map(Code::id)) {
                Some(word) => Message::new("did-you-mean").with("word", word),
                None => Message::new("unknown-code-help"),
            };
            self.tell_with(Code::UnknownName, message, help, span);
            return None;
        };
        if is_allowable(code) {
            return Some(code);
        }
        let (key, help) = match code.severity() {
            Severity::Error => ("error-allowed", "error-allowed-help"),
            Severity::Warning if code == Code::AllowUnused => {
                ("unused-allowed", "unused-allowed-help")
            }
            Severity::Warning => ("facts-allowed", "facts-allowed-help"),
        };
        let message = Message::new(key).with("code", text);
        self.tell_with(Code::NotAllowed, message, Message::new(help), span);
        None
    }

    fn reason(&mut self, node: &Node) -> Option<String> {
        if let NodeKind::Text { text, .. } = &node.kind
            && text.trim().is_empty()
        {
            let help = Message::new("no-reason-help");
            self.tell_with(Code::Empty, Message::new("no-reason"), help, node.span);
            return None;
        }
        self.text(node)
    }
}
