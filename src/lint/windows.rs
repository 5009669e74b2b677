//! Windows: open ends, rules outside their document, files that hold nothing.

use crate::day::{Day, Instant};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::{Directive, End, InForce, Start};
use crate::message::Message;
use crate::rule::Rule;

/// Looks over the windows of one directive.
pub(super) fn lint(directive: &Directive, diagnostics: &mut Diagnostics) {
    dates(directive, diagnostics);
    let mut warn = |code, message: Message, place: &_| {
        let message = message.with("directive", directive.id.as_str());
        diagnostics.push(Diagnostic::at(code, message, place));
    };
    if directive.rules.is_empty() && directive.acts.is_empty() {
        warn(Code::NoRules, Message::new("no-rules"), &directive.place);
    }
    if directive.issued.is_none() && directive.signed.is_none() {
        warn(Code::NoIssueDate, Message::new("no-issue-date"), &directive.place);
    }
    if let Some(window) = &directive.in_force {
        for (code, key) in open_sides(window) {
            warn(code, Message::new(key), &window.place);
        }
    }
    for rule in &directive.rules {
        let Some(own) = &rule.in_force else { continue };
        let rule = rule.name.rule.as_str();
        match &directive.in_force {
            None => {
                for (code, key) in open_sides(own) {
                    warn(code, Message::new(key), &own.place);
                }
            }
            Some(document) if is_outside(own, document) => {
                let message = Message::new("outside-document").with("rule", rule);
                warn(Code::OutsideDocument, message, &own.place);
            }
            Some(_) => {}
        }
    }
}

/// Days of the document that contradict each other.
fn dates(directive: &Directive, diagnostics: &mut Diagnostics) {
    let Some(place) = &directive.issued_at else { return };
    let Some(issued) = directive.issued.or(directive.signed) else { return };
    if let Some(signed) = directive.signed.filter(|signed| issued < *signed) {
        let message = Message::new("signed-later")
            .with("issued", issued.to_string())
            .with("signed", signed.to_string());
        diagnostics.push(Diagnostic::at(Code::SignedLater, message, place));
    }
    let Some(window) = &directive.in_force else { return };
    let through = match window.end {
        Some(End::Through(day)) => day,
        Some(End::Until(instant)) => instant.day(),
        Some(End::FurtherNotice) | None => return,
        Some(_) => match written(&[window]) {
            Some((_, last)) if window.from.is_some() => last,
            _ => return,
        },
    };
    if through < issued {
        let message = Message::new("passed-before-issue")
            .with("issued", issued.to_string())
            .with("through", through.to_string());
        let also = Message::new("the-window-here");
        let one = Diagnostic::at(Code::PassedBeforeIssue, message, place);
        diagnostics.push(one.also(&window.place, also));
    }
}

/// The sides on which a window is open without saying so.
fn open_sides(window: &InForce) -> Vec<(Code, &'static str)> {
    let mut open = Vec::new();
    if window.same_as.is_some() {
        return open;
    }
    if window.from.is_none() {
        open.push((Code::OpenBeginning, "open-beginning"));
    }
    if window.end.is_none() {
        open.push((Code::OpenEnd, "open-end"));
    }
    open
}

/// Whether a written end of the rule lies beyond the written end of its document.
fn is_outside(own: &InForce, document: &InForce) -> bool {
    let begins = |window: &InForce| window.from.map(Start::instant);
    let ends = |window: &InForce| match window.end {
        Some(End::Through(day)) => Some(day.end()),
        Some(End::Until(instant)) => Some(instant),
        Some(End::FurtherNotice) => Some(Instant::MAX),
        _ => None,
    };
    let earlier = begins(own).zip(begins(document)).is_some_and(|(own, all)| own < all);
    let later = ends(own).zip(ends(document)).is_some_and(|(own, all)| all < own);
    earlier || later
}

/// The first and last day of a rule's window as it is written, where that says enough.
pub(super) fn days(rule: &Rule, directive: &Directive) -> Option<(Day, Day)> {
    let windows = [rule.in_force.as_ref(), directive.in_force.as_ref()];
    let windows: Vec<&InForce> = windows.into_iter().flatten().collect();
    written(&windows)
}

fn written(windows: &[&InForce]) -> Option<(Day, Day)> {
    if windows.is_empty() || windows.iter().any(|window| window.same_as.is_some()) {
        return None;
    }
    let from = windows.iter().find_map(|window| window.from);
    let first = from.map_or(Day::FIRST, |from| from.instant().day());
    let count = |days: u32| i32::try_from(days).unwrap_or(i32::MAX);
    let last = match windows.iter().find_map(|window| window.end) {
        None | Some(End::FurtherNotice) => Day::LAST,
        Some(End::Through(day)) => day,
        Some(End::Until(instant)) => instant.day(),
        Some(End::ForDays(days)) => first.plus(count(days)),
        Some(End::ForWeeks(weeks)) => first.plus(count(weeks).saturating_mul(7)),
        Some(End::ForMonths(months)) => first.plus_months(months),
    };
    Some((first, last))
}
