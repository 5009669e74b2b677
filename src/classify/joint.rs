//! One person's day as several rules see it at once, each filling of what is not known alike
//! for all of them.

use std::collections::BTreeSet;

use super::filling::{Choices, Oracle, fillings};
use super::{Asking, Item};

/// What an item adds to one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Add {
    /// Whether it is counted.
    pub(crate) count: bool,
    /// Whether it is in the base.
    pub(crate) base: bool,
    /// A bit for each population that a share has as a base of its own.
    pub(crate) own: u32,
}

/// All that one day of an item may add, in each of these cells; `None` if there is more than
/// can be tried. CLAUSE 16.1.
pub(crate) fn joint(asked: &[(Asking<'_>, &Item)]) -> Option<BTreeSet<Vec<Add>>> {
    let mut all = BTreeSet::new();
    let tried = fillings(|choices| {
        let adds = asked.iter().map(|(asking, item)| asking.add(item, choices));
        all.insert(adds.collect());
    });
    tried.then_some(all)
}

impl Asking<'_> {
    fn add(&self, item: &Item, choices: &mut Choices) -> Add {
        // Of one item and one day all blanks can be chosen from one list.
        let mut oracle = Oracle { place: choices, own: None };
        let day = item.days.first();
        let answers = day.and_then(|day| self.answers(item, day, None, &mut oracle));
        let Some(answers) = answers else { return Add::default() };
        let label = self.label(answers);
        let own = self.owned(answers);
        Add { count: label.count(), base: label.base(), own }
    }
}
