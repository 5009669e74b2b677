//! Amounts and comparators.

use super::decode::{Decoder, Map, OneOf, clip};
use super::matcher::Asked;
use super::node::{Node, NodeKind};
use crate::diagnostic::Code;
use crate::field::{Field, ValueType};
use crate::message::Message;
use crate::name::FieldName;
use crate::ratio::{Decimal, Ratio};
use crate::rule::bound::{Amount, Bound, Comparator, Rounding, Share};

/// The comparators, of which a limit has exactly one.
pub(super) const COMPARATORS: [&str; 5] =
    ["at_most", "at_least", "below", "above", "exactly"];

/// What is told where no bound is written, or two.
pub(super) const TELL_BOUNDS: OneOf = ("no-bound", "two-bounds", Some("two-bounds-help"));

/// The comparator of a key.
pub(super) fn comparator(key: &str, tolerance: u32) -> Comparator {
    match key {
        "at_most" => Comparator::AtMost,
        "at_least" => Comparator::AtLeast,
        "below" => Comparator::Below,
        "above" => Comparator::Above,
        _ => Comparator::Exactly { tolerance },
    }
}

impl Decoder<'_> {
    /// The one bound of a limit; `whole` if what is counted has no fractions.
    pub(super) fn bound(
        &mut self,
        map: Map<'_>,
        asked: &Asked,
        whole: bool,
        rounding: Option<Rounding>,
    ) -> Option<Bound> {
        let key = self.one_of(map, &COMPARATORS, TELL_BOUNDS)?;
        let tolerance = map.get("tolerance").map(|node| self.whole(node, 0));
        if map.has("tolerance") && key != "exactly" {
            let span = map.key("tolerance").map_or(map.span, |key| key.span);
            self.tell(Code::Conflict, Message::new("tolerance-alone"), span);
        }
        let tolerance = match tolerance {
            Some(tolerance) => tolerance?,
            None => 0,
        };
        let comparator = comparator(key, tolerance);
        let node = map.get(key)?;
        let amount = self.amount(node, asked, whole)?;
        self.amount_is_judged(&amount, rounding, node)?;
        let written = match &node.kind {
            NodeKind::Text { text, .. } => text.clone(),
            _ => self.source.slice(node.span).to_owned(),
        };
        Some(Bound { comparator, amount, written })
    }

    /// How much: a number, a share, or what is computed.
    pub(super) fn amount(
        &mut self,
        node: &Node,
        asked: &Asked,
        whole: bool,
    ) -> Option<Amount> {
        match &node.kind {
            NodeKind::Told => None,
            NodeKind::Map(_) => self.amount_mapping(node, asked, whole),
            NodeKind::List(_) => {
                self.wrong_shape("want-amount", node);
                None
            }
            NodeKind::Text { text, .. } if text == "no-bound" => Some(Amount::NoBound),
            NodeKind::Text { text, .. }
                if text.contains(['%', '/']) || text.contains(" per ") =>
            {
                let ratio = self.share(text, node)?;
                let written = text.clone();
                Some(Amount::Share(Share { ratio, written, of: None }))
            }
            NodeKind::Text { .. } => self.plain_amount(node, whole).map(Amount::Number),
        }
    }

    fn plain_amount(&mut self, node: &Node, whole: bool) -> Option<Decimal> {
        let number = self.number(node)?;
        let text = number.to_string();
        if number.billionths() < 0 {
            let message = Message::new("negative").with("number", text);
            self.tell(Code::NumberOutOfRange, message, node.span);
            return None;
        }
        if whole && number.as_whole().is_none() {
            let message = Message::new("fraction-of-a-person").with("number", text);
            let help = Message::new("fraction-of-a-person-help");
            self.tell_with(Code::BadShare, message, help, node.span);
            return None;
        }
        if number.as_whole().is_some_and(|whole| whole > 10_000_000) {
            let message = Message::new("number-too-large").with("text", text);
            self.tell(Code::NumberOutOfRange, message, node.span);
            return None;
        }
        Some(number)
    }

    /// A share by itself, such as `50%` or `1 per 4`.
    pub(super) fn share(&mut self, text: &str, node: &Node) -> Option<Ratio> {
        if let Some(share) = Ratio::read(text) {
            return Some(share);
        }
        let comma = text.contains(',');
        let zero = text
            .split_once('/')
            .or_else(|| text.split_once(" per "))
            .and_then(|(_, below)| Decimal::read(below.trim()))
            .is_some_and(|below| below.billionths() == 0);
        let (code, key) = if comma {
            (Code::DecimalComma, "decimal-comma")
        } else if zero {
            (Code::BadShare, "share-of-zero")
        } else if text.contains('-') {
            (Code::BadShare, "share-negative")
        } else if text.len() > 20 {
            (Code::NumberOutOfRange, "number-too-large")
        } else {
            (Code::BadShare, "share-form")
        };
        self.tell(code, Message::new(key).with("text", clip(text)), node.span);
        None
    }

    /// A field that holds a number, as the cell or row sees it.
    pub(super) fn number_field(
        &mut self,
        node: &Node,
        asked: &Asked,
    ) -> Option<FieldName> {
        let (text, _) = self.scalar("want-name", node)?;
        let field: Field = self.field(text, node.span, asked)?;
        if field.kind != ValueType::Number {
            let message = Message::new("not-a-number-field")
                .with("field", text)
                .with("kind", Message::new(super::compare::kind_of(&field.kind)));
            self.tell(Code::WrongShape, message, node.span);
            return None;
        }
        Some(field.name)
    }

    /// What the text says of fractions.
    pub(super) fn rounding(&mut self, node: &Node) -> Option<Rounding> {
        Some(match self.word(node, &["up", "down", "half-up"])? {
            "up" => Rounding::Up,
            "down" => Rounding::Down,
            _ => Rounding::HalfUp,
        })
    }
}
