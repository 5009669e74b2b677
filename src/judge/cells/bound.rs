//! A bound asked of one cell under one filling of what the cell itself does not know.

use crate::classify::filling::Choices;
use crate::classify::{Asking, Item};
use crate::error::Error;
use crate::plan::label::{Direction, Labels};
use crate::plan::{Base, Bound, Side};
use crate::rule::bound::Comparator;
use crate::window::Window;

use super::{CellView, Judged};
use crate::judge::{Lift, Scene, Sum, Verdict, check_size, exact, judge};

impl CellView<'_> {
    pub(super) fn bound(
        &self,
        bound: &Bound,
        judged: &mut Judged,
        choices: &mut Choices,
    ) -> Result<(), Error> {
        if let Base::OnDay(_, _, side) = &bound.base {
            self.other_day(side, judged, choices);
        }
        for (side, items) in self.lens.sides.iter().zip(self.sides) {
            let asking = self.asking(side);
            let amounts = items.iter().map(|item| asking.amount(item));
            judged.amounts.push(amounts.collect());
        }
        let base = match &bound.base {
            Base::Field(probe) => Some(self.number(probe, choices)),
            _ => None,
        };
        let amount = bound.amount_field.as_ref().map(|probe| self.number(probe, choices));
        let open = base == Some(None) || amount == Some(None);
        let base_open = base == Some(None);
        let (base, amount) = (base.map(Option::unwrap_or_default), amount.flatten());
        let mut scene = self.scene(judged, |_, _, labels| labels);
        (scene.base, scene.amount) = (base, amount);
        check_size(&self.lens.standing.rule().name, &scene)?;
        judged.verdict = Some(judge(bound, &scene).opened(open, base_open));
        if !self.grants.is_empty() {
            let mut relieved = self.relieved_scene(bound, judged);
            (relieved.base, relieved.amount) = (base, amount);
            relieved.lift = self.lift();
            judged.relieved = match (relieved.lift, bound.comparator) {
                (Lift::Whole, _) => true,
                _ if open => false,
                (_, Comparator::Exactly { .. }) => exact::relieves(
                    bound,
                    (&scene, &relieved),
                    self.granted_items(judged),
                ),
                _ => judge(bound, &relieved).all_keep,
            };
        }
        Ok(())
    }

    /// The base of another day. CLAUSE 4.8.
    fn other_day(&self, side: &Side, judged: &mut Judged, choices: &mut Choices) {
        let other = Asking { window: Window::ALWAYS, part: false, ..self.asking(side) };
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
            judged.linked.insert(at, asking.linked(item, Some((&other, then)), choices));
        }
    }

    fn item(&self, (side, nth): (usize, usize)) -> Option<&Item> {
        self.sides.get(side)?.get(nth)
    }

    /// The cell as if whoever has a grant complied. CLAUSE 9.2.
    fn relieved_scene(&self, bound: &Bound, judged: &Judged) -> Scene {
        let based = !matches!(bound.base, Base::None | Base::Field(_));
        self.scene(judged, |side, nth, labels| {
            if !self.item((side, nth)).is_some_and(|item| self.is_granted(item)) {
                return labels;
            }
            match bound.direction() {
                Direction::Cap => labels.map(|label| label.with_count(false)),
                Direction::Floor => labels.map(|label| {
                    let joins = label.joins() && (label.base() || !based);
                    label.with_count(label.count() || joins)
                }),
            }
        })
    }

    /// Each item: its labels, whether it is granted leave, and its amount.
    fn granted_items<'b>(
        &'b self,
        judged: &'b Judged,
    ) -> impl Iterator<Item = (Labels, bool, Option<i128>)> + 'b {
        let sums = self.lens.sides.iter().any(|side| side.sums.is_some());
        let own = judged.labels.iter().enumerate().flat_map(move |(side, labels)| {
            labels.iter().enumerate().map(move |(nth, labels)| {
                let labels = judged.linked.get(&(side, nth)).unwrap_or(labels);
                let granted = self.item((side, nth));
                let granted = granted.is_some_and(|item| self.is_granted(item));
                let amount = match sums {
                    true => judged.amounts.get(side).and_then(|all| *all.get(nth)?),
                    false => Some(crate::judge::UNIT),
                };
                (*labels, granted, amount)
            })
        });
        own.chain(self.unlinked(judged).map(|labels| (labels, false, Some(0))))
    }

    /// The labels of those in the base of the other day who are not linked.
    fn unlinked<'b>(&'b self, judged: &'b Judged) -> impl Iterator<Item = Labels> + 'b {
        let others = self.other_day.iter().zip(&judged.other_labels);
        let is_linked = |other: &Item| {
            let mut linked = judged.linked.keys();
            linked.any(|at| self.item(*at).is_some_and(|item| item.key == other.key))
        };
        others.filter(move |(other, _)| !is_linked(other)).map(|(_, labels)| *labels)
    }

    /// The cell as sums, with the labels changed.
    fn scene(
        &self,
        judged: &Judged,
        change: impl Fn(usize, usize, Labels) -> Labels,
    ) -> Scene {
        let mut scene = Scene::default();
        let mut sum = Sum { range: (0, Some(0)), items: Vec::new() };
        let sums = self.lens.sides.iter().any(|side| side.sums.is_some());
        for (side, labels) in judged.labels.iter().enumerate() {
            for (nth, labels) in labels.iter().enumerate() {
                let linked = judged.linked.get(&(side, nth));
                let labels = change(side, nth, *linked.unwrap_or(labels));
                scene.classes.push((labels, 1));
                if !sums {
                    continue;
                }
                let amounts = judged.amounts.get(side);
                let amount = amounts.and_then(|all| all.get(nth)).copied().flatten();
                sum.items.push((labels, amount));
                if labels.any(|label| label.count()) {
                    let certain = labels.all(|label| label.count());
                    let range = &mut sum.range;
                    range.0 += if certain { amount.unwrap_or(0) } else { 0 };
                    range.1 = range.1.zip(amount).map(|(most, amount)| most + amount);
                }
            }
        }
        for labels in self.unlinked(judged) {
            scene.classes.push((labels, 1));
            sum.items.push((labels, Some(0)));
        }
        scene.sum = sums.then_some(sum);
        scene
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
    let pairs = known.amounts.iter_mut().zip(&judged.amounts);
    for (own, other) in pairs.flat_map(|(own, others)| own.iter_mut().zip(others)) {
        *own = own.filter(|amount| Some(*amount) == *other);
    }
    known.verdict = both(known.verdict, judged.verdict, direction);
    known.relieved &= judged.relieved;
}

fn both(
    one: Option<Verdict>,
    other: Option<Verdict>,
    direction: Direction,
) -> Option<Verdict> {
    let (one, other) = (one?, other?);
    let worse = |verdict: &Verdict| match direction {
        Direction::Cap => (verdict.worst_count.unwrap_or(i128::MAX), -verdict.worst_base),
        Direction::Floor => {
            (-verdict.worst_count.unwrap_or(i128::MAX), verdict.worst_base)
        }
    };
    let key = |verdict: &Verdict| {
        let (count, base) = worse(verdict);
        (count, base, -i128::from(verdict.headroom.unwrap_or(i64::MIN)))
    };
    let worst = if key(&other) > key(&one) { other } else { one };
    Some(Verdict {
        all_keep: one.all_keep && other.all_keep,
        some_keep: one.some_keep || other.some_keep,
        count: (
            one.count.0.min(other.count.0),
            one.count.1.zip(other.count.1).map(|(one, other)| one.max(other)),
        ),
        base: (
            one.base.0.min(other.base.0),
            one.base.1.zip(other.base.1).map(|(one, other)| one.max(other)),
        ),
        ..worst
    })
}
