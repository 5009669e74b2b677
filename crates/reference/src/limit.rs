//! How many at once (section 4): the totals that fillings reach, and what a finding says.

use std::collections::{BTreeMap, BTreeSet};

use passmuster::day::Day;
use passmuster::facts::PersonId;
use passmuster::field::{Subject, Value};
use passmuster::rule::Rule;
use passmuster::rule::bound::Amount;
use passmuster::rule::limit::{Base, Limit, Measure};

use crate::bound::{Count, ONE, Target};
use crate::cell::Cell;
use crate::filling::{Blanks, Fixed, answers, assignments};
use crate::grant::Grants;
use crate::ground::Ground;
use crate::item::{Answers, Where};
use crate::plan::{PRESENT_THEN, Plan, Tree, Way};
use crate::value::{Content, Spot, Who};
use crate::verdict::LimitVerdict;

/// A limit, with what it asks of each item.
pub(crate) struct LimitPlan<'a> {
    pub(crate) limit: &'a Limit,
    pub(crate) plan: Plan,
    pub(crate) subjects: BTreeSet<Subject>,
    pub(crate) counted: Vec<Counted>,
    pub(crate) base: Option<(Subject, Tree)>,
    pub(crate) exempt: Vec<Counted>,
    pub(crate) then: Option<Day>,
}

/// A population: those who match it, and those who would with each status. CLAUSE 9.2.
pub(crate) struct Counted {
    pub(crate) subject: Subject,
    pub(crate) tree: Tree,
    pub(crate) with_status: Vec<Tree>,
}

/// A cell's totals under one filling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Total {
    pub(crate) count: Count,
    pub(crate) base: i128,
    pub(crate) relieved: Count,
}

/// What is known of an item over all fillings.
pub(crate) struct Seen {
    pub(crate) item: Who,
    pub(crate) is_granted: bool,
    pub(crate) always_counted: bool,
    pub(crate) ever_counted: bool,
    pub(crate) always_base: bool,
    pub(crate) ever_base: bool,
    pub(crate) ever_open: bool,
    pub(crate) always_would: bool,
    pub(crate) ever_relieved: bool,
    /// For each `exempt`: certainly matched.
    pub(crate) exempt: Vec<bool>,
    /// Whether it is ever counted, and in the base, where nobody is exempt.
    pub(crate) plain: (bool, bool),
}

/// What an item adds under one filling.
struct Part {
    total: Total,
    in_base: bool,
    would: bool,
    exempt: Vec<bool>,
    plain: (bool, bool),
}

impl<'a> LimitPlan<'a> {
    pub(crate) fn new(ground: &Ground<'_>, rule: &Rule, limit: &'a Limit) -> Self {
        let mut plan = Plan::new(rule.week_starts);
        let populations = match &limit.measure {
            Measure::Count(populations) => populations.clone(),
            Measure::Sum { of, .. } => vec![of.clone()],
        };
        let mut counted = Vec::new();
        for population in &populations {
            let (subject, matcher) = (population.subject, &population.matcher);
            let tree = plan.matcher(ground, matcher, Way::of(subject));
            let with_status = plan.with_each_status(ground, matcher, subject);
            counted.push(Counted { subject, tree, with_status });
        }
        let first = populations.first().map_or(Subject::People, |one| one.subject);
        let mut exempt = Vec::new();
        for one in &limit.exempt {
            let tree = plan.matcher(ground, &one.who, Way::of(first));
            let with_status = plan.with_each_status(ground, &one.who, first);
            exempt.push(Counted { subject: first, tree, with_status });
        }
        let (mut base, mut then) = (None, None);
        match &limit.base {
            Some(Base::Population(population)) => {
                base = Some((population.subject, plan.population(ground, population)));
            }
            Some(Base::OnDay(population, day)) => {
                let way = Way { then: true, ..Way::of(population.subject) };
                let tree = plan.matcher(ground, &population.matcher, way);
                base = Some((population.subject, tree));
                then = Some(*day);
            }
            Some(Base::Field(_)) | None => {}
        }
        if let (Measure::Sum { field, .. }, Some(one)) = (&limit.measure, counted.first())
        {
            plan.sum = Some((one.tree.clone(), field.clone()));
        }
        let subjects = counted.iter().map(|one| one.subject);
        let subjects = subjects.chain(base.iter().map(|(subject, _)| *subject)).collect();
        Self { limit, plan, subjects, counted, base, exempt, then }
    }

