//! What a limit says of a cell, once all totals are known: outcome, arithmetic, evidence and
//! mend (CLAUSE 4.10, 7.4, 7.6, 8.4, 8.5, 9.4).

use std::collections::BTreeSet;

use passmuster::day::Day;
use passmuster::facts::PersonId;
use passmuster::field::{Subject, Text};
use passmuster::finding::{Evidence, Measured, Mend, Range, Relief};
use passmuster::ratio::Decimal;
use passmuster::rule::limit::Measure;
use passmuster::words;
use passmuster::{Finding, Outcome};

use crate::amount::Worth;
use crate::bound::{ONE, Target};
use crate::cell::Cell;
use crate::ground::Ground;
use crate::limit::{LimitPlan, Seen, Total};
use crate::value::Who;

/// What a limit says of a cell.
pub(crate) struct LimitVerdict {
    pub(crate) outcome: Outcome,
    /// Whether some item was possibly in count or base. CLAUSE 8.2.
    pub(crate) has_matched: bool,
    /// CLAUSE 4.9: a share of a base that is empty under every filling.
    pub(crate) is_empty: bool,
    /// CLAUSE 4.15: that it bounds nothing under any filling.
    pub(crate) is_unbounded: bool,
    relief: Option<Relief>,
    worst: Option<Relief>,
    measured: Measured,
    evidence: Evidence,
    mend: Option<Mend>,
}

impl LimitVerdict {
    /// The finding that says so.
    pub(crate) fn finding(self, mut finding: Finding) -> Finding {
        finding.relief = self.relief;
        finding.worst = self.worst;
        finding.measured = Some(self.measured);
        finding.evidence = self.evidence;
        finding.mend = self.mend;
        finding
    }

    /// CLAUSE 15.6: how much better it is than the worst of its outcome.
    pub(crate) fn ease(&self) -> (bool, i64) {
        let is_relieved = self.relief.is_some() || self.worst.is_some();
        (is_relieved, self.measured.headroom.unwrap_or(i64::MAX))
    }

    /// CLAUSE 3.8: what is left of it where the cell may be cut out.
    pub(crate) fn perhaps(mut self) -> Self {
        if self.outcome != Outcome::Pass {
            self.outcome = Outcome::Undetermined;
        }
        if self.relief.is_some() {
            self.worst = self.relief.take();
        }
        self.mend = None;
        self
    }
}

