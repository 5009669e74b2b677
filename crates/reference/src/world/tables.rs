//! Tables of random worlds: few people, few days, many blanks and edges.

mod apart;

use super::dice::{Dice, day};

/// A table as its header and its rows, so that rows can be dropped one by one.
#[derive(Debug, Clone)]
pub(crate) struct TableText {
    pub(crate) name: &'static str,
    pub(crate) header: &'static str,
    pub(crate) rows: Vec<String>,
}

impl TableText {
    /// The table as CSV.
    pub(crate) fn csv(&self) -> String {
        let rows: String = self.rows.iter().map(|row| format!("{row}\n")).collect();
        format!("{}\n{rows}", self.header)
    }
}

/// Somebody: a name, a unit, and what columns of people say.
struct Someone {
    name: String,
    unit: &'static str,
    fields: String,
    /// From and through, as numbers of days; blank without end.
    spells: Vec<(Option<u64>, Option<u64>, &'static str)>,
}

const UNITS: [&str; 3] = ["u1", "u2", "u3"];

/// A row past midnight: from, to, hours.
const NIGHT: &str = "22:00,06:00,8";

impl Dice {
    /// All tables of a world of so many days.
    pub(crate) fn tables(&mut self, days: u64) -> Vec<TableText> {
        let is_flat = self.chance(15);
        if is_flat {
            self.hit("flat attendance");
        }
        let many = 2 + self.below(6);
        let people: Vec<Someone> =
            (1..=many).map(|nth| self.someone(&format!("p{nth}"), is_flat)).collect();
        let mut tables = Vec::new();
        if !is_flat {
            tables.push(people_table(&people));
        }
        if self.chance(90) {
            tables.push(self.units());
        } else {
            self.hit("no units table");
        }
        if self.chance(96) {
            tables.push(self.attendance(&people, days, is_flat));
        } else {
            self.hit("no attendance table");
        }
        if self.chance(85) {
            tables.push(self.gatherings(days));
        }
        if self.chance(85) {
            tables.push(self.visits(days));
        }
        if self.chance(90) {
            let ids: Vec<&str> = tables.iter().map(|table| table.name).collect();
            let has = (ids.contains(&"visits"), ids.contains(&"gatherings"));
            tables.push(self.records(&people, days, has));
        }
        if self.chance(85) {
            tables.push(self.levels(days));
        } else {
            self.hit("no levels table");
        }
        if self.chance(60) {
            tables.push(self.grants(&people, days));
        }
        if self.chance(40) {
            self.hit("calendar");
            tables.push(self.calendar(days));
        }
        tables.retain(|table| !table.rows.is_empty());
        tables
    }

    fn someone(&mut self, name: &str, is_flat: bool) -> Someone {
        let unit = self.pick(&UNITS);
        let fields = [
            self.pick(&["", "vip", "old", "vip;old"]),
            self.or_blank(12, &["clerk", "driver", "guard"]),
            self.or_blank(12, &["4", "7.5", "8"]),
            self.or_blank(12, &["junior", "senior"]),
            self.or_blank(12, &["yes", "no"]),
            self.or_blank(12, &["2021-02-16", "2021-02-20", "2019-01-01"]),
        ];
        let mut spells = vec![(None, None, unit)];
        if !is_flat && self.chance(25) {
            self.hit("dated spells");
            let cut = 2 + self.below(6);
            spells = match self.below(3) {
                0 => vec![(Some(cut), None, unit)],
                1 => vec![(None, Some(cut), unit)],
                _ => vec![
                    (None, Some(cut), unit),
                    (Some(cut + 1), None, self.pick(&UNITS)),
                ],
            };
        }
        Someone { name: name.to_owned(), unit, fields: fields.join(","), spells }
    }

    fn units(&mut self) -> TableText {
        let mut rows = Vec::new();
        let place = |dice: &mut Dice, name: &str, parent: &str, sites: &[&str]| {
            format!(
                "{name},{parent},{},{},{},{},{},,,{},{}",
                dice.or_blank(40, sites),
                dice.or_blank(30, &["l1", "l2"]),
                dice.or_blank(35, &["health", "mines"]),
                dice.or_blank(50, &["20", "35.5"]),
                dice.or_blank(30, &["0", "2", "3", "4", "8"]),
                dice.or_blank(30, &["0", "1", "2", "3", "4"]),
                dice.or_blank(40, &["north", "south"]),
            )
        };
        rows.push(place(self, "o1", "", &[""]));
        let two = self.chance(25);
        if two {
            self.hit("two offices");
            rows.push(place(self, "o2", "", &[""]));
        }
        for unit in UNITS {
            let parent = if two { self.pick(&["o1", "o2"]) } else { "o1" };
            let parent = if unit == "u3" && self.chance(20) { "u1" } else { parent };
            rows.push(place(self, unit, parent, &["s1", "s2"]));
        }
        for (name, parent) in [("s1", "o1"), ("s2", ""), ("r1", "s1"), ("u4", "o1")] {
            if self.chance(45) {
                self.hit("places in units");
                let parent =
                    if parent == "s1" && !rows.iter().any(|row| row.starts_with("s1")) {
                        ""
                    } else {
                        parent
                    };
                rows.push(place(self, name, parent, &[""]));
            }
        }
        TableText {
            name: "units",
            header: "unit,parent,site,locality,sector,area_m2,capacity,from,through,beds,agency",
            rows,
        }
    }

