//! What a bound says of sums, judged once for all cells that come to the same.

use crate::finding::Outcome;
use crate::judge::amount::Level;
use crate::judge::{Scene, Verdict, judge};
use crate::plan::label::{Label, Labels};
use crate::plan::{Ask, Lens};
use crate::tally::keys::QuickMap;

use super::columns::Columns;

/// What a bound says of some sums.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ruling {
    pub(crate) outcome: Outcome,
    pub(crate) verdict: Verdict,
    /// Whether somebody is possibly in count or base.
    pub(crate) matched: bool,
    pub(crate) unbounded: bool,
}

/// What was judged so far.
pub(super) struct Rulings<'a> {
    lens: &'a Lens,
    all: Vec<Ruling>,
    /// By small counts and bases, where both are known.
    small: Vec<u32>,
    plain: QuickMap<(u32, u32), u32>,
    open: QuickMap<Vec<u32>, u32>,
}

/// That a cell passes, and nothing else is to be said of it.
pub(super) const PASSES: u32 = u32::MAX;

/// That it was not judged yet.
const UNJUDGED: u32 = u32::MAX - 1;

/// Below which counts and bases are found in a table.
const SMALL: u32 = 128;

impl<'a> Rulings<'a> {
    pub(super) fn new(lens: &'a Lens) -> Self {
        Self {
            lens,
            all: Vec::new(),
            small: vec![UNJUDGED; (SMALL * SMALL) as usize],
            plain: QuickMap::default(),
            open: QuickMap::default(),
        }
    }

    pub(super) fn get(&self, ruling: u32) -> Option<Ruling> {
        self.all.get(ruling as usize).copied()
    }

    pub(super) fn into_all(self) -> Vec<Ruling> {
        self.all
    }

    /// What the bound says of a place, by its number.
    pub(super) fn of(&mut self, columns: &Columns, place: u32) -> u32 {
        let (count, base) = (columns.count(place), columns.base(place));
        if columns.open(place).next().is_some() {
            return self.of_open(columns, place);
        }
        if let Some(ruling) = self.plain.get(&(count, base)) {
            return *ruling;
        }
        let ruling = self.judge(count, base, &[]);
        self.plain.insert((count, base), ruling);
        ruling
    }

    /// What the bound says of a count and a base: [`PASSES`], or the number of the ruling.
    #[inline]
    pub(super) fn of_known(&mut self, count: u32, base: u32) -> u32 {
        let at = (count * SMALL + base) as usize;
        if count < SMALL && base < SMALL {
            match self.small.get(at) {
                Some(&ruling) if ruling != UNJUDGED => return ruling,
                _ => {}
            }
        }
        self.learn(count, base, at)
    }

    #[cold]
    fn learn(&mut self, count: u32, base: u32, at: usize) -> u32 {
        let known = self.plain.get(&(count, base)).copied();
        let number = known.unwrap_or_else(|| {
            let number = self.judge(count, base, &[]);
            self.plain.insert((count, base), number);
            number
        });
        let passes = self
            .get(number)
            .is_some_and(|ruling| ruling.outcome == Outcome::Pass && !ruling.unbounded);
        let ruling = if passes { PASSES } else { number };
        if count < SMALL
            && base < SMALL
            && let Some(slot) = self.small.get_mut(at)
        {
            *slot = ruling;
        }
        ruling
    }

    fn of_open(&mut self, columns: &Columns, place: u32) -> u32 {
        let (count, base) = (columns.count(place), columns.base(place));
        let open: Vec<(Labels, u32)> = columns.open(place).collect();
        let key: Vec<u32> =
            [count, base].into_iter().chain(columns.all_open(place)).collect();
        if let Some(ruling) = self.open.get(&key) {
            return *ruling;
        }
        let ruling = self.judge(count, base, &open);
        self.open.insert(key, ruling);
        ruling
    }

    /// By the very judge that asks item by item: the sums are all that it knows of people.
    fn judge(&mut self, count: u32, base: u32, open: &[(Labels, u32)]) -> u32 {
        let Ask::Bound(bound) = &self.lens.ask else { return u32::MAX };
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
        let scene = Scene {
            classes: classes
                .map(|(labels, people)| (*labels, u64::from(*people)))
                .collect(),
            amount: Level::fixed(&bound.amount),
            ..Scene::default()
        };
        let verdict = judge(bound, &scene);
        let outcome = match (verdict.empty, verdict.all_keep, verdict.some_keep) {
            (true, ..) => Outcome::NotEvaluated,
            (false, true, _) => Outcome::Pass,
            (false, false, false) => Outcome::Fail,
            (false, false, true) => Outcome::Undetermined,
        };
        let matched = count > 0 || base > 0 || !open.is_empty();
        let unbounded = verdict.unbounded;
        self.all.push(Ruling { outcome, verdict, matched, unbounded });
        (self.all.len() - 1) as u32
    }
}
