//! The situations in which a rule is worth trying: the edges of its time, the edge of its
//! bound, and who is special to it. Which of them a rule can come into is read off the rule;
//! which of them a finding shows is read off the finding.

use std::collections::BTreeSet;
use std::fmt;

use passmuster::day::{Calendar, Day, Instant, Weekday};
use passmuster::field::Subject;
use passmuster::finding::{Cell, Finding};
use passmuster::message::Message;
use passmuster::ratio::Decimal;
use passmuster::rule::bound::{Amount, Bound, Comparator};
use passmuster::rule::limit::{Limit, Measure};
use passmuster::rule::quota::{Quantity, Quota};
use passmuster::rule::{Kind, Rule};
use passmuster::rulebook::Standing;
use passmuster::window::Window;
use passmuster::{Outcome, Period};

/// A situation of a rule that a case may try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Situation {
    /// Judged in a cell that holds the first day on which it is in force.
    FirstDay,
    /// Judged in a cell that holds the last day on which it is in force.
    LastDay,
    /// Asked for on the day before the first.
    DayBefore,
    /// Asked for on the day after the last.
    DayAfter,
    /// A bound that is kept, with nothing to spare.
    MetExactly,
    /// A bound that is broken by the smallest step.
    MissedByOne,
    /// A requirement that is kept.
    Kept,
    /// A requirement that is broken.
    Broken,
    /// Somebody is left out by `exempt`.
    ExemptPerson,
    /// It fails, and a grant relieves.
    Granted,
    /// What nobody knows of a person leaves it open, or is told with it.
    UnknownPerson,
    /// The same of a rule that asks of visits, gatherings or units.
    UnknownFact,
    /// A cell is cut out by `when` or `unless`.
    CutOut,
    /// A rule with `when` or `unless` is judged all the same.
    NotCutOut,
}

impl Situation {
    /// All of them, in the order in which they are told.
    pub const ALL: [Situation; 14] = [
        Situation::FirstDay,
        Situation::LastDay,
        Situation::DayBefore,
        Situation::DayAfter,
        Situation::MetExactly,
        Situation::MissedByOne,
        Situation::Kept,
        Situation::Broken,
        Situation::ExemptPerson,
        Situation::Granted,
        Situation::UnknownPerson,
        Situation::UnknownFact,
        Situation::CutOut,
        Situation::NotCutOut,
    ];

    /// It in a few words.
    pub fn as_str(self) -> &'static str {
        match self {
            Situation::FirstDay => "first day",
            Situation::LastDay => "last day",
            Situation::DayBefore => "day before",
            Situation::DayAfter => "day after",
            Situation::MetExactly => "met exactly",
            Situation::MissedByOne => "missed by one",
            Situation::Kept => "kept",
            Situation::Broken => "broken",
            Situation::ExemptPerson => "exempt person",
            Situation::Granted => "granted",
            Situation::UnknownPerson => "unknown person",
            Situation::UnknownFact => "unknown fact",
            Situation::CutOut => "cut out",
            Situation::NotCutOut => "not cut out",
        }
    }
}

impl Situation {
    /// The same, to be said in any language of the catalogue.
    pub fn message(self) -> Message {
        Message::new(match self {
            Situation::FirstDay => "situation-first-day",
            Situation::LastDay => "situation-last-day",
            Situation::DayBefore => "situation-day-before",
            Situation::DayAfter => "situation-day-after",
            Situation::MetExactly => "situation-met-exactly",
            Situation::MissedByOne => "situation-missed-by-one",
            Situation::Kept => "situation-kept",
            Situation::Broken => "situation-broken",
            Situation::ExemptPerson => "situation-exempt-person",
            Situation::Granted => "situation-granted",
            Situation::UnknownPerson => "situation-unknown-person",
            Situation::UnknownFact => "situation-unknown-fact",
            Situation::CutOut => "situation-cut-out",
            Situation::NotCutOut => "situation-not-cut-out",
        })
    }
}

impl fmt::Display for Situation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The situations that a rule can come into, whatever the cases.
pub(crate) fn possible(standing: &Standing) -> BTreeSet<Situation> {
    let rule = standing.rule();
    let mut all = BTreeSet::new();
    for window in standing.windows() {
        if window.from != Instant::MIN {
            all.extend([Situation::FirstDay, Situation::DayBefore]);
        }
        if window.until != Instant::MAX {
            all.extend([Situation::LastDay, Situation::DayAfter]);
        }
    }
    all.extend(of_kind(&rule.kind));
    if !rule.unless_granted.is_empty() && can_be_broken(&rule.kind) {
        all.insert(Situation::Granted);
    }
    all.insert(match is_of_people(&rule.kind) {
        true => Situation::UnknownPerson,
        false => Situation::UnknownFact,
    });
    if is_guarded(standing) {
        all.extend([Situation::CutOut, Situation::NotCutOut]);
    }
    all
}

