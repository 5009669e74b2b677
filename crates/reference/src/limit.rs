//! How many at once (section 4): the totals that fillings reach, and what a finding says.

use std::collections::{BTreeMap, BTreeSet};

use passmuster::day::Day;
use passmuster::facts::PersonId;
use passmuster::field::Subject;
use passmuster::rule::Rule;
use passmuster::rule::limit::{Base, Limit, Measure};
use passmuster::rule::matcher::Population;
use passmuster::rule::per::TimeWord;

use crate::amount::{Evaluation, Filled, Number, OWNS, billionths, one};
use crate::bound::{Count, Easing, ONE, Target, is_cap};
use crate::cell::Cell;
use crate::filling::{Blanks, Fixed, answers, assignments};
use crate::grant::Grants;
use crate::ground::Ground;
use crate::item::{Answers, Where};
use crate::plan::{Lasting, PRESENT_THEN, Plan, Tree, Way};
use crate::value::Who;
use crate::verdict::LimitVerdict;

/// A limit, with what it asks of each item.
pub(crate) struct LimitPlan<'a> {
    pub(crate) limit: &'a Limit,
    pub(crate) plan: Plan,
    pub(crate) subjects: BTreeSet<Subject>,
    pub(crate) counted: Vec<Counted>,
    pub(crate) base: Option<(Subject, Tree)>,
    /// The populations that shares have as bases of their own.
    pub(crate) owns: Vec<(Subject, Tree)>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Total {
    pub(crate) count: Count,
    pub(crate) base: i128,
    pub(crate) relieved: Count,
    /// CLAUSE 4.13: the populations that shares have as bases of their own.
    pub(crate) own: [i128; OWNS],
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
    /// In which populations of shares' own it is, under each filling.
    pub(crate) owned: BTreeSet<[i128; OWNS]>,
    pub(crate) always_would: bool,
    pub(crate) ever_relieved: bool,
    /// For each `exempt`: certainly matched.
    pub(crate) exempt: Vec<bool>,
    /// Whether it is ever counted, and in the base, where nobody is exempt.
    pub(crate) plain: (bool, bool),
}

