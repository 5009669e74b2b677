//! A bound that holds at every moment of a day (CLAUSE 15.6).

use std::collections::BTreeSet;

use passmuster::Outcome;
use passmuster::day::Instant;
use passmuster::finding::Reason;
use passmuster::rule::bound::Comparator;
use passmuster::rule::limit::Limit;

use crate::cell::Cell;
use crate::grant::Grants;
use crate::ground::Ground;
use crate::guard::Cutting;
use crate::judge::{Held, Judging};
use crate::limit::LimitPlan;

impl Ground<'_> {
    /// CLAUSE 15.6: the bound asked of every moment of a day.
    pub(crate) fn judge_moments(
        &self,
        judging: &mut Judging<'_>,
        (cell, limit): (&Cell, &Limit),
        cutting: Cutting,
        (grants, held): (&Grants, &Held),
    ) {
        let plan = LimitPlan::new(self, judging.standing.rule(), limit);
        let (mut someone_there, mut pieces) = (false, Vec::new());
        for part in self.pieces(cell, &plan.plan.minutes) {
            let piece = Cell { part: Some(part), ..cell.clone() };
            let verdict = self.limit(&plan, &piece, grants, held);
            judging.has_matched |= verdict.has_matched;
            if verdict.is_empty {
                continue;
            }
            someone_there = true;
            if verdict.is_unbounded {
                continue;
            }
            pieces.push((
                part,
                match cutting {
                    Cutting::Perhaps => verdict.perhaps(),
                    _ => verdict,
                },
            ));
        }
        let comparator = limit.bound.comparator;
        let is_upper = matches!(comparator, Comparator::AtMost | Comparator::Below);
        if cell.is_cut && !is_upper {
            judging.not_evaluated(cell.named(None), Reason::CutPeriod, 1);
        } else if !someone_there {
            let place = format!("{:?} {:?}", cell.columns, cell.row);
            let first = (cell.named(None), 0);
            judging.empty.entry(place).or_insert(first).1 += 1;
        } else if pieces.is_empty() {
            judging.unbounded += 1;
        } else {
            let has = |outcome| pieces.iter().any(|(_, one)| one.outcome == outcome);
            let outcome = match (has(Outcome::Fail), has(Outcome::Undetermined)) {
                (true, _) => Outcome::Fail,
                (false, true) => Outcome::Undetermined,
                (false, false) => Outcome::Pass,
            };
            pieces.retain(|(_, one)| one.outcome == outcome);
            let mut moments: Vec<(Instant, Instant)> = Vec::new();
            for ((from, until), _) in &pieces {
                match moments.last_mut() {
                    Some((_, end)) if end == from => *end = *until,
                    _ => moments.push((*from, *until)),
                }
            }
            pieces.sort_by_key(|((from, _), one)| (one.ease(), *from));
            let Some(((from, _), worst)) = pieces.into_iter().next() else { return };
            let finding = judging.found(outcome, cell.named(None));
            let mut finding = worst.finding(finding);
            finding.moment = Some(from);
            finding.moments = moments;
            judging.push(finding, 1);
        }
    }

    /// The pieces of a cell between one clock time that the tables, or the rule, name and the
    /// next.
    fn pieces(&self, cell: &Cell, asked: &BTreeSet<u16>) -> Vec<(Instant, Instant)> {
        let (Some((from, until)), Some(day)) = (cell.part, cell.days.first()) else {
            return Vec::new();
        };
        let edges =
            self.edges.union(asked).map(|edge| day.start().plus(i64::from(*edge)));
        let within = edges.filter(|edge| from < *edge && *edge < until);
        let edges: BTreeSet<Instant> = within.chain([from, until]).collect();
        let edges: Vec<Instant> = edges.into_iter().collect();
        edges
            .windows(2)
            .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
            .collect()
    }
}
