//! Distinct short texts, each under a small code: mostly the one before, or the one that
//! followed last time.

/// Distinct texts; code 0 is the blank.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    /// The first eight bytes of each text, with noughts behind shorter ones.
    heads: Vec<[u8; 8]>,
    /// The texts, one behind the other; nothing while each is all in its head.
    bytes: Vec<u8>,
    /// Where each text ends in `bytes`.
    ends: Vec<u32>,
    /// For each code (from 0) the one that last came after it.
    followers: Vec<u32>,
    /// Open addressing: codes, 0 where free; the length is a power of two. None while every
    /// text was known to be new.
    slots: Vec<u32>,
    last: u32,
    /// Where there are few texts: the code last found by each hash.
    few: [u32; FEW],
}

/// Up to how many texts are few.
const FEW: usize = 64;

/// The first eight bytes of a text.
pub(super) fn head_of(text: &[u8]) -> u64 {
    match text.first_chunk::<8>() {
        Some(head) => u64::from_le_bytes(*head),
        None => text.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte)),
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            heads: Vec::new(),
            bytes: Vec::new(),
            ends: Vec::new(),
            followers: Vec::new(),
            slots: Vec::new(),
            last: 0,
            few: [0; FEW],
        }
    }
}

impl Texts {
    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// The text of a code; empty for the blank.
    pub(super) fn text(&self, code: u32) -> &[u8] {
        let Some(nth) = (code as usize).checked_sub(1) else { return &[] };
        if self.ends.is_empty() {
            return self.heads.get(nth).map_or(&[], whole);
        }
        let start = nth.checked_sub(1).and_then(|at| self.ends.get(at)).copied();
        let end = self.ends.get(nth).copied().unwrap_or(0);
        self.bytes.get(start.unwrap_or(0) as usize..end as usize).unwrap_or_default()
    }