impl Ground<'_> {
    /// The verdict, from every total that some filling reaches.
    pub(crate) fn verdict(
        &self,
        plan: &LimitPlan<'_>,
        cell: &Cell,
        (states, seen): (&BTreeSet<(Total, Target)>, &[Seen]),
        held: &[(PersonId, Vec<Day>)],
    ) -> LimitVerdict {
        let can_keep = states.iter().any(|(total, target)| target.can_keep(total.count));
        let can_break =
            states.iter().any(|(total, target)| target.can_break_plainly(total.count));
        let violation = states
            .iter()
            .any(|(total, target)| target.can_break(total.count, total.relieved));
        let outcome = match (can_keep, can_break) {
            (_, false) => Outcome::Pass,
            (false, true) => Outcome::Fail,
            (true, true) => Outcome::Undetermined,
        };
        let relieved =
            |of: Outcome| (outcome == of && !violation).then_some(Relief::Granted);
        let is_cap = plan.is_cap();
        // CLAUSE 4.10: the worst filling.
        let worst = states.iter().max_by(|(total, target), (other, other_target)| {
            // Of two counts that nothing bounds neither is the greater.
            let key = |total: &Total| match is_cap {
                true if total.count.is_open => (true, 0, -total.base),
                true => (false, total.count.known, -total.base),
                false => (false, -total.count.known, total.base),
            };
            key(total).cmp(&key(other)).then(target.worse(other_target))
        });
        let allowed = worst.and_then(|(total, target)| target.allowed(total.count));
        let count = range(
            states.iter().map(|(total, _)| (total.count.known, !total.count.is_open)),
        );
        let base = plan.limit.base.as_ref().map(|_| {
            range(
                states.iter().map(|(total, target)| (total.base, !target.has_wild_base)),
            )
        });
        let measured = Measured {
            count,
            base,
            bound: words::bound_here(plan.limit, allowed),
            allowed,
            headroom: worst.and_then(|(total, target)| target.headroom(total.count)),
        };
        let mend = worst.filter(|_| outcome == Outcome::Fail).and_then(|(total, _)| {
            let change = i128::from(allowed?) - total.count.known / ONE;
            self.mend(plan, cell, i64::try_from(change).ok()?, (seen, held))
        });
        LimitVerdict {
            outcome,
            has_matched: seen.iter().any(|one| {
                let is_owned = one.owned.iter().flatten().any(|own| *own != 0);
                one.ever_counted || one.ever_base || is_owned
            }),
            is_empty: states.iter().all(|(_, target)| target.is_empty),
            is_unbounded: states
                .iter()
                .all(|(_, target)| target.worth == Worth::Unbounded),
            relief: relieved(Outcome::Fail),
            worst: relieved(Outcome::Undetermined),
            measured,
            evidence: self.evidence(plan, seen, outcome),
            mend,
        }
    }

    /// CLAUSE 8.4.
    fn evidence(
        &self,
        plan: &LimitPlan<'_>,
        seen: &[Seen],
        outcome: Outcome,
    ) -> Evidence {
        let names = |is_meant: &dyn Fn(&Seen) -> bool| {
            let meant = seen.iter().filter(|one| is_meant(one));
            let mut names: Vec<String> =
                meant.map(|one| self.name_of(&one.item).to_string()).collect();
            names.sort();
            names.dedup();
            names
        };
        let is_exempt = |one: &Seen| {
            plan.limit.exempt.iter().zip(&one.exempt).any(|(exempt, always)| {
                *always
                    && (exempt.out_of_count && one.plain.0
                        || exempt.out_of_base && one.plain.1)
            })
        };
        let is_undecided = |one: &Seen| {
            one.ever_counted != one.always_counted
                || one.ever_base != one.always_base
                || one.ever_open
                || one.owned.len() > 1
        };
        Evidence {
            counted: names(&|one| one.always_counted),
            exempt: names(&is_exempt),
            granted: match outcome {
                Outcome::Fail | Outcome::Undetermined => names(&|one| one.ever_relieved),
                _ => Vec::new(),
            },
            undecided: names(&is_undecided),
            values: Vec::new(),
            levels: Vec::new(),
        }
    }

    /// CLAUSE 8.5.
    fn mend(
        &self,
        plan: &LimitPlan<'_>,
        cell: &Cell,
        change: i64,
        (seen, held): (&[Seen], &[(PersonId, Vec<Day>)]),
    ) -> Option<Mend> {
        let is_count = matches!(plan.limit.measure, Measure::Count(_));
        let of_people = plan.counted.iter().all(|one| one.subject == Subject::People);
        let exactly = plan.limit.bound.comparator;
        let exactly =
            matches!(exactly, passmuster::rule::bound::Comparator::Exactly { .. });
        if !is_count || !of_people || exactly || plan.limit.averaged.is_some() {
            return None;
        }
        let is_held = |item: &Who| {
            held.iter().any(|(person, days)| {
                *item == Who::Person(*person, None)
                    && days.iter().any(|day| cell.days.contains(day))
            })
        };
        let may = |one: &&Seen| {
            let moves = match change < 0 {
                true => one.always_counted,
                false => {
                    let in_base = plan.base.is_none() || one.always_base;
                    !one.ever_counted && one.always_would && in_base
                }
            };
            moves && one.item.subject() == Subject::People && !is_held(&one.item)
        };
        let names = seen.iter().filter(may).map(|one| self.name_of(&one.item));
        let mut candidates: Vec<String> =
            names.map(|name: Text| name.to_string()).collect();
        candidates.sort();
        Some(Mend { change, candidates, keeps: Vec::new() })
    }
}

/// CLAUSE 7.6: the least number, and the most; `None` if nothing bounds some of them.
fn range(numbers: impl Iterator<Item = (i128, bool)> + Clone) -> Range {
    let decimal = |number: i128| {
        Decimal::from_billionths(i64::try_from(number).unwrap_or(i64::MAX))
    };
    let certain = numbers.clone().map(|(number, _)| number).min().unwrap_or_default();
    let possible = numbers.clone().map(|(number, _)| number).max().unwrap_or_default();
    let is_bounded = numbers.clone().all(|(_, is_bounded)| is_bounded);
    Range { certain: decimal(certain), possible: is_bounded.then(|| decimal(possible)) }
}
