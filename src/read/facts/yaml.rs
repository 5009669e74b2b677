//! The text of `facts.yaml` to what it says.

use std::collections::{BTreeMap, BTreeSet};

use super::settings::{Codes, DatePattern, Spot, Stated, TableStated};
use super::sourced::{Conflicts, SourceStated};
use crate::day::Weekday;
use crate::diagnostic::{Code, Diagnostics};
use crate::facts::DayKind;
use crate::field::{Fields, STATUSES, Table, Text};
use crate::message::Message;
use crate::name::Name;
use crate::nearest::nearest;
use crate::ratio::Decimal;
use crate::read::decode::{Decoder, Map, clip, first_line, quoted};
use crate::read::node::{self, Entry, Node, NodeKind};
use crate::source::{Place, Source};
use crate::window::Period;

const TOP: [&str; 5] = ["passmuster-facts", "zone", "covers", "working_week", "tables"];
const COVERS: [&str; 2] = ["from", "through"];
const TABLE: [&str; 9] = [
    "file",
    "from",
    "sheet",
    "columns",
    "dates",
    "codes",
    "encoding",
    "delimiter",
    "fixed",
];
const DAYS: [&str; 4] = ["working-day", "day-off", "holiday", "else"];

/// Reads `facts.yaml`; what was refused is left out, and told.
pub(super) fn read(source: &Source) -> (Stated, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut stated = Stated::default();
    let root = node::tree(source, &mut diagnostics);
    // The decoder is that of rule files; of a directive there is nothing to decode here.
    let (Some(root), Some(directive)) = (root, Name::new("facts")) else {
        return (stated, diagnostics);
    };
    let mut decoder = Decoder {
        source,
        diagnostics: &mut diagnostics,
        fields: Fields::built_in(),
        directive,
        groups: Vec::new(),
        level_at: None,
        other_alphabet: None,
    };
    decoder.facts(&root, &mut stated);
    (stated, diagnostics)
}

