//! Questions asked of one day of an item, and formulas over their answers.

use crate::day::Clock;
use crate::field::{Field, Fields, Home, Subject, ValueType};
use crate::name::FieldName;
use crate::rule::matcher::{Age, FieldTest, Have, Test};

/// A set of answers: one bit for each atom of a side.
pub(crate) type Answers = u128;

/// The most atoms that one side of a lens can have.
pub(crate) const MOST_ATOMS: usize = 128;

/// A question that is asked of each day (and row) of an item, and is answered yes for the
/// item if some day (and row) answers yes. CLAUSE 2.3.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Atom {
    /// All of these hold on one row; where none reads a row, on one day.
    Together(Together),
    /// On one day `each` matches and the records asked for do not stand. CLAUSE 5.3.
    Lacks {
        /// Whom the requirement binds, asked of that day alone.
        each: Formula,
        /// What must stand.
        have: Records,
    },
    /// The rows that match by themselves last so long together, over all days of the cell.
    Lasting(Lasting),
}

/// How long rows must last. CLAUSE 4.21.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lasting {
    /// Which rows, asked of each by itself.
    pub(crate) rows: Formula,
    /// How many minutes, at least.
    pub(crate) minutes: i64,
}

/// Tests of one row, or one day.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Together {
    /// The fields compared.
    pub(crate) probes: Vec<Probe>,
    /// The records that must stand on that day.
    pub(crate) has: Vec<Records>,
    /// Whether a row of `attendance` is read.
    pub(crate) reads_row: bool,
    /// Whether it is asked of the whole day, though the cell is an hour of it. CLAUSE 15.5.
    pub(crate) daily: bool,
    /// Whether it is asked of the row with which somebody comes, or goes. CLAUSE 15.3.
    pub(crate) passage: Option<Passage>,
}

/// The first or last presence on site of a person's day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Passage {
    /// Whether it is the last.
    pub(crate) is_last: bool,
    /// Whether a row is one of presence on site.
    pub(crate) on_site: Probe,
}

/// A field compared with values: where it is found, and the comparison.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Probe {
    /// Where the field is found, nearest first.
    pub(crate) homes: Vec<(Home, String)>,
    /// What its column holds.
    pub(crate) kind: ValueType,
    /// The comparison.
    pub(crate) test: Test,
    /// Of a level: the field that holds the place where it is read.
    pub(crate) at: Option<Box<Probe>>,
    /// Of a clock time: the minutes that stand for all that it may be. CLAUSE 15.1.
    pub(crate) clocks: Vec<Clock>,
}

/// Which records must stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Records {
    /// One such record.
    One {
        /// Its kind is one of these.
        kinds: Vec<String>,
        /// Its other columns.
        probes: Vec<Probe>,
        /// Its age.
        age: Age,
    },
    /// All of these.
    All(Vec<Records>),
    /// One of these.
    Any(Vec<Records>),
    /// Not this.
    Not(Box<Records>),
}

/// A formula over the answers to atoms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Formula {
    /// Always.
    Always,
    /// Never.
    Never,
    /// The atom of this index was answered yes.
    Atom(usize),
    /// All of these.
    All(Vec<Formula>),
    /// One of these.
    Any(Vec<Formula>),
    /// Not this.
    Not(Box<Formula>),
}

impl Formula {
    /// What the formula says of these answers.
    pub(crate) fn holds(&self, answers: Answers) -> bool {
        match self {
            Formula::Always => true,
            Formula::Never => false,
            Formula::Atom(atom) => answers >> atom & 1 == 1,
            Formula::All(parts) => parts.iter().all(|part| part.holds(answers)),
            Formula::Any(parts) => parts.iter().any(|part| part.holds(answers)),
            Formula::Not(part) => !part.holds(answers),
        }
    }

    /// Both.
    #[must_use]
    pub(crate) fn and(self, other: Formula) -> Formula {
        match (self, other) {
            (Formula::Always, one) | (one, Formula::Always) => one,
            (Formula::Never, _) | (_, Formula::Never) => Formula::Never,
            (one, other) => Formula::All(vec![one, other]),
        }
    }

    /// The contrary.
    #[must_use]
    pub(crate) fn negate(self) -> Formula {
        match self {
            Formula::Always => Formula::Never,
            Formula::Never => Formula::Always,
            Formula::Not(part) => *part,
            other => Formula::Not(Box::new(other)),
        }
    }
}

impl Probe {
    /// The probe of a field test, as the subject sees the field.
    pub(crate) fn of_test(fields: &Fields, subject: Subject, test: &FieldTest) -> Probe {
        Probe {
            test: test.test.clone(),
            ..Probe::of_value(fields, subject, test.field.as_str())
        }
    }

    /// The probe of a column of a record.
    pub(crate) fn of_record(fields: &Fields, test: &FieldTest) -> Probe {
        let table = crate::field::Table::Records;
        let seen: Vec<&Field> =
            fields.of_table(table).filter(|field| field.name == test.field).collect();
        Probe::of_fields(&seen, test.test.clone())
    }

    /// A number that is only read, as the subject sees the field.
    pub(crate) fn number(fields: &Fields, subject: Subject, field: &FieldName) -> Probe {
        Probe {
            kind: ValueType::Number,
            ..Probe::of_value(fields, subject, field.as_str())
        }
    }

