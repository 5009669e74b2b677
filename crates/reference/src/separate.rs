//! Who may never meet (section 13): everything that each item may carry, put together in
//! every way.

use std::collections::{BTreeMap, BTreeSet};

use passmuster::day::{Day, MINUTES_OF_DAY};
use passmuster::facts::PersonId;
use passmuster::field::{Home, Subject, Table, Text, Value};
use passmuster::finding::{Carried, Evidence, Measured, Mend, Range, Relief};
use passmuster::ratio::Decimal;
use passmuster::rule::Rule;
use passmuster::rule::per::Column;
use passmuster::rule::separate::{Gap, Separate};
use passmuster::{Finding, Outcome, words};

use crate::bound::{Easing, ONE};
use crate::cell::Cell;
use crate::filling::{
    Blank, Blanks, Filling, Fixed, answers, assignments, is_spent, spend,
};
use crate::grant::Grants;
use crate::ground::Ground;
use crate::item::Where;
use crate::plan::{Plan, Tree};
use crate::value::{Content, Row, Spot, Who};

/// A value with the minutes in which no other may be there.
type Mark = (Text, i64, i64);
/// What is carried under one filling.
type Marks = BTreeSet<Mark>;

/// A separation, with what it asks of each item.
pub(crate) struct SeparatePlan<'a> {
    separate: &'a Separate,
    plan: Plan,
    each: Tree,
}

/// What a separation says of a cell.
pub(crate) struct SeparateVerdict {
    pub(crate) outcome: Outcome,
    /// Whether somebody possibly carries a value.
    pub(crate) has_matched: bool,
    pub(crate) measured: Measured,
    pub(crate) evidence: Evidence,
    pub(crate) relief: Option<Relief>,
    pub(crate) mend: Option<Mend>,
}

impl<'a> SeparatePlan<'a> {
    pub(crate) fn new(ground: &Ground<'_>, rule: &Rule, separate: &'a Separate) -> Self {
        let mut plan = Plan::new(rule.week_starts);
        let each = plan.population(ground, &separate.each);
        Self { separate, plan, each }
    }
}

impl SeparateVerdict {
    /// The finding that says so, where the cell is perhaps cut out. CLAUSE 3.8, 9.4.
    pub(crate) fn finding(
        self,
        rule: &Rule,
        mut finding: Finding,
        is_perhaps: bool,
    ) -> Finding {
        if is_perhaps && finding.outcome == Outcome::Fail {
            finding.outcome = Outcome::Undetermined;
        }
        finding.measured = Some(self.measured);
        finding.evidence = self.evidence;
        match finding.outcome {
            Outcome::Fail => {
                finding.relief = self.relief;
                finding.mend = self.mend;
            }
            Outcome::Undetermined => finding.worst = self.relief,
            _ => {}
        }
        words::finish(rule, &mut finding);
        finding
    }
}

