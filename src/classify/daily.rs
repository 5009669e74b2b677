//! The days of a person, as quotas see them: served, measured, excused; row by row.

use crate::plan::Quota;

use super::filling::{Choices, Oracle, fillings};
use super::view::RowView;
use super::{Asking, Item, ItemDay};
use crate::window::Window;

/// What one day may be to a quota, under one filling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Daily {
    /// Whether the person is in the cell that day.
    pub(crate) is_there: bool,
    /// Whether `each` holds: the day is served.
    pub(crate) served: bool,
    /// Whether what is measured holds of the day.
    pub(crate) counted: bool,
    /// Whether what a share is of holds of the day.
    pub(crate) based: bool,
    /// Whether it excuses.
    pub(crate) excused: bool,
    /// For each row of the day: whether it is measured, and whether the share is of it.
    pub(crate) rows: Vec<(bool, bool)>,
}

impl Daily {
    /// A day on which the person is not in the cell.
    fn absent(rows: usize) -> Self {
        Self {
            is_there: false,
            served: false,
            counted: false,
            based: false,
            excused: false,
            rows: vec![(false, false); rows],
        }
    }
}

impl Asking<'_> {
    /// Everything that each day of an item may be, day by day; `None` for a day with more
    /// fillings than can be tried. CLAUSE 12.5, 7.8.
    pub(crate) fn days(
        &self,
        item: &Item,
        quota: &Quota,
        place: &mut Choices,
        own: &mut Choices,
    ) -> Vec<Option<Vec<Daily>>> {
        let days = item.days.iter();
        days.map(|day| self.one_day(item, day, quota, place, own)).collect()
    }

    fn one_day(
        &self,
        item: &Item,
        day: &ItemDay,
        quota: &Quota,
        place: &mut Choices,
        own: &mut Choices,
    ) -> Option<Vec<Daily>> {
        let rows = day.rows.len();
        if !self.window.overlaps(Window::days(day.day, day.day)) {
            return Some(vec![Daily::absent(rows)]);
        }
        let mut all = if day.perhaps { vec![Daily::absent(rows)] } else { Vec::new() };
        let tried = fillings(|daily| {
            let mut oracle = Oracle { place, own: Some((own, daily)) };
            let answers = self.answers(item, day, None, &mut oracle).unwrap_or_default();
            let rows = day.rows.iter();
            let rows = rows.map(|row| self.of_row(item, day, row, &mut oracle)).collect();
            let one = Daily {
                is_there: true,
                served: quota.each.holds(answers),
                counted: self.side.count.holds(answers),
                based: self.side.base.holds(answers),
                excused: quota
                    .excuse
                    .as_ref()
                    .is_some_and(|(days, _)| days.holds(answers)),
                rows,
            };
            if !all.contains(&one) {
                all.push(one);
            }
        });
        tried.then_some(all)
    }

    /// Whether a row by itself is measured, and whether the share is of it.
    fn of_row(
        &self,
        item: &Item,
        day: &ItemDay,
        row: &RowView,
        oracle: &mut Oracle<'_>,
    ) -> (bool, bool) {
        let answers = self.alone(item, day, row, None, oracle).unwrap_or_default();
        (self.side.count.holds(answers), self.side.base.holds(answers))
    }
}
