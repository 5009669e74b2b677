//! Random worlds in which rules count the people of a day, and ask little else of it.

use std::collections::BTreeMap;

use passmuster::field::STATUSES;
use passmuster::{KnownAt, Period};

use super::dice::{Dice, day};
use super::registers::Register;
use super::rules::RuleFile;
use super::tables::TableText;
use super::{Day, World};

impl World {
    /// The plain world of a seed: always the same one.
    pub fn plain(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let Register { rules, people, units, names } = Register::of_seed(seed);
        let is_flat = dice.chance(25);
        let of_person: BTreeMap<&str, &str> =
            people.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
        let mut rows = Vec::new();
        for name in &names {
            let own = of_person.get(name.as_str()).copied().unwrap_or_default();
            let own = if is_flat { format!(",{own}") } else { String::new() };
            for nth in 0..4 {
                if dice.chance(15) {
                    continue;
                }
                let status = dice.or_blank(8, &STATUSES);
                let desks: &[&str] = match dice.below(12) {
                    0 => &["x", "y"],
                    1..4 => &["x"],
                    4 => &["y"],
                    _ => &[""],
                };
                for desk in desks {
                    rows.push(format!("{name},{},{status},{desk}{own}", day(nth)));
                }
            }
        }
        let header = match is_flat {
            true => "person,date,status,desk,unit,role",
            false => "person,date,status,desk",
        };
        let mut tables = vec![TableText { name: "attendance", header, rows }];
        let table = |name, header, text: &str| TableText {
            name,
            header,
            rows: text.lines().skip(1).map(str::to_owned).collect(),
        };
        tables.push(table("units", "unit,parent,beds", &units));
        if !is_flat {
            tables.push(table("people", "person,unit,role", &people));
        }
        let from = Day::from_number(18_673);
        let settings =
            vec![format!("covers: {{ from: {}, through: {} }}", day(0), day(3))];
        let period = Period::new(from, from.plus(dice.below(4) as i32));
        Self {
            files: vec![RuleFile { head: rules, rules: Vec::new() }],
            tables,
            settings,
            period: period.unwrap_or(Period::on(from)),
            known_at: KnownAt::Latest,
            hits: dice.hits,
        }
    }
}
