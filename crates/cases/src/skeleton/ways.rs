//! Small worlds in which a rule may come into one situation or another, the smallest first.
//! Nothing is judged here: whether they do, the engine says.

use passmuster::day::{Calendar, Day};
use passmuster::field::{Subject, Table};
use passmuster::rule::bound::Amount;
use passmuster::rule::limit::{Base, Limit, Measure};
use passmuster::rule::matcher::{FieldTest, Matcher, Population};
use passmuster::rule::per::{Column, TimeWord};
use passmuster::rule::quota::{self, Quota};
use passmuster::rule::require::{Demand, Require};
use passmuster::rule::separate::Separate;
use passmuster::rule::{Kind, Rule};
use passmuster::rulebook::Standing;
use passmuster::window::Window;
use passmuster::{Period, Rulebook};

use super::draft::{Draft, Drafter};
use super::world::World;

/// A cell that is longer is not written out day by day.
const MOST_DAYS: usize = 35;
/// A unit of more people is not made.
const MOST_PEOPLE: i64 = 300;

/// The ways to try one rule.
pub(super) struct Ways<'a> {
    drafter: Drafter<'a>,
    standing: &'a Standing,
    /// What the rule asks of cells; everybody where it asks nothing.
    guard: Matcher,
    /// All that it asks of anything.
    tests: Vec<FieldTest>,
}

impl<'a> Ways<'a> {
    pub(super) fn new(rulebook: &'a Rulebook, standing: &'a Standing) -> Self {
        let (drafter, rule) = (Drafter { rulebook }, standing.rule());
        let not = |one: &Matcher| Matcher::Not(Box::new(one.clone()));
        let guards = rule.when.iter().cloned().chain(rule.unless.iter().map(not));
        let of_acts = standing.pieces().iter().find_map(|piece| piece.when.clone());
        let guard = Matcher::All(guards.chain(of_acts).collect());
        let mut tests = Vec::new();
        for matcher in matchers(rule).into_iter().chain([&guard]) {
            drafter.tests(matcher, &mut tests);
        }
        Self { drafter, standing, guard, tests }
    }

    /// Whether the rule asks what day it is, which no table can change.
    pub(super) fn asks_for_days(&self) -> bool {
        self.tests.iter().any(|test| ["weekday", "date"].contains(&test.field.as_str()))
    }

    /// The worlds of a day, in cells that are asked of or in cells that are cut out.
    pub(super) fn worlds(&self, day: Day, asked_of: bool) -> Vec<World> {
        let Some(cell) = self.drafter.draft(&self.guard, asked_of, Draft::default())
        else {
            return Vec::new();
        };
        let Some(world) = self.empty(day) else { return Vec::new() };
        let cell = self.of_cell(cell);
        let worlds = match &self.standing.rule().kind {
            Kind::Limit(limit) => self.limit(limit, &cell, &world),
            Kind::Require(require) => self.require(require, &cell, &world),
            Kind::Quota(quota) => self.quota(quota, &cell, &world),
            Kind::Separate(separate) => self.separate(separate, &cell, &world),
            _ => None,
        };
        worlds.unwrap_or_default()
    }

    /// A world without anybody, in which the cell of the day is whole.
    fn empty(&self, day: Day) -> Option<World> {
        let (asked, covers) = self.cell_of(day)?;
        let days = covers.unwrap_or(asked).days();
        if days.take(MOST_DAYS + 1).count() > MOST_DAYS {
            return None;
        }
        let mut world = World { covers, ..World::new(asked) };
        if reads_records(self.standing.rule()) {
            world.tables.insert(Table::Records);
        }
        Some(world)
    }

    /// The days to ask, and those that the facts must cover if they are more.
    fn cell_of(&self, day: Day) -> Option<(Period, Option<Period>)> {
        let (rule, windows) = (self.standing.rule(), self.standing.windows());
        let through = |first: Day, last: Day| Period::new(first, last).ok();
        let on = Period::on(day);
        if !self.standing.overlaps(on.window()) {
            return Some((on, None));
        }
        let asked = match rule.per().time {
            Some(
                TimeWord::Calendar(Calendar::Day) | TimeWord::Moment | TimeWord::Hour,
            )
            | None => on,
            Some(TimeWord::Calendar(calendar)) => {
                let first = day.start_of(calendar, rule.week_starts);
                let next = day.start_of_next(calendar, rule.week_starts);
                through(first, next.plus(-1))?
            }
            Some(TimeWord::Rolling(length)) => {
                let length = i32::try_from(length).ok()?;
                return Some((on, through(day.plus(1 - length), day)));
            }
            Some(TimeWord::Window) => {
                let whole = |one: &Window| through(one.first_day(), one.last_day());
                windows.iter().filter_map(whole).find(|whole| whole.contains(day))?
            }
            Some(TimeWord::Every(length, from)) => {
                let length = i32::try_from(length).ok()?.max(1);
                let nth = (day.number() - from.number()).div_euclid(length);
                let first = from.plus(nth.checked_mul(length)?);
                through(first, first.plus(length - 1))?
            }
            _ => return None,
        };
        Some((asked, None))
    }

