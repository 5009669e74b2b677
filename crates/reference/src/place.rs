//! The place of a cell (CLAUSE 3.9), and whether rows reach into its part of the day (CLAUSE
//! 1.11).

use std::collections::BTreeSet;

use passmuster::Day;
use passmuster::day::Clock;
use passmuster::field::{Subject, Table, Text, Value};
use passmuster::rule::per::Column;
use passmuster::window::Window;

use crate::cell::Cell;
use crate::filling::{Blank, Filling};
use crate::ground::Ground;
use crate::value::{Row, Spot, Who};

/// A place, and the column that says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) column: Column,
    pub(crate) name: Text,
}

impl Ground<'_> {
    /// CLAUSE 3.9: the place of a cell.
    pub(crate) fn place(&self, cell: &Cell) -> Option<Place> {
        let finest = [
            Column::Room,
            Column::Site,
            Column::ForUnit,
            Column::Unit,
            Column::Office,
            Column::Locality,
        ];
        for column in finest {
            if let Some(name) = cell.column(column.as_str()) {
                return Some(Place { column, name });
            }
        }
        if let (Some((table, row)), Some(day)) = (self.row_of(cell), cell.days.first()) {
            let spot = Spot { who: Who::Row(table, row), day: *day, cell, status: None };
            if let Some(name) = self.known_unit(&spot) {
                return Some(Place { column: Column::Unit, name });
            }
        }
        let day = *cell.days.first()?;
        let stretch = Cell { days: vec![day], ..Cell::default() };
        let spots = self.spots(&stretch, Subject::People);
        let offices: BTreeSet<Text> = spots
            .iter()
            .filter_map(|spot| self.column(&Column::Office, spot, None))
            .collect();
        if self.facts.table(Table::Units).is_none() {
            return Some(Place { column: Column::Office, name: Text::from("office") });
        }
        let mut offices = offices.into_iter();
        let name = offices.next()?;
        offices.next().is_none().then_some(Place { column: Column::Office, name })
    }

    /// The row that a cell is, or that one of its columns names.
    fn row_of(&self, cell: &Cell) -> Option<(Table, usize)> {
        let named = |column: &str, table: Table| {
            let (id, rows) = (cell.column(column)?, self.facts.table(table)?);
            let is_it = |row: &usize| {
                rows.value(*row, column).and_then(Value::as_text) == Some(&*id)
            };
            Some((table, (0..rows.len()).find(is_it)?))
        };
        let named = || {
            named("gathering", Table::Gatherings)
                .or_else(|| named("visit", Table::Visits))
        };
        cell.row.or_else(named)
    }

    /// CLAUSE 1.11: whether a row reaches into the part of the day; `None` if it may or may
    /// not. Where there is no part, or no row, it does.
    pub(crate) fn known_reach(&self, spot: &Spot<'_>) -> Option<bool> {
        let Some((from, until)) = spot.cell.part else { return Some(true) };
        let (table, row, columns) = match spot.who {
            Who::Person(_, Some(Row::Given)) => return None,
            Who::Person(_, Some(Row::Real(row))) => {
                (Table::Attendance, row, ["from", "to"])
            }
            Who::Row(Table::Gatherings, row) => {
                (Table::Gatherings, row, ["start", "end"])
            }
            Who::Row(table, row) => (table, row, ["time", "until"]),
            _ => return Some(true),
        };
        if table == Table::Attendance {
            let (begins, ends) = self.presence(spot)?;
            let row = Window { from: begins, until: ends };
            return Some(row.overlaps(Window { from, until }));
        }
        let clock = |column: &str| match self.facts.table(table)?.value(row, column) {
            Some(Value::Time(clock)) => Some(*clock),
            _ => None,
        };
        let [begins, ends] = columns.map(clock);
        if begins.is_none() && ends.is_none() {
            return None;
        }
        let begins = begins.map_or(spot.day.start(), |clock| spot.day.at(clock));
        let ends = ends.map(|clock| spot.day.at(clock)).filter(|ends| *ends > begins);
        let ends = ends.unwrap_or(spot.day.at(Clock::END));
        Some(Window { from: begins, until: ends }.overlaps(Window { from, until }))
    }

    /// Whether a row reaches into the part of the day under a filling.
    pub(crate) fn reach(&self, spot: &Spot<'_>, fill: &Filling<'_>) -> bool {
        let column = "part of the day".to_owned();
        let blank = match spot.who {
            Who::Person(_, Some(Row::Real(row))) => {
                Blank::Cell(Table::Attendance, row, column)
            }
            Who::Person(person, _) => Blank::Given(person, spot.day, column),
            Who::Row(table, row) => Blank::Cell(table, row, column),
            _ => return true,
        };
        self.known_reach(spot).unwrap_or_else(|| fill.choose(blank, 2) == 0)
    }

    /// Whether a unit's people are of the place (CLAUSE 2.15).
    pub(crate) fn is_at(&self, unit: &Text, place: &Place, day: Day) -> bool {
        let of_unit = |column: &str| {
            let value = self.of_place(unit, day, column);
            value.as_ref().and_then(Value::as_text) == Some(&*place.name)
        };
        match place.column {
            Column::Office => self.facts.office_of(unit, day) == place.name,
            Column::Locality => of_unit("locality"),
            Column::Site => of_unit("site"),
            _ => *unit == place.name,
        }
    }
}
