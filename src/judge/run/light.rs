//! Verdicts without people: what histograms say, put beside what was asked item by item.

use crate::field::Text;

use crate::finding::Outcome;
use crate::tally::sweep::{RuledItem, Swept, Who};
use crate::verdicts::{Item, Line, OfRule};

use super::Judging;

impl Judging<'_> {
    /// Takes what was said of cells by their sums alone.
    pub(super) fn take_ruled(&mut self, swept: &mut Swept) {
        self.places = swept.places.clone();
        self.figures = std::mem::take(&mut swept.rulings);
        let is_empty = |(outcome, _): &(Outcome, _)| *outcome == Outcome::NotEvaluated;
        let empty: Vec<bool> = self.figures.iter().map(is_empty).collect();
        let mut cells = vec![0; self.figures.len()];
        let mut lines = std::mem::take(&mut swept.ruled);
        let cell = |line: &Line| match line {
            Line::Cell { place, figures, .. } => Some((*place, *figures as usize)),
            Line::Item(_) | Line::Found(_) => None,
        };
        for (_, ruling) in lines.iter().filter_map(cell) {
            cells.get_mut(ruling).into_iter().for_each(|cells| *cells += 1);
        }
        let outcomes: Vec<Outcome> = self.figures.iter().map(|(one, _)| *one).collect();
        outcomes.into_iter().zip(cells).for_each(|(one, cells)| self.count(one, cells));
        if empty.contains(&true) {
            let is_empty = |ruling: usize| empty.get(ruling).copied().unwrap_or(false);
            // CLAUSE 4.9: said once for each place.
            lines.retain(|line| match cell(line) {
                Some((place, ruling)) if is_empty(ruling) => self.is_first_empty(place),
                _ => true,
            });
        }
        self.lines = lines;
        for item in std::mem::take(&mut swept.items) {
            self.count(item.outcome, 1);
            let RuledItem { stretch: time, place, who, outcome } = item;
            let (key, name) = ("person", self.name(&who));
            self.item(Item { place, time, key, name, outcome });
        }
    }

    /// Whether it was not yet said of a place that nobody is there.
    fn is_first_empty(&mut self, place: u32) -> bool {
        let place = self.places.of(place).map(Text::from).collect();
        self.empty_places.insert(place)
    }

    /// Says something of an item of a requirement.
    pub(super) fn item(&mut self, item: Item) {
        // OK because there are no more items than rows and people.
        self.lines.push(Line::Item(self.items.len() as u32));
        self.items.push(item);
    }

    pub(super) fn count(&mut self, outcome: Outcome, times: u64) {
        let force = self.lens.standing.rule().force;
        self.found.summary.add(outcome, force, false, times);
    }

    fn name(&self, who: &Who) -> Text {
        match who {
            Who::Row(person, _) | Who::Missing(person) => {
                self.question.domain.facts.register().name(*person).clone()
            }
            Who::Named(name) => name.clone(),
        }
    }

    /// What the rule says, in the order of its cells.
    pub(super) fn put_together(&mut self) {
        let found = std::mem::take(&mut self.found.findings);
        let standing = &self.lens.standing;
        let rule = standing.rule();
        let mut of_rule = OfRule {
            version: standing.directive().version,
            cites: rule.cites.clone(),
            columns: self.columns(),
            places: std::mem::take(&mut self.places),
            times: self.stretches.drain(..).map(|stretch| stretch.keys).collect(),
            figures: std::mem::take(&mut self.figures),
            items: std::mem::take(&mut self.items),
            lines: std::mem::take(&mut self.lines),
            ..OfRule::new(rule.name.clone(), rule.force)
        };
        found.into_iter().for_each(|finding| of_rule.push(finding));
        of_rule.put_in_order();
        self.found.verdicts.push(of_rule);
    }
}
