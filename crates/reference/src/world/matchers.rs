//! Matchers of random worlds: fields of every home, records, groups, and what joins them.

use super::dice::{Dice, day};

/// What a matcher of a random world is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    People,
    /// People of another day's register: no field of attendance can be asked.
    Register,
    Visits,
    Gatherings,
    Units,
    /// A cell of a day, or of something else.
    DayCell,
    LongCell,
}

impl Dice {
    /// A whole population: a group's name, or a matcher with its `in`.
    pub(crate) fn population(&mut self, asked: Asked) -> String {
        let named = match asked {
            Asked::People | Asked::Register => self.chance(25),
            _ => false,
        };
        if named {
            return match (asked, self.below(4)) {
                (Asked::Register, _) | (_, 0 | 1) => {
                    self.hit("everyone");
                    "everyone".to_owned()
                }
                (_, 2) => {
                    self.hit("working");
                    "working".to_owned()
                }
                _ => {
                    self.hit("group");
                    "crew".to_owned()
                }
            };
        }
        match asked {
            Asked::People if self.chance(8) => {
                let table =
                    self.pick(&["in: arrivals", "in: arrivals", "in: departures"]);
                self.with_table(table, asked)
            }
            Asked::People | Asked::Register => self.matcher(asked, 2),
            Asked::Visits => self.with_table("in: visits", asked),
            Asked::Gatherings => self.with_table("in: gatherings", asked),
            _ => self.with_table("in: units", asked),
        }
    }

    fn with_table(&mut self, table: &'static str, asked: Asked) -> String {
        self.hit(table);
        let entries =
            if self.chance(40) { String::new() } else { self.entries(asked, 1) };
        match entries.is_empty() {
            true => format!("{{ {table} }}"),
            false => format!("{{ {table}, {entries} }}"),
        }
    }

    /// A matcher.
    pub(crate) fn matcher(&mut self, asked: Asked, depth: u64) -> String {
        format!("{{ {} }}", self.entries(asked, depth))
    }

    /// The entries of one mapping: one to three, no key twice.
    fn entries(&mut self, asked: Asked, depth: u64) -> String {
        let mut entries: Vec<(String, String)> = Vec::new();
        let many = 1 + self.below(2) + self.below(2) * self.below(2);
        for _ in 0..many {
            let (key, value) = match self.below(10) {
                0 if depth > 0 => {
                    let key = self.construct(&["any", "all"]);
                    let parts = [self.matcher(asked, 0), self.matcher(asked, 0)];
                    (key.to_owned(), format!("[{}]", parts.join(", ")))
                }
                1 if depth > 0 => {
                    self.hit("not");
                    ("not".to_owned(), self.matcher(asked, depth - 1))
                }
                2 if depth > 0 && asked == Asked::People => {
                    self.hit("group");
                    (
                        "group".to_owned(),
                        self.pick(&["crew", "old", "[crew, old]"]).into(),
                    )
                }
                3 => ("has".to_owned(), self.have(asked)),
                _ => self.field(asked),
            };
            if !entries.iter().any(|(known, _)| *known == key) {
                entries.push((key, value));
            }
        }
        let entries = entries.iter().map(|(key, value)| format!("{key}: {value}"));
        entries.collect::<Vec<_>>().join(", ")
    }

    /// A field that whoever is asked sees, and a test of it.
    fn field(&mut self, asked: Asked) -> (String, String) {
        let field = match asked {
            Asked::People => self.construct(&[
                "status", "status", "status", "status", "site", "room", "team", "shift",
                "for_unit", "desk", "outdoors", "unit", "tag", "role", "grade", "rank",
                "able", "hired", "sector", "locality", "capacity", "beds", "day_kind",
                "weekday", "date", "person", "hours", "time", "alert", "air", "ring",
                "ward",
            ]),
            Asked::Register => self
                .construct(&["unit", "tag", "role", "grade", "rank", "able", "sector"]),
            Asked::Visits => self.construct(&[
                "purpose", "badge", "site", "unit", "sector", "capacity", "people",
                "weekday", "time", "alert", "air",
            ]),
            Asked::Gatherings => self.construct(&[
                "kind", "indoors", "place", "measure", "people", "unit", "sector",
                "locality", "start", "alert", "ring",
            ]),
            Asked::Units => self.construct(&[
                "sector", "locality", "beds", "capacity", "unit", "agency", "ring",
            ]),
            Asked::DayCell => self.construct(&[
                "day_kind",
                "weekday",
                "date",
                "sector",
                "locality",
                "beds",
                "headcount",
                "office_headcount",
                "alert",
                "ring",
            ]),
            Asked::LongCell => self.construct(&[
                "sector",
                "locality",
                "beds",
                "headcount",
                "capacity",
                "alert",
                "ring",
            ]),
        };
        let value = self.test(field);
        (field.to_owned(), value)
    }

