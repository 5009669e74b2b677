//! Two fillings, one comparison: pure arithmetic over sums; it sees neither rows nor names.

pub(crate) mod amount;
pub(crate) mod apart;
pub(crate) mod cells;
pub(crate) mod evidence;
mod exact;
pub(crate) mod feasible;
pub(crate) mod quota;
pub(crate) mod run;
mod steps;
mod verdict;
pub(crate) mod witness;

use crate::error::{Error, Fault};
use crate::plan::Bound;
use crate::plan::label::{Direction, Labels};
use crate::ratio::Decimal;
use crate::rule::bound::Comparator;

use self::amount::{Level, Worth};
use self::steps::{Offsets, Step};

/// Billionths in one: everything counted or summed is compared in billionths.
pub(crate) const UNIT: i128 = 1_000_000_000;

/// A count that nothing bounds, where a number is wanted: above all that can be allowed.
const UNBOUNDED: i128 = 1 << 90;

/// What one cell comes to, for one lens: how many items have which labels.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scene {
    /// Labels, and how many items have them.
    pub(crate) classes: Vec<(Labels, u64)>,
    /// What cannot be told by labels alone: of each all that it may add.
    pub(crate) tried: Vec<Vec<Step>>,
    /// Where the lens sums.
    pub(crate) sum: Option<Sum>,
    /// The number that the base is, where it is a field.
    pub(crate) base: Option<i128>,
    /// Whether nothing is known of that number.
    pub(crate) base_open: bool,
    /// The amount to compare with.
    pub(crate) amount: Level,
    /// By how much grants to units move the bound.
    pub(crate) lift: Lift,
    /// How many days are compared together; 0 for the one day, or stretch, of other cells.
    pub(crate) days: u32,
}

/// What is summed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sum {
    /// The least sum and the greatest, in billionths; `None` if a missing amount leaves it
    /// open.
    pub(crate) range: (i128, Option<i128>),
    /// Each item's labels and amount; `None` if it is not known.
    pub(crate) items: Vec<(Labels, Option<i128>)>,
}

/// By how much grants to units move a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Lift {
    /// Not at all.
    #[default]
    None,
    /// By so many billionths.
    By(i128),
    /// It is lifted.
    Whole,
}

impl Lift {
    /// Both together.
    #[must_use]
    pub(crate) fn and(self, other: Lift) -> Lift {
        match (self, other) {
            (Lift::Whole, _) | (_, Lift::Whole) => Lift::Whole,
            (Lift::By(one), Lift::By(other)) => Lift::By(one + other),
            (Lift::None, own) | (own, Lift::None) => own,
        }
    }
}

/// What the sums say of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Whether the worst filling keeps it, so that all do.
    pub(crate) all_keep: bool,
    /// Whether some filling keeps it.
    pub(crate) some_keep: bool,
    /// The count at the worst filling, in billionths; `None` if nothing bounds it.
    pub(crate) worst_count: Option<i128>,
    /// The base at the worst filling, in billionths.
    pub(crate) worst_base: i128,
    /// What the amount is worth at the worst filling.
    worth: Worth,
    /// Least and greatest count.
    pub(crate) count: (i128, Option<i128>),
    /// Least and greatest base.
    pub(crate) base: (i128, Option<i128>),
    /// The last whole number that keeps the bound at the worst filling.
    pub(crate) allowed: Option<i64>,
    /// How far the worst count is from there.
    pub(crate) headroom: Option<i64>,
    /// Whether it is a share of a base that is empty under every filling. CLAUSE 4.9.
    pub(crate) empty: bool,
    /// Whether nothing is bounded under any filling. CLAUSE 4.15.
    pub(crate) unbounded: bool,
}

/// Count and base, in billionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    count: i128,
    base: i128,
}

/// A bound asked of a scene, where what is tried one by one came to one offset.
#[derive(Clone, Copy)]
struct Asked<'a> {
    bound: &'a Bound,
    scene: &'a Scene,
    offset: &'a Step,
}

/// What a roster comes to, for one bound: count, base, and the populations that shares have
/// as bases of their own, in billionths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sums {
    pub(crate) count: i128,
    pub(crate) base: i128,
    pub(crate) own: Vec<i128>,
}

/// Whether sums keep a bound, and the last whole number that would. CLAUSE 4.2, 4.10.
pub(crate) fn at_sums(bound: &Bound, scene: &Scene, sums: &Sums) -> (bool, Option<i64>) {
    let offset = Step { own: sums.own.clone(), ..Step::default() };
    let asked = Asked { bound, scene, offset: &offset };
    let base = scene.base.unwrap_or(sums.base);
    let keeps = asked.keeps(Point { count: sums.count, base });
    (keeps, asked.allowed(asked.worth(base), sums.count))
}

