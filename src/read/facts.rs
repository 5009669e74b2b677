//! `facts.yaml` and tables to facts.

pub(super) mod alike;
mod attendance;
pub(crate) mod change;
mod header;
pub(crate) mod ids;
mod levels;
mod needs;
mod others;
mod register;
mod renamed;
pub(crate) mod settings;
pub(crate) mod shape;
pub(crate) mod sourced;
mod table;
mod typed;
mod units;
mod value;
mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::day::Day;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::facts::pseudonyms::Pseudonyms;
use crate::facts::timeline::Timeline;
use crate::facts::{DayKind, Facts, Settings};
use crate::field::{Fields, Needed, Table, Value};
use crate::message::Message;
use crate::nearest::nearest;
use crate::read::cells::{Batches, Sheet, sheet_of_csv, sheet_of_rows};
use crate::read::faults::Faults;
use crate::report::Notice;
use crate::source::{Source, Span};
use crate::window::Period;

use renamed::People;
use settings::{Stated, TableStated};
use table::{Reader, TableRead, fields_of};

/// The tables whose dates say for which days the facts speak.
const DATED: [Table; 3] = [Table::Attendance, Table::Gatherings, Table::Visits];

/// Collects tables as CSV, structs or batches, and builds [`Facts`] of them.
///
/// A rulebook gives the builder, for its declared fields say which columns there are.
/// Faults are kept until [`build`](Self::build), which tells all of them at once.
///
/// ```
/// use passmuster::{Rulebook, Source};
/// # let order = Source::new("order-7.yaml", "
/// # passmuster: 1
/// # directive: { id: our-order-7-2021 }
/// # in_force: { from: 2021-02-17, through: 2021-03-02 }
/// # rules:
/// #   - id: onsite-cap
/// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// # ");
/// let rulebook = Rulebook::read([order])?;
/// let attendance = "person,unit,date,status
/// an,tong-hop,18/02/2021,on-site
/// binh,tong-hop,2021-02-18,at-home
/// ";
/// let facts = rulebook.facts().table("attendance", Source::new("a.csv", attendance));
/// let faults = facts.build().unwrap_err();
/// assert_eq!(faults.errors().count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct FactsBuilder {
    fields: Arc<Fields>,
    needed: Needed,
    settings: Option<Source>,
    given: Vec<(Table, Given)>,
    faults: Faults,
    notices: Vec<Notice>,
    people: People,
}

#[derive(Debug, Clone)]
enum Given {
    Csv(Source),
    Rows(Sheet),
    Batches(Batches),
}

impl FactsBuilder {
    /// A builder for these fields; `needed` are the columns that rules read.
    pub fn new(fields: Arc<Fields>, needed: Needed) -> Self {
        Self {
            fields,
            needed,
            settings: None,
            given: Vec::new(),
            faults: Faults::default(),
            notices: Vec::new(),
            people: People::ById,
        }
    }

    /// The text of `facts.yaml`.
    #[must_use]
    pub fn settings(mut self, facts_yaml: Source) -> Self {
        self.settings = Some(facts_yaml);
        self
    }

    /// A table as CSV; a second one of the same name is added below the first.
    #[must_use]
    pub fn table(mut self, table: &str, csv: Source) -> Self {
        match Table::of_name(table) {
            Some(table) => self.given.push((table, Given::Csv(csv))),
            None => {
                let at =
                    |code, message| Diagnostic::new(code, message, &csv, Span::default());
                self.faults.push(unknown_table(table, at));
            }
        }
        self
    }

    /// A table as flat structs or maps: the name of a field is that of its column, and
    /// `None` is a blank cell.
    #[must_use]
    pub fn rows<R: Serialize>(
        mut self,
        table: &str,
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        match Table::of_name(table) {
            Some(known) => {
                let sheet = sheet_of_rows(table, rows, &mut self.faults);
                self.given.push((known, Given::Rows(sheet)));
            }
            None => self.faults.push(unknown_table(table, Diagnostic::without_place)),
        }
        self
    }

