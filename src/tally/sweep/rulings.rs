//! What a bound says of sums, judged once for all cells that come to the same.

use crate::finding::Outcome;
use crate::judge::amount::Level;
use crate::judge::{Scene, Verdict, judge};
use crate::plan::label::{Direction, Label, Labels};
use crate::plan::{Base, Bound};
use crate::rule::bound::Comparator;
use crate::tally::keys::QuickMap;
use crate::verdicts::Figures;

use super::columns::Columns;

/// What a bound says of some sums: the figures only where they are judged.
pub(crate) type Ruling = (Outcome, Option<Figures>);

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
    /// By bases: what was judged of some count.
    judged: Vec<Option<Verdict>>,
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
    const UNKNOWN: Passing = Passing { first: u32::MAX, more: 0 };

    #[inline]
    fn has(self, count: u32) -> bool {
        count.wrapping_sub(self.first) <= self.more
    }
}

impl Fate {
    fn of(verdict: &Verdict) -> Self {
        match (verdict.unbounded, verdict.outcome()) {
            (true, _) => Fate::Unbounded,
            (false, Outcome::Pass) => Fate::Passes,
            (false, _) => Fate::Told,
        }
    }
}

impl<'a> Rulings<'a> {
    pub(super) fn new(bound: Option<&'a Bound>) -> Self {
        let amount = bound.map(|bound| Level::fixed(&bound.amount)).unwrap_or_default();
        Self {
            bound,
            scene: Scene { amount, ..Scene::default() },
            all: Vec::new(),
            fates: Vec::new(),
            judged: Vec::new(),
            passing: Vec::new(),
            small: Vec::new(),
            plain: QuickMap::default(),
            open: QuickMap::default(),
        }
    }

