//! A wrong call: what the programmer, not the author of a rule file, must mend.

use crate::day::Day;

/// A wrong call of the library.
///
/// Faults of rule files and facts are [`Diagnostics`](crate::Diagnostics); what is not
/// known is an [`Outcome`](crate::Outcome). Only a call that cannot be answered at all is
/// an `Error`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Fault);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    #[error(
        "{asked_from} to {asked_through} was asked, but the facts speak for \
         {facts_from} to {facts_through} only; ask within these days, or let `covers` of \
         facts.yaml say that the tables speak for more"
    )]
    OutsideFacts {
        asked_from: Day,
        asked_through: Day,
        facts_from: Day,
        facts_through: Day,
    },
    #[error(
        "`{rule}` begins or ends at a clock time of {rule_zone} on {day}, but the clock \
         times of {place} are of {place_zone}; convert one of the two, so that both are of \
         one zone"
    )]
    OtherZone {
        rule: String,
        rule_zone: String,
        day: Day,
        place: String,
        place_zone: String,
    },
    #[error("the facts were built for another rulebook; build them by `Rulebook::facts`")]
    OtherRulebook,
    #[error(
        "without `people` there is no register, so nobody knows who would have to keep the \
         rules; add the table `people`"
    )]
    NoRegister,
    #[error(
        "no rule is in force on any day from {from} to {through}, as known at {known_at}"
    )]
    NothingInForce { from: Day, through: Day, known_at: String },
    #[error("a period ends on {through}, before it begins on {from}")]
    BackwardPeriod { from: Day, through: Day },
    #[error("`{text}` is not a day: {why}")]
    NotADay { text: String, why: &'static str },
    #[error("it is not a report of passmuster: {why}")]
    NotAReport { why: String },
    #[error(
        "`{rule}` asks more than 128 different questions; split it into several rules"
    )]
    TooManyQuestions { rule: String },
    #[error(
        "`{rule}` cannot be judged in {cell}: too much is unknown of the place; fill the \
         blanks of its row in `units`"
    )]
    TooManyFillings { rule: String, cell: String },
    #[error(
        "the roster found for `{rule}` is not judged as it should be; this is a bug of \
         passmuster, please report it with the rule files"
    )]
    Unconfirmed { rule: String },
    #[error(
        "nobody is called `{name}`{near}; name somebody of the register, or of the rows"
    )]
    UnknownPerson { name: String, near: String },
    #[error(
        "{day} lies outside {from} to {through}, the days of this ledger; open one for a \
         period that holds it"
    )]
    OutsideLedger { day: Day, from: Day, through: Day },
    #[error(
        "`{person}` is not on the register on {day}, so nothing can happen to that day"
    )]
    NotOnRegister { person: String, day: Day },
    #[error("the change cannot be read: {why}")]
    BadChange { why: String },
    #[error("no rule `{rule}` is judged in a cell `{cell}`")]
    NoSuchCell { rule: String, cell: String },
    #[error("the snapshot cannot be restored: {why}")]
    BadSnapshot { why: String },
    #[error("a batch has other columns than the one before it; give all the same")]
    OtherColumns,
    #[error(
        "column `{column}` of a batch has not one code for each of {rows} rows, or a code \
         beyond its texts; code 0 is a blank, and n the nth text"
    )]
    NotACode { column: String, rows: usize },
    #[error("the numbers of `{rule}` are too large to be compared exactly")]
    Overflow { rule: String },
}

impl Error {
    /// The same without the cell and the place that it names.
    #[must_use]
    pub fn discreet(mut self) -> Self {
        if let Fault::TooManyFillings { cell: name, .. }
        | Fault::OtherZone { place: name, .. } = &mut self.0
        {
            "…".clone_into(name);
        }
        self
    }

    /// Whether a day was asked for which the facts do not speak.
    pub fn is_outside_facts(&self) -> bool {
        matches!(self.0, Fault::OutsideFacts { .. })
    }

    /// Whether no rule is in force in the period asked.
    pub fn is_nothing_in_force(&self) -> bool {
        matches!(self.0, Fault::NothingInForce { .. })
    }

    /// Whether what was asked needs a register, and the facts have none.
    pub fn is_no_register(&self) -> bool {
        matches!(self.0, Fault::NoRegister)
    }

    /// Whether the facts were built by the builder of another rulebook.
    pub fn is_other_rulebook(&self) -> bool {
        matches!(self.0, Fault::OtherRulebook)
    }

    /// Whether somebody was named whom the facts do not know, or not on that day.
    pub fn is_unknown_person(&self) -> bool {
        matches!(self.0, Fault::UnknownPerson { .. } | Fault::NotOnRegister { .. })
    }

    /// Whether a day was named that is none of the ledger's.
    pub fn is_outside_ledger(&self) -> bool {
        matches!(self.0, Fault::OutsideLedger { .. })
    }

    /// Whether a change said something that no table may say.
    pub fn is_bad_change(&self) -> bool {
        matches!(self.0, Fault::BadChange { .. })
    }

    /// Whether a snapshot is none, or one of other rules, facts or days.
    pub fn is_bad_snapshot(&self) -> bool {
        matches!(self.0, Fault::BadSnapshot { .. })
    }
}