fn of_kind(kind: &Kind) -> Vec<Situation> {
    let mut all = Vec::new();
    if let Kind::Require(_) = kind {
        return vec![Situation::Kept, Situation::Broken];
    }
    if can_be_met(kind) {
        // A plain cap at nothing is met where nobody is meant, and so nothing is found.
        all.extend((!is_ban(kind)).then_some(Situation::MetExactly));
        // What not even nothing keeps is missed by no number.
        all.extend(can_be_broken(kind).then_some(Situation::MissedByOne));
    }
    if let Kind::Limit(limit) = kind
        && !limit.exempt.is_empty()
    {
        all.push(Situation::ExemptPerson);
    }
    all
}

/// Whether `when` and `unless`, its own or those of acts, choose its cells.
fn is_guarded(standing: &Standing) -> bool {
    let rule = standing.rule();
    let by_acts = standing.pieces().iter().any(|piece| piece.when.is_some());
    by_acts || !rule.when.is_empty() || !rule.unless.is_empty()
}

/// The comparator of a bound and, where it is a plain number or share, whether that is
/// below, at or above nothing.
fn amount_of(kind: &Kind) -> Option<(Comparator, Option<std::cmp::Ordering>)> {
    let zero = Decimal::from_billionths(0);
    let ratio = |ratio: passmuster::ratio::Ratio| ratio.numerator().cmp(&0);
    match kind {
        Kind::Limit(Limit { bound: Bound { comparator, amount, .. }, .. }) => {
            let sign = match amount {
                Amount::Number(number) => Some(number.cmp(&zero)),
                Amount::Share(share) => Some(ratio(share.ratio)),
                _ => None,
            };
            Some((*comparator, sign))
        }
        Kind::Quota(Quota { comparator, amount, .. }) => {
            let sign = match amount {
                Quantity::Number { number, .. } => number.cmp(&zero),
                Quantity::Share(share) => ratio(*share),
            };
            Some((*comparator, Some(sign)))
        }
        _ => None,
    }
}

/// Whether it is a limit that forbids every single one: `at_most: 0`, `below: 1`.
fn is_ban(kind: &Kind) -> bool {
    let Kind::Limit(Limit { bound, .. }) = kind else { return false };
    let Amount::Number(number) = bound.amount else { return false };
    match bound.comparator {
        Comparator::AtMost => number < Decimal::from_billionths(1),
        Comparator::Below => Decimal::whole(1).is_some_and(|one| number <= one),
        _ => false,
    }
}

/// Whether anything keeps its bound: less than nothing is not to be had.
fn can_be_met(kind: &Kind) -> bool {
    use std::cmp::Ordering::{Greater, Less};
    match amount_of(kind) {
        Some((Comparator::Below, Some(sign))) => sign == Greater,
        Some((Comparator::AtMost, Some(sign))) => sign != Less,
        Some((Comparator::Above, Some(sign))) => sign != Less,
        _ => true,
    }
}

/// Whether anything breaks it: at least nothing is always there.
fn can_be_broken(kind: &Kind) -> bool {
    use std::cmp::Ordering::{Greater, Less};
    match amount_of(kind) {
        Some((Comparator::AtLeast, Some(sign))) => sign == Greater,
        Some((Comparator::Above, Some(sign))) => sign != Less,
        _ => true,
    }
}

fn is_of_people(kind: &Kind) -> bool {
    let people = |subject: Subject| {
        matches!(subject, Subject::People | Subject::Arrivals | Subject::Departures)
    };
    match kind {
        Kind::Limit(limit) => match &limit.measure {
            Measure::Count(all) => all.iter().any(|one| people(one.subject)),
            Measure::Sum { of, .. } => people(of.subject),
        },
        Kind::Require(require) => people(require.each.subject),
        Kind::Quota(quota) => people(quota.each.subject),
        Kind::Separate(separate) => people(separate.each.subject),
        _ => true,
    }
}

