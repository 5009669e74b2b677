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

    /// Whether anything is remembered.
    #[inline]
    pub(super) fn is_of_use(&self) -> bool {
        !self.slots.is_empty()
    }

    /// What was met there before.
    #[inline]
    pub(super) fn get(&self, key: &Key) -> Option<Said> {
        let tail = self.slots.get(key.slot()).filter(|tail| tail.text == key.text);
        tail.map(|tail| tail.said)
    }

    /// Remembers what was met; stops doing so if it does not come again.
    pub(super) fn put(&mut self, rest: &[u8], said: Said) {
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let Some(key) = Key::of(rest, length) else { return };
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
    /// The key of the first bytes of some text, if they are few enough and not near its end.
    #[inline]
    pub(super) fn of(rest: &[u8], length: usize) -> Option<Key> {
        let bytes: &[u8; 8 * WORDS] = rest.first_chunk()?;
        let own = OWN.as_flattened().get((8 * WORDS).checked_sub(length)?..)?;
        let own: &[u8; 8 * WORDS] = own.first_chunk()?;
        let (chunks, _) = bytes.as_chunks::<8>();
        let (own, _) = own.as_chunks::<8>();
        let mut text = [0; WORDS];
        for ((word, chunk), own) in text.iter_mut().zip(chunks).zip(own) {
            *word = u64::from_le_bytes(*chunk) & u64::from_le_bytes(*own);
        }
        Some(Key { text })
    }

    #[inline]
    fn slot(&self) -> usize {
        let mix =
            |sum: u64, (word, factor): (&u64, &u64)| sum ^ word.wrapping_mul(*factor);
        let sum = self.text.iter().zip(&FACTORS).fold(0, mix);
        sum as usize >> (usize::BITS - ROOM.ilog2())
    }
}

/// All bits of some bytes, and none of those behind them: of how many is where one looks.
const OWN: [[u8; 8 * WORDS]; 2] = [[u8::MAX; 8 * WORDS], [0; 8 * WORDS]];

/// Odd numbers without a pattern.
const FACTORS: [u64; WORDS] = [
    0x9E37_79B9_7F4A_7C15,
    0xBF58_476D_1CE4_E5B9,
    0x94D0_49BB_1331_11EB,
    0xD6E8_FEB8_6659_FD93,
];
