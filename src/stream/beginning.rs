//! How the row before begins: mostly the next one does so, too.

/// The bytes up to whom a row is about.
#[derive(Debug, Clone, Default)]
pub(super) struct Beginning {
    text: Vec<u8>,
    /// The text as words and which of their bits are its own, where it is short enough.
    words: Option<[(u64, u64); WORDS]>,
}

/// How many times eight bytes are compared at once.
const WORDS: usize = 4;

impl Beginning {
    pub(super) fn new(text: &[u8]) -> Self {
        let mut bytes = [0; 8 * WORDS];
        let mut own = [0; 8 * WORDS];
        let room = bytes.iter_mut().zip(&mut own).zip(text);
        room.for_each(|((byte, own), letter)| (*byte, *own) = (*letter, 0xFF));
        let (bytes, _) = bytes.as_chunks::<8>();
        let (own, _) = own.as_chunks::<8>();
        let mut words = [(0, 0); WORDS];
        for ((word, bytes), own) in words.iter_mut().zip(bytes).zip(own) {
            *word = (u64::from_le_bytes(*bytes), u64::from_le_bytes(*own));
        }
        let is_short = text.len() <= 8 * WORDS;
        Self { text: text.to_vec(), words: is_short.then_some(words) }
    }

    /// What stands behind it in some lines, if they begin so; it is no empty text.
    #[inline]
    pub(super) fn passed<'b>(&self, lines: &'b [u8]) -> Option<&'b [u8]> {
        let (Some(words), Some(first)) =
            (&self.words, lines.first_chunk::<{ 8 * WORDS }>())
        else {
            let rest = lines.strip_prefix(self.text.as_slice());
            return rest.filter(|_| !self.text.is_empty());
        };
        let (chunks, _) = first.as_chunks::<8>();
        let differs = |sum: u64, (chunk, (word, own)): (&[u8; 8], &(u64, u64))| {
            sum | ((u64::from_le_bytes(*chunk) ^ word) & own)
        };
        let begins = chunks.iter().zip(words).fold(0, differs) == 0;
        lines.get(self.text.len()..).filter(|_| begins && !self.text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::Beginning;

    #[test]
    fn lines_begin_as_a_line_before_or_do_not() {
        let long = "2021-02-18,".repeat(4);
        for text in ["", "2", "2021-02-18,", "2021-02-18,to-1,unit-01,", &long] {
            let before = Beginning::new(text.as_bytes());
            for behind in ["", "an,on-site\n", &"an,on-site\n".repeat(5)] {
                let line = format!("{text}{behind}");
                let rest = before.passed(line.as_bytes());
                let expected = (!text.is_empty()).then_some(behind.as_bytes());
                assert_eq!(rest, expected, "{line}");
                let other = format!("{}x{behind}", text.get(1..).unwrap_or(""));
                assert_eq!(before.passed(other.as_bytes()), None, "{other}");
            }
        }
    }
}
