//! What stands in a row behind the name: mostly something that stood behind another before.

/// What was met behind names, as far as there is room.
#[derive(Debug, Clone)]
pub(super) struct Tails {
    /// By the hash of the text; empty where it does not pay to remember.
    slots: Vec<Tail>,
    tried: u32,
    missed: u32,
}

/// The rest of a row, and what it says.
#[derive(Debug, Clone, Copy, Default)]
struct Tail {
    text: [u64; WORDS],
    said: Said,
}

/// What the rest of a row says: the codes of date and unit, if they stand in it, and the kind.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    pub(super) date: u32,
    pub(super) unit: u32,
    pub(super) kind: u32,
}

/// The text of the rest of a row, up to its line end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    text: [u64; WORDS],
    /// How many bytes it has, the line end not among them.
    pub(super) length: usize,
}

/// How many times eight bytes are compared.
const WORDS: usize = 4;
/// How many are remembered.
const ROOM: usize = 512;
/// After how many tries it is asked whether they were worth it.
const TRIAL: u32 = 1 << 14;

impl Tails {
    /// Without room, where rows must be read field by field.
    pub(super) fn new(is_of_use: bool) -> Self {
        let slots = if is_of_use { vec![Tail::default(); ROOM] } else { Vec::new() };
        Self { slots, tried: 0, missed: 0 }
    }

    /// The key of the text up to the next line end, if it is short enough.
    #[inline]
    pub(super) fn key(&self, rest: &[u8]) -> Option<Key> {
        if self.slots.is_empty() {
            return None;
        }
        Key::of(rest.first_chunk()?)
    }

    /// What was met there before.
    #[inline]
    pub(super) fn get(&self, key: &Key) -> Option<Said> {
        let tail = self.slots.get(key.slot()).filter(|tail| tail.text == key.text);
        tail.map(|tail| tail.said)
    }

    /// Remembers what was met; stops doing so if it does not come again.
    pub(super) fn put(&mut self, key: &Key, said: Said) {
        if let Some(slot) = self.slots.get_mut(key.slot()) {
            *slot = Tail { text: key.text, said };
        }
        self.missed += 1;
    }

    /// That so many rows went by since.
    pub(super) fn passed(&mut self, rows: u32) {
        self.tried += rows;
        if self.tried > TRIAL {
            if self.missed > self.tried / 4 {
                self.slots = Vec::new();
            }
            (self.tried, self.missed) = (0, 0);
        }
    }
}

impl Key {
    #[inline]
    fn of(bytes: &[u8; 8 * WORDS]) -> Option<Key> {
        let mut text = [0; WORDS];
        let (chunks, _) = bytes.as_chunks::<8>();
        for (word, chunk) in text.iter_mut().zip(chunks) {
            *word = u64::from_le_bytes(*chunk);
        }
        let mut ends = 0;
        for (nth, word) in text.iter().enumerate() {
            ends |= line_ends(*word) << (8 * nth);
        }
        if ends == 0 {
            return None;
        }
        // The lowest is right; those above it may be false.
        let length = ends.trailing_zeros() as usize;
        for (nth, word) in text.iter_mut().enumerate() {
            *word &= FIRST.get(length.saturating_sub(8 * nth).min(8)).unwrap_or(&0);
        }
        Some(Key { text, length })
    }

    #[inline]
    fn slot(&self) -> usize {
        let mix =
            |sum: u64, (word, factor): (&u64, &u64)| sum ^ word.wrapping_mul(*factor);
        let sum = self.text.iter().zip(&FACTORS).fold(0, mix);
        sum as usize >> (usize::BITS - ROOM.ilog2())
    }
}

/// For each number of bytes the bits of as many.
const FIRST: [u64; 9] = [
    0,
    0xFF,
    0xFFFF,
    0xFF_FFFF,
    0xFFFF_FFFF,
    0xFF_FFFF_FFFF,
    0xFFFF_FFFF_FFFF,
    0xFF_FFFF_FFFF_FFFF,
    u64::MAX,
];

/// Odd numbers without a pattern.
const FACTORS: [u64; WORDS] = [
    0x9E37_79B9_7F4A_7C15,
    0xBF58_476D_1CE4_E5B9,
    0x94D0_49BB_1331_11EB,
    0xD6E8_FEB8_6659_FD93,
];

/// One bit for each byte that is a line end; above the lowest some may be false.
#[inline]
fn line_ends(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let other = word ^ (ONES * 0x0A);
    let highs = other.wrapping_sub(ONES) & !other & (ONES << 7);
    // The bits of the bytes are gathered in the highest byte.
    (highs >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}
