//! Two bounds on the same measure beside each other: which is stricter, and whether both can
//! be kept. Integers only.

use std::cmp::Ordering;

use crate::rule::Kind;
use crate::rule::bound::{Amount, Comparator, Rounding};
use crate::rule::limit::{Limit, Measure};
use crate::rule::quota::{Quantity, Quota};

/// How two bounds stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// They are the same.
    Same,
    /// Whoever keeps the first keeps the second.
    FirstIsStricter,
    /// Whoever keeps the second keeps the first.
    SecondIsStricter,
    /// Nobody keeps both.
    NoRoom,
    /// Both are kept only by bases that can be divided into so many parts.
    OnlyParts(i64),
    /// None of these, or it is not known.
    Unrelated,
}

/// A bound with an amount that can be compared.
struct Bounded {
    comparator: Comparator,
    size: Size,
    rounding: Option<Rounding>,
    /// Whether the measure is a whole number.
    whole: bool,
}

/// An amount, as a fraction; shares and numbers are not compared with each other.
struct Size {
    is_share: bool,
    part: i128,
    of: i128,
}

/// How the bounds of two rules that ask the same stand to each other.
pub(super) fn beside(one: &Kind, two: &Kind) -> Beside {
    match (one, two) {
        (Kind::Require(_), Kind::Require(_)) => Beside::Same,
        (Kind::Separate(one), Kind::Separate(two)) => {
            match one.at_most.cmp(&two.at_most) {
                Ordering::Less => Beside::FirstIsStricter,
                Ordering::Equal => Beside::Same,
                Ordering::Greater => Beside::SecondIsStricter,
            }
        }
        (Kind::Limit(one), Kind::Limit(two)) => match (of_limit(one), of_limit(two)) {
            (Some(first), Some(second)) => compared(&first, &second),
            _ => {
                let own_base = one.bound.amount.populations().next().is_some();
                let same = one.bound.amount == two.bound.amount
                    && one.bound.comparator == two.bound.comparator
                    && one.rounding == two.rounding;
                if same && !own_base { Beside::Same } else { Beside::Unrelated }
            }
        },
        (Kind::Quota(one), Kind::Quota(two)) => match (of_quota(one), of_quota(two)) {
            (Some((first, unit)), Some((second, other))) if unit == other => {
                compared(&first, &second)
            }
            _ => Beside::Unrelated,
        },
        _ => Beside::Unrelated,
    }
}

/// Whether a limit is a cap below the whole of its base, however small that is.
pub(super) fn is_cap_of_a_part(limit: &Limit) -> bool {
    let Some(bounded) = of_limit(limit) else { return false };
    let size = &bounded.size;
    let below_the_whole = match size.is_share {
        true => size.part < size.of,
        false => size.part == 0,
    };
    let rounds_up = matches!(bounded.rounding, Some(Rounding::Up | Rounding::HalfUp));
    let part = match bounded.comparator {
        Comparator::AtMost => below_the_whole,
        Comparator::Below => below_the_whole && size.is_share,
        _ => false,
    };
    part && !rounds_up && limit.averaged.is_none() && limit.lasting.is_none()
}

fn of_limit(limit: &Limit) -> Option<Bounded> {
    let size = match &limit.bound.amount {
        Amount::Number(number) => Size {
            is_share: false,
            part: i128::from(number.billionths()),
            of: 1_000_000_000,
        },
        Amount::Share(share) if share.of.is_none() => Size {
            is_share: true,
            part: i128::from(share.ratio.numerator()),
            of: i128::from(share.ratio.denominator()),
        },
        _ => return None,
    };
    Some(Bounded {
        comparator: limit.bound.comparator,
        size,
        rounding: limit.rounding,
        whole: matches!(limit.measure, Measure::Count(_)) && limit.averaged.is_none(),
    })
}

