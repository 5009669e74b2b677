//! What each must be or have (section 5).

use std::collections::BTreeSet;

use passmuster::Outcome;
use passmuster::rule::Rule;
use passmuster::rule::matcher::{GroupName, Matcher};
use passmuster::rule::require::{Demand, Require};

use crate::cell::Cell;
use crate::filling::Fixed;
use crate::ground::Ground;
use crate::item::{Answers, Where};
use crate::plan::{LACKING, Plan, Tree, Way};
use crate::value::Who;

/// A requirement, with what it asks of each item.
pub(crate) struct RequirePlan<'a> {
    require: &'a Require,
    plan: Plan,
    each: Tree,
    /// What it must be, or must never be.
    be: Option<Tree>,
}

/// What a requirement says of an item that may be bound by it.
pub(crate) struct RequireVerdict {
    pub(crate) item: Who,
    pub(crate) outcome: Outcome,
    /// Whether it is bound under every filling.
    pub(crate) is_bound: bool,
}

impl<'a> RequirePlan<'a> {
    pub(crate) fn new(ground: &Ground<'_>, rule: &Rule, require: &'a Require) -> Self {
        let mut plan = Plan::new(rule.week_starts);
        let each = plan.population(ground, &require.each);
        let way = Way::of(require.each.subject);
        let be = match &require.demand {
            Demand::Be(matcher) | Demand::NeverBe(matcher) => {
                Some(plan.matcher(ground, matcher, way))
            }
            Demand::Have(have) => {
                plan.minutes_of(ground, have);
                plan.have = Some((each.clone(), have.clone()));
                None
            }
        };
        Self { require, plan, each, be }
    }

    /// CLAUSE 5.2, 5.3: whether the demand is kept.
    fn keeps(&self, answers: &Answers) -> bool {
        match (&self.require.demand, &self.be) {
            (Demand::Be(_), Some(be)) => be.holds_here(&answers.of),
            (Demand::NeverBe(_), Some(be)) => !be.holds_here(&answers.of),
            _ => !Tree::Answer(LACKING).holds(&answers.of),
        }
    }
}

impl Ground<'_> {
    /// CLAUSE 8.5: whether a `be` or `never_be` binds to a status.
    pub(crate) fn asks_status(&self, demand: &Demand) -> bool {
        match demand {
            Demand::Be(matcher) | Demand::NeverBe(matcher) => self.names_status(matcher),
            Demand::Have(_) => false,
        }
    }

    fn names_status(&self, matcher: &Matcher) -> bool {
        match matcher {
            Matcher::Together(together) => {
                together.fields.iter().any(|test| test.field.as_str() == "status")
            }
            Matcher::All(parts) | Matcher::Any(parts) => {
                parts.iter().any(|part| self.names_status(part))
            }
            Matcher::Not(part) => self.names_status(part),
            Matcher::Group(used) => match &used.group {
                GroupName::Everyone => false,
                GroupName::Working => true,
                GroupName::Defined(group) => {
                    let population = self.rulebook.group(group);
                    population.is_some_and(|of| self.names_status(&of.matcher))
                }
            },
        }
    }

    /// CLAUSE 5.1, 5.4: what a requirement says of each item that is bound under some filling.
    pub(crate) fn require(
        &self,
        plan: &RequirePlan<'_>,
        cell: &Cell,
    ) -> Vec<RequireVerdict> {
        let at = Where { cell, per: &plan.require.per, then: None };
        let mut verdicts = Vec::new();
        for item in self.items(at, plan.require.each.subject.items()) {
            let blanks = self.blanks_of(at, &plan.plan, &item);
            let all = self.all_answers(at, &plan.plan, (&item, &blanks), &Fixed::new());
            let states: BTreeSet<(bool, bool)> = all
                .iter()
                .map(|answers| (plan.each.holds_here(&answers.of), plan.keeps(answers)))
                .collect();
            if !states.iter().any(|(is_bound, _)| *is_bound) {
                continue;
            }
            // CLAUSE 7.4: whoever is not bound breaks nothing.
            let breaks = |(is_bound, keeps): &(bool, bool)| *is_bound && !keeps;
            let outcome = match (states.iter().any(breaks), states.iter().all(breaks)) {
                (false, _) => Outcome::Pass,
                (true, true) => Outcome::Fail,
                (true, false) => Outcome::Undetermined,
            };
            let is_bound = states.iter().all(|(is_bound, _)| *is_bound);
            verdicts.push(RequireVerdict { item, outcome, is_bound });
        }
        verdicts
    }
}
