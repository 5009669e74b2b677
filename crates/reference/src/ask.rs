//! Fields compared with values (CLAUSE 2.5, 2.6), and records that must stand (CLAUSE 2.10
//! to 2.14).

use std::collections::BTreeSet;

use passmuster::Day;
use passmuster::day::{Calendar, Clock, MINUTES_OF_DAY, Weekday};
use passmuster::facts::Holder;
use passmuster::field::{Home, Table, Text, Value};
use passmuster::rule::matcher::{
    Age, FieldTest, Have, Hours, Matcher, NumberTest, RecordTest, Test, Together,
};
use passmuster::rule::per::Column;

use crate::filling::{Blank, Filling};
use crate::ground::{Ground, as_day, day_of};
use crate::value::{Content, Row, Spot, Who};

/// What a question needs to know beside where it is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asking<'a> {
    /// The day on which the rule's weeks begin.
    pub(crate) week_starts: Weekday,
    /// The minutes among which an unknown clock time is told apart.
    pub(crate) minutes: &'a BTreeSet<u16>,
    /// CLAUSE 2.13: the rows of which the earliest `from` is the first moment that counts.
    pub(crate) first: &'a [Row],
    /// CLAUSE 15.3: the clock time with which somebody comes or goes.
    pub(crate) passing: Option<Clock>,
}

