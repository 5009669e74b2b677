//! Random versions of one rule, and what becomes of them in the next version: as words, so
//! that they can be counted plainly and written as a rule file alike.

use super::dice::{Dice, day};

/// Who is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who {
    /// As it is written.
    pub text: &'static str,
    /// Of which roles; all if empty.
    pub role: &'static str,
    /// With which statuses.
    pub statuses: &'static [&'static str],
}

/// The statuses of a roster; of each class that the rules tell apart one.
pub const STATUSES: [&str; 3] = ["on-site", "remote", "leave"];

/// The roles of a roster: those that rules name, and another.
pub const ROLES: [&str; 3] = ["a", "b", "c"];

const WHO: [Who; 8] = [
    Who { text: "everyone", role: "", statuses: &STATUSES },
    Who { text: "{ status: on-site }", role: "", statuses: &["on-site"] },
    Who { text: "working", role: "", statuses: &["on-site", "remote"] },
    Who { text: "{ not: { group: working } }", role: "", statuses: &["leave"] },
    Who { text: "{ role: a }", role: "a", statuses: &STATUSES },
    Who { text: "{ role: a, status: on-site }", role: "a", statuses: &["on-site"] },
    Who {
        text: "{ not: { status: on-site } }",
        role: "",
        statuses: &["remote", "leave"],
    },
    Who {
        text: "{ role: b, status: [on-site, remote] }",
        role: "b",
        statuses: &["on-site", "remote"],
    },
];

/// A share, as written and as a fraction.
pub type Share = (&'static str, i64, i64);

const SHARES: [Share; 10] = [
    ("50%", 1, 2),
    ("50%", 1, 2),
    ("1/3", 1, 3),
    ("75%", 3, 4),
    ("40%", 2, 5),
    ("2/3", 2, 3),
    ("51%", 51, 100),
    ("25%", 1, 4),
    ("60%", 3, 5),
    ("100%", 1, 1),
];

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// A number of people.
    Number(i64),
    /// A share of the base.
    Share(Share),
    /// The greater of both.
    Greater(Share, i64),
    /// The lesser of both.
    Lesser(Share, i64),
}

/// What becomes of fractions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// They are compared exactly.
    None,
    /// Down.
    Down,
    /// Up.
    Up,
    /// To the nearest, halves up.
    HalfUp,
}

/// A limit of a unit on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Who is counted.
    pub count: Who,
    /// By which word it is compared.
    pub comparator: &'static str,
    /// With how much.
    pub amount: Amount,
    /// Of whom.
    pub of: Who,
    /// What becomes of fractions.
    pub rounding: Rounding,
    /// Whether role b is left out of count, and of base.
    pub exempt: (bool, bool),
    /// Whether each person is a cell.
    pub by_person: bool,
}

/// A version of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// How many may be at once.
    Limit(Limit),
    /// What each must be, or never be.
    Require {
        /// Who is bound.
        each: Who,
        /// What they must be.
        be: Who,
        /// Whether they must never be it.
        never: bool,
    },
}

impl Version {
    /// A version of a seed, and the next version of it.
    pub fn pair_of_seed(seed: u64) -> (Version, Version) {
        let mut dice = Dice::new(seed);
        let old = dice.first_version();
        let mut new = dice.changed(&old);
        if dice.chance(25) {
            new = dice.changed(&new);
        }
        (old, new)
    }

    /// The rule file of the version.
    pub fn text(&self) -> String {
        let rule = match self {
            Version::Limit(limit) => limit.text(),
            Version::Require { each, be, never } => {
                let word = if *never { "never_be" } else { "be" };
                format!(
                    "require: {{ each: {}, {word}: {}, per: day }}",
                    each.text, be.text
                )
            }
        };
        format!(
            "passmuster: 1\ndirective: {{ id: d }}\nissued: {0}\n\
             in_force: {{ from: {0}, through: {1} }}\nfields: {{ people: {{ role: text }} }}\n\
             rules:\n  - {{ id: r, {rule} }}\n",
            day(0),
            day(6)
        )
    }
}

