//! Fillings: every way of giving a value to what is not known.
//!
//! A question is asked again and again, each time with another choice for the blanks it
//! comes upon, until every combination has been seen. What it never reads is never filled.

/// One blank: whose value is not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Blank {
    /// What sort of thing it belongs to.
    pub(crate) sort: Sort,
    /// Which of them.
    pub(crate) row: u64,
    /// Its column.
    pub(crate) column: String,
}

/// What a blank belongs to, and so who shares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// A row of `units`, a headcount, a cell: shared by all items of a cell.
    Place,
    /// A row of `people`, a record, a visit, a gathering: of one item.
    Item,
    /// A row of `attendance`, or the want of one: of one day of an item.
    Day,
}

/// The choices made in one run of a question.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    made: Vec<(Blank, usize, usize)>,
}

impl Choices {
    /// The choice among so many options for a blank: the one made before in this run, else
    /// the first that was not yet tried.
    pub(crate) fn choose(&mut self, blank: &Blank, options: usize) -> usize {
        if let Some((.., chosen)) = self.made.iter().find(|(known, ..)| known == blank) {
            return *chosen;
        }
        self.made.push((blank.clone(), options, 0));
        0
    }

    /// The blanks come upon in this run, each with the number of its options.
    pub(crate) fn read(&self) -> impl Iterator<Item = (&Blank, usize)> {
        self.made.iter().map(|(blank, options, _)| (blank, *options))
    }

    /// Whether no blank was come upon.
    pub(crate) fn is_empty(&self) -> bool {
        self.made.is_empty()
    }

    /// Turns to the next combination; false when all have been seen.
    fn advance(&mut self) -> bool {
        while let Some((_, options, chosen)) = self.made.last_mut() {
            *chosen += 1;
            if *chosen < *options {
                return true;
            }
            self.made.pop();
        }
        false
    }
}

/// How many fillings of one question are tried at most. CLAUSE 7.8.
const MOST: usize = 1 << 16;

/// Asks the question under every filling of the blanks it reads; false if there are more
/// than can be tried. CLAUSE 7.4, 7.8.
#[must_use]
pub(crate) fn fillings(mut ask: impl FnMut(&mut Choices)) -> bool {
    fillings_where(&[], &mut ask)
}

/// The same, under the fillings in which some blanks have the option chosen for them.
#[must_use]
pub(crate) fn fillings_where(
    chosen: &[(Blank, usize)],
    mut ask: impl FnMut(&mut Choices),
) -> bool {
    // Of what is chosen there is no other option to turn to.
    let made = chosen.iter().map(|(blank, at)| (blank.clone(), at + 1, *at));
    let mut choices = Choices { made: made.collect() };
    for _ in 0..MOST {
        ask(&mut choices);
        if !choices.advance() {
            return true;
        }
    }
    false
}

/// The choices of all three sorts that a reading may come upon.
#[derive(Debug)]
pub(crate) struct Oracle<'a> {
    /// Blanks shared by all items of the cell.
    pub(crate) place: &'a mut Choices,
    /// Blanks of the item, and of the day; where the cell itself is asked, they are the
    /// cell's own.
    pub(crate) own: Option<(&'a mut Choices, &'a mut Choices)>,
}

impl Oracle<'_> {
    /// The choice for a blank among so many options.
    pub(crate) fn choose(&mut self, blank: &Blank, options: usize) -> usize {
        let choices = match (blank.sort, &mut self.own) {
            (Sort::Item, Some((item, _))) => &mut **item,
            (Sort::Day, Some((_, day))) => &mut **day,
            _ => &mut *self.place,
        };
        choices.choose(blank, options.max(1))
    }
}
