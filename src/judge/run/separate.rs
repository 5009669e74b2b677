//! Separations: which values meet in each cell. CLAUSE 13.1.

use crate::field::Text;
use std::collections::BTreeSet;

use crate::classify::Item;
use crate::classify::carried::Carried;
use crate::classify::filling::{Choices, fillings};
use crate::domain::gather::Gather;
use crate::domain::place::Place;
use crate::domain::stretch::Stretch;
use crate::error::Error;
use crate::finding::Outcome;
use crate::judge::apart::Meeting;
use crate::judge::cells::CellView;
use crate::judge::{Lift, UNIT};
use crate::plan::Apart;

use super::{Judging, levels};

/// What one cell of a separation comes to under all fillings of what it does not know itself.
#[derive(Debug, Clone)]
pub(crate) struct Met {
    /// What each item may carry.
    pub(crate) carried: Vec<Carried>,
    /// How many values meet.
    pub(crate) meeting: Meeting,
    /// Whether every filling keeps it, and whether one does.
    pub(crate) keeps: (bool, bool),
    /// Whether under every filling grants help where it is broken. CLAUSE 9.4.
    pub(crate) relieved: bool,
    /// Whether some filling cuts the cell out.
    pub(crate) maybe_cut: bool,
}

impl Met {
    /// CLAUSE 3.8, 7.4.
    pub(crate) fn outcome(&self) -> Outcome {
        match (self.keeps, self.maybe_cut) {
            ((true, _), _) => Outcome::Pass,
            ((false, false), false) => Outcome::Fail,
            _ => Outcome::Undetermined,
        }
    }

    /// The values that an item may carry.
    pub(crate) fn values(carried: &Carried) -> BTreeSet<Text> {
        carried.sets.iter().flatten().map(|mark| mark.value.clone()).collect()
    }

    fn join(&mut self, other: Met) {
        for (own, other) in self.carried.iter_mut().zip(other.carried) {
            own.extend(other);
        }
        self.meeting = Meeting {
            least: self.meeting.least.min(other.meeting.least),
            most: self.meeting.most.zip(other.meeting.most).map(|(a, b)| a.max(b)),
        };
        self.keeps = (self.keeps.0 && other.keeps.0, self.keeps.1 || other.keeps.1);
        self.relieved &= other.relieved;
    }
}

impl Judging<'_> {
    /// Judges a separation.
    pub(super) fn separate(&mut self, apart: &Apart) -> Result<(), Error> {
        let domain = self.question.domain;
        let mut gathered = Gather::new(domain, self.lens, &self.stretches, None).gather();
        self.note_blanks(&gathered);
        levels::cut((domain, self.lens), &mut self.stretches, &mut gathered, None);
        let stretches = std::mem::take(&mut self.stretches);
        let mut cells = gathered.cells.iter();
        let result =
            cells.try_for_each(|((nth, place), sides)| match stretches.get(*nth) {
                Some(stretch) => self.apart(apart, stretch, place, sides),
                None => Ok(()),
            });
        self.stretches = stretches;
        result
    }

    /// One cell.
    fn apart(
        &mut self,
        apart: &Apart,
        stretch: &Stretch,
        place: &Place,
        sides: &[Vec<Item>],
    ) -> Result<(), Error> {
        let grants = std::mem::take(&mut self.grants);
        let asked = (self.question.domain, self.lens);
        let view = CellView::of(asked, (stretch, place), sides, &grants);
        let met = view.met(apart);
        let result = met.map(|met| match met {
            None => self.cut_out += 1,
            Some(met) => self.met(apart, &view, &met),
        });
        self.grants = grants;
        result
    }

    fn met(&mut self, apart: &Apart, view: &CellView<'_>, met: &Met) {
        self.matched |= met.carried.iter().any(Carried::is_possible);
        self.tell(view, met.outcome(), |held| view.of_apart(apart, met, held));
    }
}

impl CellView<'_> {
    /// Judges the cell; `None` if `when` or `unless` cuts it out. CLAUSE 3.8, 7.4.
    fn met(&self, apart: &Apart) -> Result<Option<Met>, Error> {
        let (maybe_kept, maybe_cut) = self.guarded().ok_or_else(|| self.too_many())?;
        if !maybe_kept {
            return Ok(None);
        }
        let mut joined: Option<Met> = None;
        let tried = fillings(|choices| {
            let met = Met { maybe_cut, ..self.met_under(apart, choices) };
            match &mut joined {
                Some(joined) => joined.join(met),
                None => joined = Some(met),
            }
        });
        if tried { Ok(joined) } else { Err(self.too_many()) }
    }

    /// Everything under one choice of the cell's blanks.
    fn met_under(&self, apart: &Apart, choices: &mut Choices) -> Met {
        let items: Vec<&Item> = self.sides.iter().flatten().collect();
        let carried: Vec<Carried> = match self.lens.sides.first() {
            Some(side) => {
                let asking = self.asking(side);
                items.iter().map(|item| asking.carried(apart, item, choices)).collect()
            }
            None => Vec::new(),
        };
        let at_most = apart.at_most as usize;
        let meeting = Meeting::of(carried.iter());
        let keeps =
            (meeting.most.is_some_and(|most| most <= at_most), meeting.least <= at_most);
        let relieved = !self.grants.is_empty() && {
            // CLAUSE 9.2, 9.3: the granted are left out, and more values may meet.
            let others = items.iter().zip(&carried);
            let others = others.filter(|(item, _)| !self.is_granted(item));
            let others = Meeting::of(others.map(|(_, carried)| carried));
            let billionths = |count: usize| count as i128 * UNIT;
            let within = |more: i128| {
                let room = billionths(at_most) + more;
                others.most.is_some_and(|most| billionths(most) <= room)
            };
            match self.lift() {
                Lift::Whole => true,
                Lift::By(more) => within(more),
                Lift::None => within(0),
            }
        };
        Met { carried, meeting, keeps, relieved, maybe_cut: false }
    }
}