    fn attendance(&mut self, people: &[Someone], days: u64, is_flat: bool) -> TableText {
        let mut rows = Vec::new();
        for one in people {
            let mut night: Option<String> = None;
            for nth in 0..days {
                let is_there = one.spells.iter().any(|(from, through, _)| {
                    from.is_none_or(|from| from <= nth)
                        && through.is_none_or(|through| nth <= through)
                });
                let before = night.take();
                if let Some(before) = before.as_ref().filter(|_| is_there)
                    && self.chance(40)
                {
                    self.hit("day into which a night reaches");
                    let today = before.replace(&day(nth - 1), &day(nth));
                    rows.push(today.replace(NIGHT, "05:00,09:00,4"));
                    continue;
                }
                if !is_there || self.chance(12) || before.is_some() {
                    self.hit("missing row");
                    continue;
                }
                let hours: &[&str] = match self.below(12) {
                    0 => {
                        self.hit("several rows a day");
                        &["08:00,12:00,4", "13:00,17:00,4"]
                    }
                    1 => &["08:00,17:00,8"],
                    2 => {
                        self.hit("row past midnight");
                        &[NIGHT]
                    }
                    3 => &["09:00,,"],
                    4 => &[",12:00,"],
                    5 => &[",,4"],
                    6 => &["08:00,12:30,4"],
                    _ => &[",,"],
                };
                for hours in hours {
                    rows.push(self.attended(one, &day(nth), hours, is_flat));
                }
                let last = rows.last().cloned();
                night = last.clone().filter(|_| hours.contains(&NIGHT));
                if hours.contains(&"08:00,12:30,4") {
                    self.hit("rows that overlap");
                    let beside = |row: String| row.replace("08:00,12:30", "11:00,15:00");
                    rows.extend(last.map(beside));
                }
            }
        }
        TableText {
            name: "attendance",
            header: match is_flat {
                true => {
                    "person,date,status,from,to,hours,site,room,team,shift,for_unit,desk,\
                     outdoors,unit,tags,role,grade,rank,able,hired"
                }
                false => {
                    "person,date,status,from,to,hours,site,room,team,shift,for_unit,desk,outdoors"
                }
            },
            rows,
        }
    }

    fn attended(
        &mut self,
        one: &Someone,
        date: &str,
        hours: &str,
        is_flat: bool,
    ) -> String {
        let status = match self.below(12) {
            0 => {
                self.hit("blank status");
                ""
            }
            1 => {
                self.hit("status unknown");
                "unknown"
            }
            _ => self.pick(&[
                "on-site", "on-site", "on-site", "remote", "remote", "leave", "sick",
                "on-call", "travel", "off",
            ]),
        };
        let columns = [
            self.or_blank(40, &["s1", "s2"]),
            self.or_blank(50, &["r1", "r2"]),
            self.or_blank(15, &["a", "b"]),
            self.or_blank(15, &["early", "late"]),
            self.or_blank(75, &UNITS),
            self.or_blank(20, &["d1", "d2"]),
            self.or_blank(20, &["yes", "no"]),
        ];
        let row = format!("{},{date},{status},{hours},{}", one.name, columns.join(","));
        match is_flat {
            true => format!("{row},{},{}", one.unit, one.fields),
            false => row,
        }
    }

    fn gatherings(&mut self, days: u64) -> TableText {
        let row = |dice: &mut Dice, nth: u64| {
            format!(
                "g{nth},{},{},{},{},{},{},{},{},{},{}",
                day(dice.below(days)),
                dice.or_blank(20, &["hall", "office"]),
                dice.or_blank(15, &["0", "1", "2", "3", "5"]),
                dice.or_blank(20, &UNITS),
                dice.or_blank(20, &["meeting", "feast"]),
                dice.or_blank(40, &["09:00", "11:30", "16:00"]),
                dice.or_blank(50, &["18:00", "20:00"]),
                dice.or_blank(20, &["yes", "no"]),
                dice.pick(&["", "masks", "masks;air"]),
                dice.or_blank(25, &["1", "2", "3"]),
            )
        };
        let many = self.below(6);
        TableText {
            name: "gatherings",
            header: "gathering,date,place,people,unit,kind,start,end,indoors,measures,permitted",
            rows: (1..=many).map(|nth| row(self, nth)).collect(),
        }
    }

