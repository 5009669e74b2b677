//! What a rule asks of each item of a cell: its matchers as trees over tests, each of which
//! is answered row by row, or day by day (CLAUSE 2.1 to 2.4).

use std::collections::BTreeSet;

use passmuster::day::{MINUTES_OF_DAY, Weekday};
use passmuster::field::{Home, STATUSES, Subject, Table, Value, WORKING};
use passmuster::name::FieldName;
use passmuster::rule::matcher::{
    Age, FieldTest, GroupName, GroupUse, Have, Matcher, Population, Test, Together,
};

use crate::ask::Asking;
use crate::ground::Ground;
use crate::value::Row;

/// Which answers every item has before those of the atoms.
pub(crate) const PRESENT: usize = 0;
/// On the register of the day that the base is asked of.
pub(crate) const PRESENT_THEN: usize = 1;
/// On some day on which `each` matches, the records asked for are not there.
pub(crate) const LACKING: usize = 2;
const ATOMS: usize = 3;

/// Tests that are answered together, of a row or of a day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Atom {
    pub(crate) subject: Subject,
    pub(crate) together: Together,
    /// CLAUSE 2.3: whether some field of it is of `attendance`.
    pub(crate) reads_row: bool,
    /// CLAUSE 9.2: the status that the rows are taken to have.
    pub(crate) status: Option<&'static str>,
    /// CLAUSE 4.8: whether it is asked of the register of another day.
    pub(crate) then: bool,
    /// CLAUSE 15.5: whether it is asked of the whole day of an hour.
    pub(crate) daily: bool,
    /// CLAUSE 15.3: whether it is asked of the row with which somebody comes, or goes.
    pub(crate) passage: Option<Passage>,
}

/// The first or the last presence on site of somebody's day. CLAUSE 15.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passage {
    Arrival,
    Departure,
}

/// A matcher over atoms.
#[derive(Debug, Clone)]
pub(crate) enum Tree {
    Answer(usize),
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
}

/// How a matcher is asked: of what, with which status, and whether of the other day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    pub(crate) subject: Subject,
    pub(crate) status: Option<&'static str>,
    pub(crate) then: bool,
    /// CLAUSE 15.5: of the hour, or of the whole day; where that is asked apart.
    pub(crate) daily: Option<bool>,
}

/// All that a rule asks of its items.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) atoms: Vec<Atom>,
    pub(crate) week_starts: Weekday,
    /// CLAUSE 2.13: the minutes that the rule can tell apart.
    pub(crate) minutes: BTreeSet<u16>,
    /// Whom a `have` binds, and what it asks.
    pub(crate) have: Option<(Tree, Have)>,
    /// What is summed, and over which rows.
    pub(crate) sum: Option<(Tree, FieldName)>,
    /// CLAUSE 4.21: how long rows must last, and which: as they are, and with each status.
    pub(crate) lasting: Option<Lasting>,
}

/// How long which rows must last.
#[derive(Debug)]
pub(crate) struct Lasting {
    /// In minutes.
    pub(crate) asked: i64,
    /// Of each way to ask, the populations that a row by itself may match.
    pub(crate) ways: Vec<Vec<(Subject, Tree)>>,
}

impl Way {
    /// How somebody comes or goes, if that is asked.
    fn passage(self) -> Option<Passage> {
        match self.subject {
            Subject::Arrivals => Some(Passage::Arrival),
            Subject::Departures => Some(Passage::Departure),
            _ => None,
        }
    }

    pub(crate) fn of(subject: Subject) -> Self {
        Way { subject, status: None, then: false, daily: None }
    }
}

impl Tree {
    /// Whether it holds, given the answers of the atoms.
    pub(crate) fn holds(&self, answers: &[bool]) -> bool {
        match self {
            Tree::Answer(at) => answers.get(*at).copied().unwrap_or_default(),
            Tree::All(parts) => parts.iter().all(|part| part.holds(answers)),
            Tree::Any(parts) => parts.iter().any(|part| part.holds(answers)),
            Tree::Not(part) => !part.holds(answers),
        }
    }

