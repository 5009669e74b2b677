//! What the rules in force come to: for each a lens, made of atoms and formulas; no facts.

pub(crate) mod amount;
pub(crate) mod atom;
pub(crate) mod label;
mod lower;

use crate::day::{Calendar, Day, Weekday};
use crate::error::Error;
use crate::field::{Fields, Home, Subject, Table};
use crate::rule::bound::Comparator;
use crate::rule::matcher::Population;
use crate::rule::per::{Column, Per, TimeWord};
use crate::rule::quota::{Effect, Quantity};
use crate::rule::separate::Gap;
use crate::rulebook::{Rulebook, Standing};

use amount::Amount;
use atom::{Atom, Formula, Probe};
use label::Direction;

/// All rules that hold at some time of a law, ready to be asked.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// One lens for each rule that is judged, in the order of the rules' names.
    pub(crate) lenses: Vec<Lens>,
}

/// All a rule is, once planned.
#[derive(Debug, Clone)]
pub(crate) struct Lens {
    /// The rule as it stands, and its windows.
    pub(crate) standing: Standing,
    /// What makes its cells.
    pub(crate) grain: Grain,
    /// Whether the days of a cell are counted one by one. CLAUSE 4.18.
    pub(crate) averaged: bool,
    /// The items it asks about, by subject.
    pub(crate) sides: Vec<Side>,
    /// What it asks of the sums.
    pub(crate) ask: Ask,
    /// For each piece of the rule the questions asked of the cell itself, which is judged where
    /// it is in their count; `None` if every cell is judged. CLAUSE 3.8, 11.10.
    pub(crate) guards: Vec<Option<Side>>,
}

/// What makes a cell: columns and a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Grain {
    /// The columns of `per`.
    pub(crate) columns: Vec<Column>,
    /// The stretch.
    pub(crate) time: Time,
    /// Whether a column is one of attendance.
    pub(crate) reads_row: bool,
}

/// The stretch of time of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Time {
    /// A calendar stretch; weeks begin on the day given.
    Calendar(Calendar, Weekday),
    /// Each instant of a day.
    Moment,
    /// A block of an hour.
    Hour,
    /// All of the rule's window.
    Window,
    /// So many days that end with a day asked.
    Rolling(u32),
    /// So many hours that end on a day asked, and the days they can reach into.
    RollingHours(u32),
    /// Stretches of so many days, the first of which begins on a day.
    Every(u32, Day),
    /// Each row of `visits` or `gatherings` by itself.
    Row,
}

/// The items of one subject: which questions they are asked, and what the answers mean.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Side {
    /// Of what table the items are.
    pub(crate) subject: Subject,
    /// The questions.
    pub(crate) atoms: Vec<Atom>,
    /// In count?
    pub(crate) count: Formula,
    /// In base?
    pub(crate) base: Formula,
    /// In count, if nobody were exempt?
    pub(crate) raw_count: Formula,
    /// In base, if nobody were exempt?
    pub(crate) raw_base: Formula,
    /// Named by an exemption?
    pub(crate) named: Formula,
    /// In each of the populations that shares have as bases of their own?
    pub(crate) owns: Vec<Formula>,
    /// The number summed, where the rule sums.
    pub(crate) sums: Option<Probe>,
    /// The ages in minutes that records are asked to have.
    pub(crate) spans: Vec<i64>,
    /// The minutes after midnight at which answers about clock times change.
    pub(crate) edges: Vec<u16>,
}

/// What a lens asks of the sums.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ask {
    /// Count and base keep a bound.
    Bound(Box<Bound>),
    /// Every item of the base stays out of the count.
    Each {
        /// Which word it asks by.
        asks: Asks,
        /// Whether it binds to a status.
        binds: bool,
    },
    /// What each does over a period keeps a bound.
    Quota(Box<Quota>),
    /// No more than so many values of a column occur.
    Apart(Box<Apart>),
}

/// What a separation asks of a cell. CLAUSE 13.1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Apart {
    /// The column whose values are kept apart.
    pub(crate) by: Column,
    /// How the column is read off a row that is not known; nothing where it is none of
    /// `attendance`.
    pub(crate) of_row: Option<Probe>,
    /// How many values may occur.
    pub(crate) at_most: u32,
    /// How long must lie between two of them.
    pub(crate) gap: Option<Gap>,
}