impl Ground<'_> {
    /// What a separation says of one cell.
    pub(crate) fn separate(
        &self,
        plan: &SeparatePlan<'_>,
        cell: &Cell,
        (grants, held): (&Grants, &[(PersonId, Vec<Day>)]),
    ) -> SeparateVerdict {
        let at = Where { cell, per: &plan.separate.per, then: None };
        let items = self.items(at, plan.separate.each.subject);
        let worlds = self.carried(plan, at, &items);
        let all = |nth: usize| {
            let sets = worlds.iter().filter_map(|world| world.get(nth));
            sets.flatten().cloned().collect::<BTreeSet<Marks>>()
        };
        let sets: Vec<BTreeSet<Marks>> = (0..items.len()).map(all).collect();
        let at_most = plan.separate.at_most as usize;
        let others: Vec<bool> =
            items.iter().map(|who| !grants.cover(who, cell)).collect();
        let room = match self.easing(grants, cell) {
            None => Some(0),
            Some(Easing::By(more)) => Some(more),
            Some(Easing::Lifted) => None,
        };
        let (mut meet, mut violation) = (BTreeSet::new(), false);
        for world in &worlds {
            let unions = together(world.iter());
            meet.extend(unions.iter().map(meeting));
            let world = world.iter().zip(&others).filter(|(_, counts)| **counts);
            let unions = together(world.map(|(sets, _)| sets));
            violation |= room.is_some_and(|room| {
                let bound = at_most as i128 * ONE + room;
                unions.iter().any(|union| meeting(union) as i128 * ONE > bound)
            });
        }
        let keeps = |count: &usize| *count <= at_most;
        let outcome = match (meet.iter().all(keeps), meet.iter().any(keeps)) {
            (true, _) => Outcome::Pass,
            (_, true) => Outcome::Undetermined,
            (_, false) => Outcome::Fail,
        };
        let (least, most) = (meet.first().copied(), meet.last().copied());
        let (least, most) = (least.unwrap_or_default(), most.unwrap_or_default());
        let zero = Decimal::from_billionths(0);
        let decimal = |count: usize| Decimal::whole(count as i64).unwrap_or(zero);
        let measured = Measured {
            count: Range { certain: decimal(least), possible: Some(decimal(most)) },
            base: None,
            bound: String::new(),
            allowed: i64::try_from(at_most).ok(),
            headroom: Some(at_most as i64 - most as i64),
        };
        let granted = |nth: usize| others.get(nth).is_some_and(|counts| !counts);
        SeparateVerdict {
            outcome,
            has_matched: sets.iter().flatten().any(|set| !set.is_empty()),
            measured,
            evidence: self.carriers(&items, &sets, (&granted, outcome)),
            relief: (outcome != Outcome::Pass && !violation).then_some(Relief::Granted),
            mend: self.mend_by_going(plan, cell, (&items, &sets), held),
        }
    }

    /// What each item may carry, for each way to fill what several of them read.
    fn carried(
        &self,
        plan: &SeparatePlan<'_>,
        at: Where<'_>,
        items: &[Who],
    ) -> Vec<Vec<BTreeSet<Marks>>> {
        let of_item = |who: &Who| {
            let mut read = Blanks::new();
            for day in &at.cell.days {
                answers(&Fixed::new(), &mut read, |fill| {
                    self.carried_on(plan, at, who, *day, fill)
                });
            }
            read
        };
        let blanks: Vec<Blanks> = items.iter().map(of_item).collect();
        let mut readers: BTreeMap<Blank, (usize, usize)> = BTreeMap::new();
        for (blank, of) in blanks.iter().flatten() {
            readers.entry(blank.clone()).or_insert((0, *of)).0 += 1;
        }
        let shared = readers.into_iter().filter(|(_, (readers, _))| *readers > 1);
        let shared: Blanks = shared.map(|(blank, (_, of))| (blank, of)).collect();
        let world = |fixed: &Fixed| {
            let sets = items.iter().zip(&blanks).map(|(who, blanks)| {
                let own = self.fixings(blanks, fixed);
                let sets = own.iter().flat_map(|own| self.sets(plan, at, who, own));
                sets.collect::<BTreeSet<Marks>>()
            });
            sets.collect()
        };
        assignments(&shared).iter().map(world).collect()
    }

    /// Everything that an item may carry on its days, where what is beyond one day is fixed.
    fn sets(
        &self,
        plan: &SeparatePlan<'_>,
        at: Where<'_>,
        who: &Who,
        fixed: &Fixed,
    ) -> BTreeSet<Marks> {
        let of_day = |day: &Day| {
            answers(fixed, &mut Blanks::new(), |fill| {
                self.carried_on(plan, at, who, *day, fill)
            })
        };
        let days: Vec<BTreeSet<Marks>> = at.cell.days.iter().map(of_day).collect();
        together(days.iter())
    }

    /// CLAUSE 13.2: what an item carries on one day under one filling.
    fn carried_on(
        &self,
        plan: &SeparatePlan<'_>,
        at: Where<'_>,
        who: &Who,
        day: Day,
        fill: &Filling<'_>,
    ) -> Marks {
        let Some((all, rows)) = self.answers_by_row(at, &plan.plan, who, day, fill)
        else {
            return Marks::new();
        };
        let carriers: Vec<Who> = match who {
            Who::Person(person, _) => {
                let rows = rows.iter().filter(|(_, of)| plan.each.holds_here(of));
                rows.map(|(row, _)| Who::Person(*person, Some(*row))).collect()
            }
            _ if plan.each.holds_here(&all) => vec![who.clone()],
            _ => Vec::new(),
        };
        let mark = |who: Who| {
            let spot = Spot { who, day, cell: at.cell, status: None };
            let value = self.carried_value(plan.separate, &spot, fill)?;
            let (from, until) = self.carried_when(plan.separate, &spot, fill)?;
            Some((value, from, until))
        };
        carriers.into_iter().filter_map(mark).collect()
    }

    /// CLAUSE 13.3: of a row that nobody wrote down any value, if its status is not known.
    fn carried_value(
        &self,
        separate: &Separate,
        spot: &Spot<'_>,
        fill: &Filling<'_>,
    ) -> Option<Text> {
        let is_given = matches!(spot.who, Who::Person(_, Some(Row::Given)));
        let name = separate.by.as_str();
        let of_row = match &separate.by {
            Column::Team | Column::Shift | Column::Room => true,
            Column::Field(name) => {
                let field = self.facts.fields().seen_by(Subject::People, name.as_str());
                field.map(|field| field.home) == Some(Home::Table(Table::Attendance))
            }
            _ => false,
        };
        if !is_given || !of_row {
            return self.column(&separate.by, spot, Some(fill));
        }
        if self.known(spot, "status", fill).is_some() {
            return None;
        }
        match self.content(spot, name, fill) {
            Content::Is(Value::Text(text)) => Some(text),
            Content::Is(value) => Some(value.to_string().into()),
            Content::Wild(_) | Content::Nothing => None,
        }
    }

    /// CLAUSE 13.4, 13.5: from when to when a row keeps others away.
    fn carried_when(
        &self,
        separate: &Separate,
        spot: &Spot<'_>,
        fill: &Filling<'_>,
    ) -> Option<(i64, i64)> {
        let start = spot.day.start().minutes();
        let gap = match separate.gap {
            None => return Some((0, 1)),
            Some(Gap::Days(days)) => {
                return Some((start, start + MINUTES_OF_DAY * (1 + i64::from(days))));
            }
            Some(Gap::Minutes(minutes)) => i64::from(minutes),
        };
        let (row, blank) = spot.clocked_row("lasting")?;
        let clock = |nth: usize| {
            let (table, row, columns) = row?;
            match self.facts.table(table)?.value(row, columns.get(nth)?)? {
                Value::Time(clock) => Some(start + i64::from(clock.minutes())),
                _ => None,
            }
        };
        let (from, until) = match (clock(0), clock(1)) {
            (Some(from), Some(to)) if to > from => (from, to),
            (Some(from), Some(to)) => (from, to + MINUTES_OF_DAY),
            _ if fill.choose(blank, 2) == 0 => return None,
            _ => (start, start + MINUTES_OF_DAY),
        };
        let (from, until) = match spot.cell.part {
            Some((first, last)) => (from.max(first.minutes()), until.min(last.minutes())),
            None => (from, until),
        };
        (until > from).then_some((from, until + gap))
    }

    /// CLAUSE 8.4, 13.7.
    fn carriers(
        &self,
        items: &[Who],
        sets: &[BTreeSet<Marks>],
        (is_granted, outcome): (&dyn Fn(usize) -> bool, Outcome),
    ) -> Evidence {
        let names = |is_meant: &dyn Fn(usize, &BTreeSet<Marks>) -> bool| {
            let meant = items.iter().zip(sets).enumerate();
            let meant = meant.filter(|(nth, (_, sets))| is_meant(*nth, sets));
            let mut names: Vec<String> =
                meant.map(|(_, (who, _))| self.name_of(who).to_string()).collect();
            names.sort();
            names
        };
        let carries = |set: &Marks, value: &Text| set.iter().any(|m| m.0 == *value);
        let values: BTreeSet<Text> =
            sets.iter().flatten().flatten().map(|mark| mark.0.clone()).collect();
        let of = |value: &Text| Carried {
            value: value.to_string(),
            by: names(&|_, sets| sets.iter().all(|set| carries(set, value))),
            perhaps: names(&|_, sets| {
                sets.iter().any(|set| carries(set, value))
                    && !sets.iter().all(|set| carries(set, value))
            }),
        };
        Evidence {
            counted: names(&|_, sets| sets.iter().all(|set| !set.is_empty())),
            exempt: Vec::new(),
            granted: names(&|nth, sets| {
                outcome != Outcome::Pass
                    && is_granted(nth)
                    && sets.iter().any(|set| !set.is_empty())
            }),
            undecided: names(&|_, sets| sets.len() > 1),
            values: values.iter().map(of).collect(),
            levels: Vec::new(),
        }
    }

    /// CLAUSE 13.8: every choice of values to keep, and who must go for it.
    fn mend_by_going(
        &self,
        plan: &SeparatePlan<'_>,
        cell: &Cell,
        (items, sets): (&[Who], &[BTreeSet<Marks>]),
        held: &[(PersonId, Vec<Day>)],
    ) -> Option<Mend> {
        let Separate { each, at_most, gap, per, .. } = plan.separate;
        let by_person = per.columns.contains(&Column::Person);
        if gap.is_some() || each.subject != Subject::People || by_person {
            return None;
        }
        let is_held = |item: &Who| {
            held.iter().any(|(person, days)| {
                *item == Who::Person(*person, None)
                    && days.iter().any(|day| cell.days.contains(day))
            })
        };
        let values: BTreeSet<&str> =
            sets.iter().flatten().flatten().map(|mark| &*mark.0).collect();
        let values: Vec<&str> = values.into_iter().collect();
        let kept = subsets(&values, *at_most as usize);
        if kept.len() > 1_000 {
            return None;
        }
        let ways = kept.into_iter().map(|keeps| {
            let goes = |sets: &BTreeSet<Marks>| {
                sets.iter().flatten().any(|mark| !keeps.contains(&&*mark.0))
            };
            let go = items.iter().zip(sets).filter(|(_, sets)| goes(sets));
            let go: Vec<&Who> = go.map(|(who, _)| who).collect();
            let held = go.iter().any(|who| is_held(who));
            ((held, go.len()), keeps, go)
        });
        let (_, keeps, go) = ways.min_by_key(|(key, ..)| *key)?;
        let change = -i64::try_from(go.len()).ok()?;
        let free = go.into_iter().filter(|who| !is_held(who));
        let mut candidates: Vec<String> =
            free.map(|who| self.name_of(who).to_string()).collect();
        candidates.sort();
        let keeps = keeps.into_iter().map(str::to_owned).collect();
        Some(Mend { change, candidates, keeps })
    }
}

