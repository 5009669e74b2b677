//! The tables that a rule reads, and which of them were not given.

use std::collections::BTreeSet;

use crate::domain::stretch::Stretch;
use crate::facts::Facts;
use crate::field::{Subject, Table};
use crate::judge::evidence::bound_of;
use crate::plan::atom::{Atom, Probe, Records};
use crate::plan::{Ask, Bound, Gauge, Lens};

/// CLAUSE 8.3: the tables that the rule reads in these stretches and that were not given.
pub(crate) fn missing_tables(
    facts: &Facts,
    lens: &Lens,
    stretches: &[Stretch],
) -> Vec<Table> {
    let mut tables = BTreeSet::new();
    for side in &lens.sides {
        match side.subject {
            Subject::Visits => drop(tables.insert(Table::Visits)),
            Subject::Gatherings => drop(tables.insert(Table::Gatherings)),
            Subject::People if !facts.register().is_present() => {
                tables.insert(Table::Attendance);
            }
            _ => {}
        }
        side.atoms.iter().for_each(|atom| tables_of(atom, &mut tables));
        let lasts = |atom: &Atom| matches!(atom, Atom::Lasting(_));
        if side.subject == Subject::People && side.atoms.iter().any(lasts) {
            tables.insert(Table::Attendance);
        }
    }
    // What an act asks in its own time is nothing to the days before it.
    let pieces: BTreeSet<usize> = stretches.iter().map(|stretch| stretch.piece).collect();
    let guards = pieces.into_iter().filter_map(|piece| lens.guard(piece));
    let guard = guards.flat_map(|side| &side.atoms);
    guard.for_each(|atom| tables_of(atom, &mut tables));
    let of_cell = bound_of(lens).into_iter().flat_map(Bound::probes);
    if of_cell.into_iter().any(Probe::reads_level) {
        tables.insert(Table::Levels);
    }
    let people = lens.sides.iter().any(|side| side.subject == Subject::People);
    let by_rows = match &lens.ask {
        Ask::Quota(quota) => !matches!(quota.gauge, Gauge::Days | Gauge::Run { .. }),
        Ask::Apart(apart) => {
            // CLAUSE 13.4: clock times are those of rows.
            people && (apart.of_row.is_some() || apart.by_clock())
        }
        _ => false,
    };
    if by_rows {
        tables.insert(Table::Attendance);
    }
    if people && lens.grain.reads_row {
        tables.insert(Table::Attendance);
    }
    tables.into_iter().filter(|table| facts.table(*table).is_none()).collect()
}

/// The tables that an atom reads.
fn tables_of(atom: &Atom, tables: &mut BTreeSet<Table>) {
    match atom {
        Atom::Together(together) => {
            if together.reads_row {
                tables.insert(Table::Attendance);
            }
            if together.has.iter().any(reads_records) {
                tables.insert(Table::Records);
            }
            if together.probes.iter().any(Probe::reads_level) {
                tables.insert(Table::Levels);
            }
        }
        Atom::Lacks { have, .. } => {
            if reads_records(have) {
                tables.insert(Table::Records);
            }
        }
        Atom::Lasting(_) => {}
    }
}

fn reads_records(records: &Records) -> bool {
    match records {
        Records::One { .. } => true,
        Records::All(parts) | Records::Any(parts) => parts.iter().any(reads_records),
        Records::Not(part) => reads_records(part),
    }
}
