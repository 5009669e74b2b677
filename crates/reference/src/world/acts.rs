//! Documents of random worlds that act on others.

use super::dice::{Dice, day};
use super::levels::LEVELS;
use super::matchers::Asked;
use super::rules::{FIELDS, RuleFile};

/// The ids of the files that may be acted on.
const OTHERS: [&str; 2] = ["first", "second"];

impl Dice {
    /// A file that acts on the others, which have so many rules each.
    pub(super) fn acting_file(&mut self, others: &[usize]) -> RuleFile {
        let issued = 4 + self.below(4);
        let mut head = format!(
            "passmuster: 1\ndirective: {{ id: third }}\nissued: {}\n",
            day(issued)
        );
        if self.chance(40) {
            head += &format!(
                "in_force: {{ from: {}, through: {} }}\n",
                day(issued),
                day(issued + 1 + self.below(6))
            );
        }
        head += FIELDS;
        head += LEVELS;
        head += "acts:\n";
        let mut rules = Vec::new();
        for (id, many) in OTHERS.iter().zip(others) {
            let part = format!("{id}/r{}", self.below(*many as u64));
            let of_part = self.act(&part, issued, &mut rules);
            head += &format!("  - {{ {of_part} }}\n");
            if self.chance(30) {
                let of_all = self.act(id, issued, &mut rules);
                head += &format!("  - {{ {of_all} }}\n");
            }
        }
        RuleFile { head, rules }
    }

    /// One act on a directive or rule.
    fn act(&mut self, target: &str, issued: u64, rules: &mut Vec<String>) -> String {
        let is_rule = target.contains('/');
        let verbs: &[&'static str] = match is_rule {
            true => &["replace", "replace", "extend", "end", "suspend", "resume"],
            false => &["extend", "end", "suspend", "supersede"],
        };
        let verb = self.construct(verbs);
        let mut keys = vec![format!("{verb}: {target}")];
        let from = match self.chance(30) {
            true => {
                self.hit("an act from an instant");
                format!("{}T{}", day(self.below(9)), self.pick(&["06:00", "12:00"]))
            }
            false => day(self.below(9)),
        };
        keys.push(format!("from: {from}"));
        match verb {
            "extend" => {
                keys.push(format!("through: {}", day(issued + 6 + self.below(4))))
            }
            "suspend" if self.chance(50) => {
                keys.push(format!("through: {}", day(9 + self.below(3))));
            }
            "replace" => {
                let id = format!("n{}", rules.len());
                rules.push(self.rule(&id));
                keys.push(format!("with: {id}"));
            }
            _ => {}
        }
        if self.chance(40) {
            let word = self.construct(&["when", "unless"]);
            self.hit("an act in some cells");
            let matcher = match self.chance(20) {
                true => format!("{{ has: {} }}", self.have(Asked::LongCell)),
                false => self.matcher(Asked::LongCell, 0),
            };
            keys.push(format!("{word}: {matcher}"));
        }
        keys.join(", ")
    }
}
