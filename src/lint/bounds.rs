//! Bounds that every roster keeps, or none, by what they say themselves.

use super::logic::{Asked, Meaning};
use super::nobody::{is_of_a_day, place_of};
use crate::day::Calendar;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::Directive;
use crate::field::Subject;
use crate::message::Message;
use crate::rule::bound::{Amount, Comparator};
use crate::rule::limit::{Base, Limit, Measure};
use crate::rule::matcher::{Matcher, Population};
use crate::rule::per::{Column, TimeWord};
use crate::rule::quota::{self, Effect, Quantity, Quota, Unit};
use crate::rule::require::{Demand, Require};
use crate::rule::{Kind, Rule};

/// Whether a bound can be kept and broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Binds {
    Sometimes,
    Never,
    Always,
}

/// Looks over the bounds of all directives.
pub(super) fn lint(
    directives: &[&Directive],
    meaning: &Meaning<'_>,
    diagnostics: &mut Diagnostics,
) {
    for rule in directives.iter().flat_map(|directive| &directive.rules) {
        match &rule.kind {
            Kind::Limit(limit) => {
                let (bound, amount) = (limit.bound.comparator, &limit.bound.written);
                let bound = (bound.as_str(), amount.as_str());
                tell(rule, limit_binds(limit, meaning), bound, diagnostics);
                exemptions(rule, limit, meaning, diagnostics);
            }
            Kind::Quota(quota) => {
                let bound = (quota.comparator.as_str(), quota.written.as_str());
                tell(rule, quota_binds(quota, meaning), bound, diagnostics);
            }
            Kind::Require(require) => {
                requirement(rule, require, meaning, diagnostics);
            }
            Kind::Separate(_) => {}
        }
    }
}

fn tell(
    rule: &Rule,
    binds: Binds,
    (bound, amount): (&str, &str),
    diagnostics: &mut Diagnostics,
) {
    let (code, key) = match binds {
        Binds::Sometimes => return,
        Binds::Never => (Code::NeverBinds, "never-binds"),
        Binds::Always => (Code::NeverMet, "never-met"),
    };
    let message = Message::new(key).with("bound", bound).with("amount", amount);
    diagnostics.push(Diagnostic::at(code, message, &rule.place));
}

fn limit_binds(limit: &Limit, meaning: &Meaning<'_>) -> Binds {
    let (none, whole, beyond) = match &limit.bound.amount {
        Amount::Number(number) => (number.billionths() == 0, false, false),
        Amount::Share(share) if share.of.is_none() && is_part(limit, meaning) => {
            let ratio = share.ratio;
            let whole = ratio.numerator() == ratio.denominator();
            (ratio.numerator() == 0, whole, ratio.exceeds_one())
        }
        Amount::Share(share) => (share.ratio.numerator() == 0, false, false),
        _ => (false, false, false),
    };
    binds(limit.bound.comparator, none, whole, beyond)
}

/// What an amount asks of a measure that lies between nothing and the whole.
fn binds(comparator: Comparator, none: bool, whole: bool, beyond: bool) -> Binds {
    match comparator {
        Comparator::AtMost if whole || beyond => Binds::Never,
        Comparator::Below if beyond => Binds::Never,
        Comparator::AtLeast if none => Binds::Never,
        Comparator::Below if none => Binds::Always,
        Comparator::AtLeast if beyond => Binds::Always,
        Comparator::Above if whole || beyond => Binds::Always,
        Comparator::Exactly { tolerance: 0 } if beyond => Binds::Always,
        _ => Binds::Sometimes,
    }
}

/// Whether what is counted is certainly among the base.
fn is_part(limit: &Limit, meaning: &Meaning<'_>) -> bool {
    let Some(Base::Population(base)) = &limit.base else { return false };
    let Measure::Count(counted) = &limit.measure else { return false };
    let [only] = counted.as_slice() else { return false };
    let people = base.subject == Subject::People && only.subject == Subject::People;
    let one_sided = limit.exempt.iter().any(|one| one.out_of_base && !one.out_of_count);
    let asked = Asked::anywhere(Subject::People);
    people && !one_sided && meaning.implies(&only.matcher, &base.matcher, asked)
}

/// Exemptions that leave nobody to be counted, or nobody to be counted among.
fn exemptions(
    rule: &Rule,
    limit: &Limit,
    meaning: &Meaning<'_>,
    diagnostics: &mut Diagnostics,
) {
    let counted: Vec<&Population> = match &limit.measure {
        Measure::Count(counted) => counted.iter().collect(),
        Measure::Sum { of, .. } => vec![of],
    };
    let base = match &limit.base {
        Some(Base::Population(base)) => vec![base],
        _ => Vec::new(),
    };
    for exempt in &limit.exempt {
        let empties = |populations: &[&Population]| {
            !populations.is_empty()
                && populations.iter().all(|one| {
                    let asked = Asked::anywhere(one.subject);
                    meaning.implies(&one.matcher, &exempt.who, asked)
                })
        };
        let all = exempt.out_of_count && empties(&counted);
        if all || (exempt.out_of_base && empties(&base)) {
            let message =
                Message::new("exempts-everybody").with("rule", rule.name.rule.as_str());
            let place = place_of(&exempt.who).unwrap_or(&rule.place);
            diagnostics.push(Diagnostic::at(Code::ExemptsEverybody, message, place));
        }
    }
}

