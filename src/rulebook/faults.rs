//! What is wrong between documents of which each can be read by itself: acts that come too
//! early, clash, lead in a circle, or change nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::day::Day;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::Directive;
use crate::directive::act::{Part, Target, Verb};
use crate::message::Message;
use crate::name::Name;
use crate::report::{KnownAt, Notice};
use crate::rule::Rule;

use super::Rulebook;
use super::consolidate::{Known, known, together};
use super::documents::{Documents, Doing};
use super::fold::{Deed, Folded};
use super::pieces::MOST_CONDITIONS;

/// Tells everything that is wrong between the documents of a rulebook.
pub(super) fn tell(rulebook: &Rulebook, diagnostics: &mut Diagnostics) {
    let known: Vec<Known<'_>> = known(rulebook, KnownAt::Latest).collect();
    let documents = Documents::new(&known);
    if documents.acts.is_empty() {
        return;
    }
    too_early(&known, &documents, diagnostics);
    circles(&known, diagnostics);
    clashes(&documents, diagnostics);
    for documents in together(&known) {
        too_many_conditions(&documents, diagnostics);
    }
    if !diagnostics.has_errors() {
        without_effect(&known, diagnostics);
    }
}

/// What must be said of acts beside the findings: those that act on what is not at hand, and
/// those that were announced and never done. CLAUSE 11.2, 11.12.
pub(super) fn notices(rulebook: &Rulebook, known_at: KnownAt) -> Vec<Notice> {
    let all: Vec<Known<'_>> = known(rulebook, known_at).collect();
    let documents = Documents::new(&all);
    let done = documents.conditional().into_iter().collect();
    let folded = documents.fold(&done);
    let mut notices = Vec::new();
    for (doing, deed) in documents.acts.iter().zip(&folded.deeds) {
        let of_target = |key, target: &Target| {
            Message::new(key)
                .with("verb", doing.act.verb.as_str())
                .with("target", target.to_string())
                .with("directive", doing.by.id.as_str())
        };
        for target in &doing.act.targets {
            if rulebook.directive(&target.directive).is_none() {
                let message = of_target("notice-act-not-loaded", target);
                notices.push(Notice { code: "act-not-loaded", message });
            }
            if !deed.happened {
                let message = of_target("notice-act-not-done", target);
                notices.push(Notice { code: "act-not-done", message });
            }
        }
    }
    notices
}

