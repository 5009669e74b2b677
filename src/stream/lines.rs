//! Rows that are kept as they were written, for the ordinary reader.

/// Lines of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    end: u32,
    kind: u32,
    /// Whether something stands in it for the first time.
    is_first: bool,
}

impl Lines {
    /// How many there are.
    pub(super) fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    /// All of them, each with its end.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// One of them, with its end.
    pub(super) fn line(&self, nth: u32) -> &[u8] {
        let end = |nth: Option<u32>| self.rows.get(nth? as usize).map(|row| row.end);
        let start = end(nth.checked_sub(1)).unwrap_or(0);
        let end = end(Some(nth)).unwrap_or(0);
        self.bytes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Keeps the line of a row.
    pub(super) fn push(&mut self, line: &[u8], kind: u32, is_first: bool) {
        self.bytes.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            self.bytes.push(b'\n');
        }
        // OK because fewer lines are kept than 4 GiB hold.
        let end = self.bytes.len() as u32;
        self.rows.push(Row { end, kind, is_first });
    }

    /// Forgets the rows of some kinds, but for those in which something stands for the first
    /// time; tells for each line where it stands now.
    pub(super) fn retain(&mut self, is_kept: impl Fn(u32) -> bool) -> Vec<u32> {
        let before = std::mem::take(self);
        let mut now = Vec::with_capacity(before.rows.len());
        let mut start = 0;
        for Row { end, kind, is_first } in before.rows {
            now.push(self.len());
            if is_first || is_kept(kind) {
                let line = before.bytes.get(start..end as usize).unwrap_or_default();
                self.push(line, kind, is_first);
            }
            start = end as usize;
        }
        now
    }
}
