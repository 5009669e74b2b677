//! The level of a place, as a matcher sees it.

use crate::facts::levels::LevelOnDay;
use crate::field::Value;
use crate::plan::atom::Probe;

use super::filling::{Blank, Oracle, Sort};
use super::view::{Look, Seen, View};

impl View<'_> {
    /// CLAUSE 14.2: the level of the place that its field holds.
    pub(super) fn level(
        &self,
        field: &str,
        probe: &Probe,
        oracle: &mut Oracle<'_>,
    ) -> Look {
        let at = probe.at.as_deref().map(|at| self.see(at, oracle));
        let place = match at {
            Some(Seen::Value(Value::Text(place))) => Some(place),
            _ => None,
        };
        let day = self.level_day.unwrap_or(self.day);
        let known = match &place {
            Some(place) => self.domain.level(field, place, day),
            None => LevelOnDay::Unknown,
        };
        let column = format!("{field} at {} on {day}", place.unwrap_or_default());
        let sort = if self.shares_levels { Sort::Place } else { Sort::Day };
        let blank = Blank { sort, row: u64::MAX, column };
        match known {
            LevelOnDay::Is(value) => Look::Value(value),
            // CLAUSE 14.4: it is one of these for the whole of the day.
            LevelOnDay::Changes(values) => {
                let chosen = oracle.choose(&blank, values.len());
                let value = values.into_iter().nth(chosen);
                value.map_or(Look::Blank(blank), Look::Value)
            }
            LevelOnDay::Unknown => Look::Blank(blank),
        }
    }
}
