//! The level of a place, as a matcher sees it.

use crate::facts::levels::LevelIn;
use crate::field::Value;
use crate::plan::atom::Probe;
use crate::window::Window;

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
        let window = self.levels.unwrap_or(Window::days(self.day, self.day));
        let known = match &place {
            Some(place) => self.domain.level(field, place, window),
            None => LevelIn::Unknown,
        };
        let day = window.first_day();
        let blank = |part: Option<String>| {
            let (place, part) =
                (place.as_deref().unwrap_or_default(), part.unwrap_or_default());
            let column = format!("{field} at {place} on {day}{part}");
            let sort = if self.shares_levels { Sort::Place } else { Sort::Day };
            Blank { sort, row: u64::MAX, column }
        };
        match known {
            LevelIn::Is(value) => Look::Value(value),
            // CLAUSE 14.4: it is one of these all the while.
            LevelIn::Changes(values) => {
                let whole = Window::days(day, day);
                let part = (window != whole).then(|| format!(" from {}", window.from));
                let blank = blank(part);
                let chosen = oracle.choose(&blank, values.len());
                let value = values.into_iter().nth(chosen);
                value.map_or(Look::Blank(blank), Look::Value)
            }
            LevelIn::Unknown => Look::Blank(blank(None)),
        }
    }
}
