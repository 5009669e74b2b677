//! Tables counted as they go by, for files that need not stand in memory.
//!
//! Whatever is not plain is left to the reader that keeps every row: a stream either says
//! what [`Law::verdicts`] says of the same file, or that it cannot tell.

mod beginning;
mod cells;
mod columns;
mod days;
mod ids;
mod kinds;
mod lines;
mod marks;
mod quiet;
mod registered;
mod sieve;
mod strip;
mod survey;
mod tails;
mod texts;
mod whole;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::day::Day;
use crate::error::Error;
use crate::facts::{Facts, PersonId};
use crate::field::{Table, Value};
use crate::judge::run::Depth;
use crate::law::Law;
use crate::read::facts::FactsBuilder;
use crate::read::facts::shape::Shape;
use crate::source::Source;
use crate::tally::counted::{At, Counted};
use crate::tally::sweep::Spot;
use crate::verdicts::Verdicts;
use crate::window::Period;
use crate::workers::Workers;

use ids::are_distinct;
use registered::Named;
use whole::are_apart;

pub use sieve::Sieve;
pub use strip::Strip;
pub use survey::Survey;

/// Tables whose rows are counted and not kept: attendance, visits, gatherings.
///
/// ```
/// use passmuster::stream::Header;
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
/// let header = Source::new("attendance.csv", "person,unit,date,status\n");
/// let header = Header::new(&rulebook.facts(), "attendance", header).unwrap();
/// let law = rulebook.as_known(KnownAt::Latest);
/// let stream = law.stream(rulebook.facts(), vec![header]);
/// let mut strip = stream.strip("attendance").unwrap();
/// strip.take(b"an,tong-hop,2021-02-18,on-site\nbinh,tong-hop,2021-02-18,on-site\n");
/// stream.learn(&mut strip);
/// strip.take(b"chi,tong-hop,2021-02-18,remote\n");
/// let (verdicts, _) = stream.verdicts(&[strip], None, &Alone)?.unwrap();
/// assert_eq!(verdicts.summary.fail, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Stream {
    law: Law,
    facts: FactsBuilder,
    headers: Vec<Header>,
}

/// The line that names the columns of a table whose rows can be counted as they go by.
#[derive(Debug, Clone)]
pub struct Header {
    line: Source,
    shape: Arc<Shape>,
}

impl Header {
    /// The header of a table, given what else is known by then: the settings, and which
    /// tables there are beside it; beside a register (`people`) rows of attendance name no
    /// unit, for that of their person's spell holds. `None` where its rows must be kept:
    /// attendance with clock times, tables of other names, or where there is something to say
    /// of the header; and where people are called otherwise.
    pub fn new(facts: &FactsBuilder, table: &str, line: Source) -> Option<Header> {
        if !facts.is_plain() {
            return None;
        }
        let shape = Arc::new(facts.shape(Table::of_name(table)?, &line)?);
        Some(Header { line, shape })
    }

    /// The same for a file that is no text: `name`, with these columns.
    pub fn of_columns(
        facts: &FactsBuilder,
        table: &str,
        (name, columns): (&str, &[&str]),
    ) -> Option<Header> {
        let delimiter = facts.delimiter(Table::of_name(table)?)?;
        let text = columns.join(&char::from(delimiter).to_string());
        Header::new(facts, table, Source::new(name, &(text + "\n")))
            .filter(|header| header.shape.columns.len() == columns.len())
    }
}

impl Law {
    /// A stream of the tables with these headers, beside the tables that were read.
    pub fn stream(&self, facts: FactsBuilder, headers: Vec<Header>) -> Stream {
        Stream { law: self.clone(), facts, headers }
    }
}

impl Stream {
    /// A strip that has seen no row; `None` for a table that has no header here.
    pub fn strip(&self, table: &str) -> Option<Strip> {
        self.header(Table::of_name(table)?).map(|header| Strip::new(header.shape.clone()))
    }

    fn header(&self, table: Table) -> Option<&Header> {
        self.headers.iter().find(|header| header.shape.table == table)
    }

