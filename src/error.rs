//! A wrong call: what the programmer, not the author of a rule file, must mend.

use std::fmt;

use crate::day::Day;
use crate::message::{Argument, Message};

/// A wrong call of the library.
///
/// Faults of rule files and facts are [`Diagnostics`](crate::Diagnostics); what is not
/// known is an [`Outcome`](crate::Outcome). Only a call that cannot be answered at all is
/// an `Error`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Fault);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    OutsideFacts {
        asked_from: Day,
        asked_through: Day,
        facts_from: Day,
        facts_through: Day,
    },
    OtherZone {
        rule: String,
        rule_zone: String,
        day: Day,
        place: String,
        place_zone: String,
    },
    OtherRulebook,
    NoRegister,
    NothingInForce {
        from: Day,
        through: Day,
        known_at: String,
    },
    BackwardPeriod {
        from: Day,
        through: Day,
    },
    NotADay {
        text: String,
        why: &'static str,
    },
    NotAReport {
        why: Argument,
    },
    TooManyQuestions {
        rule: String,
    },
    TooManyFillings {
        rule: String,
        cell: String,
    },
    Unconfirmed {
        rule: String,
    },
    UnknownPerson {
        name: String,
        near: String,
    },
    OutsideLedger {
        day: Day,
        from: Day,
        through: Day,
    },
    NotOnRegister {
        person: String,
        day: Day,
    },
    BadChange {
        why: String,
    },
    NoSuchCell {
        rule: String,
        cell: String,
    },
    BadSnapshot {
        why: String,
    },
    OtherColumns,
    NotACode {
        column: String,
        rows: usize,
    },
    Overflow {
        rule: String,
    },
}

impl Error {
    /// What is wrong, to be said in any language of the catalogue.
    pub fn message(&self) -> Message {
        self.0.message()
    }

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

impl Fault {
    fn message(&self) -> Message {
        match self {
            Fault::OutsideFacts {
                asked_from,
                asked_through,
                facts_from,
                facts_through,
            } => {
                let asked = Message::new("call-outside-facts")
                    .with("asked_from", asked_from.to_string())
                    .with("asked_through", asked_through.to_string());
                within(asked, *facts_from, *facts_through)
            }
            Fault::OtherZone { rule, rule_zone, day, place, place_zone } => {
                of_rule("call-other-zone", rule)
                    .with("rule_zone", rule_zone.as_str())
                    .with("day", day.to_string())
                    .with("place", place.as_str())
                    .with("zone", place_zone.as_str())
            }
            Fault::OtherRulebook => Message::new("call-other-rulebook"),
            Fault::NoRegister => Message::new("call-no-register"),
            Fault::NothingInForce { from, through, known_at } => {
                let known = Message::new("call-nothing-in-force");
                within(known.with("known_at", known_at.as_str()), *from, *through)
            }
            Fault::BackwardPeriod { from, through } => {
                within(Message::new("call-backward"), *from, *through)
            }
            Fault::NotADay { text, why } => {
                let named = Message::new("call-no-day").with("text", text.as_str());
                named.with("why", Message::new(why))
            }
            Fault::NotAReport { why } => because("call-no-report", why.clone()),
            Fault::TooManyQuestions { rule } => of_rule("call-many-questions", rule),
            Fault::TooManyFillings { rule, cell } => {
                of_rule("call-many-fillings", rule).with("cell", cell.as_str())
            }
            Fault::Unconfirmed { rule } => of_rule("call-unconfirmed", rule),
            Fault::UnknownPerson { name, near } => Message::new("call-nobody")
                .with("name", name.as_str())
                .with("near", near.as_str()),
            Fault::OutsideLedger { day, from, through } => {
                let named = Message::new("call-outside-ledger");
                within(named.with("day", day.to_string()), *from, *through)
            }
            Fault::NotOnRegister { person, day } => Message::new("call-not-on-register")
                .with("person", person.as_str())
                .with("day", day.to_string()),
            Fault::BadChange { why } => because("call-bad-change", why.as_str()),
            Fault::NoSuchCell { rule, cell } => {
                of_rule("call-no-cell", rule).with("cell", cell.as_str())
            }
            Fault::BadSnapshot { why } => because("call-bad-snapshot", why.as_str()),
            Fault::OtherColumns => Message::new("call-other-columns"),
            Fault::NotACode { column, rows } => Message::new("call-no-code")
                .with("column", column.as_str())
                .with("rows", *rows),
            Fault::Overflow { rule } => of_rule("call-overflow", rule),
        }
    }
}

fn of_rule(key: &'static str, rule: &str) -> Message {
    Message::new(key).with("rule", rule)
}

fn within(message: Message, from: Day, through: Day) -> Message {
    message.with("from", from.to_string()).with("through", through.to_string())
}

fn because(key: &'static str, why: impl Into<Argument>) -> Message {
    Message::new(key).with("why", why)
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for Error {}
