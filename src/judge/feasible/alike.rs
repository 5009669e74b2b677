//! Which days put the same question to a register, so that one answer serves for all of them.

use std::collections::BTreeSet;

use crate::day::{Day, Instant, Weekday};
use crate::facts::{DayKind, Facts};
use crate::field::{Table, Text, Value, ValueType};
use crate::plan::atom::{Atom, Probe};
use crate::plan::{Ask, Lens};
use crate::rule::matcher::Test;

/// What of a day the rules can tell from other days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Looks {
    /// After how many changes of law, register, levels and grants it lies.
    epoch: usize,
    weekday: Option<Weekday>,
    calendar: Vec<(Option<Text>, DayKind)>,
    /// The day itself, where some rule reads dates.
    itself: Option<Day>,
}

/// What the rules read of days.
pub(super) struct Alike<'a> {
    facts: &'a Facts,
    /// Days that begin something, or follow what ends.
    changes: BTreeSet<Day>,
    reads_weekday: bool,
    reads_calendar: bool,
    reads_dates: bool,
}

impl<'a> Alike<'a> {
    pub(super) fn new(facts: &'a Facts, lenses: &[&Lens]) -> Self {
        let mut changes = BTreeSet::new();
        let spells = facts.register.spells.iter().map(|one| (one.from, one.through));
        let places = facts.units.rows.values().flatten();
        let spells = spells.chain(places.map(|one| (one.from, one.through)));
        for (from, through) in spells {
            changes.extend([from, through.next()]);
        }
        let levels = facts.levels.spells.values().flat_map(|places| places.values());
        for spell in levels.flatten() {
            changes.extend(around(spell.from));
            changes.extend(spell.until.into_iter().flat_map(around));
        }
        changes.extend(of_grants(facts));
        let windows = lenses.iter().flat_map(|lens| {
            let pieces = lens.standing.pieces().iter().flat_map(|piece| &piece.windows);
            lens.standing.windows().iter().chain(pieces)
        });
        for window in windows {
            changes.extend(around(window.from).into_iter().chain(around(window.until)));
        }
        let probes: Vec<&Probe> = lenses.iter().flat_map(|lens| probes(lens)).collect();
        let reads =
            |what: &dyn Fn(&Probe) -> bool| probes.iter().any(|probe| what(probe));
        let mut atoms = lenses.iter().flat_map(|lens| lens.atoms());
        let records = atoms.any(|atom| match atom {
            Atom::Together(together) => !together.has.is_empty(),
            Atom::Lacks { .. } | Atom::Lasting(_) => true,
        });
        Self {
            facts,
            changes,
            reads_weekday: reads(&|probe| probe.reads_day("weekday")),
            reads_calendar: reads(&|probe| probe.reads_day("day_kind")),
            reads_dates: records || reads(&|probe| is_of_dates(probe)),
        }
    }

    /// What the rules can tell of a day.
    pub(super) fn looks(&self, day: Day) -> Looks {
        let rows = self.facts.calendar.range((day, None)..);
        let rows = rows.take_while(|((of, _), _)| *of == day);
        let rows = rows.map(|((_, locality), kind)| (locality.clone(), *kind));
        Looks {
            epoch: self.changes.range(..=day).count(),
            weekday: (self.reads_weekday || self.reads_calendar).then(|| day.weekday()),
            calendar: if self.reads_calendar { rows.collect() } else { Vec::new() },
            itself: self.reads_dates.then_some(day),
        }
    }
}

/// A change within a day leaves neither that day nor the next as it was; one with which a day
/// begins leaves all days before it alike, and all from it on.
fn around(at: Instant) -> [Day; 2] {
    let day = at.day();
    if at == day.start() { [day, day] } else { [day, day.next()] }
}

fn of_grants(facts: &Facts) -> BTreeSet<Day> {
    let mut changes = BTreeSet::new();
    let Some(rows) = facts.table(Table::Grants) else { return changes };
    for row in 0..rows.len() {
        for column in ["from", "granted_on", "through"] {
            if let Some(Value::Date(day)) = rows.value(row, column) {
                changes.extend([*day, day.next()]);
            }
        }
    }
    changes
}

/// Everything that a rule compares, of people and of cells.
fn probes(lens: &Lens) -> Vec<&Probe> {
    let of_bound = match &lens.ask {
        Ask::Bound(bound) => bound.probes(),
        Ask::Each { .. } | Ask::Quota(_) | Ask::Apart(_) => Vec::new(),
    };
    let all = lens.atoms().flat_map(Atom::compared).chain(of_bound);
    all.flat_map(|probe| [Some(probe), probe.at.as_deref()]).flatten().collect()
}

/// Whether the answer of one and the same person or place may change with the day alone.
fn is_of_dates(probe: &Probe) -> bool {
    let by_age = matches!(probe.test, Test::InLast(_) | Test::BeforeLast(_));
    by_age || probe.kind == ValueType::Date && probe.reads_day("date")
}
