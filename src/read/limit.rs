//! How many at once: measure, bound, base, cell and who is left out.

use super::decode::{Decoder, Map, first_line};
use super::grammar::At;
use super::matcher::Asked;
use super::node::{Node, NodeKind};
use crate::day::{Calendar, MINUTES_OF_DAY};
use crate::diagnostic::Code;
use crate::field::Subject;
use crate::message::Message;
use crate::rule::bound::Bound;
use crate::rule::limit::{Base, Exempt, Limit, Measure};
use crate::rule::matcher::Population;
use crate::rule::per::{Column, Per, TimeWord};

impl Decoder<'_> {
    /// The mapping behind `limit`, and the cells it makes.
    pub(super) fn limit(&mut self, node: &Node) -> (Option<Limit>, Asked) {
        let mut asked = Asked::of(Subject::Cell);
        asked.unclear = true;
        let limit = self.limit_of(node, &mut asked);
        (limit, asked)
    }

    fn limit_of(&mut self, node: &Node, asked: &mut Asked) -> Option<Limit> {
        let map = self.map(node, At::Limit)?;
        let measure = self.measure(map);
        let subjects = self.subjects_of_measure(map);
        let people = |of: &Population| of.subject.items() == Subject::People;
        if matches!(&measure, Some(Measure::Sum { of, .. }) if people(of)) {
            for key in ["of", "exempt"] {
                if let Some(written) = map.key(key) {
                    let message = Message::new("sum-of-rows").with("key", key);
                    self.tell(Code::Conflict, message, written.span);
                }
            }
        }
        let per = self.limit_per(map, &subjects);
        if let Some(per) = &per {
            *asked = self.asked_of_cells(per, &subjects);
        }
        let averaged = map.get("averaged").map(|node| self.averaged(node, per.as_ref()));
        let rounding = map.get("rounding").map(|node| self.rounding(node));
        // Of an average a fraction of a person may be asked.
        let whole = map.has("count") && !map.has("averaged");
        let bound = self.bound(map, asked, whole, rounding.flatten());
        let base = map.get("of").map(|node| self.base(node, asked));
        if let Some(bound) = &bound
            && bound.amount.asks_base()
            && !map.has("of")
        {
            let message =
                Message::new("share-without-base").with("share", bound.written.clone());
            let key = map.key(bound.comparator.as_str());
            let help = Message::new("share-without-base-help");
            let span = key.map_or(map.span, |key| key.span);
            self.tell_with(Code::ShareWithoutBase, message, help, span);
        }
        let exempt = self.exempts(map, &subjects);
        let base = match base {
            Some(base) => Some(base?),
            None if map.has("of") => return None,
            None => None,
        };
        let rounding = match rounding {
            Some(rounding) => Some(rounding?),
            None => None,
        };
        let averaged = match averaged {
            Some(averaged) => Some(averaged?),
            None => None,
        };
        let lasting = match map.get("lasting") {
            Some(lasting) => Some(self.minutes(lasting)?),
            None if map.has("lasting") => return None,
            None => None,
        };
        let (measure, bound, per, exempt) = (measure?, bound?, per?, exempt?);
        if per.is_of_hours() {
            self.hours_are_judged(&measure, (&bound, base.as_ref(), &per), map)?;
        }
        self.averaged_is_judged(averaged, base.as_ref(), map)?;
        if let Some(lasting) = lasting {
            self.lasting_is_judged(lasting, &measure, &per, map)?;
        }
        Some(Limit { measure, bound, base, per, exempt, rounding, lasting, averaged })
    }

    /// The stretch over which days are compared together. CLAUSE 4.18.
    fn averaged(&mut self, node: &Node, per: Option<&Per>) -> Option<TimeWord> {
        let words = ["week", "month", "quarter", "year", "window"];
        let word = self.word(node, &words)?;
        let daily = |per: &Per| per.time == Some(TimeWord::Calendar(Calendar::Day));
        if !per.is_none_or(daily) {
            let message = Message::new("averaged-without-day").with("word", word);
            self.tell(Code::Conflict, message, node.span);
            return None;
        }
        Some(match Decoder::stretch(word) {
            Some(calendar) => TimeWord::Calendar(calendar),
            None => TimeWord::Window,
        })
    }

    /// A base of one other day has no sum over the days of a stretch.
    fn averaged_is_judged(
        &mut self,
        averaged: Option<TimeWord>,
        base: Option<&Base>,
        map: Map<'_>,
    ) -> Option<()> {
        if let (Some(_), Some(Base::OnDay(..))) = (averaged, base) {
            let span = map.key("averaged").map_or(map.span, |key| key.span);
            self.tell(Code::Conflict, Message::new("averaged-other-day"), span);
            return None;
        }
        Some(())
    }

    /// CLAUSE 15.4, 15.5: rows of people are counted, not summed, in hours and moments; what
    /// a share of an hour is of are people of the day.
    fn hours_are_judged(
        &mut self,
        measure: &Measure,
        (bound, base, per): (&Bound, Option<&Base>, &Per),
        map: Map<'_>,
    ) -> Option<()> {
        let people = |one: &Population| one.subject.items() == Subject::People;
        let sums = matches!(measure, Measure::Sum { of, .. } if people(of));
        let of_rows = match base {
            Some(Base::Population(base)) => !people(base),
            _ => false,
        };
        let owns_rows = !bound.amount.populations().all(people);
        let of_hour = per.time == Some(TimeWord::Hour);
        let passes = |one: &Population| one.subject != one.subject.items();
        let of_base = match base {
            Some(Base::Population(base)) => passes(base),
            _ => false,
        };
        let counts = matches!(measure, Measure::Count(all) if all.iter().any(passes));
        let comes = counts || of_base || bound.amount.populations().any(passes);
        let of_a_row = [Column::Gathering, Column::Visit];
        let message = match () {
            () if of_a_row.iter().any(|one| per.columns.contains(one)) => "row-in-hours",
            () if sums => "sum-in-hours",
            () if of_hour && (of_rows || owns_rows) => "base-of-hour",
            () if !of_hour && comes => "passes-in-moments",
            () => return Some(()),
        };
        self.tell(Code::NotHere, Message::new(message), map.span);
        None
    }

    /// CLAUSE 4.25: rows last, and no longer than their cell.
    fn lasting_is_judged(
        &mut self,
        lasting: i64,
        measure: &Measure,
        per: &Per,
        map: Map<'_>,
    ) -> Option<()> {
        let populations = match measure {
            Measure::Count(populations) => populations.as_slice(),
            Measure::Sum { of, .. } => std::slice::from_ref(of),
        };
        let units = [Subject::Units, Subject::Offices];
        let units = |one: &Population| units.contains(&one.subject);
        let passes = |one: &Population| one.subject != one.subject.items();
        let most = match per.time {
            Some(TimeWord::Hour) => 60,
            None | Some(TimeWord::Calendar(Calendar::Day)) => MINUTES_OF_DAY,
            _ => i64::MAX,
        };
        let message = match () {
            () if populations.iter().any(units) => "lasting-of-units",
            () if populations.iter().any(passes) => "lasting-of-passes",
            () if per.time == Some(TimeWord::Moment) => "lasting-in-moments",
            () if lasting > most => "lasting-beyond",
            () => return Some(()),
        };
        let span = map.key("lasting").map_or(map.span, |key| key.span);
        self.tell(Code::NotHere, Message::new(message), span);
        None
    }

    fn measure(&mut self, map: Map<'_>) -> Option<Measure> {
        if map.has("count") && map.has("sum") {
            let span = map.key("sum").map_or(map.span, |key| key.span);
            self.tell(Code::Conflict, Message::new("count-and-sum"), span);
        }
        if !map.has("count") && !map.has("sum") {
            let span = first_line(self.source, map.span);
            self.tell(Code::MissingKey, Message::new("no-measure"), span);
            return None;
        }
        if let Some(sum) = map.get("sum") {
            return self.sum(sum);
        }
        let nodes = self.one_or_more(map.get("count")?);
        let counted: Vec<Population> =
            nodes.iter().filter_map(|one| self.population(one)).collect();
        (!counted.is_empty() && counted.len() == nodes.len())
            .then_some(Measure::Count(counted))
    }

    fn sum(&mut self, node: &Node) -> Option<Measure> {
        let map = self.open_map(node)?;
        let subject = self.subject(node)?;
        let asked = Asked::of(subject);
        let Some(field) = map.get("field") else {
            if !map.has("field") {
                let message = Message::new("missing-key")
                    .with("key", "field")
                    .with("place", Message::new(At::Sum.noun()));
                self.tell(Code::MissingKey, message, map.span);
            }
            return None;
        };
        let field = self.number_field(field, &asked);
        let matcher = self.matcher_at(node, &asked, At::Sum);
        let of = Population { subject, matcher: matcher?, place: self.place(node.span) };
        Some(Measure::Sum { field: field?, of })
    }

    /// What is counted or summed.
    fn subjects_of_measure(&self, map: Map<'_>) -> Vec<Subject> {
        let Some(node) = map.get("count").or_else(|| map.get("sum")) else {
            return Vec::new();
        };
        match &node.kind {
            NodeKind::List(items) => {
                items.iter().filter_map(|one| self.subject_of(one)).collect()
            }
            _ => self.subject_of(node).into_iter().collect(),
        }
    }

    fn limit_per(&mut self, map: Map<'_>, subjects: &[Subject]) -> Option<Per> {
        if let Some(per) = map.get("per") {
            return self.per_of_days(per, subjects);
        }
        if map.has("per") {
            return None;
        }
        let rows = |one: &Subject| matches!(one, Subject::Gatherings | Subject::Visits);
        if !subjects.is_empty() && subjects.iter().all(rows) {
            return Some(Per::default());
        }
        if !subjects.is_empty() {
            let message = Message::new("limit-without-per");
            let help = Message::new("limit-without-per-help");
            let span = first_line(self.source, map.span);
            self.tell_with(Code::MissingKey, message, help, span);
        }
        None
    }

    /// A population, a population of another day's register, or a number of the place.
    fn base(&mut self, node: &Node, cells: &Asked) -> Option<Base> {
        let NodeKind::Map(entries) = &node.kind else {
            return self.population(node).map(Base::Population);
        };
        let map = self.open_map(node)?;
        if map.has("field") && entries.len() == 1 {
            let mut place = cells.clone();
            // A base is a number of the place, even where the cell is a row.
            place.row = None;
            return self.number_field(map.get("field")?, &place).map(Base::Field);
        }
        if !map.has("on") {
            return self.population(node).map(Base::Population);
        }
        let subject = self.subject(node)?;
        let matcher = if entries.len() == 1 {
            Some(crate::rule::matcher::Matcher::anything())
        } else {
            self.matcher_at(node, &Asked::of(subject), At::Base)
        };
        let day = self.day(map.get("on")?);
        let place = self.place(node.span);
        Some(Base::OnDay(Population { subject, matcher: matcher?, place }, day?))
    }

    fn exempts(&mut self, map: Map<'_>, subjects: &[Subject]) -> Option<Vec<Exempt>> {
        let Some(node) = map.get("exempt") else {
            return (!map.has("exempt")).then(Vec::new);
        };
        let nodes = self.one_or_more(node);
        let exempt: Vec<Exempt> =
            nodes.iter().filter_map(|one| self.exempt(one, subjects)).collect();
        (exempt.len() == nodes.len() && !nodes.is_empty()).then_some(exempt)
    }

    fn exempt(&mut self, node: &Node, subjects: &[Subject]) -> Option<Exempt> {
        let map = self.map(node, At::Exempt)?;
        let subject = subjects.first().map_or(Subject::People, |one| one.items());
        let who = map.get("who").map(|who| self.matcher(who, &Asked::of(subject)));
        let nodes =
            map.get("out_of").map(|one| self.one_or_more(one)).unwrap_or_default();
        let words: Vec<&str> =
            nodes.iter().filter_map(|one| self.word(one, &["count", "base"])).collect();
        if words.is_empty() || words.len() < nodes.len() {
            return None;
        }
        Some(Exempt {
            who: who??,
            out_of_count: words.contains(&"count"),
            out_of_base: words.contains(&"base"),
        })
    }
}