    /// Finds out of which rows there can be more to say, so that the others need not be
    /// remembered: worth while after some first lines, and whenever [`Strip::has_new_kinds`].
    /// Where some rule must have the rows of people, whatever they are, the strip is stopped.
    pub fn learn(&self, strip: &mut Strip) {
        if strip.table() == Table::Attendance {
            strip.stopped |= self.law.needs_people(strip.plain_days());
        }
        if strip.is_registered() {
            // All are remembered.
            return strip.keep_only(None);
        }
        let facts = self.facts.without([
            Table::Attendance,
            Table::People,
            Table::Gatherings,
            Table::Visits,
            Table::Records,
            Table::Grants,
        ]);
        let facts = self.add(facts, strip.table(), std::slice::from_ref(strip)).build();
        let told = facts.ok().and_then(|facts| self.law.told(&facts, strip.table()));
        strip.keep_only(told.as_deref());
    }

    /// What the law says of the rows of all strips, and the facts beside them, in which one
    /// row of each kind stands for all; without a period, of all days that the facts cover.
    /// `None` where the rows must be kept to tell.
    ///
    /// # Errors
    ///
    /// As [`Law::check`].
    pub fn verdicts(
        &self,
        strips: &[Strip],
        period: Option<Period>,
        workers: &dyn Workers,
    ) -> Result<Option<(Verdicts, Facts)>, Error> {
        let Some(mut strips) = self.together(strips, workers) else { return Ok(None) };
        let judged = self.judged(&mut strips, (period, Depth::Figures), workers)?;
        Ok(judged.map(|judged| (judged.verdicts, judged.facts)))
    }

    /// The strips by their tables; `None` if the rows must be kept.
    fn together<'s>(
        &self,
        strips: &'s [Strip],
        workers: &dyn Workers,
    ) -> Option<Strips<'s>> {
        let tables = self.headers.iter().map(|header| {
            let of_table = |strip: &&Strip| strip.table() == header.shape.table;
            OfTable::new(strips.iter().filter(of_table).collect(), workers)
        });
        tables.collect::<Option<_>>().map(Strips)
    }

    fn judged(
        &self,
        strips: &mut Strips<'_>,
        (period, depth): (Option<Period>, Depth),
        workers: &dyn Workers,
    ) -> Result<Option<Judged>, Error> {
        let Some(mut facts) = self.skeleton(strips) else { return Ok(None) };
        if !strips.meet(&mut facts, workers) {
            return Ok(None);
        }
        let strips = &*strips;
        let period = period.unwrap_or(facts.covers());
        let judged = self.law.counted(&facts, period, (strips, depth), workers)?;
        Ok(judged.map(|(verdicts, spots)| Judged { facts, verdicts, spots }))
    }

    /// Facts with one row of each kind, date and unit; `None` if there is anything to say of
    /// them that hangs on where a row stands.
    fn skeleton(&self, strips: &Strips<'_>) -> Option<Facts> {
        let add = |facts, table: &OfTable<'_>| {
            self.add(facts, table.table, table.strips.iter().copied())
        };
        let facts = strips.0.iter().fold(self.facts.clone(), add).build().ok()?;
        let covers = facts.covers();
        let inside =
            |value: &Value| matches!(value, Value::Date(day) if covers.contains(*day));
        let is_inside = |table: &OfTable<'_>| {
            let rows = facts.table(table.table);
            let dates = rows.and_then(|rows| rows.column("date"));
            // Lines are known by their places.
            rows.is_some_and(|rows| rows.len() == table.lines())
                && dates.is_some_and(|dates| dates.values().iter().all(inside))
        };
        let is_plain = facts.warnings().iter().next().is_none();
        (is_plain && strips.0.iter().all(is_inside)).then_some(facts)
    }

    /// Adds the lines of some strips as a table.
    fn add<'s>(
        &self,
        facts: FactsBuilder,
        table: Table,
        strips: impl IntoIterator<Item = &'s Strip>,
    ) -> FactsBuilder {
        self.add_lines(facts, table, strips.into_iter().map(|strip| strip.lines.bytes()))
    }

    /// Adds some lines as a table.
    fn add_lines<'s>(
        &self,
        facts: FactsBuilder,
        table: Table,
        lines: impl IntoIterator<Item = &'s [u8]>,
    ) -> FactsBuilder {
        let Some(header) = self.header(table) else { return facts };
        let mut text = header.line.bytes().to_vec();
        if !text.ends_with(b"\n") {
            text.push(b'\n');
        }
        lines.into_iter().for_each(|lines| text.extend_from_slice(lines));
        facts.table(table.as_str(), Source::from_bytes(header.line.name(), text))
    }
}

