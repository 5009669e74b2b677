//! That no id comes twice: proved by their order or, where they have none, by their hashes.

use std::hash::{DefaultHasher, Hasher as _};

/// The ids that one worker met.
#[derive(Debug, Clone)]
pub(super) enum Ids {
    /// Each is longer than the one before, or as long and greater.
    Ascending {
        /// First and last of the pieces that were read at a stretch.
        runs: Vec<(Id, Id)>,
        /// Whether the next is the first of a piece.
        begins: bool,
    },
    /// In any order.
    Hashed(Vec<u64>),
}

/// An id, in the order of numbers that are written without noughts in front.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id(usize, Vec<u8>);

impl Ids {
    pub(super) fn ascending() -> Self {
        Ids::Ascending { runs: Vec::new(), begins: true }
    }

    pub(super) fn hashed() -> Self {
        Ids::Hashed(Vec::new())
    }

    /// Whether they are to ascend.
    pub(super) fn are_ascending(&self) -> bool {
        matches!(self, Ids::Ascending { .. })
    }

    /// That other rows lie between those that came and those that come.
    pub(super) fn pause(&mut self) {
        if let Ids::Ascending { begins, .. } = self {
            *begins = true;
        }
    }

    /// Takes the next id; tells whether it may be another than all before.
    #[inline]
    pub(super) fn take(&mut self, id: &[u8]) -> bool {
        match self {
            Ids::Ascending { runs, begins } => {
                // Ids that differ by their case only are to be told.
                if id.iter().any(u8::is_ascii_uppercase) {
                    return false;
                }
                let last = if *begins { None } else { runs.last_mut() };
                let Some((_, last)) = last else {
                    let id = Id(id.len(), id.to_vec());
                    runs.push((id.clone(), id));
                    *begins = false;
                    return true;
                };
                if (last.0, last.1.as_slice()) >= (id.len(), id) {
                    return false;
                }
                last.0 = id.len();
                last.1.clear();
                last.1.extend_from_slice(id);
            }
            Ids::Hashed(hashes) => {
                let mut hasher = DefaultHasher::new();
                hasher.write(&id.to_ascii_lowercase());
                hashes.push(hasher.finish());
            }
        }
        true
    }
}

/// Whether it is certain that no id is among them twice.
pub(super) fn are_distinct<'a>(all: impl Iterator<Item = &'a Ids>) -> bool {
    let (mut runs, mut hashes) = (Vec::new(), Vec::new());
    for ids in all {
        match ids {
            Ids::Ascending { runs: own, .. } => runs.extend(own),
            Ids::Hashed(own) => hashes.extend_from_slice(own),
        }
    }
    if !runs.is_empty() && !hashes.is_empty() {
        return false;
    }
    runs.sort_unstable();
    hashes.sort_unstable();
    let follows = |pair: &[&(Id, Id)]| match pair {
        [(_, last), (next, _)] => last < next,
        _ => true,
    };
    runs.windows(2).all(follows)
        && hashes.windows(2).all(|pair| pair.first() != pair.last())
}
