//! How much each does over a period (section 12): every life that the days of a person may
//! have led, added up one by one.

mod life;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use passmuster::day::{Day, MINUTES_OF_DAY};
use passmuster::facts::DayKind;
use passmuster::field::{Subject, Table, Text, Value};
use passmuster::finding::{Evidence, Measured, Reason};
use passmuster::rule::Rule;
use passmuster::rule::bound::Comparator;
use passmuster::rule::per::{Column, Per, TimeWord};
use passmuster::rule::quota::{Effect, Measure, Quantity, Quota};
use passmuster::{Finding, Outcome};

use crate::cell::Cell;
use crate::filling::{Blanks, Filling, Fixed, answers, assignments};
use crate::ground::Ground;
use crate::item::Where;
use crate::plan::{Plan, Tree, Way};
use crate::value::{Row, Who};

/// Billionths in one.
const ONE: i128 = 1_000_000_000;
/// A number that was not written down may be this, and more.
const HUGE: i128 = 1 << 70;

/// The matchers of a quota as trees.
pub(crate) struct QuotaPlan<'a> {
    quota: &'a Quota,
    plan: Plan,
    pub(crate) per: Per,
    each: Tree,
    measured: Tree,
    of: Option<Tree>,
    excused: Option<Tree>,
    /// So many of the smallest unit are one unit of the amount.
    size: i128,
    /// The days on which the rule is in force.
    in_force: BTreeSet<Day>,
}

/// From when to when a row lasts, if that is known, and its least and most minutes.
type Lasting = (Option<(i64, i64)>, (i128, i128));

/// One day of a person under one filling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Today {
    served: bool,
    measured: bool,
    of: bool,
    excused: bool,
    working: bool,
    /// Measure and base that the day's rows add: several where a length is not known.
    points: BTreeSet<(i128, i128)>,
    /// The stretches of the rows measured, in minutes; `None` somewhere in the day.
    stretches: Vec<Option<(i64, i64)>>,
    /// The rows measured with what is known of their length.
    rows: Vec<Lasting>,
}

/// The days of a person so far.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Life {
    served: bool,
    broken: bool,
    working: i64,
    excused: i64,
    wanting: i64,
    count: i128,
    base: i128,
    run: i128,
    longest: i128,
    /// The end of the last stretch, and the pauses: shortest, longest, of both worst and best.
    end: Option<i64>,
    pause: Option<i64>,
    stretches: usize,
    is_open: bool,
    worst: (Option<i64>, i64),
    best: (Option<i64>, i64),
}

/// What a person comes to in a period under one filling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sum {
    /// Whether they are judged at all, and whether they are bound.
    is_in: bool,
    served: bool,
    count: i128,
    base: i128,
    /// The amount: above and below the line.
    amount: (i128, i128),
}

/// What a period of a quota comes to.
pub(crate) enum QuotaVerdict {
    /// It binds nobody.
    Nobody,
    /// It is not judged.
    Silent(Reason),
    /// It is.
    Found(Outcome, Box<Measured>, Vec<String>),
}

impl<'a> QuotaPlan<'a> {
    pub(crate) fn new(
        ground: &Ground<'_>,
        rule: &Rule,
        quota: &'a Quota,
        in_force: BTreeSet<Day>,
    ) -> Self {
        let mut plan = Plan::new(rule.week_starts);
        let way = Way::of(Subject::People);
        let each = plan.population(ground, &quota.each);
        let measured = plan.matcher(ground, quota.measure.matcher(), way);
        let of = quota.of.as_ref().map(|of| plan.matcher(ground, of, way));
        let excused =
            quota.excuse.as_ref().map(|excuse| plan.matcher(ground, &excuse.days, way));
        let size = match (&quota.amount, &quota.measure) {
            (Quantity::Number { unit, .. }, measure) => i128::from(unit.size(measure)),
            (Quantity::Share(_), Measure::Hours(_)) => 60,
            (Quantity::Share(_), _) => 1,
        };
        let mut per = quota.per.clone();
        if per.columns.is_empty() {
            per.columns.push(Column::Person);
        }
        Self { quota, plan, per, each, measured, of, excused, size, in_force }
    }

    fn is_upper(&self) -> bool {
        matches!(self.quota.comparator, Comparator::AtMost | Comparator::Below)
    }

    fn is_floor(&self) -> bool {
        matches!(self.quota.comparator, Comparator::AtLeast | Comparator::Above)
    }

    fn is_mean(&self) -> bool {
        !self.per.columns.contains(&Column::Person)
    }

    fn lengthens(&self) -> bool {
        self.quota
            .excuse
            .as_ref()
            .is_some_and(|one| one.effect == Effect::LengthensPeriod)
    }
}

