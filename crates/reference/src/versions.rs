//! Every roster of one unit up to a size, counted under two versions of a rule: the fewest
//! people who tell them apart. Counted by hand, in fractions of whole numbers.

use crate::world::versions::{Amount, Limit, ROLES, Rounding, STATUSES, Version, Who};

/// A kind of people: role, and status.
pub type Kind = (&'static str, &'static str);

/// Every kind of people that some version may tell from others.
pub fn kinds() -> Vec<Kind> {
    let of_role = |role: &'static str| STATUSES.map(|status| (role, status));
    ROLES.into_iter().flat_map(of_role).collect()
}

/// How many there are of each kind.
pub type Roster = Vec<i64>;

/// Every roster of so many people.
pub fn rosters(kinds: usize, people: i64) -> Vec<Roster> {
    if kinds == 1 {
        return vec![vec![people]];
    }
    let with = |own: i64| {
        let rest = rosters(kinds.saturating_sub(1), people - own);
        rest.into_iter().map(move |rest| [vec![own], rest].concat())
    };
    (0..=people).flat_map(with).collect()
}

/// The fewest people of these rosters who tell the versions apart, and who they are; the
/// rosters stand by size, the smallest first.
pub fn fewest(old: &Version, new: &Version, rosters: &[Vec<Roster>]) -> Option<Roster> {
    let kinds = kinds();
    let apart =
        |roster: &&Roster| fails(old, &kinds, roster) != fails(new, &kinds, roster);
    rosters.iter().find_map(|of_size| of_size.iter().find(apart)).cloned()
}

/// Whether a roster breaks a version.
pub fn fails(version: &Version, kinds: &[Kind], roster: &[i64]) -> bool {
    let there = || kinds.iter().copied().zip(roster.iter().copied());
    match version {
        Version::Limit(limit) if limit.by_person => there()
            .filter(|(_, people)| *people > 0)
            .any(|(kind, _)| is_broken(limit, [(kind, 1)].into_iter())),
        Version::Limit(limit) => is_broken(limit, there()),
        Version::Require { each, be, never } => there().any(|(kind, people)| {
            people > 0 && is_of(each, kind) && is_of(be, kind) == *never
        }),
    }
}

fn is_of(who: &Who, (role, status): Kind) -> bool {
    (who.role.is_empty() || who.role == role) && who.statuses.contains(&status)
}

fn is_broken(limit: &Limit, there: impl Iterator<Item = (Kind, i64)>) -> bool {
    let (mut count, mut base) = (0, 0);
    for (kind, people) in there {
        let (from_count, from_base) = limit.exempt;
        let is_exempt = kind.0 == "b";
        if is_of(&limit.count, kind) && !(is_exempt && from_count) {
            count += people;
        }
        if is_of(&limit.of, kind) && !(is_exempt && from_base) {
            base += people;
        }
    }
    let share = |(_, numerator, denominator): (&str, i64, i64)| {
        let exact = (numerator * base, denominator);
        match limit.rounding {
            Rounding::None => exact,
            Rounding::Down => (exact.0 / exact.1, 1),
            Rounding::Up => ((exact.0 + exact.1 - 1) / exact.1, 1),
            Rounding::HalfUp => ((2 * exact.0 + exact.1) / (2 * exact.1), 1),
        }
    };
    let is_more = |one: (i64, i64), other: (i64, i64)| one.0 * other.1 > other.0 * one.1;
    let amount = match limit.amount {
        Amount::Number(number) => (number, 1),
        // A share of nobody asks nothing.
        Amount::Share(_) if base == 0 => return false,
        Amount::Share(of) => share(of),
        Amount::Greater(of, number) if is_more(share(of), (number, 1)) => share(of),
        Amount::Lesser(of, number) if is_more((number, 1), share(of)) => share(of),
        Amount::Greater(_, number) | Amount::Lesser(_, number) => (number, 1),
    };
    let count = (count, 1);
    match limit.comparator {
        "at_most" => is_more(count, amount),
        "below" => !is_more(amount, count),
        "at_least" => is_more(amount, count),
        "above" => !is_more(count, amount),
        _ => is_more(count, amount) || is_more(amount, count),
    }
}