/// The bound of a quota, with the unit of its amount.
fn of_quota(quota: &Quota) -> Option<(Bounded, (&'static str, bool))> {
    let (size, unit) = match &quota.amount {
        Quantity::Number { number, unit, weekly } => {
            let size = Size {
                is_share: false,
                part: i128::from(number.billionths()),
                of: 1_000_000_000,
            };
            (size, (unit.as_str(), *weekly))
        }
        Quantity::Share(ratio) => {
            let (part, of) = (ratio.numerator(), ratio.denominator());
            let size =
                Size { is_share: true, part: i128::from(part), of: i128::from(of) };
            (size, ("%", false))
        }
    };
    let comparator = quota.comparator;
    Some((Bounded { comparator, size, rounding: None, whole: false }, unit))
}

fn compared(one: &Bounded, two: &Bounded) -> Beside {
    if one.size.is_share != two.size.is_share {
        return Beside::Unrelated;
    }
    let order = (one.size.part * two.size.of).cmp(&(two.size.part * one.size.of));
    match (side(one), side(two)) {
        (Some(first), Some(second)) if first.is_cap == second.is_cap => {
            let order = if first.is_cap { order } else { order.reverse() };
            stricter(order, &first, &second)
        }
        (Some(first), Some(second)) if first.is_cap => {
            // A floor beside the cap.
            room(order.reverse(), two, one, &second, &first)
        }
        (Some(first), Some(second)) => room(order, one, two, &first, &second),
        _ if one.comparator == two.comparator
            && order == Ordering::Equal
            && one.rounding == two.rounding =>
        {
            Beside::Same
        }
        _ => Beside::Unrelated,
    }
}

/// From which side a bound binds, and how far it lets through.
struct Side {
    is_cap: bool,
    /// Whether the amount itself breaks it.
    is_open: bool,
    /// How much rounding loosens it: 0 is not at all.
    looser: u8,
}

fn side(bounded: &Bounded) -> Option<Side> {
    let (is_cap, is_open) = match bounded.comparator {
        Comparator::AtMost => (true, false),
        Comparator::Below => (true, true),
        Comparator::AtLeast => (false, false),
        Comparator::Above => (false, true),
        Comparator::Exactly { .. } => return None,
    };
    let looser = match (bounded.rounding, is_cap) {
        (None, _) => 0,
        // Of whole numbers none lies between an amount and the whole number below it.
        (Some(Rounding::Down), true) | (Some(Rounding::Up), false) => {
            if !bounded.whole || is_open { return None } else { 0 }
        }
        (Some(Rounding::HalfUp), _) => 1,
        (Some(Rounding::Up), true) | (Some(Rounding::Down), false) => 2,
    };
    Some(Side { is_cap, is_open, looser })
}

/// Two bounds from one side; `order` is that of how much they let through.
fn stricter(order: Ordering, one: &Side, two: &Side) -> Beside {
    let steps = |first: &Side| (!first.is_open, first.looser);
    let (first, second) = (steps(one), steps(two));
    let no_looser = first.0 <= second.0 && first.1 <= second.1;
    let no_stricter = second.0 <= first.0 && second.1 <= first.1;
    match order {
        Ordering::Equal if no_looser && no_stricter => Beside::Same,
        Ordering::Less | Ordering::Equal if no_looser => Beside::FirstIsStricter,
        Ordering::Greater | Ordering::Equal if no_stricter => Beside::SecondIsStricter,
        _ => Beside::Unrelated,
    }
}

/// A floor and a cap; `order` is that of the floor to the cap.
fn room(
    order: Ordering,
    floor: &Bounded,
    cap: &Bounded,
    from: &Side,
    to: &Side,
) -> Beside {
    if floor.rounding.is_some() || cap.rounding.is_some() {
        return Beside::Unrelated;
    }
    match order {
        Ordering::Greater => Beside::NoRoom,
        Ordering::Equal if from.is_open || to.is_open => Beside::NoRoom,
        Ordering::Equal if floor.size.is_share && floor.whole => {
            match i64::try_from(floor.size.of / divisor(floor.size.part, floor.size.of)) {
                Ok(parts) if parts > 1 => Beside::OnlyParts(parts),
                _ => Beside::Unrelated,
            }
        }
        _ => Beside::Unrelated,
    }
}

fn divisor(one: i128, two: i128) -> i128 {
    if two == 0 { one.max(1) } else { divisor(two, one % two) }
}
