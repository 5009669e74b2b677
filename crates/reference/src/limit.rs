//! How many at once (section 4): the totals that fillings reach, and what a finding says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use passmuster::day::Day;
use passmuster::facts::PersonId;
use passmuster::field::{Subject, Value};
use passmuster::finding::{Evidence, Measured, Mend, Range, Relief};
use passmuster::ratio::Decimal;
use passmuster::rule::Rule;
use passmuster::rule::bound::Amount;
use passmuster::rule::limit::{Base, Limit, Measure};
use passmuster::words;
use passmuster::{Finding, Outcome};

use crate::bound::{Count, Easing, ONE, Target};
use crate::cell::Cell;
use crate::filling::{Blanks, Fixed, answers, assignments};
use crate::grant::Grants;
use crate::ground::Ground;
use crate::item::{Answers, Where};
use crate::plan::{PRESENT_THEN, Plan, Tree, Way};
use crate::value::{Content, Spot, Who};

/// A limit, with what it asks of each item.
pub(crate) struct LimitPlan<'a> {
    limit: &'a Limit,
    plan: Plan,
    subjects: BTreeSet<Subject>,
    counted: Vec<Counted>,
    base: Option<(Subject, Tree)>,
    exempt: Vec<Counted>,
    then: Option<Day>,
}

/// A population: those who match it, and those who would with each status. CLAUSE 9.2.
struct Counted {
    subject: Subject,
    tree: Tree,
    with_status: Vec<Tree>,
}

/// What a limit says of a cell.
pub(crate) struct LimitVerdict {
    pub(crate) outcome: Outcome,
    /// Whether some item was possibly in count or base. CLAUSE 8.2.
    pub(crate) has_matched: bool,
    /// CLAUSE 4.9: a share of a base that is empty under every filling.
    pub(crate) is_empty: bool,
    relief: Option<Relief>,
    worst: Option<Relief>,
    measured: Measured,
    evidence: Evidence,
    mend: Option<Mend>,
}

/// A cell's totals under one filling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Total {
    count: Count,
    base: i128,
    relieved: Count,
}

/// What is known of an item over all fillings.
struct Seen {
    item: Who,
    is_granted: bool,
    always_counted: bool,
    ever_counted: bool,
    always_base: bool,
    ever_base: bool,
    ever_open: bool,
    always_would: bool,
    ever_relieved: bool,
    /// For each `exempt`: certainly matched.
    exempt: Vec<bool>,
    /// Whether it is ever counted, and in the base, where nobody is exempt.
    plain: (bool, bool),
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

    fn is_cap(&self) -> bool {
        Target::new(self.limit, 0, 0).is_cap()
    }

