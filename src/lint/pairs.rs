//! Rules beside each other: two that say the same, one that is never felt beside another, two
//! of which nobody can keep both, and days left free between one and the next.

use std::collections::BTreeSet;

use super::logic::{Asked, Meaning, same_demand};
use super::nobody::is_of_a_day;
use super::sizes::{Beside, beside as compare};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::Directive;
use crate::field::Subject;
use crate::message::Message;
use crate::rule::limit::{Base, Exempt, Limit, Measure};
use crate::rule::matcher::{Matcher, Population};
use crate::rule::quota::{Effect, Quota};
use crate::rule::require::{Demand, Require};
use crate::rule::separate::Separate;
use crate::rule::{Force, Kind, Rule};
use crate::source::{Place, Span};
use crate::window::Window;

/// A rule, and when it holds after all that was done to it.
pub(crate) struct Holds<'d> {
    pub(crate) directive: &'d Directive,
    pub(crate) rule: &'d Rule,
    pub(crate) windows: &'d [Window],
}

/// Days left free between two rules that are no more than these are told: a longer pause is
/// meant.
const GAP: i64 = 7 * 24 * 60;

/// Looks over the rules of all documents, two by two.
pub(crate) fn beside(all: &[Holds<'_>], diagnostics: &mut Diagnostics) {
    let directives: Vec<&Directive> = all.iter().map(|one| one.directive).collect();
    let meaning = Meaning::of(&directives);
    let mut judged: Vec<&Holds<'_>> = all
        .iter()
        .filter(|one| one.rule.force != Force::May && !one.windows.is_empty())
        .collect();
    // The second of two is told, so that is the one further down.
    judged.sort_by_key(|one| (one.directive.source.name(), one.rule.place.span));
    let mut found = Diagnostics::new();
    for (nth, two) in judged.iter().enumerate() {
        for one in judged.iter().take(nth) {
            let pair = Pair { one, two, meaning: &meaning };
            pair.tell(&mut found);
            let (first, next) = in_order(one, two);
            let filled = |gap: Window| {
                judged.iter().any(|other| {
                    let beside = Pair { one: first, two: other, meaning: &meaning };
                    other.overlaps(gap) && beside.asks_the_same()
                })
            };
            if let Some(gap) = gap(first, next)
                && pair.asks_the_same()
                && pair.is_of_one_file()
                && !filled(gap)
            {
                tell_gap(first, next, gap, &mut found);
            }
        }
    }
    // Of a rule that many are stricter than, one is enough to say so.
    let mut unfelt = BTreeSet::new();
    found.retain(|one| {
        one.code != Code::Unfelt || unfelt.insert(one.place().map(place_key))
    });
    diagnostics.extend(found);
}

fn place_key(place: &Place) -> (String, Span) {
    (place.source.name().to_owned(), place.span)
}

impl Holds<'_> {
    fn overlaps(&self, window: Window) -> bool {
        self.windows.iter().any(|own| own.overlaps(window))
    }

    /// Whether it holds whenever the other does.
    fn outlasts(&self, other: &Holds<'_>) -> bool {
        other.windows.iter().all(|window| {
            let around =
                |own: &Window| own.from <= window.from && window.until <= own.until;
            self.windows.iter().any(around)
        })
    }
}

/// Two rules.
struct Pair<'p, 'd> {
    one: &'p Holds<'d>,
    two: &'p Holds<'d>,
    meaning: &'p Meaning<'d>,
}

