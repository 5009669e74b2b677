//! What an item is to one rule in one cell: in count? in base? Four labels, and sets of
//! them where something is not known.

/// In count, or not; in base, or not; and the same as if nobody were exempt.
///
/// Bit 0: in base; bit 1: in count; bit 2: in base but for an exemption; bit 3: in count but
/// for one; bit 4: named by an exemption; bit 5: would be counted with another status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Label(u8);

/// The labels that an item may have, under one filling or another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Labels(u64);

impl Label {
    /// In neither count nor base.
    pub(crate) const NEITHER: Label = Label(0);

    /// The label of these answers.
    pub(crate) fn new(count: bool, base: bool) -> Self {
        Self(u8::from(base) | u8::from(count) << 1)
    }

    /// With what would be if nobody were exempt, and whether an exemption names the item.
    #[must_use]
    pub(crate) fn exempting(self, raw_count: bool, raw_base: bool, named: bool) -> Self {
        Self(
            self.0
                | u8::from(raw_base) << 2
                | u8::from(raw_count) << 3
                | u8::from(named) << 4,
        )
    }

    /// Whether the item is counted.
    pub(crate) fn count(self) -> bool {
        self.0 & 2 != 0
    }

    /// Whether it is in the base.
    pub(crate) fn base(self) -> bool {
        self.0 & 1 != 0
    }

    /// Whether it is bound by a requirement and breaks it. CLAUSE 5.1, 5.4.
    pub(crate) fn is_wrong(self) -> bool {
        self.base() && self.count()
    }

    /// The same, counted or not.
    #[must_use]
    pub(crate) fn with_count(self, count: bool) -> Self {
        Self(self.0 & !2 | u8::from(count) << 1)
    }

    /// The same, in the base or not.
    #[must_use]
    pub(crate) fn with_base(self, base: bool) -> Self {
        Self(self.0 & !1 | u8::from(base))
    }

    /// Whether an exemption names it.
    pub(crate) fn named(self) -> bool {
        self.0 & 16 != 0
    }

    /// With whether the item would be counted with some status on its rows. CLAUSE 9.2.
    #[must_use]
    pub(crate) fn joining(self, joins: bool) -> Self {
        Self(self.0 | u8::from(joins) << 5)
    }

    /// Whether the item would be counted with some status on its rows.
    pub(crate) fn joins(self) -> bool {
        self.0 & 32 != 0
    }

    /// Whether an exemption takes it out of count or base.
    pub(crate) fn left_out(self) -> bool {
        self.0 >> 2 & 3 & !self.0 != 0
    }

    fn pair(self) -> Pair {
        Pair { count: self.count(), base: self.base() }
    }
}

/// A label without its history: in count? in base?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pair {
    /// In count.
    pub(crate) count: bool,
    /// In base.
    pub(crate) base: bool,
}

/// Which end of the fillings is the bad one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Direction {
    /// A cap: more counted is worse.
    Cap,
    /// A floor: fewer counted is worse.
    Floor,
}

impl Labels {
    /// No label yet.
    pub(crate) const NONE: Labels = Labels(0);
    /// Certainly in neither count nor base.
    pub(crate) const NEITHER: Labels = Labels(1 << Label::NEITHER.0);

    /// Counted or not, in the base or not.
    pub(crate) fn anything() -> Self {
        let mut labels = Labels::NONE;
        for (count, base) in [(false, false), (false, true), (true, false), (true, true)]
        {
            labels.insert(Label::new(count, base));
        }
        labels
    }

    /// Adds a label.
    pub(crate) fn insert(&mut self, label: Label) {
        self.0 |= 1 << label.0;
    }

    /// Every label of the set.
    pub(crate) fn iter(self) -> impl Iterator<Item = Label> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            // OK because there are 64 bits.
            let lowest = (left != 0).then(|| Label(left.trailing_zeros() as u8));
            left &= left.wrapping_sub(1);
            lowest
        })
    }

    /// The labels of both sets.
    #[must_use]
    pub(crate) fn union(self, other: Labels) -> Labels {
        Labels(self.0 | other.0)
    }

    /// Whether every label keeps the question.
    pub(crate) fn all(self, question: impl Fn(Label) -> bool) -> bool {
        self.iter().all(question)
    }

    /// Whether some label keeps the question.
    pub(crate) fn any(self, question: impl Fn(Label) -> bool) -> bool {
        self.iter().any(question)
    }

    /// The labels, each put through a change.
    #[must_use]
    pub(crate) fn map(self, change: impl Fn(Label) -> Label) -> Labels {
        let mut changed = Labels::NONE;
        self.iter().for_each(|label| changed.insert(change(label)));
        changed
    }

    /// Whether count or base are not the same under all fillings.
    pub(crate) fn is_open(self) -> bool {
        self.worst(Direction::Cap) != self.best(Direction::Cap)
            || self.worst(Direction::Floor) != self.best(Direction::Floor)
    }

    /// The label that is worst for the bound. CLAUSE 4.10; the order is that of the
    /// two-point theorem: for a cap 10, 11, 00, 01 from worst to best, for a floor reversed.
    pub(crate) fn worst(self, direction: Direction) -> Pair {
        self.extreme(|pair| rank(direction, pair))
    }

    /// The label that is best for the bound.
    pub(crate) fn best(self, direction: Direction) -> Pair {
        self.extreme(|pair| 3 - rank(direction, pair))
    }

    fn extreme(self, rank: impl Fn(Pair) -> u8) -> Pair {
        let pairs = self.iter().map(Label::pair);
        pairs.min_by_key(|pair| rank(*pair)).unwrap_or(Pair { count: false, base: false })
    }
}

/// 0 for the worst of the four labels, 3 for the best.
fn rank(direction: Direction, pair: Pair) -> u8 {
    let cap = match (pair.count, pair.base) {
        (true, false) => 0,
        (true, true) => 1,
        (false, false) => 2,
        (false, true) => 3,
    };
    match direction {
        Direction::Cap => cap,
        Direction::Floor => 3 - cap,
    }
}