    /// What the columns and amounts of the cell read, beside what its guard asks.
    fn of_cell(&self, mut draft: Draft) -> Draft {
        let rule = self.standing.rule();
        for column in &rule.per().columns {
            let name = column.as_str();
            let is_place = matches!(
                column,
                Column::Site
                    | Column::Room
                    | Column::Team
                    | Column::Shift
                    | Column::Locality
                    | Column::Field(_)
            );
            if is_place && !draft.fields.contains_key(name) {
                draft = draft.with(name, &format!("{name}-1"));
            }
        }
        let Kind::Limit(limit) = &rule.kind else { return draft };
        let of_base = match &limit.base {
            Some(Base::Field(field)) => Some(field),
            _ => None,
        };
        for part in limit.bound.amount.all() {
            if let Amount::Table(table) = part
                && let Some((value, _)) = table.entries.first()
                && !draft.fields.contains_key(table.by.as_str())
            {
                draft = draft.with(table.by.as_str(), &value.to_string());
            }
        }
        for field in limit.bound.amount.fields().chain(of_base) {
            if !draft.fields.contains_key(field.as_str()) {
                draft = draft.with(field.as_str(), "4");
            }
        }
        draft
    }

    fn filled(&self, draft: Draft) -> Draft {
        self.drafter.filled(&self.tests, draft)
    }

    /// Authority and rule of a grant, if there may be one.
    fn grant(&self) -> Option<(String, String)> {
        let rule = self.standing.rule();
        Some((rule.name.to_string(), rule.unless_granted.first()?.clone()))
    }

    fn limit(&self, limit: &Limit, cell: &Draft, world: &World) -> Option<Vec<World>> {
        let (of, sums) = match &limit.measure {
            Measure::Count(all) => (all.first()?, None),
            Measure::Sum { field, of } => (of, Some(field.as_str())),
        };
        let base = match &limit.base {
            Some(Base::Population(base) | Base::OnDay(base, _)) => Some(&base.matcher),
            _ => None,
        };
        let everybody = Matcher::All(Vec::new());
        let base = base.unwrap_or(&everybody);
        let draft =
            |matcher: &Matcher, yes, draft| self.drafter.draft(matcher, yes, draft);
        let spared = |from: Draft| {
            let exempts = limit.exempt.iter();
            exempts.clone().try_fold(from, |from, one| draft(&one.who, false, from))
        };
        let whole = |one: Option<Draft>| one.and_then(spared).map(|one| self.filled(one));
        let counted = draft(base, true, cell.clone());
        let counted = counted.and_then(|one| draft(&of.matcher, true, one));
        let counted =
            whole(counted).or_else(|| whole(draft(&of.matcher, true, cell.clone())))?;
        if is_of_rows(of.subject) {
            return self.rows(limit, (of, sums), &counted, world);
        }
        // Whichever comes first may leave no choice to the other.
        let other = draft(base, true, cell.clone());
        let other = whole(other.and_then(|one| draft(&of.matcher, false, one)));
        let uncounted = || draft(&of.matcher, false, cell.clone());
        let other =
            other.or_else(|| whole(uncounted().and_then(|one| draft(base, true, one))));
        let left_out = limit.exempt.first();
        let left_out = left_out.and_then(|one| draft(&one.who, true, cell.clone()));
        let left_out = left_out.and_then(|one| draft(&of.matcher, true, one));
        let left_out = left_out.map(|one| self.filled(one));
        let unknown = counted.clone().with("status", "unknown");
        let mut worlds = Vec::new();
        for (many, others) in sizes(limit) {
            let mut people = vec![(many, counted.clone())];
            people.extend(other.clone().map(|other| (others, other)));
            let one = World { people, ..world.clone() };
            worlds.push(one.clone());
            let mut with = |more: Draft| {
                let mut one = one.clone();
                one.people.push((1, more));
                worlds.push(one);
            };
            left_out.clone().into_iter().for_each(&mut with);
            with(unknown.clone());
            if many + others <= 4 {
                worlds.extend(self.grant().map(|it| World { granted: Some(it), ..one }));
            }
        }
        Some(worlds)
    }

