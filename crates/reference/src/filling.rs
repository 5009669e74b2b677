//! Unknown things, and every way to fill them (CLAUSE 7.4): a question is asked again and
//! again until each unknown thing that it reads has had each of its values.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use passmuster::Day;
use passmuster::facts::PersonId;
use passmuster::field::{Table, Text};

/// An unknown thing. CLAUSE 7.1: it has one value wherever it is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Blank {
    /// A blank cell of a row of a table.
    Cell(Table, usize, String),
    /// A column of the row that is given to somebody without one.
    Given(PersonId, Day, String),
    /// A field of a place that does not stand in `units`, or of no place.
    Nowhere(Option<Text>, String),
    /// Whether there was a record of this holder that the table lacks, as asked on a day.
    Unseen(String, String, Day),
}

impl Blank {
    /// Whether only one day of one item can read it.
    pub(crate) fn is_of_one_day(&self) -> bool {
        match self {
            Blank::Cell(table, ..) => *table == Table::Attendance,
            Blank::Given(..) | Blank::Unseen(..) => true,
            Blank::Nowhere(..) => false,
        }
    }
}

/// How many values each of some unknown things may have.
pub(crate) type Blanks = BTreeMap<Blank, usize>;
/// Which value each of some unknown things has.
pub(crate) type Fixed = BTreeMap<Blank, usize>;

/// One value for each unknown thing read so far.
#[derive(Debug)]
pub(crate) struct Filling<'a> {
    fixed: &'a Fixed,
    path: RefCell<Vec<Step>>,
    read: RefCell<Blanks>,
}

#[derive(Debug)]
struct Step {
    blank: Blank,
    choice: usize,
    of: usize,
}

impl Filling<'_> {
    /// Which of so many values the unknown thing has under this filling.
    pub(crate) fn choose(&self, blank: Blank, of: usize) -> usize {
        self.read.borrow_mut().insert(blank.clone(), of);
        if let Some(choice) = self.fixed.get(&blank) {
            return *choice;
        }
        let mut path = self.path.borrow_mut();
        if let Some(step) = path.iter().find(|step| step.blank == blank) {
            return step.choice;
        }
        path.push(Step { blank, choice: 0, of });
        0
    }

    /// Goes to the next filling; no if this was the last.
    fn advance(&self) -> bool {
        let mut path = self.path.borrow_mut();
        while let Some(last) = path.last_mut() {
            last.choice += 1;
            if last.choice < last.of {
                return true;
            }
            path.pop();
        }
        false
    }
}

thread_local! {
    /// How many fillings this thread may still try; once there are none, answers are cut
    /// short and must not be used.
    static LEFT: Cell<u64> = const { Cell::new(u64::MAX) };
}

/// Takes note of work that is as much as so many fillings.
pub(crate) fn spend(fillings: u64) {
    LEFT.set(LEFT.get().saturating_sub(fillings));
}

/// Whether there is nothing left to try.
pub(crate) fn is_spent() -> bool {
    LEFT.get() == 0
}

/// Does something, but with so many fillings at most; `None` if they were not enough.
pub(crate) fn within<T>(fillings: u64, work: impl FnOnce() -> T) -> Option<T> {
    LEFT.set(fillings);
    let done = work();
    let left = LEFT.replace(u64::MAX);
    (left > 0).then_some(done)
}

/// What a question can be answered under the fillings that agree with what is fixed; and
/// what was read on the way.
pub(crate) fn answers<T: Ord>(
    fixed: &Fixed,
    read: &mut Blanks,
    mut question: impl FnMut(&Filling<'_>) -> T,
) -> BTreeSet<T> {
    let (path, seen) = (RefCell::default(), RefCell::default());
    let filling = Filling { fixed, path, read: seen };
    let mut answers = BTreeSet::new();
    loop {
        answers.insert(question(&filling));
        spend(1);
        if is_spent() || !filling.advance() {
            break;
        }
    }
    read.append(&mut filling.read.borrow_mut());
    answers
}

/// Every way to fill some unknown things.
pub(crate) fn assignments(blanks: &Blanks) -> BTreeSet<Fixed> {
    answers(&Fixed::new(), &mut Blanks::new(), |filling| {
        let fill = |(blank, of): (&Blank, &usize)| {
            (blank.clone(), filling.choose(blank.clone(), *of))
        };
        blanks.iter().map(fill).collect()
    })
}
