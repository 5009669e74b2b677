//! Clashes in words: which rules cannot be kept together, where, when, and by what arithmetic.

use std::fmt;

use crate::clash::{Clash, Clashing, Feasibility, LeftOut, Stake, Undecided};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::finding::Cell;
use crate::message::{Argument, Message};
use crate::name::RuleRef;
use crate::report::Notice;
use crate::window::Period;

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        clash(self).fmt(f)
    }
}

/// The sentence of a clash: which rules, where, when, and why.
pub fn clash(clash: &Clash) -> Message {
    let names: Vec<Message> = clash.rules.iter().map(named).collect();
    let place = common_place(clash);
    let (alone, apart) = (clash.rules.len() == 1, place.is_none());
    let told = |one: &Clashing| stake(one, alone, apart);
    let why = clash.rules.iter().map(told);
    let message = match names.as_slice() {
        [one] => Message::new("clash-one").with("first", one.clone()),
        [one, other] => Message::new("clash-two")
            .with("first", one.clone())
            .with("second", other.clone()),
        _ => {
            let rules = joined("plain-comma", names.into_iter());
            Message::new("clash-several").with("rules", rules)
        }
    };
    message
        .with("where", place.unwrap_or_else(|| Message::new("nowhere")))
        .with("when", days(&clash.days))
        .with("why", joined("clash-and", why))
}

/// A rule with the clauses that it carries out: "`order-7/half` (clause 1)".
fn named(one: &Clashing) -> Message {
    let cites: Vec<String> = one.cites.iter().map(ToString::to_string).collect();
    let key = match cites.len() {
        0 => "clash-rule",
        1 => "clash-rule-of-clause",
        _ => "clash-rule-of-clauses",
    };
    let message = Message::new(key).with("rule", one.rule.to_string());
    message.with("clauses", cites.join(", "))
}

/// Several messages as one, each behind the one before; nothing if there is none.
fn joined(key: &'static str, parts: impl Iterator<Item = Message>) -> Message {
    let join = |left, right| Message::new(key).with("left", left).with("right", right);
    parts.reduce(join).unwrap_or_else(|| Message::new("nowhere"))
}

/// What is said of rules that may or may not clash.
pub fn undecided(undecided: &Undecided) -> Message {
    let names: Vec<String> =
        undecided.rules.iter().map(|rule| format!("`{rule}`")).collect();
    Message::new("clash-undecided")
        .with("rules", names)
        .with("when", days(&undecided.days))
}

/// Every clash as a diagnostic of its rules, and what could not be decided.
pub fn clash_diagnostics(found: &Feasibility) -> Diagnostics {
    let mut all = Diagnostics::new();
    for one in &found.clashes {
        let mut places = one.rules.iter();
        let Some(first) = places.next() else { continue };
        let diagnostic = Diagnostic::at(Code::Infeasible, clash(one), &first.place);
        let also = |diagnostic: Diagnostic, one: &Clashing| {
            diagnostic.also(&one.place, Message::new("clash-also"))
        };
        let help = Message::new("clash-help");
        all.push(places.fold(diagnostic, also).help(help));
    }
    for one in &found.undecided {
        all.push(Diagnostic::without_place(Code::MaybeInfeasible, undecided(one)));
    }
    all
}

/// Every clash as a notice of a report, and what could not be decided.
pub fn clash_notices(found: &Feasibility) -> Vec<Notice> {
    let clashes = found
        .clashes
        .iter()
        .map(|one| Notice { code: "infeasible", message: clash(one) });
    let undecided = found
        .undecided
        .iter()
        .map(|one| Notice { code: "maybe-infeasible", message: undecided(one) });
    clashes.chain(undecided).collect()
}

/// Which rules were not looked at, and why.
pub fn left_out(found: &Feasibility) -> Vec<Message> {
    let told = |(rule, why): &(RuleRef, LeftOut)| {
        let key = match why {
            LeftOut::Advice => "left-out-advice",
            LeftOut::Kind => "left-out-kind",
            LeftOut::Records => "left-out-records",
            LeftOut::Time => "left-out-time",
            LeftOut::Row => "left-out-row",
            LeftOut::Subject => "left-out-subject",
            LeftOut::Field => "left-out-field",
            LeftOut::NoTable => "left-out-no-table",
        };
        let why = Message::new(key);
        Message::new("left-out").with("rule", rule.to_string()).with("why", why)
    };
    found.left_out.iter().map(told).collect()
}

/// The place of all of them, if it is one; cells without columns are everywhere.
fn common_place(clash: &Clash) -> Option<Message> {
    let mut cells = clash.rules.iter().map(|one| &one.cell);
    let first = cells.by_ref().find(|cell| !cell.keys.is_empty())?;
    cells.all(|cell| cell.keys.is_empty() || cell == first).then(|| at(first))
}

fn at(cell: &Cell) -> Message {
    let places: Vec<String> =
        cell.keys.iter().map(|(_, value)| format!("`{value}`")).collect();
    match places.is_empty() {
        true => Message::new("nowhere"),
        false => Message::new("in-place").with("places", places.join(", ")),
    }
}

fn stake(one: &Clashing, alone: bool, with_place: bool) -> Message {
    let place = if with_place { at(&one.cell) } else { Message::new("nowhere") };
    let rule = one.rule.to_string();
    match &one.stake {
        Stake::Bound { count, base, allowed, is_floor } => {
            let of = match base {
                Some(base) => Message::new("clash-of").with("base", *base),
                None => Message::new("nowhere"),
            };
            let allowed = match allowed {
                Some(allowed) => Argument::from(*allowed),
                None => Argument::from(Message::new("clash-none")),
            };
            let key = match (is_floor, alone) {
                (false, false) => "clash-cap",
                (false, true) => "clash-cap-alone",
                (true, false) => "clash-floor",
                (true, true) => "clash-floor-alone",
            };
            Message::new(key)
                .with("count", *count)
                .with("of", of)
                .with("allowed", allowed)
        }
        Stake::Binds { people } => {
            Message::new("clash-binds").with("people", people.clone())
        }
    }
    .with("rule", rule)
    .with("where", place)
}

fn days(days: &[Period]) -> Message {
    let of_one = |period: &Period| match period.from() == period.through() {
        true => Message::new("clash-on").with("day", period.from().to_string()),
        false => Message::new("clash-from")
            .with("from", period.from().to_string())
            .with("through", period.through().to_string()),
    };
    joined("plain-comma", days.iter().map(of_one))
}
