//! Rules in force to lenses; beyond this file no code asks which kind a rule was.

use crate::error::{Error, Fault};
use crate::field::{Fields, Subject, Value, WORKING};
use crate::rule::limit::{self, Limit, Measure};
use crate::rule::matcher::{self, GroupName, Matcher, Population, Test};
use crate::rule::per::{Column, TimeWord};
use crate::rule::quota::{self, Measure as Measured, Quantity, Unit};
use crate::rule::require::{Demand, Require};
use crate::rule::separate::Separate;
use crate::rule::{Kind, Rule};
use crate::rulebook::{Rulebook, Standing};

use super::amount::{self, Amount};
use super::atom::{
    Atom, Formula, Lasting, MOST_ATOMS, Passage, Probe, Records, Together,
};
use super::{Apart, Ask, Asks, Base, Bound, Gauge, Grain, Lens, Quota, Side};

/// The lens of a rule.
pub(super) fn lens(
    rulebook: &Rulebook,
    fields: &Fields,
    standing: Standing,
) -> Result<Lens, Error> {
    let rule = standing.rule();
    let lower = Lower { rulebook, fields };
    let (subjects, sides, ask) = match &rule.kind {
        Kind::Limit(limit) => lower.limit(limit),
        Kind::Require(require) => lower.require(require),
        Kind::Quota(quota) => lower.quota(quota),
        Kind::Separate(separate) => lower.separate(separate),
    };
    let pieces = standing.pieces().iter();
    let guards: Vec<_> =
        pieces.map(|piece| lower.guard(rule, piece.when.as_ref())).collect();
    let averaged = match &rule.kind {
        Kind::Limit(limit) => limit.averaged,
        Kind::Require(_) | Kind::Quota(_) | Kind::Separate(_) => None,
    };
    let mut per = rule.per().clone();
    per.time = averaged.or(per.time);
    let mut grain = Grain::of(fields, &per, &subjects, rule.week_starts);
    if matches!(&ask, Ask::Quota(quota) if !quota.is_mean)
        && !grain.columns.contains(&Column::Person)
    {
        grain.columns.push(Column::Person);
    }
    let atoms = sides.iter().chain(guards.iter().flatten()).map(|side| side.atoms.len());
    if atoms.max().unwrap_or(0) > MOST_ATOMS {
        return Err(Fault::TooManyQuestions { rule: rule.name.to_string() }.into());
    }
    Ok(Lens { grain, averaged: averaged.is_some(), sides, ask, guards, standing })
}

#[derive(Clone, Copy)]
struct Lower<'a> {
    rulebook: &'a Rulebook,
    fields: &'a Fields,
}

/// Collects the atoms of one side while matchers become formulas.
struct Builder<'a> {
    lower: Lower<'a>,
    /// Of what its items are.
    subject: Subject,
    /// Of what they are asked: people perhaps of how they come or go.
    asked: Subject,
    /// Whether they are asked of their whole day, though the cell is an hour of it.
    daily: bool,
    atoms: Vec<Atom>,
}

