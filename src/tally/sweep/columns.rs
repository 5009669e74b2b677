//! The sums of one day, place by place, and the places of its units.

use std::collections::BTreeMap;

use crate::classify::view::RowView;
use crate::day::Day;
use crate::domain::place::{Place, Placement, Standing};
use crate::field::Subject;
use crate::plan::Ask;
use crate::plan::label::{Label, Labels};
use crate::tally::Class;

use super::Sweep;

/// What a class adds to the sums of a lens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Adds {
    Nothing,
    /// The same under every filling: of a requirement, `base` is who passes and `count` of
    /// whom more is to be said.
    Plainly {
        count: bool,
        base: bool,
    },
    /// What it adds is not known: which of the open classes it is.
    Open(usize),
    /// It hangs on what the place does not know.
    OnPlace,
}

/// The sums of a day by place.
#[derive(Debug)]
pub(super) struct Columns {
    classes: Vec<Class>,
    adds: Vec<Adds>,
    open: Vec<Labels>,
    sums: Sums,
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
        let joints = asked.shared.histogram.joints().iter();
        let classes = joints.filter_map(|joint| joint.get(asked.nth).copied()).collect();
        let mut columns =
            Self { classes, adds: Vec::new(), open: Vec::new(), sums: Sums::default() };
        columns.adds = columns
            .classes
            .clone()
            .into_iter()
            .map(|class| match is_each {
                true => adds_to_each(class),
                false => columns.adds_to_bound(class),
            })
            .collect();
        columns.sums.open = vec![Vec::new(); columns.open.len()];
        columns
    }

    fn adds_to_bound(&mut self, class: Class) -> Adds {
        let Class { labels, hangs_on_place } = class;
        if hangs_on_place {
            return Adds::OnPlace;
        }
        let certain =
            |holds: fn(Label) -> bool| match (labels.all(holds), labels.any(holds)) {
                (true, _) => Some(true),
                (_, false) => Some(false),
                (false, true) => None,
            };
        match (certain(Label::count), certain(Label::base)) {
            (Some(false), Some(false)) => Adds::Nothing,
            (Some(count), Some(base)) => Adds::Plainly { count, base },
            _ => {
                let known = self.open.iter().position(|open| *open == labels);
                Adds::Open(known.unwrap_or_else(|| {
                    self.open.push(labels);
                    self.open.len() - 1
                }))
            }
        }
    }

    /// Sums up a day: class by class, and unit by unit to its place.
    pub(super) fn sum<'b>(
        &mut self,
        classes: impl Iterator<Item = (usize, &'b [u32])> + Clone,
        epoch: &Epoch,
    ) {
        let places = epoch.places().len();
        let Sums { count, base, rest, on_place, open } = &mut self.sums;
        for sums in [count, base, rest, on_place].into_iter().chain(open) {
            sums.clear();
            sums.resize(places, 0);
        }
        for (joint, counts) in classes.clone() {
            let Sums { count, base, on_place, open, .. } = &mut self.sums;
            match adds_of(&self.adds, joint) {
                Adds::Nothing => {}
                Adds::Plainly { count: is_counted, base: is_in_base } => {
                    if is_counted {
                        epoch.add(counts, count);
                    }
                    if is_in_base {
                        epoch.add(counts, base);
                    }
                }
                Adds::Open(nth) => {
                    open.get_mut(nth)
                        .into_iter()
                        .for_each(|open| epoch.add(counts, open));
                }
                Adds::OnPlace => epoch.add(counts, on_place),
            }
        }
        if self.cells().any(|cell| cell == (0, 0)) {
            let adds = &self.adds;
            let adds_nothing =
                |(joint, _): &(usize, &[u32])| adds_of(adds, *joint) == Adds::Nothing;
            let nothing = classes.filter(adds_nothing);
            nothing.for_each(|(_, counts)| epoch.add(counts, &mut self.sums.rest));
        }
    }

    /// Whether of everybody on this day it is known what they add.
    pub(super) fn is_known(&self) -> bool {
        let open = [&self.sums.on_place].into_iter().chain(&self.sums.open);
        open.into_iter().all(|sums| sums.iter().all(|people| *people == 0))
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

fn adds_of(adds: &[Adds], joint: usize) -> Adds {
    adds.get(joint).copied().unwrap_or(Adds::OnPlace)
}

fn at(sums: &[u32], place: u32) -> u32 {
    sums.get(place as usize).copied().unwrap_or(0)
}

fn adds_to_each(class: Class) -> Adds {
    if class.hangs_on_place {
        return Adds::OnPlace;
    }
    match (class.tells(), class.labels.any(Label::base)) {
        (true, _) => Adds::Plainly { count: true, base: false },
        (false, true) => Adds::Plainly { count: false, base: true },
        (false, false) => Adds::Nothing,
    }
}

/// The places of all units, for the days on which the tree of units is the same.
#[derive(Debug, Default)]
pub(super) struct Epoch {
    /// The first and the last of those days.
    days: Option<(Day, Day)>,
    places: Vec<Place>,
    ids: BTreeMap<Place, u32>,
    /// For each unit its place.
    of_units: Vec<Option<u32>>,
    /// Whether each unit's place is the one of its number.
    is_plain: bool,
    /// Whether a place is judged without people, too. CLAUSE 3.1, 3.2.
    stands: Vec<bool>,
}

impl Epoch {
    /// Goes to a day.
    pub(super) fn enter(&mut self, asked: Sweep<'_>, day: Day) {
        if self.days.is_some_and(|(first, last)| first <= day && day <= last) {
            return;
        }
        let changes = asked.domain.facts.units().changes(Day::FIRST, Day::LAST);
        let first = changes.range(..=day).next_back().copied().unwrap_or(Day::FIRST);
        let last =
            changes.range(day.next()..).next().map_or(Day::LAST, |next| next.plus(-1));
        self.days = Some((first, last));
        self.of_units = asked
            .axes
            .units
            .iter()
            .map(|unit| {
                let standing = Standing {
                    day,
                    subject: Subject::People,
                    person: None,
                    row: &RowView::Nothing,
                    other: None,
                    unit: Some(unit),
                };
                match asked.domain.placement(&asked.lens.grain.columns, standing) {
                    Placement::In(place) => Some(self.place_id(place)),
                    // OK because units and offices of a unit are always known.
                    Placement::Blank(_) | Placement::Perhaps(_) => None,
                }
            })
            .collect();
        // CLAUSE 3.1: where no column divides it there is one cell, with people or without.
        let undivided = asked.lens.grain.columns.is_empty();
        if undivided {
            self.place_id(Vec::new());
        }
        let numbers = self.of_units.iter().zip(0..);
        self.is_plain = self.places.len() == self.of_units.len()
            && numbers.into_iter().all(|(place, nth)| *place == Some(nth));
        self.stands = vec![undivided; self.places.len()];
        let facts = asked.domain.facts;
        for (unit, place) in asked.axes.units.iter().zip(&self.of_units) {
            // CLAUSE 3.2: an empty unit is judged too.
            let stands = facts.units().parent(unit, day).is_some();
            let place = place.filter(|_| stands && !asked.domain.is_site(unit));
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
        self.places.push(place.clone());
        self.ids.insert(place, id);
        id
    }

    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    pub(super) fn into_places(self) -> Vec<Place> {
        self.places
    }

    pub(super) fn place_of(&self, unit: u32) -> Option<u32> {
        self.of_units.get(unit as usize).copied().flatten()
    }

    pub(super) fn stands(&self, place: u32) -> bool {
        self.stands.get(place as usize).copied().unwrap_or(false)
    }

    /// For each place whether it is judged without people, too.
    pub(super) fn all_stand(&self) -> impl Iterator<Item = bool> {
        self.stands.iter().copied()
    }

    /// Adds the numbers of all units to those of their places.
    fn add(&self, counts: &[u32], sums: &mut [u32]) {
        if self.is_plain {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
            return;
        }
        for (place, count) in self.of_units.iter().zip(counts) {
            if let Some(sum) = place.and_then(|place| sums.get_mut(place as usize)) {
                *sum += count;
            }
        }
    }
}
