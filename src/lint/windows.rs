//! Windows: open ends, rules outside their document, files that hold nothing.

use crate::day::Instant;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::{Directive, End, InForce, Start};
use crate::message::Message;

/// Looks over the windows of one directive.
pub(super) fn lint(directive: &Directive, diagnostics: &mut Diagnostics) {
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
