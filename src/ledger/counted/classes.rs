//! The classes of a rule: which it has, and of which everybody is.

use crate::classify::filling::Choices;
use crate::classify::view::RowView;
use crate::classify::{Asking, Item, ItemDay, ItemKey};
use crate::domain::Domain;
use crate::domain::grants::Grants;
use crate::domain::place::{Placement, Standing};
use crate::domain::stretch::Stretch;
use crate::facts::PersonId;
use crate::field::{Subject, Table};
use crate::judge::cells::{CellView, of_requirement};
use crate::judge::run::levels::days_of_change;
use crate::plan::label::{Direction, Labels};
use crate::plan::{Ask, Lens};
use crate::tally::keys::Keys;
use crate::tally::share::keys_of;

use super::super::bound::Sum;
use super::super::days::{Days, Specimen};
use super::{Alike, Class, Counted, Guard, NONE};

/// How many answers the table of a rule may hold.
const TABLE_MOST: usize = 1 << 20;

/// The rule as it is counted, without anybody in it.
pub(in crate::ledger) struct Blank<'a> {
    pub(in crate::ledger) nth: usize,
    pub(in crate::ledger) lens: &'a Lens,
    pub(in crate::ledger) stretches: Vec<Stretch>,
    pub(in crate::ledger) keys: Keys<'a>,
}

/// What the rule is counted by; `None` if its items hang on more than the codes of the rows
/// of one person's day.
pub(in crate::ledger) fn blank<'a>(
    domain: &'a Domain<'a>,
    nth: usize,
    lens: &'a Lens,
    stretches: Vec<Stretch>,
    grants: &Grants,
) -> Option<Blank<'a>> {
    let pieces = lens.standing.pieces().len();
    if pieces > 1 || !grants.is_empty() || !days_of_change(domain, lens).is_empty() {
        return None;
    }
    let keys = keys_of(domain, lens, &stretches)?;
    // A row of another day would be another person's row, or none.
    let rows = domain.facts.table(Table::Attendance);
    let own = ["person", "date"].map(|name| rows.and_then(|rows| rows.column(name)));
    let mut own = own.iter().flatten();
    if own.any(|own| keys.row.iter().any(|column| std::ptr::eq(*column, *own))) {
        return None;
    }
    Some(Blank { nth, lens, stretches, keys })
}

/// Whoever asks for the labels of specimens.
pub(in crate::ledger) struct Asker<'a> {
    /// The facts.
    pub(in crate::ledger) domain: &'a Domain<'a>,
    /// The facts with a row of each kind instead of theirs.
    pub(in crate::ledger) specimens: &'a Domain<'a>,
    /// For each kind of row one of them.
    pub(in crate::ledger) views: &'a [RowView],
}

impl Counted {
    /// The rule, with nobody counted yet; `None` if it cannot be counted.
    pub(in crate::ledger) fn new(
        blank: &Blank<'_>,
        days: &Days,
        asker: &Asker<'_>,
    ) -> Option<Counted> {
        let (lens, stretches) = (blank.lens, blank.stretches.clone());
        let mut of_day = vec![NONE; days.len()];
        for (nth, stretch) in (0_u32..).zip(&stretches) {
            let at = days.nth(stretch.first())?;
            of_day.iter_mut().skip(at).take(1).for_each(|one| *one = nth);
        }
        let mut counted = Counted {
            lens: u32::try_from(blank.nth).ok()?,
            force: lens.standing.rule().force,
            judge: None,
            by_day: blank.keys.day,
            kinds: days.kinds(),
            people: days.people.len(),
            table: Vec::new(),
            classes: Vec::new(),
            stretches,
            of_day,
            columns: lens.grain.columns.clone(),
            places: Vec::new(),
            placed: Alike::of(0, []),
            known: Alike::of(0, []),
            counts: Vec::new(),
            matched: 0,
        };
        counted.place(days, asker.domain);
        counted.known(lens, days, asker.domain)?;
        counted.fill_table(lens, days, asker)?;
        Some(counted)
    }

    /// Where every unit is in every stretch.
    fn place(&mut self, days: &Days, domain: &Domain<'_>) {
        let mut ids = std::collections::BTreeMap::new();
        if self.columns.is_empty() {
            self.places.push(Vec::new());
            ids.insert(Vec::new(), 0);
        }
        let mut placed = Vec::with_capacity(self.stretches.len());
        for stretch in &self.stretches {
            let mut row = Vec::with_capacity(days.units.len());
            for unit in &days.units {
                let standing = Standing {
                    day: stretch.first(),
                    subject: Subject::People,
                    person: None,
                    row: &RowView::Nothing,
                    other: None,
                    unit: Some(unit),
                };
                row.push(match domain.placement(&self.columns, standing) {
                    Placement::In(place) => {
                        *ids.entry(place.clone()).or_insert_with(|| {
                            self.places.push(place);
                            self.places.len() as u32 - 1
                        })
                    }
                    Placement::Blank(_) | Placement::Perhaps(_) => NONE,
                });
            }
            placed.push(row);
        }
        self.placed = Alike::of(days.units.len(), placed);
    }

