//! What an amount is worth in a cell (CLAUSE 4.12 to 4.18): a tree of fractions, evaluated for
//! every total that some filling reaches.

use std::cmp::Ordering;

use passmuster::day::Day;
use passmuster::field::Value;
use passmuster::rule::bound::{Amount, AmountTable, ShareBase};
use passmuster::rule::limit::{Base, Limit};

use crate::bound::{ONE, rounded};
use crate::cell::Cell;
use crate::filling::{Blank, Filling};
use crate::ground::Ground;
use crate::limit::Total;
use crate::value::{Content, Spot, Who};

/// How many populations the shares of an amount may have as bases of their own.
pub(crate) const OWNS: usize = 6;

/// Billionths as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fraction {
    pub(crate) above: i128,
    pub(crate) below: i128,
}

/// What an amount is worth as a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Worth {
    /// CLAUSE 7.1: nothing is known of it, and no count keeps it.
    Broken,
    Is(Fraction),
    /// CLAUSE 7.1: nothing is known of it, and every count keeps it.
    Kept,
    /// CLAUSE 4.15: `no-bound`.
    Unbounded,
}

/// A number of the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Number {
    Is(i128),
    Wild(bool),
}

/// An amount, with what a filling says of the cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Filled {
    Number(Number),
    Share(Fraction, Whole),
    Greater(Vec<Filled>),
    Lesser(Vec<Filled>),
    Sum(Vec<Filled>),
    NoBound,
}

/// What a share is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Whole {
    Base,
    Cell(Number),
    Own(usize),
}

impl Fraction {
    fn compare(self, other: Fraction) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }

    fn plus(self, other: Fraction) -> Fraction {
        let above = self.above * other.below + other.above * self.below;
        let below = self.below * other.below;
        let (mut one, mut two) = (above.abs(), below);
        while two != 0 {
            (one, two) = (two, one % two);
        }
        let common = one.max(1);
        Fraction { above: above / common, below: below / common }
    }
}

impl Worth {
    /// Which of two is the greater as an amount. CLAUSE 4.15, 4.17: under a cap what bounds
    /// nothing is above every number, under a floor below.
    pub(crate) fn compare(self, other: Worth, is_cap: bool) -> Ordering {
        let rank = |worth: Worth| match (worth, is_cap) {
            (Worth::Broken, true) | (Worth::Unbounded, false) => 0,
            (Worth::Kept, false) => 1,
            (Worth::Is(_), _) => 2,
            (Worth::Kept, true) => 3,
            (Worth::Unbounded, true) | (Worth::Broken, false) => 4,
        };
        match (self, other) {
            (Worth::Is(one), Worth::Is(other)) => one.compare(other),
            _ => rank(self).cmp(&rank(other)),
        }
    }
}

/// What all that an amount asks comes to under one filling.
pub(crate) struct Evaluation<'a> {
    pub(crate) limit: &'a Limit,
    pub(crate) is_cap: bool,
    pub(crate) total: Total,
    /// The base, where it is a number of the cell.
    pub(crate) base: Option<Number>,
}

impl Evaluation<'_> {
    fn whole(&self, whole: Whole) -> Number {
        match whole {
            Whole::Base => self.base.unwrap_or(Number::Is(self.total.base)),
            Whole::Cell(number) => number,
            Whole::Own(nth) => {
                Number::Is(self.total.own.get(nth).copied().unwrap_or_default())
            }
        }
    }

    pub(crate) fn worth(&self, amount: &Filled) -> Worth {
        let all = |parts: &[Filled]| -> Vec<Worth> {
            parts.iter().map(|part| self.worth(part)).collect()
        };
        let by_size = |one: &Worth, other: &Worth| one.compare(*other, self.is_cap);
        match amount {
            Filled::NoBound => Worth::Unbounded,
            Filled::Number(Number::Wild(true)) => Worth::Kept,
            Filled::Number(Number::Wild(false)) => Worth::Broken,
            Filled::Number(Number::Is(above)) => {
                Worth::Is(Fraction { above: *above, below: 1 })
            }
            Filled::Share(share, whole) => match self.whole(*whole) {
                Number::Wild(holds) => self.worth(&Filled::Number(Number::Wild(holds))),
                Number::Is(whole) => {
                    let exact = Fraction { above: share.above * whole, ..*share };
                    Worth::Is(rounded(exact, self.limit.rounding))
                }
            },
            Filled::Greater(parts) => {
                all(parts).into_iter().max_by(by_size).unwrap_or(Worth::Unbounded)
            }
            Filled::Lesser(parts) => {
                all(parts).into_iter().min_by(by_size).unwrap_or(Worth::Unbounded)
            }
            Filled::Sum(parts) => self.sum(&all(parts)),
        }
    }

    fn sum(&self, parts: &[Worth]) -> Worth {
        let bounding: Vec<Worth> =
            parts.iter().copied().filter(|part| *part != Worth::Unbounded).collect();
        if bounding.is_empty() || self.is_cap && bounding.len() < parts.len() {
            return Worth::Unbounded;
        }
        if let Some(unknown) = bounding.iter().find(|part| **part == Worth::Broken) {
            return *unknown;
        }
        let zero = Fraction { above: 0, below: 1 };
        bounding.iter().fold(Worth::Is(zero), |sum, part| match (sum, part) {
            (Worth::Is(sum), Worth::Is(part)) => Worth::Is(sum.plus(*part)),
            _ => Worth::Kept,
        })
    }

    /// CLAUSE 4.9, 4.16: whether it is made of nothing but shares of nobody.
    pub(crate) fn is_empty(&self, amount: &Filled) -> bool {
        match amount {
            Filled::Share(_, whole) => self.whole(*whole) == Number::Is(0),
            Filled::Greater(parts) | Filled::Lesser(parts) | Filled::Sum(parts) => {
                parts.iter().all(|part| self.is_empty(part))
            }
            Filled::Number(_) | Filled::NoBound => false,
        }
    }
}

