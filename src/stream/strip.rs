//! The rows that one worker saw: counted by day, unit and kind, and otherwise forgotten.

use std::sync::Arc;

use crate::read::facts::shape::{Role, Shape};

use super::kinds::Kinds;
use super::texts::{Texts, head_of};

/// Rows of attendance, counted as they went by.
///
/// Strips of one stream are filled apart, on as many threads as the caller likes, and judged
/// together.
#[derive(Debug, Clone)]
pub struct Strip {
    shape: Arc<Shape>,
    /// The texts of the columns that are read, by their place in the file.
    pub(super) texts: Vec<Texts>,
    /// The codes of the row at hand.
    row: Vec<u32>,
    pub(super) kinds: Kinds,
    pub(super) cells: Cells,
    pub(super) seen: Days,
    /// The rows in which something stood for the first time, as they were written.
    pub(super) lines: Vec<u8>,
    pub(super) lines_len: u32,
    /// For each code of the date column and of the unit column the line that has it first.
    pub(super) firsts: [Vec<u32>; 2],
    /// Rows of kinds of whom a requirement may say more than that they pass.
    pub(super) kept: Vec<Kept>,
    pub(super) rows: u64,
    /// Whether the rows must be read one by one after all.
    stopped: bool,
    places: Places,
    /// Of how many kinds it is known whether more is to be said.
    learnt: usize,
    /// How the row before begins, up to who it is about.
    before: Vec<u8>,
    none: Texts,
}

/// Where the columns are that tell who, when and where.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Places {
    pub(super) person: usize,
    pub(super) date: usize,
    pub(super) unit: usize,
}

/// A row of whom there may be more to say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    pub(super) kind: u32,
    pub(super) cell: u32,
    pub(super) person: u32,
}

/// Days of units, and how many rows of each kind they have.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    /// For each date its cells by unit, counted from 1.
    by_date: Vec<Vec<u32>>,
    /// Date and unit of each cell.
    pub(super) keys: Vec<(u32, u32)>,
    /// For how many kinds a cell has room.
    pub(super) room: usize,
    pub(super) counts: Vec<u32>,
    last: (u32, u32, u32),
}

/// One bit for each person and date.
#[derive(Debug, Clone, Default)]
pub(super) struct Days {
    words: usize,
    pub(super) bits: Vec<u64>,
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
        Self {
            texts: vec![Texts::default(); columns],
            row: vec![0; columns],
            kinds: Kinds::default(),
            cells: Cells::default(),
            seen: Days::default(),
            lines: Vec::new(),
            lines_len: 0,
            firsts: [Vec::new(), Vec::new()],
            kept: Vec::new(),
            rows: 0,
            stopped: false,
            places,
            learnt: 0,
            before: Vec::new(),
            none: Texts::default(),
            shape,
        }
    }

    /// Whether some row cannot be counted as it goes by, so that all must be read one by one.
    pub fn is_stopped(&self) -> bool {
        self.stopped
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
        self.learnt = self.kinds.len();
    }

    /// Counts the rows of some whole lines.
    pub fn take(&mut self, lines: &[u8]) {
        let is_text = std::str::from_utf8(lines).is_ok();
        // Quotes may hold line ends, and a lone carriage return is one.
        let odd = memchr::memchr3_iter(b'"', 0, b'\r', lines)
            .any(|at| lines.get(at..at + 2) != Some(b"\r\n"));
        self.stopped |= !is_text || odd;
        let mut rest = lines;
        while !rest.is_empty() && !self.stopped {
            rest = self.line(rest);
        }
    }

    /// Counts the first row of some lines, and gives the others.
    fn line<'b>(&mut self, lines: &'b [u8]) -> &'b [u8] {
        let delimiter = self.shape.delimiter;
        let last = self.texts.len() - 1;
        let mut fresh = false;
        // Mostly the row begins as the one before, up to who it is about.
        let (mut rest, known) = match lines.strip_prefix(self.before.as_slice()) {
            Some(rest) if !self.before.is_empty() => (rest, self.places.person),
            _ => (lines, 0),
        };
        let columns = self.shape.columns.iter().zip(&mut self.texts).zip(&mut self.row);
        for (nth, ((role, texts), code)) in columns.enumerate().skip(known) {
            if nth == self.places.person && known == 0 {
                let length = lines.len() - rest.len();
                self.before.clear();
                self.before.extend_from_slice(lines.get(..length).unwrap_or_default());
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
            if *role == Role::Ignored {
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
        self.count(lines, lines.len() - rest.len(), fresh);
        rest
    }

    fn count(&mut self, lines: &[u8], length: usize, fresh: bool) {
        let Places { person, date, unit } = self.places;
        let of = |column: usize| self.row.get(column).copied().unwrap_or(0);
        let (person, date, unit) = (of(person), of(date), of(unit));
        if person == 0 || date == 0 || unit == 0 || self.seen.set(person, date) {
            self.stopped = true;
            return;
        }
        let asked = self.shape.columns.iter().zip(&self.row);
        let codes =
            asked.filter(|(role, _)| **role == Role::Asked).map(|(_, code)| *code);
        let (kind, is_new) = self.kinds.of(codes);
        if fresh || is_new {
            self.keep_line(lines.get(..length).unwrap_or_default(), kind, (date, unit));
        }
        let cell = self.cells.add((date, unit), kind);
        if self.kinds.is_kept(kind) {
            self.kept.push(Kept { kind, cell, person });
        }
        self.rows += 1;
    }

    #[cold]
    fn keep_line(&mut self, line: &[u8], kind: u32, (date, unit): (u32, u32)) {
        self.kinds.stands_in(kind, self.lines_len);
        for (firsts, code) in self.firsts.iter_mut().zip([date, unit]) {
            if firsts.len() < code as usize {
                firsts.resize(code as usize, self.lines_len);
            }
        }
        self.lines.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            self.lines.push(b'\n');
        }
        self.lines_len += 1;
        // As many different values as that are no vocabulary any more.
        self.stopped |= self.lines_len > LINES_MOST;
    }
}

