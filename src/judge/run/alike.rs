//! Visits and gatherings that are alike to a rule: one stands for all of them, and where it
//! passes they do; where no people are asked for, whatever it comes to they do.

mod kinds;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::classify::ItemKey;
use crate::day::Day;
use crate::domain::gather::Gather;
use crate::domain::stretch::Stretch;
use crate::error::Error;
use crate::facts::column::Column;
use crate::facts::rows::Rows;
use crate::field::{Home, Subject, Table, Value};
use crate::finding::Outcome;
use crate::plan::atom::{Atom, Probe};
use crate::plan::{Ask, Base, Bound, Lens, Side, Time};
use crate::rule::matcher::Test;

use crate::verdicts::{Figures, Item, Line};

use kinds::{Alike, Kind};

use super::{CellView, Judged, Judging, bound_of};

/// How many names are looked up at once.
const AT_ONCE: usize = 64;

/// What is said of every row of a kind.
#[derive(Debug, Clone, Copy)]
struct Said {
    what: What,
    /// Whether an item was possibly meant.
    meant: bool,
}

#[derive(Debug, Clone, Copy)]
enum What {
    /// It is not bound: CLAUSE 5.1.
    Nothing,
    /// It passes, and nothing else is to be said of it.
    Passes,
    /// What a bound comes to: outcome and figures of this number.
    Ruled(u32),
    /// What a requirement comes to.
    Required(Outcome),
}

impl<'a> Judging<'a> {
    /// Passes the rows of all kinds that pass; the others are left, in their order. Nothing if
    /// rows may differ to the rule in more than what it reads of them.
    pub(super) fn pass_alike(&mut self) -> Result<Option<Vec<u32>>, Error> {
        if self.has_passes() {
            return Ok(None);
        }
        let Some(alike) = self.alike() else { return Ok(None) };
        let counted = self.question.counted.filter(|counted| counted.has(alike.table));
        let mut kinds = alike.by_kind();
        let mut here: BTreeMap<u32, u64> = BTreeMap::new();
        if let Some(counted) = counted {
            here = kinds.iter().map(|(kind, of_kind)| (*kind, of_kind.rows)).collect();
            kinds.values_mut().for_each(|kind| kind.rows = 0);
            counted.items(alike.table, &mut |date, like, rows| {
                let kind = kinds.get_mut(&alike.kind_of(like));
                if let Some(kind) = kind.filter(|_| alike.is_asked(date)) {
                    kind.rows += u64::from(rows);
                }
            });
        }
        kinds.retain(|_, kind| kind.rows > 0);
        let said = self.said(&kinds)?;
        for (kind, of_kind) in &kinds {
            let said = said.get(kind);
            self.matched |= said.is_some_and(|said| said.meant);
            match said.map(|said| said.what) {
                Some(What::Nothing) => {}
                Some(What::Passes) => self.passes += of_kind.rows,
                // Whoever does not pass is called by name.
                Some(What::Ruled(_) | What::Required(_)) | None => {
                    let is_here = |here: &u64| *here == of_kind.rows;
                    self.found.needs_rows |=
                        counted.is_some() && !here.get(kind).is_some_and(is_here);
                }
            }
        }
        Ok(Some(self.say_all(&alike, &kinds, &said)))
    }

