//! What happens to one person's day, as a caller says it.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::facts::PersonId;
use crate::field::STATUSES;

/// What one person's day becomes: its rows of attendance take the place of all that the
/// person had on that day.
///
/// ```
/// use passmuster::Change;
/// # let day = "2021-02-18".parse::<passmuster::Day>()?;
/// // One row for the whole day; all its other columns are blank.
/// Change::status("dung", day, "on-site");
/// // A row with more columns, then a second row.
/// Change::status("dung", day, "on-site").with("to", "12:00")
///     .and("remote").with("from", "13:00");
/// // No row at all.
/// Change::absent("dung", day);
/// # Ok::<(), passmuster::Error>(())
/// ```
///
/// In one flat file what a row says of the person (`unit`, tags, declared fields) stays as
/// it was that day, unless the change says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub(super) who: Who,
    pub(super) day: Day,
    pub(super) rows: Vec<Row>,
}

/// Who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    Name(String),
    Id(PersonId),
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) status: Status,
    pub(super) columns: BTreeMap<String, String>,
}

/// The word of a status, looked up once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Status {
    /// By its place among all statuses.
    Known(u8),
    /// `unknown`, or no status at all.
    Other(String),
}

impl Status {
    fn new(word: &str) -> Self {
        let at = STATUSES.iter().position(|known| *known == word);
        let at = at.and_then(|at| u8::try_from(at).ok());
        at.map_or_else(|| Self::Other(word.to_owned()), Self::Known)
    }

    pub(super) fn word(&self) -> &str {
        match self {
            Self::Known(at) => STATUSES.get(usize::from(*at)).copied().unwrap_or(""),
            Self::Other(word) => word,
        }
    }
}

impl Row {
    fn new(status: &str) -> Self {
        Self { status: Status::new(status), columns: BTreeMap::new() }
    }
}

impl Change {
    /// The person has one row that day, with this status; `unknown` is none of them.
    pub fn status(person: &str, day: Day, status: &str) -> Self {
        let who = Who::Name(person.to_owned());
        Self { who, day, rows: vec![Row::new(status)] }
    }

    /// The same, of a person whom the ledger has looked up before.
    pub fn of(person: PersonId, day: Day, status: &str) -> Self {
        Self { who: Who::Id(person), day, rows: vec![Row::new(status)] }
    }

    /// The person has no row that day.
    pub fn absent(person: &str, day: Day) -> Self {
        Self { who: Who::Name(person.to_owned()), day, rows: Vec::new() }
    }

    /// The same, of a person whom the ledger has looked up before.
    pub fn no_row_of(person: PersonId, day: Day) -> Self {
        Self { who: Who::Id(person), day, rows: Vec::new() }
    }

    /// Gives the last row the value of a column, written as in a table.
    #[must_use]
    pub fn with(mut self, column: &str, value: &str) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.columns.insert(column.to_owned(), value.to_owned());
        }
        self
    }

    /// Adds another row of the same day.
    #[must_use]
    pub fn and(mut self, status: &str) -> Self {
        self.rows.push(Row::new(status));
        self
    }
}
