//! What a bound says of sums, judged once for all cells that come to the same.

use crate::finding::Outcome;
use crate::judge::amount::Level;
use crate::judge::{Scene, Verdict, judge};
use crate::plan::label::{Direction, Label, Labels};
use crate::plan::{Ask, Bound, Lens};
use crate::rule::bound::Comparator;
use crate::tally::keys::QuickMap;

use super::columns::Columns;

/// What a bound says of some sums.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ruling {
    pub(crate) outcome: Outcome,
    pub(crate) verdict: Verdict,
    /// Whether somebody is possibly in count or base.
    pub(super) matched: bool,
}

/// What becomes of the cells of a ruling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// They pass, and nothing else is to be said of them.
    Passes,
    /// What is said of them is not that they pass.
    Told,
    /// Nothing is bounded in them, of which more is to be said.
    Unbounded,
}

/// What was judged so far.
pub(super) struct Rulings<'a> {
    bound: Option<&'a Bound>,
    /// The scene of the cell that is judged: only its people are others each time.
    scene: Scene,
    all: Vec<Ruling>,
    /// Of each of them.
    fates: Vec<Fate>,
    /// By bases, as far as they were met: which counts pass.
    passing: Vec<Passing>,
    /// By small counts and bases, where both are known.
    small: Vec<u32>,
    plain: QuickMap<(u32, u32), u32>,
    open: QuickMap<Vec<u32>, u32>,
}

/// The counts that pass beside one base, as far as that is known: so many from one on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Passing {
    first: u32,
    more: u32,
    /// The ruling of some count beside that base.
    like: u32,
}

/// That it was not judged yet.
const UNJUDGED: u32 = u32::MAX;

/// Below which counts and bases are found in a table.
const SMALL: u32 = 128;

/// Below which bases are found in a table with the counts that pass beside them.
const BASES: u32 = 1 << 16;

/// The number of no ruling.
const NONE: u32 = u32::MAX - 1;

impl Passing {
    /// No count that there may be.
    const UNKNOWN: Passing = Passing { first: u32::MAX, more: 0, like: NONE };

    #[inline]
    fn has(self, count: u32) -> bool {
        count.wrapping_sub(self.first) <= self.more
    }
}

impl Ruling {
    fn of(verdict: Verdict, matched: bool) -> Self {
        let outcome = match (verdict.empty, verdict.all_keep, verdict.some_keep) {
            (true, ..) => Outcome::NotEvaluated,
            (false, true, _) => Outcome::Pass,
            (false, false, false) => Outcome::Fail,
            (false, false, true) => Outcome::Undetermined,
        };
        Self { outcome, verdict, matched }
    }

    fn fate(&self) -> Fate {
        match (self.verdict.unbounded, self.outcome) {
            (true, _) => Fate::Unbounded,
            (false, Outcome::Pass) => Fate::Passes,
            (false, _) => Fate::Told,
        }
    }
}

impl<'a> Rulings<'a> {
    pub(super) fn new(lens: &'a Lens) -> Self {
        let bound = match &lens.ask {
            Ask::Bound(bound) => Some(&**bound),
            _ => None,
        };
        let amount = bound.map(|bound| Level::fixed(&bound.amount)).unwrap_or_default();
        Self {
            bound,
            scene: Scene { amount, ..Scene::default() },
            all: Vec::new(),
            fates: Vec::new(),
            passing: Vec::new(),
            small: Vec::new(),
            plain: QuickMap::default(),
            open: QuickMap::default(),
        }
    }

    pub(super) fn get(&self, ruling: u32) -> Option<&Ruling> {
        self.all.get(ruling as usize)
    }

    /// What becomes of the cells of a ruling.
    #[inline]
    pub(super) fn fate(&self, ruling: u32) -> Option<Fate> {
        self.fates.get(ruling as usize).copied()
    }

    pub(super) fn into_all(self) -> Vec<Ruling> {
        self.all
    }

    /// Of the places of a day, at each of which count and base are known, those that are not
    /// known to pass, and those where nobody is in either.
    pub(super) fn left(&self, columns: &Columns, left: &mut Vec<u32>) {
        left.clear();
        left.resize(columns.places(), 0);
        let mut number = 0;
        for ((count, base), place) in columns.cells().zip(0..) {
            let passing = self.passing.get(base as usize).copied();
            let passes = passing.unwrap_or(Passing::UNKNOWN).has(count);
            // Written whether it stays or not: to ask would be slower, for nobody can guess.
            if let Some(slot) = left.get_mut(number) {
                *slot = place;
            }
            number += usize::from(!passes | (count | base == 0));
        }
        left.truncate(number);
    }

    /// What the bound says of a place, by its number.
    pub(super) fn of(&mut self, columns: &Columns, place: u32) -> u32 {
        match columns.open(place).next() {
            Some(_) => self.of_open(columns, place),
            None => self.of_known(columns.count(place), columns.base(place)),
        }
    }

