//! Groups, rules and guards that can match nobody, by what they say themselves.

use std::collections::BTreeSet;

use super::logic::{Asked, Meaning};
use super::{walk, windows};
use crate::day::{Calendar, Day};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::Directive;
use crate::directive::act::Verb;
use crate::field::Subject;
use crate::message::Message;
use crate::name::GroupRef;
use crate::rule::matcher::{GroupName, Have, Matcher};
use crate::rule::per::TimeWord;
use crate::rule::{Kind, Rule};
use crate::source::Place;

/// Looks over the groups and rules of all directives.
pub(super) fn lint(
    directives: &[&Directive],
    meaning: &Meaning<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut empty: BTreeSet<GroupRef> = BTreeSet::new();
    for directive in directives {
        for group in &directive.groups {
            let population = &group.population;
            let asked = Asked::anywhere(population.subject);
            if meaning.is_impossible(&[&population.matcher], &[], asked) {
                let (directive, name) = (directive.id.clone(), group.name.clone());
                empty.insert(GroupRef { directive, group: name });
                let message =
                    Message::new("group-of-nobody").with("group", group.name.as_str());
                tell(message, &group.place, diagnostics);
            }
        }
    }
    let is_told = |matcher: &Matcher| {
        walk::groups(matcher).into_iter().any(|used| match &used.group {
            GroupName::Defined(name) => empty.contains(name),
            GroupName::Everyone | GroupName::Working => false,
        })
    };
    for directive in directives {
        let moves = moves(directive, directives);
        for rule in &directive.rules {
            let days = if moves { None } else { windows::days(rule, directive) };
            guards(rule, days, meaning, diagnostics);
            for (subject, matcher) in walk::questions_of(rule) {
                let asked = Asked { subject, of_a_day: is_of_a_day(rule), days };
                let none = meaning.is_impossible(&[matcher], &[], asked);
                if subject != Subject::Cell && none && !is_told(matcher) {
                    let place = place_of(matcher).unwrap_or(&rule.place);
                    tell(Message::new("matches-nobody"), place, diagnostics);
                }
            }
        }
    }
}

/// Whether some act gives the directive another window than it writes.
fn moves(directive: &Directive, directives: &[&Directive]) -> bool {
    let mut acts = directives.iter().flat_map(|one| &one.acts);
    acts.any(|act| match &act.verb {
        Verb::Extend => act.targets.iter().any(|one| one.directive == directive.id),
        Verb::Replace(with) => with.iter().any(|one| one.directive == directive.id),
        _ => false,
    })
}

/// `when` and `unless`: the cells of which a rule is asked.
fn guards(
    rule: &Rule,
    days: Option<(Day, Day)>,
    meaning: &Meaning<'_>,
    diagnostics: &mut Diagnostics,
) {
    let when: Vec<&Matcher> = rule.when.iter().collect();
    let unless: Vec<&Matcher> = rule.unless.iter().collect();
    let asked = Asked { subject: Subject::Cell, of_a_day: is_of_a_day(rule), days };
    if meaning.is_impossible(&when, &unless, asked) {
        let last = when.last().or(unless.last()).copied();
        let place = last.and_then(place_of).unwrap_or(&rule.place);
        tell(Message::new("no-cell"), place, diagnostics);
    }
}

fn tell(message: Message, place: &Place, diagnostics: &mut Diagnostics) {
    let help = Message::new("matches-nobody-help");
    let one = Diagnostic::at(Code::MatchesNobody, message, place);
    diagnostics.push(one.help(help));
}

/// Whether the cells of a rule are no longer than a day.
pub(super) fn is_of_a_day(rule: &Rule) -> bool {
    let of_a_day = matches!(
        (rule.per().time, &rule.kind),
        (Some(TimeWord::Calendar(Calendar::Day) | TimeWord::Moment | TimeWord::Hour), _)
            | (None, Kind::Require(_))
    );
    let averaged = match &rule.kind {
        Kind::Limit(limit) => limit.averaged.is_some(),
        Kind::Require(_) | Kind::Quota(_) | Kind::Separate(_) => false,
    };
    of_a_day && !averaged
}

/// Where a matcher first names something.
pub(super) fn place_of(matcher: &Matcher) -> Option<&Place> {
    let fields = walk::fields(matcher).into_iter().map(|test| &test.place);
    let groups = walk::groups(matcher).into_iter().map(|used| &used.place);
    let records = walk::records(matcher).into_iter().filter_map(place_of_record);
    fields.chain(groups).chain(records).min_by_key(|place| place.span)
}

fn place_of_record(have: &Have) -> Option<&Place> {
    match have {
        Have::Record(record) => Some(&record.place),
        Have::All(parts) | Have::Any(parts) => parts.iter().find_map(place_of_record),
        Have::Not(part) => place_of_record(part),
    }
}
