//! Days of units, and how many rows of each kind they have.

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

impl Cells {
    #[inline]
    pub(super) fn add(&mut self, (date, unit): (u32, u32), kind: u32) -> u32 {
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
