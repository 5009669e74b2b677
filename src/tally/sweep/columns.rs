//! The sums of one day, place by place, and the places of its units.

use std::collections::HashMap;
use std::sync::Arc;

use crate::classify::view::RowView;
use crate::day::Day;
use crate::domain::Domain;
use crate::domain::place::{Place, Placement, Standing};
use crate::field::{Subject, Text};
use crate::plan::Ask;
use crate::plan::label::{Label, Labels};
use crate::rule::per::Column;
use crate::tally::Class;
use crate::tally::histogram::Histogram;
use crate::tally::share::Axes;
use crate::verdicts::places::Places;

use super::Sweep;

/// The sums of a day by place.
#[derive(Debug, Default)]
pub(super) struct Columns {
    adding: Adding,
    open: Vec<Labels>,
    sums: Sums,
}

/// Which classes add to which sums.
#[derive(Debug, Default)]
struct Adding {
    /// To count and base, the same under every filling: of a requirement, the base is who
    /// passes and the count of whom more is to be said.
    both: Vec<usize>,
    count: Vec<usize>,
    base: Vec<usize>,
    /// To neither.
    rest: Vec<usize>,
    /// They hang on what the place does not know.
    on_place: Vec<usize>,
    /// What they add is not known: those of each of the open labels.
    open: Vec<Vec<usize>>,
}

#[derive(Debug, Default)]
struct Sums {
    count: Vec<u32>,
    base: Vec<u32>,
    /// Who adds nothing: summed up only where there is a place to which nobody adds.
    rest: Vec<u32>,
    on_place: Vec<u32>,
    open: Vec<Vec<u32>>,
}

impl Columns {
    pub(super) fn new(asked: Sweep<'_>) -> Self {
        let is_each = matches!(asked.lens.ask, Ask::Each { .. });
        let mut columns = Self::default();
        for (nth, joint) in asked.shared.histogram.joints().iter().enumerate() {
            let class = joint.get(asked.nth).copied();
            let adding = match class.filter(|class| !class.hangs_on_place) {
                None => &mut columns.adding.on_place,
                Some(class) if is_each => columns.adding.of_each(class),
                Some(class) => columns.of_bound(class),
            };
            adding.push(nth);
        }
        columns
    }

    fn of_bound(&mut self, Class { labels, .. }: Class) -> &mut Vec<usize> {
        let certain =
            |holds: fn(Label) -> bool| match (labels.all(holds), labels.any(holds)) {
                (true, _) => Some(true),
                (_, false) => Some(false),
                (false, true) => None,
            };
        let adding = &mut self.adding;
        match (certain(Label::count), certain(Label::base)) {
            (Some(false), Some(false)) => return &mut adding.rest,
            (Some(true), Some(false)) => return &mut adding.count,
            (Some(false), Some(true)) => return &mut adding.base,
            (Some(true), Some(true)) => return &mut adding.both,
            _ => {}
        }
        let known = self.open.iter().position(|open| *open == labels);
        let nth = known.unwrap_or(self.open.len());
        if known.is_none() {
            self.open.push(labels);
        }
        adding.open.resize_with(self.open.len(), Vec::new);
        self.sums.open.resize_with(self.open.len(), Vec::new);
        match adding.open.get_mut(nth) {
            Some(open) => open,
            None => &mut adding.on_place,
        }
    }