    /// Every text with its code.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &[u8])> {
        (1..=self.heads.len() as u32).map(|code| (code, self.text(code)))
    }

    fn is(&self, code: u32, head: u64, text: &[u8]) -> bool {
        let nth = (code as usize).wrapping_sub(1);
        self.heads.get(nth) == Some(&head.to_le_bytes())
            // Shorter ones are all in their head, for no text holds a nought.
            && (text.len() < 8 || self.text(code) == text)
    }

    /// The code of a text, given its first bytes, and whether it is the first of its kind.
    #[inline]
    pub(super) fn code(&mut self, head: u64, text: &[u8]) -> (u32, bool) {
        if text.is_empty() {
            return (0, false);
        }
        if self.len() < FEW {
            return self.code_of_few(head, text);
        }
        let before = self.last as usize;
        let guess = self.followers.get(before).copied().unwrap_or(0);
        if self.is(guess, head, text) {
            self.last = guess;
            return (guess, false);
        }
        if self.is(self.last, head, text) {
            return (self.last, false);
        }
        let known = self.len();
        self.last = self.look_up(head, text);
        if self.followers.len() <= self.len() {
            self.followers.resize(self.len() + 1, 0);
        }
        if let Some(follower) = self.followers.get_mut(before) {
            *follower = self.last;
        }
        (self.last, self.len() > known)
    }

    /// Few texts come in any order, and mostly stand where they were found before.
    #[inline]
    fn code_of_few(&mut self, head: u64, text: &[u8]) -> (u32, bool) {
        let at = head.wrapping_mul(FACTOR) as usize >> (usize::BITS - FEW.ilog2());
        let guess = self.few.get(at).copied().unwrap_or(0);
        if self.is(guess, head, text) {
            return (guess, false);
        }
        let known = self.len();
        let code = self.look_up(head, text);
        if let Some(slot) = self.few.get_mut(at) {
            *slot = code;
        }
        (code, self.len() > known)
    }

    /// Takes a text that is known to be the first of its kind. As long as there are no others,
    /// none is found by its bytes, which saves the memory of finding it.
    pub(super) fn push(&mut self, head: u64, text: &[u8]) -> u32 {
        match self.slots.is_empty() {
            true => self.append(head, text),
            false => self.look_up(head, text),
        }
    }

    /// The code of a text that is there and was not known to be new.
    pub(super) fn find(&self, text: &[u8]) -> Option<u32> {
        let head = head_of(text);
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash(head, text) & mask;
        loop {
            match self.slots.get(at).copied().unwrap_or(0) {
                0 => return None,
                code if self.is(code, head, text) => return Some(code),
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn look_up(&mut self, head: u64, text: &[u8]) -> u32 {
        if self.slots.len() < 2 * (self.len() + 1) {
            self.grow();
        }
        self.find(text).unwrap_or_else(|| {
            let code = self.append(head, text);
            self.put(code, hash(head, text));
            code
        })
    }

    fn append(&mut self, head: u64, text: &[u8]) -> u32 {
        if text.len() > 8 && self.ends.is_empty() {
            for head in &self.heads {
                self.bytes.extend_from_slice(whole(head));
                self.ends.push(self.bytes.len() as u32);
            }
        }
        self.heads.push(head.to_le_bytes());
        if text.len() > 8 || !self.ends.is_empty() {
            self.bytes.extend_from_slice(text);
            // OK because no more texts are taken than the rows of a file of 4 GiB hold.
            self.ends.push(self.bytes.len() as u32);
        }
        self.heads.len() as u32
    }

    fn put(&mut self, code: u32, hash: usize) {
        let mask = self.slots.len() - 1;
        let mut at = hash & mask;
        while self.slots.get(at).is_some_and(|taken| *taken != 0) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = code;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; (2 * (self.len() + 1)).next_power_of_two().max(64)];
        for code in 1..=self.len() as u32 {
            let text = self.text(code);
            let hash = hash(head_of(text), text);
            self.put(code, hash);
        }
    }
}

/// A text that is all in its head: no text holds a nought.
fn whole(head: &[u8; 8]) -> &[u8] {
    let behind = head.iter().rev().take_while(|byte| **byte == 0).count();
    head.get(..8 - behind).unwrap_or_default()
}

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

fn hash(head: u64, text: &[u8]) -> usize {
    let tail = text.get(8..).map_or(0, |rest| {
        rest.iter().fold(rest.len() as u64, |sum, byte| {
            (sum.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(FACTOR)
        })
    });
    let sum = (head ^ tail).wrapping_mul(FACTOR);
    (sum ^ (sum >> 32)) as usize
}

#[cfg(test)]
mod tests {
    use super::{Texts, head_of};

    #[test]
    fn texts_stay_themselves_when_longer_ones_come() {
        let mut texts = Texts::default();
        let short = (0..300).map(|nth| format!("{nth}"));
        let eight = (0..300).map(|nth| format!("nv-{nth:05}"));
        let long = (0..300).map(|nth| format!("nv-{:05}-{nth}", nth / 2));
        let all: Vec<String> = short.chain(eight).chain(long).collect();
        for (nth, text) in (1..).zip(&all) {
            let text = text.as_bytes();
            assert_eq!(texts.code(head_of(text), text), (nth, true));
            assert_eq!(texts.code(head_of(text), text), (nth, false));
        }
        for (nth, text) in (1..).zip(&all) {
            assert_eq!(texts.find(text.as_bytes()), Some(nth));
            assert_eq!(texts.text(nth), text.as_bytes());
        }
        assert_eq!(texts.find(b"nv-0000"), None);
        assert_eq!(texts.find(b"nv-00000-"), None);
        assert_eq!(texts.text(0), b"");
    }

    #[test]
    fn texts_that_were_known_to_be_new_are_found_once_others_come() {
        let mut texts = Texts::default();
        let numbers: Vec<String> =
            (0..300).map(|nth| (nth * 37_000_000_u64).to_string()).collect();
        for (nth, text) in (1..).zip(&numbers) {
            assert_eq!(texts.push(head_of(text.as_bytes()), text.as_bytes()), nth);
        }
        assert_eq!(texts.code(head_of(b"who"), b"who"), (301, true));
        assert_eq!(texts.push(head_of(b"7"), b"7"), 302);
        for (nth, text) in (1..).zip(&numbers) {
            let text = text.as_bytes();
            assert_eq!(texts.code(head_of(text), text), (nth, false));
            assert_eq!(texts.find(text), Some(nth));
        }
        assert_eq!(texts.find(b"7"), Some(302));
    }
}
