//! What an amount comes to in one cell, for each base: whole numbers of one common
//! denominator, so that the greater, the lesser and the sum of several stay exact.

use crate::plan::amount::{Amount, Of, Part, Table};
use crate::plan::atom::Probe;
use crate::plan::label::Direction;
use crate::rule::bound::Rounding;

use super::UNIT;

/// What a cell says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    /// So many billionths.
    Is(i128),
    /// Nothing is known of it: what is compared with it holds, or does not. CLAUSE 7.7.
    Open(bool),
}

/// What an amount reads of its cell.
pub(crate) trait Reads {
    /// A number; over the days of an average, their sum.
    fn number(&mut self, probe: &Probe) -> Number;
    /// The row of a table: an entry by its index, or `else` if it has none.
    fn row(&mut self, table: &Table) -> Option<usize>;
    /// How many days are compared together. CLAUSE 4.18.
    fn days(&self) -> i128;
}

/// An amount of one cell, under one filling of what the cell does not know.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Level {
    part: Here,
    rounding: Option<Rounding>,
    /// Into how many parts a billionth is divided.
    pub(crate) fineness: i128,
    /// The numbers read, to see whether they can be compared.
    pub(crate) read: Vec<i128>,
}

impl Default for Level {
    fn default() -> Self {
        Self { part: Here::Unbounded, rounding: None, fineness: 1, read: Vec::new() }
    }
}

/// An amount, or what it is made of, where only populations are left to be counted.
#[derive(Debug, Clone, PartialEq)]
enum Here {
    /// So much.
    At(i128),
    /// A share of a number of the cell, and whether that number is nought.
    OfCell(i128, bool),
    /// A share of the limit's base (`None`) or of a population of its own.
    Share {
        numerator: i128,
        denominator: i128,
        own: Option<usize>,
    },
    Greatest(Vec<Here>),
    Least(Vec<Here>),
    Sum(Vec<Here>),
    Open(bool),
    Unbounded,
}

/// What an amount is worth as a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worth {
    /// No count keeps it.
    Broken,
    /// So much, in parts of billionths.
    At(i128),
    /// Every count keeps it, for nothing is known of it.
    Kept,
    /// It bounds nothing. CLAUSE 4.15.
    Unbounded,
}

impl Worth {
    /// Its place among other amounts, the greatest last. CLAUSE 4.15, 4.17.
    pub(crate) fn rank(self, direction: Direction) -> (u8, i128) {
        match (self, direction) {
            (Worth::Broken, Direction::Cap) | (Worth::Unbounded, Direction::Floor) => {
                (0, 0)
            }
            (Worth::Kept, Direction::Floor) => (1, 0),
            (Worth::At(at), _) => (2, at),
            (Worth::Kept, Direction::Cap) => (3, 0),
            (Worth::Unbounded, Direction::Cap) | (Worth::Broken, Direction::Floor) => {
                (4, 0)
            }
        }
    }

    fn sum(parts: &[Worth], direction: Direction) -> Worth {
        let has = |worth: Worth| parts.contains(&worth);
        let numbers = parts.iter().filter_map(|part| match part {
            Worth::At(at) => Some(*at),
            _ => None,
        });
        let unbounded = parts.iter().filter(|part| **part == Worth::Unbounded).count();
        if direction == Direction::Cap && unbounded > 0 || unbounded == parts.len() {
            Worth::Unbounded
        } else if has(Worth::Broken) {
            Worth::Broken
        } else if has(Worth::Kept) {
            Worth::Kept
        } else {
            // OK because no count comes near to where it stops growing.
            Worth::At(numbers.fold(0, i128::saturating_add))
        }
    }
}

/// What a fixed amount reads of its cell.
struct Nothing;

impl Reads for Nothing {
    fn number(&mut self, _: &Probe) -> Number {
        Number::Open(false)
    }

    fn row(&mut self, _: &Table) -> Option<usize> {
        None
    }

    fn days(&self) -> i128 {
        1
    }
}

impl Level {
    /// The level of an amount that reads nothing of its cell.
    pub(crate) fn fixed(amount: &Amount) -> Level {
        Level::of(amount, None, &mut Nothing)
    }

