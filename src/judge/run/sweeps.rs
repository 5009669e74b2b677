//! Histograms for the lenses that can have them, and what they say of each.

use crate::domain::stretch::Stretch;
use crate::plan::Lens;
use crate::tally::share::{Axes, Shared, share};
use crate::tally::sweep::{Sweep, Swept, sweep};
use crate::workers::{Workers, each};

use super::{Judging, Question, missing_tables};

/// What the histograms say of each lens that has one.
pub(super) fn sweep_all(
    question: Question<'_>,
    judgings: &[Judging<'_>],
    workers: &dyn Workers,
) -> Vec<Option<Swept>> {
    let domain = question.domain;
    let none = || judgings.iter().map(|_| None).collect();
    if question.passes {
        return none();
    }
    let axes = Axes::new(domain, question.asked);
    let missing = |judging: &Judging<'_>| {
        !missing_tables(domain.facts, judging.lens, &judging.stretches).is_empty()
    };
    let lenses: Vec<(&Lens, &[Stretch])> = judgings
        .iter()
        .map(|judging| match missing(judging) {
            true => (judging.lens, &[][..]),
            false => (judging.lens, judging.stretches.as_slice()),
        })
        .collect();
    let all = share(domain, &axes, &lenses, workers);
    let of_lens = |lens: usize| -> Option<(&Shared, usize)> {
        all.iter().find_map(|shared| {
            let nth = shared.lenses.iter().position(|own| *own == lens)?;
            Some((shared, nth))
        })
    };
    each(workers, judgings.len(), |lens| {
        let (shared, nth) = of_lens(lens)?;
        let judging = judgings.get(lens)?;
        Some(sweep(Sweep {
            domain,
            axes: &axes,
            shared,
            nth,
            lens: judging.lens,
            stretches: &judging.stretches,
            light: question.light && judging.grants.is_empty(),
        }))
    })
}
