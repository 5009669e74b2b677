//! Warnings that the files let stand with a reason, and reasons for what is not told.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::{Allow, Directive};
use crate::message::Message;
use crate::source::Place;

/// What other files may use, so that an `allow` may be idle here and needed elsewhere.
const OF_OTHER_FILES: [Code; 2] = [Code::GroupUnused, Code::FieldUnused];

/// Takes out the warnings that some rule or file lets stand.
///
/// Where nothing is wrong beside, all that could be told has been: what was allowed and not
/// told is told instead.
pub(crate) fn settle<'d>(
    directives: impl Iterator<Item = &'d Directive>,
    diagnostics: &mut Diagnostics,
) {
    let all: Vec<Allowed<'d>> = directives.flat_map(allowed).collect();
    if all.is_empty() {
        return;
    }
    let mut idle: Vec<bool> = all.iter().map(|_| true).collect();
    diagnostics.retain(|one| {
        let Some(place) = one.place() else { return true };
        let mut told = true;
        for (allowed, idle) in all.iter().zip(&mut idle) {
            if allowed.allow.code == one.code && allowed.lets_stand(place) {
                (told, *idle) = (false, false);
            }
        }
        told
    });
    if diagnostics.has_errors() {
        return;
    }
    let idle = all.iter().zip(idle).filter(|(_, idle)| *idle);
    for allow in idle.map(|(one, _)| one.allow) {
        if !OF_OTHER_FILES.contains(&allow.code) {
            let message = Message::new("allow-unused").with("code", allow.code.id());
            let help = Message::new("allow-unused-help");
            let one = Diagnostic::at(Code::AllowUnused, message, &allow.place);
            diagnostics.push(one.help(help));
        }
    }
}

/// What is allowed, and where.
struct Allowed<'d> {
    allow: &'d Allow,
    /// The rule; the whole file if there is none.
    within: Option<&'d Place>,
}

impl Allowed<'_> {
    fn lets_stand(&self, place: &Place) -> bool {
        match self.within {
            Some(rule) => rule.contains(place),
            None => self.allow.place.source == place.source,
        }
    }
}

fn allowed(directive: &Directive) -> impl Iterator<Item = Allowed<'_>> {
    let own = directive.allow.iter().map(|allow| Allowed { allow, within: None });
    let of_rules = directive.rules.iter().flat_map(|rule| {
        let within = Some(&rule.whole);
        rule.allow.iter().map(move |allow| Allowed { allow, within })
    });
    own.chain(of_rules)
}