impl<'a> Lower<'a> {
    fn builder(self, subject: Subject) -> Builder<'a> {
        let (asked, daily, atoms) = (subject, false, Vec::new());
        Builder { lower: self, subject, asked, daily, atoms }
    }

    fn limit(self, limit: &Limit) -> (Vec<Subject>, Vec<Side>, Ask) {
        let (populations, sums) = match &limit.measure {
            Measure::Count(populations) => (populations.clone(), None),
            Measure::Sum { field, of } => (vec![of.clone()], Some(field)),
        };
        let base = match &limit.base {
            Some(limit::Base::Population(population)) => Some(population),
            _ => None,
        };
        let mut subjects: Vec<Subject> =
            populations.iter().map(|population| population.subject.items()).collect();
        subjects.extend(base.map(|base| base.subject.items()));
        let owns = amount::owns(&limit.bound.amount);
        subjects.extend(owns.iter().map(|own| own.subject.items()));
        subjects.sort_unstable();
        subjects.dedup();
        let side = |subject: &Subject| {
            let mut side = self.side(*subject, &populations, base, limit);
            side.sums = sums.map(|field| Probe::number(self.fields, *subject, field));
            side
        };
        let sides = subjects.iter().map(side).collect();
        (subjects, sides, Ask::Bound(Box::new(self.bound(limit))))
    }

    /// CLAUSE 4.1, 4.6: who of one subject is counted, in the base, and left out.
    fn side(
        self,
        subject: Subject,
        populations: &[Population],
        base: Option<&Population>,
        limit: &Limit,
    ) -> Side {
        let mut builder = self.builder(subject);
        let own: Vec<_> =
            populations.iter().filter(|one| one.subject.items() == subject).collect();
        let parts: Vec<_> = own.iter().map(|one| builder.population(one)).collect();
        // CLAUSE 15.5: of an hour only the count is asked, all else of its day.
        let of_hour = limit.per.time == Some(TimeWord::Hour)
            && subject == Subject::People
            && !populations.is_empty();
        let is_counted = !parts.is_empty();
        let raw_count = match is_counted {
            false => Formula::Never,
            true => builder.there(of_hour).and(Formula::Any(parts)),
        };
        let raw_count = match limit.lasting.filter(|_| is_counted) {
            // CLAUSE 4.21: whose rows last so long, whatever else they are.
            Some(minutes) => {
                builder.atom(Atom::Lasting(Lasting { rows: raw_count, minutes }))
            }
            None => raw_count,
        };
        builder.daily = of_hour;
        let raw_base = match base.filter(|base| base.subject.items() == subject) {
            Some(base) => builder.there(of_hour).and(builder.population(base)),
            None => Formula::Never,
        };
        let of_own = |own: &&Population| match own.subject.items() == subject {
            true => builder.there(of_hour).and(builder.population(own)),
            false => Formula::Never,
        };
        let owns = amount::owns(&limit.bound.amount);
        let mut owns: Vec<Formula> = owns.iter().map(of_own).collect();
        let (mut count, mut in_base) = (raw_count.clone(), raw_base.clone());
        let mut named = Vec::new();
        let first = populations.first().map(|one| one.subject.items());
        // An exemption is asked of what is counted: of people, or of rows of that table.
        let exempts =
            limit.exempt.iter().filter(|_| first.is_none_or(|one| one == subject));
        for exempt in exempts {
            let who = builder.there(of_hour).and(builder.formula(&exempt.who));
            named.push(who.clone());
            if exempt.out_of_count {
                count = count.and(who.clone().negate());
            }
            if exempt.out_of_base {
                in_base = in_base.and(who.clone().negate());
                for own in &mut owns {
                    *own = own.clone().and(who.clone().negate());
                }
            }
        }
        let side = Side::plain(subject, builder.atoms, count, in_base);
        Side { raw_count, raw_base, named: Formula::Any(named), owns, ..side }
    }

    fn bound(self, limit: &Limit) -> Bound {
        let of_cell = |field| Probe::number(self.fields, Subject::Cell, field);
        let base = match &limit.base {
            None => Base::None,
            Some(limit::Base::Population(_)) => Base::Items,
            Some(limit::Base::Field(field)) => Base::Field(of_cell(field)),
            Some(limit::Base::OnDay(population, day)) => {
                let side = self.side(population.subject, &[], Some(population), limit);
                Base::OnDay(population.clone(), *day, Box::new(side))
            }
        };
        Bound {
            comparator: limit.bound.comparator,
            amount: Amount::new(self.fields, &limit.bound.amount, limit.rounding),
            base,
        }
    }

    /// CLAUSE 5.1 to 5.3: the base are those bound, the count those who break it.
    fn require(self, require: &Require) -> (Vec<Subject>, Vec<Side>, Ask) {
        let subject = require.each.subject.items();
        let mut builder = self.builder(subject);
        let each = builder.population(&require.each);
        // What is asked of arrivals and departures is asked of the same row.
        builder.turn_to(require.each.subject);
        let (wrong, asks) = match &require.demand {
            Demand::Be(matcher) => (builder.formula(matcher).negate(), Asks::Be),
            Demand::NeverBe(matcher) => (builder.formula(matcher), Asks::NeverBe),
            Demand::Have(have) => {
                let have = Records::of_have(self.fields, have);
                let lacks = Atom::Lacks { each: each.clone(), have };
                (builder.atom(lacks), Asks::Have)
            }
        };
        let binds = match &require.demand {
            Demand::Be(matcher) | Demand::NeverBe(matcher) => self.asks_status(matcher),
            Demand::Have(_) => false,
        };
        let count = each.clone().and(wrong);
        let side = Side::plain(subject, builder.atoms, count, each);
        (vec![subject], vec![side], Ask::Each { asks, binds })
    }

    /// CLAUSE 12.1: the days of each, and what of them is measured.
    fn quota(self, quota: &quota::Quota) -> (Vec<Subject>, Vec<Side>, Ask) {
        let mut builder = self.builder(Subject::People);
        let each = builder.formula(&quota.each.matcher);
        let counted = builder.formula(quota.measure.matcher());
        let based = quota.of.as_ref().map(|of| builder.formula(of));
        let excuse = quota
            .excuse
            .as_ref()
            .map(|excuse| (builder.formula(&excuse.days), excuse.effect));
        let (size, working) = match &quota.amount {
            Quantity::Share(_) => (
                match quota.measure {
                    Measured::Hours(_) => Unit::Hours.size(&quota.measure),
                    _ => 1,
                },
                false,
            ),
            Quantity::Number { unit, .. } => {
                (unit.size(&quota.measure), *unit == Unit::WorkingDays)
            }
        };
        let gauge = match &quota.measure {
            Measured::Days(_) => Gauge::Days,
            Measured::Times(_) => Gauge::Rows,
            Measured::Hours(_) => Gauge::Minutes,
            Measured::Sum { field, .. } => {
                Gauge::Sum(Probe::number(self.fields, Subject::People, field))
            }
            Measured::LongestRun(_) => Gauge::Run { working },
            Measured::ShortestRest(_) => Gauge::ShortestRest,
            Measured::LongestRest(_) => Gauge::LongestRest,
        };
        let based = based.unwrap_or(Formula::Never);
        let side = Side::plain(Subject::People, builder.atoms, counted, based);
        let asked = Quota {
            each,
            excuse,
            gauge,
            comparator: quota.comparator,
            amount: quota.amount.clone(),
            size,
            is_mean: quota.is_mean(),
            gap: quota.gap,
        };
        (vec![Subject::People], vec![side], Ask::Quota(Box::new(asked)))
    }

    /// CLAUSE 13.1: the count are those who carry a value.
    fn separate(self, separate: &Separate) -> (Vec<Subject>, Vec<Side>, Ask) {
        let subject = separate.each.subject;
        let mut builder = self.builder(subject);
        let each = builder.formula(&separate.each.matcher);
        let side = Side::plain(subject, builder.atoms, each, Formula::Never);
        let people = subject == Subject::People;
        let of_row = (people && super::is_of_row(self.fields, &separate.by))
            .then(|| Probe::of_value(self.fields, subject, separate.by.as_str()));
        let asked = Apart {
            by: separate.by.clone(),
            of_row,
            at_most: separate.at_most,
            gap: separate.gap,
        };
        (vec![subject], vec![side], Ask::Apart(Box::new(asked)))
    }

    /// Whether a matcher asks for a status, itself or by a group. CLAUSE 8.5.
    fn asks_status(self, matcher: &Matcher) -> bool {
        match matcher {
            Matcher::Together(together) => {
                together.fields.iter().any(|test| test.field.as_str() == "status")
            }
            Matcher::All(parts) | Matcher::Any(parts) => {
                parts.iter().any(|part| self.asks_status(part))
            }
            Matcher::Not(part) => self.asks_status(part),
            Matcher::Group(used) => match &used.group {
                GroupName::Everyone => false,
                GroupName::Working => true,
                GroupName::Defined(name) => self
                    .rulebook
                    .group(name)
                    .is_some_and(|group| self.asks_status(&group.matcher)),
            },
        }
    }

    /// CLAUSE 3.8, 11.10: all of `when`, nothing of `unless`, and what acts leave of them.
    fn guard(self, rule: &Rule, piece: Option<&Matcher>) -> Option<Side> {
        if rule.when.is_empty() && rule.unless.is_empty() && piece.is_none() {
            return None;
        }
        let mut builder = self.builder(Subject::Cell);
        let mut holds = Formula::Always;
        for matcher in rule.when.iter().chain(piece) {
            holds = holds.and(builder.formula(matcher));
        }
        for matcher in &rule.unless {
            holds = holds.and(builder.formula(matcher).negate());
        }
        Some(Side::plain(Subject::Cell, builder.atoms, holds, Formula::Never))
    }
}