impl Ground<'_> {
    /// Whether all tests hold at one spot.
    pub(crate) fn together(
        &self,
        spot: &Spot<'_>,
        together: &Together,
        asking: Asking<'_>,
        fill: &Filling<'_>,
    ) -> bool {
        let holds = |test: &FieldTest| {
            if let Test::Hours(hours) = &test.test {
                return self.clock_fits(spot, (test, hours), asking, fill);
            }
            let content = self.content(spot, test.field.as_str(), fill);
            fits(&content, &test.test, spot.day)
        };
        together.fields.iter().all(holds)
            && together.has.iter().all(|have| self.has(spot, have, asking, fill))
    }

    /// CLAUSE 15.1: whether a clock time lies in some hours.
    fn clock_fits(
        &self,
        spot: &Spot<'_>,
        (test, hours): (&FieldTest, &[Hours]),
        asking: Asking<'_>,
        fill: &Filling<'_>,
    ) -> bool {
        let name = test.field.as_str();
        let field = self.facts.fields().seen_by(spot.who.subject(), name);
        let home = field.map(|field| field.home);
        match (home, asking.passing) {
            (Some(Home::Hours), Some(clock)) => {
                return hours.iter().any(|one| one.contains(clock));
            }
            (Some(Home::Hours), None) => return self.lasts(spot, hours, fill),
            _ => {}
        }
        let content = self.known(spot, name, fill).unwrap_or_else(|| {
            let clock = format!("clock of {name}");
            let own = match home {
                Some(Home::Table(table)) => self.own_row(spot, table),
                _ => None,
            };
            let blank = match (own, &spot.who) {
                (Some((table, row)), _) => Blank::Cell(table, row, clock),
                (None, Who::Person(person, _)) => Blank::Given(*person, spot.day, clock),
                (None, _) => Blank::Nowhere(None, clock),
            };
            clock_content(any_minute(blank, asking, fill))
        });
        fits(&content, &test.test, spot.day)
    }

    /// Whether a matcher holds of something that has no rows beside itself: a cell.
    pub(crate) fn holds(
        &self,
        spot: &Spot<'_>,
        matcher: &Matcher,
        asking: Asking<'_>,
        fill: &Filling<'_>,
    ) -> bool {
        match matcher {
            Matcher::Together(together) => self.together(spot, together, asking, fill),
            Matcher::All(parts) => {
                parts.iter().all(|part| self.holds(spot, part, asking, fill))
            }
            Matcher::Any(parts) => {
                parts.iter().any(|part| self.holds(spot, part, asking, fill))
            }
            Matcher::Not(part) => !self.holds(spot, part, asking, fill),
            Matcher::Group(used) => match &used.group {
                passmuster::rule::matcher::GroupName::Defined(group) => {
                    let population = self.rulebook.group(group);
                    population.is_some_and(|population| {
                        self.holds(spot, &population.matcher, asking, fill)
                    })
                }
                _ => true,
            },
        }
    }

    /// Whether records stand as asked.
    pub(crate) fn has(
        &self,
        spot: &Spot<'_>,
        have: &Have,
        asking: Asking<'_>,
        fill: &Filling<'_>,
    ) -> bool {
        match have {
            Have::All(parts) => {
                parts.iter().all(|part| self.has(spot, part, asking, fill))
            }
            Have::Any(parts) => {
                parts.iter().any(|part| self.has(spot, part, asking, fill))
            }
            Have::Not(part) => !self.has(spot, part, asking, fill),
            Have::Record(test) => self.has_record(spot, test, asking, fill),
        }
    }

    fn has_record(
        &self,
        spot: &Spot<'_>,
        test: &RecordTest,
        asking: Asking<'_>,
        fill: &Filling<'_>,
    ) -> bool {
        let holders = self.holders(spot, fill);
        let records = holders.iter().flat_map(|holder| self.facts.records_of(holder));
        let found = records
            .clone()
            .any(|row| self.record_fits(spot, *row as usize, test, asking, fill));
        if found || self.facts.settings().records_complete {
            return found;
        }
        // CLAUSE 2.14: what is not there may yet have been.
        let tests: Vec<_> =
            test.fields.iter().map(|one| (one.field.as_str(), &one.test)).collect();
        let what = format!("{:?} {tests:?} {:?}", test.kinds, test.age);
        let holder = format!("{:?}", holders.first());
        fill.choose(Blank::Unseen(holder, what, spot.day), 2) == 0
    }

    /// CLAUSE 2.10: whose records count.
    fn holders(&self, spot: &Spot<'_>, fill: &Filling<'_>) -> Vec<Holder> {
        let text = |table: Table, row: usize, column: &str| {
            let value = self.facts.table(table)?.value(row, column)?;
            value.as_text().map(Text::from)
        };
        match &spot.who {
            Who::Person(person, _) => vec![Holder::Person(*person)],
            Who::Row(Table::Gatherings, row) => {
                let id = text(Table::Gatherings, *row, "gathering");
                id.map(Holder::Gathering).into_iter().collect()
            }
            Who::Row(table, row) => {
                text(*table, *row, "visit").map(Holder::Visit).into_iter().collect()
            }
            Who::Unit(_) | Who::Office(_) | Who::Cell => {
                if let Some(place) = &spot.cell.place
                    && (&spot.who, &place.column) == (&Who::Cell, &Column::Locality)
                {
                    return vec![Holder::Locality(place.name.clone())];
                }
                let Some(place) = self.unit(spot, fill) else { return Vec::new() };
                let locality = self.of_place(&place, spot.day, "locality");
                let locality = locality.and_then(|value| value.as_text().map(Text::from));
                let line = self.facts.units().line(&place, spot.day);
                let line = line.into_iter().map(Holder::Unit);
                line.chain(locality.map(Holder::Locality)).collect()
            }
        }
    }

    /// CLAUSE 2.11: one record keeps all tests.
    fn record_fits(
        &self,
        spot: &Spot<'_>,
        row: usize,
        test: &RecordTest,
        asking: Asking<'_>,
        fill: &Filling<'_>,
    ) -> bool {
        let Some(rows) = self.facts.table(Table::Records) else { return false };
        let kind = rows.value(row, "kind").and_then(Value::as_text).unwrap_or_default();
        let Some(date) = day_of(rows, row) else { return false };
        if !test.kinds.iter().any(|one| one == kind) {
            return false;
        }
        let (day, days) = (spot.day, |days: u32| i32::try_from(days).unwrap_or(i32::MAX));
        let dated = match test.age {
            Age::Stands => {
                let through = rows.value(row, "through").and_then(as_day);
                date <= day && through.is_none_or(|through| day <= through)
            }
            Age::InLastDays(n) => date <= day && day.plus(-days(n)) < date,
            Age::InNextDays(n) => day <= date && date < day.plus(days(n)),
            Age::BeforeLastDays(n) => date <= day.plus(-days(n)),
            Age::InThis(stretch, through) => {
                in_this(date, day, stretch, through, asking.week_starts)
            }
            Age::InLastHours(_) => true,
        };
        let columns = test.fields.iter().all(|one| {
            let field = self.facts.fields().of_table(Table::Records);
            let mut field = field.filter(|field| field.name == one.field);
            let column = field.next().map_or(one.field.as_str(), |it| it.column.as_str());
            let content = match rows.value(row, column) {
                Some(value) => Content::Is(value.clone()),
                None if column == "through" => Content::Nothing,
                None if matches!(one.test, Test::Hours(_)) => {
                    let clock = format!("clock of {column}");
                    let blank = Blank::Cell(Table::Records, row, clock);
                    clock_content(any_minute(blank, asking, fill))
                }
                None => {
                    let blank = Blank::Cell(Table::Records, row, column.to_owned());
                    self.any_of(Table::Records, column, blank, fill)
                }
            };
            fits(&content, &one.test, day)
        });
        dated && columns && self.is_young(spot, (row, date), test.age, asking, fill)
    }

    /// CLAUSE 2.13: whether a record dates from the last so many hours.
    fn is_young(
        &self,
        spot: &Spot<'_>,
        (row, date): (usize, Day),
        age: Age,
        asking: Asking<'_>,
        fill: &Filling<'_>,
    ) -> bool {
        let Age::InLastHours(hours) = age else { return true };
        let minutes = |day: Day, clock: u16| {
            i64::from(day.number()) * MINUTES_OF_DAY + i64::from(clock)
        };
        let taken = self.clock(Table::Records, row, "time", asking, fill);
        let taken = minutes(date, taken);
        let first = match &spot.who {
            Who::Person(person, _) => {
                let clocks = asking.first.iter().map(|row| match row {
                    Row::Real(row) => {
                        self.clock(Table::Attendance, *row, "from", asking, fill)
                    }
                    Row::Given => {
                        let from = "from".to_owned();
                        any_minute(Blank::Given(*person, spot.day, from), asking, fill)
                    }
                });
                clocks.min().unwrap_or_else(|| {
                    let none = "no row".to_owned();
                    any_minute(Blank::Given(*person, spot.day, none), asking, fill)
                })
            }
            Who::Row(Table::Gatherings, row) => {
                self.clock(Table::Gatherings, *row, "start", asking, fill)
            }
            Who::Row(table, row) => self.clock(*table, *row, "time", asking, fill),
            _ => {
                let clock = "clock".to_owned();
                any_minute(Blank::Nowhere(None, clock), asking, fill)
            }
        };
        let first = minutes(spot.day, first);
        taken <= first && first - i64::from(hours) * 60 <= taken
    }

    fn clock(
        &self,
        table: Table,
        row: usize,
        column: &str,
        asking: Asking<'_>,
        fill: &Filling<'_>,
    ) -> u16 {
        match self.facts.table(table).and_then(|rows| rows.value(row, column)) {
            Some(Value::Time(clock)) => clock.minutes(),
            _ => any_minute(Blank::Cell(table, row, column.to_owned()), asking, fill),
        }
    }
}