    /// Visits or gatherings: so many of them, or one with so many people.
    fn rows(
        &self,
        limit: &Limit,
        (of, sums): (&Population, Option<&str>),
        item: &Draft,
        world: &World,
    ) -> Option<Vec<World>> {
        let table = table_of(of.subject)?;
        let with =
            |items: Vec<Draft>| World { items: Some((table, items)), ..world.clone() };
        let mut worlds = Vec::new();
        for (many, _) in sizes(limit).into_iter().filter(|(many, _)| *many > 0) {
            worlds.push(match sums {
                Some(field) => with(vec![item.clone().with(field, &many.to_string())]),
                None => with(vec![item.clone(); many]),
            });
        }
        worlds.extend(sums.map(|field| with(vec![item.clone().with(field, "")])));
        Some(worlds)
    }

    fn require(
        &self,
        require: &Require,
        cell: &Draft,
        world: &World,
    ) -> Option<Vec<World>> {
        let each = |draft| self.drafter.draft(&require.each.matcher, true, draft);
        let asked = |yes: bool, draft: Draft| match &require.demand {
            Demand::Be(matcher) => self.drafter.draft(matcher, yes, draft),
            Demand::NeverBe(matcher) => self.drafter.draft(matcher, !yes, draft),
            Demand::Have(have) => self.drafter.have(have, yes, draft),
        };
        // Whichever comes first may leave no choice to the other.
        let demanded = |yes: bool| {
            let one = each(cell.clone()).and_then(|one| asked(yes, one));
            let one = one.or_else(|| asked(yes, cell.clone()).and_then(each));
            one.map(|one| self.filled(one))
        };
        let subject = require.each.subject;
        let with = |draft: Draft| match (subject, table_of(subject)) {
            (_, Some(table)) => {
                World { items: Some((table, vec![draft])), ..world.clone() }
            }
            (Subject::Units, _) => World { units: vec![draft], ..world.clone() },
            _ => World { people: vec![(1, draft)], ..world.clone() },
        };
        let mut worlds = Vec::new();
        for draft in [demanded(false), demanded(true)].into_iter().flatten() {
            let one = with(draft.clone());
            worlds.push(one.clone());
            worlds.extend(
                self.grant().map(|it| World { granted: Some(it), ..one.clone() }),
            );
            if reads_records(self.standing.rule()) {
                worlds.push(World { records_are_open: true, ..one });
            }
            worlds.push(with(draft.clone().with("status", "unknown")));
            if let Demand::Be(matcher) | Demand::NeverBe(matcher) = &require.demand {
                let mut asked = Vec::new();
                self.drafter.tests(matcher, &mut asked);
                let blank =
                    |test: &FieldTest| with(draft.clone().with(test.field.as_str(), ""));
                worlds.extend(asked.iter().map(blank));
            }
        }
        Some(worlds)
    }

    fn quota(&self, quota: &Quota, cell: &Draft, world: &World) -> Option<Vec<World>> {
        let (quota::Measure::Days(of) | quota::Measure::LongestRun(of)) = &quota.measure
        else {
            return None;
        };
        let person = self.drafter.draft(&quota.each.matcher, true, cell.clone())?;
        let status = |yes: bool| {
            let own = Draft::default();
            let mut one = self.drafter.draft(of, yes, own)?.fields;
            let status = one.remove("status");
            one.is_empty().then_some(status?)
        };
        let (yes, no) = (status(true)?, status(false)?);
        let person = self.filled(person);
        let days: Vec<Day> = world.covers.unwrap_or(world.asked).days().collect();
        let with = |many: usize, unknown: usize| {
            let days = days.iter().enumerate().map(|(nth, day)| {
                let known = if nth < many { yes.clone() } else { no.clone() };
                let is_unknown = many <= nth && nth < many + unknown;
                (*day, if is_unknown { "unknown".to_owned() } else { known })
            });
            let days = vec![days.collect()];
            World { people: vec![(1, person.clone())], days, ..world.clone() }
        };
        let mut worlds = Vec::new();
        for many in 0..=days.len() {
            let one = with(many, 0);
            worlds.push(one.clone());
            worlds.push(with(many, 1));
            worlds.extend(self.grant().map(|it| World { granted: Some(it), ..one }));
        }
        Some(worlds)
    }

