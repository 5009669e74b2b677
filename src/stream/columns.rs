//! Rows that come in columns, as files that are no text hold them.

use std::io::Write as _;
use std::ops::Range;

use crate::read::facts::shape::Role;
use crate::read::{Batch, BatchColumn};
use crate::tally::keys::QuickMap;

use super::sieve::{line_of, text_of};
use super::strip::{Once, Places, Strip, is_plain};
use super::texts::head_of;

/// A column that is read.
struct Column<'b> {
    nth: usize,
    role: Role,
    batch: &'b BatchColumn,
    /// For each code of the batch that of the strip, as far as it was met.
    known: Vec<u32>,
}

/// The codes of the whole numbers of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers {
    /// Of small ones: those of ids are.
    small: Vec<u32>,
    others: QuickMap<u64, u32>,
    /// How many were met.
    met: usize,
}

/// Below which a number is small.
const SMALL: usize = 1 << 22;

impl Numbers {
    /// The code of a small number, if it was met.
    #[inline]
    fn small(&self, number: i64) -> u32 {
        // OK because a number below nought is great without its sign.
        let at = number.cast_unsigned() as usize;
        self.small.get(at).copied().unwrap_or(UNMET)
    }

    /// The code of a number, if it was met.
    fn of(&self, number: i64) -> Option<u32> {
        let small = Some(self.small(number)).filter(|code| *code != UNMET);
        small.or_else(|| self.others.get(&number.cast_unsigned()).copied())
    }

    /// The code of a number as it is written, if it was met.
    pub(super) fn find(&self, written: &[u8]) -> Option<u32> {
        self.of(std::str::from_utf8(written).ok()?.parse().ok()?)
    }

    fn set(&mut self, number: i64, code: u32) {
        self.met += 1;
        let Some(at) = usize::try_from(number).ok().filter(|at| *at < SMALL) else {
            self.others.insert(number.cast_unsigned(), code);
            return;
        };
        if self.small.len() <= at {
            self.small.resize((at + 1).next_power_of_two(), UNMET);
        }
        if let Some(slot) = self.small.get_mut(at) {
            *slot = code;
        }
    }
}

/// Of a code that was not met yet.
const UNMET: u32 = u32::MAX;

/// Some rows, column by column, so that each step is the same for many cells.
#[derive(Debug, Default)]
struct Stretch {
    /// For each column the codes of the strip.
    codes: Vec<Vec<u32>>,
    /// For each row whether something stands in it for the first time.
    fresh: Vec<bool>,
    /// For each row the combination of what rules ask.
    mixed: Vec<u32>,
    /// For each row its kind, if all were met before.
    kinds: Vec<u32>,
}

impl Stretch {
    /// The codes of who, when and where.
    fn rows(&self, Places { person, date, unit }: Places) -> [&[u32]; 3] {
        [person, date, unit].map(|at| self.codes.get(at).map_or(&[][..], Vec::as_slice))
    }
}

/// How many rows a stretch has.
const STRETCH: usize = 1 << 10;

impl Strip {
    /// Counts some rows of a batch whose columns are those of the header. Between those of
    /// one call no other worker has any.
    pub fn take_batch(&mut self, batch: &Batch, rows: Range<usize>) {
        if let Once::Ids(ids) = &mut self.once {
            ids.pause();
        }
        let read = self.shape.columns.iter().zip(&batch.columns).enumerate();
        let read = read.filter(|(_, (role, _))| **role != Role::Ignored);
        let mut read: Vec<Column<'_>> = read
            .map(|(nth, (role, batch))| {
                let known = vec![UNMET; batch.texts.len() + 1];
                Column { nth, role: *role, batch, known }
            })
            .collect();
        let is_whole = |column: &Column<'_>| column.batch.is_whole(batch.rows);
        self.stopped |= batch.columns.len() != self.shape.columns.len()
            || rows.end > batch.rows
            || !read.iter().all(is_whole);
        let columns = self.shape.columns.len();
        self.numbers.resize_with(columns, Numbers::default);
        let codes = vec![Vec::new(); columns];
        let mut stretch = Stretch { codes, ..Stretch::default() };
        for from in rows.clone().step_by(STRETCH) {
            let rows = from..rows.end.min(from + STRETCH);
            self.take_columns(&mut read, rows.clone(), &mut stretch);
            if !self.take_quiet_rows(&mut stretch) {
                self.take_rows(batch, rows, &stretch);
            }
        }
        self.stopped |= self.is_sparse();
    }