    /// The same without some tables.
    pub(crate) fn without<const N: usize>(&self, tables: [Table; N]) -> Self {
        let mut fewer = self.clone();
        fewer.given.retain(|(table, _)| !tables.contains(table));
        fewer
    }

    /// A table in columns, as files that are no text hold it.
    #[must_use]
    pub fn batches(mut self, table: &str, batches: Batches) -> Self {
        match Table::of_name(table) {
            Some(known) => self.given.push((known, Given::Batches(batches))),
            None => self.faults.push(unknown_table(table, Diagnostic::without_place)),
        }
        self
    }

    /// What was told where tables were read out of other systems: faults, among which an
    /// error refuses the facts, and what the report must say.
    #[must_use]
    pub fn told(
        mut self,
        told: Diagnostics,
        notices: impl IntoIterator<Item = Notice>,
    ) -> Self {
        self.faults.extend(told);
        self.notices.extend(notices);
        self
    }

    /// Of the columns of a file those that may be read, so that the others need not be
    /// fetched; the settings are to be given before.
    ///
    /// ```
    /// # use passmuster::{Rulebook, Source};
    /// # let rulebook = Rulebook::read([Source::new("order-7.yaml", "
    /// # passmuster: 1
    /// # directive: { id: our-order-7-2021 }
    /// # in_force: { from: 2021-02-17, through: 2021-03-02 }
    /// # rules:
    /// #   - id: onsite-cap
    /// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
    /// # ")])?;
    /// let settings = Source::new("facts.yaml", "
    /// passmuster-facts: 1
    /// tables: { attendance: { columns: { person: staff_no } } }
    /// ");
    /// let builder = rulebook.facts().settings(settings);
    /// let wanted = builder.wanted("attendance", &["staff_no", "status", "shoe_size"]);
    /// assert_eq!(wanted, [true, true, false]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn wanted(&self, table: &str, columns: &[&str]) -> Vec<bool> {
        let stated = self.settings.as_ref().map(|source| yaml::read(source).0);
        let stated = stated.unwrap_or_default();
        let unstated = TableStated::default();
        let Some(table) = Table::of_name(table) else {
            return vec![false; columns.len()];
        };
        // Whether there is a register is not known yet: with none, more is read.
        let fields = fields_of(&self.fields, table, true);
        let stated = stated.tables.get(&table).unwrap_or(&unstated);
        let reader = Reader { table, flat: true, fields, stated };
        columns.iter().map(|name| reader.wants(name) || reader.is_asked(name)).collect()
    }

    /// The facts; or every fault of every table.
    ///
    /// # Errors
    ///
    /// When a table or `facts.yaml` cannot be read, or the tables contradict each other.
    pub fn build(mut self) -> Result<Facts, Diagnostics> {
        let people = std::mem::take(&mut self.people);
        if let People::ById = people {
            return self.facts(None);
        }
        let names = match &people {
            People::Pseudonymised(names) => Some(names),
            _ => None,
        };
        let mut facts = self.facts(names).map_err(Diagnostics::discreet)?;
        facts.warnings = std::mem::take(&mut facts.warnings).discreet();
        for notice in &mut facts.notices {
            notice.message = notice.message.discreet();
        }
        Ok(facts)
    }

    fn facts(mut self, names: Option<&Pseudonyms>) -> Result<Facts, Diagnostics> {
        let mut stated = Stated::default();
        if let Some(source) = &self.settings {
            let (read, diagnostics) = yaml::read(source);
            let refused = diagnostics.has_errors();
            self.faults.extend(diagnostics);
            // Without its settings a table would seem wrong from end to end.
            if refused {
                return Err(self.faults.into_diagnostics());
            }
            stated = read;
        }
        let mut reading = Reading {
            fields: self.fields,
            needed: self.needed,
            stated,
            tables: BTreeMap::new(),
            faults: self.faults,
            notices: self.notices,
        };
        reading.read_tables(self.given);
        if let Some(names) = names {
            reading.rename(names);
        }
        reading.build()
    }
}

