//! A lens asked of a histogram, day by day: which cells pass, and what the sums say of others.

mod columns;
mod rows;
mod rulings;

use crate::field::Text;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::day::Day;
use crate::domain::Domain;
use crate::domain::gather::CellKey;
use crate::domain::grants::Grants;
use crate::domain::stretch::Stretch;
use crate::finding::Outcome;
use crate::judge::cells::{CellView, of_requirement};
use crate::judge::evidence::bound_of;
use crate::judge::run::levels::days_of_change;
use crate::plan::{Ask, Lens};
use crate::verdicts::Line;
use crate::verdicts::places::Places;

use super::share::{Axes, Shared};

use columns::Columns;
use rows::rows_where;
use rulings::{Fate, Rulings};

pub(crate) use super::histogram::Who;
pub(crate) use columns::Epoch;
pub(crate) use rulings::Ruling;

/// What a histogram says of a lens.
#[derive(Debug, Default)]
pub(crate) struct Swept {
    /// The cells that are left to be asked item by item.
    pub(crate) wanted: BTreeSet<CellKey>,
    /// The rows of attendance that lie in those cells; of a cell in part, those of whom
    /// something is left to say.
    pub(crate) rows: Vec<u32>,
    /// The cells of which the passes are counted already.
    pub(crate) in_part: BTreeSet<CellKey>,
    /// Cells (of a requirement: items) that pass.
    pub(crate) passes: u64,
    /// Whether an item of a passing cell was possibly in count, base or `each`.
    pub(crate) matched: bool,
    /// Cells that `when` or `unless` cuts out.
    pub(crate) cut_out: u64,
    /// Cells that do not pass, where nobody asked for their people: by the numbers of place,
    /// stretch and ruling.
    pub(crate) ruled: Vec<Line>,
    /// Items of a requirement that do not pass, where nobody asked for more.
    pub(crate) items: Vec<RuledItem>,
    /// What was said of cells.
    pub(crate) rulings: Vec<Ruling>,
    /// The places of the cells.
    pub(crate) places: Arc<Places>,
    /// Days and units of the cells of which nobody asked for more, and which do not pass.
    pub(crate) spots: BTreeSet<Spot>,
    /// Whether there may be more to say of people who are not known.
    pub(crate) lacks: bool,
}

/// A unit on a day.
pub(crate) type Spot = (Day, Text);

/// What is said of one item.
#[derive(Debug, Clone)]
pub(crate) struct RuledItem {
    pub(crate) stretch: u32,
    pub(crate) place: u32,
    pub(crate) who: Who,
    pub(crate) outcome: Outcome,
}

/// A lens, and the histogram that it asks.
#[derive(Clone, Copy)]
pub(crate) struct Sweep<'a> {
    pub(crate) domain: &'a Domain<'a>,
    pub(crate) axes: &'a Axes,
    pub(crate) shared: &'a Shared,
    /// Which of the histogram's lenses it is.
    pub(crate) nth: usize,
    pub(crate) lens: &'a Lens,
    pub(crate) stretches: &'a [Stretch],
    /// The places of units by the columns of the lens, as they are at first.
    pub(crate) epoch: &'a Epoch,
    /// Whether nobody asks for the people of a cell: its sums are enough, too, where it does
    /// not pass.
    pub(crate) light: bool,
    /// Whether it is asked where the rows stand of which more would be told.
    pub(crate) seeks: bool,
}

/// How many numbers of a histogram stay at hand while all lenses are asked of their days.
const AT_HAND: usize = 1 << 17;

/// Asks histograms what they say of lenses: some days after the other, and all lenses of them.
pub(crate) fn sweep(asked: &[Sweep<'_>]) -> Vec<Swept> {
    let mut all: Vec<Sweeping<'_>> =
        asked.iter().map(|one| Sweeping::new(*one)).collect();
    if let Some(Sweep { axes, .. }) = asked.first() {
        let numbers = asked.iter().map(|one| one.shared.histogram.numbers_of_day());
        let days = (AT_HAND / numbers.max().unwrap_or(0).max(1)).max(1);
        for until in (days..axes.days).step_by(days) {
            // OK because there are fewer days than `i32` has numbers.
            let until = axes.first.plus(until as i32);
            all.iter_mut().for_each(|one| one.days(Some(until)));
        }
    }
    all.into_iter().map(Sweeping::swept).collect()
}

struct Sweeping<'a> {
    asked: Sweep<'a>,
    /// How many of the stretches were asked.
    done: usize,
    columns: Columns,
    /// The places of a day that are not passed at once.
    left: Vec<u32>,
    rulings: Rulings<'a>,
    epoch: Cow<'a, Epoch>,
    /// Stretches and places in which somebody has several rows.
    slow: BTreeSet<(usize, u32)>,
    /// Days and units of cells in which items of a requirement may not pass.
    tells: BTreeSet<(usize, u32)>,
    levels: BTreeSet<Day>,
    /// Cells of which all rows are wanted.
    whole: BTreeSet<(usize, u32)>,
    swept: Swept,
}

