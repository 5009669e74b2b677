//! When a document or rule holds, as written.

use super::decode::Decoder;
use super::grammar::At;
use super::node::{Node, NodeKind};
use crate::diagnostic::Code;
use crate::directive::{End, InForce, Start};
use crate::message::Message;

impl Decoder<'_> {
    /// The mapping behind `in_force`; `outer` is the document's, where a rule's is read.
    pub(super) fn in_force(
        &mut self,
        node: &Node,
        outer: Option<&InForce>,
    ) -> Option<InForce> {
        let map = self.map(node, At::InForce)?;
        if map.entries().is_empty() {
            self.tell(Code::Empty, Message::new("empty-window"), map.span);
            return None;
        }
        let mut ends = ["through", "until", "for"].into_iter().filter(|key| map.has(key));
        let end = ends.next();
        if let (Some(one), Some(two)) = (end, ends.next()) {
            let message = Message::new("two-ends").with("one", one).with("two", two);
            let span = map.key(two).map_or(map.span, |key| key.span);
            self.tell(Code::Conflict, message, span);
        }
        let from = map.get("from").map(|from| self.start(from));
        let end = end.and_then(|key| map.get(key).map(|end| self.end(key, end)));
        let same_as = map.get("as").and_then(|parent| {
            let name = self.name(parent)?;
            Some((name, self.place(parent.span)))
        });
        if let Some((parent, place)) = &same_as
            && *parent == self.directive
        {
            let message = Message::new("as-itself").with("directive", parent.as_str());
            self.tell(Code::Cycle, message, place.span);
        }
        let wording = map.get("wording").and_then(|wording| self.text(wording));
        let (from, end) = match (from, end) {
            (Some(None), _) | (_, Some(None)) => return None,
            (from, end) => (from.flatten(), end.flatten()),
        };
        let begins = from.or(outer.and_then(|outer| outer.from));
        let lasts =
            matches!(end, Some(End::ForDays(_) | End::ForWeeks(_) | End::ForMonths(_)));
        if lasts && begins.is_none() && !map.has("from") && same_as.is_none() {
            let span = map.key("for").map_or(map.span, |key| key.span);
            self.tell(Code::MissingKey, Message::new("for-without-from"), span);
            return None;
        }
        let ends = end.or(outer.and_then(|outer| outer.end));
        self.backward(begins, ends, map.span);
        Some(InForce { from, end, same_as, wording, place: self.place(node.span) })
    }

    /// How an end is written.
    pub(super) fn end(&mut self, key: &str, node: &Node) -> Option<End> {
        match key {
            "through" => self.day(node).map(End::Through),
            "for" => self.length(node),
            _ => match &node.kind {
                NodeKind::Text { text, .. } if text == "further-notice" => {
                    Some(End::FurtherNotice)
                }
                _ => self.instant(node).map(End::Until),
            },
        }
    }

    /// Tells a window that ends before it begins.
    fn backward(
        &mut self,
        begins: Option<Start>,
        ends: Option<End>,
        span: crate::source::Span,
    ) {
        let Some(begins) = begins else { return };
        let (first, written) = (begins.instant(), begins.to_string());
        let (last, end) = match ends {
            Some(End::Through(day)) => (day.end(), day.to_string()),
            Some(End::Until(instant)) => (instant, instant.to_string()),
            _ => return,
        };
        if last <= first {
            let message =
                Message::new("backward-window").with("from", written).with("end", end);
            self.tell(Code::BackwardWindow, message, span);
        }
    }
}