/// Judges a scene by a bound. CLAUSE 4.2 to 4.5, 7.4.
pub(crate) fn judge(bound: &Bound, scene: &Scene) -> Verdict {
    let ask = |offset: &Step| Asked { bound, scene, offset }.verdict();
    let direction = bound.direction();
    if scene.tried.is_empty() {
        let (most_base, own) = steps::greatest_bases(scene);
        let empty = scene.amount.is_empty(most_base, &own);
        return Verdict { empty, ..ask(&Step::default()) };
    }
    let mut verdict = match steps::offsets(&scene.tried) {
        Offsets::All(offsets) => {
            let mut verdicts = offsets.iter().map(ask);
            let first = verdicts.next().unwrap_or_else(|| ask(&Step::default()));
            verdicts.fold(first, |one, other| one.or(other, direction))
        }
        // CLAUSE 7.8: more than can be tried; the corners are never better than the points.
        Offsets::Between(least, most) => {
            let (worst, best) = steps::corners(&least, &most, direction);
            let verdict = ask(&worst).or(ask(&best), direction);
            let (all_keep, some_keep) = match bound.comparator {
                Comparator::Exactly { .. } => (false, true),
                _ => (ask(&worst).all_keep, ask(&best).some_keep),
            };
            Verdict { all_keep, some_keep, ..verdict }
        }
    };
    let (most_base, own) = steps::greatest_bases(scene);
    verdict.empty = scene.amount.is_empty(most_base, &own);
    verdict
}

impl Asked<'_> {
    fn verdict(self) -> Verdict {
        let Asked { bound, scene, offset } = self;
        let direction = bound.direction();
        let mut worst = self.point(|labels| labels.worst(direction));
        let best = self.point(|labels| labels.best(direction));
        let (least, most) = self.count_range();
        let (mut worst_count, best_count) = match (&scene.sum, offset.open, direction) {
            (Some(_), ..) | (None, true, _) => match direction {
                Direction::Cap => (most, Some(least)),
                Direction::Floor => (Some(least), most),
            },
            (None, false, _) => (Some(worst.count), Some(best.count)),
        };
        let exactly = matches!(bound.comparator, Comparator::Exactly { .. });
        let is_linked = is_share(bound) && scene.base.is_none();
        let (all_keep, some_keep) = match &scene.sum {
            Some(sum) if is_linked => {
                let ends = exact::sums_by_base(sum);
                (worst_count, worst.base) = exact::worst_sum(&ends, direction);
                match exactly {
                    true => exact::decide(self),
                    false => exact::decide_sums(self, &ends),
                }
            }
            _ if exactly || !scene.amount.is_gentle() => exact::decide(self),
            _ => {
                let all_keep = self.keeps_or_open(worst_count, worst.base);
                let is_one = (worst_count, worst.base) == (best_count, best.base);
                (
                    all_keep,
                    match is_one {
                        true => all_keep,
                        false => self.keeps_or_open(best_count, best.base),
                    },
                )
            }
        };
        let worth = self.worth(worst.base);
        let allowed = self.allowed(worth, worst_count.unwrap_or(UNBOUNDED));
        let headroom = match exactly {
            true => None,
            false => headroom(direction, allowed, worst_count),
        };
        let (least_base, most_base) = self.base_range();
        let base = match scene.base_open {
            true => (0, None),
            false => (least_base, Some(most_base)),
        };
        Verdict {
            all_keep,
            some_keep,
            worst_count,
            worst_base: worst.base,
            worth,
            count: (least, most),
            base,
            allowed,
            headroom,
            empty: false,
            unbounded: worth == Worth::Unbounded,
        }
    }

    /// What the amount is worth with a base.
    fn worth(self, base: i128) -> Worth {
        self.scene.amount.worth(self.bound.direction(), base, &self.offset.own)
    }

    /// Whether a count keeps the bound, or one that nothing bounds.
    fn keeps_or_open(self, count: Option<i128>, base: i128) -> bool {
        if let Some(count) = count {
            return self.keeps(Point { count, base });
        }
        match self.worth(base) {
            Worth::Broken => self.scene.lift == Lift::Whole,
            Worth::Kept | Worth::Unbounded => true,
            Worth::At(_) => {
                self.bound.direction() == Direction::Floor
                    || self.scene.lift == Lift::Whole
            }
        }
    }

    /// Whether a point keeps the bound.
    fn keeps(self, point: Point) -> bool {
        if self.scene.lift == Lift::Whole {
            return true;
        }
        let numerator = match self.worth(point.base) {
            Worth::Broken => return false,
            Worth::Kept | Worth::Unbounded => return true,
            Worth::At(at) => self.lifted(at),
        };
        let count = point.count.saturating_mul(self.fineness());
        match self.bound.comparator {
            Comparator::AtMost => count <= numerator,
            Comparator::Below => count < numerator,
            Comparator::AtLeast => count >= numerator,
            Comparator::Above => count > numerator,
            Comparator::Exactly { .. } => {
                (count - numerator).abs() <= self.tolerance() * self.fineness()
            }
        }
    }

    fn fineness(self) -> i128 {
        self.scene.amount.fineness
    }

    /// How far from the amount `exactly` may be, in billionths.
    fn tolerance(self) -> i128 {
        let own = match self.bound.comparator {
            Comparator::Exactly { tolerance } => i128::from(tolerance) * UNIT,
            _ => 0,
        };
        let own = own * i128::from(self.scene.days.max(1));
        match self.scene.lift {
            Lift::By(amount) => own + amount,
            Lift::None | Lift::Whole => own,
        }
    }

    /// CLAUSE 9.3: the amount as grants to units move it.
    fn lifted(self, at: i128) -> i128 {
        match (self.scene.lift, self.bound.comparator, self.bound.direction()) {
            (Lift::None | Lift::Whole, ..) | (_, Comparator::Exactly { .. }, _) => at,
            (Lift::By(amount), _, Direction::Cap) => at + amount * self.fineness(),
            (Lift::By(amount), _, Direction::Floor) => at - amount * self.fineness(),
        }
    }

    /// CLAUSE 4.10: the last whole number that keeps the bound.
    fn allowed(self, worth: Worth, count: i128) -> Option<i64> {
        let Worth::At(at) = worth else { return None };
        let numerator = self.lifted(at);
        let whole = self.fineness() * UNIT;
        let floor = |numerator: i128| numerator.div_euclid(whole);
        let ceiling = |numerator: i128| -(-numerator).div_euclid(whole);
        let number = match self.bound.comparator {
            Comparator::AtMost => floor(numerator),
            Comparator::Below => ceiling(numerator) - 1,
            Comparator::AtLeast => ceiling(numerator).max(0),
            Comparator::Above => (floor(numerator) + 1).max(0),
            Comparator::Exactly { .. } => {
                let slack = self.tolerance() * self.fineness();
                let least = ceiling(numerator - slack).max(0);
                let most = floor(numerator + slack);
                if most < least {
                    return None;
                }
                // The nearest to the count; below a half the smaller.
                (-(UNIT - 2 * count).div_euclid(2 * UNIT)).clamp(least, most)
            }
        };
        i64::try_from(number).ok().filter(|number| *number >= 0)
    }

    /// The point at which every item takes the label chosen.
    fn point(self, choose: impl Fn(Labels) -> crate::plan::label::Pair) -> Point {
        let Asked { scene, offset, .. } = self;
        let base = scene.base.unwrap_or(offset.base);
        let mut point = Point { count: offset.count, base };
        for (labels, items) in &scene.classes {
            let pair = choose(*labels);
            let items = i128::from(*items) * UNIT;
            point.count += if pair.count { items } else { 0 };
            point.base += if pair.base && scene.base.is_none() { items } else { 0 };
        }
        point
    }

    fn count_range(self) -> (i128, Option<i128>) {
        if let Some(sum) = &self.scene.sum {
            return sum.range;
        }
        let (mut least, mut most) = (self.offset.count, self.offset.count);
        for (labels, items) in &self.scene.classes {
            let items = i128::from(*items) * UNIT;
            least += if labels.all(|label| label.count()) { items } else { 0 };
            most += if labels.any(|label| label.count()) { items } else { 0 };
        }
        (least, (!self.offset.open).then_some(most))
    }

    fn base_range(self) -> (i128, i128) {
        if let Some(base) = self.scene.base {
            return (base, base);
        }
        let (mut least, mut most) = (self.offset.base, self.offset.base);
        for (labels, items) in &self.scene.classes {
            let items = i128::from(*items) * UNIT;
            least += if labels.all(|label| label.base()) { items } else { 0 };
            most += if labels.any(|label| label.base()) { items } else { 0 };
        }
        (least, most)
    }
}