impl<'a> Sweeping<'a> {
    fn new(asked: Sweep<'a>) -> Self {
        Self {
            done: 0,
            columns: Columns::new(asked),
            left: Vec::new(),
            rulings: Rulings::new(bound_of(asked.lens)),
            epoch: Cow::Borrowed(asked.epoch),
            slow: BTreeSet::new(),
            tells: BTreeSet::new(),
            levels: days_of_change(asked.domain, asked.lens),
            whole: BTreeSet::new(),
            swept: Swept::default(),
            asked,
        }
    }

    /// What is said of the lens, when all of its days were asked.
    fn swept(mut self) -> Swept {
        self.days(None);
        self.nobody();
        self.items();
        if !self.asked.light || !self.swept.wanted.is_empty() {
            self.rows();
        }
        if self.asked.seeks {
            self.seek();
        }
        Swept {
            lacks: self.asked.shared.histogram.is_lacking(),
            rulings: self.rulings.into_all(),
            places: self.epoch.told(),
            ..self.swept
        }
    }

    /// Goes to a day.
    fn enter(&mut self, day: Day) {
        if !self.epoch.has(day) {
            let Sweep { domain, axes, lens, .. } = self.asked;
            self.epoch.to_mut().enter((domain, axes, &lens.grain.columns), day);
        }
    }

    /// The stretches until before a day, in their order; all where none is named.
    fn days(&mut self, until: Option<Day>) {
        let stretches = self.asked.stretches.iter().enumerate().skip(self.done);
        for (nth, stretch) in stretches {
            if until.is_some_and(|until| stretch.first() >= until) {
                return;
            }
            self.done = nth + 1;
            let Some(day) = self.asked.axes.day(stretch.first()) else { continue };
            self.enter(stretch.first());
            let slow = self.asked.shared.histogram.slow();
            for (_, unit) in slow.range((day, 0)..=(day, u32::MAX)) {
                self.slow.extend(self.epoch.place_of(*unit).map(|place| (nth, place)));
            }
            let histogram = &self.asked.shared.histogram;
            self.columns.sum(histogram, day as usize, &self.epoch);
            let is_plain = self.asked.lens.guard(stretch.piece).is_none()
                && slow.range((day, 0)..=(day, u32::MAX)).next().is_none()
                && !self.levels.contains(&stretch.first());
            if is_plain && self.columns.is_known() {
                match &self.asked.lens.ask {
                    Ask::Bound(_) => self.bounds(nth),
                    _ => self.each_at_once(nth),
                }
                continue;
            }
            for place in 0..self.epoch.places().len() as u32 {
                let is_slow = self.slow.contains(&(nth, place));
                if is_slow || self.epoch.stands(place) || self.columns.present(place) {
                    self.cell(nth, stretch, place, is_slow);
                }
            }
        }
    }

    /// All cells of a day of which count and base are known.
    fn bounds(&mut self, nth: usize) {
        let mut left = std::mem::take(&mut self.left);
        let number = self.rulings.left(&self.columns, &mut left).len();
        self.swept.passes += (self.columns.places() - number) as u64;
        for place in left.iter().take(number) {
            let (count, base) = (self.columns.count(*place), self.columns.base(*place));
            if (count, base) == (0, 0)
                && !self.epoch.stands(*place)
                && !self.columns.present(*place)
            {
                continue;
            }
            let ruling = self.rulings.of_known(count, base);
            self.ruled(nth, *place, ruling);
        }
        self.left = left;
        // Whoever passes with somebody there was possibly meant.
        let mut cells = self.columns.cells();
        self.swept.matched |= cells.any(|(count, base)| count > 0 || base > 0);
    }

