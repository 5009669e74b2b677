//! One day of the register as a problem: the cells of the rules, and the ways in which each
//! person can spend the day.

use std::collections::{BTreeMap, BTreeSet};

use crate::classify::joint::{Add, joint};
use crate::classify::{Asking, Item, ItemKey};
use crate::day::Day;
use crate::domain::Domain;
use crate::domain::gather::Gather;
use crate::domain::grants::Grants;
use crate::domain::place::Place;
use crate::domain::stretch::stretches;
use crate::error::Error;
use crate::facts::PersonId;
use crate::facts::dated::Register;
use crate::finding::Cell;
use crate::judge::cells::CellView;
use crate::judge::{Lift, Sums};
use crate::plan::label::Direction;
use crate::plan::{Ask, Lens, Side};
use crate::window::Period;

use super::one_sided::OneSided;
use super::people::{Kind, People};
use super::search::{Asked, Class, Way, add_people};

/// A rule that is looked at, with what does not change from day to day.
pub(super) struct Looked<'a> {
    pub(super) lens: &'a Lens,
    pub(super) grants: Grants,
    pub(super) other_day: BTreeMap<Place, Vec<Item>>,
}

/// A day of the register: what is asked of it, and of whom.
pub(super) struct Problem<'a> {
    pub(super) register: &'a Register,
    /// The rules in their cells, sorted by rule and cell.
    pub(super) asked: Vec<Asked>,
    /// Of each which rule it is, and where it is asked, without the day.
    pub(super) names: Vec<(usize, Cell)>,
    /// People who can spend the day in the same ways.
    pub(super) classes: Vec<Class>,
    /// Who is in each class.
    pub(super) people: Vec<Vec<PersonId>>,
    /// Rules of which somebody's ways are too many to be tried.
    pub(super) unknown: BTreeSet<usize>,
}

/// An item of a rule's cell, and how it is asked there.
struct Seen<'a> {
    nth: usize,
    /// Which side of which rule it is.
    side: (usize, usize),
    asking: Asking<'a>,
    item: Item,
    relief: Relief,
}

/// What a grant makes of whoever has it, as if they complied. CLAUSE 16.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relief {
    None,
    /// Out of the count of a cap, or of what a requirement forbids.
    Leaves,
    /// In the count of a floor; where its base is people, only if in the base.
    Joins {
        in_base: bool,
    },
}

/// What ways hang on: the kind of people, and as what they are asked on which sides of rules.
type Like = (u32, Vec<((usize, usize), Relief)>);

/// What somebody may add, side by side; `None` if it is more than can be tried.
type Adds = Option<BTreeSet<Vec<Add>>>;