impl Pair<'_, '_> {
    fn tell(&self, diagnostics: &mut Diagnostics) {
        let (one, two) = (self.one, self.two);
        if !one.windows.iter().any(|window| two.overlaps(*window)) {
            return;
        }
        if self.excludes(one.rule, two.rule) || self.excludes(two.rule, one.rule) {
            return self.warn(Code::NoRoom, "no-room", (one, two), diagnostics);
        }
        // Of all questions the one that tells most pairs apart comes first: rules are many.
        if !self.asks_the_same() {
            return;
        }
        let (wide, narrow) =
            (self.covers(one.rule, two.rule), self.covers(two.rule, one.rule));
        if !(wide || narrow) {
            return;
        }
        let must = binds_wholly(one.rule) && binds_wholly(two.rule);
        let alike = one.rule.force == two.rule.force
            && one.rule.unless_granted == two.rule.unless_granted;
        match compare(&one.rule.kind, &two.rule.kind) {
            Beside::NoRoom if must => {
                self.warn(Code::NoRoom, "no-room", (one, two), diagnostics);
            }
            Beside::OnlyParts(parts) if must => {
                let key = "no-room-but-parts";
                self.warn_with(Code::NoRoom, key, (one, two), parts, diagnostics);
            }
            Beside::Same if wide && narrow && alike && self.is_a_repetition() => {
                self.warn(Code::SaysTheSame, "says-the-same", (one, two), diagnostics);
            }
            Beside::FirstIsStricter if self.is_idle(one, two, wide) => {
                self.warn(Code::Unfelt, "unfelt", (one, two), diagnostics);
            }
            Beside::SecondIsStricter if self.is_idle(two, one, narrow) => {
                self.warn(Code::Unfelt, "unfelt", (two, one), diagnostics);
            }
            _ => {}
        }
    }

    /// Whether whoever keeps the strict rule keeps the loose one, wherever and whenever.
    fn is_idle(&self, strict: &Holds<'_>, loose: &Holds<'_>, covers: bool) -> bool {
        let grants = strict.rule.unless_granted == loose.rule.unless_granted;
        let binds =
            strict.rule.force == Force::Must || strict.rule.force == loose.rule.force;
        covers && grants && binds && self.is_of_one_file() && strict.outlasts(loose)
    }

    fn is_of_one_file(&self) -> bool {
        self.one.directive.id == self.two.directive.id
    }

    /// Whether nothing says why a second document should repeat the first.
    fn is_a_repetition(&self) -> bool {
        let (one, two) = (self.one.directive, self.two.directive);
        let follows = |child: &Directive, parent: &Directive| {
            let same_as = child.in_force.as_ref().and_then(|own| own.same_as.as_ref());
            child.implements.contains(&parent.id)
                || same_as.is_some_and(|(id, _)| *id == parent.id)
        };
        let issuer = one.issuer.is_some() && one.issuer == two.issuer;
        self.is_of_one_file() || (issuer && !follows(one, two) && !follows(two, one))
    }

    fn warn(
        &self,
        code: Code,
        key: &'static str,
        pair: (&Holds<'_>, &Holds<'_>),
        diagnostics: &mut Diagnostics,
    ) {
        self.warn_with(code, key, pair, 0, diagnostics);
    }

