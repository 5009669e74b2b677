//! Puts the days of items into their cells.

use std::collections::BTreeSet;

use crate::classify::view::RowView;
use crate::classify::{Item, ItemDay, ItemKey, stretch_of};
use crate::day::Day;
use crate::domain::place::{Placement, Standing};
use crate::field::{Table, Text, Value};
use crate::plan::{Ask, Time};
use crate::rule::per::Column;

use super::{CellKey, Gather, text};

impl Gather<'_> {
    /// Puts one day of an item into its cells.
    pub(super) fn put(&mut self, nth: usize, key: ItemKey, standing: Standing<'_>) {
        let stretches = self.by_day.get(&standing.day).cloned().unwrap_or_default();
        let by_row = self.lens.grain.is_by_row();
        let has_row = matches!(standing.row, RowView::Row(_));
        if let Some(unit) = standing.unit.filter(|_| !(by_row && has_row)) {
            self.meet(unit, standing.day, &stretches);
        }
        let mut blanks = BTreeSet::new();
        if let Ask::Apart(apart) = &self.lens.ask {
            // CLAUSE 13.3: such a row carries nothing, and is counted behind the columns.
            let by = std::slice::from_ref(&apart.by);
            if let Placement::Blank(_) = self.domain.placement(by, standing) {
                blanks.insert(self.lens.grain.columns.len());
            }
        }
        for stretch in stretches {
            // CLAUSE 15.5: of people all rows of the day are asked, for their day is the base.
            let whole = self.lens.grain.time.is_of_hours() && standing.other.is_none();
            let reaches =
                if whole { Some(true) } else { self.reaches(stretch, standing) };
            match (reaches, standing.other) {
                // CLAUSE 1.11: a row that lies elsewhere in the day is not there.
                (Some(false), other) => {
                    let columns = &self.lens.grain.columns;
                    if let Placement::Blank(columns) =
                        self.domain.placement(columns, standing)
                    {
                        blanks.extend(columns);
                    }
                    if !by_row && other.is_none() {
                        self.put_without_row(nth, stretch, &key, standing, &mut blanks);
                    }
                }
                (reaches, Some(_)) => {
                    let perhaps = reaches.is_none();
                    self.put_in(nth, stretch, &key, standing, perhaps, &mut blanks);
                }
                (_, None) => {
                    self.put_in(nth, stretch, &key, standing, false, &mut blanks)
                }
            }
        }
        for stretch in self.nights(standing) {
            let mut known = BTreeSet::new();
            self.put_in(nth, stretch, &key, standing, false, &mut known);
        }
        if matches!(standing.row, RowView::Row(_)) || standing.other.is_some() {
            for column in blanks {
                *self.blanks.entry(column).or_default() += 1;
            }
        }
    }

    /// Notes a unit; most rows are of the unit of the row before.
    fn meet(&mut self, unit: &Text, day: Day, stretches: &[usize]) {
        let is_before = |(before, known): &(Day, Text)| *before == day && known == unit;
        if !self.unit_before.as_ref().is_some_and(is_before) {
            self.units.extend(stretches.iter().map(|stretch| (*stretch, unit.clone())));
            self.unit_before = Some((day, unit.clone()));
        }
    }

    /// CLAUSE 15.4: the hours of the next day into which a row of the night reaches.
    fn nights(&self, standing: Standing<'_>) -> Vec<usize> {
        let is_row = matches!(standing.row, RowView::Row(_));
        if !is_row || !self.lens.grain.time.is_of_hours() {
            return Vec::new();
        }
        let next = self.by_day.get(&standing.day.next()).cloned().unwrap_or_default();
        let reaches = |nth: &usize| self.reaches(*nth, standing) == Some(true);
        next.into_iter().filter(reaches).collect()
    }

    /// CLAUSE 6.3: in a flat file the row that lies elsewhere in the day still says who the
    /// person is, and in which unit.
    fn put_without_row(
        &mut self,
        nth: usize,
        stretch: usize,
        key: &ItemKey,
        standing: Standing<'_>,
        blanks: &mut BTreeSet<usize>,
    ) {
        if self.domain.facts.register().is_present() {
            let standing = Standing { row: &RowView::Nothing, ..standing };
            self.put_in(nth, stretch, key, standing, false, blanks);
            return;
        }
        let columns = &self.lens.grain.columns;
        let Placement::In(place) = self.domain.placement(columns, standing) else {
            return;
        };
        let RowView::Row(row) = standing.row else { return };
        let day = ItemDay {
            day: standing.day,
            person_row: None,
            unit: standing.unit.cloned(),
            rows: vec![standing.row.clone()],
            perhaps: false,
            site: None,
            flat_row: u32::try_from(*row).ok(),
        };
        if self.cell((stretch, place.clone())).is_some() {
            self.put_into(nth, (stretch, place), key, day);
        }
    }

    /// Puts one day of an item into its cell of one stretch.
    fn put_in(
        &mut self,
        nth: usize,
        stretch: usize,
        key: &ItemKey,
        standing: Standing<'_>,
        perhaps: bool,
        blanks: &mut BTreeSet<usize>,
    ) {
        let row = standing.row.clone();
        let flat = !self.domain.facts.register().is_present();
        let day = ItemDay {
            day: standing.day,
            person_row: standing.person.and_then(|(_, row)| row),
            unit: standing.unit.cloned(),
            rows: if row == RowView::Nothing { Vec::new() } else { vec![row] },
            perhaps,
            site: None,
            flat_row: match standing.row {
                RowView::Row(row) if flat => u32::try_from(*row).ok(),
                _ => None,
            },
        };
        let mut place = match self.domain.placement(&self.lens.grain.columns, standing) {
            Placement::In(place) => place,
            Placement::Perhaps(places) => {
                self.perhaps.push((nth, key.clone(), day, stretch, places));
                return;
            }
            Placement::Blank(columns) => {
                blanks.extend(columns);
                return;
            }
        };
        if let (Time::Row, ItemKey::Row(table, row)) = (self.lens.grain.time, key) {
            let column = if *table == Table::Visits { "visit" } else { "gathering" };
            let rows = self.domain.facts.table(*table);
            let id = text(rows.and_then(|rows| rows.value(*row as usize, column)));
            place.push(id.unwrap_or_default());
        }
        if self.cell((stretch, place.clone())).is_some() {
            self.put_into(nth, (stretch, place), key, day);
        }
    }

    /// CLAUSE 7.2: who may be at any site may be in each cell that there is.
    pub(super) fn put_perhaps(&mut self) {
        for (nth, key, day, stretch, places) in std::mem::take(&mut self.perhaps) {
            // If there is but one site, it is that one.
            let perhaps = places.len() > 1;
            for place in places {
                let columns = self.lens.grain.columns.iter().zip(&place);
                let site = columns.filter(|(column, _)| **column == Column::Site);
                let site = site.map(|(_, site)| site.clone()).next();
                let day = ItemDay { perhaps, site, ..day.clone() };
                if self.loose {
                    self.cell((stretch, place.clone()));
                }
                self.put_into(nth, (stretch, place), &key, day);
            }
        }
    }

    /// CLAUSE 1.11: whether the row reaches into the part of the day that is judged.
    fn reaches(&self, nth: usize, standing: Standing<'_>) -> Option<bool> {
        let stretch = self.stretches.get(nth)?;
        if !stretch.part {
            return Some(true);
        }
        let (table, row, columns) = match (standing.row, standing.other) {
            (RowView::Row(row), _) => (Table::Attendance, *row, ("from", "to")),
            (_, Some((Table::Visits, row))) => (Table::Visits, row, ("time", "until")),
            (_, Some((table, row))) => (table, row, ("start", "end")),
            (RowView::Missing(_) | RowView::Nothing, None) => return Some(true),
        };
        let rows = self.domain.facts.table(table)?;
        let clock = |column: &str| match rows.value(row, column) {
            Some(Value::Time(clock)) => Some(*clock),
            _ => None,
        };
        let day = standing.day;
        let hours = stretch_of(day, clock(columns.0), clock(columns.1))?;
        Some(hours.overlaps(stretch.window))
    }

    /// Adds a day to an item of a cell, if the cell is there.
    fn put_into(&mut self, nth: usize, cell: CellKey, key: &ItemKey, day: ItemDay) {
        let Some(items) = self.found.get_mut(&cell).and_then(|sides| sides.get_mut(nth))
        else {
            return;
        };
        let new = || Item { key: key.clone(), days: Vec::new() };
        let item = items.entry(key.clone()).or_insert_with(new);
        match item.days.iter_mut().find(|known| known.day == day.day) {
            Some(known) => known.rows.extend(day.rows),
            None => {
                item.days.push(day);
                item.days.sort_by_key(|day| day.day);
            }
        }
    }
}