/// CLAUSE 2.13: a clock time that is missing may be any minute of its day.
pub(crate) fn any_minute(blank: Blank, asking: Asking<'_>, fill: &Filling<'_>) -> u16 {
    let choice = fill.choose(blank, asking.minutes.len().max(1));
    asking.minutes.iter().nth(choice).copied().unwrap_or_default()
}

fn clock_content(minute: u16) -> Content {
    match Clock::from_minutes(minute) {
        Some(clock) => Content::Is(Value::Time(clock)),
        None => Content::Nothing,
    }
}

/// CLAUSE 2.12: dated in the same stretch as the day asked, and in its first so many days.
fn in_this(
    date: Day,
    day: Day,
    stretch: Calendar,
    through: Option<u32>,
    week_starts: Weekday,
) -> bool {
    let start = day.start_of(stretch, week_starts);
    let within = through.is_none_or(|days| {
        date.number().saturating_sub(start.number())
            < i32::try_from(days).unwrap_or(i32::MAX)
    });
    date.start_of(stretch, week_starts) == start && within
}

/// Whether what is in a field keeps a test, asked on a day.
pub(crate) fn fits(content: &Content, test: &Test, day: Day) -> bool {
    let value = match content {
        Content::Is(value) => value,
        Content::Wild(holds) => return *holds,
        Content::Nothing => return false,
    };
    let days = |days: u32| i32::try_from(days).unwrap_or(i32::MAX);
    match test {
        Test::OneOf(values) => values.iter().any(|one| match (one, value) {
            (Value::Text(word), Value::Words(words)) => words.contains(word),
            (one, value) => one == value,
        }),
        Test::Number(test) => {
            matches!(value, Value::Number(number) if keeps(test, *number))
        }
        Test::Between(from, through) => as_day(value).is_some_and(|date| {
            from.is_none_or(|from| from <= date)
                && through.is_none_or(|through| date <= through)
        }),
        Test::InLast(n) => {
            as_day(value).is_some_and(|date| date <= day && day.plus(-days(*n)) < date)
        }
        Test::Hours(hours) => match value {
            Value::Time(clock) => hours.iter().any(|one| one.contains(*clock)),
            _ => false,
        },
        Test::BeforeLast(n) => {
            as_day(value).is_some_and(|date| date <= day.plus(-days(*n)))
        }
    }
}

fn keeps(test: &NumberTest, number: passmuster::ratio::Decimal) -> bool {
    test.at_least.is_none_or(|least| number >= least)
        && test.at_most.is_none_or(|most| number <= most)
        && test.above.is_none_or(|above| number > above)
        && test.below.is_none_or(|below| number < below)
}
