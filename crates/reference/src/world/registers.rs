//! Random small registers under random rules of a day: what feasibility is asked of.

use super::dice::{Dice, day};

/// Rules, and the people who must keep them, as text.
#[derive(Debug, Clone)]
pub struct Register {
    /// The rule file.
    pub rules: String,
    /// The table `people`.
    pub people: String,
    /// The table `units`.
    pub units: String,
    /// The people.
    pub names: Vec<String>,
}

impl Register {
    /// The register of a seed: always the same one.
    pub fn of_seed(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let names: Vec<String> = (1..=1 + dice.below(3) + dice.below(2))
            .map(|nth| format!("p{nth}"))
            .collect();
        let mut people = "person,unit,role\n".to_owned();
        for name in &names {
            let (unit, role) = (dice.pick(&["u1", "u1", "u2"]), dice.pick(&["a", "b"]));
            people += &format!("{name},{unit},{role}\n");
        }
        let units = "unit,parent,beds\no,,3\nu1,o,2\nu2,o,1\n".to_owned();
        let rules = (0..1 + dice.below(4)).map(|nth| {
            let rule = if dice.chance(35) { dice.requirement() } else { dice.bound() };
            let unless = if dice.chance(10) { "unless: { unit: u2 }, " } else { "" };
            let force = if dice.chance(5) { "force: should, " } else { "" };
            format!("  - {{ id: r{nth}, {force}{unless}{rule} }}\n")
        });
        let rules: String = rules.collect();
        let rules = format!(
            "passmuster: 1\ndirective: {{ id: d }}\nissued: {0}\n\
             in_force: {{ from: {0}, through: {1} }}\n\
             fields:\n  people: {{ role: text }}\n  units: {{ beds: number }}\n  \
             attendance: {{ desk: [x, y] }}\n\
             rules:\n{rules}",
            day(0),
            day(6)
        );
        Self { rules, people, units, names }
    }
}

/// The columns of `per` at which a unit's and an office's people meet.
const CELLS: [&str; 4] = ["[unit, day]", "[unit, day]", "[office, day]", "day"];

impl Dice {
    fn requirement(&mut self) -> String {
        let each = self.pick(&[
            "everyone",
            "{ role: a }",
            "{ unit: u1 }",
            "{ not: { role: b } }",
        ]);
        let be = self.pick(&[
            "be: { status: on-site }",
            "be: working",
            "never_be: { status: on-site }",
            "never_be: { status: [leave, off] }",
            "be: { desk: x }",
        ]);
        let per = self.pick(&["day", "[unit, day]"]);
        format!("require: {{ each: {each}, {be}, per: {per} }}")
    }

    fn bound(&mut self) -> String {
        let count = self.pick(&[
            "{ status: on-site }",
            "{ status: on-site }",
            "{ status: remote }",
            "working",
            "{ role: a, status: on-site }",
            "{ desk: y }",
            "{ not: { status: on-site } }",
        ]);
        let comparator = self.pick(&[
            "at_most", "at_most", "at_least", "at_least", "below", "above", "exactly",
        ]);
        let of = self.pick(&[
            "everyone",
            "everyone",
            "working",
            "{ role: a }",
            "{ field: beds }",
        ]);
        let share = self.pick(&["50%", "1/3", "75%", "100%"]);
        let (amount, of) = match self.below(5) {
            0 | 1 => (self.pick(&["0", "1", "2"]).to_owned(), String::new()),
            2 | 3 => (share.to_owned(), format!(", of: {of}")),
            _ => {
                let nested = self.pick(&[
                    "{ greater_of: [50%, 1] }",
                    "{ lesser_of: [75%, 1] }",
                    "{ share: 50%, of: { role: b } }",
                    "{ field: beds }",
                ]);
                let of = if nested.contains("0%, 1") || nested.contains("5%, 1") {
                    format!(", of: {of}")
                } else {
                    String::new()
                };
                (nested.to_owned(), of)
            }
        };
        let rounding = match amount.contains('%') && self.chance(30) {
            true => format!(", rounding: {}", self.pick(&["up", "down", "half-up"])),
            false => String::new(),
        };
        let exempt = match self.chance(20) {
            true => ", exempt: { who: { role: b }, out_of: [count, base] }",
            false => "",
        };
        let exempt = if of.is_empty() {
            exempt.replace("[count, base]", "[count]")
        } else {
            exempt.to_owned()
        };
        let per = self.pick(&CELLS);
        format!(
            "limit: {{ count: {count}, {comparator}: {amount}{of}, per: {per}{rounding}{exempt} }}"
        )
    }
}