/// What was said of rows that were counted.
struct Judged {
    /// One row of each kind, date and unit.
    facts: Facts,
    verdicts: Verdicts,
    /// Days and units of whose people findings would tell, where that was asked.
    spots: BTreeSet<Spot>,
}

/// The strips of each table.
struct Strips<'a>(Vec<OfTable<'a>>);

/// The strips of a table, none of whose rows comes twice.
struct OfTable<'a> {
    table: Table,
    strips: Vec<&'a Strip>,
    /// In which row of the skeleton the lines of each begin.
    starts: Vec<u32>,
    /// Beside a register: whom and which days each names.
    named: Vec<Named>,
}

impl<'a> OfTable<'a> {
    /// `None` if a row cannot be counted, or perhaps comes twice.
    fn new(strips: Vec<&'a Strip>, workers: &dyn Workers) -> Option<Self> {
        if strips.iter().any(|strip| strip.is_stopped()) {
            return None;
        }
        let table = strips.first()?.table();
        if !are_distinct(strips.iter().filter_map(|strip| strip.ids())) {
            return None;
        }
        // Beside a register its people are told apart, and their rows when they are known.
        let is_flat = strips.iter().any(|strip| strip.shape.is_flat());
        if is_flat && (are_alike(&strips) || !are_apart(&strips, workers)) {
            return None;
        }
        let mut starts = Vec::new();
        let mut lines = 0;
        for strip in &strips {
            starts.push(lines);
            lines += strip.lines.len();
        }
        Some(Self { table, strips, starts, named: Vec::new() })
    }

    /// How many lines they have.
    fn lines(&self) -> usize {
        self.strips.iter().map(|strip| strip.lines.len() as usize).sum()
    }

    /// The strips, each with its start.
    fn iter(&self) -> impl Iterator<Item = (&Strip, u32)> {
        self.strips.iter().copied().zip(self.starts.iter().copied())
    }
}

/// Whether two ids differ by their case only: that is to be told.
fn are_alike(strips: &[&Strip]) -> bool {
    let people = || strips.iter().flat_map(|strip| strip.people());
    if !people().any(|name| name.iter().any(u8::is_ascii_uppercase)) {
        return false;
    }
    let exact: BTreeSet<&[u8]> = people().collect();
    let folded: BTreeSet<Vec<u8>> =
        exact.iter().map(|name| name.to_ascii_lowercase()).collect();
    folded.len() < exact.len()
}

impl Strips<'_> {
    /// The strips of a table, each with its start.
    fn of(&self, table: Table) -> impl Iterator<Item = (&Strip, u32)> {
        self.0.iter().filter(move |own| own.table == table).flat_map(OfTable::iter)
    }
}

impl Counted for Strips<'_> {
    fn has(&self, table: Table) -> bool {
        self.0.iter().any(|own| own.table == table)
    }

    fn parts(&self) -> usize {
        self.of(Table::Attendance).count()
    }

    fn each(&self, part: usize, add: &mut dyn FnMut(At, u32, bool)) {
        let strip = self.of(Table::Attendance).nth(part);
        strip.into_iter().for_each(|(strip, start)| strip.each(start, add));
    }

    fn kept(&self, part: usize, tell: &mut dyn FnMut(At, &str)) {
        let strip = self.of(Table::Attendance).nth(part);
        strip.into_iter().for_each(|(strip, start)| strip.each_kept(start, tell));
    }

    fn registered(&self, part: usize, tell: &mut dyn FnMut(PersonId, Day, u32)) {
        let own = self.0.iter().find(|own| own.table == Table::Attendance);
        own.into_iter().for_each(|own| own.each_row(part, tell));
    }

    fn items(&self, table: Table, add: &mut dyn FnMut(u32, u32, u32)) {
        self.of(table).for_each(|(strip, start)| strip.each_item(start, add));
    }
}
