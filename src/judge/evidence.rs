//! Verdict to finding: who was counted, who was left out, how far it is from the bound,
//! and the smallest change that keeps it.

mod apart;
mod levels;

use crate::classify::{Item, ItemKey};
use crate::field::Value;
use crate::finding::{
    Cell, Evidence, Finding, Measured, Mend, Outcome, Range, Reason, Relief,
};
use crate::plan::label::{Direction, Label, Labels};
use crate::plan::{Ask, Base, Bound, Lens, Quota, Side, Time};
use crate::rule::bound::Comparator;

use super::cells::{CellView, Judged};
use super::{Verdict, decimal, quota};

/// Who is bound by a passing requirement, so that no mend may move them: asked of an item
/// of the cell, on the cell's days.
pub(crate) type Held<'a> = &'a dyn Fn(&Item) -> bool;

impl CellView<'_> {
    /// The cell of a finding; with its item, where a requirement asks of one. CLAUSE 10.1.
    pub(crate) fn cell(&self, item: Option<&Item>) -> Cell {
        let columns = self.lens.grain.columns.iter().map(|column| column.as_str());
        let mut keys: Vec<(String, String)> = columns
            .zip(self.place)
            .map(|(column, value)| (column.to_owned(), value.to_string()))
            .collect();
        let own = match self.lens.grain.time {
            Time::Row => self.sides.iter().flatten().next(),
            _ => item,
        };
        if let Some(item) = own {
            let (key, name) = self.name(item);
            if !keys.iter().any(|(known, _)| *known == key) {
                keys.push((key.to_owned(), name));
            }
        }
        keys.extend(self.stretch.keys.iter().cloned());
        let window = self.stretch.window;
        Cell {
            keys,
            part: self.stretch.names_part.then_some((window.from, window.until)),
        }
    }

    /// What an item is called, and by which key.
    fn name(&self, item: &Item) -> (&'static str, String) {
        let facts = self.domain.facts;
        match &item.key {
            ItemKey::Person(person) | ItemKey::PersonRow(person, _) => {
                ("person", facts.register().name(*person).to_string())
            }
            ItemKey::Row(table, row) => {
                let key = if *table == crate::field::Table::Visits {
                    "visit"
                } else {
                    "gathering"
                };
                let rows = facts.table(*table);
                let id = rows.and_then(|rows| rows.value(*row as usize, key));
                (key, id.map_or_else(String::new, Value::to_string))
            }
            ItemKey::Unit(unit) => {
                let offices = self
                    .lens
                    .sides
                    .iter()
                    .any(|side| side.subject == crate::field::Subject::Offices);
                (if offices { "office" } else { "unit" }, unit.to_string())
            }
        }
    }

    /// A finding that could say nothing.
    pub(crate) fn silent(&self, reason: Reason, item: Option<&Item>) -> Finding {
        let standing = &self.lens.standing;
        let mut finding = standing.finding(Outcome::NotEvaluated, self.cell(item));
        finding.reason = Some(reason);
        if reason == Reason::CutPeriod {
            finding.evidence.levels = self.held_levels();
        }
        finding
    }

    /// The finding of a bound.
    pub(crate) fn of_bound(
        &self,
        bound: &Bound,
        judged: &Judged,
        verdict: &Verdict,
        held: Held<'_>,
    ) -> Finding {
        let standing = &self.lens.standing;
        let outcome = self.outcome(judged, verdict);
        let mut finding = standing.finding(outcome, self.cell(None));
        let range = |least: i128, most: Option<i128>| Range {
            certain: decimal(least),
            possible: most.map(decimal),
        };
        let based = bound.base != Base::None;
        finding.measured = Some(Measured {
            count: range(verdict.count.0, verdict.count.1),
            base: based.then(|| range(verdict.base.0, verdict.base.1)),
            bound: String::new(),
            allowed: verdict.allowed,
            headroom: verdict.headroom,
        });
        let relieved = judged.relieved;
        match outcome {
            Outcome::Fail if relieved => finding.relief = Some(Relief::Granted),
            Outcome::Undetermined if relieved => finding.worst = Some(Relief::Granted),
            _ => {}
        }
        finding.evidence = self.evidence(judged);
        finding.evidence.levels = self.held_levels();
        if outcome != Outcome::Pass {
            finding.evidence.granted = self.granted(bound, judged);
        }
        if outcome == Outcome::Fail {
            finding.mend = self.mend(bound, judged, verdict, held);
        }
        finding
    }

    /// The finding of one item of a requirement.
    pub(crate) fn of_item(&self, item: &Item, outcome: Outcome) -> Finding {
        let standing = &self.lens.standing;
        let mut finding = standing.finding(outcome, self.cell(Some(item)));
        let granted =
            !self.grants.is_empty() && (self.is_granted(item) || self.is_lifted(item));
        let name = self.name(item).1;
        match outcome {
            Outcome::Fail => {
                finding.evidence.counted.push(name.clone());
                finding.relief = granted.then_some(Relief::Granted);
            }
            Outcome::Undetermined => {
                finding.evidence.undecided.push(name.clone());
                finding.worst = granted.then_some(Relief::Granted);
            }
            _ => {}
        }
        if granted && outcome != Outcome::Pass {
            finding.evidence.granted.push(name);
        }
        finding.evidence.levels = self.held_levels();
        finding
    }

    /// The finding of a period of a quota. CLAUSE 12.8.
    pub(crate) fn of_quota(
        &self,
        quota: &Quota,
        measured: &quota::Measure,
        outcome: Outcome,
    ) -> Finding {
        let standing = &self.lens.standing;
        let mut finding = standing.finding(outcome, self.cell(None));
        let size = i128::from(quota.size);
        let range = |(least, most): (i128, Option<i128>), size: i128| Range {
            certain: decimal(least.div_euclid(size)),
            possible: most.map(|most| decimal(most.div_euclid(size))),
        };
        let base = (quota.is_share() || quota.is_mean).then(|| match quota.is_share() {
            true => range(measured.base(), size),
            false => range(measured.base(), 1),
        });
        finding.measured = Some(Measured {
            count: range(measured.count(), size),
            base,
            bound: String::new(),
            allowed: quota.allowed(measured),
            headroom: quota.headroom(measured),
        });
        let items = self.sides.iter().flatten();
        let here = items.filter(|item| {
            item.days.iter().any(|day| self.stretch.days.binary_search(&day.day).is_ok())
        });
        let here: Vec<&Item> = here.collect();
        let mut names: Vec<String> = here.iter().map(|item| self.name(item).1).collect();
        names.sort();
        let relieved = !self.grants.is_empty()
            && match (quota.is_mean, here.as_slice()) {
                (false, [item]) => self.is_granted(item) || self.is_lifted(item),
                _ => self.is_place_lifted(),
            };
        if relieved && outcome != Outcome::Pass {
            finding.evidence.granted = names.clone();
        }
        match outcome {
            Outcome::Fail => {
                finding.relief = relieved.then_some(Relief::Granted);
                finding.evidence.counted = names;
            }
            Outcome::Undetermined => {
                finding.worst = relieved.then_some(Relief::Granted);
                finding.evidence.undecided = names;
            }
            _ => finding.evidence.counted = names,
        }
        finding.evidence.levels = self.held_levels();
        finding
    }

    /// CLAUSE 8.4.
    fn evidence(&self, judged: &Judged) -> Evidence {
        let mut evidence = Evidence::default();
        for (nth, (side, items)) in self.lens.sides.iter().zip(self.sides).enumerate() {
            let labels = judged.labels.get(nth).map_or(&[][..], Vec::as_slice);
            let amounts = judged.amounts.get(nth).map_or(&[][..], Vec::as_slice);
            for (at, (item, labels)) in items.iter().zip(labels).enumerate() {
                let name = self.name(item).1;
                let counted = labels.any(|label| label.count());
                let unknown_amount = side.sums.is_some()
                    && counted
                    && amounts.get(at).copied().flatten().is_none();
                if labels.all(|label| label.count()) {
                    evidence.counted.push(name.clone());
                }
                if labels.all(|label| label.named())
                    && labels.any(|label| label.left_out())
                {
                    evidence.exempt.push(name.clone());
                }
                let owned = judged.owned.get(&(nth, at));
                let is_in_some = owned.is_some_and(|owned| owned.len() > 1);
                if labels.is_open() || unknown_amount || is_in_some {
                    evidence.undecided.push(name);
                }
            }
        }
        for (item, labels) in self.other_day.iter().zip(&judged.other_labels) {
            if labels.is_open() {
                evidence.undecided.push(self.name(item).1);
            }
        }
        let lists =
            [&mut evidence.counted, &mut evidence.exempt, &mut evidence.undecided];
        for list in lists {
            list.sort();
            list.dedup();
        }
        evidence
    }

    /// CLAUSE 9.2: those with a grant who would be counted otherwise if they complied.
    fn granted(&self, bound: &Bound, judged: &Judged) -> Vec<String> {
        let joins = |label: Label| {
            let is_in = label.base() || !bound.base.is_of_items();
            !label.count() && label.joins() && is_in
        };
        let mut names = Vec::new();
        for (at, item, labels) in self.items(judged) {
            // The base of another day is known of those alone who are linked to it.
            let own = match (bound.direction(), &bound.base) {
                (Direction::Cap, _) => labels.any(|label| label.count()),
                (Direction::Floor, Base::OnDay(..)) => {
                    judged.linked.get(&at).is_some_and(|labels| labels.any(joins))
                }
                // Where there are grants, the labels of a floor know of other statuses.
                (Direction::Floor, _) => labels.any(joins),
            };
            if own && self.is_granted(item) {
                names.push(self.name(item).1);
            }
        }
        names.sort();
        names.dedup();
        names
    }

    /// CLAUSE 8.5: the smallest change that keeps the bound under the worst filling.
    fn mend(
        &self,
        bound: &Bound,
        judged: &Judged,
        verdict: &Verdict,
        held: Held<'_>,
    ) -> Option<Mend> {
        let people = |side: &Side| side.subject == crate::field::Subject::People;
        let sums = self.lens.sides.iter().any(|side| side.sums.is_some());
        let exactly = matches!(bound.comparator, Comparator::Exactly { .. });
        if exactly || sums || self.lens.averaged || !self.lens.sides.iter().all(people) {
            return None;
        }
        let short = -verdict.headroom.filter(|headroom| *headroom < 0)?;
        let candidates = match bound.direction() {
            Direction::Cap => self.candidates(judged, held, |_, _, labels| {
                labels.all(|label| label.count())
            }),
            Direction::Floor => {
                let in_base = |item: &Item, labels: Labels| match bound.base {
                    Base::Items => labels.all(|label| label.base()),
                    Base::OnDay(..) => self.is_in_other_base(judged, item),
                    Base::None | Base::Field(_) => true,
                };
                self.candidates(judged, held, |side, item, labels| {
                    labels.all(|label| !label.count())
                        && in_base(item, labels)
                        && self.with_statuses(side, item).all(|label| label.joins())
                })
            }
        };
        let change = match bound.direction() {
            Direction::Cap => -short,
            Direction::Floor => short,
        };
        Some(Mend { change, candidates, keeps: Vec::new() })
    }

    /// Whether an item is certainly in the base of the other day.
    fn is_in_other_base(&self, judged: &Judged, item: &Item) -> bool {
        let mut others = self.other_day.iter().zip(&judged.other_labels);
        let own = others.find(|(other, _)| other.key == item.key);
        own.is_some_and(|(_, labels)| labels.all(|label| label.base()))
    }

    fn candidates(
        &self,
        judged: &Judged,
        held: Held<'_>,
        may: impl Fn(&Side, &Item, Labels) -> bool,
    ) -> Vec<String> {
        let mut names = Vec::new();
        for (nth, (side, items)) in self.lens.sides.iter().zip(self.sides).enumerate() {
            let labels = judged.labels.get(nth).map_or(&[][..], Vec::as_slice);
            for (item, labels) in items.iter().zip(labels) {
                if may(side, item, *labels) && !held(item) {
                    names.push(self.name(item).1);
                }
            }
        }
        names.sort();
        names.dedup();
        names
    }

    /// The labels of an item, with whether other statuses would have it counted. CLAUSE 9.2.
    fn with_statuses(&self, side: &Side, item: &Item) -> Labels {
        let mut asking = self.asking(side);
        asking.with_statuses = true;
        asking.all_labels(item)
    }
}

/// The finding of a rule that matched nobody, or had no facts. CLAUSE 8.2, 8.3.
pub(crate) fn without_cell(lens: &Lens, reason: Reason) -> Finding {
    let standing = &lens.standing;
    let mut finding = standing.finding(Outcome::NotEvaluated, Cell::default());
    finding.reason = Some(reason);
    finding
}

/// Whether the lens asks for a bound, and which.
pub(crate) fn bound_of(lens: &Lens) -> Option<&Bound> {
    match &lens.ask {
        Ask::Bound(bound) => Some(bound),
        Ask::Each { .. } | Ask::Quota(_) | Ask::Apart(_) => None,
    }
}
