//! Separations of random worlds.

use super::dice::{Dice, day};
use super::matchers::Asked;

impl Dice {
    pub(crate) fn separate(&mut self) -> (String, Asked) {
        self.hit("separate");
        let asked = match self.below(12) {
            0 => Asked::Visits,
            1 => Asked::Gatherings,
            2 => Asked::Units,
            _ => Asked::People,
        };
        let each = match (asked, self.below(5)) {
            (Asked::People, 0) => "everyone".to_owned(),
            (Asked::People, 1 | 2) => "{ status: on-site }".to_owned(),
            _ => match self.population(asked) {
                each if each.contains("in: arrivals") => "{ status: on-site }".to_owned(),
                each if each.contains("in: departures") => "everyone".to_owned(),
                each => each,
            },
        };
        let columns: &[&'static str] = match asked {
            Asked::People => &[
                "team", "team", "team", "team", "shift", "site", "room", "unit", "role",
                "rank", "desk", "agency", "for_unit", "locality", "person", "office",
            ],
            Asked::Visits => &["unit", "site", "office", "agency", "visit", "locality"],
            Asked::Gatherings => &["unit", "office", "agency", "gathering", "locality"],
            _ => &["locality", "agency", "office", "unit"],
        };
        let by = self.pick(columns);
        self.hit(match by {
            "team" | "shift" | "room" | "desk" => "by a column of rows",
            _ => "by another column",
        });
        let mut keys = vec![format!("each: {each}"), format!("by: {by}")];
        if self.chance(25) {
            self.hit("separate at_most");
            keys.push(format!("at_most: {}", self.pick(&["2", "2", "3"])));
        }
        let gap = match (asked, self.below(4)) {
            (Asked::Units, _) => None,
            (_, 0) => {
                self.hit("separate gap");
                Some(self.pick(&["30 min", "1 h", "2 h", "10 h"]))
            }
            (_, 1) => {
                self.hit("separate gap in days");
                Some(self.pick(&["1 days", "2 days"]))
            }
            _ => None,
        };
        let in_days = gap.is_some_and(|gap| gap.ends_with("days"));
        keys.extend(gap.map(|gap| format!("gap: {gap}")));
        let mut per = Vec::new();
        for _ in 0..=self.below(2) {
            let others: &[&'static str] = match asked {
                Asked::People => &["site", "site", "unit", "office", "person", "room"],
                Asked::Visits => &["unit", "site", "office", "locality"],
                _ => &["unit", "office", "locality"],
            };
            let column = self.pick(others);
            if column != by && !per.contains(&column) && self.chance(85) {
                per.push(column);
            }
        }
        let (time, cell) = self.meeting_time(in_days);
        per.push(time.as_str());
        keys.push(format!("per: [{}]", per.join(", ")));
        (format!("separate: {{ {} }}", keys.join(", ")), cell)
    }

    /// The time word of a separation.
    fn meeting_time(&mut self, is_long: bool) -> (String, Asked) {
        if !is_long && self.chance(55) {
            if self.chance(20) {
                self.hit("separate at moments");
                return ("moment".to_owned(), Asked::DayCell);
            }
            return ("day".to_owned(), Asked::DayCell);
        }
        let time = match self.below(8) {
            0 => format!("{{ every: 3 days, from: {} }}", day(self.below(3))),
            1 | 2 => "{ rolling: 3 days }".to_owned(),
            3 => "month".to_owned(),
            4 | 5 => "window".to_owned(),
            _ => "week".to_owned(),
        };
        (time, Asked::LongCell)
    }
}