/// Requirements that whoever they bind keeps, or cannot keep.
fn requirement(
    rule: &Rule,
    require: &Require,
    meaning: &Meaning<'_>,
    diagnostics: &mut Diagnostics,
) {
    // A cell of a site or a team holds other rows than `each` was asked of.
    let plain = |column: &Column| {
        matches!(
            column,
            Column::Unit | Column::Office | Column::Locality | Column::Person
        )
    };
    if !is_of_a_day(rule) || !rule.per().columns.iter().all(plain) {
        return;
    }
    let each = &require.each.matcher;
    let asked = Asked::of_a_day(require.each.subject);
    let never_both =
        |wanted: &Matcher| meaning.is_impossible(&[each, wanted], &[], asked);
    if meaning.is_impossible(&[each], &[], asked) {
        return;
    }
    let (holds, fails) = match &require.demand {
        Demand::Be(wanted) => (meaning.implies(each, wanted, asked), never_both(wanted)),
        // One that binds only who breaks it is a plain ban.
        Demand::NeverBe(not) => (never_both(not), false),
        Demand::Have(_) => (false, false),
    };
    let key = if matches!(require.demand, Demand::Be(_)) { "be" } else { "never_be" };
    let mut warn = |code, message: &'static str| {
        let message = Message::new(message).with("key", key);
        diagnostics.push(Diagnostic::at(code, message, &rule.place));
    };
    if holds {
        warn(Code::NeverBinds, "each-keeps");
    }
    if fails {
        warn(Code::NeverMet, "each-breaks");
    }
}

fn quota_binds(quota: &Quota, meaning: &Meaning<'_>) -> Binds {
    let (number, unit, weekly) = match &quota.amount {
        Quantity::Share(ratio) => {
            let asked = Asked::of_a_day(Subject::People);
            let within = quota
                .of
                .as_ref()
                .is_some_and(|of| meaning.implies(quota.measure.matcher(), of, asked));
            let credits = matches!(
                quota.excuse.as_ref().map(|excuse| &excuse.effect),
                Some(Effect::Credits(_))
            );
            let (part, all) = (ratio.numerator(), ratio.denominator());
            let inside = within && !credits;
            let (whole, beyond) = (inside && part == all, inside && part > all);
            return binds(quota.comparator, part == 0, whole, beyond);
        }
        Quantity::Number { number, unit, weekly } => (number, *unit, *weekly),
    };
    let none = number.billionths() == 0;
    let most = match weekly {
        true => most(quota, 7),
        false => days_of(quota.per.time).and_then(|days| most(quota, days)),
    };
    let size = i128::from(unit.size(&quota.measure));
    let written = i128::from(number.billionths()) * size;
    let most = most.map(|most| i128::from(most) * 1_000_000_000);
    let whole = most.is_some_and(|most| written == most) && unit != Unit::WorkingDays;
    let beyond = most.is_some_and(|most| written > most);
    binds(quota.comparator, none, whole, beyond)
}

/// The most that a measure can come to in so many days, in days or minutes.
fn most(quota: &Quota, days: i64) -> Option<i64> {
    if let Some(excuse) = &quota.excuse
        && matches!(excuse.effect, Effect::Credits(_))
    {
        return None;
    }
    match quota.measure {
        quota::Measure::Days(_) | quota::Measure::LongestRun(_) => Some(days),
        quota::Measure::LongestRest(_) => Some(days * 24 * 60),
        // A night shift belongs to the day on which it begins, and may reach beyond.
        quota::Measure::Hours(_) => Some((days + 1) * 24 * 60),
        quota::Measure::Times(_)
        | quota::Measure::Sum { .. }
        | quota::Measure::ShortestRest(_) => None,
    }
}

/// How many days a period has at the most.
fn days_of(time: Option<TimeWord>) -> Option<i64> {
    Some(match time? {
        TimeWord::Calendar(calendar) => match calendar {
            Calendar::Day => 1,
            Calendar::Week => 7,
            Calendar::Month => 31,
            Calendar::Quarter => 92,
            Calendar::Year => 366,
        },
        TimeWord::Rolling(days) | TimeWord::Every(days, _) => i64::from(days),
        TimeWord::RollingHours(hours) => (i64::from(hours) + 23) / 24,
        TimeWord::Moment | TimeWord::Hour | TimeWord::Window => return None,
    })
}
