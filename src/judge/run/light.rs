//! Verdicts without people: what histograms say, put beside what was asked item by item.

use std::sync::Arc;

use crate::finding::{Outcome, Range};
use crate::judge::{Verdict, decimal};
use crate::plan::Base;
use crate::tally::sweep::{RuledItem, Ruling, Swept, Who};
use crate::verdicts::{Figures, Item, Line, OfRule};

use super::{Judging, bound_of};

impl Judging<'_> {
    /// Takes what was said of cells by their sums alone.
    pub(super) fn take_ruled(&mut self, swept: &mut Swept) {
        for place in &swept.places {
            self.places.push(place.iter().map(|value| &**value));
        }
        let based = bound_of(self.lens).is_some_and(|bound| bound.base != Base::None);
        let figures = |ruling: &Ruling| (ruling.outcome, figures(&ruling.verdict, based));
        self.figures = swept.rulings.iter().map(figures).collect();
        for ruled in std::mem::take(&mut swept.ruled) {
            let Some((outcome, _)) = self.figures.get(ruled.ruling as usize) else {
                continue;
            };
            let outcome = *outcome;
            let (place, time, figures) = (ruled.place, ruled.stretch, ruled.ruling);
            if outcome == Outcome::NotEvaluated {
                // CLAUSE 4.9: said once for each place.
                self.found.summary.not_evaluated += 1;
                let place = self.places.of(place).map(Arc::from).collect();
                if !self.empty_places.insert(place) {
                    continue;
                }
            } else {
                self.count(outcome);
            }
            self.lines.push(Line::Cell { place, time, figures });
        }
        for item in std::mem::take(&mut swept.items) {
            self.count(item.outcome);
            let RuledItem { stretch: time, place, who, outcome } = item;
            let (key, name) = ("person", self.name(&who));
            let item = Item { place, time, key, name, outcome };
            self.lines.push(Line::Item(Box::new(item)));
        }
    }

    pub(super) fn count(&mut self, outcome: Outcome) {
        let force = self.lens.standing.rule().force;
        self.found.summary.add(outcome, force, false, 1);
    }

    fn name(&self, who: &Who) -> Arc<str> {
        match who {
            Who::Row(person, _) | Who::Missing(person) => {
                self.question.domain.facts.register().name(*person).clone()
            }
            Who::Named(name) => name.clone(),
        }
    }

    /// What the rule says, in the order of its cells.
    pub(super) fn put_together(&mut self) {
        let found = std::mem::take(&mut self.found.findings).into_iter();
        self.lines.extend(found.map(|finding| Line::Found(Box::new(finding))));
        let standing = &self.lens.standing;
        let rule = standing.rule();
        let mut of_rule = OfRule {
            rule: rule.name.clone(),
            version: standing.directive().version,
            cites: rule.cites.clone(),
            force: rule.force,
            columns: self.columns(),
            places: std::mem::take(&mut self.places),
            times: self.stretches.iter().map(|stretch| stretch.keys.clone()).collect(),
            figures: std::mem::take(&mut self.figures),
            lines: std::mem::take(&mut self.lines),
        };
        of_rule.sort();
        self.found.verdicts.push(of_rule);
    }
}

/// The numbers of a verdict.
pub(super) fn figures(verdict: &Verdict, based: bool) -> Figures {
    let range = |(least, most): (i128, Option<i128>)| Range {
        certain: decimal(least),
        possible: most.map(decimal),
    };
    Figures {
        count: range(verdict.count),
        base: based.then(|| range(verdict.base)),
        allowed: verdict.allowed,
        headroom: verdict.headroom,
    }
}
