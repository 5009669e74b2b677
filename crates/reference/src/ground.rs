//! What is judged: the facts by day and person, and what is asked of them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use passmuster::day::Instant;
use passmuster::facts::PersonId;
use passmuster::facts::rows::Rows;
use passmuster::field::{Table, Text, Value};
use passmuster::{Day, Facts, KnownAt, Period, Rulebook};

/// For a field, a place and a stretch of time the levels one after the other; `None` where
/// none is known.
type LevelsBetween = BTreeMap<(String, Text, Instant, Instant), Vec<Option<Value>>>;

/// The facts, the rules, and the question.
pub(crate) struct Ground<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) facts: &'a Facts,
    pub(crate) period: Period,
    pub(crate) known_at: KnownAt,
    /// Everybody who is ever on the register.
    pub(crate) people: BTreeSet<PersonId>,
    /// The rows of `attendance` on days for which the facts speak.
    attended: BTreeMap<(Day, PersonId), Vec<usize>>,
    /// Every site that the tables name.
    pub(crate) sites: Vec<Value>,
    /// Every clock time that the tables name, in minutes.
    pub(crate) clocks: BTreeSet<u16>,
    /// The levels of a field at a place, once they were asked.
    pub(crate) levels: RefCell<LevelsBetween>,
    /// The minutes after midnight at which some level begins or ends; days begin at nought.
    pub(crate) level_minutes: BTreeSet<u16>,
    /// Every clock time at which something begins or ends.
    pub(crate) edges: BTreeSet<u16>,
}

impl<'a> Ground<'a> {
    pub(crate) fn new(
        rulebook: &'a Rulebook,
        facts: &'a Facts,
        period: Period,
        known_at: KnownAt,
    ) -> Self {
        let mut people: BTreeSet<PersonId> =
            facts.register().spells().iter().map(|spell| spell.person).collect();
        let mut attended: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        if let Some(rows) = facts.table(Table::Attendance) {
            for row in 0..rows.len() {
                let person = facts.person_of_row(row);
                people.insert(person);
                // CLAUSE 6.1: the facts speak for the days of `covers` and no others.
                let day = day_of(rows, row).filter(|day| facts.covers().contains(*day));
                if let Some(day) = day {
                    attended.entry((day, person)).or_default().push(row);
                }
            }
        }
        let named = |columns: &[(Table, &str)]| {
            let values = columns.iter().filter_map(|(table, column)| {
                Some(facts.table(*table)?.column(column)?.values())
            });
            values.flatten().cloned().collect::<BTreeSet<Value>>()
        };
        let sites = named(&[
            (Table::Attendance, "site"),
            (Table::Units, "site"),
            (Table::Visits, "site"),
        ]);
        let clocks = named(&[
            (Table::Attendance, "from"),
            (Table::Records, "time"),
            (Table::Visits, "time"),
            (Table::Gatherings, "start"),
        ]);
        let minutes = |value: &Value| match value {
            Value::Time(clock) => Some(clock.minutes()),
            _ => None,
        };
        let clocks = clocks.iter().filter_map(minutes).chain([0, 1439]).collect();
        let edges = named(&[
            (Table::Attendance, "from"),
            (Table::Attendance, "to"),
            (Table::Visits, "time"),
            (Table::Visits, "until"),
            (Table::Gatherings, "start"),
            (Table::Gatherings, "end"),
        ]);
        let edges = edges.iter().filter_map(minutes).collect();
        let levels = named(&[(Table::Levels, "from"), (Table::Levels, "through")]);
        let clock = |value: &Value| match value {
            Value::Instant(instant) => Some(instant.clock().minutes()),
            _ => None,
        };
        let level_minutes = levels.iter().filter_map(clock).chain([0]).collect();
        let sites = sites.into_iter().collect();
        let levels = RefCell::default();
        Self {
            rulebook,
            facts,
            period,
            known_at,
            people,
            attended,
            sites,
            clocks,
            edges,
            level_minutes,
            levels,
        }
    }

    /// Whether there is a `people` table. CLAUSE 6.2, 6.3.
    pub(crate) fn has_register(&self) -> bool {
        self.facts.register().is_present()
    }

    /// The attendance rows of a person on a day.
    pub(crate) fn rows_of(&self, person: PersonId, day: Day) -> &[usize] {
        self.attended.get(&(day, person)).map_or(&[], Vec::as_slice)
    }

    /// Everybody who has attendance rows on a day, with them.
    pub(crate) fn attended_on(
        &self,
        day: Day,
    ) -> impl Iterator<Item = (PersonId, &Vec<usize>)> {
        let of_day = self.attended.iter().filter(move |((on, _), _)| *on == day);
        of_day.map(|((_, person), rows)| (*person, rows))
    }

    /// The row of `people` that holds of a person on a day.
    pub(crate) fn spell_row(&self, person: PersonId, day: Day) -> Option<usize> {
        self.facts.register().spell(person, day).map(|spell| spell.row as usize)
    }

    /// The rows of `gatherings` or `visits` of a day.
    pub(crate) fn dated(&self, table: Table, day: Day) -> Vec<usize> {
        let Some(rows) = self.facts.table(table) else { return Vec::new() };
        (0..rows.len()).filter(|row| day_of(rows, *row) == Some(day)).collect()
    }
}

/// The day that a row is dated.
pub(crate) fn day_of(rows: &Rows, row: usize) -> Option<Day> {
    rows.value(row, "date").and_then(as_day)
}

/// The day of a date or instant.
pub(crate) fn as_day(value: &Value) -> Option<Day> {
    match value {
        Value::Date(day) => Some(*day),
        Value::Instant(instant) => Some(instant.day()),
        _ => None,
    }
}
