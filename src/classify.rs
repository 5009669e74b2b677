//! Atoms to labels: the one place where the answers of an item become what it is to a rule.

pub(crate) mod carried;
pub(crate) mod daily;
pub(crate) mod filling;
mod hours;
mod item;
pub(crate) mod joint;
mod lasting;
mod level;
pub(crate) mod marks;
pub(crate) mod records;
pub(crate) mod view;

use crate::day::{Clock, Weekday};
use crate::domain::Domain;
use crate::field::{STATUSES, Subject, Table};
use crate::plan::Side;
use crate::plan::atom::{Answers, Atom, Together};
use crate::plan::label::{Label, Labels};
use crate::window::Window;

use filling::{Choices, Oracle, fillings};
pub(crate) use hours::stretch_of;
pub(crate) use item::{Item, ItemDay, ItemKey};
use records::Since;
use view::{RowView, Seen, View};

/// Whether an item is in the cell, and its answers with each status, under each filling; and
/// whether there are more than can be tried.
type Reached<const N: usize> = (Vec<(bool, [Answers; N])>, bool);

/// How items of one side are asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) domain: &'a Domain<'a>,
    pub(crate) side: &'a Side,
    /// The days on which the rule holds within the cell.
    pub(crate) window: Window,
    /// Whether the cell is only a part of a day. CLAUSE 1.10.
    pub(crate) part: bool,
    /// Whether it is asked, too, what other statuses would change. CLAUSE 9.2.
    pub(crate) with_statuses: bool,
    pub(crate) week_starts: Weekday,
    /// Whether an item is in the cell only by its rows. CLAUSE 1.11.
    pub(crate) by_row: bool,
    /// Whether an unknown level is the same for all items. CLAUSE 14.6.
    pub(crate) shares_levels: bool,
    /// Whether the cell is an hour or a moment, into which nights reach. CLAUSE 15.4.
    pub(crate) of_hours: bool,
    /// Whether what is asked of the whole day is asked, and nothing else. CLAUSE 15.5.
    pub(crate) daily: bool,
}

impl<'a> Asking<'a> {
    /// A side asked of whole days.
    pub(crate) fn of_days(
        domain: &'a Domain<'a>,
        side: &'a Side,
        week_starts: Weekday,
    ) -> Self {
        Self {
            domain,
            side,
            window: Window::ALWAYS,
            part: false,
            with_statuses: false,
            week_starts,
            of_hours: false,
            daily: false,
            by_row: false,
            shares_levels: true,
        }
    }
}