/// Fails if numbers so large occur that comparing them could overflow.
pub(crate) fn check_size(
    rule: &dyn std::fmt::Display,
    scene: &Scene,
) -> Result<(), Error> {
    // Shares of one amount stay below 10^15 over their common denominator, that below 10^12,
    // and counts of people below 2^32 billionths, so that products fit 128 bits; only numbers
    // read from facts can be larger.
    let limit = 1_i128 << 70;
    let ranges = scene.sum.iter().map(|sum| sum.range);
    let sums = ranges.flat_map(|(least, most)| [Some(least), most]);
    let steps = scene.tried.iter().flatten().map(|step| step.count);
    let read = scene.amount.read.iter().copied().chain(steps);
    let numbers = sums.flatten().chain(scene.base).chain(read);
    match numbers.into_iter().all(|number| number.abs() < limit) {
        true => Ok(()),
        false => Err(Fault::Overflow { rule: rule.to_string() }.into()),
    }
}

fn headroom(
    direction: Direction,
    allowed: Option<i64>,
    count: Option<i128>,
) -> Option<i64> {
    let (allowed, count) = (i128::from(allowed?) * UNIT, count?);
    let distance = match direction {
        Direction::Cap => allowed - count,
        Direction::Floor => count - allowed,
    };
    i64::try_from(distance.div_euclid(UNIT)).ok()
}

/// Whether the bound compares with a share of `of`.
pub(crate) fn is_share(bound: &Bound) -> bool {
    bound.amount.asks_base
}

/// Billionths as a decimal.
pub(crate) fn decimal(billionths: i128) -> Decimal {
    Decimal::from_billionths(i64::try_from(billionths).unwrap_or(i64::MAX))
}
