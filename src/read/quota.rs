//! How much for each over time: measure, amount, period and what excuses.

use super::bound::{COMPARATORS, TELL_BOUNDS, comparator};
use super::decode::{Decoder, Map, clip};
use super::grammar::At;
use super::matcher::Asked;
use super::node::{Node, NodeKind};
use crate::diagnostic::Code;
use crate::field::Subject;
use crate::message::Message;
use crate::ratio::{Decimal, Ratio};
use crate::rule::bound::Comparator;
use crate::rule::per::{Per, TimeWord};
use crate::rule::quota::{Effect, Excuse, Measure, Quantity, Quota, Unit};

/// The measures, of which a quota has exactly one.
const MEASURES: [&str; 7] =
    ["days", "times", "hours", "sum", "longest_run", "shortest_rest", "longest_rest"];
impl Decoder<'_> {
    /// The mapping behind `quota`, and the cells it makes.
    pub(super) fn quota(&mut self, node: &Node) -> (Option<Quota>, Asked) {
        let mut asked = Asked::of(Subject::Cell);
        asked.unclear = true;
        let quota = self.quota_of(node, &mut asked);
        (quota, asked)
    }

    fn quota_of(&mut self, node: &Node, cells: &mut Asked) -> Option<Quota> {
        let map = self.map(node, At::Quota)?;
        let people = Asked::of(Subject::People);
        let each = map.get("each").map(|each| self.of_people(each));
        let measure = self.quota_measure(map, &people);
        let per = map.get("per").map(|per| self.quota_per(per));
        if let Some(Some(per)) = &per {
            *cells = self.asked_of_cells(per, &[Subject::People]);
        }
        let key = self.one_of(map, &COMPARATORS, TELL_BOUNDS);
        let of = map.get("of").map(|of| self.matcher(of, &people));
        let excuse = map.get("excuse").map(|excuse| self.excuse(excuse, &measure));
        let gap = map.get("gap").map(|gap| self.minutes(gap));
        let (measure, key) = (measure?, key?);
        let amount = map.get(key).and_then(|amount| self.quantity(amount, &measure));
        let quota = Quota {
            each: each??,
            comparator: comparator(key, 0),
            amount: amount?,
            written: written(map.get(key)?),
            of: if map.has("of") { Some(of??) } else { None },
            per: per??,
            excuse: if map.has("excuse") { Some(excuse??) } else { None },
            gap: if map.has("gap") { gap?? } else { 0 },
            measure,
        };
        self.fits_together(map, &quota).then_some(quota)
    }

    /// A population that must be people.
    fn of_people(&mut self, node: &Node) -> Option<crate::rule::matcher::Population> {
        let population = self.population(node)?;
        if population.subject != Subject::People {
            let message = Message::new("quota-of-people")
                .with("subject", population.subject.as_str());
            self.tell(Code::NotHere, message, node.span);
            return None;
        }
        Some(population)
    }

    fn quota_measure(&mut self, map: Map<'_>, people: &Asked) -> Option<Measure> {
        let key = self.one_of(
            map,
            &MEASURES,
            ("no-quota-measure", "two-quota-measures", None),
        )?;
        let node = map.get(key)?;
        if key == "sum" {
            let sum = self.open_map(node)?;
            let field = sum.get("field").map(|field| self.number_field(field, people));
            if !sum.has("field") {
                let message = Message::new("missing-key")
                    .with("key", "field")
                    .with("place", Message::new(At::Sum.noun()));
                self.tell(Code::MissingKey, message, sum.span);
            }
            let of = self.matcher_at(node, people, At::Sum);
            return Some(Measure::Sum { field: field??, of: of? });
        }
        let matcher = self.matcher(node, people)?;
        Some(match key {
            "days" => Measure::Days(matcher),
            "times" => Measure::Times(matcher),
            "hours" => Measure::Hours(matcher),
            "longest_run" => Measure::LongestRun(matcher),
            "shortest_rest" => Measure::ShortestRest(matcher),
            _ => Measure::LongestRest(matcher),
        })
    }

    fn quota_per(&mut self, node: &Node) -> Option<Per> {
        let per = self.per(node, &[Subject::People])?;
        if per.is_of_hours() {
            self.tell(Code::NotHere, Message::new("hours-of-limits"), node.span);
            return None;
        }
        if per.time.is_none() {
            self.tell(Code::MissingKey, Message::new("quota-without-period"), node.span);
            return None;
        }
        Some(per)
    }

    /// An amount with its unit, or a share.
    fn quantity(&mut self, node: &Node, measure: &Measure) -> Option<Quantity> {
        let (text, _) = self.scalar("want-quantity", node)?;
        if text.contains(['%', '/']) || text.contains(" per ") {
            return match Ratio::read(text) {
                Some(share) => Some(Quantity::Share(share)),
                None => {
                    let message = Message::new("share-form").with("text", clip(text));
                    self.tell(Code::BadShare, message, node.span);
                    None
                }
            };
        }
        let weekly = text.strip_suffix(" a week");
        let body = weekly.unwrap_or(text).trim();
        let (number, word) = body.split_once(' ').unwrap_or((body, ""));
        let number = Decimal::read(number).filter(|number| number.billionths() >= 0);
        let units = units(measure);
        let unit = units.iter().find(|(words, _)| words.contains(&word.trim()));
        let (Some(number), Some((_, unit))) = (number, unit) else {
            let example = units
                .first()
                .map_or("", |(words, _)| words.first().copied().unwrap_or_default());
            let message = Message::new("quantity-form")
                .with("text", clip(text))
                .with("measure", measure.as_str())
                .with("example", format!("3 {example}").trim().to_owned());
            self.tell(Code::WrongShape, message, node.span);
            return None;
        };
        if number > Decimal::from_billionths(10_000_000_000_000_000) {
            let message = Message::new("number-too-large").with("text", clip(text));
            self.tell(Code::NumberOutOfRange, message, node.span);
            return None;
        }
        Some(Quantity::Number { number, unit: *unit, weekly: weekly.is_some() })
    }

    /// A length in clock time.
    pub(super) fn minutes(&mut self, node: &Node) -> Option<i64> {
        let (text, _) = self.scalar("want-quantity", node)?;
        let read = text.split_once(' ').and_then(|(number, unit)| {
            let number =
                number.parse::<i64>().ok().filter(|one| (1..=10_000).contains(one))?;
            match unit.trim() {
                "min" => Some(number),
                "h" | "hour" | "hours" => Some(number * 60),
                _ => None,
            }
        });
        if read.is_none() {
            let message = Message::new("minutes-form").with("text", clip(text));
            self.tell(Code::WrongShape, message, node.span);
        }
        read
    }

    fn excuse(&mut self, node: &Node, measure: &Option<Measure>) -> Option<Excuse> {
        let map = self.map(node, At::Excuse)?;
        let people = Asked::of(Subject::People);
        let days = map.get("days").map(|days| self.matcher(days, &people));
        let effects = ["lengthens", "shrinks", "credits"];
        let key = self.one_of(map, &effects, ("no-effect", "two-effects", None))?;
        let value = map.get(key)?;
        let effect = match key {
            "lengthens" => {
                self.word(value, &["period"])?;
                Effect::LengthensPeriod
            }
            "shrinks" => {
                self.word(value, &["bound"])?;
                Effect::ShrinksBound
            }
            _ => {
                let measure = measure.as_ref()?;
                match self.quantity(value, measure)? {
                    Quantity::Number { number, unit, weekly: false } => {
                        let size = unit.size(measure);
                        Effect::Credits(Decimal::from_billionths(
                            number.billionths().saturating_mul(size),
                        ))
                    }
                    _ => {
                        let text = self.source.slice(value.span).to_owned();
                        let message =
                            Message::new("credit-form").with("text", clip(&text));
                        self.tell(Code::WrongShape, message, value.span);
                        return None;
                    }
                }
            }
        };
        Some(Excuse { days: days??, effect })
    }

    /// Whether the parts of a quota go together; tells what does not.
    fn fits_together(&mut self, map: Map<'_>, quota: &Quota) -> bool {
        let told = self.diagnostics.len();
        let at = |key: &str| map.key(key).map_or(map.span, |key| key.span);
        let comparator = quota.comparator.as_str();
        let is_share = matches!(quota.amount, Quantity::Share(_));
        let is_run = matches!(quota.measure, Measure::LongestRun(_));
        let is_rest =
            matches!(quota.measure, Measure::ShortestRest(_) | Measure::LongestRest(_));
        let measure = quota.measure.as_str();
        if is_share && !map.has("of") {
            let message =
                Message::new("share-without-base").with("share", quota.written.clone());
            let help = Message::new("share-without-base-help");
            self.tell_with(Code::ShareWithoutBase, message, help, at(comparator));
        }
        if map.has("of") && !is_share {
            self.tell(Code::Conflict, Message::new("of-without-share"), at("of"));
        }
        let floor = matches!(quota.comparator, Comparator::AtLeast | Comparator::Above);
        if is_rest && !floor {
            let message = Message::new("rest-is-a-floor").with("measure", measure);
            self.tell(Code::Conflict, message, at(comparator));
        }
        let ordered = is_run || is_rest;
        if ordered && is_share {
            let message = Message::new("no-share-of-this").with("measure", measure);
            self.tell(Code::Conflict, message, at(comparator));
        }
        if ordered && quota.is_mean() {
            let message = Message::new("no-mean-of-this").with("measure", measure);
            self.tell(Code::Conflict, message, at("per"));
        }
        if ordered && map.has("excuse") {
            let message = Message::new("no-excuse-of-this").with("measure", measure);
            self.tell(Code::Conflict, message, at("excuse"));
        }
        let shrinks = quota.excuse.as_ref().map(|excuse| excuse.effect);
        if shrinks == Some(Effect::ShrinksBound) && is_share {
            self.tell(Code::Conflict, Message::new("share-shrinks-itself"), at("excuse"));
        }
        if map.has("gap") && !matches!(quota.measure, Measure::ShortestRest(_)) {
            self.tell(Code::Conflict, Message::new("gap-of-rests"), at("gap"));
        }
        let exactly = matches!(quota.comparator, Comparator::Exactly { .. });
        let whole = matches!(quota.measure, Measure::Days(_) | Measure::Times(_));
        if exactly && (quota.is_mean() || !whole) {
            self.tell(Code::Conflict, Message::new("exactly-of-whole"), at("exactly"));
        }
        let weekly = matches!(quota.amount, Quantity::Number { weekly: true, .. });
        if weekly && ordered {
            let message = Message::new("no-average-of-this").with("measure", measure);
            self.tell(Code::Conflict, message, at(comparator));
        }
        let hours = matches!(quota.measure, Measure::Hours(_));
        let cap = matches!(quota.comparator, Comparator::AtMost | Comparator::Below);
        let by_hours = matches!(quota.per.time, Some(TimeWord::RollingHours(_)));
        let plain = !is_share && !quota.is_mean() && quota.excuse.is_none() && !weekly;
        if by_hours && !(hours && cap && plain) {
            self.tell(Code::Conflict, Message::new("rolling-hours"), at("per"));
        }
        self.diagnostics.len() == told
    }
}

