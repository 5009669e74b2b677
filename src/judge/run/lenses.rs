//! All lenses of a plan, judged side by side.

use crate::error::Error;
use crate::field::Table;
use crate::tally::share::{Axes, Counting};
use crate::tally::sweep::Swept;
use crate::workers::{Workers, each_of};

use super::sweeps::{groups, is_all_here, is_all_said, sweep_all};
use super::{Found, Judging, Question};

/// Judges every lens of the plan.
pub(crate) fn run(question: Question<'_>, workers: &dyn Workers) -> Result<Found, Error> {
    let judgings: Vec<Judging<'_>> =
        question.plan.lenses.iter().map(|lens| Judging::new(question, lens)).collect();
    let axes = Axes::new(question.domain, question.asked);
    let groups = groups(question, &axes, &judgings);
    let (swept, alone): (Vec<_>, Vec<_>) =
        judgings.into_iter().enumerate().partition(|(nth, _)| groups.has(*nth));
    let counted = question.counted;
    let is_here = |(_, judging): &(usize, Judging<'_>)| {
        counted.is_none_or(|counted| is_all_here(counted, judging))
    };
    if !alone.iter().all(is_here) {
        return Ok(Found::lacking_rows());
    }
    let of_people = counted.filter(|counted| counted.has(Table::Attendance));
    let counting = Counting::new(&groups, of_people, workers);
    let mut judged = judge_and_count(alone, &counting, workers);
    let all = counting.shared();
    let of_lenses = sweep_all(question, &axes, &all, &swept, workers);
    drop(all);
    let is_said = |((_, judging), of_lens): (&(usize, Judging<'_>), &Swept)| {
        counted.is_none() || is_all_said(judging, of_lens)
    };
    if !swept.iter().zip(&of_lenses).all(is_said) {
        return Ok(Found::lacking_rows());
    }
    let swept = swept.into_iter().zip(of_lenses).collect();
    judged.extend(each_of(workers, swept, |((nth, judging), of_lens)| {
        (nth, judging.judge(Some(of_lens)))
    }));
    judged.sort_by_key(|(nth, _)| *nth);
    let mut found = Found::default();
    for (_, of_lens) in judged {
        let of_lens = of_lens?;
        if of_lens.needs_rows {
            return Ok(Found::lacking_rows());
        }
        found.take(of_lens);
    }
    found.findings.sort_by(|a, b| (&a.rule, &a.cell).cmp(&(&b.rule, &b.cell)));
    Ok(found)
}

/// What is found of a lens, with its place in the plan.
type OfLens = (usize, Result<Found, Error>);

/// Judges the lenses that no histogram is asked of, while everybody is counted for the others.
fn judge_and_count(
    alone: Vec<(usize, Judging<'_>)>,
    counting: &Counting<'_>,
    workers: &dyn Workers,
) -> Vec<OfLens> {
    enum Job<'a> {
        Judge(usize, Box<Judging<'a>>),
        Count(usize),
    }
    // A lens is not divided, so that it comes first.
    let judge = alone.into_iter().map(|(nth, one)| Job::Judge(nth, Box::new(one)));
    let jobs = judge.chain((0..counting.jobs()).map(Job::Count)).collect();
    let done = each_of(workers, jobs, |job| match job {
        Job::Judge(nth, judging) => Some((nth, judging.judge(None))),
        Job::Count(job) => {
            counting.count(job);
            None
        }
    });
    done.into_iter().flatten().collect()
}