/// What an item adds under one filling.
#[derive(Default)]
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
        // CLAUSE 15.5: of an hour only the count is asked, all else of its day.
        let of_hour = limit.per.time == Some(TimeWord::Hour);
        let way = |population: &Population, daily: bool| {
            let is_person = population.subject.items() == Subject::People;
            let daily = (of_hour && is_person).then_some(daily);
            Way { daily, ..Way::of(population.subject) }
        };
        for population in &populations {
            let subject = population.subject.items();
            let way = way(population, false);
            let tree = plan.population_by(ground, population, way);
            let with_status = plan.with_each_status(ground, population, way);
            counted.push(Counted { subject, tree, with_status });
        }
        let first = populations.first();
        let first = first.map_or(Subject::People, |one| one.subject.items());
        let mut exempt = Vec::new();
        for one in &limit.exempt {
            let (matcher, place) = (one.who.clone(), rule.place.clone());
            let who = Population { subject: first, matcher, place };
            let way = way(&who, true);
            let tree = plan.population_by(ground, &who, way);
            let with_status = plan.with_each_status(ground, &who, way);
            exempt.push(Counted { subject: first, tree, with_status });
        }
        let (mut base, mut then) = (None, None);
        match &limit.base {
            Some(Base::Population(population)) => {
                let subject = population.subject.items();
                let way = way(population, true);
                base = Some((subject, plan.population_by(ground, population, way)));
            }
            Some(Base::OnDay(population, day)) => {
                let way = Way { then: true, ..Way::of(population.subject) };
                let tree = plan.matcher(ground, &population.matcher, way);
                base = Some((population.subject, tree));
                then = Some(*day);
            }
            Some(Base::Field(_)) | None => {}
        }
        plan.lasting = limit.lasting.map(|asked| Lasting::of(asked, &counted));
        if let (Measure::Sum { field, .. }, Some(one)) = (&limit.measure, counted.first())
        {
            plan.sum = Some((one.tree.clone(), field.clone()));
        }
        let subjects = counted.iter().map(|one| one.subject);
        let owns = limit.bound.amount.populations();
        let owns: Vec<(Subject, Tree)> = owns
            .map(|own| {
                let way = way(own, true);
                (own.subject.items(), plan.population_by(ground, own, way))
            })
            .collect();
        let subjects = subjects
            .chain(base.iter().chain(&owns).map(|(subject, _)| *subject))
            .collect();
        Self { limit, plan, subjects, counted, base, owns, exempt, then }
    }

    pub(crate) fn is_cap(&self) -> bool {
        is_cap(self.limit)
    }

    /// The days, or the stretch, whose sums are compared. CLAUSE 4.18.
    fn parts_of(&self, cell: &Cell, days: &[Day]) -> Vec<Cell> {
        let with = |days: Vec<Day>| Cell { days, ..cell.clone() };
        match self.limit.averaged {
            Some(_) => days.iter().map(|day| with(vec![*day])).collect(),
            None => vec![with(days.to_vec())],
        }
    }

    /// What an item adds under one filling.
    fn part(&self, item: &Who, is_granted: bool, answers: &Answers) -> Part {
        let subject = item.subject();
        let of = &answers.of;
        let matches = |one: &Counted| one.subject == subject && one.tree.holds_here(of);
        // CLAUSE 4.1: an item counts once, whichever of the populations it matches.
        let is_matched = match (&self.limit.measure, &self.plan.lasting) {
            (Measure::Sum { .. }, _) => answers.is_summed,
            // CLAUSE 4.21: whose rows last so long that match by themselves.
            (Measure::Count(_), Some(lasting)) => answers.lasts(0, lasting),
            (Measure::Count(_), None) => self.counted.iter().any(matches),
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
        let would = self.would(subject, answers);
        // CLAUSE 9.2: under a cap the granted leave the count, under a floor they join it.
        let relieved = match (is_granted, self.is_cap()) {
            (true, true) => Count::default(),
            (true, false) if !is_counted && would && (in_base || self.base.is_none()) => {
                Count { known: ONE, is_open: false }
            }
            _ => count,
        };
        let mut own = [0; OWNS];
        for (slot, (of_own, tree)) in own.iter_mut().zip(&self.owns) {
            let is_in = *of_own == subject && tree.holds_here(of) && !left_out(false);
            *slot = one(is_in);
        }
        let total = Total { count, base: one(in_base), relieved, own };
        Part { total, in_base, would, exempt, plain: (is_matched, matched_base) }
    }

    /// CLAUSE 9.2: whether an item would be counted with some status on its rows.
    fn would(&self, subject: Subject, answers: &Answers) -> bool {
        let of = &answers.of;
        let statuses = self.counted.iter().map(|one| one.with_status.len()).max();
        (0..statuses.unwrap_or_default()).any(|status| {
            let with = |one: &Counted| {
                one.subject == subject
                    && one.with_status.get(status).is_some_and(|tree| tree.holds_here(of))
            };
            let mut exempt = self.exempt.iter().zip(&self.limit.exempt);
            let is_counted = match &self.plan.lasting {
                Some(lasting) => answers.lasts(status + 1, lasting),
                None => self.counted.iter().any(with),
            };
            is_counted && !exempt.any(|(one, exempt)| exempt.out_of_count && with(one))
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
            owned: BTreeSet::new(),
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
        self.owned.insert(part.total.own);
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
        let all_days = plan.parts_of(cell, &cell.days);
        let items: Vec<(Who, Blanks)> = plan
            .subjects
            .iter()
            .flat_map(|subject| self.items(at, *subject))
            .map(|item| {
                let of_day = |day: &Cell| {
                    self.blanks_of(Where { cell: day, ..at }, &plan.plan, &item)
                };
                let blanks = all_days.iter().flat_map(of_day).collect();
                (item, blanks)
            })
            .collect();
        let mut seen: BTreeMap<(usize, usize), Seen> = BTreeMap::new();
        for (nth, (item, _)) in items.iter().enumerate() {
            for (part, day) in all_days.iter().enumerate() {
                let person = item.subject() == Subject::People;
                let is_granted = person && grants.cover(item, day);
                let one = Seen::new(item.clone(), is_granted, plan.exempt.len());
                seen.insert((nth, part), one);
            }
        }
        let mut states: BTreeSet<(Total, Target)> = BTreeSet::new();
        for days in &cell.counted {
            let parts: Vec<(usize, Cell)> = all_days
                .iter()
                .enumerate()
                .filter(|(_, part)| part.days.iter().all(|day| days.contains(day)))
                .map(|(nth, part)| (nth, part.clone()))
                .collect();
            self.states(plan, (at, &parts), &items, &mut seen, (&mut states, grants));
            // CLAUSE 4.19: on a day that does not count nobody is anything.
            for ((_, part), one) in &mut seen {
                if !parts.iter().any(|(nth, _)| nth == part) {
                    let exempt = vec![false; plan.exempt.len()];
                    one.note(&Part { exempt, ..Part::default() }, false);
                }
            }
        }
        let seen: Vec<Seen> = seen.into_values().collect();
        self.verdict(plan, cell, (&states, &seen), held)
    }

    /// Adds all that some filling reaches, on the days that count.
    fn states(
        &self,
        plan: &LimitPlan<'_>,
        (at, parts): (Where<'_>, &[(usize, Cell)]),
        items: &[(Who, Blanks)],
        seen: &mut BTreeMap<(usize, usize), Seen>,
        (states, grants): (&mut BTreeSet<(Total, Target)>, &Grants),
    ) {
        let days: Vec<Cell> = parts.iter().map(|(_, day)| day.clone()).collect();
        let mut shared = Blanks::new();
        answers(&Fixed::new(), &mut shared, |fill| {
            self.base_and_amount(plan.limit, &days, fill)
        });
        let mut readers: BTreeMap<_, (usize, usize)> = BTreeMap::new();
        for (blank, of) in items.iter().flat_map(|(_, blanks)| blanks) {
            readers.entry(blank).or_insert((0, *of)).0 += 1;
        }
        let read_by_several =
            readers.into_iter().filter(|(_, (readers, _))| *readers > 1);
        shared.extend(read_by_several.map(|(blank, (_, of))| (blank.clone(), of)));
        let easing = match plan.limit.averaged {
            None => days.first().and_then(|cell| self.easing(grants, cell)),
            Some(_) => days
                .iter()
                .fold(None, |easing, day| Easing::both(easing, self.easing(grants, day))),
        };
        for fixed in assignments(&shared) {
            let mut totals = BTreeSet::from([Total::default()]);
            for (nth, (item, blanks)) in items.iter().enumerate() {
                let mut of_item = BTreeSet::new();
                for fixed in self.fixings(blanks, &fixed) {
                    let mut reached = BTreeSet::from([Total::default()]);
                    for (part, day) in parts {
                        let at = Where { cell: day, ..at };
                        let all = self.with_fixed(at, &plan.plan, item, &fixed);
                        let Some(seen) = seen.get_mut(&(nth, *part)) else { continue };
                        let mut of_day = BTreeSet::new();
                        for answers in &all {
                            let part = plan.part(item, seen.is_granted, answers);
                            seen.note(&part, plan.is_counted(&part));
                            of_day.insert(part.total);
                        }
                        reached = Total::sums(&reached, &of_day);
                    }
                    of_item.extend(reached);
                }
                totals = Total::sums(&totals, &of_item);
            }
            let of_place = answers(&fixed, &mut Blanks::new(), |fill| {
                self.base_and_amount(plan.limit, &days, fill)
            });
            for (total, of_place) in totals
                .iter()
                .flat_map(|total| of_place.iter().map(move |one| (total, one)))
            {
                states.insert(plan.target(*total, of_place, (days.len(), easing)));
            }
        }
    }
}

impl LimitPlan<'_> {
    fn is_counted(&self, part: &Part) -> bool {
        let mut left_out =
            self.limit.exempt.iter().zip(&part.exempt).filter(|(_, is)| **is);
        part.plain.0 && !left_out.any(|(one, _)| one.out_of_count)
    }

    /// A total with the bound that it is compared with.
    fn target(
        &self,
        mut total: Total,
        (base, amount): &(Option<Number>, Filled),
        (days, easing): (usize, Option<Easing>),
    ) -> (Total, Target) {
        let limit = self.limit;
        let evaluation = Evaluation { limit, is_cap: self.is_cap(), total, base: *base };
        let target = Target {
            comparator: limit.bound.comparator,
            worth: evaluation.worth(amount),
            is_empty: evaluation.is_empty(amount),
            has_wild_base: matches!(base, Some(Number::Wild(_))),
            days: u32::try_from(days).unwrap_or(1),
            easing,
        };
        if base.is_some() {
            total.base = billionths(*base);
        }
        (total, target)
    }
}

impl Total {
    fn plus(self, other: Total) -> Total {
        let both = |one: Count, two: Count| Count {
            known: one.known + two.known,
            is_open: one.is_open || two.is_open,
        };
        let mut own = self.own;
        own.iter_mut().zip(other.own).for_each(|(own, other)| *own += other);
        Total {
            count: both(self.count, other.count),
            base: self.base + other.base,
            relieved: both(self.relieved, other.relieved),
            own,
        }
    }

    /// Every sum of one of some and one of others.
    fn sums(some: &BTreeSet<Total>, others: &BTreeSet<Total>) -> BTreeSet<Total> {
        some.iter().flat_map(|one| others.iter().map(move |two| one.plus(*two))).collect()
    }
}
