//! How much each does over a period (section 12): every life that the days of a person may
//! have led, added up one by one.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use passmuster::day::{Calendar, Day, MINUTES_OF_DAY};
use passmuster::facts::DayKind;
use passmuster::field::{Subject, Table, Value};
use passmuster::finding::{Evidence, Measured, Range, Reason};
use passmuster::ratio::Decimal;
use passmuster::rule::Rule;
use passmuster::rule::bound::Comparator;
use passmuster::rule::per::{Column, Per, TimeWord};
use passmuster::rule::quota::{Effect, Measure, Quantity, Quota, Unit};
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
        let locality =
            locality.and_then(|value| value.as_text().map(std::sync::Arc::from));
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

impl QuotaPlan<'_> {
    /// A life with one more day.
    fn after(
        &self,
        life: &Life,
        day: Day,
        today: Option<&Today>,
        in_period: bool,
    ) -> Vec<Life> {
        let mut life = life.clone();
        if self.lengthens() && life.wanting == 0 {
            return vec![life];
        }
        let Some(today) = today.filter(|today| today.served) else {
            // CLAUSE 12.6: later days of which nothing is known to the register lengthen
            // nothing, but a day of the period passes.
            if in_period || today.is_some() {
                life.broken = true;
                life.wanting = (life.wanting - 1).max(0);
                life.run = 0;
            }
            return vec![life];
        };
        life.served = true;
        if today.excused && self.lengthens() {
            return vec![life];
        }
        life.wanting = (life.wanting - 1).max(0);
        life.working += i64::from(today.working);
        life.excused += i64::from(today.working && today.excused);
        match &self.quota.measure {
            Measure::LongestRun(_) => {
                self.run_of(&mut life, today);
                return vec![life];
            }
            Measure::ShortestRest(_) | Measure::LongestRest(_) => {
                life.rest_of(day, today, self.quota.gap);
                return vec![life];
            }
            _ => {}
        }
        let credit = match self.quota.excuse.as_ref().map(|excuse| excuse.effect) {
            Some(Effect::Credits(amount)) if today.excused => {
                Some(i128::from(amount.billionths()))
            }
            _ => None,
        };
        let points = today.points.iter();
        points
            .map(|(count, base)| {
                let count = match credit {
                    Some(credit) => credit,
                    None => *count,
                };
                Life { count: life.count + count, base: life.base + base, ..life.clone() }
            })
            .collect()
    }

    /// CLAUSE 12.2: in a run of working days other days neither count nor break.
    fn run_of(&self, life: &mut Life, today: &Today) {
        let by_working_days =
            matches!(self.quota.amount, Quantity::Number { unit: Unit::WorkingDays, .. });
        match (by_working_days && !today.working, today.measured) {
            (true, _) => {}
            (false, true) => life.run += 1,
            (false, false) => life.run = 0,
        }
        life.longest = life.longest.max(life.run);
    }

    /// What a life comes to.
    fn sum(
        &self,
        life: &Life,
        cell: &Cell,
        (end, whole): (Option<i64>, i64),
    ) -> Vec<Sum> {
        let last = |(from, widest): (Option<i64>, i64)| {
            from.zip(end).map_or(widest, |(from, end)| widest.max(end - from))
        };
        let minutes = |minutes: i64| i128::from(minutes) * ONE;
        let counts = match &self.quota.measure {
            Measure::LongestRun(_) => vec![life.longest * ONE],
            Measure::ShortestRest(_) => {
                let pause = minutes(life.pause.unwrap_or(whole));
                match life.is_open && life.stretches > 1 {
                    true => vec![0, pause],
                    false => vec![pause],
                }
            }
            Measure::LongestRest(_) => {
                vec![minutes(last(life.worst)), minutes(last(life.best))]
            }
            _ => vec![life.count],
        };
        let short = cell.is_cut || life.broken || life.wanting > 0;
        let is_in = life.served && (self.is_upper() || !short);
        let days = cell.days.len() as i128;
        let sum = |count| Sum {
            is_in,
            served: life.served,
            count,
            base: life.base,
            amount: self.amount(life, days),
        };
        counts.into_iter().map(sum).collect()
    }

    /// CLAUSE 12.3, 12.6: the amount of a life, above and below the line.
    fn amount(&self, life: &Life, days: i128) -> (i128, i128) {
        let (above, below) = match &self.quota.amount {
            Quantity::Share(share) => {
                let (p, q) = (share.numerator(), share.denominator());
                (i128::from(p) * life.base, i128::from(q))
            }
            Quantity::Number { number, weekly, .. } => {
                let number = i128::from(number.billionths()) * self.size;
                if *weekly { (number * days, 7) } else { (number, 1) }
            }
        };
        let shrinks = self
            .quota
            .excuse
            .as_ref()
            .is_some_and(|excuse| excuse.effect == Effect::ShrinksBound);
        if shrinks && life.working > 0 {
            let left = i128::from(life.working - life.excused);
            return (above * left, below * i128::from(life.working));
        }
        (above, below)
    }

    /// CLAUSE 12.4: the most that lies in so many hours that end on the last day.
    fn rolling_hours(
        &self,
        hours: u32,
        days: &[(Day, BTreeSet<Option<Today>>)],
    ) -> BTreeSet<Sum> {
        let Some((last, _)) = days.last() else { return BTreeSet::new() };
        let long = i64::from(hours) * 60;
        let of_day = |all: &BTreeSet<Option<Today>>, surely: bool| {
            let rows = |today: &Option<Today>| match today {
                Some(today) if today.served => today.rows.clone(),
                _ => Vec::new(),
            };
            let mut lists = all.iter().map(rows);
            let first = lists.next().unwrap_or_default();
            lists.fold(first, |kept, other| match surely {
                true => kept.into_iter().filter(|row| other.contains(row)).collect(),
                false => {
                    let new: Vec<_> =
                        other.into_iter().filter(|row| !kept.contains(row)).collect();
                    kept.into_iter().chain(new).collect()
                }
            })
        };
        let most = |surely: bool| {
            let rows: Vec<_> = days
                .iter()
                .flat_map(|(day, all)| {
                    of_day(all, surely)
                        .into_iter()
                        .map(|row| (day.start().minutes(), row))
                })
                .collect();
            let (from, until) = (last.start().minutes(), last.end().minutes());
            // Minute by minute: slow, and sure.
            let sums = (from..=until).map(|end| {
                let inside = |from: i64, until: i64| {
                    i128::from((until.min(end) - from.max(end - long)).max(0)) * ONE
                };
                let of_row =
                    |(day, (stretch, (least, most))): &(i64, Lasting)| match stretch {
                        Some((from, until)) => inside(*from, *until),
                        None => {
                            let shared = inside(*day, day + MINUTES_OF_DAY);
                            let outside = i128::from(MINUTES_OF_DAY) * ONE - shared;
                            match surely {
                                true => (least - outside).max(0),
                                false => (*most).min(shared),
                            }
                        }
                    };
                rows.iter().map(of_row).sum::<i128>()
            });
            sums.max().unwrap_or(0)
        };
        let served = |today: &Option<Today>| today.as_ref().is_some_and(|one| one.served);
        if !days.iter().any(|(_, all)| all.iter().any(served)) {
            return BTreeSet::new();
        }
        let amount = self.amount(&Life::default(), 0);
        let sum = |count| Sum { is_in: true, served: true, count, base: 0, amount };
        BTreeSet::from([sum(most(true)), sum(most(false))])
    }

    /// What the sums of the people of a cell say together.
    fn verdict(&self, worlds: &[Vec<BTreeSet<Sum>>], names: Vec<String>) -> QuotaVerdict {
        let all = || worlds.iter().flatten().flatten();
        if !all().any(|sum| sum.served) {
            return QuotaVerdict::Nobody;
        }
        if !all().any(|sum| sum.is_in) {
            return QuotaVerdict::Silent(Reason::CutPeriod);
        }
        let mut joint: BTreeSet<Sum> = BTreeSet::new();
        for people in worlds {
            let nothing =
                Sum { is_in: false, served: false, count: 0, base: 0, amount: (0, 1) };
            let mut so_far = BTreeSet::from([nothing]);
            for sums in people.iter().filter(|sums| !sums.is_empty()) {
                so_far = so_far
                    .iter()
                    .flat_map(|one| sums.iter().map(|other| self.add(one, other)))
                    .collect();
            }
            joint.extend(so_far);
        }
        let is_share = matches!(self.quota.amount, Quantity::Share(_));
        let judged: Vec<&Sum> = joint.iter().filter(|sum| sum.is_in).collect();
        if is_share && judged.iter().all(|sum| sum.base == 0) {
            return QuotaVerdict::Silent(Reason::NobodyThere);
        }
        let keeps = |sum: &Sum| self.keeps(self.room(sum));
        let outcome = match (
            judged.iter().all(|sum| keeps(sum)),
            judged.iter().any(|sum| keeps(sum)) || judged.len() < joint.len(),
        ) {
            (true, _) => Outcome::Pass,
            (false, false) => Outcome::Fail,
            (false, true) => Outcome::Undetermined,
        };
        let strictest = |sum: &Sum| match self.is_floor() {
            true => (-sum.amount.0, sum.amount.1),
            false => sum.amount,
        };
        let worst = judged.iter().min_by(|one, other| {
            compare(self.room(one), self.room(other))
                .then_with(|| compare(strictest(one), strictest(other)))
        });
        let allowed = worst.and_then(|worst| self.allowed(worst.amount));
        let headroom = worst.and_then(|worst| self.headroom(allowed, worst.count));
        let decimal = |billionths: i128| {
            Decimal::from_billionths(i64::try_from(billionths).unwrap_or(i64::MAX))
        };
        let range = |of: &dyn Fn(&Sum) -> i128, size: i128| {
            let least = judged.iter().map(|sum| of(sum)).min().unwrap_or(0);
            let most = judged.iter().map(|sum| of(sum)).max().unwrap_or(0);
            Range {
                certain: decimal(least.div_euclid(size)),
                possible: (most < HUGE).then(|| decimal(most.div_euclid(size))),
            }
        };
        let size = if is_share { self.size } else { 1 };
        let has_base = is_share || self.is_mean();
        let measured = Measured {
            count: range(&|sum| sum.count, self.size),
            base: has_base.then(|| range(&|sum| sum.base, size)),
            bound: String::new(),
            allowed,
            headroom,
        };
        QuotaVerdict::Found(outcome, Box::new(measured), names)
    }

    /// CLAUSE 12.7: measures and amounts of several people add up.
    fn add(&self, one: &Sum, other: &Sum) -> Sum {
        if !other.is_in {
            let served = one.served || other.served;
            return Sum { served, ..one.clone() };
        }
        let is_share = matches!(self.quota.amount, Quantity::Share(_));
        // The base of a mean of numbers are the people.
        let base = if is_share || !self.is_mean() { other.base } else { ONE };
        let (a, b) = (one.amount, other.amount);
        Sum {
            is_in: true,
            served: true,
            count: one.count + other.count,
            base: one.base + base,
            amount: reduced(a.0 * b.1 + b.0 * a.1, a.1 * b.1),
        }
    }

    /// How far a sum is from its amount; negative if it breaks the bound.
    fn room(&self, sum: &Sum) -> (i128, i128) {
        let (above, below) = sum.amount;
        let room = above - sum.count * below;
        (if self.is_floor() { -room } else { room }, below)
    }

    fn keeps(&self, (room, _): (i128, i128)) -> bool {
        match self.quota.comparator {
            Comparator::AtMost | Comparator::AtLeast => room >= 0,
            Comparator::Below | Comparator::Above => room > 0,
            Comparator::Exactly { .. } => room == 0,
        }
    }

    fn allowed(&self, (above, below): (i128, i128)) -> Option<i64> {
        if above.div_euclid(below) >= HUGE {
            return None;
        }
        let unit = below * ONE * self.size;
        let floor = above.div_euclid(unit);
        let ceiling = -(-above).div_euclid(unit);
        let number = match self.quota.comparator {
            Comparator::AtMost => floor,
            Comparator::Below => ceiling - 1,
            Comparator::AtLeast => ceiling,
            Comparator::Above => floor + 1,
            Comparator::Exactly { .. } if floor == ceiling => floor,
            Comparator::Exactly { .. } => return None,
        };
        i64::try_from(number).ok().filter(|number| *number >= 0)
    }

    fn headroom(&self, allowed: Option<i64>, count: i128) -> Option<i64> {
        if matches!(self.quota.comparator, Comparator::Exactly { .. }) || count >= HUGE {
            return None;
        }
        let unit = ONE * self.size;
        let allowed = i128::from(allowed?) * unit;
        let room = if self.is_floor() { count - allowed } else { allowed - count };
        i64::try_from(room.div_euclid(unit)).ok()
    }
}

