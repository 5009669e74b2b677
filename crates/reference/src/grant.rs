//! Grants that hold for a rule (section 9).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use passmuster::facts::PersonId;
use passmuster::field::{Table, Value};
use passmuster::message::Message;
use passmuster::report::Notice;
use passmuster::rule::Rule;
use passmuster::{Day, KnownAt};

use crate::bound::Easing;
use crate::cell::Cell;
use crate::ground::{Ground, as_day};
use crate::value::Who;

/// A grant by an authority that the rule names.
#[derive(Debug, Clone)]
struct Grant {
    person: Option<PersonId>,
    unit: Option<Arc<str>>,
    from: Day,
    through: Day,
    amount: Option<i128>,
}

/// The grants that hold for a rule.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grants(Vec<Grant>);

impl Ground<'_> {
    /// CLAUSE 9.1: the grants for a rule as known at K, and a notice for each that is ignored.
    pub(crate) fn grants(&self, rule: &Rule) -> (Grants, Vec<Notice>) {
        let (mut grants, mut ignored) = (Vec::new(), Vec::new());
        let Some(rows) = self.facts.table(Table::Grants) else {
            return (Grants::default(), ignored);
        };
        for row in 0..rows.len() {
            let text = |column: &str| rows.value(row, column).and_then(Value::as_text);
            let day = |column: &str| rows.value(row, column).and_then(as_day);
            let granted_on = day("granted_on");
            let is_known = match self.known_at {
                KnownAt::Latest => true,
                KnownAt::Day(at) => granted_on.is_none_or(|granted_on| granted_on <= at),
            };
            let name = rule.name.to_string();
            if text("rule") != Some(&*name) || !is_known {
                continue;
            }
            let by = text("by").unwrap_or_default();
            let from = day("from").max(granted_on).unwrap_or(Day::FIRST);
            let through = day("through").unwrap_or(Day::LAST);
            if !rule.unless_granted.iter().any(|authority| authority == by) {
                // One that would hold on none of the days asked says nothing of them.
                let last = through.min(self.period.through());
                if last < from.max(self.period.from()) {
                    continue;
                }
                let message = Message::new("notice-grant-ignored")
                    .with("grant", text("grant").unwrap_or_default())
                    .with("by", by)
                    .with("rule", name);
                ignored.push(Notice { code: "grant-ignored", message });
                continue;
            }
            let person =
                text("person").and_then(|name| self.facts.register().person(name));
            let amount = match rows.value(row, "amount") {
                Some(Value::Number(number)) => Some(i128::from(number.billionths())),
                _ => None,
            };
            grants.push(Grant {
                person,
                unit: text("unit").map(Arc::from),
                from,
                through,
                amount,
            });
        }
        (Grants(grants), ignored)
    }

    /// CLAUSE 9.3: how far grants to units relieve a cell: their place is the unit or below.
    pub(crate) fn easing(&self, grants: &Grants, cell: &Cell) -> Option<Easing> {
        let place = cell.place.as_ref()?;
        let above: BTreeSet<Arc<str>> = cell
            .days
            .iter()
            .flat_map(|day| self.facts.units().line(&place.name, *day))
            .collect();
        let of_cell = grants
            .on(cell)
            .filter(|grant| grant.unit.as_ref().is_some_and(|unit| above.contains(unit)));
        let amounts: Vec<Option<i128>> = of_cell.map(|grant| grant.amount).collect();
        let sum: Option<i128> = amounts.iter().copied().sum();
        (!amounts.is_empty()).then_some(sum.map_or(Easing::Lifted, Easing::By))
    }
}

impl Grants {
    /// CLAUSE 9.2: the grants that hold on one of the cell's days.
    fn on(&self, cell: &Cell) -> impl Iterator<Item = &Grant> {
        self.0.iter().filter(|grant| {
            let mut days = cell.days.iter();
            days.any(|day| grant.from <= *day && *day <= grant.through)
        })
    }

    /// Whether an item is granted leave in a cell.
    pub(crate) fn cover(&self, item: &Who, cell: &Cell) -> bool {
        self.on(cell).any(|grant| match item {
            Who::Person(person, _) => grant.person == Some(*person),
            Who::Unit(unit) | Who::Office(unit) => grant.unit.as_ref() == Some(unit),
            _ => false,
        })
    }
}

/// Notices by what they are about, each once, sorted as they are printed. CLAUSE 10.3.
pub(crate) fn sorted(notices: Vec<Notice>) -> Vec<Notice> {
    let keyed = notices.into_iter();
    let keyed = keyed.map(|notice| ((notice.code, notice.message.to_string()), notice));
    keyed.collect::<BTreeMap<_, _>>().into_values().collect()
}