/// How many rows may hold something new.
const LINES_MOST: u32 = 1 << 18;

/// Ids of which nothing is to be said: no sign in them is odd.
fn is_plain(text: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._/".contains(byte);
    text.len() <= 64 && text.iter().all(plain)
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

impl Cells {
    #[inline]
    fn add(&mut self, (date, unit): (u32, u32), kind: u32) -> u32 {
        let cell = match self.last {
            (known, beside, cell) if (known, beside) == (date, unit) => cell,
            _ => self.find(date, unit),
        };
        if kind as usize >= self.room {
            self.make_room((2 * kind as usize).max(16));
        }
        if let Some(count) =
            self.counts.get_mut(cell as usize * self.room + kind as usize)
        {
            *count += 1;
        }
        cell
    }

    fn find(&mut self, date: u32, unit: u32) -> u32 {
        let (at, beside) = (date as usize, unit as usize);
        if self.by_date.len() <= at {
            self.by_date.resize(at + 1, Vec::new());
        }
        let next = self.keys.len() as u32;
        let mut cell = next;
        if let Some(units) = self.by_date.get_mut(at) {
            if units.len() <= beside {
                units.resize((beside + 1).next_power_of_two(), 0);
            }
            if let Some(slot) = units.get_mut(beside) {
                match *slot {
                    0 => *slot = next + 1,
                    known => cell = known - 1,
                }
            }
        }
        if cell == next {
            self.keys.push((date, unit));
            self.counts.resize(self.keys.len() * self.room, 0);
        }
        self.last = (date, unit, cell);
        cell
    }

    fn make_room(&mut self, room: usize) {
        let mut counts = vec![0; self.keys.len() * room];
        let before = self.counts.chunks_exact(self.room.max(1));
        for (new, old) in counts.chunks_exact_mut(room).zip(before) {
            new.iter_mut().zip(old).for_each(|(new, old)| *new = *old);
        }
        (self.room, self.counts) = (room, counts);
    }
}

impl Days {
    /// Sets the bit of a person and a date; says whether it was set.
    #[inline]
    pub(super) fn set(&mut self, person: u32, date: u32) -> bool {
        if date as usize / 64 >= self.words {
            self.widen(date as usize / 64 + 1);
        }
        let at = person as usize * self.words + date as usize / 64;
        if self.bits.len() <= at {
            self.bits.resize((at + 1).next_multiple_of(1024 * self.words), 0);
        }
        let Some(word) = self.bits.get_mut(at) else { return true };
        let was = *word >> (date % 64) & 1 == 1;
        *word |= 1 << (date % 64);
        was
    }

    fn widen(&mut self, words: usize) {
        let words = words.next_power_of_two();
        let people = self.bits.len() / self.words.max(1);
        let mut bits = vec![0; people * words];
        let before = self.bits.chunks_exact(self.words.max(1));
        for (new, old) in bits.chunks_exact_mut(words).zip(before) {
            new.iter_mut().zip(old).for_each(|(new, old)| *new = *old);
        }
        (self.words, self.bits) = (words, bits);
    }

    /// Whether the bit of a person and a date is set.
    pub(super) fn has(&self, person: u32, date: u32) -> bool {
        if date as usize / 64 >= self.words {
            return false;
        }
        let at = person as usize * self.words + date as usize / 64;
        self.bits.get(at).is_some_and(|word| word >> (date % 64) & 1 == 1)
    }
}
