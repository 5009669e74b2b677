//! A ledger as text: what was changed since it was opened, and of which rules and facts.

use std::fmt::{self, Write};

use serde_json::{Map, Value as Json, json};

use crate::day::Day;
use crate::error::{Error, Fault};
use crate::facts::Facts;
use crate::facts::edit::NewRow;
use crate::law::Law;
use crate::read::facts::change::{ToldRow, rows_of_day};
use crate::window::Period;

use super::told::DayRows;
use super::{Ledger, Opening};

/// The name and number of the format.
const FORMAT: &str = "passmuster-ledger/1";

/// Tells rules and facts from others, quickly; no proof against forgery.
struct Print(u64);

impl Print {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn number(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    /// Anything that can be written.
    fn all(&mut self, written: &dyn fmt::Debug) {
        // OK because writing into a number cannot fail.
        let _ = write!(self, "{written:?}");
    }

    fn text(self) -> String {
        format!("{:016x}", self.0)
    }
}

impl Write for Print {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(|byte| self.number(u64::from(byte)));
        Ok(())
    }
}

/// The rules as known.
fn print_of_law(law: &Law) -> String {
    let mut print = Print::new();
    print.all(&law.known_at());
    for standing in law.standings() {
        print.all(&(standing.rule(), standing.pieces(), standing.windows()));
    }
    print.text()
}

/// Everything that is known.
pub(super) fn print_of_facts(facts: &Facts) -> String {
    let mut print = Print::new();
    print.all(&facts.settings);
    print.all(&(&facts.register, &facts.units));
    print.all(&(&facts.calendar, &facts.levels));
    for (table, rows) in &facts.tables {
        print.all(&(table, rows.len));
        for (name, column) in &rows.columns {
            print.all(&(name, column.values()));
            (0..rows.len).for_each(|row| print.number(u64::from(column.code(row))));
        }
    }
    print.text()
}

impl Ledger {
    /// The ledger as text: what was changed since it was opened. It is restored by
    /// [`Law::restore`], on the facts with which the ledger was opened.
    pub fn snapshot(&self) -> String {
        let cells = |row: &NewRow| {
            let cells = row.cells.iter();
            let cells = cells
                .map(|(name, value)| (name.to_string(), Json::String(value.to_string())));
            Json::Object(cells.collect::<Map<_, _>>())
        };
        let days = self.changed().into_iter().map(|((person, day), rows)| {
            let rows = rows.as_new(person, day);
            json!({
                "person": &**self.facts.register().name(person),
                "day": day.to_string(),
                "rows": rows.iter().map(cells).collect::<Vec<_>>(),
            })
        });
        let text = json!({
            "format": FORMAT,
            "rules": print_of_law(&self.law),
            "facts": self.origin,
            "from": self.period.from().to_string(),
            "through": self.period.through().to_string(),
            "days": days.collect::<Vec<_>>(),
        });
        text.to_string()
    }
}

impl Law {
    /// The ledger of a snapshot, on the facts with which it was opened.
    ///
    /// # Errors
    ///
    /// When the text is no snapshot, or one of other rules or other facts.
    pub fn restore(&self, facts: &Facts, snapshot: &str) -> Result<Ledger, Error> {
        let bad = |why: &str| Error::from(Fault::BadSnapshot { why: why.to_owned() });
        let read: Json = serde_json::from_str(snapshot)
            .map_err(|fault| bad(&format!("it is no JSON: {fault}")))?;
        let text = |of: &Json, key: &str| -> Result<String, Error> {
            let found = of.get(key).and_then(Json::as_str);
            let missing = || bad(&format!("`{key}` is missing"));
            found.map(str::to_owned).ok_or_else(missing)
        };
        if text(&read, "format")? != FORMAT {
            return Err(bad(&format!("its format is not `{FORMAT}`")));
        }
        if text(&read, "rules")? != print_of_law(self) {
            return Err(bad(
                "it was made under other rules, or as known at another time",
            ));
        }
        let origin = print_of_facts(facts);
        if text(&read, "facts")? != origin {
            return Err(bad("it was made on other facts; give those it was opened with"));
        }
        let day = |of: &Json, key: &str| text(of, key)?.parse::<Day>();
        let period = Period::new(day(&read, "from")?, day(&read, "through")?)?;
        let mut opened =
            self.open_as(facts.clone(), period, Opening::Restored(origin))?;
        let days = read.get("days").and_then(Json::as_array);
        for of in days.ok_or_else(|| bad("`days` is missing"))? {
            let (name, day) = (text(of, "person")?, day(of, "day")?);
            let person = opened.person(&name)?;
            let rows = of.get("rows").and_then(Json::as_array);
            let mut told: Vec<ToldRow> = Vec::new();
            for row in rows.ok_or_else(|| bad("`rows` is missing"))? {
                let cells = row.as_object().into_iter().flatten();
                let cells = cells.map(|(name, value)| {
                    let value = value.as_str().ok_or_else(|| bad("a value is no text"));
                    Ok((name.clone(), value?.to_owned()))
                });
                let mut cells = cells.collect::<Result<ToldRow, Error>>()?;
                cells.insert("person".to_owned(), name.clone());
                cells.insert("date".to_owned(), day.to_string());
                cells.entry("status".to_owned()).or_default();
                told.push(cells);
            }
            let rows = rows_of_day(facts, day, &told);
            let rows = rows.map_err(|faults| bad(&faults.to_string()))?;
            let rows =
                if rows.is_empty() { DayRows::None } else { DayRows::Full(rows.into()) };
            opened.log.insert((person, day), rows);
        }
        opened.with_log()
    }
}