/// Every union of one set of each.
fn together<'a>(all: impl Iterator<Item = &'a BTreeSet<Marks>>) -> BTreeSet<Marks> {
    let mut unions = BTreeSet::from([Marks::new()]);
    for sets in all.filter(|sets| !sets.is_empty()) {
        if is_spent() {
            break;
        }
        unions = unions
            .iter()
            .flat_map(|union| sets.iter().map(move |set| union | set))
            .collect();
        // Where there are too many, the engine may leave open what is decided (13.6).
        let many = unions.len() as u64;
        spend(if many > 64 { 2 * many * many } else { many });
    }
    unions
}

/// The most different values at one moment: asked whenever one comes.
fn meeting(marks: &Marks) -> usize {
    let at = |moment: i64| {
        let here =
            marks.iter().filter(|(_, from, until)| *from <= moment && moment < *until);
        here.map(|mark| &mark.0).collect::<BTreeSet<_>>().len()
    };
    marks.iter().map(|(_, from, _)| at(*from)).max().unwrap_or(0)
}

/// Every choice of so many, in their order; all of them where there are fewer.
fn subsets<'v>(values: &[&'v str], many: usize) -> Vec<Vec<&'v str>> {
    match values.split_first() {
        _ if many == 0 => vec![Vec::new()],
        None => vec![Vec::new()],
        Some((first, rest)) => {
            let with = subsets(rest, many - 1).into_iter();
            let with = with.map(|tail| [&[*first], tail.as_slice()].concat());
            let without = subsets(rest, many).into_iter();
            let without = without.filter(|one| one.len() == many);
            with.chain(without).collect()
        }
    }
}
