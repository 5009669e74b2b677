//! People are whole: bounds of one count and one base that fractions of people could keep
//! together, and no people can. Nobody makes out 51 % of fewer than a hundred.

use crate::judge::{Sums, UNIT};

use super::one_sided::OneSided;

/// Over how many bases at most it is tried.
const BASES: i128 = 512;

/// From the least to the greatest that can be reached, in people.
type Range = (i128, i128);

/// Whether some whole count and whole base serve all sides, which read the same of a roster;
/// `true` too where that is not known.
pub(super) fn may_serve(sides: &[&OneSided], count: Range, base: Range) -> bool {
    let is_plain = |side: &&OneSided| side.owns() == 0 && side.scene.base.is_none();
    if sides.len() < 2 || !sides.iter().all(is_plain) || base.1 - base.0 > BASES {
        return true;
    }
    (base.0..=base.1).any(|base| serves_at(sides, count, base))
}

/// With this base each side wants many counted, or few, so that the fewest who serve those
/// that want many serve the others, or nobody does.
fn serves_at(sides: &[&OneSided], (least, most): Range, base: i128) -> bool {
    let serve = |many: bool, count: i128| {
        let sums = Sums { count: count * UNIT, base: base * UNIT, own: Vec::new() };
        let mut asked = sides.iter().filter(|side| side.wants_many() == many);
        asked.all(|side| side.serves(&sums))
    };
    let (mut low, mut high) = (least, most + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        match serve(true, middle) {
            true => high = middle,
            false => low = middle + 1,
        }
    }
    low <= most && serve(false, low)
}
