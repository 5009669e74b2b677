//! Rows to the places of a histogram, and those added to: in two steps and without a branch for
//! each row, so that one row need not wait for the other.

use crate::facts::column::Visit;

use super::NONE;

/// How many kinds have codes of one byte.
pub(super) const FEW: usize = 256;

/// What the rows of a chunk are, as narrow as their numbers allow.
pub(super) enum Kinds<'a> {
    /// With the place of each kind; a kind that is not met has none.
    Few(&'a [u8], &'a [u32; FEW]),
    Many(&'a [u32], &'a [u32]),
}

/// Works out the place of each row among the numbers of its day, of its kind's class and its
/// unit, whose codes it visits; a place as far as [`NONE`] is none.
pub(super) struct Placing<'a> {
    pub(super) kinds: Kinds<'a>,
    /// For each code its unit.
    pub(super) units_of: &'a [u32],
    pub(super) places: &'a mut [u32],
}

impl Visit for Placing<'_> {
    type Out = ();

    fn visit<C: Copy + Eq + Into<u32>>(self, units: &[C]) {
        let Self { kinds, units_of, places } = self;
        let unit_of = |code: &C| {
            let code: u32 = (*code).into();
            units_of.get(code as usize).copied().unwrap_or(NONE)
        };
        // OK because neither is greater than `NONE`, which is a quarter of all numbers.
        match kinds {
            Kinds::Few(kinds, of) => {
                let of = |kind: &u8| of.get(usize::from(*kind)).copied().unwrap_or(NONE);
                let rows = places.iter_mut().zip(kinds).zip(units);
                rows.for_each(|((place, kind), unit)| *place = of(kind) + unit_of(unit));
            }
            Kinds::Many(kinds, of) => {
                let of = |kind: &u32| of.get(*kind as usize).copied().unwrap_or(NONE);
                let rows = places.iter_mut().zip(kinds).zip(units);
                rows.for_each(|((place, kind), unit)| *place = of(kind) + unit_of(unit));
            }
        }
    }
}

/// Adds the rows of one day; those without a place are left.
///
/// Four stretches of rows at once: rows that follow each other are mostly of one unit and
/// class, and adding to one number waits for the addition before.
pub(super) fn add_of_day(places: &[u32], counts: &mut [u32], left: &mut Vec<usize>) {
    let lane = places.len() / 4;
    let lanes = |nth: usize| places.get(nth * lane..(nth + 1) * lane).unwrap_or_default();
    let mut add = |nth: usize, place: u32| match counts.get_mut(place as usize) {
        Some(count) => *count += 1,
        None => left.push(nth),
    };
    let rows = lanes(0).iter().zip(lanes(1)).zip(lanes(2).iter().zip(lanes(3)));
    for (nth, ((first, second), (third, fourth))) in rows.enumerate() {
        add(nth, *first);
        add(lane + nth, *second);
        add(2 * lane + nth, *third);
        add(3 * lane + nth, *fourth);
    }
    for (nth, place) in places.iter().enumerate().skip(4 * lane) {
        add(nth, *place);
    }
}

/// Adds rows of any days, of which each has so many numbers; those without a place are left.
pub(super) fn add_of_days(
    (places, days): (&[u32], &[u32]),
    each_day: usize,
    counts: &mut [u32],
    left: &mut Vec<usize>,
) {
    for (nth, (place, day)) in places.iter().zip(days).enumerate() {
        let place = *place as usize;
        match counts.get_mut(*day as usize * each_day + place) {
            Some(count) if place < each_day => *count += 1,
            _ => left.push(nth),
        }
    }
}
