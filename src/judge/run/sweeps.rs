//! Histograms for the lenses that can have them, and what they say of each.

use crate::day::Day;
use crate::domain::stretch::Stretch;
use crate::error::Error;
use crate::field::{Subject, Table};
use crate::plan::{Ask, Lens};
use crate::rule::per::Column;
use crate::tally::counted::Counted;
use crate::tally::share::{Axes, Groups, Shared, is_of_days, tells};
use crate::tally::sweep::{Epoch, Sweep, Swept, sweep};
use crate::window::Period;
use crate::workers::{Workers, each_of};

use super::{Depth, Judging, Question, missing_tables};

/// How many lenses are asked of a day before the next at the most: of each there is something
/// to remember.
const AT_ONCE: usize = 64;

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

/// The lenses that are asked of histograms: none where passes are told of, cell by cell.
pub(super) fn groups<'a>(
    question: Question<'a>,
    axes: &'a Axes,
    judgings: &[Judging<'a>],
) -> Groups<'a> {
    let domain = question.domain;
    let asked = |judging: &Judging<'_>| {
        question.depth != Depth::Passes
            && missing_tables(domain.facts, judging.lens, &judging.stretches).is_empty()
    };
    let lenses: Vec<(&Lens, &[Stretch])> = judgings
        .iter()
        .map(|judging| match asked(judging) {
            true => (judging.lens, judging.stretches.as_slice()),
            false => (judging.lens, &[][..]),
        })
        .collect();
    Groups::new(domain, axes, &lenses)
}

/// What the histograms say of the lenses, each with its place in the plan.
pub(super) fn sweep_all(
    question: Question<'_>,
    axes: &Axes,
    all: &[Shared],
    judgings: &[(usize, Judging<'_>)],
    workers: &dyn Workers,
) -> Vec<Swept> {
    let domain = question.domain;
    let mut epochs: Vec<(&[Column], Epoch)> = Vec::new();
    for (_, judging) in judgings {
        let columns = judging.lens.grain.columns.as_slice();
        if !epochs.iter().any(|(known, _)| *known == columns) {
            epochs.push((columns, Epoch::new(domain, axes, columns)));
        }
    }
    // OK because each of them is in some group.
    let sweeps = judgings.iter().filter_map(|(nth, judging)| {
        let (shared, own) = all.iter().find_map(|shared| {
            let own = shared.lenses.iter().position(|own| own == nth)?;
            Some((shared, own))
        })?;
        let columns = judging.lens.grain.columns.as_slice();
        let (_, epoch) = epochs.iter().find(|(known, _)| *known == columns)?;
        Some(Sweep {
            domain,
            axes,
            shared,
            nth: own,
            lens: judging.lens,
            stretches: &judging.stretches,
            epoch,
            light: question.depth.is_light() && judging.grants.is_empty(),
            seeks: question.depth == Depth::Spots,
        })
    });
    let sweeps: Vec<Sweep<'_>> = sweeps.collect();
    let at_once = sweeps.len().div_ceil(workers.number().max(1)).clamp(1, AT_ONCE);
    let parts: Vec<&[Sweep<'_>]> = sweeps.chunks(at_once).collect();
    each_of(workers, parts, sweep).into_iter().flatten().collect()
}

/// For each row of visits or gatherings whether some rule has more to say of its like than
/// that it passes.
pub(crate) fn told_rows(
    question: Question<'_>,
    table: Table,
) -> Result<Vec<bool>, Error> {
    let rows = question.domain.facts.table(table).map_or(0, |rows| rows.len());
    let mut told = vec![false; rows];
    for lens in &question.plan.lenses {
        if !reads(lens, table) {
            continue;
        }
        let mut judging = match whole_day_in_force(lens) {
            Some(day) => {
                Judging::new(Question { asked: Period::on(day), ..question }, lens)
            }
            None => return Ok(vec![true; rows]),
        };
        let of_lens = judging.told_alike()?.unwrap_or_else(|| vec![true; rows]);
        for (told, of_lens) in told.iter_mut().zip(of_lens) {
            *told |= of_lens;
        }
    }
    Ok(told)
}

/// Some day on which all of a rule is in force from midnight to midnight.
fn whole_day_in_force(lens: &Lens) -> Option<Day> {
    let pieces = lens.standing.pieces().iter();
    let mut windows = pieces.flat_map(|piece| piece.windows.iter());
    windows.find_map(|window| {
        let first = window.first_day();
        [first, first.next()].into_iter().find(|day| window.covers_day(*day))
    })
}

/// Whether a lens is one of visits, or of gatherings.
fn reads(lens: &Lens, table: Table) -> bool {
    let of_table = |subject: Subject| match table {
        Table::Visits => subject == Subject::Visits,
        Table::Gatherings => subject == Subject::Gatherings,
        _ => matches!(subject, Subject::People | Subject::Arrivals | Subject::Departures),
    };
    lens.sides.iter().any(|side| of_table(side.subject))
}

/// Whether a lens asks more of the rows of people than can be counted, whatever they are.
pub(crate) fn needs_people(lens: &Lens) -> bool {
    matches!(lens.ask, Ask::Quota(_) | Ask::Apart(_))
        || reads(lens, Table::Attendance) && !is_of_days(lens)
}

/// Whether nothing more need be known to judge a lens that no histogram is asked of.
pub(super) fn is_all_here(counted: &dyn Counted, judging: &Judging<'_>) -> bool {
    let lens = judging.lens;
    let has = |table: Table| counted.has(table) && reads(lens, table);
    let of_people = has(Table::Attendance)
        || counted.has(Table::Attendance)
            && matches!(lens.ask, Ask::Quota(_) | Ask::Apart(_));
    let of_items = has(Table::Visits) || has(Table::Gatherings);
    judging.stretches.is_empty() || !of_people && (!of_items || judging.is_alike())
}

/// Whether a histogram of what was counted says all that there is to say.
pub(super) fn is_all_said(judging: &Judging<'_>, swept: &Swept) -> bool {
    swept.wanted.is_empty() && !swept.lacks && judging.grants.is_empty()
}
