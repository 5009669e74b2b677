//! What an item is under each filling: its label, and in which populations it is that shares
//! have as bases of their own.

use crate::field::STATUSES;
use crate::plan::label::Label;

use super::filling::{Choices, fillings};
use super::{Asking, Item};

/// A label, and a bit for each population of a share's own.
pub(crate) type Mark = (Label, u32);

/// What an item may be, where some fillings agree.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Everything that it may be.
    pub(crate) all: Vec<Mark>,
    /// Whether there is more than can be tried. CLAUSE 7.8.
    pub(crate) beyond: bool,
}

impl Asking<'_> {
    /// Everything that the item may be under a filling of its own blanks, those that it has on
    /// all its days.
    pub(crate) fn marks(
        &self,
        item: &Item,
        then: Option<(&Asking<'_>, &Item)>,
        place: &mut Choices,
        own: &mut Choices,
    ) -> Marks {
        match self.with_statuses {
            false => self.marks_with(item, then, (place, own), [None]),
            true => {
                let mut statuses = [None; STATUSES.len() + 1];
                for (slot, status) in statuses.iter_mut().skip(1).zip(STATUSES) {
                    *slot = Some(status);
                }
                self.marks_with(item, then, (place, own), statuses)
            }
        }
    }

    pub(super) fn marks_with<const N: usize>(
        &self,
        item: &Item,
        then: Option<(&Asking<'_>, &Item)>,
        (place, own): (&mut Choices, &mut Choices),
        statuses: [Option<&'static str>; N],
    ) -> Marks {
        let (reached, more) = self.reached(item, place, own, statuses);
        let (others, more_then) = match then {
            None => (Vec::new(), false),
            Some((asking, item)) => asking.reached(item, place, own, [None]),
        };
        let mut marks = Marks { all: Vec::new(), beyond: more || more_then };
        let mut add = |mark: Mark| {
            if !marks.all.contains(&mark) {
                marks.all.push(mark);
            }
        };
        for (present, answers) in reached {
            let (label, owned) = match (present, answers.split_first()) {
                (true, Some((own, others))) => {
                    let counted =
                        |answers: &super::Answers| self.side.count.holds(*answers);
                    let label = self.label(*own).joining(others.iter().any(counted));
                    (label, self.owned(*own))
                }
                _ => (Label::NEITHER, 0),
            };
            match then {
                None => add((label, owned)),
                Some((asking, _)) => {
                    for (present, [answers]) in &others {
                        let base = *present && asking.side.base.holds(*answers);
                        add((label.with_base(base), owned));
                    }
                }
            }
        }
        marks
    }

    /// A bit for each population of a share's own that the answers are of.
    pub(super) fn owned(&self, answers: super::Answers) -> u32 {
        let owns = self.side.owns.iter().enumerate();
        let owned = owns.filter(|(_, own)| own.holds(answers));
        owned.fold(0, |bits, (nth, _)| bits | 1 << nth)
    }

    /// Whether the item hangs on blanks that it has on all its days.
    pub(crate) fn hangs_on_itself(&self, item: &Item, place: &mut Choices) -> bool {
        let mut hangs = false;
        let tried = fillings(|own| {
            self.marks(item, None, place, own);
            hangs |= !own.is_empty();
        });
        hangs || !tried
    }
}
