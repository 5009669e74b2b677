//! Parts of a rule in plain words, as sentences of findings take them.

use super::asked::{self, Manner, matcher};
use super::kinds;
use crate::field::Subject;
use crate::message::Message;
use crate::rule::limit::Measure;
use crate::rule::require::Demand;
use crate::rule::{Kind, Rule};

/// What a rule counts, behind a number; what it requires, behind who must.
pub(in crate::words) fn counted(rule: &Rule) -> Option<Message> {
    Some(match &rule.kind {
        Kind::Limit(limit) => {
            let counted = match &limit.measure {
                Measure::Sum { field, .. } => asked::field_name(field.as_str()),
                Measure::Count(all) => match all.as_slice() {
                    [one] if asked::is_everyone(one) => asked::population(one),
                    [one] if one.subject == Subject::People => {
                        matcher(&one.matcher, Manner::Of)
                    }
                    [one] => asked::population(one),
                    _ => Message::new("counted"),
                },
            };
            kinds::lasting(limit, counted)
        }
        Kind::Require(require) => match &require.demand {
            Demand::Be(asked) | Demand::NeverBe(asked) => matcher(asked, Manner::Be),
            Demand::Have(asked) => asked::have(asked, Manner::Have),
        },
        Kind::Quota(quota) => kinds::measured(quota),
        Kind::Separate(_) => return None,
    })
}

/// The bound of a rule.
pub(in crate::words) fn bound(rule: &Rule) -> Option<Message> {
    match &rule.kind {
        Kind::Limit(limit) => Some(kinds::bound_of_limit(limit, rule.force)),
        Kind::Quota(quota) => Some(kinds::bound_of_quota(quota, rule.force)),
        Kind::Require(_) | Kind::Separate(_) => None,
    }
}

/// How near values of a separation may not come.
pub(in crate::words) fn within(rule: &Rule) -> Option<Message> {
    match &rule.kind {
        Kind::Separate(separate) => Some(kinds::within(separate)),
        _ => None,
    }
}
