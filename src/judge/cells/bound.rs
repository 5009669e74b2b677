//! A bound asked of one cell under one filling of what the cell itself does not know.

use std::collections::BTreeSet;

use crate::classify::filling::Choices;
use crate::classify::{Asking, Item};
use crate::error::Error;
use crate::plan::label::{Direction, Labels};
use crate::plan::{Base, Bound};
use crate::rule::bound::Comparator;
use crate::window::Window;

use super::scene::Reading;
use super::{CellView, Judged};
use crate::judge::amount::{Level, Number, Reads};
use crate::judge::{Lift, Scene, UNIT, check_size, exact, judge};

impl CellView<'_> {
    pub(super) fn bound(
        &self,
        bound: &Bound,
        judged: &mut Judged,
        choices: &mut Choices,
    ) -> Result<(), Error> {
        if let Some(other) = self.other_asking(bound) {
            self.other_day(&other, judged, choices);
        }
        for (side, items) in self.lens.sides.iter().zip(self.sides) {
            let asking = self.asking(side);
            let amounts = items.iter().map(|item| asking.amount(item));
            judged.amounts.push(amounts.collect());
        }
        let (base, amount) = self.amount_of(bound, choices);
        let mut tried = self.tried(bound, judged, choices);
        judged.owned = std::mem::take(&mut tried.owned);
        if bound.amount.owns > 0 {
            for (side, labels) in judged.labels.iter().enumerate() {
                for nth in 0..labels.len() {
                    // On a day that does not count nobody is anything.
                    let owned = judged.owned.entry((side, nth));
                    owned.or_insert_with(|| BTreeSet::from([0]));
                }
            }
        }
        let asked = |judged: &Judged, relieved: bool| Scene {
            base: base.map(|base| match base {
                Number::Is(base) => base,
                Number::Open(_) => 0,
            }),
            base_open: matches!(base, Some(Number::Open(_))),
            amount: amount.clone(),
            days: if self.lens.averaged { self.counted.len() as u32 } else { 0 },
            ..self.scene(bound, judged, &tried, relieved)
        };
        let scene = asked(judged, false);
        check_size(&self.lens.standing.rule().name, &scene)?;
        judged.verdict = Some(judge(bound, &scene));
        if !self.grants.is_empty() {
            let relieved = Scene { lift: self.lift(), ..asked(judged, true) };
            judged.relieved = match (relieved.lift, bound.comparator) {
                (Lift::Whole, _) => true,
                (_, Comparator::Exactly { .. }) => exact::relieves(
                    bound,
                    (&scene, &relieved),
                    &self.one_by_one(bound, judged, &tried),
                ),
                _ => judge(bound, &relieved).all_keep,
            };
        }
        Ok(())
    }

    /// The number that the base is, if it is one, and the amount.
    fn amount_of(&self, bound: &Bound, choices: &mut Choices) -> (Option<Number>, Level) {
        let mut reading = Reading { view: self, choices };
        let base = match &bound.base {
            Base::Field(probe) => Some(reading.number(probe)),
            _ => None,
        };
        let amount = Level::of(&bound.amount, base, &mut reading);
        (base, amount)
    }

    /// The bound asked of a cell without items, to be asked of any sums; `None` if something
    /// that it reads is not known. CLAUSE 16.1.
    pub(crate) fn known_scene(&self, bound: &Bound) -> Result<Option<Scene>, Error> {
        let mut choices = Choices::default();
        let (base, amount) = self.amount_of(bound, &mut choices);
        let mut scene = Scene { amount, lift: self.lift(), ..Scene::default() };
        match base {
            Some(Number::Open(_)) => return Ok(None),
            Some(Number::Is(base)) => scene.base = Some(base),
            None => {}
        }
        if let Some(other) = self.other_asking(bound) {
            let labels = self.other_day.iter().map(|item| other.all_labels(item));
            let labels: Vec<Labels> = labels.collect();
            if labels.iter().any(|labels| {
                labels.any(|label| label.base()) && !labels.all(|label| label.base())
            }) {
                return Ok(None);
            }
            let there = labels.iter().filter(|labels| labels.any(|label| label.base()));
            scene.base = Some(there.count() as i128 * UNIT);
        }
        check_size(&self.lens.standing.rule().name, &scene)?;
        Ok(choices.is_empty().then_some(scene))
    }

    /// How the base of another day is asked.
    pub(super) fn other_asking<'b>(&'b self, bound: &'b Bound) -> Option<Asking<'b>> {
        let Base::OnDay(_, _, side) = &bound.base else { return None };
        let (window, part, of_hours) = (Window::ALWAYS, false, false);
        Some(Asking { window, part, of_hours, ..self.asking(side) })
    }

    /// The base of another day. CLAUSE 4.8.
    fn other_day(&self, other: &Asking<'_>, judged: &mut Judged, choices: &mut Choices) {
        let labels = self.other_day.iter().map(|item| other.labels(item, choices));
        judged.other_labels = labels.collect();
        let mut linked = Vec::new();
        for (then, then_labels) in self.other_day.iter().zip(&judged.other_labels) {
            let found = (judged.labels.iter().enumerate()).flat_map(|(side, labels)| {
                labels.iter().enumerate().map(move |(nth, labels)| ((side, nth), *labels))
            });
            let open = then_labels.is_open();
            let same = found.filter(|(at, labels)| {
                self.item(*at).is_some_and(|item| {
                    item.key == then.key
                        && (open && labels.is_open() || self.is_granted(item))
                })
            });
            linked.extend(same.map(|(at, _)| (at, then)).next());
        }
        for (at, then) in linked {
            let (Some(side), Some(item)) = (self.lens.sides.get(at.0), self.item(at))
            else {
                continue;
            };
            let asking = Asking {
                with_statuses: self.with_statuses_for_grants(),
                ..self.asking(side)
            };
            judged.linked.insert(at, asking.linked(item, Some((other, then)), choices));
        }
    }

    fn item(&self, (side, nth): (usize, usize)) -> Option<&Item> {
        self.sides.get(side)?.get(nth)
    }

    /// The labels of those in the base of the other day who are not linked.
    pub(super) fn unlinked<'b>(
        &'b self,
        judged: &'b Judged,
    ) -> impl Iterator<Item = Labels> + 'b {
        let others = self.other_day.iter().zip(&judged.other_labels);
        let is_linked = |other: &Item| {
            let mut linked = judged.linked.keys();
            linked.any(|at| self.item(*at).is_some_and(|item| item.key == other.key))
        };
        others.filter(move |(other, _)| !is_linked(other)).map(|(_, labels)| *labels)
    }
}

/// Joins what two fillings of the cell come to.
pub(super) fn join(joined: &mut Option<Judged>, judged: Judged, direction: Direction) {
    let Some(known) = joined else {
        *joined = Some(judged);
        return;
    };
    for (own, other) in known.other_labels.iter_mut().zip(&judged.other_labels) {
        *own = own.union(*other);
    }
    let sides = known.labels.iter_mut().zip(&judged.labels);
    for (own, others) in sides.flat_map(|(own, others)| own.iter_mut().zip(others)) {
        *own = own.union(*others);
    }
    for (at, labels) in judged.linked {
        let own = known.linked.entry(at).or_default();
        *own = own.union(labels);
    }
    for (at, owned) in judged.owned {
        known.owned.entry(at).or_default().extend(owned);
    }
    let pairs = known.amounts.iter_mut().zip(&judged.amounts);
    for (own, other) in pairs.flat_map(|(own, others)| own.iter_mut().zip(others)) {
        *own = own.filter(|amount| Some(*amount) == *other);
    }
    known.verdict =
        known.verdict.zip(judged.verdict).map(|(one, other)| one.or(other, direction));
    known.relieved &= judged.relieved;
}