    /// Sums up a day: class by class, and unit by unit to its place.
    pub(super) fn sum(&mut self, histogram: &Histogram, day: usize, epoch: &Epoch) {
        let places = epoch.places().len();
        let add = |classes: &[usize], sums: &mut Vec<u32>| {
            for some in classes.chunks(2) {
                let mut some = some.iter().map(|class| histogram.of_class(day, *class));
                epoch.add((some.next().unwrap_or_default(), some.next()), sums);
            }
        };
        let all_of = |classes: &[usize], sums: &mut Vec<u32>| {
            sums.clear();
            if !classes.is_empty() {
                sums.resize(places, 0);
                add(classes, sums);
            }
        };
        let Self { adding, sums, .. } = self;
        all_of(&adding.both, &mut sums.count);
        sums.count.resize(places, 0);
        sums.base.clone_from(&sums.count);
        add(&adding.count, &mut sums.count);
        add(&adding.base, &mut sums.base);
        let open = adding.open.iter().zip(&mut sums.open);
        for (classes, sums) in open.chain([(&adding.on_place, &mut sums.on_place)]) {
            all_of(classes, sums);
        }
        let cells = sums.count.iter().zip(&sums.base);
        let has_empty =
            cells.fold(false, |some, (count, base)| some | (count | base == 0));
        all_of(if has_empty { &adding.rest } else { &[] }, &mut sums.rest);
    }

    /// Whether of everybody on this day it is known what they add.
    pub(super) fn is_known(&self) -> bool {
        let open = [&self.sums.on_place].into_iter().chain(&self.sums.open);
        open.into_iter().all(|sums| sums.iter().all(|people| *people == 0))
    }

    /// How many places there are.
    pub(super) fn places(&self) -> usize {
        self.sums.count.len()
    }

    /// Count and base of every place.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u32, u32)> {
        let Sums { count, base, .. } = &self.sums;
        count.iter().copied().zip(base.iter().copied())
    }

    /// Whether somebody is in a place.
    pub(super) fn present(&self, place: u32) -> bool {
        let Sums { count, base, rest, on_place, open } = &self.sums;
        let mut all = [count, base, rest, on_place].into_iter().chain(open);
        all.any(|sums| at(sums, place) > 0)
    }

    /// Whether somebody in a place is possibly in count or base.
    pub(super) fn is_meant(&self, place: u32) -> bool {
        let Sums { count, base, open, .. } = &self.sums;
        let mut all = [count, base].into_iter().chain(open);
        all.any(|sums| at(sums, place) > 0)
    }

    pub(super) fn hangs_on_place(&self, place: u32) -> bool {
        at(&self.sums.on_place, place) > 0
    }

    pub(super) fn count(&self, place: u32) -> u32 {
        at(&self.sums.count, place)
    }

    pub(super) fn base(&self, place: u32) -> u32 {
        at(&self.sums.base, place)
    }

    /// How many people each of the open classes has.
    pub(super) fn all_open(&self, place: u32) -> impl Iterator<Item = u32> {
        self.sums.open.iter().map(move |sums| at(sums, place))
    }

    /// The people of whom it is not known what they add: their labels and number.
    pub(super) fn open(&self, place: u32) -> impl Iterator<Item = (Labels, u32)> {
        let open = self.open.iter().zip(&self.sums.open);
        let open = open.map(move |(labels, sums)| (*labels, at(sums, place)));
        open.filter(|(_, people)| *people > 0)
    }
}

impl Adding {
    fn of_each(&mut self, class: Class) -> &mut Vec<usize> {
        match (class.tells(), class.labels.any(Label::base)) {
            (true, _) => &mut self.count,
            (false, true) => &mut self.base,
            (false, false) => &mut self.rest,
        }
    }
}

fn at(sums: &[u32], place: u32) -> u32 {
    sums.get(place as usize).copied().unwrap_or(0)
}

/// The places of all units, for the days on which the tree of units is the same.
#[derive(Debug, Clone)]
pub(crate) struct Epoch {
    /// The first and the last of those days.
    days: (Day, Day),
    places: Vec<Place>,
    ids: HashMap<Place, u32>,
    /// The same places, as verdicts name them.
    told: Arc<Places>,
    /// For each unit its place.
    of_units: Vec<Option<u32>>,
    /// Whether each unit's place is the one of its number.
    is_plain: bool,
    /// Whether a place is judged without people, too. CLAUSE 3.1, 3.2.
    stands: Vec<bool>,
}