    /// A value that is only read, as the subject sees the field.
    pub(crate) fn of_value(fields: &Fields, subject: Subject, name: &str) -> Probe {
        let seen: Vec<&Field> = fields.all_seen_by(subject, name).collect();
        let series = seen.iter().find_map(|field| field.series.as_ref());
        let at =
            series.map(|series| Probe::of_value(fields, subject, series.at.as_str()));
        let probe = Probe::of_fields(&seen, Test::OneOf(Vec::new()));
        Probe { at: at.map(Box::new), ..probe }
    }

    fn of_fields(seen: &[&Field], test: Test) -> Probe {
        let kind = seen.first().map_or(ValueType::Text, |field| field.kind.clone());
        // CLAUSE 15.1: a clock time and a day of one name are not the same.
        let alike = seen.iter().filter(|field| field.kind == kind);
        let homes = alike.map(|field| (field.home, field.column.as_str().to_owned()));
        Probe { homes: homes.collect(), kind, test, at: None, clocks: Vec::new() }
    }

    /// Whether it is read from a series of levels.
    pub(crate) fn reads_level(&self) -> bool {
        self.level().is_some()
    }

    /// Whether it is this property of the day.
    pub(crate) fn reads_day(&self, property: &str) -> bool {
        let mut homes = self.homes.iter();
        homes.any(|(home, column)| *home == Home::Day && column == property)
    }

    /// The level that it reads, by its name.
    pub(crate) fn level(&self) -> Option<&str> {
        let mut homes = self.homes.iter();
        let (_, level) = homes.find(|(home, _)| *home == Home::Level)?;
        Some(level)
    }

    /// Whether its value may come from a row of `attendance`.
    pub(crate) fn reads_row(&self) -> bool {
        let of_row = Home::Table(crate::field::Table::Attendance);
        self.homes.iter().any(|(home, _)| *home == of_row || *home == Home::Hours)
            || self.at.as_ref().is_some_and(|at| at.reads_row())
    }
}

impl Records {
    fn probes(&mut self) -> Vec<&mut Probe> {
        match self {
            Records::One { probes, .. } => probes.iter_mut().collect(),
            Records::All(parts) | Records::Any(parts) => {
                parts.iter_mut().flat_map(Records::probes).collect()
            }
            Records::Not(part) => part.probes(),
        }
    }

    /// Collects the ages asked in hours.
    pub(crate) fn hours(&self, found: &mut Vec<u32>) {
        match self {
            Records::One { age: Age::InLastHours(hours), .. } => found.push(*hours),
            Records::One { .. } => {}
            Records::All(parts) | Records::Any(parts) => {
                parts.iter().for_each(|part| part.hours(found));
            }
            Records::Not(part) => part.hours(found),
        }
    }

    /// The records of a rule's `has` or `have`.
    pub(crate) fn of_have(fields: &Fields, have: &Have) -> Records {
        let all = |parts: &[Have]| {
            parts.iter().map(|part| Self::of_have(fields, part)).collect()
        };
        match have {
            Have::Record(record) => Records::One {
                kinds: record.kinds.clone(),
                probes: record
                    .fields
                    .iter()
                    .map(|test| Probe::of_record(fields, test))
                    .collect(),
                age: record.age,
            },
            Have::All(parts) => Records::All(all(parts)),
            Have::Any(parts) => Records::Any(all(parts)),
            Have::Not(part) => Records::Not(Box::new(Self::of_have(fields, part))),
        }
    }
}

impl Together {
    /// Every comparison in it, those of records among them.
    fn probes(&mut self) -> Vec<&mut Probe> {
        let records = self.has.iter_mut().flat_map(Records::probes);
        self.probes.iter_mut().chain(records).collect()
    }
}

impl Atom {
    /// The fields that it compares by itself, without those of records.
    pub(crate) fn compared(&self) -> &[Probe] {
        match self {
            Atom::Together(together) => &together.probes,
            Atom::Lacks { .. } | Atom::Lasting(_) => &[],
        }
    }

    fn probes(&mut self) -> Vec<&mut Probe> {
        match self {
            Atom::Together(together) => together.probes(),
            Atom::Lacks { have, .. } => have.probes(),
            Atom::Lasting(_) => Vec::new(),
        }
    }
}

/// The minutes after midnight at which some answer about clock times changes; each atom
/// comes to know the minutes that stand for all others. CLAUSE 15.1.
pub(crate) fn share_clocks(atoms: &mut [Atom]) -> Vec<u16> {
    let mut edges = vec![0];
    let mut probes: Vec<&mut Probe> = atoms.iter_mut().flat_map(Atom::probes).collect();
    for probe in &probes {
        if let Test::Hours(hours) = &probe.test {
            edges.extend(hours.iter().flat_map(|one| [one.first(), one.end()]));
        }
    }
    edges.sort_unstable();
    edges.dedup();
    let last = Clock::END.minutes();
    let of_day = edges.iter().filter(|edge| **edge < last);
    let clocks: Vec<Clock> = of_day.filter_map(|at| Clock::from_minutes(*at)).collect();
    for probe in &mut probes {
        if probe.kind == ValueType::Time {
            probe.clocks.clone_from(&clocks);
        }
    }
    edges
}

/// The ages in minutes that atoms ask records to have.
pub(crate) fn spans(atoms: &[Atom]) -> Vec<i64> {
    let mut hours = Vec::new();
    for atom in atoms {
        match atom {
            Atom::Together(together) => {
                together.has.iter().for_each(|has| has.hours(&mut hours));
            }
            Atom::Lacks { have, .. } => have.hours(&mut hours),
            Atom::Lasting(_) => {}
        }
    }
    hours.sort_unstable();
    hours.dedup();
    hours.into_iter().map(|hours| i64::from(hours) * 60).collect()
}