/// What a quota asks of the days of a person. CLAUSE 12.1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quota {
    /// The days served.
    pub(crate) each: Formula,
    /// The days that excuse, and what they do.
    pub(crate) excuse: Option<(Formula, Effect)>,
    /// How days come to an amount.
    pub(crate) gauge: Gauge,
    /// Which way it binds.
    pub(crate) comparator: Comparator,
    /// With what it compares.
    pub(crate) amount: Quantity,
    /// How many of the gauge's smallest units the amount is counted in.
    pub(crate) size: i64,
    /// Whether the mean of the people of a cell is asked.
    pub(crate) is_mean: bool,
    /// Pauses shorter than so many minutes break nothing.
    pub(crate) gap: i64,
}

/// How the days and rows that match come to an amount. CLAUSE 12.2.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Gauge {
    /// Each day is one.
    Days,
    /// Each row is one.
    Rows,
    /// The minutes of the rows.
    Minutes,
    /// A number of the rows.
    Sum(Probe),
    /// The longest run of days; of working days if so said.
    Run {
        /// Whether other days neither count nor break.
        working: bool,
    },
    /// The shortest pause between two stretches.
    ShortestRest,
    /// The longest pause.
    LongestRest,
}

/// By which word a requirement asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// `be`
    Be,
    /// `never_be`
    NeverBe,
    /// `have`
    Have,
}

/// A bound, as far as it is known without facts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bound {
    /// Which way it binds.
    pub(crate) comparator: Comparator,
    /// With what it compares.
    pub(crate) amount: Amount,
    /// What the share is of.
    pub(crate) base: Base,
}

impl Bound {
    /// The fields of the cell that base and amount read.
    pub(crate) fn probes(&self) -> Vec<&Probe> {
        let base = match &self.base {
            Base::Field(probe) => Some(probe),
            Base::None | Base::Items | Base::OnDay(..) => None,
        };
        base.into_iter().chain(self.amount.part.probes()).collect()
    }
}

/// What a share is of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Base {
    /// There is none.
    None,
    /// The items in the base.
    Items,
    /// The register of another day.
    OnDay(Population, Day, Box<Side>),
    /// A number of the cell's place.
    Field(Probe),
}

impl Apart {
    /// Whether clock times are compared.
    pub(crate) fn by_clock(&self) -> bool {
        matches!(self.gap, Some(Gap::Minutes(_)))
    }
}

impl Side {
    /// A side of which nobody is exempt and nothing is summed.
    pub(crate) fn plain(
        subject: Subject,
        mut atoms: Vec<Atom>,
        count: Formula,
        base: Formula,
    ) -> Self {
        let (raw_count, raw_base) = (count.clone(), base.clone());
        let spans = atom::spans(&atoms);
        let edges = atom::share_clocks(&mut atoms);
        let (named, owns, sums) = (Formula::Never, Vec::new(), None);
        Self {
            subject,
            atoms,
            count,
            base,
            raw_count,
            raw_base,
            named,
            owns,
            sums,
            spans,
            edges,
        }
    }
}

impl Base {
    /// Whether it is items of some population.
    pub(crate) fn is_of_items(&self) -> bool {
        !matches!(self, Base::None | Base::Field(_))
    }
}

impl Bound {
    /// Whether it is a cap or a floor; `exactly` has its worst filling as a cap has.
    pub(crate) fn direction(&self) -> Direction {
        match self.comparator {
            Comparator::AtMost | Comparator::Below | Comparator::Exactly { .. } => {
                Direction::Cap
            }
            Comparator::AtLeast | Comparator::Above => Direction::Floor,
        }
    }

    /// Whether more rows can only break it, so that a cut period can be judged. CLAUSE 1.13.
    pub(crate) fn is_upper(&self) -> bool {
        matches!(self.comparator, Comparator::AtMost | Comparator::Below)
    }
}

impl Lens {
    /// The questions asked of the cells of a piece.
    pub(crate) fn guard(&self, piece: usize) -> Option<&Side> {
        self.guards.get(piece)?.as_ref()
    }

    /// Every question that it asks, of items and of cells.
    pub(crate) fn atoms(&self) -> impl Iterator<Item = &Atom> {
        let guards = self.guards.iter().flatten();
        self.sides.iter().chain(guards).flat_map(|side| &side.atoms)
    }

