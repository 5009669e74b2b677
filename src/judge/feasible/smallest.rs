//! Which rules cannot be kept together: the fewest of them, and how near one comes to each
//! while keeping the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::clash::Stake;
use crate::facts::PersonId;
use crate::judge::{Sums, UNIT, at_sums};

use super::problem::Problem;
use super::search::{Asked, Class, Found, Way, search};

/// Rules in their cells, by their places in the problem.
pub(super) type Chosen = BTreeSet<usize>;

/// What was found of the people whom some bounds tie together.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub(super) clashes: Vec<Clashed>,
    /// What could not be decided.
    pub(super) undecided: Vec<Chosen>,
}

/// Rules in their cells that clash, each with what it asks.
pub(super) type Clashed = Vec<(usize, Stake)>;

/// How many sets of three are tried before any smaller set will do.
const TRIPLES: usize = 2_000;

/// How far a bound is eased at most to see how near a roster comes to it.
const FARTHEST: i64 = 1 << 40;

/// People whom bounds tie together, with all that is asked of them.
struct Tied<'a> {
    problem: &'a Problem<'a>,
    /// Classes, by their places in the problem.
    classes: Vec<usize>,
    /// Which of them are in the cell of each rule.
    within: BTreeMap<usize, Vec<usize>>,
}

/// Every clash of the day, of people who have a bound in common at a time. CLAUSE 16.3.
pub(super) fn clashes(problem: &Problem<'_>) -> Verdict {
    let mut verdict = Verdict::default();
    let mut asked: Chosen = (0..problem.asked.len()).collect();
    for classes in tied(problem) {
        let of_classes = classes.iter().filter_map(|nth| problem.classes.get(*nth));
        let places: Chosen = of_classes.flat_map(places).collect();
        places.iter().for_each(|nth| _ = asked.remove(nth));
        Tied::new(problem, classes).clashes(places, &mut verdict);
    }
    // What nobody adds to can be broken all the same: two of nobody.
    for nth in asked {
        Tied::new(problem, Vec::new()).clashes(Chosen::from([nth]), &mut verdict);
    }
    verdict
}

