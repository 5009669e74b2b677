//! What the tally of a cell decides, by the same judge that asks item by item.

use crate::judge::amount::{Level, Number, Reads};
use crate::judge::cells::CellView;
use crate::judge::{Scene, judge};
use crate::plan::Ask;
use crate::plan::amount::Table;
use crate::plan::atom::Probe;
use crate::tally::{Class, Tally};

/// What the tally of a cell decides.
pub(super) enum Decided {
    CutOut,
    /// Some items of a requirement pass, and the others are asked one by one.
    InPart {
        passes: u64,
    },
    Passes {
        passes: u64,
        matched: bool,
    },
}

/// What a fixed amount reads of its cell. The lens was refused if it read more.
struct Nothing;

impl Reads for Nothing {
    fn number(&mut self, _: &Probe) -> Number {
        Number::Open(false)
    }

    fn row(&mut self, _: &Table) -> Option<usize> {
        None
    }

    fn days(&self) -> i128 {
        1
    }
}

/// What the tally of a cell decides; `None` if the cell must be asked item by item.
pub(super) fn judged(
    view: &CellView<'_>,
    tally: &Tally,
    cell: usize,
    slow: bool,
) -> Option<Decided> {
    match view.guarded() {
        Some((true, false)) => {}
        Some((false, _)) => return Some(Decided::CutOut),
        Some((true, true)) | None => return None,
    }
    let classes: Vec<_> = tally.of_cell(cell).collect();
    if slow || classes.iter().any(|(class, _)| class.hangs_on_place) {
        return None;
    }
    match &view.lens.ask {
        Ask::Bound(bound) => {
            let of_class =
                |(class, items): &(Class, u32)| (class.labels, u64::from(*items));
            let scene = Scene {
                classes: classes.iter().map(of_class).collect(),
                amount: Level::of(&bound.amount, None, &mut Nothing),
                ..Scene::default()
            };
            let verdict = judge(bound, &scene);
            let nobody = verdict.empty;
            let matched = classes.iter().any(|(class, _)| {
                class.labels.any(|label| label.count() || label.base())
            });
            (verdict.all_keep && !nobody)
                .then_some(Decided::Passes { passes: 1, matched })
        }
        // OK because quotas and separations are not tallied by the day.
        Ask::Quota(_) | Ask::Apart(_) => None,
        Ask::Each { .. } => {
            let (mut passes, mut matched, mut in_part) = (0, false, false);
            for (class, items) in classes {
                match (class.tells(), class.labels.any(|label| label.base())) {
                    (true, _) => in_part = true,
                    (false, true) => {
                        passes += u64::from(items);
                        matched = true;
                    }
                    (false, false) => {}
                }
            }
            match in_part {
                true => Some(Decided::InPart { passes }),
                false => Some(Decided::Passes { passes, matched }),
            }
        }
    }
}