    /// Whether it holds of somebody who is in the cell.
    pub(crate) fn holds_here(&self, answers: &[bool]) -> bool {
        Tree::Answer(PRESENT).holds(answers) && self.holds(answers)
    }
}

/// CLAUSE 15.1: the minutes that stand for all that a missing clock time may be.
fn clock_minutes(test: &Test, minutes: &mut BTreeSet<u16>) {
    let Test::Hours(all) = test else { return };
    for hours in all {
        let edges = [hours.first(), hours.end()];
        let both = edges.into_iter().flat_map(|edge| [edge.saturating_sub(1), edge]);
        minutes.extend(both.filter(|minute| i64::from(*minute) < MINUTES_OF_DAY));
    }
}

/// CLAUSE 15.1: the minutes at which a cell's own answers change.
pub(crate) fn clocks_of(matcher: &Matcher, minutes: &mut BTreeSet<u16>) {
    match matcher {
        Matcher::Together(together) => {
            for test in &together.fields {
                clock_minutes(&test.test, minutes);
            }
        }
        Matcher::All(parts) | Matcher::Any(parts) => {
            parts.iter().for_each(|part| clocks_of(part, minutes));
        }
        Matcher::Not(part) => clocks_of(part, minutes),
        Matcher::Group(_) => {}
    }
}

impl Plan {
    pub(crate) fn new(week_starts: Weekday) -> Self {
        let (atoms, minutes) = (Vec::new(), BTreeSet::from([0]));
        Self { atoms, week_starts, minutes, have: None, sum: None, lasting: None }
    }

    /// How its records are asked, from the first of these rows on.
    pub(crate) fn asking<'a>(&'a self, first: &'a [Row]) -> Asking<'a> {
        let (week_starts, minutes) = (self.week_starts, &self.minutes);
        Asking { week_starts, minutes, first, passing: None }
    }

    /// How many answers each item gives.
    pub(crate) fn width(&self) -> usize {
        ATOMS + self.atoms.len()
    }