impl<'a> Problem<'a> {
    /// What the rules ask of a day.
    pub(super) fn of_day(
        domain: &Domain<'_>,
        (rules, people): (&[Looked<'_>], &People<'a>),
        day: Day,
    ) -> Result<Self, Error> {
        let mut problem = Self {
            register: people.register(),
            asked: Vec::new(),
            names: Vec::new(),
            classes: Vec::new(),
            people: Vec::new(),
            unknown: BTreeSet::new(),
        };
        let kinds = people.of_day(day);
        let firsts: Vec<PersonId> =
            kinds.iter().filter_map(|kind| kind.people.first().copied()).collect();
        let mut seen: BTreeMap<PersonId, Vec<Seen<'_>>> = BTreeMap::new();
        for (rule, looked) in rules.iter().enumerate() {
            let one = Period::on(day);
            let lens = looked.lens;
            let mut all = stretches(&lens.grain, &lens.standing, one, one);
            // A day that the law cuts is not one row for each. CLAUSE 16.1.
            all.retain(|stretch| !stretch.part);
            let gather = Gather::new(domain, lens, &all, None).only_of(&firsts);
            for ((nth, place), sides) in gather.gather().cells {
                let Some(stretch) = all.get(nth) else { continue };
                let other_day = looked.other_day.get(&place);
                let cell = (stretch, &place);
                let view = CellView {
                    other_day: other_day.map_or(&[], Vec::as_slice),
                    ..CellView::of((domain, lens), cell, &sides, &looked.grants)
                };
                if let Some(asked) = asked_of(&view)? {
                    problem.cell(&view, (rule, asked));
                    let nth = problem.asked.len() - 1;
                    let reliefs = sides.iter().flatten();
                    let reliefs = reliefs.map(|item| relief(&view, item)).collect();
                    note_items((domain, lens), (nth, rule, reliefs), sides, &mut seen);
                }
            }
        }
        problem.classes(kinds, &seen);
        problem.drop_empty();
        Ok(problem)
    }

    fn cell(&mut self, view: &CellView<'_>, (rule, asked): (usize, Asked)) {
        let mut cell = view.cell(None);
        cell.keys.retain(|(key, _)| key != "day");
        self.asked.push(asked);
        self.names.push((rule, cell));
    }

    /// Who can spend the day in which ways.
    fn classes(&mut self, kinds: Vec<Kind>, seen: &BTreeMap<PersonId, Vec<Seen<'_>>>) {
        let mut known: BTreeMap<Like, Adds> = BTreeMap::new();
        let mut classes: BTreeMap<BTreeSet<Way>, Vec<PersonId>> = BTreeMap::new();
        for Kind { ways, people } in kinds {
            let Some(seen) = people.first().and_then(|first| seen.get(first)) else {
                continue;
            };
            let alone: Adds;
            let adds = match ways {
                None => {
                    alone = adds(seen);
                    &alone
                }
                Some(ways) => {
                    let asked = seen.iter().map(|one| (one.side, one.relief)).collect();
                    known.entry((ways, asked)).or_insert_with(|| adds(seen))
                }
            };
            match adds {
                None => self.unknown.extend(seen.iter().map(|one| one.nth)),
                Some(adds) => {
                    classes.entry(ways_of(seen, adds)).or_default().extend(people)
                }
            }
        }
        for (ways, mut people) in classes {
            people.sort_unstable();
            let size = u32::try_from(people.len()).unwrap_or(u32::MAX);
            self.classes.push(Class { size, ways });
            self.people.push(people);
        }
    }

    /// Bounds of which nothing can be said: of a base in which nobody can be (CLAUSE 4.9), and
    /// of somebody who may be anything.
    fn drop_empty(&mut self) {
        let (most, nobody) = (self.most(), Sums::default());
        for (nth, asked) in self.asked.iter_mut().enumerate() {
            let Asked::Bound(sides) = asked else { continue };
            let most = most.get(&nth).unwrap_or(&nobody);
            let is_empty = sides.iter().any(|side| side.is_empty(most));
            if self.unknown.contains(&nth) || is_empty {
                sides.clear();
            }
        }
    }

    /// The greatest sums that can be for each rule's cell to which somebody may add.
    fn most(&self) -> BTreeMap<usize, Sums> {
        let mut most: BTreeMap<usize, Sums> = BTreeMap::new();
        for class in &self.classes {
            let mut of_class: BTreeMap<usize, Add> = BTreeMap::new();
            for (nth, add) in class.ways.iter().flatten() {
                let all = of_class.entry(*nth).or_default();
                all.count |= add.count;
                all.base |= add.base;
                all.own |= add.own;
            }
            for (nth, add) in of_class {
                add_people(most.entry(nth).or_default(), add, class.size.into());
            }
        }
        most
    }
}

/// What somebody may add in each cell; `None` if it is more than can be tried.
fn adds(seen: &[Seen<'_>]) -> Adds {
    let asked = seen.iter().map(|one| (one.asking, &one.item));
    joint(&asked.collect::<Vec<(Asking<'_>, &Item)>>())
}

/// In which ways somebody can spend the day.
fn ways_of(seen: &[Seen<'_>], adds: &BTreeSet<Vec<Add>>) -> BTreeSet<Way> {
    let way = |adds: &Vec<Add>| -> Way {
        let adds = seen.iter().zip(adds);
        let adds = adds.map(|(one, add)| (one.nth, one.relief.of(*add)));
        adds.filter(|(_, add)| *add != Add::default()).collect()
    };
    adds.iter().map(way).collect()
}

/// What is asked of a cell; `None` if it is not certain that it is asked, or what. CLAUSE 16.1.
fn asked_of(view: &CellView<'_>) -> Result<Option<Asked>, Error> {
    let one_day =
        |item: &Item| item.days.len() == 1 && item.days.iter().all(|day| !day.perhaps);
    if view.guarded() != Some((true, false)) || !view.sides.iter().flatten().all(one_day)
    {
        return Ok(None);
    }
    let Ask::Bound(bound) = &view.lens.ask else { return Ok(Some(Asked::Each)) };
    Ok(match view.known_scene(bound)? {
        Some(scene) if scene.lift != Lift::Whole => {
            Some(Asked::Bound(OneSided::of(bound, &scene)))
        }
        _ => None,
    })
}

/// Notes of each person on the sides of a cell how they are asked there.
fn note_items<'a>(
    (domain, lens): (&'a Domain<'a>, &'a Lens),
    (nth, rule, reliefs): (usize, usize, Vec<Relief>),
    sides: Vec<Vec<Item>>,
    seen: &mut BTreeMap<PersonId, Vec<Seen<'a>>>,
) {
    let week_starts = lens.standing.rule().week_starts;
    let of_side = |(at, (side, items)): (usize, (&'a Side, Vec<Item>))| {
        let asking = Asking::of_days(domain, side, week_starts);
        items.into_iter().map(move |item| (at, asking, item))
    };
    let items = lens.sides.iter().zip(sides).enumerate().flat_map(of_side);
    for ((at, asking, item), relief) in items.zip(reliefs) {
        if let ItemKey::Person(person) = item.key {
            let side = (rule, at);
            seen.entry(person).or_default().push(Seen {
                nth,
                side,
                asking,
                item,
                relief,
            });
        }
    }
}

/// CLAUSE 9.2, 9.3.
fn relief(view: &CellView<'_>, item: &Item) -> Relief {
    match &view.lens.ask {
        Ask::Bound(_) if !view.is_granted(item) => Relief::None,
        Ask::Bound(bound) => match bound.direction() {
            Direction::Cap => Relief::Leaves,
            Direction::Floor => Relief::Joins { in_base: bound.base.is_of_items() },
        },
        _ if view.is_granted(item) || view.is_lifted(item) => Relief::Leaves,
        _ => Relief::None,
    }
}

impl Relief {
    fn of(self, add: Add) -> Add {
        match self {
            Relief::None => add,
            Relief::Leaves => Add { count: false, ..add },
            Relief::Joins { in_base } => {
                Add { count: add.count || add.base || !in_base, ..add }
            }
        }
    }
}