impl Builder<'_> {
    /// That somebody is there in the hour, or on the day, where that is asked apart.
    fn there(&mut self, is_asked: bool) -> Formula {
        match is_asked {
            true => self.together(&matcher::Together::default()),
            false => Formula::Always,
        }
    }

    /// A population, asked of what it says.
    fn population(&mut self, population: &Population) -> Formula {
        self.turn_to(population.subject);
        let comes = match self.passage() {
            None => Formula::Always,
            Some(_) => self.together(&matcher::Together::default()),
        };
        let formula = comes.and(self.formula(&population.matcher));
        self.asked = self.subject;
        formula
    }

    /// Asks what follows of the rows with which people come or go, if so named.
    fn turn_to(&mut self, subject: Subject) {
        self.asked = subject;
    }

    /// CLAUSE 15.3: the row that is asked, where somebody comes or goes.
    fn passage(&self) -> Option<Passage> {
        let is_last = match self.asked {
            Subject::Arrivals => false,
            Subject::Departures => true,
            _ => return None,
        };
        let on_site = self.of_status(&["on-site"]);
        Some(Passage { is_last, on_site })
    }

    /// Whether a row has one of these statuses.
    fn of_status(&self, statuses: &[&str]) -> Probe {
        let seen = self.lower.fields.all_seen_by(Subject::People, "status");
        let homes =
            seen.map(|field| (field.home, field.column.as_str().to_owned())).collect();
        let values = statuses.iter().map(|word| Value::Text((*word).into())).collect();
        let kind = crate::field::ValueType::Text;
        Probe { homes, kind, test: Test::OneOf(values), clocks: Vec::new(), at: None }
    }

    fn formula(&mut self, matcher: &Matcher) -> Formula {
        match matcher {
            Matcher::Together(together) if *together == matcher::Together::default() => {
                Formula::Always
            }
            Matcher::Together(together) => self.together(together),
            Matcher::All(parts) => parts
                .iter()
                .fold(Formula::Always, |all, part| all.and(self.formula(part))),
            Matcher::Any(parts) => {
                Formula::Any(parts.iter().map(|part| self.formula(part)).collect())
            }
            Matcher::Not(part) => self.formula(part).negate(),
            Matcher::Group(used) => self.group(&used.group),
        }
    }

    fn group(&mut self, group: &GroupName) -> Formula {
        match group {
            GroupName::Everyone => Formula::Always,
            GroupName::Working => self.working(),
            GroupName::Defined(name) => match self.lower.rulebook.group(name) {
                Some(population) => self.formula(&population.matcher),
                // OK because reading refuses rules that name a group nobody defines.
                None => Formula::Never,
            },
        }
    }

    /// CLAUSE 2.7.
    fn working(&mut self) -> Formula {
        let (probes, passage) = (vec![self.of_status(&WORKING)], self.passage());
        let (has, reads_row) = (Vec::new(), true);
        let daily = self.daily;
        self.atom(Atom::Together(Together { probes, has, reads_row, daily, passage }))
    }

    fn together(&mut self, together: &matcher::Together) -> Formula {
        let fields = self.lower.fields;
        let probes: Vec<_> = together
            .fields
            .iter()
            .map(|test| Probe::of_test(fields, self.asked, test))
            .collect();
        let has =
            together.has.iter().map(|have| Records::of_have(fields, have)).collect();
        let passage = self.passage();
        let of_row = passage.is_some() || probes.iter().any(Probe::reads_row);
        let reads_row = self.subject == Subject::People && of_row;
        let daily = self.daily;
        self.atom(Atom::Together(Together { probes, has, reads_row, daily, passage }))
    }

    /// The atom, interned: the same question is asked once.
    fn atom(&mut self, atom: Atom) -> Formula {
        let known = self.atoms.iter().position(|known| *known == atom);
        Formula::Atom(known.unwrap_or_else(|| {
            self.atoms.push(atom);
            self.atoms.len() - 1
        }))
    }
}
