//! Days of units, and how many rows of each kind they have.

use crate::tally::keys::QuickMap;

/// Days of units, and how many rows of each kind they have.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    /// For each date its cells by unit, counted from 1.
    by_date: Vec<Vec<u32>>,
    /// Date and unit of each cell.
    pub(super) keys: Vec<(u32, u32)>,
    /// For how many kinds a cell has room.
    room: usize,
    /// How many rows of each kind a cell has, as far as a small number goes.
    counts: Vec<u8>,
    /// The rest, by cell and kind.
    more: QuickMap<(u32, u32), u32>,
    last: (u32, u32, u32),
}

/// How many kinds are counted in a table; most offices have fewer.
const TABLED: usize = 64;
/// Rooms are made for so many kinds at once.
const STEP: usize = 8;

impl Cells {
    #[inline]
    pub(super) fn add(&mut self, (date, unit): (u32, u32), kind: u32) -> u32 {
        let cell = match self.last {
            (known, beside, cell) if (known, beside) == (date, unit) => cell,
            _ => self.find(date, unit),
        };
        self.make_room_for(kind);
        let at = match (kind as usize) < self.room {
            true => cell as usize * self.room + kind as usize,
            false => usize::MAX,
        };
        match self.counts.get_mut(at) {
            Some(count) => {
                *count = count.wrapping_add(1);
                if *count == 0 {
                    *self.more.entry((cell, kind)).or_default() += 1 << 8;
                }
            }
            None => *self.more.entry((cell, kind)).or_default() += 1,
        }
        cell
    }

    /// Adds rows of one date and unit.
    pub(super) fn add_all(&mut self, (date, unit): (u32, u32), kinds: &[u32]) {
        self.make_room_for(kinds.iter().fold(0, |most, kind| most.max(*kind)));
        let cell = self.find(date, unit) as usize;
        let own = cell * self.room..(cell + 1) * self.room;
        for kind in kinds {
            let counts = self.counts.get_mut(own.clone());
            let count = counts.and_then(|counts| counts.get_mut(*kind as usize));
            match count.filter(|count| **count < u8::MAX) {
                Some(count) => *count += 1,
                None => _ = self.add((date, unit), *kind),
            }
        }
    }

    /// The cells: date and unit, and of which kinds how many rows are there.
    pub(super) fn each(&self, mut add: impl FnMut((u32, u32), &[(u32, u32)])) {
        let mut more: Vec<_> = self.more.iter().map(|(at, rows)| (*at, *rows)).collect();
        more.sort_unstable();
        let mut more = more.into_iter().peekable();
        let mut counts: Vec<(u32, u32)> = Vec::new();
        for (cell, key) in (0..).zip(&self.keys) {
            let tabled = cell as usize * self.room;
            let tabled = self.counts.get(tabled..tabled + self.room).unwrap_or_default();
            let tabled = (0..).zip(tabled).filter(|(_, rows)| **rows > 0);
            counts.clear();
            counts.extend(tabled.map(|(kind, rows)| (kind, u32::from(*rows))));
            while let Some(((_, kind), rows)) = more.next_if(|((at, _), _)| *at == cell) {
                match counts.iter_mut().find(|(known, _)| *known == kind) {
                    Some((_, known)) => *known += rows,
                    None => counts.push((kind, rows)),
                }
            }
            counts.sort_unstable();
            add(*key, &counts);
        }
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

    /// Makes room for a kind, if there is to be one for it.
    #[inline]
    fn make_room_for(&mut self, kind: u32) {
        if kind as usize >= self.room {
            self.make_room((kind as usize + 1).next_multiple_of(STEP).min(TABLED));
        }
    }

    #[cold]
    fn make_room(&mut self, room: usize) {
        if room == self.room {
            return;
        }
        let mut counts = vec![0; self.keys.len() * room];
        let before = self.counts.chunks_exact(self.room.max(1));
        for (new, old) in counts.chunks_exact_mut(room).zip(before) {
            new.iter_mut().zip(old).for_each(|(new, old)| *new = *old);
        }
        (self.room, self.counts) = (room, counts);
    }
}

#[cfg(test)]
mod tests {
    use super::Cells;

    #[test]
    fn many_rows_of_many_kinds_are_all_counted() {
        let mut cells = Cells::default();
        let kind = |row| if row % 10 == 0 { row / 10 % 90 } else { 7 };
        for row in 0..100_000 {
            cells.add((row % 3, row % 2), kind(row));
        }
        for first in (100_000..200_000).step_by(1_000) {
            let kinds: Vec<u32> = (first..first + 1_000).map(kind).collect();
            cells.add_all((first / 1_000 % 3, 1), &kinds);
        }
        let (mut rows, mut of_seven) = (0, 0);
        cells.each(|_, counts| {
            for (kind, counted) in counts {
                rows += counted;
                of_seven += if *kind == 7 { *counted } else { 0 };
            }
        });
        assert_eq!((rows, of_seven), (200_000, 180_223));
        let mut one = Cells::default();
        (0..30_000).for_each(|_| _ = one.add((1, 1), 0));
        (0..40).for_each(|_| one.add_all((1, 1), &[0; 1_000]));
        let mut told = Vec::new();
        one.each(|key, counts| told.push((key, counts.to_vec())));
        assert_eq!(told, [((1, 1), vec![(0, 70_000)])]);
    }
}
