//! Faults of tables as they are found: a million bad rows must not give a million lines.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::message::Message;

/// How many faults of one code are told one by one.
const TOLD_MOST: usize = 100;

/// What was found wrong so far; of each code the first hundred, and how many more.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    told: Diagnostics,
    /// For each code how many there were, and the first one that was not told.
    counts: BTreeMap<Code, (usize, Option<Diagnostic>)>,
    errors: usize,
}

impl Faults {
    /// Adds one.
    pub fn push(&mut self, fault: Diagnostic) {
        if fault.severity() == Severity::Error {
            self.errors += 1;
        }
        let (count, first_untold) = self.counts.entry(fault.code).or_default();
        *count += 1;
        if *count <= TOLD_MOST {
            self.told.push(fault);
        } else if first_untold.is_none() {
            *first_untold = Some(fault);
        }
    }

    /// Adds all of another reading.
    pub fn extend(&mut self, others: Diagnostics) {
        for one in others.iter() {
            self.push(one.clone());
        }
    }

    /// How many faults refuse the facts.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// All that is told, sorted.
    pub fn into_diagnostics(self) -> Diagnostics {
        let mut told = self.told;
        for (count, untold) in self.counts.into_values() {
            if let Some(mut untold) = untold {
                untold.message = Message::new("facts-and-more")
                    .with("number", count - TOLD_MOST)
                    .with("first", untold.message);
                told.push(untold);
            }
        }
        told.sort();
        told
    }
}