    /// A number that reads nothing.
    pub(crate) fn number(billionths: i128) -> Self {
        Self { part: Here::At(billionths), ..Self::default() }
    }

    /// The amount of a cell; `base` is the limit's, where it is a number of the cell.
    pub(crate) fn of(
        amount: &Amount,
        base: Option<Number>,
        cell: &mut dyn Reads,
    ) -> Self {
        let (rounding, fineness) = (amount.rounding, amount.fineness);
        let mut level = Self { rounding, fineness, ..Self::default() };
        level.part = level.here(&amount.part, base, cell);
        level
    }

    fn here(&mut self, part: &Part, base: Option<Number>, cell: &mut dyn Reads) -> Here {
        let mut all = |parts: &[Part]| {
            parts.iter().map(|part| self.here(part, base, &mut *cell)).collect()
        };
        match part {
            Part::Greatest(parts) => Here::Greatest(all(parts)),
            Part::Least(parts) => Here::Least(all(parts)),
            Part::Sum(parts) => Here::Sum(all(parts)),
            Part::NoBound => Here::Unbounded,
            Part::Number(number) => self.at(number * cell.days()),
            Part::Field(probe) => match cell.number(probe) {
                Number::Is(number) => self.at(number),
                Number::Open(holds) => Here::Open(holds),
            },
            Part::Share { numerator, denominator, of } => {
                let (numerator, denominator) = (*numerator, *denominator);
                let whole = match of {
                    Of::Base => base,
                    Of::Cell(probe) => Some(cell.number(probe)),
                    Of::Own(_) => None,
                };
                match whole {
                    Some(Number::Open(holds)) => Here::Open(holds),
                    Some(Number::Is(number)) => {
                        self.read.push(number);
                        let at = self.share(numerator, denominator, number);
                        Here::OfCell(at, number == 0)
                    }
                    None => {
                        let own = match of {
                            Of::Own(nth) => Some(*nth),
                            _ => None,
                        };
                        Here::Share { numerator, denominator, own }
                    }
                }
            }
            Part::Table(table) => {
                let row = cell.row(table).and_then(|row| table.entries.get(row));
                let row = row.map(|(_, part)| part).or(table.otherwise.as_deref());
                row.map_or(Here::Unbounded, |part| self.here(part, base, cell))
            }
        }
    }

    fn at(&mut self, number: i128) -> Here {
        self.read.push(number);
        Here::At(number.saturating_mul(self.fineness))
    }

    /// CLAUSE 4.3, 4.4: so much of a base.
    fn share(&self, numerator: i128, denominator: i128, base: i128) -> i128 {
        let Some(rounding) = self.rounding else {
            return numerator
                .saturating_mul(self.fineness / denominator)
                .saturating_mul(base);
        };
        let exact = numerator.saturating_mul(base);
        let whole = denominator * UNIT;
        let rounded = match rounding {
            Rounding::Down => exact.div_euclid(whole),
            Rounding::Up => -(-exact).div_euclid(whole),
            Rounding::HalfUp => (2 * exact + whole).div_euclid(2 * whole),
        };
        rounded.saturating_mul(UNIT)
    }

    /// What it is worth where the base and the populations of its own are so many.
    pub(crate) fn worth(&self, direction: Direction, base: i128, own: &[i128]) -> Worth {
        self.worth_of(&self.part, direction, base, own)
    }

    fn worth_of(
        &self,
        part: &Here,
        direction: Direction,
        base: i128,
        own: &[i128],
    ) -> Worth {
        let all = |parts: &[Here]| -> Vec<Worth> {
            parts.iter().map(|part| self.worth_of(part, direction, base, own)).collect()
        };
        let rank = |worth: &Worth| worth.rank(direction);
        let none = Worth::Unbounded;
        match part {
            Here::At(at) | Here::OfCell(at, _) => Worth::At(*at),
            Here::Share { numerator, denominator, own: nth } => {
                let base = nth.map_or(base, |nth| own.get(nth).copied().unwrap_or(0));
                Worth::At(self.share(*numerator, *denominator, base))
            }
            Here::Greatest(parts) => {
                all(parts).into_iter().max_by_key(rank).unwrap_or(none)
            }
            Here::Least(parts) => all(parts).into_iter().min_by_key(rank).unwrap_or(none),
            Here::Sum(parts) => Worth::sum(&all(parts), direction),
            Here::Open(true) => Worth::Kept,
            Here::Open(false) => Worth::Broken,
            Here::Unbounded => none,
        }
    }

