//! Lenses that read the same few columns of people share one histogram.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::{Calendar, Day};
use crate::domain::Domain;
use crate::domain::stretch::Stretch;
use crate::field::{Subject, Table, Text};
use crate::plan::{Ask, Base, Lens, Time};
use crate::rule::per::Column;
use crate::window::Period;
use crate::workers::{Lanes, Workers};

use super::counted::Counted;
use super::fill::{Filling, Part};
use super::histogram::Histogram;
use super::keys::Keys;

/// How many combinations of codes lenses may come to by being put together.
const KINDS_MOST: u64 = 1 << 12;

/// In how many pieces for each worker everybody is counted: one who has other things to do
/// takes fewer.
const PIECES: usize = 8;

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

/// The lenses in groups that read the same columns. Those that are in no group are asked item
/// by item.
pub(crate) struct Groups<'a> {
    fillings: Vec<Filling<'a>>,
}

impl<'a> Groups<'a> {
    pub(crate) fn new(
        domain: &'a Domain<'a>,
        axes: &'a Axes,
        lenses: &[(&'a Lens, &[Stretch])],
    ) -> Self {
        let is_too_large = axes.days.saturating_mul(axes.units.len()) > CELLS_MOST;
        let groups = if is_too_large { Vec::new() } else { groups(domain, lenses) };
        let filling = |group| Filling::new(domain, axes, group);
        Self { fillings: groups.into_iter().map(filling).collect() }
    }

    /// Whether a lens is in some group.
    pub(crate) fn has(&self, lens: usize) -> bool {
        let mut lenses = self.fillings.iter().flat_map(|of| &of.group.lenses);
        lenses.any(|(own, _)| *own == lens)
    }
}

/// Everybody, on the way to a histogram for each group.
pub(crate) struct Counting<'a> {
    groups: &'a Groups<'a>,
    /// The rows that are not among the facts.
    counted: Option<&'a dyn Counted>,
    /// In how many pieces everybody is counted for each group.
    pieces: usize,
    /// For each group as many parts as are counted at once.
    parts: Vec<Lanes<Part<'a>>>,
}

impl<'a> Counting<'a> {
    pub(crate) fn new(
        groups: &'a Groups<'a>,
        counted: Option<&'a dyn Counted>,
        workers: &dyn Workers,
    ) -> Self {
        let at_once = workers.number().max(1);
        let pieces = match (counted, at_once) {
            (Some(counted), _) => counted.parts(),
            (None, 1) => 1,
            (None, many) => many * PIECES,
        };
        let at_once = at_once.min(pieces);
        let of_group =
            |filling: &'a Filling<'a>| Lanes::new(at_once, || filling.nobody());
        let parts = groups.fillings.iter().map(of_group).collect();
        Self { groups, counted, pieces, parts }
    }

    /// How many jobs it is to count everybody.
    pub(crate) fn jobs(&self) -> usize {
        self.groups.fillings.len() * self.pieces
    }

    /// Does one of the jobs.
    pub(crate) fn count(&self, job: usize) {
        let (group, nth) = (job / self.pieces.max(1), job % self.pieces.max(1));
        let Some(parts) = self.parts.get(group) else { return };
        parts.with(nth, |part| match self.counted {
            Some(counted) => part.counted(counted, nth),
            None => part.piece(nth, self.pieces),
        });
    }

    /// What was counted, when all jobs are done.
    pub(crate) fn shared(self) -> Vec<Shared> {
        let of_group = |(filling, parts): (&Filling<'_>, Lanes<Part<'_>>)| {
            let mut histogram = filling.nobody().histogram;
            parts.into_all().for_each(|part| histogram.merge(part.histogram));
            let lenses = filling.group.lenses.iter().map(|(nth, _)| *nth).collect();
            Shared { histogram, lenses }
        };
        self.groups.fillings.iter().zip(self.parts).map(of_group).collect()
    }
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
        let of_group = Filling::new(domain, axes, group).tells()?;
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
