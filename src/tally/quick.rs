//! The fast path: one pass over the rows, and the cells that certainly pass are done.
//!
//! It decides nothing else: a cell that does not pass, or that hangs on more than the codes
//! of a row, is left to be asked item by item, by the very same judge.

mod decide;
mod who;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::classify::filling::Choices;
use crate::classify::view::RowView;
use crate::classify::{Asking, Item, ItemDay, ItemKey};
use crate::day::{Calendar, Day};
use crate::domain::Domain;
use crate::domain::gather::CellKey;
use crate::domain::grants::Grants;
use crate::domain::place::{Place, Placement, Standing};
use crate::domain::stretch::Stretch;
use crate::facts::Facts;
use crate::field::{Subject, Table};
use crate::judge::cells::CellView;
use crate::judge::run::levels::days_of_change;
use crate::plan::label::Labels;
use crate::plan::{Ask, Base, Lens, Time};
use crate::rule::per::Column;

use self::decide::{Decided, judged};
use self::who::{SpellIndex, Who, flat_units};
use super::keys::{Keys, QuickMap};
use super::{Class, ClassId, Tally};

/// What the fast path could say.
#[derive(Debug, Default)]
pub(crate) struct Quick {
    /// The cells that are left to be asked item by item.
    pub(crate) wanted: BTreeSet<CellKey>,
    /// The rows of attendance that lie in those cells; of a cell in part, those of whom
    /// something is left to say.
    pub(crate) rows: Vec<u32>,
    /// The cells of which the passes are counted already.
    pub(crate) in_part: BTreeSet<CellKey>,
    /// Cells (of a requirement: items) that pass.
    pub(crate) passes: u64,
    /// Whether an item of a passing cell was possibly in count, base or `each`.
    pub(crate) matched: bool,
    /// Cells that `when` or `unless` cuts out.
    pub(crate) cut_out: u64,
    /// Rows in no cell, by column.
    pub(crate) blanks: BTreeMap<usize, usize>,
}

/// Tallies a lens; `None` if its items hang on more than the codes of a row.
pub(crate) fn quick(
    domain: &Domain<'_>,
    lens: &Lens,
    stretches: &[Stretch],
) -> Option<Quick> {
    let [side] = lens.sides.as_slice() else { return None };
    let daily = matches!(lens.grain.time, Time::Calendar(Calendar::Day, _));
    if side.subject != Subject::People || side.sums.is_some() || !daily {
        return None;
    }
    let plain = |column: &Column| matches!(column, Column::Unit | Column::Office);
    if !lens.grain.columns.iter().all(plain)
        || stretches.iter().any(|stretch| stretch.cut)
    {
        return None;
    }
    if let Ask::Bound(bound) = &lens.ask {
        let simple = matches!(bound.base, Base::None | Base::Items);
        if !simple || !bound.amount.is_fixed() {
            return None;
        }
    }
    let keys = Keys::of_side(domain.facts, side)?;
    if !keys.fits() {
        return None;
    }
    let mut counting = Counting::new(domain, lens, stretches, keys);
    counting.rows();
    counting.missing();
    counting.units_without_people();
    Some(counting.judge())
}

/// One pass over rows and register.
struct Counting<'a> {
    domain: &'a Domain<'a>,
    lens: &'a Lens,
    stretches: &'a [Stretch],
    keys: Keys<'a>,
    /// The stretch of a day, counted from the first asked.
    first: i32,
    by_day: Vec<Option<u32>>,
    units: Vec<Arc<str>>,
    unit_ids: BTreeMap<Arc<str>, u32>,
    places: Vec<Place>,
    place_ids: BTreeMap<Place, u32>,
    /// For each stretch and unit the place, or the blank column.
    placed: QuickMap<(u32, u32), Result<u32, Vec<usize>>>,
    tally: Tally,
    classes: QuickMap<(u64, u64, u32, u32), ClassId>,
    present: Vec<bool>,
    /// Cells in which somebody has several rows.
    slow: BTreeSet<usize>,
    /// For each row its cell; one more than there are cells if it is in none.
    row_cells: Vec<u32>,
    /// For each row whether its class leaves something to say.
    row_tells: Vec<bool>,
    quick: Quick,
}

