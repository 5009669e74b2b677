//! Who may never meet: by which column, in which cells, how far apart.

use super::decode::{Decoder, Map, clip};
use super::grammar::At;
use super::matcher::Asked;
use super::node::Node;
use crate::day::Calendar;
use crate::diagnostic::Code;
use crate::field::Subject;
use crate::message::Message;
use crate::rule::per::{Column, Per, TimeWord};
use crate::rule::separate::{Gap, Separate};

/// CLAUSE 13.4: at every moment of a day; what is there at once is told by clock times.
fn by_moments(per: &mut Per) -> bool {
    let at_once = per.time == Some(TimeWord::Moment);
    if at_once {
        per.time = Some(TimeWord::Calendar(Calendar::Day));
    }
    at_once
}

impl Decoder<'_> {
    /// The mapping behind `separate`, and the cells it makes.
    pub(super) fn separate(&mut self, node: &Node) -> (Option<Separate>, Asked) {
        let mut asked = Asked::of(Subject::Cell);
        asked.unclear = true;
        let separate = self.separate_of(node, &mut asked);
        (separate, asked)
    }

    fn separate_of(&mut self, node: &Node, cells: &mut Asked) -> Option<Separate> {
        let map = self.map(node, At::Separate)?;
        let each =
            map.get("each").map(|each| (self.subject_of(each), self.population(each)));
        let subject = each.as_ref().and_then(|(subject, _)| *subject);
        let subjects: Vec<Subject> = subject.into_iter().collect();
        let mut per = map.get("per").and_then(|per| self.per_of_days(per, &subjects));
        let at_once = per.as_mut().is_some_and(by_moments);
        if let (Some(per), Some(_)) = (&per, subject) {
            *cells = self.asked_of_cells(per, &subjects);
        }
        let by = map.get("by").and_then(|by| self.by(by, &subjects));
        let at_most = match map.get("at_most") {
            Some(most) => self.whole(most, 1),
            None => (!map.has("at_most")).then_some(1),
        };
        let gap = map.get("gap").map(|gap| self.gap(gap));
        let separate = Separate {
            each: each?.1?,
            by: by?,
            at_most: at_most?,
            gap: match gap {
                Some(gap) => Some(gap?),
                None => at_once.then_some(Gap::Minutes(0)),
            },
            per: per?,
        };
        self.keeps_apart(map, &separate).then_some(separate)
    }

    /// A column, as in `per`.
    fn by(&mut self, node: &Node, subjects: &[Subject]) -> Option<Column> {
        let (text, _) = self.scalar("want-by", node)?;
        if text == "window" || Decoder::stretch(text).is_some() {
            let message = Message::new("by-time").with("word", text);
            self.tell(Code::NotHere, message, node.span);
            return None;
        }
        self.column(text, node, subjects)
    }

    /// A length in clock time, or in whole days.
    fn gap(&mut self, node: &Node) -> Option<Gap> {
        let (text, _) = self.scalar("want-quantity", node)?;
        let read = text.split_once(' ').and_then(|(number, unit)| {
            let number =
                number.parse::<u32>().ok().filter(|one| (1..=10_000).contains(one))?;
            match unit.trim() {
                "min" => Some(Gap::Minutes(number)),
                "h" | "hour" | "hours" => Some(Gap::Minutes(number * 60)),
                "day" | "days" => Some(Gap::Days(number)),
                _ => None,
            }
        });
        if read.is_none() {
            let message = Message::new("gap-form").with("text", clip(text));
            self.tell(Code::WrongShape, message, node.span);
        }
        read
    }

    /// Whether the parts of a separation go together; tells what does not.
    fn keeps_apart(&mut self, map: Map<'_>, separate: &Separate) -> bool {
        let told = self.diagnostics.len();
        let at_word = |key: &str| map.get(key).map_or(map.span, |node| node.span);
        if matches!(separate.per.time, Some(TimeWord::Hour)) {
            self.tell(Code::NotHere, Message::new("hours-of-limits"), at_word("per"));
        }
        if separate.each.subject != separate.each.subject.items() {
            let message = Message::new("separate-passages");
            let help = Message::new("separate-passages-help");
            self.tell_with(Code::NotHere, message, help, at_word("each"));
        }
        let at = |key: &str| map.key(key).map_or(map.span, |key| key.span);
        let Separate { each, by, gap, per, .. } = separate;
        if per.columns.contains(by) {
            let message = Message::new("by-in-per").with("column", by.as_str());
            self.tell(Code::Conflict, message, at("by"));
        }
        let of_rows = matches!(each.subject, Subject::Visits | Subject::Gatherings);
        if of_rows && per.time.is_none() {
            let message =
                Message::new("rows-never-meet").with("subject", each.subject.as_str());
            self.tell(Code::MissingKey, message, at("per"));
        }
        let is_timed = of_rows || each.subject == Subject::People;
        if gap.is_some() && !is_timed {
            let message =
                Message::new("gap-of-times").with("subject", each.subject.as_str());
            self.tell(Code::Conflict, message, at("gap"));
        }
        if matches!(gap, Some(Gap::Days(_))) && is_of_a_day(per) {
            self.tell(Code::Conflict, Message::new("gap-of-days"), at("gap"));
        }
        self.diagnostics.len() == told
    }
}

/// Whether the cells hold one day alone.
fn is_of_a_day(per: &Per) -> bool {
    matches!(per.time, None | Some(TimeWord::Calendar(Calendar::Day)))
}
