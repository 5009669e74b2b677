//! One counted rule: how many people of each class every cell holds.

mod alike;
mod classes;

use crate::domain::place::Place;
use crate::domain::stretch::Stretch;
use crate::finding::{Cell, Outcome, Reason};
use crate::plan::label::Labels;
use crate::plan::{Ask, Lens};
use crate::rule::Force;
use crate::rule::per::Column;

use super::bound::{Judge, Sum};
use super::days::Stand;
use super::effect::Verdict;

use alike::Alike;

pub(super) use classes::{Asker, Blank, blank, specimen};

/// In no cell, or in no class.
const NONE: u32 = u32::MAX;

/// A class: people who are the same to the rule.
#[derive(Debug, Clone, Copy)]
struct Class {
    labels: Labels,
    sum: Sum,
    /// Whether the rule possibly means them. CLAUSE 8.2.
    matched: bool,
    /// What a requirement says of each, where its cell is certainly judged.
    each: Option<Outcome>,
}

/// Whether a cell is judged. CLAUSE 3.8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Guard {
    Judged,
    Perhaps,
    CutOut,
}

/// A cell, and what is known of it whoever is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) cell: u32,
    guard: Guard,
    /// Whether it is there without anybody in it. CLAUSE 3.1, 3.2.
    always: bool,
}

/// Where somebody is counted: in which cell, as what class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) spot: Spot,
    pub(super) class: u8,
}

/// A counted rule.
#[derive(Debug)]
pub(super) struct Counted {
    /// Which rule of the plan.
    pub(super) lens: u32,
    force: Force,
    /// Without one each person is judged alone.
    judge: Option<Judge>,
    /// Whether classes hang on the day.
    by_day: bool,
    kinds: usize,
    people: usize,
    /// The class by day, kind of person and kind of row.
    table: Vec<u8>,
    classes: Vec<Class>,
    stretches: Vec<Stretch>,
    /// The stretch of each day.
    of_day: Vec<u32>,
    columns: Vec<Column>,
    places: Vec<Place>,
    /// The place by stretch and unit.
    placed: Alike<u32>,
    /// By stretch and place: whether it is judged, and whether it is always there.
    known: Alike<(Guard, bool)>,
    counts: Vec<u32>,
    /// How many people it possibly means, in cells that are judged.
    matched: u64,
}

impl Counted {
    /// Whether the rule is in force on a day.
    pub(super) fn asks_on(&self, nth: usize) -> bool {
        self.of_day.get(nth).is_some_and(|stretch| *stretch != NONE)
    }

    /// How many are of the first class in the cell of a unit on a day.
    #[inline]
    pub(super) fn first_count(&self, unit: u32, nth: usize) -> u32 {
        let cell = self.spot_of_unit(unit, nth).map_or(0, |spot| spot.cell as usize);
        self.counts.get(cell * self.classes.len()).copied().unwrap_or(0)
    }

    /// The stretch of a day on which the rule is asked.
    #[inline]
    fn stretch(&self, nth: usize) -> Option<usize> {
        let stretch = *self.of_day.get(nth)?;
        (stretch != NONE).then_some(stretch as usize)
    }

    /// Where somebody is counted; `several` is their class where they have several rows.
    #[inline]
    pub(super) fn seat(
        &self,
        stand: Stand,
        nth: usize,
        several: Option<u8>,
    ) -> Option<Seat> {
        let spot = self.spot_of_unit(stand.unit, nth)?;
        Some(Seat { spot, class: self.class_of(stand, nth, several)? })
    }

    /// The cell of a unit on a day.
    #[inline]
    pub(super) fn spot_of_unit(&self, unit: u32, nth: usize) -> Option<Spot> {
        let stretch = self.stretch(nth)?;
        let place = self.placed.get(stretch, unit as usize)?;
        if place == NONE {
            return None;
        }
        self.spot(stretch, place as usize)
    }

    /// As what somebody is counted, wherever it is.
    #[inline]
    pub(super) fn class_of(
        &self,
        stand: Stand,
        nth: usize,
        several: Option<u8>,
    ) -> Option<u8> {
        if several.is_some() {
            return several;
        }
        let day = if self.by_day { self.stretch(nth)? } else { 0 };
        let row = (day * self.people + stand.kind as usize) * self.kinds;
        self.table.get(row + usize::from(stand.row)).copied()
    }

    #[inline]
    fn spot(&self, stretch: usize, place: usize) -> Option<Spot> {
        let (guard, always) = self.known.get(stretch, place)?;
        let cell = stretch * self.places.len() + place;
        Some(Spot { cell: cell as u32, guard, always })
    }

