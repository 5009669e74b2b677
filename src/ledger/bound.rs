//! A bound of fixed amount, made into a table by the one judge: which counts keep it with
//! which base.

use crate::finding::Range;
use crate::judge::amount::Level;
use crate::judge::{Scene, Sums, UNIT, Verdict as Judged, at_sums, judge};
use crate::plan::label::{Direction, Label, Labels};
use crate::plan::{Base, Bound};
use crate::ratio::Decimal;
use crate::rule::bound::Comparator;

/// The largest base for which the table is made.
const TABLE_MOST: usize = 1 << 20;
/// More people than there are.
const EVERYBODY: i128 = 1 << 40;

/// What items of a class add: count and base of the worst label, of the best, at least and
/// at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sum {
    pub(super) worst: [i64; 2],
    pub(super) best: [i64; 2],
    pub(super) least: [i64; 2],
    pub(super) most: [i64; 2],
}

impl Sum {
    pub(super) fn of(labels: Labels, direction: Direction) -> Self {
        let pair = |count: bool, base: bool| [i64::from(count), i64::from(base)];
        let (worst, best) = (labels.worst(direction), labels.best(direction));
        Self {
            worst: pair(worst.count, worst.base),
            best: pair(best.count, best.base),
            least: pair(labels.all(|one| one.count()), labels.all(|one| one.base())),
            most: pair(labels.any(|one| one.count()), labels.any(|one| one.base())),
        }
    }

    /// Adds so many items of another class.
    #[inline]
    pub(super) fn add(&mut self, other: &Sum, times: i64) {
        let add = |own: &mut [i64; 2], other: &[i64; 2]| {
            own.iter_mut().zip(other).for_each(|(own, other)| *own += other * times);
        };
        add(&mut self.worst, &other.worst);
        add(&mut self.best, &other.best);
        add(&mut self.least, &other.least);
        add(&mut self.most, &other.most);
    }
}

/// What holds of one base.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// The last count that keeps the bound.
    limit: i64,
    allowed: Option<i64>,
    unbounded: bool,
    empty: bool,
}

/// What a bound says of sums.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub(super) all_keep: bool,
    pub(super) some_keep: bool,
    pub(super) allowed: Option<i64>,
    pub(super) headroom: Option<i64>,
    pub(super) unbounded: bool,
    pub(super) empty: bool,
}

/// A bound, ready to be asked of sums.
#[derive(Debug)]
pub(super) struct Judge {
    bound: Bound,
    level: Level,
    direction: Direction,
    /// By base; empty where two sums do not decide.
    table: Vec<Row>,
}

impl Judge {
    /// A bound whose amount reads nothing of its cells, for cells of so many people.
    pub(super) fn new(bound: &Bound, people: usize) -> Self {
        let level = Level::fixed(&bound.amount);
        let exactly = matches!(bound.comparator, Comparator::Exactly { .. });
        let mut judge = Self {
            bound: bound.clone(),
            direction: bound.direction(),
            table: Vec::new(),
            level,
        };
        if !exactly && judge.level.is_gentle() {
            judge.table =
                (0..=people.min(TABLE_MOST)).map(|base| judge.row(base)).collect();
        }
        judge
    }

    fn scene(&self, classes: Vec<(Labels, u64)>) -> Scene {
        Scene { classes, amount: self.level.clone(), ..Scene::default() }
    }

    /// What the judge says of a base.
    fn row(&self, base: usize) -> Row {
        let mut in_base = Labels::NONE;
        in_base.insert(Label::new(false, true));
        let scene = self.scene(vec![(in_base, base as u64)]);
        let said = judge(&self.bound, &scene);
        let keeps = |count: i128| {
            let (count, base) = (count * UNIT, base as i128 * UNIT);
            at_sums(&self.bound, &scene, &Sums { count, base, own: Vec::new() }).0
        };
        let limit = match (said.allowed, self.direction) {
            (Some(allowed), _) => allowed,
            (None, Direction::Cap) if keeps(EVERYBODY) => i64::MAX,
            (None, Direction::Cap) => -1,
            (None, Direction::Floor) if keeps(0) => i64::MIN,
            (None, Direction::Floor) => i64::MAX,
        };
        let Judged { allowed, unbounded, empty, .. } = said;
        Row { limit, allowed, unbounded, empty }
    }

    /// What the bound says of sums; `classes` are asked where the table does not decide.
    pub(super) fn ask(
        &self,
        sum: &Sum,
        classes: impl FnOnce() -> Vec<(Labels, u64)>,
    ) -> Said {
        let row = |[_, base]: [i64; 2]| {
            usize::try_from(base).ok().and_then(|base| self.table.get(base))
        };
        let rows = (row(sum.worst), row(sum.best), row(sum.most));
        let (Some(worst), Some(best), Some(most)) = rows else {
            return self.ask_classes(classes());
        };
        let [count, _] = sum.worst;
        let keeps = |row: &Row, [count, _]: [i64; 2]| match self.direction {
            Direction::Cap => count <= row.limit,
            Direction::Floor => count >= row.limit,
        };
        Said {
            all_keep: keeps(worst, sum.worst),
            some_keep: keeps(best, sum.best),
            allowed: worst.allowed,
            headroom: worst.allowed.map(|allowed| match self.direction {
                Direction::Cap => allowed - count,
                Direction::Floor => count - allowed,
            }),
            unbounded: worst.unbounded,
            empty: most.empty,
        }
    }

    fn ask_classes(&self, classes: Vec<(Labels, u64)>) -> Said {
        let said = judge(&self.bound, &self.scene(classes));
        Said {
            all_keep: said.all_keep,
            some_keep: said.some_keep,
            allowed: said.allowed,
            headroom: said.headroom,
            unbounded: said.unbounded,
            empty: said.empty,
        }
    }

    /// Count, and base where there is one, as a report gives them.
    pub(super) fn ranges(&self, sum: &Sum) -> (Range, Option<Range>) {
        let ([least_count, least_base], [most_count, most_base]) = (sum.least, sum.most);
        // OK because no cell has a billion people in it.
        let whole = |number: i64| Decimal::from_billionths(number * 1_000_000_000);
        let range =
            |least, most| Range { certain: whole(least), possible: Some(whole(most)) };
        let based = self.bound.base != Base::None;
        (range(least_count, most_count), based.then(|| range(least_base, most_base)))
    }
}