impl Ground<'_> {
    /// What a quota says of one cell.
    pub(crate) fn quota(&self, plan: &QuotaPlan<'_>, cell: &Cell) -> QuotaVerdict {
        let at = Where { cell, per: &plan.per, then: None };
        let only = cell.column("person");
        let people: Vec<Who> = self
            .items(at, Subject::People)
            .into_iter()
            .filter(|who| only.as_ref().is_none_or(|only| self.name_of(who) == *only))
            .collect();
        let mut days = cell.days.clone();
        if plan.lengthens()
            && let Some(last) = cell.days.last()
        {
            let later = (1..=cell.days.len())
                .map(|nth| last.plus(i32::try_from(nth).unwrap_or(i32::MAX)));
            days.extend(later.filter(|day| plan.in_force.contains(day)));
        }
        let blanks: Vec<Blanks> = people
            .iter()
            .map(|who| {
                let mut read = Blanks::new();
                for day in &days {
                    answers(&Fixed::new(), &mut read, |fill| {
                        self.today(at, plan, who, *day, fill)
                    });
                }
                read.retain(|blank, _| !blank.is_of_one_day());
                read
            })
            .collect();
        let mut readers: BTreeMap<_, (usize, usize)> = BTreeMap::new();
        for (blank, of) in blanks.iter().flatten() {
            readers.entry(blank.clone()).or_insert((0, *of)).0 += 1;
        }
        let shared = readers.into_iter().filter(|(_, (readers, _))| *readers > 1);
        let shared: Blanks = shared.map(|(blank, (_, of))| (blank, of)).collect();
        let mut worlds: Vec<Vec<BTreeSet<Sum>>> = Vec::new();
        for fixed in assignments(&shared) {
            let of_person = |(who, blanks): (&Who, &Blanks)| {
                let own = blanks.iter().filter(|(blank, _)| !fixed.contains_key(*blank));
                let own: Blanks = own.map(|(blank, of)| (blank.clone(), *of)).collect();
                let mut sums = BTreeSet::new();
                for mut of_own in assignments(&own) {
                    of_own
                        .extend(fixed.iter().map(|(one, choice)| (one.clone(), *choice)));
                    sums.extend(self.sums(at, plan, who, &days, &of_own));
                }
                sums
            };
            worlds.push(people.iter().zip(&blanks).map(of_person).collect());
        }
        let names = people.iter().filter(|who| self.is_there(at, who));
        let names = names.map(|who| self.name_of(who).to_string()).collect();
        plan.verdict(&worlds, names)
    }

    /// Whether anybody is in the cell on a day of it.
    pub(crate) fn has_people(&self, plan: &QuotaPlan<'_>, cell: &Cell) -> bool {
        let at = Where { cell, per: &plan.per, then: None };
        let people = self.items(at, Subject::People);
        let only = cell.column("person");
        let mut asked = people
            .iter()
            .filter(|who| only.as_ref().is_none_or(|only| self.name_of(who) == *only));
        asked.any(|who| self.is_there(at, who))
    }

    /// Whether somebody is in the cell on a day of it.
    fn is_there(&self, at: Where<'_>, who: &Who) -> bool {
        at.cell.days.iter().any(|day| {
            let stays = answers(&Fixed::new(), &mut Blanks::new(), |fill| {
                self.rows_of_stay(at, who, *day, fill).is_some()
            });
            stays.contains(&true)
        })
    }

    /// What one day is under one filling.
    fn today(
        &self,
        at: Where<'_>,
        plan: &QuotaPlan<'_>,
        who: &Who,
        day: Day,
        fill: &Filling<'_>,
    ) -> Option<Today> {
        let (all, rows) = self.answers_by_row(at, &plan.plan, who, day, fill)?;
        let holds = |tree: &Tree| tree.holds_here(&all);
        let mut today = Today {
            served: holds(&plan.each),
            measured: holds(&plan.measured),
            of: plan.of.as_ref().is_some_and(holds),
            excused: plan.excused.as_ref().is_some_and(holds),
            working: self.is_working_day(who, day),
            points: BTreeSet::from([(0, 0)]),
            stretches: Vec::new(),
            rows: Vec::new(),
        };
        for (row, of_row) in rows {
            let is_measured = plan.measured.holds_here(&of_row);
            let is_of = plan.of.as_ref().is_some_and(|of| of.holds_here(&of_row));
            let (stretch, minutes) = self.length(row, day);
            let amounts = match &plan.quota.measure {
                Measure::Hours(_) => minutes,
                Measure::Sum { field, .. } => match self.number_of(row, field.as_str()) {
                    Some(number) => (number, number),
                    None => (0, HUGE),
                },
                _ => (ONE, ONE),
            };
            if is_measured {
                today.stretches.push(stretch);
                today.rows.push((stretch, minutes));
            }
            let more = [amounts.0, amounts.1];
            let of_row = more.map(|amount| {
                (if is_measured { amount } else { 0 }, if is_of { amount } else { 0 })
            });
            let points = today.points.iter();
            today.points = points
                .flat_map(|(k, n)| of_row.map(|(more, base)| (k + more, n + base)))
                .collect();
        }
        if matches!(plan.quota.measure, Measure::Days(_)) {
            let one = |is: bool| if is { ONE } else { 0 };
            today.points = BTreeSet::from([(one(today.measured), one(today.of))]);
        }
        Some(today)
    }

    fn is_working_day(&self, who: &Who, day: Day) -> bool {
        let Who::Person(person, _) = who else { return false };
        let units = self.units_of(*person, day);
        let locality =
            units.first().and_then(|unit| self.of_place(unit, day, "locality"));
        let locality = locality.and_then(|value| value.as_text().map(Text::from));
        self.facts.day_kind(day, locality.as_ref()) == DayKind::WorkingDay
    }

    /// From when to when a row lasts, and its least and most minutes.
    fn length(&self, row: Row, day: Day) -> Lasting {
        let any = (0, i128::from(MINUTES_OF_DAY) * ONE);
        let Row::Real(row) = row else { return (None, any) };
        let value =
            |column: &str| self.facts.table(Table::Attendance)?.value(row, column);
        let clock = |column: &str| match value(column) {
            Some(Value::Time(clock)) => Some(i64::from(clock.minutes())),
            _ => None,
        };
        if let (Some(from), Some(to)) = (clock("from"), clock("to")) {
            let to = if to <= from { to + MINUTES_OF_DAY } else { to };
            let start = day.start().minutes();
            let minutes = i128::from(to - from) * ONE;
            return (Some((start + from, start + to)), (minutes, minutes));
        }
        match value("hours") {
            Some(Value::Number(hours)) => {
                let minutes = i128::from(hours.billionths()) * 60;
                (None, (minutes, minutes))
            }
            _ => (None, any),
        }
    }

    fn number_of(&self, row: Row, field: &str) -> Option<i128> {
        let Row::Real(row) = row else { return None };
        let field = self.facts.fields().seen_by(Subject::People, field)?;
        let column = field.column.as_str();
        match self.facts.table(Table::Attendance)?.value(row, column)? {
            Value::Number(number) => Some(i128::from(number.billionths())),
            _ => None,
        }
    }

    /// Every sum that the days may come to, where what is beyond one day is fixed.
    fn sums(
        &self,
        at: Where<'_>,
        plan: &QuotaPlan<'_>,
        who: &Who,
        days: &[Day],
        fixed: &Fixed,
    ) -> BTreeSet<Sum> {
        let period = &at.cell.days;
        let todays: Vec<(Day, BTreeSet<Option<Today>>)> = days
            .iter()
            .map(|day| {
                let all = answers(fixed, &mut Blanks::new(), |fill| {
                    self.today(at, plan, who, *day, fill)
                });
                (*day, all)
            })
            .collect();
        if let Some(TimeWord::RollingHours(hours)) = plan.per.time {
            return plan.rolling_hours(hours, &todays);
        }
        let wanting = if plan.lengthens() { period.len() as i64 } else { 0 };
        let start = period.first().map(|day| day.start().minutes());
        let born =
            Life { wanting, worst: (start, 0), best: (start, 0), ..Life::default() };
        let mut lives = BTreeSet::from([born]);
        for (day, all) in &todays {
            let in_period = period.contains(day);
            let next = lives.iter().flat_map(|life| {
                all.iter().flat_map(move |today| {
                    plan.after(life, *day, today.as_ref(), in_period)
                })
            });
            lives = next.collect();
        }
        let ends = period.last().map(|day| day.end().minutes());
        let whole = start.zip(ends).map_or(0, |(start, end)| end - start);
        lives.iter().flat_map(|life| plan.sum(life, at.cell, (ends, whole))).collect()
    }
}
/// The finding of a verdict.
pub(crate) fn finding(
    mut finding: Finding,
    (measured, names): (Measured, Vec<String>),
    is_granted: bool,
) -> Finding {
    use passmuster::finding::Relief;
    let mut names = names;
    names.sort();
    finding.measured = Some(measured);
    finding.evidence = Evidence::default();
    let relief = is_granted.then_some(Relief::Granted);
    if is_granted && finding.outcome != Outcome::Pass {
        finding.evidence.granted.clone_from(&names);
    }
    match finding.outcome {
        Outcome::Fail => {
            finding.relief = relief;
            finding.evidence.counted = names;
        }
        Outcome::Undetermined => {
            finding.worst = relief;
            finding.evidence.undecided = names;
        }
        _ => finding.evidence.counted = names,
    }
    finding
}

/// CLAUSE 12.4: stretches that no calendar names, with their first and last days.
pub(crate) fn periods(time: TimeWord, asked: (Day, Day)) -> Vec<(Day, Day)> {
    let (from, through) = asked;
    let days = || (from.number()..=through.number()).map(Day::from_number);
    let back = |days: u32| 1 - i32::try_from(days).unwrap_or(i32::MAX);
    match time {
        TimeWord::Rolling(long) => {
            days().map(|last| (last.plus(back(long)), last)).collect()
        }
        TimeWord::RollingHours(hours) => {
            let long = hours.div_ceil(24) + 1;
            days().map(|last| (last.plus(back(long)), last)).collect()
        }
        TimeWord::Every(long, first) => {
            let mut all = Vec::new();
            let mut start = first;
            while start <= through {
                let last = start.plus(-back(long));
                if last >= from {
                    all.push((start, last));
                }
                start = last.next();
            }
            all
        }
        _ => Vec::new(),
    }
}
