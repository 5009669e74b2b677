//! Visits and gatherings that are alike to a rule: one stands for all of them, and where it
//! passes they do.

use std::collections::BTreeMap;

use crate::classify::ItemKey;
use crate::domain::gather::Gather;
use crate::error::Error;
use crate::facts::column::Column;
use crate::facts::rows::Rows;
use crate::field::{Home, Subject, Table, Value};
use crate::finding::Outcome;
use crate::plan::atom::{Atom, Probe};
use crate::plan::label::Labels;
use crate::plan::{Ask, Base, Bound, Side, Time};
use crate::rule::matcher::Test;
use crate::tally::keys::QuickMap;

use super::{CellView, Judged, Judging, bound_of};

/// How many rows are of a kind, and the first of them.
#[derive(Debug, Clone, Copy)]
struct Kind {
    first: u32,
    rows: u64,
}

/// That a cell passes, or is not bound, and nothing else is to be said of it.
#[derive(Debug, Clone, Copy)]
struct Silence {
    passes: bool,
    /// Whether an item was possibly meant.
    meant: bool,
}

impl Judging<'_> {
    /// Passes the rows of all kinds that pass; the others are left, in their order. Nothing if
    /// rows may differ to the rule in more than their own columns.
    pub(super) fn pass_alike(&mut self) -> Result<Option<Vec<u32>>, Error> {
        let Some((table, id)) = self.table_of_rows() else { return Ok(None) };
        let facts = self.question.domain.facts;
        let Some(rows) = facts.table(table) else { return Ok(None) };
        // Two rows of one name are one cell.
        let ids = rows.column(id).map_or(0, |column| column.values().len());
        if ids != rows.len() || self.question.passes {
            return Ok(None);
        }
        let of_rows = self.kinds(rows, id);
        let mut kinds: BTreeMap<u32, Kind> = BTreeMap::new();
        for (row, kind) in (0..).zip(&of_rows) {
            if let Some(kind) = kind {
                let known = kinds.entry(*kind).or_insert(Kind { first: row, rows: 0 });
                known.rows += 1;
            }
        }
        let firsts: Vec<u32> = kinds.values().map(|kind| kind.first).collect();
        let passing = self.passing(&firsts)?;
        let passes = |kind: &u32| {
            kinds.get(kind).is_some_and(|one| passing.contains_key(&one.first))
        };
        for kind in kinds.values() {
            if let Some(silence) = passing.get(&kind.first) {
                self.passes += if silence.passes { kind.rows } else { 0 };
                self.matched |= silence.meant;
            }
        }
        let left = (0..).zip(&of_rows);
        let left = left.filter(|(_, kind)| kind.as_ref().is_some_and(|one| !passes(one)));
        Ok(Some(left.map(|(row, _)| row).collect()))
    }

    /// Of what table each row is a cell of its own and is asked only what it says itself.
    fn table_of_rows(&self) -> Option<(Table, &'static str)> {
        let [side] = self.lens.sides.as_slice() else { return None };
        let (table, id) = match side.subject {
            Subject::Visits => (Table::Visits, "visit"),
            Subject::Gatherings => (Table::Gatherings, "gathering"),
            _ => return None,
        };
        let bound = bound_of(self.lens);
        let is_simple = |bound: &Bound| {
            matches!(bound.base, Base::None | Base::Items) && bound.amount.is_fixed()
        };
        let columns = self.lens.grain.columns.iter();
        let is_alone = self.lens.grain.time == Time::Row
            && columns.into_iter().all(|column| column.as_str() == id)
            && self.lens.guards.iter().all(Option::is_none)
            && !self.stretches.iter().any(|stretch| stretch.cut)
            && self.grants.is_empty()
            && !matches!(self.lens.ask, Ask::Quota(_) | Ask::Apart(_))
            && bound.is_none_or(is_simple);
        (is_alone && reads_only(side, table, id)).then_some((table, id))
    }

    /// For each row its kind, by the codes of all its columns but its name and its day;
    /// nothing for a row on a day that is not asked.
    fn kinds(&self, rows: &Rows, id: &str) -> Vec<Option<u32>> {
        let days = rows.column("date").map_or(&[][..], |column| column.values());
        let asked = |value: &Value| match value {
            Value::Date(day) => {
                let covered = self.question.domain.facts.covers().contains(*day);
                covered && self.stretches.iter().any(|stretch| stretch.first() == *day)
            }
            _ => false,
        };
        let asked: Vec<bool> =
            std::iter::once(false).chain(days.iter().map(asked)).collect();
        let names = rows.names().filter(|name| *name != id && *name != "date");
        let columns: Vec<&Column> = names.filter_map(|name| rows.column(name)).collect();
        let mut pairs: QuickMap<(u32, u32), u32> = QuickMap::default();
        let mut kind = |row: usize| {
            let day = rows.code(row, "date");
            if !asked.get(day as usize).copied().unwrap_or(false) {
                return None;
            }
            let codes =
                columns.iter().zip(0..).map(|(column, nth)| (nth, column.code(row)));
            Some(codes.fold(0, |mixed, (nth, code)| {
                // No code of another column is taken for one of this.
                let next = pairs.len() as u32 + 1;
                *pairs.entry((mixed, code * columns.len() as u32 + nth)).or_insert(next)
            }))
        };
        (0..rows.len()).map(&mut kind).collect()
    }

    /// Those of some rows of which no more is to be said than that they pass.
    fn passing(&mut self, rows: &[u32]) -> Result<BTreeMap<u32, Silence>, Error> {
        let asked = (self.question.domain, self.lens);
        let gather = Gather::new(asked.0, asked.1, &self.stretches, None);
        let gathered = gather.only_rows(rows).gather();
        let mut passing = BTreeMap::new();
        for ((nth, place), sides) in &gathered.cells {
            let Some(stretch) = self.stretches.get(*nth) else { continue };
            let view = CellView::of(asked, (stretch, place), sides, &self.grants);
            let Some(judged) = view.judge()? else { continue };
            let row = sides.iter().flatten().find_map(|item| match &item.key {
                ItemKey::Row(_, row) => Some(*row),
                _ => None,
            });
            let Some(row) = row else { continue };
            if let Some(silence) = self.is_silent(&view, &judged) {
                passing.insert(row, silence);
            }
        }
        Ok(passing)
    }

    /// What there is to say of a cell of one item, if that is no finding.
    fn is_silent(&self, view: &CellView<'_>, judged: &Judged) -> Option<Silence> {
        let each = bound_of(self.lens).is_none();
        let is_meant =
            |labels: &Labels| labels.any(|label| label.base() || !each && label.count());
        let mut labels = judged.labels.iter().flatten();
        let meant = labels.clone().any(is_meant);
        let passes = match &judged.verdict {
            Some(verdict) => {
                let is_plain = !view.nobody_there(judged) && !verdict.unbounded;
                is_plain.then(|| view.outcome(judged, verdict))
            }
            None => match labels.next().map(|one| view.outcome_of_item(judged, *one))? {
                // CLAUSE 5.1: who is not bound does not pass either.
                None => return Some(Silence { passes: false, meant }),
                outcome => outcome,
            },
        };
        (passes? == Outcome::Pass).then_some(Silence { passes: true, meant })
    }
}

/// Whether a side asks of a row only what stands in it, and neither its day nor its name.
fn reads_only(side: &Side, table: Table, id: &str) -> bool {
    let of_probe = |probe: &Probe| {
        let mut homes = probe.homes.iter();
        let is_of_day = matches!(probe.test, Test::InLast(_) | Test::BeforeLast(_));
        probe.at.is_none()
            && !is_of_day
            && homes.all(|(home, column)| {
                *home == Home::Table(table) && column != "date" && column != id
            })
    };
    let of_atom = |atom: &Atom| match atom {
        Atom::Together(together) => {
            together.has.is_empty()
                && together.passage.is_none()
                && together.probes.iter().all(of_probe)
        }
        Atom::Lacks { .. } | Atom::Lasting(_) => false,
    };
    side.atoms.iter().all(of_atom) && side.sums.iter().all(of_probe)
}