/// The key of who has no row: no row's codes are so large.
const NO_ROW: u64 = u64::MAX;

impl<'a> Counting<'a> {
    fn new(
        domain: &'a Domain<'a>,
        lens: &'a Lens,
        stretches: &'a [Stretch],
        keys: Keys<'a>,
    ) -> Self {
        let first = stretches.first().map_or(0, |stretch| stretch.first().number());
        let mut by_day = Vec::new();
        for (nth, stretch) in stretches.iter().enumerate() {
            let at = usize::try_from(stretch.first().number() - first).unwrap_or(0);
            by_day.resize(by_day.len().max(at + 1), None);
            if let Some(slot) = by_day.get_mut(at) {
                *slot = u32::try_from(nth).ok();
            }
        }
        let mut units: BTreeSet<Arc<str>> =
            domain.facts.units().places().cloned().collect();
        let register = domain.facts.register().spells().iter();
        units.extend(register.filter_map(|spell| domain.unit_of_spell(spell.row)));
        let flat =
            domain.facts.table(Table::Attendance).and_then(|rows| rows.column("unit"));
        let named = flat.into_iter().flat_map(|column| column.values().iter());
        units.extend(named.filter_map(|value| value.as_text().map(Arc::from)));
        let units: Vec<_> = units.into_iter().collect();
        let unit_ids = units.iter().cloned().zip(0..).collect();
        let mut counting = Self {
            domain,
            lens,
            stretches,
            keys,
            first,
            by_day,
            units,
            unit_ids,
            places: Vec::new(),
            place_ids: BTreeMap::new(),
            placed: QuickMap::default(),
            tally: Tally::default(),
            classes: QuickMap::default(),
            present: Vec::new(),
            slow: BTreeSet::new(),
            row_cells: Vec::new(),
            row_tells: Vec::new(),
            quick: Quick::default(),
        };
        counting.place_units();
        counting
    }

    /// Where every unit is in every stretch.
    fn place_units(&mut self) {
        for (nth, stretch) in (0_u32..).zip(self.stretches) {
            for (id, unit) in (0_u32..).zip(self.units.clone()) {
                let standing = Standing {
                    day: stretch.first(),
                    subject: Subject::People,
                    person: None,
                    row: &RowView::Nothing,
                    other: None,
                    unit: Some(&unit),
                };
                let columns = &self.lens.grain.columns;
                let place = match self.domain.placement(columns, standing) {
                    Placement::In(place) => Ok(self.place_id(place)),
                    Placement::Blank(columns) => Err(columns),
                    Placement::Perhaps(_) => Err(Vec::new()),
                };
                self.placed.insert((nth, id), place);
            }
        }
        // CLAUSE 3.1: where no column divides it there is one cell, with people or without.
        let undivided = self.lens.grain.columns.is_empty();
        if undivided {
            self.place_id(Vec::new());
        }
        let cells = self.places.len() * self.stretches.len();
        self.tally = Tally::new(cells);
        self.present = vec![undivided; cells];
    }

    fn place_id(&mut self, place: Place) -> u32 {
        let next = self.places.len() as u32;
        let places = &mut self.places;
        *self.place_ids.entry(place.clone()).or_insert_with(|| {
            places.push(place);
            next
        })
    }

    fn stretch_of(&self, day: Day) -> Option<u32> {
        let at = usize::try_from(day.number() - self.first).ok()?;
        self.by_day.get(at).copied().flatten()
    }