    /// The levels that the cells of a piece read: by `when` and `unless`, amounts, and base.
    pub(crate) fn levels(&self, piece: usize) -> impl Iterator<Item = &Probe> {
        let guard = self.guard(piece).into_iter().flat_map(|side| &side.atoms);
        let of_guard = guard.flat_map(Atom::compared);
        let of_bound = match &self.ask {
            Ask::Bound(bound) => bound.probes(),
            Ask::Each { .. } | Ask::Quota(_) | Ask::Apart(_) => Vec::new(),
        };
        of_guard.chain(of_bound).filter(|probe| probe.reads_level())
    }

    /// Whether a level that changes within a day cuts its cells: a quota is of whole days,
    /// and an average adds them. CLAUSE 14.4.
    pub(crate) fn is_cut_by_levels(&self) -> bool {
        let within_day = matches!(
            self.grain.time,
            Time::Row | Time::Hour | Time::Moment | Time::Calendar(Calendar::Day, _)
        );
        within_day && !self.averaged && !matches!(self.ask, Ask::Quota(_))
    }

    /// Whether the rule can be judged on part of a period.
    pub(crate) fn is_upper(&self) -> bool {
        match &self.ask {
            Ask::Bound(bound) => bound.is_upper(),
            Ask::Each { asks, .. } => *asks == Asks::NeverBe,
            Ask::Quota(quota) => {
                matches!(quota.comparator, Comparator::AtMost | Comparator::Below)
            }
            Ask::Apart(_) => true,
        }
    }
}

impl Time {
    /// Whether its cells are of hours or moments, into which nights reach. CLAUSE 15.4.
    pub(crate) fn is_of_hours(self) -> bool {
        matches!(self, Time::Moment | Time::Hour)
    }
}

impl Grain {
    /// Whether its cells hang on rows of attendance, so that who has no row in a stretch is
    /// in none.
    pub(crate) fn is_by_row(&self) -> bool {
        self.columns.contains(&Column::Locality) || self.reads_row
    }

    /// The grain of a rule's `per`. CLAUSE 3.1.
    pub(crate) fn of(
        fields: &Fields,
        per: &Per,
        subjects: &[Subject],
        week_starts: Weekday,
    ) -> Self {
        let rows =
            |subject: &Subject| matches!(subject, Subject::Visits | Subject::Gatherings);
        let own = [Column::Gathering, Column::Visit];
        let time = match per.time {
            Some(TimeWord::Calendar(calendar)) => Time::Calendar(calendar, week_starts),
            Some(TimeWord::Window) => Time::Window,
            Some(TimeWord::Moment) => Time::Moment,
            Some(TimeWord::Hour) => Time::Hour,
            Some(TimeWord::Rolling(days)) => Time::Rolling(days),
            Some(TimeWord::RollingHours(hours)) => Time::RollingHours(hours),
            Some(TimeWord::Every(days, from)) => Time::Every(days, from),
            None if !subjects.is_empty() && subjects.iter().all(rows) => Time::Row,
            None => Time::Calendar(Calendar::Day, week_starts),
        };
        let mut columns = per.columns.clone();
        if time == Time::Row {
            columns.retain(|column| !own.contains(column));
        }
        let reads_row = columns.iter().any(|column| is_of_row(fields, column));
        Self { columns, time, reads_row }
    }
}

/// Whether a column is one of attendance.
fn is_of_row(fields: &Fields, column: &Column) -> bool {
    match column {
        Column::Room | Column::Team | Column::Shift | Column::Site | Column::ForUnit => {
            true
        }
        Column::Field(name) => {
            let seen = fields.seen_by(Subject::People, name.as_str());
            seen.is_some_and(|field| field.home == Home::Table(Table::Attendance))
        }
        _ => false,
    }
}

impl Plan {
    /// The plan of the rules as they stand.
    ///
    /// # Errors
    ///
    /// When a rule asks more questions than a lens can hold.
    pub(crate) fn new(
        rulebook: &Rulebook,
        standings: Vec<Standing>,
    ) -> Result<Plan, Error> {
        let fields: &Fields = rulebook.fields();
        let judged = standings
            .into_iter()
            .filter(|standing| standing.rule().force != crate::rule::Force::May);
        let lenses = judged.map(|standing| lower::lens(rulebook, fields, standing));
        Ok(Plan { lenses: lenses.collect::<Result<_, _>>()? })
    }
}
