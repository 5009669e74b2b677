//! What an item carries in a cell: values of a separation's column, row by row, and when.

use std::collections::BTreeSet;

use crate::day::MINUTES_OF_DAY;
use crate::domain::place::{Placement, Standing};
use crate::field::{Text, Value};
use crate::plan::Apart;
use crate::rule::per::Column;
use crate::rule::separate::Gap;

use super::filling::{Blank, Choices, Oracle, Sort, fillings};
use super::view::{RowView, Seen, View};
use super::{Asking, Item, ItemDay};
use crate::window::Window;

/// A value, and from when to when no other may be there, in minutes: as long as it is there
/// itself and the gap behind it. Where no gap is asked, all are there at the same time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub(crate) value: Text,
    pub(crate) from: i64,
    pub(crate) until: i64,
}

/// The marks of an item under one filling.
pub(crate) type Marks = BTreeSet<Mark>;

/// Everything that an item may carry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Carried {
    /// Under each filling.
    pub(crate) sets: BTreeSet<Marks>,
    /// Whether there are more fillings than can be tried, so that it may carry anything.
    pub(crate) wild: bool,
}

/// How many ways to carry something are kept apart for one item. CLAUSE 13.6.
const MOST_SETS: usize = 1 << 8;

impl Carried {
    /// Whether something is carried under some filling.
    pub(crate) fn is_possible(&self) -> bool {
        self.wild || self.sets.iter().any(|set| !set.is_empty())
    }

    /// Whether something is carried under every filling.
    pub(crate) fn is_certain(&self) -> bool {
        !self.wild && self.sets.iter().all(|set| !set.is_empty())
    }

    /// Whether it hangs on a filling what is carried.
    pub(crate) fn is_open(&self) -> bool {
        self.wild || self.sets.len() > 1
    }

    /// Joins what is carried under other fillings.
    pub(crate) fn extend(&mut self, other: Carried) {
        self.sets.extend(other.sets);
        self.wild |= other.wild;
    }
}

