//! What was found, in a few numbers: for each rule how many findings, and the sums of their
//! counts, bases, and people or gatherings.

use std::collections::BTreeMap;

use serde_json::{Value, json};

#[derive(Default)]
pub struct Digest(BTreeMap<String, [u64; 4]>);

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
        let mut digest = Self::default();
        for one in found {
            let [count, base, who] = [one.count, one.base, one.who].map(u64::from);
            digest.add(one.rule.name(), [count, base, who]);
        }
        digest
    }

    pub fn add(&mut self, rule: &str, [count, base, who]: [u64; 3]) {
        if !self.0.contains_key(rule) {
            self.0.insert(rule.to_owned(), [0; 4]);
        }
        let sums = self.0.get_mut(rule).expect("just put in");
        for (sum, more) in sums.iter_mut().zip([1, count, base, who]) {
            *sum += more;
        }
    }

    pub fn to_json(&self) -> Value {
        json!(self.0)
    }
}