    /// All cells of a day, each item of which passes by itself or not.
    fn each_at_once(&mut self, nth: usize) {
        let passes: u64 = self.columns.cells().map(|(_, base)| u64::from(base)).sum();
        let mut told = Vec::new();
        for ((tells, _), place) in self.columns.cells().zip(0..) {
            if tells > 0 {
                told.push(place);
            }
        }
        self.swept.passes += passes;
        self.swept.matched |= passes > 0 || !told.is_empty();
        told.into_iter().for_each(|place| self.tells(nth, place));
    }

    fn cell(&mut self, nth: usize, stretch: &Stretch, place: u32, is_slow: bool) {
        // CLAUSE 14.4: cells that a level may cut are asked one by one.
        let is_whole = self.levels.is_empty() || !self.levels.contains(&stretch.first());
        match self.guarded(stretch, place).filter(|_| is_whole) {
            Some((true, false)) => {}
            Some((false, _)) => {
                self.swept.cut_out += 1;
                return;
            }
            Some((true, true)) | None => return self.want(nth, place),
        }
        if is_slow || self.columns.hangs_on_place(place) {
            return self.want(nth, place);
        }
        match &self.asked.lens.ask {
            Ask::Bound(_) => self.bound(nth, place),
            Ask::Each { .. } => self.each(nth, place),
            // OK because quotas and separations have no histogram.
            Ask::Quota(_) | Ask::Apart(_) => self.want(nth, place),
        }
    }

    /// Whether the cell is judged under some filling, and whether it is cut out under some.
    fn guarded(&self, stretch: &Stretch, place: u32) -> Option<(bool, bool)> {
        let Sweep { domain, lens, .. } = self.asked;
        if lens.guard(stretch.piece).is_none() {
            return Some((true, false));
        }
        let place = self.epoch.places().get(place as usize)?;
        let grants = Grants::default();
        CellView::of((domain, lens), (stretch, place), &[], &grants).guarded()
    }

    fn want(&mut self, nth: usize, place: u32) {
        self.whole.insert((nth, place));
        if let Some(place) = self.epoch.places().get(place as usize) {
            self.swept.wanted.insert((nth, place.clone()));
        }
    }

    fn bound(&mut self, nth: usize, place: u32) {
        let ruling = self.rulings.of(&self.columns, place);
        if self.ruled(nth, place, ruling) {
            self.swept.matched |= self.columns.is_meant(place);
        }
    }

    /// Takes what was ruled of a cell; whether that is all there is to say of it.
    #[inline]
    fn ruled(&mut self, nth: usize, place: u32, ruling: u32) -> bool {
        match self.rulings.fate(ruling) {
            None => return false,
            Some(Fate::Passes) => self.swept.passes += 1,
            Some(Fate::Told) if self.asked.light => {
                let (time, figures) = (nth as u32, ruling);
                self.swept.ruled.push(Line::Cell { place, time, figures });
            }
            Some(Fate::Told | Fate::Unbounded) => {
                self.want(nth, place);
                return false;
            }
        }
        true
    }

    fn each(&mut self, nth: usize, place: u32) {
        let (passes, tells) = (self.columns.base(place), self.columns.count(place));
        self.swept.passes += u64::from(passes);
        self.swept.matched |= passes > 0 || tells > 0;
        if tells > 0 {
            self.tells(nth, place);
        }
    }

    /// There is more to say of somebody there.
    fn tells(&mut self, nth: usize, place: u32) {
        self.tells.insert((nth, place));
        if !self.asked.light
            && let Some(place) = self.epoch.places().get(place as usize)
        {
            self.swept.in_part.insert((nth, place.clone()));
            self.swept.wanted.insert((nth, place.clone()));
        }
    }

    /// CLAUSE 4.9: that nobody is there is said of the first such cell of a place, so that
    /// all of them are asked one by one where some are.
    fn nobody(&mut self) {
        if self.swept.wanted.is_empty() {
            return;
        }
        let ruled = std::mem::take(&mut self.swept.ruled);
        let (empty, others): (Vec<Line>, Vec<Line>) =
            ruled.into_iter().partition(|line| self.is_empty(line));
        self.swept.ruled = others;
        empty.iter().flat_map(cell_of).for_each(|(nth, place)| self.want(nth, place));
    }

