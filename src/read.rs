//! Text to nouns: the reader's door.
//!
//! A rule file is read as a whole, and every fault of it is told at once; only a fault of
//! its YAML syntax ends the reading.

mod act;
mod allow;
mod amount;
mod binary;
mod bound;
mod bytes;
mod cells;
mod compare;
mod declared;
mod decode;
mod directive;
pub(crate) mod facts;
mod faults;
mod grammar;
mod intake;
mod limit;
mod matcher;
mod node;
mod per;
mod quota;
mod record;
mod require;
mod rule;
mod schema;
mod separate;
mod value;
mod window;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::Directive;
use crate::field::Fields;
use crate::message::Message;
use crate::name::Name;
use crate::source::{Source, Span};
use decode::Decoder;

pub use cells::{Addresses, Batch, BatchColumn, Batches, span_of_cell, text_of_table};
pub use faults::Faults;
pub use intake::Intake;
pub(crate) use schema::schema;

/// How many faults of one file are told.
const FAULTS: usize = 200;

/// Reads one rule file; `None` if anything in it was refused.
pub(crate) fn read(source: &Source, diagnostics: &mut Diagnostics) -> Option<Directive> {
    let mut told = Diagnostics::new();
    let directive = read_tree(source, &mut told);
    let refused = told.has_errors();
    told.sort();
    if told.len() > FAULTS {
        told.truncate(FAULTS);
        let last = told.iter().last().and_then(|one| one.place().cloned());
        if let Some(place) = last {
            let message = Message::new("too-many-faults").with("most", FAULTS);
            told.push(Diagnostic::at(Code::TooManyFaults, message, &place));
        }
    }
    diagnostics.extend(told);
    directive.filter(|_| !refused)
}

fn read_tree(source: &Source, diagnostics: &mut Diagnostics) -> Option<Directive> {
    let root = node::tree(source, diagnostics)?;
    let stand_in = Name::new("this-file")?;
    let mut decoder = Decoder {
        source,
        diagnostics,
        fields: Fields::built_in(),
        directive: stand_in,
        groups: Vec::new(),
        level_at: None,
        other_alphabet: None,
    };
    let directive = decoder.directive(&root);
    if directive.is_none() && !decoder.diagnostics.has_errors() {
        decoder.tell(Code::WrongShape, Message::new("not-a-rule-file"), Span::default());
    }
    directive
}

#[cfg(test)]
mod tests;
