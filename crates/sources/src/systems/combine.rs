//! What several sources say of one person's day, laid over each other.
//!
//! Each leaves some statuses possible, and what all leave is what is known. Where nothing is
//! left two of them contradict each other, and that is told with both places.

use passmuster::diagnostic::{Code, Diagnostic};
use passmuster::message::Message;
use passmuster::{Conflicts, Day, Faults};

use super::claim::{Claim, Evidence, Meaning, Says};
use super::notes::{Notes, shown};

/// A row of attendance.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) person: u32,
    pub(crate) day: Day,
    /// The status; `None` if it is not known.
    pub(crate) status: Option<&'static str>,
    /// Whether it holds for half of the day only.
    pub(crate) half: bool,
    pub(crate) site: u32,
    pub(crate) place: passmuster::source::Place,
}

/// Lays the claims over each other; one row a day, or as many as it takes.
pub(crate) fn rows(
    mut claims: Vec<Claim>,
    conflicts: Conflicts,
    names: &[String],
    (faults, notes): (&mut Faults, &mut Notes),
) -> Vec<Row> {
    // A stable sort: of one strength the claims stay in the order of the sources.
    claims.sort_by_key(|claim| (claim.person, claim.day, claim.evidence));
    let mut rows = Vec::new();
    let same = |one: &Claim, two: &Claim| (one.person, one.day) == (two.person, two.day);
    for of_day in claims.chunk_by(same) {
        let mut day = DayOf::new(of_day);
        for (nth, claim) in of_day.iter().enumerate() {
            if let Err(other) = day.lay(nth, claim) {
                let name = names.get(claim.person as usize).map_or("", String::as_str);
                day.settle((other, nth), conflicts, name, (&mut *faults, &mut *notes));
            }
        }
        day.write(&mut rows);
    }
    rows
}

/// A day as known so far: as a whole, or as two halves.
struct DayOf<'a> {
    claims: &'a [Claim],
    /// What is left of the day, or of its halves, and the claim that said so.
    slots: Vec<(Says, Option<usize>)>,
    accepted: Vec<usize>,
    /// Whether sources contradict each other, so that nothing is known.
    torn: bool,
}

impl<'a> DayOf<'a> {
    fn new(claims: &'a [Claim]) -> Self {
        let halves =
            claims.iter().any(|claim| matches!(claim.meaning, Meaning::Halves(..)));
        let slots = vec![(Says::ANYTHING, None); if halves { 2 } else { 1 }];
        Self { claims, slots, accepted: Vec::new(), torn: false }
    }

    /// Lays a claim over what is known; the claim that excludes it, if one does.
    fn lay(&mut self, nth: usize, claim: &Claim) -> Result<(), usize> {
        let laid = match claim.meaning {
            Meaning::Whole(says) => self.whole(says, claim.evidence),
            Meaning::Part(says) => self.part(says),
            Meaning::Halves(one, two) => self.halves(one, two),
        };
        let Some(laid) = laid else { return Err(self.culprit(claim)) };
        for (slot, says) in self.slots.iter_mut().zip(laid) {
            if slot.0 != says {
                *slot = (says, Some(nth));
            }
        }
        self.accepted.push(nth);
        Ok(())
    }

    fn each(&self, says: &[Says]) -> Option<Vec<Says>> {
        let slots = self.slots.iter().zip(says);
        slots.map(|((known, _), says)| known.and(*says)).collect()
    }

    fn whole(&self, says: Says, evidence: Evidence) -> Option<Vec<Says>> {
        let all: Vec<Option<Says>> =
            self.slots.iter().map(|(known, _)| known.and(says)).collect();
        // A plan of the day gives way in the half in which something else happened.
        if evidence == Evidence::Planned && all.iter().any(Option::is_some) {
            let slots = self.slots.iter().zip(all);
            return Some(
                slots.map(|((known, _), both)| both.unwrap_or(*known)).collect(),
            );
        }
        all.into_iter().collect()
    }

    /// Halves in whichever order; where both orders can be, the one that leaves more open, for
    /// it allows whatever the other one does.
    fn halves(&self, one: Says, two: Says) -> Option<Vec<Says>> {
        roomiest([self.each(&[one, two]), self.each(&[two, one])])
    }

    /// Some part of the day: one of its halves, if not both, must allow it.
    fn part(&self, says: Says) -> Option<Vec<Says>> {
        let all: Vec<Says> = self.slots.iter().map(|(known, _)| *known).collect();
        if all.iter().any(|known| known.within(says)) {
            return Some(all);
        }
        roomiest((0..all.len()).rev().map(|nth| {
            let mut one = all.clone();
            let slot = one.get_mut(nth)?;
            *slot = slot.and(says)?;
            Some(one)
        }))
    }