    /// Finds the codes of some rows.
    fn take_columns(
        &mut self,
        read: &mut [Column<'_>],
        rows: Range<usize>,
        stretch: &mut Stretch,
    ) {
        let Stretch { codes, fresh, mixed, .. } = stretch;
        fresh.clear();
        fresh.resize(rows.len(), false);
        mixed.clear();
        mixed.resize(rows.len(), 0);
        for column in read {
            let Some(codes) = codes.get_mut(column.nth) else { continue };
            codes.clear();
            let is_id = matches!((column.role, &self.once), (Role::Person, Once::Ids(_)));
            match column.batch.numbers.get(rows.clone()) {
                Some(numbers) if is_id => self.take_number_ids(numbers),
                None if is_id => self.take_text_ids(column.batch, rows.clone()),
                Some(numbers) => self.take_numbers(column, numbers, (codes, fresh)),
                None => self.take_texts(column, rows.clone(), (codes, fresh)),
            }
            if column.role == Role::Asked {
                self.kinds.mix(mixed, codes);
            }
        }
    }

    /// Counts some rows, given their codes, if nothing in them is new and no line is to be
    /// kept; says whether that is so.
    fn take_quiet_rows(&mut self, stretch: &mut Stretch) -> bool {
        if self.stopped || stretch.fresh.contains(&true) {
            return false;
        }
        let Stretch { mixed, kinds, .. } = stretch;
        if !self.kinds.all_of(mixed, kinds) {
            return false;
        }
        let rows = stretch.rows(self.places);
        self.count_quiet(rows, &stretch.kinds)
    }

    /// Counts some rows, given their codes.
    fn take_rows(&mut self, batch: &Batch, rows: Range<usize>, stretch: &Stretch) {
        let [people, dates, units] = stretch.rows(self.places);
        let kinds = stretch.mixed.iter().zip(&stretch.fresh);
        for ((nth, row), (mixed, fresh)) in rows.enumerate().zip(kinds) {
            if self.stopped {
                return;
            }
            let of = |codes: &[u32]| codes.get(nth).copied().unwrap_or(0);
            let kind = self.kinds.named(*mixed);
            if let Some(kept) =
                self.count_one((of(people), of(dates), of(units)), kind, *fresh)
            {
                let line = line_of(&self.shape, batch, row);
                self.keep_line(&line, kept);
            }
        }
    }

    fn take_number_ids(&mut self, numbers: &[i64]) {
        let Once::Ids(ids) = &mut self.once else { return };
        let ascend = numbers.is_sorted_by(|one, two| one < two);
        // Between the ends of numbers that ascend nothing is to be looked at.
        let ends = match numbers {
            [first, .., last] if ascend && *first >= 0 && ids.are_ascending() => {
                Some([*first, *last])
            }
            _ => None,
        };
        for number in ends.as_ref().map_or(numbers, <[i64; 2]>::as_slice) {
            self.written.clear();
            // OK because writing to memory does not fail.
            let _ = write!(self.written, "{number}");
            self.unordered |= !ids.take(&self.written);
        }
    }

    fn take_text_ids(&mut self, batch: &BatchColumn, rows: Range<usize>) {
        let Once::Ids(ids) = &mut self.once else { return };
        for code in batch.codes.get(rows).unwrap_or_default() {
            let text = text_of(batch, *code);
            self.stopped |= text.is_empty() || !is_plain(text);
            self.unordered |= !ids.take(text);
        }
    }

    /// Takes the codes of whole numbers, and which rows have something new that is no name.
    fn take_numbers(
        &mut self,
        column: &Column<'_>,
        numbers: &[i64],
        (codes, fresh): (&mut Vec<u32>, &mut [bool]),
    ) {
        let Some(own) = self.numbers.get_mut(column.nth) else { return };
        let mut known = std::mem::take(own);
        codes.extend(numbers.iter().map(|number| known.small(*number)));
        if codes.contains(&UNMET) {
            let rows = numbers.iter().zip(codes).zip(fresh);
            for ((number, code), fresh) in rows.filter(|((_, code), _)| **code == UNMET) {
                // It was met in a row above, perhaps.
                *code = known.of(*number).unwrap_or_else(|| {
                    let (code, is_new) = self.meet_number(column, *number, known.met);
                    known.set(*number, code);
                    *fresh |= is_new;
                    code
                });
            }
        }
        if let Some(own) = self.numbers.get_mut(column.nth) {
            *own = known;
        }
    }

    /// The same for codes of texts.
    fn take_texts(
        &mut self,
        column: &mut Column<'_>,
        rows: Range<usize>,
        (codes, fresh): (&mut Vec<u32>, &mut [bool]),
    ) {
        let written = column.batch.codes.get(rows).unwrap_or_default();
        let known = column.known.as_slice();
        let code = |code: &u32| known.get(*code as usize).copied().unwrap_or(UNMET);
        codes.extend(written.iter().map(code));
        if codes.contains(&UNMET) {
            let rows = written.iter().zip(codes).zip(fresh);
            for ((written, code), fresh) in rows.filter(|((_, code), _)| **code == UNMET)
            {
                // It was met in a row above, perhaps.
                let known = column.known.get(*written as usize).copied();
                *code = known.filter(|code| *code != UNMET).unwrap_or_else(|| {
                    let (found, is_new) = self.meet(column, *written);
                    *fresh |= is_new;
                    found
                });
            }
        }
    }

    /// The code of a number that was not met, when so many were.
    #[cold]
    fn meet_number(
        &mut self,
        column: &Column<'_>,
        number: i64,
        met: usize,
    ) -> (u32, bool) {
        let text = number.to_string();
        let (head, text) = (head_of(text.as_bytes()), text.as_bytes());
        let Some(texts) = self.texts.get_mut(column.nth) else { return (0, false) };
        // Where all are numbers, one that was not met is written as none of them.
        let (found, is_new) = match texts.len() == met {
            true => (texts.push(head, text), true),
            false => texts.code(head, text),
        };
        (found, is_new && column.role != Role::Person)
    }

    #[cold]
    fn meet(&mut self, column: &mut Column<'_>, code: u32) -> (u32, bool) {
        let text = text_of(column.batch, code);
        // A code without a text is a fault, and a sign in it may mean something in a line.
        self.stopped |= code as usize > column.batch.texts.len() || !is_one_field(text);
        let Some(texts) = self.texts.get_mut(column.nth) else { return (0, false) };
        let (found, is_new) = texts.code(head_of(text), text);
        if let Some(slot) = column.known.get_mut(code as usize) {
            *slot = found;
        }
        let is_name = column.role == Role::Person;
        self.stopped |= is_new && is_name && !is_plain(text);
        (found, is_new && !is_name)
    }
}

/// Whether a text means the same between delimiters as it does alone.
fn is_one_field(text: &[u8]) -> bool {
    let is_odd = |byte: &u8| byte.is_ascii_control() || b"\",;|".contains(byte);
    text.trim_ascii().len() == text.len() && !text.iter().any(is_odd)
}