/// The classes that bounds tie together, however many hands it goes through.
fn tied(problem: &Problem<'_>) -> Vec<Vec<usize>> {
    // Each class leads to one before it that it is tied to, and the first of all to itself.
    let mut leads: Vec<usize> = (0..problem.classes.len()).collect();
    let mut met: BTreeMap<usize, usize> = BTreeMap::new();
    for (nth, class) in problem.classes.iter().enumerate() {
        for place in places(class) {
            if !matches!(problem.asked.get(place), Some(Asked::Bound(_))) {
                continue;
            }
            let known = *met.entry(place).or_insert(nth);
            let (one, other) = (first(&mut leads, known), first(&mut leads, nth));
            if let Some(lead) = leads.get_mut(one.max(other)) {
                *lead = one.min(other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for nth in 0..leads.len() {
        groups.entry(first(&mut leads, nth)).or_default().push(nth);
    }
    groups.into_values().collect()
}

/// Where a class leads to in the end; the way there is made short.
fn first(leads: &mut [usize], nth: usize) -> usize {
    let lead = |leads: &[usize], at: usize| leads.get(at).copied().unwrap_or(at);
    let mut end = nth;
    while lead(leads, end) != end {
        end = lead(leads, end);
    }
    let mut at = nth;
    while at != end {
        let next = lead(leads, at);
        leads.iter_mut().skip(at).take(1).for_each(|lead| *lead = end);
        at = next;
    }
    end
}

/// The rules' cells that a class is in.
fn places(class: &Class) -> impl Iterator<Item = usize> + '_ {
    class.ways.iter().flatten().map(|(nth, _)| *nth)
}

impl<'a> Tied<'a> {
    fn new(problem: &'a Problem<'a>, classes: Vec<usize>) -> Self {
        let mut within: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in &classes {
            let class = problem.classes.get(*at);
            let own: Chosen = class.into_iter().flat_map(places).collect();
            own.into_iter().for_each(|nth| within.entry(nth).or_default().push(*at));
        }
        Self { problem, classes, within }
    }

    fn clashes(&self, mut alive: Chosen, verdict: &mut Verdict) {
        loop {
            let clash = match self.search(&alive, None) {
                Found::Met(_) => return,
                Found::None => self.smallest(&alive),
                // Two that clash are found even where the whole cannot be.
                Found::Unknown => match self.of_two(&alive) {
                    Some(two) => two,
                    None => return verdict.undecided.push(alive),
                },
            };
            // A bound rather than a requirement, which may clash with other bounds, too.
            let is_bound = |nth: &&usize| {
                matches!(self.problem.asked.get(**nth), Some(Asked::Bound(_)))
            };
            let taken = clash.iter().find(is_bound).or(clash.first()).copied();
            alive.retain(|nth| Some(*nth) != taken);
            verdict.clashes.push(self.told(&clash));
        }
    }

    fn all(&self) -> Vec<&Class> {
        self.classes.iter().filter_map(|nth| self.problem.classes.get(*nth)).collect()
    }

    /// Whoever is in none of the cells that are chosen stands in nobody's way.
    fn search(&self, chosen: &Chosen, eased: Option<(usize, i64)>) -> Found {
        let within = chosen.iter().filter_map(|nth| self.within.get(nth));
        let classes: BTreeSet<usize> = within.flatten().copied().collect();
        let classes = classes.iter().filter_map(|at| self.problem.classes.get(*at));
        search(&classes.collect::<Vec<_>>(), &self.problem.asked, chosen, eased)
    }

    fn is_clash(&self, chosen: &Chosen) -> bool {
        matches!(self.search(chosen, None), Found::None)
    }

    /// The fewest that clash: one, two or three if there are such; else as many as are left
    /// when each is dropped that can be.
    fn smallest(&self, alive: &Chosen) -> Chosen {
        if let Some(two) = self.of_two(alive) {
            return two;
        }
        let mut left = alive.clone();
        for nth in alive.iter().rev() {
            left.remove(nth);
            if !self.is_clash(&left) {
                left.insert(*nth);
            }
        }
        match left.len() {
            ..=3 => left,
            _ => self.of_three(alive).unwrap_or(left),
        }
    }

    fn of_two(&self, alive: &Chosen) -> Option<Chosen> {
        let ones = alive.iter().map(|one| Chosen::from([*one]));
        let one = ones.clone().find(|one| self.is_clash(one));
        one.or_else(|| self.pairs(alive).into_iter().find(|two| self.is_clash(two)))
    }

    /// Every two that have somebody in common.
    fn pairs(&self, alive: &Chosen) -> BTreeSet<Chosen> {
        let mut pairs = BTreeSet::new();
        for class in self.all() {
            let own: Chosen = places(class).filter(|nth| alive.contains(nth)).collect();
            for one in &own {
                let later = own.range(one + 1..);
                pairs.extend(later.map(|other| Chosen::from([*one, *other])));
            }
        }
        pairs
    }

    fn of_three(&self, alive: &Chosen) -> Option<Chosen> {
        let pairs = self.pairs(alive);
        let meeting = |pair: &Chosen, other: &Chosen| !pair.is_disjoint(other);
        let triples: BTreeSet<Chosen> = pairs
            .iter()
            .flat_map(|pair| {
                let others = pairs.iter().filter(move |other| meeting(pair, other));
                others.map(move |other| pair | other)
            })
            .filter(|three| three.len() == 3)
            .take(TRIPLES * 4)
            .collect();
        triples.into_iter().take(TRIPLES).find(|three| self.is_clash(three))
    }

    /// What each rule of a clash asks, and what the others leave. CLAUSE 16.4.
    fn told(&self, clash: &Chosen) -> Clashed {
        clash.iter().map(|nth| (*nth, self.stake(clash, *nth))).collect()
    }

    fn stake(&self, clash: &Chosen, nth: usize) -> Stake {
        let Some(Asked::Bound(sides)) = self.problem.asked.get(nth) else {
            return Stake::Binds { people: self.bound_people(clash, nth) };
        };
        let nearest = self.nearest(clash, nth).unwrap_or_default();
        let broken = sides.iter().find(|side| {
            let (keeps, _) = at_sums(&side.bound, &side.scene, &nearest);
            !keeps
        });
        let allowed =
            broken.and_then(|side| at_sums(&side.bound, &side.scene, &nearest).1);
        let whole = |number: i128| i64::try_from(number / UNIT).unwrap_or(i64::MAX);
        let is_share = broken.is_some_and(|side| side.bound.base.is_of_items());
        let fixed = broken.and_then(|side| side.scene.base);
        Stake::Bound {
            count: whole(nearest.count),
            base: is_share.then(|| whole(fixed.unwrap_or(nearest.base))),
            allowed,
            is_floor: broken.is_some_and(|side| !side.is_cap()),
        }
    }

    /// What the roster that keeps the others and comes nearest to a bound comes to for it.
    fn nearest(&self, clash: &Chosen, nth: usize) -> Option<Sums> {
        let people: u32 = self.all().iter().map(|class| class.size).sum();
        let met = |ease: i64| match self.search(clash, Some((nth, ease))) {
            Found::Met(mut sums) => sums.remove(&nth),
            Found::None | Found::Unknown => None,
        };
        let (mut low, mut high) = (0, i64::from(people) + 1);
        let mut nearest = met(high);
        while nearest.is_none() && high < FARTHEST {
            (low, high) = (high, high * 2);
            nearest = met(high);
        }
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            match met(middle) {
                Some(sums) => (high, nearest) = (middle, Some(sums)),
                None => low = middle,
            }
        }
        nearest
    }

    /// Those whom a requirement binds: of the people of the clash's bounds, or of whoever has
    /// no way left at all.
    fn bound_people(&self, clash: &Chosen, nth: usize) -> Vec<String> {
        let breaks = |way: &Way, of: usize| {
            let is_each = matches!(self.problem.asked.get(of), Some(Asked::Each));
            is_each && way.iter().any(|(own, add)| *own == of && add.count && add.base)
        };
        let is_stuck = |class: &Class| {
            class.ways.iter().all(|way| clash.iter().any(|of| breaks(way, *of)))
        };
        let is_in_bound = |class: &Class| {
            let mut places = places(class).filter(|at| clash.contains(at));
            places.any(|at| matches!(self.problem.asked.get(at), Some(Asked::Bound(_))))
        };
        let mut names: Vec<String> = Vec::new();
        for at in &self.classes {
            let Some(class) = self.problem.classes.get(*at) else { continue };
            let is_bound = class.ways.iter().any(|way| breaks(way, nth));
            if is_bound && (is_in_bound(class) || is_stuck(class)) {
                let people = self.problem.people.get(*at).into_iter().flatten();
                let name = |person: &PersonId| self.problem.register.name(*person);
                names.extend(people.map(|person| name(person).to_string()));
            }
        }
        names.sort();
        names
    }
}