impl Ground<'_> {
    /// The base and the amount of a cell, as far as they are no populations; over several days
    /// their sums. CLAUSE 4.18.
    pub(crate) fn base_and_amount(
        &self,
        limit: &Limit,
        days: &[Cell],
        fill: &Filling<'_>,
    ) -> (Option<Number>, Filled) {
        let base = match &limit.base {
            Some(Base::Field(field)) => Some(self.number(field.as_str(), days, fill)),
            _ => None,
        };
        let mut owns = 0;
        (base, self.filled(limit, &limit.bound.amount, days, (fill, &mut owns)))
    }

    fn filled(
        &self,
        limit: &Limit,
        amount: &Amount,
        days: &[Cell],
        (fill, owns): (&Filling<'_>, &mut usize),
    ) -> Filled {
        let mut parts = |parts: &[Amount]| -> Vec<Filled> {
            let each = parts.iter();
            each.map(|part| self.filled(limit, part, days, (fill, &mut *owns))).collect()
        };
        match amount {
            Amount::NoBound => Filled::NoBound,
            Amount::Number(number) => {
                let days = i128::try_from(days.len()).unwrap_or(1);
                Filled::Number(Number::Is(i128::from(number.billionths()) * days))
            }
            Amount::Field(field) => {
                Filled::Number(self.number(field.as_str(), days, fill))
            }
            Amount::GreaterOf(all) => Filled::Greater(parts(all)),
            Amount::LesserOf(all) => Filled::Lesser(parts(all)),
            Amount::SumOf(all) => Filled::Sum(parts(all)),
            Amount::Share(share) => {
                let whole = match &share.of {
                    None => Whole::Base,
                    Some(ShareBase::Field(field)) => {
                        Whole::Cell(self.number(field.as_str(), days, fill))
                    }
                    Some(ShareBase::Population(_)) => {
                        *owns += 1;
                        Whole::Own(*owns - 1)
                    }
                };
                let share = Fraction {
                    above: share.ratio.numerator().into(),
                    below: share.ratio.denominator().into(),
                };
                Filled::Share(share, whole)
            }
            Amount::Table(table) => {
                let value = self.key(limit, table, days, fill);
                // Every part takes its numbers, so that the populations keep their places.
                let entries: Vec<(bool, Filled)> = table
                    .entries
                    .iter()
                    .map(|(key, part)| {
                        let part = self.filled(limit, part, days, (fill, &mut *owns));
                        (value.as_ref() == Some(key), part)
                    })
                    .collect();
                let otherwise = table.otherwise.as_ref();
                let otherwise = otherwise
                    .map(|part| self.filled(limit, part, days, (fill, &mut *owns)));
                let own = entries.into_iter().find(|(is_own, _)| *is_own);
                own.map(|(_, part)| part).or(otherwise).unwrap_or(Filled::NoBound)
            }
            _ => Filled::NoBound,
        }
    }

    /// CLAUSE 4.14: the value by which a table is read: on the first day; where nothing is
    /// known of it, any that the tables name, or another.
    fn key(
        &self,
        limit: &Limit,
        table: &AmountTable,
        days: &[Cell],
        fill: &Filling<'_>,
    ) -> Option<Value> {
        let cell = days.first()?;
        let name = table.by.as_str();
        match self.content(&spot(cell), name, fill) {
            Content::Is(value) => Some(value),
            Content::Nothing => None,
            Content::Wild(_) => {
                let mut named: Vec<Value> = Vec::new();
                for part in limit.bound.amount.all() {
                    if let Amount::Table(other) = part
                        && other.by == table.by
                    {
                        named.extend(other.entries.iter().map(|(key, _)| key.clone()));
                    }
                }
                named.sort();
                named.dedup();
                let blank = Blank::Nowhere(None, format!("{name} in a table"));
                named.get(fill.choose(blank, named.len() + 1)).cloned()
            }
        }
    }

    fn number(&self, field: &str, days: &[Cell], fill: &Filling<'_>) -> Number {
        let mut sum = Number::Is(0);
        for day in days {
            let of_day = match self.content(&spot(day), field, fill) {
                Content::Is(Value::Number(number)) => {
                    Number::Is(i128::from(number.billionths()))
                }
                Content::Wild(holds) => Number::Wild(holds),
                _ => Number::Wild(false),
            };
            sum = match (sum, of_day) {
                (Number::Is(sum), Number::Is(more)) => Number::Is(sum + more),
                (Number::Wild(one), Number::Wild(two)) => Number::Wild(one && two),
                (Number::Wild(holds), _) | (_, Number::Wild(holds)) => {
                    Number::Wild(holds)
                }
            };
        }
        sum
    }
}

fn spot(cell: &Cell) -> Spot<'_> {
    let day = cell.days.first().copied().unwrap_or(Day::FIRST);
    Spot { who: Who::Cell, day, cell, status: None }
}

/// A number in billionths.
pub(crate) fn billionths(number: Option<Number>) -> i128 {
    match number {
        Some(Number::Is(number)) => number,
        _ => 0,
    }
}

/// One item.
pub(crate) fn one(is_in: bool) -> i128 {
    if is_in { ONE } else { 0 }
}
