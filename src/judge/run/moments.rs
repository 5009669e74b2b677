//! A bound that holds at every moment: the day is cut where somebody comes or goes, each piece
//! is judged by itself, and the worst is told. CLAUSE 15.6.

use std::collections::BTreeSet;

use crate::classify::view::RowView;
use crate::classify::{Item, ItemKey, stretch_of};
use crate::day::{Day, Instant};
use crate::domain::Domain;
use crate::domain::stretch::Stretch;
use crate::error::Error;
use crate::field::{Table, Value};
use crate::finding::{Outcome, Reason};
use crate::judge::Verdict;
use crate::judge::cells::{CellView, Judged};
use crate::judge::evidence::bound_of;
use crate::window::Window;

use super::Judging;

/// A piece of a day in which nobody comes or goes.
struct Piece {
    stretch: Stretch,
    sides: Vec<Vec<Item>>,
    judged: Judged,
    verdict: Verdict,
    outcome: Outcome,
}

impl Judging<'_> {
    pub(super) fn moments(&mut self, view: &CellView<'_>) -> Result<(), Error> {
        let Some(bound) = bound_of(self.lens) else { return Ok(()) };
        let mut pieces = Vec::new();
        let mut someone_there = false;
        for window in pieces_of(view) {
            let stretch = Stretch { window, ..view.stretch.clone() };
            let here = |item: &&Item| is_within(view.domain, item, window);
            let of_side =
                |items: &Vec<Item>| items.iter().filter(here).cloned().collect();
            let sides: Vec<Vec<Item>> = view.sides.iter().map(of_side).collect();
            let piece = CellView { stretch: &stretch, sides: &sides, ..*view };
            let Some(judged) = piece.judge()? else {
                self.cut_out += 1;
                return Ok(());
            };
            self.note_matched(&judged);
            let Some(verdict) = judged.verdict else { continue };
            if piece.nobody_there(&judged) {
                continue;
            }
            someone_there = true;
            let outcome = piece.outcome(&judged, &verdict);
            if !verdict.unbounded {
                pieces.push(Piece { stretch, sides, judged, verdict, outcome });
            }
        }
        if view.stretch.cut && !self.lens.is_upper() {
            self.silent(view.silent(Reason::CutPeriod, None));
        } else if !someone_there {
            self.nobody_there(view);
        } else if pieces.is_empty() {
            self.unbounded += 1;
        } else {
            self.worst_moment(view, bound, &pieces);
        }
        Ok(())
    }

    fn worst_moment(
        &mut self,
        view: &CellView<'_>,
        bound: &crate::plan::Bound,
        pieces: &[Piece],
    ) {
        let is = |outcome: Outcome| pieces.iter().any(|piece| piece.outcome == outcome);
        let outcome = match (is(Outcome::Fail), is(Outcome::Undetermined)) {
            (true, _) => Outcome::Fail,
            (false, true) => Outcome::Undetermined,
            (false, false) => Outcome::Pass,
        };
        let of_outcome = pieces.iter().filter(|piece| piece.outcome == outcome);
        // A moment that no grant relieves is worse than one that some does. CLAUSE 9.4.
        let worst = of_outcome.clone().min_by_key(|piece| {
            let headroom = piece.verdict.headroom.unwrap_or(i64::MAX);
            let relieved = outcome != Outcome::Pass && piece.judged.relieved;
            (relieved, headroom, piece.stretch.window.from)
        });
        let Some(worst) = worst else { return };
        self.tell(view, outcome, |held| {
            let piece =
                CellView { stretch: &worst.stretch, sides: &worst.sides, ..*view };
            let mut finding = piece.of_bound(bound, &worst.judged, &worst.verdict, held);
            finding.cell = view.cell(None);
            finding.moment = Some(worst.stretch.window.from);
            for piece in of_outcome {
                let window = piece.stretch.window;
                match finding.moments.last_mut() {
                    Some((_, until)) if *until == window.from => *until = window.until,
                    _ => finding.moments.push((window.from, window.until)),
                }
            }
            finding
        });
    }
}

/// The pieces of the cell's day in which nobody comes or goes.
fn pieces_of(view: &CellView<'_>) -> Vec<Window> {
    let whole = view.stretch.window;
    let mut edges: BTreeSet<Instant> = BTreeSet::from([whole.from, whole.until]);
    for item in view.sides.iter().flatten() {
        for day in &item.days {
            for row in &day.rows {
                let RowView::Row(row) = row else { continue };
                let known = lasts(view.domain, Table::Attendance, *row, day.day);
                edges.extend(known.into_iter().flat_map(|one| [one.from, one.until]));
            }
            if let ItemKey::Row(table, row) = item.key {
                let known = lasts(view.domain, table, row as usize, day.day);
                edges.extend(known.into_iter().flat_map(|one| [one.from, one.until]));
            }
        }
    }
    // Where clock times are asked, no piece lies on both sides of one.
    let asked = view.lens.sides.iter().flat_map(|side| &side.edges);
    let midnight = view.stretch.first().start();
    edges.extend(asked.map(|edge| midnight.plus(i64::from(*edge))));
    edges.retain(|edge| whole.from <= *edge && *edge <= whole.until);
    let untils = edges.iter().copied().skip(1);
    edges
        .iter()
        .copied()
        .zip(untils)
        .map(|(from, until)| Window { from, until })
        .collect()
}

/// Whether a visit or gathering may last in that piece; people are asked row by row.
fn is_within(domain: &Domain<'_>, item: &Item, window: Window) -> bool {
    let ItemKey::Row(table, row) = item.key else { return true };
    item.days.iter().any(|day| {
        let known = lasts(domain, table, row as usize, day.day);
        known.is_none_or(|known| known.overlaps(window))
    })
}

/// From when to when a row lasts, if it says so.
fn lasts(domain: &Domain<'_>, table: Table, row: usize, day: Day) -> Option<Window> {
    let (from, until) = match table {
        Table::Attendance => ("from", "to"),
        Table::Visits => ("time", "until"),
        _ => ("start", "end"),
    };
    let rows = domain.facts.table(table)?;
    let clock = |column: &str| match rows.value(row, column) {
        Some(Value::Time(clock)) => Some(*clock),
        _ => None,
    };
    stretch_of(day, clock(from), clock(until))
}
