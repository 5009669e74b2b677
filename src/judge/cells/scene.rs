//! A cell as sums: labels where two fillings decide, and one by one what they cannot tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::filling::{Blank, Choices, Oracle, Sort, fillings};
use crate::classify::marks::Mark;
use crate::classify::view::Seen;
use crate::classify::{Asking, Item, ItemKey};
use crate::day::Day;
use crate::field::Value;
use crate::plan::Bound;
use crate::plan::amount::Table;
use crate::plan::atom::Probe;
use crate::plan::label::{Direction, Label, Labels};

use super::{CellView, Judged};
use crate::judge::amount::{Number, Reads};
use crate::judge::steps::{Step, sums};
use crate::judge::{Scene, Sum, UNIT};

/// An item by its side and its place among the items of the side.
type At = (usize, usize);

/// What is tried one by one, and the items that it takes from the others.
#[derive(Debug, Default)]
pub(super) struct Tried {
    pub(super) steps: Vec<Vec<Step>>,
    items: BTreeSet<At>,
    /// In which populations of shares' own each of them may be.
    pub(super) owned: BTreeMap<At, BTreeSet<u32>>,
}

/// How many sums of the days of one person are tried. CLAUSE 7.8.
const MOST: usize = 1 << 12;

/// A cell that is read for its amount.
pub(super) struct Reading<'v, 'c> {
    pub(super) view: &'v CellView<'v>,
    pub(super) choices: &'c mut Choices,
}

impl Reading<'_, '_> {
    fn first(&self) -> Day {
        self.view.counted.first().copied().unwrap_or(Day::FIRST)
    }

    fn number_on(&mut self, day: Day, probe: &Probe) -> Number {
        let keys = self.view.keys();
        let mut oracle = Oracle { place: &mut *self.choices, own: None };
        match self.view.view(day, &keys).see(probe, &mut oracle) {
            Seen::Value(Value::Number(number)) => {
                Number::Is(i128::from(number.billionths()))
            }
            Seen::Value(_) => Number::Open(false),
            Seen::Anything(holds) => Number::Open(holds),
        }
    }
}

impl Reads for Reading<'_, '_> {
    /// CLAUSE 4.7, 4.18: of the first day; over the days of an average, the sum.
    fn number(&mut self, probe: &Probe) -> Number {
        if !self.view.lens.averaged {
            return self.number_on(self.first(), probe);
        }
        let mut sum = Number::Is(0);
        for day in self.view.counted {
            sum = match (sum, self.number_on(*day, probe)) {
                (Number::Is(sum), Number::Is(more)) => Number::Is(sum + more),
                (Number::Open(one), Number::Open(other)) => Number::Open(one && other),
                (Number::Open(holds), _) | (_, Number::Open(holds)) => {
                    Number::Open(holds)
                }
            };
        }
        sum
    }

    /// CLAUSE 4.14: where nothing is known of the field, any row.
    fn row(&mut self, table: &Table) -> Option<usize> {
        let keys = self.view.keys();
        let view = self.view.view(self.first(), &keys);
        let mut oracle = Oracle { place: &mut *self.choices, own: None };
        let value = match view.see(&table.by, &mut oracle) {
            Seen::Value(value) => Some(value),
            Seen::Anything(_) => {
                let column = format!("{} in a table", table.field);
                let blank = Blank { sort: Sort::Place, row: u64::MAX, column };
                let chosen = oracle.choose(&blank, table.named.len() + 1);
                table.named.get(chosen).cloned()
            }
        };
        let mut entries = table.entries.iter();
        entries.position(|(known, _)| Some(known) == value.as_ref())
    }

    fn days(&self) -> i128 {
        if self.view.lens.averaged { self.view.counted.len() as i128 } else { 1 }
    }
}

