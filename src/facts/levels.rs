//! Levels of places, by both times.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::{Day, Instant};
use crate::field::{Text, Value};
use crate::report::KnownAt;
use crate::window::Window;

/// The levels that the table `levels` knows, for each declared field that reads them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels {
    /// By field and place; each list in the order of its beginnings, then of its issue.
    pub(crate) spells: BTreeMap<String, BTreeMap<Text, Vec<LevelSpell>>>,
}

/// One row of `levels`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelSpell {
    /// From when on it holds.
    pub from: Instant,
    /// The day on which it became known.
    pub issued: Day,
    /// When it ends, excluded; without one it holds until another begins.
    pub until: Option<Instant>,
    /// The level.
    pub value: Value,
    /// The document that set it.
    pub by: Option<Text>,
}

/// What is known of a level in a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelIn {
    /// This, all the while.
    Is(Value),
    /// One after the other: it changes meanwhile.
    Changes(Vec<Value>),
    /// For some of the time it may be any.
    Unknown,
}

/// A level from an instant on: the place and the row that give it, if some row does.
pub(crate) type Since<'a> = (Instant, Option<(&'a Text, &'a LevelSpell)>);

impl Levels {
    /// The levels of a field along a line of places within a window, one after the other as
    /// they change, as known at K. CLAUSE 14.2, 14.3.
    pub(crate) fn within<'a>(
        &'a self,
        field: &str,
        line: &'a [Text],
        window: Window,
        known_at: KnownAt,
    ) -> Vec<Since<'a>> {
        let is_known = |spell: &&LevelSpell| match known_at {
            KnownAt::Latest => true,
            KnownAt::Day(known_at) => spell.issued <= known_at,
        };
        let mut instants = BTreeSet::from([window.from]);
        let mut asked: Vec<(&Text, Vec<&LevelSpell>)> = Vec::new();
        for place in line {
            let of_place = self.spells.get(field).and_then(|all| all.get(place));
            let known = of_place.into_iter().flatten().filter(is_known);
            let known: Vec<&LevelSpell> = known.collect();
            let begins = known.iter().map(|spell| spell.from);
            let ends = known.iter().filter_map(|spell| spell.until);
            let within = |at: &Instant| window.from < *at && *at < window.until;
            instants.extend(begins.chain(ends).filter(within));
            // Where a place has a level all the while, its parents are not asked.
            let is_whole = instants.iter().all(|at| at_instant(&known, *at).is_some());
            asked.push((place, known));
            if is_whole {
                break;
            }
        }
        let mut found: Vec<Since<'a>> = Vec::new();
        for instant in instants {
            let mut all = asked.iter();
            let now = all
                .find_map(|(place, known)| Some((*place, at_instant(known, instant)?)));
            let value = |since: Option<(&Text, &'a LevelSpell)>| {
                since.map(|(_, spell)| &spell.value)
            };
            if found.last().is_none_or(|(_, last)| value(*last) != value(now)) {
                found.push((instant, now));
            }
        }
        found
    }

    /// The days within which some level of a field changes, or may.
    pub(crate) fn days_of_change(&self, field: &str) -> BTreeSet<Day> {
        let spells = self.spells.get(field).into_iter().flat_map(BTreeMap::values);
        let instants = spells.flatten().flat_map(|one| [Some(one.from), one.until]);
        let within = instants.flatten().filter(|at| at.day().start() != *at);
        within.map(Instant::day).collect()
    }

    /// Every level that rows give to a field. CLAUSE 7.1.
    pub(crate) fn values(&self, field: &str) -> BTreeSet<Value> {
        let places = self.spells.get(field).into_iter().flat_map(BTreeMap::values);
        places.flatten().map(|spell| spell.value.clone()).collect()
    }
}

impl LevelIn {
    /// What levels one after the other come to.
    pub(crate) fn of(levels: &[Since<'_>]) -> Self {
        let values = levels.iter().map(|(_, now)| Some(now.as_ref()?.1.value.clone()));
        let mut values = values.collect::<Option<Vec<_>>>().unwrap_or_default();
        match (values.pop(), values.is_empty()) {
            (None, _) => LevelIn::Unknown,
            (Some(value), true) => LevelIn::Is(value),
            (Some(last), false) => {
                values.push(last);
                LevelIn::Changes(values)
            }
        }
    }
}

/// The row of a place at an instant: the one that began last, and of those the one issued
/// last, if it has not ended.
fn at_instant<'a>(known: &[&'a LevelSpell], instant: Instant) -> Option<&'a LevelSpell> {
    let begun = known.iter().rfind(|spell| spell.from <= instant)?;
    begun.until.is_none_or(|until| instant < until).then_some(*begun)
}
