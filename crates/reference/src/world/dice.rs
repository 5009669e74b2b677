//! Chance from a seed, by splitmix64: the same seed always gives the same world.

use std::collections::BTreeMap;

/// A stream of chance, and how often each construct of the language was hit by it.
#[derive(Debug)]
pub(crate) struct Dice {
    state: u64,
    pub(crate) hits: BTreeMap<&'static str, u64>,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed, hits: BTreeMap::new() }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a list; the first of those that stand in it several times is the likeliest.
    pub(crate) fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.below(list.len() as u64)).unwrap_or_default();
        list.get(at).copied().unwrap_or_default()
    }

    /// One of a list, or a blank so many times in a hundred.
    pub(crate) fn or_blank<'a>(&mut self, percent: u64, list: &[&'a str]) -> &'a str {
        if self.chance(percent) { "" } else { self.pick(list) }
    }

    /// Notes that a construct was written.
    pub(crate) fn hit(&mut self, construct: &'static str) {
        *self.hits.entry(construct).or_default() += 1;
    }

    /// One of some constructs, noted.
    pub(crate) fn construct(&mut self, list: &[&'static str]) -> &'static str {
        let at = usize::try_from(self.below(list.len() as u64)).unwrap_or_default();
        let one: &'static str = list.get(at).copied().unwrap_or_default();
        self.hit(one);
        one
    }
}

/// The civil day so many days after Monday, 15 February 2021.
pub(crate) fn day(number: u64) -> String {
    let first = passmuster::Day::from_number(18_673);
    first.plus(i32::try_from(number).unwrap_or_default()).to_string()
}
