//! When a document or a rule holds, while the acts on it are done one after the other.

use crate::day::{Day, Instant};
use crate::directive::{End, InForce, Start};
use crate::window::Window;

/// When something holds, and what still moves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holding {
    window: Window,
    /// Whether its end is its own, so that it does not move with its document's.
    own_end: bool,
    /// Where an act on its whole document ended it.
    ended: Option<Instant>,
    /// What lies between an end and a later beginning.
    gaps: Vec<Window>,
    suspended: Vec<Suspension>,
}

/// A stretch without force, and whether the whole document was suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Suspension {
    window: Window,
    whole: bool,
}

impl Holding {
    /// On no minute, whatever is done to it.
    pub(super) fn never() -> Self {
        Self::of(Window { from: Instant::MAX, until: Instant::MIN })
    }

    /// On all minutes of a window.
    pub(super) fn of(window: Window) -> Self {
        let (gaps, suspended) = (Vec::new(), Vec::new());
        Self { window, own_end: false, ended: None, gaps, suspended }
    }

    /// CLAUSE 1.3 to 1.6: as written, where nothing lends it an end.
    pub(super) fn alone(own: &InForce) -> Self {
        Self::written(own, &Self::of(Window::ALWAYS))
    }

    /// CLAUSE 1.6, 1.7: as written, the ends that are not written being lent.
    pub(super) fn written(own: &InForce, lent: &Holding) -> Self {
        let from = own.from.map_or(lent.window.from, Start::instant);
        let until = own.end.map_or(lent.until(), |end| end_instant(end, from));
        let takes = own.from.is_none() || own.end.is_none();
        let mut holding = Self::of(Window { from, until });
        holding.own_end = own.end.is_some() || own.same_as.is_some();
        if takes {
            let suspended = lent.suspended.iter().map(|one| one.window);
            holding.gaps = lent.gaps.iter().copied().chain(suspended).collect();
        }
        holding
    }

    /// As that of a document, whose end moves with every act on it.
    pub(super) fn of_a_document(self) -> Self {
        Self { own_end: false, ..self }
    }

    /// The first minute, as written.
    pub(super) fn from(&self) -> Instant {
        self.window.from
    }

    /// The minute after the last.
    pub(super) fn until(&self) -> Instant {
        self.ended.map_or(self.window.until, |ended| ended.min(self.window.until))
    }

    /// When it holds: disjoint, ascending, never empty.
    pub(super) fn windows(&self) -> Vec<Window> {
        let mut windows = vec![Window { from: self.window.from, until: self.until() }];
        let suspended = self.suspended.iter().map(|one| one.window);
        for out in self.gaps.iter().copied().chain(suspended) {
            windows = without(&windows, out);
        }
        windows.retain(|window| !window.is_empty());
        windows
    }

    /// CLAUSE 11.5: it gets a new end, `from` leaving a gap if that lies behind the old one.
    pub(super) fn extend(&mut self, from: Option<Instant>, until: Instant) {
        self.own_end = true;
        self.move_end(from, until);
    }

    /// CLAUSE 11.5: its document gets a new end.
    pub(super) fn extend_with_document(&mut self, from: Option<Instant>, until: Instant) {
        if !self.own_end {
            return self.move_end(from, until);
        }
        if let Some(ended) = self.ended.take() {
            let from = from.unwrap_or(ended);
            self.gaps.push(Window { from: ended, until: from });
        }
    }

    fn move_end(&mut self, from: Option<Instant>, until: Instant) {
        let old = self.until();
        self.gaps.push(Window { from: old, until: from.unwrap_or(old) });
        self.gaps.retain(|gap| !gap.is_empty());
        self.window.until = until;
        self.ended = None;
    }

    /// CLAUSE 11.6: it holds no more from then on.
    pub(super) fn end(&mut self, at: Instant) {
        self.own_end = true;
        self.window.until = self.window.until.min(at);
    }

    /// CLAUSE 11.6: its document holds no more from then on.
    pub(super) fn end_with_document(&mut self, at: Instant) {
        self.ended = Some(self.until().min(at));
    }

    /// CLAUSE 11.8: it does not hold in these windows; `whole` if its document does not.
    pub(super) fn suspend(&mut self, windows: &[Window], whole: bool) {
        let own = windows.iter().map(|window| Suspension { window: *window, whole });
        self.suspended.extend(own);
    }

    /// CLAUSE 11.8: what suspends it then does so no more; of a whole document only what
    /// suspended the whole.
    pub(super) fn resume(&mut self, at: Instant, whole: bool) {
        for one in &mut self.suspended {
            if one.window.contains(at) && (one.whole || !whole) {
                one.window.until = at;
            }
        }
        self.suspended.retain(|one| !one.window.is_empty());
    }
}

/// What is left of windows when another is taken out of them.
fn without(windows: &[Window], out: Window) -> Vec<Window> {
    if out.is_empty() {
        return windows.to_vec();
    }
    let sides = windows.iter().flat_map(|window| {
        let before = Window { until: window.until.min(out.from), ..*window };
        let behind = Window { from: window.from.max(out.until), ..*window };
        [before, behind]
    });
    sides.filter(|window| !window.is_empty()).collect()
}

/// Windows in order, those that touch made one.
pub(super) fn joined(mut windows: Vec<Window>) -> Vec<Window> {
    windows.retain(|window| !window.is_empty());
    windows.sort_unstable();
    let mut all: Vec<Window> = Vec::new();
    for window in windows {
        match all.last_mut() {
            Some(last) if window.from <= last.until => {
                last.until = last.until.max(window.until);
            }
            _ => all.push(window),
        }
    }
    all
}

/// CLAUSE 1.3 to 1.5: the minute after the last.
pub(super) fn end_instant(end: End, from: Instant) -> Instant {
    let later = |day: Day| day.at(from.clock());
    match end {
        End::Through(day) => day.end(),
        End::Until(instant) => instant,
        End::FurtherNotice => Instant::MAX,
        _ if from == Instant::MIN || from == Instant::MAX => Instant::MAX,
        End::ForDays(days) => {
            later(from.day().plus(i32::try_from(days).unwrap_or(i32::MAX)))
        }
        End::ForWeeks(weeks) => {
            let days = i32::try_from(weeks).unwrap_or(i32::MAX).saturating_mul(7);
            later(from.day().plus(days))
        }
        End::ForMonths(months) => later(from.day().plus_months(months)),
    }
}
