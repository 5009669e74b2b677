//! Which rules can be looked at before there is a roster, and what they ask of its rows.

use std::collections::{BTreeMap, BTreeSet};

use crate::clash::LeftOut;
use crate::day::Calendar;
use crate::field::{Home, Subject, Table, Value, ValueType};
use crate::plan::atom::{Atom, Probe};
use crate::plan::{Ask, Asks, Lens, Plan, Side, Time};
use crate::ratio::Decimal;
use crate::rule::Force;
use crate::rule::matcher::Test;
use crate::rule::per::Column;

/// Why a rule cannot be looked at; `None` if it can. CLAUSE 16.2.
pub(super) fn left_out(lens: &Lens) -> Option<LeftOut> {
    if lens.standing.rule().force != Force::Must {
        return Some(LeftOut::Advice);
    }
    match lens.ask {
        Ask::Quota(_) | Ask::Apart(_) => return Some(LeftOut::Kind),
        Ask::Each { asks: Asks::Have, .. } => return Some(LeftOut::Records),
        Ask::Bound(_) | Ask::Each { .. } => {}
    }
    let daily = matches!(lens.grain.time, Time::Calendar(Calendar::Day, _));
    if !daily || lens.averaged {
        return Some(LeftOut::Time);
    }
    let of_register = |column: &Column| {
        matches!(
            column,
            Column::Unit | Column::Office | Column::Locality | Column::Person
        )
    };
    if !lens.grain.columns.iter().all(of_register) {
        return Some(LeftOut::Row);
    }
    let of_people = |side: &Side| side.subject == Subject::People && side.sums.is_none();
    if lens.sides.is_empty() || !lens.sides.iter().all(of_people) {
        return Some(LeftOut::Subject);
    }
    let mut atoms = lens.sides.iter().flat_map(|side| &side.atoms);
    if atoms.any(|atom| matches!(atom, Atom::Lasting(_))) {
        return Some(LeftOut::Field);
    }
    let mut probes =
        lens.sides.iter().flat_map(|side| &side.atoms).flat_map(Atom::compared);
    (!probes.all(can_be_tried)).then_some(LeftOut::Field)
}

/// Whether every value of the field that matters to the comparison can be tried.
fn can_be_tried(probe: &Probe) -> bool {
    let of_row = |home: &Home| matches!(home, Home::Table(Table::Attendance));
    if probe.homes.iter().any(|(home, _)| *home == Home::Hours) {
        return true;
    }
    if !probe.homes.iter().any(|(home, _)| of_row(home)) {
        return probe.at.is_none() || !probe.reads_row();
    }
    let of_place =
        |column: &str| matches!(column, "site" | "room" | "for_unit" | "from" | "to");
    let placed = probe.homes.iter().any(|(_, column)| of_place(column));
    let kind = match &probe.kind {
        ValueType::Text => matches!(probe.test, Test::OneOf(_)),
        ValueType::Number => matches!(probe.test, Test::OneOf(_) | Test::Number(_)),
        ValueType::Choice(_) | ValueType::YesNo => true,
        _ => false,
    };
    kind && !placed
}

/// What the columns of a roster may hold: every value that some rule tells from others, and
/// one that none names.
pub(crate) fn mentioned(plan: &Plan) -> BTreeMap<String, Vec<Value>> {
    let mut found: BTreeMap<String, BTreeSet<Value>> = BTreeMap::new();
    let sides = plan.lenses.iter().flat_map(|lens| &lens.sides);
    for probe in sides.flat_map(|side| &side.atoms).flat_map(Atom::compared) {
        for (home, column) in &probe.homes {
            if *home == Home::Table(Table::Attendance) && can_be_tried(probe) {
                found.entry(column.clone()).or_default().extend(values(&probe.test));
            }
        }
    }
    found.remove("status");
    let list = |(column, values): (String, BTreeSet<Value>)| {
        (column, values.into_iter().collect())
    };
    found.into_iter().map(list).collect()
}

/// A text that no rule file can name, for names have no such letters.
const NAMELESS: &str = "(another)";

fn values(test: &Test) -> Vec<Value> {
    let around = |number: Decimal| {
        let at = number.billionths();
        [at.saturating_sub(1), at, at.saturating_add(1)]
            .map(|at| Value::Number(Decimal::from_billionths(at)))
    };
    match test {
        Test::OneOf(values) => {
            let mut all = vec![Value::Text(NAMELESS.into())];
            for value in values {
                match value {
                    Value::Number(number) => all.extend(around(*number)),
                    value => all.push(value.clone()),
                }
            }
            all
        }
        Test::Number(test) => {
            let ends = [test.at_least, test.at_most, test.above, test.below];
            ends.into_iter().flatten().flat_map(around).collect()
        }
        _ => Vec::new(),
    }
}
