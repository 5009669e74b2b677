//! The fewest people of whose roster two versions of a rule say different things: one keeps
//! it, the other breaks it.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::joint::Add;
use crate::judge::amount::Course;
use crate::judge::{Lift, UNIT};

use super::halving::{Ran, Search};
use super::one_sided::OneSided;
use super::search::{Sides, Way, best, saved};

/// What two versions ask of a unit on a day, and all that somebody may add to both.
#[derive(Debug, Clone)]
pub(in crate::judge) struct Versions {
    /// The bounds of each; none where it asks nothing.
    pub(in crate::judge) asks: [Vec<OneSided>; 2],
    /// What somebody may add.
    pub(in crate::judge) ways: BTreeSet<[Add; 2]>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::judge) enum Fewest {
    /// So many who add this, and so on.
    People(Vec<([Add; 2], u32)>),
    /// There are none: of any number, or of up to so many.
    None { through: Option<u32> },
    /// More than can be tried.
    Unknown,
}

/// How many people are searched where nothing is known of how many are enough. CLAUSE 17.6.
const PLENTY: u32 = 256;

/// Where the search ends after so many people, it is told how many.
const FEW: u32 = 8;

/// Beyond so many it is not tried to settle the matter for any number.
const MOST: i128 = 4_000;

/// People by what they add.
type People = BTreeMap<Way, u32>;

/// What came of one case.
enum Ended {
    Met(People),
    None { through: Option<u32> },
    Unknown,
}

/// What came of a number of people.
enum Going {
    Met(People),
    None,
    Unknown,
}

/// Bounds of one version to be kept, and one of the other to be broken.
struct Case {
    sides: Vec<(usize, OneSided)>,
    ways: Vec<Way>,
    /// Whether everybody adds the same to both.
    alike: bool,
}

/// The fewest people whom exactly one of the versions passes; of fewer than `below`.
/// CLAUSE 17.1, 17.5.
pub(in crate::judge) fn fewest(versions: &Versions, below: Option<u32>) -> Fewest {
    if versions.are_alike() {
        return Fewest::None { through: None };
    }
    let cases = versions.cases();
    let mut through = None;
    let mut found: Option<People> = None;
    let mut below = below;
    // Few people first: of who are found there, no case need be searched further.
    for few in [Some(FEW + 1), None] {
        for case in &cases {
            match case.fewest(least(below, few)) {
                Ended::Met(people) => {
                    below = Some(people.values().sum());
                    found = Some(people);
                }
                Ended::None { through: own } if few.is_none() => {
                    through = least(through, own);
                }
                Ended::None { .. } => {}
                Ended::Unknown => return Fewest::Unknown,
            }
        }
    }
    match found {
        // Fewer people may tell them apart where the search ended.
        Some(_) if through.is_some_and(|through| below > Some(through + 1)) => {
            Fewest::Unknown
        }
        Some(people) => {
            let added =
                |(way, people): (Way, u32)| Some((versions.of_way(&way)?, people));
            Fewest::People(people.into_iter().filter_map(added).collect())
        }
        None => Fewest::None { through },
    }
}

fn least(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    one.into_iter().chain(other).min()
}

impl Versions {
    /// Whether both ask the same of the same people.
    fn are_alike(&self) -> bool {
        let [old, new] = &self.asks;
        let same = old.len() == new.len()
            && old.iter().zip(new).all(|(old, new)| old.asks_as(new));
        same && (old.is_empty() || self.ways.iter().all(|[old, new]| old == new))
    }

    /// One is kept, and a bound of the other is broken.
    fn cases(&self) -> Vec<Case> {
        let [old, new] = &self.asks;
        let mut cases = Vec::new();
        for (keeper, breaker) in [((0, old), (1, new)), ((1, new), (0, old))] {
            for broken in breaker.1 {
                let kept = keeper.1.iter().map(|side| (keeper.0, side.clone()));
                cases.push(
                    self.case(kept.chain([(breaker.0, broken.broken())]).collect()),
                );
            }
        }
        cases
    }

    fn case(&self, sides: Vec<(usize, OneSided)>) -> Case {
        let both = [0, 1].iter().all(|nth| sides.iter().any(|(own, _)| own == nth));
        let alike = !both || self.ways.iter().all(|[old, new]| old == new);
        // What everybody adds alike to both is added to one.
        let one = |(nth, side)| (if both && alike { 0 } else { nth }, side);
        let sides: Vec<(usize, OneSided)> = sides.into_iter().map(one).collect();
        let asks = |nth: usize| sides.iter().any(|(own, _)| *own == nth);
        let way = |[old, new]: &[Add; 2]| -> Way {
            let adds = [(0, *old), (1, *new)].into_iter();
            adds.filter(|(nth, _)| asks(*nth)).collect()
        };
        let mut ways = Vec::new();
        for own in &self.ways {
            let own = way(own);
            if !ways.contains(&own) {
                ways.push(own);
            }
        }
        Case { sides, ways, alike }
    }

    /// Who of those that somebody may be adds this.
    fn of_way(&self, way: &Way) -> Option<[Add; 2]> {
        let adds = |own: &[Add; 2], (nth, add): &(usize, Add)| own.get(*nth) == Some(add);
        self.ways.iter().find(|own| way.iter().all(|one| adds(own, one))).copied()
    }
}