/// The files that `facts.yaml` names, table by table; a table without one has none.
///
/// # Errors
///
/// When `facts.yaml` cannot be read.
pub fn files(settings: &Source) -> Result<Vec<(String, Vec<String>)>, Diagnostics> {
    let (stated, mut diagnostics) = yaml::read(settings);
    if diagnostics.has_errors() {
        diagnostics.sort();
        return Err(diagnostics);
    }
    let files = stated.tables.into_iter();
    Ok(files.map(|(table, stated)| (table.to_string(), stated.files)).collect())
}

fn unknown_table(
    table: &str,
    diagnostic: impl Fn(Code, Message) -> Diagnostic,
) -> Diagnostic {
    let message = Message::new("facts-unknown-table").with("table", table);
    let known = Table::ALL.map(Table::as_str);
    let help = match nearest(table, known) {
        Some(near) => Message::new("facts-did-you-mean").with("near", near),
        None => Message::new("facts-unknown-table-help").with("known", known.join(", ")),
    };
    diagnostic(Code::UnknownTable, message).help(help)
}

/// The tables on their way to facts.
struct Reading {
    fields: Arc<Fields>,
    needed: Needed,
    stated: Stated,
    tables: BTreeMap<Table, TableRead>,
    faults: Faults,
    notices: Vec<Notice>,
}

impl Reading {
    fn read_tables(&mut self, given: Vec<(Table, Given)>) {
        let mut by_table: BTreeMap<Table, Vec<Given>> = BTreeMap::new();
        for (table, given) in given {
            by_table.entry(table).or_default().push(given);
        }
        let flat = !by_table.contains_key(&Table::People);
        for (table, given) in by_table {
            let unstated = TableStated::default();
            let stated = self.stated.tables.get(&table).unwrap_or(&unstated);
            let fields = fields_of(&self.fields, table, flat);
            let reader = Reader { table, flat, fields, stated };
            let delimiter = stated.delimiter.unwrap_or(b',');
            let wanted = |name: &str| reader.wants(name);
            let before = self.faults.errors();
            let sheets = given.into_iter().filter_map(|given| match given {
                Given::Rows(sheet) => Some(sheet),
                Given::Batches(batches) => batches.into_sheet(&mut self.faults),
                Given::Csv(csv) => {
                    sheet_of_csv(&csv, delimiter, &wanted, &mut self.faults)
                }
            });
            let sheets = sheets.collect();
            let mut read = reader.read(sheets, &mut self.faults, &mut self.notices);
            read.sound = self.faults.errors() == before;
            let refused = self.faults.errors() > 0;
            if read.rows.is_empty() && read.sound && !refused {
                self.faults.push(without_rows(&read));
            }
            self.tables.insert(table, read);
        }
    }

    fn build(mut self) -> Result<Facts, Diagnostics> {
        if self.tables.is_empty() && self.faults.errors() == 0 {
            let message = Message::new("facts-no-table");
            let fault = Diagnostic::without_place(Code::NoFacts, message);
            self.faults.push(fault.help(Message::new("facts-no-table-help")));
        }
        needs::check(&mut self);
        let before = self.faults.errors();
        let register = register::register(&mut self);
        if let Some(people) = self.tables.get_mut(&Table::People) {
            // Who lost a row here would seem to be missing from the register.
            people.sound &= self.faults.errors() == before;
        }
        let units = units::units(&mut self);
        let attendance = attendance::check(&mut self, &register);
        units::check_named(&mut self, &units);
        let records = others::records(&mut self, &register);
        others::grants(&mut self, &register);
        others::check_rest(&mut self);
        let calendar = others::calendar(&mut self);
        let levels = levels::levels(&mut self);
        let settings = self.settings();
        self.notice_what_is_missing();
        // Places count the rows of the file, so the repeated ones go last.
        if let Some(read) = self.tables.get_mut(&Table::Attendance) {
            read.rows.leave_out(&attendance.repeated);
        }
        let warned = self.faults.into_diagnostics();
        match settings {
            Some(settings) if !warned.has_errors() => {
                let mut facts = Facts {
                    fields: self.fields,
                    settings,
                    register,
                    units,
                    tables: self
                        .tables
                        .into_iter()
                        .map(|(t, read)| (t, read.rows))
                        .collect(),
                    attendance_people: attendance.people,
                    calendar,
                    levels,
                    records,
                    notices: self.notices,
                    warnings: warned,
                    seen: Timeline::default(),
                };
                facts.seen = Timeline::of_rows(&facts);
                Ok(facts)
            }
            _ => Err(warned),
        }
    }

