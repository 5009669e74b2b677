//! The kind of row that each person has on each day.

/// There is no row.
pub(super) const NO_ROW: u16 = u16::MAX;
/// There are several rows.
pub(super) const SEVERAL: u16 = u16::MAX - 1;

/// Kinds of rows, as many as people times days. Where there are few kinds each takes a byte:
/// a change looks at one of them anywhere, and less memory holds more of them near.
#[derive(Debug)]
pub(super) enum Kinds {
    /// Every kind fits a byte.
    Narrow(Vec<u8>),
    /// Some do not.
    Wide(Vec<u16>),
}

impl Kinds {
    /// Nobody has a row.
    pub(super) fn new(len: usize) -> Self {
        Self::Narrow(vec![u8::MAX; len])
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> u16 {
        match self {
            Self::Narrow(kinds) => kinds.get(at).map_or(NO_ROW, |kind| widened(*kind)),
            Self::Wide(kinds) => kinds.get(at).copied().unwrap_or(NO_ROW),
        }
    }

    /// Gives a place another kind.
    pub(super) fn set(&mut self, at: usize, kind: u16) {
        if let (Self::Narrow(kinds), None) = (&*self, narrowed(kind)) {
            *self = Self::Wide(kinds.iter().map(|kind| widened(*kind)).collect());
        }
        match self {
            Self::Narrow(kinds) => {
                let place = kinds.get_mut(at).zip(narrowed(kind));
                place.into_iter().for_each(|(place, kind)| *place = kind);
            }
            Self::Wide(kinds) => {
                kinds.get_mut(at).into_iter().for_each(|place| *place = kind);
            }
        }
    }
}

/// The last two bytes stand for no row, and for several.
#[inline]
fn widened(kind: u8) -> u16 {
    match kind {
        u8::MAX => NO_ROW,
        254 => SEVERAL,
        kind => u16::from(kind),
    }
}

fn narrowed(kind: u16) -> Option<u8> {
    match kind {
        NO_ROW => Some(u8::MAX),
        SEVERAL => Some(254),
        kind => u8::try_from(kind).ok().filter(|kind| *kind < 254),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kinds, NO_ROW, SEVERAL};

    #[test]
    fn a_kind_that_fits_no_byte_keeps_all_others() {
        let mut kinds = Kinds::new(5);
        let told = [0, 253, SEVERAL, NO_ROW, 7];
        for (at, kind) in told.into_iter().enumerate() {
            kinds.set(at, kind);
        }
        assert!(matches!(kinds, Kinds::Narrow(_)));
        let all = |kinds: &Kinds| [0, 1, 2, 3, 4].map(|at| kinds.get(at));
        assert_eq!(all(&kinds), told);
        for wide in [254, 255, 30_000] {
            kinds.set(4, wide);
            assert!(matches!(kinds, Kinds::Wide(_)));
            assert_eq!(all(&kinds), [0, 253, SEVERAL, NO_ROW, wide]);
        }
        assert_eq!(kinds.get(5), NO_ROW);
    }
}