    fn rows(&mut self) {
        let facts: &'a Facts = self.domain.facts;
        let Some(rows) = facts.table(Table::Attendance) else { return };
        let days = facts.days_of_attendance();
        let covers = facts.covers();
        let of_code = |day: &Option<Day>| {
            day.filter(|day| covers.contains(*day))
                .and_then(|day| Some((day, self.stretch_of(day)?)))
        };
        let stretches: Vec<Option<(Day, u32)>> = days.iter().map(of_code).collect();
        let (Some(dates), Some(people)) = (rows.column("date"), rows.column("person"))
        else {
            return;
        };
        let flat_units = flat_units(facts, &self.unit_ids);
        let spells = SpellIndex::new(facts);
        self.row_cells = vec![u32::MAX; rows.len()];
        self.row_tells = vec![true; rows.len()];
        for (row, (date, person)) in dates.codes().iter().zip(people.codes()).enumerate()
        {
            let stretch = stretches.get(*date as usize).copied().flatten();
            let Some((day, stretch)) = stretch else { continue };
            let person = facts.person_of_code(*person);
            let (person_row, unit) = match &flat_units {
                Some((column, units)) => {
                    (None, units.get(column.code(row) as usize).copied().flatten())
                }
                None => match spells.find(facts, person, day) {
                    Some(spell) => (Some(spell), self.unit_of(spell)),
                    None => continue,
                },
            };
            let Some(unit) = unit else { continue };
            let who = Who { person, person_row, day, stretch, unit };
            self.add(
                who,
                self.keys.of_row(row),
                &RowView::Row(row),
                self.domain.seen.has_several(person, day),
            );
        }
    }

    fn unit_of(&self, person_row: u32) -> Option<u32> {
        let unit =
            self.domain.facts.table(Table::People)?.value(person_row as usize, "unit")?;
        self.unit_ids.get(unit.as_text()?).copied()
    }

    /// CLAUSE 7.2: whoever is on the register and has no row.
    fn missing(&mut self) {
        let facts: &'a Facts = self.domain.facts;
        let days: Vec<Day> = self.stretches.iter().map(Stretch::first).collect();
        for spell in facts.register().spells() {
            let Some(unit) = self.unit_of(spell.row) else { continue };
            let from = days.partition_point(|day| *day < spell.from);
            let on = days.iter().enumerate().skip(from);
            for (nth, day) in on.take_while(|(_, day)| **day <= spell.through) {
                if self.domain.seen.has(spell.person, *day) {
                    continue;
                }
                let stretch = nth as u32;
                let status = self.domain.no_row(self.units.get(unit as usize), *day);
                let key = status.as_ref().map_or(NO_ROW, |status| {
                    let of_status =
                        crate::field::STATUSES.iter().position(|s| **s == **status);
                    NO_ROW - 1 - of_status.unwrap_or(0) as u64
                });
                let (person, person_row) = (spell.person, Some(spell.row));
                let who = Who { person, person_row, day: *day, stretch, unit };
                self.add(who, key, &RowView::Missing(status), false);
            }
        }
    }

    fn add(&mut self, who: Who, row_key: u64, row: &RowView, several: bool) {
        let place = match self.placed.get(&(who.stretch, who.unit)) {
            Some(Ok(place)) => *place as usize,
            Some(Err(columns)) => {
                if matches!(row, RowView::Row(_)) {
                    for column in columns {
                        *self.quick.blanks.entry(*column).or_default() += 1;
                    }
                }
                return;
            }
            None => return,
        };
        let cell = who.stretch as usize * self.places.len() + place;
        if let RowView::Row(row) = row
            && let Some(slot) = self.row_cells.get_mut(*row)
        {
            *slot = u32::try_from(cell).unwrap_or(u32::MAX);
        }
        if let Some(present) = self.present.get_mut(cell) {
            *present = true;
        }
        if several {
            self.slow.insert(cell);
            return;
        }
        let person_key =
            who.person_row.map_or(0, |row| self.keys.of_person(row as usize));
        let unit = if self.keys.unit { who.unit + 1 } else { 0 };
        let day = if self.keys.day { who.stretch + 1 } else { 0 };
        let key = (row_key, person_key, unit, day);
        let class = match self.classes.get(&key) {
            Some(class) => *class,
            None => {
                let class = self.classify(who, row);
                let class = self.tally.class(class);
                self.classes.insert(key, class);
                class
            }
        };
        if let RowView::Row(row) = row
            && let Some(tells) = self.row_tells.get_mut(*row)
        {
            *tells = self.tally.tells(class);
        }
        self.tally.add(class, cell);
    }

