//! The rows that one worker saw: counted by day, unit and kind, and otherwise forgotten.

use std::sync::Arc;

use crate::day::Day;
use crate::field::Table;
use crate::read::facts::shape::{Role, Shape};

use super::beginning::Beginning;
use super::cells::Cells;
use super::columns::Numbers;
use super::days::Days;
use super::ids::Ids;
use super::kinds::{Kinds, move_all};
use super::lines::Lines;
use super::marks::Marks;
use super::tails::{Key, Said, Tails};
use super::texts::{Texts, head_of};

/// Rows of attendance, visits or gatherings, counted as they went by.
///
/// Strips of one stream are filled apart, on as many threads as the caller likes, and judged
/// together.
#[derive(Debug, Clone)]
pub struct Strip {
    pub(super) shape: Arc<Shape>,
    /// The texts of the columns that are read, by their place in the file.
    pub(super) texts: Vec<Texts>,
    /// The codes of the row at hand.
    pub(super) row: Vec<u32>,
    pub(super) kinds: Kinds,
    pub(super) cells: Cells,
    pub(super) once: Once,
    /// The rows in which something stood for the first time; of visits and gatherings also
    /// those of whom there is more to say.
    pub(super) lines: Lines,
    /// For each code of the date column and of the unit column the line that has it first.
    pub(super) firsts: [Vec<u32>; 2],
    /// Rows of kinds of whom a requirement may say more than that they pass.
    pub(super) kept: Vec<Kept>,
    pub(super) rows: u64,
    /// Whether the rows must be read one by one after all.
    pub(super) stopped: bool,
    /// Whether ids came in no order.
    pub(super) unordered: bool,
    pub(super) places: Places,
    /// Of how many kinds it is known whether more is to be said.
    learnt: usize,
    /// How the row before begins, up to who it is about.
    before: Beginning,
    none: Texts,
    /// How rows go on behind who they are about.
    tails: Tails,
    /// For each column the codes of its numbers.
    pub(super) numbers: Vec<Numbers>,
    /// A number as it is written.
    pub(super) written: Vec<u8>,
}

/// Where the columns are that tell who, when and where.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Places {
    pub(super) person: usize,
    pub(super) date: usize,
    pub(super) unit: usize,
}

/// By what it is known that no row comes twice.
#[derive(Debug, Clone)]
pub(super) enum Once {
    /// Nobody has two rows on a day.
    Days(Days),
    /// The same beside a register, which knows where each row counts: that is asked when all
    /// have gone by, so that the kind of each is kept, counted from 1.
    Registered(Days),
    /// Nothing has two rows.
    Ids(Ids),
}

/// Why the line of a row is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeptLine {
    kind: u32,
    /// Whether something stands in it for the first time.
    is_first: bool,
    /// Whether it is the first of its kind.
    is_new: bool,
    /// Its date and unit.
    firsts: [u32; 2],
}

/// A row of whom there may be more to say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    pub(super) kind: u32,
    pub(super) cell: u32,
    pub(super) person: u32,
}

impl Strip {
    pub(super) fn new(shape: Arc<Shape>) -> Self {
        let at = |role: Role| shape.columns.iter().position(|own| *own == role);
        let places = Places {
            person: at(Role::Person).unwrap_or(0),
            date: at(Role::Date).unwrap_or(0),
            unit: at(Role::Unit).unwrap_or(0),
        };
        let columns = shape.columns.len();
        let once = match shape.table {
            Table::Attendance if shape.is_flat() => Once::Days(Days::default()),
            Table::Attendance => Once::Registered(Days::default()),
            _ => Once::Ids(Ids::ascending()),
        };
        // What a row is of must stand behind whom it is about as a whole.
        let mut before = shape.columns.iter().take(places.person);
        let is_behind = before.all(|role| *role != Role::Asked);
        Self {
            texts: vec![Texts::default(); columns],
            row: vec![0; columns],
            kinds: Kinds::default(),
            cells: Cells::default(),
            once,
            lines: Lines::default(),
            firsts: [Vec::new(), Vec::new()],
            kept: Vec::new(),
            rows: 0,
            stopped: false,
            unordered: false,
            places,
            learnt: 0,
            before: Beginning::default(),
            none: Texts::default(),
            tails: Tails::new(is_behind && places.person + 1 < columns),
            numbers: Vec::new(),
            written: Vec::new(),
            shape,
        }
    }

