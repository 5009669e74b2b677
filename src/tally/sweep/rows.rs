//! The rows of attendance in which the people of some cells stand.

use crate::day::Day;
use crate::facts::Facts;
use crate::facts::column::Column;
use crate::facts::rows::Rows;
use crate::field::{Table, Value};
use crate::tally::share::Axes;

/// The rows of attendance of some days and units.
pub(super) fn rows_where(
    facts: &Facts,
    axes: &Axes,
    is_wanted: impl Fn(u32, u32) -> bool,
) -> Vec<u32> {
    let Some(rows) = facts.table(Table::Attendance) else { return Vec::new() };
    let days = facts.days_of_attendance();
    let covers = facts.covers();
    let people = facts.table(Table::People);
    let is_flat = !facts.register().is_present();
    let ids = unit_ids(if is_flat { Some(rows) } else { people }, axes);
    let unit = |column: Option<&Column>, row: usize| {
        ids.get(column?.code(row) as usize).copied().flatten()
    };
    let (own, of_people) =
        (rows.column("unit"), people.and_then(|rows| rows.column("unit")));
    let unit_of = |row: usize, day: Day| match is_flat {
        true => unit(own, row),
        false => {
            let spell = facts.register().spell(facts.person_of_row(row), day)?;
            unit(of_people, spell.row as usize)
        }
    };
    let Some(dates) = rows.column("date") else { return Vec::new() };
    let asked: Vec<Option<(Day, u32)>> = days
        .iter()
        .map(|day| {
            let day = day.filter(|day| covers.contains(*day))?;
            Some((day, axes.day(day)?))
        })
        .collect();
    let is_in = |row: &u32| {
        let row = *row as usize;
        let on = asked.get(dates.code(row) as usize).copied().flatten();
        on.is_some_and(|(day, at)| {
            unit_of(row, day).is_some_and(|unit| is_wanted(at, unit))
        })
    };
    (0..rows.len() as u32).filter(is_in).collect()
}

/// For each code of a table's units which unit it is.
fn unit_ids(rows: Option<&Rows>, axes: &Axes) -> Vec<Option<u32>> {
    let values =
        rows.and_then(|rows| rows.column("unit")).map_or(&[][..], Column::values);
    let id = |value: &Value| axes.ids.get(value.as_text()?).copied();
    std::iter::once(None).chain(values.iter().map(id)).collect()
}
