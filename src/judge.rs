//! Two fillings, one comparison: pure arithmetic over sums; it sees neither rows nor names.

pub(crate) mod cells;
pub(crate) mod evidence;
mod exact;
pub(crate) mod quota;
pub(crate) mod run;

use crate::error::{Error, Fault};
use crate::plan::label::{Direction, Labels};
use crate::plan::{Base, Bound};
use crate::ratio::Decimal;
use crate::rule::bound::{Amount, Comparator, Rounding};

/// Billionths in one: everything counted or summed is compared in billionths.
pub(crate) const UNIT: i128 = 1_000_000_000;

/// A count that nothing bounds, where a number is wanted: above all that can be allowed.
const UNBOUNDED: i128 = 1 << 90;

/// What one cell comes to, for one lens: how many items have which labels.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scene {
    /// Labels, and how many items have them.
    pub(crate) classes: Vec<(Labels, u64)>,
    /// Where the lens sums.
    pub(crate) sum: Option<Sum>,
    /// The number that the base is, where it is a field.
    pub(crate) base: Option<i128>,
    /// The amount to compare with, where it is a field.
    pub(crate) amount: Option<i128>,
    /// By how much grants to units move the bound.
    pub(crate) lift: Lift,
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
    /// Least and greatest count.
    pub(crate) count: (i128, Option<i128>),
    /// Least and greatest base.
    pub(crate) base: (i128, Option<i128>),
    /// The last whole number that keeps the bound at the worst filling.
    pub(crate) allowed: Option<i64>,
    /// How far the worst count is from there.
    pub(crate) headroom: Option<i64>,
}

impl Verdict {
    /// CLAUSE 7.7: a bound of which nothing is known may hold or fail.
    pub(crate) fn opened(self, open: bool, base_open: bool) -> Self {
        if !open {
            return self;
        }
        let base = if base_open { (0, None) } else { self.base };
        let (allowed, headroom) = (None, None);
        Self { all_keep: false, some_keep: true, base, allowed, headroom, ..self }
    }
}

/// Count and base, in billionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    count: i128,
    base: i128,
}

/// What the bound comes to for a base: a fraction of billionths.
#[derive(Debug, Clone, Copy)]
struct Threshold {
    numerator: i128,
    denominator: i128,
}

/// Judges a scene by a bound. CLAUSE 4.2 to 4.5, 7.4.
pub(crate) fn judge(bound: &Bound, scene: &Scene) -> Verdict {
    let direction = bound.direction();
    let mut worst = point(scene, |labels| labels.worst(direction));
    let best = point(scene, |labels| labels.best(direction));
    let (least, most) = count_range(scene);
    let (mut worst_count, best_count) = match (&scene.sum, direction) {
        (None, _) => (Some(worst.count), Some(best.count)),
        (Some(_), Direction::Cap) => (most, Some(least)),
        (Some(_), Direction::Floor) => (Some(least), most),
    };
    let keeps = |count: Option<i128>, base: i128| match count {
        Some(count) => keeps(bound, scene, Point { count, base }),
        // A count that nothing bounds keeps a floor and breaks a cap.
        None => direction == Direction::Floor || scene.lift == Lift::Whole,
    };
    let is_linked = is_share(bound) && scene.base.is_none();
    let (all_keep, some_keep) = match &scene.sum {
        Some(sum) if is_linked => {
            let ends = exact::sums_by_base(sum);
            (worst_count, worst.base) = exact::worst_sum(&ends, direction);
            match bound.comparator {
                Comparator::Exactly { .. } => exact::decide(bound, scene),
                _ => exact::decide_sums(bound, scene, &ends),
            }
        }
        _ => match bound.comparator {
            Comparator::Exactly { .. } => exact::decide(bound, scene),
            _ => (keeps(worst_count, worst.base), keeps(best_count, best.base)),
        },
    };
    let threshold = threshold(bound, scene, worst.base);
    let allowed = allowed(bound, scene, threshold, worst_count.unwrap_or(UNBOUNDED));
    let headroom = match bound.comparator {
        Comparator::Exactly { .. } => None,
        _ => headroom(direction, allowed, worst_count),
    };
    let count = (least, most);
    let (least_base, most_base) = base_range(scene);
    let base = (least_base, Some(most_base));
    let worst_base = worst.base;
    Verdict {
        all_keep,
        some_keep,
        worst_count,
        worst_base,
        count,
        base,
        allowed,
        headroom,
    }
}

/// Fails if numbers so large occur that comparing them could overflow.
pub(crate) fn check_size(
    rule: &dyn std::fmt::Display,
    scene: &Scene,
) -> Result<(), Error> {
    // Shares stay below 10^12 and counts of people below 2^32 billionths, so that products
    // fit 128 bits; only numbers read from facts can be larger.
    let limit = 1_i128 << 70;
    let ranges = scene.sum.iter().map(|sum| sum.range);
    let sums = ranges.flat_map(|(least, most)| [Some(least), most]);
    let numbers = sums.flatten().chain(scene.base).chain(scene.amount);
    match numbers.into_iter().all(|number| number.abs() < limit) {
        true => Ok(()),
        false => Err(Fault::Overflow { rule: rule.to_string() }.into()),
    }
}