    /// Whether some row cannot be counted as it goes by, so that all must be read one by one.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Whether that is so because ids came in no order only: [`Strip::in_any_order`] takes
    /// them.
    pub fn is_unordered(&self) -> bool {
        self.unordered
    }

    /// The same, but with a memory of every id: eight bytes for each.
    #[must_use]
    pub fn in_any_order(mut self) -> Self {
        if let Once::Ids(ids) = &mut self.once {
            *ids = Ids::hashed();
        }
        self
    }

    /// The ids, where there is one in each row.
    pub(super) fn ids(&self) -> Option<&Ids> {
        match &self.once {
            Once::Ids(ids) => Some(ids),
            Once::Days(_) | Once::Registered(_) => None,
        }
    }

    /// Beside a register: the codes of person and date of every row, and its kind.
    pub(super) fn registered(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        let days = match &self.once {
            Once::Registered(days) => Some(days),
            Once::Days(_) | Once::Ids(_) => None,
        };
        let all = days.into_iter().flat_map(Days::all);
        all.map(|(person, date, kind)| (person, date, kind - 1))
    }

    /// Whether the rows stand beside a register.
    pub(super) fn is_registered(&self) -> bool {
        matches!(self.once, Once::Registered(_))
    }

    /// Whose rows they are.
    pub(super) fn table(&self) -> Table {
        self.shape.table
    }

    /// How many rows were counted.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Whether kinds of rows came of which it is not known whether more is to be said.
    pub fn has_new_kinds(&self) -> bool {
        self.kinds.len() > self.learnt
    }

    /// The people and the dates.
    pub(super) fn names(&self) -> [&Texts; 2] {
        // OK because there is a column for each.
        [self.places.person, self.places.date]
            .map(|at| self.texts.get(at).unwrap_or(&self.none))
    }

    /// Everybody.
    pub(super) fn people(&self) -> impl Iterator<Item = &[u8]> {
        let [people, _] = self.names();
        people.iter().map(|(_, name)| name)
    }

    /// The days of rows, as far as dates are written plainly.
    pub(super) fn plain_days(&self) -> impl Iterator<Item = Day> {
        let [_, dates] = self.names();
        dates.iter().filter_map(|(_, date)| std::str::from_utf8(date).ok()?.parse().ok())
    }

    /// Forgets whoever is of a kind of which there is no more to say, given for each line
    /// whether there is of its kind; nobody if that is not known.
    pub(super) fn keep_only(&mut self, told: Option<&[bool]>) {
        for kind in 0..self.kinds.len() as u32 {
            let line = self.kinds.line_of(kind) as usize;
            let told = told.and_then(|told| told.get(line).copied());
            self.kinds.keep(kind, told.unwrap_or(true));
        }
        let kinds = &self.kinds;
        self.kept.retain(|kept| kinds.is_kept(kept.kind));
        if matches!(self.once, Once::Ids(_)) {
            let now = self.lines.retain(|kind| kinds.is_kept(kind));
            self.kinds.moved(&now);
            self.firsts.iter_mut().for_each(|firsts| move_all(firsts, &now));
        }
        self.learnt = self.kinds.len();
    }

    /// Counts the rows of some whole lines. Between those of one call no other worker has
    /// any.
    pub fn take(&mut self, lines: &[u8]) {
        if let Once::Ids(ids) = &mut self.once {
            ids.pause();
        }
        self.stopped |= !is_plain_text(lines);
        let rows = self.rows;
        let mut rest = lines;
        while !rest.is_empty() && !self.stopped {
            rest = self.line(rest);
        }
        self.stopped |= self.is_sparse();
        // OK because a piece has fewer rows.
        self.tails.passed((self.rows - rows) as u32);
    }

