//! Lenses that read the same few columns of people share one histogram.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::{Calendar, Day};
use crate::domain::Domain;
use crate::domain::stretch::Stretch;
use crate::field::{Subject, Table, Text};
use crate::plan::{Ask, Base, Lens, Time};
use crate::rule::per::Column;
use crate::window::Period;
use crate::workers::{Workers, each};

use super::counted::Counted;
use super::fill::Filling;
use super::histogram::Histogram;
use super::keys::Keys;

/// How many combinations of codes lenses may come to by being put together.
const KINDS_MOST: u64 = 1 << 12;

/// How many days of units a histogram may have.
const CELLS_MOST: usize = 1 << 24;

/// The days and units of histograms.
#[derive(Debug)]
pub(crate) struct Axes {
    /// The first day.
    pub(crate) first: Day,
    /// How many days.
    pub(crate) days: usize,
    /// The units, in the order of their names.
    pub(crate) units: Vec<Text>,
    pub(crate) ids: BTreeMap<Text, u32>,
}

impl Axes {
    /// All units that are known, on the days asked.
    pub(crate) fn new(domain: &Domain<'_>, asked: Period) -> Self {
        let facts = domain.facts;
        let mut units: BTreeSet<Text> = facts.units().places().cloned().collect();
        let register = facts.register().spells().iter();
        units.extend(register.filter_map(|spell| domain.unit_of_spell(spell.row)));
        let flat = facts.table(Table::Attendance).and_then(|rows| rows.column("unit"));
        let named = flat.into_iter().flat_map(|column| column.values().iter());
        units.extend(named.filter_map(|value| value.as_text().map(Text::from)));
        let units: Vec<_> = units.into_iter().collect();
        let ids = units.iter().cloned().zip(0..).collect();
        let first = asked.from();
        let days = (asked.through().number() - first.number() + 1).max(0);
        Self { first, days: usize::try_from(days).unwrap_or(0), units, ids }
    }

    /// The place of a day among them.
    pub(crate) fn day(&self, day: Day) -> Option<u32> {
        let at = u32::try_from(day.number() - self.first.number()).ok()?;
        (at < self.days as u32).then_some(at)
    }
}

/// Lenses, the columns that they read, and who has which codes in them.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) histogram: Histogram,
    /// Which lens is which of its classes: by the place of the lens in the plan.
    pub(crate) lenses: Vec<usize>,
}

/// Lenses of which each is one of the same group.
pub(super) struct Group<'a> {
    pub(super) keys: Keys<'a>,
    pub(super) lenses: Vec<(usize, &'a Lens)>,
}

/// Counts everybody, once for all lenses that read the same columns. The lenses that are in
/// no group are asked item by item.
pub(crate) fn share<'a>(
    domain: &'a Domain<'a>,
    axes: &Axes,
    lenses: &[(&'a Lens, &[Stretch])],
    counted: Option<&dyn Counted>,
    workers: &dyn Workers,
) -> Vec<Shared> {
    if axes.days.saturating_mul(axes.units.len()) > CELLS_MOST {
        return Vec::new();
    }
    let groups = groups(domain, lenses);
    let count = |group: Group<'a>| {
        let filling = Filling::new(domain, axes, &group);
        let parts = workers.number().max(1);
        let parts = match counted {
            Some(counted) => {
                each(workers, counted.parts(), |nth| filling.counted(counted, nth))
            }
            None => each(workers, parts, |nth| filling.part(nth, parts)),
        };
        let mut histogram = Histogram::new(axes.days, axes.units.len());
        parts.into_iter().for_each(|part| histogram.merge(part));
        let lenses = group.lenses.iter().map(|(nth, _)| *nth).collect();
        Shared { histogram, lenses }
    };
    groups.into_iter().map(count).collect()
}

/// For each row of attendance whether a requirement may have more to say of its like than
/// that they pass.
pub(crate) fn tells<'a>(
    domain: &'a Domain<'a>,
    axes: &Axes,
    lenses: &[(&'a Lens, &[Stretch])],
) -> Option<Vec<bool>> {
    let rows = domain.facts.table(Table::Attendance)?.len();
    let mut told = vec![false; rows];
    for group in groups(domain, lenses) {
        let of_group = Filling::new(domain, axes, &group).tells()?;
        told.iter_mut().zip(of_group).for_each(|(told, of_group)| *told |= of_group);
    }
    Some(told)
}

fn groups<'a>(
    domain: &'a Domain<'a>,
    lenses: &[(&'a Lens, &[Stretch])],
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (nth, (lens, stretches)) in lenses.iter().enumerate() {
        let Some(keys) = keys_of(domain, lens, stretches) else { continue };
        let joined = |group: &Group<'a>| {
            let joined = group.keys.join(&keys)?;
            let few = joined.kinds() <= KINDS_MOST || joined.kinds() == keys.kinds();
            (joined.fits() && few).then_some(joined)
        };
        let found = groups.iter_mut().find_map(|group| Some((joined(group)?, group)));
        match found {
            Some((joined, group)) => {
                group.keys = joined;
                group.lenses.push((nth, *lens));
            }
            None if keys.fits() => {
                groups.push(Group { keys, lenses: vec![(nth, *lens)] });
            }
            None => {}
        }
    }
    groups
}

/// Whether the cells of a lens are days, each judged by itself.
pub(crate) fn is_of_days(lens: &Lens) -> bool {
    matches!(lens.grain.time, Time::Calendar(Calendar::Day, _)) && !lens.averaged
}

/// What the labels of a lens hang on; `None` if on more than the codes of one row and of its
/// person, or if its cells are not days of units.
pub(crate) fn keys_of<'a>(
    domain: &'a Domain<'a>,
    lens: &Lens,
    stretches: &[Stretch],
) -> Option<Keys<'a>> {
    let [side] = lens.sides.as_slice() else { return None };
    if side.subject != Subject::People || side.sums.is_some() || !is_of_days(lens) {
        return None;
    }
    let plain = |column: &Column| matches!(column, Column::Unit | Column::Office);
    if !lens.grain.columns.iter().all(plain)
        || stretches.is_empty()
        || stretches.iter().any(|stretch| stretch.cut)
    {
        return None;
    }
    match &lens.ask {
        Ask::Bound(bound) => {
            let simple = matches!(bound.base, Base::None | Base::Items);
            if !simple || !bound.amount.is_fixed() {
                return None;
            }
        }
        Ask::Each { .. } => {}
        Ask::Quota(_) | Ask::Apart(_) => return None,
    }
    Keys::of_side(domain.facts, side)
}