    /// What the bound says of a count and a base, by its number.
    #[inline]
    pub(super) fn of_known(&mut self, count: u32, base: u32) -> u32 {
        if count < SMALL
            && base < SMALL
            && let Some(&ruling) = self.small.get((count * SMALL + base) as usize)
            && ruling != UNJUDGED
        {
            return ruling;
        }
        self.learn(count, base)
    }

    #[cold]
    fn learn(&mut self, count: u32, base: u32) -> u32 {
        if let Some(ruling) = self.plain.get(&(count, base)) {
            return *ruling;
        }
        let passing = self.passing.get(base as usize).copied();
        let passing = passing.unwrap_or(Passing::UNKNOWN);
        let ruling = match self.beside(passing, count, base) {
            Some(ruling) => Some(ruling),
            None => self.judge(count, base, &[]),
        };
        let Some(ruling) = ruling else { return NONE };
        let number = self.push(ruling);
        if count < SMALL && base < SMALL {
            let at = (count * SMALL + base) as usize;
            self.small.resize(self.small.len().max(at + 1), UNJUDGED);
            self.small.get_mut(at).into_iter().for_each(|slot| *slot = number);
        } else {
            self.plain.insert((count, base), number);
        }
        if passing == Passing::UNKNOWN
            && base < BASES
            && let Some(passing) = self.passing(number, base)
        {
            let bases = self.passing.len().max(base as usize + 1);
            self.passing.resize(bases, Passing::UNKNOWN);
            let slot = self.passing.get_mut(base as usize);
            slot.into_iter().for_each(|slot| *slot = passing);
        }
        number
    }

    /// The counts that pass beside a base, of which one was judged: whoever passes with a
    /// count under a cap does with all lower ones, and under a floor with all higher ones, so
    /// that the judge is asked of the last number allowed and of the one beyond.
    fn passing(&mut self, like: u32, base: u32) -> Option<Passing> {
        let (bound, ruling) = (self.bound?, self.get(like)?);
        let end = u32::try_from(ruling.verdict.allowed?).ok()?;
        let (first, more, beyond) = match (bound.comparator, bound.direction()) {
            (Comparator::Exactly { .. }, _) => return None,
            (_, Direction::Cap) => (0, end, end.checked_add(1)),
            (_, Direction::Floor) => (end, u32::MAX - end, end.checked_sub(1)),
        };
        let mut fate = |count: u32| Some(self.judge(count, base, &[])?.fate());
        let is_end = fate(end)? == Fate::Passes
            && beyond.is_none_or(|beyond| fate(beyond) == Some(Fate::Told));
        is_end.then_some(Passing { first, more, like })
    }

    /// What is said of a count beside a base of which it is known which counts pass.
    fn beside(&self, passing: Passing, count: u32, base: u32) -> Option<Ruling> {
        let (bound, like) = (self.bound?, self.get(passing.like)?);
        let verdict = like.verdict.beside(bound, count, passing.has(count));
        Some(Ruling::of(verdict, count > 0 || base > 0))
    }

    fn of_open(&mut self, columns: &Columns, place: u32) -> u32 {
        let (count, base) = (columns.count(place), columns.base(place));
        let open: Vec<(Labels, u32)> = columns.open(place).collect();
        let key: Vec<u32> =
            [count, base].into_iter().chain(columns.all_open(place)).collect();
        if let Some(ruling) = self.open.get(&key) {
            return *ruling;
        }
        let Some(ruling) = self.judge(count, base, &open) else { return NONE };
        let number = self.push(ruling);
        self.open.insert(key, number);
        number
    }

    fn push(&mut self, ruling: Ruling) -> u32 {
        self.all.push(ruling);
        self.fates.push(ruling.fate());
        // OK because there are no more rulings than cells.
        (self.all.len() - 1) as u32
    }

    /// By the very judge that asks item by item: the sums are all that it knows of people.
    fn judge(&mut self, count: u32, base: u32, open: &[(Labels, u32)]) -> Option<Ruling> {
        let both = count.min(base);
        let certain = |count: bool, base: bool| {
            let mut labels = Labels::NONE;
            labels.insert(Label::new(count, base));
            labels
        };
        let plain = [
            (certain(true, true), both),
            (certain(true, false), count - both),
            (certain(false, true), base - both),
        ];
        let classes = plain.iter().chain(open).filter(|(_, people)| *people > 0);
        self.scene.classes.clear();
        let people = classes.map(|(labels, people)| (*labels, u64::from(*people)));
        self.scene.classes.extend(people);
        let verdict = judge(self.bound?, &self.scene);
        Some(Ruling::of(verdict, count > 0 || base > 0 || !open.is_empty()))
    }
}