impl Case {
    fn fewest(&self, below: Option<u32>) -> Ended {
        let enough = self.enough();
        let limit =
            enough.unwrap_or(PLENTY).min(below.map_or(u32::MAX, |below| below - 1));
        let (mut none, mut met) = (0, None);
        while none < limit && met.is_none() {
            let size = (none * 2).clamp(1, limit);
            match self.run(size) {
                Going::Met(people) => met = Some((size, people)),
                Going::None => none = size,
                Going::Unknown if none >= FEW => {
                    return Ended::None { through: Some(none) };
                }
                Going::Unknown => return Ended::Unknown,
            }
        }
        // OK because who can be told apart by some people can be by more: all others away.
        while let Some((size, _)) = met.as_ref().filter(|(size, _)| none + 1 < *size) {
            let middle = none + (size - none) / 2;
            match self.run(middle) {
                Going::Met(people) => met = Some((middle, people)),
                Going::None => none = middle,
                Going::Unknown => return Ended::Unknown,
            }
        }
        match met {
            Some((_, people)) => Ended::Met(people),
            None => Ended::None { through: enough.is_none().then_some(none) },
        }
    }

    /// Whether so many people, or fewer, are enough; one at least.
    fn run(&self, size: u32) -> Going {
        let sides = Sides::new(self.sides.clone());
        let saved = saved(&sides, self.ways.iter());
        let somebody = best(&self.ways, &sides, &saved);
        // Who is not there comes first: of two alike the first is taken.
        let perhaps = [&[Way::new()], self.ways.as_slice()].concat();
        let perhaps = best(&perhaps, &sides, &saved);
        let groups = vec![(1, somebody.clone()), (size - 1, perhaps.clone())];
        match Search::new(groups, sides).run() {
            Ran::None => Going::None,
            Ran::Unknown => Going::Unknown,
            Ran::Met(roster) => {
                let ways = somebody.into_iter().chain(perhaps);
                let mut people = People::new();
                for (way, going) in ways.zip(roster.into_iter().flatten()) {
                    *people.entry(way).or_default() += going;
                }
                people.retain(|way, going| *going > 0 && !way.is_empty());
                Going::Met(people)
            }
        }
    }

    /// Of how many people one roster is, if any roster is one; `None` if that is not known, or
    /// more than can be searched. CLAUSE 17.6.
    fn enough(&self) -> Option<u32> {
        let courses = self.sides.iter().map(|(_, side)| side.scene.amount.course());
        let courses: Vec<Course> = courses.collect::<Option<_>>()?;
        let enough = match self.alike {
            true => self.enough_alike(&courses),
            false => self.enough_of_lines(&courses)?,
        };
        u32::try_from(enough).ok().filter(|enough| i128::from(*enough) <= MOST)
    }

    /// By how many people grants and tolerances move the bounds.
    fn slack(&self) -> i128 {
        let of_side = |(_, side): &(usize, OneSided)| match side.scene.lift {
            Lift::By(by) => by / UNIT + 1,
            Lift::None | Lift::Whole => 0,
        };
        self.sides.iter().map(of_side).sum()
    }

    /// Everybody adds the same to both, so that count and base of both are one. Once no two
    /// lines of the amounts cross any more, they repeat themselves with the common period,
    /// and what does not tell them apart within it never does.
    fn enough_alike(&self, courses: &[Course]) -> i128 {
        let periods = courses.iter().map(|course| course.period);
        let period = periods.fold(1, crate::judge::amount::common_multiple);
        let offset: i128 = courses.iter().map(|course| course.offset).sum();
        let offset = offset + self.slack();
        let base = (4 * offset + 8).saturating_mul(period);
        let is_beside = |way: &Way| way.iter().any(|(_, add)| add.count && !add.base);
        match self.ways.iter().any(is_beside) {
            // Who is counted and not in the base comes on top.
            true => {
                let rises = courses.iter().map(|one| one.rise * one.shares as i128);
                let rise: i128 = rises.sum();
                base.saturating_mul(1 + rise).saturating_add(offset + 2)
            }
            false => base,
        }
    }

    /// Each amount is one line, so that each bound is an inequality of whole numbers. If some
    /// whole numbers satisfy them, then some do near a corner of the rational solutions
    /// (Eisenbrand and Weismantel, "Proximity results and faster algorithms for integer
    /// programming using the Steinitz lemma", theorem 3.1), and corners are near to nought.
    fn enough_of_lines(&self, courses: &[Course]) -> Option<i128> {
        if !courses.iter().all(|course| course.is_line) {
            return None;
        }
        let steepest = courses.iter().map(|course| {
            let halves = if course.shares > 0 && course.offset > 0 { 2 } else { 1 };
            halves * course.period.max(course.rise)
        });
        let steepest = steepest.max().unwrap_or(1);
        let offset = courses.iter().map(|course| course.offset).max().unwrap_or(0);
        let right = (offset + self.slack() + 1).saturating_mul(steepest) + 1 + steepest;
        let rows = self.sides.len() as u32;
        let all = i128::from(rows);
        let orders: i128 = (1..=all).product();
        let corner = (all * orders)
            .saturating_mul(steepest.saturating_pow(rows.saturating_sub(1)))
            .saturating_mul(right);
        let near = (2 * all * steepest + 1).saturating_pow(rows).saturating_mul(all);
        Some(corner.saturating_add(near).saturating_add(1))
    }
}
