//! Levels of places, by both times.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::day::{Day, Instant};
use crate::field::Value;
use crate::report::KnownAt;

/// The levels that the table `levels` knows, for each declared field that reads them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels {
    /// By field and place; each list in the order of its beginnings, then of its issue.
    pub(crate) spells: BTreeMap<String, BTreeMap<Arc<str>, Vec<LevelSpell>>>,
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
}

/// What is known of a level on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelOnDay {
    /// This, all day.
    Is(Value),
    /// One after the other: it changes during the day.
    Changes(Vec<Value>),
    /// For some of the day it may be any.
    Unknown,
}

impl Levels {
    /// What is known of a field's level at a place on a day, as known at K; `None` if no row
    /// of the place holds at any time of that day. CLAUSE 14.2, 14.3.
    pub(crate) fn on(
        &self,
        field: &str,
        place: &str,
        day: Day,
        known_at: KnownAt,
    ) -> Option<LevelOnDay> {
        let spells = self.spells.get(field)?.get(place)?;
        let is_known = |spell: &&LevelSpell| match known_at {
            KnownAt::Latest => true,
            KnownAt::Day(known_at) => spell.issued <= known_at,
        };
        let known: Vec<&LevelSpell> = spells.iter().filter(is_known).collect();
        let (start, end) = (day.start(), day.next().start());
        let begins = known.iter().map(|spell| spell.from);
        let ends = known.iter().filter_map(|spell| spell.until);
        let within = begins.chain(ends).filter(|at| start < *at && *at < end);
        let instants: BTreeSet<Instant> = within.chain([start]).collect();
        let mut values: Vec<Option<&Value>> = Vec::new();
        for instant in instants {
            let at = at_instant(&known, instant);
            if values.last() != Some(&at) {
                values.push(at);
            }
        }
        match values.as_slice() {
            [None] => None,
            [Some(value)] => Some(LevelOnDay::Is((*value).clone())),
            _ => Some(match values.into_iter().collect::<Option<Vec<_>>>() {
                Some(values) => {
                    LevelOnDay::Changes(values.into_iter().cloned().collect())
                }
                None => LevelOnDay::Unknown,
            }),
        }
    }

    /// Every level that rows give to a field. CLAUSE 7.1.
    pub(crate) fn values(&self, field: &str) -> BTreeSet<Value> {
        let places = self.spells.get(field).into_iter().flat_map(BTreeMap::values);
        places.flatten().map(|spell| spell.value.clone()).collect()
    }
}

/// The level at an instant: of the row that began last, and of those of the one issued last.
fn at_instant<'a>(known: &[&'a LevelSpell], instant: Instant) -> Option<&'a Value> {
    let begun = known.iter().rfind(|spell| spell.from <= instant)?;
    begun.until.is_none_or(|until| instant < until).then_some(&begun.value)
}
