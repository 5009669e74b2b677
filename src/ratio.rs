//! Exact shares and decimals; nothing here ever rounds silently.

use std::fmt;

/// A share as a fraction in lowest terms, such as 50 %, 1/3 or 8 per 1000.
///
/// Numerator and denominator stay below 10^12, so that their products with counts of
/// people fit 128 bits with room to spare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i64,
    denominator: i64,
}

/// A decimal number with at most nine digits after the point, kept as billionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

/// Billionths in one.
const UNIT: i64 = 1_000_000_000;
/// What a share's numerator or denominator may be at most.
const LARGEST: i64 = 1_000_000_000_000;

impl Ratio {
    /// The fraction in lowest terms; `None` if a part is negative, the denominator is zero,
    /// or a part is too large.
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        if numerator < 0 || denominator <= 0 {
            return None;
        }
        let common = greatest_common_divisor(numerator, denominator);
        let (numerator, denominator) = (numerator / common, denominator / common);
        let fits = numerator <= LARGEST && denominator <= LARGEST;
        fits.then_some(Self { numerator, denominator })
    }

    /// Reads `50%`, `33.3%`, `1/3`, `1 per 4`, `8 per 1000` or `1 per 2.5`.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(number) = text.strip_suffix('%') {
            let number = Decimal::read(number.trim_end_matches(' '))?;
            return Self::new(number.0, UNIT.checked_mul(100)?);
        }
        let (above, below) = match text.split_once('/') {
            Some((above, below)) => (above, below),
            None => text.split_once(" per ")?,
        };
        let (above, below) = (Decimal::read(above.trim())?, Decimal::read(below.trim())?);
        Self::new(above.0, below.0)
    }

    /// The upper part.
    pub fn numerator(self) -> i64 {
        self.numerator
    }

    /// The lower part; never zero.
    pub fn denominator(self) -> i64 {
        self.denominator
    }

    /// Whether it is more than the whole.
    pub fn exceeds_one(self) -> bool {
        self.numerator > self.denominator
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl Decimal {
    /// A whole number.
    pub fn whole(number: i64) -> Option<Self> {
        number.checked_mul(UNIT).map(Self)
    }

    /// So many billionths.
    pub fn from_billionths(billionths: i64) -> Self {
        Self(billionths)
    }

    /// Reads `12`, `-3` or `0.25`: digits and one point; no other signs, no leading zeros.
    pub fn read(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_digits = |text: &str| {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let leading = whole.len() > 1 && whole.starts_with('0');
        if !is_digits(whole) || !is_digits(part) || part.len() > 9 || leading {
            return None;
        }
        let whole = whole.parse::<i64>().ok()?.checked_mul(UNIT)?;
        let part = format!("{part:0<9}").parse::<i64>().ok()?;
        let size = whole.checked_add(part)?;
        Some(Self(if negative { -size } else { size }))
    }

    /// How many billionths it is.
    pub fn billionths(self) -> i64 {
        self.0
    }

    /// The whole number it is, if it is one.
    pub fn as_whole(self) -> Option<i64> {
        (self.0 % UNIT == 0).then_some(self.0 / UNIT)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (
            self.0.unsigned_abs() / 1_000_000_000,
            self.0.unsigned_abs() % 1_000_000_000,
        );
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let part = format!("{part:09}");
        write!(f, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

/// The least number that all denominators divide; `None` if it is too large.
pub fn common_denominator(shares: impl Iterator<Item = Ratio>) -> Option<i64> {
    shares.map(Ratio::denominator).try_fold(1_i64, |common, one| {
        (common / greatest_common_divisor(common, one)).checked_mul(one)
    })
}

fn greatest_common_divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}