    /// Tells the second of a pair, showing the first.
    fn warn_with(
        &self,
        code: Code,
        key: &'static str,
        (one, two): (&Holds<'_>, &Holds<'_>),
        parts: i64,
        diagnostics: &mut Diagnostics,
    ) {
        let name = |holds: &Holds<'_>| match self.is_of_one_file() {
            true => holds.rule.name.rule.as_str().to_owned(),
            false => holds.rule.name.to_string(),
        };
        let message = Message::new(key)
            .with("rule", name(two))
            .with("other", name(one))
            .with("parts", parts);
        let also = Message::new("the-other-here").with("other", name(one));
        let told = Diagnostic::at(code, message, &two.rule.place);
        diagnostics.push(told.also(&one.rule.place, also));
    }

    /// Whether the first rule is asked of every cell of which the second is.
    fn covers(&self, one: &Rule, two: &Rule) -> bool {
        let asked = asked(one, Subject::Cell);
        let when: Vec<&Matcher> = two.when.iter().collect();
        let unless: Vec<&Matcher> = two.unless.iter().collect();
        let meets = |wanted: &Matcher| {
            let none = [unless.as_slice(), &[wanted]].concat();
            self.meaning.is_impossible(&when, &none, asked)
        };
        let avoids = |unwanted: &Matcher| {
            let all = [when.as_slice(), &[unwanted]].concat();
            self.meaning.is_impossible(&all, &unless, asked)
        };
        one.when.iter().all(meets) && one.unless.iter().all(avoids)
    }

    /// Whether two rules ask the same but for the number: of the same people, the same, in the
    /// same cells.
    fn asks_the_same(&self) -> bool {
        let (one, two) = (self.one.rule, self.two.rule);
        let frame = one.per() == two.per()
            && one.level_at == two.level_at
            && one.week_starts == two.week_starts;
        frame
            && match (&one.kind, &two.kind) {
                (Kind::Limit(first), Kind::Limit(second)) => {
                    self.same_limit(first, second)
                }
                (Kind::Quota(first), Kind::Quota(second)) => {
                    self.same_quota(first, second)
                }
                (Kind::Require(first), Kind::Require(second)) => {
                    self.same_requirement(first, second)
                }
                (Kind::Separate(first), Kind::Separate(second)) => {
                    self.same_separation(first, second)
                }
                _ => false,
            }
    }

    fn same(&self, one: &Matcher, two: &Matcher, subject: Subject) -> bool {
        self.meaning.same(one, two, asked(self.one.rule, subject))
    }

    fn same_population(&self, one: &Population, two: &Population) -> bool {
        one.subject == two.subject && self.same(&one.matcher, &two.matcher, one.subject)
    }

    fn same_limit(&self, one: &Limit, two: &Limit) -> bool {
        let subject = match &one.measure {
            Measure::Count(all) => all.first().map_or(Subject::People, |one| one.subject),
            Measure::Sum { of, .. } => of.subject,
        };
        let exempt = |(one, two): (&Exempt, &Exempt)| {
            one.out_of_count == two.out_of_count
                && one.out_of_base == two.out_of_base
                && self.same(&one.who, &two.who, subject.items())
        };
        (one.lasting, one.averaged) == (two.lasting, two.averaged)
            && one.exempt.len() == two.exempt.len()
            && one.exempt.iter().zip(&two.exempt).all(exempt)
            && self.same_base(one.base.as_ref(), two.base.as_ref())
            && self.same_measure(&one.measure, &two.measure)
    }

    fn same_measure(&self, one: &Measure, two: &Measure) -> bool {
        match (one, two) {
            (Measure::Count(first), Measure::Count(second)) => {
                let mut pairs = first.iter().zip(second);
                first.len() == second.len()
                    && pairs.all(|(one, two)| self.same_population(one, two))
            }
            (
                Measure::Sum { field, of },
                Measure::Sum { field: other_field, of: other },
            ) => field == other_field && self.same_population(of, other),
            _ => false,
        }
    }

    fn same_base(&self, one: Option<&Base>, two: Option<&Base>) -> bool {
        match (one, two) {
            (None, None) => true,
            (Some(Base::Field(first)), Some(Base::Field(second))) => first == second,
            (Some(Base::Population(first)), Some(Base::Population(second))) => {
                self.same_population(first, second)
            }
            (Some(Base::OnDay(first, day)), Some(Base::OnDay(second, other))) => {
                day == other && self.same_population(first, second)
            }
            _ => false,
        }
    }

    fn same_quota(&self, one: &Quota, two: &Quota) -> bool {
        let people =
            |first: &Matcher, second: &Matcher| self.same(first, second, Subject::People);
        let of = match (&one.of, &two.of) {
            (None, None) => true,
            (Some(first), Some(second)) => people(first, second),
            _ => false,
        };
        let excuse = match (&one.excuse, &two.excuse) {
            (None, None) => true,
            (Some(first), Some(second)) => {
                let effect = |effect: &Effect| match effect {
                    Effect::Credits(amount) => Some(*amount),
                    Effect::LengthensPeriod | Effect::ShrinksBound => None,
                };
                let (kind, other) = (first.effect, second.effect);
                people(&first.days, &second.days)
                    && std::mem::discriminant(&kind) == std::mem::discriminant(&other)
                    && effect(&kind) == effect(&other)
            }
            _ => false,
        };
        self.same_population(&one.each, &two.each)
            && one.measure.as_str() == two.measure.as_str()
            && people(one.measure.matcher(), two.measure.matcher())
            && one.gap == two.gap
            && of
            && excuse
    }

    fn same_requirement(&self, one: &Require, two: &Require) -> bool {
        let subject = one.each.subject;
        let demand = match (&one.demand, &two.demand) {
            (Demand::Be(first), Demand::Be(second))
            | (Demand::NeverBe(first), Demand::NeverBe(second)) => {
                self.same(first, second, subject)
            }
            (Demand::Have(first), Demand::Have(second)) => same_demand(first, second),
            _ => false,
        };
        demand && self.same_population(&one.each, &two.each)
    }

    fn same_separation(&self, one: &Separate, two: &Separate) -> bool {
        one.by == two.by
            && one.gap == two.gap
            && self.same_population(&one.each, &two.each)
    }

    /// Whether nobody can keep a requirement and another rule, both of which bind.
    fn excludes(&self, one: &Rule, two: &Rule) -> bool {
        let Kind::Require(require) = &one.kind else { return false };
        let unguarded = |rule: &Rule| rule.when.is_empty() && rule.unless.is_empty();
        let cells = (unguarded(one) && unguarded(two))
            || (one.per() == two.per() && self.covers(two, one));
        let binding = binds_wholly(one) && binds_wholly(two);
        if !cells || !binding || !is_of_a_day(one) || !is_of_a_day(two) {
            return false;
        }
        if two.per().is_of_hours() || require.each.subject != Subject::People {
            return false;
        }
        match (&require.demand, &two.kind) {
            (Demand::Be(wanted), Kind::Limit(limit)) => {
                super::sizes::is_cap_of_a_part(limit)
                    && self.is_capped(&require.each.matcher, wanted, limit)
            }
            (Demand::Be(wanted), Kind::Require(other)) => {
                let Demand::NeverBe(unwanted) = &other.demand else { return false };
                let asked = Asked::of_a_day(Subject::People);
                let each = &require.each.matcher;
                other.each.subject == Subject::People
                    && self.meaning.implies(each, &other.each.matcher, asked)
                    && self.meaning.implies(wanted, unwanted, asked)
            }
            _ => false,
        }
    }

    /// Whether all of whom something is demanded are the base of a share of them.
    fn is_capped(&self, each: &Matcher, wanted: &Matcher, limit: &Limit) -> bool {
        let Measure::Count(counted) = &limit.measure else { return false };
        let [counted] = counted.as_slice() else { return false };
        if !limit.exempt.is_empty() {
            return false;
        }
        let asked = Asked::of_a_day(Subject::People);
        let meaning = self.meaning;
        let inside = match &limit.base {
            Some(Base::Population(base)) if base.subject == Subject::People => {
                meaning.implies(&base.matcher, each, asked)
            }
            None => true,
            _ => false,
        };
        inside
            && counted.subject == Subject::People
            && meaning.is_impossible(&[each, wanted], &[&counted.matcher], asked)
    }
}