impl Decoder<'_> {
    fn facts(&mut self, root: &Node, stated: &mut Stated) {
        let Some(map) = self.facts_map(root, "facts-at-top", &TOP) else { return };
        match map.get("passmuster-facts") {
            Some(version) => self.facts_version(version),
            None if map.has("passmuster-facts") => {}
            None => {
                let message = Message::new("facts-no-version");
                let help = Message::new("facts-no-version-help");
                let span = first_line(self.source, root.span);
                self.tell_with(Code::MissingKey, message, help, span);
            }
        }
        stated.zone = map.get("zone").and_then(|node| self.zone(node));
        stated.covers = map.get("covers").and_then(|node| self.covers(node));
        stated.working_week = map.get("working_week").map(|node| self.week(node));
        let tables = map.get("tables").and_then(|node| self.open_map(node));
        for entry in tables.map(Map::entries).unwrap_or_default() {
            let Some(table) = Table::of_name(&entry.key.text) else {
                self.not_a_table(entry);
                continue;
            };
            if let Some(read) = self.table(table, &entry.value, stated) {
                stated.tables.insert(table, read);
            }
        }
        let each = stated.tables.values().flat_map(|table| &table.from);
        let asked =
            each.filter_map(|source| source.get("ids")?.text().map(str::to_owned));
        let asked: Vec<String> = asked.collect();
        if let Some(people) = stated.tables.get_mut(&Table::People) {
            people.asked = asked;
        } else if !asked.is_empty() {
            let people = TableStated { asked, ..TableStated::default() };
            stated.tables.insert(Table::People, people);
        }
    }

    fn facts_version(&mut self, node: &Node) {
        let Some((text, _)) = self.scalar("want-number", node) else { return };
        if text != "1" {
            let message = Message::new("facts-version").with("version", clip(text));
            let help = Message::new("facts-version-help");
            self.tell_with(Code::NewerLanguage, message, help, node.span);
        }
    }

    fn not_a_table(&mut self, entry: &Entry) {
        let name = entry.key.text.as_str();
        let message = Message::new("facts-unknown-table").with("table", clip(name));
        let known = Table::ALL.map(Table::as_str);
        let help = match nearest(name, known) {
            Some(near) => Message::new("facts-did-you-mean").with("near", near),
            None => Message::new("facts-unknown-table-help").with("known", quoted(known)),
        };
        self.tell_with(Code::UnknownTable, message, help, entry.key.span);
    }

    /// A mapping with these keys only.
    fn facts_map<'n>(
        &mut self,
        node: &'n Node,
        place: &'static str,
        keys: &[&str],
    ) -> Option<Map<'n>> {
        let map = self.open_map(node)?;
        for entry in map.entries() {
            let name = entry.key.text.as_str();
            if keys.contains(&name) {
                continue;
            }
            let message = Message::new("unknown-key")
                .with("key", clip(name))
                .with("place", Message::new(place));
            let help = match nearest(name, keys.iter().copied()) {
                Some(near) => Message::new("did-you-mean").with("word", near),
                None => {
                    Message::new("keys-here").with("keys", quoted(keys.iter().copied()))
                }
            };
            self.tell_with(Code::UnknownKey, message, help, entry.key.span);
        }
        Some(map)
    }

    fn covers(&mut self, node: &Node) -> Option<Period> {
        let map = self.facts_map(node, "facts-at-covers", &COVERS)?;
        for key in COVERS {
            if !map.has(key) {
                let message = Message::new("missing-key")
                    .with("key", key)
                    .with("place", Message::new("facts-at-covers"));
                self.tell(Code::MissingKey, message, first_line(self.source, node.span));
            }
        }
        let from = map.get("from").and_then(|node| self.day(node));
        let through = map.get("through").and_then(|node| self.day(node));
        let (from, through) = from.zip(through)?;
        let period = Period::new(from, through).ok();
        if period.is_none() {
            let message = Message::new("facts-covers-backward")
                .with("from", from.to_string())
                .with("through", through.to_string());
            self.tell(Code::BackwardWindow, message, first_line(self.source, node.span));
        }
        period
    }

    fn week(&mut self, node: &Node) -> BTreeSet<Weekday> {
        let words = Weekday::ALL.map(Weekday::as_str);
        let mut week = BTreeSet::new();
        for item in self.one_or_more(node) {
            let word = self.word(item, &words);
            week.extend(Weekday::ALL.into_iter().find(|day| Some(day.as_str()) == word));
        }
        week
    }

    fn table(
        &mut self,
        table: Table,
        node: &Node,
        stated: &mut Stated,
    ) -> Option<TableStated> {
        let mut keys = TABLE.to_vec();
        match table {
            Table::Attendance => keys.extend(["no_row", "conflicts", "half_day"]),
            Table::Records => keys.push("complete"),
            _ => {}
        }
        let map = self.facts_map(node, "facts-at-table", &keys)?;
        let mut read = TableStated::default();
        if let Some(file) = map.get("file") {
            read.files = self.texts(file);
        }
        if let Some(from) = map.get("from") {
            read.from = self.from(table, from);
        }
        if let Some(sheet) = map.get("sheet") {
            self.text(sheet);
        }
        if let Some(columns) = map.get("columns") {
            read.columns = self.spots(columns);
        }
        if let Some(fixed) = map.get("fixed") {
            read.fixed = self.spots(fixed);
        }
        if let Some(dates) = map.get("dates") {
            read.dates = self.date_pattern(dates).unwrap_or_default();
        }
        if let Some(codes) = map.get("codes") {
            read.codes = self.codes(codes);
        }
        if let Some(encoding) = map.get("encoding") {
            self.encoding(encoding);
        }
        read.delimiter = map.get("delimiter").and_then(|node| self.delimiter(node));
        if let Some(no_row) = map.get("no_row") {
            stated.no_row = self.no_row(no_row);
        }
        if let Some(conflicts) = map.get("conflicts") {
            let word = self.word(conflicts, &Conflicts::WORDS);
            stated.conflicts = word.map(Conflicts::of_word).unwrap_or_default();
        }
        stated.half_day = map.get("half_day").and_then(|hours| self.half_day(hours));
        if let Some(complete) = map.get("complete") {
            stated.records_incomplete = self.word(complete, &["yes", "no"]) == Some("no");
        }
        Some(read)
    }

    /// The systems out of which a table comes: one, or several in a list.
    fn from(&mut self, table: Table, node: &Node) -> Vec<SourceStated> {
        let page = self.source;
        let items = self.one_or_more(node).iter();
        let maps = items.filter_map(|item| self.open_map(item));
        maps.map(|map| SourceStated::of_map(table, page, map)).collect()
    }

    /// The hours that half a day has: more than none, and at most twelve.
    fn half_day(&mut self, node: &Node) -> Option<String> {
        let (text, _) = self.scalar("want-number", node)?;
        let hours = Decimal::read(text).map(Decimal::billionths);
        if hours.is_some_and(|hours| (1..=12_000_000_000).contains(&hours)) {
            return Some(text.to_owned());
        }
        let message = Message::new("facts-half-day").with("text", clip(text));
        let help = Message::new("facts-half-day-help");
        self.tell_with(Code::Number, message, help, node.span);
        None
    }

    /// A mapping from the author's own words to texts.
    fn spots(&mut self, node: &Node) -> BTreeMap<String, Spot> {
        let map = self.open_map(node);
        let mut spots = BTreeMap::new();
        for entry in map.map(Map::entries).unwrap_or_default() {
            if matches!(entry.value.kind, NodeKind::Told) {
                continue;
            }
            if let Some(text) = self.text(&entry.value) {
                let place = Place::new(self.source, entry.value.span);
                spots.insert(entry.key.text.clone(), Spot { text, place });
            }
        }
        spots
    }

    fn codes(&mut self, node: &Node) -> BTreeMap<String, Codes> {
        let map = self.open_map(node);
        let mut codes = BTreeMap::new();
        for entry in map.map(Map::entries).unwrap_or_default() {
            let place = Place::new(self.source, entry.key.span);
            let meanings = self.spots(&entry.value);
            codes.insert(entry.key.text.clone(), Codes { place, meanings });
        }
        codes
    }

    fn date_pattern(&mut self, node: &Node) -> Option<DatePattern> {
        let (text, _) = self.scalar("want-text", node)?;
        let pattern = DatePattern::read(text);
        if pattern.is_none() {
            let message = Message::new("facts-date-pattern").with("text", clip(text));
            let help = Message::new("facts-date-pattern-form-help");
            self.tell_with(Code::DayForm, message, help, node.span);
        }
        pattern
    }

    fn encoding(&mut self, node: &Node) {
        let Some((text, _)) = self.scalar("want-text", node) else { return };
        if !text.eq_ignore_ascii_case("utf-8") {
            let message = Message::new("facts-encoding").with("encoding", clip(text));
            let help = Message::new("facts-encoding-help").with("encoding", clip(text));
            self.tell_with(Code::LegacyEncoding, message, help, node.span);
        }
    }

    fn delimiter(&mut self, node: &Node) -> Option<u8> {
        match self.word(node, &[",", ";", "|", "tab"])? {
            "tab" => Some(b'\t'),
            sign => sign.bytes().next(),
        }
    }

    /// The status of who has no row: for each kind of day, or for all.
    fn no_row(&mut self, node: &Node) -> Option<BTreeMap<DayKind, Option<Text>>> {
        let statuses: Vec<&'static str> =
            STATUSES.into_iter().chain(["unknown"]).collect();
        let kinds = [DayKind::WorkingDay, DayKind::DayOff, DayKind::Holiday];
        let status = |word: &str| (word != "unknown").then(|| Text::from(word));
        if let NodeKind::Text { .. } = node.kind {
            let word = self.word(node, &statuses)?;
            return Some(kinds.map(|kind| (kind, status(word))).into());
        }
        let map = self.facts_map(node, "facts-at-no-row", &DAYS)?;
        let mut no_row = BTreeMap::new();
        for kind in kinds {
            let stated = map.get(kind.as_str()).or(map.get("else"));
            let word = match stated {
                Some(node) => self.word(node, &statuses)?,
                // CLAUSE 7.2: the default where nothing is said.
                None if kind == DayKind::WorkingDay => "unknown",
                None => "off",
            };
            no_row.insert(kind, status(word));
        }
        Some(no_row)
    }
}
