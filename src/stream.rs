//! Attendance counted as it goes by, for files that need not stand in memory.
//!
//! Whatever is not plain is left to the reader that keeps every row: a stream either says
//! what [`Law::verdicts`] says of the same file, or that it cannot tell.

mod kinds;
mod strip;
mod texts;
mod whole;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::error::Error;
use crate::facts::Facts;
use crate::field::{Table, Value};
use crate::law::Law;
use crate::read::facts::FactsBuilder;
use crate::read::facts::shape::Shape;
use crate::source::Source;
use crate::tally::counted::{At, Counted};
use crate::verdicts::Verdicts;
use crate::window::Period;
use crate::workers::Workers;

use whole::Whole;

pub use strip::Strip;

/// A flat attendance file whose rows are counted and not kept.
///
/// ```
/// use passmuster::{KnownAt, Rulebook, Source, workers::Alone};
///
/// let order = Source::new("order-7.yaml", "
/// passmuster: 1
/// directive: { id: order-7 }
/// in_force: { from: 2021-02-17, through: 2021-03-02 }
/// rules:
///   - id: cap
///     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// ");
/// let rulebook = Rulebook::read([order])?;
/// let law = rulebook.as_known(KnownAt::Latest);
/// let header = b"person,unit,date,status\n";
/// let stream = law.stream(rulebook.facts(), "attendance.csv", header).unwrap();
/// let mut strip = stream.strip();
/// strip.take(b"an,tong-hop,2021-02-18,on-site\nbinh,tong-hop,2021-02-18,on-site\n");
/// stream.learn(&mut strip);
/// strip.take(b"chi,tong-hop,2021-02-18,remote\n");
/// let verdicts = stream.verdicts(vec![strip], None, &Alone)?.unwrap();
/// assert_eq!(verdicts.summary.fail, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Stream {
    law: Law,
    facts: FactsBuilder,
    name: String,
    header: Vec<u8>,
    shape: Arc<Shape>,
}

impl Law {
    /// A stream of attendance beside the other tables, given the line that names its columns;
    /// `None` where its rows must be kept: beside a register, with clock times, or where
    /// there is something to say of the header.
    pub fn stream(
        &self,
        facts: FactsBuilder,
        name: &str,
        header: &[u8],
    ) -> Option<Stream> {
        let source = Source::from_bytes(name, header.to_vec());
        let shape = Arc::new(facts.shape(&source)?);
        let (law, name, header) = (self.clone(), name.to_owned(), header.to_vec());
        Some(Stream { law, facts, name, header, shape })
    }
}

impl Stream {
    /// A strip that has seen no row.
    pub fn strip(&self) -> Strip {
        Strip::new(self.shape.clone())
    }

    /// Finds out of which rows there can be more to say, so that the others need not be
    /// remembered: worth while after some first lines, and whenever [`Strip::has_new_kinds`].
    pub fn learn(&self, strip: &mut Strip) {
        let facts =
            self.facts.without([Table::Gatherings, Table::Visits, Table::Records]);
        let facts = self.skeleton(facts, std::slice::from_ref(strip));
        let told = facts.and_then(|facts| self.law.told_kinds(&facts));
        strip.keep_only(told.as_deref());
    }

    /// What the law says of the rows of all strips; without a period, of all days that the
    /// facts cover. `None` where the rows must be kept to tell.
    ///
    /// # Errors
    ///
    /// As [`Law::check`].
    pub fn verdicts(
        &self,
        strips: Vec<Strip>,
        period: Option<Period>,
        workers: &dyn Workers,
    ) -> Result<Option<Verdicts>, Error> {
        let Some(strips) = Strips::new(strips) else { return Ok(None) };
        let Some(facts) = self.skeleton(self.facts.clone(), &strips.all) else {
            return Ok(None);
        };
        self.law.verdicts_of(&facts, period.unwrap_or(facts.covers()), &strips, workers)
    }

    /// Facts with one row of each kind, date and unit; `None` if there is anything to say of
    /// them that hangs on where a row stands.
    fn skeleton(&self, facts: FactsBuilder, strips: &[Strip]) -> Option<Facts> {
        let mut text = self.header.clone();
        if !text.ends_with(b"\n") {
            text.push(b'\n');
        }
        for strip in strips {
            text.extend_from_slice(&strip.lines);
        }
        let facts = facts.table("attendance", Source::from_bytes(&self.name, text));
        let facts = facts.build().ok()?;
        let dates = facts.table(Table::Attendance)?.column("date")?;
        let covers = facts.covers();
        let inside =
            |value: &Value| matches!(value, Value::Date(day) if covers.contains(*day));
        let is_plain = facts.warnings().iter().next().is_none();
        (is_plain && dates.values().iter().all(inside)).then_some(facts)
    }
}

/// The strips of a stream, which share nobody on no day.
struct Strips {
    all: Vec<Strip>,
    /// In which row of the skeleton the lines of each begin.
    starts: Vec<u32>,
}

impl Strips {
    /// `None` if a row cannot be counted, or somebody has several on a day.
    fn new(all: Vec<Strip>) -> Option<Self> {
        if all.iter().any(Strip::is_stopped) || are_alike(&all) {
            return None;
        }
        let (first, others) = all.split_first()?;
        let mut whole = Whole::new(first);
        for strip in others {
            whole.add(strip)?;
        }
        let mut starts = Vec::new();
        let mut lines = 0;
        for strip in &all {
            starts.push(lines);
            lines += strip.lines_len;
        }
        Some(Self { all, starts })
    }
}

/// Whether two ids differ by their case only: that is to be told.
fn are_alike(strips: &[Strip]) -> bool {
    let people = || strips.iter().flat_map(Strip::people);
    if !people().any(|name| name.iter().any(u8::is_ascii_uppercase)) {
        return false;
    }
    let exact: BTreeSet<&[u8]> = people().collect();
    let folded: BTreeSet<Vec<u8>> =
        exact.iter().map(|name| name.to_ascii_lowercase()).collect();
    folded.len() < exact.len()
}

impl Counted for Strips {
    fn each(&self, add: &mut dyn FnMut(At, u32, bool)) {
        for (strip, start) in self.all.iter().zip(&self.starts) {
            strip.each(*start, add);
        }
    }

    fn kept(&self, tell: &mut dyn FnMut(At, &str)) {
        for (strip, start) in self.all.iter().zip(&self.starts) {
            strip.each_kept(*start, tell);
        }
    }
}