    /// Which cells are judged, and which are always there; `None` if too much of one is
    /// unknown.
    fn known(&mut self, lens: &Lens, days: &Days, domain: &Domain<'_>) -> Option<()> {
        let (grants, tree) = (Grants::default(), domain.facts.units());
        let mut known = Vec::with_capacity(self.stretches.len());
        for (nth, stretch) in self.stretches.iter().enumerate() {
            let mut row = Vec::with_capacity(self.places.len());
            for place in &self.places {
                let view = CellView::of((domain, lens), (stretch, place), &[], &grants);
                let guard = match view.guarded()? {
                    (false, _) => Guard::CutOut,
                    (true, false) => Guard::Judged,
                    (true, true) => Guard::Perhaps,
                };
                row.push((guard, self.columns.is_empty()));
            }
            for (id, unit) in days.units.iter().enumerate() {
                let stands = tree.parent(unit, stretch.first()).is_some();
                let place = self.placed.get(nth, id).filter(|place| *place != NONE);
                if let (true, false, Some(place)) = (stands, domain.is_site(unit), place)
                {
                    let one = row.iter_mut().skip(place as usize).take(1);
                    one.for_each(|(_, always)| *always = true);
                }
            }
            known.push(row);
        }
        self.known = Alike::of(self.places.len(), known);
        Some(())
    }

    fn fill_table(&mut self, lens: &Lens, days: &Days, asker: &Asker<'_>) -> Option<()> {
        let stretches = if self.by_day { self.stretches.len() } else { 1 };
        let size = stretches.checked_mul(self.people)?.checked_mul(self.kinds)?;
        if size > TABLE_MOST {
            return None;
        }
        for nth in 0..stretches {
            for person in &days.people {
                for row in asker.views {
                    let rows = vec![row.clone()];
                    let class =
                        self.classify(lens, asker.specimens, (nth, *person, days), rows)?;
                    self.table.push(class);
                }
            }
        }
        Some(())
    }

    /// The class of somebody of a kind on a day of a stretch; `None` if it hangs on what
    /// the place does not know, or there are too many.
    fn classify(
        &mut self,
        lens: &Lens,
        domain: &Domain<'_>,
        (nth, person, days): (usize, Specimen, &Days),
        rows: Vec<RowView>,
    ) -> Option<u8> {
        let labels = self.labels(lens, domain, (nth, person, days), rows)?;
        let known = self.classes.iter().position(|class| class.labels == labels);
        let class = known.unwrap_or_else(|| {
            let direction = match &lens.ask {
                Ask::Bound(bound) => bound.direction(),
                _ => Direction::Cap,
            };
            let is_bound = matches!(lens.ask, Ask::Bound(_));
            self.classes.push(Class {
                labels,
                sum: Sum::of(labels, direction),
                matched: labels.any(|label| label.base() || is_bound && label.count()),
                each: of_requirement(labels, false),
            });
            self.classes.len() - 1
        });
        u8::try_from(class).ok()
    }

    /// The labels of somebody; `None` if they hang on what the place does not know.
    fn labels(
        &self,
        lens: &Lens,
        domain: &Domain<'_>,
        (nth, person, days): (usize, Specimen, &Days),
        rows: Vec<RowView>,
    ) -> Option<Labels> {
        let (side, stretch) = (lens.sides.first()?, self.stretches.get(nth)?);
        let day = ItemDay {
            day: stretch.first(),
            person_row: person.person_row,
            unit: days.units.get(person.unit as usize).cloned(),
            rows,
            perhaps: false,
            site: None,
            flat_row: None,
        };
        let item = Item { key: ItemKey::Person(person.person), days: vec![day] };
        let week_starts = lens.standing.rule().week_starts;
        let whole = Asking::of_days(domain, side, week_starts);
        let asking = Asking { window: stretch.window, ..whole };
        let mut choices = Choices::default();
        let labels = asking.labels(&item, &mut choices);
        choices.is_empty().then_some(labels)
    }

    /// The class of somebody with several rows; `None` if nobody was of it before. While the
    /// ledger is being opened a new class is made.
    pub(in crate::ledger) fn class_of_rows(
        &mut self,
        lens: &Lens,
        domain: &Domain<'_>,
        who: (usize, Specimen, &Days),
        rows: Vec<RowView>,
    ) -> Option<u8> {
        let nth = self.of_day.get(who.0).copied().filter(|nth| *nth != NONE)?;
        self.classify(lens, domain, (nth as usize, who.1, who.2), rows)
    }

    /// The same, of classes that there are.
    pub(in crate::ledger) fn known_class_of_rows(
        &self,
        lens: &Lens,
        domain: &Domain<'_>,
        who: (usize, Specimen, &Days),
        rows: Vec<RowView>,
    ) -> Option<u8> {
        let nth = self.of_day.get(who.0).copied().filter(|nth| *nth != NONE)?;
        let labels = self.labels(lens, domain, (nth as usize, who.1, who.2), rows)?;
        let known = self.classes.iter().position(|class| class.labels == labels)?;
        u8::try_from(known).ok()
    }
}

/// Somebody with several rows, as one of their kind.
pub(in crate::ledger) fn specimen(
    person: PersonId,
    person_row: Option<u32>,
    unit: u32,
) -> Specimen {
    Specimen { person, person_row, unit }
}
