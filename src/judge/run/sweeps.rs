//! Histograms for the lenses that can have them, and what they say of each.

use crate::domain::stretch::Stretch;
use crate::field::Subject;
use crate::plan::{Ask, Lens};
use crate::tally::share::{Axes, Shared, share, tells};
use crate::tally::sweep::{Sweep, Swept, sweep};
use crate::workers::{Workers, each};

use super::{Judging, Question, missing_tables};

/// For each row of attendance whether a requirement may have more to say of its like.
pub(crate) fn told_kinds(question: Question<'_>) -> Option<Vec<bool>> {
    let lenses = &question.plan.lenses;
    let judgings: Vec<Judging<'_>> =
        lenses.iter().map(|lens| Judging::new(question, lens)).collect();
    let lenses: Vec<(&Lens, &[Stretch])> = judgings
        .iter()
        .map(|judging| (judging.lens, judging.stretches.as_slice()))
        .collect();
    let axes = Axes::new(question.domain, question.asked);
    tells(question.domain, &axes, &lenses)
}

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
    let all = share(domain, &axes, &lenses, question.counted, workers);
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

/// Whether the histograms say all that there is to say of people.
pub(super) fn is_all_counted(judgings: &[Judging<'_>], swept: &[Option<Swept>]) -> bool {
    let reads_people = |lens: &Lens| {
        let of_people = |subject: Subject| {
            matches!(subject, Subject::People | Subject::Arrivals | Subject::Departures)
        };
        lens.sides.iter().any(|side| of_people(side.subject))
            || matches!(lens.ask, Ask::Quota(_) | Ask::Apart(_))
    };
    judgings.iter().zip(swept).all(|(judging, swept)| match swept {
        Some(swept) => {
            swept.wanted.is_empty() && !swept.lacks && judging.grants.is_empty()
        }
        None => judging.stretches.is_empty() || !reads_people(judging.lens),
    })
}
