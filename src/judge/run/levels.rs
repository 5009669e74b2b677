//! Days within which a level changes: the cells that read it are cut there. CLAUSE 14.4.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::filling::{Oracle, fillings};
use crate::classify::view::{RowView, Seen};
use crate::classify::{Item, ItemDay, ItemKey};
use crate::day::{Day, Instant};
use crate::domain::Domain;
use crate::domain::gather::{CellKey, Gather, Gathered};
use crate::domain::grants::Grants;
use crate::domain::place::Place;
use crate::domain::stretch::Stretch;
use crate::facts::PersonId;
use crate::field::{Text, Value};
use crate::judge::cells::CellView;
use crate::plan::Lens;
use crate::plan::atom::Probe;
use crate::window::Window;

/// The days within which a level that the cells of a lens read may change.
pub(crate) fn days_of_change(domain: &Domain<'_>, lens: &Lens) -> BTreeSet<Day> {
    let pieces = (0..lens.guards.len().max(1)).filter(|_| lens.is_cut_by_levels());
    let levels = pieces.flat_map(|piece| lens.levels(piece));
    let named: BTreeSet<&str> = levels.filter_map(Probe::level).collect();
    let days = named.into_iter().map(|level| domain.facts.levels.days_of_change(level));
    days.flatten().collect()
}

/// Cuts the cells in which a level changes: their parts take the place of the whole, and
/// only what lies in a part is gathered for it. Of one person only, if so said.
pub(super) fn cut(
    (domain, lens): (&Domain<'_>, &Lens),
    stretches: &mut Vec<Stretch>,
    gathered: &mut Gathered,
    person: Option<PersonId>,
) {
    let days = days_of_change(domain, lens);
    let mut to_cut: BTreeMap<(usize, Vec<Window>), Vec<Place>> = BTreeMap::new();
    for ((nth, place), sides) in &gathered.cells {
        let stretch = stretches.get(*nth);
        let Some(stretch) = stretch.filter(|one| days.contains(&one.first())) else {
            continue;
        };
        let grants = Grants::default();
        let view = CellView::of((domain, lens), (stretch, place), sides, &grants);
        let parts = view.parts();
        if parts.len() > 1 {
            to_cut.entry((*nth, parts)).or_default().push(place.clone());
        }
    }
    for ((nth, parts), places) in to_cut {
        let Some(whole) = stretches.get(nth) else { continue };
        let parts: Vec<Stretch> = parts.iter().map(|part| whole.cut_to(*part)).collect();
        let (mut wanted, mut rows) = (BTreeSet::<CellKey>::new(), BTreeSet::new());
        for place in places {
            let sides = gathered.cells.remove(&(nth, place.clone())).unwrap_or_default();
            rows.extend(sides.iter().flatten().flat_map(|item| rows_of(domain, item)));
            wanted.extend((0..parts.len()).map(|part| (part, place.clone())));
        }
        let rows: Vec<u32> = rows.into_iter().collect();
        let gather = Gather::new(domain, lens, &parts, Some((&wanted, &rows)));
        let found = match person {
            Some(person) => gather.only(person).gather(),
            None => gather.gather(),
        };
        let before = stretches.len();
        let cells = found.cells.into_iter();
        let cells = cells.map(|((part, place), sides)| ((before + part, place), sides));
        gathered.cells.extend(cells);
        stretches.extend(parts);
    }
}

/// The rows of attendance that an item has on the days of a cell, also those elsewhere in
/// the day: with them it is known that its person has some.
fn rows_of(domain: &Domain<'_>, item: &Item) -> Vec<u32> {
    let of_day = |day: &ItemDay| -> Vec<usize> {
        let own = day.rows.iter().filter_map(|row| match row {
            RowView::Row(row) => Some(*row),
            RowView::Missing(_) | RowView::Nothing => None,
        });
        match item.key {
            ItemKey::Person(person) => {
                own.chain(domain.rows_of_day(person, day.day)).collect()
            }
            _ => own.collect(),
        }
    };
    let rows = item.days.iter().flat_map(of_day);
    rows.filter_map(|row| u32::try_from(row).ok()).collect()
}

impl CellView<'_> {
    /// The parts of the cell in which no level that it reads changes.
    fn parts(&self) -> Vec<Window> {
        let whole = self.stretch.window;
        let mut edges: BTreeSet<Instant> = BTreeSet::from([whole.from, whole.until]);
        for probe in self.lens.levels(self.stretch.piece) {
            let (Some(level), Some(place)) = (probe.level(), self.place_of_level(probe))
            else {
                continue;
            };
            self.domain.levels_since(level, &place, whole, |levels| {
                edges.extend(levels.iter().map(|(since, _)| *since));
            });
        }
        let untils = edges.iter().skip(1);
        let parts = edges.iter().zip(untils);
        parts.map(|(from, until)| Window { from: *from, until: *until }).collect()
    }

    /// Where a level is read; nothing if it may be at several places, or at none.
    pub(crate) fn place_of_level(&self, probe: &Probe) -> Option<Text> {
        let at = probe.at.as_deref()?;
        let keys = self.keys();
        let view = self.view(self.stretch.first(), &keys);
        let mut places = BTreeSet::new();
        let tried = fillings(|choices| {
            let mut oracle = Oracle { place: choices, own: None };
            places.insert(match view.see(at, &mut oracle) {
                Seen::Value(Value::Text(place)) => Some(place),
                _ => None,
            });
        });
        let place = places.pop_first().flatten();
        place.filter(|_| tried && places.is_empty())
    }
}