    /// Counts the first row of some lines, and gives the others.
    fn line<'b>(&mut self, lines: &'b [u8]) -> &'b [u8] {
        let delimiter = self.shape.delimiter;
        let last = self.texts.len() - 1;
        let mut fresh = false;
        // Mostly the row begins as the one before, up to who it is about.
        let (mut rest, known) = match self.before.passed(lines) {
            Some(rest) => (rest, self.places.person),
            None => (lines, 0),
        };
        if known == self.places.person
            && self.tails.is_of_use()
            && let Some(marks) = Marks::of(lines, delimiter)
            && let Some(rest) =
                self.line_met_before(lines, lines.len() - rest.len(), marks)
        {
            return rest;
        }
        let mut tail = lines;
        let columns = self.shape.columns.iter().zip(&mut self.texts).zip(&mut self.row);
        for (nth, ((role, texts), code)) in columns.enumerate().skip(known) {
            if nth == self.places.person && known == 0 {
                let length = lines.len() - rest.len();
                self.before = Beginning::new(lines.get(..length).unwrap_or_default());
            }
            let (head, length) = field(rest, delimiter);
            let (text, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            let ends_line = !matches!(after.first(), Some(byte) if *byte == delimiter);
            let (head, text) = match text.strip_suffix(b"\r").filter(|_| ends_line) {
                Some(text) => (head_of(text), text),
                None => (head, text),
            };
            if ends_line != (nth == last) {
                // A blank line is no row; any other is too short or too long.
                self.stopped = nth > 0 || !text.is_empty();
                return after.get(1..).unwrap_or_default();
            }
            rest = after.get(1..).unwrap_or_default();
            if nth == self.places.person {
                tail = rest;
            }
            if *role == Role::Ignored {
                continue;
            }
            if let (Role::Person, Once::Ids(ids)) = (role, &mut self.once) {
                self.stopped |= text.is_empty() || !is_plain(text);
                self.unordered |= !ids.take(text);
                continue;
            }
            let (found, is_new) = texts.code(head, text);
            *code = found;
            if is_new {
                match role {
                    Role::Person => self.stopped |= !is_plain(text),
                    _ => fresh = true,
                }
            }
        }
        let (said, kept) = self.count(fresh);
        if self.tails.is_of_use() && !self.stopped {
            self.tails.put(tail, said);
        }
        if let Some(kept) = kept {
            let length = lines.len() - rest.len();
            self.keep_line(lines.get(..length).unwrap_or_default(), kept);
        }
        rest
    }

    /// Counts the first row of some lines if it goes on behind the name as another did, and
    /// gives the others. Where the name begins is known.
    #[inline]
    fn line_met_before<'b>(
        &mut self,
        lines: &'b [u8],
        name: usize,
        marks: Marks,
    ) -> Option<&'b [u8]> {
        let (head, name, behind) = marks.field(lines, name)?;
        let tail = lines.get(behind + 1..)?;
        let key = Key::of(tail, marks.end - behind - 1)?;
        let said = self.tails.get(&key)?;
        let rest = lines.get(marks.end + 1..).unwrap_or_default();
        let Places { person: at, date, unit } = self.places;
        let of = |column: usize, behind: u32| match column > at {
            true => behind,
            false => self.row.get(column).copied().unwrap_or(0),
        };
        let (date, unit) = (of(date, said.date), of(unit, said.unit));
        let person = self.take_name(head, name);
        let kept = self.count_one((person, date, unit), (said.kind, false), false);
        if let Some(kept) = kept {
            self.keep_line(lines.get(..=marks.end).unwrap_or_default(), kept);
        }
        Some(rest)
    }

    /// Takes whom a row is about; gives the code.
    #[inline]
    fn take_name(&mut self, head: u64, name: &[u8]) -> u32 {
        if let Once::Ids(ids) = &mut self.once {
            self.stopped |= name.is_empty() || !is_plain(name);
            self.unordered |= !ids.take(name);
            return 0;
        }
        let Some(texts) = self.texts.get_mut(self.places.person) else { return 0 };
        let (code, is_new) = texts.code(head, name);
        self.stopped |= is_new && !is_plain(name);
        code
    }

    /// Counts the row whose codes are at hand; tells what it says, and if its line is to be
    /// kept.
    #[inline]
    fn count(&mut self, fresh: bool) -> (Said, Option<KeptLine>) {
        let Places { person, date, unit } = self.places;
        let of = |column: usize| self.row.get(column).copied().unwrap_or(0);
        let (person, date, unit) = (of(person), of(date), of(unit));
        let asked = self.shape.columns.iter().zip(&self.row);
        let codes =
            asked.filter(|(role, _)| **role == Role::Asked).map(|(_, code)| *code);
        let (kind, is_new) = self.kinds.of(codes);
        let kept = self.count_one((person, date, unit), (kind, is_new), fresh);
        (Said { date, unit, kind }, kept)
    }

    /// Counts a row of somebody on a date in a unit, and of a kind.
    #[inline]
    pub(super) fn count_one(
        &mut self,
        (person, date, unit): (u32, u32, u32),
        (kind, is_new): (u32, bool),
        fresh: bool,
    ) -> Option<KeptLine> {
        let is_known = match &mut self.once {
            Once::Days(days) => person == 0 || unit == 0 || days.set(person, date, 1),
            Once::Registered(days) => person == 0 || days.set(person, date, kind + 1),
            Once::Ids(_) => self.unordered,
        };
        if date == 0 || is_known {
            self.stopped = true;
            return None;
        }
        self.rows += 1;
        let is_first = fresh || is_new;
        if let Once::Registered(_) = self.once {
            return is_first.then_some(KeptLine {
                kind,
                is_first,
                is_new,
                firsts: [date, 0],
            });
        }
        let is_kept = self.kinds.is_kept(kind);
        let is_item = matches!(self.once, Once::Ids(_));
        let cell = self.cells.add((date, unit), kind);
        if is_kept && !is_item {
            self.kept.push(Kept { kind, cell, person });
        }
        let is_wanted = is_first || is_kept && is_item;
        is_wanted.then_some(KeptLine { kind, is_first, is_new, firsts: [date, unit] })
    }

    /// Keeps the line of the row that was counted last.
    #[cold]
    pub(super) fn keep_line(&mut self, line: &[u8], kept: KeptLine) {
        let KeptLine { kind, is_first, is_new, firsts: codes } = kept;
        let next = self.lines.len();
        if is_new {
            self.kinds.stands_in(kind, next);
        }
        for (firsts, code) in self.firsts.iter_mut().zip(codes) {
            if firsts.len() < code as usize {
                firsts.resize(code as usize, next);
            }
        }
        self.lines.push(line, kind, is_first);
        // As many different values as that are no vocabulary any more.
        self.stopped |= next >= LINES_MOST || self.is_sparse();
    }

    /// Whether the rows take no more than what is remembered of people and dates.
    pub(super) fn is_sparse(&self) -> bool {
        match &self.once {
            Once::Days(days) | Once::Registered(days) => days.is_sparse(self.rows),
            Once::Ids(_) => false,
        }
    }
}