impl CellView<'_> {
    /// The cell as sums; `relieved` as if whoever has a grant complied. CLAUSE 9.2.
    pub(super) fn scene(
        &self,
        bound: &Bound,
        judged: &Judged,
        tried: &Tried,
        relieved: bool,
    ) -> Scene {
        let mut scene = Scene::default();
        let mut sum = Sum { range: (0, Some(0)), items: Vec::new() };
        let sums = self.sums();
        for ((side, nth), item, labels) in self.items(judged) {
            if tried.items.contains(&(side, nth)) {
                continue;
            }
            let labels = match relieved && self.is_granted(item) {
                true => labels.map(|label| relieve(bound, label)),
                false => labels,
            };
            scene.classes.push((labels, 1));
            if !sums {
                continue;
            }
            let amount = self.amount(judged, (side, nth));
            sum.items.push((labels, amount));
            if labels.any(|label| label.count()) {
                let certain = labels.all(|label| label.count());
                let range = &mut sum.range;
                range.0 += if certain { amount.unwrap_or(0) } else { 0 };
                range.1 = range.1.zip(amount).map(|(most, amount)| most + amount);
            }
        }
        for labels in self.unlinked(judged) {
            scene.classes.push((labels, 1));
            sum.items.push((labels, Some(0)));
        }
        // Where items are tried one by one, what they sum is part of their steps.
        scene.sum = (sums && tried.items.is_empty()).then_some(sum);
        scene.tried = tried.steps.clone();
        if relieved {
            for step in scene.tried.iter_mut().flatten() {
                step.count = step.left;
            }
        }
        scene
    }

    fn sums(&self) -> bool {
        self.lens.sides.iter().any(|side| side.sums.is_some())
    }

    /// Every item, with what it may be.
    pub(crate) fn items<'b>(
        &'b self,
        judged: &'b Judged,
    ) -> impl Iterator<Item = (At, &'b Item, Labels)> + 'b {
        let sides = self.sides.iter().zip(&judged.labels).enumerate();
        sides.flat_map(move |(side, (items, labels))| {
            let items = items.iter().zip(labels).enumerate();
            items.map(move |(nth, (item, labels))| {
                let linked = judged.linked.get(&(side, nth));
                ((side, nth), item, *linked.unwrap_or(labels))
            })
        })
    }

    /// What an item adds to the count where it is counted; `None` if it is not known.
    fn amount(&self, judged: &Judged, (side, nth): At) -> Option<i128> {
        match self.sums() {
            true => judged.amounts.get(side).and_then(|all| *all.get(nth)?),
            false => Some(UNIT),
        }
    }

    /// What labels cannot tell: who may be in populations that shares have as bases of their
    /// own, and whose days hang together by what is not known of the person. CLAUSE 4.18.
    pub(super) fn tried(
        &self,
        bound: &Bound,
        judged: &Judged,
        choices: &mut Choices,
    ) -> Tried {
        let mut tried = Tried::default();
        let owns = bound.amount.owns > 0;
        if !owns && (!self.lens.averaged || self.sums()) {
            return tried;
        }
        let mut groups: BTreeMap<(usize, &ItemKey), Vec<(At, &Item)>> = BTreeMap::new();
        for (at, item, labels) in self.items(judged) {
            if self.is_on_counted_day(item) && (owns || labels.iter().count() > 1) {
                groups.entry((at.0, &item.key)).or_default().push((at, item));
            }
        }
        for ((nth, _), items) in groups {
            let Some(side) = self.lens.sides.get(nth) else { continue };
            let with_statuses = self.with_statuses_for_grants();
            let asking = Asking { with_statuses, ..self.asking(side) };
            let is_group = owns
                || items.len() > 1
                    && items
                        .iter()
                        .any(|(_, item)| asking.hangs_on_itself(item, choices));
            if is_group {
                let group = (&asking, items.as_slice());
                let steps = self.steps(bound, judged, group, (&mut tried, &mut *choices));
                tried.steps.extend(steps);
                tried.items.extend(items.iter().map(|(at, _)| *at));
            }
        }
        tried
    }

    /// Everything that the days of one item come to.
    fn steps(
        &self,
        bound: &Bound,
        judged: &Judged,
        (asking, items): (&Asking<'_>, &[(At, &Item)]),
        (tried, choices): (&mut Tried, &mut Choices),
    ) -> Vec<Vec<Step>> {
        let (mut all, mut beyond) = (BTreeSet::new(), false);
        let other = self.other_asking(bound);
        let then_of = |item: &Item| {
            let other = other.as_ref()?;
            let mut others = self.other_day.iter();
            others.find(|then| then.key == item.key).map(|then| (other, then))
        };
        let is_tried = fillings(|own| {
            let mut days = Vec::new();
            for (at, item) in items {
                let then = then_of(item).filter(|_| judged.linked.contains_key(at));
                let marks = asking.marks(item, then, choices, own);
                beyond |= marks.beyond;
                let step = |mark: &Mark| self.step(bound, judged, (*at, item), *mark);
                days.push(marks.all.iter().map(step).collect::<Vec<_>>());
                let owned = marks.all.iter().map(|(_, owned)| *owned);
                tried.owned.entry(*at).or_default().extend(owned);
            }
            match sums(&days, MOST) {
                Some(steps) => all.extend(steps),
                None => beyond = true,
            }
        });
        if beyond || !is_tried || all.len() > MOST {
            // CLAUSE 7.8: each day may be anything.
            let marks = || {
                let labels = Labels::anything();
                let owned = 0..1_u32 << bound.amount.owns;
                owned
                    .flat_map(move |owned| labels.iter().map(move |label| (label, owned)))
            };
            let anything = |(at, item): &(At, &Item)| -> Vec<Step> {
                marks().map(|mark| self.step(bound, judged, (*at, item), mark)).collect()
            };
            let days: Vec<_> = items.iter().map(anything).collect();
            let every = 0..1_u32 << bound.amount.owns;
            for (at, _) in items {
                tried.owned.entry(*at).or_default().extend(every.clone());
            }
            return days;
        }
        vec![all.into_iter().collect()]
    }

    /// What an item adds where it is so marked.
    fn step(
        &self,
        bound: &Bound,
        judged: &Judged,
        (at, item): (At, &Item),
        (label, owned): Mark,
    ) -> Step {
        let amount = self.amount(judged, at);
        let of = |label: Label| match label.count() {
            true => amount.unwrap_or(0),
            false => 0,
        };
        let left = match !self.grants.is_empty() && self.is_granted(item) {
            true => relieve(bound, label),
            false => label,
        };
        let own = 0..bound.amount.owns;
        Step {
            count: of(label),
            left: of(left),
            base: if label.base() { UNIT } else { 0 },
            own: own.map(|nth| i128::from(owned >> nth & 1) * UNIT).collect(),
            open: label.count() && amount.is_none(),
        }
    }

    /// Each item that is not tried already, one by one, and what is. CLAUSE 9.4.
    pub(super) fn one_by_one(
        &self,
        bound: &Bound,
        judged: &Judged,
        tried: &Tried,
    ) -> Vec<Vec<Step>> {
        let mut all = tried.steps.clone();
        for (at, item, labels) in self.items(judged) {
            if !tried.items.contains(&at) {
                let step =
                    |label: Label| self.step(bound, judged, (at, item), (label, 0));
                all.push(labels.iter().map(step).collect());
            }
        }
        for labels in self.unlinked(judged) {
            let base = |label: Label| if label.base() { UNIT } else { 0 };
            let step = |label: Label| Step { base: base(label), ..Step::default() };
            all.push(labels.iter().map(step).collect());
        }
        all
    }
}

/// What somebody with a grant is as if complying. CLAUSE 9.2.
fn relieve(bound: &Bound, label: Label) -> Label {
    match bound.direction() {
        Direction::Cap => label.with_count(false),
        Direction::Floor => {
            let joins = label.joins() && (label.base() || !bound.base.is_of_items());
            label.with_count(label.count() || joins)
        }
    }
}