    /// Whether nobody is in the base of a cell.
    fn is_empty(&self, line: &Line) -> bool {
        let Line::Cell { figures, .. } = line else { return false };
        self.rulings.outcome(*figures) == Some(Outcome::NotEvaluated)
    }

    /// CLAUSE 5.1: the items of a requirement of which there is more to say.
    fn items(&mut self) {
        if self.tells.is_empty() {
            return;
        }
        let Sweep { axes, shared, nth: own, stretches, light, .. } = self.asked;
        let mut by_day: Vec<Vec<usize>> = vec![Vec::new(); axes.days];
        for (nth, stretch) in stretches.iter().enumerate() {
            let day =
                axes.day(stretch.first()).and_then(|day| by_day.get_mut(day as usize));
            day.into_iter().for_each(|day| day.push(nth));
        }
        for told in shared.histogram.told() {
            let joint = shared.histogram.joints().get(told.joint as usize);
            let class = joint.and_then(|joint| joint.get(own));
            let Some(class) = class.filter(|class| class.tells()) else { continue };
            for nth in by_day.get(told.day as usize).into_iter().flatten() {
                let Some(stretch) = stretches.get(*nth) else { continue };
                self.enter(stretch.first());
                let Some(place) = self.epoch.place_of(told.unit) else { continue };
                if !self.tells.contains(&(*nth, place)) {
                    continue;
                }
                match (light, &told.who) {
                    (true, who) => {
                        let outcome = of_requirement(class.labels, false);
                        let Some(outcome) = outcome else { continue };
                        let (who, stretch) = (who.clone(), *nth as u32);
                        self.swept.items.push(RuledItem { stretch, place, who, outcome });
                    }
                    (false, Who::Row(_, row)) => self.swept.rows.push(*row),
                    (false, Who::Missing(_) | Who::Named(_)) => {}
                }
            }
        }
    }

    /// The rows of the cells of which all are wanted.
    fn rows(&mut self) {
        if self.whole.is_empty() {
            self.swept.rows.sort_unstable();
            self.swept.rows.dedup();
            return;
        }
        let whole = std::mem::take(&mut self.whole);
        let wanted: BTreeSet<(u32, u32)> = self.spots_of(&whole).into_iter().collect();
        let Sweep { domain, axes, .. } = self.asked;
        let is_wanted = |day: u32, unit: u32| wanted.contains(&(day, unit));
        self.swept.rows.extend(rows_where(domain.facts, axes, is_wanted));
        self.swept.rows.sort_unstable();
        self.swept.rows.dedup();
    }

    /// Days and units of what was ruled by sums alone.
    fn seek(&mut self) {
        let ruled = self.swept.ruled.iter().filter(|line| !self.is_empty(line));
        let cells = ruled.flat_map(cell_of);
        let items = self.swept.items.iter();
        let cells = cells.chain(items.map(|item| (item.stretch as usize, item.place)));
        let cells: BTreeSet<(usize, u32)> = cells.collect();
        let Axes { first, units, .. } = self.asked.axes;
        let spots = self.spots_of(&cells).into_iter();
        let named = spots.filter_map(|(day, unit)| {
            let day = first.plus(i32::try_from(day).ok()?);
            Some((day, units.get(unit as usize)?.clone()))
        });
        self.swept.spots = named.collect();
    }

    /// Days and units of some cells, by their numbers.
    fn spots_of(&mut self, cells: &BTreeSet<(usize, u32)>) -> Vec<(u32, u32)> {
        let Sweep { axes, stretches, .. } = self.asked;
        let mut spots = Vec::new();
        for (nth, stretch) in stretches.iter().enumerate() {
            let Some(day) = axes.day(stretch.first()) else { continue };
            self.enter(stretch.first());
            let of_day = cells.range((nth, 0)..=(nth, u32::MAX));
            let places: BTreeSet<u32> = of_day.map(|(_, place)| *place).collect();
            let units = 0..axes.units.len() as u32;
            let here = |unit: &u32| {
                self.epoch.place_of(*unit).is_some_and(|place| places.contains(&place))
            };
            spots.extend(units.filter(here).map(|unit| (day, unit)));
        }
        spots
    }
}

/// The numbers of stretch and place of a line.
fn cell_of(line: &Line) -> Option<(usize, u32)> {
    match line {
        Line::Cell { place, time, .. } => Some((*time as usize, *place)),
        Line::Item(_) | Line::Found(_) => None,
    }
}
