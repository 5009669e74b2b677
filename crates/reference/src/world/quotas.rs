//! Quotas of random worlds.

use super::dice::{Dice, day};
use super::matchers::Asked;

impl Dice {
    pub(crate) fn quota(&mut self) -> (String, Asked) {
        self.hit("quota");
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
        let rest = matches!(measure, "shortest_rest" | "longest_rest");
        let ordered = rest || measure == "longest_run";
        let is_share = !ordered && self.chance(25);
        let is_mean = !ordered && self.chance(20);
        let whole = matches!(measure, "days" | "times") && !is_share && !is_mean;
        let comparator = match rest {
            true => self.pick(&["at_least", "above"]),
            false if whole && self.chance(15) => "exactly",
            false => self.pick(&["at_most", "at_least", "at_most", "below", "above"]),
        };
        let mut keys = vec![format!("each: {}", self.served())];
        keys.push(format!("{measure}: {}", self.measured(measure)));
        let amount = match is_share {
            true => {
                self.hit("quota share");
                let of = match self.chance(60) {
                    true => "working".to_owned(),
                    false => self.matcher(Asked::People, 0),
                };
                keys.push(format!("of: {of}"));
                self.pick(&["50%", "1/3", "100%", "75%"])
            }
            false => self.quantity(measure),
        };
        let weekly = matches!(measure, "hours" | "days") && !is_share && self.chance(20);
        keys.push(format!(
            "{comparator}: {amount}{}",
            if weekly { " a week" } else { "" }
        ));
        let plain = measure == "hours" && !is_share && !is_mean && !weekly;
        let by_hours =
            plain && matches!(comparator, "at_most" | "below") && self.chance(60);
        let (time, cell) = self.quota_period(by_hours);
        match is_mean {
            true => {
                self.hit("quota mean");
                let column = self.pick(&["unit", "unit", "office", "role"]);
                keys.push(format!("per: [{column}, {time}]"));
            }
            false => keys.push(format!("per: {time}")),
        }
        if !ordered && !by_hours && self.chance(40) {
            keys.push(self.excuse(measure, is_share));
        }
        if measure == "shortest_rest" && self.chance(30) {
            self.hit("gap");
            keys.push(format!("gap: {}", self.pick(&["30 min", "2 h"])));
        }
        (format!("quota: {{ {} }}", keys.join(", ")), cell)
    }

    fn measured(&mut self, measure: &str) -> String {
        match (measure, self.below(3)) {
            ("sum", _) => "{ field: hours }".to_owned(),
            (_, 0) => self.matcher(Asked::People, 0),
            (_, 1) => "working".to_owned(),
            _ => {
                let status = self.pick(&["on-site", "remote", "[on-site, remote]"]);
                format!("{{ status: {status} }}")
            }
        }
    }

    fn quantity(&mut self, measure: &str) -> &'static str {
        self.pick(match measure {
            "days" => &["1 days", "2 days", "3 days", "1 weeks"],
            "times" => &["1 times", "2 times", "4 times"],
            "hours" => &["8 h", "20 h", "30 h", "90 min", "12.5 h"],
            "sum" => &["4", "8", "20"],
            "longest_run" => &["1 days", "2 days", "2 working days", "3 working days"],
            _ => &["11 h", "16 h", "24 h", "2 days", "30 min"],
        })
    }

    fn excuse(&mut self, measure: &str, is_share: bool) -> String {
        let effect = match is_share {
            true => self.pick(&["lengthens", "credits"]),
            false => self.pick(&["lengthens", "shrinks", "credits"]),
        };
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
        format!("excuse: {{ days: {{ status: {days} }}, {effect}: {value} }}")
    }

    /// Whom a quota binds.
    fn served(&mut self) -> String {
        match self.below(4) {
            0 => self.matcher(Asked::People, 2),
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