    /// Which of the claims excludes this one: the strongest that does so by itself.
    fn culprit(&self, claim: &Claim) -> usize {
        let alone = self.accepted.iter().copied().find(|nth| {
            let Some(other) = self.claims.get(*nth) else { return false };
            let mut pair = DayOf::new(&[]);
            pair.slots = vec![(Says::ANYTHING, None); self.slots.len()];
            pair.lay(0, other).is_ok() && !pair.allows(claim)
        });
        let last = self.slots.iter().filter_map(|(_, by)| *by).max();
        alone.or(last).unwrap_or_default()
    }

    fn allows(&self, claim: &Claim) -> bool {
        match claim.meaning {
            Meaning::Whole(says) => self.whole(says, claim.evidence).is_some(),
            Meaning::Part(says) => self.part(says).is_some(),
            Meaning::Halves(one, two) => self.halves(one, two).is_some(),
        }
    }

    /// What becomes of two claims that exclude each other.
    fn settle(
        &mut self,
        (first, second): (usize, usize),
        conflicts: Conflicts,
        name: &str,
        (faults, notes): (&mut Faults, &mut Notes),
    ) {
        let (Some(one), Some(two)) = (self.claims.get(first), self.claims.get(second))
        else {
            return;
        };
        let is_plan = two.evidence == Evidence::Planned;
        let proved = one.evidence == Evidence::Proved && two.evidence != Evidence::Proved;
        let (code, help) = match conflicts {
            // What was planned gives way to what happened.
            _ if is_plan && one.evidence != Evidence::Planned => {
                (Code::Disagreement, "source-plan-help")
            }
            Conflicts::Unknown => (Code::Disagreement, "source-conflict-unknown-help"),
            Conflicts::Proven if proved => {
                (Code::Disagreement, "source-conflict-proven-help")
            }
            Conflicts::Proven => (Code::SourcesDisagree, "source-conflict-unproven-help"),
            Conflicts::Refuse => (Code::SourcesDisagree, "source-conflict-help"),
        };
        self.torn |= help == "source-conflict-unknown-help";
        if code == Code::Disagreement {
            // A report says it too, for warnings are told by `lint` alone.
            notes.settled(help, name, || two.place.clone());
        }
        let message = Message::new("source-conflict")
            .with("person", name)
            .with("date", two.day.to_string())
            .with("says", two.meaning.words())
            .with("other", one.meaning.words())
            .with("how", Message::new(how(one.evidence)))
            .with("place", shown(&one.place));
        let fault = Diagnostic::at(code, message, &two.place)
            .also(&one.place, Message::new("facts-the-other-row"));
        faults.push(fault.help(Message::new(help)));
    }

    fn write(&self, rows: &mut Vec<Row>) {
        let Some(first) = self.claims.first() else { return };
        let place = |by: Option<usize>| {
            let claim = by.and_then(|by| self.claims.get(by)).unwrap_or(first);
            claim.place.clone()
        };
        let (person, day) = (first.person, first.day);
        let mut sites: Vec<u32> = self
            .accepted
            .iter()
            .filter_map(|nth| self.claims.get(*nth))
            .map(|claim| claim.site)
            .filter(|site| *site != 0)
            .collect();
        sites.sort_unstable();
        sites.dedup();
        let alike = match self.slots.as_slice() {
            // Two halves of which nothing is known are a day of which nothing is known.
            [(one, _), (two, _)] => one.status() == two.status(),
            _ => true,
        };
        let slots = if self.torn || alike { self.slots.get(..1) } else { None };
        for (says, by) in slots.unwrap_or(&self.slots) {
            let status = if self.torn { None } else { says.status() };
            let row = |site: u32| Row {
                person,
                day,
                status,
                half: slots.is_none(),
                site,
                place: place(*by),
            };
            match status {
                Some("on-site") if !sites.is_empty() => {
                    rows.extend(sites.iter().map(|site| row(*site)));
                }
                _ => rows.push(row(0)),
            }
        }
    }
}

/// Of several ways the first that leaves most open.
fn roomiest(ways: impl IntoIterator<Item = Option<Vec<Says>>>) -> Option<Vec<Says>> {
    let room = |way: &Vec<Says>| way.iter().map(|says| says.count()).sum::<u32>();
    let ways = ways.into_iter().flatten();
    ways.reduce(|best, way| if room(&way) > room(&best) { way } else { best })
}

fn how(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Proved => "source-proves",
        Evidence::Stated => "source-states",
        Evidence::Planned => "source-plans",
    }
}
