//! Two versions of a rule on one day of one unit, and the fewest people who tell them apart.

pub(crate) mod values;

use crate::field::Text;
use std::collections::{BTreeMap, BTreeSet};

use crate::classify::ItemKey;
use crate::classify::joint::{Add, joint};
use crate::day::Day;
use crate::domain::Domain;
use crate::domain::gather::Gather;
use crate::domain::grants::Grants;
use crate::domain::stretch::stretches;
use crate::error::Error;
use crate::plan::{Ask, Lens};
use crate::report::KnownAt;
use crate::rule::per::Column;
use crate::window::Period;

use super::Sums;
use super::cells::CellView;
use super::feasible::fewest::{self, Versions};
use super::feasible::one_sided::OneSided;
use super::feasible::search::add_people;

/// What a version of a rule asks of a unit on a day, and what each person adds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Version {
    asks: Vec<OneSided>,
    adds: BTreeMap<Text, Add>,
}

/// What can be said of a version of a rule on a day.
#[derive(Debug, Clone)]
pub(crate) enum Reading {
    /// All of it.
    Known(Version),
    /// The law cuts the day.
    Cut,
    /// Something that it asks is not known, though all was given that it reads.
    Unclear,
}

/// The fewest people who tell two versions apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fewest {
    /// So many who are like this person, and so on.
    People(Vec<(Text, u32)>),
    /// There are none: of any number, or of up to so many.
    None(Option<u32>),
    /// More than can be tried.
    Unknown,
}

/// A rule as it is asked of a day on which everybody is in one unit, and everything is known.
/// CLAUSE 17.2.
pub(crate) fn version(
    domain: &Domain<'_>,
    lens: &Lens,
    day: Day,
    known_at: KnownAt,
) -> Result<Reading, Error> {
    let one = Period::on(day);
    let all = stretches(&lens.grain, &lens.standing, one, one);
    if all.iter().any(|stretch| stretch.part) {
        return Ok(Reading::Cut);
    }
    let grants = Grants::of_rule(domain.facts, &lens.standing, known_at, one);
    let gathered = Gather::new(domain, lens, &all, None).gather();
    let by_person = lens.grain.columns.contains(&Column::Person);
    if gathered.cells.len() > 1 && !by_person {
        return Ok(Reading::Unclear);
    }
    let mut version = Version::default();
    for ((nth, place), sides) in &gathered.cells {
        let Some(stretch) = all.get(*nth) else { continue };
        let view = CellView::of((domain, lens), (stretch, place), sides, &grants);
        match view.guarded() {
            Some((true, false)) => {}
            Some((false, _)) => continue,
            _ => return Ok(Reading::Unclear),
        }
        let Some(adds) = adds(&view) else { return Ok(Reading::Unclear) };
        let of_person = |(name, is_wrong): (Text, bool)| {
            (name, Add { count: is_wrong, ..Add::default() })
        };
        match &lens.ask {
            Ask::Bound(bound) => {
                let Some(scene) = view.known_scene(bound)? else {
                    return Ok(Reading::Unclear);
                };
                let asks = OneSided::of(bound, &scene);
                if by_person {
                    // Each is a cell of one: who breaks it does so whoever else is there.
                    let wrong = adds.into_iter().map(|(name, add)| {
                        let mut sums = Sums::default();
                        add_people(&mut sums, add, 1);
                        (name, !asks.iter().all(|side| side.serves(&sums)))
                    });
                    version.adds.extend(wrong.map(of_person));
                    version.asks = vec![OneSided::nobody()];
                } else {
                    version.adds.extend(adds);
                    version.asks = asks;
                }
            }
            _ => {
                let wrong =
                    adds.into_iter().map(|(name, add)| (name, add.count && add.base));
                version.adds.extend(wrong.map(of_person));
                version.asks = vec![OneSided::nobody()];
            }
        }
    }
    Ok(Reading::Known(version))
}

/// What each person of a cell adds; `None` where that is not certain.
fn adds(view: &CellView<'_>) -> Option<Vec<(Text, Add)>> {
    let mut all = Vec::new();
    for (side, items) in view.lens.sides.iter().zip(view.sides) {
        let asking = view.asking(side);
        for item in items {
            let ItemKey::Person(person) = item.key else { return None };
            let mut ways = joint(&[(asking, item)])?.into_iter();
            let (way, None) = (ways.next()?, ways.next()) else { return None };
            let name = view.domain.facts.register().name(person).clone();
            all.push((name, way.first().copied()?));
        }
    }
    Some(all)
}

/// The fewest of these people, or such as they are, who tell two versions apart; of fewer
/// than `below`. CLAUSE 17.5.
pub(crate) fn fewest(
    old: &Version,
    new: &Version,
    people: &[Text],
    below: Option<u32>,
) -> Fewest {
    let add = |version: &Version, name: &Text| {
        version.adds.get(name).copied().unwrap_or_default()
    };
    let both = |name: &Text| [add(old, name), add(new, name)];
    let ways: BTreeSet<[Add; 2]> = people.iter().map(both).collect();
    let versions = Versions { asks: [old.asks.clone(), new.asks.clone()], ways };
    match fewest::fewest(&versions, below) {
        fewest::Fewest::People(found) => {
            let named = |(way, size): ([Add; 2], u32)| {
                let first = people.iter().find(|name| both(name) == way)?;
                Some((first.clone(), size))
            };
            Fewest::People(found.into_iter().filter_map(named).collect())
        }
        fewest::Fewest::None { through } => Fewest::None(through),
        fewest::Fewest::Unknown => Fewest::Unknown,
    }
}
