//! Cells and periods in which a rule asks less, or other things, than its text seems to say.

use crate::day::Calendar;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::{Directive, End};
use crate::field::Subject;
use crate::message::Message;
use crate::rule::bound::Comparator;
use crate::rule::limit::Base;
use crate::rule::per::{Column, TimeWord};
use crate::rule::quota::{Measure, Quantity, Quota};
use crate::rule::separate::Separate;
use crate::rule::{Kind, Rule};

/// Looks over the cells of the rules of one directive.
pub(super) fn lint(directive: &Directive, diagnostics: &mut Diagnostics) {
    for rule in &directive.rules {
        let endless = rule.per().time == Some(TimeWord::Window)
            && is_endless(rule, directive)
            && match &rule.kind {
                Kind::Quota(quota) => hangs_on_all_days(quota),
                Kind::Separate(separate) => is_decided_last(separate),
                Kind::Limit(_) | Kind::Require(_) => false,
            };
        if endless {
            tell(rule, Code::NeverPasses, "never-passes", diagnostics);
        }
        if misses_rests(rule) {
            tell(rule, Code::RestBetween, "rest-between", diagnostics);
        }
        if shares_those_there(rule) {
            tell(rule, Code::BaseOfThoseThere, "base-of-those-there", diagnostics);
        }
    }
}

fn tell(rule: &Rule, code: Code, key: &'static str, diagnostics: &mut Diagnostics) {
    let help = match code {
        Code::NeverPasses => "never-passes-help",
        Code::RestBetween => "rest-between-help",
        _ => "base-of-those-there-help",
    };
    let message = Message::new(key).with("rule", rule.name.rule.as_str());
    let one = Diagnostic::at(code, message, &rule.place);
    diagnostics.push(one.help(Message::new(help)));
}

/// Whether the window of a rule is written to have no end.
fn is_endless(rule: &Rule, directive: &Directive) -> bool {
    let windows = [rule.in_force.as_ref(), directive.in_force.as_ref()];
    let written = windows.into_iter().flatten();
    if written.clone().any(|window| window.same_as.is_some()) {
        return false;
    }
    let end = written.filter_map(|window| window.end).next();
    matches!(end, None | Some(End::FurtherNotice))
}

/// Whether a day that is still to come may always break what was kept so far.
fn hangs_on_all_days(quota: &Quota) -> bool {
    if let Quantity::Share(_) = quota.amount {
        return true;
    }
    let grows = !matches!(quota.measure, Measure::ShortestRest(_));
    match quota.comparator {
        Comparator::AtMost | Comparator::Below => grows,
        Comparator::AtLeast | Comparator::Above => !grows,
        Comparator::Exactly { .. } => true,
    }
}

/// Whether somebody may always meet one more value on a day that is still to come.
fn is_decided_last(separate: &Separate) -> bool {
    separate.per.columns.contains(&Column::Person)
}

/// CLAUSE 12.9: only pauses between stretches that begin in the period are looked at.
fn misses_rests(rule: &Rule) -> bool {
    let Kind::Quota(quota) = &rule.kind else { return false };
    let short = TimeWord::Calendar(Calendar::Week);
    let shorter = TimeWord::Calendar(Calendar::Day);
    matches!(quota.measure, Measure::ShortestRest(_))
        && quota.per.time.is_some_and(|time| time == short || time == shorter)
}

/// A share of people at a moment or in an hour of a place where nobody is by their unit: who
/// is elsewhere then is not in its base.
fn shares_those_there(rule: &Rule) -> bool {
    let Kind::Limit(limit) = &rule.kind else { return false };
    let Some(Base::Population(base)) = &limit.base else { return false };
    let of_rows = |column: &Column| {
        matches!(column, Column::Site | Column::Room | Column::Team | Column::Shift)
    };
    let people = base.subject == Subject::People;
    people
        && limit.per.is_of_hours()
        && limit.bound.amount.asks_base()
        && limit.per.columns.iter().any(of_rows)
}