/// Whether a point keeps the bound.
fn keeps(bound: &Bound, scene: &Scene, point: Point) -> bool {
    if scene.lift == Lift::Whole {
        return true;
    }
    let Threshold { numerator, denominator } = threshold(bound, scene, point.base);
    let count = point.count * denominator;
    match bound.comparator {
        Comparator::AtMost => count <= numerator,
        Comparator::Below => count < numerator,
        Comparator::AtLeast => count >= numerator,
        Comparator::Above => count > numerator,
        Comparator::Exactly { .. } => {
            (count - numerator).abs() <= tolerance(bound, scene) * denominator
        }
    }
}

/// How far from the amount `exactly` may be, in billionths.
fn tolerance(bound: &Bound, scene: &Scene) -> i128 {
    let own = match bound.comparator {
        Comparator::Exactly { tolerance } => i128::from(tolerance) * UNIT,
        _ => 0,
    };
    match scene.lift {
        Lift::By(amount) => own + amount,
        Lift::None | Lift::Whole => own,
    }
}

/// What the bound comes to for a base. CLAUSE 4.3, 4.4.
fn threshold(bound: &Bound, scene: &Scene, base: i128) -> Threshold {
    let (mut numerator, mut denominator) = match &bound.amount {
        Amount::Number(number) => (i128::from(number.billionths()), 1),
        Amount::Share(share) => {
            (i128::from(share.numerator()) * base, i128::from(share.denominator()))
        }
        Amount::Field(_) => (scene.amount.unwrap_or(0), 1),
    };
    if let Some(rounding) = bound.rounding {
        let whole = denominator * UNIT;
        let rounded = match rounding {
            Rounding::Down => numerator.div_euclid(whole),
            Rounding::Up => -(-numerator).div_euclid(whole),
            Rounding::HalfUp => (2 * numerator + whole).div_euclid(2 * whole),
        };
        (numerator, denominator) = (rounded * UNIT, 1);
    }
    match (scene.lift, bound.comparator) {
        (Lift::None | Lift::Whole, _) | (_, Comparator::Exactly { .. }) => {}
        (Lift::By(amount), _) => match bound.direction() {
            Direction::Cap => numerator += amount * denominator,
            Direction::Floor => numerator -= amount * denominator,
        },
    }
    Threshold { numerator, denominator }
}

/// CLAUSE 4.10: the last whole number that keeps the bound.
fn allowed(
    bound: &Bound,
    scene: &Scene,
    threshold: Threshold,
    count: i128,
) -> Option<i64> {
    let whole = threshold.denominator * UNIT;
    let floor = |numerator: i128| numerator.div_euclid(whole);
    let ceiling = |numerator: i128| -(-numerator).div_euclid(whole);
    let Threshold { numerator, denominator } = threshold;
    let number = match bound.comparator {
        Comparator::AtMost => floor(numerator),
        Comparator::Below => ceiling(numerator) - 1,
        Comparator::AtLeast => ceiling(numerator).max(0),
        Comparator::Above => (floor(numerator) + 1).max(0),
        Comparator::Exactly { .. } => {
            let slack = tolerance(bound, scene) * denominator;
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

/// The point at which every item takes the label chosen.
fn point(scene: &Scene, choose: impl Fn(Labels) -> crate::plan::label::Pair) -> Point {
    let mut point = Point { count: 0, base: scene.base.unwrap_or(0) };
    for (labels, items) in &scene.classes {
        let pair = choose(*labels);
        let items = i128::from(*items) * UNIT;
        point.count += if pair.count { items } else { 0 };
        point.base += if pair.base && scene.base.is_none() { items } else { 0 };
    }
    point
}

fn count_range(scene: &Scene) -> (i128, Option<i128>) {
    if let Some(sum) = &scene.sum {
        return sum.range;
    }
    let (mut least, mut most) = (0, 0);
    for (labels, items) in &scene.classes {
        let items = i128::from(*items) * UNIT;
        least += if labels.all(|label| label.count()) { items } else { 0 };
        most += if labels.any(|label| label.count()) { items } else { 0 };
    }
    (least, Some(most))
}

fn base_range(scene: &Scene) -> (i128, i128) {
    if let Some(base) = scene.base {
        return (base, base);
    }
    let (mut least, mut most) = (0, 0);
    for (labels, items) in &scene.classes {
        let items = i128::from(*items) * UNIT;
        least += if labels.all(|label| label.base()) { items } else { 0 };
        most += if labels.any(|label| label.base()) { items } else { 0 };
    }
    (least, most)
}

/// Whether the bound compares with a share, so that an empty base says nothing.
pub(crate) fn is_share(bound: &Bound) -> bool {
    matches!(bound.amount, Amount::Share(_)) && bound.base != Base::None
}

/// Billionths as a decimal.
pub(crate) fn decimal(billionths: i128) -> Decimal {
    Decimal::from_billionths(i64::try_from(billionths).unwrap_or(i64::MAX))
}
