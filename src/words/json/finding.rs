//! What a finding holds, as it is written.

use super::{
    WireCarried, WireCell, WireEvidence, WireLevel, WireMeasured, WireNumber, WirePart,
    WireRange,
};
use crate::finding::{Carried, Cell, Evidence, HeldLevel, LevelRow, Measured, Range};
use crate::ratio::Decimal;

impl From<&Cell> for WireCell {
    fn from(cell: &Cell) -> Self {
        let part = cell.part.map(|(from, until)| WirePart {
            from: from.to_string(),
            until: until.to_string(),
        });
        Self { keys: cell.keys.clone(), part }
    }
}

impl From<&Measured> for WireMeasured {
    fn from(measured: &Measured) -> Self {
        Self {
            count: measured.count.into(),
            base: measured.base.map(WireRange::from),
            bound: measured.bound.clone(),
            allowed: measured.allowed,
            headroom: measured.headroom,
        }
    }
}

impl From<Range> for WireRange {
    fn from(range: Range) -> Self {
        Self {
            certain: range.certain.into(),
            possible: range.possible.map(WireNumber::from),
        }
    }
}

impl From<Decimal> for WireNumber {
    fn from(number: Decimal) -> Self {
        number
            .as_whole()
            .map_or_else(|| WireNumber::Text(number.to_string()), WireNumber::Whole)
    }
}

impl From<&Evidence> for WireEvidence {
    fn from(evidence: &Evidence) -> Self {
        let Evidence { counted, exempt, granted, undecided, values, levels } =
            evidence.clone();
        let carried = |Carried { value, by, perhaps }| WireCarried { value, by, perhaps };
        let values = values.into_iter().map(carried).collect();
        let levels = levels.into_iter().map(WireLevel::from).collect();
        Self { counted, exempt, granted, undecided, values, levels }
    }
}

impl From<HeldLevel> for WireLevel {
    fn from(held: HeldLevel) -> Self {
        let HeldLevel { level, at, row } = held;
        let Some(LevelRow { is, since, of, by }) = row else {
            return Self { level, at, is: None, since: None, of: None, by: None };
        };
        let (is, since, of) = (Some(is), Some(since.to_string()), Some(of));
        Self { level, at, is, since, of, by }
    }
}