    /// What an item adds under one filling.
    fn part(&self, item: &Who, is_granted: bool, answers: &Answers) -> Part {
        let subject = item.subject();
        let of = &answers.of;
        let matches = |one: &Counted| one.subject == subject && one.tree.holds_here(of);
        // CLAUSE 4.1: an item counts once, whichever of the populations it matches.
        let is_matched = self.counted.iter().any(matches);
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

impl LimitVerdict {
    /// The finding that says so.
    pub(crate) fn finding(self, mut finding: Finding) -> Finding {
        finding.relief = self.relief;
        finding.worst = self.worst;
        finding.measured = Some(self.measured);
        finding.evidence = self.evidence;
        finding.mend = self.mend;
        finding
    }

    /// CLAUSE 3.8: what is left of it where the cell may be cut out.
    pub(crate) fn perhaps(mut self) -> Self {
        if self.outcome != Outcome::Pass {
            self.outcome = Outcome::Undetermined;
        }
        if self.relief.is_some() {
            self.worst = self.relief.take();
        }
        self.mend = None;
        self
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

    fn verdict(
        &self,
        plan: &LimitPlan<'_>,
        cell: &Cell,
        (states, seen): (&BTreeSet<(Total, Target)>, &[Seen]),
        easing: Option<Easing>,
        held: &[(PersonId, Vec<Day>)],
    ) -> LimitVerdict {
        let can_keep = states.iter().any(|(total, target)| target.can_keep(total.count));
        let can_break = states
            .iter()
            .any(|(total, target)| target.can_break(total.count, total.count, None));
        let violation = states
            .iter()
            .any(|(total, target)| target.can_break(total.count, total.relieved, easing));
        let outcome = match (can_keep, can_break) {
            (_, false) => Outcome::Pass,
            (false, true) => Outcome::Fail,
            (true, true) => Outcome::Undetermined,
        };
        let relieved =
            |of: Outcome| (outcome == of && !violation).then_some(Relief::Granted);
        let is_cap = plan.is_cap();
        // CLAUSE 4.10: the worst filling.
        let worst = states.iter().max_by_key(|(total, target)| {
            let key = (
                total.count.is_open && is_cap,
                total.count.known,
                -total.base,
                -target.amount(),
            );
            if is_cap { key } else { (key.0, -key.1, -key.2, -key.3) }
        });
        let allowed = worst.and_then(|(total, target)| target.allowed(total.count));
        let is_share = matches!(plan.limit.bound.amount, Amount::Share(_));
        let empty =
            |(total, target): &(Total, Target)| total.base == 0 && target.wild.is_none();
        let count = range(
            states.iter().map(|(total, _)| (total.count.known, !total.count.is_open)),
        );
        let base = plan.limit.base.as_ref().map(|_| {
            range(
                states.iter().map(|(total, target)| (total.base, target.wild.is_none())),
            )
        });
        let measured = Measured {
            count,
            base,
            bound: words::bound(&plan.limit.bound),
            allowed,
            headroom: worst.and_then(|(total, target)| target.headroom(total.count)),
        };
        let mend = worst.filter(|_| outcome == Outcome::Fail).and_then(|(total, _)| {
            let change = i128::from(allowed?) - total.count.known / ONE;
            self.mend(plan, cell, i64::try_from(change).ok()?, (seen, held))
        });
        LimitVerdict {
            outcome,
            has_matched: seen.iter().any(|one| one.ever_counted || one.ever_base),
            is_empty: is_share && states.iter().all(empty),
            relief: relieved(Outcome::Fail),
            worst: relieved(Outcome::Undetermined),
            measured,
            evidence: self.evidence(plan, seen, outcome),
            mend,
        }
    }

    /// CLAUSE 8.4.
    fn evidence(
        &self,
        plan: &LimitPlan<'_>,
        seen: &[Seen],
        outcome: Outcome,
    ) -> Evidence {
        let names = |is_meant: &dyn Fn(&Seen) -> bool| {
            let meant = seen.iter().filter(|one| is_meant(one));
            let mut names: Vec<String> =
                meant.map(|one| self.name_of(&one.item).to_string()).collect();
            names.sort();
            names
        };
        let is_exempt = |one: &Seen| {
            plan.limit.exempt.iter().zip(&one.exempt).any(|(exempt, always)| {
                *always
                    && (exempt.out_of_count && one.plain.0
                        || exempt.out_of_base && one.plain.1)
            })
        };
        let is_undecided = |one: &Seen| {
            one.ever_counted != one.always_counted
                || one.ever_base != one.always_base
                || one.ever_open
        };
        Evidence {
            counted: names(&|one| one.always_counted),
            exempt: names(&is_exempt),
            granted: match outcome {
                Outcome::Fail | Outcome::Undetermined => names(&|one| one.ever_relieved),
                _ => Vec::new(),
            },
            undecided: names(&is_undecided),
        }
    }

    /// CLAUSE 8.5.
    fn mend(
        &self,
        plan: &LimitPlan<'_>,
        cell: &Cell,
        change: i64,
        (seen, held): (&[Seen], &[(PersonId, Vec<Day>)]),
    ) -> Option<Mend> {
        let is_count = matches!(plan.limit.measure, Measure::Count(_));
        let of_people = plan.counted.iter().all(|one| one.subject == Subject::People);
        let exactly = plan.limit.bound.comparator;
        let exactly =
            matches!(exactly, passmuster::rule::bound::Comparator::Exactly { .. });
        if !is_count || !of_people || exactly {
            return None;
        }
        let is_held = |item: &Who| {
            held.iter().any(|(person, days)| {
                *item == Who::Person(*person, None)
                    && days.iter().any(|day| cell.days.contains(day))
            })
        };
        let may = |one: &&Seen| {
            let moves = match change < 0 {
                true => one.always_counted,
                false => {
                    let in_base = plan.base.is_none() || one.always_base;
                    !one.ever_counted && one.always_would && in_base
                }
            };
            moves && one.item.subject() == Subject::People && !is_held(&one.item)
        };
        let names = seen.iter().filter(may).map(|one| self.name_of(&one.item));
        let mut candidates: Vec<String> =
            names.map(|name: Arc<str>| name.to_string()).collect();
        candidates.sort();
        Some(Mend { change, candidates })
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

/// CLAUSE 7.6: the least number, and the most; `None` if nothing bounds some of them.
fn range(numbers: impl Iterator<Item = (i128, bool)> + Clone) -> Range {
    let decimal = |number: i128| {
        Decimal::from_billionths(i64::try_from(number).unwrap_or(i64::MAX))
    };
    let certain = numbers.clone().map(|(number, _)| number).min().unwrap_or_default();
    let possible = numbers.clone().map(|(number, _)| number).max().unwrap_or_default();
    let is_bounded = numbers.clone().all(|(_, is_bounded)| is_bounded);
    Range { certain: decimal(certain), possible: is_bounded.then(|| decimal(possible)) }
}