/// The amount as written.
fn written(node: &Node) -> String {
    match &node.kind {
        NodeKind::Text { text, .. } => text.clone(),
        _ => String::new(),
    }
}

/// The words in which a measure may be counted; the usual one first.
fn units(measure: &Measure) -> Vec<(&'static [&'static str], Unit)> {
    const DAYS: (&[&str], Unit) = (&["days", "day"], Unit::Days);
    const WEEKS: (&[&str], Unit) = (&["weeks", "week"], Unit::Weeks);
    const WORKING: (&[&str], Unit) =
        (&["working days", "working day"], Unit::WorkingDays);
    const HOURS: (&[&str], Unit) = (&["h", "hours", "hour"], Unit::Hours);
    const MINUTES: (&[&str], Unit) = (&["min"], Unit::Minutes);
    match measure {
        Measure::Days(_) => vec![DAYS, WEEKS],
        Measure::Times(_) => vec![(&["times", "time"], Unit::Times)],
        Measure::Hours(_) => vec![HOURS, MINUTES],
        Measure::Sum { .. } => vec![(&[""], Unit::Plain)],
        Measure::LongestRun(_) => vec![DAYS, WORKING, WEEKS],
        Measure::ShortestRest(_) | Measure::LongestRest(_) => {
            vec![HOURS, MINUTES, DAYS, WEEKS]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::matcher::Matcher;

    #[test]
    fn units_are_those_of_the_measure() {
        let days = units(&Measure::Days(Matcher::anything()));
        assert!(
            days.iter()
                .all(|(_, unit)| unit.size(&Measure::Days(Matcher::anything())) >= 1)
        );
        assert!(!days.iter().any(|(_, unit)| *unit == Unit::Hours));
    }
}