    /// A cell by its number.
    pub(super) fn spot_of(&self, cell: u32) -> Option<Spot> {
        let (places, cell) = (self.places.len(), cell as usize);
        self.spot(cell.checked_div(places)?, cell.checked_rem(places)?)
    }

    /// Makes room for everybody.
    pub(super) fn make_room(&mut self) {
        let cells = self.places.len() * self.stretches.len();
        self.counts = vec![0; cells * self.classes.len()];
    }

    /// Counts somebody, or counts them no more.
    pub(super) fn count(&mut self, seat: Seat, is_there: bool) {
        let at = seat.spot.cell as usize * self.classes.len() + usize::from(seat.class);
        let is_matched = self.is_matched(seat);
        if let Some(count) = self.counts.get_mut(at) {
            match is_there {
                true => *count += 1,
                false => *count -= 1,
            }
        }
        match (is_matched, is_there) {
            (true, true) => self.matched += 1,
            (true, false) => self.matched -= 1,
            (false, _) => {}
        }
    }

    fn is_matched(&self, seat: Seat) -> bool {
        seat.spot.guard != Guard::CutOut
            && self.class(seat).is_some_and(|class| class.matched)
    }

    fn class(&self, seat: Seat) -> Option<&Class> {
        self.classes.get(usize::from(seat.class))
    }

    /// Makes the table of the bound, once everybody is counted.
    pub(super) fn close(&mut self, lens: &Lens, people: usize) {
        if let Ask::Bound(bound) = &lens.ask {
            let of_cell = |counts: &[u32]| counts.iter().map(|n| *n as usize).sum();
            let classes = self.classes.len().max(1);
            let most = self.counts.chunks(classes).map(of_cell).max();
            self.judge = Some(Judge::new(bound, most.unwrap_or(0).max(people)));
        }
    }

    /// Whether the rule possibly means somebody, if one person sat elsewhere.
    pub(super) fn means_somebody(&self, moved: Moved) -> bool {
        let Moved { was, is } = moved;
        let is = is.is_some_and(|seat| self.is_matched(seat));
        let was = was.is_some_and(|seat| self.is_matched(seat));
        self.matched + u64::from(is) > u64::from(was)
    }

    /// What is said of a cell, if one person sat elsewhere. `None` if nothing is.
    pub(super) fn of_cell(&self, cell: u32, moved: Moved) -> Option<Verdict> {
        let mut sum = self.sum(cell)?;
        self.add(&mut sum, cell, moved);
        self.of_sum(self.spot_of(cell)?, &sum, moved)
    }

    /// What is said of a cell, and what if one person sat elsewhere.
    #[inline]
    pub(super) fn before_and_after(
        &self,
        spot: Spot,
        moved: Moved,
    ) -> [Option<Verdict>; 2] {
        let Some(mut sum) = self.sum(spot.cell) else { return [None; 2] };
        let before = self.of_sum(spot, &sum, Moved::default());
        self.add(&mut sum, spot.cell, moved);
        [before, self.of_sum(spot, &sum, moved)]
    }

    fn counts_of(&self, cell: u32) -> Option<&[u32]> {
        let from = cell as usize * self.classes.len();
        self.counts.get(from..from + self.classes.len())
    }

    /// What the people of a cell add up to, and how many they are.
    fn sum(&self, cell: u32) -> Option<(Sum, i64)> {
        let (mut sum, mut people) = (Sum::default(), 0);
        for (class, count) in self.classes.iter().zip(self.counts_of(cell)?) {
            if *count > 0 {
                people += i64::from(*count);
                sum.add(&class.sum, i64::from(*count));
            }
        }
        Some((sum, people))
    }

    fn add(&self, (sum, people): &mut (Sum, i64), cell: u32, moved: Moved) {
        for (seat, times) in [(moved.was, -1), (moved.is, 1)] {
            let seat = seat.filter(|seat| seat.spot.cell == cell);
            if let Some(class) = seat.and_then(|seat| self.class(seat)) {
                sum.add(&class.sum, times);
                *people += times;
            }
        }
    }

