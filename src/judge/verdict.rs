//! What becomes of a verdict: outcome and figures, two fillings together, another count.

use crate::finding::{Outcome, Range};
use crate::plan::Bound;
use crate::plan::label::Direction;
use crate::verdicts::Figures;

use super::{UNIT, Verdict, decimal, headroom};

impl Verdict {
    /// The same, but neither certainly kept nor certainly broken. CLAUSE 7.8.
    #[must_use]
    pub(crate) fn undecided(self) -> Verdict {
        let (allowed, headroom) = (None, None);
        let (all_keep, some_keep, empty) = (false, true, false);
        Verdict { all_keep, some_keep, allowed, headroom, empty, ..self }
    }

    /// What the verdict comes to, where no grant relieves anybody and nothing is cut out.
    pub(crate) fn outcome(&self) -> Outcome {
        match (self.empty, self.all_keep, self.some_keep) {
            (true, ..) => Outcome::NotEvaluated,
            (false, true, _) => Outcome::Pass,
            (false, false, false) => Outcome::Fail,
            (false, false, true) => Outcome::Undetermined,
        }
    }

    /// The figures, of a bound with a base or without.
    pub(crate) fn figures(&self, based: bool) -> Figures {
        let range = |(least, most): (i128, Option<i128>)| Range {
            certain: decimal(least),
            possible: most.map(decimal),
        };
        Figures {
            count: range(self.count),
            base: based.then(|| range(self.base)),
            allowed: self.allowed,
            headroom: self.headroom,
        }
    }

    /// What is said of another number of people beside the same base, where both are known,
    /// and whether they keep the bound; unless it is `exactly` something, whatever else is said
    /// is the same.
    #[must_use]
    pub(crate) fn beside(self, bound: &Bound, people: u32, keeps: bool) -> Verdict {
        let count = i128::from(people) * UNIT;
        Verdict {
            all_keep: keeps,
            some_keep: keeps,
            worst_count: Some(count),
            count: (count, Some(count)),
            headroom: headroom(bound.direction(), self.allowed, Some(count)),
            ..self
        }
    }

    /// How far the worst count is from what is allowed, where something is.
    fn distance(&self) -> i128 {
        let allowed = self.allowed.map(|allowed| i128::from(allowed) * UNIT);
        let count = self.worst_count.unwrap_or(i128::MAX);
        allowed.map_or(i128::MAX, |allowed| (count - allowed).abs())
    }

    /// What two fillings come to together. CLAUSE 4.10.
    #[must_use]
    pub(crate) fn or(self, other: Verdict, direction: Direction) -> Verdict {
        let key = |verdict: &Verdict| {
            let (rank, at) = verdict.worth.rank(direction);
            let (rank, base) = (i128::from(rank), verdict.worst_base);
            match direction {
                Direction::Cap => {
                    (verdict.worst_count.unwrap_or(i128::MAX), -base, -rank, -at)
                }
                Direction::Floor => {
                    (-verdict.worst_count.unwrap_or(i128::MAX), base, rank, at)
                }
            }
        };
        let key = |verdict: &Verdict| (key(verdict), verdict.distance());
        let worst = if key(&other) > key(&self) { other } else { self };
        let joined = |one: (i128, Option<i128>), other: (i128, Option<i128>)| {
            let most = one.1.zip(other.1).map(|(one, other)| one.max(other));
            (one.0.min(other.0), most)
        };
        Verdict {
            all_keep: self.all_keep && other.all_keep,
            some_keep: self.some_keep || other.some_keep,
            count: joined(self.count, other.count),
            base: joined(self.base, other.base),
            empty: self.empty && other.empty,
            unbounded: self.unbounded && other.unbounded,
            ..worst
        }
    }
}