    /// The atoms with the places of their answers.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &Atom)> {
        (ATOMS..).zip(&self.atoms)
    }

    /// A population's matcher as a tree.
    pub(crate) fn population(
        &mut self,
        ground: &Ground<'_>,
        population: &Population,
    ) -> Tree {
        self.population_by(ground, population, Way::of(population.subject))
    }

    /// The same, asked in some way.
    pub(crate) fn population_by(
        &mut self,
        ground: &Ground<'_>,
        population: &Population,
        way: Way,
    ) -> Tree {
        let way = Way { subject: population.subject, ..way };
        let tree = self.matcher(ground, &population.matcher, way);
        let tree = match way.daily {
            // CLAUSE 15.5: who is there in the hour, or on the day.
            Some(_) => {
                let there = Way { subject: way.subject.items(), ..way };
                Tree::All(vec![self.atom(ground, &Together::default(), there), tree])
            }
            None => tree,
        };
        match way.passage() {
            // CLAUSE 15.3: whoever does not come has no arrival, whatever is asked of it.
            Some(_) => {
                let comes = self.atom(ground, &Together::default(), way);
                Tree::All(vec![comes, tree])
            }
            None => tree,
        }
    }

    /// A matcher as a tree; its tests join the atoms.
    pub(crate) fn matcher(
        &mut self,
        ground: &Ground<'_>,
        matcher: &Matcher,
        way: Way,
    ) -> Tree {
        let mut parts = |parts: &[Matcher]| {
            parts.iter().map(|part| self.matcher(ground, part, way)).collect()
        };
        match matcher {
            Matcher::Together(together) => self.atom(ground, together, way),
            Matcher::All(all) => Tree::All(parts(all)),
            Matcher::Any(any) => Tree::Any(parts(any)),
            Matcher::Not(part) => Tree::Not(Box::new(self.matcher(ground, part, way))),
            Matcher::Group(used) => self.group(ground, used, way),
        }
    }

    /// CLAUSE 2.1, 2.7: who is in a group.
    fn group(&mut self, ground: &Ground<'_>, used: &GroupUse, way: Way) -> Tree {
        match &used.group {
            GroupName::Everyone => {
                Tree::Answer(if way.then { PRESENT_THEN } else { PRESENT })
            }
            GroupName::Working => {
                let Some(field) = FieldName::new("status") else {
                    return Tree::Any(Vec::new());
                };
                let words = WORKING.map(|word| Value::Text(word.into()));
                let test = Test::OneOf(words.to_vec());
                let fields = vec![FieldTest { field, test, place: used.place.clone() }];
                self.atom(ground, &Together { fields, has: Vec::new() }, way)
            }
            GroupName::Defined(group) => match ground.rulebook.group(group) {
                Some(population) => self.matcher(ground, &population.matcher, way),
                None => Tree::Any(Vec::new()),
            },
        }
    }

    fn atom(&mut self, ground: &Ground<'_>, together: &Together, way: Way) -> Tree {
        let home = |test: &FieldTest| {
            let fields = ground.facts.fields();
            let field = fields.seen_by(way.subject, test.field.as_str())?;
            // CLAUSE 14.2: a level is read at the place that another field holds.
            match &field.series {
                Some(series) => fields.seen_by(way.subject, series.at.as_str()),
                None => Some(field),
            }
            .map(|field| field.home)
        };
        let of_row =
            |test: &FieldTest| home(test) == Some(Home::Table(Table::Attendance));
        let passage = way.passage();
        let is_person = way.subject.items() == Subject::People;
        let of_row = |test: &FieldTest| of_row(test) || home(test) == Some(Home::Hours);
        let reads_row =
            is_person && (passage.is_some() || together.fields.iter().any(of_row));
        let status = way.status.filter(|_| reads_row);
        let subject = way.subject.items();
        let (then, together) = (way.then, together.clone());
        for test in &together.fields {
            clock_minutes(&test.test, &mut self.minutes);
        }
        for have in &together.has {
            self.minutes_of(ground, have);
        }
        let daily = way.daily == Some(true);
        let atom = Atom { subject, together, reads_row, status, then, daily, passage };
        let known = self.atoms.iter().position(|one| *one == atom);
        Tree::Answer(
            ATOMS
                + known.unwrap_or_else(|| {
                    self.atoms.push(atom);
                    self.atoms.len() - 1
                }),
        )
    }

    /// CLAUSE 2.13: the ages in hours at which an unknown clock time makes a difference:
    /// the clock times known, so many hours before and after them, and a minute later.
    pub(crate) fn minutes_of(&mut self, ground: &Ground<'_>, have: &Have) {
        match have {
            Have::All(parts) | Have::Any(parts) => {
                for part in parts {
                    self.minutes_of(ground, part);
                }
            }
            Have::Not(part) => self.minutes_of(ground, part),
            Have::Record(record) => {
                for test in &record.fields {
                    clock_minutes(&test.test, &mut self.minutes);
                }
                let Age::InLastHours(hours) = record.age else { return };
                let shift = i64::from(hours) * 60;
                for clock in ground.clocks.iter().copied().map(i64::from) {
                    for minute in [clock, clock - shift, clock + shift] {
                        let near = [minute, minute + 1, minute + 2].into_iter();
                        let of_day = near.map(|minute| minute.rem_euclid(MINUTES_OF_DAY));
                        let of_day =
                            of_day.filter_map(|minute| u16::try_from(minute).ok());
                        self.minutes.extend(of_day);
                    }
                }
            }
        }
    }

    /// A matcher as it would be with each status on the rows. CLAUSE 9.2.
    pub(crate) fn with_each_status(
        &mut self,
        ground: &Ground<'_>,
        population: &Population,
        way: Way,
    ) -> Vec<Tree> {
        let way = |status: &'static str| Way { status: Some(status), ..way };
        STATUSES.map(|status| self.population_by(ground, population, way(status))).into()
    }
}