    fn of_sum(
        &self,
        spot: Spot,
        (sum, people): &(Sum, i64),
        moved: Moved,
    ) -> Option<Verdict> {
        let judge = self.judge.as_ref()?;
        if spot.guard == Guard::CutOut || *people == 0 && !spot.always {
            return None;
        }
        let said = judge.ask(sum, || self.classes_of(spot.cell, moved));
        if said.empty {
            let reason = Some(Reason::NobodyThere);
            return Some(Verdict {
                reason,
                ..Verdict::plain(Outcome::NotEvaluated, self.force)
            });
        }
        if said.unbounded {
            return None;
        }
        let outcome = match (said.all_keep, said.some_keep, spot.guard) {
            (true, ..) => Outcome::Pass,
            (false, false, Guard::Judged) => Outcome::Fail,
            _ => Outcome::Undetermined,
        };
        let (count, base) = judge.ranges(sum);
        Some(Verdict {
            count: Some(count),
            base,
            allowed: said.allowed,
            headroom: said.headroom,
            ..Verdict::plain(outcome, self.force)
        })
    }

    fn classes_of(&self, cell: u32, moved: Moved) -> Vec<(Labels, u64)> {
        let counts = self.counts_of(cell).unwrap_or_default();
        let all = self.classes.iter().zip(counts).enumerate();
        let with = |(nth, (class, count)): (usize, (&Class, &u32))| {
            let is = |seat: Option<Seat>| {
                seat.is_some_and(|seat| {
                    seat.spot.cell == cell && usize::from(seat.class) == nth
                })
            };
            let count = u64::from(*count) + u64::from(is(moved.is));
            (class.labels, count - u64::from(is(moved.was)))
        };
        all.map(with).filter(|(_, count)| *count > 0).collect()
    }

    /// What a requirement says of somebody. CLAUSE 5.1
    pub(super) fn of_person(&self, seat: Seat) -> Option<Verdict> {
        let outcome = match (self.class(seat)?.each?, seat.spot.guard) {
            (_, Guard::CutOut) => return None,
            (Outcome::Fail, Guard::Perhaps) => Outcome::Undetermined,
            (outcome, _) => outcome,
        };
        Some(Verdict::plain(outcome, self.force))
    }

    /// Whether each person is judged alone.
    pub(super) fn is_of_each(&self) -> bool {
        self.judge.is_none()
    }

    /// CLAUSE 8.2: whether it is said that the rule matched nobody, if one person sat
    /// elsewhere.
    pub(super) fn is_hollow(&self, moved: Moved) -> bool {
        if self.means_somebody(moved) {
            return false;
        }
        let mut says_otherwise = false;
        for cell in self.cells() {
            match self.of_cell(cell, moved).map(|verdict| verdict.outcome) {
                Some(Outcome::Pass) => return true,
                Some(_) => says_otherwise = true,
                None => {}
            }
        }
        !says_otherwise
    }

    /// What is said of a rule that matched nobody.
    pub(super) fn hollow(&self) -> Verdict {
        let reason = Some(Reason::NobodyThere);
        Verdict { reason, ..Verdict::plain(Outcome::NotEvaluated, self.force) }
    }

    /// All cells, in the order of time.
    pub(super) fn cells(&self) -> impl Iterator<Item = u32> + use<> {
        // OK because their counts are in memory.
        0..(self.places.len() * self.stretches.len()) as u32
    }

    /// The place of a cell.
    pub(super) fn place_of(&self, cell: u32) -> usize {
        cell as usize % self.places.len().max(1)
    }

    /// The cell as findings name it. CLAUSE 10.1
    pub(super) fn name(&self, cell: u32, person: Option<&str>) -> Cell {
        let place = self.places.get(self.place_of(cell));
        let columns = self.columns.iter().map(|column| column.as_str().to_owned());
        let values = place.into_iter().flatten().map(|value| value.to_string());
        let mut keys: Vec<(String, String)> = columns.zip(values).collect();
        keys.extend(person.map(|name| ("person".to_owned(), name.to_owned())));
        let nth = cell as usize / self.places.len().max(1);
        let stretch = self.stretches.get(nth);
        keys.extend(stretch.into_iter().flat_map(|stretch| stretch.keys.clone()));
        Cell { keys, part: None }
    }

    /// The cell of a name.
    pub(super) fn cell_of(&self, name: &Cell) -> Option<u32> {
        let day = name.get("day")?;
        let is_that = |stretch: &Stretch| stretch.first().to_string() == day;
        let nth = self.stretches.iter().position(is_that)?;
        let is_there = |place: &Place| {
            let mut columns = self.columns.iter().zip(place);
            columns.all(|(column, value)| name.get(column.as_str()) == Some(value))
        };
        let place = self.places.iter().position(is_there)?;
        let cell = u32::try_from(nth * self.places.len() + place).ok()?;
        (self.name(cell, None) == *name).then_some(cell)
    }
}

/// One person who sits elsewhere.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moved {
    pub(super) was: Option<Seat>,
    pub(super) is: Option<Seat>,
}