    pub(super) fn outcome(&self, ruling: u32) -> Option<Outcome> {
        self.all.get(ruling as usize).map(|(outcome, _)| *outcome)
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
    pub(super) fn left<'l>(
        &self,
        columns: &Columns,
        left: &'l mut Vec<u32>,
    ) -> &'l [u32] {
        let mut number = 0;
        left.resize(columns.places(), 0);
        for ((count, base), place) in columns.cells().zip(0..) {
            let passing = self.passing.get(base as usize).copied();
            let passes = passing.unwrap_or(Passing::UNKNOWN).has(count);
            // Written whether it stays or not: to ask would be slower, for nobody can guess.
            if let Some(slot) = left.get_mut(number) {
                *slot = place;
            }
            number += usize::from(!passes | (count | base == 0));
        }
        left.get(..number).unwrap_or_default()
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
        let Some(verdict) = self.verdict(passing, count, base) else { return NONE };
        let number = self.push(&verdict);
        if count < SMALL && base < SMALL {
            self.small.resize((SMALL * SMALL) as usize, UNJUDGED);
            let slot = self.small.get_mut((count * SMALL + base) as usize);
            slot.into_iter().for_each(|slot| *slot = number);
        } else {
            self.plain.insert((count, base), number);
        }
        if passing == Passing::UNKNOWN
            && base < BASES
            && let Some(passing) = self.passing(&verdict, base)
        {
            let (at, bases) = (base as usize, self.passing.len().max(base as usize + 1));
            self.passing.resize(bases, Passing::UNKNOWN);
            self.judged.resize(bases, None);
            self.passing.get_mut(at).into_iter().for_each(|slot| *slot = passing);
            self.judged.get_mut(at).into_iter().for_each(|slot| *slot = Some(verdict));
        }
        number
    }

    /// The counts that pass beside a base, of which one was judged: whoever passes with a
    /// count under a cap does with all lower ones, and under a floor with all higher ones, so
    /// that the judge is asked of the last number allowed and of the one beyond.
    fn passing(&mut self, judged: &Verdict, base: u32) -> Option<Passing> {
        let (bound, end) = (self.bound?, u32::try_from(judged.allowed?).ok()?);
        let (first, more, beyond) = match (bound.comparator, bound.direction()) {
            (Comparator::Exactly { .. }, _) => return None,
            (_, Direction::Cap) => (0, end, end.checked_add(1)),
            (_, Direction::Floor) => (end, u32::MAX - end, end.checked_sub(1)),
        };
        let mut fate = |count: u32| Some(Fate::of(&self.judge(count, base, &[])?));
        let is_end = fate(end)? == Fate::Passes
            && beyond.is_none_or(|beyond| fate(beyond) == Some(Fate::Told));
        is_end.then_some(Passing { first, more })
    }

    /// What is said of a count beside a base: where it is known which counts pass, as of the
    /// count that was judged.
    fn verdict(&mut self, passing: Passing, count: u32, base: u32) -> Option<Verdict> {
        match self.judged.get(base as usize).copied().flatten() {
            Some(judged) => Some(judged.beside(self.bound?, count, passing.has(count))),
            None => self.judge(count, base, &[]),
        }
    }

    fn of_open(&mut self, columns: &Columns, place: u32) -> u32 {
        let (count, base) = (columns.count(place), columns.base(place));
        let open: Vec<(Labels, u32)> = columns.open(place).collect();
        let key: Vec<u32> =
            [count, base].into_iter().chain(columns.all_open(place)).collect();
        if let Some(ruling) = self.open.get(&key) {
            return *ruling;
        }
        let Some(verdict) = self.judge(count, base, &open) else { return NONE };
        let number = self.push(&verdict);
        self.open.insert(key, number);
        number
    }

    fn push(&mut self, verdict: &Verdict) -> u32 {
        let based = self.bound.is_some_and(|bound| bound.base != Base::None);
        let outcome = verdict.outcome();
        let is_judged = outcome != Outcome::NotEvaluated;
        self.all.push((outcome, is_judged.then(|| verdict.figures(based))));
        self.fates.push(Fate::of(verdict));
        // OK because there are no more rulings than cells.
        (self.all.len() - 1) as u32
    }

    /// By the very judge that asks item by item: the sums are all that it knows of people.
    fn judge(
        &mut self,
        count: u32,
        base: u32,
        open: &[(Labels, u32)],
    ) -> Option<Verdict> {
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
        Some(judge(self.bound?, &self.scene))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::amount::{Amount, Of, Part};
    use crate::rule::bound::Rounding;

    /// A share, a number beside it, and the greater of the two.
    fn amounts() -> Vec<Amount> {
        let share = |numerator| Part::Share { numerator, denominator: 60, of: Of::Base };
        let shares = [0, 7, 20, 30, 60, 90].map(share);
        let numbers = [0, 3, 17].map(|number| Part::Number(number * 1_000_000_000));
        let half = Part::Number(4_500_000_000);
        let parts = shares.into_iter().chain(numbers).chain([
            half.clone(),
            Part::NoBound,
            Part::Greatest(vec![share(30), half.clone()]),
            Part::Least(vec![share(20), half]),
        ]);
        let roundings = [None, Some(Rounding::Down), Some(Rounding::HalfUp)];
        let amount = |part: Part| {
            roundings.map(|rounding| Amount {
                part: part.clone(),
                rounding,
                fineness: 60,
                owns: 0,
                asks_base: true,
            })
        };
        parts.flat_map(amount).collect()
    }

    #[test]
    fn what_follows_from_a_base_is_what_the_judge_says_of_every_count() {
        let comparators = [
            Comparator::AtMost,
            Comparator::Below,
            Comparator::AtLeast,
            Comparator::Above,
            Comparator::Exactly { tolerance: 1 },
        ];
        let bounds = amounts().into_iter().flat_map(|amount| {
            comparators.map(|comparator| {
                let base = Base::Items;
                Bound { comparator, amount: amount.clone(), base }
            })
        });
        for bound in bounds {
            let (mut quick, mut slow) =
                (Rulings::new(Some(&bound)), Rulings::new(Some(&bound)));
            // From the middle, so that most counts are learnt beside another.
            for (count, base) in
                (0..40).flat_map(|nth| (0..40).map(move |base| (nth * 7 % 40, base)))
            {
                let number = quick.of_known(count, base);
                let judged = slow.judge(count, base, &[]);
                let fate = judged.as_ref().map(Fate::of);
                let outcome = judged.as_ref().map(Verdict::outcome);
                assert_eq!(quick.fate(number), fate, "{bound:?} {count} {base}");
                assert_eq!(quick.outcome(number), outcome, "{bound:?} {count} {base}");
                let passing = quick.passing.get(base as usize).copied();
                let passing = passing.unwrap_or(Passing::UNKNOWN);
                assert_eq!(quick.verdict(passing, count, base), judged, "{bound:?}");
                if passing != Passing::UNKNOWN {
                    let passes = fate == Some(Fate::Passes);
                    assert_eq!(passing.has(count), passes, "{bound:?} {count} {base}");
                }
            }
            let is_exact = matches!(bound.comparator, Comparator::Exactly { .. });
            assert!(!is_exact || quick.passing.is_empty(), "{bound:?}");
        }
    }
}
