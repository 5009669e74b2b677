//! The levels that a cell reads, and the rows that give them.

use std::collections::BTreeMap;

use crate::finding::{HeldLevel, LevelRow};
use crate::judge::cells::CellView;
use crate::plan::atom::Probe;
use crate::window::Window;

impl CellView<'_> {
    /// CLAUSE 14.7: an average reads those of each day, and names none.
    pub(super) fn held_levels(&self) -> Vec<HeldLevel> {
        let read = self.lens.levels(self.stretch.piece).filter(|_| !self.lens.averaged);
        let by_name: BTreeMap<&str, &Probe> =
            read.filter_map(|probe| Some((probe.level()?, probe))).collect();
        let first = self.stretch.first();
        let window = self.level_time(first).unwrap_or(Window::days(first, first));
        let mut held = Vec::new();
        for (level, probe) in by_name {
            let Some(place) = self.place_of_level(probe) else { continue };
            self.domain.levels_since(level, &place, window, |levels| {
                held.extend(levels.iter().map(|(_, now)| HeldLevel {
                    level: level.to_owned(),
                    at: place.to_string(),
                    row: now.map(|(of, spell)| LevelRow {
                        is: spell.value.to_string(),
                        since: spell.from,
                        of: of.to_string(),
                        by: spell.by.as_deref().map(str::to_owned),
                    }),
                }));
            });
        }
        held
    }
}
