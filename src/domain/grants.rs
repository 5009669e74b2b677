//! Grants: who may deviate from a rule, by whose leave. CLAUSE 9.1.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::facts::{Facts, PersonId};
use crate::field::{Table, Text, Value};
use crate::judge::Lift;
use crate::report::KnownAt;
use crate::rulebook::Standing;
use crate::window::Period;

/// The grants that hold for one rule.
#[derive(Debug, Default)]
pub(crate) struct Grants {
    people: BTreeMap<PersonId, Vec<Period>>,
    units: BTreeMap<Text, Vec<(Period, Lift)>>,
    /// Grants that were given by somebody whom the rule does not name: grant and giver.
    pub(crate) ignored: Vec<(String, String)>,
}

impl Grants {
    /// The grants of a rule, as known at K.
    pub(crate) fn of_rule(
        facts: &Facts,
        standing: &Standing,
        known_at: KnownAt,
        asked: Period,
    ) -> Grants {
        let mut grants = Grants::default();
        let rule = standing.rule();
        let Some(rows) = facts.table(Table::Grants) else { return grants };
        for row in 0..rows.len() {
            let text = |column: &str| rows.value(row, column).map(ToString::to_string);
            let date = |column: &str| match rows.value(row, column) {
                Some(Value::Date(day)) => Some(*day),
                _ => None,
            };
            let named = text("rule").unwrap_or_default();
            if !standing.is_named(&named) {
                continue;
            }
            let granted_on = date("granted_on");
            if matches!((known_at, granted_on), (KnownAt::Day(k), Some(day)) if k < day) {
                continue;
            }
            let from = date("from").max(granted_on).unwrap_or(Day::FIRST);
            let through = date("through").unwrap_or(Day::LAST);
            let Ok(period) = Period::new(from, through) else { continue };
            let by = text("by").unwrap_or_default();
            if !rule.unless_granted.contains(&by) {
                if period.window().overlaps(asked.window()) {
                    grants.ignored.push((text("grant").unwrap_or_default(), by));
                }
                continue;
            }
            grants.add(facts, rows, row, period);
        }
        grants
    }

    fn add(
        &mut self,
        facts: &Facts,
        rows: &crate::facts::rows::Rows,
        row: usize,
        period: Period,
    ) {
        let name = rows.value(row, "person").and_then(Value::as_text);
        if let Some(person) = name.and_then(|name| facts.register().person(name)) {
            self.people.entry(person).or_default().push(period);
        }
        if let Some(Value::Text(unit)) = rows.value(row, "unit") {
            let lift = match rows.value(row, "amount") {
                Some(Value::Number(amount)) => Lift::By(i128::from(amount.billionths())),
                _ => Lift::Whole,
            };
            self.units.entry(unit.clone()).or_default().push((period, lift));
        }
    }

    /// Whether nobody was granted anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.people.is_empty() && self.units.is_empty()
    }

    /// Whether a person has a grant, on whatever day.
    pub(crate) fn name(&self, person: PersonId) -> bool {
        self.people.contains_key(&person)
    }

    /// Whether a person has a grant on one of these days.
    pub(crate) fn person(&self, person: PersonId, days: &[Day]) -> bool {
        let periods = self.people.get(&person);
        periods.is_some_and(|periods| {
            periods.iter().any(|period| days.iter().any(|day| period.contains(*day)))
        })
    }

    /// By how much grants to a place, or to one above it, move the bound. CLAUSE 9.3.
    pub(crate) fn place(
        &self,
        facts: &Facts,
        place: Option<&Text>,
        days: &[Day],
    ) -> Lift {
        let Some(place) = place else { return Lift::None };
        let mut lift = Lift::None;
        for (unit, grants) in &self.units {
            let below = |day: &Day| facts.units().line(place, *day).contains(unit);
            for (period, own) in grants {
                let mut granted = days.iter().filter(|day| period.contains(**day));
                if granted.any(below) {
                    lift = lift.and(*own);
                }
            }
        }
        lift
    }

    /// Whether a grant lifts a requirement of a place, or of one above it: an `amount`
    /// moves nothing there. CLAUSE 9.3.
    pub(crate) fn lifts(&self, facts: &Facts, place: &Text, days: &[Day]) -> bool {
        self.place(facts, Some(place), days) == Lift::Whole
    }
}