impl Life {
    /// CLAUSE 12.9: the pauses before the stretches of one day.
    fn rest_of(&mut self, day: Day, today: &Today, gap: i64) {
        let mut known: Vec<(i64, i64)> =
            today.stretches.iter().flatten().copied().collect();
        known.sort_unstable();
        let others = today.stretches.len() - known.len();
        for (from, until) in &known {
            let pause = self.end.map(|end| from - end);
            if let Some(pause) = pause.filter(|pause| *pause > 0 && *pause >= gap) {
                self.pause = Some(self.pause.map_or(pause, |least| least.min(pause)));
            }
            self.end = self.end.max(Some(*until));
        }
        self.stretches += today.stretches.len();
        self.stretches = self.stretches.min(2);
        self.is_open |= others > 0;
        let (start, end) = (day.start().minutes(), day.end().minutes());
        let all_day = (others > 0).then_some((start, end));
        let moment = (others > 0).then_some((end, start));
        self.worst = widest(self.worst, known.iter().copied().chain(all_day).collect());
        self.best = widest(self.best, known.into_iter().chain(moment).collect());
    }
}

/// The end of the last stretch, and the longest pause, with some more.
fn widest(
    (mut end, mut widest): (Option<i64>, i64),
    mut stretches: Vec<(i64, i64)>,
) -> (Option<i64>, i64) {
    stretches.sort_unstable();
    for (from, until) in stretches {
        widest = widest.max(end.map_or(0, |end| from - end));
        end = end.max(Some(until));
    }
    (end, widest)
}

/// A fraction in lowest terms.
fn reduced(above: i128, below: i128) -> (i128, i128) {
    let (mut one, mut other) = (above.abs(), below);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    (above / one.max(1), below / one.max(1))
}

fn compare(one: (i128, i128), other: (i128, i128)) -> Ordering {
    (one.0 * other.1).cmp(&(other.0 * one.1))
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
        TimeWord::Calendar(Calendar::Day) | TimeWord::Calendar(_) | TimeWord::Window => {
            Vec::new()
        }
        _ => Vec::new(),
    }
}