impl Asking<'_> {
    /// The labels that the item may have, under a choice of the place's blanks.
    pub(crate) fn labels(&self, item: &Item, place: &mut Choices) -> Labels {
        self.linked(item, None, place)
    }

    /// The labels, in the base if the same person is on another day, all under one filling.
    /// CLAUSE 4.8, 7.1.
    pub(crate) fn linked(
        &self,
        item: &Item,
        then: Option<(&Asking<'_>, &Item)>,
        place: &mut Choices,
    ) -> Labels {
        match self.with_statuses {
            false => self.labels_with(item, then, place, [None]),
            true => {
                let mut statuses = [None; STATUSES.len() + 1];
                for (slot, status) in statuses.iter_mut().skip(1).zip(STATUSES) {
                    *slot = Some(status);
                }
                self.labels_with(item, then, place, statuses)
            }
        }
    }

    /// The labels, with the answers as they would be with each of these statuses on all rows;
    /// the first is that of the rows themselves.
    fn labels_with<const N: usize>(
        &self,
        item: &Item,
        then: Option<(&Asking<'_>, &Item)>,
        place: &mut Choices,
        statuses: [Option<&'static str>; N],
    ) -> Labels {
        let mut labels = Labels::NONE;
        let mut beyond = false;
        let tried = fillings(|own| {
            let marks = self.marks_with(item, then, (place, own), statuses);
            beyond |= marks.beyond;
            marks.all.iter().for_each(|(label, _)| labels.insert(*label));
        });
        // CLAUSE 7.8: an item of which more is unknown than can be tried may be anything.
        if beyond || !tried { labels.union(Labels::anything()) } else { labels }
    }

    /// Whether the item may be in the cell at all, with all that it may answer there.
    fn reached<const N: usize>(
        &self,
        item: &Item,
        place: &mut Choices,
        own: &mut Choices,
        statuses: [Option<&'static str>; N],
    ) -> Reached<N> {
        let mut atoms = self.side.atoms.iter().enumerate();
        let lasting = atoms.find_map(|(nth, atom)| match atom {
            Atom::Lasting(lasting) => Some((nth, lasting)),
            _ => None,
        });
        if let Some(lasting) = lasting {
            return self.reached_lasting(lasting, item, (place, own), statuses);
        }
        let mut beyond = false;
        let mut reached: Vec<(bool, [Answers; N])> = vec![(false, [0; N])];
        for day in &item.days {
            if self.of_hours || self.window.overlaps(Window::days(day.day, day.day)) {
                match self.day(item, day, place, own, statuses) {
                    Some(answers) => reached = join(&reached, &answers),
                    None => beyond = true,
                }
            }
        }
        (reached, beyond)
    }

    /// The labels that the item may have, whatever the place's blanks are.
    pub(crate) fn all_labels(&self, item: &Item) -> Labels {
        let mut labels = Labels::NONE;
        let tried = fillings(|place| labels = labels.union(self.labels(item, place)));
        if tried { labels } else { labels.union(Labels::anything()) }
    }

    /// The label of answers. CLAUSE 4.6.
    fn label(&self, answers: Answers) -> Label {
        let side = self.side;
        let label = Label::new(side.count.holds(answers), side.base.holds(answers));
        label.exempting(
            side.raw_count.holds(answers),
            side.raw_base.holds(answers),
            side.named.holds(answers),
        )
    }

    /// Every set of answers that one day may give, and whether the item is there at all;
    /// `None` if there are more fillings than can be tried.
    fn day<const N: usize>(
        &self,
        item: &Item,
        day: &ItemDay,
        place: &mut Choices,
        own: &mut Choices,
        statuses: [Option<&'static str>; N],
    ) -> Option<Vec<(bool, [Answers; N])>> {
        let mut all = if day.perhaps { vec![(false, [0; N])] } else { Vec::new() };
        let tried = fillings(|daily| {
            let mut oracle = Oracle { place, own: Some((own, daily)) };
            let answers =
                statuses.map(|status| self.answers(item, day, status, &mut oracle));
            let present = answers.first().is_some_and(Option::is_some);
            let answers = (present, answers.map(Option::unwrap_or_default));
            if !all.contains(&answers) {
                all.push(answers);
            }
        });
        tried.then_some(all)
    }

    /// The answers of one day; of an hour, with those of the whole day. CLAUSE 15.5.
    fn answers(
        &self,
        item: &Item,
        day: &ItemDay,
        status: Option<&'static str>,
        oracle: &mut Oracle<'_>,
    ) -> Option<Answers> {
        let here = self.answers_here(item, day, status, oracle);
        let is_daily =
            |atom: &Atom| matches!(atom, Atom::Together(together) if together.daily);
        let is_own_day = self.window.overlaps(Window::days(day.day, day.day));
        if !self.of_hours || !is_own_day || !self.side.atoms.iter().any(is_daily) {
            return here;
        }
        let whole = Asking { part: false, daily: true, ..*self };
        let all_day = whole.answers_here(item, day, status, oracle);
        match (here, all_day) {
            (None, None) => None,
            (here, all_day) => Some(here.unwrap_or(0) | all_day.unwrap_or(0)),
        }
    }

    /// The answers of one day; `None` if no row of it reaches into the part that is judged,
    /// and only rows put the item into the cell.
    fn answers_here(
        &self,
        item: &Item,
        day: &ItemDay,
        status: Option<&'static str>,
        oracle: &mut Oracle<'_>,
    ) -> Option<Answers> {
        let mut view = self.view(item, day);
        view.status = status;
        let rows: Vec<&RowView> =
            day.rows.iter().filter(|row| self.reaches(&view, row, oracle)).collect();
        // Of a night only what reaches into the next day is there.
        let is_night = self.of_hours
            && !self.daily
            && !self.window.overlaps(Window::days(day.day, day.day));
        let is_by_row = self.part && self.by_row && !day.rows.is_empty();
        if rows.is_empty() && (is_by_row || is_night) {
            return None;
        }
        let since = self.since_of_day(&view, &rows, day);
        let mut answers: Answers = 0;
        let mut by_row = Vec::with_capacity(rows.len().max(1));
        let nothing = RowView::Nothing;
        let elsewhere = self.elsewhere(day, &rows);
        for row in &elsewhere {
            view.row = (*row).clone();
            view.is_elsewhere = true;
            answers |= self.together(&mut view, answers, since, oracle);
        }
        view.is_elsewhere = false;
        let looks = match rows.is_empty() && elsewhere.is_empty() {
            true => vec![&nothing],
            false => rows,
        };
        for row in looks {
            view.row = row.clone();
            let own = self.together(&mut view, answers, since, oracle);
            answers |= own;
            by_row.push((row, own));
        }
        answers |= self.passages(&mut view, day, since, &mut by_row, oracle);
        for (nth, atom) in self.side.atoms.iter().enumerate() {
            if let Atom::Lacks { each, have } = atom {
                if self.daily || !each.holds(answers) {
                    continue;
                }
                let bound = by_row
                    .iter()
                    .filter(|(row, own)| **row != RowView::Nothing && each.holds(*own));
                let rows: Vec<_> = bound.map(|(row, _)| *row).collect();
                // CLAUSE 2.13: where none is bound by itself, all rows of the day count.
                let since = match rows.is_empty() {
                    true => since,
                    false => self.since(&view, &rows, day),
                };
                if !records::stand(&view, have, since, oracle) {
                    answers |= 1 << nth;
                }
            }
        }
        Some(answers)
    }

    /// CLAUSE 6.3: in a flat file rows elsewhere in the day say, too, who the person is.
    fn elsewhere<'b>(&self, day: &'b ItemDay, here: &[&RowView]) -> Vec<&'b RowView> {
        if self.by_row || self.domain.facts.register().is_present() {
            return Vec::new();
        }
        day.rows.iter().filter(|row| !here.contains(row)).collect()
    }

    /// The answers of one row to the atoms that want all on one row. Those answered by
    /// another row already are asked only where a requirement needs each row's own answers.
    fn together(
        &self,
        view: &mut View<'_>,
        known: Answers,
        since: Since<'_>,
        oracle: &mut Oracle<'_>,
    ) -> Answers {
        let each_row =
            self.side.atoms.iter().any(|atom| matches!(atom, Atom::Lacks { .. }));
        let mut answers = 0;
        for (nth, atom) in self.side.atoms.iter().enumerate() {
            let Atom::Together(together) = atom else { continue };
            if together.passage.is_some() || together.daily != self.daily {
                continue;
            }
            let asked = each_row || known >> nth & 1 == 0;
            view.follows_row = self.follows_row(together);
            if asked && keeps(view, together, since, oracle) {
                answers |= 1 << nth;
            }
        }
        answers
    }

    /// CLAUSE 2.9: whether the mapping is asked of a row, so that the row's room and site
    /// count.
    fn follows_row(&self, together: &Together) -> bool {
        match self.side.subject {
            Subject::People => {
                together.reads_row || !self.domain.facts.register().is_present()
            }
            Subject::Visits => true,
            _ => false,
        }
    }

    /// CLAUSE 2.13: for `has`, all rows of the person's day count, in the cell or not.
    fn since_of_day(
        &self,
        view: &View<'_>,
        rows: &[&RowView],
        day: &ItemDay,
    ) -> Since<'_> {
        let asks = !self.side.spans.is_empty();
        match view.person.filter(|_| asks) {
            None => self.since(view, rows, day),
            Some(person) => {
                let own = self.domain.rows_of_day(person, day.day);
                let own: Vec<RowView> = own.into_iter().map(RowView::Row).collect();
                match own.is_empty() {
                    true => self.since(view, rows, day),
                    false => self.since(view, &own.iter().collect::<Vec<_>>(), day),
                }
            }
        }
    }

    fn view(&self, item: &Item, day: &ItemDay) -> View<'_> {
        let (person, other) = match &item.key {
            ItemKey::Person(person) | ItemKey::PersonRow(person, _) => {
                (Some(*person), None)
            }
            ItemKey::Row(table, row) => (None, Some((*table, *row as usize))),
            ItemKey::Unit(_) => (None, None),
        };
        View {
            domain: self.domain,
            day: day.day,
            person,
            person_row: day.person_row.map(|row| row as usize),
            row: RowView::Nothing,
            is_elsewhere: false,
            status: None,
            given_site: day.site.clone(),
            flat_row: day.flat_row.map(|row| row as usize),
            is_cell: false,
            other,
            unit: day.unit.clone(),
            levels: None,
            shares_levels: self.shares_levels,
            place: crate::rule::per::Column::Unit,
            follows_row: true,
            within: self.part.then_some(self.window),
            passing: None,
            columns: &[],
        }
    }

    /// CLAUSE 2.13: the first moment of these rows, if each says when it begins.
    fn since(&self, view: &View<'_>, rows: &[&RowView], day: &ItemDay) -> Since<'_> {
        let clock = match view.other {
            Some((Table::Visits, row)) => view.clock(Table::Visits, row, "time"),
            Some((table, row)) => view.clock(table, row, "start"),
            None => {
                let begins = |row: &&RowView| match row {
                    RowView::Row(row) => view.clock(Table::Attendance, *row, "from"),
                    RowView::Missing(_) | RowView::Nothing => None,
                };
                let clocks: Option<Vec<Clock>> = rows.iter().map(begins).collect();
                clocks.and_then(|clocks| clocks.into_iter().min())
            }
        };
        let row = day.day.number() as u64;
        let spans = &self.side.spans;
        Since { day: day.day, clock, row, week_starts: self.week_starts, spans }
    }

    /// Whether a cell keeps its guard, under a choice of its blanks. CLAUSE 3.8.
    pub(crate) fn guard(&self, mut cell: View<'_>, place: &mut Choices) -> bool {
        let mut oracle = Oracle { place, own: None };
        let row = cell.day.number() as u64;
        let (week_starts, spans) = (self.week_starts, self.side.spans.as_slice());
        let since = Since { day: cell.day, clock: None, row, week_starts, spans };
        let answers = self.together(&mut cell, 0, since, &mut oracle);
        self.side.count.holds(answers)
    }

    /// The amount that the item adds to a sum, in billionths; `None` if it is not known.
    /// CLAUSE 4.11.
    pub(crate) fn amount(&self, item: &Item) -> Option<i128> {
        let probe = self.side.sums.as_ref()?;
        let day = item.days.first()?;
        let mut view = self.view(item, day);
        view.row = day.rows.first().cloned().unwrap_or(RowView::Nothing);
        let mut blanks = [Choices::default(), Choices::default(), Choices::default()];
        let [place, own, daily] = &mut blanks;
        let mut oracle = Oracle { place, own: Some((own, daily)) };
        let seen = view.see(probe, &mut oracle);
        match seen {
            Seen::Value(crate::field::Value::Number(number))
                if blanks.iter().all(Choices::is_empty) =>
            {
                Some(i128::from(number.billionths()))
            }
            _ => None,
        }
    }
}

/// CLAUSE 2.3: whether all tests hold on the row seen.
fn keeps(
    view: &View<'_>,
    together: &Together,
    since: Since<'_>,
    oracle: &mut Oracle<'_>,
) -> bool {
    if together.reads_row && (view.row == RowView::Nothing || view.is_elsewhere) {
        return false;
    }
    together.probes.iter().all(|probe| view.holds(probe, oracle))
        && together.has.iter().all(|records| records::stand(view, records, since, oracle))
}

/// Every union of an answer of one list with one of the other.
fn join<const N: usize>(
    some: &[(bool, [Answers; N])],
    others: &[(bool, [Answers; N])],
) -> Vec<(bool, [Answers; N])> {
    let both = |one: &(bool, [Answers; N]), other: &(bool, [Answers; N])| {
        let mut answers = one.1;
        answers.iter_mut().zip(other.1).for_each(|(own, other)| *own |= other);
        (one.0 || other.0, answers)
    };
    if let [other] = others {
        return some.iter().map(|one| both(one, other)).collect();
    }
    let mut joined: Vec<_> = some
        .iter()
        .flat_map(|one| others.iter().map(move |other| both(one, other)))
        .collect();
    joined.sort_unstable();
    joined.dedup();
    joined
}