    fn test(&mut self, field: &'static str) -> String {
        let number = |dice: &mut Dice, words: &[&'static str]| {
            let word = dice.pick(words);
            let least = dice.pick(&["at_least", "at_most", "above", "below"]);
            match dice.below(4) {
                0 => word.to_owned(),
                1 => format!("{{ at_least: 1, at_most: {word} }}"),
                _ => format!("{{ {least}: {word} }}"),
            }
        };
        let words: &[&'static str] = match field {
            "status" => &[
                "on-site", "on-site", "on-site", "remote", "leave", "sick", "on-call",
                "off",
            ],
            "site" => &["s1", "s2"],
            "room" => &["r1", "r2"],
            "team" => &["a", "b"],
            "shift" => &["early", "late"],
            "desk" => &["d1", "d2"],
            "unit" | "for_unit" => &["u1", "u2", "u3"],
            "tag" => &["vip", "old"],
            "role" => &["clerk", "driver"],
            "rank" => &["junior", "senior"],
            "sector" => &["health", "mines"],
            "agency" => &["north", "south"],
            "locality" => &["l1", "l2"],
            "alert" => &["low", "mid", "high"],
            "ring" => &["inner", "outer"],
            "day_kind" => &["working-day", "day-off", "holiday"],
            "weekday" => &["monday", "saturday", "wednesday"],
            "person" => &["p1", "p2", "p3"],
            "purpose" => &["audit", "repair"],
            "kind" => &["meeting", "feast"],
            "place" => &["hall", "office"],
            "measure" => &["masks", "air"],
            "air" => return number(self, &["50", "150", "200"]),
            "outdoors" | "ward" | "able" | "badge" | "indoors" => {
                return self.pick(&["yes", "no"]).into();
            }
            "time" | "start" => return self.hours(),
            "grade" | "hours" => return number(self, &["4", "7.5", "8"]),
            "beds" | "capacity" | "people" | "headcount" | "office_headcount" => {
                return number(self, &["0", "2", "3", "4"]);
            }
            _ => return self.dates(),
        };
        let (one, two) = (self.pick(words), self.pick(words));
        match self.below(5) {
            0 if one != two => format!("[{one}, {two}]"),
            1 => {
                self.hit("x: { not }");
                format!("{{ not: {one} }}")
            }
            _ => one.to_owned(),
        }
    }

    /// Clock times: stretches of them, past midnight too, and those of rows.
    fn hours(&mut self) -> String {
        self.hit("clock times");
        let first = self.pick(&["07:30", "08:00", "12:00", "22:00"]);
        let last = self.pick(&["05:00", "09:00", "12:30", "17:00", "24:00"]);
        let word = self.pick(&["until", "through"]);
        match self.below(6) {
            0 => format!("{{ from: {first} }}"),
            1 => format!("{{ {word}: {last} }}"),
            2 => format!("[{first}, {{ from: 16:00, {word}: {last} }}]"),
            3 => format!("{{ not: {{ from: {first}, {word}: {last} }} }}"),
            _ => format!("{{ from: {first}, {word}: {last} }}"),
        }
    }

    fn dates(&mut self) -> String {
        let (from, days) = (self.below(12), self.below(6));
        match self.below(4) {
            0 => format!("{{ from: {} }}", day(from)),
            1 => format!("{{ from: {}, through: {} }}", day(from), day(from + days)),
            2 => format!("{{ in_last: {} days }}", days + 1),
            _ => format!("{{ before_last: {} days }}", days + 1),
        }
    }

    /// What records must stand.
    pub(crate) fn have(&mut self, asked: Asked) -> String {
        match self.below(8) {
            0 => {
                self.hit("has: any or all");
                let word = self.pick(&["any", "all"]);
                format!("{{ {word}: [{}, {}] }}", self.record(asked), self.record(asked))
            }
            1 => format!("{{ not: {} }}", self.record(asked)),
            _ => self.record(asked),
        }
    }

    fn record(&mut self, asked: Asked) -> String {
        let kind = self.pick(&["test", "pass", "[test, pass]"]);
        let hours = matches!(asked, Asked::People | Asked::Visits | Asked::Gatherings);
        let days = 1 + self.below(4);
        let age = match self.below(9) {
            0 => {
                self.hit("record that stands");
                return match kind {
                    "[test, pass]" => format!("{{ record: {kind} }}"),
                    kind => kind.to_owned(),
                };
            }
            1 => {
                self.hit("before_last: days");
                format!("before_last: {days} days")
            }
            2 => {
                self.hit("in_next: days");
                format!("in_next: {days} days")
            }
            3 => {
                self.hit("in_this");
                let stretch = self.pick(&["day", "week", "month"]);
                format!("in_this: {stretch}")
            }
            4 => {
                self.hit("in_this, through_day");
                format!("in_this: week, through_day: {days}")
            }
            5 | 6 if hours => {
                self.hit("in_last: hours");
                format!("in_last: {} h", self.pick(&["8", "24", "36", "48"]))
            }
            _ => {
                self.hit("in_last: days");
                format!("in_last: {days} days")
            }
        };
        let value = match self.chance(25) {
            true => {
                self.hit("column of a record");
                ", value: good"
            }
            false => "",
        };
        format!("{{ record: {kind}, {age}{value} }}")
    }
}
