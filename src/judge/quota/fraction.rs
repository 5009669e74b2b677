//! Exact fractions: an amount shrunk or averaged is seldom a whole number.

use std::cmp::Ordering;

/// A fraction in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fraction {
    above: i128,
    /// Always positive.
    below: i128,
}

impl Fraction {
    /// A fraction; a denominator of nothing is taken for one.
    pub(super) fn new(above: i128, below: i128) -> Self {
        let sign = if below < 0 { -1 } else { 1 };
        let divisor = gcd(above, below).max(1);
        let below = (below * sign / divisor).max(1);
        Self { above: above * sign / divisor, below }
    }

    /// Times `above/below`.
    pub(super) fn times(self, above: i128, below: i128) -> Self {
        let (one, other) = (Self::new(self.above, below), Self::new(above, self.below));
        Self::new(one.above * other.above, one.below * other.below)
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let divisor = gcd(self.below, other.below).max(1);
        let above =
            self.above * (other.below / divisor) + other.above * (self.below / divisor);
        Self::new(above, self.below / divisor * other.below)
    }

    pub(super) fn minus(self, other: Self) -> Self {
        self.plus(Self { above: -other.above, below: other.below })
    }

    pub(super) fn compare(self, other: Self) -> Ordering {
        self.minus(other).above.cmp(&0)
    }

    pub(super) fn is_negative(self) -> bool {
        self.above < 0
    }

    pub(super) fn is_positive(self) -> bool {
        self.above > 0
    }

    pub(super) fn is_zero(self) -> bool {
        self.above == 0
    }

    pub(super) fn floor(self) -> i128 {
        self.above.div_euclid(self.below)
    }

    pub(super) fn ceiling(self) -> i128 {
        -(-self.above).div_euclid(self.below)
    }
}

fn gcd(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact() {
        let third = Fraction::new(1, 3);
        assert_eq!(third.plus(third).plus(third), Fraction::new(1, 1));
        assert_eq!(third.times(6, 4), Fraction::new(1, 2));
        assert_eq!(Fraction::new(-7, 2).floor(), -4);
        assert_eq!(Fraction::new(-7, 2).ceiling(), -3);
        assert_eq!(third.compare(Fraction::new(33, 100)), Ordering::Greater);
    }
}