    /// Says of each row what is said of its kind; the rows of which nothing is are left.
    fn say_all(
        &mut self,
        alike: &Alike<'_>,
        kinds: &BTreeMap<u32, Kind>,
        said: &BTreeMap<u32, Said>,
    ) -> Vec<u32> {
        // By number, for there may be as many rows as there are gatherings.
        let last = kinds.keys().next_back().map_or(0, |kind| *kind as usize + 1);
        let is_told = |kind: u32| {
            let silent = |said: &Said| matches!(said.what, What::Nothing | What::Passes);
            kinds.contains_key(&kind) && !said.get(&kind).is_some_and(silent)
        };
        let told: Vec<bool> = (0..last as u32).map(is_told).collect();
        let mut rows = Vec::new();
        alike.parts(|from, kinds, stretch| {
            let Some(stretch) = stretch else { return };
            let is_told = |kind: u32| told.get(kind as usize).copied().unwrap_or(false);
            let told = (from..).zip(kinds).filter(|(_, kind)| is_told(**kind));
            rows.extend(told.map(|(row, kind)| (row, *kind, stretch)));
        });
        let names = self.question.domain.facts.table(alike.table);
        let names = names.and_then(|rows| rows.column(alike.id));
        let name = |row: u32| names?.value(row as usize)?.as_text();
        let mut left = Vec::new();
        for rows in rows.chunks(AT_ONCE) {
            // Found before any is read, for they lie all over the memory: so many are under way.
            let mut of_rows = [None; AT_ONCE];
            let slots = of_rows.iter_mut().zip(rows);
            slots.for_each(|(slot, (row, ..))| *slot = name(*row));
            for ((row, kind, stretch), name) in rows.iter().zip(of_rows) {
                match (said.get(kind), name) {
                    (None, _) => left.push(*row),
                    (Some(said), Some(name)) => {
                        self.say((alike.id, name), *stretch, said.what);
                    }
                    (Some(_), None) => {}
                }
            }
        }
        left
    }

    /// Says of a row what is said of its kind.
    fn say(&mut self, (key, name): (&'static str, &str), time: u32, what: What) {
        let place = Arc::make_mut(&mut self.places).push([name]);
        match what {
            What::Ruled(figures) => {
                let outcome = self.figures.get(figures as usize).map(|(one, _)| *one);
                self.lines.push(Line::Cell { place, time, figures });
                outcome.into_iter().for_each(|outcome| self.count(outcome, 1));
            }
            What::Required(outcome) => {
                self.item(Item { place, time, key, name: name.into(), outcome });
                self.count(outcome, 1);
            }
            What::Nothing | What::Passes => {}
        }
    }

    /// For each row whether there may be more to say of its like than that it passes; nothing
    /// if rows may differ to the rule in more than what it reads of them.
    pub(super) fn told_alike(&mut self) -> Result<Option<Vec<bool>>, Error> {
        let Some(alike) = self.alike() else { return Ok(None) };
        let said = self.said(&alike.by_kind())?;
        let rows = self.question.domain.facts.table(alike.table);
        // CLAUSE 7.1: what a blank may be hangs on rows that are still to come.
        let names = names_read(self.lens).into_iter();
        let columns: Vec<&Column> = names.filter_map(|name| rows?.column(name)).collect();
        let is_blank = |row: usize| columns.iter().any(|column| column.code(row) == 0);
        let is_silent = |said: &Said| matches!(said.what, What::Nothing | What::Passes);
        let mut told = Vec::new();
        alike.chunks(|from, kinds| {
            let is_told = |(row, kind): (usize, &u32)| {
                is_blank(row) || !said.get(kind).is_some_and(is_silent)
            };
            told.extend((from as usize..).zip(kinds).map(is_told));
        });
        Ok(Some(told))
    }

    /// Whether rows differ to the rule only in what it reads of them.
    pub(super) fn is_alike(&self) -> bool {
        self.table_of_rows().is_some()
    }

    fn alike(&self) -> Option<Alike<'a>> {
        let (table, id) = self.table_of_rows()?;
        let rows = self.question.domain.facts.table(table)?;
        // Two rows of one name are one cell.
        let ids = rows.column(id).map_or(0, |column| column.values().len());
        (ids == rows.len()).then(|| {
            let names = names_read(self.lens).into_iter();
            let columns = names.filter_map(|name| rows.column(name)).collect();
            Alike::new((rows, table, id), columns, self.stretches_of(rows))
        })
    }

    /// For each code of the dates the first stretch that begins then, if the day is asked.
    fn stretches_of(&self, rows: &Rows) -> Vec<Option<u32>> {
        let covers = self.question.domain.facts.covers();
        let mut first: BTreeMap<Day, u32> = BTreeMap::new();
        for (nth, stretch) in (0..).zip(&self.stretches) {
            first.entry(stretch.first()).or_insert(nth);
        }
        let asked = |value: &Value| match value {
            Value::Date(day) if covers.contains(*day) => first.get(day).copied(),
            _ => None,
        };
        let days = rows.column("date").map_or(&[][..], |column| column.values());
        std::iter::once(None).chain(days.iter().map(asked)).collect()
    }

