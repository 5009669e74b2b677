//! Amounts that are computed: shares of bases of their own, the greater, the lesser and the
//! sum of several, and tables by a field.

use super::decode::{Decoder, Map, clip, first_line, quoted};
use super::grammar::At;
use super::matcher::Asked;
use super::node::{Entry, Node, NodeKind};
use crate::diagnostic::Code;
use crate::field::{Field, Value, ValueType};
use crate::message::Message;
use crate::rule::bound::{Amount, AmountTable, Rounding, Share, ShareBase};

/// Each way to compute an amount, by the key that begins it.
const WAYS: [&str; 6] = ["field", "share", "greater_of", "lesser_of", "sum_of", "by"];
/// How many populations the shares of one amount may have as bases of their own.
const BASES: usize = 6;
/// What the shares of one amount may have as common denominator, and as numerator over it.
const FINEST: i64 = 1_000_000_000_000;
const GREATEST: i64 = 1_000_000_000_000_000;

impl Decoder<'_> {
    /// A mapping where an amount may stand.
    pub(super) fn amount_mapping(
        &mut self,
        node: &Node,
        asked: &Asked,
        whole: bool,
    ) -> Option<Amount> {
        let map = self.map(node, At::Amount)?;
        let mut ways = WAYS.into_iter().filter(|way| map.has(way));
        let way = ways.next();
        if let (Some(one), Some(two)) = (way, ways.next()) {
            let message = Message::new("two-amounts").with("one", one).with("two", two);
            let span = map.key(two).map_or(map.span, |key| key.span);
            self.tell(Code::Conflict, message, span);
            return None;
        }
        let strays = [("of", "share", way), ("table", "by", way)];
        for (stray, wanted, way) in strays {
            if map.has(stray) && way != Some(wanted) {
                let message =
                    Message::new("amount-needs").with("word", stray).with("key", wanted);
                let span = map.key(stray).map_or(map.span, |key| key.span);
                self.tell(Code::MissingKey, message, span);
                return None;
            }
        }
        match way {
            Some("field") => {
                self.number_field(map.get("field")?, asked).map(Amount::Field)
            }
            Some("share") => self.share_of_its_own(map, asked),
            Some("greater_of") => {
                self.parts(map, "greater_of", asked, whole).map(Amount::GreaterOf)
            }
            Some("lesser_of") => {
                self.parts(map, "lesser_of", asked, whole).map(Amount::LesserOf)
            }
            Some("sum_of") => self.parts(map, "sum_of", asked, whole).map(Amount::SumOf),
            Some(_) => self.amount_table(map, asked, whole).map(Amount::Table),
            None => {
                let span = first_line(self.source, map.span);
                self.tell(Code::Empty, Message::new("no-amount"), span);
                None
            }
        }
    }

    fn parts(
        &mut self,
        map: Map<'_>,
        key: &str,
        asked: &Asked,
        whole: bool,
    ) -> Option<Vec<Amount>> {
        let nodes = self.one_or_more(map.get(key)?);
        let parts: Vec<Amount> =
            nodes.iter().filter_map(|one| self.amount(one, asked, whole)).collect();
        (!parts.is_empty() && parts.len() == nodes.len()).then_some(parts)
    }

    /// `{ share: 40%, of: { field: occupancy } }`
    fn share_of_its_own(&mut self, map: Map<'_>, asked: &Asked) -> Option<Amount> {
        if !map.has("of") {
            let span = map.key("share").map_or(map.span, |key| key.span);
            let (message, help) =
                (Message::new("share-alone"), Message::new("share-alone-help"));
            self.tell_with(Code::MissingKey, message, help, span);
            return None;
        }
        let node = map.get("share")?;
        let (text, _) = self.scalar("want-share", node)?;
        let ratio = self.share(text, node);
        let of = map.get("of").and_then(|of| self.share_base(of, asked));
        Some(Amount::Share(Share { ratio: ratio?, written: text.to_owned(), of: of? }))
    }

    fn share_base(&mut self, node: &Node, asked: &Asked) -> Option<Option<ShareBase>> {
        let NodeKind::Map(entries) = &node.kind else {
            return self
                .population(node)
                .map(|of| Some(ShareBase::Population(Box::new(of))));
        };
        let map = self.open_map(node)?;
        if map.has("field") && entries.len() == 1 {
            let field = self.number_field(map.get("field")?, asked)?;
            return Some(Some(ShareBase::Field(field)));
        }
        if let Some(on) = map.key("on") {
            let (message, help) =
                (Message::new("own-base-on"), Message::new("own-base-on-help"));
            self.tell_with(Code::NotHere, message, help, on.span);
            return None;
        }
        self.population(node).map(|of| Some(ShareBase::Population(Box::new(of))))
    }

    /// `{ by: alert, table: { 2: 80%, 3: 60%, else: no-bound } }`
    fn amount_table(
        &mut self,
        map: Map<'_>,
        asked: &Asked,
        whole: bool,
    ) -> Option<AmountTable> {
        if !map.has("table") {
            let span = map.key("by").map_or(map.span, |key| key.span);
            let message =
                Message::new("amount-needs").with("word", "by").with("key", "table");
            self.tell(Code::MissingKey, message, span);
            return None;
        }
        let by = map.get("by")?;
        let (name, _) = self.scalar("want-name", by)?;
        let field = self.field(name, by.span, asked)?;
        let fits = matches!(
            field.kind,
            ValueType::Text | ValueType::Choice(_) | ValueType::Number | ValueType::YesNo
        );
        if !fits {
            let message = Message::new("table-kind")
                .with("field", name)
                .with("kind", Message::new(super::compare::kind_of(&field.kind)));
            self.tell(Code::WrongShape, message, by.span);
            return None;
        }
        let node = map.get("table")?;
        let rows = self.open_map(node)?;
        if rows.entries().is_empty() {
            self.tell(Code::Empty, Message::new("empty-table"), node.span);
            return None;
        }
        let (mut entries, mut otherwise, mut sound) = (Vec::new(), None, true);
        for entry in rows.entries() {
            let amount = self.amount(&entry.value, asked, whole);
            if entry.key.text == "else" && !entry.key.quoted {
                sound &= amount.is_some();
                otherwise = amount.map(Box::new);
                continue;
            }
            match self.table_key(entry, &field).zip(amount) {
                Some((value, _)) if entries.iter().any(|(one, _)| *one == value) => {
                    let message =
                        Message::new("table-twice").with("value", value.to_string());
                    self.tell(Code::DuplicateKey, message, entry.key.span);
                    sound = false;
                }
                Some(row) => entries.push(row),
                None => sound = false,
            }
        }
        if !sound {
            return None;
        }
        self.table_is_whole(&field, &entries, otherwise.is_some(), node)?;
        Some(AmountTable { by: field.name, entries, otherwise })
    }

    fn table_key(&mut self, entry: &Entry, field: &Field) -> Option<Value> {
        let (text, quoted) = (entry.key.text.clone(), entry.key.quoted);
        let kind = NodeKind::Text { text, quoted };
        self.value(&Node { kind, span: entry.key.span }, field)
    }

    /// A table names every value, or has `else`.
    fn table_is_whole(
        &mut self,
        field: &Field,
        entries: &[(Value, Amount)],
        has_else: bool,
        node: &Node,
    ) -> Option<()> {
        let all: Vec<Value> = match &field.kind {
            _ if has_else => return Some(()),
            ValueType::Choice(words) => words.iter().cloned().map(Value::Text).collect(),
            ValueType::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
            _ => Vec::new(),
        };
        let named = |value: &&Value| !entries.iter().any(|(one, _)| one == *value);
        let missing: Vec<String> =
            all.iter().filter(named).map(Value::to_string).collect();
        if !all.is_empty() && missing.is_empty() {
            return Some(());
        }
        let message = match missing.is_empty() {
            true => Message::new("table-open").with("field", field.name.as_str()),
            false => Message::new("table-short")
                .with("field", field.name.as_str())
                .with("values", quoted(missing.iter().map(|one| &**one))),
        };
        let span = first_line(self.source, node.span);
        self.tell_with(Code::MissingKey, message, Message::new("table-else-help"), span);
        None
    }

    /// What would not be exact, or takes too long: told of the whole amount. CLAUSE 4.12.
    pub(super) fn amount_is_judged(
        &mut self,
        amount: &Amount,
        rounding: Option<Rounding>,
        node: &Node,
    ) -> Option<()> {
        let span = first_line(self.source, node.span);
        if amount.populations().count() > BASES {
            let message = Message::new("too-many-bases").with("most", BASES);
            self.tell(Code::BadShare, message, span);
            return None;
        }
        let shares = amount.shares().map(|share| share.ratio);
        let shares: Vec<_> =
            if rounding.is_some() { Vec::new() } else { shares.collect() };
        let common = crate::ratio::common_denominator(shares.iter().copied());
        let fits = |common: i64| {
            common <= FINEST
                && shares.iter().all(|share| {
                    let over = (common / share.denominator()).max(1);
                    let whole = share.numerator().checked_mul(over);
                    shares.len() == 1 || whole.is_some_and(|whole| whole <= GREATEST)
                })
        };
        if common.is_some_and(fits) {
            return Some(());
        }
        let written = clip(self.source.slice(span));
        let message = Message::new("shares-too-fine").with("text", written);
        self.tell(Code::BadShare, message, span);
        None
    }
}