    fn settings(&mut self) -> Option<Settings> {
        let stated = &self.stated;
        // CLAUSE 6.1: without `covers`, from the first to the last date of these tables.
        let days: Vec<Day> = DATED
            .iter()
            .filter_map(|table| self.tables.get(table)?.rows.column("date"))
            .flat_map(|column| column.values().iter().filter_map(as_day))
            .collect();
        let seen = days.iter().min().zip(days.iter().max());
        let seen = seen.and_then(|(from, through)| Period::new(*from, *through).ok());
        let Some(covers) = stated.covers.or(seen) else {
            if self.faults.errors() == 0 {
                let message = Message::new("facts-no-days");
                let fault = Diagnostic::without_place(Code::NoFacts, message);
                self.faults.push(fault.help(Message::new("facts-no-days-help")));
            }
            return None;
        };
        // CLAUSE 7.2: unknown on working days, off on others.
        let off = || Some("off".into());
        let no_row = stated.no_row.clone().unwrap_or_else(|| {
            BTreeMap::from([
                (DayKind::WorkingDay, None),
                (DayKind::DayOff, off()),
                (DayKind::Holiday, off()),
            ])
        });
        Some(Settings {
            covers,
            covers_written: stated.covers.is_some(),
            zone: stated.zone.clone(),
            working_week: stated.working_week.clone(),
            no_row,
            records_complete: !stated.records_incomplete,
        })
    }

    /// Names the tables that have rows on days for which they do not speak.
    fn notice_rows_outside(&mut self) {
        let Some(covers) = self.stated.covers else { return };
        for (table, read) in &self.tables {
            if !DATED.contains(table) {
                continue;
            }
            let Some(dates) = read.rows.column("date") else { continue };
            let days: Vec<Option<Day>> = dates.values().iter().map(as_day).collect();
            let outside = |code: &u32| {
                let at = (*code as usize).checked_sub(1);
                let day = at.and_then(|at| days.get(at).copied().flatten());
                day.is_some_and(|day| !covers.contains(day))
            };
            let number = dates.codes().filter(outside).count();
            if number > 0 {
                let message = Message::new("facts-rows-outside")
                    .with("table", table.as_str())
                    .with("from", covers.from().to_string())
                    .with("through", covers.through().to_string())
                    .with("number", number);
                self.notices.push(Notice { code: "rows-outside-covers", message });
            }
        }
    }

    fn notice_what_is_missing(&mut self) {
        self.notice_rows_outside();
        let mut say = |code: &'static str, key: &'static str| {
            self.notices.push(Notice { code, message: Message::new(key) });
        };
        let has = |table| self.tables.contains_key(&table);
        if has(Table::Attendance) && !has(Table::People) {
            say("no-register", "facts-no-register");
        }
        if !has(Table::Units) {
            say("one-office", "facts-one-office");
        }
        self.notices.sort();
    }
}

/// A table that was given without rows: attendance must have one.
fn without_rows(read: &TableRead) -> Diagnostic {
    let code = match read.table {
        Table::Attendance => Code::NoRows,
        _ => Code::NoRowsWarning,
    };
    let message = Message::new("facts-no-rows").with("table", read.table.as_str());
    let fault = match read.header_place() {
        Some(place) => Diagnostic::at(code, message, &place),
        None => Diagnostic::without_place(code, message),
    };
    fault.help(Message::new(match read.table {
        Table::Attendance => "facts-no-rows-help",
        _ => "facts-no-rows-warning-help",
    }))
}

/// The day of a date.
fn as_day(value: &Value) -> Option<Day> {
    match value {
        Value::Date(day) => Some(*day),
        Value::Instant(instant) => Some(instant.day()),
        _ => None,
    }
}
