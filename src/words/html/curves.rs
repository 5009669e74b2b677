//! Curves of headroom: how near each place came to the bound of each rule, day by day.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Html;
use crate::message::Message;
use crate::name::RuleRef;
use crate::words::escape::markup;

/// How many places of a rule have a curve.
const PLACES: usize = 12;
/// The size of the picture, and how far the curve stays from its edges.
const WIDTH: i64 = 260;
const HEIGHT: i64 = 72;
const LEFT: i64 = 34;
const EDGE: i64 = 10;

/// What was left each day; nothing where no figure was found.
type Days<'a> = BTreeMap<&'a str, i64>;

impl Html<'_> {
    pub(super) fn curves(&mut self) {
        let page = self.page;
        let mut rules: BTreeMap<&RuleRef, BTreeMap<String, Days<'_>>> = BTreeMap::new();
        for finding in &page.report.findings {
            let headroom =
                finding.measured.as_ref().and_then(|measured| measured.headroom);
            // Of hours and parts of a day the worst is the day's.
            let day = finding.cell.get("day").or(finding.cell.get("hour"));
            let day = day.and_then(|day| day.get(..10));
            // A curve for each person would be a page for each person.
            let of_people = finding.cell.get("person").is_some();
            let (Some(headroom), Some(day), false) = (headroom, day, of_people) else {
                continue;
            };
            let places = rules.entry(&finding.rule).or_default();
            let days = places.entry(page.whereabouts(&finding.cell)).or_default();
            let least = days.entry(day).or_insert(headroom);
            *least = headroom.min(*least);
        }
        for places in rules.values_mut() {
            places.retain(|_, days| days.len() > 1);
        }
        rules.retain(|_, places| !places.is_empty());
        if rules.is_empty() {
            return;
        }
        self.heading("page-headroom");
        let note = self.word("page-headroom-note");
        self.line(&format!("<p class=\"dim\">{note}</p>"));
        let mut figures = String::new();
        let several = page.report.rulebook.len() > 1;
        for (rule, places) in rules {
            let all = places.len();
            let mut places: Vec<_> = places.into_iter().collect();
            let name = if several { rule.to_string() } else { rule.rule.to_string() };
            let name = format!("<code>{}</code>", markup(&name));
            if all > PLACES {
                places.sort_by_key(|(_, days)| days.values().min().copied());
                places.truncate(PLACES);
                let number = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
                let said = Message::new("page-curves-left-out")
                    .with("shown", number(PLACES))
                    .with("all", number(all));
                self.line(&format!("<p>{name}: {}</p>", markup(&page.say(&said))));
            }
            for (place, days) in &places {
                figures.push_str(&self.figure(&name, place, days));
            }
        }
        self.line(&format!("<div class=\"curves\">\n{figures}</div>"));
    }

    fn figure(&self, rule: &str, place: &str, days: &Days<'_>) -> String {
        let lowest = days.iter().min_by_key(|(_, headroom)| **headroom);
        let Some((day, lowest)) = lowest else { return String::new() };
        let day = day.replace('-', "\u{2011}");
        let said = Message::new("page-lowest").with("lowest", *lowest).with("day", day);
        let said = markup(&self.page.say(&said));
        let place = markup(place);
        let picture = self.picture(days, &format!("{place}: {said}"));
        format!(
            "<figure>{picture}<figcaption>{rule} <strong>{place}</strong><br/>{said}\
             </figcaption></figure>\n"
        )
    }

    fn picture(&self, days: &Days<'_>, said: &str) -> String {
        let asked: Vec<String> =
            self.page.report.asked.days().map(|day| day.to_string()).collect();
        let values = days.values().copied();
        let most = values.clone().max().unwrap_or_default().max(0);
        let least = values.min().unwrap_or_default().min(0);
        let across = |nth: usize| {
            let steps =
                i64::try_from(asked.len()).unwrap_or(i64::MAX).saturating_sub(1).max(1);
            let nth = i64::try_from(nth).unwrap_or(i64::MAX);
            LEFT + nth.saturating_mul(WIDTH - LEFT - EDGE) / steps
        };
        let down = |value: i64| {
            let range = most.saturating_sub(least).max(1);
            EDGE + most.saturating_sub(value).saturating_mul(HEIGHT - 2 * EDGE) / range
        };
        let zero = down(0);
        let mut svg = format!(
            "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{said}\">\
             <line class=\"zero\" x1=\"{LEFT}\" y1=\"{zero}\" x2=\"{WIDTH}\" y2=\"{zero}\"/>\
             <text x=\"2\" y=\"{}\">0</text>",
            zero + 4
        );
        for end in [most, least].into_iter().filter(|end| (down(*end) - zero).abs() > 12)
        {
            // OK because writing into a string cannot fail.
            let _ = write!(svg, "<text x=\"2\" y=\"{}\">{end}</text>", down(end) + 4);
        }
        let points = asked.iter().enumerate().filter_map(|(nth, day)| {
            let value = days.get(day.as_str())?;
            Some((across(nth), down(*value), *value))
        });
        let points: Vec<(i64, i64, i64)> = points.collect();
        let line: Vec<String> =
            points.iter().map(|(x, y, _)| format!("{x},{y}")).collect();
        let _ = write!(svg, "<polyline class=\"curve\" points=\"{}\"/>", line.join(" "));
        for (x, y, value) in points {
            let _ = match value < 0 {
                // A cross where the bound is broken, so that it takes no colour to see it.
                true => write!(
                    svg,
                    "<path class=\"broken\" d=\"M{} {}l8 8m0 -8l-8 8\"/>",
                    x - 4,
                    y - 4
                ),
                false => {
                    write!(
                        svg,
                        "<circle class=\"point\" cx=\"{x}\" cy=\"{y}\" r=\"2.5\"/>"
                    )
                }
            };
        }
        svg.push_str("</svg>");
        svg
    }
}
