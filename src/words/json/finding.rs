//! What a finding holds, as it is written.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

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

impl Serialize for WireCell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in &self.keys {
            map.serialize_entry(key, value)?;
        }
        if let Some(part) = &self.part {
            map.serialize_entry("part", part)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for WireCell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = WireCell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a cell: keys with their values")
            }

            fn visit_map<M: MapAccess<'de>>(
                self,
                mut map: M,
            ) -> Result<WireCell, M::Error> {
                let mut cell = WireCell::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "part" {
                        cell.part = Some(map.next_value()?);
                    } else {
                        cell.keys.push((key, map.next_value()?));
                    }
                }
                Ok(cell)
            }
        }
        deserializer.deserialize_map(Keys)
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
