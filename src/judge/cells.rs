//! One cell at a time: its items to labels, its labels to a verdict, under every filling of
//! what the cell itself does not know.

mod average;
mod bound;
mod scene;

use crate::field::Text;
use std::collections::{BTreeMap, BTreeSet};

use crate::classify::filling::{Choices, fillings};
use crate::classify::view::{RowView, View};
use crate::classify::{Asking, Item, ItemKey};
use crate::day::Day;
use crate::domain::Domain;
use crate::domain::grants::Grants;
use crate::domain::place::Place;
use crate::domain::stretch::Stretch;
use crate::error::{Error, Fault};
use crate::finding::Outcome;
use crate::plan::label::{Direction, Label, Labels};
use crate::plan::{Ask, Lens, Side, Time};
use crate::rule::LevelAt;
use crate::rule::per::Column;
use crate::window::Window;

use super::{Lift, Verdict};

pub(crate) use average::by_day;

/// A cell of a lens, with all that belongs to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CellView<'a> {
    pub(crate) domain: &'a Domain<'a>,
    pub(crate) lens: &'a Lens,
    pub(crate) stretch: &'a Stretch,
    pub(crate) place: &'a Place,
    /// The days that count: those of the stretch, of an average perhaps not all of them.
    pub(crate) counted: &'a [Day],
    /// The items of each side; of an average an item for each day.
    pub(crate) sides: &'a [Vec<Item>],
    /// The items in the base of another day, where the bound asks for it.
    pub(crate) other_day: &'a [Item],
    pub(crate) grants: &'a Grants,
}

/// What one cell comes to under all fillings of what it does not know itself.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    /// The labels of each item, by side.
    pub(crate) labels: Vec<Vec<Labels>>,
    /// The labels of the items of the other day's base.
    pub(crate) other_labels: Vec<Labels>,
    /// The verdict, where a bound was asked; the fillings joined.
    pub(crate) verdict: Option<Verdict>,
    /// Whether under every filling grants help where the bound is broken. CLAUSE 9.4.
    pub(crate) relieved: bool,
    /// The labels of persons who are in the base of the other day, too, where both hang on
    /// the same unknown things: by side and item.
    pub(crate) linked: BTreeMap<(usize, usize), Labels>,
    /// Whether some filling cuts the cell out.
    pub(crate) maybe_cut: bool,
    /// In which populations that shares have as bases of their own each item may be.
    pub(crate) owned: BTreeMap<(usize, usize), BTreeSet<u32>>,
    /// Whether the amounts of a sum are all known, by side and item.
    pub(crate) amounts: Vec<Vec<Option<i128>>>,
}

/// What a requirement says of an item; nothing if it binds it under no filling. Where the
/// cell is perhaps not judged, nobody certainly fails. CLAUSE 5.1, 5.4.
pub(crate) fn of_requirement(labels: Labels, maybe_cut: bool) -> Option<Outcome> {
    if !labels.any(|label| label.base()) {
        return None;
    }
    Some(match (labels.any(Label::is_wrong), labels.all(Label::is_wrong)) {
        (false, _) => Outcome::Pass,
        (true, true) if !maybe_cut => Outcome::Fail,
        _ => Outcome::Undetermined,
    })
}

