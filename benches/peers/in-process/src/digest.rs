//! What was found, in a few numbers: for each rule how many findings, and the sums of their
//! counts, bases, and people or gatherings.

use std::collections::BTreeMap;

use serde_json::{Value, json};

#[derive(Default)]
pub struct Digest {
    of_rules: BTreeMap<String, [u64; 4]>,
}

/// What a rule found in one cell.
pub struct Found {
    pub rule: Rule,
    pub count: u32,
    pub base: u32,
    pub who: u32,
}

#[derive(Clone, Copy)]
pub enum Rule {
    Half,
    Leaders,
    Remote,
    Forty,
    Gatherings,
}

impl Rule {
    const ALL: [Self; 5] =
        [Self::Half, Self::Leaders, Self::Remote, Self::Forty, Self::Gatherings];

    fn name(self) -> &'static str {
        match self {
            Self::Half => "half",
            Self::Leaders => "leaders",
            Self::Remote => "remote",
            Self::Forty => "forty",
            Self::Gatherings => "gatherings",
        }
    }
}

impl Digest {
    pub fn of(found: impl IntoIterator<Item = Found>) -> Self {
        let mut sums = [[0; 4]; Rule::ALL.len()];
        for Found { rule, count, base, who } in found {
            let [count, base, who] = [count, base, who].map(u64::from);
            for (sum, more) in sums[rule as usize].iter_mut().zip([1, count, base, who]) {
                *sum += more;
            }
        }
        let met = Rule::ALL.into_iter().zip(sums).filter(|(_, [found, ..])| *found > 0);
        let of_rules = met.map(|(rule, sums)| (rule.name().to_owned(), sums)).collect();
        Self { of_rules }
    }

    /// Adds the sums of some findings of a rule.
    pub fn add(&mut self, rule: &str, sums: [u64; 4]) {
        let all = self.of_rules.entry(rule.to_owned()).or_default();
        all.iter_mut().zip(sums).for_each(|(all, more)| *all += more);
    }

    pub fn into_json(self) -> Value {
        json!(self.of_rules)
    }
}