impl Asking<'_> {
    /// What the item may carry, under a choice of the place's blanks. CLAUSE 13.2, 13.6.
    pub(crate) fn carried(
        &self,
        apart: &Apart,
        item: &Item,
        place: &mut Choices,
    ) -> Carried {
        let mut carried = Carried::default();
        let mut all = Marks::new();
        let (mut wide, mut beyond) = (false, false);
        let tried = fillings(|own| {
            let mut reached = BTreeSet::from([Marks::new()]);
            let here =
                |day: &&ItemDay| self.window.overlaps(Window::days(day.day, day.day));
            for day in item.days.iter().filter(here) {
                let Some(options) = self.on_day(apart, item, day, place, own) else {
                    beyond = true;
                    continue;
                };
                all.extend(options.iter().flatten().cloned());
                let both = |set: &Marks| {
                    options.iter().map(|more| set | more).collect::<Vec<_>>()
                };
                reached = reached.iter().flat_map(both).collect();
                if reached.len() > MOST_SETS {
                    wide = true;
                    reached = BTreeSet::from([Marks::new()]);
                }
            }
            carried.sets.extend(reached);
        });
        carried.wild = beyond || !tried;
        if wide {
            // CLAUSE 13.6: all of it or nothing, so that nothing is decided wrongly.
            carried.sets = BTreeSet::from([Marks::new(), all]);
        }
        carried
    }

    /// What one day may add; `None` if there are more fillings than can be tried.
    fn on_day(
        &self,
        apart: &Apart,
        item: &Item,
        day: &ItemDay,
        place: &mut Choices,
        own: &mut Choices,
    ) -> Option<BTreeSet<Marks>> {
        let mut all = BTreeSet::new();
        if day.perhaps {
            all.insert(Marks::new());
        }
        let tried = fillings(|daily| {
            let mut oracle = Oracle { place, own: Some((own, daily)) };
            all.insert(self.marks_of_day(apart, item, day, &mut oracle));
        });
        tried.then_some(all)
    }

    /// CLAUSE 13.2: each row that `each` matches by itself carries its value.
    fn marks_of_day(
        &self,
        apart: &Apart,
        item: &Item,
        day: &ItemDay,
        oracle: &mut Oracle<'_>,
    ) -> Marks {
        let view = self.view(item, day);
        let mut marks = Marks::new();
        for row in self.rows_of(day) {
            let answers = self.alone(item, day, row, None, oracle);
            if !answers.is_some_and(|answers| self.side.count.holds(answers)) {
                continue;
            }
            let view = View { row: row.clone(), ..view.clone() };
            let Some(value) = self.value_of(apart, &view, oracle) else { continue };
            if let Some((from, until)) = self.lasting(apart, &view, item, oracle) {
                marks.insert(Mark { value, from, until });
            }
        }
        marks
    }

    /// CLAUSE 13.3: the value that a row carries; of a row that nobody wrote down any value,
    /// where its status is not known either.
    fn value_of(
        &self,
        apart: &Apart,
        view: &View<'_>,
        oracle: &mut Oracle<'_>,
    ) -> Option<Text> {
        if let (RowView::Missing(status), Some(probe)) = (&view.row, &apart.of_row) {
            let is_any = match apart.by {
                Column::Site => Some(true),
                Column::ForUnit => None,
                _ => Some(status.is_none()),
            };
            match is_any {
                Some(false) => return None,
                Some(true) => {
                    return match view.see(probe, oracle) {
                        Seen::Value(Value::Text(text)) => Some(text),
                        Seen::Value(value) => Some(Text::from(value.to_string())),
                        Seen::Anything(_) => None,
                    };
                }
                None => {}
            }
        }
        let person = view.person.map(|person| {
            (person, view.person_row.and_then(|row| u32::try_from(row).ok()))
        });
        let standing = Standing {
            day: view.day,
            subject: self.side.subject,
            person,
            row: &view.row,
            other: view.other,
            unit: view.unit.as_ref(),
        };
        match self.domain.placement(std::slice::from_ref(&apart.by), standing) {
            Placement::In(place) => place.into_iter().next(),
            Placement::Perhaps(_) | Placement::Blank(_) => None,
        }
    }

    /// CLAUSE 13.4, 13.5: from when to when no other value may be there; nothing where the
    /// row takes no time.
    fn lasting(
        &self,
        apart: &Apart,
        view: &View<'_>,
        item: &Item,
        oracle: &mut Oracle<'_>,
    ) -> Option<(i64, i64)> {
        let midnight = view.day.start().minutes();
        match apart.gap {
            None => Some((0, 1)),
            Some(Gap::Days(days)) => {
                let long = (i64::from(days) + 1) * MINUTES_OF_DAY;
                Some((midnight, midnight + long))
            }
            Some(Gap::Minutes(gap)) => {
                let (from, until) = match self.clocks_of(view, item) {
                    Some((from, to)) => {
                        let (from, to) = (from.minutes(), to.minutes());
                        let from = midnight + i64::from(from);
                        let to = midnight + i64::from(to);
                        (from, if to <= from { to + MINUTES_OF_DAY } else { to })
                    }
                    None => {
                        let row = match view.row {
                            RowView::Row(row) => row as u64,
                            _ => u64::MAX,
                        };
                        let column = "lasting".to_owned();
                        let blank = Blank { sort: Sort::Day, row, column };
                        if oracle.choose(&blank, 2) == 0 {
                            return None;
                        }
                        (midnight, midnight + MINUTES_OF_DAY)
                    }
                };
                let (from, until) = match self.part {
                    true => (
                        from.max(self.window.from.minutes()),
                        until.min(self.window.until.minutes()),
                    ),
                    false => (from, until),
                };
                (from < until).then(|| (from, until + i64::from(gap)))
            }
        }
    }
}