    pub(crate) fn is_cap(&self) -> bool {
        Target::new(self.limit, 0, 0).is_cap()
    }

    /// What an item adds under one filling.
    fn part(&self, item: &Who, is_granted: bool, answers: &Answers) -> Part {
        let subject = item.subject();
        let of = &answers.of;
        let matches = |one: &Counted| one.subject == subject && one.tree.holds_here(of);
        // CLAUSE 4.1: an item counts once, whichever of the populations it matches.
        let is_matched = match &self.limit.measure {
            Measure::Count(_) => self.counted.iter().any(matches),
            Measure::Sum { .. } => answers.is_summed,
        };
        let exempt: Vec<bool> = self.exempt.iter().map(matches).collect();
        let left_out = |from_count: bool| {
            self.limit.exempt.iter().zip(&exempt).any(|(one, is_exempt)| {
                *is_exempt && if from_count { one.out_of_count } else { one.out_of_base }
            })
        };
        let matched_base = match &self.base {
            Some((of_base, tree)) if *of_base == subject => match self.then {
                Some(_) => Tree::Answer(PRESENT_THEN).holds(of) && tree.holds(of),
                None => tree.holds_here(of),
            },
            _ => false,
        };
        let is_counted = is_matched && !left_out(true);
        let in_base = matched_base && !left_out(false);
        let count = match (&self.limit.measure, is_counted) {
            (_, false) => Count::default(),
            (Measure::Count(_), true) => Count { known: ONE, is_open: false },
            (Measure::Sum { .. }, true) => {
                Count { known: answers.amount, is_open: answers.is_open }
            }
        };
        let would = self.would(subject, of);
        // CLAUSE 9.2: under a cap the granted leave the count, under a floor they join it.
        let relieved = match (is_granted, self.is_cap()) {
            (true, true) => Count::default(),
            (true, false) if !is_counted && would && (in_base || self.base.is_none()) => {
                Count { known: ONE, is_open: false }
            }
            _ => count,
        };
        let total = Total { count, base: if in_base { ONE } else { 0 }, relieved };
        Part { total, in_base, would, exempt, plain: (is_matched, matched_base) }
    }

    /// CLAUSE 9.2: whether an item would be counted with some status on its rows.
    fn would(&self, subject: Subject, of: &[bool]) -> bool {
        let statuses = self.counted.iter().map(|one| one.with_status.len()).max();
        (0..statuses.unwrap_or_default()).any(|status| {
            let with = |one: &Counted| {
                one.subject == subject
                    && one.with_status.get(status).is_some_and(|tree| tree.holds_here(of))
            };
            let mut exempt = self.exempt.iter().zip(&self.limit.exempt);
            self.counted.iter().any(with)
                && !exempt.any(|(one, exempt)| exempt.out_of_count && with(one))
        })
    }
}

impl Seen {
    fn new(item: Who, is_granted: bool, exempt: usize) -> Self {
        Self {
            item,
            is_granted,
            always_counted: true,
            ever_counted: false,
            always_base: true,
            ever_base: false,
            ever_open: false,
            always_would: true,
            ever_relieved: false,
            exempt: vec![true; exempt],
            plain: (false, false),
        }
    }

    fn note(&mut self, part: &Part, is_counted: bool) {
        self.always_counted &= is_counted;
        self.ever_counted |= is_counted;
        self.always_base &= part.in_base;
        self.ever_base |= part.in_base;
        self.ever_open |= part.total.count.is_open;
        self.always_would &= part.would;
        self.ever_relieved |= part.total.count != part.total.relieved;
        self.plain.0 |= part.plain.0;
        self.plain.1 |= part.plain.1;
        for (always, now) in self.exempt.iter_mut().zip(&part.exempt) {
            *always &= *now;
        }
    }
}