impl<'a> CellView<'a> {
    /// A cell of a lens, all of whose days count, and that asks nothing of another day.
    pub(crate) fn of(
        (domain, lens): (&'a Domain<'a>, &'a Lens),
        (stretch, place): (&'a Stretch, &'a Place),
        sides: &'a [Vec<Item>],
        grants: &'a Grants,
    ) -> Self {
        let (counted, other_day) = (stretch.days.as_slice(), &[][..]);
        Self { domain, lens, stretch, place, counted, sides, other_day, grants }
    }

    /// Judges the cell; `None` if `when` or `unless` cuts it out. CLAUSE 3.8, 7.4.
    pub(crate) fn judge(&self) -> Result<Option<Judged>, Error> {
        if self.lens.averaged {
            return self.judge_days();
        }
        let (maybe_kept, maybe_cut) = self.guarded().ok_or_else(|| self.too_many())?;
        if !maybe_kept {
            return Ok(None);
        }
        let mut joined: Option<Judged> = None;
        let mut fault = None;
        let tried = fillings(|choices| match self.under(choices) {
            Ok(judged) => bound::join(&mut joined, judged, self.direction()),
            Err(error) => fault = Some(error),
        });
        match fault {
            Some(error) => Err(error),
            None if !tried => Err(self.too_many()),
            None => Ok(joined.map(|judged| Judged { maybe_cut, ..judged })),
        }
    }

    pub(crate) fn too_many(&self) -> Error {
        let rule = self.lens.standing.rule().name.to_string();
        Fault::TooManyFillings { rule, cell: self.cell(None).to_string() }.into()
    }

    /// Whether the cell is judged under some filling, and whether it is cut out under some;
    /// `None` if there are more fillings than can be tried.
    pub(crate) fn guarded(&self) -> Option<(bool, bool)> {
        let (mut maybe_kept, mut maybe_cut) = (false, false);
        if self.lens.guard(self.stretch.piece).is_none() {
            return Some((true, false));
        }
        let day = self.stretch.first();
        let tried = fillings(|choices| match self.guard(day, choices) {
            true => maybe_kept = true,
            false => maybe_cut = true,
        });
        tried.then_some((maybe_kept, maybe_cut))
    }

    fn direction(&self) -> Direction {
        match &self.lens.ask {
            Ask::Bound(bound) => bound.direction(),
            Ask::Each { .. } | Ask::Quota(_) | Ask::Apart(_) => Direction::Cap,
        }
    }

    /// Everything under one choice of the cell's blanks.
    fn under(&self, choices: &mut Choices) -> Result<Judged, Error> {
        let labels: Vec<Vec<Labels>> = (self.lens.sides.iter().zip(self.sides))
            .map(|(side, items)| self.labels(side, items, choices))
            .collect();
        let mut judged = Judged {
            other_labels: Vec::new(),
            verdict: None,
            relieved: false,
            linked: BTreeMap::new(),
            maybe_cut: false,
            owned: BTreeMap::new(),
            amounts: Vec::new(),
            labels,
        };
        if let Ask::Bound(bound) = &self.lens.ask {
            self.bound(bound, &mut judged, choices)?;
        }
        Ok(judged)
    }

    /// Whether the item is a person with a grant for this rule on one of the cell's days.
    pub(crate) fn is_granted(&self, item: &Item) -> bool {
        match &item.key {
            ItemKey::Person(person) | ItemKey::PersonRow(person, _) => {
                match self.lens.averaged {
                    true => item
                        .days
                        .iter()
                        .any(|day| self.grants.person(*person, &[day.day])),
                    false => self.grants.person(*person, &self.stretch.days),
                }
            }
            ItemKey::Row(..) | ItemKey::Unit(_) => false,
        }
    }

    fn labels(&self, side: &Side, items: &[Item], choices: &mut Choices) -> Vec<Labels> {
        let with_statuses = self.with_statuses_for_grants();
        let asking = Asking { with_statuses, ..self.asking(side) };
        let of_item = |item: &Item| match self.is_on_counted_day(item) {
            true => asking.labels(item, choices),
            false => Labels::NEITHER,
        };
        items.iter().map(of_item).collect()
    }

    /// CLAUSE 9.2: under a floor a granted person is counted as with any status.
    fn with_statuses_for_grants(&self) -> bool {
        self.direction() == Direction::Floor && !self.grants.is_empty()
    }

    /// How items of a side are asked in this cell.
    pub(crate) fn asking<'b>(&'b self, side: &'b Side) -> Asking<'b>
    where
        'a: 'b,
    {
        Asking {
            domain: self.domain,
            side,
            window: self.stretch.window,
            part: self.stretch.part,
            with_statuses: false,
            week_starts: self.lens.standing.rule().week_starts,
            by_row: self.lens.grain.is_by_row(),
            shares_levels: self.stretch.days.len() == 1 && !self.lens.averaged,
            of_hours: self.lens.grain.time.is_of_hours(),
            daily: false,
        }
    }

    /// CLAUSE 3.9: the place of the cell.
    pub(crate) fn at(&self) -> Option<(Column, Text)> {
        const FINEST: [Column; 6] = [
            Column::Room,
            Column::Site,
            Column::ForUnit,
            Column::Unit,
            Column::Office,
            Column::Locality,
        ];
        let columns = &self.lens.grain.columns;
        let found = FINEST.iter().find_map(|finest| {
            let nth = columns.iter().position(|column| column == finest)?;
            Some((finest.clone(), self.place.get(nth)?.clone()))
        });
        let by_item =
            |column: &Column| matches!(column, Column::Visit | Column::Gathering);
        let of_item = || {
            let is_row = self.lens.grain.time == Time::Row || columns.iter().any(by_item);
            let item = self.sides.iter().flatten().next().filter(|_| is_row)?;
            Some((Column::Unit, item.days.first()?.unit.clone()?))
        };
        let office = || self.domain.only_office(self.stretch.first());
        found.or_else(of_item).or_else(|| Some((Column::Office, office()?)))
    }

    /// CLAUSE 3.8: whether the cell is judged; of an average, whether its day is.
    fn guard(&self, day: Day, choices: &mut Choices) -> bool {
        let Some(side) = self.lens.guard(self.stretch.piece) else { return true };
        let keys = self.keys();
        self.asking(side).guard(self.view(day, &keys), choices)
    }

    /// The columns of the cell by name.
    pub(crate) fn keys(&self) -> Vec<(String, Text)> {
        let columns = self.lens.grain.columns.iter().zip(self.place);
        columns
            .map(|(column, value)| (column.as_str().to_owned(), value.clone()))
            .collect()
    }

    /// The cell as its own matchers see it on a day.
    pub(crate) fn view<'b>(
        &'b self,
        day: Day,
        columns: &'b [(String, Text)],
    ) -> View<'b> {
        let row = match (self.lens.grain.time, self.sides.iter().flatten().next()) {
            (Time::Row, Some(Item { key: ItemKey::Row(table, row), .. })) => {
                Some((*table, *row as usize))
            }
            _ => None,
        };
        View {
            domain: self.domain,
            day,
            person: None,
            person_row: None,
            row: RowView::Nothing,
            is_elsewhere: false,
            status: None,
            given_site: None,
            flat_row: None,
            is_cell: true,
            other: row,
            unit: self.at().map(|(_, place)| place),
            levels: self.level_time(day),
            shares_levels: true,
            place: self.at().map_or(Column::Unit, |(column, _)| column),
            follows_row: false,
            within: None,
            passing: None,
            columns,
        }
    }

    /// When its levels are read, where it is not all of the day: in the part of a day, and
    /// on the day that counts of several. CLAUSE 14.4, 14.5.
    pub(crate) fn level_time(&self, day: Day) -> Option<Window> {
        if self.stretch.levels.is_some() {
            return self.stretch.levels;
        }
        let days = &self.stretch.days;
        let day = match self.lens.standing.rule().level_at {
            _ if self.lens.averaged => Some(day),
            Some(LevelAt::Start) => days.first().copied(),
            Some(LevelAt::End) => days.last().copied(),
            None => None,
        };
        day.map(|day| Window::days(day, day))
    }

    /// Whether a share is asked of a base that is empty under every filling. CLAUSE 4.9.
    pub(crate) fn nobody_there(&self, judged: &Judged) -> bool {
        judged.verdict.is_some_and(|verdict| verdict.empty)
    }

    /// What the bound says of the cell, with what the guard leaves open. CLAUSE 3.8.
    pub(crate) fn outcome(&self, judged: &Judged, verdict: &Verdict) -> Outcome {
        match (verdict.all_keep, verdict.some_keep, judged.maybe_cut) {
            (true, ..) => Outcome::Pass,
            (false, false, false) => Outcome::Fail,
            _ => Outcome::Undetermined,
        }
    }

    /// What a requirement says of an item; nothing if it binds it under no filling.
    /// CLAUSE 5.1, 5.4.
    pub(crate) fn outcome_of_item(
        &self,
        judged: &Judged,
        labels: Labels,
    ) -> Option<Outcome> {
        of_requirement(labels, judged.maybe_cut)
    }

    /// Whether a grant to the item's own unit, or to the place of the cell, lifts the
    /// requirement. CLAUSE 9.3.
    pub(crate) fn is_lifted(&self, item: &Item) -> bool {
        let facts = self.domain.facts;
        let mut days = self.stretch.days.iter();
        self.is_place_lifted()
            || days.any(|day| {
                let own = self.domain.own_units(&item.key, *day);
                own.iter().any(|unit| self.grants.lifts(facts, unit, &[*day]))
            })
    }

    /// Whether a grant to the place of the cell lifts what is asked of it. CLAUSE 9.3.
    pub(crate) fn is_place_lifted(&self) -> bool {
        let facts = self.domain.facts;
        let lifts = |(_, place)| self.grants.lifts(facts, &place, &self.stretch.days);
        self.at().is_some_and(lifts)
    }

    pub(super) fn lift(&self) -> Lift {
        let at = self.at().map(|(_, place)| place);
        let of = |days: &[Day]| self.grants.place(self.domain.facts, at.as_ref(), days);
        match self.lens.averaged {
            // CLAUSE 4.20: a grant moves the amounts of the days on which it holds.
            true => {
                self.counted.iter().fold(Lift::None, |lift, day| lift.and(of(&[*day])))
            }
            false => of(&self.stretch.days),
        }
    }
}
