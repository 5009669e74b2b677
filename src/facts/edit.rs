//! The same facts with other rows of attendance.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::day::Day;
use crate::facts::column::Column;
use crate::facts::rows::Rows;
use crate::facts::timeline::Timeline;
use crate::facts::{Facts, PersonId};
use crate::field::{Table, Text, Value};

/// The cells of a row, by column; a column that is not named is blank.
pub(crate) type Cells = Vec<(Text, Value)>;

/// A row of attendance that stands in no table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NewRow {
    /// Whose.
    pub(crate) person: PersonId,
    /// Of which day.
    pub(crate) day: Day,
    /// What else it says.
    pub(crate) cells: Arc<Cells>,
}

impl Facts {
    /// The same facts with these rows of attendance and no others. Columns keep the values
    /// that they know, so that what may fill a blank stays the same. CLAUSE 7.1.
    pub(crate) fn with_attendance(&self, kept: &[u32], added: &[NewRow]) -> Facts {
        let mut people = self.attendance_people.clone();
        let known = self.table(Table::Attendance);
        if known.is_none() && added.is_empty() {
            return self.clone();
        }
        let of = |column: &Column| Growing {
            codes: kept.iter().map(|row| column.code(*row as usize)).collect(),
            values: column.values().to_vec(),
        };
        let columns = known.map(|rows| &rows.columns).into_iter().flatten();
        let mut columns: BTreeMap<String, Growing> =
            columns.map(|(name, column)| (name.clone(), of(column))).collect();
        for name in ["person", "date", "status"] {
            columns.entry(name.to_owned()).or_insert_with(|| Growing::blank(kept.len()));
        }
        for name in added.iter().flat_map(|row| row.cells.iter()).map(|(name, _)| name) {
            let blank = || Growing::blank(kept.len());
            columns.entry(name.to_string()).or_insert_with(blank);
        }
        for row in added {
            for (name, column) in &mut columns {
                let own = row.cells.iter().find(|(own, _)| **own == **name);
                match (name.as_str(), own) {
                    ("person", _) => {
                        let name = self.register.name(row.person).clone();
                        column.push_person(row.person, name, &mut people);
                    }
                    ("date", _) => column.push(&Value::Date(row.day)),
                    (_, Some((_, value))) => column.push(value),
                    (_, None) => column.codes.push(0),
                }
            }
        }
        let columns = columns.into_iter();
        let columns =
            columns.map(|(name, own)| (name, Column::new(own.codes, own.values)));
        let rows = Rows { len: kept.len() + added.len(), columns: columns.collect() };
        let mut facts = Facts { attendance_people: people, ..self.without_attendance() };
        facts.tables.insert(Table::Attendance, rows);
        facts.seen = Timeline::of_rows(&facts);
        facts
    }

    /// All but the rows of attendance.
    fn without_attendance(&self) -> Facts {
        let others = self.tables.iter().filter(|(table, _)| **table != Table::Attendance);
        Facts {
            fields: self.fields.clone(),
            settings: self.settings.clone(),
            register: self.register.clone(),
            units: self.units.clone(),
            tables: others.map(|(table, rows)| (*table, rows.clone())).collect(),
            attendance_people: Vec::new(),
            calendar: self.calendar.clone(),
            levels: self.levels.clone(),
            records: self.records.clone(),
            notices: self.notices.clone(),
            warnings: self.warnings.clone(),
            seen: Timeline::default(),
        }
    }

    /// Forgets the values of attendance that no row has any more, as if the tables had been
    /// read anew. People and days keep their codes, for they fill no blank.
    pub(crate) fn forget_unused(&mut self) {
        let Some(rows) = self.tables.get_mut(&Table::Attendance) else { return };
        for (name, column) in &mut rows.columns {
            if name == "person" || name == "date" {
                continue;
            }
            let mut used = vec![false; column.values().len() + 1];
            for row in 0..rows.len {
                let code = column.code(row) as usize;
                used.iter_mut().skip(code).take(1).for_each(|one| *one = true);
            }
            let (mut next, mut renamed, mut values) = (0, vec![0], Vec::new());
            for (value, used) in column.values().iter().zip(used.iter().skip(1)) {
                if *used {
                    next += 1;
                    values.push(value.clone());
                }
                renamed.push(if *used { next } else { 0 });
            }
            let code = |row| renamed.get(column.code(row) as usize).copied().unwrap_or(0);
            let codes = (0..rows.len).map(code).collect();
            *column = Column::new(codes, values);
        }
    }

    /// The same facts with nobody on the register but one person.
    #[must_use]
    pub(crate) fn only_of(mut self, person: PersonId) -> Facts {
        self.register.spells.retain(|spell| spell.person == person);
        self
    }
}

/// A column to which rows are added.
struct Growing {
    codes: Vec<u32>,
    values: Vec<Value>,
}

impl Growing {
    fn blank(rows: usize) -> Self {
        Self { codes: vec![0; rows], values: Vec::new() }
    }

    fn push(&mut self, value: &Value) {
        let known = self.values.iter().position(|known| known == value);
        let at = known.unwrap_or_else(|| {
            self.values.push(value.clone());
            self.values.len() - 1
        });
        // OK because a table has fewer rows than `u32` has numbers.
        self.codes.push(at as u32 + 1);
    }

    fn push_person(&mut self, person: PersonId, name: Text, people: &mut Vec<PersonId>) {
        let known = people.iter().position(|known| *known == person);
        let at = known.unwrap_or_else(|| {
            people.push(person);
            self.values.push(Value::Text(name));
            people.len() - 1
        });
        self.codes.push(at as u32 + 1);
    }
}