impl Ground<'_> {
    /// What a limit says of a cell; `held` are the people whom passing requirements bind,
    /// with the days.
    pub(crate) fn limit(
        &self,
        plan: &LimitPlan<'_>,
        cell: &Cell,
        grants: &Grants,
        held: &[(PersonId, Vec<Day>)],
    ) -> LimitVerdict {
        let at = Where { cell, per: &plan.limit.per, then: plan.then };
        let items: Vec<(Who, Blanks)> = plan
            .subjects
            .iter()
            .flat_map(|subject| self.items(at, *subject))
            .map(|item| {
                let blanks = self.blanks_of(at, &plan.plan, &item);
                (item, blanks)
            })
            .collect();
        let mut shared = Blanks::new();
        answers(&Fixed::new(), &mut shared, |fill| {
            self.of_place_of(plan.limit, cell, fill)
        });
        let mut readers: BTreeMap<_, (usize, usize)> = BTreeMap::new();
        for (blank, of) in items.iter().flat_map(|(_, blanks)| blanks) {
            readers.entry(blank).or_insert((0, *of)).0 += 1;
        }
        let read_by_several =
            readers.into_iter().filter(|(_, (readers, _))| *readers > 1);
        shared.extend(read_by_several.map(|(blank, (_, of))| (blank.clone(), of)));

        let mut seen: Vec<Seen> = items
            .iter()
            .map(|(item, _)| {
                let person = item.subject() == Subject::People;
                let is_granted = person && grants.cover(item, cell);
                Seen::new(item.clone(), is_granted, plan.exempt.len())
            })
            .collect();
        let mut states: BTreeSet<(Total, Target)> = BTreeSet::new();
        for fixed in assignments(&shared) {
            let zero =
                Total { count: Count::default(), base: 0, relieved: Count::default() };
            let mut totals = BTreeSet::from([zero]);
            for (one, seen) in items.iter().zip(&mut seen) {
                let all = self.all_answers(at, &plan.plan, (&one.0, &one.1), &fixed);
                let parts: Vec<Part> =
                    all.iter().map(|of| plan.part(&one.0, seen.is_granted, of)).collect();
                let mut of_item = BTreeSet::new();
                for part in &parts {
                    let left_out = plan.limit.exempt.iter().zip(&part.exempt);
                    let mut left_out = left_out.filter(|(_, is)| **is);
                    let is_counted =
                        part.plain.0 && !left_out.any(|(one, _)| one.out_of_count);
                    seen.note(part, is_counted);
                    of_item.insert(part.total);
                }
                let sums = totals.iter().flat_map(|so_far| {
                    of_item.iter().map(move |more| so_far.plus(*more))
                });
                totals = sums.collect();
            }
            let of_place = answers(&fixed, &mut Blanks::new(), |fill| {
                self.of_place_of(plan.limit, cell, fill)
            });
            for (total, of_place) in totals
                .iter()
                .flat_map(|total| of_place.iter().map(move |one| (total, one)))
            {
                states.insert(plan.target(*total, of_place));
            }
        }
        let easing = self.easing(grants, cell);
        self.verdict(plan, cell, (&states, &seen), easing, held)
    }

    /// The base and the amount that are numbers of the cell's place, or of its row.
    fn of_place_of(
        &self,
        limit: &Limit,
        cell: &Cell,
        fill: &crate::filling::Filling<'_>,
    ) -> (Option<Content>, Option<Content>) {
        let day = cell.days.first().copied().unwrap_or(Day::FIRST);
        let spot = Spot { who: Who::Cell, day, cell, status: None };
        let base = match &limit.base {
            Some(Base::Field(field)) => Some(self.content(&spot, field.as_str(), fill)),
            _ => None,
        };
        let amount = match &limit.bound.amount {
            Amount::Field(field) => Some(self.content(&spot, field.as_str(), fill)),
            _ => None,
        };
        (base, amount)
    }
}

impl LimitPlan<'_> {
    /// A total with the bound that it is compared with.
    fn target(
        &self,
        mut total: Total,
        (base, amount): &(Option<Content>, Option<Content>),
    ) -> (Total, Target) {
        let number = |content: &Option<Content>| match content {
            Some(Content::Is(Value::Number(number))) => {
                (i128::from(number.billionths()), None)
            }
            Some(Content::Wild(holds)) => (0, Some(*holds)),
            _ => (0, None),
        };
        let (of_base, wild_base) = number(base);
        let (amount, wild_amount) = number(amount);
        if base.is_some() {
            total.base = of_base;
        }
        let is_share = matches!(self.limit.bound.amount, Amount::Share(_));
        let mut target = Target::new(self.limit, total.base, amount);
        target.wild = wild_base.filter(|_| is_share).or(wild_amount);
        (total, target)
    }
}

impl Total {
    fn plus(self, other: Total) -> Total {
        let both = |one: Count, two: Count| Count {
            known: one.known + two.known,
            is_open: one.is_open || two.is_open,
        };
        Total {
            count: both(self.count, other.count),
            base: self.base + other.base,
            relieved: both(self.relieved, other.relieved),
        }
    }
}