    /// The class of an item of one day and one row.
    fn classify(&self, who: Who, row: &RowView) -> Class {
        let unclassified = Class { labels: Labels::NONE, hangs_on_place: true };
        let (Some(side), Some(stretch)) =
            (self.lens.sides.first(), self.stretches.get(who.stretch as usize))
        else {
            return unclassified;
        };
        let day = ItemDay {
            day: who.day,
            person_row: who.person_row,
            unit: self.units.get(who.unit as usize).cloned(),
            rows: vec![row.clone()],
            perhaps: false,
            site: None,
            flat_row: None,
        };
        let key = ItemKey::Person(who.person);
        let item = Item { key, days: vec![day] };
        let week_starts = self.lens.standing.rule().week_starts;
        let whole = Asking::of_days(self.domain, side, week_starts);
        let asking = Asking { window: stretch.window, ..whole };
        let mut choices = Choices::default();
        let labels = asking.labels(&item, &mut choices);
        Class { labels, hangs_on_place: !choices.is_empty() }
    }

    /// CLAUSE 3.2: an empty unit is judged too.
    fn units_without_people(&mut self) {
        let units = self.domain.facts.units();
        for (nth, stretch) in (0_u32..).zip(self.stretches) {
            for (id, unit) in (0_u32..).zip(&self.units) {
                let stands = units.parent(unit, stretch.first()).is_some();
                let place = self.placed.get(&(nth, id));
                if let (true, false, Some(Ok(place))) =
                    (stands, self.domain.is_site(unit), place)
                {
                    let cell = nth as usize * self.places.len() + *place as usize;
                    if let Some(present) = self.present.get_mut(cell) {
                        *present = true;
                    }
                }
            }
        }
    }

    fn judge(mut self) -> Quick {
        // Whether the cell is wanted, and whether all of it is.
        let mut wanted = vec![(false, false); self.present.len()];
        let grants = Grants::default();
        let cut_by_levels = days_of_change(self.domain, self.lens);
        for (nth, stretch) in self.stretches.iter().enumerate() {
            for (id, place) in self.places.iter().enumerate() {
                let cell = nth * self.places.len() + id;
                if !self.present.get(cell).copied().unwrap_or(false) {
                    continue;
                }
                let asked = (self.domain, self.lens);
                let view = CellView::of(asked, (stretch, place), &[], &grants);
                // CLAUSE 14.4: cells that a level may cut are asked one by one.
                let is_whole = !cut_by_levels.contains(&stretch.first());
                let slow = self.slow.contains(&cell);
                match is_whole.then(|| judged(&view, &self.tally, cell, slow)).flatten() {
                    Some(Decided::CutOut) => self.quick.cut_out += 1,
                    Some(Decided::Passes { passes, matched }) => {
                        self.quick.passes += passes;
                        self.quick.matched |= matched;
                    }
                    Some(Decided::InPart { passes }) => {
                        self.quick.passes += passes;
                        self.quick.matched = true;
                        self.quick.in_part.insert((nth, place.clone()));
                        self.quick.wanted.insert((nth, place.clone()));
                        wanted
                            .iter_mut()
                            .skip(cell)
                            .take(1)
                            .for_each(|one| *one = (true, false));
                    }
                    None => {
                        self.quick.wanted.insert((nth, place.clone()));
                        wanted
                            .iter_mut()
                            .skip(cell)
                            .take(1)
                            .for_each(|one| *one = (true, true));
                    }
                }
            }
        }
        let rows = (0_u32..).zip(self.row_cells.iter().zip(&self.row_tells));
        let asked = rows.filter(|(_, (cell, tells))| {
            let (in_cell, whole) =
                wanted.get(**cell as usize).copied().unwrap_or_default();
            in_cell && (whole || **tells)
        });
        self.quick.rows = asked.map(|(row, _)| row).collect();
        self.quick
    }
}