/// The situations that a finding of the rule shows.
pub(crate) fn shown(standing: &Standing, finding: &Finding) -> BTreeSet<Situation> {
    let mut all = BTreeSet::new();
    let judged =
        matches!(finding.outcome, Outcome::Pass | Outcome::Fail | Outcome::Undetermined);
    let cut = finding.reason == Some(passmuster::finding::Reason::CutPeriod);
    let rule = standing.rule();
    if (judged || cut)
        && let Some(days) = days(&finding.cell, rule.week_starts)
    {
        let windows = standing.windows().iter();
        let has = |day: Day| days.contains(day);
        let ends = windows.flat_map(|window| {
            let first = has(window.first_day()).then_some(Situation::FirstDay);
            first.into_iter().chain(has(window.last_day()).then_some(Situation::LastDay))
        });
        all.extend(ends);
    }
    if !judged {
        return all;
    }
    all.insert(Situation::NotCutOut);
    all.extend(of_bound(rule, finding));
    match finding.outcome {
        Outcome::Pass => all.insert(Situation::Kept),
        Outcome::Fail => all.insert(Situation::Broken),
        _ => false,
    };
    let evidence = &finding.evidence;
    if finding.outcome == Outcome::Undetermined || !evidence.undecided.is_empty() {
        all.extend([Situation::UnknownPerson, Situation::UnknownFact]);
    }
    if !evidence.exempt.is_empty() {
        all.insert(Situation::ExemptPerson);
    }
    if finding.relief.is_some() {
        all.insert(Situation::Granted);
    }
    all
}

/// How near a decided finding is to its bound.
fn of_bound(rule: &Rule, finding: &Finding) -> Option<Situation> {
    let measured = finding.measured.as_ref()?;
    let exactly = matches!(amount_of(&rule.kind), Some((Comparator::Exactly { .. }, _)));
    let short = match measured.headroom {
        Some(headroom) => headroom,
        // What must be exactly so has no headroom; what keeps it meets it.
        None if exactly && finding.outcome == Outcome::Pass => 0,
        None if exactly => {
            let count = measured.count.certain.as_whole()?;
            -measured.allowed?.abs_diff(count).try_into().unwrap_or(i64::MAX)
        }
        None => return None,
    };
    match (finding.outcome, short) {
        (Outcome::Pass, 0) => Some(Situation::MetExactly),
        (Outcome::Fail, -1) => Some(Situation::MissedByOne),
        _ => None,
    }
}

/// The days beside a rule's windows that a period asks for: the rule is not asked there.
pub(crate) fn beside(windows: &[Window], asked: Period) -> BTreeSet<Situation> {
    let free = |day: Day| {
        let whole = Window::days(day, day);
        asked.contains(day) && !windows.iter().any(|window| window.overlaps(whole))
    };
    let mut all = BTreeSet::new();
    for window in windows {
        if window.from != Instant::MIN && free(window.first_day().plus(-1)) {
            all.insert(Situation::DayBefore);
        }
        if window.until != Instant::MAX && free(window.last_day().next()) {
            all.insert(Situation::DayAfter);
        }
    }
    all
}

/// The days of a cell, by the keys that say when.
fn days(cell: &Cell, week_starts: Weekday) -> Option<Period> {
    let day = |text: &str| text.get(..10).unwrap_or(text).parse::<Day>().ok();
    if let Some(one) = cell.get("day").or_else(|| cell.get("hour")) {
        return day(one).map(Period::on);
    }
    if let (Some(from), Some(through)) = (cell.get("from"), cell.get("through")) {
        let (from, through) = (day(from), day(through));
        let ends = (from.unwrap_or(Day::FIRST), through.unwrap_or(Day::LAST));
        return Period::new(ends.0, ends.1).ok();
    }
    let quarter = |text: &str| {
        let (year, nth) = text.split_once("-Q")?;
        let month = nth.parse::<u32>().ok()?.checked_mul(3)?.checked_sub(2)?;
        Some(format!("{year}-{month:02}-01"))
    };
    let calendars = [
        (Calendar::Week, cell.get("week").map(str::to_owned)),
        (Calendar::Month, cell.get("month").map(|month| format!("{month}-01"))),
        (Calendar::Quarter, cell.get("quarter").and_then(quarter)),
        (Calendar::Year, cell.get("year").map(|year| format!("{year}-01-01"))),
    ];
    calendars.into_iter().find_map(|(calendar, first)| {
        let first = day(&first?)?;
        let last = first.start_of_next(calendar, week_starts).plus(-1);
        Period::new(first, last).ok()
    })
}
