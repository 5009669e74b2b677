//! The class of a kind of people, looked up in a table that is filled as kinds are met.

use std::ops::Range;

use crate::classify::filling::Choices;
use crate::classify::view::RowView;
use crate::classify::{Asking, Item, ItemDay, ItemKey};
use crate::facts::PersonId;
use crate::plan::label::Labels;
use crate::plan::{Ask, Lens};
use crate::tally::Class;
use crate::tally::histogram::{Histogram, Joint};
use crate::tally::keys::{QuickMap, combinations, mixed, mixed_few};
use crate::window::Window;

use super::adding::{FEW, Kinds};
use super::{Filling, NONE, row_kinds};

/// The bit of a class of whom a requirement may say more than that they pass.
pub(super) const TELLS: u32 = 1 << 31;

/// The bit of a class that was not met yet.
pub(super) const UNMET: u32 = 1 << 30;

/// What stands for the class of a kind that was not met yet, or of whom there is more to tell;
/// all bits of a number of a class.
pub(super) const LEFT: u8 = 15;

/// How many kinds have a place in a table; more are looked up by their numbers.
const TABLE_MOST: u64 = 1 << 20;

/// How many kinds of rows there are of people without one: of each status, or of any.
const WITHOUT_ROW: u64 = 16;

/// What the labels of somebody hang on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Kind {
    /// The codes of the row of attendance, or that there is none.
    pub(super) row: u32,
    /// The codes of the row of the register.
    pub(super) person: u32,
    pub(super) unit: u32,
    pub(super) day: u32,
}

impl Kind {
    /// That there is no row, and which status is then taken; `None` is any.
    pub(super) fn without_row(status: Option<u32>) -> u32 {
        u32::MAX - status.map_or(0, |status| status + 1)
    }
}

/// The classes of all kinds that were met.
pub(super) struct Classes<'a> {
    filling: &'a Filling<'a>,
    /// Kinds of rows, those without one among them.
    rows: u64,
    met: Met,
    /// For each kind of a table where its class begins among the numbers of a day; [`NONE`] for
    /// those that are not met, and of whom there is more to tell.
    places: Vec<u32>,
    /// For each of few kinds its class, or [`LEFT`]; nothing if there are more than few classes.
    few: Option<Box<[u8; FEW]>>,
}

enum Met {
    Table(Vec<u32>),
    /// By all that the labels hang on; unit and day are nought where they do not.
    Numbers(QuickMap<(u64, u64), u32>),
}

impl<'a> Classes<'a> {
    pub(super) fn new(filling: &'a Filling<'a>) -> Self {
        let keys = &filling.group.keys;
        let rows = row_kinds(keys) + WITHOUT_ROW;
        let kinds = rows.saturating_mul(combinations(&keys.person));
        let met = match kinds <= TABLE_MOST && !keys.unit && !keys.day {
            true => Met::Table(vec![UNMET; kinds as usize]),
            false => Met::Numbers(QuickMap::default()),
        };
        let places = match &met {
            Met::Table(table) => vec![NONE; table.len().max(FEW)],
            Met::Numbers(_) => Vec::new(),
        };
        Self { filling, rows, met, places, few: Some(Box::new([LEFT; FEW])) }
    }

    /// Rows count up from nought, and those without one down from the last.
    #[inline]
    fn place(&self, kind: Kind) -> u64 {
        let row = match u64::from(kind.row) < self.rows {
            true => u64::from(kind.row),
            false => self.rows - 1 - u64::from(u32::MAX - kind.row),
        };
        u64::from(kind.person) * self.rows + row
    }

    fn beside(&self, kind: Kind) -> u64 {
        let keys = &self.filling.group.keys;
        let unit = if keys.unit { u64::from(kind.unit) + 1 } else { 0 };
        let day = if keys.day { u64::from(kind.day) + 1 } else { 0 };
        day << 32 | unit
    }

    /// Whether classes hang on the codes of rows alone.
    fn is_of_rows(&self) -> bool {
        self.filling.group.keys.person.is_empty() && !self.places.is_empty()
    }

