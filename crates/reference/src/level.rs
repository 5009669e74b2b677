//! Levels of places, by both times (section 14), read row by row at each clock time at which
//! some level changes.

use std::collections::BTreeSet;

use passmuster::KnownAt;
use passmuster::day::{Day, Instant};
use passmuster::field::{Field, Table, Text, Value, ValueType};
use passmuster::ratio::Decimal;

use crate::filling::{Blank, Filling};
use crate::ground::{Ground, as_day};
use crate::value::{Content, Spot, Who};

impl Ground<'_> {
    /// CLAUSE 14.2: the level of the place that the field of its `at` holds; `None` if it is
    /// not known.
    pub(crate) fn level(
        &self,
        spot: &Spot<'_>,
        field: &Field,
        fill: &Filling<'_>,
    ) -> Option<Content> {
        let place = self.place_of_level(spot, field, fill)?;
        let (from, until) = spot_time(spot);
        // CLAUSE 14.4: what changes meanwhile is one of them all the while.
        let levels = self.levels_between(field, &place, (from, until));
        let levels: Vec<Value> = levels.into_iter().collect::<Option<_>>()?;
        let mut blank = self.blank_level(spot, field, fill);
        let day = from.day();
        if let (Blank::Nowhere(_, name), false) =
            (&mut blank, (from, until) == (day.start(), day.end()))
        {
            *name = format!("{name} from {from}");
        }
        let chosen = match levels.len() {
            1 => 0,
            many => fill.choose(blank, many),
        };
        levels.get(chosen).cloned().map(Content::Is)
    }

    /// CLAUSE 7.1: any level that its rows give to it.
    pub(crate) fn any_level(
        &self,
        spot: &Spot<'_>,
        field: &Field,
        fill: &Filling<'_>,
    ) -> Content {
        let values: Vec<Value> = match &field.kind {
            ValueType::Choice(words) => words.iter().cloned().map(Value::Text).collect(),
            ValueType::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
            _ => {
                let rows = self.rows_of_series(field).into_iter();
                rows.filter_map(|row| self.level_of_row(field, row))
                    .collect::<BTreeSet<_>>()
                    .into_iter()
                    .collect()
            }
        };
        let blank = self.blank_level(spot, field, fill);
        if values.is_empty() {
            return Content::Wild(fill.choose(blank, 2) == 0);
        }
        let chosen = values.get(fill.choose(blank, values.len())).cloned();
        chosen.map_or(Content::Nothing, Content::Is)
    }

    pub(crate) fn place_of_level(
        &self,
        spot: &Spot<'_>,
        field: &Field,
        fill: &Filling<'_>,
    ) -> Option<Text> {
        let at = &field.series.as_ref()?.at;
        match self.content(spot, at.as_str(), fill) {
            Content::Is(Value::Text(place)) => Some(place),
            _ => None,
        }
    }

    fn blank_level(&self, spot: &Spot<'_>, field: &Field, fill: &Filling<'_>) -> Blank {
        let place = self.place_of_level(spot, field, fill);
        let name = format!("{} on {}", field.name.as_str(), spot_time(spot).0.day());
        let at = place.as_deref().unwrap_or_default();
        match &spot.who {
            Who::Cell => Blank::Nowhere(place, name),
            _ if spot.cell.shares_levels => Blank::Nowhere(place, name),
            Who::Person(person, _) => {
                Blank::Given(*person, spot.day, format!("{name} at {at}"))
            }
            Who::Row(table, row) => Blank::Cell(*table, *row, format!("{name} at {at}")),
            Who::Unit(unit) | Who::Office(unit) => {
                Blank::Nowhere(Some(unit.clone()), format!("{name} at {at}"))
            }
        }
    }

    /// The levels at a place from one instant until before another, one after the other as
    /// they change; `None` where no row holds.
    pub(crate) fn levels_between(
        &self,
        field: &Field,
        place: &Text,
        (from, until): (Instant, Instant),
    ) -> Vec<Option<Value>> {
        let key = (field.name.as_str().to_owned(), place.clone(), from, until);
        if let Some(known) = self.levels.borrow().get(&key) {
            return known.clone();
        }
        let mut found: Vec<Option<Value>> = Vec::new();
        for minute in 0..until.minutes() - from.minutes() {
            let now = from.plus(minute);
            if minute > 0 && !self.level_minutes.contains(&now.clock().minutes()) {
                continue;
            }
            let level = self.level_at(field, place, now);
            if found.last() != Some(&level) {
                found.push(level);
            }
        }
        self.levels.borrow_mut().insert(key, found.clone());
        found
    }

    /// CLAUSE 14.2: the level of a place, else of the nearest parent that has one.
    pub(crate) fn level_at(
        &self,
        field: &Field,
        place: &str,
        now: Instant,
    ) -> Option<Value> {
        let (_, row) = self.row_at(field, place, now)?;
        self.level_of_row(field, row)
    }

    /// The row that gives a place its level, and the place that it is of.
    pub(crate) fn row_at(
        &self,
        field: &Field,
        place: &str,
        now: Instant,
    ) -> Option<(Text, usize)> {
        let line = self.facts.units().line(place, now.day());
        line.iter()
            .find_map(|place| Some((place.clone(), self.row_now(field, place, now)?)))
    }

    /// CLAUSE 14.3: of the rows known that have begun the one that began last, and of those
    /// the one issued last; if that has not ended.
    fn row_now(&self, field: &Field, place: &str, now: Instant) -> Option<usize> {
        let rows = self.facts.table(Table::Levels)?;
        let issued = |row: usize| {
            let written = rows.value(row, "issued").and_then(as_day);
            written.or_else(|| self.level_from(row).map(Instant::day))
        };
        let mut begun: Vec<usize> = self.rows_of_series(field);
        begun.retain(|row| {
            let is_here =
                rows.value(*row, "place").and_then(Value::as_text) == Some(place);
            let is_known = match self.known_at {
                KnownAt::Latest => true,
                KnownAt::Day(known_at) => issued(*row) <= Some(known_at),
            };
            let has_begun = self.level_from(*row).is_some_and(|from| from <= now);
            is_here && is_known && has_begun
        });
        let last =
            begun.into_iter().max_by_key(|row| (self.level_from(*row), issued(*row)))?;
        let has_ended = match rows.value(last, "through") {
            Some(Value::Instant(instant)) => *instant <= now,
            Some(other) => as_day(other).is_some_and(|last| last < now.day()),
            None => false,
        };
        (!has_ended).then_some(last)
    }

    /// From when on a row of `levels` holds.
    pub(crate) fn level_from(&self, row: usize) -> Option<Instant> {
        match self.facts.table(Table::Levels)?.value(row, "from") {
            Some(Value::Instant(instant)) => Some(*instant),
            other => other.and_then(as_day).map(Day::start),
        }
    }

    fn rows_of_series(&self, field: &Field) -> Vec<usize> {
        let (Some(rows), Some(series)) = (self.facts.table(Table::Levels), &field.series)
        else {
            return Vec::new();
        };
        let is_of = |row: &usize| {
            rows.value(*row, "series").and_then(Value::as_text) == Some(&series.name)
        };
        (0..rows.len()).filter(is_of).collect()
    }

    /// The level of a row, as the field reads it.
    pub(crate) fn level_of_row(&self, field: &Field, row: usize) -> Option<Value> {
        let text = self.facts.table(Table::Levels)?.value(row, "level")?.as_text()?;
        match field.kind {
            ValueType::Number => Decimal::read(text).map(Value::Number),
            ValueType::YesNo => Some(Value::YesNo(text == "yes")),
            ValueType::Date => text.parse().ok().map(Value::Date),
            _ => Some(Value::Text(text.into())),
        }
    }
}

/// CLAUSE 14.4, 14.5: from when until when the levels are read: a cell's in its part of the
/// day, or on the day that the rule names.
fn spot_time(spot: &Spot<'_>) -> (Instant, Instant) {
    let is_cell = spot.who == Who::Cell;
    let named = spot.cell.level_day.filter(|_| is_cell).unwrap_or(spot.day);
    let within = spot.cell.levels.filter(|_| is_cell);
    within.unwrap_or((named.start(), named.end()))
}
