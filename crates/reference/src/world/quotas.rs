//! Quotas of random worlds.

use super::dice::{Dice, day};
use super::matchers::Asked;

impl Dice {
    pub(crate) fn quota(&mut self) -> (String, Asked) {
        let mut keys = vec![format!("each: {}", self.served())];
        let measure = self.construct(&[
            "days",
            "days",
            "days",
            "hours",
            "hours",
            "times",
            "sum",
            "longest_run",
            "shortest_rest",
            "longest_rest",
        ]);
        self.hit("quota");
        let what = match (measure, self.below(3)) {
            ("sum", _) => "{ field: hours }".to_owned(),
            (_, 0) => self.matcher(Asked::People, 0),
            (_, 1) => "working".to_owned(),
            _ => format!(
                "{{ status: {} }}",
                self.pick(&["on-site", "remote", "[on-site, remote]"])
            ),
        };
        keys.push(format!("{measure}: {what}"));
        let rest = matches!(measure, "shortest_rest" | "longest_rest");
        let ordered = rest || measure == "longest_run";
        let comparator = match rest {
            true => self.pick(&["at_least", "above"]),
            false => self.pick(&["at_most", "at_least", "at_most", "below", "above"]),
        };
        let is_share = !ordered && self.chance(25);
        let is_mean = !ordered && self.chance(20);
        let (exactly, weekly) = match (measure, is_share, is_mean) {
            ("days" | "times", false, false) => (self.chance(15), self.chance(10)),
            ("hours", false, _) => (false, self.chance(25)),
            _ => (false, false),
        };
        let comparator = if exactly { "exactly" } else { comparator };
        let amount = match (is_share, measure) {
            (true, _) => {
                self.hit("quota share");
                keys.push(format!(
                    "of: {}",
                    match self.chance(60) {
                        true => "working".to_owned(),
                        false => self.matcher(Asked::People, 0),
                    }
                ));
                self.pick(&["50%", "1/3", "100%", "75%"]).to_owned()
            }
            (false, "days") => {
                self.pick(&["1 days", "2 days", "3 days", "1 weeks"]).to_owned()
            }
            (false, "times") => self.pick(&["1 times", "2 times", "4 times"]).to_owned(),
            (false, "hours") => {
                self.pick(&["8 h", "20 h", "30 h", "90 min", "12.5 h"]).to_owned()
            }
            (false, "sum") => self.pick(&["4", "8", "20"]).to_owned(),
            (false, "longest_run") => self
                .pick(&["1 days", "2 days", "2 working days", "3 working days"])
                .to_owned(),
            _ => self.pick(&["11 h", "16 h", "24 h", "2 days", "30 min"]).to_owned(),
        };
        let rate = if weekly { " a week" } else { "" };
        keys.push(format!("{comparator}: {amount}{rate}"));
        let plain = !is_share && !is_mean && !weekly;
        let hours =
            plain && measure == "hours" && matches!(comparator, "at_most" | "below");
        let rolling_hours = hours && self.chance(40);
        let (time, cell) = self.quota_period(rolling_hours);
        match is_mean {
            true => {
                self.hit("quota mean");
                let column = self.pick(&["unit", "unit", "office", "role"]);
                keys.push(format!("per: [{column}, {time}]"));
            }
            false => keys.push(format!("per: {time}")),
        }
        if !ordered && !rolling_hours && self.chance(40) {
            let effect = self.pick(&["lengthens", "shrinks", "credits"]);
            let effect =
                if is_share && effect == "shrinks" { "lengthens" } else { effect };
            self.hit(effect);
            let value = match (effect, measure) {
                ("lengthens", _) => "period",
                ("shrinks", _) => "bound",
                (_, "days") => "1 days",
                (_, "times") => "1 times",
                (_, "hours") => "8 h",
                _ => "2",
            };
            let days = self.pick(&["leave", "[leave, sick]"]);
            keys.push(format!(
                "excuse: {{ days: {{ status: {days} }}, {effect}: {value} }}"
            ));
        }
        if measure == "shortest_rest" && self.chance(30) {
            self.hit("gap");
            keys.push(format!("gap: {}", self.pick(&["30 min", "2 h"])));
        }
        (format!("quota: {{ {} }}", keys.join(", ")), cell)
    }

    /// Whom a quota binds.
    fn served(&mut self) -> String {
        match self.below(4) {
            0 => self.population(Asked::People),
            1 => self.matcher(Asked::Register, 0),
            _ => "everyone".to_owned(),
        }
    }

    fn quota_period(&mut self, hours: bool) -> (String, Asked) {
        if hours {
            self.hit("rolling hours");
            let long = self.pick(&["24", "30", "48"]);
            return (format!("{{ rolling: {long} hours }}"), Asked::DayCell);
        }
        match self.below(8) {
            0 | 1 => {
                self.hit("rolling");
                let long = self.pick(&["2", "3", "5"]);
                (format!("{{ rolling: {long} days }}"), Asked::LongCell)
            }
            2 => {
                self.hit("every");
                let from = day(self.below(3));
                let long = self.pick(&["2 days", "3 days", "1 weeks"]);
                (format!("{{ every: {long}, from: {from} }}"), Asked::LongCell)
            }
            3 => ("day".to_owned(), Asked::DayCell),
            4 => ("window".to_owned(), Asked::LongCell),
            _ => ("week".to_owned(), Asked::LongCell),
        }
    }
}