/// CLAUSE 11.1: nobody acts on what is not yet known.
fn too_early(
    known: &[Known<'_>],
    documents: &Documents<'_>,
    diagnostics: &mut Diagnostics,
) {
    for doing in &documents.acts {
        for target in &doing.act.targets {
            let found = known.iter().find(|(one, _)| one.id == target.directive);
            let Some((_, Some(later))) = found else { continue };
            if doing.issued.is_some_and(|issued| *later <= issued) {
                continue;
            }
            let message = Message::new("act-too-early")
                .with("verb", doing.act.verb.as_str())
                .with("directive", target.directive.as_str())
                .with("day", later.to_string());
            let help = Message::new("act-too-early-help");
            let one = Diagnostic::at(Code::ActTooEarly, message, &target.place);
            diagnostics.push(one.help(help));
        }
    }
}

/// Documents whose window hangs on itself: `as` leads to the parent, an act to whoever acts.
fn circles(known: &[Known<'_>], diagnostics: &mut Diagnostics) {
    let hangs_on = |id: &Name| -> Vec<&Name> {
        let own = known.iter().find(|(one, _)| one.id == *id);
        let parent = own.and_then(|(one, _)| one.in_force.as_ref()?.same_as.as_ref());
        let acts_on = |one: &&Known<'_>| {
            let targets = one.0.acts.iter().flat_map(|act| &act.targets);
            let mut targets = targets.filter(|target| target.part == Part::Whole);
            targets.any(|target| target.directive == *id)
        };
        let actors = known.iter().filter(acts_on).map(|(one, _)| &one.id);
        parent.map(|(parent, _)| parent).into_iter().chain(actors).collect()
    };
    for (directive, _) in known {
        let Some(act) = directive.acts.first() else { continue };
        let mut seen: BTreeSet<&Name> = BTreeSet::new();
        let mut next = hangs_on(&directive.id);
        while let Some(id) = next.pop() {
            if seen.insert(id) {
                next.extend(hangs_on(id));
            }
        }
        if seen.contains(&directive.id) {
            let message =
                Message::new("act-circle").with("directive", directive.id.as_str());
            let help = Message::new("act-circle-help");
            diagnostics.push(Diagnostic::at(Code::Cycle, message, &act.place).help(help));
        }
    }
}

/// CLAUSE 11.1: acts of one day whose order would matter and is not known.
fn clashes(documents: &Documents<'_>, diagnostics: &mut Diagnostics) {
    for (nth, two) in documents.acts.iter().enumerate() {
        let before = documents.acts.iter().take(nth);
        let clash = before.into_iter().find(|one| clash(one, two, documents));
        let Some(one) = clash else { continue };
        let message = Message::new("acts-clash")
            .with("one", two.act.verb.as_str())
            .with("two", one.act.verb.as_str())
            .with("directive", one.by.id.as_str());
        let help = Message::new(match Arc::ptr_eq(one.by, two.by) {
            true => "acts-clash-here-help",
            false => "acts-clash-help",
        });
        let told = Diagnostic::at(Code::ActsClash, message, &two.act.place).help(help);
        diagnostics.push(told.also(&one.act.place, Message::new("first-here")));
    }
}

fn clash(one: &Doing<'_>, two: &Doing<'_>, documents: &Documents<'_>) -> bool {
    let same_file = Arc::ptr_eq(one.by, two.by);
    let same_day = one.issued.is_some() && one.issued == two.issued;
    let somewhere = one.act.is_conditional() && two.act.is_conditional();
    if !(same_file || same_day) || somewhere {
        return false;
    }
    let is_end = |verb: &Verb| matches!(verb, Verb::End | Verb::Supersede);
    let of_verbs = match (&one.act.verb, &two.act.verb) {
        (Verb::Extend, Verb::Extend) => {
            (one.act.from, one.act.end) != (two.act.from, two.act.end)
        }
        (Verb::Extend, other) | (other, Verb::Extend) => is_end(other),
        (Verb::Replace(_), Verb::Replace(_)) => {
            !same_file || one.act.from == two.act.from
        }
        (Verb::Suspend, Verb::Resume) | (Verb::Resume, Verb::Suspend) => !same_file,
        _ => false,
    };
    let mut pairs = one
        .act
        .targets
        .iter()
        .flat_map(|first| two.act.targets.iter().map(move |second| (first, second)));
    of_verbs && pairs.any(|(first, second)| share(first, second, documents))
}

/// Whether two targets mean the same: both a whole directive, or both one rule.
fn share(one: &Target, two: &Target, documents: &Documents<'_>) -> bool {
    match (&one.part, &two.part) {
        (Part::Whole, Part::Whole) => one.directive == two.directive,
        (Part::Whole, _) | (_, Part::Whole) => false,
        _ => {
            let directives = documents.by_id.values();
            let mut rules = directives.flat_map(|directive| &directive.rules);
            let means = |target, rule: &Rule| documents.is_meant(target, &rule.name);
            rules.any(|rule| means(one, rule) && means(two, rule))
        }
    }
}

fn too_many_conditions(documents: &Documents<'_>, diagnostics: &mut Diagnostics) {
    let conditional = documents.conditional();
    let Some(beyond) = conditional.get(MOST_CONDITIONS) else { return };
    let Some(doing) = documents.acts.get(*beyond) else { return };
    let message = Message::new("too-many-conditions").with("most", MOST_CONDITIONS);
    let help = Message::new("too-many-conditions-help");
    let one = Diagnostic::at(Code::TooManyConditions, message, &doing.act.place);
    diagnostics.push(one.help(help));
}

/// Acts that change nothing, told as known on the day of their issue: what later documents do
/// is not theirs to know.
fn without_effect(all: &[Known<'_>], diagnostics: &mut Diagnostics) {
    let days: BTreeSet<Option<Day>> = all
        .iter()
        .filter(|(directive, _)| !directive.acts.is_empty())
        .map(|(_, issued)| *issued)
        .collect();
    for day in days {
        let then = all.iter().filter(|(_, issued)| *issued <= day);
        let documents = Documents::new(&then.copied().collect::<Vec<_>>());
        let done = documents.conditional().into_iter().collect();
        let folded: Folded = documents.fold(&done);
        for (doing, deed) in documents.acts.iter().zip(&folded.deeds) {
            if doing.issued != day || !is_loaded(doing, all) {
                continue;
            }
            let by_itself = documents.happens_by_itself(*doing);
            diagnostics.extend(of_deed(doing, deed, by_itself));
        }
    }
}

/// What is to be told of an act and what became of it.
fn of_deed(doing: &Doing<'_>, deed: &Deed, by_itself: bool) -> Diagnostics {
    let mut told = Diagnostics::new();
    let Some(target) = doing.act.targets.first() else { return told };
    let say = |key| {
        Message::new(key)
            .with("verb", doing.act.verb.as_str())
            .with("target", target.to_string())
    };
    let place = &doing.act.place;
    let mut tell = |code, message, help| {
        told.push(Diagnostic::at(code, message, place).help(help));
    };
    let idle = deed.happened && !deed.changed && doing.act.verb != Verb::Supersede;
    if deed.lapsed {
        let help = Message::new("act-lapsed-help");
        tell(Code::LapsedWithoutFrom, say("act-lapsed"), help);
    } else if !by_itself {
        tell(Code::ActOutside, say("act-outside"), Message::new("act-outside-help"));
    } else if let (true, Some(rule)) = (deed.passed, lent(doing)) {
        let rule = |message: Message| message.with("rule", rule.as_str());
        let help = rule(Message::new("replaces-nothing-help"));
        tell(Code::ReplacesNothing, rule(say("replaces-nothing")), help);
    } else if idle {
        let help = Message::new("act-no-effect-help");
        tell(Code::ActWithoutEffect, say("act-no-effect"), help);
    }
    if let Some(gap) = deed.gap {
        let through = gap.from.plus(-1).day();
        let message = say("gap-of-extension").with("through", through.to_string());
        let help = Message::new("gap-of-extension-help");
        let help = help.with("day", through.next().to_string());
        tell(Code::Gap, message, help);
    }
    told
}

/// The first rule that an act puts in the place of another and that keeps its window.
fn lent<'a>(doing: &Doing<'a>) -> Option<&'a Name> {
    let Verb::Replace(with) = &doing.act.verb else { return None };
    let mut rules = doing.by.rules.iter();
    let rule = rules.find(|rule| rule.in_force.is_none() && with.contains(&rule.name))?;
    Some(&rule.name.rule)
}

/// Whether all that is acted on was given.
fn is_loaded(doing: &Doing<'_>, known: &[Known<'_>]) -> bool {
    let is_known =
        |id: &Name| known.iter().any(|(one, _): &(&Arc<Directive>, _)| one.id == *id);
    doing.act.targets.iter().all(|target| is_known(&target.directive))
}