    /// Whether one more in the base raises it by no more than one, so that two fillings
    /// decide.
    pub(crate) fn is_gentle(&self) -> bool {
        self.steepest(&self.part) <= self.fineness
    }

    fn steepest(&self, part: &Here) -> i128 {
        let all = |parts: &[Here]| -> Vec<i128> {
            parts.iter().map(|part| self.steepest(part)).collect()
        };
        match part {
            Here::Share { numerator, denominator, own: None } => match self.rounding {
                None => numerator.saturating_mul(self.fineness / denominator),
                Some(_) => -(-numerator).div_euclid(*denominator),
            },
            Here::Greatest(parts) | Here::Least(parts) => {
                all(parts).into_iter().max().unwrap_or(0)
            }
            Here::Sum(parts) => all(parts).into_iter().fold(0, i128::saturating_add),
            _ => 0,
        }
    }

    /// What its course over all bases is bound by; `None` if shares have bases of their own.
    pub(crate) fn course(&self) -> Option<Course> {
        let mut course = Course { period: 1, ..Course::default() };
        let whole = self.fineness.saturating_mul(UNIT);
        course.note(&self.part, self.rounding, whole).then_some(course)
    }

    /// Whether it is made of nothing but shares of bases in which there is nobody, where the
    /// greatest bases are these. CLAUSE 4.9, 4.16.
    pub(crate) fn is_empty(&self, base: Option<i128>, own: &[i128]) -> bool {
        self.part.is_empty(base, own)
    }
}

/// How an amount grows with the base. After the greatest base at which two of the lines that
/// it is made of may still cross, it repeats itself: so much later by so much more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Course {
    /// A common denominator of its shares.
    pub(crate) period: i128,
    /// How far it is from a line through nought at most, in people.
    pub(crate) offset: i128,
    /// The greatest numerator of a share.
    pub(crate) rise: i128,
    /// How many shares it is made of.
    pub(crate) shares: usize,
    /// Whether it is one share or one number.
    pub(crate) is_line: bool,
}

impl Course {
    /// Takes a part into account; false if no line can be told for it.
    fn note(&mut self, part: &Here, rounding: Option<Rounding>, whole: i128) -> bool {
        self.is_line = !matches!(part, Here::Greatest(_) | Here::Least(_) | Here::Sum(_));
        match part {
            Here::Greatest(parts) | Here::Least(parts) | Here::Sum(parts) => {
                let all = parts.iter().all(|part| self.note(part, rounding, whole));
                self.is_line = false;
                all
            }
            Here::At(at) | Here::OfCell(at, _) => {
                self.offset = self.offset.saturating_add((at / whole).abs() + 1);
                true
            }
            Here::Share { numerator, denominator, own: None } => {
                self.period = common_multiple(self.period, *denominator);
                self.rise = self.rise.max(*numerator);
                self.offset += i128::from(rounding.is_some());
                self.shares += 1;
                true
            }
            Here::Unbounded => true,
            Here::Share { own: Some(_), .. } | Here::Open(_) => false,
        }
    }
}

/// The least number that both divide.
pub(crate) fn common_multiple(one: i128, other: i128) -> i128 {
    let (mut greater, mut lesser) = (one, other);
    while lesser != 0 {
        (greater, lesser) = (lesser, greater % lesser);
    }
    (one / greater).saturating_mul(other)
}

impl Here {
    fn is_empty(&self, base: Option<i128>, own: &[i128]) -> bool {
        match self {
            Here::Share { own: None, .. } => base == Some(0),
            Here::Share { own: Some(nth), .. } => {
                own.get(*nth).is_none_or(|own| *own == 0)
            }
            Here::OfCell(_, is_empty) => *is_empty,
            Here::Greatest(parts) | Here::Least(parts) | Here::Sum(parts) => {
                parts.iter().all(|part| part.is_empty(base, own))
            }
            Here::At(_) | Here::Open(_) | Here::Unbounded => false,
        }
    }
}
