//! The finding of a separation: who carries which value, and who must go.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::Item;
use crate::field::{Subject, Text};
use crate::finding::{
    Carried, Evidence, Finding, Measured, Mend, Outcome, Range, Relief,
};
use crate::judge::cells::CellView;
use crate::judge::run::Met;
use crate::judge::{UNIT, apart, decimal};
use crate::plan::Apart;
use crate::rule::per::Column;

use super::Held;

impl CellView<'_> {
    /// The finding of a cell of a separation. CLAUSE 13.7.
    pub(crate) fn of_apart(&self, apart: &Apart, met: &Met, held: Held<'_>) -> Finding {
        let standing = &self.lens.standing;
        let outcome = met.outcome();
        let mut finding = standing.finding(outcome, self.cell(None));
        let count = |count: usize| decimal(count as i128 * UNIT);
        let allowed = i64::from(apart.at_most);
        let room = |most: usize| allowed - i64::try_from(most).unwrap_or(i64::MAX);
        finding.measured = Some(Measured {
            count: Range {
                certain: count(met.meeting.least),
                possible: met.meeting.most.map(count),
            },
            base: None,
            bound: String::new(),
            allowed: Some(allowed),
            headroom: met.meeting.most.map(room),
        });
        match outcome {
            Outcome::Fail if met.relieved => finding.relief = Some(Relief::Granted),
            Outcome::Undetermined if met.relieved => {
                finding.worst = Some(Relief::Granted)
            }
            _ => {}
        }
        finding.evidence = self.carriers(met, outcome);
        finding.evidence.levels = self.held_levels();
        if outcome == Outcome::Fail {
            finding.mend = self.mend_apart(apart, met, held);
        }
        finding
    }

    /// CLAUSE 8.4, 13.7.
    fn carriers(&self, met: &Met, outcome: Outcome) -> Evidence {
        let mut evidence = Evidence::default();
        let mut values: BTreeMap<Text, [BTreeSet<String>; 2]> = BTreeMap::new();
        for (item, carried) in self.sides.iter().flatten().zip(&met.carried) {
            let name = self.name(item).1;
            if carried.is_certain() {
                evidence.counted.push(name.clone());
            }
            if carried.is_open() {
                evidence.undecided.push(name.clone());
            }
            let granted = carried.is_possible() && self.is_granted(item);
            if granted && outcome != Outcome::Pass {
                evidence.granted.push(name.clone());
            }
            for value in Met::values(carried) {
                let has = |set: &crate::classify::carried::Marks| {
                    set.iter().any(|mark| mark.value == value)
                };
                let certain = !carried.wild && carried.sets.iter().all(has);
                let [by, perhaps] = values.entry(value).or_default();
                if certain { by } else { perhaps }.insert(name.clone());
            }
        }
        let lists =
            [&mut evidence.counted, &mut evidence.granted, &mut evidence.undecided];
        for list in lists {
            list.sort();
            list.dedup();
        }
        let of = |(value, [by, perhaps]): (Text, [BTreeSet<String>; 2])| Carried {
            value: value.to_string(),
            by: by.into_iter().collect(),
            perhaps: perhaps.into_iter().collect(),
        };
        evidence.values = values.into_iter().map(of).collect();
        evidence
    }

    /// CLAUSE 13.8: who must go, so that no more values remain than may meet.
    fn mend_apart(&self, asked: &Apart, met: &Met, held: Held<'_>) -> Option<Mend> {
        let people = self.lens.sides.iter().all(|side| side.subject == Subject::People);
        let by_person = self.lens.grain.columns.contains(&Column::Person);
        let wild = met.carried.iter().any(|carried| carried.wild);
        if asked.gap.is_some() || !people || by_person || wild {
            return None;
        }
        let items: Vec<&Item> = self.sides.iter().flatten().collect();
        let carriers: Vec<BTreeSet<Text>> = met.carried.iter().map(Met::values).collect();
        let is_free = |nth: usize| items.get(nth).is_some_and(|item| !held(item));
        let way = apart::mend(&carriers, asked.at_most as usize, &is_free)?;
        let free = way.go.iter().filter(|(_, free)| *free);
        let mut candidates: Vec<String> =
            free.filter_map(|(nth, _)| Some(self.name(items.get(*nth)?).1)).collect();
        candidates.sort();
        let change = -i64::try_from(way.go.len()).ok()?;
        let keeps = way.keeps.iter().map(ToString::to_string).collect();
        Some(Mend { change, candidates, keeps })
    }
}