/// How many rows may be kept.
const LINES_MOST: u32 = 1 << 18;

/// Ids of which nothing is to be said: no sign in them is odd.
pub(super) fn is_plain(text: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._/".contains(byte);
    text.len() <= 64 && text.iter().all(plain)
}

/// Whether some lines are UTF-8 and have nothing that is more than it seems: quotes may hold
/// line ends, and a lone carriage return is one.
fn is_plain_text(lines: &[u8]) -> bool {
    // Nearly all files have neither, which one look at some bytes at once can tell.
    let is_odd =
        |byte: &u8| (*byte >= 0x80) | (*byte == b'"') | (*byte == 0) | (*byte == b'\r');
    let (chunks, rest) = lines.as_chunks::<64>();
    let odd = |bytes: &[u8]| bytes.iter().fold(false, |odd, byte| odd | is_odd(byte));
    if !chunks.iter().any(|chunk| odd(chunk)) && !odd(rest) {
        return true;
    }
    let odd = memchr::memchr3_iter(b'"', 0, b'\r', lines)
        .any(|at| lines.get(at..at + 2) != Some(b"\r\n"));
    !odd && std::str::from_utf8(lines).is_ok()
}

/// The first eight bytes of a field, and how long it is: up to a delimiter or a line end.
#[inline]
fn field(rest: &[u8], delimiter: u8) -> (u64, usize) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let Some(head) = rest.first_chunk::<8>() else {
        let length = long(rest, delimiter, 0);
        return (head_of(rest.get(..length).unwrap_or_default()), length);
    };
    let word = u64::from_le_bytes(*head);
    let marks = |byte: u8| {
        let other = word ^ (ONES * u64::from(byte));
        other.wrapping_sub(ONES) & !other & HIGHS
    };
    let ends = marks(delimiter) | marks(b'\n');
    if ends == 0 {
        return (word, long(rest, delimiter, 8));
    }
    // The lowest mark is right; those above it may be false.
    let bits = ends.trailing_zeros() & !7;
    (word & ((1 << bits) - 1), bits as usize / 8)
}

fn long(rest: &[u8], delimiter: u8, from: usize) -> usize {
    let tail = rest.get(from..).unwrap_or_default();
    memchr::memchr2(delimiter, b'\n', tail).map_or(rest.len(), |at| from + at)
}
