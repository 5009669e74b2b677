//! How many people of each class every unit has on every day: one histogram, and every rule a
//! question to it.

use crate::field::Text;
use std::collections::BTreeSet;

use crate::facts::PersonId;

use super::Class;
use super::keys::QuickMap;

/// People who are the same to every lens of a histogram: what they are to each.
pub(crate) type Joint = Box<[Class]>;

/// Numbers of people by day, class and unit. Adding is all that is done to it, so that parts
/// merge in any order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Histogram {
    days: usize,
    units: usize,
    joints: Vec<Joint>,
    ids: QuickMap<Joint, u32>,
    /// How many classes a day has room for.
    room: usize,
    /// Day after day, class after class, the numbers of all units.
    counts: Vec<u32>,
    /// Days and units in which somebody has several rows: they are asked item by item.
    slow: BTreeSet<(u32, u32)>,
    /// Of whom a requirement may say more than that they pass.
    told: Vec<Told>,
    /// Whether some of those are not known.
    lacks: bool,
}

/// Somebody of whom a requirement may say more than that they pass.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) day: u32,
    pub(crate) unit: u32,
    pub(crate) joint: u32,
    pub(crate) who: Who,
}

/// Who that is.
#[derive(Debug, Clone)]
pub(crate) enum Who {
    /// A person of the facts, with the row of attendance.
    Row(PersonId, u32),
    /// A person of the register without a row among the facts.
    Missing(PersonId),
    /// A person of a flat file whose row was counted and not kept.
    Named(Text),
}

impl Histogram {
    /// Nobody, on so many days in so many units.
    pub(crate) fn new(days: usize, units: usize) -> Self {
        Self { days, units, ..Self::default() }
    }

    /// The number of a class, interned.
    pub(crate) fn joint(&mut self, joint: Joint) -> u32 {
        if let Some(id) = self.ids.get(&joint) {
            return *id;
        }
        let id = self.joints.len();
        if id == self.room {
            self.make_room((2 * id).max(16));
        }
        self.joints.push(joint.clone());
        // OK because there are no more classes than rows.
        self.ids.insert(joint, id as u32);
        id as u32
    }

    fn make_room(&mut self, room: usize) {
        let mut counts = vec![0; self.days * room * self.units];
        let before = self.counts.chunks_exact((self.room * self.units).max(1));
        for (new, old) in counts.chunks_exact_mut((room * self.units).max(1)).zip(before)
        {
            new.iter_mut().zip(old).for_each(|(new, old)| *new = *old);
        }
        (self.room, self.counts) = (room, counts);
    }

    /// The classes, by their numbers.
    pub(crate) fn joints(&self) -> &[Joint] {
        &self.joints
    }

    /// Where the numbers of a day begin among [`counts`](Self::counts).
    pub(crate) fn start_of(&self, day: u32) -> usize {
        day as usize * self.room * self.units
    }

    /// All numbers, to be added to: those of a class follow each other, unit by unit.
    pub(crate) fn counts(&mut self) -> &mut [u32] {
        &mut self.counts
    }

    /// Adds so many people of a class.
    pub(crate) fn add(&mut self, (day, unit): (u32, u32), joint: u32, people: u32) {
        let at = self.start_of(day) + joint as usize * self.units + unit as usize;
        if let Some(count) = self.counts.get_mut(at) {
            *count += people;
        }
    }

    /// Somebody in a unit has several rows on that day.
    pub(crate) fn is_slow(&mut self, day: u32, unit: u32) {
        self.slow.insert((day, unit));
    }

    /// Somebody of whom a requirement may say more.
    pub(crate) fn tell(&mut self, told: Told) {
        self.told.push(told);
    }

    /// Of somebody there may be more to say, and it is not known of whom.
    pub(crate) fn lacks_people(&mut self) {
        self.lacks = true;
    }

    /// Whether there may be more to say of people who are not known.
    pub(crate) fn is_lacking(&self) -> bool {
        self.lacks
    }

    /// Days and units to be asked item by item.
    pub(crate) fn slow(&self) -> &BTreeSet<(u32, u32)> {
        &self.slow
    }

    /// Of whom a requirement may say more than that they pass.
    pub(crate) fn told(&self) -> &[Told] {
        &self.told
    }

    /// How many numbers a day has.
    pub(crate) fn numbers_of_day(&self) -> usize {
        self.joints.len() * self.units
    }

    /// The numbers of a class on a day, unit by unit.
    pub(crate) fn of_class(&self, day: usize, joint: usize) -> &[u32] {
        let from = (day * self.room + joint) * self.units;
        self.counts.get(from..from + self.units).unwrap_or_default()
    }

    /// Adds the people of another part.
    pub(crate) fn merge(&mut self, other: Histogram) {
        self.lacks |= other.lacks;
        if self.joints.is_empty() && self.slow.is_empty() {
            *self = Histogram { lacks: self.lacks, ..other };
            return;
        }
        let joints: Vec<u32> =
            other.joints.iter().map(|joint| self.joint(joint.clone())).collect();
        for day in 0..self.days {
            for (nth, joint) in joints.iter().enumerate() {
                let from = self.start_of(day as u32) + *joint as usize * self.units;
                let own = self.counts.get_mut(from..from + self.units);
                for (own, count) in
                    own.into_iter().flatten().zip(other.of_class(day, nth))
                {
                    *own += count;
                }
            }
        }
        self.slow.extend(other.slow);
        let renamed = other.told.into_iter().map(|told| Told {
            joint: joints.get(told.joint as usize).copied().unwrap_or(u32::MAX),
            ..told
        });
        self.told.extend(renamed);
    }
}