    fn separate(
        &self,
        separate: &Separate,
        cell: &Draft,
        world: &World,
    ) -> Option<Vec<World>> {
        let each = self.drafter.draft(&separate.each.matcher, true, cell.clone())?;
        let (each, by) = (self.filled(each), separate.by.as_str());
        let most = usize::try_from(separate.at_most).ok()?;
        let carrying = |nth: usize| (1, each.clone().with(by, &format!("{by}-{nth}")));
        let mut worlds = Vec::new();
        for many in 1..=most.min(5) + 1 {
            let people: Vec<_> = (1..=many).map(carrying).collect();
            let one = World { people, ..world.clone() };
            worlds.push(one.clone());
            let mut open = one;
            open.people.push((1, each.clone().with(by, "")));
            worlds.push(open);
        }
        Some(worlds)
    }
}

/// How many are counted, and how many others there are.
fn sizes(limit: &Limit) -> Vec<(usize, usize)> {
    let amounts = limit.bound.amount.all();
    let numbers = amounts.iter().filter_map(|one| match one {
        Amount::Number(number) => number.as_whole(),
        _ => None,
    });
    let near = |number: i64| [number - 1, number, number + 1];
    let near = numbers.flat_map(near).filter(|one| (5..=MOST_PEOPLE).contains(one));
    let near = near.filter_map(|one| Some((usize::try_from(one).ok()?, 0)));
    let shared = limit.base.is_some() || limit.bound.amount.is_compound();
    let others = if shared { 5 } else { 1 };
    let small = (0..=5).flat_map(|many| (0..=others).map(move |other| (many, other)));
    let mut all: Vec<_> = small.filter(|(many, other)| many + other > 0).collect();
    all.extend(near);
    all.sort_by_key(|(many, other)| (many + other, *other));
    all.dedup();
    all
}

fn is_of_rows(subject: Subject) -> bool {
    table_of(subject).is_some()
}

fn table_of(subject: Subject) -> Option<Table> {
    match subject {
        Subject::Visits => Some(Table::Visits),
        Subject::Gatherings => Some(Table::Gatherings),
        _ => None,
    }
}

/// The matchers of a rule that are asked of people or rows.
fn matchers(rule: &Rule) -> Vec<&Matcher> {
    match &rule.kind {
        Kind::Limit(limit) => {
            let of: Vec<_> = match &limit.measure {
                Measure::Count(all) => all.iter().map(|one| &one.matcher).collect(),
                Measure::Sum { of, .. } => vec![&of.matcher],
            };
            let base = match &limit.base {
                Some(Base::Population(base) | Base::OnDay(base, _)) => {
                    Some(&base.matcher)
                }
                _ => None,
            };
            let exempt = limit.exempt.iter().map(|one| &one.who);
            let shares = limit.bound.amount.populations().map(|one| &one.matcher);
            of.into_iter().chain(base).chain(exempt).chain(shares).collect()
        }
        Kind::Require(Require { each, demand, .. }) => match demand {
            Demand::Be(matcher) | Demand::NeverBe(matcher) => {
                vec![&each.matcher, matcher]
            }
            Demand::Have(_) => vec![&each.matcher],
        },
        Kind::Quota(quota) => vec![&quota.each.matcher],
        Kind::Separate(separate) => vec![&separate.each.matcher],
        _ => Vec::new(),
    }
}

/// Whether a rule asks whether something has a record.
fn reads_records(rule: &Rule) -> bool {
    fn has(matcher: &Matcher) -> bool {
        match matcher {
            Matcher::Together(together) => !together.has.is_empty(),
            Matcher::All(parts) | Matcher::Any(parts) => parts.iter().any(has),
            Matcher::Not(inner) => has(inner),
            Matcher::Group(_) => false,
        }
    }
    let demanded = match &rule.kind {
        Kind::Require(require) => matches!(require.demand, Demand::Have(_)),
        _ => false,
    };
    let guards = rule.when.iter().chain(&rule.unless);
    demanded || guards.chain(matchers(rule)).any(has)
}
