//! Grants that hold for a rule (section 9).

use std::collections::{BTreeMap, BTreeSet};

use passmuster::facts::PersonId;
use passmuster::field::{Table, Text, Value};
use passmuster::message::Message;
use passmuster::report::Notice;
use passmuster::rule::per::Column;
use passmuster::rulebook::Standing;
use passmuster::{Day, KnownAt};

use crate::bound::Easing;
use crate::cell::Cell;
use crate::ground::{Ground, as_day};
use crate::value::{Row, Spot, Who};

/// A grant by an authority that the rule names.
#[derive(Debug, Clone)]
struct Grant {
    person: Option<PersonId>,
    unit: Option<Text>,
    from: Day,
    through: Day,
    amount: Option<i128>,
}

/// The grants that hold for a rule.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grants(Vec<Grant>);

impl Ground<'_> {
    /// CLAUSE 9.1: the grants for a rule as known at K, and a notice for each that is ignored.
    pub(crate) fn grants(&self, standing: &Standing) -> (Grants, Vec<Notice>) {
        let rule = standing.rule();
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
            // CLAUSE 11.7: the old name means the new rule.
            let mut names = standing.stands_for().iter().map(ToString::to_string);
            let is_named = text("rule")
                .is_some_and(|said| said == name || names.any(|old| old == said));
            if !is_named || !is_known {
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
                unit: text("unit").map(Text::from),
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
        let of_cell = grants.0.iter().filter(|grant| {
            let mut granted = cell.days.iter().filter(|day| grant.holds_on(**day));
            let above = |day: &Day| self.facts.units().line(&place.name, *day);
            granted.any(|day| {
                grant.unit.as_ref().is_some_and(|unit| above(day).contains(unit))
            })
        });
        let amounts: Vec<Option<i128>> = of_cell.map(|grant| grant.amount).collect();
        let sum: Option<i128> = amounts.iter().copied().sum();
        (!amounts.is_empty()).then_some(sum.map_or(Easing::Lifted, Easing::By))
    }

    /// CLAUSE 9.2, 9.3: whether a requirement's item is granted leave: itself, or by a grant
    /// without an amount to a unit that the cell or the item lies in on a day of it.
    pub(crate) fn is_relieved(&self, grants: &Grants, item: &Who, cell: &Cell) -> bool {
        let lifts = |day: Day| {
            let places = cell.place.iter().map(|place| place.name.clone());
            let above: BTreeSet<Text> = places
                .chain(self.own_units(item, cell, day))
                .flat_map(|place| self.facts.units().line(&place, day))
                .collect();
            grants.0.iter().any(|grant| {
                let is_lift = grant.amount.is_none() && grant.holds_on(day);
                is_lift && grant.unit.as_ref().is_some_and(|unit| above.contains(unit))
            })
        };
        grants.cover(item, cell) || cell.days.iter().any(|day| lifts(*day))
    }

    /// The units to which an item belongs on a day.
    fn own_units(&self, item: &Who, cell: &Cell, day: Day) -> Vec<Text> {
        let seen = match item {
            Who::Unit(unit) | Who::Office(unit) => return vec![unit.clone()],
            Who::Person(person, _) if !self.has_register() => {
                let rows = self.rows_of(*person, day).iter();
                rows.map(|row| Who::Person(*person, Some(Row::Real(*row)))).collect()
            }
            Who::Row(table, row) if !self.dated(*table, day).contains(row) => Vec::new(),
            _ => vec![item.clone()],
        };
        let unit = |who: Who| {
            let spot = Spot { who, day, cell, status: None };
            self.column(&Column::Unit, &spot, None)
        };
        seen.into_iter().filter_map(unit).collect()
    }
}

impl Grant {
    fn holds_on(&self, day: Day) -> bool {
        self.from <= day && day <= self.through
    }
}

impl Grants {
    /// CLAUSE 9.2: the grants that hold on one of the cell's days.
    fn on(&self, cell: &Cell) -> impl Iterator<Item = &Grant> {
        self.0.iter().filter(|grant| {
            let mut days = cell.days.iter();
            days.any(|day| grant.holds_on(*day))
        })
    }

    /// Whether a person is granted leave in a cell.
    pub(crate) fn cover(&self, item: &Who, cell: &Cell) -> bool {
        let Who::Person(person, _) = item else { return false };
        self.on(cell).any(|grant| grant.person == Some(*person))
    }
}

/// Notices by what they are about, each once, sorted as they are printed. CLAUSE 10.3.
pub(crate) fn sorted(notices: Vec<Notice>) -> Vec<Notice> {
    let keyed = notices.into_iter();
    let keyed = keyed.map(|notice| ((notice.code, notice.message.to_string()), notice));
    keyed.collect::<BTreeMap<_, _>>().into_values().collect()
}
