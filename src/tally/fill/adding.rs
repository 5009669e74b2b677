//! Rows to the numbers of a histogram, and those added to, so that one row need not wait for
//! the other.

use crate::facts::column::Visit;

use super::{CHUNK, NONE};

/// How many rows a stretch of a chunk has.
const LANE: usize = CHUNK / 4;

/// How many kinds have codes of one byte.
pub(super) const FEW: usize = 256;

/// What the rows of a chunk are, as narrow as their numbers allow.
pub(super) enum Kinds<'a> {
    /// With the place of each kind; a kind that is not met has none.
    Few(&'a [u8], &'a [u32; FEW]),
    Many(&'a [u32], &'a [u32]),
}

/// How many codes of two bytes there are.
const SHORT: usize = 1 << 16;

/// For each code of a column a number; there is one for each code of two bytes, so that most
/// codes need not be compared with their end.
pub(super) struct Numbers(Vec<u32>);

impl Numbers {
    /// Those of all codes.
    pub(super) fn new(mut of_codes: Vec<u32>) -> Self {
        of_codes.resize(of_codes.len().max(SHORT), NONE);
        Self(of_codes)
    }

    /// The number of a code.
    #[inline]
    pub(super) fn of(&self, code: u32) -> u32 {
        self.0.get(code as usize).copied().unwrap_or(NONE)
    }

    /// All numbers, and perhaps more.
    pub(super) fn as_slice(&self) -> &[u32] {
        &self.0
    }
}

/// The days of the rows of a chunk.
pub(super) enum Days<'a> {
    /// All rows are of the day whose numbers there are.
    One,
    /// For each row its day, each of which has so many numbers.
    Each(&'a [u32], usize),
}

/// Adds rows by what they are, by their days, and by their units, whose codes it visits; those
/// whose kind, day or unit has no place are left.
pub(super) struct Adding<'a> {
    pub(super) kinds: Kinds<'a>,
    pub(super) days: Days<'a>,
    pub(super) units_of: &'a Numbers,
    /// The numbers of the days: of each its classes one after the other, unit by unit.
    pub(super) counts: &'a mut [u32],
    pub(super) left: &'a mut Vec<usize>,
}

impl Visit for Adding<'_> {
    type Out = ();

    fn visit<C: Copy + Eq + Into<u32>>(self, units: &[C]) {
        let Self { kinds, days, units_of, counts, left } = self;
        let units_of = units_of.as_slice();
        match days {
            Days::One => place_all(kinds, (units, units_of), move |nth, place| {
                match counts.get_mut(place as usize) {
                    Some(count) => *count += 1,
                    None => leave(left, nth),
                }
            }),
            Days::Each(days, each) => {
                place_all(kinds, (units, units_of), move |nth, place| {
                    let place = place as usize;
                    let day = days.get(nth).filter(|_| place < each);
                    let at = day.map_or(usize::MAX, |day| *day as usize * each + place);
                    match counts.get_mut(at) {
                        Some(count) => *count += 1,
                        None => leave(left, nth),
                    }
                });
            }
        }
    }
}

#[cold]
fn leave(left: &mut Vec<usize>, nth: usize) {
    left.push(nth);
}

/// Shows each row with its place among the numbers of a day.
fn place_all<C: Copy + Into<u32>>(
    kinds: Kinds<'_>,
    (units, units_of): (&[C], &[u32]),
    show: impl FnMut(usize, u32),
) {
    // Where codes have two bytes at most, none lies beyond the end.
    match units_of.first_chunk::<SHORT>().filter(|of| of.len() == units_of.len()) {
        Some(of) => place(kinds, units, |code| of.get(code as usize).copied(), show),
        None => place(kinds, units, |code| units_of.get(code as usize).copied(), show),
    }
}

fn place<C: Copy + Into<u32>>(
    kinds: Kinds<'_>,
    units: &[C],
    unit_of: impl Fn(u32) -> Option<u32>,
    mut show: impl FnMut(usize, u32),
) {
    // OK because no number is greater than `NONE`, which is a quarter of all numbers.
    let place = |begins: Option<u32>, unit: C| {
        begins.unwrap_or(NONE) + unit_of(unit.into()).unwrap_or(NONE)
    };
    match kinds {
        Kinds::Few(kinds, of) => in_lanes(kinds, units, |nth, kind, unit| {
            show(nth, place(of.get(usize::from(kind)).copied(), unit));
        }),
        Kinds::Many(kinds, of) => in_lanes(kinds, units, |nth, kind, unit| {
            show(nth, place(of.get(kind as usize).copied(), unit));
        }),
    }
}

/// Shows rows in four stretches at once: those that follow each other are mostly of one unit
/// and class, and adding to a number waits for the addition before.
fn in_lanes<K: Copy, C: Copy>(
    kinds: &[K],
    units: &[C],
    mut show: impl FnMut(usize, K, C),
) {
    // Where their number is known, one register holds the places of all four.
    let whole = kinds.first_chunk::<CHUNK>().zip(units.first_chunk::<CHUNK>());
    let Some((kinds, units)) = whole else {
        let rows = kinds.iter().zip(units).enumerate();
        rows.for_each(|(nth, (kind, unit))| show(nth, *kind, *unit));
        return;
    };
    for nth in 0..LANE {
        for nth in [nth, nth + LANE, nth + 2 * LANE, nth + 3 * LANE] {
            if let (Some(kind), Some(unit)) = (kinds.get(nth), units.get(nth)) {
                show(nth, *kind, *unit);
            }
        }
    }
}
