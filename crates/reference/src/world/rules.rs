//! Rule files of random worlds.

use super::amounts::{OfCell, Written};
use super::dice::{Dice, day};
use super::levels::LEVELS;
use super::matchers::Asked;

/// A rule file as its head and its rules, so that rules can be dropped one by one.
#[derive(Debug, Clone)]
pub(crate) struct RuleFile {
    pub(crate) head: String,
    pub(crate) rules: Vec<String>,
}

/// The columns that the rules of all worlds may read beyond the built-in ones.
pub(super) const FIELDS: &str = "fields:
  people: { role: text, grade: number, rank: [junior, senior], able: yes-no, hired: date }
  units: { beds: number, agency: text }
  attendance: { desk: text, outdoors: yes-no }
  gatherings: { permitted: number }
  visits: { badge: yes-no }
";

impl RuleFile {
    /// The text of the file.
    pub(crate) fn text(&self) -> String {
        let rules: String =
            self.rules.iter().map(|rule| format!("  - {rule}\n")).collect();
        match rules.is_empty() {
            true => self.head.clone(),
            false => format!("{}rules:\n{rules}", self.head),
        }
    }
}

impl Dice {
    /// One or two rule files.
    pub(crate) fn rule_files(&mut self) -> Vec<RuleFile> {
        let mut files = vec![self.rule_file("first", None)];
        if self.chance(25) {
            self.hit("two documents");
            files.push(self.rule_file("second", Some("first")));
        }
        if self.chance(20) {
            self.hit("acts");
            let others: Vec<usize> = files.iter().map(|file| file.rules.len()).collect();
            files.push(self.acting_file(&others));
        }
        files
    }

    fn rule_file(&mut self, id: &str, parent: Option<&str>) -> RuleFile {
        let mut head = format!("passmuster: 1\ndirective: {{ id: {id} }}\n");
        if self.chance(60) {
            head += &format!("issued: {}\n", day(self.below(4)));
        }
        head += &match parent {
            Some(parent) if self.chance(60) => {
                self.hit("as");
                let end = match self.chance(50) {
                    true => format!(", through: {}", day(6 + self.below(4))),
                    false => String::new(),
                };
                format!("in_force: {{ as: {parent}{end} }}\n")
            }
            _ => format!("in_force: {}\n", self.window()),
        };
        if self.chance(10) {
            self.hit("week_starts");
            head += "week_starts: wednesday\n";
        }
        if self.chance(10) {
            let asked = Asked::LongCell;
            let word = self.construct(&["when", "unless"]);
            head += &format!("{word}: {}\n", self.matcher(asked, 0));
        }
        head += FIELDS;
        head += LEVELS;
        head += "groups:\n";
        head += &format!("  crew: {}\n", self.matcher(Asked::People, 0));
        head += &format!("  old: {}\n", self.matcher(Asked::People, 0));
        let many = 1 + self.below(4);
        let rules =
            (0..many).map(|nth| self.rule(&format!("r{nth}"))).collect::<Vec<_>>();
        let own = head.replace(LEVELS, "");
        let short =
            |rule: String| if may_cut_days(&own) { by_weeks(&rule) } else { rule };
        let rules = rules.into_iter().map(short).collect();
        RuleFile { head, rules }
    }

    fn window(&mut self) -> String {
        let (from, days) = (self.below(4), 4 + self.below(8));
        let clock = self.pick(&["06:00", "12:00", "17:30"]);
        let start = match self.chance(15) {
            true => {
                self.hit("from an instant");
                format!("{}T{clock}", day(from))
            }
            false => day(from),
        };
        match self.below(10) {
            0 => {
                self.hit("until: further-notice");
                format!("{{ from: {start}, until: further-notice }}")
            }
            1 | 2 => {
                self.hit("until an instant");
                format!("{{ from: {start}, until: {}T{clock} }}", day(from + days))
            }
            3 => {
                self.hit("for");
                let length = self.pick(&["4 days", "1 weeks", "1 months", "9 days"]);
                format!("{{ from: {start}, for: {length} }}")
            }
            4 => {
                self.hit("without an end");
                format!("{{ from: {start} }}")
            }
            _ => format!("{{ from: {start}, through: {} }}", day(from + days)),
        }
    }