impl Limit {
    fn text(&self) -> String {
        let amount = match self.amount {
            Amount::Number(number) => number.to_string(),
            Amount::Share(share) => share.0.to_owned(),
            Amount::Greater(share, number) => {
                format!("{{ greater_of: [{}, {number}] }}", share.0)
            }
            Amount::Lesser(share, number) => {
                format!("{{ lesser_of: [{}, {number}] }}", share.0)
            }
        };
        let is_share = !matches!(self.amount, Amount::Number(_));
        let of = if is_share { format!(", of: {}", self.of.text) } else { String::new() };
        let rounding = match self.rounding {
            _ if !is_share => "",
            Rounding::None => "",
            Rounding::Down => ", rounding: down",
            Rounding::Up => ", rounding: up",
            Rounding::HalfUp => ", rounding: half-up",
        };
        let exempt = match (self.exempt.0, self.exempt.1 && is_share) {
            (true, true) => ", exempt: { who: { role: b }, out_of: [count, base] }",
            (true, false) => ", exempt: { who: { role: b }, out_of: count }",
            (false, true) => ", exempt: { who: { role: b }, out_of: base }",
            (false, false) => "",
        };
        let per = if self.by_person { "[person, day]" } else { "[unit, day]" };
        let (count, comparator) = (self.count.text, self.comparator);
        format!(
            "limit: {{ count: {count}, {comparator}: {amount}{of}, per: {per}{rounding}{exempt} }}"
        )
    }
}

impl Dice {
    fn whom(&mut self, all: &[usize]) -> Who {
        let nth = all.get(self.below(all.len() as u64) as usize);
        let [everyone, ..] = WHO;
        nth.and_then(|nth| WHO.get(*nth)).copied().unwrap_or(everyone)
    }

    fn fraction(&mut self) -> Share {
        let [half, ..] = SHARES;
        SHARES.get(self.below(SHARES.len() as u64) as usize).copied().unwrap_or(half)
    }

    fn how_much(&mut self) -> Amount {
        let number = i64::try_from(self.below(5)).unwrap_or_default();
        match self.below(8) {
            0 | 1 => Amount::Number(number),
            2..=5 => Amount::Share(self.fraction()),
            6 => Amount::Greater(self.fraction(), number),
            _ => Amount::Lesser(self.fraction(), number),
        }
    }

    fn rounded(&mut self) -> Rounding {
        match self.below(6) {
            0 => Rounding::Down,
            1 => Rounding::Up,
            2 => Rounding::HalfUp,
            _ => Rounding::None,
        }
    }

    fn compared(&mut self) -> &'static str {
        const ALL: [&str; 7] =
            ["at_most", "at_most", "at_least", "at_least", "below", "above", "exactly"];
        ALL.get(self.below(7) as usize).copied().unwrap_or("at_most")
    }

    fn first_version(&mut self) -> Version {
        if self.chance(15) {
            let (each, be) = (self.whom(&[0, 2, 4, 7]), self.whom(&[1, 2, 3, 6]));
            return Version::Require { each, be, never: self.chance(50) };
        }
        Version::Limit(Limit {
            count: self.whom(&[1, 1, 2, 3, 5, 6]),
            comparator: self.compared(),
            amount: self.how_much(),
            of: self.whom(&[0, 0, 2, 4]),
            rounding: self.rounded(),
            exempt: (self.chance(20), self.chance(20)),
            by_person: self.chance(5),
        })
    }

    /// A version of which one thing is another.
    fn changed(&mut self, old: &Version) -> Version {
        let Version::Limit(old) = old else {
            let Version::Require { each, be, never } = *old else {
                return self.first_version();
            };
            return match self.below(4) {
                0 => Version::Require { each: self.whom(&[0, 2, 4, 5]), be, never },
                1 => Version::Require { each, be: self.whom(&[1, 2, 3, 6]), never },
                2 => Version::Require { each, be, never: !never },
                _ => self.first_version(),
            };
        };
        let mut new = old.clone();
        match self.below(10) {
            0 | 1 => new.amount = self.how_much(),
            2 => new.amount = Amount::Share(self.fraction()),
            3 => new.comparator = self.compared(),
            4 => new.rounding = self.rounded(),
            5 | 6 => new.exempt = (self.chance(50), self.chance(50)),
            7 => new.count = self.whom(&[1, 2, 3, 5, 6]),
            8 => new.of = self.whom(&[0, 2, 4, 5, 7]),
            _ if self.chance(50) => new.by_person = !new.by_person,
            _ => return self.first_version(),
        }
        Version::Limit(new)
    }
}