impl Epoch {
    /// That of the first day, for all lenses whose cells have these columns.
    pub(crate) fn new(domain: &Domain<'_>, axes: &Axes, columns: &[Column]) -> Self {
        let mut epoch = Self {
            days: (axes.first, axes.first),
            places: Vec::new(),
            ids: HashMap::new(),
            told: Arc::default(),
            of_units: Vec::new(),
            is_plain: false,
            stands: Vec::new(),
        };
        epoch.enter((domain, axes, columns), axes.first);
        epoch
    }

    /// Whether a day is one of its days.
    pub(super) fn has(&self, day: Day) -> bool {
        let (first, last) = self.days;
        first <= day && day <= last
    }

    /// Goes to a day. The places that are known keep their numbers.
    pub(super) fn enter(
        &mut self,
        (domain, axes, columns): (&Domain<'_>, &Axes, &[Column]),
        day: Day,
    ) {
        let units = domain.facts.units();
        let changes = units.changes(Day::FIRST, Day::LAST);
        let first = changes.range(..=day).next_back().copied().unwrap_or(Day::FIRST);
        let last =
            changes.range(day.next()..).next().map_or(Day::LAST, |next| next.plus(-1));
        self.days = (first, last);
        let place_of = |unit: &Text| {
            let standing = Standing {
                day,
                subject: Subject::People,
                person: None,
                row: &RowView::Nothing,
                other: None,
                unit: Some(unit),
            };
            match domain.placement(columns, standing) {
                Placement::In(place) => Some(self.place_id(place)),
                // OK because units and offices of a unit are always known.
                Placement::Blank(_) | Placement::Perhaps(_) => None,
            }
        };
        self.of_units = axes.units.iter().map(place_of).collect();
        // CLAUSE 3.1: where no column divides it there is one cell, with people or without.
        let undivided = columns.is_empty();
        if undivided {
            self.place_id(Vec::new());
        }
        let numbers = self.of_units.iter().zip(0..);
        self.is_plain = self.places.len() == self.of_units.len()
            && numbers.into_iter().all(|(place, nth)| *place == Some(nth));
        self.stands = vec![undivided; self.places.len()];
        for (unit, place) in axes.units.iter().zip(&self.of_units) {
            // CLAUSE 3.2: an empty unit is judged too.
            let stands = units.parent(unit, day).is_some();
            let place = place.filter(|_| stands && !domain.is_site(unit));
            if let Some(slot) = place.and_then(|at| self.stands.get_mut(at as usize)) {
                *slot = true;
            }
        }
    }

    fn place_id(&mut self, place: Place) -> u32 {
        if let Some(id) = self.ids.get(&place) {
            return *id;
        }
        let id = self.places.len() as u32;
        Arc::make_mut(&mut self.told).push(place.iter().map(|value| &**value));
        self.places.push(place.clone());
        self.ids.insert(place, id);
        id
    }

    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    /// The same places, as verdicts name them.
    pub(super) fn told(&self) -> Arc<Places> {
        self.told.clone()
    }

    pub(super) fn place_of(&self, unit: u32) -> Option<u32> {
        self.of_units.get(unit as usize).copied().flatten()
    }

    pub(super) fn stands(&self, place: u32) -> bool {
        self.stands.get(place as usize).copied().unwrap_or(false)
    }

    /// Adds the numbers of all units, of one class or of two at once, to those of their
    /// places.
    fn add(&self, (one, other): (&[u32], Option<&[u32]>), sums: &mut [u32]) {
        match other {
            Some(other) if self.is_plain => {
                for ((sum, one), other) in sums.iter_mut().zip(one).zip(other) {
                    *sum += one + other;
                }
            }
            None if self.is_plain => {
                sums.iter_mut().zip(one).for_each(|(sum, count)| *sum += count);
            }
            _ => {
                for counts in [Some(one), other].into_iter().flatten() {
                    for (place, count) in self.of_units.iter().zip(counts) {
                        let place = place.and_then(|place| sums.get_mut(place as usize));
                        place.into_iter().for_each(|sum| *sum += count);
                    }
                }
            }
        }
    }
}