    pub(super) fn rule(&mut self, id: &str) -> String {
        let mut keys = vec![format!("id: {id}")];
        if self.chance(12) {
            keys.push(format!("force: {}", self.construct(&["should", "should", "may"])));
        }
        if self.chance(20) {
            self.hit("own in_force");
            keys.push(format!("in_force: {}", self.window()));
        }
        let (kind, cell) = match self.below(20) {
            0..=2 => self.quota(),
            3..=7 => self.require(),
            8..=10 => self.separate(),
            _ => self.limit(),
        };
        if cell == Asked::LongCell {
            let at = self.construct(&["level_at: start", "level_at: end"]);
            keys.push(at.to_owned());
        }
        for word in ["when", "unless"] {
            // Levels that change within a day cut the cells that ask for them.
            if cell == Asked::DayCell && self.chance(32) {
                let level = self.construct(&["alert: [low, mid]", "ring: inner"]);
                keys.push(format!("{word}: {{ {level} }}"));
            } else if self.chance(14) {
                self.hit(word);
                let has = self.chance(12);
                let matcher = match has {
                    true => format!("{{ has: {} }}", self.have(cell)),
                    false => self.matcher(cell, 1),
                };
                keys.push(format!("{word}: {matcher}"));
            }
        }
        if self.chance(35) {
            self.hit("unless_granted");
            keys.push("unless_granted: { by: [chief, deputy] }".to_owned());
        }
        keys.push(kind);
        let rule = format!("{{ {} }}", keys.join(", "));
        if may_cut_days(&rule) { by_weeks(&rule) } else { rule }
    }

    /// The cells of a rule, and what its `when` may ask.
    fn per(&mut self, asked: Asked) -> (Vec<&'static str>, Asked) {
        let columns: &[&'static str] = match asked {
            Asked::People | Asked::Register => &[
                "unit", "unit", "unit", "office", "for_unit", "site", "site", "room",
                "team", "shift", "locality", "role", "rank", "desk", "agency", "person",
            ],
            Asked::Visits => {
                &["unit", "unit", "office", "site", "locality", "visit", "agency"]
            }
            Asked::Gatherings => {
                &["unit", "unit", "office", "locality", "gathering", "agency"]
            }
            _ => &["unit", "office", "locality", "agency"],
        };
        let mut per = Vec::new();
        for _ in 0..=self.below(2) {
            let column = self.construct(columns);
            if !per.contains(&column) && self.chance(85) {
                per.push(column);
            }
        }
        let time = self
            .construct(&["day", "day", "day", "day", "day", "week", "month", "window"]);
        per.push(time);
        (per, if time == "day" { Asked::DayCell } else { Asked::LongCell })
    }

    fn limit(&mut self) -> (String, Asked) {
        let asked = match self.below(10) {
            0 => Asked::Visits,
            1 => Asked::Gatherings,
            2 => Asked::Units,
            _ => Asked::People,
        };
        let mut keys = Vec::new();
        let rows = matches!(asked, Asked::Visits | Asked::Gatherings);
        if rows && self.chance(50) {
            self.hit("sum");
            let table = if asked == Asked::Visits { "visits" } else { "gatherings" };
            let more = match self.chance(30) {
                true => format!(", {}", self.population(asked).replace(['{', '}'], ""))
                    .replace(&format!("in: {table} ,"), "")
                    .replace(&format!("in: {table},"), ""),
                false => String::new(),
            };
            let more = if more.contains("in:")
                || more.contains("start:")
                || more.contains("time:")
                || more.contains('[')
            {
                ""
            } else {
                &more
            };
            keys.push(format!("sum: {{ field: people, in: {table}{more} }}"));
        } else if self.chance(12) {
            self.hit("count list");
            let list = [self.population(asked), self.population(asked)];
            keys.push(format!("count: [{}]", list.join(", ")));
        } else {
            keys.push(format!("count: {}", self.population(asked)));
        }
        let is_row = rows && self.chance(40);
        let (mut per, mut cell) = self.per(asked);
        let averaged = !is_row && self.chance(9);
        if averaged {
            cell = self.averaged(&mut per, &mut keys);
        }
        if !is_row && !averaged && self.chance(9) {
            cell = self.hours_or_moments(&mut per, &keys);
        }
        if is_row {
            self.hit("a row its own cell");
            cell = Asked::DayCell;
        } else {
            keys.push(format!("per: [{}]", per.join(", ")));
        }
        let comparator = self.construct(&[
            "at_most", "at_most", "at_most", "at_least", "at_least", "below", "above",
            "exactly",
        ]);
        let of = OfCell {
            asked,
            is_row,
            is_daily: cell == Asked::DayCell,
            per: if is_row { &[] } else { &per },
            fractions: averaged,
        };
        let amount = self.amount(of, 2);
        keys.push(format!("{comparator}: {}", amount.text));
        if comparator == "exactly" && self.chance(50) {
            self.hit("tolerance");
            keys.push("tolerance: 1".to_owned());
        }
        self.of_and_rounding(asked, averaged, &amount, &mut keys);
        self.lasting(asked, &mut keys);
        self.exempted(asked, &mut keys);
        (format!("limit: {{ {} }}", keys.join(", ")), cell)
    }

    /// The base that an amount asks for, and what becomes of fractions.
    fn of_and_rounding(
        &mut self,
        asked: Asked,
        averaged: bool,
        amount: &Written,
        keys: &mut Vec<String>,
    ) {
        if amount.asks_base {
            let of = match (self.base(asked), averaged) {
                (base, true) if base.contains("{ on:") => "everyone".to_owned(),
                (base, _) => base,
            };
            keys.push(format!("of: {of}"));
        }
        let has_share = amount.asks_base || amount.text.contains("share:");
        if has_share && self.chance(30) {
            let rounding = self.construct(&["up", "down", "half-up"]);
            keys.push(format!("rounding: {rounding}"));
        }
    }