    /// For each kind of rows the number of its class, or [`LEFT`], where classes hang on the
    /// codes of rows alone and are so few.
    pub(super) fn few(&self) -> Option<&[u8; FEW]> {
        self.few.as_deref().filter(|_| self.is_of_rows())
    }

    /// What some rows are, where their classes hang on the codes of rows alone; they are
    /// written into one of the two.
    pub(super) fn kinds<'k>(
        &'k self,
        rows: Range<usize>,
        many: &'k mut [u32],
        few: &'k mut [u8],
    ) -> Option<Kinds<'k>> {
        let keys = &self.filling.group.keys;
        if !self.is_of_rows() {
            return None;
        }
        Some(match self.places.first_chunk() {
            Some(places) if mixed_few(&keys.row, rows.start, few) => {
                Kinds::Few(few, places)
            }
            _ => {
                mixed(&keys.row, rows.start, many);
                Kinds::Many(many, &self.places)
            }
        })
    }

    /// The class of a kind, if it was met; with [`TELLS`].
    #[inline]
    pub(super) fn of(&self, kind: Kind) -> Option<u32> {
        let place = self.place(kind);
        let class = match &self.met {
            Met::Table(table) => table.get(place as usize).copied(),
            Met::Numbers(map) => map.get(&(place, self.beside(kind))).copied(),
        };
        class.filter(|class| class & UNMET == 0)
    }

    /// Asks the lenses what somebody is to them, for all of the same kind.
    #[cold]
    pub(super) fn learn(
        &mut self,
        kind: Kind,
        who: (PersonId, Option<u32>),
        row: &RowView,
        histogram: &mut Histogram,
    ) -> u32 {
        let lenses = &self.filling.group.lenses;
        let of_lens = |(_, lens): &(usize, &Lens)| self.classify(lens, kind, who, row);
        let joint: Joint = lenses.iter().map(of_lens).collect();
        let tells = lenses.iter().zip(&joint).any(|((_, lens), class)| {
            matches!(lens.ask, Ask::Each { .. }) && class.tells()
        });
        let class = histogram.joint(joint) | if tells { TELLS } else { 0 };
        let (place, beside) = (self.place(kind), self.beside(kind));
        match &mut self.met {
            Met::Table(table) => {
                if let Some(slot) = table.get_mut(place as usize) {
                    *slot = class;
                }
                match u8::try_from(class) {
                    Ok(class) if class < LEFT => {
                        let few = self.few.as_deref_mut().into_iter().flatten();
                        few.skip(place as usize).take(1).for_each(|slot| *slot = class);
                    }
                    _ if tells => {}
                    _ => self.few = None,
                }
                let begins = u64::from(class) * self.filling.axes.units.len() as u64;
                let begins = u32::try_from(begins).ok().filter(|at| *at < NONE);
                if let Some(slot) = self.places.get_mut(place as usize) {
                    *slot = begins.unwrap_or(NONE);
                }
            }
            Met::Numbers(map) => {
                map.insert((place, beside), class);
            }
        }
        class
    }

    /// The class of an item of one day and one row.
    fn classify(
        &self,
        lens: &Lens,
        kind: Kind,
        (person, person_row): (PersonId, Option<u32>),
        row: &RowView,
    ) -> Class {
        let unclassified = Class { labels: Labels::NONE, hangs_on_place: true };
        let Some(side) = lens.sides.first() else { return unclassified };
        let Filling { domain, axes, .. } = self.filling;
        let day = axes.first.plus(kind.day as i32);
        let on = ItemDay {
            day,
            person_row,
            unit: axes.units.get(kind.unit as usize).cloned(),
            rows: vec![row.clone()],
            perhaps: false,
            site: None,
            flat_row: None,
        };
        let item = Item { key: ItemKey::Person(person), days: vec![on] };
        let week_starts = lens.standing.rule().week_starts;
        let whole = Asking::of_days(domain, side, week_starts);
        let asking = Asking { window: Window::days(day, day), ..whole };
        let mut choices = Choices::default();
        let labels = asking.labels(&item, &mut choices);
        Class { labels, hangs_on_place: !choices.is_empty() }
    }
}