    /// The columns whose values are the places of cells.
    pub(super) fn columns(&self) -> Vec<String> {
        match self.table_of_rows() {
            Some((_, id)) => vec![id.to_owned()],
            None => {
                let columns = self.lens.grain.columns.iter();
                columns.map(|column| column.as_str().to_owned()).collect()
            }
        }
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

    /// What is said of every row of some kinds, where that needs no evidence.
    fn said(
        &mut self,
        kinds: &BTreeMap<u32, Kind>,
    ) -> Result<BTreeMap<u32, Said>, Error> {
        let mut said = BTreeMap::new();
        // The rule reads no day, so that one is like the other.
        let Some(day) = self.stretches.first().map(Stretch::first) else {
            return Ok(said);
        };
        let mut ruled = std::mem::take(&mut self.figures);
        let asked = (self.question.domain, self.lens);
        let by_row: BTreeMap<u32, u32> =
            kinds.iter().map(|(kind, of_kind)| (of_kind.first, *kind)).collect();
        let rows: Vec<u32> = by_row.keys().copied().collect();
        let gather = Gather::new(asked.0, asked.1, &self.stretches, None);
        let gathered = gather.only_rows(&rows).on_day(day).gather();
        for ((nth, place), sides) in &gathered.cells {
            let Some(stretch) = self.stretches.get(*nth) else { continue };
            let view = CellView::of(asked, (stretch, place), sides, &self.grants);
            let Some(judged) = view.judge()? else { continue };
            let row = sides.iter().flatten().find_map(|item| match &item.key {
                ItemKey::Row(_, row) => Some(*row),
                _ => None,
            });
            let kind = row.and_then(|row| by_row.get(&row));
            let Some(kind) = kind else { continue };
            let of_kind = self.say_of(&view, &judged, &mut ruled);
            said.extend(of_kind.map(|of_kind| (*kind, of_kind)));
        }
        self.figures = ruled;
        Ok(said)
    }

    /// What there is to say of a cell of one item, where that is no finding.
    fn say_of(
        &self,
        view: &CellView<'_>,
        judged: &Judged,
        ruled: &mut Vec<(Outcome, Option<Figures>)>,
    ) -> Option<Said> {
        let bound = bound_of(self.lens);
        let mut labels = judged.labels.iter().flatten();
        let meant = labels.clone().any(|labels| self.may_mean(labels));
        let light = self.question.depth.is_light();
        let what = match &judged.verdict {
            Some(verdict) if view.nobody_there(judged) || verdict.unbounded => {
                return None;
            }
            Some(verdict) => match view.outcome(judged, verdict) {
                Outcome::Pass => What::Passes,
                outcome if light => {
                    let based = bound.is_some_and(|bound| bound.base != Base::None);
                    let is_judged = outcome != Outcome::NotEvaluated;
                    ruled.push((outcome, is_judged.then(|| verdict.figures(based))));
                    What::Ruled(ruled.len() as u32 - 1)
                }
                _ => return None,
            },
            None => match labels.next().map(|one| view.outcome_of_item(judged, *one))? {
                None => What::Nothing,
                Some(Outcome::Pass) => What::Passes,
                Some(outcome) if light => What::Required(outcome),
                Some(_) => return None,
            },
        };
        Some(Said { what, meant })
    }
}

/// The columns that are read of a row.
fn names_read(lens: &Lens) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for side in &lens.sides {
        let of_atoms = side.atoms.iter().filter_map(|atom| match atom {
            Atom::Together(together) => Some(&together.probes),
            Atom::Lacks { .. } | Atom::Lasting(_) => None,
        });
        let probes = of_atoms.flatten().chain(&side.sums);
        let homes = probes.flat_map(|probe| probe.homes.iter());
        names.extend(homes.map(|(_, column)| column.as_str()));
    }
    names
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