    fn visits(&mut self, days: u64) -> TableText {
        let row = |dice: &mut Dice, nth: u64| {
            format!(
                "v{nth},{},{},{},,{},{},{},{}",
                day(dice.below(days)),
                dice.pick(&UNITS),
                dice.or_blank(30, &["08:00", "12:00", "15:00"]),
                dice.or_blank(20, &["1", "2", "3"]),
                dice.or_blank(40, &["s1", "s2"]),
                dice.or_blank(20, &["audit", "repair"]),
                dice.or_blank(20, &["yes", "no"]),
            )
        };
        let many = self.below(6);
        TableText {
            name: "visits",
            header: "visit,date,unit,time,until,people,site,purpose,badge",
            rows: (1..=many).map(|nth| row(self, nth)).collect(),
        }
    }

    fn records(&mut self, people: &[Someone], days: u64, has: (bool, bool)) -> TableText {
        let many = self.below(10);
        let mut rows = Vec::new();
        for _ in 0..many {
            let nth = self.below(people.len() as u64);
            let at = usize::try_from(nth).unwrap_or_default();
            let person = people.get(at).map_or("p1", |one| one.name.as_str());
            let holder = match self.below(8) {
                0 => format!(",{},,,", self.pick(&["u1", "u2", "u3", "o1"])),
                1 => format!(",,,,{}", self.pick(&["l1", "l2"])),
                2 if has.0 => ",,v1,,".to_owned(),
                3 if has.1 => ",,,g1,".to_owned(),
                _ => format!("{person},,,,"),
            };
            let date = self.below(days);
            let through = match self.below(4) {
                0 => day(date + self.below(4)),
                1 => format!("{}T12:00", day(date + 1)),
                _ => String::new(),
            };
            rows.push(format!(
                "{holder},{},{},{},{through},{},",
                self.pick(&["test", "pass"]),
                day(date),
                self.or_blank(10, &["07:00", "12:00", "16:00", "08:00"]),
                self.or_blank(10, &["good", "bad"]),
            ));
        }
        TableText {
            name: "records",
            header: "person,unit,visit,gathering,locality,kind,date,time,through,value,by",
            rows,
        }
    }

    fn grants(&mut self, people: &[Someone], days: u64) -> TableText {
        let many = self.below(5);
        let mut rows = Vec::new();
        for nth in 1..=many {
            let at = usize::try_from(self.below(people.len() as u64)).unwrap_or_default();
            let person = people.get(at).map_or("p1", |one| one.name.as_str());
            let (holder, amount) = match self.chance(30) {
                true => {
                    self.hit("grant to a unit");
                    let unit = self.pick(&["u1", "u2", "u3"]);
                    (format!(",{unit}"), self.or_blank(40, &["1", "2"]))
                }
                false => {
                    self.hit("grant to a person");
                    (format!("{person},"), "")
                }
            };
            let from = self.below(days);
            let through = match self.chance(40) {
                true => day(from + self.below(4)),
                false => String::new(),
            };
            rows.push(format!(
                "n{nth},first/r{},{holder},{},{through},{},{},{amount},",
                self.below(3),
                day(from),
                self.pick(&["chief", "chief", "deputy", "clerk"]),
                day(self.below(days)),
            ));
        }
        TableText {
            name: "grants",
            header: "grant,rule,person,unit,from,through,by,granted_on,amount,reason",
            rows,
        }
    }

    fn calendar(&mut self, days: u64) -> TableText {
        let mut rows = Vec::new();
        for nth in 0..days {
            if self.chance(20) {
                let kind = self.pick(&["holiday", "working-day", "day-off"]);
                rows.push(format!("{},{kind},{}", day(nth), self.pick(&["", "", "l1"])));
            }
        }
        TableText { name: "calendar", header: "date,kind,locality", rows }
    }
}

/// The register, one row a spell.
fn people_table(people: &[Someone]) -> TableText {
    let mut rows = Vec::new();
    for one in people {
        for (from, through, unit) in &one.spells {
            let text = |number: &Option<u64>| number.map(day).unwrap_or_default();
            rows.push(format!(
                "{},{unit},{},{},{}",
                one.name,
                text(from),
                text(through),
                one.fields
            ));
        }
    }
    TableText {
        name: "people",
        header: "person,unit,from,through,tags,role,grade,rank,able,hired",
        rows,
    }
}
