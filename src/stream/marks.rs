//! Where a row and its fields end: looked for in many bytes at once, so that the next row need
//! not wait until this one is read.

use wide::u8x64;

use super::texts::head_of;

/// The ends in the first bytes of some lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// A bit for each delimiter.
    delimiters: u64,
    /// Where the first line ends.
    pub(super) end: usize,
}

impl Marks {
    /// Nothing where the line does not end among them.
    #[inline]
    pub(super) fn of(lines: &[u8], delimiter: u8) -> Option<Self> {
        let bytes = u8x64::new(*lines.first_chunk()?);
        let marks = |byte: u8| bytes.simd_eq(u8x64::splat(byte)).to_bitmask();
        let ends = marks(b'\n');
        let end = ends.trailing_zeros() as usize;
        (ends != 0).then(|| Self { delimiters: marks(delimiter), end })
    }

    /// The field that begins at a byte of the line and is not its last, with its first eight
    /// bytes as a number; and where it ends.
    #[inline]
    pub(super) fn field<'b>(
        &self,
        lines: &'b [u8],
        from: usize,
    ) -> Option<(u64, &'b [u8], usize)> {
        let behind = self.delimiters.checked_shr(u32::try_from(from).ok()?)?;
        let length = behind.trailing_zeros() as usize;
        let end = from + length;
        if end >= self.end {
            return None;
        }
        let text = lines.get(from..end)?;
        let head = match lines.get(from..)?.first_chunk() {
            Some(head) if length < 8 => {
                u64::from_le_bytes(*head) & ((1 << (8 * length)) - 1)
            }
            _ => head_of(text),
        };
        Some((head, text, end))
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;
    use crate::stream::texts::head_of;

    #[test]
    fn fields_end_where_a_delimiter_stands_in_the_same_line() {
        for (line, delimiter) in [
            ("", b','),
            (",", b','),
            ("an,remote", b','),
            ("2021-02-18,to-1,nguyen-van-an,on-site", b','),
            ("a;b,c;d", b';'),
        ] {
            let lines = format!("{line}\n{}", ",;\n".repeat(40));
            let marks = Marks::of(lines.as_bytes(), delimiter).expect("a line that ends");
            assert_eq!(marks.end, line.len(), "{line}");
            for from in 0..=line.len() {
                let rest = line.as_bytes().get(from..).unwrap_or_default();
                let length = rest.iter().position(|byte| *byte == delimiter);
                let expected = length.map(|length| {
                    let text = rest.get(..length).unwrap_or_default();
                    (head_of(text), text, from + length)
                });
                assert_eq!(
                    marks.field(lines.as_bytes(), from),
                    expected,
                    "{line} {from}"
                );
            }
        }
    }

    #[test]
    fn a_line_that_does_not_end_at_once_has_none() {
        let long = format!("{}\n", "a,".repeat(32));
        assert!(Marks::of(long.as_bytes(), b',').is_none());
        assert!(Marks::of(b"an,remote\n", b',').is_none());
    }
}