/// Whether a rule gives way to nothing: neither advice, nor a leave that may be granted.
fn binds_wholly(rule: &Rule) -> bool {
    rule.force == Force::Must && rule.unless_granted.is_empty()
}

fn asked(rule: &Rule, subject: Subject) -> Asked {
    Asked { subject, of_a_day: is_of_a_day(rule), days: None }
}

/// Two rules, the one that ends first first.
fn in_order<'h, 'd>(
    one: &'h Holds<'d>,
    two: &'h Holds<'d>,
) -> (&'h Holds<'d>, &'h Holds<'d>) {
    let end = |holds: &Holds<'_>| holds.windows.last().map(|window| window.until);
    if end(two) < end(one) { (two, one) } else { (one, two) }
}

/// What lies between the end of one rule and the beginning of the next, if it is short.
fn gap(first: &Holds<'_>, next: &Holds<'_>) -> Option<Window> {
    let from = first.windows.last()?.until;
    let until = next.windows.first()?.from;
    let short = || (24 * 60..=GAP).contains(&(until.minutes() - from.minutes()));
    (from < until && short()).then_some(Window { from, until })
}

fn tell_gap(
    first: &Holds<'_>,
    next: &Holds<'_>,
    gap: Window,
    diagnostics: &mut Diagnostics,
) {
    let message = Message::new("gap-between")
        .with("rule", next.rule.name.rule.as_str())
        .with("other", first.rule.name.rule.as_str())
        .with("from", gap.first_day().to_string())
        .with("through", gap.last_day().to_string());
    let place = next.rule.in_force.as_ref().map_or(&next.rule.place, |own| &own.place);
    let other = first.rule.name.rule.as_str();
    let also = Message::new("the-other-here").with("other", other);
    let one = Diagnostic::at(Code::Gap, message, place);
    diagnostics.push(one.also(&first.rule.place, also));
}
