//! Whom a requirement holds where they are, so that no mend may move them. CLAUSE 8.5.

use std::sync::Arc;

use crate::classify::{Item, ItemKey};
use crate::day::{Calendar, Day};
use crate::domain::gather::Gather;
use crate::domain::grants::Grants;
use crate::domain::place::Place;
use crate::domain::stretch::{Stretch, stretches};
use crate::field::Subject;
use crate::judge::cells::CellView;
use crate::plan::label::Labels;
use crate::plan::{Ask, Lens, Time};
use crate::rule::Force;
use crate::rule::per::Column;

use super::tables::missing_tables;
use super::{Judging, levels};

/// Requirements, each with the stretches in which it binds.
pub(super) type Binding<'a> = Arc<[(&'a Lens, Vec<Stretch>)]>;

impl<'a> Judging<'a> {
    /// CLAUSE 8.5: the requirements of force `must` that bind people to a status on one of
    /// the days, which are mostly those of the cell before.
    pub(super) fn binding(&mut self, days: &[Day]) -> Binding<'a> {
        match &self.bound_before {
            Some((before, known)) if before == days => known.clone(),
            _ => {
                let found: Binding<'a> = self.binding_on(days).into();
                self.bound_before = Some((days.to_vec(), found.clone()));
                found
            }
        }
    }

    fn binding_on(&self, days: &[Day]) -> Vec<(&'a Lens, Vec<Stretch>)> {
        let covers = self.question.domain.facts.covers();
        let lenses = self.question.plan.lenses.iter().filter(|lens| {
            matches!(lens.ask, Ask::Each { binds: true, .. })
                && lens.standing.rule().force == Force::Must
                && lens.sides.iter().all(|side| side.subject == Subject::People)
        });
        let with_stretches = lenses.map(|lens| {
            let asked = self.question.asked;
            let mut all = stretches(&lens.grain, &lens.standing, asked, covers);
            if !missing_tables(self.question.domain.facts, lens, &all).is_empty() {
                all.clear();
            }
            all.retain(|stretch| {
                let shares = days.iter().any(|day| stretch.days.contains(day));
                shares && (!stretch.cut || lens.is_upper())
            });
            (lens, all)
        });
        with_stretches
            .filter(|(_, stretches): &(_, Vec<_>)| !stretches.is_empty())
            .collect()
    }

    /// Whether one of these requirements binds an item of a cell, and is kept.
    pub(super) fn held(&self, item: &Item, binding: &[(&Lens, Vec<Stretch>)]) -> bool {
        let ItemKey::Person(person) = item.key else { return false };
        let plain = |column: &Column| matches!(column, Column::Unit | Column::Office);
        // Where the cell holds all rows of the person's one day, they need not be sought.
        let daily = matches!(self.lens.grain.time, Time::Calendar(Calendar::Day, _));
        let whole = daily && self.lens.grain.columns.iter().all(plain);
        binding.iter().any(|(lens, stretches)| {
            let simple =
                lens.grain.columns.is_empty() && lens.guards.iter().all(Option::is_none);
            let daily = stretches.iter().all(|stretch| stretch.days.len() == 1);
            match whole && simple && daily {
                true => self.binds_item(lens, stretches, item),
                false => self.binds(lens, stretches, person),
            }
        })
    }

    /// Whether the lens, asked of the item's own days, binds it and is kept.
    fn binds_item(&self, lens: &Lens, stretches: &[Stretch], item: &Item) -> bool {
        let place = Place::new();
        let grants = Grants::default();
        stretches.iter().any(|stretch| {
            let on = item.days.iter().filter(|day| stretch.days.contains(&day.day));
            let item = Item { key: item.key.clone(), days: on.cloned().collect() };
            let asked = (self.question.domain, lens);
            let view = CellView::of(asked, (stretch, &place), &[], &grants);
            let side = lens.sides.first();
            side.is_some_and(|side| is_kept(view.asking(side).all_labels(&item)))
        })
    }

    /// Whether the lens binds the person, and is kept, in one of these stretches.
    fn binds(
        &self,
        lens: &Lens,
        stretches: &[Stretch],
        person: crate::facts::PersonId,
    ) -> bool {
        let domain = self.question.domain;
        let gather = Gather::new(domain, lens, stretches, None).only(person);
        let (mut stretches, mut gathered) = (stretches.to_vec(), gather.gather());
        levels::cut((domain, lens), &mut stretches, &mut gathered, Some(person));
        // A level cuts a day as the law does.
        let can_be_judged = |stretch: &&Stretch| !stretch.cut || lens.is_upper();
        gathered.cells.iter().any(|((nth, place), sides)| {
            let stretch = stretches.get(*nth).filter(can_be_judged);
            let Some(stretch) = stretch else { return false };
            let grants = Grants::default();
            let view = CellView::of((domain, lens), (stretch, place), sides, &grants);
            let Ok(Some(judged)) = view.judge() else { return false };
            judged.labels.iter().flatten().any(|labels| is_kept(*labels))
        })
    }
}

/// Whether an item is certainly bound and certainly keeps what it is bound to.
fn is_kept(labels: Labels) -> bool {
    labels.all(|label| label.base()) && labels.all(|label| !label.count())
}