    /// How long the rows counted must last, where they last at all.
    fn lasting(&mut self, asked: Asked, keys: &mut Vec<String>) {
        let comes = |key: &String| {
            key.starts_with("count")
                && (key.contains("in: arr") || key.contains("in: dep"))
        };
        let is =
            |key: &String, word: &str| key.starts_with("per: [") && key.contains(word);
        let never = asked == Asked::Units
            || keys.iter().any(|key| comes(key) || is(key, "moment"));
        if never || !self.chance(2) {
            return;
        }
        self.hit("lasting");
        let is_long = keys.iter().any(|key| is(key, "week") || is(key, "window"));
        let long = match (keys.iter().any(|key| is(key, "hour")), is_long) {
            (true, _) => self.pick(&["15 min", "30 min", "1 h"]),
            (false, false) => self.pick(&["1 h", "4 h", "8 h", "90 min", "210 min"]),
            (false, true) => self.pick(&["4 h", "10 h", "16 h", "25 h", "40 h"]),
        };
        keys.push(format!("lasting: {long}"));
    }

    fn exempted(&mut self, asked: Asked, keys: &mut Vec<String>) {
        if asked == Asked::People && self.chance(25) {
            let other_day = keys.iter().any(|key| key.starts_with("of: { on"));
            let out_of = match other_day {
                true => "[count]",
                false => self.construct(&[
                    "[count]",
                    "[base]",
                    "[count, base]",
                    "[count, base]",
                ]),
            };
            let who = self.matcher(asked, 1);
            keys.push(format!("exempt: {{ who: {who}, out_of: {out_of} }}"));
        }
    }

    /// Hours of a day, or all its moments, which have no arrivals.
    fn hours_or_moments(
        &mut self,
        per: &mut Vec<&'static str>,
        keys: &[String],
    ) -> Asked {
        if per.contains(&"visit") || per.contains(&"gathering") {
            return Asked::DayCell;
        }
        per.pop();
        let word = self.pick(&["hour", "moment"]);
        let comes = |key: &String| key.contains("in: arr") || key.contains("in: dep");
        let word = if keys.iter().any(comes) { "hour" } else { word };
        self.hit(word);
        per.push(word);
        Asked::DayCell
    }

    /// Days that are compared together.
    fn averaged(&mut self, per: &mut Vec<&'static str>, keys: &mut Vec<String>) -> Asked {
        self.hit("averaged");
        per.pop();
        per.push("day");
        let over = self.pick(&[
            "week", "week", "week", "week", "week", "week", "week", "window", "month",
        ]);
        keys.push(format!("averaged: {over}"));
        Asked::DayCell
    }

    fn base(&mut self, asked: Asked) -> String {
        match self.below(8) {
            0 => {
                self.hit("base of a field");
                format!("{{ field: {} }}", self.pick(&["beds", "capacity"]))
            }
            1 if asked == Asked::People => {
                self.hit("base on another day");
                let on = day(self.below(10));
                match self.chance(50) {
                    true => format!("{{ on: {on} }}"),
                    false => {
                        let matcher = self.matcher(Asked::Register, 0);
                        matcher.replacen('{', &format!("{{ on: {on},"), 1)
                    }
                }
            }
            2..=4 if asked == Asked::People => {
                self.pick(&["everyone", "working"]).to_owned()
            }
            _ => self.population(asked),
        }
    }

    fn require(&mut self) -> (String, Asked) {
        let asked = match self.below(8) {
            0 => Asked::Visits,
            1 => Asked::Gatherings,
            2 => Asked::Units,
            _ => Asked::People,
        };
        let mut keys = vec![format!("each: {}", self.population(asked))];
        let demand = self.construct(&["be", "never_be", "have"]);
        let what = match demand {
            "have" => self.have(asked),
            _ => self.matcher(asked, 1),
        };
        keys.push(format!("{demand}: {what}"));
        let mut cell = Asked::DayCell;
        if self.chance(60) {
            let (per, of_cell) = self.per(asked);
            keys.push(format!("per: [{}]", per.join(", ")));
            cell = of_cell;
        } else {
            self.hit("require without per");
        }
        (format!("require: {{ {} }}", keys.join(", ")), cell)
    }
}

/// Whether something in a text may cut out each day by itself.
fn may_cut_days(text: &str) -> bool {
    ["has:", "alert:", "air:", "ring:", "ward:"].iter().any(|one| text.contains(one))
}

/// Days of a month that may each be cut out are too many for the plain twin.
fn by_weeks(rule: &str) -> String {
    let rule = rule.replace("averaged: month", "averaged: week");
    rule.replace("averaged: window", "averaged: week")
}
